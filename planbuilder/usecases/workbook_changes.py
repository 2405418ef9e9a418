"""The changed cells of a workbook → the changes of its plan that come to the same.

In: what was read of the file, and the plan as it is held. Out: values at their places in the plan, new lines, and all
that could not be taken. A new line may name another new one: a delivery the benefits that wait for it, a line the
option that it is of; which id that gets is known when it is written.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from planbuilder import codes
from planbuilder.errors import InputInvalid, Place, Problem, problem
from planbuilder.figures.case import compute
from planbuilder.interview.session import Session
from planbuilder.language import load as spoken
from planbuilder.plan.answers import Answers
from planbuilder.plan.options import OptionBenefit, OptionCost
from planbuilder.plan.publish import leaving
from planbuilder.plan.registers import Precondition
from planbuilder.questionnaire.loading import load
from planbuilder.usecases.workbook_file import EMPTY, Cell, Sent, number
from planbuilder.workbook.build import written
from planbuilder.workbook.kept import as_kept, digest, inputs
from planbuilder.workbook.limits import chosen, fits, rule_of
from planbuilder.workbook.model import Rule
from planbuilder.workbook.returning import (
    BENEFITS,
    COSTS,
    OPTION_BENEFITS,
    OPTION_COSTS,
    OPTIONS,
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
from planbuilder.yamltext.nodes import Data, KeyPath, get, leaves, put, same

# The registers whose new lines others name.
NAMED = (BENEFITS, OPTIONS)
LISTED = "workbook.rule.list"
# The registers whose rows of inputs hold the whole of a line.
OWN_ROWS = ("costs", "benefits", "risks", "budget_changes", "preconditions")


class Reading:
    """The changed cells of a workbook, as changes of the plan."""

    def __init__(self, held: Session, sent: Sent, file: Path) -> None:
        self.sent, self.file, self.plan, self.data = sent, file, held.opened.plan, held.opened.data
        self.left: list[Problem] = []
        self.wrong: list[Problem] = []
        # In which cell each value of the plan was typed, a new line by the number of its row.
        self.cells: dict[KeyPath, str] = {}
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
        # Where each new benefit and each new option stands in the workbook, or its id, by what other lines call it.
        self.gained: dict[str, str] = {}
        # The place of each new line, by what it is called.
        self.rows: dict[str, KeyPath] = {}
        # The id of each that the plan has got since, and that was changed in the workbook after that.
        self.twins: dict[KeyPath, str] = {}
        rooms = dict.fromkeys(id[1:] for register, id, _ in sent.was if register == "options" and id.startswith("+"))
        self.new_options = tuple(self.words.text("workbook.new_option", n=n) for n in rooms)
        self.new = self.lines()
        self.wrong += self.emptied()
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
        self.cells.setdefault(path, self.sent.at[place])
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
        # As a spreadsheet compares: its lists know no capitals.
        text = next((one for one in rule.choices if one.casefold() == text.casefold()), text)
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
        """Whether a cell cannot be emptied: the title of an option, and what it says, which would be as in the plan."""
        register, id, field = place
        if register == "options":
            return True
        rows: Mapping[str, Mapping[str, OptionCost | OptionBenefit]] = {
            "option_costs": self.plan.option_costs,
            "option_benefits": self.plan.option_benefits,
        }
        row = rows.get(register, {}).get(id)
        return bool(row and row.instead_of) and not field.startswith("ramp_")

    def rule(self, place: Input) -> Rule:
        """What a cell may hold."""
        if place[2] == "option":
            # Those that can be chosen in the workbook, which had as many new ones as the plan had room for then.
            return Rule("list", choices=(*self.plan.options, *self.new_options), text=self.words.text(LISTED))
        return rule_of(self.book, place) or Rule("length", most=Decimal(100_000))

    def named(self, place: Input) -> Input:
        """An input by its committee's name, where that stands in a spare column."""
        register, id, field = place
        if register.endswith("_committees") and field.startswith("+"):
            name = self.sent.now.get(("committees", "names", field), EMPTY)[1].strip()
            return register, id, name or field
        return place

    def emptied(self) -> Iterator[Problem]:
        """Lines of which nothing is left: whether they are to go is not known, and they would stay as empty ones."""
        rows: dict[tuple[str, str], list[Input]] = {}
        for place in self.sent.was:
            if place[0] in OWN_ROWS and not place[1].startswith("+"):
                rows.setdefault(place[:2], []).append(place)
        for (_, id), own in rows.items():
            if not any(self.sent.now[one][1] for one in own) and any(self.sent.was[one][1] for one in own):
                yield self.told(codes.LINE_EMPTIED, own[0], id=id)

    def lines(self) -> dict[tuple[KeyPath, str], Data]:
        """New lines by register and by what they are called in the workbook; one that is there already is told."""
        found: dict[tuple[KeyPath, str], Data] = {}
        places = self.new_places()
        # Those first that others name.
        for register in sorted(dict.fromkeys(register for register, _ in places), key=lambda one: one not in NAMED):
            own = {id: cells for (of, id), cells in places.items() if of == register}
            found |= self.of_register(register, {id: self.row(register, cells) for id, cells in own.items()}, own)
        return found

    def of_register(
        self, register: KeyPath, rows: Mapping[str, Mapping[str, Data]], places: Mapping[str, Sequence[Input]]
    ) -> dict[tuple[KeyPath, str], Data]:
        """The new lines of a register, but for those that it has got since the workbook was made."""
        found: dict[tuple[KeyPath, str], Data] = {}
        named = {id: marked({(*register, id): {**row}}, self.gained)[*register, id] for id, row in rows.items()}
        known = {id: self.known(register, row) for id, row in named.items()}
        for id, row in rows.items():
            first = places[id][0]
            self.whole(register, row, first)
            cell, twin = self.called(register, id, first), known[id] or self.twin(register, row, known.values())
            key = self.words.text("workbook.new_option", n=id[1:]) if register == OPTIONS else id
            self.gained |= {key: twin or cell} if register in NAMED else {}
            if known[id]:
                self.left.append(self.told(codes.LINE_KNOWN, first, id=twin))
            elif twin:
                known[id] = self.twins[*register, id] = twin
                self.left.append(self.told(codes.LINE_KNOWN_OTHERWISE, first, id=twin))
                self.edits |= {(*register, twin, *path): value for path, value in leaves(named[id])}
            else:
                found[register, cell] = {**row}
                self.rows[cell] = (*register, id)
        return found

    def called(self, register: KeyPath, id: str, first: Input) -> str:
        """What a new line is called: its sheet, and the number that its row has."""
        n = self.words.text("workbook.new_option" if register == OPTIONS else "workbook.new", n=id[1:])
        return f"{self.sent.at[first].partition('!')[0]}: {n}"

    def cells_of(self, ids: Mapping[str, str]) -> Mapping[KeyPath, str]:
        """In which cell each value of the plan was typed, by the ids that new lines got."""
        got = {**{self.rows[cell]: id for cell, id in ids.items()}, **self.twins}
        found: dict[KeyPath, str] = {}
        for path, cell in self.cells.items():
            own = next((row for row in got if path[: len(row)] == row), None)
            found[(*own[:-1], got[own], *path[len(own) :]) if own else path] = cell
        return found

    def whole(self, register: KeyPath, row: Mapping[str, Data], first: Input) -> None:
        """Note what a new line cannot do without: the kind of a cost, and the option that a line is of."""
        if register in (COSTS, OPTION_COSTS) and "kind" not in row:
            self.wrong.append(self.told(codes.LINE_LACKS_KIND, first))
        if register in (OPTION_COSTS, OPTION_BENEFITS):
            option = row.get("option")
            if option is None or (option in self.new_options and option not in self.gained):
                self.wrong.append(self.told(codes.LINE_OF_NO_OPTION, first))

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

    def row(self, register: KeyPath, places: Sequence[Input]) -> Mapping[str, Data]:
        """A new line as the plan has it."""
        values: dict[KeyPath, Data] = {}
        for place in places:
            path = place_of(self.plan, self.named(place))
            if path is not None:
                self.note(place, path, values)
        # An option that is typed is the plan with its lines.
        row: Data = {"kind": "other"} if register == OPTIONS else {}
        for path, value in values.items():
            row = put(row, path[len(register) + 1 :], value)
        assert isinstance(row, dict)
        return row

    def known(self, register: KeyPath, row: Data) -> str:
        """The id of a line that the plan has got since, and that is the same; empty if there is none."""
        return next((id for id, one in self.since(register) if same(one, row)), "")

    def twin(self, register: KeyPath, row: Mapping[str, Data], taken: Collection[str]) -> str:
        """The id of the one line that the plan has got since and that is called the same; empty if there is no such."""
        title = next((row[name] for name in ("title", "budget") if row.get(name)), "")
        named = ((id, one) for id, one in self.since(register) if isinstance(one, dict))
        found = [
            id for id, one in named if id not in taken and title and title in (one.get("title"), one.get("budget"))
        ]
        # Which of several it is cannot be known.
        return found[0] if len(found) == 1 else ""

    def since(self, register: KeyPath) -> Iterator[tuple[str, Data]]:
        """The lines that the plan has got since the workbook was made."""
        lines = get(self.data, register)
        there = {id for of, id, _ in self.sent.was if REGISTERS.get(of) == register}
        yield from ((id, one) for id, one in (lines.items() if isinstance(lines, dict) else ()) if id not in there)


def _same(cell: Cell, value: object) -> bool:
    """Whether a cell holds what the plan's own workbook would hold there."""
    kind, text = cell
    if isinstance(value, Decimal | int):
        return kind == "number" and number(text) == number(str(value))
    return text == (value or "")
