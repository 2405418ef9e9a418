"""Signed files to which somebody added what one program shows and another does not.

Each shape is a function from a signed file to a changed one. What they would have shown is another first page; the
number of its content stream and the places of things are taken from the file itself.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from functools import cache

from planbuilder.signing.grammar import Reference
from planbuilder.signing.layout import layout
from tests.signing.world import base, opened

EVIL = b"BT ET 0 0 500 700 re f"
Shape = Callable[[bytes], bytes]
SHAPES: dict[str, tuple[str, Shape]] = {}


def shape(code: str) -> Callable[[Shape], Shape]:
    """Note a shape under its name, with the code of the finding that tells what is wrong with it."""

    def noted(made: Shape) -> Shape:
        SHAPES[made.__name__] = (code, made)
        return made

    return noted


@cache
def shown_by() -> int:
    """The number of the stream that the first page shows."""
    node = opened(base()).root["/Pages"]
    while "/Kids" in node:
        node = node["/Kids"][0]
    return int(node.raw_get("/Contents").idnum)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (entries, len(data), data)


def body(generation: int = 0, content: bytes = EVIL) -> bytes:
    return b"%d %d obj\n%b\nendobj\n" % (shown_by(), generation, stream(content))


def last(pdf: bytes) -> int:
    return layout(pdf).revisions[-1].table.place


def size(pdf: bytes) -> int:
    found = layout(pdf).revisions[-1].table.entries["/Size"]
    assert isinstance(found, int)
    return found


def trailer(pdf: bytes, previous: int | None = None, more: bytes = b"") -> bytes:
    root = layout(pdf).revisions[-1].table.entries["/Root"]
    assert isinstance(root, Reference)
    back = b"/Prev %d" % (last(pdf) if previous is None else previous) if previous != 0 else b""
    return b"trailer\n<</Size %d/Root %d %d R%b%b>>\n" % (size(pdf), *root, back, more)


def line(place: int, generation: int = 0) -> bytes:
    return b"%010d %05d n \n" % (place, generation)


def listed(number: int, *lines: bytes) -> bytes:
    return b"%d %d\n%b" % (number, len(lines), b"".join(lines))


def updated(pdf: bytes, objects: bytes, table: bytes, ending: bytes | None = None) -> bytes:
    """The file with one more part: objects, then a table and a trailer, then an end that points to them."""
    start = len(pdf) + len(objects)
    return b"%b%b%b%b" % (pdf, objects, table, b"startxref\n%d\n%%%%EOF\n" % start if ending is None else ending)


@shape("after_the_end")
def objects_alone(pdf: bytes) -> bytes:
    return pdf + body()


@shape("after_the_end")
def objects_and_an_end_that_points_to_nothing(pdf: bytes) -> bytes:
    return pdf + body() + b"startxref\n0\n%%EOF\n"


@shape("after_the_end")
def objects_and_an_end_on_one_line(pdf: bytes) -> bytes:
    return pdf + body() + b"startxref 0 %%EOF\n"


@shape("after_the_end")
def objects_and_half_an_end(pdf: bytes) -> bytes:
    return pdf + body() + b"startxref 0 %EOF"


@shape("after_the_end")
def objects_and_an_end_cut_off(pdf: bytes) -> bytes:
    return pdf + body() + b"startxref\n0\n"


@shape("after_the_end")
def objects_and_the_end_of_before(pdf: bytes) -> bytes:
    return pdf + body() + b"startxref\n%d\n%%%%EOF\n" % last(pdf)


@shape("after_the_end")
def objects_and_an_end_beyond_the_file(pdf: bytes) -> bytes:
    return pdf + body() + b"startxref\n%d\n%%%%EOF\n" % (2 * len(pdf))


@shape("after_the_end")
def objects_and_an_end_below_zero(pdf: bytes) -> bytes:
    return pdf + body() + b"startxref\n-1\n%%EOF\n"


@shape("after_the_end")
def objects_twice(pdf: bytes) -> bytes:
    return pdf + body() + body(content=b"BT ET")


@shape("after_the_end")
def a_trailer_without_a_table(pdf: bytes) -> bytes:
    return pdf + body() + trailer(pdf)


@shape("after_the_end")
def a_table_without_an_end(pdf: bytes) -> bytes:
    return pdf + body() + b"xref\n" + listed(shown_by(), line(len(pdf))) + trailer(pdf)


@shape("after_the_end")
def a_table_by_another_name(pdf: bytes) -> bytes:
    return updated(pdf, body(), b"xreF\n" + listed(shown_by(), line(len(pdf))) + trailer(pdf))


@shape("after_the_end")
def a_table_of_shorter_lines(pdf: bytes) -> bytes:
    return updated(pdf, body(), b"xref\n" + listed(shown_by(), b"%010d 00000 n\n" % len(pdf)) + trailer(pdf))


@shape("after_the_end")
def an_end_that_points_a_byte_away(pdf: bytes) -> bytes:
    whole = updated(pdf, body(), b"xref\n" + listed(shown_by(), line(len(pdf))) + trailer(pdf), b"")
    return whole + b"startxref\n%d\n%%%%EOF\n" % (len(pdf) + len(body()) - 1)


@shape("after_the_end")
def an_object_without_its_end(pdf: bytes) -> bytes:
    return updated(pdf, body().replace(b"endobj\n", b""), b"xref\n" + listed(shown_by(), line(len(pdf))) + trailer(pdf))


@shape("after_the_end")
def a_stream_that_says_it_is_shorter(pdf: bytes) -> bytes:
    objects = body().replace(b"/Length %d" % len(EVIL), b"/Length 5")
    return updated(pdf, objects, b"xref\n" + listed(shown_by(), line(len(pdf))) + trailer(pdf))


@shape("after_the_end")
def a_stream_whose_length_another_object_tells_wrongly(pdf: bytes) -> bytes:
    number = size(pdf)
    told = b"%d 0 obj\n3\nendobj\n" % number
    objects = told + body().replace(b"/Length %d" % len(EVIL), b"/Length %d 0 R" % number)
    table = b"xref\n" + listed(shown_by(), line(len(pdf) + len(told))) + listed(number, line(len(pdf)))
    return updated(pdf, objects, table + trailer(pdf))


@shape("after_the_end")
def an_entry_that_is_said_twice(pdf: bytes) -> bytes:
    objects = body().replace(b"/Length", b"/Length 3/Length")
    return updated(pdf, objects, b"xref\n" + listed(shown_by(), line(len(pdf))) + trailer(pdf))


@shape("after_the_end")
def a_comment_that_is_an_object(pdf: bytes) -> bytes:
    objects = b"%" + body().replace(b"\n", b" ") + b"\n"
    return updated(pdf, objects, b"xref\n0 0\n" + trailer(pdf))


@shape("after_the_end")
def words(pdf: bytes) -> bytes:
    return pdf + b"hej"


@shape("after_the_end")
def a_comment(pdf: bytes) -> bytes:
    return pdf + b"% hej\n"


@shape("after_the_end")
def nothing_and_then_objects(pdf: bytes) -> bytes:
    return pdf + b"\0" * 2000 + body()


@shape("after_the_end")
def another_file(pdf: bytes) -> bytes:
    return pdf + base()


@shape("after_the_end")
def two_ends(pdf: bytes) -> bytes:
    return pdf + b"%%EOF\n"


@shape("not_a_pdf")
def words_before_the_beginning(pdf: bytes) -> bytes:
    return b"hej\n" + pdf


@shape("table_elsewhere")
def a_table_that_forgets_the_one_before(pdf: bytes) -> bytes:
    return updated(pdf, body(), b"xref\n" + listed(shown_by(), line(len(pdf))) + trailer(pdf, 0))


@shape("table_elsewhere")
def a_table_that_skips_one(pdf: bytes) -> bytes:
    first = layout(pdf).revisions[0].table.place
    return updated(pdf, body(), b"xref\n" + listed(shown_by(), line(len(pdf))) + trailer(pdf, first))


def old(pdf: bytes) -> int:
    """Where the stream stands that the first page shows."""
    return next(place for place, found in layout(pdf).revisions[0].objects.items() if found.number == shown_by())


@shape("object_twice")
def listed_twice_with_the_new_one_first(pdf: bytes) -> bytes:
    table = listed(shown_by(), line(len(pdf))) + listed(shown_by(), line(old(pdf)))
    return updated(pdf, body(), b"xref\n" + table + trailer(pdf))


@shape("object_twice")
def listed_twice_with_the_old_one_first(pdf: bytes) -> bytes:
    table = listed(shown_by(), line(old(pdf))) + listed(shown_by(), line(len(pdf)))
    return updated(pdf, body(), b"xref\n" + table + trailer(pdf))


@shape("object_unlisted")
def a_table_that_lists_nothing(pdf: bytes) -> bytes:
    return updated(pdf, body(), b"xref\n0 0\n" + trailer(pdf))


@shape("object_unlisted")
def a_table_that_lists_the_old_one(pdf: bytes) -> bytes:
    return updated(pdf, body(), b"xref\n" + listed(shown_by(), line(old(pdf))) + trailer(pdf))


def packed(pdf: bytes, number: int, rows: bytes, index: bytes, place: int, more: bytes = b"") -> bytes:
    """A packed table at a place, and the end that points to it."""
    root = layout(pdf).revisions[-1].table.entries["/Root"]
    assert isinstance(root, Reference)
    entries = b"/Type/XRef/Size %d/W[1 4 2]/Index[%b]/Root %d %d R/Prev %d%b" % (
        number + 2,
        index,
        *root,
        last(pdf),
        more,
    )
    return b"%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (number, stream(rows, entries), place)


def row(kind: int, place: int, second: int = 0) -> bytes:
    return bytes([kind]) + place.to_bytes(4, "big") + second.to_bytes(2, "big")


@shape("object_unlisted")
def a_packed_table_that_lists_itself_alone(pdf: bytes) -> bytes:
    place, number = len(pdf) + len(body()), size(pdf)
    return pdf + body() + packed(pdf, number, row(1, place), b"%d 1" % number, place)


@shape("object_unlisted")
def packed_where_no_table_lists_it(pdf: bytes) -> bytes:
    number, inner = size(pdf), b"<</Type/Page>>"
    head = b"%d 0 " % shown_by()
    pack = b"%d 0 obj\n%b\nendobj\n" % (
        number,
        stream(head + inner, b"/Type/ObjStm/N 1/First %d" % len(head)),
    )
    place = len(pdf) + len(pack)
    rows = row(1, len(pdf)) + row(1, place)
    return pdf + pack + packed(pdf, number + 1, rows, b"%d 2" % number, place)


@shape("object_elsewhere")
def listed_as_packed_where_it_is_not(pdf: bytes) -> bytes:
    number, other = size(pdf), size(pdf) + 5
    head = b"%d 0 " % other
    pack = b"%d 0 obj\n%b\nendobj\n" % (number, stream(head + b"1", b"/Type/ObjStm/N 1/First %d" % len(head)))
    place = len(pdf) + len(pack)
    rows = row(2, number, 0) + row(1, len(pdf)) + row(1, place)
    index = b"%d 1 %d 2" % (shown_by(), number)
    return pdf + pack + packed(pdf, number + 1, rows, index, place)


@shape("object_elsewhere")
def listed_inside_another_object(pdf: bytes) -> bytes:
    number, hidden = size(pdf), body()
    outer = b"%d 0 obj\n" % number + stream(zlib.compress(b"x") + hidden)[:0]
    outer += b"<</Length %d>>\nstream\n" % len(hidden)
    place = len(pdf) + len(outer)
    table = listed(shown_by(), line(place)) + listed(number, line(len(pdf)))
    return updated(pdf, outer + hidden + b"\nendstream\nendobj\n", b"xref\n" + table + trailer(pdf))


@shape("number_reused")
def the_number_of_another_object(pdf: bytes) -> bytes:
    return updated(pdf, body(1), b"xref\n" + listed(shown_by(), line(len(pdf), 1)) + trailer(pdf))


@shape("hybrid")
def a_second_table_in_the_first(pdf: bytes) -> bytes:
    number, place = size(pdf), len(pdf) + len(body())
    second = packed(pdf, number, row(1, len(pdf)), b"%d 1" % shown_by(), 0).partition(b"startxref")[0]
    return updated(pdf, body() + second, b"xref\n0 0\n" + trailer(pdf, more=b"/XRefStm %d" % place))


@shape("encrypted")
def a_lock(pdf: bytes) -> bytes:
    return updated(pdf, b"", b"xref\n0 0\n" + trailer(pdf, more=b"/Encrypt<</Filter/Standard>>"))


@shape("nothing_added")
def an_empty_part(pdf: bytes) -> bytes:
    return updated(pdf, b"", b"xref\n0 0\n" + trailer(pdf))


@shape("nothing_added")
def an_empty_part_that_lists_itself(pdf: bytes) -> bytes:
    return pdf + packed(pdf, size(pdf), row(1, len(pdf)), b"%d 1" % size(pdf), len(pdf))


@shape("changed_after_last")
def a_part_like_any_other(pdf: bytes) -> bytes:
    return updated(pdf, body(), b"xref\n" + listed(shown_by(), line(len(pdf))) + trailer(pdf))


@shape("changed_after_last")
def an_object_that_nothing_refers_to(pdf: bytes) -> bytes:
    number = size(pdf)
    objects = b"%d 0 obj\n%b\nendobj\n" % (number, stream(EVIL))
    table = (
        b"xref\n"
        + listed(number, line(len(pdf)))
        + trailer(pdf).replace(b"/Size %d" % number, b"/Size %d" % (number + 1))
    )
    return updated(pdf, objects, table)
