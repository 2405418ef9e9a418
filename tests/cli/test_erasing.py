"""`erase`: shown first, done when confirmed, and what stays is told with the way out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from shutil import copytree

import pytest

from planbuilder import example, files, language
from planbuilder.plan.store import Author, noted, open_plan
from tests.cli.conftest import Run

AT = datetime(2026, 11, 23, 12, 0)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """The example, with documents of ours and of somebody else."""
    folder = tmp_path / "plan"
    (folder / "build").mkdir(parents=True)
    (folder / "plan.yaml").write_text(example.text(language.load("da")), encoding="utf-8")
    for name in ("plan.pdf", "economy.xlsx", "mit-notat.pdf"):
        (folder / "build" / name).write_bytes(b"")
    return folder


def test_nothing_is_erased_before_it_is_confirmed(call: Run, plan: Path) -> None:
    """What would be is listed, place by place."""
    before = (plan / "plan.yaml").read_bytes()
    shown = call("erase", plan, "--person", "Karen Holmgaard")

    assert (0, before) == (shown.code, (plan / "plan.yaml").read_bytes())
    assert "Ville blive slettet: people.P1.name" in shown.out
    assert (plan / "build" / "plan.pdf").exists()


def test_what_is_confirmed_is_erased(call: Run, plan: Path) -> None:
    """From the plan, its journal and the documents that can be made anew; what is not known is said."""
    shown = call("erase", plan, "--person", "P1", "--confirm", "--as", "Mette")

    assert "Holmgaard" not in (plan / "plan.yaml").read_text(encoding="utf-8")
    assert "Holmgaard" not in (plan / "journal.jsonl").read_text(encoding="utf-8")
    assert ["mit-notat.pdf"] == [path.name for path in (plan / "build").iterdir()]
    assert "Kendes ikke her: pakker og dokumenter, der er udleveret" in shown.out
    assert "Intet arkiv er gennemsøgt" in shown.out


def test_an_answer_is_erased_by_its_question(call: Run, plan: Path) -> None:
    """Of one that is bound to the plan a mark is left."""
    call("erase", plan, "--answer", "cover.description", "--confirm")

    assert "(slettet)" == open_plan(plan).plan.solution.description


@pytest.mark.parametrize("words", [(), ("--person", "P1", "--answer", "cover.description")])
def test_just_one_is_named(call: Run, plan: Path, words: tuple[str, ...]) -> None:
    """Neither none nor two."""
    shown = call("erase", plan, *words)

    assert (2, True) == (shown.code, "PB187" in shown.err)


class Killed(BaseException):
    """The power went."""


STEPS = 40


@pytest.fixture
def dying(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Let the power go after so many changes of the disk, and never with a number below zero."""
    left = [-1]

    def after(step: Callable[..., object]) -> Callable[..., object]:
        def made(*given: object, **named: object) -> object:
            if left[0] == 0:
                raise Killed
            left[0] -= 1
            return step(*given, **named)

        return made

    for place, name in ((files, "write_atomically"), (files, "append_line"), (Path, "unlink")):
        monkeypatch.setattr(place, name, after(getattr(place, name)))
    return lambda steps: left.__setitem__(0, steps)


def telling(folder: Path) -> list[str]:
    """The files of a plan's folder that have the name."""
    return [path.name for path in folder.rglob("*") if path.is_file() and "Holmgaard" in path.read_text("utf-8")]


def test_an_erasure_that_was_interrupted_is_finished_by_a_second_call(
    call: Run, plan: Path, tmp_path: Path, dying: Callable[[int], None]
) -> None:
    """After whichever step the power goes: called again by id, nothing is left that tells the name."""
    (plan / "build" / "plan.pdf").write_text("Karen Holmgaard", encoding="utf-8")
    opened = open_plan(plan)
    opened.with_changes({("title",): "Karen Holmgaards plan"}, Author("Karen Holmgaard", "", AT))
    died = 0
    for steps in range(STEPS):
        folder = tmp_path / str(steps)
        copytree(plan, folder)
        dying(steps)
        try:
            call("erase", folder, "--person", "Karen Holmgaard", "--confirm")
        except Killed:
            died += 1
        dying(-1)
        again = call("erase", folder, "--person", "P1", "--confirm")

        assert [] == telling(folder), steps
        assert "PB188" in call("erase", folder, "--person", "P1", "--confirm").err
        if "PB188" in again.err:
            break

    assert 5 < died == steps


def test_what_an_older_program_left_in_the_journal_is_found(call: Run, plan: Path) -> None:
    """It changed the plan first: the name stood in the journal alone, under a line that said it was done."""
    opened = open_plan(plan)
    opened = opened.with_changes({("people", "P1", "name"): "(slettet)"}, Author("Mette", "", AT))
    assert "journal.jsonl" in telling(plan)
    noted(opened, Author("Mette", "", AT), "erased", "P1")

    call("erase", plan, "--person", "P1", "--confirm")

    assert "Holmgaard" not in (plan / "journal.jsonl").read_text(encoding="utf-8")
