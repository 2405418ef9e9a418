"""The plan a PDF carries with it comes out as it went in, and foreign files are refused."""

from __future__ import annotations

import io
import sys
import zlib
from pathlib import Path

import pikepdf
import pytest

from planbuilder.document.model import Paragraph, plain
from planbuilder.errors import InputInvalid
from planbuilder.foreign.pdf import MOST
from planbuilder.plan.attached import attached_plan, read_pdf
from planbuilder.plan.store import PLAN
from planbuilder.record import replace
from planbuilder.writers.pdf import render
from tests.writers import samples

TEXT = "title: Ærø æøå 😀\n"


def carrying(text: str, look) -> bytes:
    return render(replace(samples.document(Paragraph(plain("x"))), source=text), look)


def foreign(content: bytes, **filters: object) -> bytes:
    """A PDF of somebody else's with such an attachment."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    spec = pikepdf.AttachedFileSpec(pdf, b"", filename=PLAN)
    spec.get_file().obj.write(content, **filters)
    pdf.attachments[PLAN] = spec
    target = io.BytesIO()
    pdf.save(target, compress_streams=False)
    return target.getvalue()


def blank(**saved: object) -> bytes:
    """A PDF of one empty page, saved in some way."""
    pdf, target = pikepdf.new(), io.BytesIO()
    pdf.add_blank_page()
    pdf.save(target, **saved)
    return target.getvalue()


def numbered(bodies: list[bytes], last: bytes) -> bytes:
    """A PDF of these objects, numbered from 1, with a cross-reference stream of `last` entries behind."""
    text, places = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(text))
        text += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    rows = bytes(6) + b"".join(b"\1%s\0" % place.to_bytes(4, "big") for place in [*places, len(text)]) + last
    head = b"<</Type/XRef/W[1 4 1]/Size %d/Root 1 0 R/Length %d>>" % (len(rows) // 6, len(rows))
    own = b"%d 0 obj\n%sstream\n%s\nendstream\nendobj\n" % (len(bodies) + 1, head, rows)
    return text + own + b"startxref\n%d\n%%%%EOF\n" % len(text)


def bomb(size: int) -> bytes:
    """A PDF of a few kilobytes with an object stream that unpacks to so many zeros."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(1_000_000)) for _ in range(size // 1_000_000)) + packer.flush()
    stream = b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed)
    pages = [b"<</Type/Catalog/Pages 2 0 R/Z 5 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"]
    return numbered([*pages, stream], b"\2\0\0\0\3\0")


def test_what_is_attached_comes_out(standard_look) -> None:
    """Letter by letter."""
    assert TEXT == attached_plan(carrying(TEXT, standard_look), "a.pdf")


def test_the_attachment_is_the_files_source(standard_look) -> None:
    """PDF/A-3 wants to know how an attachment belongs to the file."""
    with pikepdf.open(io.BytesIO(carrying(TEXT, standard_look))) as pdf:
        (spec,) = pdf.Root.AF

        assert ("/Source", "plan.yaml") == (str(spec.AFRelationship), str(spec.UF))


def test_a_document_without_a_source_carries_nothing(standard_look) -> None:
    """And is told so when asked."""
    with pytest.raises(InputInvalid) as refused:
        attached_plan(carrying("", standard_look), "a.pdf")

    assert ["PB149"] == [one.code for one in refused.value.problems]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no pdf",
        b"%PDF-1.7\n%%EOF\n",
        foreign(b"\xff\xfe", filter=None),
        foreign(b"not packed at all", filter=pikepdf.Name.FlateDecode),
        foreign(b"abc>", filter=pikepdf.Name.ASCIIHexDecode),
        foreign(zlib.compress(b"a" * (MOST + 10)), filter=pikepdf.Name.FlateDecode),
    ],
    ids=["empty", "text", "cut", "no text", "damaged", "packed otherwise", "a bomb"],
)
def test_a_file_that_cannot_be_trusted_is_refused(data: bytes) -> None:
    """A clear problem, and never more in memory than a plan may be large."""
    with pytest.raises(InputInvalid) as refused:
        attached_plan(data, "a.pdf")

    assert ["PB148"] == [one.code for one in refused.value.problems]


ENCRYPTIONS = {
    "a password to open": pikepdf.Encryption(owner="a", user="b"),
    "a password to change": pikepdf.Encryption(owner="a", user=""),
}


@pytest.mark.parametrize("encryption", ENCRYPTIONS.values(), ids=ENCRYPTIONS)
def test_an_encrypted_pdf_is_called_that(tmp_path: Path, encryption: pikepdf.Encryption) -> None:
    """Whoever got it can take the protection away; "damaged" would send them elsewhere."""
    path = tmp_path / "a.pdf"
    path.write_bytes(blank(encryption=encryption))

    for read in (read_pdf, lambda one: attached_plan(one.read_bytes(), "a.pdf")):
        with pytest.raises(InputInvalid) as refused:
            read(path)
        assert ["PB016"] == [one.code for one in refused.value.problems]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems limit the time alone")
def test_a_pdf_that_unpacks_to_gigabytes_is_refused(tmp_path: Path) -> None:
    """Two megabytes of it would take two gigabytes; an object stream of a usual size is none of that."""
    path = tmp_path / "a.pdf"
    path.write_bytes(bomb(1_500_000_000))

    with pytest.raises(InputInvalid) as refused:
        read_pdf(path)

    assert ["PB019"] == [one.code for one in refused.value.problems]
    path.write_bytes(bomb(1_000_000))
    assert read_pdf(path)


def test_a_file_that_is_no_pdf_is_handed_on(tmp_path: Path) -> None:
    """It may be a container; whoever reads it says what is wrong with it."""
    path = tmp_path / "a.asice"
    path.write_bytes(b"PK")

    assert b"PK" == read_pdf(path)


def test_a_cross_reference_table_is_not_guessed(standard_look) -> None:
    """What was not tried within limits is not read without: a PDF that must be repaired first is damaged."""
    moved = carrying(TEXT, standard_look).replace(b"%PDF-1.7\n", b"%PDF-1.7\n%more\n", 1)

    with pytest.raises(InputInvalid, match="PB148"):
        attached_plan(moved, "a.pdf")
