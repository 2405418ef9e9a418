"""What a place of a plan, and what stands there, are called for people: by question and row, never by keys.

In: a path of keys, and the answers of a plan. Out: final text; and a problem for each thing that several people have
answered otherwise, with their names.
"""

from __future__ import annotations

from collections.abc import Iterator

from planbuilder import codes
from planbuilder.errors import Problem, problem
from planbuilder.language import Language
from planbuilder.plan.answers import Answers
from planbuilder.plan.model import Saying, Who
from planbuilder.plan.sayings import SAID, asked_at, path_in
from planbuilder.questionnaire import kinds
from planbuilder.questionnaire.context import InvalidAnswer
from planbuilder.questionnaire.definition import Question, Questionnaire
from planbuilder.yamltext.nodes import Data, KeyPath, get, leaf_text

LONGEST = 60  # letters of a row's own name
STATED = ("unknown", "not_applicable")  # states that have words of their own


def who_in_words(language: Language, who: Who | Saying) -> str:
    """Who said something, in which role and when, as far as it is noted."""
    day = language.short_day(who.on) if who.on else ""
    return ", ".join(filter(None, (who.by or language.text("interview.somebody"), who.role, day)))


def place_in_words(questionnaire: Questionnaire, language: Language, data: Data, path: KeyPath) -> str:
    """A place as question, row and column; the keys where no question asks for it."""
    return " – ".join(filter(None, place_parts(questionnaire, language, data, path)))


def place_parts(questionnaire: Questionnaire, language: Language, data: Data, path: KeyPath) -> tuple[str, str, str]:
    """A place by what its question, row and column are called, empty for what it has not; keys for no question."""
    # The first table that asks for it: later ones show the same column, under the same name.
    found = next(iter(asked_at(path, questionnaire)), None)
    if found is None:
        return _unasked(questionnaire, language, path), "", ""
    id, row = found
    question = questionnaire.by_id[id]
    heading, column = language.pick(question.heading or question.label), _column(question, path, row) if row else None
    named = language.pick(column.heading or column.label) if column else ""
    return heading, _row_in_words(questionnaire, language, question, row, data) if row else "", named


def _unasked(questionnaire: Questionnaire, language: Language, path: KeyPath) -> str:
    """A table as a whole by its question; what no question asks for by a word of ours, else by its keys."""
    table = next((one for one in questionnaire.bound.values() if one.keys == path), None)
    key = f"changes.place.{'.'.join(path)}"
    if table:
        return language.pick(table.heading or table.label)
    return language.text(key) if language.has(key) else ".".join(path)


def _row_in_words(questionnaire: Questionnaire, language: Language, question: Question, row: str, data: Data) -> str:
    """A row's id with what its first column says; a field of the matrix by change and theme."""
    if kinds.of(question).is_grid:
        change, _, theme = row.partition(".")
        title = next((language.pick(part.title) for part in questionnaire.parts if part.id == theme), theme)
        return f"{change} · {title}"
    first = leaf_text(get(data, (*question.keys, row, *question.columns[0].id.split(".")))) if question.keys else ""
    name = " ".join((first or "").split())
    return f"{row} {name[:LONGEST]}".strip()


def _column(question: Question, path: KeyPath, row: str) -> Question | None:
    depth = len(question.keys or ("answers", "", "rows")) + (2 if kinds.of(question).is_grid else 1)
    name = ".".join(path[depth:])
    return next((column for column in question.columns if name == column.id), None)


def is_written(questionnaire: Questionnaire, path: KeyPath) -> bool:
    """Whether what stands at a place is in somebody's own words."""
    id, row = next(iter(asked_at(path, questionnaire)), ("", ""))
    question = questionnaire.by_id.get(id)
    asked = (_column(question, path, row) if row else None) or question if question else None
    return asked is not None and kinds.of(asked).words == "all"


def value_in_words(answers: Answers, path: KeyPath, value: Data) -> str:
    """A value at a place as its question shows it; a row by all it says; a dash for nothing."""
    if value in (None, "", [], {}):
        return "–"
    id, row = next(iter(asked_at(path, answers.questionnaire)), ("", ""))
    question = answers.questionnaire.by_id.get(id)
    if path[2:] == ("state",) and isinstance(value, str):
        return answers.context.language.text(f"interview.state.{value}") if value in STATED else _plain(value)
    if question is None:
        return _plain(value)
    asked = (_column(question, path, row) if row else None) or question
    if isinstance(value, dict) and asked.is_table:
        shown = ((one, get(value, tuple(one.id.split(".")))) for one in asked.columns)
        pick = answers.context.language.pick
        said = [f"{pick(one.heading or one.label)}: {_shown(answers, one, held)}" for one, held in shown if held]
        return "; ".join(said) or _plain(value)
    return _shown(answers, asked, value)


def _shown(answers: Answers, question: Question, value: Data) -> str:
    try:
        return kinds.show(question, kinds.read(question, value, answers.context), answers.context) or _plain(value)
    # What a file holds may fit no question any more; it is shown as it stands rather than not at all.
    except (InvalidAnswer, KeyError):
        return _plain(value)


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
