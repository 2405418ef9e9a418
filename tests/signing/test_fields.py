"""Fields are known by whose they are, and by what has become of them."""

from __future__ import annotations

import pikepdf

from planbuilder.signing.fields import fields
from tests.signing.world import base, good, opened, pdf_of


def test_fields_tell_whose_they_are() -> None:
    """Archive timestamps belong to nobody and cannot be seen."""
    found = fields(opened(good("b-lta", 1)))

    assert ["P1", "P2", "P3", ""] == [one.signer for one in found.values()]
    assert [(True, False), (False, True)] == [(one.is_seen, one.is_timestamp) for one in (*found.values(),)[2:]]


def test_a_field_is_seen_wherever_it_is_on_a_page() -> None:
    """Itself, or a part of it that stands for it there."""

    def with_kid(pdf: pikepdf.Pdf) -> None:
        kid = pdf.make_indirect(pikepdf.Dictionary(Subtype=pikepdf.Name.Widget, Rect=[0, 0, 500, 700]))
        field = pdf.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Sig, T="skjult", Kids=[kid]))
        kid.Parent = field
        pdf.Root.AcroForm.Fields.append(field)

    assert fields(opened(pdf_of(with_kid, base())))["skjult"].is_seen
