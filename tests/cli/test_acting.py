"""The commands `idea` and `action`: what they note and show."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from planbuilder import example, language
from planbuilder.plan.store import PLAN
from tests.cli.conftest import Run


@pytest.fixture
def plan(here: Path) -> Path:
    """The example's plan, in the folder one stands in."""
    (here / PLAN).write_text(example.text(language.load("da")), encoding="utf-8")
    return here


def test_an_idea_goes_over_the_board(call: Run, plan: Path) -> None:
    """Noted, assessed, and made an action with a person and a deadline."""
    id = call("idea", "add", "Ring til dem, der ikke har søgt", "--from", "skranken").out.split()[0]
    assert f"{id} Ring til dem, der ikke har søgt – ikke vurderet" in call("idea", "list").out

    assessed = call("idea", "assess", id, "--effect", "høj", "--resources", "lav").out.strip()
    assert assessed == call("idea", "list").out.splitlines()[-1]
    assert assessed == f"{id} Ring til dem, der ikke har søgt – grønt felt – gør det"

    done = call("idea", "promote", id, "--to", "action", "--why", "Let", "--deadline", "1. i md.")
    number, told = done.out.strip().split(" ", 1)
    assert told.startswith("Ring til dem, der ikke har søgt – besluttet, frist den 1. i hver måned (")
    assert number in call("action", "list").out
    assert id not in [line.split()[0] for line in call("idea", "list").out.splitlines()]


def test_an_action_is_carried_out(call: Run, plan: Path) -> None:
    """Started, finished and evaluated; then it is no longer listed."""
    id = call("action", "add", "Kampagne", "--deadline", "1. okt.", "--responsible", "P2").out.split()[0]
    told = [call("action", step, id).out.split(" – ") for step in ("start", "finish", "evaluate")]
    assert {title for title, _ in told} == {f"{id} Kampagne"}
    assert [stands.split(", ")[0] for _, stands in told] == ["igangsat", "afsluttet", "evalueret"]
    assert all(stands.strip().endswith("Mette Lindskov") for _, stands in told)

    assert call("action", "start", id).code == 2
    assert id not in {one["id"] for one in json.loads(call("action", "list", "--json").out)["actions"]}


def test_an_idea_is_put_away(call: Run, plan: Path) -> None:
    """With a reason, which the plan keeps."""
    assert call("idea", "promote", "E1", "--to", "nothing").code == 2

    done = call("idea", "promote", "E1", "--to", "nothing", "--why", "For dyrt")

    assert (done.code, done.out.strip()) == (0, "Idéen er lagt væk.")
    assert "E1" not in {one["id"] for one in json.loads(call("idea", "list", "--json").out)["ideas"]}


def test_what_an_action_lacks_is_told_with_what_to_type(call: Run, plan: Path) -> None:
    """It is noted all the same: a script may know who does it later."""
    bare = call("action", "add", "Kampagne")
    whole = call("action", "add", "Kampagne", "--responsible", "P2", "--deadline", "1. i md.")
    idea = call("idea", "promote", "E1", "--to", "action", "--deadline", "1.1.2020")

    assert (bare.code, whole.code, idea.code) == (0, 0, 0)
    assert "PB459" in bare.err
    assert "hverken ansvarlig eller frist" in bare.err
    assert "»planbuilder interview --theme action_plan«" in bare.err
    assert whole.err == ""
    assert "har ingen ansvarlig" in idea.err
    assert "PB460" in idea.err
