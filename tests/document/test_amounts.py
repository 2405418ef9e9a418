"""The amounts of the case in whole thousands: what is shown adds up, and the same figure is the same number."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from planbuilder import language
from planbuilder.document import amounts
from planbuilder.document.amounts import Flow, added, by_name
from planbuilder.document.blocks import BLOCKS
from planbuilder.document.model import Table, text_of
from planbuilder.figures.case import compute
from planbuilder.figures.methods import rounded, shares
from planbuilder.pipeline import material
from planbuilder.plan.model import Plan
from planbuilder.questionnaire.loading import load
from tests.conftest import DAY
from tests.figures.cases import AMOUNTS, COMMITTEES, YEARS, law, plan
from tests.figures.cases import TIMED_BENEFITS as BENEFITS
from tests.figures.cases import TIMED_COSTS as COSTS

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
    """What the case requires of budgets, in øre and with the sign a file has."""
    return [-round(amount, 2) for amount in compute(drawn).funding.required]


THOUSAND = Decimal(1000)


@law
@given(plans())
def test_a_net_is_its_own_rounding_and_its_parts_add_up_to_it(drawn: Plan) -> None:
    """In every year, over all years and for good; nothing it is made of is moved by two units."""
    found = compute(drawn)
    whole = amounts.years(found)

    for n, row in enumerate(found.rows):
        exact = (-row.one_off, -row.running, row.benefits["cashable"])
        shown = [flow.by_year[n] for flow in (whole.one_off, whole.running, whole.cashable)]
        assert whole.net.by_year[n] == sum(shown) == rounded(row.net, THOUSAND)
        assert all(abs(part - amount / 1000) < 2 for part, amount in zip(shown, exact, strict=True))
    assert whole.net.total == rounded(sum(found.net, Decimal(0)), THOUSAND)


@law
@given(plans())
def test_the_permanent_effect_is_its_own_rounding(drawn: Plan) -> None:
    """And a year that is the permanent effect and nothing else shows the same numbers."""
    found = compute(drawn)
    whole, permanent = amounts.years(found), found.permanent.amount
    flows = (whole.one_off, whole.running, whole.cashable, whole.net)

    assert whole.net.permanent == (None if permanent is None else rounded(permanent, THOUSAND))
    for n, row in enumerate(found.rows):
        if found.permanent.lasting and row.year >= found.permanent.lasting.first and not row.one_off:
            assert [flow.by_year[n] for flow in flows] == [flow.permanent for flow in flows]


@law
@given(plans())
def test_what_is_rounded_away_is_told(drawn: Plan) -> None:
    """The years and the row under them come to the sum, across as well as down."""
    whole = amounts.years(compute(drawn))

    for flow in (whole.one_off, whole.running, whole.cashable, whole.net):
        assert sum(flow.by_year) + flow.rounding == flow.total
    assert whole.one_off.rounding + whole.running.rounding + whole.cashable.rounding == whole.net.rounding


@law
@given(plans())
def test_budget_changes_add_up_in_every_year(drawn: Plan) -> None:
    """To their sum; the sum and the difference to what is required; and that is what the table of years shows."""
    found = compute(drawn)
    shown, whole = amounts.budgets(drawn, found), amounts.years(found)
    pool = amounts.pool(found).draw.by_year if drawn.economy.funding == "investment_pool" else [Decimal(0)] * 5

    assert shown.listed.by_year == added([Decimal(0)] * 5, *(flow.by_year for flow in shown.changes.values()))
    assert shown.required.by_year == added(shown.listed.by_year, shown.gaps.by_year)
    assert shown.required.by_year == added(whole.net.by_year, pool)


@law
@given(plans())
def test_budget_changes_add_up_for_good(drawn: Plan) -> None:
    """To the permanent effect, where they come to it; there is none to set them against otherwise."""
    found = compute(drawn)
    shown, gap = amounts.budgets(drawn, found), found.permanent_gap

    if gap is None:
        assert [None] == list({flow.permanent for flow in (*shown.changes.values(), shown.listed, shown.gaps)})
    else:
        assert shown.listed.permanent == sum(flow.permanent for flow in shown.changes.values())
        assert shown.listed.permanent + shown.gaps.permanent == rounded(found.permanent.amount, THOUSAND)
        assert abs(gap) >= amounts.HALF or not shown.changes or shown.gaps.permanent == 0


@law
@given(plans())
def test_the_pool_adds_up_across_and_down(drawn: Plan) -> None:
    """Each year's debt is that of the year before with what is shown, and where nothing is owed, none is shown."""
    found = compute(drawn)
    pool, debt = amounts.pool(found), Decimal(0)

    for n, owed in enumerate(pool.balance.by_year):
        debt += pool.draw.by_year[n] - pool.interest.by_year[n] + pool.repayment.by_year[n]
        assert owed == debt
        net = amounts.years(found).net.by_year[n]
        assert net + pool.draw.by_year[n] + pool.repayment.by_year[n] == pool.budget.by_year[n]
    if any(row.interest or row.repayment for row in found.funding.pool.rows):
        assert pool.draw.total - pool.interest.total + pool.repayment.total == debt
    assert debt == 0 or found.funding.pool.debt


@law
@given(plans())
def test_a_draw_of_all_one_off_costs_is_the_same_number(drawn: Plan) -> None:
    """What the pool pays and what is paid stand beneath each other."""
    found = compute(drawn)

    drawn_on, spent = amounts.pool(found).draw, amounts.years(found).one_off
    assert [-amount for amount in spent.by_year] == list(drawn_on.by_year)


@law
@given(plans())
def test_the_frame_is_the_effect_on_budgets_where_all_lies_in_it(drawn: Plan) -> None:
    """The same figure is the same number, year by year and for good."""
    found = compute(drawn)
    (without, with_pool), whole, pool = amounts.frames(found), amounts.years(found).net, amounts.pool(found).budget

    for n, (own, net) in enumerate(zip(found.funding.frame, found.funding.to_budget, strict=True)):
        if own == net:
            assert whole.by_year[n] == without.by_year[n]
    for n, (own, row) in enumerate(zip(found.funding.frame_with_pool, found.funding.pool.rows, strict=True)):
        if own == row.budget:
            assert pool.by_year[n] == with_pool.by_year[n]
    if found.funding.frame_permanent == found.permanent.amount:
        assert without.permanent == whole.permanent


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


def columns(table: Table, *names: str) -> dict[str, dict[str, Decimal]]:
    """Amounts of rows by the head of their column, DKK: rows that begin with a name, summed where it stands twice."""
    found: dict[str, dict[str, Decimal]] = {}
    for line in table.rows:
        name = next((n for n in names if any(text_of(cell.spans).startswith(n) for cell in line.cells[:2])), "")
        own = zip(table.columns, line.cells, strict=False)
        amounts_of = {column.title: cell.value for column, cell in own if cell.value is not None}
        if name and name in found:
            amounts_of = {head: amount + found[name][head] for head, amount in amounts_of.items()}
        found[name] = amounts_of
    return found


def same(one: dict[str, Decimal], other: dict[str, Decimal]) -> bool:
    """Whether two tables show the same under the heads they share."""
    return all(one[head] == other[head] for head in set(one) & set(other))


@law
@given(plans())
def test_the_plan_and_the_case_presentation_show_the_same_numbers(drawn: Plan) -> None:
    """Net, frame, budgets of a committee and their sum, and the totals of the committees are those of the years."""
    m = material(drawn, load(), language.load("da"), DAY)
    if not (m.figures.has_money and drawn.budget_changes):
        return
    (case,) = BLOCKS["committee_economy"](m)
    _, budgets, *_ = BLOCKS["budget_adjustments"](m)
    named = [amounts.committee_of(drawn, id) for id in drawn.budget_changes]
    in_plan = columns(budgets, *(f"{one.budget}" for one in drawn.budget_changes.values()), "Budgetændringer i alt")
    in_case = columns(case, *named, "Budgetændringer i alt", "Netto", "Virkning")
    frames = columns(BLOCKS["service_frame"](m)[0], "Uden", "Med")
    way = "Med" if drawn.economy.funding == "investment_pool" else "Uden"

    assert same(in_plan["Budgetændringer i alt"], in_case["Budgetændringer i alt"])
    assert same(frames[way], in_case["Virkning"])
    assert same(in_case["Netto"], heads(amounts.years(m.figures).net, m.plan.years))
    for name in set(named):
        own = [in_plan[c.budget] for id, c in drawn.budget_changes.items() if amounts.committee_of(drawn, id) == name]
        together = {head: sum(part[head] for part in own) for head in own[0]}
        assert same(together, in_case[name])


def heads(flow: Flow, years: range) -> dict[str, Decimal]:
    """A flow by the heads of the columns that show it, DKK."""
    found = {str(year): amount * 1000 for year, amount in zip(years, flow.by_year, strict=True)}
    return found if flow.permanent is None else {**found, "Varigt": flow.permanent * 1000}


@law
@given(plans())
def test_what_committees_pay_and_gain_adds_up_both_ways(drawn: Plan) -> None:
    """Across to their net, down to the totals, which are those of the years."""
    m = material(drawn, load(), language.load("da"), DAY)
    for shown in BLOCKS["parties"](m):
        *rows, total = [[cell.value for cell in line.cells if cell.value is not None] for line in shown.rows]

        assert total == [sum(column) for column in zip(*rows, strict=True)]
        assert all(sum(line[:3]) == line[3] for line in (*rows, total))
        assert total[3] == 1000 * amounts.years(m.figures).net.total
        rest = amounts.years(m.figures).net.permanent
        assert total[4:] == ([] if rest is None else [1000 * rest])


@law
@given(plans())
def test_the_permanent_effect_is_one_number_wherever_it_stands(drawn: Plan) -> None:
    """In the brief, the tables of years, committees, budgets and scenarios, and in the case presentation."""
    m = material(drawn, load(), language.load("da"), DAY)
    permanent = m.figures.permanent.amount
    if permanent is None or not m.figures.has_money:
        return
    shown = m.language.number(rounded(permanent, THOUSAND), 0)
    (scenarios,) = [one for one in BLOCKS["scenarios"](m) if isinstance(one, Table)]
    (case,) = BLOCKS["committee_economy"](m)
    found = {text_of(row.cells[0].spans): [text_of(cell.spans) for cell in row.cells] for row in case.rows}

    assert shown == found["Netto"][-1]
    likely = next(row for row in scenarios.rows if "Sandsynligt" in text_of(row.cells[0].spans))
    assert shown == text_of(likely.cells[1].spans)
    assert all(shown == text_of(table.rows[-1].cells[-1].spans) for table in BLOCKS["parties"](m))
    if m.figures.funding.frame_permanent == permanent:
        frames = BLOCKS["service_frame"](m)[0]
        assert {text_of(row.cells[-1].spans) for row in frames.rows} <= {shown, "–"}
    if m.figures.funding.adjustments:
        changes = next(one for one in BLOCKS["budget_adjustments"](m) if isinstance(one, Table))
        assert shown == text_of(changes.rows[-2].cells[-2].spans)
    if THOUSAND <= abs(permanent) < 1_000_000:
        (brief,) = BLOCKS["in_brief"](m)
        assert m.money_in_words(abs(permanent)) in " ".join(text_of(one.spans) for one in brief.items)


@law
@given(plans())
def test_benefits_of_a_kind_add_up_to_their_rounded_sum(drawn: Plan) -> None:
    """In whole thousands, each less than one thousand from its own; the order makes no difference to the sum."""
    f = compute(drawn)
    shown = amounts.full_effects(f)

    for kind in {line.kind for line in f.benefits}:
        own = [line for line in f.benefits if line.kind == kind]
        assert sum(shown[one.id] for one in own) == rounded(sum((one.full_effect for one in own), Decimal(0)), THOUSAND)
        assert all(abs(shown[one.id] - one.full_effect / THOUSAND) < 1 for one in own)
