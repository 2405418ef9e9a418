"""The command `harvest`: what it notes, shows and refuses; figures and status show the money."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from planbuilder import example, language
from planbuilder.plan.store import PLAN
from tests.cli.conftest import Run

NOTE = ("harvest", "G1", "120.000", "--year", "2028", "--account", "06.45.51", "--decision", "Budget 2028")


@pytest.fixture
def plan(here: Path) -> Path:
    """The example's plan, in the folder one stands in."""
    (here / PLAN).write_text(example.text(language.load("da")), encoding="utf-8")
    return here


def test_an_amount_is_shown_beside_its_plan(call: Run, plan: Path) -> None:
    """And as data for programs; figures have it too."""
    done = call(*NOTE)
    data = json.loads(call(*NOTE[:2], "110.000", *NOTE[3:], "--json").out)

    assert (done.code, "120.000\u00a0kr. i budget 2028. Planlagt i 2028: 139.520\u00a0kr." in done.out) == (0, True)
    assert (data["schema"], data["harvests"][0]["corrects"]) == ("planbuilder.harvests/1", "120000")
    assert json.loads(call("figures", "--json").out)["harvested"]["total"] == "110000"
    assert "Skrevet for senere år: 2028: 110.000\u00a0kr." in call("figures").out


def test_without_arguments_every_benefit_is_shown(call: Run, plan: Path) -> None:
    """Those of which nothing is noted as not yet, those that are not for budgets by number."""
    done = call("harvest")

    assert [line.split()[0] for line in done.out.splitlines()] == ["G1", "G2", "G3", "I", "Hentes"]
    assert done.out.count("endnu intet hentet") == 4
    assert set(json.loads(call("harvest", "--json").out)) >= {"year", "benefits", "by_year", "total"}


def test_a_file_keeps_what_can_be_used(call: Run, plan: Path) -> None:
    """The others are named with their line, and the exit code says that there were some."""
    Path("tal.csv").write_text("Gevinst;År;Beløb\nG1;2028;120.000\nG99;2028;1\n", encoding="utf-8")

    done = call("harvest", "--from", "tal.csv")

    assert (done.code, "tal.csv:3" in done.err, "Beløb skrevet: 1" in done.err) == (4, True, True)


@pytest.mark.parametrize(("words", "code"), [(["G1", "1"], "PB381"), (["G99", "1", "--year", "2028"], "PB380")])
def test_what_is_missing_is_told(call: Run, plan: Path, words: list[str], code: str) -> None:
    """With the way to say it."""
    done = call("harvest", *words)

    assert (done.code, code in done.err) == (2, True)
