"""Questions, rows and parts as pages show them.

In: a visit, and what the interview knows of its screens. Out: frozen values in final words.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping

from planbuilder.interview import entries, screens
from planbuilder.interview import rows as table_rows
from planbuilder.interview.fields import Field, first_field, question_field
from planbuilder.interview.settling import Open
from planbuilder.plan.naming import who_in_words
from planbuilder.plan.sayings import asked_at
from planbuilder.questionnaire.definition import Part, Section
from planbuilder.record import replace
from planbuilder.web.addresses import path_of
from planbuilder.web.controls import as_typed, field_view
from planbuilder.web.posted import ANSWER, Refused, was_of
from planbuilder.web.saving import NEW, row_path
from planbuilder.web.views import DifferingView, FieldView, PartView, QuestionView, RowView, dom
from planbuilder.web.visit import Visit

LINES = 4  # rows of a table that its part shows
NOTHING_REFUSED: Mapping[str, Refused] = {}


def said_by(visit: Visit, id: str, row: str = "") -> str:
    """Who said an answer or a row, in which role and when; empty where nobody is named."""
    who = visit.session.answers.note(id).who(row)
    return who_in_words(visit.session.language, who) if who.by or who.role else ""


def question_view(
    visit: Visit, id: str, refused: Mapping[str, Refused] = NOTHING_REFUSED, saved: bool = False
) -> QuestionView:
    """A question as its part shows it."""
    session = visit.session
    question, note, state = session.question(id), session.answers.note(id), session.answers.state(id)
    pick = session.language.pick
    return QuestionView(
        id=id,
        dom=dom(id),
        label=pick(question.label),
        hint=pick(question.hint) if question.is_table else "",
        guidance=pick(question.guidance) if visit.guides else "",
        action=visit.url(f"answer/{id}"),
        href=visit.url(f"table/{id}"),
        table=question.is_table,
        state_line=screens.state_line(session, id),
        who=said_by(visit, id),
        internal=session.answers.is_internal(id),
        marked=state in ("unknown", "not_applicable"),
        done=state in ("answered", "not_applicable"),
        ask=note.ask,
        why=note.why,
        differing=tuple(differing_view(visit, one) for one in screens.disagreements_of(session, id)),
        was=was_of(session, id, session.content_path(id)) if not question.is_table else "",
        field=None if question.is_table else _own_field(visit, id, refused.get(ANSWER)),
        saved=saved,
        rows=session.language.count("interview.rows", len(session.answers.rows(id))) if question.is_table else "",
        lines=_lines(visit, id) if question.is_table else (),
    )


def _own_field(visit: Visit, id: str, refused: Refused | None) -> FieldView:
    return field_view(visit, screens.input_of(visit.session, question_field(visit.session, id)), refused)


def _lines(visit: Visit, id: str) -> tuple[str, ...]:
    """The first rows of a table, and how many more there are."""
    session = visit.session
    keys = list(session.answers.rows(id))
    more = (session.language.count("web.others", len(keys) - LINES),) if len(keys) > LINES else ()
    return (*(table_rows.called(session, id, key) for key in keys[:LINES]), *more)


def differing_view(visit: Visit, one: Open) -> DifferingView:
    """A disagreement with every answer in words, and whose it is."""
    lines = tuple(one.line(visit.session.language, n) for n in range(1, len(one.answers) + 1))
    wording = any(row == "" or len(one.path) > 1 for _, row in asked_at(one.path, visit.session.questionnaire))
    href = visit.url(f"disagreement/{one.place}")
    return DifferingView(dom(f"said-{one.place}"), one.name, lines, href, visit.leads, "|".join(one.shown), wording)


def row_views(
    visit: Visit, id: str, open_row: str = "", refused: Mapping[str, Refused] = NOTHING_REFUSED
) -> tuple[RowView, ...]:
    """The rows of a table, one of them open."""
    keys = list(visit.session.answers.rows(id))
    return tuple(_open_row(visit, id, key, refused) if key == open_row else _closed_row(visit, id, key) for key in keys)


def row_view(visit: Visit, id: str, row: str, is_open: bool = False) -> RowView:
    """A row of a table, on one line or open."""
    return _open_row(visit, id, row, NOTHING_REFUSED) if is_open else _closed_row(visit, id, row)


def _closed_row(visit: Visit, id: str, row: str) -> RowView:
    session = visit.session
    name = table_rows.called(session, id, row)
    rest = table_rows.row_line(session, id, row).removeprefix(name).removeprefix(" · ").removeprefix(": ")
    href = f"{visit.url(f'table/{id}')}?row={row}#{dom(f'row-{row}')}"
    return RowView(row, dom(f"row-{row}"), name, rest, href, said_by(visit, id, row))


def _open_row(visit: Visit, id: str, row: str, refused: Mapping[str, Refused]) -> RowView:
    shown = screens.row_screen(visit.session, id, row)
    at = visit.url(f"row/{id}/{row}")
    return RowView(
        id=row,
        dom=dom(f"row-{row}"),
        name=shown.name,
        rest="",
        href=f"{visit.url(f'table/{id}')}#{dom(f'row-{row}')}",
        who=shown.who,
        open=True,
        was=was_of(visit.session, id, row_path(visit.session, id, row)),
        action=at,
        act=f"{at}/act",
        delete=f"{at}/delete",
        up=shown.may_move_up,
        down=shown.may_move_down,
        fields=tuple(field_view(visit, one, refused.get(one.field.column)) for one in shown.inputs),
    )


def new_row(visit: Visit, id: str, refused: Mapping[str, Refused], typed: Mapping[str, str]) -> RowView:
    """The form of a row that is to be; what was typed stays in it."""
    fields = []
    for field in _new_fields(visit, id):
        one = screens.input_of(visit.session, field)
        fields.append(as_typed(field_view(visit, one, refused.get(field.column)), field, typed))
    action = visit.url(f"row/{id}/{NEW}")
    href = visit.url(f"table/{id}")
    return RowView(NEW, "row-new", "", "", href, is_new=True, open=True, action=action, fields=tuple(fields))


def _new_fields(visit: Visit, id: str) -> Iterator[Field]:
    session = visit.session
    for column in session.question(id).columns:
        field = first_field(session, id, column)
        if session.answers.column_is_asked(column, {}) and entries.has_options(session, field):
            yield field


def part_view(visit: Visit, part: Part) -> PartView:
    """A part of the questionnaire for this visitor, with those of its sections that ask something of them now."""
    session = visit.session
    shown = screens.part_screen(session, part)
    asked = tuple(id for id in shown.questions if visit.reaches(id))
    names = [name for id, name in shown.missing.items() if id in asked]
    fields = sum(count for id, count in shown.empty.items() if id in asked)
    missing = screens.missing_in_words(session.language, names, fields)
    whole = _far(visit, part.id, shown.title, visit.url(path_of(part)), asked, shown.empty)
    found = (_section_view(visit, part, each, asked, shown.empty) for each in part.sections)
    sections = tuple(one for one in found if one.questions)
    return replace(
        whole,
        href=sections[0].href if sections else whole.href,
        missing=visit.text("web.missing", names=missing) if missing else "",
        who=session.language.sentence_list(list(_who_answered(visit, asked))) if whole.settled else "",
        sections=sections,
    )


def _section_view(
    visit: Visit, part: Part, section: Section, asked: tuple[str, ...], empty: Container[str]
) -> PartView:
    """A section of a part of which is known what is `asked`, and what has `empty` fields."""
    own = tuple(id for id in part.by_section.get(section.id, ()) if id in asked)
    title = visit.session.language.pick(section.title)
    return _far(visit, section.id, title, visit.url(path_of(part, section.id)), own, empty)


def _far(visit: Visit, id: str, title: str, href: str, asked: tuple[str, ...], empty: Container[str]) -> PartView:
    """How far some questions are that a page shows; done where all are answered and no field of theirs is `empty`."""
    answers = visit.session.answers
    states = [answers.state(one) for one in asked if answers.counts(one)]
    settled = sum(state in ("answered", "not_applicable") for state in states)
    done = settled == len(states) and not any(one in empty for one in asked)
    badge = "web.part_done" if done else "web.part_count"
    words = visit.text(badge, settled=settled, asked=len(states))
    return PartView(id, title, href, asked, settled, len(states), words, done)


def _who_answered(visit: Visit, ids: Iterable[str]) -> dict[str, None]:
    """The names of those who have answered some questions, each once."""
    notes = [visit.session.answers.note(id) for id in ids]
    names = [note.by for note in notes] + [one.by for note in notes for one in note.by_row.values()]
    return dict.fromkeys(filter(None, names))


def parts_of(visit: Visit) -> list[PartView]:
    """The parts that have a question for this visitor now."""
    found = (part_view(visit, part) for part in visit.session.questionnaire.parts)
    return [part for part in found if part.questions]
