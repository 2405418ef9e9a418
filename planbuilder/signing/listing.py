"""Whether each revision's table lists the objects that stand there, each once and where it stands.

In: the bytes of a PDF, and its revisions one after the other. Out: faults. What a table does not list is shown by a
reader that looks for objects itself; what it lists twice is one thing to one reader and another to another.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from planbuilder.signing.tables import PACKED, PLAIN, Table, unpacked
from planbuilder.signing.tokens import SPACES, Broken, Object

PAIR = re.compile(rb"(\d{1,10})" + SPACES + rb"+(\d{1,10})(?:" + SPACES + rb"+|\Z)")
PACK = "/ObjStm"
LONGEST_HEAD = 4_000_000


class Fault(NamedTuple):
    """What is wrong, by the code of the finding that tells it, the place in the file and the object it is about."""

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
        self.at |= objects
        self.latest |= {found.number: found for found in objects.values()}
        for found in objects.values():
            self._refuse_wrong_length(found)
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
        if self.previous is not None and not any(line.place not in (0, table.place) for line in table.lines):
            yield Fault("nothing_added", table.place)

    def _refuse_wrong_length(self, found: Object) -> None:
        """Hold a stream against the length that another object says it has."""
        stream = found.stream
        if stream is None or stream.length is None:
            return
        length = self.latest[stream.length.number].value if stream.length.number in self.latest else None
        if not isinstance(length, int) or self.data[stream.start + length : stream.end].strip(b"\0\t\n\f\r "):
            raise Broken(stream.start)

    def _unlisted(self, objects: Mapping[int, Object], table: Table) -> Iterator[Fault]:
        """Objects that stand there and are not listed; a packed table need not list itself."""
        listed = {line.place for line in table.lines if line.kind == PLAIN} | {table.place, *table.places}
        packed = {(line.place, line.second, line.number) for line in table.lines if line.kind == PACKED}
        for place, found in objects.items():
            if place not in listed:
                yield Fault("object_unlisted", place, found.number)
            inside = self._inside(found) if found.entries.get("/Type") == PACK else ()
            for index, number in enumerate(inside):
                if (found.number, index, number) not in packed:
                    yield Fault("object_unlisted", place, number)

    def _misplaced(self, table: Table) -> Iterator[Fault]:
        """Objects that are listed where they do not stand."""
        packs = {line.place for line in table.lines if line.kind == PACKED}
        heads = {place: self._inside(self.latest.get(place)) for place in packs}
        for line in table.lines:
            if line.kind == PLAIN:
                found = self.at.get(line.place)
                stands = found is not None and (found.number, found.generation) == (line.number, line.second)
            else:
                inside = heads.get(line.place, ())
                stands = line.kind != PACKED or inside[line.second : line.second + 1] == (line.number,)
            if not stands:
                yield Fault("object_elsewhere", table.place, line.number)

    def _reused(self, objects: Mapping[int, Object]) -> Iterator[Fault]:
        """Numbers that were given to another object, which a reader may take for the one before."""
        for place, found in objects.items():
            if self.generations.setdefault(found.number, found.generation) != found.generation:
                yield Fault("number_reused", place, found.number)

    def _inside(self, pack: Object | None) -> tuple[int, ...]:
        """The numbers of the objects that are packed in one; raises Broken if it does not say so as it must."""
        if pack is None:
            return ()
        first, count = pack.entries.get("/First"), pack.entries.get("/N")
        if not (isinstance(first, int) and isinstance(count, int) and 0 <= first <= LONGEST_HEAD):
            raise Broken(pack.end)
        head = unpacked(self.data, pack, first) if first else b""
        numbers = tuple(int(pair[1]) for pair in PAIR.finditer(head))
        if len(numbers) != count or len(set(numbers)) != count:
            raise Broken(pack.end)
        return numbers
