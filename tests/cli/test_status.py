"""The command `status`: one screen, and the same for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from planbuilder import example, language
from planbuilder.plan.store import PLAN
from tests.cli.conftest import Run


@pytest.mark.parametrize("code", language.available())
def test_it_fits_on_one_screen(call: Run, here: Path, code: str) -> None:
    """Title, how far, what is late and due, and what is next, in at most 40 lines."""
    (here / PLAN).write_text(example.text(language.load(code)), encoding="utf-8")

    done = call("status", "--lang", code)

    lines = done.out.splitlines()
    assert (done.code, len(lines) <= 40) == (0, True)
    assert "planbuilder approve ." in lines[-1]
    # The heading says that they are late, so no line does.
    assert done.out.count(language.load(code).text("action.late")) <= 1


def test_it_is_data_for_programs(call: Run, here: Path) -> None:
    """By stable names."""
    (here / PLAN).write_text(example.text(language.load("da")), encoding="utf-8")

    found = json.loads(call("status", "--json").out)

    assert found["schema"] == "planbuilder.status/1"
    assert {"title", "parts", "version", "late", "coming", "due", "behind", "next"} <= set(found)
