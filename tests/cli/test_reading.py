"""`check` and `figures`: what is shown to people, and what is told to programs under stable names."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from tests.cli.conftest import PLAN, Run

CASE = (
    PLAN
    + """\
people: {P1: {name: Mia Holm}}
benefits_tree:
  changes: {F1: {title: Digital ansøgning, owner: P1}}
  benefits:
    G1: {title: Færre opkald, kind: cashable, from: [F1], owner: P1, full_effect: {amount: 500000}}
costs:
  K1: {title: Indførelse, kind: one_off, amount: 900000.50, from: 2027}
"""
)


@pytest.fixture
def case(folder: Path) -> Path:
    """A folder with a plan that has a small business case."""
    (folder / "plan.yaml").write_text(CASE, encoding="utf-8")
    return folder


class TestCheck:
    def test_tells_place_problem_and_way_out(self, call: Run, folder: Path):
        """Each problem is three lines on standard output."""
        lines = call("check", folder).out.splitlines()

        first = next(n for n, line in enumerate(lines) if "PB110" in line and "sponsor" in line)
        assert lines[first : first + 3] == [
            f"Fejl PB110 ved {folder / 'plan.yaml'}:1:1 sponsor",
            "  »Projektejer« er ikke besvaret (cover.sponsor).",
            "  → Besvar spørgsmålet, eller markér det som ikke relevant med en grund.",
        ]

    def test_the_verdict_is_a_message(self, call: Run, folder: Path):
        """How many errors and warnings there are stands on standard error, apart from the list."""
        done = call("check", folder)

        assert done.err == f"{done.out.count('Fejl PB')} fejl.\n"

    @pytest.mark.parametrize("level", ["draft", "approval", "signing"])
    def test_a_higher_level_asks_for_more(self, call: Run, case: Path, level: str):
        """Whatever a level finds, the next one finds too."""
        levels = ["draft", "approval", "signing"]

        found = [call("check", case, "--level", one).out.count("Fejl") for one in levels[: levels.index(level) + 1]]

        assert found == sorted(found)

    @pytest.mark.parametrize(("line", "code"), [("sponser: P1\n", "PB023"), ("noget_helt_andet: 1\n", "PB022")])
    def test_an_unknown_key_is_a_warning(self, call: Run, folder: Path, line: str, code: str):
        """A key nobody reads is told, and is no error."""
        (folder / "plan.yaml").write_text(PLAN + line, encoding="utf-8")

        done = call("check", folder, "--level", "draft")

        assert (done.code, done.out.splitlines()[0].startswith(f"Advarsel {code}"), done.err) == (
            0,
            True,
            "1 advarsel.\n",
        )

    def test_a_dangling_reference_has_its_place(self, call: Run, folder: Path):
        """What points to nothing is told with line and column."""
        (folder / "plan.yaml").write_text(PLAN + "sponsor: P9\n", encoding="utf-8")

        done = call("check", folder, "--level", "draft")

        assert (done.code, done.out.splitlines()[0]) == (3, f"Fejl PB104 ved {folder / 'plan.yaml'}:10:10 sponsor")

    def test_json_has_a_schema_and_stable_names(self, call: Run, folder: Path):
        """Programs read problems by name."""
        done = call("check", folder, "--json")

        told = json.loads(done.out)
        assert (done.code, told["schema"], told["level"], sorted(told["problems"][0]), done.err) == (
            3, "planbuilder.check/1", "approval",
            ["code", "column", "file", "line", "message", "path", "severity", "way_out"], "",
        )  # fmt: skip

    def test_json_tells_what_people_are_told(self, call: Run, folder: Path):
        """Both forms hold the same problems in the same order."""
        people, programs = call("check", folder).out, json.loads(call("check", folder, "--json").out)

        assert [line.split()[1] for line in people.splitlines() if line.startswith("Fejl")] == [
            one["code"] for one in programs["problems"]
        ]

    def test_json_of_a_sound_plan(self, call: Run, folder: Path):
        """No problems are an empty list."""
        done = call("check", folder, "--json", "--level", "draft")

        assert (done.code, json.loads(done.out)) == (
            0, {"schema": "planbuilder.check/1", "level": "draft", "problems": []},
        )  # fmt: skip

    def test_json_of_a_file_that_is_no_plan(self, call: Run, folder: Path):
        """A program that asked for JSON is given JSON for the worst plan too."""
        (folder / "plan.yaml").write_text("[]\n", encoding="utf-8")

        done = call("check", folder, "--json")

        assert json.loads(done.out or "{}").get("schema") == "planbuilder.check/1"

    def test_json_keeps_danish_letters(self, call: Run, folder: Path):
        """Letters are letters, not escapes."""
        assert "Ærø plan" in call("check", folder, "--json").out

    def test_changes_nothing(self, call: Run, case: Path):
        """Looking leaves no trace in the plan's folder."""
        call("check", case)

        assert [path.name for path in case.iterdir()] == ["plan.yaml"]


class TestFigures:
    def test_shows_a_line_for_each_year(self, call: Run, case: Path):
        """Numbers are written as Danes write them, right-aligned under their heads."""
        lines = call("figures", case).out.splitlines()

        assert [line.split() for line in lines[2:6]] == [
            ["2027", "900.001", "0", "500.000", "-400.001", "-400.001", "-400.001"],
            ["2028", "0", "0", "500.000", "500.000", "100.000", "483.092"],
            ["2029", "0", "0", "500.000", "500.000", "600.000", "466.755"],
            ["2030", "0", "0", "500.000", "500.000", "1.100.000", "450.971"],
        ]

    def test_in_english(self, call: Run, case: Path):
        """The same numbers, written as English does."""
        lines = call("figures", case, "--lang", "en").out.splitlines()

        assert (lines[0], lines[2].split()[1]) == ("Computed figures of “Fritidspas” (2026 prices)", "900,001")

    def test_json_has_a_schema_and_numbers_as_text(self, call: Run, case: Path):
        """Money is exact: a decimal number as text."""
        told = json.loads(call("figures", case, "--json").out)

        first = told["years"][0]
        assert (told["schema"], first["one_off"], Decimal(first["net"]), told["break_even_year"]) == (
            "planbuilder.figures/1", "900000.50", Decimal("-400000.50"), 2028,
        )  # fmt: skip

    @pytest.mark.parametrize("code", ["da", "en"])
    def test_json_is_the_same_in_every_language(self, call: Run, case: Path, code: str):
        """Programs need not know the language."""
        assert call("figures", case, "--json", "--lang", code).out == call("figures", case, "--json").out

    def test_json_without_a_case(self, call: Run, folder: Path):
        """A plan without costs and benefits has figures of nil, and no rate of return."""
        told = json.loads(call("figures", folder, "--json").out)

        assert (Decimal(told["npv"]), told["irr"], len(told["years"])) == (0, [], 4)

    def test_a_fault_is_refused_with_its_place(self, call: Run, case: Path):
        """Nothing is computed from a plan that points to what is not there."""
        (case / "plan.yaml").write_text(CASE.replace("from: [F1]", "from: [F9]"), encoding="utf-8")

        done = call("figures", case)

        assert (done.code, done.out, done.err.splitlines()[0]) == (
            4, "", f"Fejl PB104 ved {case / 'plan.yaml'}:14:53 benefits_tree.benefits.G1.from",
        )  # fmt: skip
