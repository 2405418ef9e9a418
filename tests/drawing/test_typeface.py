"""Texts are set in Lato, and in another typeface for as long as it is asked for."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from PIL import ImageFont
from reportlab.pdfbase.ttfonts import TTFont

from planbuilder.document.figure_model import Tick
from planbuilder.drawing.draw import draw
from planbuilder.drawing.fonts import drawable, measure
from planbuilder.drawing.model import Drawing, Text
from planbuilder.drawing.outlines import shapes
from planbuilder.drawing.typeface import FILES, LATO, Face, current, set_in
from planbuilder.record import replace
from tests.branding.lettering import DEJAVU
from tests.writers import samples


def as_a_pdf_sets(face: str) -> float:
    """The width that reportlab gives the word."""
    return TTFont(face, BytesIO(DEJAVU[face])).stringWidth("Gevinst", 10)


def test_lato_is_lato() -> None:
    """Each face is the file of that style, and all have the same characters."""
    styles = {face: ImageFont.truetype(BytesIO(LATO.read(face))).getname()[1] for face in FILES}

    assert styles == {"regular": "Regular", "bold": "Bold", "italic": "Italic", "bold_italic": "Bold Italic"}
    assert {LATO.characters} == {frozenset(Face(LATO.read(face)).advances) for face in FILES}


def test_another_typeface_lasts_as_long_as_it_is_asked_for() -> None:
    """Widths are its own inside, Lato's before and after, also when something fails inside."""
    before = measure("Gevinst", 10)
    with set_in(DEJAVU):
        inside = measure("Gevinst", 10), measure("Gevinst", 10, True)
    with pytest.raises(KeyError), set_in(DEJAVU):
        {}["missing"]

    assert inside == pytest.approx([as_a_pdf_sets(face) for face in ("regular", "bold")])
    assert (measure("Gevinst", 10), current()) == (before, LATO)


def test_no_files_mean_lato() -> None:
    """Also inside another typeface."""
    with set_in(DEJAVU), set_in({}):
        assert current() is LATO


def test_the_same_files_are_the_same_typeface() -> None:
    """What was read and measured once is not read again."""
    with set_in(DEJAVU):
        first = current()
    with set_in(dict(DEJAVU)):
        assert current() is first


def test_what_the_typeface_has_is_drawn() -> None:
    """All of DejaVu's faces have a knight, only two have Arabic letters; Lato has neither."""
    with set_in(DEJAVU):
        assert drawable("♞م") == "♞□"
    assert drawable("♞م") == "□□"


@pytest.mark.parametrize(("letter", "steps"), [("l", 4), (" ", 0), ("中", 0)])
def test_an_outline_is_the_letter_of_that_face(letter: str, steps: int) -> None:
    """DejaVu's l is a bar of four lines; a space and an unknown character have no outline."""
    outline = Face(DEJAVU["regular"]).outline(letter)

    assert len([name for name, _ in outline if name in {"moveTo", "lineTo"}]) == steps


def ends(face: Face) -> float:
    """Where the n of Hn ends, set at 10 points, by the numbers of the font."""
    across = [x for _, points in face.outline("n") for x, _ in points]
    return (face.advances["H"] + max(across)) * 10 / face.units


def test_figures_are_drawn_in_it(standard_look) -> None:
    """Shapes of letters and the place they take are the typeface's, whatever its units to the em."""
    text = Drawing(100, 20, (Text((0, 0), "Hn", 10, "#000000"),))
    lato, chart = shapes(text), replace(samples.CHART, ticks=(Tick(Decimal(10), "10.000 kr."),))
    drawn = draw(chart, standard_look, 400)
    with set_in(DEJAVU):
        own = shapes(text)
        assert draw(chart, standard_look, 400) != drawn

    rights = [max(step.to[0] for step in made[0].steps if hasattr(step, "to")) for made in (lato, own)]
    assert rights == pytest.approx([ends(LATO.regular), ends(Face(DEJAVU["regular"]))])


def test_a_contour_without_a_point_on_it_is_drawn() -> None:
    """TrueType may give points beside the curve alone, as Roboto Bold does: the outline is the same curve, closed."""
    glyphs = FontBuilder(1_000, isTTF=True)
    pen = TTGlyphPen(None)
    pen.qCurveTo((0, 0), (100, 0), (100, 100), (0, 100), None)
    pen.closePath()
    glyphs.setupGlyphOrder([".notdef", "o"])
    glyphs.setupCharacterMap({ord("o"): "o"})
    glyphs.setupGlyf({".notdef": TTGlyphPen(None).glyph(), "o": pen.glyph()})
    glyphs.setupHorizontalMetrics({".notdef": (100, 0), "o": (100, 0)})
    glyphs.setupHorizontalHeader()
    glyphs.setupOS2()
    glyphs.setupPost()
    file = BytesIO()
    glyphs.font.save(file)

    steps = Face(file.getvalue()).outline("o")

    assert (steps[0][0], steps[-1][0]) == ("moveTo", "closePath")
    assert steps[0][1][0] == steps[-2][1][-1] == (0, 50)
    assert {name for name, _ in steps[1:-1]} == {"curveTo"}
