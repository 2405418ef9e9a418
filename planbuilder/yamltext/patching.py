"""Change a few entries of a long YAML text at the price of those entries, not of the text.

In: a text with the data it holds, and other data that share with it what is the same. Out: the text that `editing`
would make of it, or None where that cannot be told from the lines around the change alone. An entry is found by its
indentation, which is sure in a regular text: every line that belongs to an entry is set in deeper than its key. Whether
a text is regular is asked once, of its whole tree; what is written here keeps it so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from planbuilder.errors import InputInvalid
from planbuilder.yamltext.editing import Edit, applied, change, dump, merged
from planbuilder.yamltext.nodes import Data, Mapping_, Node, Sequence, Source, as_text
from planbuilder.yamltext.reading import read_text

# What makes lines mean something else than their indentation says: other line ends, several documents, directives,
# keys of their own line, and values that are named in one place and used in another.
IRREGULAR = re.compile(r"[\r\t\x85\u2028\u2029]|^(?:---|\.\.\.|%)|^ *\? |(?:[:-]|^) *[&*!]\S", re.MULTILINE)


class Unsure(Exception):
    """A change that cannot be made by the lines around it alone."""


def is_regular(source: Source) -> bool:
    """Whether every entry of a text is a key with deeper lines beneath it."""
    text = source.text
    # A last line without an end would grow together with what is added behind it.
    if not text.endswith("\n") or IRREGULAR.search(text):
        return False
    root = source.root
    lines = text.split("\n")
    return isinstance(root, Mapping_) and not root.flow and _is_set_in(root, 0, lines)


def _is_set_in(node: Node, column: int, lines: list[str]) -> bool:
    """Whether all lines of a node's entries lie deeper than their keys; a list may begin beneath its key."""
    if isinstance(node, Mapping_) and not node.flow:
        return all(
            key.start.column == node.start.column
            and _is_set_in(value, key.start.column + (not _is_block_list(value)), lines)
            for key, value in node.entries.values()
        )
    if isinstance(node, Sequence) and not node.flow:
        return all(_is_set_in(item, column + 1, lines) for item in node.items)
    inside = lines[node.start.line + 1 : node.end.line + (node.end.column > 0)]
    return all(not line.strip() or len(line) - len(line.lstrip(" ")) >= column for line in inside)


def _is_block_list(node: Node) -> bool:
    return isinstance(node, Sequence) and not node.flow


def patched(text: str, before: Data, after: Data) -> str | None:
    """The text of data that differ from what a regular text holds, None where that is not sure.

    What is the very same object in both is taken for unchanged.
    """
    if not isinstance(before, dict):
        return None
    try:
        return applied(text, merged(_in_mapping(text, before, after, 0, len(text), 0)))
    except (Unsure, InputInvalid):
        return None


def _in_mapping(text: str, before: dict[str, Data], after: Data, start: int, end: int, column: int) -> Iterator[Edit]:
    """The edits of one block mapping, whose lines are those from `start` to `end`."""
    # Keys in another order move lines over each other, which cannot be told from those around one entry.
    if not isinstance(after, dict) or [k for k in before if k in after] != [k for k in after if k in before]:
        raise Unsure
    for key in before:
        if key not in after:
            yield Edit(*_entry(text, key, start, end, column), "")
    last: str | None = None
    for key, value in after.items():
        if key not in before:
            # Behind the entry that precedes it, so that a new row comes where the program put it.
            at = _entry(text, last, start, end, column)[1] if last is not None else _first(text, start, end)
            yield Edit(at, at, _written(key, value, column))
        else:
            last = key
            if value is not before[key]:
                yield from _in_entry(text, key, before[key], value, *_entry(text, key, start, end, column), column)


def _in_entry(text: str, key: str, old: Data, new: Data, start: int, end: int, column: int) -> Iterator[Edit]:
    """The edits of one entry: below it where it has lines beneath, else the whole of it."""
    line_end = text.index("\n", start) + 1
    is_block = isinstance(old, dict) and isinstance(new, dict) and any(one in new for one in old)
    # Only a key alone on its line has deeper lines beneath it; one with a value is written anew as a whole.
    if is_block and re.search(r":[ ]*(?:#.*)?\n\Z", text[start:line_end]) and isinstance(old, dict):
        inner = _first(text, line_end, end)
        deeper = re.compile(" *").match(text, inner)
        width = deeper.end() - inner if deeper else 0
        if width <= column:
            raise Unsure
        kept = isinstance(new, dict) and [k for k in old if k in new] == [k for k in new if k in old]
        if kept:
            yield from _in_mapping(text, old, new, line_end, end, width)
            return
    source = read_text(text[start:end])
    # The lines that were found must hold what is to be changed: else indentation has led to something else.
    if as_text(source.data()) != {key: as_text(old)}:
        raise Unsure
    written = change(source, {key: new})
    if not _stays_regular(written):
        raise Unsure
    yield Edit(start, end, written)


def _written(key: str, value: Data, column: int) -> str:
    written = dump({key: value}, column)
    if not _stays_regular(written):
        raise Unsure
    return written


def _stays_regular(snippet: str) -> bool:
    source = read_text(snippet)
    text, root = snippet, source.root
    if IRREGULAR.search(text) or not isinstance(root, Mapping_) or root.flow or not text.endswith("\n"):
        return False
    return _is_set_in(root, root.start.column, text.split("\n"))


def _entry(text: str, key: str, start: int, end: int, column: int) -> tuple[int, int]:
    """Where the lines of an entry begin and end, blank lines and comments behind it left out."""
    name = re.escape(key)
    # At exactly this column: deeper lines, as of a long text, may begin with the same word and a colon.
    form = re.compile(rf"^ {{{column}}}(?:{name}|'{name}'|\"{name}\") *:(?=[ \n])", re.MULTILINE)
    found = form.search(text, start, end)
    if found is None:
        raise Unsure
    # The next key at this column or further out; a list may begin beneath its key, so a dash there is no key.
    following = re.compile(rf"^ {{0,{column}}}(?!-[ \n])[^ \n#]", re.MULTILINE)
    after = following.search(text, text.index("\n", found.start()) + 1, end)
    return found.start(), _without_rest(text, found.start(), after.start() if after else end, column)


def _without_rest(text: str, start: int, end: int, column: int) -> int:
    """The end of an entry without what stands behind it; a line that may be a comment or a text is not sure."""
    while True:
        begin = text.rfind("\n", 0, end - 1) + 1
        line = text[begin:end]
        if begin <= start or (line.strip() and not line.lstrip(" ").startswith("#")):
            return end
        if line.strip() and len(line) - len(line.lstrip(" ")) > column:
            raise Unsure
        end = begin


def _first(text: str, start: int, end: int) -> int:
    """Where the first entry of some lines begins."""
    found = re.compile(r"^ *[^ \n#]", re.MULTILINE).search(text, start, end)
    if found is None:
        raise Unsure
    return found.start()
