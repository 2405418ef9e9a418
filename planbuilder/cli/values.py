"""What was typed as the value of an option: a date, or who does something.

In: the words of a call. Out: what they stand for, read as in an interview. What was read is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from planbuilder.cli.output import message
from planbuilder.errors import UsageWrong, problem
from planbuilder.language import Language, UnclearDay
from planbuilder.plan.model import Plan
from planbuilder.plan.people import refuse_name_of_several
from planbuilder.plan.store import Author
from planbuilder.yamltext.schema import in_one_line


def moment() -> datetime:
    """The present moment with its distance from UTC, so that what two machines note can be put in order."""
    return datetime.now().astimezone()


def author_of(plan: Plan, given: Mapping[str, Any], at: datetime) -> Author:
    """Who does something to a plan: whoever `--as` names, by id too, whose role is then the plan's.

    Raises UsageWrong for the name of several without a role.
    """
    known = plan.people.get(given["as"])
    if known is None:
        if not given["role"]:
            refuse_name_of_several(plan, given["as"])
        return Author(in_one_line(given["as"]), in_one_line(given["role"]), at)
    return Author(known.name, in_one_line(given["role"]) or known.role, at)


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
