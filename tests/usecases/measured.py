"""A plan whose indicators can be measured."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from planbuilder.language import Language
from planbuilder.plan.store import Author, create, open_plan
from planbuilder.usecases.interviewing import session
from planbuilder.yamltext.nodes import Data

NOW = datetime(2028, 3, 31, 12, 0)
FACTS: dict[str, Data] = {"title": "T", "price_base": 2026, "first_year": 2027, "horizon": 5, "language": "da"}
ONLINE: dict[str, Data] = {
    "title": "Digitale ansøgninger", "benefit": "G1", "unit": "%", "frequency": "monthly",
    "baseline": {"value": 20, "on": "2026-09-30"}, "target": {"value": 80, "on": "2030-12-31"},
}  # fmt: skip
MINUTES: dict[str, Data] = {
    "title": "Tid pr. sag", "unit": "minutter", "frequency": "yearly",
    "baseline": {"value": 60, "on": "2027-06-30"}, "target": {"value": 30, "on": "2029-06-30"},
}  # fmt: skip


def begun(folder: Path, danish: Language) -> Path:
    """A plan with a benefit that grows in three years, an indicator of it, and one of no benefit."""
    create(folder, FACTS, Author("", "", NOW))
    held = session(folder, danish, lambda: NOW, "Ane")
    held.add_row("benefits_tree.benefits", {"title": "Tid", "profile": "three_years"})
    for row in (ONLINE, MINUTES):
        held.add_row("goals_followup.indicators", row)
    return folder


def noted(plan: Path) -> list[tuple[str, date | None, Decimal | None]]:
    """The measurements in the plan, in its order."""
    return [(x.indicator, x.on, x.value) for x in open_plan(plan).plan.measurements.values()]
