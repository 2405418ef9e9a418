"""A packed file is a PDF file that others read."""

from __future__ import annotations

import io
import re
import zlib

import pikepdf
import pytest

from planbuilder.document.model import Paragraph, Section, plain
from planbuilder.writers.pdf import render
from planbuilder.writers.pdf.packed import PackedFile, page_count
from tests.writers import samples

STREAM = b"<</Length 5>>\nstream\nordetendstream\n"


HEAD = [
    b"<</Type/Catalog/Pages 3 0 R%b>>",
    b"<</Title(titel)>>\n",
    b"<</Type/Pages/Kids[4 0 R]/Count 1>>",
    b"<</Type/Page/Parent 3 0 R/MediaBox[0 0 9 9]/Resources<<>>>>",
]


def file_of(count: int, backwards: bool = False) -> bytes:
    """A page with as many more objects, each of which tells its number."""
    numbers = range(len(HEAD) + 1, len(HEAD) + 1 + count)
    catalogue = HEAD[0] % b" ".join(b"/N%d %d 0 R" % (n, n) for n in numbers)
    numbered = list(enumerate([catalogue, *HEAD[1:], *(b"[ %d ]" % n for n in numbers)], 1))
    file = PackedFile()
    for number, body in reversed(numbered) if backwards else numbered:
        file.add(number, body)
    return file.finished(1, 2)


@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize("count", [0, 1, 95, 96, 97, 250])
def test_every_object_is_found(count: int, backwards: bool) -> None:
    """However many packs they fill, in whatever order they come."""
    with pikepdf.open(io.BytesIO(file_of(count, backwards))) as pdf:
        found = {name: int(value[0]) for name, value in pdf.Root.items() if name.startswith("/N")}

        assert {f"/N{n}": n for n in range(5, count + 5)} == found
        assert "titel" == str(pdf.docinfo.Title)
        assert [] == pdf.check_pdf_syntax()


def test_a_stream_stands_by_itself() -> None:
    """Its end on a line of its own, its length that of what is in it."""
    file = PackedFile()
    file.add(1, b"<</Type/Catalog/Pages<</Type/Pages/Kids[]/Count 0>>/S 3 0 R>>")
    file.add(2, b"<<>>")
    file.add(3, STREAM)
    data = file.finished(1, 2)

    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert b"ordet" == pdf.Root.S.read_raw_bytes()
    assert b"3 0 obj\n<</Length 5>>\nstream\nordet\nendstream\nendobj\n" in data


def test_the_same_objects_make_the_same_file() -> None:
    """And others another one, which says so in its name."""
    name = re.compile(rb"/ID\[<(\w{32})><\1>\]")

    assert file_of(120) == file_of(120)
    assert name.search(file_of(120))[1] != name.search(file_of(121))[1]


def test_small_objects_are_compressed() -> None:
    """A thousand take less room than the old kind of table would take alone, twenty bytes each."""
    assert len(file_of(1000)) < 20_000
    assert zlib.decompress(re.search(rb"/ObjStm.*?stream\n(.*?)\nendstream", file_of(3), re.S)[1]).startswith(b"1 0 2 ")


def test_a_missing_number_is_our_fault() -> None:
    """A file with a hole is not written."""
    file = PackedFile()
    file.add(1, b"<<>>")
    file.add(3, b"<<>>")

    with pytest.raises(KeyError):
        file.finished(1, 3)


@pytest.mark.parametrize("count", [1, 2, 60])
def test_pages_are_counted_in_the_file_itself(standard_look, count: int) -> None:
    """As another program counts them; the list of contents and the marks of a document count something else."""
    parts = [Section(f"s{n}", f"Afsnit {n}", (Paragraph(plain("x")),), new_page=True) for n in range(count)]
    file = render(samples.document(*parts), standard_look)

    with pikepdf.open(io.BytesIO(file)) as pdf:
        assert len(pdf.pages) == page_count(file) >= count
