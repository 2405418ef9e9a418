"""Change the values of a YAML text and leave the rest of it as its author wrote it.

In: a `Source` and the data it should hold. Out: the new text. Only the lines of changed entries are written anew;
comments, order, quotes and blank lines elsewhere stay to the letter. The result is read back before it is returned:
where a text is written in a way that cannot be patched safely, it is written whole instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

import yaml

from planbuilder import codes
from planbuilder.errors import InputInvalid, problem
from planbuilder.record import record
from planbuilder.yamltext.complaints import code_point
from planbuilder.yamltext.nodes import Data, Mapping_, Node, Scalar, Source, as_data, leaf_text, same
from planbuilder.yamltext.reading import NO_NUMBER, read_text

# Of a line that is written anew; the lines of others keep the width that their author gave them.
WIDTH = 110
# libyaml where it is there: a save writes after each answer, and the dumper in Python is many times slower.
BASE = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class _Dumper(BASE):  # type: ignore[misc,valid-type]  # the C dumper has no type; the pure one stands in where it is missing
    """Writes dates and decimals plainly, and texts of several lines as blocks."""

    def ignore_aliases(self, data: Any) -> bool:
        """Never write an alias: the same value twice is a coincidence here."""
        return True

    def represent_mapping(self, tag: str, mapping: Any, flow_style: bool | None = None) -> Any:
        """Keys without quotes, `on` too, which YAML 1.1 takes for a truth value."""
        node = super().represent_mapping(tag, mapping, flow_style)
        for key, _ in node.value:
            if key.value == "on":
                key.tag = self.resolve(yaml.ScalarNode, key.value, (True, False))
        return node


def _plain(dumper: Any, value: Any) -> Any:
    text = leaf_text(value)
    return yaml.ScalarNode(dumper.resolve(yaml.ScalarNode, text, (True, False)), text)


def _string(dumper: Any, value: str) -> Any:
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(value), style="|" if "\n" in value else None)


for _kind in (Decimal, date, int):
    _Dumper.add_representer(_kind, _plain)
_Dumper.add_representer(str, _string)
_Dumper.add_multi_representer(str, _string)
# Here every scalar is text until a field types it, so a number or a date needs no quotes, whoever wrote it.
TYPED_HERE = (":int", ":float", ":timestamp")
_Dumper.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in forms if not tag.endswith(TYPED_HERE)]
    for first, forms in _Dumper.yaml_implicit_resolvers.items()
}
# But a text that another program would take for a number and write otherwise (the id `1.10`, the account `0645`, the
# time `12:30`), or that says it is no number at all, keeps its quotes.
CHANGED_ELSEWHERE = re.compile(
    r"""(?!-?(?:0|[1-9][0-9]*)(?:\.[0-9]*[1-9])?\Z)  # what every program writes as it reads it
    [-+]?(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9_]+)(?:[eE][-+]?[0-9]+)?\Z
    |[-+]?0[xob][0-9a-fA-F_]+\Z|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?\Z""",
    re.VERBOSE,
)
for _form in (CHANGED_ELSEWHERE, NO_NUMBER):
    _Dumper.add_implicit_resolver("!number-elsewhere", _form, list("-+.0123456789N"))


def dump(data: Data, indent: int = 0) -> str:
    """Data as YAML text in block form, set in by `indent` spaces; raises InputInvalid for half a character."""
    try:
        text = _dumped(data, WIDTH - indent)
    except UnicodeEncodeError as error:
        raise InputInvalid(
            [problem(codes.FORBIDDEN_CHARACTER, character=code_point(error.object[error.start]))]
        ) from error
    space = " " * indent
    return "".join(space + line if line.strip() else line for line in text.splitlines(keepends=True))


def _dumped(data: Data, width: int) -> str:
    text: str = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=width, indent=2)
    return text


@record
class Edit:
    """Characters `start` to `end` of the text become `text`."""

    start: int
    end: int
    text: str


def change(source: Source, data: Data) -> str:
    """The text of `source` with its values changed to `data`."""
    if same(source.data(), data):
        return source.text
    patcher = _Patcher(source.text)
    edits = patcher.edits(source.root, data)
    text = applied(patcher.text, edits, patcher.line_end)
    # Only where nothing was changed at the end, for what is written there has an end of line of its own.
    if patcher.text != source.text and all(edit.end < len(patcher.text) for edit in edits):
        text = text.removesuffix("\n")  # the last line had no end, and still has none
    return text if _holds(text, data) else _heading_comment(source.text) + dump(data)


def _holds(text: str, wanted: Data) -> bool:
    try:
        return same(read_text(text).data(), wanted)
    except InputInvalid:
        return False


def _heading_comment(text: str) -> str:
    lines = text.splitlines(keepends=True)
    count = next((n for n, line in enumerate(lines) if not line.startswith("#") and line.strip()), len(lines))
    return "".join(lines[:count])


def merged(edits: Iterable[Edit]) -> list[Edit]:
    """The edits with insertions at one place joined in their order."""
    places: dict[tuple[int, int], str] = {}
    for edit in edits:
        places[edit.start, edit.end] = places.get((edit.start, edit.end), "") + edit.text
    return [Edit(start, end, text) for (start, end), text in places.items()]


def applied(text: str, edits: Iterable[Edit], line_end: str = "\n") -> str:
    """The text with all edits made, the last first so that offsets stay true; what is put at a place precedes it."""
    for edit in sorted(edits, key=lambda one: (one.start, one.end), reverse=True):
        text = text[: edit.start] + edit.text.replace("\n", line_end) + text[edit.end :]
    return text


def _keeps_order(old: Mapping_, value: dict[str, Data]) -> bool:
    """Whether the keys that stay stand in the same order as before, and at least one does stay."""
    stay = [key for key in old.entries if key in value]
    return bool(stay) and stay == [key for key in value if key in old.entries]


class _Patcher:
    """Finds the edits that turn a tree into other data."""

    def __init__(self, text: str) -> None:
        self.text = text if text.endswith("\n") or not text else text + "\n"
        self.line_end = "\r\n" if "\r\n" in text else "\n"
        self.starts = [0]
        for line in self.text.splitlines(keepends=True):
            self.starts.append(self.starts[-1] + len(line))

    def edits(self, node: Node, data: Data) -> list[Edit]:
        """The edits below a node; a node that is no block mapping is left to the caller's read-back."""
        if not (isinstance(node, Mapping_) and node.entries and not node.flow and isinstance(data, dict)):
            return [Edit(0, len(self.text), _heading_comment(self.text) + dump(data))]
        return self.in_mapping(node, data)

    def in_mapping(self, node: Mapping_, data: dict[str, Data]) -> list[Edit]:
        """The edits of one block mapping: entries taken away, changed, and added in their order."""
        edits = [self.removal(node, key) for key in node.entries if key not in data]
        before: str | None = None
        for key, value in data.items():
            if key in node.entries:
                edits += self.in_entry(node, key, value)
                before = key
            else:
                edits.append(self.insertion(node, before, key, value))
        return merged(edits)

    def in_entry(self, node: Mapping_, key: str, value: Data) -> list[Edit]:
        """The edits of one entry: none, some below it, or the whole of it."""
        name, old = node.entries[key]
        if same(as_data(old), value):
            return []
        if isinstance(old, Mapping_) and not old.flow and isinstance(value, dict) and _keeps_order(old, value):
            return self.in_mapping(old, value)
        if isinstance(old, Scalar) and old.start.line == old.end.line and not isinstance(value, list | dict):
            # Written under a key and cut out again, since only so is it quoted as a value has to be.
            text = dump({"k": value})[2:].strip()
            if "\n" not in text and text:
                # `key:` without a value ends right behind the colon, which needs a blank before what is put there.
                space = "" if old.end.index > old.start.index else " "
                return [Edit(old.start.index, old.end.index, space + text)]
        start, end = self.extent(node, key)
        return [Edit(start, end, dump({key: value}, name.start.column))]

    def removal(self, node: Mapping_, key: str) -> Edit:
        """The edit that takes an entry away."""
        return Edit(*self.extent(node, key), "")

    def insertion(self, node: Mapping_, before: str | None, key: str, value: Data) -> Edit:
        """The edit that adds an entry after `before`, or ahead of all."""
        first, _ = next(iter(node.entries.values()))
        at = self.extent(node, before)[1] if before else self.starts[first.start.line]
        return Edit(at, at, dump({key: value}, first.start.column))

    def extent(self, node: Mapping_, key: str) -> tuple[int, int]:
        """The characters of an entry's lines, blank lines after it left out."""
        name, value = node.entries[key]
        # A value that ends at column 0 ends with the line before.
        last = max(value.end.line + (value.end.column > 0), name.start.line + 1)
        while last > name.start.line + 1 and not self.line(last - 1).strip():
            last -= 1
        return self.starts[name.start.line], self.starts[min(last, len(self.starts) - 1)]

    def line(self, number: int) -> str:
        """A line of the text, empty past its end."""
        return self.text[self.starts[number] : self.starts[number + 1]] if number + 1 < len(self.starts) else ""
