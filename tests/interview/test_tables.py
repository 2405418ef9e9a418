"""Tables in the interview: every cell saved at once, rows added, changed, copied, moved and deleted."""

from __future__ import annotations

from pathlib import Path

import pytest

from planbuilder.interview.asking import Menu, Prompt, Wish
from planbuilder.interview.dialogue import Dialogue
from planbuilder.interview.session import Session
from planbuilder.plan.store import PLAN
from planbuilder.questionnaire.definition import Questionnaire
from planbuilder.yamltext.nodes import Data
from tests.interview.conftest import MakeSession
from tests.interview.scripted import PASS, Scripted, ask, on_disk, reopened, talk

ADD, DONE = "Tilføj en række", "Færdig med tabellen"
STAFFING = "organisation_competences.staffing"
TWO_UNITS: Data = {
    "r1": {"unit": "Borgerservice", "fte_before": "4", "fte_after": "3"},
    "r2": {"unit": "Kultur", "fte_before": "2", "fte_after": "2"},
}


@pytest.fixture
def staffed(make_session: MakeSession) -> Session:
    """A session on a plan whose staffing table has two rows."""
    return make_session(answers={STAFFING: {"rows": TWO_UNITS}})


def units(folder: Path) -> list[tuple[str, Data]]:
    """The rows of the staffing table: id and unit, in the order of the file."""
    rows = on_disk(folder, "answers", STAFFING, "rows")
    return [(key, row["unit"]) for key, row in rows.items()] if isinstance(rows, dict) else []


def labels(asked: Prompt | Menu) -> list[str]:
    assert isinstance(asked, Menu)
    return [option.label for option in asked.options]


class TestAdd:
    def test_a_row_is_one_form(self, session: Session, folder: Path):
        """Each column is a field of it, and all values end up in one row."""
        asker = ask(session, STAFFING, ADD, "Borgerservice", "4", "2,5", "Få er tilbage", DONE)

        assert (asker.titles[1:5], on_disk(folder, "answers", STAFFING, "rows")) == (
            ["Enhed", "Årsværk før", "Årsværk efter", "Sårbarhed"],
            {
                "r1": {
                    "unit": "Borgerservice", "fte_before": "4", "fte_after": "2.5", "vulnerability": "Få er tilbage",
                }
            },
        )  # fmt: skip

    def test_a_form_is_saved_when_it_is_left(self, session: Session, folder: Path):
        """Nothing is on disk before, and all of it when the next prompt appears: one save."""
        held: list[Data] = []

        def see(answer: str) -> object:
            return lambda _: held.append(on_disk(folder, "answers", STAFFING, "rows", "r1")) or answer

        ask(session, STAFFING, ADD, "Kultur", see("4"), see("3"), see("Få"), see(DONE))

        whole = {"unit": "Kultur", "fte_before": "4", "fte_after": "3", "vulnerability": "Få"}
        assert held == [None, None, None, whole]

    @pytest.mark.parametrize("wish", [Wish.BACK, Wish.SKIP])
    def test_a_row_without_its_first_cell_is_not_made(self, session: Session, folder: Path, wish: Wish):
        """No empty row is left behind by somebody who changed their mind."""
        before = (folder / PLAN).read_bytes()

        ask(session, STAFFING, ADD, wish, DONE)

        assert (folder / PLAN).read_bytes() == before

    @pytest.mark.parametrize(
        ("id", "first", "key"),
        [
            ("benefits_tree.changes", "Færre møder", "F1"),
            ("cover.people", "Mia Holm", "P1"),
            ("behaviour_culture.beliefs", "Alle vil have papir", "r1"),
        ],
    )
    def test_ids_carry_the_prefix_of_the_table(self, session: Session, id: str, first: str, key: str):
        """A row is known by its table's letter and the next number."""
        ask(session, id, ADD, first, Wish.DONE, DONE)

        assert list(session.rows(id)) == [key]

    def test_enter_adds_row_after_row_until_one_is_passed(self, session: Session):
        """After a new row most people want one more; whoever passes its first field is led out."""
        asker = ask(session, STAFFING, ADD, "Kultur", Wish.SKIP, Wish.SKIP, Wish.SKIP, ADD, Wish.SKIP, DONE)

        assert pointed(asker) == ["?add", "?add", "?done"]

    def test_a_filled_table_is_left_by_enter(self, make_session: MakeSession):
        """A table that has rows of its own is done unless somebody says otherwise."""
        session = make_session(answers={STAFFING: {"rows": {"r1": {"unit": "Kultur"}}}})

        assert pointed(ask(session, STAFFING, DONE)) == ["?done"]

    def test_enter_leaves_an_empty_table_once_it_has_been_passed(self, session: Session):
        """Enter through an empty table comes out of it at the other end."""
        asker = ask(session, STAFFING, PASS, PASS, PASS)

        assert asker.titles == [asker.titles[0], "Enhed", asker.titles[0]]

    def test_the_hint_of_a_filled_table_stays(self, staffed: Session):
        """What belongs in a table is told as long as one works on it."""
        asker = ask(staffed, STAFFING, DONE)

        assert asker.asked[0].hint.startswith("Bliver der under et halvt årsværk tilbage")

    def test_help_in_a_column_is_its_own_and_that_of_its_table(self, staffed: Session):
        """A good answer to the field comes first, then what belongs in the table."""
        asker = ask(staffed, STAFFING, "r1", "Ret rækken", Wish.HELP, *[Wish.SKIP] * 4, DONE)

        assert asker.messages[0].startswith("Et godt svar: Enheden ved navn, fx »Borgerservice«.")
        assert asker.messages[1].startswith("Tip: Bliver der under et halvt årsværk tilbage")

    @pytest.mark.parametrize("rows", [{}, {"r1": {"unit": "Kultur"}}])
    def test_what_belongs_in_a_table_stands_above_it(self, make_session: MakeSession, rows: Data):
        """Empty or not, a table says what it is for."""
        asker = ask(make_session(answers={STAFFING: {"rows": rows}}), STAFFING, DONE)

        assert asker.asked[0].hint.startswith("Bliver der under et halvt årsværk tilbage")

    def test_help_comes_when_asked_for(self, session: Session):
        """The interviewer's guidance is shown on demand, for those who are interviewed may see the screen."""
        asker = ask(session, "benefits_tree.changes", Wish.HELP, DONE)

        assert [message[:18] for message in asker.messages] == ["Til intervieweren:"]

    def test_a_nested_column_is_saved_in_its_place(self, session: Session, folder: Path):
        """A column such as `baseline.value` is a value inside another."""
        skip = Wish.SKIP
        ask(
            session, "goals_followup.indicators",
            ADD, "Digitale ansøgninger", "kpi", "pct.", "42,5", "1.3.2027", skip, skip, skip, skip, skip, skip, DONE,
        )  # fmt: skip

        assert on_disk(folder, "indicators", "I1") == {
            "title": "Digitale ansøgninger", "kind": "kpi", "unit": "pct.",
            "baseline": {"value": "42.5", "on": "2027-03-01"},
        }  # fmt: skip


class TestReadyRows:
    def test_are_offered_in_the_language(self, session: Session):
        """The ready rows of a table stand in its menu."""
        asker = ask(session, "behaviour_culture.beliefs", DONE)

        assert labels(asker.asked[0]) == [
            ADD,
            "Tilføj: God service er personlig service.",
            "Tilføj: Min målgruppe kan ikke bruge digitale løsninger.",
            DONE,
        ]

    def test_are_filled_in_and_asked_through(self, session: Session, folder: Path):
        """Choosing one makes a row with its words, and asks every column of it."""
        asker = ask(
            session, "organisation_competences.focus",
            "?ready0", *[Wish.SKIP] * 3, DONE,
        )  # fmt: skip

        row = on_disk(folder, "answers", "organisation_competences.focus", "rows", "r1")
        assert (row, isinstance(asker.asked[1], Prompt)) == (
            {"before": "Kontrol af borgerens oplysninger", "after": "Rådgivning og faglig behandling af sagen"},
            True,
        )

    def test_are_offered_once(self, session: Session):
        """A ready row that is in the table is offered no more."""
        asker = ask(
            session, "behaviour_culture.beliefs", "Tilføj: God service er personlig service.", *[Wish.SKIP] * 6, DONE
        )

        assert labels(asker.asked[-1]) == [
            "God service er personlig service.",
            ADD,
            "Tilføj: Min målgruppe kan ikke bruge digitale løsninger.",
            DONE,
        ]


class TestChange:
    def test_a_row_is_asked_again_with_its_values(self, staffed: Session, folder: Path):
        """Each cell is shown with what stands in it, and only what is changed changes."""
        asker = ask(staffed, STAFFING, "r1", "Ret rækken", "Borgerservice", Wish.SKIP, "1", Wish.SKIP, DONE)

        defaults = [asked.default for asked in asker.asked[2:6] if isinstance(asked, Prompt)]
        assert (defaults, on_disk(folder, "answers", STAFFING, "rows", "r1")) == (
            ["Borgerservice", "4", "3", ""],
            {"unit": "Borgerservice", "fte_before": "4", "fte_after": "1"},
        )

    def test_back_goes_to_the_cell_before(self, staffed: Session):
        """Within a row, back is the column before."""
        asker = ask(staffed, STAFFING, "r1", "Ret rækken", Wish.SKIP, Wish.BACK, *[Wish.SKIP] * 4, DONE)

        assert asker.titles[2:5] == ["række 1 · Enhed", "række 1 · Årsværk før", "række 1 · Enhed"]

    def test_back_from_the_first_cell_is_the_table(self, staffed: Session):
        """Before the first column lies the menu of the table."""
        asker = ask(staffed, STAFFING, "r1", "Ret rækken", Wish.BACK, DONE)

        assert asker.titles[-1] == asker.titles[0]

    def test_clear_empties_a_cell(self, staffed: Session, folder: Path):
        """A cleared cell is gone from the file; the row stays."""
        ask(staffed, STAFFING, "r1", "Ret rækken", Wish.SKIP, Wish.CLEAR, Wish.SKIP, Wish.SKIP, DONE)

        assert on_disk(folder, "answers", STAFFING, "rows", "r1") == {"unit": "Borgerservice", "fte_after": "3"}

    def test_back_leaves_a_row_as_it_is(self, staffed: Session, folder: Path):
        """Looking at what can be done with a row does nothing to it."""
        before = (folder / PLAN).read_bytes()

        ask(staffed, STAFFING, "r1", "Tilbage til tabellen", "r2", Wish.BACK, DONE)

        assert (folder / PLAN).read_bytes() == before

    def test_back_passes_over_a_cell_with_nothing_to_choose(self, session: Session):
        """Back from after such a cell leads to the cell before it, not to the same cell for ever."""
        asker = Scripted(ADD, "Færre opkald", Wish.BACK, *[Wish.SKIP] * 5, DONE)

        Dialogue(session, asker).question("benefits_tree.benefits")

        assert asker.titles[1:4] == ["Gevinst", "Type", "Gevinst"]

    def test_what_only_the_plan_refuses_is_told_and_stays_in_the_form(self, session: Session, folder: Path):
        """It is explained in Danish, nothing typed is lost, and the row is saved once it is mended."""
        skip = Wish.SKIP
        way = [ADD, "Færre opkald", skip, "2,5", *[skip] * 5, "Færre opkald", skip, "2", *[skip] * 5, DONE]
        asker = ask(session, "budget_political_goals.phasing", *way)

        told = next(text for text, tone in asker.said if tone == "bad")
        again = [asked.draft for asked in asker.asked if isinstance(asked, Prompt) and "Forsinkelse" in asked.title]
        held = on_disk(folder, "benefits_tree", "benefits")
        assert (told.startswith("»2.5« skal være et helt tal"), again) == (True, ["", "2,5"])
        assert held == {"G1": {"title": "Færre opkald", "delay": "2"}}

    def test_a_form_that_the_plan_refuses_can_be_left(self, session: Session):
        """What was typed is told when the interview ends."""
        asker = Scripted(ADD, "Færre opkald", Wish.SKIP, "2,5", Wish.HOME)
        dialogue = Dialogue(session, asker)

        assert dialogue.question("budget_political_goals.phasing") is Wish.HOME
        assert [one.text for one in dialogue.questions.drafts.kept.values()] == ["Færre opkald", "2,5"]


class TestCopyMoveDelete:
    def test_copy_puts_the_same_row_at_the_end(self, staffed: Session, folder: Path):
        """A copy has a new id, and is asked through at once."""
        ask(staffed, STAFFING, "r1", "Kopiér rækken", "Havnen", *[Wish.SKIP] * 3, DONE)

        assert on_disk(folder, "answers", STAFFING, "rows") == {
            **TWO_UNITS, "r3": {"unit": "Havnen", "fte_before": "4", "fte_after": "3"},
        }  # fmt: skip

    @pytest.mark.parametrize(
        ("row", "action", "order"),
        [
            ("r2", "Flyt op", ["r2", "r1"]),
            ("r1", "Flyt ned", ["r2", "r1"]),
            ("r1", "Flyt op", ["r1", "r2"]),
            ("r2", "Flyt ned", ["r1", "r2"]),
        ],
    )
    def test_move(self, staffed: Session, folder: Path, row: str, action: str, order: list[str]):
        """A row changes place with its neighbour and keeps its id; at the end it stays."""
        ask(staffed, STAFFING, row, action, DONE)

        assert [key for key, _ in units(folder)] == order

    def test_delete_is_asked_twice(self, staffed: Session, folder: Path):
        """A row goes once the user has said so and confirmed it."""
        asker = ask(staffed, STAFFING, "r1", "Slet rækken", "ja", DONE)

        assert (asker.titles[2], units(folder)) == ("Slet rækken »Borgerservice · 4 · 3«?", [("r2", "Kultur")])

    def test_delete_is_off_when_not_confirmed(self, staffed: Session, folder: Path):
        """No is the default of the second question, and keeps the row."""
        asker = ask(staffed, STAFFING, "r1", "Slet rækken", "nej", DONE)

        assert isinstance(asker.asked[2], Menu)
        assert (asker.asked[2].default, len(units(folder))) == ("no", 2)

    def test_what_refers_to_a_row_is_told_before_it_is_deleted(self, make_session: MakeSession, folder: Path):
        """Which benefits come from a change, and what becomes of the references, is known before one answers."""
        session = make_session(
            benefits_tree={
                "changes": {"F1": {"title": "A"}, "F2": {"title": "B"}},
                "benefits": {"G1": {"title": "G", "from": ["F1"]}, "G3": {"title": "H", "from": ["F1", "F2"]}},
            }
        )
        told: list[str] = []
        asker = Scripted("F1", "Slet rækken", lambda asked: told.extend(asker.messages) or "nej", DONE)

        Dialogue(session, asker).question("benefits_tree.changes")

        assert told == [
            "F1 bruges i Gevinster: G1, G3. Sletter I F1, bliver henvisningerne stående og skal rettes; "
            "kontrollen melder dem som fejl, til det er gjort."
        ]
        assert on_disk(folder, "benefits_tree", "benefits", "G1", "from") == ["F1"]

    def test_what_refers_to_any_row_is_told_before_a_table_is_cleared(self, make_session: MakeSession):
        """A whole table is told row by row."""
        session = make_session(people={"P1": {"name": "Mia"}, "P2": {"name": "Bo"}}, sponsor="P2")

        asker = Scripted(Wish.CLEAR, "nej", DONE)
        Dialogue(session, asker).question("cover.people")

        assert [text.partition(".")[0] for text, tone in asker.said if tone == "bad"] == ["P2 bruges i Projektejer"]

    def test_nothing_is_told_where_nothing_refers_to_a_row(self, staffed: Session):
        """A row that nobody points to is deleted with one question."""
        asker = ask(staffed, STAFFING, "r1", "Slet rækken", "ja", DONE)

        assert [text for text, tone in asker.said if tone == "bad"] == []

    def test_the_last_row_deleted_leaves_an_open_question(self, staffed: Session):
        """A table without rows is not answered."""
        ask(staffed, STAFFING, "r1", "Slet rækken", "ja", "r2", "Slet rækken", "ja", DONE)

        assert staffed.answers.state(STAFFING) == "unanswered"

    def test_a_deleted_rows_id_is_not_given_to_another(self, make_session: MakeSession):
        """What pointed to a deleted change must not silently point to a new one."""
        session = make_session(
            benefits_tree={
                "changes": {"F1": {"title": "A"}, "F2": {"title": "B"}},
                "benefits": {"G1": {"title": "G", "from": ["F2"]}},
            }
        )
        session.delete_row("benefits_tree.changes", "F2")

        session.add_row("benefits_tree.changes", {"title": "Noget helt andet"})

        assert "F2" not in session.rows("benefits_tree.changes")

    @pytest.mark.parametrize("id", ["benefits_tree.benefits", "budget_political_goals.effects"])
    def test_a_whole_table_is_not_cleared_unasked(self, make_session: MakeSession, folder: Path, id: str):
        """If one row is asked about twice, a whole table is too."""
        session = make_session(benefits_tree={"benefits": {"G1": {"title": "Færre opkald"}}})
        before = (folder / PLAN).read_bytes()

        asker = Scripted(Wish.CLEAR, KeyboardInterrupt)
        with pytest.raises(KeyboardInterrupt):
            Dialogue(session, asker).question(id)

        assert (folder / PLAN).read_bytes() == before

    @pytest.mark.parametrize(("sure", "left"), [("ja", 0), ("nej", 2)])
    def test_a_whole_table_is_cleared_when_confirmed(self, staffed: Session, folder: Path, sure: str, left: int):
        """All rows go once the user has said so twice."""
        ask(staffed, STAFFING, Wish.CLEAR, sure, DONE)

        assert len(units(folder)) == left


def pointed(asker: Scripted) -> list[str]:
    """What the pointer stood at in each menu."""
    return [asked.default for asked in asker.asked if isinstance(asked, Menu)]


BENEFITS: Data = {"benefits": {"G1": {"title": "A", "full_effect": {"fte": 1}}, "G2": {"title": "B"}}}


class TestPointer:
    def test_begins_at_the_first_row_that_nothing_is_said_of(self, make_session: MakeSession):
        """The rows come from another table: Enter leads to the first one to work on, not past the question."""
        session = make_session(benefits_tree=BENEFITS)

        at = [pointed(ask(session, f"budget_political_goals.{name}", DONE)) for name in ("effects", "phasing")]

        assert at == [["G2"], ["G1"]]

    def test_goes_on_to_the_next_row(self, make_session: MakeSession):
        """One row after the other as long as something is said of each, then out."""
        session = make_session(benefits_tree=BENEFITS)
        begun = ["Ret rækken", Wish.SKIP, "2028", Wish.DONE]

        asker = ask(session, "budget_political_goals.phasing", "G1", *begun, "G2", *begun, DONE)

        menus = [asked.default for asked in asker.asked if isinstance(asked, Menu) and DONE in labels(asked)]
        assert menus == ["G1", "G2", "?done"]

    def test_leads_out_once_a_row_is_passed(self, make_session: MakeSession):
        """What was said where the rows were made, or is not known, is not passed row by row."""
        session = make_session(benefits_tree=BENEFITS)

        asker = ask(session, "budget_political_goals.phasing", "G1", "Tilbage til tabellen", DONE)

        assert pointed(asker)[::2] == ["G1", "?done"]

    def test_goes_on_in_the_matrix(self, make_session: MakeSession):
        """A field of the matrix that nobody has judged comes first, then the field after it."""
        changes: Data = {"changes": {"F1": {"title": "A"}}}
        session = make_session(benefits_tree=changes, matrix={"F1": {"channel_strategy": {"relevant": True}}})

        asker = ask(session, "start_meeting.matrix", "F1.workflows_rules", Wish.SKIP, DONE)

        assert pointed(asker)[::2] == ["F1.workflows_rules", "F1.behaviour_culture"]

    def test_goes_to_the_first_challenge_that_no_action_meets(self, make_session: MakeSession):
        """Of those that the start meeting named; what is not relevant needs none."""
        changes: Data = {"changes": {"F1": {"title": "A"}}}
        said: Data = {"channel_strategy": {"relevant": False}, "workflows_rules": {"relevant": True, "challenge": "x"}}
        session = make_session(benefits_tree=changes, matrix={"F1": said})

        asker = ask(session, "action_plan.matrix", DONE)

        assert pointed(asker) == ["F1.workflows_rules"]


class TestRowLine:
    def test_shows_every_answer_and_nothing_that_holds_by_itself(self, make_session: MakeSession):
        """A cost with its amount; that it is a one-off of the operating budget was not said by anybody."""
        session = make_session(costs={"K1": {"title": "Licens", "amount": 185000, "account": "06.45.51"}})

        asker = ask(session, "budget_political_goals.costs", DONE)

        assert labels(asker.asked[0])[0] == "K1  Licens · 185.000 kr. · 06.45.51"

    def test_shows_the_first_columns(self, staffed: Session):
        """A row is recognised by what it says: the ids of an answer's rows are for the file alone."""
        asker = ask(staffed, STAFFING, DONE)

        assert labels(asker.asked[0])[:2] == ["Borgerservice · 4 · 3", "Kultur · 2 · 2"]

    def test_numbers_come_before_what_else_there_is(self, make_session: MakeSession):
        """On a narrow screen the amount of a cost is seen; where its kind is said, that comes after."""
        session = make_session(costs={"K1": {"title": "Licens", "kind": "running", "amount": 185000, "from": 2028}})

        asker = ask(session, "budget_political_goals.costs", "K1", "Tilbage til tabellen", DONE)

        assert labels(asker.asked[0])[0] == "K1  Licens · 185.000 kr. · driftsudgift · 2028"
        assert asker.asked[1].title == "K1  Licens"

    def test_is_cut_short(self, make_session: MakeSession):
        """A row takes one line, however long its texts are; a screen may show less of it."""
        session = make_session(
            answers={STAFFING: {"rows": {"r1": {"unit": "lang\n" * 40, "vulnerability": "lang\n" * 90}}}}
        )

        asker = ask(session, STAFFING, DONE)

        line = labels(asker.asked[0])[0]
        assert (len(line), line[-1], "\n" in line) == (160, "…", False)

    def test_shows_values_as_people_read_them(self, make_session: MakeSession):
        """Names, choices, numbers and dates are shown as everywhere else, not as the file holds them."""
        session = make_session(
            people={"P1": {"name": "Mia Holm"}},
            actions={"H1": {"title": "Kursus", "responsible": "P1", "deadline": "2027-03-01"}},
        )

        asker = ask(session, "action_plan.actions", DONE)

        assert labels(asker.asked[0])[0] == "H1  Kursus · Mia Holm · 01.03.2027"


class TestMatrix:
    ID = "action_plan.matrix"

    @pytest.fixture
    def changing(self, make_session: MakeSession) -> Session:
        """A session on a plan with one change and one action."""
        return make_session(
            benefits_tree={"changes": {"F1": {"title": "Digital ansøgning"}}}, actions={"H1": {"title": "Kursus"}}
        )

    def test_has_a_field_for_each_change_and_theme(self, changing: Session):
        """Six themes are offered for the change, and nothing can be added."""
        asker = ask(changing, self.ID, DONE)

        assert labels(asker.asked[0]) == [
            "F1 · Kanalstrategi og påvirkning: ikke vurderet",
            "F1 · Arbejdsgange og regler: ikke vurderet",
            "F1 · Adfærd, kultur og værdier: ikke vurderet",
            "F1 · Organisering og kompetencer: ikke vurderet",
            "F1 · Mål og opfølgning: ikke vurderet",
            "F1 · Budgettilpasning og nye politiske mål: ikke vurderet",
            DONE,
        ]

    def test_a_relevant_theme_asks_for_challenge_and_action(self, changing: Session, folder: Path):
        """Yes calls up two columns, and leaves the reason out."""
        ask(changing, self.ID, "F1.workflows_rules", "ja", "Reglerne er gamle", "H1 Kursus", DONE)

        assert on_disk(folder, "matrix", "F1") == {
            "workflows_rules": {"relevant": "true", "challenge": "Reglerne er gamle", "action": "H1"}
        }

    def test_an_irrelevant_theme_asks_for_a_reason(self, changing: Session, folder: Path):
        """No calls up the reason alone."""
        ask(changing, self.ID, "F1.workflows_rules", "nej", "Ingen regler rammes", DONE)

        assert on_disk(folder, "matrix", "F1") == {
            "workflows_rules": {"relevant": "false", "reason": "Ingen regler rammes"}
        }

    def test_the_menu_shows_the_verdict(self, changing: Session):
        """A field that was assessed says so."""
        asker = ask(changing, self.ID, "F1.goals_followup", "nej", "nej", DONE)

        assert "F1 · Mål og opfølgning: ikke relevant" in labels(asker.asked[-1])

    def test_back_passes_over_columns_that_are_not_asked(self, changing: Session):
        """Back from the reason is the yes or no, not the hidden columns between them."""
        asker = ask(changing, self.ID, "F1.goals_followup", "nej", Wish.BACK, "nej", "Derfor", DONE)

        assert isinstance(asker.asked[3], Menu)
        assert asker.titles[1:4:2] == [asker.titles[1]] * 2

    def test_hidden_cells_are_kept_and_restored(self, changing: Session, folder: Path):
        """Changing yes to no and back loses no word."""
        ask(changing, self.ID, "F1.goals_followup", "ja", "Ingen måler", "H1", DONE)
        ask(changing, self.ID, "F1.goals_followup", "nej", "Alligevel ikke", DONE)

        ask(changing, self.ID, "F1.goals_followup", "ja", Wish.SKIP, Wish.SKIP, DONE)

        assert on_disk(folder, "matrix", "F1", "goals_followup") == {
            "relevant": "true", "challenge": "Ingen måler", "action": "H1", "reason": "Alligevel ikke",
        }  # fmt: skip

    def test_is_empty_without_changes(self, session: Session):
        """Without changes in the tree there is nothing to assess, and the menu can be left."""
        asker = ask(session, self.ID, DONE)

        assert labels(asker.asked[0]) == [DONE]


class TestStates:
    def test_a_table_can_be_marked_unknown(self, session: Session, folder: Path):
        """Whom to ask is noted for a whole table as for a single answer."""
        ask(session, STAFFING, Wish.UNKNOWN, "Mia")

        assert (session.answers.state(STAFFING), on_disk(folder, "answers", STAFFING, "ask")) == ("unknown", "Mia")

    def test_the_first_row_ends_the_mark(self, session: Session):
        """A table marked unknown that gets a row is answered."""
        ask(session, STAFFING, Wish.UNKNOWN, "Mia")

        ask(session, STAFFING, ADD, "Kultur", *[Wish.SKIP] * 3, DONE)

        assert session.answers.state(STAFFING) == "answered"

    def test_marking_keeps_the_rows(self, staffed: Session, folder: Path):
        """Rows given before the mark are still in the file."""
        ask(staffed, STAFFING, Wish.NOT_RELEVANT, "ingen ansatte")

        assert len(units(folder)) == 2


class TestWayOut:
    def test_home_from_the_table_is_home(self, staffed: Session):
        """The wish for the overview leaves the table and the part."""
        asker = talk(staffed, "organisation_competences", Wish.BACK, Wish.HOME, "Gem og slut")

        assert asker.titles[-1] == "Fritidspas – hvad vil du arbejde med?"

    @pytest.mark.parametrize("way", [[ADD], ["r1", "Ret rækken"]])
    def test_home_from_a_cell_is_home(self, staffed: Session, way: list[str]):
        """The wish for the overview means the overview, wherever it is wished."""
        asker = talk(staffed, "organisation_competences", Wish.BACK, *way, Wish.HOME, "Gem og slut")

        assert asker.titles[-1] == "Fritidspas – hvad vil du arbejde med?"


def test_the_movement_that_a_change_calls_for_is_offered_first(make_session: MakeSession):
    """With the change it fits; each says which kind of change it is for."""
    tree = {"changes": {"F1": {"title": "Lokaler lånes ud ved booking på nettet"}}}
    session = make_session(benefits_tree=tree)

    asker = ask(session, "organisation_competences.focus", DONE)

    ready = [label for label in labels(asker.asked[0]) if label.startswith("Tilføj: ")]
    assert len(ready) == 4
    assert ready[0] == (
        "Tilføj: Fokus på administration af love og regler (passer til F1) – når løsningen støtter borgernes egne "
        "aktiviteter og viser os deres behov"
    )
    assert all(" – når løsningen " in label for label in ready)


def test_a_ready_indicator_is_a_row_with_its_kind_and_unit(session: Session, folder: Path):
    """The paper's examples: how many use it, and how many get their problem solved."""
    asker = ask(session, "goals_followup.indicators", "Tilføj: Hvor mange bruger løsningen", Wish.HOME)

    assert asker.answers[-1] is Wish.HOME
    assert on_disk(folder, "indicators") == {
        "I1": {"title": "Hvor mange bruger løsningen", "kind": "kpi", "unit": "procent af alle henvendelser"}
    }


def test_a_row_that_somebody_takes_away_meanwhile_is_asked_no_further(
    staffed: Session, folder: Path, questionnaire: Questionnaire
):
    """What was typed stands beside it, and the interview goes on."""

    def typed(_: Prompt | Menu) -> str:
        reopened(folder, questionnaire).delete_row(STAFFING, "r1")
        return "Kultur og fritid"

    ask(staffed, STAFFING, "r1", "change", typed, *[Wish.SKIP] * 3, DONE)

    said = on_disk(folder, "said", f"answers.{STAFFING}.rows.r1", "answers")
    assert (units(folder), said[-1]["value"]["unit"]) == ([("r2", "Kultur")], "Kultur og fritid")
