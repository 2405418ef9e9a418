"""The command `portfolio`: on the screen, for programs, and as files."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from planbuilder import language
from tests.cli.conftest import Run
from tests.portfolio.plans import laid


@pytest.fixture
def home(here: Path) -> Path:
    for id in ("a", "b"):
        laid(here / "plans", id)
    (here / "plans" / "bad").mkdir()
    (here / "plans" / "bad" / "plan.yaml").write_text("title: x\n", encoding="utf-8")
    return here / "plans"


@pytest.mark.parametrize("code", language.available())
def test_it_fits_on_one_screen_and_a_bad_plan_is_no_failure(call: Run, home: Path, code: str) -> None:
    """What the plans come to, what they share, and what is wrong with the one that does not count."""
    done = call("portfolio", home, "--lang", code)
    words = language.load(code)

    assert (0, "") == (done.code, done.err)
    assert len(done.out.splitlines()) <= 60
    assert f"{words.text('portfolio.brief.counted')}: 2" in done.out
    assert words.text(
        "portfolio.account", account="06.45", plans=2, years="2027–2030", unit=words.text("portfolio.unit")
    ) in done.out.replace("\u00a0", " ")
    assert "PB021" in done.out


def test_it_is_data_for_programs(call: Run, home: Path) -> None:
    """By stable names, and the same sums."""
    found = json.loads(call("portfolio", home, "--json", "--date", "2027-01-01").out)

    assert ("planbuilder.portfolio/1", "2027-01-01") == (found["schema"], found["day"])
    assert ["a", "b"] == [one["folder"] for one in found["plans"]]
    assert Decimal("2199999") == Decimal(found["money"][0]["totals"]["net"])
    assert ["bad"] == [one["folder"] for one in found["not_counted"]]
    assert [("G1", "G1")] == [tuple(each["id"] for each in one["benefits"]) for one in found["accounts"]]


def test_it_is_written_where_it_is_asked_for(call: Run, home: Path) -> None:
    """In a folder, in the usual formats or in others; without a folder beside the plans."""
    to = call("portfolio", home, "--to", home.parent / "out", "--format", "text")
    beside = call("portfolio", home, "--format", "md")

    assert [str(home.parent / "out" / "portfolio.txt")] == to.out.splitlines()
    assert [str(home / "portfolio.md")] == beside.out.splitlines()


def test_a_folder_without_plans_is_told(call: Run, here: Path) -> None:
    """With what it should hold."""
    done = call("portfolio", here)

    assert (2, True) == (done.code, "PB374" in done.err)
