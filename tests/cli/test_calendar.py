"""The command `calendar`: where it writes, and for whom."""

from __future__ import annotations

from pathlib import Path

import pytest

from planbuilder import example, language
from planbuilder.plan.store import PLAN
from tests.cli.conftest import Run
from tests.usecases.ics import events

DAY = ("--date", "2026-11-23")


@pytest.fixture
def plan(here: Path) -> Path:
    """The example's plan, in the folder one stands in."""
    (here / PLAN).write_text(example.text(language.load("da")), encoding="utf-8")
    return here


def test_it_is_written_beside_the_documents(call: Run, plan: Path) -> None:
    """And its path is printed."""
    done = call("calendar", *DAY)

    assert (done.code, done.out.strip()) == (0, "build/calendar.ics")
    assert len(events((plan / "build" / "calendar.ics").read_bytes())) > 20


def test_it_is_in_the_plans_own_language(call: Run, here: Path) -> None:
    """Whoever reads it reads the plan, and not the screen of who wrote it."""
    (here / PLAN).write_text(example.text(language.load("en")), encoding="utf-8")
    call("calendar", *DAY, "--for", "Lise Damgaard")

    found = events((here / "build" / "calendar.ics").read_bytes())
    assert any(one["DESCRIPTION"].startswith("Responsible: ") for one in found)


def test_for_one_person_and_to_a_file(call: Run, plan: Path) -> None:
    """Only what she is responsible for or measures; in the language that is asked for."""
    call("calendar", *DAY, "--for", "Lise Damgaard", "--to", "lise.ics", "--lang", "en")

    found = events((plan / "lise.ics").read_bytes())
    assert found
    assert all("Lise Damgaard" in one["DESCRIPTION"] for one in found)
    assert any(one["DESCRIPTION"].startswith("Responsible: ") for one in found)


def test_nobody_is_told(call: Run, plan: Path) -> None:
    """With the names that may be meant."""
    assert call("calendar", *DAY, "--for", "Lise Damgard").code == 2
