"""People are known by id and by name; a name that several have is told with all of them."""

from __future__ import annotations

import pytest

from planbuilder.errors import UsageWrong
from planbuilder.plan.model import Plan
from planbuilder.plan.people import person_id
from planbuilder.plan.registers import Person

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
