"""The real program in a pseudo-terminal: journeys with keys, as a person would make them."""

from __future__ import annotations

import re
from pathlib import Path

import pexpect
import pytest

from planbuilder import language
from planbuilder.plan.model import Plan
from planbuilder.plan.store import open_plan
from planbuilder.questionnaire.definition import Questionnaire
from tests.cli.conftest import Run, Spawn, ended

ENTER, DOWN, UP, SPACE, CTRL_C, CTRL_D, ESCAPE_ENTER = "\r", "\x1b[B", "\x1b[A", " ", "\x03", "\x04", "\x1b\r"
F2, F3, F4, F5, F6, F10 = "\x1bOQ", "\x1bOR", "\x1bOS", "\x1b[15~", "\x1b[17~", "\x1b[21~"


class Traveller:
    """Waits for a question, then presses keys."""

    def __init__(self, child: pexpect.spawn[str], code: str, questionnaire: Questionnaire) -> None:
        self.child, self.code = child, code
        self.text = language.load(code).text
        self.questionnaire = questionnaire

    def at(self, shown: str, keys: str) -> None:
        """Once something shows on the screen, press keys."""
        self.child.expect_exact(shown)
        self.child.send(keys)

    def asked(self, title: str, keys: str) -> None:
        """Once a question is asked, press keys; what was answered is told with the same words behind a tick."""
        self.child.expect(f"(?<!✓ ){re.escape(title)}")
        self.child.send(keys)

    def at_question(self, id: str, keys: str) -> None:
        self.asked(self.questionnaire.by_id[id].label[self.code][:60], keys)

    def at_column(self, id: str, column: str, keys: str) -> None:
        columns = {one.id: one for one in self.questionnaire.by_id[id].columns}
        self.asked(columns[column].label[self.code], keys)

    def home(self, keys: str) -> None:
        self.at(self.text("interview.home", title="Fritidspas"), keys)


@pytest.mark.slow
@pytest.mark.parametrize("code", ["da", "en"])
def test_the_main_journey(spawn: Spawn, here: Path, questionnaire: Questionnaire, code: str):
    """New, interview, Ctrl-C in the middle of a question, again from there, review, stop: nothing is lost."""
    begin_plan(Traveller(spawn("new", "plan", "--lang", code), code, questionnaire))
    interrupted = answer_and_interrupt(Traveller(spawn("interview", "plan", "--lang", code), code, questionnaire))
    after_interruption = open_plan(here / "plan").plan
    go_on_and_stop(Traveller(spawn("interview", "plan", "--lang", code), code, questionnaire))

    at_end = open_plan(here / "plan").plan
    assert (facts(after_interruption), facts(at_end), "planbuilder interview plan" in interrupted) == (
        {**ANSWERED, "channel_strategy.website": None},
        {**ANSWERED, "channel_strategy.website": "Forsiden", "title": "Fritidspas 2"},
        True,
    )


def begin_plan(at: Traveller) -> None:
    """Answer the three questions of `new`."""
    at.at(at.text("cli.ask_title"), "Fritidspas" + ENTER)
    at.at(at.text("cli.ask_solution"), "Borgerportal" + ENTER)
    at.at(at.text("cli.ask_organisation"), "Nordlund Kommune" + ENTER)
    done = ended(at.child)
    assert (done.code, "planbuilder interview plan" in done.out) == (0, True)


def answer_and_interrupt(at: Traveller) -> str:
    """Answer questions of each kind, then press Ctrl-C in the middle of one; what is shown then."""
    users, part = "channel_strategy.users", "channel_strategy"
    at.home(DOWN * 3 + ENTER)
    at.at_question(f"{part}.strategy", "Digitalt først" + ESCAPE_ENTER + "også på æ, ø og å" + ENTER)
    at.at_question(users, ENTER)  # add a row
    texts = "Forældre" + ENTER + "Om aftenen" + ENTER
    at.at_column(users, "group", DOWN + DOWN + ENTER + texts + DOWN + SPACE + DOWN + SPACE + ENTER)  # one form
    at.at(at.text("interview.table.done"), UP + UP + ENTER)  # past the new row, round to the last line
    at.at_question(f"{part}.stakeholders", F4)
    at.at(at.text("interview.whom_to_ask"), "Mia" + ENTER)
    at.at_question(f"{part}.means", F5)
    at.at(at.text("interview.why_not_relevant"), "for tidligt" + ENTER)
    at.at_question(f"{part}.close_channels", DOWN + DOWN + ENTER)  # past yes: no
    at.at_question(f"{part}.website", "halvt skrev")
    at.child.expect_exact("halvt skrev")
    at.child.send(CTRL_C)
    done = ended(at.child)
    assert done.code == 130
    return done.out


def go_on_and_stop(at: Traveller) -> None:
    """Begin again where it stopped, go back once, change the title in the review, and stop."""
    part = "channel_strategy"
    at.home(DOWN * 3 + ENTER)
    at.at_question(f"{part}.website", F2)
    at.at_question(f"{part}.close_channels", F3)
    at.at_question(f"{part}.website", "Forsiden" + ENTER)
    at.at_question(f"{part}.promotion", F6)
    at.home(UP * 5 + ENTER)  # from the part where one was round to the review
    at.at(at.text("interview.review"), ENTER)  # the first line: the title
    at.at_question("cover.title", " 2" + ENTER)
    at.at(at.text("interview.review"), UP + UP + ENTER)  # from the line after the title round to the last line
    at.at("Fritidspas 2", ENTER)  # save and finish
    at.at(at.text("interview.saved"), "")
    assert ended(at.child).code == 0


ANSWERED = {
    "title": "Fritidspas",
    "solution": "Borgerportal",
    "channel_strategy.strategy": "Digitalt først\nogså på æ, ø og å",
    "channel_strategy.users": {
        "r1": {"group": "relative", "who": "Forældre", "situation": "Om aftenen", "device": ["home_pc", "mobile"]}
    },
    "channel_strategy.stakeholders": ("unknown", "Mia"),
    "channel_strategy.means": ("not_applicable", "for tidligt"),
    "channel_strategy.close_channels": "false",
}


def facts(plan: Plan) -> dict[str, object]:
    """What the journey answered."""
    held = {id: plan.answers.get(f"channel_strategy.{id}") for id in ("strategy", "close_channels", "website")}
    users = plan.answers.get("channel_strategy.users")
    stakeholders, means = (plan.answers[f"channel_strategy.{id}"] for id in ("stakeholders", "means"))
    return {
        "title": plan.title,
        "solution": plan.solution.name,
        "channel_strategy.users": users.rows if users else None,
        "channel_strategy.stakeholders": (stakeholders.state, stakeholders.ask),
        "channel_strategy.means": (means.state, means.why),
        **{f"channel_strategy.{id}": answer.value if answer else None for id, answer in held.items()},
    }


@pytest.fixture
def plan(call: Run, here: Path) -> Path:
    """A new plan in the folder `plan`."""
    call("new", "plan", "--title", "Fritidspas", "--organisation", "Nordlund", "--no-input")
    return here / "plan"


class TestKeys:
    def test_a_number_is_read_and_echoed(self, spawn: Spawn, plan: Path, questionnaire: Questionnaire):
        """A Danish amount is understood, told back, and on disk before the next question."""
        at = Traveller(spawn("interview", "plan", "--theme", "budget_political_goals"), "da", questionnaire)
        at.at_question("budget_political_goals.costs", F3)
        for table in ("effects", "phasing", "harvest"):
            at.at_question(f"budget_political_goals.{table}", F3)

        at.at_question("budget_political_goals.fte_cost", "612.500,50" + F10)
        at.at("Læst som 612.500,50 kr. pr. årsværk", "")
        at.at_question("budget_political_goals.funding", "")

        assert str(open_plan(plan).plan.economy.fte_cost) == "612500.50"

    def test_a_wrong_line_is_refused_on_the_screen(self, spawn: Spawn, plan: Path, questionnaire: Questionnaire):
        """The reason shows below the line, which stays to be mended."""
        at = Traveller(spawn("interview", "plan", "--theme", "budget_political_goals"), "da", questionnaire)
        at.at_question("budget_political_goals.costs", F3)
        for table in ("effects", "phasing", "harvest"):
            at.at_question(f"budget_political_goals.{table}", F3)

        at.at_question("budget_political_goals.fte_cost", "mange" + ENTER)
        at.at("»mange« er ikke et tal.", "\x15500000" + F10)
        at.at("Læst som 500.000", "")
        at.at_question("budget_political_goals.funding", "")

        assert str(open_plan(plan).plan.economy.fte_cost) == "500000"

    def test_an_odd_number_is_asked_about_and_stays_in_the_field(
        self, spawn: Spawn, plan: Path, questionnaire: Questionnaire
    ):
        """Enter goes back to the field with the text in it; yes saves it."""
        at = Traveller(spawn("interview", "plan", "--theme", "budget_political_goals"), "da", questionnaire)
        for table in ("costs", "effects", "phasing", "harvest"):
            at.at_question(f"budget_political_goals.{table}", F3)

        at.at_question("budget_political_goals.fte_cost", "45.000" + F10)
        at.at("Er det rigtigt?", ENTER)
        at.at_question("budget_political_goals.fte_cost", "\x7f" * 3 + "900" + F10)
        at.at("Er det rigtigt?", DOWN + ENTER)
        at.at_question("budget_political_goals.funding", "")

        assert str(open_plan(plan).plan.economy.fte_cost) == "45900"

    def test_who_answers_is_told_on_the_command_line(self, spawn: Spawn, plan: Path, questionnaire: Questionnaire):
        """`--as` and `--role` go with every answer."""
        words = ["interview", "plan", "--theme", "channel_strategy", "--as", "Åse Holm", "--role", "leder"]
        at = Traveller(spawn(*words), "da", questionnaire)
        at.at_question("channel_strategy.strategy", "Først" + ENTER)
        at.at_question("channel_strategy.users", F6)
        ended(at.child)

        note = open_plan(plan).plan.answers["channel_strategy.strategy"]
        assert (note.by, note.role) == ("Åse Holm", "leder")

    def test_a_theme_ends_by_itself(self, spawn: Spawn, plan: Path, questionnaire: Questionnaire):
        """With `--theme` the program ends after the part, with 0."""
        at = Traveller(spawn("interview", "plan", "--theme", "benefits_tree"), "da", questionnaire)
        for question in questionnaire.part("benefits_tree").questions:
            at.at_question(f"benefits_tree.{question.id}", F3)

        assert ended(at.child).code == 0

    @pytest.mark.parametrize("key", [CTRL_C, CTRL_D], ids=["ctrl-c", "ctrl-d"])
    @pytest.mark.parametrize("face", [[], ["--plain"]], ids=["keys", "plain"])
    def test_stopping_ends_with_130_and_how_to_go_on(
        self, spawn: Spawn, plan: Path, questionnaire: Questionnaire, key: str, face: list[str]
    ):
        """However one stops, the way back is told in one Danish message without a traceback."""
        at = Traveller(spawn("interview", "plan", "--theme", "channel_strategy", *face), "da", questionnaire)

        at.at_question("channel_strategy.strategy", "")
        at.at(":hjælp" if face else "tast F1: hjælp", "") if face else None
        at.child.send(key)

        done = ended(at.child)
        assert (done.code, "planbuilder interview plan" in done.out, "Traceback" in done.out) == (130, True, False)

    def test_ctrl_d_does_not_end_a_menu(self, spawn: Spawn, plan: Path, questionnaire: Questionnaire):
        """A slip of the hand in a menu ends nothing."""
        at = Traveller(spawn("interview", "plan"), "da", questionnaire)

        at.home(CTRL_D + UP + ENTER)

        at.at("Alle svar er gemt.", "")
        assert ended(at.child).code == 0

    @pytest.mark.parametrize("face", [[], ["--plain"]], ids=["keys", "plain"])
    def test_ctrl_c_in_new_begins_no_plan(
        self, spawn: Spawn, here: Path, questionnaire: Questionnaire, face: list[str]
    ):
        """Stopped before the last question, nothing is left behind."""
        at = Traveller(spawn("new", "ny", *face), "da", questionnaire)
        at.at("Hvad skal planen hedde?", "Fritidspas" + ENTER)
        at.at("Hvilken digital løsning handler planen om?", CTRL_C)

        done = ended(at.child)
        assert (done.code, (here / "ny").exists(), "Traceback" in done.out) == (130, False, False)

    def test_new_asks_again_for_what_a_plan_must_have(self, spawn: Spawn, here: Path, questionnaire: Questionnaire):
        """An empty municipality is refused at the prompt, and nothing typed before is lost."""
        at = Traveller(spawn("new", "ny"), "da", questionnaire)
        at.at("Hvad skal planen hedde?", "Fritidspas" + ENTER)
        at.at("Hvilken digital løsning handler planen om?", ENTER)
        at.at("Hvilken kommune?", ENTER)
        at.at("Kommunens navn mangler.", "Nordlund" + ENTER)

        done = ended(at.child)
        held = open_plan(here / "ny").plan
        assert (done.code, held.title, held.organisation.name) == (0, "Fritidspas", "Nordlund")

    def test_no_english_shows(self, spawn: Spawn, plan: Path, questionnaire: Questionnaire):
        """From home through a part and back, no word of the libraries' English shows."""
        at = Traveller(spawn("interview", "plan"), "da", questionnaire)
        screen = []
        for keys in (DOWN * 3 + ENTER, F3, ENTER, F6, F6):
            at.child.expect(["hvad vil du arbejde med", "kanalstrategi, og hvad", "hvilke situationer", "Brugergruppe"])
            screen.append(at.child.before)
            at.child.send(keys)
        at.child.send(CTRL_C)
        screen.append(ended(at.child).out)

        shown = "".join(screen).casefold()
        assert [
            word for word in ("use arrow", "done", "select", "invalid", "cancelled", "warning") if word in shown
        ] == []


class TestPlain:
    @pytest.mark.parametrize("variables", [{}, {"PLANBUILDER_PLAIN": "1"}], ids=["option", "variable"])
    def test_a_journey(self, spawn: Spawn, plan: Path, questionnaire: Questionnaire, variables: dict[str, str]):
        """Numbers, words for wishes, a full stop, and a form in lines: the interview without keys."""
        child = spawn("interview", "plan", *([] if variables else ["--plain"]), **variables)
        at = Traveller(child, "da", questionnaire)
        at.home("2\n")
        at.at_question("benefits_tree.purpose", "Bedre service\nFærre fejl\n.\n")
        at.at_question("benefits_tree.changes", "1\n")
        at.at("1. Forandring:", "1: Digital ansøgning\n")
        at.at("1. Forandring: Digital ansøgning", "1: Digital ansøgning af pas\n")
        at.at("1. Forandring: Digital ansøgning af pas", "\n")
        at.at("1. F1  Digital ansøgning af pas", ":oversigt\n")
        at.home("14\n")

        done = ended(child)
        tree = open_plan(plan).plan.benefits_tree
        assert (done.code, tree.purpose, tree.changes["F1"].title, "Alle svar er gemt." in done.out) == (
            0, "Bedre service\nFærre fejl", "Digital ansøgning af pas", True,
        )  # fmt: skip

    def test_shows_no_codes(self, spawn: Spawn, plan: Path, questionnaire: Questionnaire):
        """A log or a screen reader gets nothing but text."""
        child = spawn("interview", "plan", "--plain")
        Traveller(child, "da", questionnaire).home("14\n")

        assert "\x1b" not in (child.before or "") + ended(child).out

    def test_new(self, spawn: Spawn, here: Path, questionnaire: Questionnaire):
        """A plan can be begun without keys too."""
        at = Traveller(spawn("new", "ny", "--plain"), "da", questionnaire)
        at.at("Hvad skal planen hedde?", "Fritidspas\n")
        at.at("Hvilken digital løsning handler planen om?", "\n")
        at.at("Hvilken kommune?", "\n")
        at.at("Kommunens navn mangler.", "Nordlund\n")

        done = ended(at.child)
        held = open_plan(here / "ny").plan
        assert (done.code, held.title, held.solution.name, held.organisation.name) == (0, "Fritidspas", "", "Nordlund")


class TestOthersAtWork:
    def test_a_file_changed_behind_its_back_is_read_again(self, spawn: Spawn, plan: Path, questionnaire: Questionnaire):
        """The answer is saved, the other's change stays, and the interview goes on."""
        at = Traveller(spawn("interview", "plan", "--theme", "channel_strategy"), "da", questionnaire)
        at.child.expect_exact("kanalstrategi, og hvad betyder")
        file = plan / "plan.yaml"
        file.write_text(file.read_text(encoding="utf-8").replace("Fritidspas", "Andres titel"), encoding="utf-8")
        at.child.send("Først" + ENTER)
        at.at_question("channel_strategy.users", F6)

        done, held = ended(at.child), open_plan(plan).plan
        assert (done.code, held.title, held.answers["channel_strategy.strategy"].value) == (0, "Andres titel", "Først")


@pytest.mark.slow
def test_two_terminals_a_file_and_an_editor_at_one_plan(
    spawn: Spawn, start: Run, folder: Path, questionnaire: Questionnaire
):
    """Nobody is thrown out, and everything that anybody has said is in the plan."""
    strategy, website = "channel_strategy.strategy", "channel_strategy.website"
    terminals = {
        name: Traveller(
            spawn("interview", folder, "--theme", "channel_strategy", "--as", name, "--lang", "da"), "da", questionnaire
        )
        for name in ("Ane", "Bo")
    }
    for name, at in terminals.items():
        at.at_question(strategy, f"Det siger {name}")
    terminals["Ane"].child.send(ENTER)
    terminals["Ane"].at_question("channel_strategy.users", "")
    text = (folder / "plan.yaml").read_text(encoding="utf-8")
    (folder / "plan.yaml").write_text(text.replace("Fritidspas", "Rettet i hånden"), encoding="utf-8")
    (folder / "svar.yaml").write_text(f"{website}: Det siger Cy\n", encoding="utf-8")
    filled = start("interview", folder, "--answers", folder / "svar.yaml", "--as", "Cy")
    terminals["Bo"].child.send(ENTER)
    terminals["Bo"].at("planbuilder settle", "")
    terminals["Bo"].at_question("channel_strategy.users", "")
    codes = [stopped(at) for at in terminals.values()]

    plan = open_plan(folder).plan
    said = [(one.value, one.by) for one in plan.said[f"answers.{strategy}.value"].answers]
    assert (said, plan.answers[strategy].value) == (
        [("Det siger Ane", "Ane"), ("Det siger Bo", "Bo")],
        "Det siger Ane",
    )
    assert (plan.title, plan.answers[website].value, filled.code, codes) == (
        "Rettet i hånden", "Det siger Cy", 0, [130, 130],
    )  # fmt: skip


def stopped(at: Traveller) -> int:
    """How an interview ends that is stopped at a question."""
    at.child.send(CTRL_C)
    return ended(at.child).code
