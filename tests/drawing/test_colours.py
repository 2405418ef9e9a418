"""Colours are mixed and judged as WCAG 2 says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.drawing.colours import contrast, darkened, mix, text_on, tint, tone
from planbuilder.look import Look

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("first", "second", "ratio"),
    [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48), ("#0000ff", "#ffffff", 8.59)],
)
def test_contrast_is_that_of_wcag(first: str, second: str, ratio: float) -> None:
    """Known ratios, the same both ways."""
    assert contrast(first, second) == pytest.approx(ratio, abs=0.005)
    assert contrast(second, first) == pytest.approx(ratio, abs=0.005)


@given(background=COLOURS)
def test_text_can_be_read_on_any_colour(look: Look, background: str) -> None:
    """The chosen text colour has a contrast of at least 4.5:1."""
    assert contrast(text_on(background, look), background) >= 4.5


@given(colour=COLOURS)
def test_a_darkened_colour_can_be_read_and_is_no_darker_than_it_must_be(colour: str) -> None:
    """One that can be read as it is stays as it is."""
    made = darkened(colour, "#ffffff")

    assert contrast(made, "#ffffff") >= 4.5
    assert made == colour or contrast(made, "#ffffff") < 4.9


def test_text_uses_the_look_where_it_can(look: Look) -> None:
    """On paper text is the look's ink, on its primary colour it is paper."""
    chosen = text_on("#ffffff", look), text_on(look.colours["primary"], look)

    assert chosen == (look.colours["ink"], look.colours["paper"])


def test_mixture_lies_between(look: Look) -> None:
    """Half of black and white is grey."""
    assert mix("#000000", "#ffffff", 0.5) == "#808080"


def test_unknown_tone_is_neutral(look: Look) -> None:
    """A tone the look does not name is drawn in the neutral one."""
    assert tone(look, "unheard of") == look.tones["neutral"]


@pytest.mark.parametrize("name", ["band", "gain", "likely", "unheard of"])
def test_tint_is_light(look: Look, name: str) -> None:
    """Ink can be read on the tint of any tone, which still differs from paper."""
    assert contrast(look.colours["ink"], tint(look, name)) >= 4.5
    assert contrast(tint(look, name), look.colours["paper"]) > 1.2


@pytest.mark.parametrize("name", ["pessimistic", "likely", "optimistic", "gain", "loss", "total", "band"])
def test_tones_of_scenarios_and_steps_stand_out_from_paper(look: Look, name: str) -> None:
    """At least 3 to 1, as WCAG asks of what is no text."""
    assert contrast(look.tones[name], look.colours["paper"]) >= 3
