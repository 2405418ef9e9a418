"""What plans come to together is the sum of what each comes to, and nothing in different prices is added."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from planbuilder.figures.case import compute
from planbuilder.portfolio.summary import summary
from planbuilder.portfolio.sums import ALL_KINDS, Entry, by_price_base, money, owed, shares
from planbuilder.record import replace
from tests.portfolio.plans import entry
from tests.workbook.plans import drawn

POOL = ("price_base: 2026", "price_base: 2026\neconomy: {funding: investment_pool}")
PLANS = {name: (plan, compute(plan)) for name, plan in drawn(range(16)).items()}
ENTRIES = [
    Entry(name, replace(summary(plan, figures), price_base=2026 + n % 2), ("draft", "decided")[n % 3 == 0])
    for n, (name, (plan, figures)) in enumerate(PLANS.items())
]
SOME = st.lists(st.sampled_from(ENTRIES), min_size=1, max_size=8, unique_by=lambda one: one.place)


def near(one: Decimal, other: Decimal) -> bool:
    """Whether two sums are the same but for the last digits of thirds, to a millionth of a krone."""
    return abs(one - other) <= Decimal("0.000001")


@given(SOME)
def test_sums_equal_the_sums_of_the_plans(entries: list[Entry]) -> None:
    """Each kind in all, each year by itself, net and the permanent effect; and committees share out the same money.

    To a millionth of a krone: a third has no last digit.
    """
    for base, own in by_price_base(entries).items():
        m = money(base, own)
        figures = [PLANS[one.place][1] for one in own]
        for kind in ALL_KINDS:
            assert near(m.total(kind), sum((one.totals[kind] for one in figures), Decimal(0)))
        rows = [row for one in figures for row in one.rows]
        by_year = [sum((row.net for row in rows if row.year == year), Decimal(0)) for year in m.years]
        assert all(map(near, m.net, by_year))
        assert [*m.covered] == [sum(year in one.summary.years for one in own) for year in m.years]
        lasting = [one.permanent.amount for one in figures if one.permanent.amount is not None]
        assert (m.lasting, m.plans) == (len(lasting), len(own))
        assert near(m.permanent, sum(lasting, Decimal(0)))
        assert near(sum((one.net for one in shares(own)), Decimal(0)), m.total("net"))


def test_prices_of_different_years_are_apart() -> None:
    """Newest first; no plan is in two."""
    found = by_price_base(ENTRIES)

    assert [2027, 2026] == [*found]
    assert len(ENTRIES) == sum(map(len, found.values()))


def test_a_committee_is_one_however_its_name_is_spaced_and_stages_are_apart() -> None:
    """What no committee is named for comes last."""
    named = ("account: '06.45'", "account: '06.45', committees: {%s: 1}")
    first, second = (entry(id, (named[0], named[1] % name)) for id, name in (("a", "Kultur"), ("b", "' kultur '")))
    found = shares([first, second, entry("c"), replace(first, place="d", stage="decided")])

    assert [("Kultur", "decided", 1), ("Kultur", "draft", 2), ("", "decided", 1), ("", "draft", 3)] == [
        (one.committee, one.stage, one.plans) for one in found
    ]


def test_a_pool_is_owed_until_it_is_repaid_or_for_ever() -> None:
    """Nothing is owed before it is drawn; one that is never repaid is told in every year."""
    repaid = entry("a", POOL)
    never = entry("b", POOL, ("amount: 500000}", "amount: 1}"))

    assert [["b"], ["a", "b"], ["b"]] == [[x.entry.place for x in owed([repaid, never], y)] for y in (2026, 2027, 2028)]
    assert [2028, None] == [one.repaid for one in owed([repaid, never], 2027)]
