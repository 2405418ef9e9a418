"""Answers from a file: saved all or none, each mistake told with its place."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from planbuilder.errors import InputInvalid
from planbuilder.interview.filling import Filled, ReadAs, fill
from planbuilder.interview.session import Session
from planbuilder.plan.journal import journal
from planbuilder.plan.store import PLAN, Author
from planbuilder.questionnaire.definition import Questionnaire
from planbuilder.yamltext.nodes import Data
from tests.interview.conftest import MakeSession
from tests.interview.scripted import on_disk, reopened

BY: dict[str, Data] = {"by": "Kim Østergaard", "role": "Fagchef", "on": "2026-11-23"}
STRATEGY = "channel_strategy.strategy"
HELD: dict[str, Data] = {"value": "Digitalt", "by": "Ane Holm", "role": "Leder", "on": "2026-01-02"}
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

        filled = fill(session, written(json.dumps(answers), "svar.json"))

        assert (filled, on_disk(folder, "answers", STRATEGY, "value"), on_disk(folder, "people")) == (
            Filled(2), "Først\nog »sidst«", {"P1": {"name": "Åse"}},
        )  # fmt: skip

    def test_an_empty_file_saves_nothing(self, session: Session, folder: Path, written: Write):
        """No answers are no answers."""
        before = (folder / PLAN).read_bytes()

        filled = fill(session, written("# endnu ingen\n"))

        assert (filled, (folder / PLAN).read_bytes()) == (Filled(0), before)

    def test_each_answer_is_in_the_journal(self, session: Session, folder: Path, written: Write):
        """What came from a file is told as what came from a person."""
        fill(session, written(f"{STRATEGY}: Digitalt\ncover.department: Kultur\n"))

        keys = [line["key"] for line in journal(folder)]
        assert (["answers", STRATEGY] in keys, ["organisation", "department"] in keys) == (True, True)


BENEFITS: dict[str, Data] = {"G1": {"title": "Gammel", "owner": "P1"}, "G2": {"title": "Anden"}}


class TestAnswersThatMeet:
    """Four questions write to the benefits; a file may answer several of them at once."""

    @pytest.fixture
    def benefits(self, make_session: MakeSession) -> Session:
        noted: Data = {"by": "Ane Holm", "role": "Leder", "on": "2026-01-02"}
        return make_session(
            people={"P1": {"name": "Ane"}},
            benefits_tree={"benefits": BENEFITS},
            answers={"benefits_tree.benefits": noted},
        )

    @pytest.mark.parametrize("ids", [(0, 1, 2, 3), (3, 2, 1, 0), (1, 3, 0, 2)])
    def test_every_answer_of_a_file_is_saved(self, benefits: Session, folder: Path, written: Write, ids: list[int]):
        """Whatever order they come in, no answer takes the place of another."""
        texts = (
            "benefits_tree.benefits: {G1: {title: New}, G9: {title: Ninth}}\n",
            "budget_political_goals.harvest: {G1: {account: 99.99.99}, G9: {account: 11.11.11}}\n",
            "budget_political_goals.effects: {G1: {start: 2028}, G9: {start: 2029}}\n",
            "budget_political_goals.phasing: {G1: {delay: 1}, G2: {delay: 2}, G9: {delay: 3}}\n",
        )

        benefits.author = lambda: Author("Ane Holm", "", datetime(2027, 1, 5))
        fill(benefits, written("".join(texts[n] for n in ids)))

        held = on_disk(folder, "benefits_tree", "benefits")
        assert held["G1"] == {**BENEFITS["G1"], "title": "New", "account": "99.99.99", "start": "2028", "delay": "1"}
        assert held["G2"] == {"title": "Anden", "delay": "2"}
        assert held["G9"] == {"title": "Ninth", "account": "11.11.11", "start": "2029", "delay": "3"}

    def test_each_row_says_whose_it_is(self, benefits: Session, written: Write):
        """Only the rows that a file changes are somebody else's by it."""
        benefits.author = lambda: Author("Bo Dam", "", datetime(2027, 1, 5))

        fill(benefits, written("benefits_tree.benefits: {G9: {title: Ninth}}\n"))

        note = benefits.answers.note("benefits_tree.benefits")
        assert [note.who(row).by for row in ("G1", "G2", "G9")] == ["Ane Holm", "Ane Holm", "Bo Dam"]

    @pytest.mark.parametrize("text", ["G1: {title: New}", "G1: {title: Gammel}", "G9: {title: Ninth}"])
    def test_a_file_of_nobody_wipes_no_name(self, benefits: Session, folder: Path, written: Write, text: str):
        """Without `--as`, who said it stays."""
        benefits.author = lambda: Author("", "", datetime(2027, 1, 5))

        fill(benefits, written(f"benefits_tree.benefits: {{{text}}}\n"))

        held = on_disk(folder, "answers", "benefits_tree.benefits")
        assert {name: held[name] for name in ("by", "role", "on")} == {
            "by": "Ane Holm",
            "role": "Leder",
            "on": "2026-01-02",
        }

    def test_a_file_replaces_nobody_elses_answer(self, make_session: MakeSession, folder: Path, written: Write):
        """Whoever filled in the file has not seen what another has answered: both stand."""
        session = make_session(answers={STRATEGY: HELD})

        filled = fill(session, written(f"{STRATEGY}: På papir\n"))

        said = on_disk(folder, "said", f"answers.{STRATEGY}.value", "answers")
        assert (filled.apart, [one["by"] for one in said], on_disk(folder, "answers", STRATEGY)) == (
            1, ["Ane Holm", "Kim Østergaard"], HELD,
        )  # fmt: skip

    def test_what_stands_apart_is_that_of_whom_the_file_names(
        self, make_session: MakeSession, folder: Path, written: Write
    ):
        """Once, however often the file is read, and whoever reads it in."""
        session = make_session(answers={STRATEGY: HELD})
        for day in (5, 6):
            session.author = lambda day=day: Author("", "", datetime(2027, 1, day))
            fill(session, written(f"{STRATEGY}: {{value: På papir, by: Bo Dam, role: Chef}}\n"))

        said = on_disk(folder, "said", f"answers.{STRATEGY}.value", "answers")
        assert said[1:] == [{"value": "På papir", "by": "Bo Dam", "role": "Chef", "on": "2027-01-05"}]

    def test_what_others_have_saved_meanwhile_is_kept(
        self, benefits: Session, folder: Path, written: Write, questionnaire: Questionnaire
    ):
        """The file is filled into the plan as it is by then."""
        reopened(folder, questionnaire).set_cell("benefits_tree.benefits", "G2", "title", "Imens")

        fill(benefits, written("benefits_tree.benefits: [{title: New}]\n"))

        held = on_disk(folder, "benefits_tree", "benefits")
        assert (held["G2"]["title"], held["G3"]) == ("Imens", {"title": "New"})


class TestBad:
    @pytest.mark.parametrize(
        ("text", "problem"),
        [
            ("cover.depatment: A\n", ("PB057", "svar.yaml", 1, "cover.depatment")),
            (f"{STRATEGY}: A\nchannel_strategy.close_channels: måske\n", ("PB029", "svar.yaml", 2)),
            ("\n\ngoals_followup.frequency: daily\n", ("PB032", "svar.yaml", 3)),
            (
                "organisation_competences.staffing:\n  rows:\n    r1:\n      unit: A\n      fte_before: '2.500'\n",
                ("PB064", "svar.yaml", 5),
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
            ("cover.title: Ny\ncover.horizon: mange\n", "PB035", 2),
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

        assert found[0][:3] == ("PB035", "svar.yaml", 5)

    def test_all_mistakes_are_told_at_once(self, session: Session, written: Write):
        """Nobody mends one mistake to be told of the next."""
        text = "channel_strategy.close_channels: måske\ngoals_followup.frequency: daily\ngoals_followup.board_use: x\n"

        found = refused(session, written(text))

        assert [one[2] for one in found] == [1, 2, 3]

    @pytest.mark.parametrize("text", ["- A\n- B\n", "bare en tekst\n", "[]\n"])
    def test_a_file_that_is_no_mapping_is_refused(self, session: Session, written: Write, text: str):
        """A list or a text answers no question, and saying that all is saved would be wrong."""
        found = refused(session, written(text))

        assert found[0][0] == "PB264"

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

    def test_what_was_internal_stays_internal(self, make_session: MakeSession, folder: Path, written: Write):
        """A new answer from a file does not put into documents what somebody had kept out of them."""
        session = make_session(answers={STRATEGY: {"value": "Digitalt", "internal": True}})

        fill(session, written(f"{STRATEGY}: Digitalt først\n"))

        assert on_disk(folder, "answers", STRATEGY) == {"value": "Digitalt først", **BY, "internal": "true"}

    @pytest.mark.parametrize("turned", [False, True])
    def test_two_questions_on_one_register_both_arrive(
        self, make_session: MakeSession, folder: Path, written: Write, turned: bool
    ):
        """Whatever their order in the file: the later builds on the earlier."""
        session = make_session(benefits_tree={"benefits": {"G1": {"title": "A"}}})
        parts = [
            f"{self.BENEFITS}:\n  G1: {{title: Ny}}\n",
            "budget_political_goals.harvest:\n  G1: {account: 06.45}\n",
        ]

        fill(session, written("".join(reversed(parts) if turned else parts)))

        held = on_disk(folder, "benefits_tree", "benefits", "G1")
        assert (held["title"], held["account"]) == ("Ny", "06.45")

    def test_two_lists_on_one_register_make_rows_of_their_own(self, session: Session, folder: Path, written: Write):
        """A row of one question is never taken for a row of the other."""
        text = f"{self.BENEFITS}:\n  - title: A\nbudget_political_goals.effects:\n  - title: B\n"

        fill(session, written(text))

        assert on_disk(folder, "benefits_tree", "benefits") == {"G1": {"title": "A"}, "G2": {"title": "B"}}


class TestBlanks:
    """A form's export has null, "" or blanks where nobody wrote anything."""

    @pytest.mark.parametrize(
        "blank",
        [
            "null", '""', '"  "', '"\\n\\t"', "[]", "{}", "{value: null}", '{value: " ", by: Mia, role: Leder}',
            '{state: ""}', "{value: null, on: 2026-11-25}",
        ],
    )  # fmt: skip
    def test_a_blank_takes_no_answer_away_and_nobody_s_name(
        self, make_session: MakeSession, folder: Path, written: Write, blank: str
    ):
        """Nothing is saved, and the count says so."""
        session = make_session(answers={STRATEGY: dict(HELD)}, organisation={"name": "X", "department": "Kultur"})
        before = (folder / PLAN).read_bytes()

        filled = fill(session, written(f"{STRATEGY}: {blank}\ncover.department: {blank}\ncover.people: {blank}\n"))

        assert (filled, (folder / PLAN).read_bytes()) == (Filled(0), before)

    def test_a_blank_cell_takes_no_cell_away(self, make_session: MakeSession, folder: Path, written: Write):
        """The cells that say something arrive; a row without any is none."""
        session = make_session(
            benefits_tree={"benefits": {"G1": {"title": "A", "owner": "P1", "full_effect": {"amount": "5"}}}}
        )
        text = (
            "benefits_tree.benefits:\n  G1: {title: Ny, owner: null, full_effect: {amount: ''}}\n  G2: {title: ' '}\n"
        )

        filled = fill(session, written(text))

        assert (filled.count, on_disk(folder, "benefits_tree", "benefits")) == (
            1, {"G1": {"title": "Ny", "owner": "P1", "full_effect": {"amount": "5"}}},
        )  # fmt: skip

    def test_an_empty_row_of_a_list_is_none(self, session: Session, folder: Path, written: Write):
        """Rows are counted without it, and a mistake behind it has the right place."""
        text = "cover.people:\n- {name: Åse}\n- {name: '', role: null}\n- {name: Bo}\n"

        fill(session, written(text))

        assert on_disk(folder, "people") == {"P1": {"name": "Åse"}, "P2": {"name": "Bo"}}
        assert [one[2:] for one in refused(session, written(text + "- {role: Leder}\n"))] == [
            (5, "cover.people.3.name")
        ]

    def test_a_note_without_its_answer_is_a_note(self, make_session: MakeSession, folder: Path, written: Write):
        """What says something beside a blank answer is saved, and the answer kept."""
        session = make_session(answers={STRATEGY: dict(HELD)})

        fill(session, written(f"{STRATEGY}: {{value: '', state: unknown, ask: Mia}}\n"))

        kept = on_disk(folder, "answers", STRATEGY)
        assert (kept["value"], kept["state"], kept["ask"]) == ("Digitalt", "unknown", "Mia")


class TestReading:
    """An answer in a file is read as if it had been typed, and what was read is told."""

    @pytest.mark.parametrize(
        ("text", "path", "held", "told"),
        [
            ("budget_political_goals.fte_cost: 545.000,- kr.\n", ("economy", "fte_cost"), "545000",
             ("Pris pr. årsværk", "545.000,- kr.", "545.000 kr. pr. årsværk")),
            ("budget_political_goals.fte_cost: 6.12e5\n", ("economy", "fte_cost"), "612000",
             ("Pris pr. årsværk", "6.12e5", "612.000 kr. pr. årsværk")),
            ("budget_political_goals.effective_hours: 1500 timer\n", ("economy", "effective_hours"), "1500",
             ("Effektive timer pr. årsværk", "1500 timer", "1.500 timer pr. år")),
            ("action_plan.actions:\n- {title: A, deadline: 1. maj}\n", ("actions", "H1", "deadline"), "2027-05-01",
             ("Frist", "1. maj", "1. maj 2027")),
            ("budget_political_goals.costs:\n- {title: A, range: {low: 185 t.kr.}}\n", ("costs", "K1", "range", "low"),
             "185000", ("Lavt skøn", "185 t.kr.", "185.000")),
            ("channel_strategy.close_channels: J\n", ("answers", "channel_strategy.close_channels", "value"), "true",
             ("Lukkes der kanaler?", "J", "ja")),
            ("benefits_tree.benefits:\n- {title: A, full_effect: {amount: '180.000,-'}}\n",
             ("benefits_tree", "benefits", "G1", "full_effect", "amount"), "180000",
             ("Fuld effekt pr. år", "180.000,-", "180.000 kr.")),
        ],
    )  # fmt: skip
    def test_everyday_language_is_understood_and_told(
        self, session: Session, folder: Path, written: Write, text: str, path: tuple[str, ...], held: Data,
        told: tuple[str, str, str],
    ):  # fmt: skip
        """Numbers, dates and words as people write them, each with how it was read."""
        filled = fill(session, written(text))

        assert (on_disk(folder, *path), filled.read_as) == (held, (ReadAs(*told),))

    def test_what_is_read_as_it_was_written_is_not_told(self, session: Session, written: Write):
        """Nobody reads twenty lines that say that yes is yes."""
        assert fill(session, written("channel_strategy.close_channels: Ja\n")).read_as == ()

    @pytest.mark.parametrize(
        ("text", "code", "column"),
        [
            ('budget_political_goals.fte_cost: "545.000"\n', "PB064", 34),
            ("budget_political_goals.fte_cost: 545.000\n", "PB064", 34),
            ("budget_political_goals.fte_cost: 1200 timer\n", "PB068", 34),
            ("budget_political_goals.costs:\n- {title: A, amount: 580,5}\n", "PB071", 26),
            ("budget_political_goals.costs:\n- {title: A, range: {low: 1.250}}\n", "PB064", 27),
            ("action_plan.actions:\n- {title: A, deadline: marts 2027}\n", "PB065", 24),
            ("cover.title: NaN\n", "PB072", 14),
        ],
    )
    def test_what_can_mean_two_things_is_refused(
        self, session: Session, folder: Path, written: Write, text: str, code: str, column: int
    ):
        """With its place, and nothing is saved."""
        before = (folder / PLAN).read_bytes()

        with pytest.raises(InputInvalid) as caught:
            fill(session, written(text))

        assert [(one.code, one.place.column) for one in caught.value.problems] == [(code, column)]
        assert (folder / PLAN).read_bytes() == before

    def test_somebody_new_can_be_named_in_the_same_file(self, session: Session, folder: Path, written: Write):
        """A name stands for its id, also where the file itself brings the person."""
        fill(session, written("cover.sponsor: Åse Lund\ncover.people:\n- {name: Åse Lund}\n- {name: Bo Dam}\n"))

        assert on_disk(folder, "sponsor") == "P1"

    @pytest.mark.parametrize(
        "text",
        ["cover.sponsor: Anne\n", "cover.signers: [Mia Holm, P7]\n", "action_plan.actions: [{title: A, change: F9}]\n"],
    )
    def test_who_or_what_the_plan_does_not_hold_is_refused(self, make_session: MakeSession, written: Write, text: str):
        """A name that is nobody's is never saved as if it were an id."""
        session = make_session(people={"P1": {"name": "Mia Holm"}})

        assert [code for code, *_ in refused(session, written(text))] == ["PB104"]

    def test_a_name_that_two_have_is_refused(self, make_session: MakeSession, written: Write):
        """Both are named, so that one can be chosen by id."""
        session = make_session(people={"P1": {"name": "Åse Lund"}, "P2": {"name": "Åse Lund"}})

        with pytest.raises(InputInvalid) as caught:
            fill(session, written("cover.sponsor: Åse Lund\n"))

        assert [(one.code, one.values["known"]) for one in caught.value.problems] == [
            ("PB069", "P1 Åse Lund; P2 Åse Lund")
        ]

    def test_a_line_break_in_a_one_line_answer_is_a_blank(self, session: Session, folder: Path, written: Write):
        """A title from a form's text field reaches heads and file properties."""
        fill(session, written(json.dumps({"cover.title": "Ny\ntitel", STRATEGY: "Først\nog sidst"}), "svar.json"))

        assert (on_disk(folder, "title"), on_disk(folder, "answers", STRATEGY, "value")) == (
            "Ny titel",
            "Først\nog sidst",
        )

    def test_what_a_comment_cuts_off_is_warned_of(self, session: Session, folder: Path, written: Write):
        """The rest of a sentence behind ` #` is not lost without a word."""
        filled = fill(session, written(f"{STRATEGY}: Pris # 3 er vigtig\n"))

        assert on_disk(folder, "answers", STRATEGY, "value") == "Pris"
        assert [(one.code, one.place.line, one.values["lost"]) for one in filled.warnings] == [
            ("PB074", 1, "# 3 er vigtig")
        ]


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("Gennemført", "finished"), ("Igangsat", "started"), ("Planlagt", "decided"), ("Besluttet", "decided"),
        ("Afsluttet", "finished"), ("Evalueret", "evaluated"), ("Planned", "decided"), ("completed", "finished"),
    ],
)  # fmt: skip
def test_the_words_of_the_paper_are_understood(session: Session, folder: Path, tmp_path: Path, word: str, status: str):
    """A status by any of its words, and a deadline without a year as the next such day, which is told."""
    file = tmp_path / "svar.yaml"
    file.write_text(
        f"action_plan.actions: [{{title: Kampagne, deadline: 1. okt., status: {word}}}]\n", encoding="utf-8"
    )

    filled = fill(session, file)

    assert on_disk(folder, "actions") == {"H1": {"title": "Kampagne", "deadline": "2027-10-01", "status": status}}
    assert ("Frist", "1. okt.", "1. oktober 2027") in [(one.label, one.written, one.value) for one in filled.read_as]


def test_a_deadline_that_comes_again_is_kept_so_and_told_with_its_next_day(
    session: Session, folder: Path, tmp_path: Path
):
    """As the paper's measurement board has it: "1. i md."."""
    file = tmp_path / "svar.yaml"
    file.write_text("action_plan.actions: [{title: Måling, deadline: 1. i md.}]\n", encoding="utf-8")

    filled = fill(session, file)

    assert on_disk(folder, "actions", "H1", "deadline") == "day 1 of every month"
    ((written, read),) = [(one.written, one.value) for one in filled.read_as]
    assert (written, read.partition("(næste gang")[0]) == ("1. i md.", "den 1. i hver måned ")


def test_a_decimal_comma_in_braces_is_refused_with_its_place(session: Session, folder: Path, tmp_path: Path):
    """`{amount: 580,5}` is two entries to YAML: never read as 580."""
    file, before = tmp_path / "svar.yaml", (folder / PLAN).read_bytes()
    file.write_text("budget_political_goals.costs:\n  - {title: Licens, amount: 580,5}\n", encoding="utf-8")

    with pytest.raises(InputInvalid) as caught:
        fill(session, file)

    assert (caught.value.problems[0].place.line, (folder / PLAN).read_bytes()) == (2, before)
