"""Who pays for the case, and what it does to budgets.

In: a plan and its lines. Out: `Funding`: budget to budget and investment pool side by side, budget changes against
what the case requires, committees that pay and gain, and the effect on the service frame. Money is DKK. Signs: a plus
improves the municipality's economy, a minus burdens it; a plan's budget changes are read the other way; draws,
repayments, interest and what is owed are amounts of their own, all positive. Pool: `balance = balance before × (1 +
interest) + draw − repayment`, never below zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from planbuilder.figures.lines import Line, by_year, summed
from planbuilder.figures.methods import Amounts
from planbuilder.figures.recurring import Permanent, recurs
from planbuilder.figures.uncertainty import late
from planbuilder.plan import pools
from planbuilder.plan.economy import BudgetChange
from planbuilder.plan.model import Plan
from planbuilder.record import record


@record
class LedgerRow:
    """One year of the investment pool, DKK.

    `available` is what benefits and recurring income leave after running costs.
    """

    year: int
    draw: Decimal
    interest: Decimal
    available: Decimal
    repayment: Decimal
    balance: Decimal
    budget: Decimal


@record
class Ledger:
    """The investment pool year by year; `repaid_year` is None where a debt is left at the end.

    A grant has no year either: nothing of it is owed, and `is_repaid` is false.
    """

    rows: tuple[LedgerRow, ...]
    repaid_year: int | None
    is_repaid: bool

    @property
    def debt(self) -> Decimal:
        """What is owed after the last year."""
        return self.rows[-1].balance

    @property
    def shortfall(self) -> Decimal:
        """What budgets must find themselves in the years whose benefits do not cover what is due, DKK in all."""
        return -sum((min(Decimal(0), row.budget) for row in self.rows), Decimal(0))

    @property
    def interest(self) -> Decimal:
        """All interest paid."""
        return sum((row.interest for row in self.rows), Decimal(0))


@record
class Party:
    """What one committee pays and gains over the years, and its part of the permanent effect if there is one."""

    name: str
    one_off: Decimal
    running: Decimal
    cashable: Decimal
    permanent: Decimal | None
    income: Decimal = Decimal(0)

    @property
    def net(self) -> Decimal:
        """Gains less payments."""
        return self.cashable + self.income - self.one_off - self.running


@record
class Adjustment:
    """What one budget's change does year by year, DKK: a plus is a saving. The last year's goes on."""

    id: str
    by_year: Amounts


@record
class Funding:
    """How the case is paid for, both ways side by side, and what it does to budgets, committees and service frame.

    Amounts by year, DKK, a plus improves the municipality's economy. `to_budget` is the net effect that goes straight
    to budgets. `required` is what budget changes must come to under the plan's own funding: with a pool, budgets are
    cut in full and the pool is repaid out of what that frees. `gaps` is what the listed changes lack of it: a plus is
    a saving that is not made. `frame_permanent` is the permanent effect on the service frame, None where there is none.
    """

    to_budget: Amounts
    pool: Ledger
    pool_delayed: Ledger
    frame: Amounts
    frame_with_pool: Amounts
    frame_permanent: Decimal | None
    parties: tuple[Party, ...]
    adjustments: tuple[Adjustment, ...]
    required: Amounts
    gaps: Amounts

    @property
    def is_reconciled(self) -> bool:
        """Whether budget changes come to what the case requires in every year, to half a krone."""
        return all(abs(gap) < Decimal("0.5") for gap in self.gaps)


ZERO, ONE, WHOLE = Decimal(0), Decimal(1), Decimal(100)


def funding(plan: Plan, lines: Sequence[Line], permanent: Permanent) -> Funding:
    """Both ways of funding, and their effects."""
    counted = [line for line in lines if line.in_net]
    one_off, net = by_year(counted, "one_off", plan.horizon), _net(plan, counted)
    pool = ledger(plan, counted)
    required = net
    if plan.economy.funding == "investment_pool":
        # Without repayments: budgets are cut in full, and the pool is repaid out of what that frees.
        once = by_year((line for line in counted if line.once), "income", plan.horizon)
        years = zip(pool.rows, one_off, once, strict=True)
        required = tuple(row.available - (spent - row.draw) + got for row, spent, got in years)
    changes = tuple(adjustment(plan, id, change) for id, change in plan.budget_changes.items())
    listed = summed((change.by_year for change in changes), plan.horizon)
    inside = [line for line in counted if line.in_frame]
    frame, lasts = _net(plan, inside), permanent.amount is not None
    return Funding(
        to_budget=net,
        pool=pool,
        pool_delayed=ledger(plan, counted, plan.economy.sensitivity.delay),
        frame=frame,
        frame_with_pool=_with_pool(plan, counted, frame, pool),
        frame_permanent=lasting((line, ONE) for line in inside) if lasts else None,
        parties=parties(counted, lasts),
        adjustments=changes,
        required=required,
        gaps=tuple(wanted - given for wanted, given in zip(required, listed, strict=True)),
    )


def _net(plan: Plan, lines: Sequence[Line], delay: int = 0) -> Amounts:
    return summed((late(line, delay, plan.first_year) for line in lines), plan.horizon)


def ledger(plan: Plan, lines: Sequence[Line], delay: int = 0) -> Ledger:
    """The investment pool with benefits `delay` years late."""
    one_off = by_year(lines, "one_off", plan.horizon)
    covered = by_year([line for line in lines if pools.pays_for(plan, line.area)], "one_off", plan.horizon)
    available = _net(plan, [line for line in lines if not line.once], delay)
    # A grant that comes once is no benefit, which would pay the pool back: budgets have it.
    once = by_year((line for line in lines if line.once), "income", plan.horizon)
    terms = plan.economy.pool
    rows: list[LedgerRow] = []
    balance = ZERO
    for year, cost, own, left, got in zip(plan.years, one_off, covered, available, once, strict=True):
        spent = cost - got
        # Without agreed draws the pool pays each one-off cost that it is for; a year that an agreement does not name
        # draws nothing.
        draw = terms.draws.get(str(year), ZERO) if terms.draws else own
        if not terms.is_repaid:
            # A grant is owed to nobody: budgets keep what benefits leave, and find what it does not pay.
            rows.append(LedgerRow(year, draw, ZERO, left, ZERO, ZERO, left - (spent - draw)))
            continue
        interest = balance * terms.interest / WHOLE
        # Interest is on what was owed when the year began; a draw bears none in its own year.
        owed = balance + interest + draw
        # The pool never gets back more than it is owed, whatever was agreed.
        repayment = min(owed, _wanted(terms.repayments, year, terms.share, left))
        balance = owed - repayment
        # What is left for budgets: benefits after running costs, less what is repaid, less one-off costs the pool does
        # not pay.
        rows.append(LedgerRow(year, draw, interest, left, repayment, balance, left - repayment - (spent - draw)))
    return Ledger(tuple(rows), _repaid(rows) if terms.is_repaid else None, terms.is_repaid)


def _wanted(agreed: Mapping[str, Decimal], year: int, share: Decimal, left: Decimal) -> Decimal:
    """What the pool asks for in a year: the agreed repayment, or its share of what is left."""
    return agreed.get(str(year), ZERO) if agreed else max(ZERO, left) * share / WHOLE


def _repaid(rows: Sequence[LedgerRow]) -> int | None:
    """The first year after which nothing is owed any more, None if there is a debt at the end."""
    if not rows or rows[-1].balance:
        return None
    # The year after the last debt, but never before the last draw.
    in_debt = [n + 1 for n, row in enumerate(rows) if row.balance]
    drawn = [n for n, row in enumerate(rows) if row.draw]
    return rows[max(in_debt + drawn)].year if drawn else None


def _with_pool(plan: Plan, lines: Sequence[Line], frame: Amounts, pool: Ledger) -> Amounts:
    """The service frame where a pool pays: its money is set off against costs, and repaying it loads the frame.

    Of a repayment that part loads it which was drawn for costs within it. A municipality's own money is no income:
    neither to draw it nor to put it back changes the frame (docs/decisions/033).
    """
    if not pools.is_income(plan):
        return frame
    inside = by_year([line for line in lines if line.in_frame], "one_off", plan.horizon)
    rows, found, drawn, spared = zip(frame, pool.rows, inside, strict=True), [], ZERO, ZERO
    for own, row, spent in rows:
        # Money drawn for costs outside the frame changes nothing in it.
        set_off = min(row.draw, spent)
        drawn, spared = drawn + row.draw, spared + set_off
        found.append(own + set_off - (row.repayment * spared / drawn if drawn else ZERO))
    return tuple(found)


def lasting(parts: Iterable[tuple[Line, Decimal]]) -> Decimal:
    """What recurs of parts of lines once a case has come to rest: what they come to in its last year."""
    return sum((line.sign * line.by_year[-1] * part for line, part in parts if recurs(line)), ZERO)


def parties(lines: Sequence[Line], lasts: bool) -> tuple[Party, ...]:
    """Committees in the order they first appear in the plan; lines without one are gathered under an empty name.

    `lasts` says whether the case comes to a permanent effect.
    """
    by_name: dict[str, list[tuple[Line, Decimal]]] = {}
    for line in lines:
        for name, part in parts_of(line):
            by_name.setdefault(name, []).append((line, part))
    return tuple(_party(name, own, lasts) for name, own in by_name.items())


def parts_of(line: Line) -> Iterator[tuple[str, Decimal]]:
    """Who has a part in a line, as shares that sum to the whole."""
    # Weights and not percentages: they need not sum to anything, and a third can be said exactly.
    whole = sum(line.committees.values(), ZERO)
    yield from ((name, weight / whole) for name, weight in line.committees.items()) if whole else (("", ONE),)


def _party(name: str, own: Sequence[tuple[Line, Decimal]], lasts: bool) -> Party:
    total = {kind: sum((line.total * part for line, part in own if line.kind == kind), ZERO) for kind in PARTS}
    permanent = lasting(own) if lasts else None
    return Party(name, total["one_off"], total["running"], total["cashable"], permanent, total["income"])


PARTS = ("one_off", "running", "income", "cashable")


def adjustment(plan: Plan, id: str, change: BudgetChange) -> Adjustment:
    """What a budget change does over the years: its amount from its year on, or its amounts, of which the last goes on.

    A plan holds it as budgets do, a saving negative; here it is a plus.
    """
    if not change.amounts:
        first = change.year if change.year is not None else plan.years[-1] + 1  # it is unknown from when
        return Adjustment(id, tuple(-(change.amount or ZERO) if year >= first else ZERO for year in plan.years))
    current, by_year = ZERO, []
    for year in plan.years:
        # A year that is not named goes on as the one before: budgets are decided for good until somebody changes them.
        current = change.amounts.get(str(year), current)
        by_year.append(-current)
    return Adjustment(id, tuple(by_year))
