"""Text or file → tree. Hostile input is refused with its place before anything is built from it.

In: a YAML text (JSON is YAML too). Out: a `Source`. The text is parsed by libyaml; the tree is built here from its
events, because only so can duplicate keys, depth, aliases and size be refused with line and column.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from planbuilder.errors import InputInvalid, Place, Problem, problem, system_reason
from planbuilder.yamltext.nodes import Mapping_, Mark, Node, Scalar, Sequence, Source

MAX_BYTES = 20_000_000
MAX_DEPTH = 24
MAX_ALIASES = 20
MAX_NODES = 1_000_000
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
EMPTY = ("", "~", "null")


def read_file(path: Path) -> Source:
    """The tree of a file; raises InputInvalid with the place of whatever keeps it from being read."""
    return read_text(_decode(path), str(path))


def read_text(text: str, file: str = "") -> Source:
    """The tree of a text; `file` is the name that problems carry."""
    try:
        builder = _Builder(file, _events(text))
        return Source(file, text, builder.document())
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        _refuse_earlier_fault(text[: mark.index] if mark else "", file)
        place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
        raise InputInvalid([problem("PB001", place, reason=error.problem or error.context or "")]) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        place = _place_of_character(text, file, getattr(error, "position", getattr(error, "start", None)))
        raise InputInvalid([problem("PB002", place, reason=getattr(error, "reason", error))]) from error


def _refuse_earlier_fault(before: str, file: str) -> None:
    """Raise InputInvalid for what we refuse in the text before the parser's own fault.

    The parser looks far ahead: at a limit of its own (libyaml 0.2.6: 1,000 levels) it stops before its first event.
    """
    with suppress(yaml.YAMLError, StopIteration):
        _Builder(file, _events(before)).document()


def _events(text: str) -> Iterator[Any]:
    """The parser's events; asked for one by one, since `yaml.parse` asks for each twice."""
    parser = LOADER(text)
    return iter(parser.get_event, None)


def _decode(path: Path) -> str:
    file = str(path)
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise InputInvalid([problem("PB003", Place(file), size=size // 1_000_000, limit=MAX_BYTES // 1_000_000)])
        raw = path.read_bytes()
    except OSError as error:
        raise InputInvalid([problem("PB004", Place(file), reason=system_reason(error))]) from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = len(raw[raw.rfind(b"\n", 0, error.start) + 1 : error.start].decode()) + 1
        raise InputInvalid([problem("PB005", Place(file, line, column), byte=f"0x{raw[error.start]:02x}")]) from error


def _place_of_character(text: str, file: str, position: int | None) -> Place:
    if position is None:
        return Place(file)
    before = text[:position]
    return Place(file, before.count("\n") + 1, position - (before.rfind("\n") + 1) + 1)


class _Builder:
    """Builds one tree from parser events, counting what must stay small."""

    def __init__(self, file: str, events: Iterator[Any]) -> None:
        self.file = file
        self.events = events
        self.depth = self.aliases = self.nodes = 0
        self.anchors: dict[str, tuple[Node, int] | None] = {}

    def document(self) -> Node:
        """The tree of the only document in the text; an empty text is an empty mapping."""
        start: Mark = next(self.events).start_mark
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                root = self.node(next(self.events))
                self.expect_end()
                return root if not isinstance(root, Scalar) or root.text is not None else Mapping_(start, start)
        return Mapping_(start, start)

    def expect_end(self) -> None:
        """Refuse a second document: nothing in it would ever be read."""
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                raise self.refuse("PB006", event)

    def node(self, event: Any) -> Node:
        """The tree that starts with an event."""
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise self.refuse("PB009", event, limit=MAX_NODES)
        if isinstance(event, yaml.AliasEvent):
            return self.alias(event)
        build = BUILDERS[type(event)]
        if event.anchor:
            self.anchors[event.anchor] = None
        before = self.nodes
        node: Node = build(self, event)
        if event.anchor:
            self.anchors[event.anchor] = node, self.nodes - before
        return node

    def scalar(self, event: Any) -> Node:
        """A text; a plain empty one, `~` and `null` stand for nothing."""
        empty = event.implicit[0] and event.value in EMPTY
        return Scalar(event.start_mark, event.end_mark, None if empty else event.value)

    def sequence(self, event: Any) -> Node:
        """A list of values."""
        node = Sequence(event.start_mark, event.end_mark, flow=bool(event.flow_style))
        self.go_down(event)
        for inner in self.events:
            if isinstance(inner, yaml.SequenceEndEvent):
                node.end = _end(inner, node.flow, node.items)
                break
            node.items.append(self.node(inner))
        self.depth -= 1
        return node

    def mapping(self, event: Any) -> Node:
        """Keys and values; a key that stands twice is refused, since one of the two would be lost."""
        node = Mapping_(event.start_mark, event.end_mark, flow=bool(event.flow_style))
        self.go_down(event)
        for inner in self.events:
            if isinstance(inner, yaml.MappingEndEvent):
                node.end = _end(inner, node.flow, [value for _, value in node.entries.values()])
                break
            self.entry(node, inner)
        self.depth -= 1
        return node

    def entry(self, node: Mapping_, event: Any) -> None:
        """Add one key and its value to a mapping."""
        key = self.node(event)
        if not isinstance(key, Scalar) or key.text is None:
            raise self.refuse("PB010", event)
        if key.text in node.entries:
            first = node.entries[key.text][0].start.line + 1
            raise self.refuse("PB007", event, key=key.text, first=first)
        node.entries[key.text] = (key, self.node(next(self.events)))

    def alias(self, event: Any) -> Node:
        """The value an alias stands for, at the alias's own place; it counts as often as it stands."""
        self.aliases += 1
        target = self.anchors.get(event.anchor)
        if self.aliases > MAX_ALIASES or target is None:
            raise self.refuse("PB008", event, limit=MAX_ALIASES, name=event.anchor)
        node, size = target
        self.nodes += size
        if self.nodes > MAX_NODES:
            raise self.refuse("PB009", event, limit=MAX_NODES)
        return replace(node, start=event.start_mark, end=event.end_mark, **ONE_TOKEN.get(type(node), {}))

    def go_down(self, event: Any) -> None:
        """Enter a level, unless that is too deep."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise self.refuse("PB011", event, limit=MAX_DEPTH)

    def refuse(self, code: str, event: Any, **values: object) -> InputInvalid:
        """The error that names the event's place."""
        mark = event.start_mark
        found: Problem = problem(code, Place(self.file, mark.line + 1, mark.column + 1), **values)
        return InputInvalid([found])


# An alias is a single token: nothing inside it can be changed where it stands.
ONE_TOKEN: dict[type, Any] = {Mapping_: {"flow": True}, Sequence: {"flow": True}}
BUILDERS: dict[type, Any] = {
    yaml.ScalarEvent: _Builder.scalar,
    yaml.SequenceStartEvent: _Builder.sequence,
    yaml.MappingStartEvent: _Builder.mapping,
}


def _end(event: Any, flow: bool, children: list[Node]) -> Mark:
    """Where a collection ends: libyaml puts the end of a block after the comments that follow it, we do not."""
    return event.end_mark if flow or not children else children[-1].end
