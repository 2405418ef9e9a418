"""The amounts of the case in whole thousands, allocated once, so that every table shows the same number.

In: figures. Out: whole thousands; a plus improves the municipality's economy, a minus burdens it. The rule: the net of
each year, of all years and of the permanent effect is rounded by itself, so that a year that is the permanent effect
shows it; what a net is made of is rounded so that it adds up to it. Sums over the years are rounded by themselves too,
and what that leaves beside the sum of the rounded years is a row of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from planbuilder.figures.budget_prices import BudgetPrices
from planbuilder.figures.funding import LedgerRow
from planbuilder.figures.methods import Amounts, rounded, shares
from planbuilder.figures.model import Figures
from planbuilder.plan.model import Plan
from planbuilder.record import record

THOUSAND, ZERO, ONE = Decimal(1000), Decimal(0), Decimal(1)
# Less than half a krone is nothing.
HALF = Decimal("0.5")
Groups = Mapping[str, Sequence[int]]


@record
class Flow:
    """One quantity in whole thousands: by year, its sum over the years, and what of it is permanent.

    `total` is None for what is no sum of years, `permanent` where there is no permanent effect.
    """

    by_year: Amounts
    total: Decimal | None = None
    permanent: Decimal | None = None

    @property
    def rounding(self) -> Decimal:
        """What the sum differs from the sum of the rounded years."""
        return ZERO if self.total is None else self.total - sum(self.by_year, ZERO)


@record
class Years:
    """The case by year; costs are negative and `net` is the sum of the others."""

    one_off: Flow
    running: Flow
    income: Flow
    cashable: Flow
    net: Flow

    def shown(self, f: Figures) -> Mapping[str, Flow]:
        """The rows of a table by name: what net is made of, income where the case has any, and net."""
        names = ("one_off", "running", *(["income"] if "income" in f.natures else []), "cashable", "net")
        return {name: getattr(self, name) for name in names}


@record
class Pool:
    """The investment pool by year; `balance` is what is owed after the shown movements, `budget` net after them."""

    draw: Flow
    interest: Flow
    repayment: Flow
    balance: Flow
    budget: Flow


@record
class Budgets:
    """What budget changes do by id, their sum, what the case requires of them, and what they lack."""

    changes: Mapping[str, Flow]
    listed: Flow
    required: Flow
    gaps: Flow


def years(f: Figures) -> Years:
    """One-off costs, running costs, income and cashable benefits, in every year adding up to its net."""
    parts = [net_of(-y.one_off, -y.running, y.income, y.benefits["cashable"]) for y in f.rows]
    totals = net_of(-f.totals["one_off"], -f.totals["running"], f.totals["income"], f.totals["cashable"])
    last = f.rows[-1]
    lasting = net_of(ZERO, -last.running, last.lasting_income, last.benefits["cashable"])
    kept = f.permanent.amount is not None
    one_off, running, income, cashable = (
        Flow(tuple(year[n] for year in parts), totals[n], lasting[n] if kept else None) for n in range(4)
    )
    return Years(one_off, running, income, cashable, summed(one_off, running, income, cashable))


def rounded_flow(exact: Sequence[Decimal]) -> Flow:
    """Amounts by year and their sum, each rounded by itself."""
    return Flow(tuple(rounded(amount, THOUSAND) for amount in exact), rounded(sum(exact, ZERO), THOUSAND))


def shared_flow(exact: Sequence[Decimal]) -> Flow:
    """Amounts by year that add up to their rounded sum; what is left falls on single years."""
    parts = shares(exact, THOUSAND)
    return Flow(parts, sum(parts, ZERO))


def net_of(one_off: Decimal, running: Decimal, income: Decimal, gains: Decimal) -> Amounts:
    """One-off costs, running costs, income and gains that add up to their rounded sum; a one-off cost bends last."""
    net, spent = rounded(one_off + running + income + gains, THOUSAND), rounded(one_off, THOUSAND)
    if any(amount % THOUSAND for amount in (running, income, gains)):
        return (spent, *shares((running, income, gains), THOUSAND, net - spent))
    return shares((one_off, running, income, gains), THOUSAND, net)


def summed(*flows: Flow) -> Flow:
    """The sum of flows."""
    totals, lasting = [flow.total for flow in flows], [flow.permanent for flow in flows]
    return Flow(added(*(flow.by_year for flow in flows)), _sum(totals), _sum(lasting))


def negative(flow: Flow) -> Flow:
    """A flow with the opposite sign."""
    total, lasting = (None if amount is None else -amount for amount in (flow.total, flow.permanent))
    return Flow(tuple(-amount for amount in flow.by_year), total, lasting)


def _sum(amounts: Sequence[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, ZERO) if len(known) == len(amounts) else None


def pool(f: Figures) -> Pool:
    """The pool's account: what is owed is rounded by itself, and interest and repayment so that they lead to it."""
    rows, known = f.funding.pool.rows, years(f)
    draw = [_like(r.draw, y.one_off, -own) for r, y, own in zip(rows, f.rows, known.one_off.by_year, strict=True)]
    balance, moved = _account(rows, draw)
    if not f.funding.pool.is_repaid:
        # Of a grant nothing is owed.
        balance, moved = [ZERO for _ in rows], [(ZERO, ZERO) for _ in rows]
    drawn, owed = sum((r.draw for r in rows), ZERO), balance[-1]
    whole = _like(drawn, f.totals["one_off"], -(known.one_off.total or ZERO))
    interest, repaid = f.funding.pool.interest, sum((r.repayment for r in rows), ZERO)
    cost, back = shares((interest, -repaid), THOUSAND, owed - whole)
    none = None if f.permanent.amount is None else ZERO
    rest = None if f.funding.pool.debt >= HALF else none
    flows = (
        Flow(tuple(draw), whole, none),
        Flow(tuple(-own for own, _ in moved), -cost, rest),
        Flow(tuple(own for _, own in moved), back, rest),
    )
    budget = summed(known.net, flows[0], flows[2])
    return Pool(*flows, Flow(tuple(balance), owed), budget)


def _account(rows: Sequence[LedgerRow], draw: Sequence[Decimal]) -> tuple[list[Decimal], list[tuple[Decimal, Decimal]]]:
    """What is owed after each year, and each year's interest and repayment, a repayment negative."""
    debt, balance, moved = ZERO, [], []
    for row, drawn in zip(rows, draw, strict=True):
        still = not (row.interest or row.repayment)
        owed = debt + drawn if still else rounded(row.balance, THOUSAND)
        interest, repaid = shares((row.interest, -row.repayment), THOUSAND, owed - debt - drawn)
        debt = owed
        balance.append(owed)
        moved.append((interest, repaid))
    return balance, moved


def frames(f: Figures) -> tuple[Flow, Flow]:
    """The effect on the service frame without and with a pool; where it is the effect on budgets, the same number."""
    known, paid, lasting = years(f).net, pool(f).budget, f.funding.frame_permanent
    budget = [r.budget for r in f.funding.pool.rows]
    rest = None if lasting is None else rounded(lasting, THOUSAND)
    return (
        Flow(_frame(f.funding.frame, f.funding.to_budget, known.by_year), None, rest),
        Flow(_frame(f.funding.frame_with_pool, budget, paid.by_year), None, None if paid.permanent is None else rest),
    )


def _frame(exact: Sequence[Decimal], known: Sequence[Decimal], whole: Sequence[Decimal]) -> Amounts:
    return tuple(_like(*amounts) for amounts in zip(exact, known, whole, strict=True))


def _like(exact: Decimal, known: Decimal, whole: Decimal) -> Decimal:
    """An amount in whole thousands: as another one is shown where the two are the same, else rounded by itself."""
    return whole if abs(exact - known) < HALF else rounded(exact, THOUSAND)


def budgets(plan: Plan, f: Figures) -> Budgets:
    """Budget changes that add up to their sum in every year, and their sum to what the case requires of them.

    A year's sum is shared among committees first, then within each, so that both tables show a committee's one number.
    """
    found, net = f.funding.adjustments, years(f).net
    required = summed(net, pool(f).draw) if plan.economy.funding == "investment_pool" else net
    groups: dict[str, list[int]] = {}
    for n, one in enumerate(found):
        groups.setdefault(committee_of(plan, one.id), []).append(n)
    by_year = [
        _shared([one.by_year[n] for one in found], groups, whole if abs(gap) < HALF else None)
        for n, (whole, gap) in enumerate(zip(required.by_year, f.funding.gaps, strict=True))
    ]
    last = _lasting(f, groups, required)
    changes = {
        one.id: Flow(tuple(year[n] for year in by_year), None, last[n] if last else None) for n, one in enumerate(found)
    }
    listed = summed(Flow((ZERO,) * len(f.rows), None, ZERO if last is not None else None), *changes.values())
    return Budgets(changes, listed, required, summed(required, negative(listed)))


def in_budget_prices(f: Figures, found: BudgetPrices) -> Budgets:
    """The same in the prices of the budget year; what the case requires is empty where it was not computed."""
    listed = {one.id: found.change(one.id) for one in f.funding.adjustments}
    required, gaps = found.required or (), found.gaps(f.funding.adjustments)
    parts = [_to([flow[n] for flow in listed.values()], *gap) for n, gap in enumerate(_ends(required, gaps, f))]
    last: Amounts | None = None
    if f.permanent.amount is not None:
        exact = [flow[-1] for flow in listed.values()]
        last = _to(exact, found.permanent, (found.permanent or ZERO) - sum(exact, ZERO))
    changes = {
        id: Flow(tuple(year[n] for year in parts), None, last[n] if last else None) for n, id in enumerate(listed)
    }
    whole = None if found.permanent is None else rounded(found.permanent, THOUSAND)
    needed = Flow(tuple(rounded(amount, THOUSAND) for amount in required), None, whole)
    sums = summed(*changes.values())
    return Budgets(changes, sums, needed, summed(needed, negative(sums)) if required else needed)


def _ends(required: Amounts, gaps: Amounts, f: Figures) -> Iterator[tuple[Decimal | None, Decimal]]:
    """What each year is held against, and what it lacks of that; nothing where it was not computed."""
    yield from zip(required, gaps, strict=True) if required else [(None, ZERO)] * len(f.rows)


def _to(parts: Sequence[Decimal], whole: Decimal | None, gap: Decimal) -> Amounts:
    """Parts that come to what they are held against where they lack nothing of it, else to their own rounded sum."""
    is_whole = whole is not None and abs(gap) < HALF
    return shares(parts, THOUSAND, rounded(whole, THOUSAND) if whole is not None and is_whole else None)


def _lasting(f: Figures, groups: Groups, required: Flow) -> Amounts | None:
    """What budget changes come to for good, None where the case has no permanent effect to set against it."""
    permanent = f.permanent.amount
    if permanent is None or required.permanent is None:
        return None
    exact = [one.by_year[-1] for one in f.funding.adjustments]
    reconciled = abs(permanent - sum(exact, ZERO)) < HALF
    return _shared(exact, groups, required.permanent if reconciled else None)


def committee_of(plan: Plan, id: str) -> str:
    """Under what a budget change stands: its committee, or else its budget's own name."""
    change = plan.budget_changes[id]
    return change.committee or change.budget


def _shared(amounts: Sequence[Decimal], groups: Groups, total: Decimal | None) -> Amounts:
    """A year's amounts, group by group; without a total they come to their own rounded sum."""
    sums = {name: sum((amounts[n] for n in own), ZERO) for name, own in groups.items()}
    whole = rounded(sum(amounts, ZERO), THOUSAND) if total is None else total
    parts = by_name(sums, whole)
    found = {
        n: part
        for name, own in groups.items()
        for n, part in zip(own, shares([amounts[n] for n in own], THOUSAND, parts[name]), strict=True)
    }
    return tuple(found[n] for n in range(len(amounts)))


def full_effects(f: Figures) -> Mapping[str, Decimal]:
    """The full effect of each benefit a year, in whole thousands that come to the rounded sum of their kind."""
    kinds: dict[str, dict[str, Decimal]] = {}
    for line in f.benefits:
        kinds.setdefault(line.kind, {})[line.id] = line.full_effect
    shared = (by_name(own, rounded(sum(own.values(), ZERO), THOUSAND)) for own in kinds.values())
    return {id: amount for own in shared for id, amount in own.items()}


def by_name(amounts: Mapping[str, Decimal], total: Decimal) -> Mapping[str, Decimal]:
    """A total shared among names; the order in which they come makes no difference."""
    names = sorted(amounts)
    return dict(zip(names, shares([amounts[name] for name in names], THOUSAND, total), strict=True))


def added(*flows: Sequence[Decimal]) -> Amounts:
    """The sum of flows, year by year."""
    return tuple(sum(amounts, ZERO) for amounts in zip(*flows, strict=True))


def budgets_differ(figures: Figures) -> bool:
    """Whether the budgets that change come to something else than the case requires, by half a krone or more."""
    return not figures.funding.is_reconciled or abs(figures.permanent_gap or Decimal(0)) >= HALF
