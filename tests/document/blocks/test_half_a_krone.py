"""Half a krone counts as one and is told; less is nothing, and no sentence of any block tells of it."""

from __future__ import annotations

import pytest

from tests.document.blocks.tables import lines_of
from tests.document.plans import SMALL

CHANGES = """
budget_changes:
  T1: {budget: Løn, committee: Kulturudvalget, amounts: {2028: -300000, 2029: -600000}}
  T2: {budget: Licens, year: 2028, amount: 100000}
  T3: {budget: Indkøb, amounts: {2027: 700000, 2028: 0}}
"""
POOL = "economy: {funding: investment_pool, pool: {PART}, "
ASKED = "decisions: {B1: {body: Børneudvalget, recommendation: at}}\n"
RENEWED = SMALL.replace("costs:\n", "costs:\n  K3: {title: Nyt, amount: PART, from: 2030}\n")


def pooled(terms: str) -> str:
    return SMALL.replace("economy: {", POOL.replace("PART", terms)) + CHANGES


# By block: a plan in which PART of a krone is all that there is of something, and what is told where it counts.
TOLD = {
    "a budget that is too high": (
        "budget_adjustments", SMALL + CHANGES.replace("2027: 700000", "2027: 700000.PART"), "i 2027"),
    "a budget that is too low": (
        "budget_adjustments", SMALL + CHANGES.replace("-600000", "-600000.PART"), "i 2029"),
    "what goes on otherwise": (
        "budget_adjustments", RENEWED.replace("PART", "0.PART") + CHANGES.replace("2028: 0", "2028: 0, 2030: 0.PART"),
        "Den varige ændring"),
    "what budgets must find": (
        "funding_ways", pooled("repayments: {2028: 200000.PART, 2029: 499999.5}"), "skal selv finde"),
    "interest": ("funding_ways", pooled("interest: 0.PART, draws: {2027: 100}"), "i rente"),
    "interest of a late start": (
        "funding_ways", pooled("interest: 0.PART, draws: {2028: 100}"), "Renten er da"),
    "a committee that is not asked": (
        "committee_recommendations", f"{SMALL}{ASKED}budget_changes: "
        "{T1: {budget: Løn, committee: Ældreudvalget, year: 2028, amount: -0.PART}}\n", "Ældreudvalget får"),
}  # fmt: skip


@pytest.mark.parametrize("what", TOLD)
def test_half_a_krone_is_told_and_less_is_not(blocks, what: str) -> None:
    """A difference, a shortfall, interest, or a budget that is lowered."""
    block, text, told = TOLD[what]
    found = [
        " ".join(line for one in blocks(block, text.replace("PART", part)) for line in lines_of(one))
        for part in ("50", "49")
    ]

    assert [told in one for one in found] == [True, False]
