"""Where a revision of a PDF says that its objects stand: a table of text, or a packed one.

In: bytes and a place. Out: a `Table`, or `Broken`. Every line counts, so that an object that is listed twice is seen:
readers take the first or the last of them. ISO 32000-1, 7.5.4 and 7.5.8.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from planbuilder.signing.tokens import BLANK, SPACES, Broken, Entries, Object, Value, after, matched, value

TABLE = re.compile(rb"xref" + SPACES + rb"*[\r\n]" + SPACES + rb"*")
PART = re.compile(rb"(\d{1,10}) (\d{1,10})[ ]*(?:\r\n|\n|\r)")
LINE = re.compile(rb"(\d{10}) (\d{5}) ([nf])(?: \r| \n|\r\n)")
TRAILER = re.compile(rb"trailer(?=" + SPACES + rb"|<<)")
FREE, PLAIN, PACKED = 0, 1, 2
# More objects than any file that is signed has, and more bytes than that many lines; a packed table of a few bytes may
# promise any number.
MOST, MOST_BYTES = 1_000_000, 12_000_000


class Line(NamedTuple):
    """An object by its number: free, at a place of its own, or packed in another object at an index.

    `place` is the place in the file, or the number of that other object; `second` is the generation or the index.
    """

    number: int
    kind: int
    place: int
    second: int


class Table(NamedTuple):
    """The table of a revision: where it stands, its lines as they stand, its entries, and the place after it.

    `places` are those of both, if it is written as two.
    """

    place: int
    lines: tuple[Line, ...]
    entries: Entries
    end: int
    places: tuple[int, ...] = ()

    @property
    def previous(self) -> Value | None:
        """Where the table before this one stands, None for the first."""
        return self.entries.get("/Prev")


def text_table(data: bytes, start: int) -> Table:
    """The table of text that begins at a place, with its trailer; raises Broken."""
    place = after(TABLE, data, start)
    lines: list[Line] = []
    while part := PART.match(data, place):
        place = part.end()
        for number in range(int(part[1]), int(part[1]) + int(part[2])):
            line = matched(LINE, data, place)
            lines.append(Line(number, PLAIN if line[3] == b"n" else FREE, int(line[1]), int(line[2])))
            place = line.end()
        place = after(BLANK, data, place)
    entries, place = value(data, after(TRAILER, data, place))
    if not isinstance(entries, dict):
        raise Broken(place)
    return Table(start, tuple(lines), entries, place)


def packed_table(data: bytes, place: int, found: Object) -> Table:
    """The table that an object is, given where it begins; raises Broken if it is none."""
    rows, widths = _rows(data, place, found), _numbers(found.entries.get("/W"), place)
    size = found.entries.get("/Size")
    parts = _numbers(found.entries.get("/Index", [0, size if isinstance(size, int) else 0]), place)
    count = sum(parts[1::2])
    if len(widths) != 3 or len(parts) % 2 or count > MOST or not any(widths) or count * sum(widths) != len(rows):
        raise Broken(place)
    numbers = (
        number for first, count in zip(parts[::2], parts[1::2], strict=True) for number in range(first, first + count)
    )
    lines = tuple(Line(number, *row) for number, row in zip(numbers, _split(rows, widths), strict=True))
    return Table(place, lines, found.entries, found.end)


def _numbers(given: Value | None, place: int) -> list[int]:
    numbers = [one for one in given if isinstance(one, int) and 0 <= one <= MOST] if isinstance(given, list) else []
    if not isinstance(given, list) or len(numbers) != len(given):
        raise Broken(place)
    return numbers


def _split(rows: bytes, widths: list[int]) -> Iterator[tuple[int, int, int]]:
    """The three numbers of each row; a row without a kind is that of an object at a place of its own."""
    first, second, third = widths
    for start in range(0, len(rows), first + second + third):
        middle, last = start + first, start + first + second
        kind = int.from_bytes(rows[start:middle], "big") if first else PLAIN
        yield kind, int.from_bytes(rows[middle:last], "big"), int.from_bytes(rows[last : last + third], "big")


def _rows(data: bytes, place: int, found: Object) -> bytes:
    """The rows of a packed table; raises Broken if they are packed otherwise than such tables are."""
    content = unpacked(data, found, MOST_BYTES)
    given = found.entries.get("/DecodeParms", {})
    parameters = given[0] if isinstance(given, list) and len(given) == 1 else given
    if not isinstance(parameters, dict):
        raise Broken(place)
    method, columns = parameters.get("/Predictor", 1), parameters.get("/Columns", 1)
    if method == 1:
        return content
    if not (isinstance(method, int) and isinstance(columns, int) and 10 <= method <= 15 and 0 < columns < 100):
        raise Broken(place)
    return _predicted(content, columns, place)


def _predicted(content: bytes, columns: int, place: int) -> bytes:
    """Rows that tell how each differs from the one above; of the five ways, tables use "as it is" and "up"."""
    above, made = bytes(columns), bytearray()
    for start in range(0, len(content), columns + 1):
        way, row = content[start], content[start + 1 : start + 1 + columns]
        if way not in (0, 2) or len(row) != columns:
            raise Broken(place)
        above = bytes((one + other) & 255 for one, other in zip(row, above, strict=True)) if way else row
        made += above
    return bytes(made)


def unpacked(data: bytes, found: Object, most: int) -> bytes:
    """The first so many bytes of an object's stream; raises Broken if there is none or it is packed in another way."""
    stream = found.stream
    packing = found.entries.get("/Filter")
    packing = packing[0] if isinstance(packing, list) and len(packing) == 1 else packing
    if stream is None or packing not in (None, [], "/FlateDecode"):
        raise Broken(found.end)
    raw = data[stream.start : stream.end]
    try:
        return zlib.decompressobj().decompress(raw, most) if packing == "/FlateDecode" else raw[:most]
    except zlib.error as error:
        raise Broken(stream.start) from error
