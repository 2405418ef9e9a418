"""A meeting at the board in the browser: its agenda, and a page a point.

In: a visit, a point, and what was sent and could not be taken (`meeting_forms`). Out: a `Page`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from starlette.exceptions import HTTPException

from planbuilder.interview import screens
from planbuilder.interview.rows import field_of
from planbuilder.plan.on_board import called
from planbuilder.questionnaire.needed import ACTIONS, MEETINGS
from planbuilder.record import record
from planbuilder.usecases import agenda, agenda_words, meetings
from planbuilder.usecases.agenda import FIELDS, KINDS, Agenda, Point
from planbuilder.web import saving
from planbuilder.web.controls import field_view
from planbuilder.web.meeting_forms import Refused
from planbuilder.web.pages import Page
from planbuilder.web.posted import was_of
from planbuilder.web.views import Choice
from planbuilder.web.visit import Visit

END = "end"
NOTHING = Refused({})
# What the forms of a meeting hold beside what is pressed.
TYPED = ("said", "by", "day", "deadline", "idea", "responsible", "why")


@record
class StepView:
    """A point as the agenda beside it shows it; `done` is what it is called once it is, empty before."""

    text: str
    href: str
    here: bool
    done: str


@record
class HeadView:
    """A heading of the agenda with its points."""

    heading: str
    steps: tuple[StepView, ...]


def found(visit: Visit) -> Agenda:
    """The agenda as the plan is now."""
    return agenda.agenda_of(visit.session, visit.day)


def point_of(known: Agenda, key: str) -> Point:
    """The point of a key; raises HTTPException (404) where the agenda has none such."""
    one = next((one for one in known.points if one.key == key), None)
    if one is None:
        raise HTTPException(404)
    return one


def beginning(visit: Visit) -> Page:
    """The agenda before the meeting, with a button to begin it."""
    known = found(visit)
    lines = list(agenda_words.overview(visit.session, known))
    title = agenda_words.title(visit.session.language, visit.session.opened.plan, known)
    return Page("meeting_begin.html", {"here": "board", "title": title, "lines": _outline(lines)})


def _outline(lines: list[str]) -> list[tuple[str, list[str]]]:
    """Lines as headings with what stands indented beneath each."""
    made: list[tuple[str, list[str]]] = []
    for line in lines:
        if line.startswith(" ") and made:
            made[-1][1].append(line.strip())
        else:
            made.append((line, []))
    return made


def at(
    visit: Visit, key: str, told: str = "", refused: Refused = NOTHING, typed: Mapping[str, str] | None = None
) -> Page:
    """The page of a point, or of the end; what was typed and refused stays, each reason at its field."""
    session, known = visit.session, found(visit)
    title = agenda_words.title(session.language, session.opened.plan, known)
    values: dict[str, object] = {
        "here": "board",
        "title": title,
        "heads": _heads(visit, known, key),
        "end_href": visit.url(f"board/meeting/{END}"),
        "action": visit.url(f"board/meeting/{key}"),
        "errors": [*refused.errors.items()],
        "bad": refused.errors,
        "sure": refused.asks,
        "typed": {**dict.fromkeys(TYPED, ""), **(typed or {})},
        "told": told,
    }
    if key == END:
        left = [agenda_words.name(session, one, known.on) for one in known.points if not one.done]
        return Page("meeting_end.html", {**values, "left": left, "at_end": True}, 422 if refused.errors else 200)
    point = point_of(known, key)
    keys = [one.key for one in known.points]
    before, after = keys[: keys.index(key)], [*keys[keys.index(key) + 1 :], END]
    values |= {
        "kind": point.kind,
        "heading": agenda_words.heading(session.language, point.kind),
        "name": agenda_words.name(session, point, known.on) if point.about else "",
        "lines": [*agenda_words.lines(session, point, known.on)],
        "before": visit.url(f"board/meeting/{before[-1]}") if before else "",
        "after": visit.url(f"board/meeting/{after[0]}"),
        "at_end": False,
        **SHOWN.get(point.kind, _nothing)(visit, known, point),
    }
    return Page("meeting.html", values, 422 if refused.errors else 200)


def _heads(visit: Visit, known: Agenda, key: str) -> list[HeadView]:
    return [
        HeadView(
            agenda_words.heading(visit.session.language, kind),
            tuple(_step(visit, one, one.key == key) for one in known.of(kind)),
        )
        for kind in KINDS
        if known.of(kind)
    ]


def _step(visit: Visit, one: Point, here: bool) -> StepView:
    """A point beside the page; one that is about nothing in particular is called as its heading is."""
    text = called(visit.session.opened.plan, one.about)
    done = agenda_words.mark(visit.session, one) if one.done else ""
    return StepView(text, visit.url(f"board/meeting/{one.key}"), here, done)


def _nothing(visit: Visit, known: Agenda, point: Point) -> dict[str, object]:
    return {}


def _who(visit: Visit, known: Agenda, point: Point) -> dict[str, object]:
    session = visit.session
    column = next(one for one in session.question(MEETINGS).columns if one.id == "taking_part")
    field = field_of(session, MEETINGS, known.meeting, column)
    shown = field_view(visit, screens.input_of(session, field))
    return {"field": shown, "was": was_of(session, MEETINGS, saving.row_path(session, MEETINGS, known.meeting))}


def _measure(visit: Visit, known: Agenda, point: Point) -> dict[str, object]:
    session = visit.session
    on = session.language.short_day(meetings.measured_on(session, known.meeting))
    return {"asked": agenda_words.value_asked(session, point.about), "on": on}


def _cause(visit: Visit, known: Agenda, point: Point) -> dict[str, object]:
    asked = agenda_words.talk_asked(visit.session, point.about, known.on)
    own = agenda.minutes_of(visit.session.opened.plan, known.meeting)
    said = next((one.text for one in own if (one.what, one.about) == ("cause", point.about)), "")
    return {"said": said, "asked": asked}


def _action(visit: Visit, known: Agenda, point: Point) -> dict[str, object]:
    steps = [one for one in meetings.steps_of(visit.session, point.about) if one != "moved"]
    may_move = "moved" in meetings.steps_of(visit.session, point.about)
    return {"steps": [(one, visit.text(f"meeting.step.{one}")) for one in steps], "may_move": may_move}


def _assess(visit: Visit, known: Agenda, point: Point) -> dict[str, object]:
    text = visit.text
    names = {field: text(f"document.field.{field[0]}_effect_{field[1]}_resources") for field in FIELDS}
    fields = [(f"{e}.{r}", f"{e}-{r}", text(f"meeting.field.{e}_{r}", name=name)) for (e, r), name in names.items()]
    return {"fields": fields}


def _choose(visit: Visit, known: Agenda, point: Point) -> dict[str, object]:
    session = visit.session
    ideas = [(id, agenda_words.idea_line(session, id)) for id in agenda.ideas_to_choose(session.opened.plan)]
    people = [Choice(id, session.opened.plan.person(id), False) for id in session.opened.plan.people]
    return {"ideas": ideas, "people": people, "lines": [], "labels": _labels(visit)}


def _labels(visit: Visit) -> dict[str, str]:
    return {one.id: visit.session.language.pick(one.label) for one in visit.session.question(ACTIONS).columns}


SHOWN: Mapping[str, Callable[[Visit, Agenda, Point], dict[str, object]]] = {
    "who": _who,
    "measure": _measure,
    "cause": _cause,
    "action": _action,
    "assess": _assess,
    "choose": _choose,
}


# Points at which more is said than one thing: the page stays until one goes on.
STAY = ("idea", "choose", "decision")


def next_key(visit: Visit, before: Agenda, point: Point) -> str:
    """The point that comes after one that is saved: the next that is not done, else the end."""
    if point.kind in STAY:
        return point.key
    keys = [one.key for one in before.points]
    after = found(visit).next(keys[: keys.index(point.key) + 1])
    return after.key if after else END
