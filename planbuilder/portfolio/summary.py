"""Plan → what of it goes into an overview of many: money, indicators in red, actions with a day, the pool, claims.

In: a plan as it may leave, and its figures. Out: a `Summary`, which depends on the plan alone and on no day, so that it
can be kept until the plan changes (`remembered`). Money is DKK in the plan's price base, costs positive as in figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from planbuilder.figures.benefits import keeps_level
from planbuilder.figures.following import TO_ACT_ON, Standing, due_again, readings, standing_of
from planbuilder.figures.methods import Amounts
from planbuilder.figures.model import KINDS, NATURES, Figures
from planbuilder.plan.as_of import newest
from planbuilder.plan.model import Plan
from planbuilder.plan.on_board import open_actions
from planbuilder.record import field, record, replace

COSTS = ("one_off", "running", "own_time")
# What net is made of, as costs, income and gains.
PARTS = ("one_off", "running", "income", "cashable")


@record
class Part:
    """What a committee pays and gains over the years of a plan; without a name, what no committee is named for."""

    committee: str
    one_off: Decimal
    running: Decimal
    cashable: Decimal
    income: Decimal


@record
class Pool:
    """The plan's investment pool: what is drawn in all, what is owed after each year, and when nothing is any more.

    Without a year there is a debt left after the last year.
    """

    drawn: Decimal
    balances: Amounts
    repaid: int | None = None


@record
class Claim:
    """A cashable benefit that passes the cashability test, on the account it is to be taken from, by year."""

    id: str
    title: str
    account: str
    by_year: Amounts


@record
class Red:
    """An indicator that is behind the plan, or a level that is not kept.

    `due` is the day of its target, `again` the one by which it is to be measured again.
    """

    id: str
    title: str
    unit: str
    standing: Standing
    due: date | None = None
    again: date | None = None

    def on(self, day: date) -> Standing:
        """How it goes as told on a day."""
        return replace(self.standing, stale=self.again is not None and self.again <= day)


@record
class Task:
    """An action with a day that is not finished; `responsible` is a position, never a name."""

    id: str
    title: str
    due: date
    status: str = ""
    responsible: str = ""


@record
class Summary:
    """What a plan gives to an overview; `lacking` counts costs and benefits without an amount, which count nothing.

    `lapsing` are the indicators that were not measured on the day of their target or since, whenever that is.
    `newest` is the day of what happened last in the plan: on a day before it there was less to tell.
    `money` has each kind by year, `permanent` what recurs once the case has come to rest, None where nothing does.
    """

    plan_id: str
    title: str
    organisation: str
    price_base: int
    first_year: int
    money: Mapping[str, Amounts] = field(default_factory=dict)
    permanent: Decimal | None = None
    lacking: int = 0
    parts: tuple[Part, ...] = ()
    pool: Pool | None = None
    claims: tuple[Claim, ...] = ()
    indicators: int = 0
    unmeasured: int = 0
    red: tuple[Red, ...] = ()
    lapsing: tuple[Red, ...] = ()
    tasks: tuple[Task, ...] = ()
    newest: date | None = None

    @property
    def horizon(self) -> int:
        """How many years the case has."""
        return len(self.money["one_off"])

    @property
    def years(self) -> range:
        """The years of the case."""
        return range(self.first_year, self.first_year + self.horizon)

    def red_on(self, day: date) -> tuple[Red, ...]:
        """The indicators in red as told on a day, without those whose target's day has passed unmeasured."""
        lapsed = {one.id for one in self.lapsed_on(day)}
        return tuple(one for one in self.red if one.id not in lapsed)

    def lapsed_on(self, day: date) -> tuple[Red, ...]:
        """The indicators whose target's day has passed by a day, and that have not been measured since."""
        return tuple(one for one in self.lapsing if one.due and one.due < day)

    def total(self, kind: str) -> Decimal:
        """All years of a kind, DKK; `net` is cashable benefits and income less costs."""
        if kind == "net":
            return sum((-self.total(one) if one in COSTS else self.total(one) for one in PARTS), Decimal(0))
        return sum(self.money[kind], Decimal(0))


def summary(plan: Plan, figures: Figures) -> Summary:
    """What of a plan goes into an overview."""
    # By what was measured alone: a summary is kept, and holds on every day.
    goes = {id: standing_of(plan, id, date.min) for id in plan.indicators}
    return Summary(
        plan.plan_id,
        plan.title,
        plan.organisation.name,
        plan.price_base,
        plan.first_year,
        _money(figures),
        figures.permanent.amount,
        len(figures.lacking),
        tuple(Part(one.name, one.one_off, one.running, one.cashable, one.income) for one in figures.funding.parties),
        _pool(plan, figures),
        tuple(
            Claim(line.id, line.title, line.account, line.by_year)
            for line in figures.benefits
            if line.kind == "cashable" and line.account and any(line.by_year)
        ),
        len(goes),
        sum(how.verdict == "unmeasured" for how in goes.values()),
        tuple(_red(plan, id, how) for id, how in goes.items() if how.verdict in TO_ACT_ON),
        tuple(_lapsing(plan)),
        tuple(
            Task(id, one.title, one.deadline, one.status, _position(plan, one.responsible))
            for id, one in open_actions(plan).items()
            if isinstance(one.deadline, date)
        ),
        newest(plan),
    )


def _money(figures: Figures) -> dict[str, Amounts]:
    named = ("one_off", "running", *NATURES)
    costs = {kind: tuple(getattr(row, kind) for row in figures.rows) for kind in named}
    return costs | {kind: tuple(row.benefits[kind] for row in figures.rows) for kind in KINDS}


def _pool(plan: Plan, figures: Figures) -> Pool | None:
    ledger = figures.funding.pool
    drawn = sum((row.draw for row in ledger.rows), Decimal(0))
    if plan.economy.funding != "investment_pool" or not drawn:
        return None
    return Pool(drawn, tuple(row.balance for row in ledger.rows), ledger.repaid_year)


def _red(plan: Plan, id: str, how: Standing) -> Red:
    one = plan.indicators[id]
    again = due_again(one, readings(plan.measurements.values(), id))
    return Red(id, one.title, one.unit, how, one.target.on, again)


def _lapsing(plan: Plan) -> Iterator[Red]:
    """What will have lapsed, should the day of its target pass and nothing be measured until then."""
    for id, one in plan.indicators.items():
        how = standing_of(plan, id, date.max)
        is_never = how.verdict == "unmeasured" and one.target.value is not None and not keeps_level(one)
        if how.verdict == "lapsed" or is_never:
            yield _red(plan, id, replace(how, verdict="lapsed"))


def _position(plan: Plan, id: str) -> str:
    person = plan.people.get(id)
    return (person.role or person.unit) if person else ""
