"""The command `budget`: where it writes."""

from __future__ import annotations

from pathlib import Path

from planbuilder import example, language
from planbuilder.plan.store import PLAN
from tests.cli.conftest import Run


def test_its_path_is_printed(call: Run, here: Path) -> None:
    """The file is in the plan's own language, or in the one that is asked for."""
    (here / PLAN).write_text(example.text(language.load("en")), encoding="utf-8")

    assert call("budget").out.strip() == "build/budget.csv"
    assert b"The business case requires" in (here / "build" / "budget.csv").read_bytes()
    call("budget", "--to", "own.csv", "--lang", "da")
    assert "Business casen kræver".encode() in (here / "own.csv").read_bytes()
