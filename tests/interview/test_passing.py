"""Nothing is ever answered by passing: Enter alone changes no byte, whatever is asked and whatever stands there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from planbuilder import example
from planbuilder.interview.asking import Asker, Menu, Prompt, Wish
from planbuilder.interview.dialogue import Dialogue
from planbuilder.interview.fields import Field, cell_field, first_field, question_field
from planbuilder.interview.plain import Plain
from planbuilder.interview.questions import Questions
from planbuilder.interview.session import Session
from planbuilder.interview.terminal import Terminal
from planbuilder.language import Language
from planbuilder.plan.store import JOURNAL, PLAN
from planbuilder.questionnaire.definition import Questionnaire
from planbuilder.yamltext.nodes import Data
from tests.interview.conftest import MakeSession
from tests.interview.scripted import PASS, Scripted, new_session, on_disk, reopened
from tests.interview.test_nothing_lost import FURNISHED

ENTER = "\r"
# A plan that somebody spoilt by hand: nothing of it is mended, and nothing lost, by passing.
SPOILT: dict[str, Data] = {
    "sponsor": "P9",
    "signers": ["P9", "P2", "P1"],
    "people": {"P1": {"name": "Mia Holm"}, "P2": {"name": "Bo Øst"}},
    "economy": {"pool": {"draws": {"2027": "0.12345678"}}, "funding": "investment_pool", "discount_rates": "dk-1999"},
    "benefits_tree": {
        "purpose": "  to linjer\nog  en tredje ",
        "changes": {"F1": {"title": "A"}},
        "benefits": {"G1": {"title": "En\nto", "from": ["F9", "F1"], "part_of": "G1", "ramp": ["0.123456789", "1"]}},
    },
    "actions": {"H1": {"title": "Kursus", "theme": "nothing", "responsible": "P9"}},
    "answers": {
        "goals_followup.board_use": {"value": "wall"},
        "channel_strategy.close_channels": {"value": "måske"},
        "organisation_competences.structure": {"value": ["relocate", "merge", "nothing"]},
        "channel_strategy.users": {"rows": {"r1": {"group": "dog", "device": ["mobile", "home_pc", "wall"]}}},
        "workflows_rules.rules": {"rows": {"r1": {"own_decision": "true", "by_when": "i morgen", "rule": "x " * 900}}},
    },
}


def fields(session: Session, most: int = 99) -> Iterator[Field]:
    """Every question, every column of each table's first rows, and what begins a new row."""
    for id, question in session.questionnaire.questions():
        if not question.is_table:
            yield question_field(session, id)
        for row in list(session.answers.rows(id) if question.is_table else ())[:most]:
            yield from (cell_field(session, id, row, column, row) for column in question.columns)
        yield from (first_field(session, id, column) for column in question.columns)


def example_session(folder: Path, questionnaire: Questionnaire, danish: Language) -> Session:
    folder.mkdir()
    (folder / PLAN).write_text(example.text(danish), encoding="utf-8")
    return reopened(folder, questionnaire)


@pytest.fixture(params=["example", "empty", "furnished", "spoilt"])
def session(request: pytest.FixtureRequest, folder: Path, questionnaire: Questionnaire, danish: Language) -> Session:
    """A plan with everything, with nothing, with something to choose everywhere, and with what no list offers."""
    if request.param == "example":
        return example_session(folder, questionnaire, danish)
    return new_session(folder, questionnaire, **{"furnished": FURNISHED, "spoilt": SPOILT}.get(request.param, {}))


def kept(session: Session) -> list[bytes]:
    """The plan and its journal, byte for byte."""
    files = (session.opened.folder / name for name in (PLAN, JOURNAL))
    return [file.read_bytes() if file.exists() else b"" for file in files]


def passed(asker: Asker, session: Session, most: int) -> tuple[list[str], list[bytes]]:
    """The fields that were answered by passing, and what is on disk afterwards."""
    questions = Questions(session, asker)
    answered = [one.title for one in fields(session, most) if questions.ask(one) is not Wish.SKIP]
    return answered, kept(session)


def test_in_a_script(session: Session):
    """Every question and every cell of the plan: what stands there is left as it is."""
    before = kept(session)

    assert passed(Scripted(otherwise=lambda asked: PASS), session, 99) == ([], before)


def test_in_the_plain_face(session: Session, danish: Language):
    """An empty line."""
    before = kept(session)

    assert passed(Plain(danish, lambda: "", lambda line: None), session, 2) == ([], before)


@pytest.mark.slow
@pytest.mark.parametrize("session", ["example", "spoilt"], indirect=True)
def test_in_the_terminal(session: Session, danish: Language):
    """Enter."""
    before = kept(session)
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        pipe.send_text(ENTER * sum(1 for _ in fields(session, 1)))

        assert passed(Terminal(danish), session, 1) == ([], before)


@pytest.mark.parametrize("make", ["example_session", "new_session"])
def test_a_whole_interview(make: str, folder: Path, questionnaire: Questionnaire, danish: Language):
    """Enter from the home screen to the end: every part is gone through, and the plan and journal stay as they were."""
    session = (
        example_session(folder, questionnaire, danish)
        if make == "example_session"
        else new_session(folder, questionnaire)
    )
    before, asker = kept(session), Scripted(*[PASS] * 400)

    Dialogue(session, asker).run()

    assert (kept(session), asker.said[-1], len(asker.asked) > 100) == (before, ("Alle svar er gemt.", "good"), True)


REQUIRED = [
    ("benefits_tree.benefits", "G1", "kind"), ("channel_strategy.users", "r1", "group"),
    ("workflows_rules.workflows", "r1", "change"), ("action_plan.actions", "H1", "responsible"),
]  # fmt: skip


@pytest.mark.parametrize(("id", "row", "column"), REQUIRED)
def test_a_required_choice_is_left_open_too(make_session: MakeSession, id: str, row: str, column: str):
    """Whoever only presses Enter has chosen nothing: `check` asks for it."""
    rows: dict[str, Data] = {"rows": {"r1": {"today": "x"}}}
    answers: dict[str, Data] = {"channel_strategy.users": rows, "workflows_rules.workflows": rows}
    facts = {**FURNISHED, "answers": answers}
    facts["benefits_tree"] = {"changes": {"F1": {"title": "A"}}, "benefits": {"G1": {"title": "B"}}}
    session = make_session(**facts)
    asked = next(one for one in session.question(id).columns if one.id == column)

    answer = Questions(session, Scripted(PASS)).ask(cell_field(session, id, row, asked, row))

    assert answer is Wish.SKIP


def test_the_blank_line_says_what_is_used_without_an_answer(make_session: MakeSession):
    """A value that holds as long as nobody answers is told, not chosen."""
    session = make_session(costs={"K1": {"title": "Licens"}})
    column = next(one for one in session.question("budget_political_goals.costs").columns if one.id == "kind")
    asker = Scripted(PASS)

    Questions(session, asker).ask(cell_field(session, "budget_political_goals.costs", "K1", column, "K1"))

    menu = asker.asked[0]
    assert isinstance(menu, Menu)
    assert (menu.blank, menu.default) == ("(ikke besvaret – der regnes med »engangsudgift«)", "")


def test_a_number_that_is_used_without_an_answer_is_told_and_not_prefilled(make_session: MakeSession):
    """Enter on the usual number is no answer; typing it is."""
    session, asker = make_session(), Scripted(PASS, "1")
    questions = Questions(session, asker)

    answers = [questions.ask(question_field(session, "budget_political_goals.try_delay")) for _ in range(2)]

    assert isinstance(asker.asked[0], Prompt)
    assert asker.asked[0].hint.endswith(" Svarer I ikke, regnes der med 1 år.")
    assert (answers, asker.asked[0].default) == ([Wish.SKIP, 1], "")


@pytest.mark.parametrize("now", ["G2", ""])
def test_the_blank_line_takes_a_choice_away(make_session: MakeSession, folder: Path, now: str):
    """To choose the blank line is to say that nothing holds; where nothing was, nothing changes."""
    benefits: Data = {"G1": {"title": "A", **({"part_of": now} if now else {})}, "G2": {"title": "B"}}
    session = make_session(benefits_tree={"benefits": benefits})
    column = next(one for one in session.question("budget_political_goals.effects").columns if one.id == "part_of")
    field = cell_field(session, "budget_political_goals.effects", "G1", column, "G1")

    answer = Questions(session, Scripted("(ikke besvaret)")).ask(field)

    assert answer is (None if now else Wish.SKIP)


def test_a_record_is_not_offered_to_itself(make_session: MakeSession):
    """A benefit is counted in another one, never in itself."""
    session = make_session(benefits_tree={"benefits": {"G1": {"title": "A"}, "G2": {"title": "B"}}})
    column = next(one for one in session.question("budget_political_goals.effects").columns if one.id == "part_of")
    asker = Scripted(PASS)

    Questions(session, asker).ask(cell_field(session, "budget_political_goals.effects", "G1", column, "G1"))

    assert isinstance(asker.asked[0], Menu)
    assert [option.value for option in asker.asked[0].options] == ["G2"]


def test_a_column_that_could_only_refer_to_its_own_row_is_not_asked(make_session: MakeSession, folder: Path):
    """With one benefit alone there is nothing to be counted in."""
    session = make_session(benefits_tree={"benefits": {"G1": {"title": "A"}}})
    asker = Scripted("G1", "Ret rækken", otherwise=lambda asked: PASS)

    Dialogue(session, asker).question("budget_political_goals.effects")

    assert not any("anden gevinst" in title for title in asker.titles)
    assert on_disk(folder, "benefits_tree", "benefits", "G1") == {"title": "A"}
