"""`check`: what is shown to people, and what is told to programs under stable names."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from unicodedata import normalize

import pytest

from tests.cli.conftest import Run
from tests.conftest import PLAN


class TestCheck:
    def test_tells_place_problem_and_way_out(self, call: Run, folder: Path):
        """Each problem is three lines on standard output."""
        lines = call("check", folder).out.splitlines()

        first = next(n for n, line in enumerate(lines) if "PB110" in line and "sponsor" in line)
        assert lines[first : first + 3] == [
            f"Fejl PB110 ved {folder / 'plan.yaml'}:1:1 sponsor",
            "  »Projektejer« under »Planens stamdata« er ikke besvaret.",
            "  → Besvar spørgsmålet, eller markér det som ikke relevant med en begrundelse.",
        ]

    def test_the_verdict_is_a_message(self, call: Run, folder: Path):
        """How many errors and warnings there are stands on standard error, apart from the list."""
        done = call("check", folder)

        assert done.err.splitlines()[-1] == f"{done.out.count('Fejl PB')} fejl."

    @pytest.mark.parametrize(("said", "level"), [("Udkast", "draft"), ("godkendelse", "approval")])
    def test_a_level_may_be_named_in_danish(self, call: Run, case: Path, said: str, level: str):
        """The words that messages use are understood as well as those of `--json`."""
        assert call("check", case, "--level", said) == call("check", case, "--level", level)

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


def test_a_copied_plan_is_told(call: Run, folder: Path):
    """Also to programs: “save as” leaves the new project with the old one's id."""
    shutil.copytree(folder, folder.with_name("kopi"))
    done, data = call("check", folder, "--level", "draft"), json.loads(call("check", folder, "--json").out)

    assert "Advarsel PB310" in done.out
    assert str(folder.with_name("kopi")) in done.out
    assert "PB310" in [one["code"] for one in data["problems"]]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_plan_is_found_whatever_form_its_name_is_typed_in(call: Run, folder: Path, form: str):
    """A keyboard composes its letters, and the drive may have taken them apart."""
    lying = folder.rename(folder.with_name(normalize("NFD" if form == "NFC" else "NFC", "På vej")))
    done = call("check", folder.with_name(normalize(form, "På vej")), "--level", "draft")

    assert (done.code, str(lying) in done.out or not done.out) == (0, True)


@pytest.mark.parametrize(
    "words",
    [("check",), ("build",), ("versions",), ("verify",), ("archive", "list", "--archive"), ("erase", "--person", "P1")],
)
def test_a_name_too_long_for_the_disk_is_a_problem(call: Run, tmp_path: Path, words: tuple[str, ...]) -> None:
    """The system's refusal has its place and its reason, by every way in."""
    ended = call(*words, tmp_path / ("a" * 300))

    assert (True, False) == ("PB004" in ended.err, "OSError" in ended.err)
