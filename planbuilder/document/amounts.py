"""The amounts of the case in whole thousands, allocated once, so that every table shows the same number.

In: figures. Out: whole thousands that add up. The rule is that of `figures/rounding`: sums are rounded first, and their
parts share what is left. What is made of other amounts (net, debt, budgets) is made of those that are shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from planbuilder.figures.methods import cumulative
from planbuilder.figures.model import Amounts, Figures
from planbuilder.figures.rounding import rounded, shares
from planbuilder.plan.model import Plan
from planbuilder.record import record

THOUSAND, ZERO, ONE = Decimal(1000), Decimal(0), Decimal(1)
# Less than half a krone is nothing.
HALF = Decimal("0.5")
Groups = Mapping[str, Sequence[int]]


@record
class Years:
    """The case by year, costs negative: one row of whole thousands for each quantity. `net` is the sum of the rest."""

    one_off: Amounts
    running: Amounts
    cashable: Amounts

    @property
    def net(self) -> Amounts:
        """What is left, year by year."""
        return added(self.one_off, self.running, self.cashable)

    @property
    def permanent(self) -> Decimal:
        """Net of the last year."""
        return self.net[-1]


@record
class Pool:
    """The investment pool by year; `balance` is what is owed after the shown movements, `budget` net after them."""

    draw: Amounts
    interest: Amounts
    repayment: Amounts
    balance: Amounts
    budget: Amounts


@record
class Budgets:
    """Budget changes by id and year, their sums, what the case requires of them, and what they lack."""

    changes: Mapping[str, Amounts]
    listed: Amounts
    required: Amounts
    gaps: Amounts


def years(f: Figures) -> Years:
    """One-off costs, running costs and cashable benefits, each adding up to its rounded sum over the years."""
    return Years(
        shares([-y.one_off for y in f.rows], THOUSAND),
        shares([-y.running for y in f.rows], THOUSAND),
        shares([y.benefits["cashable"] for y in f.rows], THOUSAND),
    )


def pool(f: Figures) -> Pool:
    """The pool's account. Where all is repaid, interest is what was repaid beyond the draws: nothing is owed."""
    rows = f.funding.pool.rows
    draw, repayment = shares([r.draw for r in rows], THOUSAND), shares([r.repayment for r in rows], THOUSAND)
    exact = [r.interest for r in rows]
    due = rounded(sum(exact, ZERO), THOUSAND) if f.funding.pool.debt else sum(repayment, ZERO) - sum(draw, ZERO)
    interest = allocated(exact, due)
    paid = tuple(-amount for amount in repayment)
    balance = cumulative(added(draw, interest, paid))
    return Pool(draw, interest, repayment, tuple(balance), added(years(f).net, draw, paid))


def frames(f: Figures) -> tuple[Amounts, Amounts]:
    """The effect on the service frame without and with a pool; a plus is spending, as in budgets.

    Where it is the effect on budgets, it shows the same number.
    """
    budget = [r.budget for r in f.funding.pool.rows]
    without = _like(f.funding.frame, f.funding.to_budget, years(f).net)
    return without, _like(f.funding.frame_with_pool, budget, pool(f).budget)


def _like(exact: Sequence[Decimal], known: Sequence[Decimal], whole: Sequence[Decimal]) -> Amounts:
    """Amounts with the opposite sign: as they are known, else rounded on their own."""
    flows = zip(exact, known, whole, strict=True)
    return tuple(-(n if abs(one - other) < HALF else rounded(one, THOUSAND)) for one, other, n in flows)


def budgets(plan: Plan, f: Figures) -> Budgets:
    """Budget changes that add up to their sum in every year, and their sum to what the case requires of them.

    A year's sum is shared among committees first, then within each, so that both tables show a committee's one number.
    """
    found, known = f.funding.adjustments, years(f).net
    needed = added(known, pool(f).draw) if plan.economy.funding == "investment_pool" else known
    groups: dict[str, list[int]] = {}
    for n, one in enumerate(found):
        groups.setdefault(committee_of(plan, one.id), []).append(n)
    by_year = [
        _shared([-one.by_year[n] for one in found], groups, needed[n] if abs(f.funding.gaps[n]) < HALF else None)
        for n in range(len(f.rows))
    ]
    changes = {one.id: tuple(-year[n] for year in by_year) for n, one in enumerate(found)}
    listed = added([ZERO] * len(f.rows), *changes.values())
    required = tuple(-amount for amount in needed)
    return Budgets(changes, listed, required, added(required, [-amount for amount in listed]))


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
        for n, part in zip(own, allocated([amounts[n] for n in own], parts[name]), strict=True)
    }
    return tuple(found[n] for n in range(len(amounts)))


def by_name(amounts: Mapping[str, Decimal], total: Decimal) -> Mapping[str, Decimal]:
    """A total shared among names; the order in which they come makes no difference."""
    names = sorted(amounts)
    return dict(zip(names, allocated([amounts[name] for name in names], total), strict=True))


def allocated(amounts: Iterable[Decimal], total: Decimal) -> Amounts:
    """Each amount in whole thousands, so that they sum to a total that is itself in whole thousands.

    What is left beside their own rounding falls on those furthest from it, whole amounts last. Nil stays nil, and if
    all are nil, the total is nil.
    """
    exact = [amount / THOUSAND for amount in amounts]
    found = list(shares(exact, ONE))
    step = ONE if total > sum(found, ZERO) else -ONE
    bent = [n for n, amount in enumerate(exact) if amount % 1] or [n for n, amount in enumerate(exact) if amount]
    while bent and sum(found, ZERO) != total:
        n = max(bent, key=lambda n: (exact[n] - found[n]) * step)
        found[n] += step
    return tuple(found)


def added(*flows: Sequence[Decimal]) -> Amounts:
    """The sum of flows, year by year."""
    return tuple(sum(amounts, ZERO) for amounts in zip(*flows, strict=True))
