"""What stands together at the end of a line, in every text that is drawn, whoever wrote it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder import example, language
from planbuilder.document.model import Span
from planbuilder.document.no_break import NO_BREAK, UNSEEN, joins

CODES = ("da", "en")
PIECES = st.sampled_from(
    ["64.000", "2,9", "1.", "18", "kr.", "mio.", "mio. kr.", "%", "juli", "May", "DKK", "uge", "a"]
)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("da", "falder fra 64.000~kr. til 2,9~mio.~kr. om året"),
        ("da", "når 75~% af dem er digitale den 1.~juli 2027"),
        ("da", "version~1.0, punkt~9, uge~18–20 i 2026, §~30, nr.~2"),
        ("da", "i 12 måneder, og kr. pr. år; 0,4~årsværk, 30~min."),
        ("en", "DKK~2,000, DKK~2.9~million and 8~pm (18~November 2026)"),
        ("en", "section~30, no.~2; week~20 of 2026; 1.28~FTE"),
        ("en", "in May, 2 of 3"),
    ],
)
def test_numbers_stand_with_what_they_count(code: str, said: str) -> None:
    """And nothing else does."""
    assert said.replace("~", NO_BREAK) == joins(language.load(code))(said.replace("~", " "))


def test_what_a_plan_measures_in_stands_with_its_numbers() -> None:
    """By its first word."""
    rule = joins(language.load("da"), frozenset(["børn"]))

    assert f"1.610 → 1.780{NO_BREAK}børn i 3 byer" == rule("1.610 → 1.780 børn i 3 byer")


@given(st.sampled_from(CODES), st.lists(PIECES).map(" ".join) | st.text())
def test_nothing_but_spaces_is_changed_and_that_once(code: str, text: str) -> None:
    """The words stay, and so does what is joined already."""
    rule = joins(language.load(code))

    assert rule(text).replace(NO_BREAK, " ") == text.replace(NO_BREAK, " ")
    assert rule(text) == rule(rule(text))


def drawn(value: Any) -> Iterator[str]:
    """Every text of a document that is drawn."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        yield from (text for one in value for text in drawn(one))
    elif is_dataclass(value) and not (isinstance(value, Span) and value.target):
        yield from (text for one in fields(value) if one.name not in UNSEEN for text in drawn(getattr(value, one.name)))


@pytest.mark.parametrize("code", CODES)
def test_no_text_of_the_example_parts_a_number_from_its_unit(code: str, compose) -> None:
    """Neither ours nor theirs, in text, tables, figures, cover or furniture; answers keep their values."""
    made = compose(example.text(language.load(code)), code=code)
    rule = joins(language.load(code))

    texts = [*drawn((made.blocks, made.cover, made.furniture))]
    assert texts == [rule(text) for text in texts]
