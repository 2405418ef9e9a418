"""Many summaries → what they come to together: money by kind and year, and by committee and stage.

In: the plans of an overview. Out: sums in DKK, costs positive as in figures. Amounts in the prices of different years
are never added: there is a sum for each price base. A plan counts in the years of its own case and in no other, so
each year says how many plans it covers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from planbuilder.errors import Problem
from planbuilder.figures.methods import Amounts
from planbuilder.figures.model import KINDS, NATURES
from planbuilder.plan.registers import heard
from planbuilder.portfolio.summary import COSTS, PARTS, Summary
from planbuilder.record import record

ALL_KINDS = ("one_off", "running", *NATURES, *KINDS)
ZERO = Decimal(0)
# A debt of less is nothing, as where it is shown in whole kroner.
HALF = Decimal("0.5")
# The stage of a plan that has no version, and of one whose versions cannot be read.
DRAFT, UNREADABLE = "draft", "unreadable"


@record
class Entry:
    """A plan that counts: the folder it is in, seen from the one above all, what it gives, and how far it is.

    `problems` are of what does not keep it from counting: versions that cannot be read. `changed` is whether the plan
    is another than the version in force, decisions and what was followed up apart.
    """

    place: str
    summary: Summary
    stage: str = DRAFT
    version: int = 0
    problems: tuple[Problem, ...] = ()
    changed: bool = False

    def late(self, today: date) -> int:
        """How many actions have a day that has passed."""
        return sum(one.due < today for one in self.summary.tasks)


@record
class Unread:
    """A plan that does not count, with what is wrong with it."""

    place: str
    problems: tuple[Problem, ...]


@record
class Portfolio:
    """Every plan beneath a folder: those that count, those that do not, and what is to be said of the folder itself."""

    entries: tuple[Entry, ...]
    unread: tuple[Unread, ...] = ()
    notes: tuple[Problem, ...] = ()


@record
class Money:
    """What plans in the prices of one year come to: by kind and year, and how many of them each year belongs to."""

    price_base: int
    plans: int
    first_year: int
    kinds: Mapping[str, Amounts]
    covered: tuple[int, ...]
    permanent: Decimal
    lasting: int

    @property
    def years(self) -> range:
        """From the first year of any case to the last."""
        return range(self.first_year, self.first_year + len(self.covered))

    @property
    def net(self) -> Amounts:
        """Cashable benefits and income less costs, by year."""
        signed = [(-1 if kind in COSTS else 1, self.kinds[kind]) for kind in PARTS]
        return tuple(sum((sign * flow[n] for sign, flow in signed), ZERO) for n in range(len(self.covered)))

    @property
    def shown(self) -> tuple[str, ...]:
        """The kinds that a table shows whatever they come to, and income where there is any."""
        return tuple(kind for kind in PARTS if kind != "income" or any(self.kinds[kind]))

    def total(self, kind: str) -> Decimal:
        """All years of a kind, or of `net`."""
        return sum(self.net if kind == "net" else self.kinds[kind], ZERO)


@record
class Share:
    """What the plans at a stage mean to a committee over their years; `plans` counts those that have a part in it."""

    committee: str
    stage: str
    plans: int
    one_off: Decimal
    running: Decimal
    cashable: Decimal
    income: Decimal

    @property
    def net(self) -> Decimal:
        """Gains less payments."""
        return self.cashable + self.income - self.one_off - self.running


def by_price_base(entries: Iterable[Entry]) -> Mapping[int, tuple[Entry, ...]]:
    """The plans of each price base, the newest prices first."""
    found: dict[int, list[Entry]] = {}
    for one in entries:
        found.setdefault(one.summary.price_base, []).append(one)
    return {base: tuple(found[base]) for base in sorted(found, reverse=True)}


def money(price_base: int, entries: Sequence[Entry]) -> Money:
    """What plans of one price base come to; at least one is given."""
    plans = [one.summary for one in entries]
    first, last = min(one.years[0] for one in plans), max(one.years[-1] for one in plans)
    kinds = {kind: [ZERO] * (last - first + 1) for kind in ALL_KINDS}
    covered = [0] * (last - first + 1)
    for one in plans:
        at = one.first_year - first
        for n in range(one.horizon):
            covered[at + n] += 1
            for kind, flow in kinds.items():
                flow[at + n] += one.money[kind][n]
    lasting = [one.permanent for one in plans if one.permanent is not None]
    summed = {kind: tuple(flow) for kind, flow in kinds.items()}
    return Money(price_base, len(plans), first, summed, tuple(covered), sum(lasting, ZERO), len(lasting))


def shares(entries: Iterable[Entry]) -> tuple[Share, ...]:
    """What each committee pays and gains, stage by stage, in the order of their names; without a name comes last."""
    found: dict[tuple[str, str], Share] = {}
    for entry in entries:
        for part in entry.summary.parts:
            key = heard(part.committee), entry.stage
            known = found.get(key, Share(part.committee, entry.stage, 0, ZERO, ZERO, ZERO, ZERO))
            found[key] = Share(
                known.committee,
                known.stage,
                known.plans + 1,
                known.one_off + part.one_off,
                known.running + part.running,
                known.cashable + part.cashable,
                known.income + part.income,
            )
    return tuple(found[key] for key in sorted(found, key=lambda key: (not key[0], key)))


@record
class Owed:
    """A pool that is not repaid: what is drawn in all, what the plan has owed at a year's end, and at the last one's.

    `repaid` is the year in which the plan has nothing owed any more, None where there is none.
    """

    entry: Entry
    drawn: Decimal
    now: Decimal
    at_the_end: Decimal
    repaid: int | None


def owed(entries: Iterable[Entry], year: int) -> tuple[Owed, ...]:
    """The pools from which something is owed by the plan when a year ends, or that are not repaid within the case."""
    found = []
    for entry in entries:
        pool, years = entry.summary.pool, entry.summary.years
        if pool is None:
            continue
        at = min(year - years[0], len(pool.balances) - 1)
        now = pool.balances[at] if at >= 0 else ZERO
        if now >= HALF or pool.balances[-1] >= HALF:
            found.append(Owed(entry, pool.drawn, now, pool.balances[-1], pool.repaid))
    return tuple(found)
