"""A language is offered only if it is whole: program words, questionnaire, outlines, rates, example and calendar."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

import planbuilder
from planbuilder import language, resources, wholeness
from planbuilder.cli.main import run
from planbuilder.errors import InputInvalid, UsageWrong
from planbuilder.wholeness import CLICK, DEFAULT
from planbuilder.yamltext.nodes import Data
from planbuilder.yamltext.reading import read_file
from tests.pseudo import CODE, add_language, copy_data, place

PACKAGE = Path(planbuilder.__file__).parent
LINE = re.compile(rf"(?m)^ *(- )?{CODE}: .*\n")
# The languages that code may name, each with its reason.
NAMED = {
    ("wholeness.py", "da"): "the language in which everything is written first",
    ("wholeness.py", "en"): "the language in which click itself is written",
}


@pytest.fixture
def bundled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of all bundled data with one language more, whole."""
    copy_data(tmp_path)
    add_language(tmp_path)
    monkeypatch.setattr(resources, "folder", partial(place, tmp_path))
    return tmp_path


def replaced(path: Path, old: str | re.Pattern[str], new: str) -> None:
    """Change one place of a file."""
    text = path.read_text(encoding="utf-8")
    changed, count = re.subn(old, new, text, count=1)
    assert count == 1
    path.write_text(changed, encoding="utf-8")


def shown(error: pytest.ExceptionInfo[UsageWrong] | pytest.ExceptionInfo[InputInvalid]) -> list[tuple[str, str]]:
    """Codes and paths of what was refused."""
    return [(found.code, found.place.path) for found in error.value.problems]


def constants() -> Iterator[tuple[str, str]]:
    """Module and text of every constant in code that names a language, or begins with one as a tag does."""
    form = re.compile(rf"({'|'.join(wholeness.codes())})([-_|,;/ ].{{0,8}})?")
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and form.fullmatch(node.value):
                yield path.relative_to(PACKAGE).as_posix(), node.value


def test_the_bundled_languages_are_whole() -> None:
    """Danish first."""
    assert language.available() == ["da", "en"]


def test_a_language_that_is_whole_is_offered(bundled: Path) -> None:
    """By its files alone."""
    assert language.available() == ["da", "en", CODE]
    assert language.refusal(CODE) is None


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("questionnaires/cover.yaml", "title"),
        ("templates/plan.yaml", "title"),
        ("planbuilder/rates/dk-2021.yaml", "title"),
        ("planbuilder/demo/plan.yaml", "title"),
    ],
)
def test_a_language_that_lacks_a_text_is_not_offered(bundled: Path, name: str, first: str) -> None:
    """In the questionnaire, an outline, a table of rates or the example: where it would stand is told."""
    replaced(bundled / name, LINE, "")

    refused = language.refusal(CODE)

    assert language.available() == ["da", "en"]
    assert refused is not None
    assert (refused.code, refused.values["count"], refused.values["first"]) == ("PB325", "1", first)
    assert refused.values["file"].startswith(str(bundled / name))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (r"(?m)^  ready: .*\n", ""),
        (r"(?m)^  ready: .*\n", "  ready: ''\n"),
        (r"(?m)^  ready: .*\n", "  ready: 'x {unknown}'\n"),
        (r"(?m)^  ready: .*\n", "  ready: 'x {'\n"),
        (r"(?m)^  ready: .*\n", "  ready: 'x\n"),
    ],
    ids=["no key", "empty", "a field that nobody fills", "half a field", "no YAML"],
)
def test_a_language_that_lacks_a_word_of_the_program_is_not_offered(bundled: Path, old: str, new: str) -> None:
    """Nor one whose text could not be filled in, or whose file cannot be read."""
    replaced(bundled / f"planbuilder/languages/{CODE}.yaml", old, new)

    assert language.available() == ["da", "en"]


def test_a_questionnaire_names_its_languages(bundled: Path) -> None:
    """One that does not name a language has no words in it."""
    replaced(bundled / "questionnaires/questionnaire.yaml", rf"- {CODE}\n", "")

    assert language.available() == ["da", "en"]


def test_a_language_without_a_calendar_is_not_offered(bundled: Path) -> None:
    """The names of months and days come from CLDR."""
    languages = bundled / "planbuilder/languages"
    (languages / f"{CODE}.yaml").rename(languages / "zz.yaml")

    refused = language.refusal("zz")

    assert language.available() == ["da", "en"]
    assert refused is not None
    assert refused.code == "PB325"


def test_a_language_that_is_not_offered_is_not_loaded(bundled: Path) -> None:
    """Neither by a program nor by a call, which is told what is missing and what there is."""
    replaced(bundled / "templates/board.yaml", LINE, "")

    with pytest.raises(UsageWrong) as error:
        language.load(CODE)

    assert shown(error) == [("PB325", "")]


def test_a_call_in_a_language_that_is_not_whole_is_refused(bundled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With exit code 2, the number of missing texts, the first and its file."""
    replaced(bundled / "templates/board.yaml", LINE, "")

    code = run(["new", "--lang", CODE], language.load("en"))

    told = capsys.readouterr().err
    assert code == 2
    assert all(word in told for word in ("PB325", CODE, "1", "“title”", "board.yaml", "da, en"))


def test_a_text_that_is_not_in_a_language_is_refused() -> None:
    """What nobody wrote in any language is nothing; a text in another language is never shown as nothing."""
    english = language.load("en")

    with pytest.raises(InputInvalid) as error:
        english.pick({"da": "Mål"})

    assert shown(error) == [("PB044", "Mål")]
    assert (english.pick({}), english.pick({"da": ""}), english.pick({"da": "Mål", "en": "Goal"})) == ("", "", "Goal")


def test_no_code_names_a_language() -> None:
    """Adding one touches data alone."""
    assert set(constants()) == set(NAMED)
    assert {DEFAULT, CLICK} == {code for _, code in NAMED}


def test_every_text_begins_with_the_first_language() -> None:
    """So that a mapping with its code is a text, and one without it is none."""
    others = set(wholeness.codes()) - {DEFAULT}
    paths = [path for name in wholeness.SIDE_BY_SIDE for path in resources.folder(name).rglob("*.yaml")]
    texts = [one for path in paths for one in mappings(read_file(path).data()) if others & set(one)]

    assert texts
    assert [one for one in texts if DEFAULT not in one] == []


def mappings(data: Data) -> Iterator[dict[str, Data]]:
    """Every mapping in data."""
    if isinstance(data, dict):
        yield data
    for inner in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from mappings(inner)
