"""What a plan gives to an overview."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.portfolio.plans import LIFE, plan_text, summary_of

ACTIONS = """\
actions:
  H1: {title: Med dag, deadline: 2027-02-01, status: started, responsible: P1}
  H2: {title: Færdig, deadline: 2027-02-01, status: finished}
  H3: {title: Uden dag, status: decided}
"""


def test_actions_with_a_day_are_told_without_names() -> None:
    """Those that are not finished; who is responsible by position, or not at all."""
    found = summary_of(plan_text("p") + ACTIONS)
    placed = summary_of(plan_text("p", (("{name: Mia Holm}", "{name: Mia Holm, role: leder}"),)) + ACTIONS)

    assert [("H1", date(2027, 2, 1), "started", "")] == [(x.id, x.due, x.status, x.responsible) for x in found.tasks]
    assert ["leder"] == [one.responsible for one in placed.tasks]


def test_a_cashable_benefit_is_a_claim_where_it_passes_the_test() -> None:
    """Without a decision on its use it frees time, and claims no account."""
    claims, none = (
        summary_of(plan_text("p")).claims,
        summary_of(plan_text("p", ((", use_decided_by: Byrådet", ""),))).claims,
    )

    assert [("G1", "06.45", (Decimal(500000),) * 4)] == [(one.id, one.account, one.by_year) for one in claims]
    assert () == none


def test_a_pool_is_told_where_it_pays() -> None:
    """What is drawn, what is owed by year, and when nothing is any more."""
    pool = summary_of(plan_text("p") + "economy: {funding: investment_pool}\n").pool

    assert pool is not None
    assert (Decimal("900000.50"), 2028) == (pool.drawn, pool.repaid)
    assert Decimal("400000.50") == pool.balances[0]
    assert summary_of(plan_text("p")).pool is None


def test_a_target_whose_day_has_passed_is_told_on_whatever_day_that_is() -> None:
    """Measured before it or never, and not what was measured on that day; it is no longer told as behind as well."""
    measured, day = summary_of(plan_text("p") + LIFE), date(2029, 1, 2)
    never = summary_of(plan_text("p") + LIFE.replace("measurements: {M1", "ideas: {}\nminutes: {}\nrisks: {}\n#"))
    in_time = summary_of(plan_text("p") + LIFE.replace("on: 2027-05-01", "on: 2029-01-01"))

    assert [[one.id for one in found.lapsed_on(day)] for found in (measured, never, in_time)] == [["I1"], ["I1"], []]
    assert [[one.id for one in measured.red_on(on)] for on in (date(2029, 1, 1), day)] == [["I1"], []]
    assert measured.lapsed_on(date(2029, 1, 1)) == ()
