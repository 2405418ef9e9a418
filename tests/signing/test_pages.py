"""A page is the same if everything it shows is; what a service adds around it is told."""

from __future__ import annotations

import io

import pikepdf
import pytest

from planbuilder.signing.pages import Pair, compare, pages
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


def larger(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].mediabox = [-50, -50, 700, 900]


def cut(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].cropbox = [0, 0, 1, 1]


def turned(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Rotate = 180


def scaled(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.UserUnit = 4


def field_over_the_page(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm.Fields[0].Rect = [0, 0, 595, 842]


def field_taken_off(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm.Fields[0].Rect = [0, 0, 0, 0]


def field_that_is_new(pdf: pikepdf.Pdf) -> None:
    kinds = {"Type": pikepdf.Name.Annot, "Subtype": pikepdf.Name.Widget, "FT": pikepdf.Name.Sig}
    field = pdf.make_indirect(pikepdf.Dictionary(**kinds, T="ny", Rect=[0, 0, 595, 421]))
    pdf.Root.AcroForm.Fields.append(field)
    pdf.pages[0].obj.Annots.append(field)


def without_fields(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0].obj["/Annots"]


def no_page(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[0]
    pdf.add_blank_page()


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda pdf: None, []),
        (printed, ["print_added"]),
        (one_page_more, ["pages_added"]),
        (covered, ["mark_added"]),
        (rewritten, ["page_missing"]),
        (other_font, ["page_missing"]),
        (smaller, ["page_cut"]),
        (cut, ["page_cut"]),
        (larger, ["page_grown"]),
        (turned, ["page_turned"]),
        (scaled, ["page_scaled"]),
        (field_over_the_page, ["field_moved"]),
        (field_taken_off, []),
        (field_that_is_new, ["mark_added"]),
        (without_fields, ["field_moved"] * 3),
        (no_page, ["page_missing"]),
    ],
)
def test_what_a_service_did_to_the_pages_is_told(change, found: list[str]) -> None:
    """What is gone is an error; what was added is for a person to look at."""
    told = compare(base(), pdf_of(change, base())).findings

    assert found == [one.code for one in told]
    gone = ("page_missing", "page_cut")
    assert ["error" if code in gone else "warning" for code in found] == [one.severity for one in told]


def test_what_is_laid_on_a_page_is_measured() -> None:
    """In percent of the page, and by the name of the field if it is one."""
    (note,) = compare(base(), pdf_of(covered, base())).findings
    (field,) = compare(base(), pdf_of(field_that_is_new, base())).findings

    assert ("70", "", "50", "ny") == (note.values["share"], note.field, field.values["share"], field.field)


def front_page(pdf: pikepdf.Pdf) -> None:
    pdf.pages.insert(0, pdf.pages[0])
    pdf.pages[0].obj.Contents = pdf.make_stream(b"")


def test_pages_are_found_wherever_they_are_now() -> None:
    """After a page of the service's own, and beside the one that took the place of ours."""
    assert (Pair(0, 1, False), Pair(1, 2, True)) == compare(base(), pdf_of(front_page, base())).pairs
    assert (Pair(1, 1, False),) == compare(base(), pdf_of(rewritten, base())).pairs


def test_pages_packed_otherwise_are_the_same() -> None:
    """Numbers of objects and compression are the file's own affair."""
    output = io.BytesIO()
    with pikepdf.open(io.BytesIO(base())) as pdf:
        pdf.save(output, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.generalized)

    one, other = pages(base(), output.getvalue())

    assert one == other
