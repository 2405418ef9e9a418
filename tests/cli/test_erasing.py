"""`erase`: shown first, done when confirmed, and what stays is told with the way out."""

from __future__ import annotations

from pathlib import Path

import pytest

from planbuilder import example, language
from planbuilder.plan.store import open_plan
from tests.cli.conftest import Run


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
    assert "Intet arkiv er gennemset" in shown.out


def test_an_answer_is_erased_by_its_question(call: Run, plan: Path) -> None:
    """Of one that is bound to the plan a mark is left."""
    call("erase", plan, "--answer", "cover.description", "--confirm")

    assert "(slettet)" == open_plan(plan).plan.solution.description


@pytest.mark.parametrize("words", [(), ("--person", "P1", "--answer", "cover.description")])
def test_just_one_is_named(call: Run, plan: Path, words: tuple[str, ...]) -> None:
    """Neither none nor two."""
    shown = call("erase", plan, *words)

    assert (2, True) == (shown.code, "PB187" in shown.err)
