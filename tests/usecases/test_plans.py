"""A plan begun, checked and taken out of a PDF, without a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pytest

from planbuilder import example
from planbuilder.errors import InputInvalid, UsageWrong
from planbuilder.language import Language
from planbuilder.plan.model import Plan
from planbuilder.plan.registers import Person
from planbuilder.plan.store import Author, from_text, open_plan
from planbuilder.questionnaire.loading import load
from planbuilder.usecases.plans import Facts, author_of, check, extract, new, opened, refuse_faults, write_example
from planbuilder.usecases.talk import unanswered, unheard
from tests.conftest import CASE, NOW

WHO = Plan("planbuilder.plan/1", "p", "Plan", 2026, 2027, 5, people={"P1": Person("Mia Holm", role="leder")})


class TestNew:
    def test_begins_the_year_after_the_moment_that_is_given(self, tmp_path: Path, danish: Language) -> None:
        """The use case knows no clock of its own."""
        plan = new(tmp_path / "p", Facts("Pas", organisation="Nordlund"), danish, datetime(2031, 12, 31)).plan.plan

        assert (plan.price_base, plan.first_year, plan.horizon) == (2031, 2032, 10)

    def test_asks_for_what_is_missing_and_for_nothing_else(self, tmp_path: Path, danish: Language) -> None:
        """By name, all at once; what is answered is one line."""
        asked: list[Sequence[str]] = []

        def ask(names: Sequence[str]) -> dict[str, str]:
            asked.append(names)
            return {"organisation": "Nordlund\nKommune"}

        plan = new(tmp_path / "p", Facts("Pas"), danish, NOW, ask=ask).plan.plan

        assert asked == [["solution", "organisation"]]
        assert plan.organisation.name == "Nordlund Kommune"

    def test_what_nobody_knows_is_refused(self, tmp_path: Path, danish: Language) -> None:
        """Nothing is written."""
        with pytest.raises(UsageWrong, match="--title, --organisation"):
            new(tmp_path / "p", Facts(), danish, NOW, ask=unanswered)

        assert not (tmp_path / "p").exists()

    def test_another_plan_lends_what_the_facts_do_not_say(self, case: Path, tmp_path: Path, danish: Language) -> None:
        """Its organisation, its years, its profile; not its title or its id."""
        (case / "profile.yaml").write_text("format: planbuilder.profile/1\nname: Nordlund\n", encoding="utf-8")

        begun = new(tmp_path / "p", Facts("Nyt pas", horizon=9), danish, NOW, source=case)

        plan = begun.plan.plan
        assert (plan.title, plan.organisation.name, plan.first_year, plan.horizon) == (
            "Nyt pas", "Nordlund Kommune", 2027, 9,
        )  # fmt: skip
        assert begun.source is not None
        assert plan.plan_id != begun.source.plan.plan_id
        assert (tmp_path / "p" / "profile.yaml").is_file()


class TestCheck:
    def test_names_what_is_missing_with_its_place(self, case: Path, danish: Language) -> None:
        """At one level more than at another; the result says whether it holds."""
        draft, approval = (check(case, danish, level) for level in ("draft", "approval"))

        assert (draft.holds, approval.holds, approval.level) == (True, False, "approval")
        assert len(approval.problems) > len(draft.problems)
        assert all(one.place.file == str(case / "plan.yaml") for one in approval.problems)

    def test_a_fault_is_refused_before_anything_is_computed(self, case: Path, danish: Language) -> None:
        """With the line it stands at."""
        (case / "plan.yaml").write_text(CASE + "sponsor: P9\n", encoding="utf-8")

        with pytest.raises(InputInvalid) as caught:
            refuse_faults(opened(case), load(), danish)

        assert [one.place.line for one in caught.value.problems] == [CASE.count("\n") + 1]


def test_a_file_that_carries_no_plan_is_refused(tmp_path: Path) -> None:
    """And no folder is made."""
    (tmp_path / "x.pdf").write_text("nej", encoding="utf-8")

    with pytest.raises(InputInvalid, match="PB148"):
        extract(tmp_path / "x.pdf", tmp_path / "p")

    assert not (tmp_path / "p").exists()


@pytest.mark.parametrize(
    ("name", "role", "author"),
    [
        ("", "", ("", "")),
        ("Bo Dam", "jurist", ("Bo Dam", "jurist")),
        ("Bo\nDam ", "\tjurist", ("Bo Dam", "jurist")),
        ("P1", "", ("Mia Holm", "leder")),
        ("P1", "stedfortræder", ("Mia Holm", "stedfortræder")),
    ],
)
def test_who_does_something_may_be_named_by_id(name: str, role: str, author: tuple[str, str]) -> None:
    """The plan's name and role stand for the id; what is given as a role wins."""
    assert author_of(WHO, name, role, NOW) == Author(*author, NOW)


def test_each_folders_example_is_a_plan_of_its_own(tmp_path: Path, danish: Language) -> None:
    """Whoever begins from it does not have everybody else's id; all but the id is the same."""
    for name in ("a", "b", "a"):
        write_example(tmp_path / name, danish)
    texts = [(tmp_path / name / "plan.yaml").read_text(encoding="utf-8") for name in ("a", "b")]
    ids = [open_plan(tmp_path / name).plan.plan_id for name in ("a", "b")]

    assert len({*ids, from_text(example.text(danish)).plan_id}) == 3
    assert texts == [example.text(danish, id) for id in ids]


def test_a_caller_who_gives_nothing_hears_nothing(case: Path) -> None:
    """What is said on the way may be dropped; the result has all that counts."""
    unheard(case)

    assert unanswered(["title"]) == {}
