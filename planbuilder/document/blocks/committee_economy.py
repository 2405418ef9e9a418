"""The economy of a case presentation in figures: one table of what it does to the budgets.

In: `Material`. Out: primitives. A plus improves the municipality's economy: a budget that is lowered is a plus.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from planbuilder.document import amounts, area_amounts
from planbuilder.document.amounts import Flow
from planbuilder.document.blocks.budget import without_lasting
from planbuilder.document.blocks.committee import listed
from planbuilder.document.blocks.prices import in_prices_of
from planbuilder.document.fields import told
from planbuilder.document.material import THOUSAND, Content, Material, row
from planbuilder.document.model import Block, Column, Row, RowRole, Spans, Table, plain
from planbuilder.document.shortened import counting, lines, others
from planbuilder.document.year_columns import YearColumns, year_columns
from planbuilder.figures.areas import area_name
from planbuilder.figures.methods import Amounts, shares
from planbuilder.plan.accounts import weights
from planbuilder.plan.areas import expenditure_of, of_changes
from planbuilder.plan.pools import is_income
from planbuilder.questionnaire.needed import BUDGET_CHANGES
from planbuilder.record import record, replace

# So many columns of years there is room for.
MOST = 7
# So many letters of accounts stand on a line of the table, and so many lines of them in a row.
ACCOUNT_LETTERS, ACCOUNT_LINES = 18, 2
# So many budgets find room in a second price base; of more their sum stands there.
MOST_TWICE = 4
ZERO = Decimal(0)
ARTS = ("operating", "capital")


@record
class Line:
    """A row of the table: what it is called, the account and kind of expenditure, and its amounts; or words alone."""

    name: Content
    flow: Flow | None = None
    account: Content = ""
    spent: str = ""
    role: RowRole = "body"


def committee_economy(m: Material) -> tuple[Block, ...]:
    """Costs, savings and net, and the budgets that change: account, operating or capital, every year that differs."""
    if not m.figures.has_money:
        return (m.missing(m.words("section.economy")),)
    lines = [*_case(m), Line(m.words("committee.net"), amounts.years(m.figures).net, role="total")]
    lines += [*_pool(m), *_frame(m), *_budgets(m), *_in_budget_prices(m)]
    years = year_columns(m, [line.flow for line in lines if line.flow], MOST)
    columns = (Column(m.unit, 3.7), *m.columns("account 2.6", _spent_head(m)), *years.columns(m, 0.75))
    rows = [*(_row(m, line, years) for line in lines), row([_note(m, years)], "note")]
    table = Table("committee_economy", "", columns, tuple(rows), m.words("committee.economy", unit=m.unit))
    return (table,)


def _spent_head(m: Material) -> str:
    """The column that says operating or capital, or where areas are apart, the area, which takes more room."""
    return "area 1.2" if area_amounts.are_apart(m.figures) else "expenditure 0.9"


def _row(m: Material, line: Line, years: YearColumns) -> Row:
    if line.flow is None:
        return row([line.name], line.role)
    return row((line.name, line.account, line.spent, *years.cells(m, line.flow)), line.role)


def _note(m: Material, years: YearColumns) -> str:
    """The sign, what columns for several years show, what the service frame rests on, and how amounts are rounded."""
    pool = m.plan.economy.funding == "investment_pool"
    paid = m.words("committee.frame_pool" if is_income(m.plan) else "committee.frame_own") if pool else ""
    said = (m.words("economy.sign"), years.note(m), without_lasting(m), paid, m.words("committee.rounded"))
    return " ".join(filter(None, said))


def _case(m: Material) -> Iterator[Line]:
    """Costs and savings: by area of the budget where areas tell more than operating and capital, else by these."""
    yield from _by_area(m) if area_amounts.are_apart(m.figures) else _by_expenditure(m)


def _by_area(m: Material) -> Iterator[Line]:
    """Introduction, later one-off costs, running costs and savings of each area."""
    for name, own in area_amounts.by_area(m.figures).items():
        area = area_name(m.language, name)
        for kind, flow in (("one_off", own.one_off), ("running", own.running)):
            if any(flow.by_year):
                yield from _costs(m, kind, area, flow)
        if any(own.income.by_year):
            yield Line(m.words("column.income"), own.income, spent=area)
        if any(own.cashable.by_year):
            yield Line(m.words("committee.savings"), own.cashable, spent=area)


def _by_expenditure(m: Material) -> Iterator[Line]:
    """Introduction, later one-off costs and running costs, operating and capital apart, and savings."""
    whole = amounts.years(m.figures)
    for kind, total in (("one_off", whole.one_off), ("running", whole.running)):
        own = [_spent(m, kind, art) for art in ARTS]
        parts = [shares([-flow[n] for flow in own], THOUSAND, amount) for n, amount in enumerate(total.by_year)]
        last = [-flow[-1] if kind == "running" else ZERO for flow in own]
        lasting = shares(last, THOUSAND, total.permanent or ZERO)
        for n, art in enumerate(ARTS):
            rest = None if total.permanent is None else lasting[n]
            flow = Flow(tuple(part[n] for part in parts), None, rest)
            if any(own[n]):
                yield from _costs(m, kind, m.choice("expenditure", art), flow)
    if any(whole.income.by_year):
        yield Line(m.words("column.income"), whole.income)
    yield Line(m.words("committee.savings"), whole.cashable)


def _costs(m: Material, kind: str, spent: str, flow: Flow) -> Iterator[Line]:
    """The row of a kind of cost; of one-off costs those of the introduction, then the later ones."""
    later = [year in m.figures.later_costs and kind == "one_off" for year in m.plan.years]
    for name, wanted in ((kind, False), ("later", True)):
        own = tuple(amount if late == wanted else ZERO for amount, late in zip(flow.by_year, later, strict=True))
        if any(own) or not (wanted or any(later)):
            yield Line(m.words(f"committee.{name}"), Flow(own, None, flow.permanent), spent=spent)


def _spent(m: Material, kind: str, art: str) -> Amounts:
    """What costs of a kind come to year by year, operating or capital."""
    own = [x.by_year for x in m.figures.costs if (x.kind, expenditure_of(m.plan.costs[x.id])) == (kind, art)]
    return amounts.added([ZERO] * m.plan.horizon, *own)


def _pool(m: Material) -> list[Line]:
    """What an investment pool pays in the budgets' stead, and what it gets back."""
    pool = amounts.pool(m.figures)
    used = m.plan.economy.funding == "investment_pool"
    flows = {m.plan.economy.pool.word("pool"): pool.draw, "repaid": pool.repayment}
    return [Line(m.words(f"committee.{name}"), flow) for name, flow in flows.items() if used and any(flow.by_year)]


def _frame(m: Material) -> list[Line]:
    """The service frame under the plan's own funding."""
    without, with_pool = amounts.frames(m.figures)
    way = with_pool if m.plan.economy.funding == "investment_pool" else without
    return [Line(m.words("committee.frame"), way)]


def _budgets(m: Material) -> list[Line]:
    """The budgets that change by committee, their sum, and what it lacks of what the case requires."""
    whole = amounts.budgets(m.plan, m.figures)
    head = Line(m.words("committee.budgets"), role="group")
    if not whole.changes:
        return [head, Line(told(m, BUDGET_CHANGES, ""), role="note")]
    gap = [Line(m.words("budget.gap"), whole.gaps)] if amounts.budgets_differ(m.figures) else []
    return [head, *_by_committee(m, whole), _total(m, whole), *gap]


def _total(m: Material, whole: amounts.Budgets) -> Line:
    return Line(m.words("budget.listed"), whole.listed, role="total")


def _in_budget_prices(m: Material) -> list[Line]:
    """The same changes in the prices in which budgets are voted, under a head that says which; else nothing."""
    found = m.figures.budget_prices
    if found is None or not found.accounts:
        return []
    # What the case requires stays in the plan's prices alone: there it is held against the changes.
    whole = amounts.in_budget_prices(m.figures, found)
    unit = m.words("unit_thousands", year=found.year)
    head = Line(m.words("budget.prices_caption", year=found.year, unit=unit), role="group")
    found_lines = [replace(line, account="") for line in _by_committee(m, whole)]
    by_committee = found_lines if len(found_lines) <= MOST_TWICE else []
    return [head, *by_committee, _total(m, whole), Line(in_prices_of(m.language, m.plan, found), role="note")]


def _by_committee(m: Material, whole: amounts.Budgets) -> Iterator[Line]:
    """Budget changes of the same committee and area together; without a committee, each by its own name."""
    found: dict[tuple[str, str], list[str]] = {}
    of_change = of_changes(m.plan) if area_amounts.are_apart(m.figures) else {}
    for id in whole.changes:
        area = area_name(m.language, of_change[id]) if of_change else ""
        found.setdefault((amounts.committee_of(m.plan, id), area), []).append(id)
    shown = counting(m, "budgets", [len(name) for name, _ in found])
    rest = [id for own in list(found.values())[shown:] for id in own]
    for (name, area), own in list(found.items())[:shown]:
        accounts = _accounts(m, [name for id in own for name in weights(m.plan.budget_changes[id]) or ("",)])
        yield Line(name, amounts.summed(*(whole.changes[id] for id in own)), accounts, area)
    if rest:
        yield Line(others(m, len(found) - shown), amounts.summed(*(whole.changes[id] for id in rest)))


def _accounts(m: Material, accounts: Sequence[str]) -> Spans:
    """Each account once, a gap where one is missing; how many there are where they take too much of the page."""
    known = [m.or_gap(account, m.words("column.account")) for account in dict.fromkeys(accounts)]
    text = listed(known, "", ", ")
    crowded = lines("".join(span.text for span in text), ACCOUNT_LETTERS) > ACCOUNT_LINES
    return plain(m.words("committee.accounts", count=len(known))) if crowded else text
