"""Texts are set in Lato, and in another typeface for as long as it is asked for.

Lato's widths are exact, and no text is lost or too wide when it is broken.
"""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from functools import cache
from io import BytesIO

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from planbuilder.document.figure_model import Tick
from planbuilder.drawing.shapes import Drawing, Text
from planbuilder.drawing.studio import draw
from planbuilder.drawing.svg import shapes
from planbuilder.drawing.typeface import (
    FILES,
    LATO,
    Face,
    current,
    drawable,
    limit,
    measure,
    set_in,
    shorten,
    widest,
    wrap,
)
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


SIZE = 9.0
EM = SIZE
TEXTS = st.text(alphabet="abcdefgæøåÆØÅ MWil-/.,…😀中\u00a0\n", max_size=120)


@cache
def known_to_reportlab() -> frozenset[int]:
    return frozenset(TTFont("known", BytesIO(LATO.read("regular"))).face.charToGlyph)


def solid(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("bold", [False, True])
@given(text=st.text(alphabet="abcdefghijklmnopqrstuvwxyzæøåABCÆØÅ0123456789 .,–−%", max_size=60))
def test_width_is_what_a_pdf_sets(bold: bool, text: str) -> None:
    """A text is as wide as reportlab sets it with the same font file."""
    pdfmetrics.registerFont(TTFont(f"measured-{bold}", BytesIO(LATO.read("bold" if bold else "regular"))))

    expected = pdfmetrics.stringWidth(text, f"measured-{bold}", SIZE)
    assert measure(text, SIZE, bold) == pytest.approx(expected, abs=0.02)


def test_unknown_characters_have_a_width() -> None:
    """Emoji, Arabic and Chinese characters count an em each."""
    assert measure("😀م中", SIZE) == pytest.approx(3 * EM)


@given(texts=st.lists(TEXTS, max_size=5), bold=st.booleans())
def test_the_widest_of_some_texts(texts: list[str], bold: bool) -> None:
    """As wide as each is measured, to the last digit; none has no width."""
    assert widest(texts, SIZE, bold) == max((measure(text, SIZE, bold) for text in texts), default=0)


@given(text=TEXTS, width=st.floats(2 * EM, 300), bold=st.booleans())
def test_wrapped_lines_are_never_too_wide(text: str, width: float, bold: bool) -> None:
    """No line is wider than asked, whatever the words."""
    too_wide = [line for line in wrap(text, width, SIZE, bold) if measure(line, SIZE, bold) > width]

    assert too_wide == []


@given(text=TEXTS, width=st.floats(1, 300), indent=st.floats(0, 100))
def test_wrapping_keeps_every_character(text: str, width: float, indent: float) -> None:
    """Only white space is changed by breaking a text."""
    lines = wrap(text, width, SIZE, indent=indent)

    assert solid("".join(lines)) == solid(text)


@given(text=TEXTS, indent=st.floats(0, 80))
def test_first_line_leaves_room_for_the_indent(text: str, indent: float) -> None:
    """The first line is shorter by the indent."""
    lines = wrap(text, 100, SIZE, indent=indent)

    assert all(measure(line, SIZE) + indent <= 100 or not line for line in lines[:1])


def test_words_stay_whole_where_they_fit() -> None:
    """Text breaks at spaces when no word is too wide."""
    lines = wrap("Kortere sagsbehandlingstid for borgere", 80, SIZE)

    assert lines == ["Kortere", "sagsbehandlingstid", "for borgere"]


def test_hyphenated_words_break_at_the_hyphen() -> None:
    """A word that is too wide breaks after its hyphen first."""
    lines = wrap("drifts-og-udviklingsplan", 80, SIZE)

    assert lines[0].endswith("-")


@given(text=TEXTS, width=st.floats(EM, 300))
def test_shortened_text_fits_and_says_so(text: str, width: float) -> None:
    """A shortened text fits, and ends in an ellipsis if anything is left out."""
    short = shorten(text, width, SIZE)

    assert measure(short, SIZE) <= width
    assert short == text or short.endswith("…")


def test_left_out_lines_leave_an_ellipsis() -> None:
    """The last line kept ends in an ellipsis when lines are left out."""
    lines = limit(["en lang linje", "endnu en", "tredje"], 2, 200, SIZE)

    assert lines == ["en lang linje", "endnu en…"]


@given(text=st.text(max_size=60))
def test_drawable_text_holds_only_what_lato_has(text: str) -> None:
    """Every character left has a glyph in the font file, as reportlab reads it."""
    unknown = [character for character in drawable(text) if ord(character) not in known_to_reportlab()]

    assert unknown == []


@given(text=st.text(max_size=60))
def test_drawable_text_holds_no_control_characters(text: str) -> None:
    """No control or format character survives."""
    left = [character for character in drawable(text) if unicodedata.category(character) in {"Cc", "Cf"}]

    assert left == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ærø på 3½ år – 40 %", "Ærø på 3½ år – 40 %"),
        ("Godt 😀!", "Godt □!"),
        ("a\u0301bning", "ábning"),
        ("linje\nskift\x07", "linje skift"),
        ("bløde\u00adbindestreger", "blødebindestreger"),
        ("1‑2", "1-2"),
    ],
)
def test_drawable_replaces_only_what_it_must(text: str, expected: str) -> None:
    """Danish text stays, unknown characters become boxes, invisible ones go."""
    assert drawable(text) == expected


def test_drawable_falls_back_to_a_question_mark() -> None:
    """A replacement that Lato lacks itself is not used."""
    assert drawable("中", "中") == "?"
