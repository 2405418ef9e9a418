"""The grammar of PDF, read to the letter: objects one after the other in a file.

In: bytes and a place. Out: values and the place after them, or `Broken` with the place where the grammar ends. Nothing
is searched for and nothing is repaired: what a lenient reader would find elsewhere is not found. ISO 32000-2, 7.2-7.3.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

SPACES = rb"[\0\t\n\f\r ]"
REGULAR = rb"[^\0\t\n\f\r ()<>\[\]{}/%]"
BLANK = re.compile(SPACES + rb"*")
# Within an object a comment is white space.
FILLING = re.compile(rb"(?:" + SPACES + rb"|%[^\r\n]*(?:[\r\n]|\Z))*")
NAME = re.compile(rb"/" + REGULAR + rb"*")
WORD = re.compile(REGULAR + rb"+")
# A number of more digits stays bytes, like one with a point: nothing in a file is so many.
WHOLE = re.compile(rb"[+-]?\d{1,18}\Z")
# ISO 32000-2, 7.5.4: no generation is above 65,535, so five digits are enough.
REFERENCE = re.compile(rb"(\d{1,10})" + SPACES + rb"+(\d{1,5})" + SPACES + rb"+R(?!" + REGULAR + rb")")
HEXADECIMAL = re.compile(rb"<[0-9A-Fa-f\0\t\n\f\r ]*>")
# Brackets within a string need no backslash where they are balanced (ISO 32000-2, 7.3.4.2), so they are counted.
IN_STRING = re.compile(rb"[^()\\]+|\\.|[()]", re.DOTALL)
OBJECT = re.compile(rb"(\d{1,10})" + SPACES + rb"+(\d{1,5})" + SPACES + rb"+obj(?!" + REGULAR + rb")")
# ISO 32000-2, 7.3.8.1: a lone carriage return after the keyword is not allowed, since data may begin with a line feed.
STREAM = re.compile(rb"stream(?:\r\n|\n)")
STREAM_END = re.compile(SPACES + rb"*endstream(?!" + REGULAR + rb")")
OBJECT_END = re.compile(rb"endobj(?!" + REGULAR + rb")")
# `endstream` alone may also stand within the data; only together with the end of the object is it believed.
LAST_WORDS = re.compile(rb"endstream" + SPACES + rb"+endobj(?!" + REGULAR + rb")")
# No honest file nests arrays and dictionaries as deep; Python's stack would end soon after.
DEEPEST = 60


class Broken(ValueError):
    """The grammar does not allow what is at `place`."""

    def __init__(self, place: int) -> None:
        self.place = place
        super().__init__(f"byte {place}")


class Reference(NamedTuple):
    """An object by its number and generation."""

    number: int
    generation: int


# Names are str with their slash, numbers without a point are int, and everything else bytes as written.
Value = int | str | bytes | Reference | list["Value"] | dict[str, "Value"]
Entries = dict[str, Value]
Placed = tuple[Value, int]


class Stream(NamedTuple):
    """Where the packed bytes of a stream begin and end, and where another object says how many they are."""

    start: int
    end: int
    length: Reference | None


class Object(NamedTuple):
    """An object: its number and generation, its own value, its stream if it has one, and the place after it."""

    number: int
    generation: int
    value: Value
    stream: Stream | None
    end: int

    @property
    def entries(self) -> Entries:
        """Its entries, none if it is no dictionary."""
        return self.value if isinstance(self.value, dict) else {}


def matched(pattern: re.Pattern[bytes], data: bytes, place: int) -> re.Match[bytes]:
    """What is found at a place; raises Broken if it is something else."""
    found = pattern.match(data, place)
    if found is None:
        raise Broken(place)
    return found


def after(pattern: re.Pattern[bytes], data: bytes, place: int) -> int:
    """The place after what is found at a place; raises Broken if it is something else."""
    return matched(pattern, data, place).end()


def value(data: bytes, place: int, depth: int = 0) -> Placed:
    """The value at a place and the place after it; raises Broken."""
    place = after(FILLING, data, place)
    if depth > DEEPEST:
        raise Broken(place)
    if data.startswith(b"<<", place):
        return _dictionary(data, place + 2, depth)
    return STARTS.get(data[place : place + 1], _word)(data, place, depth)


def _dictionary(data: bytes, place: int, depth: int) -> Placed:
    """Entries up to their end; a key that is there twice means one thing to one reader and another to the next."""
    found: Entries = {}
    place = after(FILLING, data, place)
    while not data.startswith(b">>", place):
        key = matched(NAME, data, place)
        name = key[0].decode("latin-1")
        if name in found:
            raise Broken(place)
        found[name], place = value(data, key.end(), depth + 1)
        place = after(FILLING, data, place)
    return found, place + 2


def _list(data: bytes, place: int, depth: int) -> Placed:
    found: list[Value] = []
    place = after(FILLING, data, place + 1)
    while not data.startswith(b"]", place):
        one, place = value(data, place, depth + 1)
        found.append(one)
        place = after(FILLING, data, place)
    return found, place + 1


def _string(data: bytes, place: int, depth: int) -> Placed:
    open_, start = 0, place
    # Ends by itself: without a closing bracket nothing matches at the end of the data, which raises Broken.
    while True:
        part = matched(IN_STRING, data, place)
        place = part.end()
        open_ += {b"(": 1, b")": -1}.get(part[0], 0)
        if not open_:
            return data[start:place], place


def _hexadecimal(data: bytes, place: int, depth: int) -> Placed:
    found = matched(HEXADECIMAL, data, place)
    return found[0], found.end()


def _name(data: bytes, place: int, depth: int) -> Placed:
    found = matched(NAME, data, place)
    return found[0].decode("latin-1"), found.end()


def _word(data: bytes, place: int, depth: int) -> Placed:
    referred = REFERENCE.match(data, place)
    if referred:
        return Reference(int(referred[1]), int(referred[2])), referred.end()
    found = matched(WORD, data, place)
    # A number with a point stays bytes as written: nothing here computes with it.
    return (int(found[0]) if WHOLE.match(found[0]) else found[0]), found.end()


STARTS: dict[bytes, Callable[[bytes, int, int], Placed]] = {
    b"<": _hexadecimal,
    b"(": _string,
    b"[": _list,
    b"/": _name,
}


def object_at(data: bytes, place: int) -> Object:
    """The object that begins at a place; raises Broken if there is no whole one."""
    head = matched(OBJECT, data, place)
    inner, place = value(data, head.end())
    place = after(FILLING, data, place)
    stream = None
    if isinstance(inner, dict) and data.startswith(b"stream", place):
        stream = _stream(data, after(STREAM, data, place), inner.get("/Length"))
        place = after(FILLING, data, after(STREAM_END, data, stream.end))
    return Object(int(head[1]), int(head[2]), inner, stream, after(OBJECT_END, data, place))


def _stream(data: bytes, start: int, length: Value | None) -> Stream:
    """A stream as long as it says; if another object says so, as long as it looks, to be held against that later."""
    if isinstance(length, int) and length >= 0:
        # The length is believed before anything is looked for: data may hold `endstream`, which a reader that looks
        # stops at.
        return Stream(start, start + length, None)
    if not isinstance(length, Reference):
        raise Broken(start)
    end = LAST_WORDS.search(data, start)
    if end is None:
        raise Broken(start)
    return Stream(start, end.start(), length)
