"""The interview at a real (pseudo-)terminal: Enter alone answers nothing, and no key and no word throws text away."""

from __future__ import annotations

from pathlib import Path

import pytest

from planbuilder import example, language
from planbuilder.interview.asking import Wish
from planbuilder.interview.fields import WHOLE
from planbuilder.interview.wishes import KEYS
from planbuilder.plan.store import JOURNAL, open_plan
from planbuilder.questionnaire.definition import Questionnaire
from tests.cli.conftest import Spawn, ended
from tests.cli.test_program import Traveller
from tests.conftest import PLAN

ENTER, DOWN, UP, SPACE, NEW_LINE, CTRL_C = "\r", "\x1b[B", "\x1b[A", " ", "\x1b\r", "\x03"
SAVE = "\x1b[21~"
ALONE = [wish for wish in KEYS if wish in WHOLE]  # where one thing is asked alone
SENT = dict(zip(ALONE, ("\x1bOP", "\x1bOQ", "\x1bOR", "\x1bOS", "\x1b[15~", "\x1b[17~", "\x1b[19~"), strict=True))
MANY = 600  # more than any way through has prompts
pytestmark = pytest.mark.slow


@pytest.mark.parametrize("face", [[], ["--plain"]], ids=["keys", "plain"])
@pytest.mark.parametrize("text", [example.text(language.load("da")), PLAN], ids=["example", "empty"])
def test_enter_through_the_whole_interview_changes_nothing(spawn: Spawn, here: Path, text: str, face: list[str]):
    """From the home screen through every part to the end: plan and journal are what they were, byte for byte."""
    plan = here / "plan" / "plan.yaml"
    plan.parent.mkdir()
    plan.write_text(text, encoding="utf-8")

    child = spawn("interview", "plan", *face)
    child.expect_exact("hvad vil du arbejde med?")
    child.send(ENTER * MANY)

    done = ended(child)
    assert (done.code, "Alle svar er gemt." in done.out) == (0, True)
    assert (plan.read_text(encoding="utf-8"), (plan.parent / JOURNAL).exists()) == (text, False)


def said(wish: Wish) -> str:
    """The word of a wish, typed and sent."""
    return f":{language.load('da').text(f'interview.wish.{wish.value}')}{ENTER}"


@pytest.fixture
def folder(here: Path) -> Path:
    """A plan whose first open question is a long text, with a form before it and one after it."""
    (here / "plan").mkdir()
    (here / "plan" / "plan.yaml").write_text(PLAN, encoding="utf-8")
    return here / "plan"


def test_no_key_and_no_word_throws_away_what_was_typed(spawn: Spawn, folder: Path, questionnaire: Questionnaire):
    """Seven keys and seven words later it is still there, whatever lay between, and Enter saves it."""
    at = Traveller(spawn("interview", "plan"), "da", questionnaire)
    ways = {
        Wish.BACK: lambda: at.at("Spørgsmål 1–2 af", SAVE),
        Wish.SKIP: lambda: at.at("Spørgsmål 4–6 af", SENT[Wish.BACK]),
        Wish.UNKNOWN: lambda: at.at(at.text("interview.whom_to_ask"), SENT[Wish.BACK]),
        Wish.NOT_RELEVANT: lambda: at.at(at.text("interview.why_not_relevant"), SENT[Wish.BACK]),
        Wish.HOME: lambda: at.home(ENTER),
    }
    at.home(ENTER)

    for keys, wish in [
        *((f"{n}{NEW_LINE}{key}", wish) for n, (wish, key) in enumerate(SENT.items())),
        *((NEW_LINE + said(wish), wish) for wish in SENT),
    ]:
        at.at_question("cover.description", keys)
        ways.get(wish, lambda: None)()
    at.at_question("cover.description", "!" + ENTER)
    at.at("Spørgsmål 4–6 af", CTRL_C)

    assert (ended(at.child).code, open_plan(folder).plan.solution.description) == (130, "0\n1\n2\n3\n4\n5\n6!")


def test_a_form_of_questions_keeps_what_was_typed_whatever_key_is_pressed(
    spawn: Spawn, folder: Path, questionnaire: Questionnaire
):
    """Help, unknown and back again, and home: each leaves what was typed in its field, or in the plan."""
    at = Traveller(spawn("interview", "plan"), "da", questionnaire)
    at.home(ENTER)
    at.at_question("cover.description", SENT[Wish.SKIP])

    at.at("Spørgsmål 4–6 af", "Teknik" + SENT[Wish.HELP] + " og Miljø" + SENT[Wish.UNKNOWN])
    at.at(at.text("interview.whom_to_ask"), SENT[Wish.BACK])
    at.at("Teknik og Miljø", "!" + SENT[Wish.HOME])
    at.home(UP + UP + UP + UP + CTRL_C)

    assert (ended(at.child).code, open_plan(folder).plan.organisation.department) == (130, "Teknik og Miljø!")


def test_why_a_line_is_refused_is_read_to_its_end(spawn: Spawn, here: Path):
    """On a narrow screen too: the way out stands last, and is not cut off at the edge."""
    (here / "plan").mkdir()
    (here / "plan" / "plan.yaml").write_text(PLAN, encoding="utf-8")

    child = spawn("interview", "plan", "--theme", "budget")
    child.setwinsize(24, 50)
    for title in ("indføre", "værd", "Hvornår", "hentes"):
        child.expect_exact(title)
        child.send(SENT[Wish.SKIP])
    child.expect_exact("årsværk)")
    child.send("mange" + ENTER)

    child.expect_exact("decimaler.")
