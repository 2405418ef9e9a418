"""The tree of a YAML text, with the place of everything in it.

In: nothing, or a node and the text it was read from. Out: the types; which words YAML takes for truth values, and which
for a comment. Scalars stay text: what a text means is decided by the field it is in, never by how it looks, so that a
title of `no`, `2026` or `12:30` is still that title.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Protocol

from planbuilder.errors import Place
from planbuilder.numbers import written
from planbuilder.record import record

Leaf = str | int | Decimal | bool | date | None
Data = Leaf | list["Data"] | dict[str, "Data"]
KeyPath = tuple[str, ...]
# Words that YAML 1.1 takes for truth values: a program that does so writes a key `on` back as `true`.
TRUTHS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
# People who comment a line set the comment off; of `Pris # 3 er vigtig` half a sentence is lost (YAML 1.2.2, 6.6).
BEHIND_TEXT = re.compile(r" (#.*)")
BEHIND_NOTHING = re.compile(r"[ \t]*(#\S.*)")
QUOTED = tuple("\"'|>")
NO_PROSE = re.compile(r"[-+.,:\d]*\Z|(?i:true|false)\Z")


class Mark(Protocol):
    """A point in a text: index in characters, line and column from 0. The parser's own marks are such points."""

    index: int
    line: int
    column: int


# Dataclasses and not records: a tree is built node by node, and nobody compares two of them.
@dataclass(eq=False, repr=False)
class Node:
    """A value of the text. `end` is the end of its last own token; `flow` is true for `{…}` and `[…]`."""

    start: Mark
    end: Mark


@dataclass(eq=False, repr=False)
class Scalar(Node):
    """A text, or None where there is none (`key:` or `~`)."""

    text: str | None


@dataclass(eq=False, repr=False)
class Sequence(Node):
    """A list of values."""

    items: list[Node] = field(default_factory=list)
    flow: bool = False


@dataclass(eq=False, repr=False)
class Mapping_(Node):
    """Keys and values, in the order of the text."""

    entries: dict[str, tuple[Node, Node]] = field(default_factory=dict)
    flow: bool = False


def as_data(node: Node | None) -> Data:
    """The values of a tree as text, lists and dictionaries."""
    if isinstance(node, Mapping_):
        return {key: as_data(value) for key, (_, value) in node.entries.items()}
    if isinstance(node, Sequence):
        return [as_data(item) for item in node.items]
    return node.text if isinstance(node, Scalar) else None


def leaf_text(leaf: Data) -> str | None:
    """A leaf as it is in a file: dates in ISO form, numbers with a point, booleans as true and false."""
    # Before numbers: to Python a truth value is one.
    if isinstance(leaf, bool):
        return "true" if leaf else "false"
    if isinstance(leaf, date):
        return leaf.isoformat()
    if isinstance(leaf, Decimal):
        return written(leaf)
    return None if leaf is None else str(leaf)


def as_text(data: Data) -> Data:
    """The same data with every leaf as text, so that data from a file and data from a program compare."""
    if isinstance(data, dict):
        return {key: as_text(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [as_text(item) for item in data]
    return leaf_text(data)


def shared(before: Data, after: Data) -> Data:
    """Data with every leaf as text; what is the very same object as before stays it."""
    # The same object means unchanged, without a look into it: so a save costs what has changed (see `patching`).
    if after is before:
        return after
    if isinstance(after, dict):
        old = before if isinstance(before, dict) else {}
        return {key: shared(old.get(key), value) for key, value in after.items()}
    return as_text(after)


def same(one: Data, other: Data) -> bool:
    """Whether two values are equal as text, the order of keys included."""
    return _ordered(one) == _ordered(other)


def _ordered(data: Data) -> object:
    if isinstance(data, dict):
        return {"keys": list(data), "values": [_ordered(value) for value in data.values()]}
    return [_ordered(item) for item in data] if isinstance(data, list | tuple) else leaf_text(data)


@record
class Source:
    """A text that was read: the file's name, the text itself and its tree, which is made when it is asked for."""

    file: str
    text: str
    tree: Callable[[], Node]

    @cached_property
    def root(self) -> Node:
        """The tree of the whole text."""
        return self.tree()

    def data(self) -> Data:
        """The values of the whole text."""
        return as_data(self.root)

    def place(self, path: str) -> Place:
        """Where the value at a dotted path is, or its nearest ancestor that exists; keys may hold dots."""
        node, keys = self.root, path.split(".")
        while keys:
            taken, inner = _deepest_child(node, keys)
            if inner is None:
                break
            node, keys = inner, keys[taken:]
        return self.place_of(node, path)

    def place_of(self, node: Node, path: str) -> Place:
        """The place of a node, named by its path."""
        return Place(self.file, node.start.line + 1, node.start.column + 1, path)


def _deepest_child(node: Node, keys: list[str]) -> tuple[int, Node | None]:
    """The child whose key is the longest run of `keys`, and how many of them it took."""
    # The longest first: an id such as `1.10` holds a dot, and must not be taken for two keys.
    for taken in range(len(keys), 0, -1):
        inner = _child(node, ".".join(keys[:taken]))
        if inner is not None:
            return taken, inner
    return 0, None


def _child(node: Node, key: str) -> Node | None:
    if isinstance(node, Mapping_) and key in node.entries:
        return node.entries[key][1]
    if isinstance(node, Sequence) and key.isascii() and key.isdigit() and int(key) < len(node.items):
        return node.items[int(key)]
    return None


def get(data: Data, path: KeyPath) -> Data:
    """The value at a path of keys of nested dictionaries, None if there is none."""
    for key in path:
        if not isinstance(data, dict) or key not in data:
            return None
        data = data[key]
    return data


def put(data: Data, path: KeyPath, value: Data) -> Data:
    """A copy of nested dictionaries with `value` at a path of keys; a value of None takes the key away."""
    entries: dict[str, Data] = data if isinstance(data, dict) else {}
    key, *rest = path
    inner = put(entries.get(key), tuple(rest), value) if rest else value
    # A mapping that the last key has left goes too: an empty one would be written as `{}`.
    if inner is None or (rest and inner == {} and value is None):
        return {k: v for k, v in entries.items() if k != key}
    return {**entries, key: inner}


def leaves(data: Data, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Data]]:
    """Every value in some data with its place; a list is one value."""
    if not isinstance(data, dict):
        yield path, data
        return
    for key, value in data.items():
        yield from leaves(value, (*path, key))


def turned_keys(entries: Iterable[str], known: Iterable[str]) -> Mapping[str, str]:
    """The key that was meant by each that another program has made a truth value of, such as `on`."""
    found = list(entries)
    lacking = [key for key in TRUTHS if key in known and key not in found]
    pairs = (
        (next((one for one in found if one.casefold() == str(TRUTHS[key]).casefold()), None), key) for key in lacking
    )
    return {written: key for written, key in pairs if written is not None}


def swallowed(node: Node, text: str) -> str:
    """The comment that may have been meant as text; empty if it is set off, or behind quotes or a number.

    Behind a text it is one that a single blank parts from it, behind nothing one that begins at once (`#1`).
    """
    if not isinstance(node, Scalar) or (node.text and text[node.start.index] in QUOTED):
        return ""
    form = BEHIND_TEXT if node.text else BEHIND_NOTHING
    end = text.find("\n", node.end.index)
    found = form.match(text[node.end.index : end if end >= 0 else len(text)])
    return found[1].rstrip() if found and not (node.text and NO_PROSE.match(node.text)) else ""
