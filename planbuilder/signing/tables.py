"""Where a revision of a PDF says that its objects are, and whether they are there, each once.

In: the bytes of a PDF, and its revisions one after the other. Out: a `Table` (of text, or packed), or `Broken`; and
faults. Every line counts: what a table does not list is shown by a reader that looks for objects itself, and what it
lists twice is one thing to one reader and another to the next. ISO 32000-2, 7.5.4, 7.5.7 and 7.5.8.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from planbuilder.signing.grammar import BLANK, SPACES, Broken, Entries, Object, Value, after, matched, value

TABLE = re.compile(rb"xref" + SPACES + rb"*[\r\n]" + SPACES + rb"*")
# A part begins with its first number and how many follow; each line has its place, its generation, and n or f (free).
PART = re.compile(rb"(\d{1,10}) (\d{1,10})[ ]*(?:\r\n|\n|\r)")
LINE = re.compile(rb"(\d{10}) (\d{5}) ([nf])(?: \r| \n|\r\n)")
TRAILER = re.compile(rb"trailer(?=" + SPACES + rb"|<<)")
FREE, PLAIN, PACKED = 0, 1, 2
# More objects than any file that is signed has, and more bytes than that many lines; a packed table of a few bytes may
# promise any number.
MOST, MOST_BYTES = 1_000_000, 12_000_000
PAIR = re.compile(rb"(\d{1,10})" + SPACES + rb"+(\d{1,10})(?:" + SPACES + rb"+|\Z)")
PACK = "/ObjStm"
# Bytes of the head of a pack of objects. It is unpacked only so far, whatever the objects behind it would come to.
LONGEST_HEAD = 4_000_000


class Line(NamedTuple):
    """An object by its number: free, at a place of its own, or packed in another object at an index.

    `place` is the place in the file, or the number of that other object; `second` is the generation or the index.
    """

    number: int
    kind: int
    place: int
    second: int


class Table(NamedTuple):
    """The table of a revision: where it is, its lines in their order, its entries, and the place after it.

    `places` are those of both, if it is written as two.
    """

    place: int
    lines: tuple[Line, ...]
    entries: Entries
    end: int
    places: tuple[int, ...] = ()

    @property
    def previous(self) -> Value | None:
        """Where the table before this one is, None for the first."""
        return self.entries.get("/Prev")


def text_table(data: bytes, start: int) -> Table:
    """The table of text that begins at a place, with its trailer; raises Broken."""
    place = after(TABLE, data, start)
    lines: list[Line] = []
    # ISO 32000-2, 7.5.4: subsections of consecutive numbers, each entry exactly 20 bytes long.
    while part := PART.match(data, place):
        place = part.end()
        # A part that promises more lines than there are ends at the first that is none: no count is believed
        # beforehand.
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
    count = sum(parts[1::2])  # /Index holds pairs: the first number of a part, and how many follow
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
        # ISO 32000-2, 7.5.8.2: a width of zero for the kind means kind 1.
        # Widths of zero for the second and third give 0, as from_bytes makes of no bytes.
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
    # 1 predicts nothing; 10 to 15 are the ways of PNG, where each row names its own.
    if method == 1:
        return content
    if not (isinstance(method, int) and isinstance(columns, int) and 10 <= method <= 15 and 0 < columns < 100):
        raise Broken(place)
    return _predicted(content, columns, place)


def _predicted(content: bytes, columns: int, place: int) -> bytes:
    """Rows written as differences from the one above (PNG predictors); of the five, tables use none and up."""
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
        # Never `zlib.decompress`, which has no limit: a few bytes may unpack to gigabytes.
        return zlib.decompressobj().decompress(raw, most) if packing == "/FlateDecode" else raw[:most]
    except zlib.error as error:
        raise Broken(stream.start) from error


class Fault(NamedTuple):
    """What is wrong, by the code of its finding, the place in the file and the object it is about."""

    code: str
    place: int
    object: int = 0


class Listing:
    """What is known of a file's objects, revision by revision."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at: dict[int, Object] = {}
        self.latest: dict[int, Object] = {}
        self.generations: dict[int, int] = {}
        self.previous: int | None = None

    def faults(self, objects: Mapping[int, Object], table: Table) -> Iterator[Fault]:
        """What is wrong with the next revision; raises Broken if a stream is longer or shorter than it says."""
        # Before anything is asked of them: lengths and packs may be named by objects that come later in the revision.
        self.at |= objects
        self.latest |= {found.number: found for found in objects.values()}
        for found in objects.values():
            self._refuse_wrong_length(found)
        # A hybrid file has two tables, and readers of text tables see other objects than those of packed ones.
        if "/XRefStm" in table.entries:
            yield Fault("hybrid", table.place)
        else:
            yield from self._of_table(table)
            yield from self._unlisted(objects, table)
            yield from self._misplaced(table)
            yield from self._reused(objects)
        self.previous = table.place

    def _of_table(self, table: Table) -> Iterator[Fault]:
        """It follows on the one before, hides nothing, and names each object once."""
        if table.previous != self.previous:
            yield Fault("table_elsewhere", table.place)
        if "/Encrypt" in table.entries:
            yield Fault("encrypted", table.place)
        times = Counter(line.number for line in table.lines)
        yield from (Fault("object_twice", table.place, number) for number, count in times.items() if count > 1)
        # A revision that brings no object may still free some, or hide them behind a newer table.
        if self.previous is not None and not any(line.place not in (0, table.place) for line in table.lines):
            yield Fault("nothing_added", table.place)

    def _refuse_wrong_length(self, found: Object) -> None:
        """Hold a stream against the length that another object says it has."""
        stream = found.stream
        if stream is None or stream.length is None:
            return
        length = self.latest[stream.length.number].value if stream.length.number in self.latest else None
        # Only white space may lie between the length that is said and the end that was found.
        if not isinstance(length, int) or self.data[stream.start + length : stream.end].strip(b"\0\t\n\f\r "):
            raise Broken(stream.start)

    def _unlisted(self, objects: Mapping[int, Object], table: Table) -> Iterator[Fault]:
        """Objects that are there and not listed; a packed table need not list itself."""
        # A table in a stream, and the two of a linearized file, are objects as well, but need not list themselves.
        listed = {line.place for line in table.lines if line.kind == PLAIN} | {table.place, *table.places}
        # The index counts as well: a reader may go by it, or by the number in the pack's head.
        packed = {(line.place, line.second, line.number) for line in table.lines if line.kind == PACKED}
        for place, found in objects.items():
            if place not in listed:
                yield Fault("object_unlisted", place, found.number)
            inside = self._inside(found) if found.entries.get("/Type") == PACK else ()
            for index, number in enumerate(inside):
                if (found.number, index, number) not in packed:
                    yield Fault("object_unlisted", place, number)

    def _misplaced(self, table: Table) -> Iterator[Fault]:
        """Objects that are listed where they are not."""
        packs = {line.place for line in table.lines if line.kind == PACKED}
        heads = {place: self._inside(self.latest.get(place)) for place in packs}
        for line in table.lines:
            if line.kind == PLAIN:
                found = self.at.get(line.place)
                # A reader that trusts the table shows what stands there under this number, whatever number it gives
                # itself.
                is_there = found is not None and (found.number, found.generation) == (line.number, line.second)
            else:
                inside = heads.get(line.place, ())
                is_there = line.kind != PACKED or inside[line.second : line.second + 1] == (line.number,)
            if not is_there:
                yield Fault("object_elsewhere", table.place, line.number)

    def _reused(self, objects: Mapping[int, Object]) -> Iterator[Fault]:
        """Numbers that were given to another object, which a reader may take for the one before."""
        for place, found in objects.items():
            # Readers resolve a second generation differently: by the number alone, or by both (poppler writes such
            # files).
            if self.generations.setdefault(found.number, found.generation) != found.generation:
                yield Fault("number_reused", place, found.number)

    def _inside(self, pack: Object | None) -> tuple[int, ...]:
        """The numbers of the objects that are packed in one; raises Broken if it does not say so as it must."""
        if pack is None:
            return ()
        # ISO 32000-2, 7.5.7: /N pairs of number and offset, then from /First on the objects themselves.
        first, count = pack.entries.get("/First"), pack.entries.get("/N")
        if not (isinstance(first, int) and isinstance(count, int) and 0 <= first <= LONGEST_HEAD):
            raise Broken(pack.end)
        # Only the head is unpacked: what the objects themselves hold is for other rules to read.
        head = unpacked(self.data, pack, first) if first else b""
        numbers = tuple(int(pair[1]) for pair in PAIR.finditer(head))
        if len(numbers) != count or len(set(numbers)) != count:
            raise Broken(pack.end)
        return numbers
