"""The reader that looks up once where packed objects begin finds what pyHanko's own finds, or fails as it does."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import Reference
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from planbuilder.hostile import attempt
from planbuilder.signing import reading
from planbuilder.signing.reading import Reader
from tests.signing import test_attacked, world

FILES: dict[str, Callable[[], bytes]] = {
    "unsigned": world.base,
    "signed": lambda: world.good("b-lta"),
    **{name: lambda name=name: test_attacked.files()[name] for name in (*test_attacked.CASES, test_attacked.HONEST)},
}


def read(reader: PdfFileReader, number: int) -> str:
    """An object as it is told, or how the reader failed."""

    def found() -> str:
        one = reader.get_object(Reference(number, 0, reader))
        data = one.encoded_data if isinstance(one, generic.StreamObject) else b""
        return f"{type(one).__name__} {'' if isinstance(one, generic.NullObject) else repr(one)} {data!r}"

    return attempt(found, str)


def both(pdf: bytes, strict: bool) -> tuple[Reader, PdfFileReader]:
    return Reader(pdf, strict=strict), PdfFileReader(io.BytesIO(pdf), strict=strict)


@pytest.mark.parametrize("strict", [True, False], ids=["strict", "lenient"])
@pytest.mark.parametrize("name", FILES)
def test_each_object_of_a_file_is_the_same(name: str, strict: bool) -> None:
    """Of files that are sound; of large ones that were attacked or signed elsewhere every thirtieth."""
    ours, theirs = both(FILES[name](), strict)
    numbers = range(0, int(theirs.trailer["/Size"]), 30 if name.endswith(".pdf") else 1)

    assert [read(ours, n) for n in numbers] == [read(theirs, n) for n in numbers]


def test_a_head_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """For all objects of a pack; none of ours is left to the other way."""
    heads: list[Any] = []
    monkeypatch.setattr(reading, "_read", lambda stream, read=reading._read: heads.append(stream) or read(stream))
    monkeypatch.setattr(PdfFileReader, "_get_object_from_stream", None)
    reader = Reader(world.base())
    found = [reader.get_object(Reference(n, 0, reader)) for n in range(1, int(reader.trailer["/Size"]))]

    assert len(found) > 10 * len(heads)
    assert len(heads) == len({id(one) for one in heads}) > 0


HEADS = st.one_of(
    st.lists(st.tuples(st.integers(900, 903), st.integers(0, 12)), max_size=4).map(
        lambda pairs: b" ".join(b"%d %d" % pair for pair in pairs)
    ),
    st.binary(max_size=20),
    st.lists(st.sampled_from([b"900", b"901", b" ", b"\n", b"\x00", b"%", b"+", b"-1", b"0", b"3", b".5", b"<<"])).map(
        b"".join
    ),
)
BODIES = st.lists(
    st.sampled_from([b"<</A 1>> ", b"[1 2] ", b"17 ", b"3 0 R ", b"(a) ", b"<</B", b"null ", b">> ", b"-4 "]),
    max_size=4,
).map(b"".join)


@given(
    head=HEADS, body=BODIES, count=st.integers(-1, 4), first=st.integers(0, 20) | st.none(), strict=st.booleans(),
    fits=st.booleans(),
)  # fmt: skip
def test_of_any_pack_it_finds_the_same(
    head: bytes, body: bytes, count: int, first: int | None, strict: bool, fits: bool
) -> None:
    """Whatever its head says, however many it is said to hold, and wherever the first is said to begin."""

    def packed(reader: PdfFileReader) -> list[str]:
        pack = generic.StreamObject(
            {
                generic.pdf_name("/Type"): generic.pdf_name("/ObjStm"),
                generic.pdf_name("/N"): generic.NumberObject(len(head.split()) // 2 if fits else count),
                **({} if first is None and not fits else {
                    generic.pdf_name("/First"): generic.NumberObject(len(head) if fits else first)
                }),
            },
            stream_data=head + body,
        )  # fmt: skip
        reader.cache_indirect_object(0, 800, pack)
        return [told(reader, number, at) for number in range(899, 905) for at in range(-1, 5)]

    ours, theirs = both(world.base(), strict)
    assert packed(ours) == packed(theirs)


def told(reader: PdfFileReader, number: int, at: int) -> str:
    def found() -> str:
        one = reader._get_object_from_stream(number, 800, at)
        return f"{type(one).__name__} {'' if isinstance(one, generic.NullObject) else repr(one)}"

    return attempt(found, str)


def test_an_added_pack_is_read_too() -> None:
    """What came with a later revision."""
    pdf = world.appended(world.base(), add)
    ours, theirs = both(pdf, True)

    assert [read(ours, n) for n in range(int(theirs.trailer["/Size"]))] == [
        read(theirs, n) for n in range(int(theirs.trailer["/Size"]))
    ]


def add(writer: IncrementalPdfFileWriter) -> None:
    pack = writer.prepare_object_stream()
    for n in range(3):
        writer.root[f"/X{n}"] = writer.add_object(generic.pdf_string(f"{n}"), obj_stream=pack)
    writer.update_root()
