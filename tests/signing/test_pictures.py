"""What lies over a page shows in a picture of it, whatever it is called in the file."""

from __future__ import annotations

import io

import pikepdf
import pytest
from PIL import Image

from planbuilder.confined import DAMAGED, OVERRUN, Refused, confined
from planbuilder.foreign.shown import LARGEST
from planbuilder.signing import pictures as pictures_of
from planbuilder.signing.pages import Pair
from planbuilder.signing.pictures import looking_otherwise, pictures
from tests.hostile import bombs
from tests.signing import test_pages as changes
from tests.signing.world import base, pdf_of

FIRST = Pair(1, 1, is_same=True)


def drawn_over(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(pdf.make_stream(b"q 1 0 0 rg 0 0 300 400 re f Q"))


def stamped(pdf: pikepdf.Pdf) -> None:
    look = pdf.make_stream(
        b"0 0 500 700 re f", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 500, 700]
    )
    kinds = {"Type": pikepdf.Name.Annot, "Subtype": pikepdf.Name.Stamp}
    note = pikepdf.Dictionary(**kinds, Rect=[0, 0, 500, 700], AP=pikepdf.Dictionary(N=look), F=4)
    pdf.pages[0].obj.Annots.append(pdf.make_indirect(note))


@pytest.mark.parametrize(
    "change", [drawn_over, stamped, changes.rewritten, changes.cut, changes.turned, changes.larger]
)
def test_what_is_shown_otherwise_is_seen(change) -> None:
    """Drawn, stamped, exchanged, cut, turned or larger."""
    assert (FIRST,) == looking_otherwise(base(), pdf_of(change, base()), [FIRST])


def test_what_looks_the_same_is_the_same() -> None:
    """Written anew, or with something that cannot be seen."""
    assert () == looking_otherwise(base(), pdf_of(changes.printed, base()), [FIRST])


def test_a_page_that_only_one_of_them_has_is_seen() -> None:
    """There is nothing to compare it with."""
    added = Pair(0, 2, is_same=False)

    assert (added,) == looking_otherwise(base(), pdf_of(changes.one_page_more, base()), [FIRST, added])


def test_both_pages_are_there_to_look_at() -> None:
    """Named by their numbers, large enough to read."""
    found = dict(pictures(base(), pdf_of(changes.one_page_more, base()), [FIRST, Pair(0, 2, is_same=False)]))

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
    shown = pictures(base(), pdf_of(changes.one_page_more, base()), [FIRST, Pair(0, 2, is_same=False)])

    assert ["1-ours.png", "1-returned.png"] == [next(shown)[0], next(shown)[0]]
    with pytest.raises(Refused, match=OVERRUN):
        next(shown)


def test_a_file_of_very_many_pages_is_not_looked_at() -> None:
    """Each page takes its time, and one object can be a hundred thousand of them."""
    with pytest.raises(Refused, match=OVERRUN):
        confined("planbuilder.foreign.second_reader:pages", bombs.pdfs()["a hundred thousand pages"])
