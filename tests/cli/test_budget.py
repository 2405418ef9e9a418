"""The command `budget`: where it writes."""

from __future__ import annotations

from pathlib import Path

from planbuilder import example, language
from planbuilder.plan.store import PLAN
from tests.cli.conftest import Run


def test_its_path_is_printed(call: Run, here: Path) -> None:
    """In the language that is asked for."""
    (here / PLAN).write_text(example.text(language.load("da")), encoding="utf-8")

    assert call("budget").out.strip() == "build/budget.csv"
    call("budget", "--to", "own.csv", "--lang", "en")
    assert b"The business case requires" in (here / "own.csv").read_bytes()
