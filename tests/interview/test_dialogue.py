"""The course of an interview: order, moving about, states, review, and that nothing given is ever lost."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import ClassVar

import pytest

from planbuilder.errors import Conflict
from planbuilder.interview.asking import Menu, Prompt, Wish
from planbuilder.interview.dialogue import Dialogue
from planbuilder.interview.session import Session
from planbuilder.plan.store import PLAN, Author, problems_of
from planbuilder.questionnaire.definition import Questionnaire
from tests.interview.conftest import MakeSession
from tests.interview.scripted import (
    KIM,
    PASS,
    Respondent,
    Scripted,
    ScriptEnded,
    ask,
    leaves,
    new_session,
    on_disk,
    reopened,
    talk,
)

STOP, REVIEW, HOME = "Gem og slut", "Gennemse alle svar", "Tilbage til oversigten"
SEARCH = "Søg efter et spørgsmål"
TITLE = "Hvad skal planen hedde?"
SOLUTION = "Hvilken digital løsning handler planen om?"
BEFORE_SAVING = ("Er det rigtigt?", "Navn, stilling, enhed (adskilt af komma)")
BEHAVIOUR = "behaviour_culture"


def options_of(asked: Prompt | Menu) -> list[str]:
    assert isinstance(asked, Menu)
    return [option.label for option in asked.options]


def progress(session: Session, part: str) -> str:
    """The line of a part on the home screen."""
    home = talk(session, STOP).asked[0]
    assert isinstance(home, Menu)
    return next(option.label for option in home.options if option.value == part)


@dataclass(frozen=True)
class Held:
    """A whole interview that was held: what was shown, typed, and typed but not on disk at the next prompt."""

    asker: Scripted
    typed: list[str]
    unsaved: list[str]
    folder: Path


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, questionnaire: Questionnaire) -> Held:
    """A whole interview in Danish, part by part."""
    session = new_session(tmp_path_factory.mktemp("whole"), questionnaire)
    respondent, unsaved = Respondent(session), list[str]()

    def answer(asked: Prompt | Menu) -> object:
        is_before_saving = asker.is_in_form or asked.title in BEFORE_SAVING
        held = set(respondent.typed) if is_before_saving else set(leaves(on_disk(session.opened.folder)))
        unsaved.extend(text for text in respondent.typed if not {text, text.split(",")[0]} & held)
        return respondent(asked)

    asker = Scripted(otherwise=answer)
    Dialogue(session, asker).run()
    return Held(asker, respondent.typed, unsaved, session.opened.folder)


class TestWholeInterview:
    def test_saves_each_answer_and_each_form_before_the_next_prompt(self, whole: Held):
        """Whatever was typed before a prompt is in the plan file when it appears; a form is saved as a whole."""
        assert (whole.unsaved, len(whole.typed) > 100) == ([], True)

    def test_settles_every_question(self, whole: Held, questionnaire: Questionnaire):
        """After one pass through all parts nothing waits: the matrix comes after the actions that it asks about."""
        answers = reopened(whole.folder, questionnaire).answers

        open_ones = [id for id in questionnaire.by_id if answers.is_asked(id) and answers.state(id) == "unanswered"]

        assert open_ones == []

    def test_leaves_a_sound_plan(self, whole: Held):
        """The file that an interview leaves behind has neither errors nor unknown keys."""
        assert problems_of(whole.folder) == ()

    def test_asks_every_question(self, whole: Held, questionnaire: Questionnaire):
        """No question is left out but those that another answer would have called up, and those answered already."""
        labels = {id: question.label["da"] for id, question in questionnaire.questions()}

        missing = [id for id, label in labels.items() if not any(label in title for title in whole.asker.titles)]

        assert missing == [
            "cover.title",
            "cover.organisation",
            "budget_political_goals.start_up",
            "budget_political_goals.capital_index",
            "case_presentation.plan_ground",
        ]

    def test_says_at_the_end_that_all_is_saved(self, whole: Held):
        """Stopping from the home screen ends with one good message."""
        assert whole.asker.said[-1] == ("Alle svar er gemt.", "good")

    def test_shows_no_value_of_the_file(self, whole: Held, questionnaire: Questionnaire):
        """A Danish interview never shows a choice's value (`one_off`) instead of what it is called."""
        values = {choice.value for choices in questionnaire.choices.values() for choice in choices}
        values -= {"en", "business", "service"}  # Danish words too

        found = {text for text in whole.asker.shown() if values & set(text.split())}

        assert found == set()

    def test_shows_no_id_of_a_theme(self, whole: Held, questionnaire: Questionnaire):
        """A theme is called by its title."""
        found = {text for text in whole.asker.shown() if any(part.id in text for part in questionnaire.parts)}

        assert found == set()

    def test_shows_no_english(self, whole: Held):
        """No word of an English interface appears in a Danish interview."""
        found = {word for text in whole.asker.shown() for word in english_words(text)}

        assert found == set()


ENGLISH = {
    "yes", "no", "invalid", "select", "use", "done", "enter a", "allowed", "answer", "question", "back", "skip",
    "unknown", "relevant because", "help", "home", "clear", "save", "stop", "review", "add", "delete", "move", "copy",
    "row", "rows", "the", "of", "and", "not", "is", "please", "choose", "press", "error", "true", "false",
    "none", "null", "unanswered", "answered", "missing", "read as", "hint", "overview", "arrow", "keys",
}  # fmt: skip


def english_words(text: str) -> set[str]:
    spoken = f" {' '.join(word.strip('.,:;?!»«“”()…–') for word in text.casefold().split())} "
    return {word for word in ENGLISH if f" {word} " in spoken}


class TestHome:
    def test_names_every_part_with_its_progress(self, session: Session, questionnaire: Questionnaire):
        """The home screen lists all parts in order, then search, review and stop."""
        home = talk(session, STOP).asked[0]

        assert [label.partition(":")[0] for label in options_of(home)] == [
            *(part.title["da"] for part in questionnaire.parts), SEARCH, REVIEW, STOP,
        ]  # fmt: skip

    def test_counts_answered_and_asked(self, session: Session):
        """A part's line says how many of its questions are answered, how long the rest may take, and names it."""
        talk(session, "benefits_tree", "Bedre service", Wish.HOME, STOP)

        assert progress(session, "benefits_tree") == (
            "Gevinsttræ: 1 af 4 besvaret – ca. 40 min. – mangler Forandringer, Gevinster, Leverancer fra andre"
        )

    def test_does_not_count_hidden_questions(self, session: Session):
        """A question whose condition fails is not among those asked."""
        ask(session, "channel_strategy.close_channels", "nej")

        assert progress(session, "channel_strategy").startswith("Kanalstrategi og påvirkning: 1 af 7 besvaret")

    def test_begins_at_the_first_part_with_a_question_left(self, session: Session):
        """Enter on the home screen opens the part that has a question left."""
        part = session.questionnaire.part("cover")
        for id in session.asked(part):
            if session.answers.state(id) == "unanswered":
                session.mark_unknown(id, "Mia")

        home = talk(session, STOP).asked[0]

        assert isinstance(home, Menu)
        assert home.default == "benefits_tree"

    def test_a_single_part_ends_by_itself(self, session: Session):
        """With a part given, the interview begins there and never shows the home screen."""
        asker = talk(session, "Bedre service", *["Færdig med tabellen"] * 3, part="benefits_tree")

        assert asker.titles == [
            "Hvad er formålet med det hele?",
            "Hvilke forandringer skal ske i organisationen?",
            "Hvilke gevinster kommer der af forandringerne?",
            "Hvad skal andre levere, før gevinsterne kan komme?",
        ]


class TestMoving:
    def test_part_begins_at_the_first_open_question(self, session: Session):
        """Coming back to a part goes on where it was left."""
        talk(session, "cover", "Ny løsning", Wish.HOME, STOP)

        asker = talk(session, "cover", Wish.HOME, STOP)

        assert asker.titles[1] == "Hvad kan løsningen, og for hvem?"

    def test_a_section_is_named_where_one_comes_to_it(self, session: Session):
        """Once, above its first question or the one where the part goes on; a part without sections names none."""
        for id in ("costs", "effects", "phasing", "harvest"):
            session.mark_unknown(f"budget_political_goals.{id}", "Mia")

        prices = talk(session, *[PASS] * 6, Wish.HOME, part="budget_political_goals")
        told = [text for text, tone in prices.said if tone == "heading"]

        assert told == ["Priser og rente", "Finansiering"]
        assert not [tone for _, tone in talk(session, "cover", Wish.HOME, STOP).said if tone == "heading"]

    def test_unknown_and_not_relevant_are_not_open(self, session: Session):
        """A question that was marked is not where the part begins again."""
        session.mark_unknown("cover.solution", "Mia")
        session.mark_not_relevant("cover.description", "for tidligt")

        asker = talk(session, "cover", Wish.HOME, STOP)

        assert asker.titles[1] == "Hvilken forvaltning eller afdeling ejer planen?"

    def test_back_goes_to_the_question_before(self, session: Session):
        """Back shows the previous question with its answer."""
        asker = talk(session, "cover", Wish.BACK, Wish.HOME, STOP)

        before = asker.asked[2]
        assert isinstance(before, Prompt)
        assert (before.title, before.default) == (TITLE, "Fritidspas")

    def test_back_from_the_first_question_is_home(self, session: Session):
        """Before the first question lies the home screen."""
        asker = talk(session, "cover", Wish.BACK, Wish.BACK, STOP)

        assert asker.titles == ["Fritidspas – hvad vil du arbejde med?", SOLUTION, TITLE, asker.titles[0]]

    @pytest.mark.parametrize("wish", [Wish.BACK, Wish.HOME])
    def test_who_leaves_a_part_finds_the_pointer_on_it(self, session: Session, wish: Wish):
        """Home or back in the middle of a part: the home screen points where one was, not to the part after."""
        asker = talk(session, "channel_strategy", wish, STOP)

        assert isinstance(asker.asked[-1], Menu)
        assert asker.asked[-1].default == "channel_strategy"

    def test_skip_leaves_no_trace(self, session: Session, folder: Path):
        """Skipping a question writes nothing at all."""
        before = (folder / PLAN).read_bytes()

        talk(session, "cover", Wish.SKIP, Wish.SKIP, Wish.HOME, STOP)

        assert (folder / PLAN).read_bytes() == before

    def test_an_empty_line_keeps_the_answer(self, session: Session, folder: Path):
        """Enter on nothing goes on; only the wish to clear takes an answer away."""
        ask(session, "cover.solution", "Borgerportal")

        ask(session, "cover.solution", "   ")

        assert on_disk(folder, "solution", "name") == "Borgerportal"

    def test_moving_changes_no_byte(self, session: Session, folder: Path):
        """Back, home, help and looking through the review leave the plan and its journal as they were."""
        ask(session, "cover.solution", "Borgerportal")
        before = [path.read_bytes() for path in sorted(folder.glob("*.*"))]

        talk(session, "cover", Wish.HELP, Wish.BACK, Wish.BACK, Wish.BACK, REVIEW, TITLE_LINE, Wish.BACK, HOME, STOP)

        assert [path.read_bytes() for path in sorted(folder.glob("*.*"))] == before

    def test_says_which_question_of_how_many(self, session: Session):
        """Each question is announced with its number."""
        asker = talk(session, "benefits_tree", Wish.SKIP, Wish.HOME, STOP)

        assert [text for text in asker.messages if text.startswith("Spørgsmål")] == [
            "Spørgsmål 1 af 4", "Spørgsmål 2 af 4",
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("id", "said"),
        [
            (
                "cover.description",
                ["Til intervieweren: Bed lederen om at fortælle det, som om en borger spurgte."],
            ),
            (
                "cover.authors",
                ["Et godt svar: Vælg alle, der har skrevet med, fx Mette Holm og Jens Krogh. De står på forsiden."],
            ),
        ],
    )
    def test_help_shows_the_guidance_and_asks_again(self, session: Session, id: str, said: list[str]):
        """Help is given on the spot, and the question comes again with its hint, which is not told twice."""
        asker = ask(session, id, Wish.HELP, Wish.SKIP)

        assert (asker.messages, len(asker.asked)) == (said, 2)


TITLE_LINE = "Titel: Fritidspas"


class TestConditions:
    ID, HIDDEN = "organisation_competences.structure", "organisation_competences.structure_why"

    @pytest.fixture
    def hidden(self, session: Session) -> Session:
        """A session with an answer that the answer before it has hidden."""
        ask(session, self.ID, ("centralise", "merge"))
        ask(session, self.HIDDEN, "Alt samles i borgerservice.")
        ask(session, self.ID, "none")
        return session

    def test_an_answer_calls_up_the_next_question(self, session: Session):
        """The list of questions is made anew after each answer."""
        asker = talk(session, "organisation_competences", Wish.SKIP, "centralise", Wish.HOME, STOP)

        assert asker.titles[3] == "Hvad flyttes hvorhen, og hvorfor?"

    def test_hidden_answer_is_kept(self, hidden: Session, folder: Path):
        """An answer whose question is no longer asked stays in the file."""
        assert on_disk(folder, "answers", self.HIDDEN, "value") == "Alt samles i borgerservice."

    def test_hidden_answer_is_inactive(self, hidden: Session):
        """The hidden question is asked no more, and its answer is named as inactive."""
        part = hidden.questionnaire.part("organisation_competences")

        assert (self.HIDDEN in hidden.asked(part), list(hidden.answers.inactive())) == (False, [self.HIDDEN])

    def test_hidden_answer_is_not_in_the_review(self, hidden: Session):
        """The review lists what is asked now."""
        review = talk(hidden, REVIEW, HOME, STOP).asked[1]

        assert not any("Flytning af opgaver" in label for label in options_of(review))

    def test_hidden_answer_comes_back(self, hidden: Session):
        """Answering the condition again shows the old answer as the default."""
        ask(hidden, self.ID, "relocate")

        asker = ask(hidden, self.HIDDEN, Wish.SKIP)

        assert isinstance(asker.asked[0], Prompt)
        assert asker.asked[0].default == "Alt samles i borgerservice."

    def test_back_over_a_question_that_is_now_hidden(self, hidden: Session):
        """Back goes to the question before among those asked now."""
        ask(hidden, "organisation_competences.staffing", Wish.NOT_RELEVANT, "ingen ansatte")
        ask(hidden, "organisation_competences.competences", Wish.UNKNOWN, "Mia")

        asker = talk(hidden, "organisation_competences", Wish.BACK, Wish.BACK, Wish.HOME, STOP)

        assert asker.titles[3] == "Skal opgaver eller funktioner samles, lægges ud eller flyttes?"


class TestStates:
    ID = "channel_strategy.strategy"
    BY: ClassVar = {"by": "Kim Østergaard", "role": "Fagchef", "on": "2026-11-23"}

    @pytest.mark.parametrize(
        ("answers", "held"),
        [
            ([Wish.SKIP], None),
            ([Wish.UNKNOWN, "Mia fra it"], {"state": "unknown", "ask": "Mia fra it", **BY}),
            ([Wish.NOT_RELEVANT, "Ingen strategi"], {"state": "not_applicable", "why": "Ingen strategi", **BY}),
            (["Digitalt først"], {"value": "Digitalt først", **BY}),
        ],
    )
    def test_skip_unknown_and_not_relevant_differ_on_disk(
        self, session: Session, folder: Path, answers: list[str | Wish], held: dict[str, str] | None
    ):
        """Skipped is nothing, unknown names whom to ask, not relevant says why, and each says who and when."""
        ask(session, self.ID, *answers)

        assert on_disk(folder, "answers", self.ID) == held

    @pytest.mark.parametrize(
        ("wish", "line", "said"),
        [
            (Wish.UNKNOWN, "Mia", "Markeret som »ved ikke« (spørg Mia)"),
            (Wish.UNKNOWN, "", "Markeret som »ved ikke« (spørg –)"),
            (Wish.NOT_RELEVANT, "for tidligt", "Markeret som ikke relevant: for tidligt"),
        ],
    )
    def test_the_state_is_told_when_the_question_comes_again(self, session: Session, wish: Wish, line: str, said: str):
        """A marked question says so before it asks."""
        ask(session, self.ID, wish, line)

        asker = ask(session, self.ID, Wish.SKIP)

        assert asker.messages == [said]

    @pytest.mark.parametrize("wish", [Wish.UNKNOWN, Wish.NOT_RELEVANT])
    def test_marking_keeps_the_answer(self, session: Session, folder: Path, wish: Wish):
        """An answer given before the mark is still in the file."""
        ask(session, self.ID, "Digitalt først")

        ask(session, self.ID, wish, "derfor")

        assert on_disk(folder, "answers", self.ID, "value") == "Digitalt først"

    @pytest.mark.parametrize("wish", [Wish.UNKNOWN, Wish.NOT_RELEVANT])
    def test_answering_ends_the_mark(self, session: Session, wish: Wish):
        """A new answer makes a marked question an answered one."""
        ask(session, self.ID, wish, "derfor")

        ask(session, self.ID, "Digitalt først")

        assert session.answers.state(self.ID) == "answered"

    @pytest.mark.parametrize("wish", [Wish.UNKNOWN, Wish.NOT_RELEVANT])
    def test_back_from_the_words_of_a_mark_marks_nothing(self, session: Session, folder: Path, wish: Wish):
        """Going back instead of saying whom to ask, or why, leaves the plan as it was."""
        before = (folder / PLAN).read_bytes()

        with suppress(ScriptEnded):
            ask(session, self.ID, wish, Wish.BACK)

        assert (folder / PLAN).read_bytes() == before

    @pytest.mark.parametrize("wish", [Wish.UNKNOWN, Wish.NOT_RELEVANT])
    def test_back_from_the_words_of_a_mark_asks_the_question_again(self, session: Session, wish: Wish):
        """Back leads to the question one came from."""
        asker = talk(session, "channel_strategy", wish, Wish.BACK, Wish.HOME, STOP)

        assert asker.titles[3] == "Hvad siger kommunens kanalstrategi, og hvad betyder den for vores løsning?"

    def test_clear_takes_the_answer_away_and_asks_again(self, session: Session, folder: Path):
        """After clearing, the file holds nothing of the answer, and the question comes empty."""
        ask(session, self.ID, "Digitalt først")

        asker = ask(session, self.ID, Wish.CLEAR, Wish.SKIP)

        assert isinstance(asker.asked[1], Prompt)
        assert (on_disk(folder, "answers", self.ID), asker.asked[1].default) == (None, "")

    @pytest.mark.parametrize(
        ("id", "path"), [("cover.department", ("organisation", "department")), ("cover.sponsor", ("sponsor",))]
    )
    def test_clear_of_an_answer_in_a_register(self, session: Session, folder: Path, id: str, path: tuple[str, ...]):
        """An answer that stands elsewhere in the plan is taken away there."""
        session.add_person("Mia Holm")
        ask(session, id, "P1" if id == "cover.sponsor" else "Kultur")

        ask(session, id, Wish.CLEAR, Wish.SKIP)

        assert (on_disk(folder, *path), session.answers.state(id)) == (None, "unanswered")

    def test_clear_spares_what_a_plan_must_have(self, session: Session, folder: Path):
        """A plan's title cannot be taken away."""
        ask(session, "cover.title", Wish.CLEAR, Wish.SKIP)

        assert on_disk(folder, "title") == "Fritidspas"

    def test_clear_ends_a_mark(self, session: Session):
        """Clearing a question marked unknown makes it open again."""
        ask(session, self.ID, Wish.UNKNOWN, "Mia")

        ask(session, self.ID, Wish.CLEAR, Wish.SKIP)

        assert session.answers.state(self.ID) == "unanswered"


class TestReview:
    def test_shows_every_question_with_its_answer(self, make_session: MakeSession):
        """Each line names the question and its answer, its state, or how many rows there are."""
        session = make_session(people={"P1": {"name": "Mia Holm"}}, sponsor="P1")
        session.mark_unknown("cover.solution", "Mia")
        session.mark_not_relevant("cover.department", "én forvaltning")

        review = talk(session, REVIEW, HOME, STOP).asked[1]

        assert options_of(review)[:8] == [
            "Titel: Fritidspas",
            "Løsning: ved ikke",
            "Beskrivelse af løsningen: ikke besvaret",
            "Kommune: Nordlund Kommune",
            "Forvaltning: ikke relevant",
            "Sagsnummer: ikke besvaret",
            "Personer: 1 række",
            "Projektejer: Mia Holm",
        ]

    def test_changes_an_answer(self, session: Session, folder: Path):
        """A question chosen from the list is asked with its answer, and the new answer saved."""
        ask(session, "cover.solution", "Portal")

        asker = talk(session, REVIEW, "Løsning: Portal", "Borgerportal", "Løsning: Borgerportal", Wish.BACK, HOME, STOP)

        assert isinstance(asker.asked[2], Prompt)
        assert (asker.asked[2].default, on_disk(folder, "solution", "name")) == ("Portal", "Borgerportal")

    def test_goes_on_to_the_question_after_the_last_one(self, session: Session):
        """Coming back to the list, the pointer is on the next line, so that Enter leads through all of it."""
        asker = talk(session, REVIEW, "cover.horizon", Wish.SKIP, HOME, STOP)

        assert isinstance(asker.asked[3], Menu)
        assert asker.asked[3].default == "benefits_tree.purpose"

    def test_home_leads_home(self, session: Session):
        """The wish for the overview leaves the review at once."""
        asker = talk(session, REVIEW, "cover.title", Wish.HOME, STOP)

        assert asker.titles[-1] == "Fritidspas – hvad vil du arbejde med?"

    def test_cuts_long_answers_short(self, session: Session):
        """An answer takes one short line, however long it is."""
        ask(session, "cover.description", "Meget lang\n\n" + "tekst " * 50)

        review = talk(session, REVIEW, HOME, STOP).asked[1]

        line = next(label for label in options_of(review) if label.startswith("Beskrivelse"))
        assert (len(line), line[-1], "\n" in line) == (len("Beskrivelse af løsningen: ") + 120, "…", False)


class TestWhoAnswered:
    def test_each_answer_carries_who_gave_it(self, session: Session, folder: Path, questionnaire: Questionnaire):
        """Name, role and day are those of the moment of the answer, not of the session's beginning."""
        ask(session, "channel_strategy.website", "Forsiden")
        later = Author("Mia Holm", "", datetime(2027, 1, 5, 9, 0))

        ask(reopened(folder, questionnaire, author=later), "channel_strategy.promotion", "Plakater")

        held = [on_disk(folder, "answers", f"channel_strategy.{id}") for id in ("website", "promotion")]
        assert held == [
            {"value": "Forsiden", "by": "Kim Østergaard", "role": "Fagchef", "on": "2026-11-23"},
            {"value": "Plakater", "by": "Mia Holm", "on": "2027-01-05"},
        ]

    @pytest.mark.parametrize(
        ("id", "answers"),
        [("cover.department", ["Kultur"]), ("cover.people", ["Tilføj en række", "Bo", "", "", "Færdig med tabellen"])],
    )
    def test_answers_elsewhere_in_the_plan_carry_it_too(
        self, session: Session, folder: Path, id: str, answers: list[str]
    ):
        """Where the answer stands in a register, `answers` still says who gave it."""
        ask(session, id, *answers)

        assert on_disk(folder, "answers", id) == {"by": KIM.name, "role": KIM.role, "on": "2026-11-23"}


class TestRefusals:
    @pytest.mark.parametrize(
        ("id", "line", "reason"),
        [
            ("cover.horizon", "mange", "»mange« er ikke et tal. Skriv fx 1.234,50"),
            ("cover.horizon", "1.5", "»1.5« er ikke et tal."),
            ("cover.horizon", "61", "»61« er uden for det tilladte (fra 1 til 60)."),
            ("cover.first_year", "27", "»27« er ikke et årstal. Skriv fire cifre, fx 2027."),
            ("cover.first_year", "1999", "»1999« er uden for det tilladte (fra 2000 til 2100)."),
            ("cover.title", "x" * 161, "Teksten er på 161 tegn. Der er plads til 160."),
            ("budget_political_goals.fte_cost", "-5", "»-5« er uden for det tilladte (fra 0 til …)."),
            ("budget_political_goals.fte_cost", "9" * 16, f"»{'9' * 16}« er for stort til at regne med."),
        ],
    )
    def test_a_line_that_does_not_fit_is_refused_with_a_reason(self, session: Session, id: str, line: str, reason: str):
        """The reason is Danish and names what was typed."""
        asker = Scripted(line, Wish.SKIP)

        Dialogue(session, asker).question(id)

        assert asker.refused[0].startswith(reason)

    @pytest.mark.parametrize(
        ("id", "line", "said"),
        [
            ("cover.horizon", "2,5", "»2.5« skal være et helt tal."),
            ("budget_political_goals.fte_cost", "10.000.001", "»10000001« er uden for det tilladte"),
            ("cover.department", "x" * 401, "Teksten er på 401 tegn. Der er plads til 400."),
        ],
    )
    def test_what_only_the_plan_refuses_is_told_and_asked_again(
        self, session: Session, folder: Path, id: str, line: str, said: str
    ):
        """A line the prompt takes but the plan does not is explained, and the plan stays as it was."""
        before = (folder / PLAN).read_bytes()

        asker = ask(session, id, line, Wish.SKIP)

        told = next(text for text, tone in asker.said if tone == "bad")
        assert (told.startswith(said), (folder / PLAN).read_bytes() == before) == (True, True)

    @pytest.mark.parametrize(
        "line",
        [
            "no",
            "null",
            "~",
            "2026",
            "a: b",
            "# intet",
            "- a",
            '"',
            "'",
            "æøå 😀",
            "{a}",
            ":",
            "a\u00a0b",
            "NaN",
            "1.10",
        ],
    )
    def test_any_other_line_is_taken_as_it_was_typed(self, session: Session, folder: Path, line: str):
        """A text means nothing to YAML: it comes back from the file as it was typed."""
        asker = ask(session, "cover.solution", line)

        assert (on_disk(folder, "solution", "name"), asker.refused) == (line, [])

    @pytest.mark.parametrize(
        "line", ["To\nlinjer", "To \r\n\r\n linjer", "To\u2028linjer", "To\tlinjer", "To\x07 linjer"]
    )
    def test_what_is_pasted_into_a_line_is_one_line(self, session: Session, folder: Path, line: str):
        """A line break in a name would reach heads and file properties; it becomes a blank."""
        ask(session, "cover.solution", line)

        assert on_disk(folder, "solution", "name") == "To linjer"


class TestFileChangedByOthers:
    def changing(self, folder: Path, old: str, new: str, typed: str) -> Callable[[Prompt | Menu], str]:
        """Somebody who edits the file by hand while another types."""

        def edit(_: Prompt | Menu) -> str:
            file = folder / PLAN
            file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
            return typed

        return edit

    def test_an_edit_elsewhere_disturbs_nobody(self, session: Session, folder: Path):
        """Both are in the plan, and the interview goes on."""
        edit = self.changing(folder, "Fritidspas", "Ny titel", "Borgerportal")

        asker = ask(session, "cover.solution", edit)

        held = (on_disk(folder, "title"), on_disk(folder, "solution", "name"))
        assert (held, [text for text, tone in asker.said if tone == "bad"]) == (("Ny titel", "Borgerportal"), [])

    def test_another_answer_to_the_same_question_is_told_and_kept(self, session: Session, folder: Path):
        """Both stand, and whoever typed is told what the other has said."""
        edit = self.changing(folder, "Fritidspas", "Ny titel", "Tredje titel")

        asker = ask(session, "cover.title", edit)

        told = next(text for text, tone in asker.said if tone == "bad")
        said = [one["value"] for one in on_disk(folder, "said", "title", "answers")]
        assert (said, "Ny titel" in told) == (["Ny titel", "Tredje titel"], True)

    def test_a_file_that_is_broken_ends_the_interview_with_a_conflict(self, session: Session, folder: Path):
        """What cannot be read is never overwritten; what was typed is kept for the next interview."""
        edit = self.changing(folder, "title: ", "title: [", "Borgerportal")

        with pytest.raises(Conflict) as raised:
            talk(session, "cover", edit)

        assert (raised.value.problems[0].code, session.unsaved()[0].placed({})) == (
            "PB350", {("solution", "name"): "Borgerportal"},
        )  # fmt: skip


@pytest.mark.parametrize(
    ("chosen", "held", "left"), [("save", "Borgerportal", 0), ("later", None, 1), ("drop", None, 0)]
)
def test_what_could_not_be_saved_is_offered_at_the_start(
    session: Session, folder: Path, questionnaire: Questionnaire, chosen: str, held: str | None, left: int
):
    """With whose it is and where it belongs; it is saved, shown again or let go as the user says."""
    was = (folder / PLAN).read_bytes()
    (folder / PLAN).write_bytes(b"title: [")
    with pytest.raises(Conflict):
        session.record("cover.solution", "Borgerportal")
    (folder / PLAN).write_bytes(was)
    later = reopened(folder, questionnaire)

    asker = talk(later, chosen, "?stop")

    told = next(text for text, tone in asker.said if tone == "bad")
    assert ("Borgerportal" in told, KIM.name in told) == (True, True)
    assert (on_disk(folder, "solution", "name"), len(later.unsaved())) == (held, left)


def test_asking_anew_many_times_is_no_limit(session: Session):
    """Whoever clears an answer two thousand times is still asked politely."""
    asker = ask(session, "cover.department", *[Wish.CLEAR] * 2000, Wish.SKIP)

    assert len(asker.asked) == 2001


def test_a_row_without_anything_to_refer_to_begins_with_its_next_column(session: Session, folder: Path):
    """A table whose first column is a reference can be filled before there is anything to refer to."""
    ask(session, "workflows_rules.workflows", "Tilføj en række", "ansøgning", *[Wish.SKIP] * 3, "Færdig med tabellen")

    assert on_disk(folder, "answers", "workflows_rules.workflows", "rows") == {"r1": {"step": "application"}}
