"""A page is the same if everything it shows is; what a service adds, or lays over it, is reported."""

from __future__ import annotations

import io

import pikepdf
import pytest
from PIL import Image

from planbuilder.confined import DAMAGED, OVERRUN, Refused, confined
from planbuilder.foreign.third_reader import LARGEST
from planbuilder.signing import pages as pictures_of
from planbuilder.signing.pages import Pair, compare, looking_otherwise, pages, pictures
from tests.hostile import bombs
from tests.signing.world import base, pdf_of

FIRST = Pair(1, 1, is_same=True)


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


def drawn_over(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(pdf.make_stream(b"q 1 0 0 rg 0 0 300 400 re f Q"))


def stamped(pdf: pikepdf.Pdf) -> None:
    look = pdf.make_stream(
        b"0 0 500 700 re f", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 500, 700]
    )
    kinds = {"Type": pikepdf.Name.Annot, "Subtype": pikepdf.Name.Stamp}
    note = pikepdf.Dictionary(**kinds, Rect=[0, 0, 500, 700], AP=pikepdf.Dictionary(N=look), F=4)
    pdf.pages[0].obj.Annots.append(pdf.make_indirect(note))


@pytest.mark.parametrize("change", [drawn_over, stamped, rewritten, cut, turned, larger])
def test_what_is_shown_otherwise_is_seen(change) -> None:
    """Drawn, stamped, exchanged, cut, turned or larger."""
    assert (FIRST,) == looking_otherwise(base(), pdf_of(change, base()), [FIRST])


def test_what_looks_the_same_is_the_same() -> None:
    """Written anew, or with something that cannot be seen."""
    assert () == looking_otherwise(base(), pdf_of(printed, base()), [FIRST])


def test_a_page_that_only_one_of_them_has_is_seen() -> None:
    """There is nothing to compare it with."""
    added = Pair(0, 2, is_same=False)

    assert (added,) == looking_otherwise(base(), pdf_of(one_page_more, base()), [FIRST, added])


def test_both_pages_are_there_to_look_at() -> None:
    """Named by their numbers, large enough to read."""
    found = dict(pictures(base(), pdf_of(one_page_more, base()), [FIRST, Pair(0, 2, is_same=False)]))

    assert ["1-ours.png", "1-returned.png", "2-returned.png"] == list(found)
    assert [True] * 3 == [Image.open(io.BytesIO(data)).size >= (800, 1100) for data in found.values()]


def gigantic(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].mediabox = [0, 0, 14000, 14000]


def test_no_picture_is_too_large() -> None:
    """Whatever a page says of its size."""
    found = dict(pictures(base(), pdf_of(gigantic, base()), [FIRST]))

    assert max(Image.open(io.BytesIO(found["1-returned.png"])).size) <= LARGEST + 1


def test_what_cannot_be_shown_is_refused() -> None:
    """A clear failure."""
    with pytest.raises(Refused, match=DAMAGED):
        looking_otherwise(base(), b"%PDF-1.7\nhej", [FIRST])


def test_pages_are_shown_as_far_as_time_and_space_allow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that were made come first, then it is told that there are more."""
    monkeypatch.setattr(pictures_of, "MOST", 1)
    shown = pictures(base(), pdf_of(one_page_more, base()), [FIRST, Pair(0, 2, is_same=False)])

    assert ["1-ours.png", "1-returned.png"] == [next(shown)[0], next(shown)[0]]
    with pytest.raises(Refused, match=OVERRUN):
        next(shown)


def test_a_file_of_very_many_pages_is_not_looked_at() -> None:
    """Each page takes its time, and one object can be a hundred thousand of them."""
    with pytest.raises(Refused, match=OVERRUN):
        confined("planbuilder.foreign.second_reader:pages", bombs.pdfs()["a hundred thousand pages"])
