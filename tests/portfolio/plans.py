"""Plans of a portfolio: small ones with what an overview tells, and what they give to it."""

from __future__ import annotations

from pathlib import Path

from planbuilder.figures.case import compute
from planbuilder.plan.store import from_text
from planbuilder.portfolio.summary import Summary, summary
from planbuilder.portfolio.sums import Entry
from tests.conftest import CASE


def text_of(id: str, changes: tuple[tuple[str, str], ...] = ()) -> str:
    """The small case as a plan of its own, with some words changed."""
    text = CASE.replace("plan_id: p\n", f"plan_id: {id}\n")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


def summary_of(text: str) -> Summary:
    plan = from_text(text)
    return summary(plan, compute(plan))


def entry(id: str, *changes: tuple[str, str], stage: str = "draft") -> Entry:
    return Entry(id, summary_of(text_of(id, changes)), stage)


def laid(home: Path, id: str, *changes: tuple[str, str]) -> Path:
    """The folder of a plan, laid beneath another."""
    folder = home / id
    folder.mkdir(parents=True)
    (folder / "plan.yaml").write_text(text_of(id, changes), encoding="utf-8")
    return folder
