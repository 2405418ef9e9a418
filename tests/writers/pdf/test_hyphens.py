"""Words broken in a PDF: at their places only, and whole again for whoever searches or copies the text."""

from __future__ import annotations

import io
from itertools import pairwise

import pdfplumber
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planbuilder import language, look
from planbuilder.document.model import Paragraph, Span, plain
from planbuilder.hyphenation import SOFT_HYPHEN, hardened, places_of
from planbuilder.record import replace
from planbuilder.writers.pdf import render
from planbuilder.writers.pdf.splitting import Tagged
from planbuilder.writers.pdf.styles import paragraph_styles
from tests.writers import samples

DANISH = language.load("da")
PATTERNS, COMPOUNDS = DANISH.text("language.patterns"), tuple(DANISH.text("language.compounds").split())
PLACES = places_of(PATTERNS, COMPOUNDS)
STYLES = paragraph_styles(look.load(), PLACES)
WORDS = ["ansøgning", "behandles", "kommunalbestyrelsen", "gevinstrealiseringsplan", "i", "budgettet", "og"]
NAMES = ["Christoffersen", "Vestergaard-Kristoffersen", "Kommunalbestyrelsen", "KOMMUNALBESTYRELSEN", "06.45.51"]


def broken(text: str, width: float, style: str = "cell") -> list[str]:
    """The lines of a text in a column, as they are drawn."""
    made = Tagged(text, STYLES[style])
    made.wrap(width, 10_000)
    made.end_lines(SOFT_HYPHEN)
    return [" ".join(line[1]) for line in made.blPara.lines]


def test_a_long_word_is_broken_at_a_place_of_its_own() -> None:
    """Its line ends with a soft hyphen, which is drawn as a hyphen."""
    assert ["gevinstrealiserings" + SOFT_HYPHEN, "plan"] == broken("gevinstrealiseringsplan", 75)


@settings(max_examples=60)
@given(st.lists(st.sampled_from([*WORDS, *NAMES]), min_size=1, max_size=12), st.floats(45, 200))
def test_joined_lines_are_the_text(words: list[str], width: float) -> None:
    """In columns of any width, of names, codes and long words; a hyphen stands only where the patterns allow one."""
    lines = broken(text := " ".join(words), width)

    assert hardened("".join(lines)).split() == text.split()
    for line, following in pairwise(lines):
        if line.endswith(SOFT_HYPHEN):
            before, after = line[:-1].split()[-1], following.split()[0].rstrip(SOFT_HYPHEN)
            whole = next(word for word in words if before in word and before + after in word)
            assert PLACES is not None
            assert whole.index(before + after) + len(before) in (
                PLACES.in_need(whole) if "-" not in whole else range(99)
            )


def test_a_name_stays_whole_where_its_line_has_room() -> None:
    """Only one that is wider than its column is broken, where it may be, and not anywhere."""
    assert ["Karen ", "Vestergaard"] == broken("Karen Vestergaard", 60)
    assert ["Christof" + SOFT_HYPHEN, "fersen"] == broken("Christoffersen", 42)


@pytest.mark.parametrize("style", ["h1", "h2", "h3", "cover_title", "caption"])
def test_headings_and_captions_are_not_broken(style: str) -> None:
    """A heading's words are few, and are read alone."""
    assert not any(
        SOFT_HYPHEN in line for line in broken("Om gevinstrealiseringsplanen og budgettilpasningen", 260, style)
    )


def test_short_words_of_prose_are_not_worth_a_hyphen() -> None:
    """Lines of prose are long enough without."""
    text = "behandles indenfor behandling og ansøgning " * 30

    assert not any(SOFT_HYPHEN in line for line in broken(text, 300, "body"))


def test_who_searches_the_file_finds_whole_words() -> None:
    """A soft hyphen is what the file says, in text of one look and of several; a space would part what it joins."""
    spans = [
        span
        for n in range(20)
        for span in (
            *plain(f"{'Det ' * (n % 5)}står i gevinstrealiseringsplanen, at "),
            *plain("digitaliseringskonsulenten svarer. ", bold=True),
        )
    ]
    document = replace(samples.document(Paragraph(tuple(spans))), patterns=PATTERNS, compounds=COMPOUNDS)
    with pdfplumber.open(io.BytesIO(render(document, look.load()))) as pdf:
        found = "".join(char["text"] for page in pdf.pages for char in page.chars)

    assert SOFT_HYPHEN in found
    assert (
        20
        == hardened(found).count("gevinstrealiseringsplanen,")
        == hardened(found).count("digitaliseringskonsulenten ")
    )


def test_a_passage_in_another_language_is_left_whole() -> None:
    """Danish patterns know nothing of English words."""
    text = "the digitalisation of municipalities and their responsibilities " * 20
    usual = replace(samples.document(Paragraph(plain(text))), patterns=PATTERNS)
    foreign = replace(samples.document(Paragraph((Span(text, language="en-GB"),))), patterns=PATTERNS)
    counts = []
    for document in (usual, foreign):
        with pdfplumber.open(io.BytesIO(render(document, look.load()))) as pdf:
            counts.append(sum(char["text"] == SOFT_HYPHEN for page in pdf.pages for char in page.chars))

    assert counts[0] > 0
    assert 0 == counts[1]
