"""Help to what is asked: guidance, an example of a good answer, and what others have said to it.

In: a session, and a field or the name of a question. Out: a `HelpScreen` in final words, which every face can show.
What was said as internal is shown to those alone who are asked everything, and to whoever said it.
"""

from __future__ import annotations

from collections.abc import Iterator

from planbuilder.interview import entries, meeting, rows
from planbuilder.interview.fields import NEW, Field
from planbuilder.interview.session import Session
from planbuilder.plan.model import Saying, Who
from planbuilder.plan.naming import value_in_words, who_in_words
from planbuilder.plan.registers import heard
from planbuilder.plan.sayings import path_in
from planbuilder.questionnaire.definition import Question
from planbuilder.record import record
from planbuilder.yamltext.nodes import as_text, get

MOST = 8  # answers of others that are shown; how many more there are is told
SHOWN = 300  # letters of one of them


@record
class Heard:
    """What somebody has said to the same thing, and who, in which role and when."""

    text: str
    who: str


@record
class HelpScreen:
    """Help to one field or table: the lines that explain it, the start meeting on it, and what others have said.

    `more` is how many answers of others are not shown.
    """

    lines: tuple[str, ...]
    meeting: tuple[str, ...] = ()
    others: tuple[Heard, ...] = ()
    more: int = 0


def of_field(session: Session, field: Field) -> HelpScreen:
    """Help to a field: of a column, its table's too."""
    said = [] if field.row == NEW else list(_said(session, field))
    return _screen(session, field.helps, field.id, said, field.row)


def of_question(session: Session, id: str) -> HelpScreen:
    """Help to a question; of a table, the rows that others have said."""
    question = session.question(id)
    said = list(_rows(session, id) if question.is_table else ())
    return _screen(session, (question,), id, said)


def lines_of(session: Session, screen: HelpScreen) -> list[str]:
    """A help screen as lines of text."""
    language = session.language
    others = [language.text("interview.others.one", text=one.text, who=one.who) for one in screen.others]
    more = [language.count("interview.others.more", screen.more)] if screen.more else []
    heading = [language.text("interview.others.title")] if others else []
    return [*screen.lines, *screen.meeting, *heading, *others, *more]


def _screen(session: Session, questions: tuple[Question, ...], id: str, said: list[Heard], row: str = "") -> HelpScreen:
    # What holds stands in the register of who said what as well: it is told once.
    found = list(dict.fromkeys(said))
    return HelpScreen(
        tuple(entries.help_lines(session, questions)),
        meeting.lines(session, id, row),
        tuple(found[:MOST]),
        max(0, len(found) - MOST),
    )


def _said(session: Session, field: Field) -> Iterator[Heard]:
    """What others have said to a field: what holds, and what else was said, settled or not."""
    now = as_text(get(session.data, field.key))
    whose = session.answers.note(field.id).who(field.row)
    if field.given and _is_shown(session, field.id, whose):
        yield _heard(session, field, now, whose)
    for place, one in session.opened.plan.said.items():
        if path_in(place) == field.key:
            yield from (_heard(session, field, s.data, s) for s in one.answers if _is_shown(session, field.id, s))


def _rows(session: Session, id: str) -> Iterator[Heard]:
    """The rows of a table that others have said, each on one line."""
    for row, values in session.answers.rows(id).items():
        whose = session.answers.note(id).who(row)
        is_said = any(values[one.id] not in (None, "", (), {}) for one in session.questionnaire.own_columns(id))
        if is_said and _is_shown(session, id, whose):
            yield Heard(_short(rows.row_line(session, id, row)), who_in_words(session.language, whose))


def _is_shown(session: Session, id: str, whose: Who | Saying) -> bool:
    """Whether somebody else is known to have said it, and whoever answers now may see it."""
    is_own = bool(whose.by) and heard(whose.by) == heard(session.author().name)
    is_kept_in = whose.internal or session.answers.is_internal(id)
    return bool(whose.by or whose.role) and not is_own and (session.sees_internal or not is_kept_in)


def _heard(session: Session, field: Field, value: object, whose: Who | Saying) -> Heard:
    text = value_in_words(session.answers, field.key, as_text(value))  # type: ignore[arg-type]  # it was read as data
    return Heard(_short(" ".join(text.split())), who_in_words(session.language, whose))


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
