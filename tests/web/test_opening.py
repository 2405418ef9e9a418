"""What is served, and whom an invitation reaches."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="needs planbuilder[web]")

from planbuilder import language as languages
from planbuilder.errors import UsageWrong
from planbuilder.questionnaire.definition import Questionnaire
from planbuilder.web.opening import Wanted, invited, names_of, places

NOW = datetime(2027, 1, 5, 10, 0)
DANISH = languages.load("da")


def test_names_in_addresses_are_told_apart() -> None:
    """Whatever folders are called."""
    assert names_of([Path("Ny løsning"), Path("ny-l-sning"), Path("æ"), Path("../..")]) == [
        "ny-l-sning",
        "ny-l-sning-2",
        "plan",
        "plan-2",
    ]


def test_a_folder_without_plans_is_told(tmp_path: Path) -> None:
    """With what it should hold."""
    with pytest.raises(UsageWrong) as refused:
        places(tmp_path, lambda: NOW, "", "", None)

    assert [one.code for one in refused.value.problems] == ["PB374"]


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        (Wanted("Ane", "leder", questions=("ingen.saadan",)), "PB375"),
        (Wanted("Ane", "gartner"), "PB376"),
        (Wanted("Ane", ""), "PB376"),
    ],
)
def test_an_invitation_that_can_reach_nothing_is_refused(folder: Path, wanted: Wanted, code: str) -> None:
    """Before a link is sent to anybody."""
    with pytest.raises(UsageWrong) as refused:
        invited(folder, wanted, DANISH, NOW)

    assert refused.value.problems[0].code == code


def test_what_is_named_bounds_what_a_role_reaches(folder: Path, questionnaire: Questionnaire) -> None:
    """A theme and a question, until the last day included."""
    wanted = Wanted("Ane", "leder", ("Kanalstrategi",), ("cover.department",), date(2027, 2, 1))
    made, _ = invited(folder, wanted, DANISH, NOW)
    reached = {id for id in questionnaire.by_id if made.reach(questionnaire)(id)}

    assert {id.partition(".")[0] for id in reached} == {"channel_strategy", "cover"}
    assert [id for id in reached if id.startswith("cover.")] == ["cover.department"]
    assert [made.holds(date(2027, 2, day)) for day in (1, 2)] == [True, False]
