"""What somebody wrote in a plan's file as people write, told as the file has it.

In: problems. Out: the same ones; where a date or a number can be read, the way out is what to write instead. The file
itself keeps to one form, so that every program and every later version of this one reads the same plan.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from planbuilder import codes, days, repeating
from planbuilder import language as languages
from planbuilder.days import InvalidDay, Span
from planbuilder.errors import Problem, problem
from planbuilder.numbers import InvalidNumber, written
from planbuilder.questionnaire import kinds
from planbuilder.questionnaire.definition import Question
from planbuilder.questionnaire.loading import load


def in_file_form(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems with what to write instead, as far as it is certain."""
    return tuple(READERS.get(found.code, _as_it_is)(found) for found in problems)


def _as_it_is(found: Problem) -> Problem:
    return found


def _number(found: Problem) -> Problem:
    """The number that all languages which can read a text find in it."""
    # Read in every language: if two of them find different numbers in it, nothing is proposed.
    meant = set(_numbers(found.values.get("found", "")))
    return _meant(found, meant.pop()) if len(meant) == 1 else found


def _numbers(text: str) -> Iterator[str]:
    for code in languages.available():
        try:
            yield written(languages.load(code).parse_number(text))
        except InvalidNumber:
            continue


def _day(found: Problem) -> Problem:
    """The day of a text, the question which one of several it is, or that the year is missing."""
    repeated = repeating.parse(found.values.get("found", ""), languages.everyday_calendar())
    if repeated and any(kinds.of(one).repeats for one in _bound_at(found.place.path)):
        return _meant(found, repeated)
    try:
        day = days.parse(found.values.get("found", ""), languages.everyday_calendar())
    except InvalidDay as error:
        return problem(codes.DAY_WITHOUT_YEAR, found.place, **found.values) if error.lacks_year else found
    if isinstance(day, Span):
        return problem(codes.SEVERAL_DAYS, found.place, **found.values, first=day.first, last=day.last)
    return _meant(found, day.isoformat())


def _meant(found: Problem, text: str) -> Problem:
    return problem(codes.EVERYDAY_DATE, found.place, **found.values, meant=text)


def _choice(found: Problem) -> Problem:
    """The value that a word stands for, in the list of choices that a place of the plan has."""
    line, at = found.values.get("found", "").strip().casefold(), found.place.path
    lists = {one.choices for one in _bound_at(at) if one.choices}
    known = (one for name in lists for one in load().choices[name])
    # Several questions may be answered at one place; a word that means two values in them is not guessed at.
    meant = {one.value for one in known if line in (word.casefold() for word in one.words)}
    return _meant(found, meant.pop()) if len(meant) == 1 else found


def _bound_at(at: str) -> Iterator[Question]:
    """Every question and column that is answered at a place of the plan."""
    return (one for path, one in _bound() if _fits(path, at))


def _bound() -> Iterator[tuple[tuple[str, ...], Question]]:
    """(keys, question) of every question and column that is bound to the plan; `*` stands for a row."""
    for question in load().bound.values():
        yield question.keys, question
        yield from (((*question.keys, "*", *one.id.split(".")), one) for one in question.columns)


def _fits(path: tuple[str, ...], at: str) -> bool:
    keys = at.split(".")
    return len(keys) == len(path) and all(one in ("*", key) for one, key in zip(path, keys, strict=True))


READERS: Mapping[str, Callable[[Problem], Problem]] = {
    codes.NOT_A_NUMBER: _number,
    codes.NOT_A_DATE: _day,
    codes.NOT_A_CHOICE: _choice,
}
