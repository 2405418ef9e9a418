"""A workbook brought back into its plan: what was changed in it, in words and kroner, and saved if that is wanted.

In: a plan, the file of its workbook, and who brings it. Out: the plan as it is compared with the plan as it would be,
the ids of new lines, and all that could not be taken. Only cells that were changed in the workbook are taken; what the
plan says otherwise by now stays, and is told.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from planbuilder import codes
from planbuilder.changes.comparing import Comparison, compare
from planbuilder.changes.states import Named, leaving_states
from planbuilder.errors import InputInvalid, Place, Problem, UsageWrong, problem
from planbuilder.figures.review import faults
from planbuilder.interview.session import Session
from planbuilder.language import Language
from planbuilder.plan.answers import Answers
from planbuilder.plan.ids import next_number
from planbuilder.plan.steps import Edits
from planbuilder.plan.store import OpenPlan
from planbuilder.questionnaire import needed
from planbuilder.questionnaire.loading import load
from planbuilder.record import record, replace
from planbuilder.usecases.acting import Who
from planbuilder.usecases.interviewing import session
from planbuilder.usecases.plans import refuse_faults
from planbuilder.usecases.workbook_changes import Reading
from planbuilder.usecases.workbook_file import read
from planbuilder.workbook.returning import (
    BENEFITS,
    COSTS,
    OPTION_BENEFITS,
    OPTION_COSTS,
    OPTIONS,
    marked,
)
from planbuilder.yamltext.nodes import Data, KeyPath, get, put, same

# The table whose prefix new lines of a register have.
TABLES = {
    COSTS: needed.COSTS, BENEFITS: needed.BENEFITS, ("risks",): needed.RISKS,
    ("budget_changes",): needed.BUDGET_CHANGES, ("preconditions",): needed.PRECONDITIONS,
    OPTIONS: needed.OPTIONS, OPTION_COSTS: needed.OPTION_COSTS, OPTION_BENEFITS: needed.OPTION_BENEFITS,
}  # fmt: skip


@record
class Brought:
    """What became of a workbook: the differences, the ids of its new lines by where they stand, and what was left.

    `is_saved` tells whether the plan has it now.
    """

    comparison: Comparison
    new: Mapping[str, str]
    left: tuple[Problem, ...]
    is_saved: bool


def bring(plan: Path, file: Path, language: Language, who: Who, accept: bool = False) -> Brought:
    """The workbook of a plan brought back; with `accept` what differs is saved.

    Raises InputInvalid for a file that is no workbook of ours (PB395), is broken (PB397, PB398, PB408), or holds what
    cannot be (PB399, PB424, PB429), and UsageWrong for one of another plan (PB396).
    """
    held = session(plan, language, lambda: who.now, who.by, who.role)
    sent = read(file)
    if sent.plan_id != held.opened.plan.plan_id:
        raise UsageWrong([problem(codes.WORKBOOK_OF_OTHER_PLAN, Place(str(file)))])
    reading = Reading(held, sent, file)
    data, ids = held.opened.data, dict[str, str]()

    def changes(newest: OpenPlan) -> Edits:
        made = _numbered(held, newest, reading.new, ids)
        gained = {cell: ids.get(where, where) for cell, where in reading.gained.items()}
        # What names a new line may be there already, from the last time the workbook was brought.
        found = marked({**reading.edits, **made}, gained)
        return {path: value for path, value in found.items() if not same(get(newest.data, path), value)}

    edits = changes(held.opened)
    for path, value in edits.items():
        data = put(data, path, value)
    comparison = _compared(held, data, language, _Cells(file, reading.cells_of(ids), ids))
    if accept and edits:
        held.change(changes)
        refuse_faults(held.opened, load(), language)
    return Brought(comparison, ids, tuple(reading.left), accept and bool(edits))


def _numbered(held: Session, newest: OpenPlan, new: Mapping[tuple[KeyPath, str], Data], ids: dict[str, str]) -> Edits:
    """New lines at their places in the plan, each with the next free id of its register."""
    found: dict[KeyPath, Data] = {}
    taken: dict[str, int] = {}
    for (register, cell), row in new.items():
        prefix = held.question(TABLES[register]).prefix
        at = taken.get(prefix, next_number(prefix, newest.data))
        taken[prefix] = at + 1
        ids[cell] = f"{prefix}{at}"
        found[(*register, ids[cell])] = row
    return found


@record
class _Cells:
    """Where in a workbook the values of a plan were typed, and what its new lines were called there, with their ids."""

    file: Path
    cells: Mapping[KeyPath, str]
    ids: Mapping[str, str]

    def told(self, found: Problem) -> Problem:
        """A problem of the plan as one of the workbook, at the first cell of what it is with."""
        path = tuple(found.place.path.split("."))
        own = (cell for place, cell in self.cells.items() if place[: len(path)] == path)
        beside = (cell for place, cell in self.cells.items() if place[: len(path) - 1] == path[:-1])
        called = {id: cell.partition(": ")[2] for cell, id in self.ids.items()}
        values = {name: called.get(str(value), value) for name, value in found.values.items()}
        at = next(own, next(beside, found.place.path))
        return replace(found, values=values, place=replace(found.place, file=str(self.file), path=at))


def _compared(held: Session, data: Data, language: Language, cells: _Cells) -> Comparison:
    """The plan against the plan as it would be; raises InputInvalid for one that would be wrong, with its cells."""
    names = (language.text("changes.as_it_is"), language.text("import.workbook"))
    states = leaving_states(Named(names[0], held.opened.data), Named(names[1], data), load(), language)
    if found := faults(Answers(states[1].plan, load(), language)):
        raise InputInvalid(map(cells.told, found))
    return compare(*states, load(), language)
