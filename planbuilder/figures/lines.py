"""Plan → lines: each cost and each benefit over the years, and benefits that are counted in another one.

In: a plan. Out: `Line`s in DKK of the plan's price base, and a `Part` for each benefit whose number is added nowhere,
since it is part of another: who gave it must see that in every place that shows the case. Each benefit counts once,
under the kind the cashability test leaves it; a loss is never moved out of the case.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cached_property
from operator import neg
from typing import Literal

from planbuilder.figures import uplifts
from planbuilder.figures.benefits import Reason, objections, share, steady, worn
from planbuilder.figures.methods import Amounts
from planbuilder.figures.worth import fte_of, likely_of, span_of, worth_of
from planbuilder.plan import accounts, areas, unsaid
from planbuilder.plan.cost_years import every_of, first_of, last_of
from planbuilder.plan.economy import Benefit, Cost, FullEffect
from planbuilder.plan.measures import is_whole
from planbuilder.plan.model import Plan
from planbuilder.record import field, record


@record
class Line:
    """One cost or benefit over the years: DKK a year, one value per year.

    `kind` is what it counts as, `declared` what the plan calls it, `objections` why the two differ. `span` is low and
    high as shares of the likely value, None where the plan gives no range. From `steady` on it stays as it is until
    `end`, its last year, but for the share (0–1) that is `worn` off a year, below zero where it grows; None where it
    never does, or never ends. `is_by_year` is a line whose amounts the plan gives year by year; it has no full effect.
    `once` is what does not recur. `uplift` names the published class that stands in for a range (docs/decisions/036).
    `lacks` is what the plan does not say of the line, so that it counts for nothing: what it is worth, or of which kind
    it is.
    """

    id: str
    title: str
    kind: str
    by_year: Amounts
    full_effect: Decimal = Decimal(0)
    declared: str = ""
    objections: tuple[Reason, ...] = ()
    fte: Decimal = Decimal(0)
    span: tuple[Decimal, Decimal] | None = None
    uplift: str = ""
    steady: int | None = None
    end: int | None = None
    worn: Decimal = Decimal(0)
    is_by_year: bool = False
    once: bool = False
    account: str = ""
    committees: Mapping[str, Decimal] = field(default_factory=dict)
    area: str = "service"
    art: Literal["wages", "prices"] = "prices"
    has_source: bool = True
    lacks: unsaid.Unsaid = ""

    @property
    def total(self) -> Decimal:
        """The sum over the years."""
        return sum(self.by_year, Decimal(0))

    @property
    def is_in_kroner_alone(self) -> bool:
        """Whether it releases time of which only the worth is known, not the FTE."""
        return self.kind == "released_time" and (bool(self.full_effect) or self.is_by_year) and not self.fte

    @property
    def size(self) -> Decimal:
        """The sum over the years without their signs."""
        return sum(map(abs, self.by_year), Decimal(0))

    @property
    def has_range(self) -> bool:
        """Whether the plan gives a range or takes an uplift for one, and it has a width."""
        return self.span is not None and self.span[0] != self.span[1]

    @cached_property
    def is_cost(self) -> bool:
        """Whether the line is spent rather than gained: money, or time of staff who are paid already."""
        return self.kind in ("one_off", "running", "own_time")

    @cached_property
    def is_benefit(self) -> bool:
        """Whether the line is a benefit: what comes late or smaller where benefits do. Income is none."""
        return not self.is_cost and self.kind not in ("income", "residual_value")

    @property
    def in_net(self) -> bool:
        """Whether the line is part of net: costs of new money, income, and benefits that can be cashed."""
        return self.kind in ("one_off", "running", "income", "cashable")

    @property
    def in_frame(self) -> bool:
        """Whether the line is inside the service frame: only service is."""
        return self.area == areas.SERVICE

    @property
    def sign(self) -> int:
        """−1 for a cost, 1 for a benefit."""
        return -1 if self.is_cost else 1

    @cached_property
    def signed(self) -> Amounts:
        """Its amounts as they count in net, DKK by year: those of a cost below zero."""
        return tuple(map(neg, self.by_year)) if self.is_cost else self.by_year


ZERO = Decimal(0)
NOTHING = FullEffect()


def cost_lines(plan: Plan) -> tuple[Line, ...]:
    """Every cost, positive, and what stands among them: own time, income, and what is left in the end."""
    return tuple(_cost_line(plan, id, cost) for id, cost in plan.costs.items())


def benefit_lines(plan: Plan) -> tuple[Line, ...]:
    """Every benefit; one that is part of another counts nothing itself."""
    return tuple(_benefit_line(plan, id, benefit) for id, benefit in plan.coming.items())


def by_year(lines: Iterable[Line], kind: str, horizon: int) -> Amounts:
    """The sum of the lines of one kind, DKK in each of the years."""
    return summed((line.by_year for line in lines if line.kind == kind), horizon)


def summed(flows: Iterable[Amounts], horizon: int) -> Amounts:
    """Amounts of as many years, added up year by year; zero in each of the years where there are none."""
    years = [sum(amounts, ZERO) for amounts in zip(*flows, strict=True)]
    return tuple(years) if years else (ZERO,) * horizon


def _benefit_line(plan: Plan, id: str, benefit: Benefit) -> Line:
    effect, declared = benefit.full_effect, benefit.kind or "quality"
    full, fte = worth_of(plan, effect), fte_of(plan, effect)
    against: tuple[Reason, ...] = ()
    given = effect.amounts if effect.amount is None and not benefit.part_of else {}
    # Nothing of its own is counted, or the same kroner would be there twice: in the part and in the whole.
    if benefit.part_of:
        full, fte, against = ZERO, ZERO, ("part_of",)
    # A loss needs no test: it burdens budgets whether or not anybody has named an account.
    elif declared == "cashable" and (full or sum(given.values(), ZERO)) > 0:
        against = objections(benefit, fte)
    # Time follows the index of wages; what was typed in kroner may be anything, and follows prices.
    in_time = effect.amount is None and effect.unit_price is None and not given
    return Line(
        id=id,
        title=benefit.title,
        kind="released_time" if declared == "cashable" and against else declared,
        by_year=tuple(_benefit_in(plan, benefit, given, full, year) for year in plan.years),
        full_effect=full,
        declared=declared,
        objections=against,
        fte=fte,
        span=span_of(benefit.range, likely_of(effect)),
        steady=_settled_late(plan, given, benefit.delay) if given else steady(benefit, plan.first_year),
        end=benefit.end,
        worn=ZERO if given else worn(benefit),
        is_by_year=bool(given),
        account=accounts.account_text(benefit),
        committees=benefit.committees,
        area=areas.of_benefit(benefit),
        art="wages" if in_time else "prices",
        has_source=bool(benefit.source),
        lacks=unsaid.of_benefit(plan, benefit),
    )


def _benefit_in(plan: Plan, benefit: Benefit, given: Mapping[str, Decimal], full: Decimal, year: int) -> Decimal:
    """What a benefit comes to in a year: the amount of that year less the delay, or its share of full effect."""
    if not given:
        return full * share(benefit, year, plan.first_year)
    ended = benefit.end is not None and year > benefit.end
    return ZERO if ended else given.get(str(year - benefit.delay), ZERO)


def _settled_late(plan: Plan, given: Mapping[str, Decimal], delay: int) -> int | None:
    """The year from which amounts by year stay as they are when they come late; None where that is not in the case."""
    if not any(given.values()):
        return plan.first_year
    settled = _settles(plan, tuple(given.get(str(year), ZERO) for year in plan.years))
    return None if settled is None or settled + delay > plan.years[-1] else settled + delay


def _cost_line(plan: Plan, id: str, cost: Cost) -> Line:
    by_year = _cost_by_year(plan, cost)
    likely = cost.amount if cost.amount is not None else cost.fte
    return Line(
        id=id,
        title=cost.title,
        kind=cost.nature or cost.kind,
        by_year=by_year,
        declared=cost.kind,
        once=cost.kind == "one_off" or cost.nature == "residual_value",
        fte=cost.fte or ZERO,
        steady=_settles(plan, by_year) if cost.amounts else first_of(plan, cost),
        end=None if cost.amounts else _end(plan, cost),
        is_by_year=bool(cost.amounts),
        uplift=uplifts.taken(plan, cost),
        span=span_of(uplifts.range_of(plan, cost), likely if likely is not None else sum(cost.amounts.values(), ZERO)),
        account=accounts.account_text(cost),
        committees=cost.committees,
        area=areas.of_cost(cost),
        art=cost.art or ("wages" if cost.fte is not None else "prices"),
        has_source=bool(cost.source),
        lacks=unsaid.of_cost(plan, cost),
    )


def _cost_by_year(plan: Plan, cost: Cost) -> Amounts:
    if cost.amounts:
        return tuple(cost.amounts.get(str(year), ZERO) for year in plan.years)
    first, last, every = first_of(plan, cost), last_of(plan, cost), every_of(cost)
    each = cost.amount if cost.amount is not None else (cost.fte or ZERO) * (plan.economy.fte_cost or ZERO)
    return tuple(each if first <= year <= last and not (year - first) % every else ZERO for year in plan.years)


def _end(plan: Plan, cost: Cost) -> int | None:
    """The year with which a cost ends; one that goes as far as the case does has no end."""
    last = last_of(plan, cost)
    return last if last < plan.years[-1] else None


def _settles(plan: Plan, by_year: Amounts) -> int | None:
    """The first year from which amounts by year stay as they are; None where the last one has no other like it.

    Amounts that stop before the case does are temporary: what they come to is nothing.
    """
    # The last year that differs from the one before it: from it on amounts repeat.
    moves = max((n for n in range(1, len(by_year)) if by_year[n] != by_year[n - 1]), default=0)
    alone = by_year[-1] and moves == len(by_year) - 1
    return None if alone else plan.years[moves]


@record
class Part:
    """A benefit that is counted in `whole`: its own full effect, DKK and FTE a year, which counts nowhere."""

    id: str
    title: str
    whole: str
    worth: Decimal
    fte: Decimal


def parts(plan: Plan) -> tuple[Part, ...]:
    """Every benefit that is part of another and has a number of its own, in the plan's order."""
    return tuple(
        _part(plan, id, benefit)
        for id, benefit in plan.benefits_tree.benefits.items()
        if benefit.part_of and is_whole(benefit.full_effect)
    )


def _part(plan: Plan, id: str, benefit: Benefit) -> Part:
    effect = benefit.full_effect
    return Part(id, benefit.title, benefit.part_of, worth_of(plan, effect), fte_of(plan, effect))
