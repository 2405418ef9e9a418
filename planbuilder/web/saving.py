"""What a form of a visitor does to the plan: an answer, a row or a state is saved, or it is told why not.

In: a session and what was sent. Out: `Posted`, with what was refused; where nothing was, the plan on disk holds the
change, made on what the visitor saw: somebody else's answer that has come since stands beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from planbuilder.errors import PlanbuilderError
from planbuilder.interview import rows
from planbuilder.interview.fields import Field, first_field, question_field
from planbuilder.interview.session import Session
from planbuilder.questionnaire import kinds
from planbuilder.record import record, replace
from planbuilder.web.posted import ANSWER, Posted, Refused, Sent, base_of, read, with_people
from planbuilder.yamltext.nodes import Data, KeyPath, put

NEW = "+"  # the row that is to be


@record
class Saved:
    """What came of a form: what was refused, and the row that was made or copied."""

    posted: Posted = Posted()
    row: str = ""
    told: str = ""


def attempted(session: Session, sent: Sent, save: Callable[[], Saved]) -> Saved:
    """What came of saving; where the plan refuses it, why, with what was typed."""
    try:
        saved = save()
    except PlanbuilderError as error:
        why = " ".join(f"{session.language.problem(one)} {session.language.way_out(one)}" for one in error.problems)
        name = next((key for key in sent if key not in ("was", "act")), ANSWER)
        return Saved(Posted(refused={name: Refused(why, str(sent.get(name, "")))}))
    return replace(saved, told="apart") if session.told_apart() else saved


def save_answer(session: Session, id: str, sent: Sent) -> Saved:
    """Save the answer to a question that has one field."""
    base, seen = base_of(session, id, session.content_path(id), str(sent.get("was", "")))
    posted = read(session, [question_field(session, id)], sent, seen)
    if not posted.refused:
        for value in with_people(session, posted).values():
            session.record(id, value, base)
    return Saved(posted)


def save_row(session: Session, id: str, row: str, sent: Sent) -> Saved:
    """Save the fields of a row; the row that is to be comes to be with them."""
    return _save_new(session, id, sent) if row == NEW else _save_old(session, id, row, sent)


def _save_old(session: Session, id: str, row: str, sent: Sent) -> Saved:
    base, seen = base_of(session, id, row_path(session, id, row), str(sent.get("was", "")))
    posted = read(session, _fields(session, id, row), sent, seen)
    if not posted.refused:
        edits: dict[KeyPath, Data] = {}
        for column, value in with_people(session, posted).items():
            edits |= session.cell_edits(id, row, column, value)
        if edits:
            session.change(edits, base)
    return Saved(posted, row)


def _fields(session: Session, id: str, row: str) -> list[Field]:
    """The fields of a row, also of one that somebody has taken away meanwhile: what was typed in it is not lost."""
    columns = session.question(id).columns
    if row not in session.answers.rows(id):
        return [replace(first_field(session, id, column), row=row) for column in columns]
    return [rows.field_of(session, id, row, column) for column in columns]


def row_path(session: Session, id: str, row: str) -> KeyPath:
    """Where a row stands in the plan."""
    return session.cell_path(id, row, "*")[:-1]


def _save_new(session: Session, id: str, sent: Sent) -> Saved:
    fields = [first_field(session, id, column) for column in session.question(id).columns]
    posted = read(session, fields, sent, None)
    if posted.refused:
        return Saved(posted)
    values = with_people(session, posted)
    if not any(value is not None for value in values.values()):
        first = next((one.column for one in fields if one.column in sent), ANSWER)
        why = session.language.text("web.row_empty")
        return Saved(replace(posted, refused={first: Refused(why, "")}))
    return Saved(posted, session.add_row(id, _content(values)))


def _content(values: Mapping[str, Data]) -> dict[str, Data]:
    """Values by dotted column as the record they make."""
    made: Data = {}
    for column, value in values.items():
        made = put(made, tuple(column.split(".")), value) if value is not None else made
    return made if isinstance(made, dict) else {}


def mark(session: Session, id: str, sent: Sent, act: str) -> Saved:
    """Note that nobody knows yet and whom to ask, that a question is not relevant and why, or that neither holds."""
    if act == "unknown":
        session.mark_unknown(id, str(sent.get("ask", "")).strip())
    elif act == "not_relevant":
        session.mark_not_relevant(id, str(sent.get("why", "")).replace("\r\n", "\n").strip())
    else:
        session.change({("answers", id, name): None for name in ("state", "ask", "why")})
    return Saved()


def act_on_row(session: Session, id: str, row: str, act: str) -> Saved:
    """Copy, move or delete a row; one that is gone already stays so."""
    if row not in session.answers.rows(id) or kinds.of(session.question(id)).is_grid:
        return Saved()
    return Saved(row=ACTS[act](session, id, row) or "")


def add_ready(session: Session, id: str, chosen: str) -> Saved:
    """A row made of one of the ready ones."""
    known = {option.value for option in rows.ready_options(session, id)}
    return Saved(row=session.add_row(id, rows.ready_content(session, id, chosen))) if chosen in known else Saved()


def _moved(by: int) -> Callable[[Session, str, str], str]:
    def act(session: Session, id: str, row: str) -> str:
        session.move_row(id, row, by)
        return ""

    return act


def _deleted(session: Session, id: str, row: str) -> str:
    session.delete_row(id, row)
    return ""


ACTS: Mapping[str, Callable[[Session, str, str], str]] = {
    "copy": Session.copy_row,
    "up": _moved(-1),
    "down": _moved(1),
    "delete": _deleted,
}
