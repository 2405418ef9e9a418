"""The figures of a plan: all of them, how one came to be, and how they vary by chance.

In: a plan. Out: values, as exact as they were computed.
"""

from __future__ import annotations

from pathlib import Path

from planbuilder.figures.case import compute as compute_case
from planbuilder.figures.case import uncertain_case
from planbuilder.figures.catalogue import explain as explain_figure
from planbuilder.figures.explanation import Explanation
from planbuilder.figures.model import Figures
from planbuilder.figures.simulation import Correlation, Simulation
from planbuilder.figures.simulation import simulate as draw
from planbuilder.language import Language
from planbuilder.plan.model import Plan
from planbuilder.plan.store import open_plan
from planbuilder.questionnaire.loading import load
from planbuilder.record import record
from planbuilder.usecases.plans import refuse_faults


@record
class Computed:
    """A plan and all its figures."""

    plan: Plan
    figures: Figures

    def explained(self, name: str) -> Explanation:
        """How a figure came to be, step by step; raises UsageWrong for a name that none has."""
        return explain_figure(self.plan, self.figures, name)

    def simulated(self, draws: int, seed: int = 1, correlation: Correlation = "medium") -> Simulation | None:
        """What so many draws give, None if nothing is uncertain; the same seed gives the same again."""
        return draw(uncertain_case(self.plan), draws, seed, correlation)


def compute(path: Path, language: Language) -> Computed:
    """The figures of a plan; raises InputInvalid if something in it is wrong, not merely missing."""
    opened = open_plan(path)
    refuse_faults(opened, load(), language)
    return Computed(opened.plan, compute_case(opened.plan))
