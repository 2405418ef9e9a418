"""Whether a PDF is built of whole revisions and nothing else, so that every reader finds the same in it.

In: the bytes of a PDF. Out: its revisions and what is wrong with them, nothing for a file that is whole. A lenient
reader repairs what is broken, and shows what a strict one never sees: objects after the end, twice, or where no table
lists them. So each byte must belong to a revision: objects, a table that lists just these, and an end that points to
that table.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from planbuilder.signing.grammar import BLANK, SPACES, Broken, Object, after, matched, object_at
from planbuilder.signing.tables import Fault, Listing, Table, packed_table, text_table

# What a file begins with: its version, and comments up to the first object.
HEADER = re.compile(rb"%PDF-\d\.\d[^\r\n]*[\r\n](?:" + SPACES + rb"|%[^\r\n]*[\r\n])*")
# Some programs sign their work in a comment (iText); one that looks like an object or a table is none of that kind.
BETWEEN = re.compile(
    rb"(?:" + SPACES + rb"|%(?!%EOF)(?![^\r\n]*(?:\d" + SPACES + rb"+obj|xref|trailer|stream))[^\r\n]{0,200}[\r\n])*"
)
# The last alternatives let a file end without a line break, and with a space before whatever follows.
END = re.compile(rb"startxref" + SPACES + rb"+(\d{1,15})" + SPACES + rb"+%%EOF(?:[ ]?(?:\r\n|\r|\n)|(?= )|\Z)")
# A table that is packed is an object like others, and known as a table by this type alone.
TABLE = "/XRef"
# What makes everything else that might be found mean nothing, and all that can be found.
ALONE = ("hybrid", "encrypted")
CODES = (
    "not_a_pdf", "not_whole", "after_the_end", "encrypted", "hybrid", "table_elsewhere", "object_twice",
    "object_unlisted", "object_elsewhere", "number_reused", "nothing_added",
)  # fmt: skip


class Revision(NamedTuple):
    """What was written at one time: from where to where, its objects by the places they begin at, and its table."""

    start: int
    end: int
    objects: dict[int, Object]
    table: Table


class Layout(NamedTuple):
    """The revisions of a file, oldest first, and what is wrong with them."""

    revisions: tuple[Revision, ...]
    faults: tuple[Fault, ...]

    @property
    def is_whole(self) -> bool:
        """Whether every reader finds the same in the file."""
        return not self.faults

    @property
    def first_end(self) -> int:
        """Where the first revision ends, with its line; raises ValueError if there is none."""
        if not self.revisions:
            raise ValueError("no whole revision")
        return self.revisions[0].end


def layout(data: bytes) -> Layout:
    """How a file is built; never raises, whatever the bytes are."""
    header = HEADER.match(data)
    if header is None:
        return Layout((), (Fault("not_a_pdf", 0),))
    revisions: list[Revision] = []
    faults: list[Fault] = []
    # Revision after revision, each beginning where the one before ends, so that no byte is left unread.
    # The listing is kept from one revision to the next: a line of a later table may name an object of an earlier one.
    listing, place = Listing(data), header.end()
    while not revisions or place < len(data):
        try:
            one = _revision(data, place) if revisions else _first(data, place)
            faults += listing.faults(one.objects, one.table)
        except Broken as broken:
            # Without one whole revision there is no base to speak of; after one, what is left is bytes that only some
            # readers see.
            faults.append(Fault("after_the_end", revisions[-1].end) if revisions else Fault("not_whole", broken.place))
            break
        revisions.append(one)
        place = after(BLANK, data, one.end)
    # The other faults of such a file are only what follows from this one, and would hide the true reason.
    alone = [fault for fault in faults if fault.code in ALONE][:1]
    return Layout(tuple(revisions), tuple(alone or faults))


class Part(NamedTuple):
    """Objects and a table of text, if there is one, up to an end that points to a place."""

    objects: dict[int, Object]
    table: Table | None
    pointed: int
    end: int


def _part(data: bytes, place: int) -> Part:
    """The objects and the table from a place up to the next end; raises Broken if there is anything else."""
    objects: dict[int, Object] = {}
    table = None
    # Read forwards, never looked for from the end, as viewers do: so nothing lies between two things that are read.
    while not data.startswith(b"startxref", place):
        # A second table, or an object after the table, is of a revision that lacks its own end.
        if table is not None:
            raise Broken(place)
        if data.startswith(b"xref", place):
            table = text_table(data, place)
            place = after(BETWEEN, data, table.end)
        else:
            objects[place] = object_at(data, place)
            place = after(BETWEEN, data, objects[place].end)
    end = matched(END, data, place)
    return Part(objects, table, int(end[1]), end.end())


def _table(data: bytes, part: Part, place: int) -> Table:
    """The table of a part, which must begin at a place; raises Broken."""
    if part.table is None and place in part.objects and part.objects[place].entries.get("/Type") == TABLE:
        return packed_table(data, place, part.objects[place])
    # A table that the end does not point to is one that another reader might find and use.
    if part.table is None or part.table.place != place:
        raise Broken(part.end)
    return part.table


def _revision(data: bytes, start: int) -> Revision:
    """The revision that begins at a place; raises Broken if there is no whole one."""
    part = _part(data, start)
    return Revision(start, part.end, part.objects, _table(data, part, part.pointed))


def _first(data: bytes, start: int) -> Revision:
    """The first revision, which may be written so that its first page shows sooner; raises Broken.

    Then it has two tables, of which the first names the second. After the first there may be an end that points
    nowhere.
    """
    # ISO 32000-2, annex F: such a file begins with an object that says so.
    if "/Linearized" not in object_at(data, start).entries:
        return _revision(data, start)
    front = _part(data, start)
    back = front if front.pointed else _part(data, after(BLANK, data, front.end))
    table = _table(data, front, back.pointed)
    main = _table(data, back, table.previous if isinstance(table.previous, int) else 0)
    if main.previous is not None:
        raise Broken(main.place)
    # To those who ask the first revision follows on none: the second of its two tables is no earlier revision.
    entries = {key: one for key, one in table.entries.items() if key != "/Prev"}
    both = Table(table.place, table.lines + main.lines, entries, back.end, (table.place, main.place))
    return Revision(start, back.end, {**front.objects, **back.objects}, both)
