"""A comparison written as files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from planbuilder.language import Language
from planbuilder.usecases.building import Wanted
from planbuilder.usecases.comparing import diff
from planbuilder.usecases.plans import write_example
from planbuilder.usecases.talk import unheard
from planbuilder.usecases.telling import write_comparison

DAY = date(2026, 11, 23)


def test_changes_and_tracked_documents_are_written(tmp_path: Path, danish: Language) -> None:
    """The document of changes in each format, and each wanted document with its changes; what is not wanted is not."""
    plan = write_example(tmp_path / "plan", danish)
    other = tmp_path / "other.yaml"
    other.write_text(plan.read_text("utf-8").replace("start: 2028", "start: 2029", 1), encoding="utf-8")
    found = diff(plan, danish, other)

    def names(wanted: Wanted) -> list[str]:
        return [path.name for path in write_comparison(plan, found, DAY, danish, wanted, unheard, unheard)]

    assert names(Wanted(("proposal",), ("text",))) == ["changes.txt", "proposal-tracked.docx"]
    assert names(Wanted(("proposal",), ())) == ["proposal-tracked.docx"]
    assert names(Wanted((), ("md",))) == ["changes.md"]
