"""What a hint gives as an example of a number is accepted wherever its question can be answered."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from planbuilder import language as languages
from planbuilder.plan.answers import Answers
from planbuilder.questionnaire import kinds
from planbuilder.questionnaire.context import InvalidAnswer
from planbuilder.questionnaire.definition import Question
from planbuilder.questionnaire.loading import load
from tests.figures.cases import plan

NUMBERS = ("money", "number", "percent", "by_year")
ONE = r"-?\d+(?:[.,]\d+)*(?: kr\.| DKK)?"
BY_YEAR = rf"\d{{4}}: {ONE}(?:; \d{{4}}: {ONE})*"
EXAMPLE = re.compile(rf"(?:\bfx|e\.g\.|for example) ({BY_YEAR}|(?:DKK )?{ONE}(?: (?:eller|or) (?:DKK )?{ONE})?)")


def asked() -> Iterator[Question]:
    """Every question of a number, and every column."""
    for _, question in load().questions():
        yield from (one for one in (question, *question.columns) if one.kind in NUMBERS)


def examples(question: Question, code: str) -> Iterator[str]:
    for texts in (question.hint, question.help):
        for found in EXAMPLE.findall(texts.get(code, "")):
            yield from re.split(" eller | or ", found)


def refused(code: str) -> list[tuple[str, str, str]]:
    """The examples that the reader of files of answers, or that of what is typed, does not take."""
    context = Answers(plan(), load(), languages.load(code)).context
    wrong = []
    for question in asked():
        for example in examples(question, code):
            for reader in (kinds.accept, kinds.type_in):
                try:
                    reader(question, example, context)
                except InvalidAnswer as error:
                    wrong.append((question.id, example, str(error.code)))
    return wrong


@pytest.mark.parametrize("code", ["da", "en"])
def test_each_example_is_accepted_in_a_file_and_at_the_terminal(code: str) -> None:
    """Among them amounts, which a file of answers takes only where their dot cannot be a decimal mark."""
    assert [] == refused(code)


@pytest.mark.parametrize("code", ["da", "en"])
def test_there_are_examples_of_every_kind(code: str) -> None:
    """Of which the test above is no proof by being empty."""
    with_one = {one.kind for one in asked() if any(examples(one, code))}

    assert with_one == {*NUMBERS}
    assert sum(len([*examples(one, code)]) for one in asked()) > 30


YES_OR_NO = re.compile(r"(?:Er|Har|Kan|Skal|Følger|Bliver|Kommer|Må|Vil) (?!.*\beller\b).*\?")


def test_a_question_that_asks_for_yes_or_no_takes_yes() -> None:
    """Of a list as of a truth: whoever answers as they are asked is not told that it cannot be chosen."""
    context = Answers(plan(), load(), languages.load("da")).context
    columns = (one for _, question in load().questions() for one in (question, *question.columns))
    listed = (one for one in columns if one.kind in ("choice", "reference", "person", "yesno"))
    asking = [one for one in listed if YES_OR_NO.fullmatch(one.label.get("da", ""))]

    def is_taken(one: Question) -> bool:
        try:
            return kinds.type_in(one, "ja", context) is not None
        except InvalidAnswer:
            return False

    assert [one.id for one in asking if not is_taken(one)] == []
    assert {one.kind for one in asking} >= {"choice", "yesno"}
