"""Published uplifts: by how much projects of a class came to cost more than was estimated, and which costs take one.

In: a plan. Out: the class that stands in for a cost's range, and the range. Tables are dated data in `uplifts/`, beside
the discount rates. An uplift never moves the likely value: what is likely is likely … likely × (1 + uplift), since
experience says that it becomes more and not that it becomes less (docs/decisions/036).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache

from planbuilder import resources
from planbuilder.plan.economy import Cost, Range
from planbuilder.plan.measures import likely_cost
from planbuilder.plan.model import Plan
from planbuilder.record import field, record
from planbuilder.yamltext.reading import read_file
from planbuilder.yamltext.schema import limits, read

# A cost that is to have no uplift, though the plan's costs have one.
NONE = "none"
ONE, WHOLE = Decimal(1), Decimal(100)


@record
class Uplift:
    """A class of projects: percent beyond the estimate where nothing is known of it, and where all is dealt with."""

    upper: Decimal = field(metadata=limits(least=0, most=1000))
    lower: Decimal = field(metadata=limits(least=0, most=1000))


@record
class UpliftTable:
    """A published table of uplifts, in percent of the estimate, by class."""

    format: str
    id: str
    published: date
    title: Mapping[str, str]
    source: Mapping[str, str]
    classes: Mapping[str, Uplift]


@cache
def tables() -> tuple[UpliftTable, ...]:
    """All tables, the oldest first."""
    paths = sorted(resources.folder("uplifts").glob("*.yaml"))
    return tuple(sorted((read(read_file(path), UpliftTable)[0] for path in paths), key=lambda one: one.published))


@cache
def names() -> tuple[str, ...]:
    """The name of every class, `table.class`."""
    return tuple(f"{one.id}.{name}" for one in tables() for name in one.classes)


def table_of(name: str) -> UpliftTable | None:
    """The table that a class is of, None for a name that no class has."""
    return next((one for one in tables() if name.startswith(f"{one.id}.") and name in names()), None)


def share_of(name: str) -> Decimal:
    """The uplift (share) of a class where nothing is known of what causes it; zero for a name that no class has."""
    table = table_of(name)
    return table.classes[name.removeprefix(f"{table.id}.")].upper / WHOLE if table else Decimal(0)


def taken(plan: Plan, cost: Cost) -> str:
    """The class that stands in for the range of a cost: its own or the plan's; empty where none does or is needed."""
    # They are of what projects came to cost: nobody has counted by how much income came to be more or less.
    if cost.nature:
        return ""
    name = cost.uplift or plan.economy.uplift
    likely = likely_cost(cost)
    is_estimated = cost.range.low is not None or cost.range.high is not None
    return name if share_of(name) and not is_estimated and likely and likely.number else ""


def range_of(plan: Plan, cost: Cost) -> Range:
    """The range of a cost in the unit of its likely number: the one that is given, or what an uplift makes of it."""
    name, likely = taken(plan, cost), likely_cost(cost)
    if not name or likely is None:
        return cost.range
    return Range(likely.number, likely.number * (ONE + share_of(name)))
