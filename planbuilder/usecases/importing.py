"""A workbook brought back into its plan: what was changed in it, in words and kroner, and saved if that is wanted.

In: a plan, the file of its workbook, and who brings it. Out: the plan as it is compared with the plan as it would be,
the ids of new lines, and all that could not be taken. Only cells that were changed in the workbook are taken; what the
plan says otherwise by now stays, and is told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from planbuilder import codes
from planbuilder.changes.comparing import Comparison, compare
from planbuilder.changes.states import Named, leaving_states
from planbuilder.errors import InputInvalid, Place, Problem, UsageWrong, problem
from planbuilder.figures.case import compute
from planbuilder.figures.review import faults
from planbuilder.interview.session import Session
from planbuilder.language import Language
from planbuilder.language import load as spoken
from planbuilder.plan.answers import Answers
from planbuilder.plan.ids import next_number
from planbuilder.plan.options import OptionBenefit, OptionCost
from planbuilder.plan.publish import leaving
from planbuilder.plan.registers import Precondition
from planbuilder.plan.steps import Edits
from planbuilder.plan.store import OpenPlan
from planbuilder.questionnaire import needed
from planbuilder.questionnaire.loading import load
from planbuilder.record import record, replace
from planbuilder.usecases.acting import Who
from planbuilder.usecases.interviewing import session
from planbuilder.usecases.plans import refuse_faults
from planbuilder.usecases.workbook_file import EMPTY, Cell, Sent, number, read
from planbuilder.workbook.build import written
from planbuilder.workbook.kept import as_kept, digest, inputs
from planbuilder.workbook.limits import chosen, fits, rule_of
from planbuilder.workbook.model import Rule
from planbuilder.workbook.returning import (
    BENEFITS,
    COSTS,
    REGISTERS,
    Input,
    marked,
    place_of,
    ramp,
    settled,
    told,
    value_of,
    waiting,
)
from planbuilder.yamltext.nodes import Data, KeyPath, get, put, same

# The table whose prefix new lines of a register have.
TABLES = {
    COSTS: needed.COSTS, BENEFITS: needed.BENEFITS, ("risks",): needed.RISKS,
    ("budget_changes",): needed.BUDGET_CHANGES, ("preconditions",): needed.PRECONDITIONS,
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
    reading = _Reading(held, sent, file)
    data, ids = held.opened.data, dict[str, str]()

    def changes(newest: OpenPlan) -> Edits:
        made = _numbered(held, newest, reading.new, ids)
        gained = {cell: ids.get(where, where) for cell, where in reading.gained.items()}
        # A mark at a new benefit may be there already, from the last time the workbook was brought.
        found = marked({**reading.edits, **made}, gained)
        return {path: value for path, value in found.items() if not same(get(newest.data, path), value)}

    edits = changes(held.opened)
    for path, value in edits.items():
        data = put(data, path, value)
    comparison = _compared(held, data, language)
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


def _compared(held: Session, data: Data, language: Language) -> Comparison:
    """The plan against the plan as it would be; raises InputInvalid for one that would be wrong."""
    names = (language.text("changes.as_it_is"), language.text("import.workbook"))
    states = leaving_states(Named(names[0], held.opened.data), Named(names[1], data), load(), language)
    if found := faults(Answers(states[1].plan, load(), language)):
        raise InputInvalid(replace(one, place=replace(one.place, file=names[1])) for one in found)
    return compare(*states, load(), language)


class _Reading:
    """The changed cells of a workbook, as changes of the plan."""

    def __init__(self, held: Session, sent: Sent, file: Path) -> None:
        self.sent, self.file, self.plan, self.data = sent, file, held.opened.plan, held.opened.data
        self.left: list[Problem] = []
        self.wrong: list[Problem] = []
        self.words = spoken(sent.language)
        self.book = written(self.plan, compute(self.plan), self.words)
        shown = leaving(Answers(self.plan, load(), held.language))
        # A plan without internal words leaves as it is.
        self.as_sent = self.book if shown == self.plan else written(shown, compute(shown), self.words)
        self.current = [inputs(one) for one in (self.book, self.as_sent)]
        if sent.digest not in map(digest, (self.book, self.as_sent)):
            self.left.append(self.told(codes.PLAN_CHANGED_SINCE, None))
        changed: dict[KeyPath, Data] = {}
        for place in sent.changed:
            if not place[1].startswith("+") and place[0] != "committees":
                self.take(place, changed)
        self.edits = settled(self.plan, changed)
        # Where each new benefit stands in the workbook, or its id, by the number of its row.
        self.gained: dict[str, str] = {}
        self.new = self.lines()
        for place in sent.changed:
            if place[0] == "preconditions" and place[2].startswith("holds_+") and place[2][6:] not in self.gained:
                self.left.append(self.told(codes.NOT_IN_THE_PLAN, place))
        if self.wrong:
            raise InputInvalid(self.wrong)

    def told(self, code: codes.Code, place: Input | None, **values: object) -> Problem:
        """A problem with a cell."""
        cell = {} if place is None else {"cell": self.sent.at[place]}
        return problem(code, Place(str(self.file)), **cell, **values)

    def take(self, place: Input, changed: dict[KeyPath, Data]) -> None:
        """Note the change of a cell, or why it is not taken."""
        path = place_of(self.plan, self.named(place))
        is_gone, register = place not in self.current[0], REGISTERS.get(place[0])
        if is_gone and (register is None or get(self.data, (*register, place[1])) is None):
            self.left.append(self.told(codes.LINE_GONE, place, id=place[1]))
        # A line that is there may say no longer what it said, as one of an option that is now as in the plan.
        elif path is None or is_gone:
            self.left.append(self.told(codes.NOT_IN_THE_PLAN, place))
        elif any(_same(self.sent.was[place], one.get(place)) for one in self.current):
            self.note(place, path, changed)
        # Where the plan has come to the same, there is nothing to take and nothing to tell.
        elif not _same(self.sent.now[place], self.current[0][place]):
            here, there = (told(place, one) for one in (self.sent.now[place][1], as_kept(self.current[0][place])))
            self.left.append(self.told(codes.BOTH_CHANGED, place, here=here, there=there or "–"))

    def note(self, place: Input, path: KeyPath, changed: dict[KeyPath, Data]) -> None:
        """Note a value at its place in the plan."""
        if path[-1] == "ramp":
            steps = [one for one in self.sent.was if one[:2] == place[:2] and one[2].startswith("ramp_")]
            shares = [self.value(one) for one in steps]
            made = ramp([one if isinstance(one, Decimal) else None for one in shares])
            if made is None:
                whole = self.words.text("workbook.rule.ramp")
                self.wrong.append(self.told(codes.CELL_UNFIT, place, found=self.sent.now[place][1], allowed=whole))
            changed[path] = made or None
        elif path[-1] == "holds":
            said = changed.get(path)
            was = said if isinstance(said, list) else self.plan.preconditions.get(place[1], Precondition()).holds
            changed[path] = [*waiting([str(one) for one in was], place[2].partition("_")[2], bool(self.value(place)))]
        else:
            changed[path] = value_of(place, self.value(place))

    def value(self, place: Input) -> str | Decimal | None:
        """What a cell holds, checked against what it may hold; a word of a list as the plan has it."""
        kind, text = self.sent.now[place]
        rule = self.rule(place)
        if not text:
            if self.must_say(place):
                filled = self.words.text("workbook.rule.filled")
                self.wrong.append(self.told(codes.CELL_UNFIT, place, found="–", allowed=filled))
            return None
        found = number(text) if kind == "number" else text
        if not fits(rule, found):
            self.wrong.append(self.told(codes.CELL_UNFIT, place, found=text, allowed=rule.text))
        words = chosen(self.words, *place)
        return words.get(text, text) if words and kind == "text" else found

    def must_say(self, place: Input) -> bool:
        """Whether a cell is what an option says otherwise than the plan: emptied, it would be as in the plan."""
        register, id, field = place
        rows: Mapping[str, Mapping[str, OptionCost | OptionBenefit]] = {
            "option_costs": self.plan.option_costs,
            "option_benefits": self.plan.option_benefits,
        }
        row = rows.get(register, {}).get(id)
        return bool(row and row.instead_of) and not field.startswith("ramp_")

    def rule(self, place: Input) -> Rule:
        """What a cell may hold."""
        return rule_of(self.book, place) or Rule("length", most=Decimal(100_000))

    def named(self, place: Input) -> Input:
        """An input by its committee's name, where that stands in a spare column."""
        register, id, field = place
        if register.endswith("_committees") and field.startswith("+"):
            name = self.sent.now.get(("committees", "names", field), EMPTY)[1].strip()
            return register, id, name or field
        return place

    def lines(self) -> dict[tuple[KeyPath, str], Data]:
        """New lines by register and by what they are called in the workbook; one that is there already is told."""
        found: dict[tuple[KeyPath, str], Data] = {}
        # Benefits first: a delivery names those that it holds back.
        for (register, id), places in sorted(self.new_places().items(), key=lambda one: one[0][0] != BENEFITS):
            row, first = self.row(register, places), places[0]
            if register == COSTS and isinstance(row, dict) and "kind" not in row:
                self.wrong.append(self.told(codes.LINE_LACKS_KIND, first))
            sheet = self.sent.at[first].partition("!")[0]
            cell = f"{sheet}: {self.words.text('workbook.new', n=id[1:])}"
            known = self.known(register, marked({(*register, id): row}, self.gained)[*register, id])
            self.gained |= {id: known or cell} if register == BENEFITS else {}
            if known:
                self.left.append(self.told(codes.LINE_KNOWN, first, id=known))
                continue
            found[register, cell] = row
        return found

    def new_places(self) -> Mapping[tuple[KeyPath, str], list[Input]]:
        """The cells of each new line that have a place in the plan; the others are told."""
        found: dict[tuple[KeyPath, str], list[Input]] = {}
        for place in self.sent.changed:
            register, id, _ = place
            if id.startswith("+") and register in REGISTERS:
                if place_of(self.plan, self.named(place)) is None:
                    self.left.append(self.told(codes.NOT_IN_THE_PLAN, place))
                else:
                    found.setdefault((REGISTERS[register], id), []).append(place)
        return found

    def row(self, register: KeyPath, places: Sequence[Input]) -> Data:
        """A new line as the plan has it."""
        values: dict[KeyPath, Data] = {}
        for place in places:
            path = place_of(self.plan, self.named(place))
            if path is not None:
                self.note(place, path, values)
        row: Data = {}
        for path, value in values.items():
            row = put(row, path[len(register) + 1 :], value)
        return row

    def known(self, register: KeyPath, row: Data) -> str:
        """The id of a line that the plan has got since, and that is the same; empty if there is none."""
        lines = get(self.data, register)
        there = {id for of, id, _ in self.sent.was if REGISTERS.get(of) == register}
        new = lines.items() if isinstance(lines, dict) else ()
        return next((id for id, one in new if id not in there and same(one, row)), "")


def _same(cell: Cell, value: object) -> bool:
    """Whether a cell holds what the plan's own workbook would hold there."""
    kind, text = cell
    if isinstance(value, Decimal | int):
        return kind == "number" and number(text) == number(str(value))
    return text == (value or "")
