"""Plans of a portfolio: small ones with what an overview tells, and what they give to it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from planbuilder import codes
from planbuilder.document.overview_material import Overview
from planbuilder.errors import Place, problem
from planbuilder.figures.case import compute
from planbuilder.language import Language
from planbuilder.plan.store import from_text
from planbuilder.portfolio.summary import Summary, summary
from planbuilder.portfolio.sums import Entry, Portfolio, Unread
from planbuilder.questionnaire.definition import Questionnaire
from tests.conftest import CASE

DAY = date(2027, 6, 1)
# What happens in a plan: an action that is late, an indicator that is behind, and a pool.
LIFE = """\
actions: {H1: {title: Oplær, deadline: 2027-02-01, status: started}}
indicators:
  I1: {title: Opkald, benefit: G1, unit: stk., baseline: {value: 100, on: 2026-01-01},
       target: {value: 50, on: 2029-01-01}}
measurements: {M1: {indicator: I1, on: 2027-05-01, value: 99}}
economy: {funding: investment_pool}
"""


def plan_text(id: str, changes: tuple[tuple[str, str], ...] = ()) -> str:
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
    return Entry(id, summary_of(plan_text(id, changes)), stage)


def laid(home: Path, id: str, *changes: tuple[str, str]) -> Path:
    """The folder of a plan, laid beneath another."""
    folder = home / id
    folder.mkdir(parents=True)
    (folder / "plan.yaml").write_text(plan_text(id, changes), encoding="utf-8")
    return folder


def three(questionnaire: Questionnaire, language: Language) -> Overview:
    """Two plans in the same prices that meet on an account, one in others, and one that is bad."""
    first = Entry("a", summary_of(plan_text("a") + LIFE))
    other = entry("c", ("price_base: 2026", "price_base: 2027"), ("'06.45'", "'06.46'"))
    bad = Unread("d", (problem(codes.MISSING_KEY, Place("d/plan.yaml"), key="title"),) * 5)
    note = problem(codes.LINKS_NOT_FOLLOWED, Place("home"), count=1, path_named="home/x")
    return Overview(Portfolio((first, entry("b"), other), (bad,), (note,)), "Nordlund", questionnaire, language, DAY)
