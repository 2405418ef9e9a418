"""What each screen of the interview holds, as plain data that no face owns.

In: a session and the name of a part or a question. Out: frozen records in final words: how far every part is, what a
question shows and takes, the rows of a table with their fields, who said what, and where to go next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from planbuilder.interview import entries, meeting, pace, rows
from planbuilder.interview.asking import Option
from planbuilder.interview.course import next_part, progress, time_left
from planbuilder.interview.fields import Field, question_field
from planbuilder.interview.session import Session
from planbuilder.interview.settling import Open, open_disagreements
from planbuilder.language import Language
from planbuilder.plan.answers import Progress, State
from planbuilder.plan.naming import who_in_words
from planbuilder.plan.sayings import asked_at
from planbuilder.plan.unanswered import FOR_APPROVAL, empty_fields
from planbuilder.questionnaire import kinds
from planbuilder.questionnaire.definition import Part
from planbuilder.record import record
from planbuilder.yamltext.nodes import KeyPath

SHOWN = 120  # letters of an answer on a line; a face may show less


@record
class PartScreen:
    """A part: how far it is, its questions that are asked now, and those that wait for an answer, by id and name.

    `empty` has how many fields of a question's rows an approval lacks, where it lacks any.
    `meeting` is what the start meeting said of it, `time` about how long the rest takes, empty where it is not known.
    """

    id: str
    title: str
    intro: str
    line: str
    progress: Progress
    questions: tuple[str, ...]
    missing: Mapping[str, str]
    empty: Mapping[str, int]
    meeting: tuple[str, ...] = ()
    time: str = ""


@record
class HomeScreen:
    """Every part that asks something, what several people have answered otherwise, and where to go on (or REVIEW).

    `time` says about how long all the rest takes; empty where it is not known.
    """

    title: str
    parts: tuple[PartScreen, ...]
    disagreements: tuple[Open, ...]
    next: str
    time: str = ""


@record
class Input:
    """One field: what stands there, and what may be typed or chosen instead.

    `field` is what the functions of `entries` take; it knows question, row and column. `text` is what the plan says as
    it would be typed, `chosen` the options it says; both are empty where it says nothing (`given`), and `usual` is what
    holds then. `asked` is `line`, `option` or `person`; a person may be a new one too.
    """

    field: Field
    kind: str
    asked: str
    many: bool
    many_lines: bool
    title: str
    label: str
    unit: str
    hint: str
    guidance: str
    help: str
    condition: str
    text: str
    given: bool
    usual: str
    options: tuple[Option, ...]
    chosen: tuple[str, ...]

    @property
    def key(self) -> KeyPath:
        """Where the answer stands in the plan."""
        return self.field.key


@record
class RowScreen:
    """A row: what it is called, all of it on one line, who said it, whether it may be moved, and its fields."""

    id: str
    name: str
    line: str
    who: str
    may_move_up: bool
    may_move_down: bool
    inputs: tuple[Input, ...]


@record
class QuestionScreen:
    """A question: what is known of its answer, who said it, and every answer where several people differ.

    `state_line` says whom to ask, or why it is not relevant. One of `input` and `table` is there.
    """

    id: str
    part: str
    heading: str
    label: str
    hint: str
    guidance: str
    help: str
    condition: str
    state: State
    state_line: str
    who: str
    internal: bool
    input: Input | None
    table: TableScreen | None
    disagreements: tuple[Open, ...]


@record
class TableScreen:
    """A table: its rows, the ready rows it offers, and the fields of a new one; none where rows are given."""

    rows: tuple[RowScreen, ...]
    may_add: bool
    ready: tuple[Option, ...]
    new: tuple[Input, ...]


def home(session: Session, last: str = "") -> HomeScreen:
    """The home screen; `last` is the part one comes from."""
    parts = tuple(part_screen(session, part) for part in session.questionnaire.parts if session.asked(part))
    differing = tuple(one for one in open_disagreements(session) if _reaches(session, one))
    return HomeScreen(session.opened.plan.title, parts, differing, next_part(session, last), time_left(session))


def _reaches(session: Session, one: Open) -> bool:
    """Whether some question that a disagreement is about is for whoever answers."""
    return session.role is None or any(session.reaches(id) for id, _ in asked_at(one.path, session.questionnaire))


def part_screen(session: Session, part: Part) -> PartScreen:
    """How far a part is, in words too: how many of its questions are answered, and the names of those that are not."""
    answers, language, pick = session.answers, session.language, session.language.pick
    done, asked = progress(session, part), session.asked(part)
    waiting = {
        id: pick(session.question(id).heading)
        for id in pace.counted(session, part)
        if answers.state(id) == "unanswered"
    }
    empty = {id: count for id in asked if (count := sum(1 for _ in empty_fields(answers, id, FOR_APPROVAL)))}
    time = pace.in_words(language, pace.seconds_left(session, asked))
    told = language.text("interview.time.part", time=time) if time else ""
    line = language.text("interview.progress", title=pick(part.title), settled=done.settled, asked=done.asked) + told
    lacking = missing_in_words(language, waiting.values(), sum(empty.values()))
    more = language.text("interview.missing", names=lacking) if lacking else ""
    return PartScreen(
        part.id,
        pick(part.title),
        pick(part.intro),
        line + more,
        done,
        tuple(asked),
        waiting,
        empty,
        meeting.of_theme(session, part.id),
        time,
    )


def missing_in_words(language: Language, names: Iterable[str], fields: int) -> str:
    """Which questions are not answered, and how many fields of rows lack something; nothing where all is there."""
    return ", ".join([*names, *([language.count("interview.empty_fields", fields)] if fields else [])])


def question_screen(session: Session, id: str) -> QuestionScreen:
    """All that is known of a question now."""
    question, pick = session.question(id), session.language.pick
    table = table_screen(session, id) if question.is_table else None
    return QuestionScreen(
        id=id,
        part=id.partition(".")[0],
        heading=pick(question.heading or question.label),
        label=pick(question.label),
        hint=pick(question.hint),
        guidance=pick(question.guidance),
        help=pick(question.help),
        condition=entries.condition(session, question),
        state=session.answers.state(id),
        state_line=state_line(session, id),
        who=_who(session, id),
        internal=session.answers.is_internal(id),
        input=None if table else input_of(session, question_field(session, id)),
        table=table,
        disagreements=tuple(disagreements_of(session, id)),
    )


def table_screen(session: Session, id: str) -> TableScreen:
    """The rows of a table with what each shows and takes, and what a new one takes."""
    may_add, keys = rows.may_add(session, id), list(session.answers.rows(id))
    return TableScreen(
        rows=tuple(_row_screen(session, id, row, keys if may_add else [row]) for row in keys),
        may_add=may_add,
        ready=tuple(rows.ready_options(session, id)) if may_add else (),
        new=tuple(input_of(session, field) for field in rows.fields_of(session, id)) if may_add else (),
    )


def row_screen(session: Session, id: str, row: str) -> RowScreen:
    """One row of a table."""
    keys = list(session.answers.rows(id))
    return _row_screen(session, id, row, keys if rows.may_add(session, id) else [row])


def _row_screen(session: Session, id: str, row: str, movable: list[str]) -> RowScreen:
    return RowScreen(
        id=row,
        name=rows.called(session, id, row),
        line=rows.row_line(session, id, row),
        who=_who(session, id, row),
        may_move_up=row != movable[0],
        may_move_down=row != movable[-1],
        inputs=tuple(input_of(session, field) for field in rows.fields_of(session, id, row)),
    )


def input_of(session: Session, field: Field) -> Input:
    """What one field shows and takes."""
    question, pick, kind = field.question, session.language.pick, kinds.of(field.question)
    return Input(
        field=field,
        kind=question.kind,
        asked=kind.asked,
        many=question.many,
        many_lines=kind.many_lines,
        title=entries.title(session, field),
        label=pick(question.label),
        unit=pick(question.unit),
        hint=pick(question.hint),
        guidance=pick(question.guidance),
        help=pick(question.help),
        condition=entries.condition(session, question),
        text=entries.typed_form(session, question, field.now) if field.given else "",
        given=field.given,
        usual=entries.usual_value(session, field),
        options=tuple(entries.options(session, field)) if kind.asked != "line" else (),
        chosen=entries.chosen(field) if kind.asked != "line" else (),
    )


def state_line(session: Session, id: str) -> str:
    """That an answer is not known and whom to ask, or not relevant and why; empty for any other state."""
    state, note, text = session.answers.state(id), session.answers.note(id), session.language.text
    if state == "unknown":
        return text("interview.is_unknown", ask=note.ask or "–")
    return text("interview.is_not_relevant", why=note.why or "–") if state == "not_applicable" else ""


def answer_line(session: Session, id: str) -> str:
    """A question and its answer on one line."""
    question, answers, language = session.question(id), session.answers, session.language
    state = answers.state(id)
    if state != "answered":
        shown = language.text(f"interview.state.{state}")
    elif question.is_table:
        shown = language.count("interview.rows", len(answers.rows(id)))
    else:
        shown = " ".join(answers.show(id).split())
    return f"{language.pick(question.heading)}: {shown if len(shown) <= SHOWN else shown[: SHOWN - 1] + '…'}"


def disagreements_of(session: Session, id: str) -> Iterator[Open]:
    """What several people have answered otherwise to a question, or in its rows, and nobody has settled."""
    for one in open_disagreements(session):
        if any(asked == id for asked, _ in asked_at(one.path, session.questionnaire)):
            yield one


def _who(session: Session, id: str, row: str = "") -> str:
    """Who said an answer or a row, in which role and when; empty where nobody is named."""
    who = session.answers.note(id).who(row)
    return who_in_words(session.language, who) if who.by or who.role else ""
