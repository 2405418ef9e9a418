"""The interview at a real (pseudo-)terminal: Enter alone answers nothing, and no key and no word throws text away."""

from __future__ import annotations

from collections.abc import Callable
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
ALONE = [wish for wish in KEYS if wish in WHOLE]  # where one thing is asked alone
SENT = dict(zip(ALONE, ("\x1bOP", "\x1bOQ", "\x1bOR", "\x1bOS", "\x1b[15~", "\x1b[17~", "\x1b[19~"), strict=True))
MANY = 600  # more than any way through has prompts
pytestmark = [pytest.mark.slow, pytest.mark.timeout(280)]


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


# A field, the questions before and after it, what is typed into it before each key, and before each word.
FIELDS: dict[str, tuple[str, str, str, Callable[[int], str], str]] = {
    "short": ("department", "organisation", "case_number", str, ""),
    "long": ("description", "solution", "organisation", lambda n: f"{n}{NEW_LINE}", NEW_LINE),
    "several": ("authors", "benefits_lead", "signers", lambda n: DOWN * n + SPACE if n < 3 else "", ""),
    "one": ("sponsor", "people", "benefits_lead", lambda n: DOWN + DOWN, DOWN),
}
HELD = {
    "short": "0123456!",
    "long": "0\n1\n2\n3\n4\n5\n6!",
    "several": ("P1", "P2", "P3"),
    "one": "",  # to point is not to answer
}
FACTS = """\
people: {P1: {name: Mia}, P2: {name: Bo}, P3: {name: Åse}}
sponsor: P1
benefits_lead: P1
"""


@pytest.fixture
def folder(here: Path, field: str) -> Path:
    """A plan whose first open question is the one that is asked about."""
    order = ["description", "department", "case_number", "sponsor", "benefits_lead", "authors"]
    known = order[: order.index(FIELDS[field][0])]
    text = PLAN.replace(
        "name: Borgerportal", "name: Borgerportal" + (", description: x" if "description" in known else "")
    )
    more = "".join(f", {name}: x" for name in ("department", "case_number") if name in known)
    text = text.replace("name: Nordlund Kommune", f"name: Nordlund Kommune{more}")
    facts = [line for line in FACTS.splitlines() if line.split(":")[0] in ("people", *known)]
    (here / "plan").mkdir()
    (here / "plan" / "plan.yaml").write_text(text + "\n".join(facts) + "\n", encoding="utf-8")
    return here / "plan"


@pytest.mark.parametrize("field", FIELDS)
def test_no_key_and_no_word_throws_away_what_was_typed(
    spawn: Spawn, folder: Path, questionnaire: Questionnaire, field: str
):
    """Seven keys and seven words later it is still there, whatever lay between, and Enter saves it."""
    name, before, after, typed, apart = FIELDS[field]
    at = Traveller(spawn("interview", "plan"), "da", questionnaire)
    ways = {
        Wish.BACK: lambda: at.at_question(f"cover.{before}", SENT[Wish.SKIP]),
        Wish.SKIP: lambda: at.at_question(f"cover.{after}", SENT[Wish.BACK]),
        Wish.UNKNOWN: lambda: at.at(at.text("interview.whom_to_ask"), SENT[Wish.BACK]),
        Wish.NOT_RELEVANT: lambda: at.at(at.text("interview.why_not_relevant"), SENT[Wish.BACK]),
        Wish.HOME: lambda: at.home(ENTER),
    }
    at.home(ENTER)

    for keys, wish in [
        *((typed(n) + key, wish) for n, (wish, key) in enumerate(SENT.items())),
        *((apart + said(wish), wish) for wish in SENT),
    ]:
        at.at_question(f"cover.{name}", keys)
        ways.get(wish, lambda: None)()
    at.at_question(f"cover.{name}", ENTER if field in ("several", "one") else "!" + ENTER)
    at.at_question(f"cover.{after}", CTRL_C)

    code, plan = ended(at.child).code, open_plan(folder).plan
    held = {"short": plan.organisation.department, "long": plan.solution.description}
    assert (code, held.get(field, getattr(plan, name, None))) == (130, HELD[field])


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
