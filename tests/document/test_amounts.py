"""The amounts of the case in whole thousands: what is shown adds up, and the same figure is the same number."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from planbuilder import language
from planbuilder.document import amounts
from planbuilder.document.amounts import added, allocated, by_name
from planbuilder.document.blocks import BLOCKS
from planbuilder.document.model import Table, text_of
from planbuilder.figures.case import compute
from planbuilder.figures.rounding import shares
from planbuilder.pipeline import material
from planbuilder.plan.model import Plan
from planbuilder.questionnaire.loading import load
from tests.conftest import DAY
from tests.figures.cases import AMOUNTS, BENEFITS, COMMITTEES, COSTS, YEARS, law, plan

SIGNED = st.decimals(-(10**7), 10**7, places=2)
RATES = st.sampled_from([0, 2, Decimal("3.7")])
POOLS = st.fixed_dictionaries({"interest": RATES, "share": st.sampled_from([40, 100])})
NAMES = st.sampled_from(["", "Children", "Social"])
CHANGES = st.lists(st.fixed_dictionaries({"committee": NAMES, "amount": SIGNED, "year": YEARS}), max_size=3)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """A plan under either funding, with budget changes of its own or such as come to what its case requires."""
    registers = draw(COSTS), draw(BENEFITS)
    economy = {"funding": draw(st.sampled_from(["budget_to_budget", "investment_pool"])), "pool": draw(POOLS)}
    drawn = plan(*registers, economy=economy)
    changes = {f"T{n}": {"budget": f"B{n}", **change} for n, change in enumerate(draw(CHANGES))}
    if draw(st.booleans()):
        changes = {"T0": {"budget": "All", "amounts": dict(zip(map(str, drawn.years), required(drawn), strict=True))}}
    return plan(*registers, economy=economy, budget_changes=changes)


def required(drawn: Plan) -> list[Decimal]:
    """What the case requires of budgets, in øre as a file has it."""
    return [round(amount, 2) for amount in compute(drawn).funding.required]


@law
@given(plans())
def test_budget_changes_add_up_in_every_year(drawn: Plan) -> None:
    """To their sum; the sum and the difference to what is required; and that is what the table of years shows."""
    found = compute(drawn)
    shown, whole = amounts.budgets(drawn, found), amounts.years(found)
    pool = amounts.pool(found).draw if drawn.economy.funding == "investment_pool" else [Decimal(0)] * 5

    assert shown.listed == added([Decimal(0)] * 5, *shown.changes.values())
    assert shown.required == added(shown.listed, shown.gaps)
    assert [-amount for amount in shown.required] == list(added(whole.net, pool))


@law
@given(plans())
def test_the_pool_adds_up_across_and_down(drawn: Plan) -> None:
    """Each year's debt is that of the year before with what is shown; where nothing is owed, none is shown."""
    found = compute(drawn)
    pool, debt = amounts.pool(found), Decimal(0)

    for n, owed in enumerate(pool.balance):
        debt += pool.draw[n] + pool.interest[n] - pool.repayment[n]
        assert owed == debt
        assert amounts.years(found).net[n] + pool.draw[n] - pool.repayment[n] == pool.budget[n]
    if not found.funding.pool.debt and any(row.interest for row in found.funding.pool.rows):
        assert 0 == debt


@law
@given(plans())
def test_an_amount_is_close_to_its_exact_one(drawn: Plan) -> None:
    """Adding up never moves a year's amount by as much as a unit, nor net by as much as three."""
    found = compute(drawn)
    whole = amounts.years(found)

    for row, one_off, cashable, net in zip(found.rows, whole.one_off, whole.cashable, whole.net, strict=True):
        assert abs(one_off + row.one_off / 1000) < 1
        assert abs(cashable - row.benefits["cashable"] / 1000) < 1
        assert abs(net - row.net / 1000) < 3


@law
@given(plans())
def test_the_frame_is_the_effect_on_budgets_where_all_lies_in_it(drawn: Plan) -> None:
    """The same figure is the same number, with the budgets' sign."""
    found = compute(drawn)
    without, with_pool = amounts.frames(found)

    for n, (own, net) in enumerate(zip(found.funding.frame, found.funding.to_budget, strict=True)):
        if own == net:
            assert -amounts.years(found).net[n] == without[n]
    for n, (own, row) in enumerate(zip(found.funding.frame_with_pool, found.funding.pool.rows, strict=True)):
        if own == row.budget:
            assert -amounts.pool(found).budget[n] == with_pool[n]


@law
@given(st.lists(AMOUNTS, min_size=1, max_size=6), COMMITTEES)
def test_sharing_a_total_keeps_it_whatever_the_order(parts: list[Decimal], weights: dict[str, int]) -> None:
    """The parts give the total, nil stays nil, and the order of the names makes no difference."""
    named = {f"N{n}": part for n, part in enumerate(parts)}
    total = sum(shares(parts, Decimal(1000)), Decimal(0)) + len(weights)
    found = by_name(named, total)

    assert found == by_name(dict(reversed(named.items())), total)
    assert sum(found.values()) == (total if any(parts) else 0)
    assert all(found[name] == 0 for name, part in named.items() if not part)


def test_a_total_that_is_the_rounded_sum_gives_the_usual_shares() -> None:
    """There is one rule of rounding, and this is it."""
    parts = [Decimal(1400), Decimal(1400), Decimal(-300), Decimal(2100)]

    assert shares(parts, Decimal(1000)) == allocated(parts, Decimal(5))


def test_what_is_left_falls_on_the_amount_furthest_from_its_own_rounding() -> None:
    """A whole amount is touched last."""
    assert (Decimal(1), Decimal(2), Decimal(3)) == allocated([Decimal(600), Decimal(1600), Decimal(3000)], Decimal(6))
    assert (Decimal(4), Decimal(0)) == allocated([Decimal(3000), Decimal(0)], Decimal(4))


def columns(table: Table, *names: str) -> dict[str, list[Decimal]]:
    """The amounts of the rows that begin with a name, or of the last row of all, DKK, summed where it stands twice."""
    found: dict[str, list[Decimal]] = {}
    for line in table.rows:
        own = [cell.value for cell in line.cells if cell.value is not None]
        name = next((n for n in names if any(text_of(cell.spans).startswith(n) for cell in line.cells[:2])), "")
        before = found.get(name, [Decimal(0)] * len(own))
        found[name] = [one + other for one, other in zip(before, own, strict=False)] if name else own
    return found


@law
@given(plans())
def test_the_plan_and_the_case_presentation_show_the_same_numbers(drawn: Plan) -> None:
    """Net, frame, budgets of a committee and their sum, and the totals of the committees are those of the years."""
    m = material(drawn, load(), language.load("da"), DAY)
    if not (m.figures.has_money and drawn.budget_changes):
        return
    _, case = BLOCKS["committee_economy"](m)
    _, budgets, *_ = BLOCKS["budget_adjustments"](m)
    named = [amounts.committee_of(drawn, id) for id in drawn.budget_changes]
    in_plan = columns(budgets, *(f"{one.budget}" for one in drawn.budget_changes.values()), "Budgetændringer i alt")
    in_case = columns(case, *named, "Budgetændringer i alt", "Netto", "Virkning")
    frames = columns(BLOCKS["service_frame"](m)[0], "Budget til", "Med")
    way = "Med" if drawn.economy.funding == "investment_pool" else "Budget til"

    assert in_plan["Budgetændringer i alt"] == in_case["Budgetændringer i alt"]
    assert frames[way] == in_case["Virkning"]
    assert in_case["Netto"] == [-1000 * amounts.years(m.figures).net[n] for n in (0, 1, 2, 3, -1)]
    for name in set(named):
        own = [in_plan[c.budget] for id, c in drawn.budget_changes.items() if amounts.committee_of(drawn, id) == name]
        assert [sum(parts) for parts in zip(*own, strict=True)] == in_case[name]


@law
@given(plans())
def test_what_committees_pay_and_gain_adds_up_both_ways(drawn: Plan) -> None:
    """Across to their net, down to the totals, which are those of the years."""
    m = material(drawn, load(), language.load("da"), DAY)
    for shown in BLOCKS["parties"](m):
        *rows, total = [[cell.value for cell in line.cells if cell.value is not None] for line in shown.rows]

        assert total == [sum(column) for column in zip(*rows, strict=True)]
        assert all(sum(line[:3]) == line[3] for line in (*rows, total))
        assert total[3] == 1000 * sum(amounts.years(m.figures).net)
