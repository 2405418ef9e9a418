"""Lato's widths are exact, and no text is lost or too wide when it is broken."""

from __future__ import annotations

import unicodedata
from functools import cache
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from planbuilder.drawing.fonts import drawable, limit, measure, shorten, wrap
from planbuilder.drawing.typeface import LATO

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
