"""`diff` at the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from planbuilder import example, language
from tests.cli.conftest import Run


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    """The example, and the example with a benefit a year later."""
    paths = tmp_path / "before.yaml", tmp_path / "after.yaml"
    text = example.text(language.load("da"))
    later = text.replace("start: 2028", "start: 2029", 1)
    for path, one in zip(paths, (text, later), strict=True):
        path.write_text(one, encoding="utf-8")
    return paths


def test_two_files_are_compared_in_words_and_kroner(call: Run, two: tuple[Path, Path]) -> None:
    """One line with the money, and beneath it what changed."""
    shown = call("diff", two[0], two[1], "--plan", two[0])

    assert shown.code == 0
    assert "Ændret 1 sted. I alt: nettonutidsværdi -" in shown.out
    assert "    Begynder et år senere (2028 → 2029)" in shown.out


def test_programs_get_keys_and_numbers(call: Run, two: tuple[Path, Path]) -> None:
    """Under stable names."""
    data = json.loads(call("diff", two[0], two[1], "--plan", two[0], "--json").out)

    ((group,), (entry,)) = data["groups"], data["groups"][0]["entries"]
    assert (data["schema"], group["group"]) == ("planbuilder.diff/1", "benefits")
    assert entry["changes"][0]["key"][-1] == "start"
    assert entry["effect"] == data["effect"]


def test_its_documents_are_in_the_plans_own_language(call: Run, tmp_path: Path) -> None:
    """As all that is written of a plan, unless another is asked for; what is shown is in the reader's."""
    text = example.text(language.load("en"))
    (tmp_path / "plan.yaml").write_text(text.replace("start: 2028", "start: 2029", 1), encoding="utf-8")
    (tmp_path / "before.yaml").write_text(text, encoding="utf-8")
    compared = ("diff", tmp_path / "before.yaml", "--plan", tmp_path, "--format", "text", "--to", tmp_path)

    call(*compared)
    own = (tmp_path / "changes.txt").read_text(encoding="utf-8")
    call(*compared, "--lang", "da")
    asked = (tmp_path / "changes.txt").read_text(encoding="utf-8")

    assert ("Changed in 1 place" in own, "Ændret 1 sted" in asked) == (True, True)
    assert "Ændret 1 sted" in call(*compared[:4]).out


def test_it_is_written_as_a_document(call: Run, two: tuple[Path, Path], tmp_path: Path) -> None:
    """In the formats that are asked for."""
    out = tmp_path / "out"
    done = call("diff", two[0], two[1], "--plan", two[0], "--format", "html", "--format", "md", "--to", out)

    assert (done.code, sorted(path.name for path in out.iterdir())) == (0, ["changes.html", "changes.md"])


def test_a_document_is_written_with_tracked_changes(call: Run, two: tuple[Path, Path], tmp_path: Path) -> None:
    """Beside the plan's other documents, or where it is asked for; a document that there is not is refused."""
    out = tmp_path / "out"
    done = call("diff", two[0], two[1], "--plan", two[0], "--tracked", "proposal", "--to", out)
    wrong = call("diff", two[0], two[1], "--plan", two[0], "--tracked", "propsal", "--to", out)

    assert (done.code, [path.name for path in out.iterdir()]) == (0, ["proposal-tracked.docx"])
    assert (wrong.code, "proposal" in wrong.err) == (2, True)


@pytest.mark.parametrize(("state", "code"), [("hvad", "PB321"), ("2026-01-01", "PB322")])
def test_a_state_there_is_not_is_refused(call: Run, two: tuple[Path, Path], state: str, code: str) -> None:
    """With what may be written instead."""
    done = call("diff", state, "--plan", two[0])

    assert (done.code, code in done.err) == (2, True)


def test_two_plans_are_not_two_states(call: Run, two: tuple[Path, Path]) -> None:
    """They are compared all the same, with a warning."""
    text = two[1].read_text(encoding="utf-8")
    found = next(line for line in text.splitlines() if line.startswith("plan_id:"))
    two[1].write_text(text.replace(found, "plan_id: en-anden"), encoding="utf-8")

    assert "PB324" in call("diff", two[0], two[1], "--plan", two[0]).err


def test_an_option_that_is_moved_is_told_beneath_the_whole(call: Run, tmp_path: Path) -> None:
    """Where the plan's own case stands, somebody still sees kroner."""
    paths = tmp_path / "before.yaml", tmp_path / "after.yaml"
    text = example.text(language.load("da"))
    options = "\noptions: {A1: {title: Papir}}\noption_costs: {AK1: {option: A1, title: Tryk, amount: %d}}\n"
    for path, amount in zip(paths, (1000, 3000), strict=True):
        path.write_text(text + options % amount, encoding="utf-8")

    shown = call("diff", *paths, "--plan", paths[0]).out.replace("\N{NO-BREAK SPACE}", " ")

    assert "flytter ikke planens egen business case" in shown
    assert "\n  A1 Papir: nettonutidsværdi " in shown
