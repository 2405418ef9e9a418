"""The same account claimed by two plans is found, told exactly, and nothing else is."""

from __future__ import annotations

from decimal import Decimal

import pytest

from planbuilder.portfolio.claims import accounts, clashes
from tests.portfolio.plans import entry

ACCOUNT = "account: '06.45'"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("06.45.51, løn", ("06.45.51",)),
        ("6.45.51 (løn)", ("06.45.51",)),
        ("Konto 06.45, løn", ("06.45",)),
        ("06.45.51 og 06.45.53, løn; 06.45.51", ("06.45.51", "06.45.53")),
        ("Kultur  og Fritid", ("kultur og fritid",)),
    ],
)
def test_an_account_is_known_by_its_numbers_or_by_its_words(text: str, found: tuple[str, ...]) -> None:
    """Whatever is written beside them."""
    assert found == accounts(text)


def test_two_plans_on_one_account_in_the_same_years() -> None:
    """Each benefit with what it claims in the years in which they meet, and in no other."""
    late = entry("b", (ACCOUNT, "start: 2029, account: 'Konto 06.45, løn'"))
    (clash,) = clashes([entry("a"), late])

    assert ("06.45", (2029, 2030)) == (clash.account, clash.years)
    assert [("a", "G1", 2), ("b", "G1", 2)] == [(x.entry.place, x.claim.id, len(x.by_year)) for x in clash.meetings]
    assert {Decimal(500000)} == {amount for one in clash.meetings for _, amount in one.by_year}


def test_one_plan_alone_other_years_or_no_effect_on_a_budget_is_no_clash() -> None:
    """Two benefits of one plan, a benefit that has ended, one that is not cashable, and another account."""
    twice = entry("a", ("costs:", f"    G2: {{title: To, kind: cashable, from: [F1], owner: P1, {ACCOUNT}, use: x,"
                                  " use_decided_by: y, full_effect: {amount: 1}}\ncosts:"))  # fmt: skip
    ended = entry("b", (ACCOUNT, f"start: 2027, end: 2028, {ACCOUNT}"))
    later = entry("c", (ACCOUNT, f"start: 2029, {ACCOUNT}"))

    assert 2 == len(twice.summary.claims)
    assert () == clashes([twice])
    assert () == clashes([ended, later])
    assert () == clashes([entry("d"), entry("e", ("kind: cashable", "kind: released_time"))])
    assert () == clashes([entry("d"), entry("f", ("06.45", "06.46"))])
