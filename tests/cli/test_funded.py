"""The lines of `figures` on budgets: what stands there of areas, and when."""

from __future__ import annotations

from planbuilder import language
from planbuilder.cli.funded import area_lines, funding_lines
from tests.figures.cases import case, cashable, plan


def test_areas_stand_where_there_are_several() -> None:
    """The net of each by year; of one area alone nothing is said."""
    spoken = language.load("en")
    several = case({"K1": {"amount": 1000}}, {"G1": cashable(7000, area="transfers")}, horizon=2)

    lines = [line.split() for line in area_lines(spoken, several)]

    assert [["Year", "service", "transfers"], ["2026", "-1,000", "7,000"], ["2027", "0", "7,000"]] == lines[2:]
    assert [] == [*area_lines(spoken, case({"K1": {"amount": 1000}}))]


def test_a_pool_has_its_account() -> None:
    """Only where the plan uses one."""
    some = plan({"K1": {"amount": 5}}, economy={"funding": "investment_pool"})

    heads = [[*funding_lines(language.load("en"), one, case({"K1": {"amount": 5}}))][1] for one in (some, plan())]

    assert ["Debt" in head for head in heads] == [True, False]
