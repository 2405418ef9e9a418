"""What was typed as the value of an option, and the clock.

In: the words of a call. Out: the day they stand for, read as in an interview. What was read is shown.
"""

from __future__ import annotations

from datetime import date, datetime

from planbuilder.cli.output import message
from planbuilder.errors import UsageWrong, problem
from planbuilder.language import Language, UnclearDay


def moment() -> datetime:
    """The present moment with its distance from UTC, so that what two machines note can be put in order."""
    return datetime.now().astimezone()


def parsed_day(text: str | None, language: Language, today: date | None = None) -> date | None:
    """A day as it was typed, None if none was; raises UsageWrong.

    What was read is shown where it was written in another form than YYYY-MM-DD. A day without a year is the next one
    from `today`, and refused without it.
    """
    if not text:
        return None
    try:
        day = language.parse_day(text, today)
    except UnclearDay as error:
        raise UsageWrong([problem(error.code, found=text, **error.values)]) from error
    if day.isoformat() != text:
        message(language.text("interview.read_as", value=language.day(day)))
    return day
