"""The short questions of a part that follow each other, asked in one form as a row is.

In: the names of questions. Out: what the form was left with, each question that was changed saved, all in one save. A
long text and a table stand alone, and so does a short question between them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import groupby
from typing import Any

from planbuilder.interview import screens
from planbuilder.interview.asking import Entered, Entry, Form, Wish
from planbuilder.interview.fields import question_field
from planbuilder.interview.forms import Forms, Given, Row
from planbuilder.interview.session import Session
from planbuilder.plan.steps import Edits
from planbuilder.questionnaire import kinds
from planbuilder.questionnaire.conditions import holds
from planbuilder.questionnaire.definition import Part
from planbuilder.record import replace
from planbuilder.yamltext.nodes import Data, KeyPath

WISHES = frozenset({
    Wish.HELP, Wish.BACK, Wish.SKIP, Wish.UNKNOWN, Wish.NOT_RELEVANT, Wish.HOME, Wish.CLEAR, Wish.DONE,
})  # fmt: skip


def is_short(session: Session, id: str) -> bool:
    """Whether a question is answered in one line or by a choice."""
    question = session.question(id)
    return not question.is_table and not kinds.of(question).many_lines


def groups(session: Session, part: Part) -> list[tuple[str, ...]]:
    """The questions of a part, those together that are asked in one form; what is not asked now is among them.

    An answer in a form may call up another question in it. No form goes over the end of a section.
    """
    found: list[tuple[str, ...]] = []
    for ids in part.by_section.values():
        for is_one_form, run in groupby((id for id in ids if session.reaches(id)), lambda id: is_short(session, id)):
            together = tuple(run)
            found += [together] if is_one_form else [(id,) for id in together]
    return [one for one in found if any(map(session.answers.is_asked, one))]


def group_of(session: Session, part: Part, id: str) -> list[str]:
    """The questions that are asked together with one, in order."""
    return list(next(group for group in groups(session, part) if id in group))


def first_open(session: Session, group: Sequence[str], at: str) -> str:
    """The question of a group to begin at: the first that is asked and not settled, else the one that is named."""
    is_asked, state = session.answers.is_asked, session.answers.state
    return next((id for id in group if is_asked(id) and state(id) == "unanswered"), at)


def beyond(session: Session, part: Part, group: Sequence[str], is_back: bool) -> int:
    """The number, among a part's questions that are asked now, of the one before a group, or of the one after it."""
    order = [f"{part.id}.{one.id}" for one in part.questions]
    end = order.index(group[0]) - 1 if is_back else order.index(group[-1])
    return sum(order.index(id) <= end for id in session.asked(part)) - (1 if is_back else 0)


class Several(Forms):
    """Asks for several questions through one form."""

    def ask(self, ids: Sequence[str], at: str = "") -> Entered:
        """Ask until what is entered is meant; the wish that the form was left with, and the question it is about."""
        fields = {id: question_field(self.session, id) for id in ids}
        asked = filter(self.session.answers.is_asked, ids)
        title = " · ".join(self.session.language.pick(self.session.question(id).heading) for id in asked)
        return self.hold(Row(ids[0].partition(".")[0], "", title, fields, {}), at)

    def form(self, asked: Row) -> Form:
        """The form, with what was entered before and not saved; what is unknown or not relevant says so."""
        fields = []
        for id, field in asked.fields.items():
            one = self.field_of(id, field, field.id)
            state = screens.state_line(self.session, id)
            fields.append(replace(one, label=f"{one.label} ({state})") if state else one)
        return Form(asked.title, tuple(fields), lambda found: self._asked(asked, found), wishes=WISHES)

    def _asked(self, asked: Row, found: Mapping[str, Entry]) -> frozenset[str]:
        typed = {
            id: self._typed(asked.fields[id], entry) if entry != self._held(asked.fields[id]) else asked.fields[id].now
            for id, entry in found.items()
        }

        def is_asked(id: str) -> bool:
            return holds(self.session.question(id).when, answer)

        def answer(id: str) -> Any:
            # A question that is not asked counts as unanswered, or what it called up would stay when it goes.
            value = typed[id] if id in typed else self.session.answers.value(id)
            return value if is_asked(id) else None

        return frozenset(id for id in asked.fields if is_asked(id))

    def _is_meant(self, asked: Row, given: Given) -> bool:
        is_weighed = any(field.question.path and kinds.of(field.question).weighed for field, _ in given)
        return not is_weighed or self.questions.is_right(self.session.doubts(self._edits(asked, given)))

    def _save(self, asked: Row, given: Given, beside: Collection[KeyPath] = ()) -> None:
        if edits := self._edits(asked, given):
            self.session.change(edits)
        # Emptied fields one by one: who answered, and whether it was internal, goes with each of them.
        for field, value in given:
            if value is None:
                self.session.clear(field.id)

    def _edits(self, asked: Row, given: Given) -> Edits:
        edits: dict[Any, Data] = {}
        for field, value in given:
            if value is not None:
                edits |= self.session.answer_edits(field.id, value)
        return edits
