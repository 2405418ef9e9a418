"""The plan a PDF carries with it comes out as it went in, and foreign files are refused."""

from __future__ import annotations

import io
import zlib

import pikepdf
import pytest

from planbuilder.document.model import Paragraph, plain
from planbuilder.errors import InputInvalid
from planbuilder.plan.attached import MOST, attached_plan
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
