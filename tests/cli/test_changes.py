"""`log`, `undo` and `settle` at the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from planbuilder.plan.store import open_plan
from tests.cli.conftest import Run
from tests.conftest import PLAN

STRATEGY = "channel_strategy.strategy"


@pytest.fixture
def plan(tmp_path: Path, call: Run) -> Path:
    """A plan that two forms have answered otherwise."""
    folder = tmp_path / "plan"
    folder.mkdir()
    (folder / "plan.yaml").write_text(PLAN, encoding="utf-8")
    for name, text in (("Ane", "Digitalt"), ("Bo", "På papir")):
        (tmp_path / f"{name}.yaml").write_text(f"{STRATEGY}: {text}\n", encoding="utf-8")
        call("interview", folder, "--answers", tmp_path / f"{name}.yaml", "--as", name)
    return folder


def test_log_tells_who_did_what(call: Run, plan: Path) -> None:
    """In words; for programs, with keys."""
    shown, data = call("log", plan), json.loads(call("log", plan, "--json").out)

    assert "Kanalstrategien og løsningen: Tilføjet: Digitalt" in shown.out
    assert "Kanalstrategien og løsningen: Flere svar: Ane: Digitalt; Bo: På papir" in shown.out
    assert (data["schema"], [one["by"] for one in data["changes"]]) == ("planbuilder.log/1", ["Ane", "Bo"])
    assert data["changes"][0]["changes"][0]["key"] == ["answers", STRATEGY]


def test_a_change_of_nobody_says_that_no_name_was_given(call: Run, tmp_path: Path, plan: Path) -> None:
    """Whoever made it would read of somebody else."""
    (tmp_path / "own.yaml").write_text("channel_strategy.website: Under Fritid\n", encoding="utf-8")
    call("interview", plan, "--answers", tmp_path / "own.yaml")

    assert "– uden navn" in call("log", plan).out


def test_undo_takes_the_latest_back(call: Run, plan: Path) -> None:
    """And says what it was."""
    done = call("undo", plan, "--as", "Ane")

    assert (done.code, "Ændring 2 er fortrudt" in done.err, open_plan(plan).plan.said) == (0, True, {})


def test_settle_shows_the_answers_side_by_side(call: Run, plan: Path) -> None:
    """With whose they are, and how to settle."""
    shown = call("settle", plan)

    assert "   1) Digitalt – Ane" in shown.out
    assert "(gælder nu)" in shown.out
    assert ("   2) På papir – Bo" in shown.out, "--take" in shown.err) == (True, True)


def test_settle_takes_a_choice(call: Run, plan: Path) -> None:
    """The chosen answer holds from then on; nothing is left to settle."""
    done = call("settle", plan, STRATEGY, "--take", "2", "--why", "Enklere", "--as", "Kim")

    found = open_plan(plan).plan
    said = found.said[f"answers.{STRATEGY}.value"].settled
    assert (done.code, found.answers[STRATEGY].value, found.answers[STRATEGY].by) == (0, "På papir", "Bo")
    assert said is not None
    assert (said.by, said.why) == ("Kim", "Enklere")
    assert "Der er ingen uenigheder" in call("settle", plan).err


@pytest.mark.parametrize(("level", "code", "expected"), [("draft", "PB351", 0), ("approval", "PB352", 3)])
def test_check_tells_of_each_disagreement(call: Run, plan: Path, level: str, code: str, expected: int) -> None:
    """A draft may have them; what is to be approved may not."""
    found = json.loads(call("check", plan, "--level", level, "--json").out)["problems"]

    mine = [one["path"] for one in found if one["code"] == code]
    assert mine == [f"answers.{STRATEGY}.value"]
    assert call("check", plan, "--level", level).code == expected


def test_a_draft_shows_both_with_their_names(call: Run, plan: Path) -> None:
    """In the passage itself."""
    call("build", plan, "--format", "md", "--document", "plan")

    text = "".join(path.read_text(encoding="utf-8") for path in plan.glob("build/*.md"))
    assert "Der er ikke enighed om Kanalstrategien og løsningen" in text
    assert ("Ane" in text, "Bo, " in text, "På papir" in text) == (True, True, True)


def test_figures_say_what_they_rest_on(call: Run, plan: Path) -> None:
    """In words, and by place for programs."""
    shown, data = call("figures", plan), json.loads(call("figures", plan, "--json").out)

    assert "Ét sted i planen har flere svaret forskelligt" in shown.out
    assert data["not_settled"] == [f"answers.{STRATEGY}.value"]
