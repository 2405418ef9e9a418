"""A plan that is known is not read again, and every change of its file is seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from planbuilder import language as languages
from planbuilder.errors import InputInvalid
from planbuilder.interview.session import Session
from planbuilder.plan.store import Author, open_plan
from planbuilder.questionnaire.loading import load
from planbuilder.web.latest import latest, saved
from tests.web.conftest import NOW


def test_what_is_known_is_given_again_and_a_change_is_seen_at_once(folder: Path):
    first = latest(folder)
    text = (folder / "plan.yaml").read_text("utf-8")

    assert latest(folder) is first
    (folder / "plan.yaml").write_text(text.replace(first.plan.title, "Et nyt navn"), "utf-8")
    assert latest(folder).plan.title == "Et nyt navn"
    (folder / "plan.yaml").write_text(text, "utf-8")
    assert latest(folder).digest == first.digest


def test_a_plan_that_is_broken_is_told_as_by_any_reader(folder: Path):
    latest(folder)
    (folder / "plan.yaml").write_text("title: [", "utf-8")

    with pytest.raises(InputInvalid):
        latest(folder)


def session(folder: Path) -> Session:
    return Session(latest(folder), load(), languages.load("da"), lambda: Author("Ane Holm", "leder", NOW))


def test_what_was_saved_is_known_as_a_reading_of_the_file_gives_it(folder: Path):
    held = session(folder)
    held.record("workflows_rules.legal_basis", "En anden lov")
    row = held.add_row("benefits_tree.changes", {"title": "Endnu en"})
    saved(held.opened)

    known, read = latest(folder), open_plan(folder)
    assert known.plan.benefits_tree.changes[row].title == "Endnu en"
    assert (known.plan, known.data, known.digest, known.warnings) == (read.plan, read.data, read.digest, read.warnings)


def test_what_somebody_else_has_saved_since_counts(folder: Path):
    held, other = session(folder), session(folder)
    held.add_row("benefits_tree.changes", {"title": "Først"})
    other.add_row("benefits_tree.changes", {"title": "Så"})
    saved(other.opened)
    saved(held.opened)  # told late, by the slower of two requests

    assert [one.title for one in latest(folder).plan.benefits_tree.changes.values()][-2:] == ["Først", "Så"]
