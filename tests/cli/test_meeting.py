"""The command `meeting`: the agenda, the walk in a terminal, and what is printed when it ends."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import pytest

from planbuilder import example, language
from planbuilder.plan.store import PLAN, open_plan
from tests.cli.conftest import Run, Spawn, ended

DAY = ("--date", "2026-11-23")
TALK = ("meeting", *DAY, "--plain", "--lang", "da", "--as", "Ane")


@pytest.fixture
def plan(here: Path) -> Path:
    """The example's plan, in the folder one stands in."""
    (here / PLAN).write_text(example.text(language.load("da")), encoding="utf-8")
    return here


@pytest.mark.parametrize("words", [(), ("--no-input",)])
def test_where_nobody_can_be_asked_the_agenda_is_shown(call: Run, plan: Path, words: tuple[str, ...]) -> None:
    """With nothing noted."""
    before = (plan / PLAN).read_bytes()

    done = call("meeting", *DAY, *words)

    assert done.out.startswith("Møde ved tavlen den 23. november 2026: Digital ansøgning om fritidspas\n")
    assert "    I2 Behandlingstid pr. ansøgning: Den seneste måling er foran planen." in done.out
    assert (plan / PLAN).read_bytes() == before


def test_the_agenda_as_data(call: Run, plan: Path) -> None:
    """By stable names."""
    found = json.loads(call("meeting", *DAY, "--json").out)

    assert (found["schema"], found["meeting"], found["since"]) == ("planbuilder.meeting/1", None, "2026-11-02")
    assert found["points"][:2] == [
        {"kind": "who", "about": None, "done": False}, {"kind": "measure", "about": "I7", "done": False},
    ]  # fmt: skip


@pytest.mark.slow
def test_killed_it_goes_on_where_it_was_and_prints_the_board_at_its_end(spawn: Spawn, plan: Path) -> None:
    """What was answered before the program was killed is in the plan; the rest is asked the next time."""
    child = spawn(*TALK)
    child.expect(r"Hvor langt er vi\? \(8 minutter\): \d+ punkter")  # the agenda in short, and the first question
    child.expect(r"Hvem er med\? \(1 minut\)\s+1\. ")
    child.sendline("4 5")
    child.expect(r"Værdi \(timer\)")
    child.sendline("170")
    child.expect("Hvilken dag er det målt")
    child.sendline("")
    child.expect("170 timer den 23. november 2026")
    child.expect(r"Værdi \(%\)")
    child.sendline("")
    child.expect("Er der noget at bemærke")
    child.sendline("Mange var på ferie")
    child.expect("Er der noget at bemærke")  # of what was measured just now
    child.sendline("")
    child.expect("Hvor langt er vi")
    child.kill(signal.SIGKILL)
    child.wait()

    found = open_plan(plan).plan
    assert [one.text for one in found.minutes.values() if one.meeting == "TM2"] == [
        "170 timer den 23.11.2026 (skrevet af Ane)", "Mange var på ferie",
    ]  # fmt: skip
    assert [*found.measurements.values()][-1].value == 170

    child = spawn(*TALK)
    child.expect(r"Hvor langt er vi.*Værdi \(%\)")  # on the agenda, and the point that is asked first
    for _ in range(11):
        child.sendline("")
    child.expect("Ny idé")
    for _ in range(5):
        child.sendline("")
    child.expect("Afslut mødet")
    child.sendline("")
    done = ended(child)
    assert (done.code, done.out.splitlines()[-2:]) == (0, ["build/board.pdf", "build/minutes.pdf"])
    assert open_plan(plan).plan.meetings["TM2"].state == "closed"
