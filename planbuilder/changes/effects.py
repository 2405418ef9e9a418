"""What each difference between two plans does to the case.

In: two plans. Out: an `Effect` by subject, and the effect of all. The order is defined: assumptions first (price base,
first year, horizon, then each field of the economy as its type has them), then costs, benefits and preconditions, rows
as the new plan has them and those that are gone behind. Each effect is the case with that difference less the case
without it, on top of all before it; so the effects of a comparison come to the difference of the two cases, and nothing
is left over.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from planbuilder.figures.case import compute
from planbuilder.figures.model import Figures
from planbuilder.plan.economy import Economy
from planbuilder.plan.model import Plan
from planbuilder.record import field, record, replace
from planbuilder.yamltext.nodes import KeyPath

ZERO = Decimal(0)
FRAME = ("price_base", "first_year", "horizon")
COSTS, BENEFITS, ECONOMY = ("costs",), ("benefits_tree", "benefits"), "economy"
ROWS: tuple[KeyPath, ...] = (COSTS, BENEFITS, ("preconditions",))


@record
class Effect:
    """What something does to the case, DKK: a plus improves the municipality's economy.

    `npv` is on cashable benefits alone, `npv_wider` on all kinds; `budget` is the net effect on budgets by year, before
    an investment pool; `permanent` what recurs year after year, counted as nothing where a case has no such effect.
    """

    npv: Decimal = ZERO
    npv_wider: Decimal = ZERO
    permanent: Decimal = ZERO
    budget: Mapping[int, Decimal] = field(default_factory=dict)

    @property
    def is_nothing(self) -> bool:
        """Whether nothing of the case is moved by as much as half a krone."""
        return all(abs(one) < HALF for one in (self.npv, self.npv_wider, self.permanent, *self.budget.values()))

    @property
    def size(self) -> tuple[Decimal, Decimal, Decimal]:
        """What is compared to tell which of two is the larger."""
        # Present value first; where it is the same, as for a shift of time or kind, what else moves decides.
        return abs(self.npv), abs(self.npv_wider), max((abs(one) for one in self.budget.values()), default=ZERO)


HALF = Decimal("0.5")


def difference(before: Figures, after: Figures) -> Effect:
    """What one case has more than another; a year that only one of them has counts as nothing in the other."""
    was, now = ({row.year: row.net for row in one.rows} for one in (before, after))
    years = sorted({*was, *now})
    return Effect(
        after.npv - before.npv,
        after.npv_wider - before.npv_wider,
        # A case without a permanent effect counts as one of nothing here: only so do effects add up.
        (after.permanent.amount or ZERO) - (before.permanent.amount or ZERO),
        {year: now.get(year, ZERO) - was.get(year, ZERO) for year in years},
    )


def effects(before: Plan, after: Plan) -> Mapping[KeyPath, Effect]:
    """What each difference between two plans that can move the case does to it, by its subject."""
    found: dict[KeyPath, Effect] = {}
    plan, figures = before, compute(before)
    for subject, changed in _changed(before, after):
        # On top of all before: alone, each would leave a rest that belongs to two of them (docs/decisions/021).
        plan = changed(plan)
        now = compute(plan)
        found[subject] = difference(figures, now)
        figures = now
    return found


@record
class Move:
    """A difference that can be made in any plan: the value that another plan has at a subject."""

    subject: KeyPath
    value: Any

    def __call__(self, plan: Plan) -> Plan:
        """The plan with the value; a row without one is taken away."""
        head, *rest = self.subject
        return replace(plan, **{head: _put(getattr(plan, head), rest, self.value)})


def _put(holder: Any, path: list[str], value: Any) -> Any:
    """A record or mapping with a value at a path of names."""
    if not path:
        return value
    name, *rest = path
    if isinstance(holder, Mapping):
        kept = {id: row for id, row in holder.items() if id != name or value is not None}
        return kept if value is None else {**kept, name: value}
    return replace(holder, **{name: _put(getattr(holder, name), rest, value)})


def _changed(before: Plan, after: Plan) -> Iterator[tuple[KeyPath, Move]]:
    """Each subject that differs and can move the case, in the order in which effects are counted."""
    for subject in _subjects(before, after):
        was, now = (_at(plan, subject) for plan in (before, after))
        if was != now:
            yield subject, Move(subject, now)


def _subjects(before: Plan, after: Plan) -> Iterator[KeyPath]:
    yield from ((name,) for name in FRAME)
    yield from ((ECONOMY, name) for name in Economy.__dataclass_fields__)
    for keys in ROWS:
        old, new = (_at(plan, keys) for plan in (before, after))
        yield from ((*keys, id) for id in (*new, *(id for id in old if id not in new)))


def _at(plan: Plan, path: KeyPath) -> Any:
    """The value at a path; None for a row that is not there."""
    value: Any = plan
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else getattr(value, name)
    return value
