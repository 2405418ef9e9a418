"""A table is read line by line, in both of the forms it may have."""

from __future__ import annotations

import zlib

import pytest

from planbuilder.signing.grammar import Broken, object_at
from planbuilder.signing.tables import FREE, PACKED, PLAIN, Line, packed_table, text_table, unpacked

TEXT = b"xref\n0 1\n0000000000 65535 f \n7 2\n0000000009 00000 n \n0000000123 00001 n\r\ntrailer\n<</Size 9/Prev 5>>\n"


def test_a_table_of_text_is_read() -> None:
    """With what it says of the one before."""
    found = text_table(TEXT, 0)

    assert (Line(0, FREE, 0, 65535), Line(7, PLAIN, 9, 0), Line(8, PLAIN, 123, 1)) == found.lines
    assert (5, b"\n") == (found.previous, TEXT[found.end :])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"xref", b"xre"),
        (b"7 2", b"7 3"),
        (b"00000 n \n", b"00000 n\n"),
        (b"00000 n", b"00000 x"),
        (b"trailer", b"trail"),
        (b"<</Size 9/Prev 5>>", b"[]"),
    ],
)
def test_a_table_of_text_that_is_none_is_broken(old: bytes, new: bytes) -> None:
    """Nothing is guessed."""
    with pytest.raises(Broken):
        text_table(TEXT.replace(old, new, 1), 0)


def packed(rows: bytes, entries: bytes, filter_: bytes = b"/Filter/FlateDecode") -> bytes:
    data = zlib.compress(rows) if filter_ else rows
    return b"4 0 obj<</Type/XRef%b%b/Length %d>>stream\n%b\nendstream\nendobj" % (filter_, entries, len(data), data)


def read(data: bytes) -> tuple[Line, ...]:
    return packed_table(data, 0, object_at(data, 0)).lines


ROWS = b"\0\0\0\xff\1\0\x09\0\2\0\3\1"
LINES = (Line(0, FREE, 0, 255), Line(1, PLAIN, 9, 0), Line(2, PACKED, 3, 1))


@pytest.mark.parametrize(
    "data",
    [
        packed(ROWS, b"/Size 3/W[1 2 1]"),
        packed(ROWS, b"/Index[0 2 2 1]/Size 3/W[1 2 1]", b""),
        packed(ROWS, b"/Size 3/W[1 2 1]/DecodeParms<</Predictor 1>>"),
        packed(
            b"\2\0\0\0\xff\2\1\0\x09\1\2\1\0\xfa\1",
            b"/Size 3/W[1 2 1]/DecodeParms[<</Predictor 12/Columns 4>>]",
        ),
    ],
    ids=["all", "in parts, not packed", "as they are", "told by the row above"],
)
def test_a_packed_table_is_read(data: bytes) -> None:
    """However its rows are packed."""
    assert LINES == read(data)


@pytest.mark.parametrize(
    "entries",
    [
        b"/Size 4/W[1 2 1]",
        b"/Size 3/W[1 2]",
        b"/Size 3/W[1 2 -1]",
        b"/Size 3",
        b"/Size 3/W[0 0 0]",
        b"/Index[0]/Size 3/W[1 2 1]",
        b"/Index[0 9000000]/Size 3/W[1 2 1]",
        b"/Size 3/W[1 2 1]/DecodeParms<</Predictor 2>>",
        b"/Size 3/W[1 2 1]/DecodeParms<</Predictor 15/Columns 4>>",
        b"/Size 3/W[1 2 1]/DecodeParms 7",
    ],
)
def test_a_packed_table_that_does_not_add_up_is_broken(entries: bytes) -> None:
    """Rows, widths and numbers must fit."""
    with pytest.raises(Broken):
        read(packed(ROWS, entries))


def predicted(method: bytes, columns: bytes, width: int = 4) -> bytes:
    """A table of one object whose row is as wide as that, said to be written by that method in so many columns."""
    rows = b"\2\1" + bytes(width - 3) + b"\x09\0"
    said = b"/DecodeParms<</Predictor %b/Columns %b>>" % (method, columns)
    return packed(rows, b"/Size 1/W[1 %d 1]%b" % (width - 2, said))


@pytest.mark.parametrize("method", [b"10", b"12", b"15"])
@pytest.mark.parametrize("width", [3, 4, 99])
def test_rows_may_be_told_by_the_row_above_in_any_way_of_png(method: bytes, width: int) -> None:
    """The way is named by each row; no table has rows of a hundred bytes."""
    assert read(predicted(method, b"%d" % width, width)) == (Line(0, PLAIN, 9, 0),)


@pytest.mark.parametrize(
    ("method", "columns", "width"),
    [
        (b"9", b"4", 4),
        (b"16", b"4", 4),
        (b"/Up", b"4", 4),
        (b"12", b"/Four", 4),
        (b"12", b"0", 4),
        (b"12", b"100", 100),
    ],
)
def test_rows_that_are_told_in_another_way_are_broken(method: bytes, columns: bytes, width: int) -> None:
    """One thing that is not as it should be is enough, whatever the rows are."""
    with pytest.raises(Broken):
        read(predicted(method, columns, width))


def test_no_more_is_unpacked_than_is_wanted() -> None:
    """A few bytes may hold any number."""
    data = packed(b"x" * 5_000_000, b"")

    assert b"x" * 10 == unpacked(data, object_at(data, 0), 10)


@pytest.mark.parametrize("ways", [b"/LZWDecode", b"[/ASCIIHexDecode/FlateDecode]", b"/FlateDecode"])
def test_what_is_packed_otherwise_is_broken(ways: bytes) -> None:
    """Or is not packed as it says."""
    data = b"4 0 obj<</Filter%b/Length 3>>stream\nabc\nendstream\nendobj" % ways
    with pytest.raises(Broken):
        unpacked(data, object_at(data, 0), 10)
