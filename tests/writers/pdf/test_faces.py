"""The faces of the current typeface are in the file, and no other."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pytest

from planbuilder.drawing.typeface import set_in
from planbuilder.writers.pdf import faces, render
from tests.branding.lettering import DEJAVU
from tests.writers import samples


def test_a_face_has_the_name_of_its_typeface() -> None:
    """Lato goes by its name, another by what its files are."""
    with set_in(DEJAVU):
        own = faces.regular(), faces.bold()

    assert (faces.regular(), faces.bold()) == ("Lato", "Lato-Bold")
    assert own[0].startswith("Own-")
    assert own[1] == own[0] + "-Bold"


@pytest.mark.parametrize("own", [False, True])
def test_a_file_carries_the_typeface_it_is_set_in(standard_look, own: bool) -> None:
    """Running text, tables, figures, contents and running heads: all in the same."""
    look = replace(standard_look, faces=DEJAVU if own else {})
    with set_in(look.faces):
        data = render(samples.EVERYTHING, look)

    with pikepdf.open(io.BytesIO(data)) as pdf:
        fonts = {str(o.FontName) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/FontName" in o}
    assert {name.split("+")[1].split("-")[0] for name in fonts} == {"DejaVuSans" if own else "Lato"}


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", DEJAVU["regular"][:1000]])
def test_what_is_no_font_cannot_be_carried(data: bytes) -> None:
    """It fails where it is asked, not where a document is written."""
    with pytest.raises(Exception):  # noqa: B017, PT011 - ReportLab raises many kinds
        faces.embeddable(data)
    assert faces.embeddable(DEJAVU["regular"])
