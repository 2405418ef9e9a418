"""Rows as commands note them: by name, in one save, under numbers that nobody else has."""

from __future__ import annotations

from pathlib import Path

import pytest

from planbuilder.errors import UsageWrong
from planbuilder.language import Language
from planbuilder.plan.store import open_plan
from planbuilder.questionnaire.needed import IDEAS
from planbuilder.usecases.interviewing import session
from planbuilder.usecases.rows import add_rows, content, named
from tests.usecases.measured import NOW, begun

TITLES = {"E1": "Sms", "E2": "Brev", "E3": "brev"}


def test_a_row_is_named_by_number_or_title() -> None:
    """Whatever the case; two of the same title are told by number alone."""
    assert [named(TITLES, name) for name in ("e1", " SMS ", "E3")] == ["E1", "E1", "E3"]
    for name in ("Brev", "Smss", ""):
        with pytest.raises(UsageWrong, match="PB380"):
            named(TITLES, name)


def test_a_name_that_is_none_is_answered_with_examples_and_the_nearest(danish: Language) -> None:
    """A plan's thirty actions would hide what was meant."""
    with pytest.raises(UsageWrong) as caught:
        named({f"H{n}": "Møde" for n in range(1, 40)}, "H99")

    way_out = danish.way_out(caught.value.problems[0])
    assert (way_out.count("Møde"), way_out.startswith("Mente du »H")) == (5, True)


def test_rows_are_saved_at_once(tmp_path: Path, danish: Language) -> None:
    """Numbered after all there are; a state such as unknown ends with them, and no rows are no save."""
    held = session(begun(tmp_path, danish), danish, lambda: NOW)
    held.mark_unknown(IDEAS, "Bo")

    assert add_rows(held, IDEAS, [content(held, IDEAS, {"title": title, "effect": "høj"}) for title in "ab"]) == [
        "E1",
        "E2",
    ]
    saved = (tmp_path / "plan.yaml").read_bytes()
    assert add_rows(held, IDEAS, []) == []

    found = open_plan(tmp_path).plan
    assert [(one.title, one.effect) for one in found.ideas.values()] == [("a", "high"), ("b", "high")]
    assert (found.answers[IDEAS].state, (tmp_path / "plan.yaml").read_bytes()) == ("answered", saved)


def test_what_does_not_fit_is_told_with_its_column(tmp_path: Path, danish: Language) -> None:
    """And nothing of the row is kept."""
    held = session(begun(tmp_path, danish), danish, lambda: NOW)

    with pytest.raises(UsageWrong) as caught:
        content(held, IDEAS, {"title": "a", "effect": "enorm"})

    assert caught.value.problems[0].place.path == "Effekt"
