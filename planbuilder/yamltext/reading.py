"""Text or file → tree. Hostile input is refused with its place before anything is built from it.

In: a YAML text (JSON is YAML too). Out: a `Source`. The text is parsed by libyaml; the tree is built here from its
events, because only so can duplicate keys, depth, aliases and size be refused with line and column, and what YAML
would drop in silence: the half of a text that a comma cuts off, and a first word that it takes for a tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from planbuilder import codes, files
from planbuilder.errors import InputInvalid, Place, Problem, problem
from planbuilder.filekind import kind_of
from planbuilder.numbers import InvalidNumber, number_in_file
from planbuilder.yamltext.complaints import character_problem, in_quotes, parser_problem, quoted
from planbuilder.yamltext.json_text import joined
from planbuilder.yamltext.nodes import Mapping_, Mark, Node, Scalar, Sequence, Source

MAX_BYTES = 20_000_000
MAX_DEPTH = 24
MAX_ALIASES = 20
MAX_NODES = 300_000  # fifty times the example plan, and a quarter of a gigabyte
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
EMPTY = ("", "~", "null")
# Tables by their ending, since their beginning may be any text.
TABLES = (".csv", ".tsv", ".xls", ".xlsx", ".xlsm", ".ods")
# How programs write a number that is none. No field means it, so it never becomes the text of an answer; only JSON,
# where every text has quotes, writes an endless one as a word that could be a name.
NO_NUMBER = re.compile(r"[-+]?(\.(inf|Inf|INF|nan|NaN|NAN)|NaN)\Z")
ENDLESS = ("Infinity", "-Infinity")
JSON_BEGINS = ("{", "[")


def read_file(path: Path, pipe: bool = False) -> Source:
    """The tree of a file, or of a pipe if that is allowed; raises InputInvalid with the place of what is wrong."""
    return read_text(_decode(path, pipe), str(path))


def read_text(text: str, file: str = "") -> Source:
    """The tree of a text; `file` is the name that problems carry."""
    # Every mark is put back, also that of an error: places are shown to whoever wrote the text.
    parsed, restored = joined(text)
    try:
        builder = _Builder(file, text, map(restored, _events(parsed)))
        root = builder.document()
        return Source(file, text, lambda: root)
    except yaml.MarkedYAMLError as error:
        found = parser_problem(restored(error), text, file)
        mark = error.problem_mark or error.context_mark
        raise InputInvalid([_earlier_fault(text[: mark.index] if mark else "", file) or found]) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise InputInvalid([character_problem(error, text, file)]) from error


def read_later(text: str, file: str = "") -> Source:
    """A text that is known to be sound, whose tree is made only if it is asked for."""
    return Source(file, text, lambda: read_text(text, file).root)


def _earlier_fault(before: str, file: str) -> Problem | None:
    """What we refuse in the text before the parser's own fault, if anything.

    The parser looks far ahead: at a limit of its own (libyaml 0.2.6: 1,000 levels) it stops before its first event. A
    reference where it stopped is what it stumbled over, and no fault before it.
    """
    with suppress(yaml.YAMLError, StopIteration):
        try:
            _Builder(file, before, _events(before)).document()
        except InputInvalid as error:
            (found,) = error.problems
            is_here = found.code == codes.ALIAS and found.place.line > before.count("\n")
            return None if is_here else found
    return None


def _events(text: str) -> Iterator[Any]:
    """The parser's events; asked for one by one, since `yaml.parse` asks for each twice."""
    parser = LOADER(text)
    return iter(parser.get_event, None)


def _decode(path: Path, pipe: bool) -> str:
    file, raw = str(path), files.contents(path, MAX_BYTES, pipe)
    kind = kind_of(raw)
    if kind or path.suffix.casefold() in TABLES:
        raise InputInvalid([problem(codes.WRONG_FILE_FORMAT, Place(file), reason=kind or "TABLE")])
    try:
        # Windows' editors put a mark before the first letter, which would become part of the first key.
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = len(raw[raw.rfind(b"\n", 0, error.start) + 1 : error.start].decode()) + 1
        raise InputInvalid(
            [problem(codes.NOT_UTF8, Place(file, line, column), byte=f"0x{raw[error.start]:02x}")]
        ) from error


class _Builder:
    """Builds one tree from parser events, counting what must stay small."""

    def __init__(self, file: str, text: str, events: Iterator[Any]) -> None:
        self.file = file
        self.text = text
        self.is_json = text.lstrip().startswith(JSON_BEGINS)
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
                raise self.refuse(codes.SEVERAL_DOCUMENTS, event)

    def node(self, event: Any) -> Node:
        """The tree that starts with an event."""
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise self.refuse(codes.TOO_MANY_VALUES, event, limit=MAX_NODES)
        if isinstance(event, yaml.AliasEvent):
            return self.alias(event)
        build = BUILDERS[type(event)]
        if event.anchor:
            self.anchors[event.anchor] = None  # an alias within its own value would never end
        before = self.nodes
        node: Node = build(self, event)
        if event.anchor:
            self.anchors[event.anchor] = node, self.nodes - before
        return node

    def scalar(self, event: Any) -> Node:
        """A text; a plain empty one, `~` and `null` are nothing."""
        # Quoted, `null` and `.nan` are texts like any other.
        is_plain = event.implicit[0] and not event.tag
        if is_plain and (NO_NUMBER.match(event.value) or (self.is_json and event.value in ENDLESS)):
            raise self.refuse(codes.NO_ANSWER, event, found=event.value)
        if event.tag and event.tag.startswith("!"):
            lost = self.text[event.start_mark.index : event.end_mark.index]
            raise self.refuse(codes.TAG, event, found=event.tag, meant=quoted(lost))
        return Scalar(event.start_mark, event.end_mark, None if is_plain and event.value in EMPTY else event.value)

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
        """Keys and values; a key that is there twice is refused, since one of the two would be lost."""
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
            raise self.refuse(codes.KEY_NOT_TEXT, event)
        if key.text in node.entries:
            first = node.entries[key.text][0].start.line + 1
            raise self.refuse(codes.DUPLICATE_KEY, event, key=key.text, first=first)
        value = self.node(next(self.events))
        if node.flow and isinstance(value, Scalar) and value.text is None:
            self.refuse_cut_off(node, key, value, event)
        node.entries[key.text] = (key, value)

    def refuse_cut_off(self, node: Mapping_, key: Scalar, value: Scalar, event: Any) -> None:
        """Refuse a word without a colon between braces: most often a comma in a number or a text has cut it off."""
        # A key with a colon and no value is an entry that is not filled in yet, which is nothing to refuse.
        if ":" in self.text[key.end.index : max(value.start.index, key.end.index)]:
            return
        if not self.text[key.end.index :].strip():
            return  # the text ends in the middle of the mapping
        last = next((inner for _, inner in reversed(node.entries.values())), None)
        if not isinstance(last, Scalar) or not last.text:
            raise self.refuse(codes.KEY_WITHOUT_COLON, event, key=key.text)
        # `amount: 1,500` between braces is two entries, `amount: 1` and `500`; what was meant is put together again.
        whole = f"{last.text}{self.text[last.end.index : key.start.index]}{key.text}"
        try:
            number_in_file(re.sub(r"\s", "", whole))
        except InvalidNumber as error:
            if error.code == codes.AMBIGUOUS_NUMBER:
                raise self.refuse(codes.AMBIGUOUS_NUMBER, event, found=whole, **error.values) from error
            meant = error.values.get("meant") or quoted(whole)
            raise self.refuse(codes.COMMA_IN_NUMBER, event, key=key.text, before=last.text, meant=meant) from error

    def alias(self, event: Any) -> Node:
        """The value of an alias, at the alias's own place; it counts each time."""
        self.aliases += 1
        target = self.anchors.get(event.anchor)
        if self.aliases > MAX_ALIASES or target is None:
            line = self.text.splitlines()[event.start_mark.line]
            raise self.refuse(codes.ALIAS, event, limit=MAX_ALIASES, name=event.anchor, meant=in_quotes(line))
        node, size = target
        # Counted as often as it is used, or a few aliases of aliases would fill memory.
        self.nodes += size
        if self.nodes > MAX_NODES:
            raise self.refuse(codes.TOO_MANY_VALUES, event, limit=MAX_NODES)
        return replace(node, start=event.start_mark, end=event.end_mark, **ONE_TOKEN.get(type(node), {}))

    def go_down(self, event: Any) -> None:
        """Enter a level, unless that is too deep."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise self.refuse(codes.NESTED_TOO_DEEPLY, event, limit=MAX_DEPTH)

    def refuse(self, code: codes.Code, event: Any, **values: object) -> InputInvalid:
        """The error that names the event's place."""
        mark = event.start_mark
        found: Problem = problem(code, Place(self.file, mark.line + 1, mark.column + 1), **values)
        return InputInvalid([found])


# An alias is a single token: nothing inside it can be changed in its place.
ONE_TOKEN: dict[type, Any] = {Mapping_: {"flow": True}, Sequence: {"flow": True}}
BUILDERS: dict[type, Any] = {
    yaml.ScalarEvent: _Builder.scalar,
    yaml.SequenceStartEvent: _Builder.sequence,
    yaml.MappingStartEvent: _Builder.mapping,
}


def _end(event: Any, flow: bool, children: list[Node]) -> Mark:
    """Where a collection ends: libyaml puts the end of a block after the comments that follow it, we do not."""
    return event.end_mark if flow or not children else children[-1].end
