"""Plan → lines: each cost and each benefit over the years, and benefits that are counted in another one.

In: a plan. Out: `Line`s in DKK of the plan's price base, and a `Part` for each benefit whose number is added nowhere,
since it is part of another: who gave it must see that in every place that shows the case. `FTE = volume × minutes /
60 / effective hours`, `DKK = FTE × cost of an FTE`. Each benefit counts once, under the kind the cashability test
leaves it; a loss is never moved out of the case.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Literal

from planbuilder.figures import uplifts
from planbuilder.figures.benefits import Reason, objections, share, steady, worn
from planbuilder.figures.methods import Amounts
from planbuilder.plan import accounts, areas
from planbuilder.plan.economy import VALUED, Benefit, Cost, FullEffect, Range
from planbuilder.plan.measures import is_whole, likely_effect
from planbuilder.plan.model import Plan
from planbuilder.record import field, record


@record
class Line:
    """One cost or benefit over the years: DKK a year, one value per year.

    `kind` is what it counts as, `declared` what the plan calls it, `objections` why the two differ. `span` is low and
    high as shares of the likely value, None where the plan gives no range. From `steady` on it stays as it is until
    `end`, its last year, but for the share (0–1) that is `worn` off a year; None where it never does, or never ends.
    `uplift` names the published class that stands in for a range (docs/decisions/036). `lacks` is what the plan does
    not say of the line, so that it counts for nothing: what it is worth, or of which kind it is.
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
    account: str = ""
    committees: Mapping[str, Decimal] = field(default_factory=dict)
    area: str = "service"
    art: Literal["wages", "prices"] = "prices"
    has_source: bool = True
    lacks: Literal["", "amount", "kind"] = ""

    @property
    def total(self) -> Decimal:
        """The sum over the years."""
        return sum(self.by_year, Decimal(0))

    @property
    def is_in_kroner_alone(self) -> bool:
        """Whether it releases time of which only the worth is known, not the FTE."""
        return self.kind == "released_time" and bool(self.full_effect) and not self.fte

    @property
    def size(self) -> Decimal:
        """The sum over the years without their signs."""
        return sum(map(abs, self.by_year), Decimal(0))

    @property
    def has_range(self) -> bool:
        """Whether the plan gives a range or takes an uplift for one, and it has a width."""
        return self.span is not None and self.span[0] != self.span[1]

    @property
    def is_cost(self) -> bool:
        """Whether the line is spent rather than gained."""
        return self.kind in ("one_off", "running")

    @property
    def in_net(self) -> bool:
        """Whether the line is part of net: every cost, and benefits that can be cashed."""
        return self.is_cost or self.kind == "cashable"

    @property
    def in_frame(self) -> bool:
        """Whether the line is inside the service frame: only service is."""
        return self.area == areas.SERVICE

    @property
    def sign(self) -> int:
        """−1 for a cost, 1 for a benefit."""
        return -1 if self.is_cost else 1


ZERO, MINUTES = Decimal(0), Decimal(60)
NOTHING = FullEffect()


def cost_lines(plan: Plan) -> tuple[Line, ...]:
    """Every cost, positive."""
    return tuple(_cost_line(plan, id, cost) for id, cost in plan.costs.items())


def benefit_lines(plan: Plan) -> tuple[Line, ...]:
    """Every benefit; one that is part of another counts nothing itself."""
    return tuple(_benefit_line(plan, id, benefit) for id, benefit in plan.coming.items())


def by_year(lines: Iterable[Line], kind: str, horizon: int) -> Amounts:
    """The sum of the lines of one kind, DKK in each of the years."""
    flows = [line.by_year for line in lines if line.kind == kind]
    return tuple(sum((flow[n] for flow in flows), ZERO) for n in range(horizon))


def fte_of(plan: Plan, effect: FullEffect) -> Decimal:
    """FTE a year at full effect; zero where the effect is not given in time."""
    if effect.fte is not None:
        return effect.fte
    hours = plan.economy.effective_hours
    if effect.volume is None or effect.minutes is None or not hours:
        return ZERO
    # Minutes a case become hours, and hours FTE by what one works in a year: effective hours, not paid ones.
    return effect.volume * effect.minutes / MINUTES / hours


def worth_of(plan: Plan, effect: FullEffect) -> Decimal:
    """DKK a year at full effect."""
    if effect.amount is not None:
        return effect.amount
    if effect.volume is not None and effect.unit_price is not None:
        return effect.volume * effect.unit_price
    # Time without a price is worth nothing here, and `lacks` tells it: silently zero it would look cheap.
    return fte_of(plan, effect) * (plan.economy.fte_cost or ZERO)


def likely_of(effect: FullEffect) -> Decimal | None:
    """The number a range is around: DKK, FTE, minutes or DKK a case, by the way the effect is given."""
    likely = likely_effect(effect)
    return likely.number if likely else None


def _benefit_line(plan: Plan, id: str, benefit: Benefit) -> Line:
    effect, declared = benefit.full_effect, benefit.kind or "quality"
    full, fte = worth_of(plan, effect), fte_of(plan, effect)
    against: tuple[Reason, ...] = ()
    # Nothing of its own is counted, or the same kroner would be there twice: in the part and in the whole.
    if benefit.part_of:
        full, fte, against = ZERO, ZERO, ("part_of",)
    # A loss needs no test: it burdens budgets whether or not anybody has named an account.
    elif declared == "cashable" and full > 0:
        against = objections(benefit, fte)
    # Time follows the index of wages; what was typed in kroner may be anything, and follows prices.
    in_time = effect.amount is None and effect.unit_price is None
    return Line(
        id=id,
        title=benefit.title,
        kind="released_time" if declared == "cashable" and against else declared,
        by_year=tuple(full * share(benefit, year, plan.first_year) for year in plan.years),
        full_effect=full,
        declared=declared,
        objections=against,
        fte=fte,
        span=_span(benefit.range, likely_of(effect)),
        steady=steady(benefit, plan.first_year),
        end=benefit.end,
        worn=worn(benefit),
        account=accounts.account_text(benefit),
        committees=benefit.committees,
        area=areas.of_benefit(benefit),
        art="wages" if in_time else "prices",
        has_source=bool(benefit.source),
        lacks=_lacks(plan, benefit),
    )


def is_priced(plan: Plan, fte: Decimal | None, minutes: Decimal | None = None) -> bool:
    """Whether time can be counted in DKK: what an FTE costs is known, and for minutes how many hours it works."""
    # Zero minutes are worth nothing at whatever price, so nothing is missing there.
    hours_known = not minutes or plan.economy.effective_hours is not None
    return hours_known and (not (fte or minutes) or plan.economy.fte_cost is not None)


def _lacks(plan: Plan, benefit: Benefit) -> Literal["", "amount", "kind"]:
    """What a benefit does not say of itself: its worth, if it is of a kind that has one, or the kind of its worth."""
    if benefit.part_of:
        return ""
    if is_whole(benefit.full_effect):
        if not is_priced(plan, benefit.full_effect.fte, benefit.full_effect.minutes):
            return "amount"
        return "" if benefit.kind else "kind"
    return "amount" if benefit.kind in VALUED or benefit.full_effect != NOTHING else ""


def _cost_line(plan: Plan, id: str, cost: Cost) -> Line:
    by_year = tuple(_cost_in(plan, cost, year) for year in plan.years)
    likely = cost.amount if cost.amount is not None else cost.fte
    return Line(
        id=id,
        title=cost.title,
        kind=cost.kind,
        by_year=by_year,
        declared=cost.kind,
        fte=cost.fte or ZERO,
        steady=_settles(plan, by_year) if cost.amounts else _first(plan, cost),
        end=None if cost.amounts else _end(plan, cost),
        uplift=uplifts.taken(plan, cost),
        span=_span(uplifts.range_of(plan, cost), likely if likely is not None else sum(cost.amounts.values(), ZERO)),
        account=accounts.account_text(cost),
        committees=cost.committees,
        area=areas.of_cost(cost),
        art=cost.art or ("wages" if cost.fte is not None else "prices"),
        has_source=bool(cost.source),
        lacks="" if cost.amounts or (likely is not None and is_priced(plan, cost.fte)) else "amount",
    )


def _cost_in(plan: Plan, cost: Cost, year: int) -> Decimal:
    if cost.amounts:
        return cost.amounts.get(str(year), ZERO)
    if not _first(plan, cost) <= year <= last_of(plan, cost):
        return ZERO
    return cost.amount if cost.amount is not None else (cost.fte or ZERO) * (plan.economy.fte_cost or ZERO)


def _first(plan: Plan, cost: Cost) -> int:
    return cost.from_ if cost.from_ is not None else plan.first_year


def last_of(plan: Plan, cost: Cost) -> int:
    """The last year of a cost that is the same every year: its own, its only one, or the case's last."""
    if cost.to is not None:
        return cost.to
    return _first(plan, cost) if cost.kind == "one_off" else plan.years[-1]


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


def _span(given: Range, likely: Decimal | None) -> tuple[Decimal, Decimal] | None:
    """Low and high as shares of the likely value, None where no range is given."""
    if not likely or (given.low is None and given.high is None):
        return None
    low = given.low if given.low is not None else likely
    high = given.high if given.high is not None else likely
    # Divided once, here: everything below moves a line by a share, whichever unit it was given in.
    return low / likely, high / likely


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
