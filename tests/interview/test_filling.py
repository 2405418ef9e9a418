"""Answers from a file: saved all or none, each mistake told with its place."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from planbuilder.errors import InputInvalid
from planbuilder.interview.filling import fill
from planbuilder.interview.session import Session
from planbuilder.plan.store import PLAN, journal
from planbuilder.yamltext.nodes import Data
from tests.interview.conftest import MakeSession
from tests.interview.scripted import on_disk

BY: dict[str, Data] = {"by": "Kim Østergaard", "role": "Fagchef", "on": "2026-11-23"}
STRATEGY = "channel_strategy.strategy"
Write = Callable[..., Path]


@pytest.fixture
def written(tmp_path: Path) -> Write:
    """Writes a file of answers."""

    def write(text: str, name: str = "svar.yaml") -> Path:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path / name

    return write


def refused(session: Session, file: Path) -> list[tuple[str, str, int, str]]:
    """Code, file name, line and path of each mistake in a file of answers, which must leave the plan as it was."""
    before = (session.opened.folder / PLAN).read_bytes()
    with pytest.raises(InputInvalid) as raised:
        fill(session, file)
    assert (session.opened.folder / PLAN).read_bytes() == before
    return [(one.code, Path(one.place.file).name, one.place.line, one.place.path) for one in raised.value.problems]


class TestGood:
    @pytest.mark.parametrize(
        ("text", "path", "held"),
        [
            (f"{STRATEGY}: Digitalt først\n", ("answers", STRATEGY), {**BY, "value": "Digitalt først"}),
            ("cover.department: Kultur\n", ("organisation", "department"), "Kultur"),
            ("cover.horizon: 12\n", ("horizon",), "12"),
            ("budget_political_goals.fte_cost: 612500.5\n", ("economy", "fte_cost"), "612500.5"),
            (
                "channel_strategy.close_channels: true\n",
                ("answers", "channel_strategy.close_channels", "value"),
                "true",
            ),
            (
                "organisation_competences.structure: [merge, none]\n",
                ("answers", "organisation_competences.structure", "value"),
                ["merge", "none"],
            ),
            ("benefits_tree.changes:\n  - title: A\n  - title: B\n", ("benefits_tree", "changes"),
             {"F1": {"title": "A"}, "F2": {"title": "B"}}),
            ("benefits_tree.changes:\n  F7: {title: A}\n", ("benefits_tree", "changes"), {"F7": {"title": "A"}}),
            (
                "organisation_competences.staffing:\n  - {unit: Kultur, fte_before: 2}\n",
                ("answers", "organisation_competences.staffing", "rows"),
                {"r1": {"unit": "Kultur", "fte_before": "2"}},
            ),
            (
                "organisation_competences.staffing:\n  rows: [{unit: Kultur}]\n",
                ("answers", "organisation_competences.staffing", "rows"),
                {"r1": {"unit": "Kultur"}},
            ),
            (
                f"{STRATEGY}: {{state: unknown, ask: Mia}}\n",
                ("answers", STRATEGY),
                {**BY, "state": "unknown", "ask": "Mia"},
            ),
            (
                f"{STRATEGY}: {{value: Digitalt, by: Bo, role: Leder, on: 2026-01-02}}\n",
                ("answers", STRATEGY),
                {"value": "Digitalt", "by": "Bo", "role": "Leder", "on": "2026-01-02"},
            ),
        ],
    )  # fmt: skip
    def test_an_answer_stands_where_its_question_has_it(
        self, session: Session, folder: Path, written: Write, text: str, path: tuple[str, ...], held: Data
    ):
        """A value, a list of rows or what the plan itself would hold: each goes to its place."""
        fill(session, written(text))

        assert on_disk(folder, *path) == held

    def test_json_is_as_good_as_yaml(self, session: Session, folder: Path, written: Write):
        """The same answers may come as JSON."""
        answers = {STRATEGY: "Først\nog »sidst«", "cover.people": [{"name": "Åse"}]}

        count = fill(session, written(json.dumps(answers), "svar.json"))

        assert (count, on_disk(folder, "answers", STRATEGY, "value"), on_disk(folder, "people")) == (
            2, "Først\nog »sidst«", {"P1": {"name": "Åse"}},
        )  # fmt: skip

    def test_an_empty_file_saves_nothing(self, session: Session, folder: Path, written: Write):
        """No answers are no answers."""
        before = (folder / PLAN).read_bytes()

        count = fill(session, written("# endnu ingen\n"))

        assert (count, (folder / PLAN).read_bytes()) == (0, before)

    def test_each_answer_is_in_the_journal(self, session: Session, folder: Path, written: Write):
        """What came from a file is told as what came from a person."""
        fill(session, written(f"{STRATEGY}: Digitalt\ncover.department: Kultur\n"))

        keys = [line["key"] for line in journal(folder)]
        assert (["answers", STRATEGY] in keys, ["organisation", "department"] in keys) == (True, True)


class TestBad:
    @pytest.mark.parametrize(
        ("text", "problem"),
        [
            ("cover.depatment: A\n", ("PB057", "svar.yaml", 1, "cover.depatment")),
            (f"{STRATEGY}: A\nchannel_strategy.close_channels: ja\n", ("PB029", "svar.yaml", 2)),
            ("\n\ngoals_followup.frequency: daily\n", ("PB032", "svar.yaml", 3)),
            (
                "organisation_competences.staffing:\n  rows:\n    r1:\n      unit: A\n      fte_before: '2,5'\n",
                ("PB034", "svar.yaml", 5),
            ),
            (f"{STRATEGY}: a: b\n", ("PB001", "svar.yaml", 1)),
            (f"{STRATEGY}: A\n{STRATEGY}: B\n", ("PB007", "svar.yaml", 2)),
        ],
    )
    def test_a_mistake_is_told_with_file_and_line(
        self, session: Session, written: Write, text: str, problem: tuple[str | int, ...]
    ):
        """The place is that of the answer in the file of answers; nothing is saved."""
        found = refused(session, written(text))

        assert [one[: len(problem)] for one in found] == [problem]

    @pytest.mark.parametrize(
        ("text", "code", "line"),
        [
            ("cover.title: Ny\ncover.horizon: mange\n", "PB025", 2),
            ("cover.title: Ny\ncover.horizon: 400\n", "PB027", 2),
            ("cover.people:\n  - name: Mia\n  - role: leder\n", "PB021", 3),
            (f"{STRATEGY}:\n  state: måske\n", "PB032", 2),
        ],
    )
    def test_a_mistake_in_a_bound_answer_is_told_with_file_and_line(
        self, session: Session, written: Write, text: str, code: str, line: int
    ):
        """Where the answer stands in the plan makes no difference to the place that is told."""
        found = refused(session, written(text))

        assert [one[:3] for one in found] == [(code, "svar.yaml", line)]

    def test_a_mistake_in_a_list_of_rows_is_told_with_the_line_of_the_row(self, session: Session, written: Write):
        """Of many rows, the one that is wrong is pointed at."""
        text = "organisation_competences.staffing:\n  - unit: A\n    fte_before: 1\n  - unit: B\n    fte_before: to\n"

        found = refused(session, written(text))

        assert found[0][:3] == ("PB025", "svar.yaml", 5)

    def test_all_mistakes_are_told_at_once(self, session: Session, written: Write):
        """Nobody mends one mistake to be told of the next."""
        text = "channel_strategy.close_channels: ja\ngoals_followup.frequency: daily\ngoals_followup.board_use: x\n"

        found = refused(session, written(text))

        assert [one[2] for one in found] == [1, 2, 3]

    @pytest.mark.parametrize("text", ["- A\n- B\n", "bare en tekst\n", "[]\n"])
    def test_a_file_that_is_no_mapping_is_refused(self, session: Session, written: Write, text: str):
        """A list or a text answers no question, and saying that all is saved would be wrong."""
        found = refused(session, written(text))

        assert found[0][0] == "PB020"

    def test_an_unknown_column_is_told(self, session: Session, written: Write):
        """A misspelt column is a mistake like a misspelt question."""
        found = refused(session, written("organisation_competences.staffing:\n  - {unit: A, fte_befor: 1}\n"))

        assert found[0][2] == 2

    def test_a_file_that_is_not_there(self, session: Session, tmp_path: Path):
        """The name of the missing file is told."""
        found = refused(session, tmp_path / "intet.yaml")

        assert [one[:2] for one in found] == [("PB004", "intet.yaml")]

    def test_one_mistake_saves_none(self, session: Session, folder: Path, written: Write):
        """A good answer beside a bad one is not saved either."""
        refused(session, written(f"{STRATEGY}: Digitalt\ngoals_followup.frequency: daily\n"))

        assert on_disk(folder, "answers") is None


class TestKeeping:
    BENEFITS = "benefits_tree.benefits"

    def test_a_list_adds_rows_and_changes_none(self, make_session: MakeSession, folder: Path, written: Write):
        """Rows that are there keep their ids and their content; references to them stay true."""
        session = make_session(benefits_tree={"benefits": {"G1": {"title": "A", "full_effect": {"amount": "5"}}}})

        fill(session, written(f"{self.BENEFITS}:\n  - title: Ny\n"))

        assert on_disk(folder, "benefits_tree", "benefits") == {
            "G1": {"title": "A", "full_effect": {"amount": "5"}},
            "G2": {"title": "Ny"},
        }

    def test_a_mapping_changes_the_cells_it_names(self, make_session: MakeSession, folder: Path, written: Write):
        """The other cells of the row, and the other rows, stay."""
        session = make_session(
            benefits_tree={"benefits": {"G1": {"title": "A", "full_effect": {"amount": "5"}}, "G2": {"title": "B"}}}
        )

        fill(session, written(f"{self.BENEFITS}:\n  G1: {{title: Ny, full_effect: {{fte: 2}}}}\n"))

        assert on_disk(folder, "benefits_tree", "benefits") == {
            "G1": {"title": "Ny", "full_effect": {"amount": "5", "fte": "2"}},
            "G2": {"title": "B"},
        }

    def test_a_mark_keeps_the_answer(self, make_session: MakeSession, folder: Path, written: Write):
        """Unknown now does not erase what was said before."""
        session = make_session(answers={STRATEGY: {"value": "Digitalt"}})

        fill(session, written(f"{STRATEGY}: {{state: unknown, ask: Mia}}\n"))

        kept = on_disk(folder, "answers", STRATEGY)
        assert (kept["value"], kept["state"], kept["ask"]) == ("Digitalt", "unknown", "Mia")
