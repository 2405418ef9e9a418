"""What a body decided: read from any usual word, told once, and never guessed."""

from __future__ import annotations

import click
import pytest

from planbuilder.approval.outcomes import forms
from planbuilder.approval.standing import OUTCOMES
from planbuilder.cli.outcomes import OutcomeChoice, decision_text
from planbuilder.language import available, load

FACTS = {"on": "2027-01-12", "outcome": "approved", "decision": ""}


def test_no_word_stands_for_two_outcomes() -> None:
    """In no two languages either."""
    known = {form: one for code in available() for one in OUTCOMES for form in forms(load(code), one)}

    assert all(known[form] == one for code in available() for one in OUTCOMES for form in forms(load(code), one))


@pytest.mark.parametrize(
    ("typed", "outcome"),
    [("Afvist.", "rejected"), ("vedtaget", "approved"), ("udsættes", "postponed"), ("recommended", "recommended")],
)
def test_a_word_is_read_in_any_language(spoken, typed: str, outcome: str) -> None:
    """With a capital letter or a full stop too."""
    assert outcome == OutcomeChoice(spoken).convert(typed, None, None)


def test_what_is_no_outcome_is_refused(spoken) -> None:
    """With those there are."""
    with pytest.raises(click.BadParameter, match=spoken.text("approval.outcome.postponed")):
        OutcomeChoice(spoken).convert("måske", None, None)


def test_a_record_that_does_not_tell_the_outcome_is_not_made_to() -> None:
    """Neither is one that tells another than there are."""
    told = [decision_text(load("da"), {**FACTS, "outcome": one}, "Byrådet") for one in ("", "maybe")]

    assert ["Byrådet, 12.01.2027: udfaldet er ikke oplyst."] * 2 == told
