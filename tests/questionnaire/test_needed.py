"""What documents and checks know of a questionnaire by name stands in one list, and is looked for when it is loaded."""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import planbuilder
from planbuilder import resources
from planbuilder.errors import InputInvalid
from planbuilder.language import available
from planbuilder.language import load as load_language
from planbuilder.questionnaire import loading, needed
from planbuilder.questionnaire.needed import NEEDED, lacking

PACKAGE = Path(planbuilder.__file__).parent
BUNDLED = resources.folder("questionnaires")
# Places in a plan (`benefits_tree.benefits.G1`) that are called as the question which asks for them.
PLACES = {"figures/review.py", "plan/check.py", "plan/check_economy.py", "plan/unanswered.py", "plan/odd_numbers.py"}
PATHS = {"benefits_tree.benefits", "benefits_tree.changes"}
# What asks for words by their key, which may be called as a question is (`cover.solution`).
WORDS = {"words", "text"}
# Where an answer stands and the section that tells it: keys of a table that may lack any question.
ELSEWHERE = {
    ("document/blocks/themes.py", name) for name in ("benefits_tree.benefits", "budget_political_goals.new_goals")
}


def renamed(folder: Path, part: str, old: str, new: str) -> Path:
    """A copy of the bundled questionnaire with one question called otherwise."""
    copy = Path(shutil.copytree(BUNDLED, folder / "questions"))
    # A column of an earlier question may be called the same.
    rename(copy / f"{part}.yaml", old, new, after="questions:", before="  - ")
    return copy


def rename(file: Path, old: str, new: str, after: str, before: str = r"\b") -> None:
    """Write the first id behind `after` that is `old`, and has `before` before it on its line, otherwise."""
    head, found, rest = file.read_text(encoding="utf-8").partition(after)
    changed, count = re.subn(rf"({before})id: {re.escape(old)}(?=[,\s])", rf"\g<1>id: {new}", rest, count=1)
    assert count == 1
    file.write_text(head + found + changed, encoding="utf-8")


def problems_at_load(folder: Path) -> dict[str, loading.Problem]:
    """What a folder lacks, by the id that is told."""
    with pytest.raises(InputInvalid) as caught:
        loading.load(folder)
    return {one.values["id"]: one for one in caught.value.problems if one.code == "PB330"}


def test_the_bundled_questionnaire_lacks_nothing() -> None:
    """Every name of the list is a question or a column of it."""
    assert list(lacking(loading.load())) == []


@pytest.mark.parametrize("id", NEEDED)
def test_a_renamed_question_is_told_when_the_questionnaire_is_loaded(id: str, tmp_path: Path) -> None:
    """By its name, at its part, and with the name that may be meant."""
    part, _, name = id.partition(".")
    folder = renamed(tmp_path, part, name, f"{name}s")

    found = problems_at_load(folder)

    assert list(found) == [id]
    assert (Path(found[id].place.file), found[id].place.line > 1) == (folder / f"{part}.yaml", True)
    assert found[id].values["near"] == f"{name}s"


@pytest.mark.parametrize("id", [id for id, columns in NEEDED.items() if columns])
def test_renamed_columns_are_told_when_the_questionnaire_is_loaded(id: str, tmp_path: Path) -> None:
    """Each of a question's needed columns, at their question, which stands where it stood."""
    part, _, name = id.partition(".")
    folder = tmp_path / "questions"
    shutil.copytree(BUNDLED, folder)
    for n, column in enumerate(NEEDED[id]):
        rename(folder / f"{part}.yaml", column, f"otherwise{n}", after=f"  - id: {name}\n")

    found = problems_at_load(folder)

    assert list(found) == [f"{id}.{column}" for column in NEEDED[id]]
    lines = (folder / f"{part}.yaml").read_text(encoding="utf-8").splitlines()
    assert {lines[one.place.line - 1].strip() for one in found.values()} == {f"- id: {name}"}


def test_a_part_that_is_not_there_is_told_at_the_whole(tmp_path: Path) -> None:
    """There is no file to point into but the one of the questionnaire."""
    folder = Path(shutil.copytree(BUNDLED, tmp_path / "questions"))
    (folder / "channel_strategy.yaml").unlink()

    found = problems_at_load(folder)

    assert {id: Path(one.place.file).name for id, one in found.items()} == dict.fromkeys(
        (needed.CLOSED, needed.STAKEHOLDERS), "questionnaire.yaml"
    )


def test_questions_put_in_the_place_of_the_bundled_ones_are_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Which the program proves no further at each start: what it needs by name it looks for."""
    folder = renamed(tmp_path, "channel_strategy", "stakeholders", "interested")
    monkeypatch.setattr(resources, "folder", lambda name: folder)

    with pytest.raises(InputInvalid) as caught:
        loading.load()

    assert [(one.code, one.values["id"]) for one in caught.value.problems] == [("PB330", needed.STAKEHOLDERS)]


@pytest.mark.parametrize("language", available())
def test_what_is_lacking_is_told_in_words(language: str, tmp_path: Path) -> None:
    """What it is, what may be meant instead, and that the texts are free."""
    folder = renamed(tmp_path, "cover", "sponsor", "sponsors")
    told, words = problems_at_load(folder)["cover.sponsor"], load_language(language)

    assert "cover.sponsor" in words.problem(told)
    assert "sponsors" in words.way_out(told)


def literals() -> Iterator[tuple[str, str]]:
    """(module, text) of every text in the program outside the list that is no key of the language files."""
    for path in PACKAGE.rglob("*.py"):
        name, tree = path.relative_to(PACKAGE).as_posix(), ast.parse(path.read_text(encoding="utf-8"))
        calls = [one for one in ast.walk(tree) if isinstance(one, ast.Call)]
        asking = [one for one in calls if getattr(one.func, "attr", getattr(one.func, "id", "")) in WORDS]
        keys = {id(inner) for one in asking for argument in one.args for inner in ast.walk(argument)}
        for node in ast.walk(tree) if name != "questionnaire/needed.py" else ():
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in keys:
                yield name, node.value


def test_no_other_module_knows_a_question_by_name() -> None:
    """Neither whole nor put together from its part; places in a plan that are called alike are listed above."""
    ids, parts = set(loading.load().by_id), {one.id for one in loading.load().parts}
    known = {(name, text) for name, text in literals() if text in ids}
    begun = {(name, text) for name, text in literals() if text.endswith(".") and text[:-1] in parts}

    assert {one for one in known if one not in ELSEWHERE and not (one[0] in PLACES and one[1] in PATHS)} == set()
    assert begun == set()
    assert known >= ELSEWHERE
