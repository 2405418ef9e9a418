"""An outcome and its wording are told once."""

from __future__ import annotations

import pytest

from planbuilder.approval.outcomes import outcome_and_wording
from planbuilder.language import load


@pytest.mark.parametrize(
    ("outcome", "wording", "told"),
    [
        ("approved", "Godkendt.", "Godkendt."),
        ("approved", "", "godkendt."),
        ("recommended", "Anbefales.", "Anbefales."),
        ("rejected", "Godkendt.", "afvist. Godkendt."),
        ("postponed", "Sagen udsættes.", "udsat. Sagen udsættes."),
    ],
)
def test_a_wording_that_tells_the_outcome_is_enough(outcome: str, wording: str, told: str) -> None:
    """One that tells another outcome, or none, has the outcome before it."""
    assert told == outcome_and_wording(load("da"), outcome, wording)
