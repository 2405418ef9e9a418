"""What is asked for at a time: in which unit, beside which numbers, and what would be odd about an answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from planbuilder.interview.asking import Wish
from planbuilder.interview.fields import cell_field, first_field, question_field
from planbuilder.interview.questions import Questions
from planbuilder.interview.session import Session
from planbuilder.questionnaire.definition import Question, Questionnaire
from planbuilder.yamltext.nodes import Data
from tests.interview.conftest import MakeSession
from tests.interview.scripted import PASS, Scripted, ask, on_disk

EFFECTS, COSTS = "budget_political_goals.effects", "budget_political_goals.costs"
LOW, HIGH = "range.low", "range.high"


def column(session: Session, id: str, name: str) -> Question:
    return next(one for one in session.question(id).columns if one.id == name)


def valued(make_session: MakeSession, effect: Data, **more: Data) -> Session:
    """A session on a plan with one benefit of a full effect."""
    tree: Data = {"benefits": {"G1": {"title": "Færre opkald", "full_effect": effect, **more}}}
    return make_session(benefits_tree=tree, economy={"fte_cost": 500000, "effective_hours": 1500})


class TestUnits:
    @pytest.mark.parametrize(
        ("effect", "unit"),
        [
            ({"amount": 185000}, "kr. pr. år"),
            ({"fte": 1.5}, "årsværk"),
            ({"volume": 3200, "minutes": 36}, "minutter pr. sag"),
            ({"volume": 3200, "unit_price": 12}, "kr. pr. sag"),
        ],
    )
    @pytest.mark.parametrize("name", [LOW, HIGH])
    def test_an_estimate_of_a_benefit_is_in_the_unit_of_its_number(
        self, make_session: MakeSession, effect: Data, unit: str, name: str
    ):
        """The question says in which unit the likely number was given."""
        session, asker = valued(make_session, effect), Scripted(PASS)

        Questions(session, asker).ask(cell_field(session, EFFECTS, "G1", column(session, EFFECTS, name), "G1"))

        assert asker.titles == [f"G1 · {'Lavt' if name == LOW else 'Højt'} skøn ({unit})"]

    @pytest.mark.parametrize(
        ("cost", "unit"),
        [
            ({"amount": 580000}, "kr."),
            ({"fte": 0.4}, "årsværk"),
            ({"amounts": {"2027": 5, "2028": 6}}, "kr. i alt"),
        ],
    )
    def test_an_estimate_of_a_cost_is_in_the_unit_of_its_number(
        self, make_session: MakeSession, cost: dict[str, Data], unit: str
    ):
        """Amounts by year are estimated together."""
        session, asker = make_session(costs={"K1": {"title": "Licens", **cost}}), Scripted(PASS)

        Questions(session, asker).ask(cell_field(session, COSTS, "K1", column(session, COSTS, LOW), "K1"))

        assert asker.titles == [f"K1 · Lavt skøn ({unit})"]

    @pytest.mark.parametrize(("kind", "unit"), [("one_off", "kr."), ("running", "kr. pr. år"), (None, "kr.")])
    def test_a_one_off_cost_is_no_amount_a_year(self, make_session: MakeSession, kind: str | None, unit: str):
        """Its estimates are asked for in kroner."""
        costs = {"K1": {"title": "A", "amount": 5, **({"kind": kind} if kind else {})}}
        session = make_session(costs=costs)
        field = cell_field(session, COSTS, "K1", column(session, COSTS, "range.low"), "K1")

        assert field.question.unit[session.language.code] == unit

    def test_without_a_number_no_estimate_is_asked_for(self, make_session: MakeSession):
        """There is nothing to stand around."""
        session = make_session(benefits_tree={"benefits": {"G1": {"title": "A"}, "G2": {"title": "B"}}})

        asker = ask(session, EFFECTS, "G1", "Ret rækken", *[PASS] * 9, "?done")

        assert not any("skøn" in title for title in asker.titles)

    def test_every_measure_has_its_words(self, questionnaire: Questionnaire, session: Session):
        """Each column that an estimate may stand around has a unit in both languages."""
        around = {
            name.rpartition(".")[2] for _, one in questionnaire.questions() for c in one.columns for name in c.around
        }

        assert around == {"amount", "amounts", "fte", "hours", "minutes", "unit_price"}
        assert all(session.language.has(f"units.{name}") for name in around)


class TestThreeNumbers:
    def test_are_told_side_by_side_with_what_was_read(self, make_session: MakeSession):
        """150 beside 185,000 is seen before it is saved."""
        session, asker = valued(make_session, {"amount": 185000}, range={"high": 200000}), Scripted("150", "yes")

        Questions(session, asker).ask(cell_field(session, EFFECTS, "G1", column(session, EFFECTS, LOW), "G1"))

        assert asker.messages[:2] == [
            "Læst som 150 kr. pr. år", "Lavt 150 · sandsynligt 185.000 · højt 200.000 (kr. pr. år)",
        ]  # fmt: skip

    def test_of_amounts_by_year_the_sum_is_told(self, make_session: MakeSession):
        """The likely number of such a cost is its sum."""
        session = make_session(costs={"K1": {"title": "Licens", "amounts": {"2027": 500, "2028": 600}}})
        asker = Scripted("1.300")

        Questions(session, asker).ask(cell_field(session, COSTS, "K1", column(session, COSTS, HIGH), "K1"))

        assert asker.messages == ["Læst som 1.300 kr. i alt", "Lavt – · sandsynligt 1.100 · højt 1.300 (kr. i alt)"]


class TestDoubts:
    @pytest.mark.parametrize(
        ("id", "odd", "meant", "held"),
        [
            ("budget_political_goals.fte_cost", "45.000", "545.000", "545000"),
            ("budget_political_goals.effective_hours", "37", "1.500", "1500"),
            ("cover.price_base", "2060", "2027", "2027"),
            ("budget_political_goals.wage_index", "2028: 1,03", "2028: 3,0", {"2028": "3.0"}),
        ],
    )
    def test_an_odd_answer_is_asked_about_and_its_text_is_kept(
        self, session: Session, folder: Path, id: str, odd: str, meant: str, held: Data
    ):
        """No is the default: back to the field with the text in it; nothing is saved until it is right."""
        path, seen = session.question(id).keys, list[object]()
        before = on_disk(folder, *path)

        asker = ask(session, id, odd, PASS, lambda asked: seen.extend((asked.draft, on_disk(folder, *path))) or meant)

        assert (seen, asker.titles.count("Er det rigtigt?")) == ([odd, before], 1)
        assert on_disk(folder, *path) == held

    def test_yes_saves_it_and_it_is_not_asked_about_again(self, session: Session, folder: Path):
        """A value that was confirmed is passed like any other, and typed again it is no news."""
        asker = ask(session, "budget_political_goals.fte_cost", "45.000", "ja, det er rigtigt")
        again = [ask(session, "budget_political_goals.fte_cost", answer).titles for answer in (PASS, "45000")]

        assert (asker.titles[-1], [len(titles) for titles in again]) == ("Er det rigtigt?", [1, 1])
        assert on_disk(folder, "economy", "fte_cost") == "45000"

    def test_the_warning_is_that_of_check(self, session: Session):
        """One rule, one wording: what was read and what is usual."""
        asker = ask(session, "budget_political_goals.effective_hours", "37", "yes")

        assert [text for text, tone in asker.said if tone == "bad"] == [
            "Et årsværk er læst som 37 timer om året. Det er normalt mellem 1.000 og 2.200 timer. "
            "Er det timer om ugen eller om måneden? Skriv timer om året, fx 1500."
        ]

    @pytest.mark.parametrize(
        ("id", "name", "typed", "code"),
        [
            (EFFECTS, "full_effect.amount", "1", "PB256"),  # far from the range there is
            (EFFECTS, "part_of", "G2", "PB240"),
            ("budget_political_goals.phasing", "start", "2040", "PB116"),
            ("budget_political_goals.phasing", "end", "2040", "PB116"),
            ("budget_political_goals.phasing", "delay", "9", "PB251"),
            ("budget_political_goals.phasing", "ramp", "0,5; 1", "PB243"),
        ],
    )
    def test_what_an_answer_brings_about_elsewhere_is_asked_about_too(
        self, make_session: MakeSession, id: str, name: str, typed: str, code: str
    ):
        """A number makes a range odd, a reference makes a number count nowhere, a year lies outside the case."""
        benefit: Data = {"title": "A", "start": "2028", "full_effect": {"amount": 900}, "range": {"low": 800}}
        session = make_session(benefits_tree={"benefits": {"G1": benefit, "G2": {"title": "B"}}})
        field = cell_field(session, id, "G1", column(session, id, name), "G1")
        asker = Scripted(typed, "yes")

        Questions(session, asker).ask(field)

        said = session.language.texts[f"problems.{code}.text"].partition("{")[0]
        assert (asker.titles[-1], any(said in text for text in asker.messages)) == ("Er det rigtigt?", True)

    def test_what_is_odd_already_is_not_asked_about_at_every_answer(self, make_session: MakeSession):
        """Confirmed once, an odd number does not come back with the next answer."""
        session = make_session(economy={"fte_cost": 45000, "effective_hours": 37})

        asker = ask(session, "cover.department", "Kultur")

        assert asker.titles == ["Hvilken forvaltning eller afdeling ejer planen?"]

    def test_the_first_cell_of_a_row_is_asked_about_too(self, make_session: MakeSession, folder: Path):
        """A row comes to be with its first cell; an odd one makes no row by itself."""
        session = make_session(benefits_tree={"benefits": {"G1": {"title": "A"}}})
        field = first_field(session, EFFECTS, column(session, EFFECTS, "title"))

        assert field.doubts("B") == ()

    def test_what_the_plan_refuses_is_no_doubt(self, session: Session):
        """It is told when it is saved, with its reason."""
        assert question_field(session, "cover.horizon").doubts(400) == ()


def test_a_field_that_is_left_is_passed_by(session: Session):
    """A wish comes out as it is, whatever the field."""
    assert Questions(session, Scripted(Wish.SKIP)).ask(question_field(session, "cover.title")) is Wish.SKIP
