"""Figures for whoever calls, exact and explained."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from planbuilder.errors import InputInvalid
from planbuilder.language import Language
from planbuilder.usecases.figuring import compute
from tests.conftest import CASE


def test_figures_are_not_rounded_and_can_be_explained(case: Path, danish: Language) -> None:
    """The last step of the explanation is the figure itself."""
    found = compute(case, danish)

    assert found.figures.totals["one_off"] == Decimal("900000.50")
    assert found.explained("npv").result == found.figures.npv


def test_the_same_seed_draws_the_same(case: Path, danish: Language) -> None:
    """And a plan in which nothing is uncertain has nothing to draw."""
    assert compute(case, danish).simulated(100) is None
    ranged = CASE.replace("{amount: 500000}", "{amount: 500000}, range: {low: 300000, high: 600000}")
    (case / "plan.yaml").write_text(ranged, encoding="utf-8")
    found = compute(case, danish)

    assert found.simulated(200, seed=7) == found.simulated(200, seed=7)
    assert found.simulated(200, seed=7) != found.simulated(200, seed=8)


def test_nothing_is_computed_from_what_is_wrong(case: Path, danish: Language) -> None:
    """A reference to nobody is refused."""
    (case / "plan.yaml").write_text(CASE + "sponsor: P9\n", encoding="utf-8")

    with pytest.raises(InputInvalid):
        compute(case, danish)
