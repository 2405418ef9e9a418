"""Ideas and actions between meetings: noted, assessed, ended with a reason, carried out in order."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from planbuilder import look, pipeline
from planbuilder.errors import UsageWrong
from planbuilder.language import Language
from planbuilder.plan.store import open_plan
from planbuilder.questionnaire.loading import load
from planbuilder.usecases.acting import Who, actions, add_action, add_idea, assess, ideas, move_action, promote
from planbuilder.usecases.interviewing import session
from planbuilder.writers.text import render
from tests.usecases.measured import begun

WHO = Who(datetime(2026, 11, 23, 12, 0), "Ane", "projektleder")
TODAY = WHO.now.date()


@pytest.fixture
def plan(tmp_path: Path, danish: Language) -> Path:
    """A plan with a person, and an idea on the board."""
    begun(tmp_path, danish)
    session(tmp_path, danish, lambda: WHO.now).add_person("Ulla, leder")
    add_idea(tmp_path, {"title": "Send en sms", "by": "skranken"}, danish, WHO)
    return tmp_path


def refused(code: str, message: pytest.ExceptionInfo[UsageWrong]) -> bool:
    """Whether it was refused for that."""
    return [one.code for one in message.value.problems] == [code]


def test_the_papers_own_table_in_its_own_words(plan: Path, danish: Language) -> None:
    """Campaign, process and measurement: deadlines without a year and each month, and their status."""
    for title, deadline, status in (
        ("Kampagne", "1. okt.", "Gennemført"), ("Optimere fordelingsproces", "15. dec.", "Igangsat"),
        ("Måling sagsbehandlingstid", "1. i md.", "Planlagt"),
    ):  # fmt: skip
        add_action(plan, {"title": title, "responsible": "Ulla", "deadline": deadline, "status": status}, danish, WHO)

    found = open_plan(plan).plan.actions
    assert [(one.title, one.status, one.responsible) for one in found.values()] == [
        ("Kampagne", "finished", "P1"), ("Optimere fordelingsproces", "started", "P1"),
        ("Måling sagsbehandlingstid", "decided", "P1"),
    ]  # fmt: skip
    assert [(one.id, one.due) for one in actions(plan, TODAY)] == [
        ("H3", date(2026, 12, 1)),
        ("H2", date(2026, 12, 15)),
    ]


PAPER = (
    ("Kampagne", "Erik", "1. okt.", "Gennemført"),
    ("Optimere fordelingsprocess", "Peter", "15. dec.", "Igangsat"),
    ("Måling sagsbehandlingstid", "Ulla", "1. i md.", "Planlagt"),
)


def test_the_papers_own_board_is_printed_as_it_stands_there(tmp_path: Path, danish: Language) -> None:
    """Typed word for word: the same actions, people and days, with the year; each status by the paper's own four names.

    The paper's example says planned and carried out where its text names the status decided and finished.
    """
    typed = Who(datetime(2026, 9, 20, 12, 0))
    begun(tmp_path, danish)
    for person in ("Erik", "Peter", "Ulla"):
        session(tmp_path, danish, lambda: typed.now).add_person(person)
    for title, responsible, deadline, status in PAPER:
        row = {"title": title, "responsible": responsible, "deadline": deadline, "status": status}
        add_action(tmp_path, row, danish, typed)
    made_from = pipeline.material(open_plan(tmp_path).plan, load(), danish, date(2026, 11, 20))

    plan, board = (render(pipeline.document(made_from, name), look.load()).decode() for name in ("plan", "board"))

    monthly = "den 1. i hver måned (næste gang 1.\u00a0december 2026)"
    lines = [" | ".join(line.split(" | ")[1:5]) for line in plan.splitlines() if line.startswith(("H1 ", "H2 ", "H3 "))]
    assert sorted(lines) == [
        "Kampagne | Erik | 01.10.2026 | afsluttet",
        f"Måling sagsbehandlingstid | Ulla | {monthly} | besluttet",
        "Optimere fordelingsprocess | Peter | 15.12.2026 | igangsat",
    ]
    written = [line for line in board[board.index("# Handleplan") :].splitlines() if line.strip(" |\u00a0")]
    assert written == [
        "# Handleplan",
        "Handling | Ansvarlig | Frist",
        "Igangsat", "Optimere fordelingsprocess | Peter | 15.12.2026",
        "Besluttet", f"Måling sagsbehandlingstid | Ulla | {monthly}",
        "Afsluttet", "Kampagne | Erik | 01.10.2026",
    ]  # fmt: skip


def test_what_is_late_comes_first_and_says_so(plan: Path, danish: Language) -> None:
    """What has no day comes last, and what is finished is left out."""
    for title, deadline in (("A", ""), ("B", "2026-11-22"), ("C", "2026-11-23")):
        add_action(plan, {"title": title, "deadline": deadline}, danish, WHO)
    move_action(plan, "C", "finished", danish, WHO)

    assert [(one.action.title, one.is_late) for one in actions(plan, TODAY)] == [("B", True), ("A", False)]


def test_an_action_goes_forward_only(plan: Path, danish: Language) -> None:
    """By number or title; going back is what undo is for."""
    add_action(plan, {"title": "Kampagne"}, danish, WHO)
    assert move_action(plan, "kampagne", "started", danish, WHO) == "H1"
    assert move_action(plan, "h1", "evaluated", danish, WHO) == "H1"

    with pytest.raises(UsageWrong) as caught:
        move_action(plan, "H1", "finished", danish, WHO)

    assert refused("PB368", caught)
    assert caught.value.problems[0].values["status"] == "evalueret"


@pytest.mark.parametrize(("effect", "resources"), [("høj", "lav"), ("high", "low"), ("Høj", "LAV")])
def test_an_idea_is_assessed_in_words(plan: Path, danish: Language, effect: str, resources: str) -> None:
    """As the people at the board say it."""
    assess(plan, "send en sms", effect, resources, danish, WHO)

    assert [(one.effect, one.resources) for one in ideas(plan).values()] == [("high", "low")]


def test_an_idea_becomes_an_action_in_one_save(plan: Path, danish: Language) -> None:
    """With its title, decided; the idea leaves the board and says what it became and why."""
    before = len((plan / "journal.jsonl").read_text(encoding="utf-8").splitlines())

    made = promote(plan, "E1", "action", "Let at gøre", {"responsible": "Ulla", "deadline": "1. okt."}, danish, WHO)

    found = open_plan(plan).plan
    assert (made, found.actions[made].title, found.actions[made].status) == ("H1", "Send en sms", "decided")
    assert (found.ideas["E1"].became, found.ideas["E1"].reason, ideas(plan)) == ("H1", "Let at gøre", {})
    assert len((plan / "journal.jsonl").read_text(encoding="utf-8").splitlines()) > before


def test_an_idea_becomes_a_benefit_of_the_tree(plan: Path, danish: Language) -> None:
    """A new potential: under the next number of the tree."""
    made = promote(plan, "E1", "benefit", "Nyt potentiale", {}, danish, WHO)

    assert open_plan(plan).plan.benefits_tree.benefits[made].title == "Send en sms"


def test_an_idea_is_put_away_with_a_reason(plan: Path, danish: Language) -> None:
    """Without one it stays; once it has ended it does not end again."""
    with pytest.raises(UsageWrong) as without:
        promote(plan, "E1", "nothing", " ", {}, danish, WHO)
    assert refused("PB367", without)

    assert promote(plan, "E1", "nothing", "For dyrt", {}, danish, WHO) == ""
    with pytest.raises(UsageWrong) as again:
        promote(plan, "E1", "action", "", {}, danish, WHO)
    assert refused("PB369", again)


@pytest.mark.parametrize(("named", "near"), [("E2", ""), ("send en sm", "Send en sms"), ("noget helt andet", "")])
def test_what_there_is_not_is_told_with_what_may_be_meant(plan: Path, danish: Language, named: str, near: str) -> None:
    """And with all there are."""
    with pytest.raises(UsageWrong) as caught:
        assess(plan, named, "høj", "lav", danish, WHO)

    assert refused("PB380", caught)
    assert caught.value.problems[0].values["near"] == near


def test_what_does_not_fit_is_told_with_its_column(plan: Path, danish: Language) -> None:
    """And nothing is noted."""
    with pytest.raises(UsageWrong) as caught:
        add_action(plan, {"title": "Kampagne", "deadline": "snart nok"}, danish, WHO)

    assert caught.value.problems[0].place.path == "Frist"
    assert actions(plan, TODAY) == ()
