"""The interview held by a script, and answers from a file, by a clock that is given."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NoReturn

import pytest

from planbuilder.errors import Interrupted, UsageWrong
from planbuilder.interview.plain import Plain
from planbuilder.language import Language
from planbuilder.questionnaire.definition import Questionnaire
from planbuilder.usecases.interviewing import fill, hold_interview, known_theme
from tests.conftest import NOW


def nobody() -> NoReturn:
    raise AssertionError("nobody is to be asked")


def test_answers_of_a_file_are_noted_with_the_given_moment_and_person(case: Path, danish: Language) -> None:
    """The journal has the name behind the id, and the time of the clock that was given."""
    (case / "svar.yaml").write_text("cover.department: Kultur\n", encoding="utf-8")

    filled = fill(case, case / "svar.yaml", danish, lambda: NOW, by="P1")

    noted = json.loads((case / "journal.jsonl").read_text(encoding="utf-8").splitlines()[-1])
    assert filled.count == 1
    assert "Mia Holm" in noted.values()
    assert any(str(value).startswith("2026-11-23T12:00") for value in noted.values())


def test_a_face_that_ends_leaves_the_plan_whole(case: Path, danish: Language) -> None:
    """End of input is an interruption that says how to go on."""

    def gone() -> str:
        raise EOFError

    def face() -> Plain:
        return Plain(danish, gone, lambda text: None)

    with pytest.raises(Interrupted) as caught:
        hold_interview(case, face, danish, lambda: NOW, theme="3", by="Mia Holm", flags=["--plain"])

    (told,) = caught.value.problems
    assert told.values["plan"].endswith(' --as "Mia Holm" --theme 3 --plain')


def test_a_theme_is_known_before_anybody_is_asked(case: Path, danish: Language) -> None:
    """A wrong name opens no face."""
    with pytest.raises(UsageWrong):
        hold_interview(case, nobody, danish, lambda: NOW, theme="findes ikke")


def test_a_theme_has_three_names(questionnaire: Questionnaire, danish: Language) -> None:
    """Its id, its number and its title; an empty one is none."""
    part = questionnaire.parts[2]

    names = (part.id, "3", danish.pick(part.title).upper())

    assert [known_theme(questionnaire, danish, name) for name in (*names, " ")] == [part.id] * 3 + [""]
