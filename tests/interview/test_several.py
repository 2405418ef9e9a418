"""The short questions of a part that follow each other are asked in one form."""

from __future__ import annotations

import pytest

from planbuilder.interview.asking import Wish
from planbuilder.interview.dialogue import Dialogue
from planbuilder.interview.plain import Plain
from planbuilder.interview.session import Session
from planbuilder.interview.several import beyond, groups
from tests.interview.scripted import PASS, Scripted

COVER = "cover"
FILED = [f"cover.{name}" for name in ("organisation", "department", "case_number")]


def test_what_is_short_and_stands_together_is_one_form(session: Session):
    """A long text and a table stand alone; what may be called up in a form belongs to it."""
    found = [len(group) for group in groups(session, session.questionnaire.part(COVER))]

    kinds = {session.question(id).kind for group in groups(session, session.questionnaire.part(COVER)) for id in group}
    assert (max(found), "longtext" in kinds) == (7, True)
    assert all(len(group) == 1 for group in groups(session, session.questionnaire.part("benefits_tree")))


def test_no_form_goes_over_the_end_of_a_section(session: Session):
    """What stands on a page of its own in the browser is asked by itself in a terminal too."""
    part = session.questionnaire.part("budget_political_goals")
    found = groups(session, part)

    assert len(part.by_section) > 1
    assert all(len({section.id for id in group if (section := part.section_of(id))}) == 1 for group in found)
    assert len(found) > len(part.by_section)


def held(session: Session, *answers: object) -> Scripted:
    """The form of organisation, department and case number, answered in order."""
    asker = Scripted(*answers)  # type: ignore[arg-type]
    Dialogue(session, asker).several(FILED, FILED[0])
    return asker


def test_all_of_a_form_is_saved_at_once(session: Session, monkeypatch: pytest.MonkeyPatch):
    """Each question under its own name, in one save."""
    saves, save = [], session.save
    monkeypatch.setattr(session, "save", lambda *args, **more: (saves.append(args), save(*args, **more)))

    held(session, "Strandby", "Teknik", "26/1234")

    assert [session.answers.value(id) for id in FILED] == ["Strandby", "Teknik", "26/1234"]
    assert len(saves) == 1


def test_passing_changes_nothing(session: Session):
    """An empty field, or one that is passed, is no answer."""
    before = (session.opened.folder / "plan.yaml").read_bytes()

    held(session, PASS, PASS, PASS)

    assert (session.opened.folder / "plan.yaml").read_bytes() == before


@pytest.mark.parametrize("wish", [Wish.UNKNOWN, Wish.NOT_RELEVANT])
def test_one_field_is_marked_and_the_form_goes_on(session: Session, wish: Wish):
    """What was entered before stays, and the form comes back at the next field and says so."""
    asker = held(session, "Strandby", wish, "Mette", Wish.DONE)

    assert session.answers.state(FILED[1]) == {Wish.UNKNOWN: "unknown", Wish.NOT_RELEVANT: "not_applicable"}[wish]
    assert session.answers.value(FILED[0]) == "Strandby"
    assert ["Mette" in one.label for one in asker.forms[1].fields] == [False, True, False]
    assert asker.forms[1].at == FILED[2]


def test_it_is_left_backwards_and_forwards_as_one(session: Session):
    """The number before and behind it is that of what is asked then."""
    part = session.questionnaire.part(COVER)
    found, asked = groups(session, part), session.asked(part)

    assert beyond(session, part, found[0], is_back=True) == -1
    assert asked[beyond(session, part, found[0], is_back=False)] == found[1][0]
    assert asked[beyond(session, part, found[1], is_back=True)] == found[0][-1]


def test_an_answer_calls_up_another_question_of_the_form(session: Session):
    """As the condition says, before anything is saved."""
    ids = [f"budget_political_goals.{name}" for name in ("funding", "pool_interest", "pool_share")]
    asker = Scripted(Wish.DONE)
    Dialogue(session, asker).several(ids, ids[0])
    form = asker.forms[0]
    empty = {one.key: one.held for one in form.fields}

    assert form.asked(empty) == {ids[0]}
    assert form.asked({**empty, ids[0]: ("investment_pool",)}) == set(ids)


def test_an_answer_is_taken_away_by_emptying_its_field(session: Session):
    """As in the form of a row."""
    held(session, PASS, "Teknik", PASS)
    held(session, PASS, Wish.CLEAR, PASS)

    assert session.answers.state(FILED[1]) == "unanswered"


def test_line_by_line_a_field_is_marked_too(session: Session):
    """By its number and the word."""
    lines = iter(["1: Strandby", "2: :ved ikke", "Mette", ""])
    written: list[str] = []

    Dialogue(session, Plain(session.language, lambda: next(lines), written.append)).several(FILED, FILED[0])

    assert (session.answers.state(FILED[1]), session.answers.value(FILED[0])) == ("unknown", "Strandby")
    assert any(line.startswith("Om ét felt kan der skrives :ved ikke") for line in written)
