"""What the templates show of questions: fields, questions, rows and parts in final words.

In: a visit, and what the interview knows of its screens. Out: frozen values. What is decided here is how a thing looks
on a page; what may be typed, and what it means, `interview` knows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from planbuilder.interview import entries, screens
from planbuilder.interview import rows as table_rows
from planbuilder.interview.fields import Field, first_field
from planbuilder.interview.screens import Input
from planbuilder.interview.settling import Open
from planbuilder.plan.naming import who_in_words
from planbuilder.plan.sayings import asked_at
from planbuilder.questionnaire import kinds
from planbuilder.questionnaire.definition import Part
from planbuilder.record import record, replace
from planbuilder.web.posted import ANSWER, OTHER, Refused, was_of
from planbuilder.web.saving import NEW, row_path
from planbuilder.web.visit import Visit

FEW = 6  # options that are shown all at once
SHORT = ("number", "money", "percent", "date", "year")
LINES = 4  # rows of a table that its part shows
NOTHING_REFUSED: Mapping[str, Refused] = {}


@record
class Choice:
    """An option of a field."""

    value: str
    label: str
    chosen: bool


@record
class FieldView:
    """One field: how it looks, what it shows, and what is wrong with what was typed."""

    dom: str
    name: str
    look: str
    label: str
    hint: str
    shown: str
    unit: str = ""
    form: str = ""
    number: bool = False
    short: bool = False
    lines: int = 3
    options: tuple[Choice, ...] = ()
    blank: str = ""
    person: bool = False
    newcomer: str = ""
    more: tuple[str, ...] = ()
    error: str = ""
    sure: bool = False


@record
class DifferingView:
    """What several people have said to one thing, and where it can be settled."""

    dom: str
    name: str
    lines: tuple[str, ...]
    href: str
    may: bool
    seen: str = ""
    wording: bool = True


@record
class QuestionView:
    """A question: its field, or how many rows its table has, with all that is said of it."""

    id: str
    dom: str
    label: str
    hint: str
    guidance: str
    action: str
    href: str
    table: bool
    state_line: str
    who: str
    internal: bool
    marked: bool
    done: bool
    ask: str
    why: str
    differing: tuple[DifferingView, ...]
    was: str = ""
    field: FieldView | None = None
    rows: str = ""
    lines: tuple[str, ...] = ()
    others: str = ""
    saved: bool = False


@record
class RowView:
    """A row of a table: on one line, or open with its fields."""

    id: str
    dom: str
    name: str
    rest: str
    href: str
    who: str = ""
    open: bool = False
    is_new: bool = False
    was: str = ""
    action: str = ""
    act: str = ""
    delete: str = ""
    up: bool = False
    down: bool = False
    fields: tuple[FieldView, ...] = ()


@record
class PartView:
    """A part of the questionnaire: how far it is, what is missing, and who has answered."""

    id: str
    title: str
    href: str
    settled: int
    asked: int
    badge: str
    done: bool
    missing: str = ""
    who: str = ""


def dom(name: str) -> str:
    """A name as an id of a page."""
    return "".join(sign if sign.isalnum() or sign == "-" else "-" for sign in name.replace(NEW, "new"))


def said_by(visit: Visit, id: str, row: str = "") -> str:
    """Who said an answer or a row, in which role and when; empty where nobody is named."""
    who = visit.session.answers.note(id).who(row)
    return who_in_words(visit.session.language, who) if who.by or who.role else ""


def field_view(visit: Visit, one: Input, refused: Refused | None = None, prefix: str = "") -> FieldView:
    """How a field looks; what was typed and refused stays in it."""
    text, name = visit.text, one.field.column or ANSWER
    look = _look(one)
    hint = " ".join(filter(None, (one.hint, _usual(visit, one))))
    typed = refused.typed if refused else None
    return FieldView(
        dom=dom(f"{prefix}{one.field.row or ''}{'-' if one.field.row else ''}{one.field.column or one.field.id}"),
        name=name,
        look=look,
        label=one.label,
        hint=hint,
        shown=one.text if typed is None else typed,
        unit=one.unit or ("%" if one.kind == "percent" else ""),
        form=text("web.day_form") if one.kind == "date" else "",
        number=kinds.of(one.field.question).is_number,
        short=one.kind in SHORT and not one.many,
        lines=3 if one.field.row else 5,
        options=tuple(Choice(o.value, o.label, o.value in one.chosen) for o in _options(visit, one, refused)),
        blank=text("interview.blank_usual", value=one.usual) if one.usual else text("web.choose"),
        person=one.asked == "person",
        newcomer=typed or "" if one.asked == "person" else "",
        more=tuple(_more(visit, one)),
        error=refused.why if refused else "",
        sure=bool(refused and refused.asks),
    )


def _look(one: Input) -> str:
    """Which control a field is: many options are a list to open, several ticks are shown all."""
    if one.asked == "line":
        return "area" if one.many_lines else "line"
    if one.many:
        return "checks"
    return "radios" if len(one.options) <= FEW and one.kind in ("yesno", "choice") else "select"


def _usual(visit: Visit, one: Input) -> str:
    is_typed = one.asked == "line" and one.usual
    return visit.text("interview.usual", value=one.usual) if is_typed else ""


def _options(visit: Visit, one: Input, refused: Refused | None) -> list[Choice]:
    found = [Choice(option.value, option.label, option.value in one.chosen) for option in one.options]
    if _look(one) == "radios" and not one.field.question.many and found:
        found.append(Choice("", visit.text("web.no_answer"), not one.chosen))
    if one.asked == "person":
        found.append(Choice(OTHER, visit.text("interview.other_person"), refused is not None))
    return found


def _more(visit: Visit, one: Input) -> list[str]:
    """An example of a good answer, and advice to the interviewer if that is who looks."""
    told = [visit.text("interview.help", text=one.help)] if one.help else []
    if visit.guides and one.guidance and one.field.column:
        told.append(visit.text("interview.guidance", text=one.guidance))
    return told


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
        **_summary(visit, id),
    )


def _own_field(visit: Visit, id: str, refused: Refused | None) -> FieldView:
    return field_view(visit, screens.input_of(visit.session, screens.question_field(visit.session, id)), refused)


def _summary(visit: Visit, id: str) -> dict[str, object]:
    """How many rows a table has, with the first of them."""
    session = visit.session
    if not session.question(id).is_table:
        return {}
    keys = list(session.answers.rows(id))
    left = len(keys) - LINES
    return {
        "rows": session.language.count("interview.rows", len(keys)),
        "lines": tuple(table_rows.called(session, id, key) for key in keys[:LINES]),
        "others": session.language.count("web.others", left) if left > 0 else "",
    }


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
    return tuple(
        _open_row(visit, id, key, refused) if key == open_row else _closed_row(visit, id, key) for key in keys
    )


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
        fields.append(_as_typed(field_view(visit, one, refused.get(field.column)), field, typed))
    action = visit.url(f"row/{id}/{NEW}")
    href = visit.url(f"table/{id}")
    return RowView(NEW, "row-new", "", "", href, is_new=True, open=True, action=action, fields=tuple(fields))


def _new_fields(visit: Visit, id: str) -> Iterator[Field]:
    session = visit.session
    for column in session.question(id).columns:
        field = first_field(session, id, column)
        if session.answers.column_is_asked(column, {}) and entries.has_options(session, field):
            yield field


def _as_typed(view: FieldView, field: Field, typed: Mapping[str, str]) -> FieldView:
    text = typed.get(field.column)
    if text is None:
        return view
    options = tuple(Choice(o.value, o.label, o.value == text) for o in view.options)
    return replace(view, shown=text, options=options)


def part_view(visit: Visit, part: Part) -> PartView:
    """A part of the questionnaire for this visitor."""
    session = visit.session
    shown = screens.part_screen(session, part)
    asked = [id for id in shown.questions if visit.reaches(id)]
    states = [session.answers.state(id) for id in asked]
    settled = sum(state in ("answered", "not_applicable") for state in states)
    missing = ", ".join(name for id, name in shown.missing.items() if id in asked)
    badge = visit.text("web.part_done") if settled == len(asked) else visit.text(
        "web.part_count", settled=settled, asked=len(asked)
    )
    who = session.language.sentence_list(list(_who_answered(visit, asked))) if settled else ""
    return PartView(
        part.id,
        shown.title,
        visit.url(f"part/{part.id}"),
        settled,
        len(asked),
        badge,
        settled == len(asked),
        visit.text("web.missing", names=missing) if missing else "",
        who,
    )


def _who_answered(visit: Visit, ids: list[str]) -> dict[str, None]:
    """The names of those who have answered some questions, each once."""
    notes = [visit.session.answers.note(id) for id in ids]
    names = [note.by for note in notes] + [one.by for note in notes for one in note.by_row.values()]
    return dict.fromkeys(filter(None, names))


def parts_of(visit: Visit) -> list[PartView]:
    """The parts that have a question for this visitor."""
    found = (part_view(visit, part) for part in visit.session.questionnaire.parts)
    return [part for part in found if part.asked]
