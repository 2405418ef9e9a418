"""What an explanation is made of.

In: nothing. Out: `Step` and `Explanation`, in numbers; the words for names and formulas stand in the language files.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from planbuilder.figures.model import Figures
from planbuilder.plan.model import Plan
from planbuilder.record import record, replace


@record
class Step:
    """One step: what it is about (a year, an id or a word), a calculation with its numbers in place, its result."""

    about: str
    calculation: str
    values: tuple[Decimal, ...]
    result: Decimal


@record
class Explanation:
    """A figure, the name of its formula, and the steps that lead to it.

    `exists` is False where the steps lead to no figure. `remark` names what has to be said of the figure, or why it
    does not exist.
    """

    name: str
    formula: str
    steps: tuple[Step, ...]
    exists: bool = True
    objections: tuple[str, ...] = ()
    remark: str = ""

    @property
    def result(self) -> Decimal | None:
        """The figure, which is what the last step comes to; None where there is none."""
        return self.steps[-1].result if self.exists else None


Explainer = Callable[[Plan, Figures], Explanation]


def summed(about: str, values: Sequence[Decimal]) -> Step:
    """The step that adds values up."""
    parts = tuple(values) or (Decimal(0),)
    return Step(about, " + ".join(["{}"] * len(parts)), parts, sum(parts, Decimal(0)))


def total(values: Sequence[Decimal], figure: Decimal) -> Step:
    """The last step: values that add up to the figure.

    The figure may have been added up in another order, and then its last digit is another. It is the figure that is
    shown everywhere, so it is the figure that the step ends in.
    """
    return replace(summed("sum", values), result=figure)


def shown(about: str, value: Decimal) -> Step:
    """The step that takes a value as it is."""
    return Step(about, "{}", (value,), value)
