"""What the tests of the interview share: a plan in an empty folder, and a session on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from planbuilder.interview.session import Session
from planbuilder.questionnaire.definition import Questionnaire
from tests.interview.scripted import new_session

MakeSession = Callable[..., Session]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with Danish letters and a space in its name."""
    return tmp_path / "Ærø plan"


@pytest.fixture
def make_session(folder: Path, questionnaire: Questionnaire) -> MakeSession:
    """Makes a session on a new plan in `folder`; facts of the plan by name, `code` for the language."""

    def made(code: str = "da", **facts: object) -> Session:
        return new_session(folder, questionnaire, code, **facts)

    return made


@pytest.fixture
def session(make_session: MakeSession) -> Session:
    return make_session()
