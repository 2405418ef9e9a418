"""What is typed behind an option is read as in an interview; what can be made again is kept in the user's own place."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest

from planbuilder.cli.options import Words, kept_figures, parsed_day
from planbuilder.errors import UsageWrong
from planbuilder.language import Language, load

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


@pytest.mark.parametrize(
    ("system", "environment", "expected"),
    [
        ("linux", {"HOME": "/home/a"}, "/home/a/.cache/planbuilder/figures"),
        ("linux", {"HOME": "/home/a", "XDG_CACHE_HOME": "/c"}, "/c/planbuilder/figures"),
        ("darwin", {"HOME": "/Users/a"}, "/Users/a/Library/Caches/planbuilder/figures"),
        ("linux", {"HOME": "/home/a", "PLANBUILDER_CACHE": "/x"}, "/x"),
        ("linux", {"HOME": "/home/a", "PLANBUILDER_CACHE": ""}, None),
        ("linux", {"HOME": "/home/a", "XDG_CACHE_HOME": "here"}, None),
        ("linux", {}, None),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="paths of Unix")
def test_figures_are_kept_in_the_users_own_place(
    monkeypatch: pytest.MonkeyPatch, system: str, environment: dict[str, str], expected: str | None
) -> None:
    """As each system has it; nowhere for a user without a place, or in the folder one happens to stand in."""
    monkeypatch.setattr(sys, "platform", system)

    assert kept_figures(environment) == (Path(expected) if expected else None)


def test_the_help_of_a_number_tells_the_bounds_that_hold(spoken: Language) -> None:
    """They are those of the option itself, not what somebody once wrote."""
    option = Words(spoken).number("--horizon", 1, 60)

    assert "1-60" in str(option.help)
