"""The interview's memory: after each method the plan on disk holds the change, and nothing else has changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from planbuilder.errors import Conflict, InputInvalid
from planbuilder.interview.session import Session
from planbuilder.locks import locked
from planbuilder.plan import store
from planbuilder.plan.journal import JOURNAL, UNSAVED, journal
from planbuilder.plan.model import Who
from planbuilder.plan.publish import published
from planbuilder.plan.store import LOCK, PLAN, Author, open_plan
from planbuilder.questionnaire.definition import Questionnaire
from planbuilder.yamltext.nodes import Data
from tests.interview.conftest import MakeSession
from tests.interview.scripted import KIM, new_session, on_disk, reopened

BY: dict[str, Data] = {"by": "Kim Østergaard", "role": "Fagchef", "on": "2026-11-23"}
USERS, STRATEGY, CHANGES = "channel_strategy.users", "channel_strategy.strategy", "benefits_tree.changes"


class TestQuestions:
    def test_asked_gives_full_ids_in_order(self, session: Session):
        """A part's questions come in the questionnaire's order, without those whose condition fails."""
        part = session.questionnaire.part("goals_followup")

        assert session.asked(part) == [
            f"goals_followup.{id}" for id in ("indicators", "board_use", "frequency", "meeting")
        ]

    def test_first_open_passes_over_what_is_settled(self, session: Session):
        """Answered, unknown and not relevant are settled."""
        part = session.questionnaire.part("goals_followup")
        session.mark_unknown("goals_followup.indicators", "Mia")
        session.record("goals_followup.board_use", "management")
        session.mark_not_relevant("goals_followup.frequency", "aftales senere")

        assert session.first_open(part) == 3

    def test_first_open_is_the_first_when_all_is_settled(self, session: Session):
        """A part that is done begins with its first question."""
        part = session.questionnaire.part("benefits_tree")
        for id in session.asked(part):
            session.mark_unknown(id, "")

        assert session.first_open(part) == 0


class TestRecord:
    @pytest.mark.parametrize(
        ("id", "value", "held"),
        [
            (STRATEGY, "Digitalt først\nog sidst", "Digitalt først\nog sidst"),
            ("channel_strategy.close_channels", True, "true"),
            ("channel_strategy.close_channels", False, "false"),
            ("organisation_competences.structure", ["merge", "none"], ["merge", "none"]),
            ("goals_followup.frequency", "weekly", "weekly"),
        ],
    )
    def test_an_answer_stands_under_answers(self, session: Session, folder: Path, id: str, value: Data, held: Data):
        """Value, name, role and day are on disk, and nothing else."""
        session.record(id, value)

        assert on_disk(folder, "answers", id) == {"value": held, **BY}

    @pytest.mark.parametrize(
        ("id", "value", "path", "held"),
        [
            ("cover.title", "Ny titel", ("title",), "Ny titel"),
            ("cover.department", "Kultur", ("organisation", "department"), "Kultur"),
            ("cover.horizon", 12, ("horizon",), "12"),
            ("cover.signers", ["P2", "P1"], ("signers",), ["P2", "P1"]),
        ],
    )
    def test_a_bound_answer_stands_in_its_place(
        self, session: Session, folder: Path, id: str, value: Data, path: tuple[str, ...], held: Data
    ):
        """An answer that is bound to the plan stands there, and who gave it under `answers`."""
        session.record(id, value)

        assert (on_disk(folder, *path), on_disk(folder, "answers", id)) == (held, BY)

    def test_a_name_that_is_not_given_is_left_out(self, session: Session, folder: Path):
        """Nobody is no name."""
        session.author = lambda: Author("", "", datetime(2027, 1, 5))

        session.record(STRATEGY, "Digitalt først")

        assert on_disk(folder, "answers", STRATEGY) == {"value": "Digitalt først", "on": "2027-01-05"}

    def test_the_answers_are_seen_at_once(self, session: Session):
        """After saving, the session itself sees the new answer."""
        session.record(STRATEGY, "Digitalt først")

        assert session.answers.value(STRATEGY) == "Digitalt først"

    def test_comments_in_the_file_stay(self, session: Session, folder: Path, questionnaire: Questionnaire):
        """What somebody wrote into the file by hand is still there after an answer."""
        with (folder / PLAN).open("a", encoding="utf-8") as file:
            file.write("# husk at spørge Mia\n")

        reopened(folder, questionnaire).record(STRATEGY, "Digitalt først")

        assert "# husk at spørge Mia\n" in (folder / PLAN).read_text(encoding="utf-8")

    @pytest.mark.parametrize(
        "act", [lambda s: s.record(STRATEGY, "Ny"), lambda s: s.mark_unknown(STRATEGY, "Mia")], ids=["record", "mark"]
    )
    def test_an_internal_answer_stays_internal(self, make_session: MakeSession, act: Callable[[Session], None]):
        """What was kept out of documents is not let in by a new answer."""
        session = make_session(answers={STRATEGY: {"value": "Fortroligt", "internal": True}})

        act(session)

        assert session.answers.note(STRATEGY).internal is True

    def test_an_impossible_answer_changes_nothing(self, session: Session, folder: Path):
        """What would be no plan is refused; the file and the session stay as they were."""
        before = (folder / PLAN).read_bytes()

        with pytest.raises(InputInvalid) as raised:
            session.record("cover.horizon", 400)

        assert (raised.value.problems[0].code, (folder / PLAN).read_bytes() == before, session.opened.plan.horizon) == (
            "PB027", True, 5,
        )  # fmt: skip

    def test_the_journal_tells_old_and_new(self, session: Session, folder: Path):
        """Each change is one line: when, who, where, from what, to what."""
        session.record("cover.title", "Ny titel")

        lines = [line for line in journal(folder) if line["key"] == ["title"]]
        assert [(line["at"], line["by"], line["old"], line["new"]) for line in lines] == [
            ("2026-11-23T10:30:00", "Kim Østergaard", "Fritidspas", "Ny titel")
        ]

    def test_a_second_cell_of_the_same_day_is_one_line(self, session: Session, folder: Path):
        """Who and when stand in the plan already: the journal tells the cell alone."""
        session.add_row(USERS, {"who": "Ansøger"})
        before = len(list(journal(folder)))

        session.set_cell(USERS, "r1", "situation", "Hjemme")

        assert [line["key"][-1] for line in list(journal(folder))[before:]] == ["situation"]


class TestMarks:
    def test_marks_replace_each_other(self, session: Session, folder: Path):
        """Unknown and then not relevant is not relevant; nothing is left of the first."""
        session.mark_unknown(STRATEGY, "Mia")

        session.mark_not_relevant(STRATEGY, "for tidligt")

        assert on_disk(folder, "answers", STRATEGY) == {"state": "not_applicable", "why": "for tidligt", **BY}

    def test_a_bound_answer_is_kept(self, session: Session, folder: Path):
        """Marking a bound question leaves the value in its place."""
        session.record("cover.department", "Kultur")

        session.mark_unknown("cover.department", "Mia")

        assert (on_disk(folder, "organisation", "department"), session.answers.state("cover.department")) == (
            "Kultur", "unknown",
        )  # fmt: skip

    @pytest.mark.parametrize("id", [STRATEGY, "cover.department", USERS])
    def test_clear_leaves_no_trace(self, session: Session, folder: Path, id: str):
        """Clearing takes the answer, the mark and who gave it."""
        before = on_disk(folder)
        session.mark_unknown(id, "Mia")

        session.clear(id)

        assert on_disk(folder) == before


class TestRows:
    @pytest.fixture
    def filled(self, session: Session) -> Session:
        for who in ("Ansøger", "Træner", "Kasserer"):
            session.add_row(USERS, {"who": who})
        return session

    def held(self, folder: Path) -> list[tuple[str, Data]]:
        rows = on_disk(folder, "answers", USERS, "rows")
        return [(key, row["who"]) for key, row in rows.items()] if isinstance(rows, dict) else []

    def test_add_gives_the_new_id(self, session: Session, folder: Path):
        """A new row stands at the end under the next free id."""
        keys = [session.add_row(USERS, {"who": who}) for who in ("Ansøger", "Træner")]

        assert (keys, self.held(folder)) == (["r1", "r2"], [("r1", "Ansøger"), ("r2", "Træner")])

    def test_add_to_a_register(self, session: Session, folder: Path):
        """A table bound to the plan has its rows there."""
        key = session.add_row(CHANGES, {"title": "Færre møder"})

        assert (key, on_disk(folder, "benefits_tree", "changes")) == ("F1", {"F1": {"title": "Færre møder"}})

    @pytest.mark.parametrize("register", ["rows", "people"])
    def test_odd_ids_written_by_hand_stop_nobody(self, make_session: MakeSession, register: str):
        """A superscript is no number; the next free id is found all the same."""
        session = make_session(answers={USERS: {"rows": {"r²": {"who": "A"}}}}, people={"P²": {"name": "Mia"}})

        key = session.add_row(USERS, {"who": "B"}) if register == "rows" else session.add_person("Bo")

        assert key in ("r1", "P1")

    def test_set_cell_saves_one_cell(self, filled: Session, folder: Path):
        """One cell changes; the rest of the table does not."""
        filled.set_cell(USERS, "r2", "who", "Formand")

        assert self.held(folder) == [("r1", "Ansøger"), ("r2", "Formand"), ("r3", "Kasserer")]

    def test_set_cell_of_none_takes_it_away(self, filled: Session, folder: Path):
        """A cell of None is no cell."""
        filled.set_cell(USERS, "r2", "device", ["mobile"])

        filled.set_cell(USERS, "r2", "who", None)

        assert on_disk(folder, "answers", USERS, "rows", "r2") == {"device": ["mobile"]}

    def test_set_cell_of_the_matrix(self, make_session: MakeSession, folder: Path):
        """A field of the matrix is named by change and theme."""
        session = make_session(benefits_tree={"changes": {"F1": {"title": "A"}}})

        session.set_cell("action_plan.matrix", "F1.goals_followup", "relevant", True)

        assert on_disk(folder, "matrix") == {"F1": {"goals_followup": {"relevant": "true"}}}

    def test_copy_row(self, filled: Session, folder: Path):
        """A copy stands at the end with the same content."""
        key = filled.copy_row(USERS, "r1")

        assert (key, self.held(folder)[-1]) == ("r4", ("r4", "Ansøger"))

    def test_delete_row(self, filled: Session, folder: Path):
        """One row goes; the others keep their ids."""
        filled.delete_row(USERS, "r2")

        assert self.held(folder) == [("r1", "Ansøger"), ("r3", "Kasserer")]

    def test_delete_the_only_row(self, session: Session, folder: Path):
        """A table without rows is no table in the file."""
        session.add_row(CHANGES, {"title": "A"})

        session.delete_row(CHANGES, "F1")

        assert on_disk(folder, "benefits_tree") is None

    @pytest.mark.parametrize(
        ("row", "by", "order"),
        [("r1", 1, "r2 r1 r3"), ("r3", -1, "r1 r3 r2"), ("r1", -1, "r1 r2 r3"), ("r3", 1, "r1 r2 r3")],
    )
    def test_move_row(self, filled: Session, folder: Path, row: str, by: int, order: str):
        """A row moves one place; past the end it stays."""
        filled.move_row(USERS, row, by)

        assert [key for key, _ in self.held(folder)] == order.split()

    def test_a_row_says_who_changed_it_last(self, filled: Session, folder: Path, questionnaire: Questionnaire):
        """The other rows stay with whoever said them."""
        later = reopened(folder, questionnaire, author=Author("Mia Holm", "Leder", datetime(2027, 1, 5)))

        later.set_cell(USERS, "r1", "who", "Ansøgere")

        note = later.answers.note(USERS)
        assert [note.who(row).by for row in ("r1", "r2", "r3")] == ["Mia Holm", KIM.name, KIM.name]
        assert note.who("r1") == Who("Mia Holm", "Leder", date(2027, 1, 5))

    def test_a_change_by_nobody_is_not_ascribed_to_the_last_one(
        self, filled: Session, folder: Path, questionnaire: Questionnaire
    ):
        """Somebody who gives no name does not answer in another's."""
        later = reopened(folder, questionnaire, author=Author("", "", datetime(2027, 1, 5)))

        later.set_cell(USERS, "r1", "who", "Ansøgere")

        assert later.answers.note(USERS).who("r1") == Who(on=date(2027, 1, 5))

    def test_a_row_that_is_gone_has_nobody(self, filled: Session, folder: Path, questionnaire: Questionnaire):
        """Who said a row goes with it."""
        later = reopened(folder, questionnaire, author=Author("Mia Holm", "Leder", datetime(2027, 1, 5)))
        later.set_cell(USERS, "r1", "who", "Ansøgere")

        later.delete_row(USERS, "r1")

        assert on_disk(folder, "answers", USERS, "by_row") is None

    def test_a_pasted_line_break_is_a_blank_in_a_cell_too(self, filled: Session, folder: Path):
        """Whatever face hands over a text, a one-line answer is one line in the file."""
        filled.set_cell(USERS, "r1", "who", "To\nlinjer")
        filled.record("cover.organisation", "To\r\n linjer")

        held = (on_disk(folder, "answers", USERS, "rows", "r1", "who"), on_disk(folder, "organisation", "name"))
        assert held == ("To linjer", "To linjer")


class TestAddPerson:
    @pytest.mark.parametrize(
        ("line", "held"),
        [
            ("Mia Holm", {"name": "Mia Holm"}),
            (" Mia Holm ,  leder ", {"name": "Mia Holm", "role": "leder"}),
            (
                "Mia Holm, leder, Kultur, Fritid og Ø",
                {"name": "Mia Holm", "role": "leder", "unit": "Kultur, Fritid og Ø"},
            ),
            ("Mia Holm,, Kultur", {"name": "Mia Holm", "unit": "Kultur"}),
        ],
    )
    def test_a_line_is_name_position_and_unit(self, session: Session, folder: Path, line: str, held: dict[str, str]):
        """A person is written as one line, as far as one knows them."""
        key = session.add_person(line)

        assert (key, on_disk(folder, "people")) == ("P1", {"P1": held})

    def test_the_next_free_id(self, make_session: MakeSession):
        """A new person gets an id nobody has."""
        session = make_session(people={"P7": {"name": "A"}, "leder": {"name": "B"}, "P2": {"name": "C"}})

        assert session.add_person("Bo") == "P8"


CHANGE = [
    lambda s: s.record(STRATEGY, "Ny"),
    lambda s: s.mark_unknown(STRATEGY, "Mia"),
    lambda s: s.mark_not_relevant(STRATEGY, "nej"),
    lambda s: s.clear(STRATEGY),
    lambda s: s.add_row(USERS, {"who": "Bo"}),
    lambda s: s.set_cell(USERS, "r1", "who", "Bo"),
    lambda s: s.copy_row(USERS, "r1"),
    lambda s: s.delete_row(USERS, "r1"),
    lambda s: s.move_row(USERS, "r1", 1),
    lambda s: s.add_person("Bo"),
]
NAMES = ["record", "unknown", "not_relevant", "clear", "add", "set", "copy", "delete", "move", "person"]


class TestOthersAtWork:
    @pytest.fixture
    def shared(self, make_session: MakeSession) -> Session:
        return make_session(
            answers={STRATEGY: {"value": "Gammel"}, USERS: {"rows": {"r1": {"who": "A"}, "r2": {"who": "B"}}}}
        )

    @pytest.mark.parametrize("change", CHANGE, ids=NAMES)
    def test_an_edit_by_hand_elsewhere_is_kept_with_the_answer(
        self, shared: Session, folder: Path, change: Callable[[Session], None]
    ):
        """If another line of the file was changed since it was read, both changes are in the plan."""
        edited = (folder / PLAN).read_text(encoding="utf-8").replace("Fritidspas", "Ændret i hånden")
        (folder / PLAN).write_text(f"{edited}# husk Mia\n", encoding="utf-8")

        change(shared)

        text = (folder / PLAN).read_text(encoding="utf-8")
        kept = text.replace("# husk Mia\n", "") != edited and "# husk Mia\n" in text
        assert (kept, on_disk(folder, "title"), shared.opened.plan.title) == (True, *["Ændret i hånden"] * 2)

    @pytest.mark.parametrize("change", [one for one, name in zip(CHANGE, NAMES, strict=True) if name != "move"])
    def test_what_a_broken_file_cannot_take_is_offered_by_the_next_interview(
        self, shared: Session, folder: Path, questionnaire: Questionnaire, change: Callable[[Session], None]
    ):
        """An unreadable file is a conflict; once it is mended, what was answered can be saved."""
        was = (folder / PLAN).read_bytes()
        change(shared)
        wanted = on_disk(folder)
        (folder / PLAN).write_bytes(was)
        shared.take(open_plan(folder))
        (folder / PLAN).write_bytes(was + b"x: [\n")
        with pytest.raises(Conflict) as raised:
            change(shared)
        (folder / PLAN).write_bytes(was)

        later = reopened(folder, questionnaire)
        later.save_unsaved()

        assert (raised.value.problems[0].code, on_disk(folder), later.unsaved()) == ("PB350", wanted, [])

    def test_a_deleted_file_is_a_conflict(self, shared: Session, folder: Path):
        """A plan that is gone is not made anew from memory."""
        (folder / PLAN).unlink()

        with pytest.raises(Conflict) as raised:
            shared.record(STRATEGY, "Ny")

        assert (raised.value.problems[0].code, (folder / PLAN).exists()) == ("PB052", False)

    def test_two_sessions_do_not_lose_each_others_answers(
        self, shared: Session, folder: Path, questionnaire: Questionnaire
    ):
        """Of two people at one plan, each has the other's answers after a save of their own."""
        other = reopened(folder, questionnaire)
        other.record("channel_strategy.website", "Forsiden")

        shared.record(STRATEGY, "Ny")

        ids = ("channel_strategy.website", STRATEGY)
        assert [on_disk(folder, "answers", id, "value") for id in ids] == ["Forsiden", "Ny"]
        assert [shared.answers.value(id) for id in ids] == ["Forsiden", "Ny"]

    def test_two_answers_to_one_question_both_stand(self, shared: Session, folder: Path, questionnaire: Questionnaire):
        """The place keeps what was there first; `said` has both, each with name, role and day."""
        other = reopened(folder, questionnaire, author=Author("Mia Holm", "Leder", datetime(2027, 1, 5)))
        other.record(STRATEGY, "Digitalt")

        shared.record(STRATEGY, "På papir")

        said = on_disk(folder, "said", f"answers.{STRATEGY}.value", "answers")
        assert said == [
            {"value": "Digitalt", "by": "Mia Holm", "role": "Leder", "on": "2027-01-05"},
            {"value": "På papir", **BY},
        ]
        assert (on_disk(folder, "answers", STRATEGY, "by"), shared.answers.value(STRATEGY)) == ("Mia Holm", "Digitalt")

    def test_rows_added_at_the_same_moment_have_ids_of_their_own(
        self, shared: Session, folder: Path, questionnaire: Questionnaire
    ):
        """The id is given when the row is saved, not when it is thought of."""
        other = reopened(folder, questionnaire)

        keys = [other.add_row(CHANGES, {"title": "A"}), shared.add_row(CHANGES, {"title": "B"})]

        assert (keys, on_disk(folder, "benefits_tree", "changes")) == (
            ["F1", "F2"], {"F1": {"title": "A"}, "F2": {"title": "B"}},
        )  # fmt: skip

    def test_a_row_that_somebody_takes_away_comes_back_with_what_was_put_in_it(
        self, shared: Session, folder: Path, questionnaire: Questionnaire
    ):
        """The row is gone until somebody settles it; what was typed in it is under `said` with the whole row."""
        reopened(folder, questionnaire).delete_row(USERS, "r1")

        shared.set_cell(USERS, "r1", "who", "Ansøger")

        assert on_disk(folder, "said", f"answers.{USERS}.rows.r1", "answers") == [
            {},
            {"value": {"who": "Ansøger"}, **BY},
        ]

    def test_a_locked_plan_is_a_conflict_that_names_the_holder(
        self, shared: Session, folder: Path, monkeypatch: pytest.MonkeyPatch
    ):
        """While another program writes, the answer is refused with the name of who holds the plan."""
        monkeypatch.setattr(store, "WAIT", 0.1)
        with locked(folder / LOCK), pytest.raises(Conflict) as raised:
            shared.record(STRATEGY, "Ny")

        assert raised.value.problems[0].code == "PB030"

    def test_an_edit_by_hand_before_the_session_is_noted(
        self, shared: Session, folder: Path, questionnaire: Questionnaire
    ):
        """The journal tells that somebody edited the file between two sessions."""
        shared.record(STRATEGY, "Ny")
        file = folder / PLAN
        file.write_text(file.read_text(encoding="utf-8").replace("Fritidspas", "Ny titel"), encoding="utf-8")

        reopened(folder, questionnaire).record(STRATEGY, "Nyere")

        assert "edited by hand" in [line["new"] for line in journal(folder)]


def test_every_change_is_one_journal_line_with_its_digest(folder: Path, questionnaire: Questionnaire):
    """The last line of the journal carries the digest of the plan on disk."""
    session = new_session(folder, questionnaire)
    session.record("cover.title", "Ny titel")

    last = json.loads((folder / JOURNAL).read_text(encoding="utf-8").splitlines()[-1])

    assert (last["plan"], last["role"]) == (session.opened.digest, KIM.role)


class TestAtTheSameTime:
    """Two people answer one question; neither has seen what the other does."""

    @pytest.fixture
    def late(self, make_session: MakeSession, folder: Path, questionnaire: Questionnaire) -> tuple[Session, Session]:
        """Two sessions on a plan with an internal answer and an internal row."""
        first = make_session(
            answers={STRATEGY: {"value": "A", "internal": True}, CHANGES: {"by_row": {"F1": {"internal": True}}}},
            benefits_tree={"changes": {"F1": {"title": "B"}, "F2": {"title": "C"}}},
        )
        return first, reopened(folder, questionnaire, author=Author("Mia Holm", "", datetime(2027, 1, 5)))

    def test_an_answer_ends_a_state_that_has_come_since(self, session: Session, questionnaire: Questionnaire):
        """Who answers says that it is known."""
        late = reopened(session.opened.folder, questionnaire)
        session.mark_unknown(STRATEGY, "Kim")

        late.record(STRATEGY, "Digital post")

        assert (late.answers.state(STRATEGY), late.answers.note(STRATEGY).ask) == ("answered", "")

    @pytest.mark.parametrize("id", [STRATEGY, CHANGES])
    def test_a_state_hides_no_answer_that_has_come_since(
        self, session: Session, folder: Path, questionnaire: Questionnaire, id: str
    ):
        """Both stand, and the answer is that of who gave it."""
        late = reopened(folder, questionnaire, author=Author("Mia Holm", "", datetime(2027, 1, 5)))
        if id == CHANGES:
            session.add_row(id, {"title": "Digitalt"})
        else:
            session.record(id, "Digital post")

        late.mark_unknown(id, "Kim")

        said = on_disk(folder, "said", f"answers.{id}.state", "answers")
        assert (late.answers.state(id), late.answers.note(id).by) == ("answered", KIM.name)
        assert (said[1]["value"], late.told_apart()) == ("unknown", (("answers", id, "state"),))

    def test_what_was_answered_as_internal_stays_internal(self, late: tuple[Session, Session], folder: Path):
        """Also where somebody else has taken the answer away meanwhile, with its mark."""
        late[0].clear(STRATEGY)
        late[1].record(STRATEGY, "Fortroligt")

        assert "Fortroligt" in str(on_disk(folder, "said"))
        assert "Fortroligt" not in published(late[1].data, late[1].answers)
        assert "Fortroligt" not in (folder / JOURNAL).read_text()

    def test_what_was_written_in_an_internal_row_stays_internal(self, late: tuple[Session, Session], folder: Path):
        """Also where somebody else has taken the row away meanwhile."""
        late[0].delete_row(CHANGES, "F1")
        late[1].set_cell(CHANGES, "F1", "title", "Fortroligt")

        assert "Fortroligt" in str(on_disk(folder, "said"))
        assert "Fortroligt" not in published(late[1].data, late[1].answers)
        assert "Fortroligt" not in (folder / JOURNAL).read_text()

    def test_each_is_told_once(self, session: Session, folder: Path, questionnaire: Questionnaire):
        """A save that changes nothing tells nothing again."""
        late = reopened(folder, questionnaire)
        session.record("cover.title", "A")
        late.record("cover.title", "B")
        late.record(STRATEGY, "C")

        assert (late.told_apart(), late.told_apart()) == ((("title",),), ())
        late.record(STRATEGY, "C")
        assert late.told_apart() == ()

    def test_rows_that_could_not_be_saved_are_rows_of_their_own(
        self, session: Session, folder: Path, questionnaire: Questionnaire
    ):
        """Their ids were given without seeing what has come since, or each other."""
        was = (folder / PLAN).read_bytes()
        (folder / PLAN).write_bytes(b"title: [")
        for title in ("Min", "Min anden"):
            with pytest.raises(Conflict):
                session.add_row(CHANGES, {"title": title})
        (folder / PLAN).write_bytes(was)
        reopened(folder, questionnaire).add_row(CHANGES, {"title": "Din", "description": "Kun din"})

        reopened(folder, questionnaire).save_unsaved()

        assert (on_disk(folder, "benefits_tree", "changes"), on_disk(folder, "said")) == (
            {"F1": {"title": "Din", "description": "Kun din"}, "F2": {"title": "Min"}, "F3": {"title": "Min anden"}},
            None,
        )

    @pytest.mark.parametrize("path", ["[]", '["x", "y"]', '["title", "deeper"]', "[[]]", '"title"'])
    def test_a_draft_of_no_place_is_passed_over(self, session: Session, folder: Path, path: str):
        """Somebody has edited the file by hand."""
        before = on_disk(folder)
        (folder / UNSAVED).write_text(f'{{"places": [[{path}, null, "x"]]}}\n', encoding="utf-8")

        session.save_unsaved()

        assert (session.unsaved(), on_disk(folder)) == ([], before)
