"""What the options beside a plan come to before and after a change, which no effect on the plan's own case tells.

In: two plans with their figures. Out: an `Option` for each one that comes to something else, has come or has gone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from planbuilder.changes.effects import HALF
from planbuilder.figures.model import Figures
from planbuilder.figures.options import Compared, compared
from planbuilder.plan.model import Plan
from planbuilder.record import record

Amounts = Mapping[str, Decimal | None]
FIGURES = ("npv", "introduction", "permanent")


@record
class Option:
    """An option, and by `FIGURES` what it came to and comes to, DKK: a plus improves the municipality's economy.

    A side on which there is no such option is None; an amount that nobody has stated is None too.
    """

    id: str
    title: str
    before: Amounts | None
    after: Amounts | None

    @property
    def is_moved(self) -> bool:
        """Whether an amount of it is another, by half a krone or more; one that is stated on one side alone is."""
        was, now = self.before or {}, self.after or {}
        return any(_differ(was.get(name), now.get(name)) for name in FIGURES)


def _differ(was: Decimal | None, now: Decimal | None) -> bool:
    return was is not now and (was is None or now is None or abs(now - was) >= HALF)


def options_moved(before: Plan, after: Plan, was: Figures, now: Figures) -> tuple[Option, ...]:
    """The options that differ in what they come to, or that only one of two plans has; the new plan's come first."""
    return tuple(one for one in _options(before, after, was, now) if one.is_moved or None in (one.before, one.after))


def _options(before: Plan, after: Plan, was: Figures, now: Figures) -> Iterator[Option]:
    old, new = ({one.id: one for one in compared(*side) if one.id} for side in ((before, was), (after, now)))
    for id in dict.fromkeys([*new, *old]):
        amounts = (_amounts(side[id]) if id in side else None for side in (old, new))
        yield Option(id, (new.get(id) or old[id]).title, *amounts)


def _amounts(one: Compared) -> Amounts:
    return {name: one.amounts[name] for name in FIGURES}
