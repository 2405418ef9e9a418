"""A page is the same if everything it shows is; what a service adds around it is told."""

from __future__ import annotations

import io

import pikepdf
import pytest

from planbuilder.signing.pages import compare, pages
from tests.signing.world import base, pdf_of


def printed(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(pdf.make_stream(b"q BT ET Q"))


def one_page_more(pdf: pikepdf.Pdf) -> None:
    pdf.add_blank_page()


def covered(pdf: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FreeText, Rect=[0, 0, 500, 700])
    pdf.pages[0].obj.Annots = pikepdf.Array([*pdf.pages[0].obj.get("/Annots", []), pdf.make_indirect(note)])


def rewritten(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Contents = pdf.make_stream(b"q Q")


def other_font(pdf: pikepdf.Pdf) -> None:
    fonts = pdf.pages[0].resources.Font
    first, *_ = fonts.keys()
    fonts[first].FirstChar = 7


def smaller(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].mediabox = [0, 0, 100, 100]


def no_page(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0]
    pdf.add_blank_page()


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda pdf: None, []),
        (printed, ["print_added"]),
        (one_page_more, ["pages_added"]),
        (covered, ["annotation_added"]),
        (rewritten, ["page_missing"]),
        (other_font, ["page_missing"]),
        (smaller, ["page_missing"]),
        (no_page, ["page_missing"]),
    ],
    ids=["as it was", "printed on", "a page more", "covered", "rewritten", "another font", "cut", "taken out"],
)
def test_what_a_service_did_to_the_pages_is_told(change, found: list[str]) -> None:
    """What is gone is an error; what was added is for a person to look at."""
    told = list(compare(base(), pdf_of(change, base())))

    assert found == [one.code for one in told]
    assert ["error" if code == "page_missing" else "warning" for code in found] == [one.severity for one in told]


def test_pages_packed_otherwise_are_the_same() -> None:
    """Numbers of objects and compression are the file's own affair."""
    output = io.BytesIO()
    with pikepdf.open(io.BytesIO(base())) as pdf:
        pdf.save(output, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.generalized)

    assert pages(base()) == pages(output.getvalue())
