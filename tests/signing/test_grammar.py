"""Objects are read to the letter: what the grammar does not allow is not read at all."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.signing.grammar import Broken, Reference, object_at, value


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (b"12", 12),
        (b"-3 ", -3),
        (b"1.5", b"1.5"),
        (b"true", b"true"),
        (b"/Name", "/Name"),
        (b"7 0 R", Reference(7, 0)),
        (b"(a (b) \\) c)", b"(a (b) \\) c)"),
        (b"<0aF >", b"<0aF >"),
        (b"[1 2 0 R/X]", [1, Reference(2, 0), "/X"]),
        (b"<</A 1/B[<</C(x)>>]>>", {"/A": 1, "/B": [{"/C": b"(x)"}]}),
        (b" % a comment\n 4", 4),
    ],
)
def test_values_are_read(text: bytes, read: object) -> None:
    """Of every kind."""
    assert read == value(text, 0)[0]


@pytest.mark.parametrize(
    "text",
    [b"", b"(", b"(a", b"<0g>", b"<<", b"<</A 1", b"<<1 2>>", b"[", b"[1", b"]", b">>", b"<</A 1/A 2>>", b"[" * 90],
)
def test_what_is_no_value_is_broken(text: bytes) -> None:
    """Cut off, closed where nothing was opened, said twice, or nested too deeply."""
    with pytest.raises(Broken):
        value(text, 0)


def test_an_object_ends_where_it_says() -> None:
    """With its stream, to the byte after its last word."""
    found = object_at(b"..9 0 obj <</Length 3>> stream\nabc\nendstream\nendobj ..", 2)

    assert found.stream is not None
    assert (9, 0, 31, 34, 51) == (found.number, found.generation, found.stream.start, found.stream.end, found.end)


@pytest.mark.parametrize(
    "text",
    [
        b"9 0 obj 1",
        b"9 0 object 1 endobj",
        b"9 0 obj 1 2 endobj",
        b"9 obj 1 endobj",
        b"9 0 obj <</Length 3>> stream\nabcd\nendstream endobj",
        b"9 0 obj <</Length 300>> stream\nabc\nendstream endobj",
        b"9 0 obj <</Length -1>> stream\nabc\nendstream endobj",
        b"9 0 obj <<>> stream\nabc\nendstream endobj",
        b"9 0 obj <</Length 8 0 R>> stream\nabc",
        b"9 0 obj <</Length 3>> stream\rabc\nendstream endobj",
    ],
)
def test_what_is_no_whole_object_is_broken(text: bytes) -> None:
    """Whatever a lenient reader would make of it."""
    with pytest.raises(Broken):
        object_at(text, 0)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_value_or_broken(data: bytes) -> None:
    """Nothing else is raised."""
    with suppress(Broken):
        assert 0 < value(data, 0)[1] <= len(data)
