"""What a place of a plan, and what stands there, are called for people: by question and row, never by keys.

In: a path of keys, and the answers of a plan. Out: final text; and a problem for each thing that several people have
answered otherwise, with their names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from planbuilder import codes
from planbuilder.days import iso_day
from planbuilder.errors import Problem, problem
from planbuilder.language import Language
from planbuilder.plaintext import excerpt
from planbuilder.plan.answers import Answers
from planbuilder.plan.model import Saying, Who
from planbuilder.plan.on_board import called
from planbuilder.plan.sayings import SAID, asked_at, path_in
from planbuilder.plan.steps import row_of
from planbuilder.questionnaire import kinds
from planbuilder.questionnaire.context import InvalidAnswer
from planbuilder.questionnaire.definition import Question, Questionnaire
from planbuilder.questionnaire.needed import BUDGET_CHANGES, EFFECTS
from planbuilder.units import in_unit
from planbuilder.yamltext.nodes import Data, KeyPath, get, leaf_text

LONGEST = 60  # letters of a row's own name
LONGEST_CELL = 160  # letters of each of its fields
# Registers whose rows have no title, and the columns that say what each is of; and those whose rows have one.
NAMED: Mapping[str, tuple[str, ...]] = {
    "measurements": ("indicator", "on"),
    "harvests": ("benefit", "year"),
    "meetings": ("on",),
    "minutes": ("what", "about"),
}
# Fields that no table asks for, by register, and the table of another that has a column for the same.
ASKED_ELSEWHERE: Mapping[str, Mapping[str, str]] = {
    "costs": {"art": BUDGET_CHANGES},
    "option_benefits": {"full_effect.amounts": EFFECTS, "full_effect.hours": EFFECTS},
}
NAMES = ("title", "name", "budget")  # columns that hold the name of a row
TREE = "benefits_tree"
TITLED: tuple[KeyPath, ...] = (("indicators",), ("actions",), ("ideas",), (TREE, "benefits"), (TREE, "changes"))
# What an answer notes under a word of the file, and what begins the keys of ours.
NOTED: Mapping[KeyPath, str] = {("state",): "interview.state.", ("internal",): "words."}


def who_in_words(language: Language, who: Who | Saying) -> str:
    """Who said something, in which role and when, as far as it is noted."""
    day = language.short_day(who.on) if who.on else ""
    return ", ".join(filter(None, (who.by or language.text("interview.somebody"), who.role, day)))


def place_in_words(questionnaire: Questionnaire, language: Language, data: Data, path: KeyPath) -> str:
    """A place as question, row and column; the keys where no question asks for it."""
    return " – ".join(filter(None, place_parts(questionnaire, language, data, path)))


def place_parts(questionnaire: Questionnaire, language: Language, data: Data, path: KeyPath) -> tuple[str, str, str]:
    """A place by what its question, row and column are called, empty for what it has not; keys for no question."""
    id, row = _asked(questionnaire, path)
    if not id:
        return _unasked(questionnaire, language, path), "", ""
    question = questionnaire.by_id[id]
    heading, column = language.pick(question.heading or question.label), _column(questionnaire, id, path, row)
    named = language.pick(column.heading or column.label) if column else ""
    return heading, _row_in_words(questionnaire, language, id, row, data) if row else "", named


def _asked(questionnaire: Questionnaire, path: KeyPath) -> tuple[str, str]:
    """(question, row) of a place; the row's of a field that no table asks for, and nothing where there is none."""
    # The first table that asks for it: later ones show the same column, under the same name.
    found = (one for at in (path, row_of(path)) if at for one in asked_at(at, questionnaire))
    return next(found, ("", ""))


def _unasked(questionnaire: Questionnaire, language: Language, path: KeyPath) -> str:
    """A table as a whole by its question; what no question asks for by a word of ours, else by its keys."""
    table = next((one for one in questionnaire.bound.values() if one.keys == path), None)
    key = f"changes.place.{'.'.join(path)}"
    if table:
        return language.pick(table.heading or table.label)
    return language.text(key) if language.has(key) else ".".join(path)


def _row_in_words(questionnaire: Questionnaire, language: Language, id: str, row: str, data: Data) -> str:
    """A row's id with what its first column says; without a title, what it is of; a field of the matrix by both."""
    question = questionnaire.by_id[id]
    if kinds.of(question).is_grid:
        change, _, theme = row.partition(".")
        title = next((language.pick(part.title) for part in questionnaire.parts if part.id == theme), theme)
        return f"{change} · {title}"
    if name := _untitled(questionnaire, language, question, row, data):
        return name
    column = question.columns[0]
    first = leaf_text(get(data, (*_keys(id, question), row, *column.id.split(".")))) or ""
    said = _told(questionnaire, language, column, first, data) if kinds.names_one(column) else first
    name = excerpt(" ".join(said.split()), LONGEST)
    # The rows of an answer are numbered for the file alone; a reader knows those of a register by their ids.
    return f"{row} {name}".strip() if has_known_ids(question) else name


def row_in_short(questionnaire: Questionnaire, language: Language, data: Data, path: KeyPath) -> str:
    """A row by its id alone where readers know it by that, else as it is named; empty for such a one that is gone."""
    id, row = _asked(questionnaire, path)
    if not id or has_known_ids(questionnaire.by_id[id]):
        return path[-1]
    return _row_in_words(questionnaire, language, id, row, data)


def row_called(answers: Answers, id: str, row: str) -> str:
    """A row's id where readers know it by that, else its number; a field of the matrix by change and theme."""
    question, language = answers.questionnaire.by_id[id], answers.context.language
    if kinds.of(question).is_grid:
        change, _, theme = row.partition(".")
        return f"{change} · {language.pick(answers.questionnaire.part(theme).title)}"
    number = list(answers.rows(id)).index(row) + 1
    return row if has_known_ids(question) else language.text("words.row", number=number)


def has_known_ids(table: Question) -> bool:
    """Whether readers know the rows of a table by their ids: not those of an answer, nor what is noted day by day."""
    return bool(table.keys) and ".".join(table.keys) not in NAMED


def _keys(id: str, question: Question) -> KeyPath:
    """Where the rows of a table are."""
    return question.keys or ("answers", id, "rows")


def _untitled(questionnaire: Questionnaire, language: Language, question: Question, row: str, data: Data) -> str:
    """What a row without a title is of, such as a meeting by its day; empty for any other, and for one that is gone."""
    named = NAMED.get(".".join(question.keys), ())
    held = {name: leaf_text(get(data, (*question.keys, row, name))) for name in named}
    columns = (one for name in named for one in question.columns if one.id == name)
    said = [_told(questionnaire, language, one, text, data) for one in columns if (text := held[one.id])]
    if not said:
        return ""
    of = f"{said[0]} ({', '.join(said[1:])})" if said[1:] else said[0]
    name = language.text(f"changes.row.{question.keys[-1]}", of=of)
    return f"{name[:1].upper()}{name[1:]}"


def _told(questionnaire: Questionnaire, language: Language, column: Question, text: str, data: Data) -> str:
    """A cell as a name has it: a day in full, a choice by its label, a row by id and title."""
    kind = kinds.of(column)
    if kind.chooses and column.choices:
        return language.pick(questionnaire.label_of(column.choices, text))
    if kind.field == "date":
        try:
            return language.day(iso_day(text))
        except ValueError:
            return text
    titles = (leaf_text(get(data, (*keys, text, "title"))) for keys in TITLED)
    return next((f"{text} {excerpt(' '.join(title.split()), LONGEST)}" for title in titles if title), text)


def _columns(questionnaire: Questionnaire, id: str) -> Mapping[str, Question]:
    """All that a row of a table can hold, by column, whichever table of the same rows asks for it, or none."""
    elsewhere = ASKED_ELSEWHERE.get(".".join(questionnaire.by_id[id].keys), {})
    found = ((name, questionnaire.row_columns(table).get(name)) for name, table in elsewhere.items())
    # A questionnaire of a municipality's own may ask for one of them.
    return {**{name: column for name, column in found if column}, **questionnaire.row_columns(id)}


def _column(questionnaire: Questionnaire, id: str, path: KeyPath, row: str) -> Question | None:
    question = questionnaire.by_id[id]
    depth = len(_keys(id, question)) + (2 if kinds.of(question).is_grid else 1)
    return _columns(questionnaire, id).get(".".join(path[depth:])) if row else None


def field_in_words(questionnaire: Questionnaire, language: Language, path: KeyPath, column: str) -> str:
    """What a field is called when what stands in it has changed: the column that names a row bears the row's own name,
    and “Benefit removed” would read as if the row were gone.
    """
    id, row = _asked(questionnaire, path)
    asked = _column(questionnaire, id, path, row) if id else None
    if asked is None or asked.id != questionnaire.by_id[id].columns[0].id or kinds.of(asked).words != "all":
        return column
    if not has_known_ids(questionnaire.by_id[id]):
        return language.text("changes.text_in", what=column)
    return language.text("changes.name") if asked.id in NAMES else column


def is_written(questionnaire: Questionnaire, path: KeyPath) -> bool:
    """Whether what stands at a place is in somebody's own words."""
    id, row = _asked(questionnaire, path)
    asked = _column(questionnaire, id, path, row) or questionnaire.by_id[id] if id else None
    return asked is not None and kinds.of(asked).words == "all"


def value_in_words(answers: Answers, path: KeyPath, value: Data, beside_name: bool = False) -> str:
    """A value at a place as its question shows it; a row by all it says, or, beside its name, by what that leaves out;
    a dash for nothing.
    """
    if value in (None, "", [], {}):
        return "–"
    id, row = _asked(answers.questionnaire, path)
    if path[0] == "answers" and isinstance(value, str) and path[2:] in NOTED:
        key = NOTED[path[2:]] + value
        return answers.context.language.text(key) if answers.context.language.has(key) else value
    if not id:
        return _plain(value)
    asked = _column(answers.questionnaire, id, path, row) or answers.questionnaire.by_id[id]
    if path == ("answers", id, "rows") and isinstance(value, dict):
        rows = (value_in_words(answers, (*path, one), cells) for one, cells in value.items())
        return " / ".join(rows)
    if isinstance(value, dict) and asked.is_table:
        said = "; ".join(_cells(answers, path, value, id, _in_name(asked) if beside_name else ()))
        return said or ("" if beside_name else _plain(value))
    return _shown(answers, asked, value, _unit(answers, path, {}))


def _cells(answers: Answers, path: KeyPath, row: dict[str, Data], id: str, left_out: tuple[str, ...]) -> Iterator[str]:
    """Each field that a row has, under its name, by whichever table asks for it."""
    pick, unit = answers.context.language.pick, _unit(answers, path, row)
    for name, column in _columns(answers.questionnaire, id).items():
        held = get(row, tuple(name.split(".")))
        if held and name not in left_out:
            # Each for itself, so that a long text does not take the place of what stands behind it.
            shown = excerpt(_shown(answers, column, held, unit), LONGEST_CELL)
            yield f"{pick(column.heading or column.label)}: {shown}"


def _unit(answers: Answers, path: KeyPath, row: Mapping[str, Data]) -> str:
    """The unit of what is measured at a place, which an indicator has; what a row says itself goes before the plan."""
    plan, id = answers.plan, path[1] if path[1:] else ""
    if path[0] == "measurements":
        known = plan.measurements.get(id)
        id = leaf_text(row.get("indicator")) or (known.indicator if known else "")
    elif path[0] != "indicators":
        return ""
    indicator = plan.indicators.get(id)
    return leaf_text(row.get("unit")) or (indicator.unit if indicator else "")


def _in_name(table: Question) -> tuple[str, ...]:
    """The columns that the name of a register's row has; the rows of an answer stand under the answer's name."""
    if kinds.of(table).is_grid or not table.keys:
        return ()
    return NAMED.get(".".join(table.keys), (table.columns[0].id,))


def _shown(answers: Answers, question: Question, value: Data, unit: str = "") -> str:
    """A value as its question shows it; a number that is in no unit of its own in `unit`."""
    try:
        typed, kind = kinds.read(question, value, answers.context), kinds.of(question)
        if unit and isinstance(typed, Decimal) and kind.is_number and not (kind.units or question.unit):
            return in_unit(answers.context.language, typed, unit)
        if question.refers == "meetings" and (meeting := answers.plan.meetings.get(typed)) and meeting.on:
            language = answers.context.language
            return language.text("changes.row.meetings", of=language.day(meeting.on))
        if kind.by_id:
            return _with_ids(question, typed, answers)
        shown = kinds.show(question, typed, answers.context) or _plain(value)
        return called(answers.plan, shown) if kind.words == "all" else shown
    # What a file holds may fit no question any more; it is shown as it stands rather than not at all.
    except (InvalidAnswer, KeyError):
        return _plain(value)


def _with_ids(question: Question, typed: str | tuple[str, ...], answers: Answers) -> str:
    """Rows that something refers to, by id and title: two may have the same title."""
    named = answers.context.names[kinds.register_of(question)]
    # A row without a title is named by its id already.
    return ", ".join(
        id if named[id] == id else f"{id} {named[id]}" for id in (typed if isinstance(typed, tuple) else (typed,))
    )


def _plain(value: Data) -> str:
    """A value that no question shows, as one text."""
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_plain(one)}" for key, one in value.items())
    return ", ".join(map(_plain, value)) if isinstance(value, list) else leaf_text(value) or "–"


def differing(answers: Answers) -> Iterator[Problem]:
    """What several people have answered otherwise and nobody has settled; the place holds one of the answers."""
    language = answers.context.language
    for place, one in answers.plan.said.items():
        path = path_in(place)
        if path is None:
            yield problem(codes.SAID_NOWHERE, f"{SAID}.{place}", key=place)
        elif one.settled is None:
            named = place_in_words(answers.questionnaire, language, {}, path)
            people = [saying.by or language.text("interview.somebody") for saying in one.answers]
            yield problem(codes.ANSWERS_DIFFER, place, name=named, people=language.sentence_list(people))
