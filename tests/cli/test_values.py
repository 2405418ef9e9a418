"""What is typed behind an option is read as in an interview, and what was read is told."""

from __future__ import annotations

from datetime import date

import pytest

from planbuilder.cli.values import parsed_day
from planbuilder.errors import UsageWrong
from planbuilder.language import load

TODAY = date(2026, 11, 25)


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
