"""A plan with a board: two indicators measured, of which one is behind, actions, and ideas in every state."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from planbuilder.interview.session import Session
from planbuilder.language import Language
from planbuilder.usecases.interviewing import session
from planbuilder.usecases.meetings import begin
from planbuilder.yamltext.nodes import Data
from tests.usecases.measured import begun

NOW = datetime(2028, 3, 31, 12, 0)
DAY = NOW.date()
MEASURED: tuple[tuple[str, str, int], ...] = (
    ("I1", "2027-12-31", 40), ("I1", "2028-03-30", 60), ("I2", "2028-03-29", 59),
)  # fmt: skip
ACTIONS: tuple[dict[str, Data], ...] = (
    {"title": "Kampagne", "responsible": "P1", "deadline": "2028-03-01", "status": "started"},
    {"title": "Ny arbejdsgang", "deadline": "2028-05-01", "status": "decided"},
    {"title": "Måling af tid", "deadline": "day 1 of every month", "status": "decided"},
    {"title": "Om to år", "deadline": "2030-05-01", "status": "decided"},
    {"title": "Skilt", "deadline": "2028-03-01", "status": "evaluated"},
)
IDEAS: tuple[dict[str, Data], ...] = (
    {"title": "Rød", "effect": "low", "resources": "high"},
    {"title": "Grøn", "effect": "high", "resources": "low", "by": "skranken"},
    {"title": "Ny"},
    {"title": "Væk", "effect": "high", "resources": "low", "reason": "For dyrt"},
)


def at_board(folder: Path, danish: Language) -> Session:
    """A session on the plan, before any meeting."""
    begun(folder, danish)
    held = session(folder, danish, lambda: NOW, "Ane", "projektleder")
    for name in ("Ulla, leder", "Erik, konsulent"):
        held.add_person(name)
    for indicator, on, value in MEASURED:
        held.add_row("action_plan.measurements", {"indicator": indicator, "on": date.fromisoformat(on), "value": value})
    for table, rows in (("actions", ACTIONS), ("ideas", IDEAS)):
        for row in rows:
            held.add_row(f"action_plan.{table}", row)
    return held


def under_way(folder: Path, danish: Language) -> tuple[Session, str]:
    """The same with a meeting that has begun, and its id."""
    held = at_board(folder, danish)
    return held, begin(held, DAY)
