"""What a visitor may."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="needs planbuilder[web]")

from tests.web.conftest import visit_to


@pytest.mark.parametrize(
    ("leads", "ids", "reached"),
    [(False, ["a"], True), (False, ["a", "b"], False), (False, [], False), (True, [], True)],
)
def test_what_no_question_asks_for_is_for_who_leads(folder: Path, leads: bool, ids: list[str], reached: bool) -> None:
    """A disagreement on several questions is for who is asked them all."""
    visit = visit_to(folder, leads=leads, reaches=lambda id: id == "a")

    assert visit.reaches_all(ids) is reached
