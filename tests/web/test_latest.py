"""A plan that is known is not read again, and every change of its file is seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from planbuilder.errors import InputInvalid
from planbuilder.web.latest import latest


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
