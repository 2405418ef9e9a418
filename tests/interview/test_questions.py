"""One question: the right prompt for its kind, and what was answered ready for the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from planbuilder.interview.asking import Menu, Prompt, Wish
from planbuilder.interview.fields import SINGLE, WHOLE, Field
from planbuilder.interview.questions import Questions
from planbuilder.interview.session import Session
from planbuilder.questionnaire.definition import Question
from planbuilder.record import replace
from planbuilder.yamltext.nodes import Data, as_text
from tests.interview.conftest import MakeSession
from tests.interview.scripted import PASS, Answer, Scripted, ask, on_disk

TWO: Data = {"P1": {"name": "Mia Holm"}, "P2": {"name": "Bo Østergård"}}


def question(kind: str, **settings: object) -> Question:
    """A question of a kind."""
    return Question("q", kind, {"da": "Hvad?", "en": "What?"}, **settings)  # type: ignore[arg-type]


def field(about: Question, now: object = None, wishes: frozenset[Wish] = WHOLE) -> Field:
    """A field of a question that the plan answers, unless `now` is None."""
    title = about.label["da"]
    return Field(about, ("q",), title, now, given=now is not None, wishes=wishes, helps=(about,))


def answered(session: Session, about: Question, *answers: Answer, now: object = None) -> tuple[Data | Wish, Scripted]:
    """The answer to a question by script, and the script."""
    asker = Scripted(*answers)
    answer = Questions(session, asker).ask(field(about, now))
    return (answer if isinstance(answer, Wish) else as_text(answer)), asker


class TestTypedLines:
    @pytest.mark.parametrize(
        ("kind", "line", "held", "echo"),
        [
            ("money", "1.234.567,50", "1234567.50", "Læst som 1.234.567,5"),
            ("money", "1.234.567,50\u00a0kr.", "1234567.50", "Læst som 1.234.567,5"),
            ("money", "2,5\u00a0mio.\u00a0kr.", "2500000", "Læst som 2.500.000"),
            ("money", "-75 t.", "-75000", "Læst som -75.000"),
            ("number", "0,5", "0.5", "Læst som 0,5"),
            ("number", "1 000", "1000", "Læst som 1.000"),
            ("percent", "12,5\u00a0%", "12.5", "Læst som 12,5\u00a0%"),
            ("year", "2028", "2028", "Læst som 2028"),
            ("date", "1.3.2027", "2027-03-01", "Læst som 1. marts 2027"),
            ("date", "2027-3-1", "2027-03-01", "Læst som 1. marts 2027"),
            ("date", "1/3 2027", "2027-03-01", "Læst som 1. marts 2027"),
        ],
    )
    def test_are_understood_in_danish_and_echoed(self, session: Session, kind: str, line: str, held: str, echo: str):
        """What was read is told at once, so that a slip is seen."""
        answer, asker = answered(session, question(kind), line)

        assert (answer, asker.messages) == (held, [echo])

    @pytest.mark.parametrize(
        ("kind", "line", "held", "echo"),
        [
            ("money", "1,234,567.50", "1234567.50", "Read as 1,234,567.5"),
            ("date", "1.3.2027", "2027-03-01", "Read as 1 March 2027"),
        ],
    )
    def test_are_understood_in_english(self, make_session: MakeSession, kind: str, line: str, held: str, echo: str):
        """In English, comma and point change places."""
        answer, asker = answered(make_session("en"), question(kind), line)

        assert (answer, asker.messages) == (held, [echo])

    @pytest.mark.parametrize("line", ["25; 75; 100", "25 75 100", "25, 75, 100"])
    def test_several_numbers_stand_on_one_line(self, session: Session, line: str):
        """A ramp is typed year by year, however the numbers are set apart."""
        answer, asker = answered(session, question("percent", many=True), line)

        assert (answer, asker.messages) == (["25", "75", "100"], ["Læst som 25\u00a0%, 75\u00a0%, 100\u00a0%"])

    @pytest.mark.parametrize(
        ("kind", "line", "reason"),
        [
            (
                "number",
                "1.5",
                "»1.5« er ikke et tal. Skriv fx 1.234,50 med punktum mellem tusinder og komma før decimaler.",
            ),
            ("number", "1e5", "»1e5« er ikke et tal."),
            ("year", "næste år", "»næste år« er ikke et årstal. Skriv fire cifre, fx 2027."),
            ("date", "31.2.2027", "»31.2.2027« er ikke en dato. Skriv fx 1.3.2027 eller 2027-03-01."),
            ("date", "1.3.227", "»1.3.227« er ikke en dato."),
            ("date", "marts 2027", "»marts 2027« er flere dage. Er det den 1. marts 2027, den 31. marts 2027"),
        ],
    )
    def test_are_refused_with_a_reason_and_a_way_out(self, session: Session, kind: str, line: str, reason: str):
        """The reason is Danish, quotes what was typed, and gives an example of what can be taken."""
        _, asker = answered(session, question(kind), line, Wish.SKIP)

        assert asker.refused[0].startswith(reason)

    def test_a_tiny_number_is_quoted_as_it_was_typed(self, session: Session):
        """A number with many decimals is taken, or refused in the words it was typed in."""
        answer, asker = answered(session, question("number"), "0,0000001", Wish.SKIP)

        assert answer == "0.0000001" or "0,0000001" in asker.refused[0]

    @pytest.mark.parametrize(
        ("kind", "now", "default"),
        [("number", "1234567.5", "1.234.567,5"), ("date", "2027-03-01", "01.03.2027"), ("longtext", "a\nb", "a\nb")],
    )
    def test_the_present_answer_is_shown_as_it_would_be_typed(
        self, session: Session, kind: str, now: str, default: str
    ):
        """Enter on the default leaves the answer as it is."""
        about = question(kind)
        typed = read(about, now, session)

        answer, asker = answered(session, about, PASS, now=typed)

        assert isinstance(asker.asked[0], Prompt)
        assert (asker.asked[0].default, answer) == (default, Wish.SKIP)

    def test_enter_on_a_default_of_many_decimals_keeps_them(self, session: Session):
        """Accepting what stands there changes nothing."""
        about = question("number")

        answer, _ = answered(session, about, PASS, now=read(about, "0.12345678", session))

        assert answer is Wish.SKIP

    def test_a_whole_number_of_the_plan_is_shown(self, session: Session):
        """The plan holds the horizon as a whole number; it is shown as any other."""
        asker = ask(session, "cover.horizon", Wish.SKIP)

        assert isinstance(asker.asked[0], Prompt)
        assert asker.asked[0].default == "5"

    def test_the_unit_stands_in_the_title(self, session: Session):
        """One sees what the number counts."""
        _, asker = answered(session, question("money", unit={"da": "kr.", "en": "DKK"}), Wish.SKIP)

        assert asker.titles == ["Hvad? (kr.)"]

    @pytest.mark.parametrize(("kind", "many_lines"), [("text", False), ("longtext", True)])
    def test_only_a_long_text_takes_many_lines(self, session: Session, kind: str, many_lines: bool):
        """A long text may be typed on several lines."""
        _, asker = answered(session, question(kind), Wish.SKIP)

        assert isinstance(asker.asked[0], Prompt)
        assert asker.asked[0].many_lines is many_lines


def read(about: Question, raw: str, session: Session) -> object:
    from planbuilder.questionnaire import kinds

    return kinds.read(about, raw, session.answers.context)


class TestChoices:
    @pytest.mark.parametrize(("label", "held"), [("ja", "true"), ("nej", "false")])
    def test_yes_and_no(self, session: Session, label: str, held: str):
        """Yes and no are two Danish options."""
        answer, asker = answered(session, question("yesno"), label)

        assert isinstance(asker.asked[0], Menu)
        assert (answer, [option.label for option in asker.asked[0].options]) == (held, ["ja", "nej"])

    @pytest.mark.parametrize(("now", "default"), [(True, "true"), (False, "false"), (None, "")])
    def test_the_present_answer_is_pointed_at(self, session: Session, now: object, default: str):
        """The menu begins at what is answered now."""
        _, asker = answered(session, question("yesno"), Wish.SKIP, now=now)

        assert isinstance(asker.asked[0], Menu)
        assert asker.asked[0].default == default

    def test_one_of_a_list(self, session: Session):
        """A choice gives the value of what was chosen by its name."""
        answer, _ = answered(session, question("choice", choices="frequency"), "hver uge")

        assert answer == "weekly"

    def test_several_of_a_list(self, session: Session):
        """Several are ticked, beginning with those ticked before."""
        about = question("choice", choices="move", many=True)

        answer, asker = answered(session, about, ("flytning til en anden enhed", "sammenlægning"), now=("merge",))

        assert isinstance(asker.asked[0], Menu)
        assert (answer, asker.asked[0].chosen) == (["merge", "relocate"], ("merge",))

    def test_nothing_ticked_is_not_the_old_answer(self, session: Session, folder: Path):
        """Whoever takes every tick away does not have them all back."""
        ask(session, "organisation_competences.structure", ("merge", "relocate"))

        ask(session, "organisation_competences.structure", ())

        assert on_disk(folder, "answers", "organisation_competences.structure", "value") != ["merge", "relocate"]


class TestReferences:
    def test_nothing_to_choose_is_said_and_skipped(self, session: Session):
        """Where the tree is still empty, the question passes by with a word of explanation."""
        answer, asker = answered(session, question("reference", refers="changes"))

        assert (answer, asker.messages) == (
            Wish.SKIP, ["Der er endnu ikke noget at vælge imellem. Spørgsmålet springes over."],
        )  # fmt: skip

    def test_what_can_be_chosen_is_named_with_its_id(self, make_session: MakeSession):
        """A change is known by id and title."""
        session = make_session(benefits_tree={"changes": {"F1": {"title": "Færre møder"}, "F2": {}}})

        answer, asker = answered(session, question("reference", refers="changes"), "F1 Færre møder")

        assert isinstance(asker.asked[0], Menu)
        assert (answer, [o.label for o in asker.asked[0].options]) == ("F1", ["F1 Færre møder", "F2 F2"])

    def test_a_title_that_is_anothers_id_leads_nobody_astray(self, make_session: MakeSession):
        """What is chosen is what was pointed at, whatever the others are called."""
        session = make_session(benefits_tree={"changes": {"F1": {"title": "F2"}, "F2": {"title": "B"}}})

        answer, _ = answered(session, question("reference", refers="changes"), "F2 B")

        assert answer == "F2"

    @pytest.mark.parametrize(
        ("about", "now"),
        [
            (question("reference", refers="changes"), "F9"),
            (question("choice", choices="discount_rates"), "dk-1999"),
        ],
    )
    def test_a_default_that_is_not_offered_is_no_answer(self, make_session: MakeSession, about: Question, now: str):
        """Enter in a plain face gives the default; a dangling one stops nobody."""
        session = make_session(benefits_tree={"changes": {"F1": {"title": "A"}}})
        asker = Scripted()
        asker.choose = lambda menu: menu.default or Wish.SKIP  # type: ignore[method-assign]

        answer = Questions(session, asker).ask(field(about, now))

        assert answer is Wish.SKIP


class TestPeople:
    def test_people_of_the_plan_and_another(self, make_session: MakeSession):
        """Everybody the plan knows is offered by name, and a new person."""
        answer, asker = answered(make_session(people=TWO), question("person"), "Bo Østergård")

        assert isinstance(asker.asked[0], Menu)
        assert (answer, [o.label for o in asker.asked[0].options]) == (
            "P2", ["Mia Holm", "Bo Østergård", "En anden person …"],
        )  # fmt: skip

    def test_a_new_person_is_made_and_chosen(self, session: Session, folder: Path):
        """The new person stands among the people, and is the answer."""
        ask(session, "cover.sponsor", "En anden person …", "Åse Sørensen, direktør, Kultur")

        assert (on_disk(folder, "sponsor"), on_disk(folder, "people")) == (
            "P1", {"P1": {"name": "Åse Sørensen", "role": "direktør", "unit": "Kultur"}},
        )  # fmt: skip

    def test_a_new_person_beside_others(self, make_session: MakeSession, folder: Path):
        """Among several, the new person joins those ticked."""
        ask(make_session(people=TWO), "cover.authors", ("Mia Holm", "En anden person …"), "Åse")

        assert on_disk(folder, "authors") == ["P1", "P3"]

    @pytest.mark.parametrize("line", ["", "  ", " , ,"])
    def test_an_empty_line_makes_nobody(self, session: Session, folder: Path, line: str):
        """No name is no person."""
        ask(session, "cover.sponsor", "En anden person …", line)

        assert (on_disk(folder, "people"), on_disk(folder, "sponsor")) == (None, None)

    def test_back_makes_nobody(self, session: Session, folder: Path):
        """Back from the line of a new person makes none."""
        answer, _ = answered(session, question("person"), "En anden person …", Wish.BACK)

        assert (answer, on_disk(folder, "people")) == (Wish.BACK, None)

    def test_a_person_without_a_name_is_refused(self, session: Session, folder: Path):
        """Position and unit alone are nobody; the reason is told in the words of the prompt."""
        asker = ask(session, "cover.sponsor", "En anden person …", ", leder", "Åse, leder")

        assert (asker.refused, on_disk(folder, "people", "P1", "name")) == (["Skriv navnet først."], "Åse")

    def test_signers_sign_in_the_order_they_are_ticked(self, make_session: MakeSession, folder: Path):
        """The question asks in which order: the answer keeps it, whatever the order of the list."""
        ask(make_session(people=TWO), "cover.signers", ("P2", "P1"))

        assert on_disk(folder, "signers") == ["P2", "P1"]

    def test_the_order_of_signers_can_be_changed(self, make_session: MakeSession, folder: Path):
        """The same people in another order are another answer."""
        ask(make_session(people=TWO, signers=["P1", "P2"]), "cover.signers", ("P2", "P1"))

        assert on_disk(folder, "signers") == ["P2", "P1"]

    def test_the_order_of_ticks_says_nothing_where_nobody_signs(self, make_session: MakeSession, folder: Path):
        """Of changes and choices, the same ticks in another order are the same answer."""
        session = make_session(answers={"organisation_competences.structure": {"value": ["relocate", "merge"]}})

        answer, _ = answered(session, question("choice", choices="move", many=True), PASS, now=("relocate", "merge"))

        assert answer is Wish.SKIP

    def test_signers_keep_the_order_they_have(self, make_session: MakeSession, folder: Path):
        """Going through the question again must not reverse it."""
        session = make_session(people=TWO, signers=["P2", "P1"])

        ask(session, "cover.signers", PASS)

        assert on_disk(folder, "signers") == ["P2", "P1"]


class TestWishes:
    @pytest.mark.parametrize("kind", ["text", "longtext", "number", "date", "year", "yesno", "person"])
    @pytest.mark.parametrize("wish", [Wish.BACK, Wish.SKIP, Wish.UNKNOWN, Wish.NOT_RELEVANT, Wish.HOME, Wish.CLEAR])
    def test_come_out_as_they_are(self, session: Session, kind: str, wish: Wish):
        """A question carries a wish on, whatever its kind; what it means is not its matter."""
        answer, _ = answered(session, question(kind), wish)

        assert answer is wish

    @pytest.mark.parametrize("kind", ["text", "yesno", "person"])
    def test_a_column_offers_no_mark(self, session: Session, kind: str):
        """A cell cannot be marked unknown; a whole question can."""
        asker = Scripted(Wish.SKIP)

        Questions(session, asker).ask(field(question(kind), wishes=SINGLE))

        assert asker.asked[0].wishes == WHOLE - {Wish.UNKNOWN, Wish.NOT_RELEVANT}


def test_the_order_of_people_counts_of_a_whole_plan_alone(session: Session) -> None:
    """Who signs, signs in an order; who was at a meeting was there."""
    people = question("person", many=True)
    menu = Questions(session, Scripted()).menu

    assert menu(field(people), []).ordered
    assert not menu(replace(field(people), column="taking_part"), []).ordered
