"""What a visitor's form says: which fields were changed, what the plan is to hold, and why a field cannot be taken.

In: a session, the fields of a form, and what the form sent. Out: values by column, and `Refused` by the field's name.
A form carries what it was made against (`was`): a field that says the same as then was not touched and changes nothing,
whatever others have answered since.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from planbuilder.files import json_in
from planbuilder.interview import entries
from planbuilder.interview.fields import NOTHING, Field
from planbuilder.interview.session import Session
from planbuilder.plan.sayings import STATE
from planbuilder.questionnaire import kinds
from planbuilder.questionnaire.context import InvalidAnswer
from planbuilder.questionnaire.definition import Question
from planbuilder.record import field, record
from planbuilder.yamltext.nodes import Data, KeyPath, as_text, get, put

ANSWER = "answer"  # the name of the field of a question that has one
SEVERAL, NEW_PERSON, SURE = "several.", "new.", "sure."
OTHER = "+"


class Sent(Protocol):
    """What a form sent: texts by name, several where a name comes more than once."""

    def get(self, key: str, default: str = "") -> Any:
        """The last text of a name."""

    def getlist(self, key: str) -> list[Any]:
        """Every text of a name."""

    def __contains__(self, key: object) -> bool:
        """Whether a name was sent."""

    def __iter__(self) -> Iterator[str]:
        """Every name."""


@record
class Refused:
    """Why a field cannot be taken, and what was typed; `asks` where it may be right after all."""

    why: str
    typed: str
    asks: bool = False


@record
class Posted:
    """The values of fields that were changed (None takes one away), people to add, and what was refused."""

    values: Mapping[str, Data] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)
    refused: Mapping[str, Refused] = field(default_factory=dict)


def was_of(session: Session, id: str, path: KeyPath) -> str:
    """What a form is made against: what stands at a place, and the state of its answer."""
    state = {name: get(session.data, ("answers", id, name)) for name in STATE}
    return json.dumps([as_text(get(session.data, path)), as_text(dict(state))], ensure_ascii=False)


def base_of(session: Session, id: str, path: KeyPath, was: str) -> tuple[Data, Data]:
    """The plan as whoever filled in the form saw it, and what stood at the place then.

    What no form of ours says stands for the plan as it is.
    """
    try:
        value, state = json_in(was)
        known = {name: None if state[name] is None else str(state[name]) for name in STATE}
    except (ValueError, TypeError, KeyError):
        return session.data, get(session.data, path)
    data = put(session.data, path, as_text(value))
    for name, text in known.items():
        data = put(data, ("answers", id, name), text)
    return data, value


def read(session: Session, fields: Iterable[Field], sent: Sent, seen: Data) -> Posted:
    """What a form says in the fields that it has; `seen` is what stood at their place when it was made."""
    values: dict[str, Data] = {}
    people: dict[str, str] = {}
    refused: dict[str, Refused] = {}
    for one in fields:
        name = one.column or ANSWER
        if name not in sent and f"{SEVERAL}{name}" not in sent:
            continue
        before = get(seen, tuple(one.column.split("."))) if one.column else seen
        found = _changed(session, one, name, sent, before)
        if isinstance(found, Refused):
            refused[name] = found
        elif found is not None:
            values[name] = found[0]
            people |= {name: str(sent.get(f"{NEW_PERSON}{name}"))} if OTHER in _listed(found[0]) else {}
    return Posted(values, people, refused)


def _changed(session: Session, one: Field, name: str, sent: Sent, before: Data) -> tuple[Data] | Refused | None:
    """The new value of a field, why it is refused, or None for one that was not touched."""
    found = _chosen(session, one, name, sent, before) if is_chosen(one) else _typed(session, one, name, sent, before)
    if not isinstance(found, tuple) or found[0] is None or OTHER in _listed(found[0]):
        return found
    odd = () if sent.get(f"{SURE}{name}") else one.doubts(found[0])
    told = [f"{session.language.problem(each)} {session.language.way_out(each)}" for each in odd]
    return Refused(" ".join(told), str(sent.get(name, "")), asks=True) if told else found


def is_chosen(one: Field) -> bool:
    """Whether a field is answered by pointing."""
    return kinds.of(one.question).asked in ("option", "person")


def _listed(value: Data) -> Sequence[Data]:
    return value if isinstance(value, list) else [value]


def _typed(session: Session, one: Field, name: str, sent: Sent, before: Data) -> tuple[Data] | Refused | None:
    line = str(sent.get(name, "")).replace("\r\n", "\n").strip()
    if line == shown_then(session, one.question, before).strip():
        return None
    why = entries.refusal(session, one.question, line)
    if why:
        return Refused(why, line)
    return (entries.value_of_text(session, one.question, line),)


def shown_then(session: Session, question: Question, before: Data) -> str:
    """What a field showed for a value of the file; the value itself where it can no longer be read."""
    if before in NOTHING:
        return ""
    try:
        return entries.typed_form(session, question, kinds.read(question, before, session.answers.context))
    except InvalidAnswer:
        return str(before)


def _chosen(session: Session, one: Field, name: str, sent: Sent, before: Data) -> tuple[Data] | Refused | None:
    values = [str(text) for text in sent.getlist(name) if str(text)]
    known = [str(text) for text in _listed(as_text(before)) if text]
    if sorted(values) == sorted(known):
        return None
    if OTHER in values:
        return _with_somebody_new(session, one, name, sent, values)
    if set(values) - {option.value for option in entries.options(session, one)} - set(known):
        return Refused(session.language.text("web.not_offered"), "")
    kept = [text for text in known if text in values] + [text for text in values if text not in known]
    return (entries.value_of_choice(one.question, kept),)


def _with_somebody_new(
    session: Session, one: Field, name: str, sent: Sent, values: list[str]
) -> tuple[Data] | Refused | None:
    line = str(sent.get(f"{NEW_PERSON}{name}", "")).strip()
    why = entries.name_refusal(session, line) if line.strip(" ,") else session.language.text("web.name_needed")
    if why:
        return Refused(why, line)
    return (entries.value_of_choice(one.question, values),)


def with_people(session: Session, posted: Posted) -> dict[str, Data]:
    """The values, with the ids of people who are named for the first time and now are in the plan."""
    made = {name: session.add_person(line) for name, line in posted.people.items()}

    def filled(name: str, value: Data) -> Data:
        if isinstance(value, list):
            return [made[name] if one == OTHER else one for one in value]
        return made[name] if name in made and value == OTHER else value

    return {name: filled(name, value) for name, value in posted.values.items()}
