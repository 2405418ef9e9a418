"""Count what the interview asks for on the way from an empty plan to the whole of the example.

    python benchmarks/prompts.py [da|en]

The real dialogue is held through a face that answers everything as the example has it, and nothing else; each line,
each choice and each form that it is asked for is a prompt, the form of a row being one however many fields it has. It
goes through the parts once, and then, as from the review, through the questions that could not be answered whole the
first time (what they refer to was not there yet). Prints the prompts by part, how many fields were filled in in forms,
how many prompts and fields had no help, and the questions that differ from the example's at the end.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

from planbuilder import example, language
from planbuilder.interview.asking import Entered, Form, FormField, Menu, Prompt, Wish
from planbuilder.interview.dialogue import Dialogue
from planbuilder.interview.entries import help_lines
from planbuilder.interview.fields import NEW, Field
from planbuilder.interview.forms import Row
from planbuilder.interview.session import Session
from planbuilder.interview.sheet import Sheet
from planbuilder.interview.tables import ADD, DONE
from planbuilder.plan.store import PLAN, Author, create, open_plan
from planbuilder.questionnaire import kinds
from planbuilder.questionnaire.loading import load
from planbuilder.yamltext.nodes import Data, get, leaf_text

AUTHOR = Author("Kim", "", datetime(2026, 11, 26, 12, 0))
FACTS = ("title", "language", "organisation", "price_base", "first_year", "horizon")  # what `new` has asked for


class Copyist:
    """A face that gives the example's answers; `prompts` counts what it was asked for, by part."""

    def __init__(self, session: Session, target: Session) -> None:
        self.session, self.target = session, target
        self.prompts: Counter[str] = Counter()
        self.part, self.table, self.field = "", "", Field(target.question("cover.title"), (), "")
        self.opened: set[tuple[str, str]] = set()
        self.fields, self.helpless = 0, list[str]()
        self.asked = Row("", "", "", {}, {})

    def say(self, text: str, tone: str = "") -> None:
        """What is only shown is no prompt."""

    def line(self, prompt: Prompt) -> str | Wish:
        """The example's answer as it would be typed; what it does not answer is skipped."""
        self._count(self.field)
        line = self._line()
        return line if line and line != prompt.default and prompt.check(line) is None else Wish.SKIP

    def _count(self, *fields: Field) -> None:
        """Count one prompt, and those of its fields that have no help."""
        self.prompts[self.part] += 1
        self.helpless += [one.title for one in fields if not help_lines(self.session, one.helps)]

    def form(self, form: Form) -> Entered:
        """The example's row in one form; one goes on to the next row as long as the example has one to fill in."""
        sheet, fields = Sheet(form, self.target.language), self.asked.fields
        self._count(*fields.values())
        sheet.further = True
        for one in form.fields:  # those that another one calls up come after it
            if one in sheet.shown:
                self.field = fields[one.key]
                self._enter(sheet, one)
        return sheet.leave(Wish.NEXT if self._has_more() else Wish.DONE)

    def _enter(self, sheet: Sheet, one: FormField) -> None:
        """The example's answer in one field of a form, where it can be taken."""
        self.fields += 1
        if isinstance(one.ask, Menu):
            values = {option.value for option in one.ask.options}
            sheet.choose(one, self._chosen(values) or one.held)
        elif (line := self._line()) and one.ask.check(line) is None:
            sheet.put(one, line)

    def _has_more(self) -> bool:
        """Whether the next row is one to go on to: one more new row, or one that lacks something the example has."""
        if not self.table:
            return False
        ours, theirs = list(self.session.answers.rows(self.table)), list(self.target.answers.rows(self.table))
        if self.asked.row == NEW:
            return len(ours) + 1 < len(theirs)
        at = ours.index(self.asked.row) + 1
        if at >= min(len(ours), len(theirs)) or not self._lacks(ours[at], theirs[at]):
            return False
        is_new = (self.table, ours[at]) not in self.opened
        self.opened.add((self.table, ours[at]))
        return is_new

    def _line(self) -> str:
        typed, spoken = self._typed(), self.target.language
        if self.field.question.kind in ("by_year", "by_name") and isinstance(typed, dict):
            line = "; ".join(f"{key}: {spoken.exact(one)}" for key, one in typed.items())
        elif kinds.of(self.field.question).is_number and typed not in (None, ()):
            line = "; ".join(map(spoken.exact, typed if self.field.question.many else (typed,)))
        else:
            line = kinds.show(self.field.question, typed, self.target.answers.context)
        return line

    def choose(self, menu: Menu) -> str | Wish:
        """The example's choice, or what leads on in a table."""
        values = {option.value for option in menu.options}
        if DONE in values or {"change", "copy"} <= values or values == {"yes", "no"}:
            self._count()
            return self._row(values) if DONE in values else "change" if "change" in values else "yes"
        self._count(self.field)
        return next(iter(self._chosen(values)), Wish.SKIP)

    def choose_many(self, menu: Menu) -> tuple[str, ...] | Wish:
        """The example's choices, in its order."""
        self._count(self.field)
        return self._chosen({option.value for option in menu.options}) or Wish.SKIP

    def _chosen(self, values: set[str]) -> tuple[str, ...]:
        """The example's choices among those that are offered."""
        found = get(self.target.data, self._key())
        given = [leaf_text(one) or "" for one in (found if isinstance(found, list) else [found])]
        return tuple(one for one in given if one in values)

    def _key(self) -> tuple[str, ...]:
        """Where the example has what is asked for; a new row is its next one."""
        ours, theirs = (list(one.rows(self.table)) if self.table else [] for one in (self.session, self.target))
        meant = dict(zip([*ours, NEW], theirs, strict=False))  # rows by their order: their ids may differ
        return tuple(meant.get(key, key) for key in self.field.key)

    def _typed(self) -> Any:
        found = get(self.target.data, self._key())
        return kinds.read(self.field.question, found, self.target.answers.context) if found is not None else None

    def _row(self, offered: set[str]) -> str:
        """A new row as long as the example has more, else a row that lacks something the example has."""
        if ADD in offered and len(self.session.rows(self.table)) < len(self.target.rows(self.table)):
            return ADD
        pairs = zip(self.session.answers.rows(self.table), self.target.answers.rows(self.table), strict=False)
        for row, theirs in pairs:
            if row in offered and (self.table, row) not in self.opened and self._lacks(row, theirs):
                self.opened.add((self.table, row))
                return row
        return DONE

    def _lacks(self, row: str, theirs: str) -> bool:
        """Whether a row has not yet what the example's has."""
        columns = [one.id for one in self.target.question(self.table).columns]
        ours, whole = (one.answers.rows(self.table) for one in (self.session, self.target))
        return any(ours[row][column] != whole[theirs][column] for column in columns)


class Counted(Dialogue):
    """The dialogue, telling the face which question and which field it is asked for."""

    def __init__(self, session: Session, face: Copyist) -> None:
        super().__init__(session, face)
        ask = self.questions.ask

        def told(field: Field) -> Data | Wish:
            face.field = field
            return ask(field)

        shape = self.tables.forms.form

        def shown(asked: Row) -> Form:
            face.asked = asked
            return shape(asked)

        several = self.forms.form

        def grouped(asked: Row) -> Form:
            face.asked = asked
            return several(asked)

        self.forms.form = grouped  # type: ignore[method-assign]
        self.questions.ask = told  # type: ignore[method-assign]
        self.tables.forms.form = shown  # type: ignore[method-assign]
        self.face = face

    def question(self, id: str) -> Wish | None:
        """Ask, having told the face what about."""
        self.face.part = id.partition(".")[0]
        self.face.table = id if self.session.question(id).is_table else ""
        self.face.opened.clear()
        return super().question(id)

    def several(self, ids: list[str], at: str) -> Wish | None:
        """Ask several, having told the face what about."""
        self.face.part, self.face.table = ids[0].partition(".")[0], ""
        return super().several(ids, at)


def differing(session: Session, target: Session) -> list[str]:
    """The questions whose answers are not the example's."""
    ids = [id for id, one in target.questionnaire.questions() if target.answers.is_asked(id)]
    return [id for id in ids if _said(session, id) != _said(target, id)]


def _said(session: Session, id: str) -> object:
    """An answer, of a table its rows whatever they are called."""
    value = session.answers.value(id)
    return list(value.values()) if session.question(id).is_table else value


def walked(code: str, folder: Path) -> tuple[Copyist, list[str]]:
    """The face that has counted the way, and the questions that differ at its end."""
    spoken, whole = language.load(code), load()
    (folder / "example").mkdir()
    (folder / "example" / PLAN).write_text(example.text(spoken), encoding="utf-8")
    target = Session(open_plan(folder / "example"), whole, spoken, lambda: AUTHOR)
    create(folder / "new", {name: get(target.data, (name,)) for name in FACTS}, AUTHOR)
    session = Session(open_plan(folder / "new"), whole, spoken, lambda: AUTHOR)
    face = Copyist(session, target)
    dialogue = Counted(session, face)
    for part in whole.parts:
        face.prompts["home"] += 1
        dialogue.part(part)
        print(f"{face.prompts[part.id]:6} {part.id}", flush=True)
    for id in differing(session, target):
        face.prompts["review"] += 1
        dialogue.question(id)
    return face, differing(session, target)


def main() -> None:
    code = sys.argv[1] if len(sys.argv) > 1 else "da"
    with tempfile.TemporaryDirectory() as name:
        face, left = walked(code, Path(name))
    print(f"{face.prompts['home']:6} home, {face.prompts['review']} review")
    print(f"{face.prompts.total():6} in all; {face.fields} fields in forms; {len(face.helpless)} without help")
    print("as the example" if not left else f"differ: {', '.join(left)}")


if __name__ == "__main__":
    main()
