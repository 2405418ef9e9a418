"""A questionnaire is refused, with the place, unless every text, reference and condition in it is sound."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from planbuilder import resources
from planbuilder.errors import InputInvalid, Problem
from planbuilder.language import load as load_language
from planbuilder.questionnaire.definition import Questionnaire
from planbuilder.questionnaire.loading import load, problems_of
from planbuilder.resources import folder

MANIFEST = 'format: planbuilder.questionnaire/1\nid: q\nversion: "2"\nlanguages: [da, en]\nsource: {da: x, en: x}\n'
PART = "format: planbuilder.questionnaire/1\nid: p\norder: 1\ntitle: {da: D, en: E}\n"
L = "label: {da: D, en: E}"
CHOICES = """choices:
  size:
    - {value: low, label: {da: lav, en: low}}
    - {value: high, label: {da: høj, en: high}}
"""


def folder_with(folder: Path, *parts: str, manifest: str = MANIFEST) -> Path:
    """A questionnaire of a manifest and parts."""
    (folder / "questionnaire.yaml").write_text(manifest, encoding="utf-8")
    for n, part in enumerate(parts):
        (folder / f"part{n}.yaml").write_text(part, encoding="utf-8")
    return folder


def part(questions: str, *, choices: str = "", head: str = PART) -> str:
    return f"{head}{choices}questions:\n{questions}"


def problems(folder: Path) -> list[Problem]:
    with pytest.raises(InputInvalid) as caught:
        load(folder, needed={})
    return list(caught.value.problems)


def test_a_small_questionnaire_is_loaded(tmp_path: Path) -> None:
    """Parts stand in their order, and questions are known by part and id."""
    folder_with(
        tmp_path,
        part(f"  - {{id: a, kind: text, {L}}}\n", head=PART.replace("order: 1", "order: 9")),
        part(
            f"  - {{id: b, kind: choice, choices: size, {L}}}\n", choices=CHOICES, head=PART.replace("id: p", "id: o")
        ),
    )

    actual = load(tmp_path, needed={})

    assert (actual.name, [one.id for one in actual.parts], list(actual.by_id)) == ("q@2", ["o", "p"], ["o.b", "p.a"])
    assert [one.value for one in actual.choices["size"]] == ["low", "high"]
    assert (actual.label_of("size", "high")["en"], actual.label_of("size", "gone")) == (
        "high",
        {"da": "gone", "en": "gone"},
    )


def test_the_bundled_questionnaire_is_sound() -> None:
    """It loads with all its checks."""
    actual = load()

    assert isinstance(actual, Questionnaire)
    assert actual.languages == ("da", "en")


def test_the_bundled_questionnaire_is_read_again_when_a_file_of_it_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A municipality that puts a question of its own there need not start the program anew."""
    mine = tmp_path / "questionnaires"
    shutil.copytree(folder("questionnaires"), mine, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(resources, "folder", lambda _: mine)
    before, again = load(), load()
    own = mine / "action_plan.yaml"
    own.write_text(own.read_text(encoding="utf-8").replace('da: "igangsat"', 'da: "sat i gang"'), encoding="utf-8")

    assert before is again
    assert "sat i gang" in repr(load().choices)
    assert "sat i gang" not in repr(before.choices)


ONE = f"  - {{id: a, kind: text, {L}}}\n"


@pytest.mark.parametrize(
    ("questions", "choices", "expected"),
    [
        pytest.param("  - {id: a, kind: text, label: {da: D}}\n", "", [("PB044", 6)], id="label in one language"),
        pytest.param(
            "  - {id: a, kind: text, label: {da: D, en: ''}}\n", "", [("PB044", 6)], id="label empty in one language"
        ),
        pytest.param("  - {id: a, kind: text, label: {}}\n", "", [("PB044", 6), ("PB044", 6)], id="label in none"),
        pytest.param(
            f"  - {{id: a, kind: text, {L}, hint: {{en: x}}}}\n", "", [("PB044", 6)], id="hint in one language"
        ),
        pytest.param(
            f"  - {{id: a, kind: text, {L}, guidance: {{en: x}}, heading: {{da: x}}, unit: {{da: x}}}}\n",
            "",
            [("PB044", 6)] * 3,
            id="three texts in one language",
        ),
        pytest.param(
            f"  - {{id: a, kind: choice, choices: size, {L}}}\n",
            "choices:\n  size:\n    - {value: low, label: {da: lav}}\n",
            [("PB044", 7)],
            id="choice in one language",
        ),
        pytest.param(
            f"  - id: t\n    kind: table\n    {L}\n    columns:\n      - {{id: c, kind: text, label: {{da: D}}}}\n",
            "",
            [("PB044", 10)],
            id="column in one language",
        ),
        pytest.param(
            f"  - id: t\n    kind: table\n    {L}\n    columns:\n      - {{id: c, kind: text, {L}}}\n"
            "    ready_rows:\n      - cells: {c: {da: D}}\n",
            "",
            [("PB044", 12)],
            id="ready row in one language",
        ),
        pytest.param(f"  - {{id: a, kind: table, {L}}}\n", "", [("PB040", 6)], id="table without columns"),
        pytest.param(
            f"  - {{id: a, kind: text, {L}, columns: [{{id: c, kind: text, {L}}}]}}\n",
            "",
            [("PB040", 6)],
            id="columns without table",
        ),
        pytest.param(f"  - {{id: a, kind: choice, {L}}}\n", "", [("PB041", 6)], id="choice without choices"),
        pytest.param(
            f"  - {{id: a, kind: choice, choices: sise, {L}}}\n", CHOICES, [("PB041", 10)], id="unknown choices"
        ),
        pytest.param(
            f"  - {{id: a, kind: text, choices: size, {L}}}\n", CHOICES, [("PB041", 10)], id="choices without choice"
        ),
        pytest.param(f"  - {{id: a, kind: reference, {L}}}\n", "", [("PB042", 6)], id="reference to nothing"),
        pytest.param(
            f"  - {{id: a, kind: text, refers: people, {L}}}\n", "", [("PB042", 6)], id="refers without reference"
        ),
        pytest.param(
            ONE + f"  - {{id: b, kind: text, {L}, when: {{question: p.x, answered: true}}}}\n",
            "",
            [("PB043", 7)],
            id="condition on nothing",
        ),
        pytest.param(
            ONE + f"  - {{id: b, kind: text, {L}, when: {{any: [{{not: {{question: p.x, equals: x}}}}]}}}}\n",
            "",
            [("PB043", 7)],
            id="deep condition on nothing",
        ),
        pytest.param(
            f"  - id: t\n    kind: table\n    {L}\n    columns:\n"
            f"      - {{id: c, kind: text, {L}, when: {{question: p.x, answered: true}}}}\n",
            "",
            [("PB043", 10)],
            id="column on no column",
        ),
        pytest.param(
            f"  - {{id: a, kind: yesno, {L}}}\n"
            f"  - {{id: b, kind: text, {L}, when: {{question: p.a, equals: 'yes'}}}}\n",
            "",
            [("PB045", 7)],
            id="waits for a word nobody can answer",
        ),
        pytest.param(
            f"  - {{id: a, kind: choice, choices: size, {L}}}\n"
            f"  - {{id: b, kind: text, {L}, when: {{question: p.a, one_of: [medium, huge]}}}}\n",
            CHOICES,
            [("PB045", 11)],
            id="waits for choices nobody has",
        ),
        pytest.param(
            f"  - {{id: a, kind: choice, choices: size, {L}}}\n"
            f"  - {{id: b, kind: text, {L}, when: {{question: p.a, one_of: [low, hihg]}}}}\n",
            CHOICES,
            [("PB045", 11)],
            id="one misspelt choice of two",
        ),
        pytest.param(
            f"  - {{id: a, kind: choice, choices: size, {L}}}\n  - id: b\n    kind: text\n    {L}\n"
            "    when: {all: [{question: p.a, equals: low}, {question: p.a, equals: high}]}\n",
            CHOICES,
            [("PB045", 11)],
            id="waits for two things at once",
        ),
        pytest.param(
            f"  - id: t\n    kind: table\n    {L}\n    columns:\n      - {{id: y, kind: yesno, {L}}}\n"
            f"      - {{id: c, kind: text, {L}, when: {{question: y, equals: maybe}}}}\n",
            "",
            [("PB045", 11)],
            id="column waits for a word nobody can answer",
        ),
        pytest.param(ONE + ONE, "", [("PB046", 7)], id="id twice"),
        pytest.param(
            f"  - id: t\n    kind: table\n    {L}\n    columns:\n" + f"      - {{id: c, kind: text, {L}}}\n" * 2,
            "",
            [("PB046", 11)],
            id="column twice",
        ),
        pytest.param(
            f"  - {{id: a, kind: text, path: title, {L}}}\n  - {{id: b, kind: text, path: title, {L}}}\n",
            "",
            [("PB046", 7)],
            id="path twice",
        ),
        pytest.param(
            f"  - {{id: a, kind: text, {L}, when: {{question: p.a, answered: true}}}}\n",
            "",
            [("PB047", 6)],
            id="depends on itself",
        ),
        pytest.param(
            f"  - {{id: a, kind: text, {L}, when: {{question: p.b, answered: true}}}}\n"
            f"  - {{id: b, kind: text, {L}, when: {{not: {{question: p.a, answered: true}}}}}}\n",
            "",
            [("PB047", 6), ("PB047", 7)],
            id="two depend on each other",
        ),
        pytest.param(
            f"  - id: t\n    kind: table\n    {L}\n    columns:\n"
            f"      - {{id: c, kind: text, {L}, when: {{question: c, answered: true}}}}\n",
            "",
            [("PB047", 10)],
            id="column depends on itself",
        ),
        pytest.param(
            f"  - id: a\n    kind: choice\n    choices: size\n    {L}\n",
            "choices:\n  size:\n    - {value: low, label: {da: l, en: l}}\n    - {value: low, label: {da: h, en: h}}\n",
            [("PB046", 8)],
            id="choice twice",
        ),
        pytest.param(f"  - {{id: a, kind: text, {L}, zzz: x}}\n", "", [("PB022", 6)], id="unknown key"),
        pytest.param(f"  - {{id: a, kind: texts, {L}}}\n", "", [("PB032", 6)], id="unknown kind"),
        pytest.param(f"  - {{id: a, kind: text, required: always, {L}}}\n", "", [("PB032", 6)], id="unknown level"),
        pytest.param("  - {id: a, kind: text}\n", "", [("PB021", 6)], id="no label"),
    ],
)
def test_what_is_unsound_is_refused_with_its_line(
    tmp_path: Path, questions: str, choices: str, expected: list[tuple[str, int]]
) -> None:
    """Each flaw alone gives its problem, at the line of the question, column or choice."""
    folder_with(tmp_path, part(questions, choices=choices))

    actual = problems(tmp_path)

    assert [(found.code, found.place.line) for found in actual] == expected
    assert all(found.place.file == str(tmp_path / "part0.yaml") for found in actual)


@pytest.mark.parametrize("field", ["title", "intro"])
def test_a_part_s_own_texts_stand_in_every_language(tmp_path: Path, field: str) -> None:
    """Title and introduction are shown, so they are needed."""
    head = "".join(line for line in PART.splitlines(keepends=True) if not line.startswith(field))
    folder_with(tmp_path, part(ONE, head=f"{head}{field}: {{da: D}}\n"))

    actual = problems(tmp_path)

    assert [(found.code, found.values["language"]) for found in actual] == [("PB044", "en")]


def test_problems_of_all_parts_are_told_at_once(tmp_path: Path) -> None:
    """A fault in one file does not hide those in the next."""
    folder_with(tmp_path, part("  - {id: a, kind: texts}\n"), part("  - {id: b, kind: numbers}\n"))

    actual = {Path(found.place.file).name for found in problems(tmp_path)}

    assert actual == {"part0.yaml", "part1.yaml"}


def test_two_parts_of_one_name_are_refused(tmp_path: Path) -> None:
    """A part is found by its id; a second one would never be found."""
    folder_with(tmp_path, part(ONE), part(ONE.replace("id: a", "id: b")))

    actual = [found.code for found in problems(tmp_path)]

    assert actual == ["PB046"]


def test_two_lists_of_choices_of_one_name_are_refused(tmp_path: Path) -> None:
    """Lists are known in all parts, so a second one would replace the first unseen."""
    head = PART.replace("id: p", "id: o")
    folder_with(tmp_path, part(ONE, choices=CHOICES), part(ONE, choices=CHOICES.replace("low", "tiny"), head=head))

    actual = [found.code for found in problems(tmp_path)]

    assert actual == ["PB046"]


def test_two_tables_may_show_the_same_rows(tmp_path: Path) -> None:
    """A register may be asked about twice, with other columns; the row ids are then the same."""
    table = f"    kind: table\n    path: costs\n    prefix: K\n    {L}\n    columns: [{{id: c, kind: text, {L}}}]\n"
    folder_with(tmp_path, part(f"  - id: a\n{table}  - id: b\n{table}"))

    actual = load(tmp_path, needed={})

    assert set(actual.by_id) == {"p.a", "p.b"}


@pytest.mark.parametrize("missing", ["questionnaire.yaml", "."])
def test_a_folder_without_manifest_is_refused(tmp_path: Path, missing: str) -> None:
    """The file that is missing is named."""
    actual = problems(tmp_path / missing)

    assert [found.code for found in actual] == ["PB004"]


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize(
    "questions",
    [
        f"  - {{id: a, kind: choice, choices: size, {L}}}\n",
        f"  - {{id: a, kind: text, {L}, when: {{question: qqq, answered: true}}}}\n",
    ],
    ids=["choices", "condition"],
)
def test_a_way_out_without_a_near_name_offers_none(tmp_path: Path, language: str, questions: str) -> None:
    """Where nothing is near, no empty quotation marks are shown."""
    folder_with(tmp_path, part(questions))

    actual = [load_language(language).way_out(found) for found in problems(tmp_path)]

    assert not re.search(r"»«|“”", " ".join(actual))


def test_the_bundled_questionnaire_has_no_problem() -> None:
    """`load` trusts the bundled files, because this proves them."""
    assert problems_of(folder("questionnaires")) == ()
