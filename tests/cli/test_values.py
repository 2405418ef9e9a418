"""What is typed behind an option is read as in an interview, and what was read is told."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from planbuilder.cli.values import author_of, parsed_day
from planbuilder.errors import UsageWrong
from planbuilder.language import load
from planbuilder.plan.model import Plan
from planbuilder.plan.registers import Person
from planbuilder.plan.store import Author

TODAY, NOW = date(2026, 11, 25), datetime(2026, 11, 25, 12, 0)
PLAN = Plan("planbuilder.plan/1", "p", "Plan", 2026, 2027, 5, people={"P1": Person("Mia Holm", role="leder")})


@pytest.mark.parametrize(
    ("text", "day", "told"),
    [
        (None, None, ""),
        ("", None, ""),
        ("2027-01-12", date(2027, 1, 12), ""),
        ("12.1.2027", date(2027, 1, 12), "Læst som 12. januar 2027\n"),
        ("1. maj", date(2027, 5, 1), "Læst som 1. maj 2027\n"),
        ("1 May 2027", date(2027, 5, 1), "Læst som 1. maj 2027\n"),
    ],
)
def test_a_date_is_read_as_people_write_it(
    capsys: pytest.CaptureFixture[str], text: str | None, day: date | None, told: str
) -> None:
    """The form of files needs no echo; any other has one, on standard error."""
    assert (parsed_day(text, load("da"), TODAY), capsys.readouterr().err) == (day, told)


@pytest.mark.parametrize(
    ("text", "today", "code"),
    [
        ("i går", TODAY, "PB039"),
        ("31.2.2027", TODAY, "PB039"),
        ("marts 2027", TODAY, "PB065"),
        ("1. maj", None, "PB066"),
    ],
)
def test_an_unclear_date_is_refused(text: str, today: date | None, code: str) -> None:
    """With what it may be; without today a date needs its year."""
    with pytest.raises(UsageWrong) as caught:
        parsed_day(text, load("da"), today)

    assert [one.code for one in caught.value.problems] == [code]


@pytest.mark.parametrize(
    ("name", "role", "author"),
    [
        ("", "", ("", "")),
        ("Bo Dam", "jurist", ("Bo Dam", "jurist")),
        ("Bo\nDam ", "\tjurist", ("Bo Dam", "jurist")),
        ("P1", "", ("Mia Holm", "leder")),
        ("P1", "stedfortræder", ("Mia Holm", "stedfortræder")),
    ],
)
def test_who_does_something_may_be_named_by_id(name: str, role: str, author: tuple[str, str]) -> None:
    """The plan's name and role stand for the id; what is typed as a role wins."""
    assert author_of(PLAN, {"as": name, "role": role}, NOW) == Author(*author, NOW)
