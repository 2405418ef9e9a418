"""People are known by id and by name; a name that several have is told with all of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.errors import UsageWrong
from planbuilder.plan.model import Plan
from planbuilder.plan.people import person_id, refuse_name_of_several
from planbuilder.plan.registers import Person
from planbuilder.record import replace

PEOPLE = {
    "P1": Person("Hanne Lund", role="leder"),
    "P2": Person("Bo Dam"),
    "P3": Person("hanne lund", role="jurist"),
    "P4": Person("P9"),
}
PLAN = Plan("planbuilder.plan/1", "p", "Plan", 2026, 2027, 5, people=PEOPLE)


@pytest.mark.parametrize(
    ("named", "id"), [("P1", "P1"), ("p2", "P2"), ("Bo Dam", "P2"), (" bo  dam ", "P2"), ("P9", "P4")]
)
def test_a_person_is_found(named: str, id: str) -> None:
    """Whatever the case, and with blanks in a row."""
    assert person_id(PLAN, named) == id


@pytest.mark.parametrize(
    ("named", "code", "known"),
    [
        ("Hanne Lund", "PB069", "P1 Hanne Lund, leder; P3 hanne lund, jurist"),
        ("Hanne", "PB227", "P1 Hanne Lund, leder; P2 Bo Dam; P3 hanne lund, jurist; P4 P9"),
    ],
)
def test_who_is_nobody_or_more_than_one_is_told(named: str, code: str, known: str) -> None:
    """With everybody who may be meant, so that an id can be chosen."""
    with pytest.raises(UsageWrong) as caught:
        person_id(PLAN, named)

    assert [(one.code, one.values["known"]) for one in caught.value.problems] == [(code, known)]


METTES = {
    "P1": Person("Mette Jensen", role="skoleleder"),
    "P2": Person("Mette Jensen", role="økonomichef", unit="Kultur"),
    "P3": Person("mette  jensen", role="økonomichef", unit="Skole"),
    "P4": Person("Mette Jensen", role="økonomichef", unit="Skole"),
    "P5": Person("Mette Jensen"),
    "P6": Person("Bo Dam", role="jurist"),
}
TOLD = {
    "P1": "Mette Jensen (skoleleder)",
    "P2": "Mette Jensen (økonomichef – Kultur)",
    "P3": "mette  jensen (økonomichef – Skole – P3)",
    "P4": "Mette Jensen (økonomichef – Skole – P4)",
    "P5": "Mette Jensen (P5)",
    "P6": "Bo Dam",
    "P7": "P7",
}
SEVERAL = Plan("planbuilder.plan/1", "p", "Plan", 2026, 2027, 5, people=METTES)


@pytest.mark.parametrize(("id", "told"), TOLD.items())
def test_people_of_one_name_are_told_apart(id: str, told: str) -> None:
    """By as much as it takes: position, unit, id. Who has a name alone is called by it."""
    assert SEVERAL.person(id) == told


@pytest.mark.parametrize("id", METTES)
def test_what_tells_a_person_apart_is_understood(id: str) -> None:
    """As the list says it, so it can be typed."""
    assert person_id(SEVERAL, TOLD[id]) == id


@pytest.mark.parametrize("named", ["Mette Jensen", " mette  JENSEN "])
def test_a_name_of_several_says_who_nobody_is(named: str) -> None:
    """Who does something to a plan must be one person to whoever reads the journal."""
    with pytest.raises(UsageWrong, match="PB069"):
        refuse_name_of_several(SEVERAL, named)


NAMED = st.builds(Person, st.sampled_from(["Bo", "bo", "Eva"]), *[st.sampled_from(["", "jurist", "leder"])] * 2)


@given(st.lists(NAMED))
def test_no_two_people_are_called_the_same(people: list[Person]) -> None:
    """Whatever they have in common."""
    plan = replace(SEVERAL, people={f"P{n}": person for n, person in enumerate(people)})

    called = [plan.person(id).casefold() for id in plan.people]

    assert len({*called}) == len(called)
