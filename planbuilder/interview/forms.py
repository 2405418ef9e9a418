"""One form for a whole row: its fields asked together, and each that was changed saved as a cell, in one save.

In: a table and a row of it, or one that is to be. Out: the wish the form was left with, with the row filled in. Nothing
is left behind where nothing was entered.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from planbuilder.errors import InputInvalid
from planbuilder.interview import earlier, entries, helping
from planbuilder.interview.asking import Asker, Entered, Entry, Form, FormField, Prompt, Wish
from planbuilder.interview.fields import NEW, Field, measured
from planbuilder.interview.questions import OTHER, Questions
from planbuilder.interview.rows import called, cells, later_tables
from planbuilder.interview.session import Session
from planbuilder.plan.steps import Edits
from planbuilder.questionnaire import kinds
from planbuilder.questionnaire.context import InvalidAnswer
from planbuilder.questionnaire.definition import Question
from planbuilder.record import record, replace
from planbuilder.yamltext.nodes import Data, KeyPath, as_text, put

IN_FORM = frozenset({Wish.HELP, Wish.BACK, Wish.SKIP, Wish.HOME, Wish.CLEAR, Wish.NEXT, Wish.DONE})
Given = list[tuple[Field, Data]]


@record
class Row:
    """A row to be filled in, or one that is to be (NEW): its fields by key, and what it says now."""

    id: str
    row: str
    title: str
    fields: Mapping[str, Field]
    values: Mapping[str, Any]


class Forms:
    """Asks for rows through forms."""

    def __init__(self, session: Session, asker: Asker, questions: Questions) -> None:
        self.session, self.asker, self.questions = session, asker, questions

    def fill(self, id: str, row: str = NEW) -> Wish:
        """Fill in a row, or make one, until what is entered is meant; the wish that its form was left with."""
        return self.hold(self._row(id, row)).wish

    def hold(self, asked: Row, at: str = "") -> Entered:
        """Show a form, `at` a field, until what is entered is saved or it is left; what it was left with."""
        while True:
            form = replace(self.form(asked), at=at)
            entered = self.asker.form(form)
            for one in form.fields:  # until it is saved: it may not be meant, and the plan may refuse it
                if one.key in entered.entries:
                    one.keep(entered.entries[one.key])
            if entered.wish is Wish.EDITOR:
                at = entered.at
                self._write(asked, at)
            elif self._is_saved(asked, entered):
                self._drop(asked, entered)
                return entered
            elif entered.wish in (Wish.BACK, Wish.HOME):
                return entered

    def _write(self, asked: Row, key: str) -> None:
        """Let the text of a field be written in an editor."""
        field = asked.fields[key]
        self.questions.write(field.key, self.questions.prompt(field))

    def _drop(self, asked: Row, entered: Entered) -> None:
        """Forget the drafts of what has been saved."""
        for key in entered.entries:
            self.questions.drafts.drop(asked.fields[key].key)

    def _is_saved(self, asked: Row, entered: Entered) -> bool:
        """Save what is entered, if it is meant; why the plan cannot hold it is told, and it stays in the form."""
        given = self._given(asked, entered)
        if given is None or not self._is_meant(asked, given):
            return False
        beside = earlier.kept_beside(self.session, self.questions, asked.id, given)
        if beside is None:
            return False
        try:
            self._save(asked, given, beside)
        except InputInvalid as error:
            for found in error.problems:
                self.asker.say(self.questions.told(found), "bad")
            return False
        return True

    def _row(self, id: str, row: str) -> Row:
        """A row with its own fields, then those that later tables ask for."""
        at, tables = "" if row == NEW else row, [id, *later_tables(self.session, id)]
        fields: dict[str, Field] = {}
        values: dict[str, Any] = {}
        for table in tables:
            fields = {
                **fields,
                **{one.column: one for one in cells(self.session, table, at) if one.column not in fields},
            }
            values |= self.session.answers.rows(table)[at] if at else {}
        heading = self.session.language.pick(self.session.question(id).heading)
        # Later tables ask for columns of the same rows: here they are fields further down of one form.
        title = called(self.session, id, at) if at else self.session.language.text("interview.new_row", table=heading)
        return Row(id, row, title, fields, values)

    def form(self, asked: Row) -> Form:
        """The form of a row, with what was entered before and not saved."""
        question, pick = self.session.question(asked.id), self.session.language.pick
        entered = {key: self._held(field) for key, field in asked.fields.items()}
        shown = (self.field_of(key, field, asked.id) for key, field in asked.fields.items())
        fields = tuple(self._in_unit(asked, one, entered) for one in shown)
        further = frozenset({Wish.FURTHER}) if any(one.section for one in fields) else frozenset()
        editing = frozenset({Wish.EDITOR}) if any(Wish.EDITOR in one.ask.wishes for one in fields) else frozenset()
        return Form(
            title=asked.title,
            fields=fields,
            asked=lambda found: self._noted(asked, entered, found),
            hint=pick(question.hint),
            wishes=IN_FORM | further | editing,
        )

    def field_of(self, key: str, field: Field, id: str) -> FormField:
        """A field of a form, with what was entered in it before."""
        questions, is_typed, pick = self.questions, kinds.of(field.question).asked == "line", self.session.language.pick
        ask = questions.prompt(field) if is_typed else questions.menu(field, questions.options(field))
        draft = questions.drafts.kept.get(field.key)
        return FormField(
            key=key,
            label=self._label(field.question),
            ask=questions.drafts.asking(field.key, ask),
            held=self._held(field),
            draft=(draft.text if is_typed else draft.ticked) if draft else None,
            section="" if field.id == id else pick(self.session.question(field.id).heading),
            told=lambda entry: " ".join(self._read_as(field, entry)),
            helps=lambda: helping.lines_of(self.session, helping.of_field(self.session, field)),
            keep=lambda entry: questions.drafts.keep_entry(field.key, ask, entry, self._held(field)),
        )

    def _label(self, question: Question) -> str:
        label, unit = map(self.session.language.pick, (question.label, question.unit))
        return f"{label} ({unit})" if unit else label

    def _in_unit(self, asked: Row, shown: FormField, entered: dict[str, Entry]) -> FormField:
        """A field that estimates another number, in the unit of what is entered there."""
        field = asked.fields[shown.key]
        if not field.question.around or not isinstance(shown.ask, Prompt):
            return shown

        def live(found: Mapping[str, Entry]) -> Field:
            return self._live(asked, field, found)

        return replace(
            shown,
            ask=replace(shown.ask, check=lambda line: entries.refusal(self.session, live(entered).question, line)),
            told=lambda entry: " ".join(self._read_as(live(entered), entry)),
            labelled=lambda found: self._label(live(found).question),
        )

    def _live(self, asked: Row, field: Field, found: Mapping[str, Entry]) -> Field:
        """A field in the unit that goes with what is entered."""
        if not field.question.around:
            return field
        return replace(field, question=measured(self.session, field.question, self._values(asked, found)))

    def _held(self, field: Field) -> Entry:
        if kinds.of(field.question).asked != "line":
            return entries.chosen(field)
        return entries.typed_form(self.session, field.question, field.now) if field.given else ""

    def _noted(self, asked: Row, entered: dict[str, Entry], found: Mapping[str, Entry]) -> frozenset[str]:
        """The keys of the fields that are asked for; what is entered is noted for those that stand around another."""
        entered.update(found)
        return self._asked(asked, found)

    def _asked(self, asked: Row, found: Mapping[str, Entry]) -> frozenset[str]:
        """The keys of the fields that are asked for with what is entered."""
        values, is_asked = self._values(asked, found), self.session.answers.column_is_asked
        return frozenset(key for key, field in asked.fields.items() if is_asked(field.question, values))

    def _values(self, asked: Row, found: Mapping[str, Entry]) -> dict[str, Any]:
        """The typed values of a row with what is entered; of a row to be, nothing of what is not."""
        # Every column has a value, since conditions read columns that nobody has filled in yet.
        values = {**dict.fromkeys(asked.fields), **asked.values}
        for key, entry in found.items():
            if entry != self._held(asked.fields[key]):
                values[key] = self._typed(asked.fields[key], entry)
        return values

    def _typed(self, field: Field, entry: Entry) -> Any:
        """The typed value of an entry, None for nothing and for what is refused."""
        try:
            value = self._value(field, entry)
            return None if value is None else kinds.read(field.question, as_text(value), self.session.answers.context)
        except InvalidAnswer:
            return None

    def _value(self, field: Field, entry: Entry) -> Data:
        """What the file is to hold of an entry; raises InvalidAnswer for what is refused."""
        if isinstance(entry, str):
            return entries.value_of_text(self.session, field.question, entry)
        return entries.value_of_choice(field.question, entry)

    def _read_as(self, field: Field, entry: Entry) -> list[str]:
        """How a typed number or date is read; what it stands beside stands beside it in the form."""
        if not isinstance(entry, str) or not entry.strip() or entries.refusal(self.session, field.question, entry):
            return []
        alone = replace(field, beside=lambda value: "")
        return entries.read_as(self.session, alone, entries.value_of_text(self.session, field.question, entry))

    def _given(self, asked: Row, entered: Entered) -> Given | None:
        """The values for the file that are not the present ones; None where a person was to be named and was not."""
        given: Given = []
        whole = {key: entered.entries.get(key, self._held(field)) for key, field in asked.fields.items()}
        for key, field in ((key, self._live(asked, one, whole)) for key, one in asked.fields.items()):
            entry = self._named(field, entered.entries[key]) if key in entered.entries else self._held(field)
            if entry is None:
                return None
            value = self._value(field, entry)
            is_same = entries.same_as_now(self.session, field, value) if value is not None else not field.given
            given += [] if is_same else [(field, value)]
        return given

    def _named(self, field: Field, entry: Entry) -> Entry | None:
        """An entry with a new person's id in the place of the option that stands for somebody new."""
        if isinstance(entry, str) or OTHER not in entry:
            return entry
        added = self.questions.new_person(field)
        return None if isinstance(added, Wish) else tuple(added if one == OTHER else one for one in entry)

    def _is_meant(self, asked: Row, given: Given) -> bool:
        """Whether what is entered is right: where it makes the plan odd, the user says so."""
        is_weighed = any(kinds.of(field.question).weighed for field, _ in given)
        if not self.session.question(asked.id).path or not is_weighed:
            return True
        return self.questions.is_right(self.session.doubts(self._edits(asked, given)))

    def _save(self, asked: Row, given: Given, beside: Collection[KeyPath]) -> None:
        if given and asked.row == NEW:
            self._hand_over(asked, given, self.session.add_row(asked.id, _content(given), self._ended(given)))
        elif given:
            self.session.change(self._edits(asked, given), beside=beside)

    def _hand_over(self, asked: Row, given: Given, row: str) -> None:
        """Let what a new row did not take be a draft of that row: in the next new one it would be somebody's riddle."""
        saved = {field.key for field, _ in given}
        for field in asked.fields.values():
            if field.key not in saved:
                self.questions.drafts.move(field.key, self.session.cell_path(field.id, row, field.column))

    def _edits(self, asked: Row, given: Given) -> Edits:
        if asked.row == NEW:
            return self.session.row_edits(asked.id, _content(given))[1]
        edits: dict[Any, Data] = {}
        for field, value in given:
            edits |= self.session.cell_edits(field.id, asked.row, field.column, value)
        return edits

    def _ended(self, given: Given) -> Edits:
        """The edits that end the states of the tables whose columns a new row answers."""
        ids = dict.fromkeys(field.id for field, _ in given)
        return {path: None for id in ids for path in self.session.state_paths(id)}


def _content(given: Given) -> dict[str, Data]:
    """A new row of what is entered."""
    data: Data = {}
    for field, value in given:
        data = put(data, tuple(field.column.split(".")), kinds.kept(field.question, value))
    return data if isinstance(data, dict) else {}
