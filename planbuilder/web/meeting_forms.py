"""What becomes of the forms of a meeting at the board in the browser: each is noted by the use case of its point.

In: a visit, a point, and what was sent. Out: nothing where it is saved, else `Refused`: why, at the field that it is
about, and whether whoever sent it can say that it is right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from starlette.exceptions import HTTPException

from planbuilder.errors import PlanbuilderError, Problem
from planbuilder.questionnaire.needed import MEETINGS
from planbuilder.record import record
from planbuilder.usecases import agenda, measuring, meetings
from planbuilder.usecases.agenda import FIELDS, Agenda, Point
from planbuilder.web import saving
from planbuilder.web.posted import Sent
from planbuilder.web.visit import Visit

Typed = Mapping[str, str]
# What a box says that is ticked by somebody who is sure of what can hardly be meant.
SURE = "sure"


@record
class Refused:
    """Why a form cannot be taken, by the field that each reason is about; `asks` where it can be sent as it is."""

    errors: Mapping[str, str]
    asks: bool = False


class _AtField(Exception):
    """Something cannot be taken, and stands in a field."""

    def __init__(self, field: str, error: PlanbuilderError) -> None:
        super().__init__(field)
        self.field, self.error = field, error


@contextmanager
def _at(field: str) -> Iterator[None]:
    """Say of what cannot be taken that it stands in a field."""
    try:
        yield
    except PlanbuilderError as error:
        raise _AtField(field, error) from error


def say(visit: Visit, known: Agenda, point: Point, sent: Sent) -> Refused | None:
    """Why what was said of a point cannot be taken; None once it is saved."""
    typed = {name: str(sent.get(name, "")) for name in sent}
    try:
        if point.kind == "who":
            return _attended(visit, known, sent)
        SAID[point.kind](visit, known.meeting, point.about, typed)
    except _AtField as error:
        asks = isinstance(error.error, meetings.Doubtful)
        return Refused({error.field: " ".join(_told(visit, one) for one in error.error.problems)}, asks)
    return None


def _told(visit: Visit, found: Problem) -> str:
    return f"{visit.session.language.problem(found)} {visit.session.language.way_out(found)}"


def _attended(visit: Visit, known: Agenda, sent: Sent) -> Refused | None:
    session = visit.session
    saved = saving.attempted(session, sent, lambda: saving.save_row(session, MEETINGS, known.meeting, sent))
    refused = saved.posted.refused
    return Refused({"said": " ".join(one.why for one in refused.values())}) if refused else None


def _measure(visit: Visit, meeting: str, about: str, typed: Typed) -> None:
    day, session = typed.get("day", ""), visit.session
    with _at("day"):
        if day.strip():
            measuring.day_of(day, session.language, session.author().at.date())
    with _at("said"):
        meetings.measure(session, meeting, about, typed.get("said", ""), day, bool(typed.get(SURE)))


def _cause(visit: Visit, meeting: str, about: str, typed: Typed) -> None:
    with _at("said"):
        meetings.note_cause(visit.session, meeting, about, typed.get("said", ""))


def _action(visit: Visit, meeting: str, about: str, typed: Typed) -> None:
    act = typed.get("act", "")
    if act not in meetings.steps_of(visit.session, about):
        raise HTTPException(404)
    with _at("deadline" if act == "moved" else "said"):
        meetings.follow_up(visit.session, meeting, about, act, typed.get("deadline", ""), bool(typed.get(SURE)))


def _idea(visit: Visit, meeting: str, about: str, typed: Typed) -> None:
    with _at("said"):
        meetings.raise_idea(visit.session, meeting, typed.get("said", ""), typed.get("by", ""))


def _assess(visit: Visit, meeting: str, about: str, typed: Typed) -> None:
    effect, _, resources = typed.get("field", "").partition(".")
    if (effect, resources) not in FIELDS:
        raise HTTPException(404)
    with _at("said"):
        meetings.assess(visit.session, meeting, about, effect, resources)


def _choose(visit: Visit, meeting: str, about: str, typed: Typed) -> None:
    session, idea, why = visit.session, typed.get("idea", ""), typed.get("why", "")
    with _at("said"):
        if idea not in agenda.ideas_to_choose(session.opened.plan):
            raise meetings.no_idea_chosen()
    if typed.get("act") != "action":
        with _at("why"):
            meetings.put_away(session, meeting, idea, why)
        return
    with _at("why"):
        # Enter in the field of the reason presses the first button; what is written says what is meant.
        if why.strip():
            raise meetings.two_ends(idea)
    responsible, deadline = typed.get("responsible", ""), typed.get("deadline", "")
    with _at("deadline"):
        try:
            meetings.put_into_action(session, meeting, idea, responsible, deadline, bool(typed.get(SURE)))
        except meetings.Doubtful as error:
            raise _AtField("deadline" if responsible else "responsible", error) from error


def _decision(visit: Visit, meeting: str, about: str, typed: Typed) -> None:
    with _at("said"):
        meetings.decide(visit.session, meeting, typed.get("said", ""))


SAID: Mapping[str, Callable[[Visit, str, str, Typed], None]] = {
    "measure": _measure,
    "cause": _cause,
    "action": _action,
    "idea": _idea,
    "assess": _assess,
    "choose": _choose,
    "decision": _decision,
}
