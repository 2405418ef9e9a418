"""What else could be done: the options beside the plan, and the lines of each that differ from the plan's.

In: nothing. Out: frozen types whose fields are the keys of `plan.yaml`. The option that was chosen is the plan itself;
what another one comes to is made of both in `option_plan`. Units are those of the plan's own lines.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from planbuilder.plan.economy import (
    AMOUNT,
    EVERY,
    FTE,
    LONG_TEXT,
    PERCENT,
    TITLE,
    YEAR,
    BenefitKind,
    FullEffect,
)
from planbuilder.record import field, record
from planbuilder.yamltext.schema import limits

# As many as a table and a figure can compare, the plan itself not counted.
MOST_OPTIONS = 5


@record
class Option:
    """An option beside the plan; `nothing` is to go on as today. `without_…` are lines of the plan that it lacks.

    Doing nothing has none of the plan's lines, but for those that it has a line in the place of; it is not taken to
    cost nothing.
    """

    title: str = field(default="", metadata=TITLE)
    kind: Literal["", "nothing", "other"] = ""
    description: str = field(default="", metadata=LONG_TEXT)
    without_costs: tuple[str, ...] = ()
    without_benefits: tuple[str, ...] = ()
    without_risks: tuple[str, ...] = ()

    @property
    def is_nothing(self) -> bool:
        """Whether none of the plan's lines are part of it."""
        return self.kind == "nothing"


@record
class OptionCost:
    """A cost of an `option`: in the place of a cost of the plan (`instead_of`), or one that the option alone has.

    What is not said is as in the cost that it takes the place of.
    """

    option: str = ""
    instead_of: str = ""
    title: str = field(default="", metadata=TITLE)
    # New money has a name of its own here, since nothing said is what the plan's cost is.
    nature: Literal["", "new_money", "own_time", "income", "residual_value"] = ""
    kind: Literal["", "one_off", "running"] = ""
    every: int | None = field(default=None, metadata=EVERY)
    amount: Decimal | None = field(default=None, metadata=AMOUNT)
    fte: Decimal | None = field(default=None, metadata=FTE)
    amounts: Mapping[str, Decimal] = field(default_factory=dict, metadata=AMOUNT)
    from_: int | None = field(default=None, metadata=YEAR)
    to: int | None = field(default=None, metadata=YEAR)
    source: str = field(default="", metadata=LONG_TEXT)


@record
class OptionBenefit:
    """A benefit of an `option`: in the place of a benefit of the plan, or one that the option alone has."""

    option: str = ""
    instead_of: str = ""
    title: str = field(default="", metadata=TITLE)
    kind: BenefitKind = ""
    full_effect: FullEffect = FullEffect()
    start: int | None = field(default=None, metadata=YEAR)
    profile: str = ""
    ramp: tuple[Decimal, ...] = field(default=(), metadata=limits(least=0, most=200))
    end: int | None = field(default=None, metadata=YEAR)
    account: str = ""
    use: str = field(default="", metadata=LONG_TEXT)
    use_decided_by: str = field(default="", metadata=TITLE)
    source: str = field(default="", metadata=LONG_TEXT)


@record
class OptionRisk:
    """A risk of an `option`: in the place of a risk of the plan, or one that the option alone has."""

    option: str = ""
    instead_of: str = ""
    title: str = field(default="", metadata=TITLE)
    probability: Decimal | None = field(default=None, metadata=PERCENT)
    consequence: Decimal | None = field(default=None, metadata=AMOUNT)
