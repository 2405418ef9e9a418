"""What is said at a meeting at the board, noted as it is said: each change to the plan with its line of the minutes.

In: a session on a plan, the meeting, and what people say as they type or choose it. Out: the plan with it on disk. A
meeting begins once and goes on until it is ended; what is said again of the same thing takes the place of what was.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal, cast

from planbuilder import codes
from planbuilder.errors import Problem, UsageWrong, problem
from planbuilder.interview.session import Session
from planbuilder.plaintext import in_one_line
from planbuilder.plan import on_board
from planbuilder.plan.odd_readings import odd_reading
from planbuilder.plan.registers import Action, Minute
from planbuilder.plan.steps import Edits
from planbuilder.plan.store import Making, OpenPlan
from planbuilder.questionnaire.needed import ACTIONS, IDEAS, MEETINGS, MINUTES
from planbuilder.record import replace
from planbuilder.repeating import Repeated
from planbuilder.units import in_unit
from planbuilder.usecases import acting, measuring, rows
from planbuilder.usecases.agenda import under_way
from planbuilder.usecases.measuring import Measured, Prepared
from planbuilder.yamltext.nodes import Data

Step = Literal["kept", "started", "finished", "evaluated", "moved"]
STEPS: tuple[Step, ...] = ("kept", "started", "finished", "evaluated", "moved")


class Doubtful(UsageWrong):
    """What is said can hardly be meant; it is noted when it is said again by somebody who is `sure`."""


def _sure_of(found: Iterable[Problem], sure: bool) -> None:
    """Raise Doubtful for what is odd, unless somebody is sure of it."""
    odd = () if sure else tuple(found)
    if odd:
        raise Doubtful(odd)


def begin(held: Session, on: date) -> str:
    """The id of the meeting that is under way, else of one that begins now, on a day."""
    return under_way(held.opened.plan) or held.add_row(MEETINGS, {"on": on, "state": "open"})


def end(held: Session, meeting: str) -> None:
    """Note that a meeting has ended; what it did not come to is for the next one."""
    held.set_cell(MEETINGS, meeting, "state", "closed")


def measure(held: Session, meeting: str, indicator: str, value: str, day: str = "", sure: bool = False) -> Measured:
    """Note a value of an indicator as it is typed, and in the minutes who noted it; how the indicator goes with it.

    Where no day is said it is the meeting's, or today if that is to come. What the plan has of the day is corrected by
    a new entry. Raises UsageWrong as `measuring.measure` does, for a day that is none, and for nothing (PB402), and
    Doubtful for what can hardly have been measured (PB258, PB461).
    """
    on = measuring.day_of(day, held.language, held.author().at.date()) if day.strip() else measured_on(held, meeting)
    one = measuring.prepared(held, measuring.Taken(indicator, _said(value), on))
    odd = odd_reading(held.opened.plan, one.indicator, one.reading.value)
    _sure_of([odd] if odd else [], sure)
    _noted(held, Minute(meeting, one.indicator, "measured", _measured(held, one)), one.edits)
    return measuring.measured(held, one)


def _measured(held: Session, one: Prepared) -> str:
    """A measurement as the minutes tell it: the value and its day, what it corrects, and who noted it."""
    language, name = held.language, held.author().name
    unit = held.opened.plan.indicators[one.indicator].unit
    value, day = in_unit(language, one.reading.value, unit), language.short_day(one.reading.on)
    text = language.text("meeting.measured", value=value, day=day)
    if one.corrects is not None:
        text = language.text("meeting.corrected", text=text, before=in_unit(language, one.corrects, unit))
    return language.text("meeting.noted_by", text=text, name=name) if name else text


def measured_on(held: Session, meeting: str) -> date:
    """The day on which is measured at a meeting where no other is said: its own, or today if that is to come."""
    today = held.author().at.date()
    return min(held.opened.plan.meetings[meeting].on or today, today)


def note_cause(held: Session, meeting: str, indicator: str, text: str) -> None:
    """Note what is said of why an indicator is as it is; raises UsageWrong for nothing (PB402)."""
    _noted(held, Minute(meeting, indicator, "cause", _said(text)))


def decide(held: Session, meeting: str, text: str) -> None:
    """Note a decision; raises UsageWrong for nothing (PB402)."""
    _noted(held, Minute(meeting, "", "decision", _said(text)))


def steps_of(held: Session, action: str) -> tuple[Step, ...]:
    """What can become of an action at a meeting: it goes on as it is, comes further, or gets another deadline.

    One that is finished can only be evaluated.
    """
    status = held.opened.plan.actions[action].status
    far, is_open = acting.ORDER.index(status), status in on_board.OPEN
    return tuple(one for one in STEPS if (is_open if one in ("kept", "moved") else acting.ORDER.index(one) > far))


def follow_up(held: Session, meeting: str, action: str, step: Step, deadline: str = "", sure: bool = False) -> None:
    """Note how far an action is, or its new deadline as it is typed.

    Raises UsageWrong for a deadline that is none (or missing, PB403), and for a step that it is beyond (PB368), and
    Doubtful for a deadline before the day of the meeting (PB460).
    """
    if step == "kept":
        if not _has(held.opened, meeting, action):
            _noted(held, Minute(meeting, action, "kept"))
    elif step == "moved":
        _move(held, meeting, action, deadline, sure)
    else:
        _noted(held, Minute(meeting, action, step), acting.moving(held, action, step))


def _move(held: Session, meeting: str, action: str, deadline: str, sure: bool) -> None:
    if not deadline.strip():
        raise UsageWrong([problem(codes.NEW_DEADLINE_MISSING, id=action)])
    wanted = rows.content(held, ACTIONS, {"deadline": deadline})["deadline"]
    one, language = held.opened.plan.actions[action], held.language
    was, new = one.deadline, cast("date | Repeated", wanted)
    _sure_of(on_board.passed("", replace(one, deadline=new), _day(held, meeting)), sure)
    now = language.deadline(new)
    text = language.text("meeting.moved", now=now, before=language.deadline(was)) if was else now
    _noted(held, Minute(meeting, action, "moved", text), held.cell_edits(ACTIONS, action, "deadline", wanted))


def _day(held: Session, meeting: str) -> date:
    """The day of a meeting, by which what is agreed at it is judged: its minutes may be written days later."""
    return held.opened.plan.meetings[meeting].on or held.author().at.date()


def raise_idea(held: Session, meeting: str, title: str, by: str = "") -> str:
    """The number of a new idea, noted in the plan and in the minutes; raises UsageWrong for nothing (PB402)."""
    content = rows.content(held, IDEAS, {"title": _said(title), "by": by})
    made: list[str] = []

    def edits(newest: OpenPlan) -> Edits:
        key, wanted = held.row_edits(IDEAS, content, newest.data)
        made.append(key)
        return {**wanted, **_line(held, newest, Minute(meeting, key, "raised"))}

    held.change(edits)
    return made[-1]


def name_proposer(held: Session, idea: str, by: str) -> None:
    """Note who has proposed an idea, as it is typed."""
    held.set_cell(IDEAS, idea, "by", in_one_line(by))


def assess(held: Session, meeting: str, idea: str, effect: str, resources: str) -> None:
    """Note the effect and resources of an idea, each low or high, and in the minutes the field that it is in."""
    edits = acting.assessing(held, idea, effect, resources)
    text = held.language.text(f"document.field.{effect}_effect_{resources}_resources")
    _noted(held, Minute(meeting, idea, "assessed", text), edits)


def put_into_action(
    held: Session, meeting: str, idea: str, responsible: str = "", deadline: str = "", sure: bool = False
) -> str:
    """The number of the action that an idea becomes, decided.

    Raises Doubtful where nobody is responsible for it or it has no deadline (PB459), and for a deadline before the day
    of the meeting (PB460).
    """
    texts = {"responsible": responsible, "deadline": deadline}
    made: list[str] = []
    edits = acting.promoting(held, idea, "action", "", texts, made)
    new = rows.content(held, ACTIONS, texts)
    title, due = held.opened.plan.ideas[idea].title, cast("date | Repeated | None", new.get("deadline"))
    wanted = Action(title, str(new.get("responsible", "")), due, "decided")
    _sure_of(acting.odd(wanted, _day(held, meeting)), sure)
    _noted(held, Minute(meeting, idea, "became"), edits)
    return made[-1]


def put_away(held: Session, meeting: str, idea: str, why: str) -> None:
    """Put an idea away; raises UsageWrong without a reason (PB367)."""
    edits = acting.promoting(held, idea, "nothing", why, {}, [])
    _noted(held, Minute(meeting, idea, "dropped", in_one_line(why)), edits)


def no_idea_chosen() -> UsageWrong:
    """That none of the ideas was chosen."""
    return UsageWrong([problem(codes.NO_IDEA_CHOSEN)])


def two_ends(idea: str) -> UsageWrong:
    """That an idea was to become an action, and a reason for putting it away was given."""
    return UsageWrong([problem(codes.IDEA_TO_TWO_ENDS, id=idea)])


def _said(text: str) -> str:
    text = text.strip()
    if not text:
        raise UsageWrong([problem(codes.NOTHING_SAID)])
    return text


def _noted(held: Session, line: Minute, also: Edits | Making | None = None) -> None:
    """Save a line of the minutes, with the change to the plan that it tells."""

    def edits(newest: OpenPlan) -> Edits:
        own = also(newest) if callable(also) else also or {}
        return {**own, **_line(held, newest, line)}

    held.change(edits)


def _line(held: Session, newest: OpenPlan, line: Minute) -> Edits:
    """The edits that write a line of the minutes: in the place of what it corrects, else as a new one."""
    kept: dict[str, Data] = {"meeting": line.meeting, "about": line.about, "what": line.what, "text": line.text}
    row: dict[str, Data] = {name: value for name, value in kept.items() if value}
    place = _place(newest, line)
    return {(*held.rows_path(MINUTES), place): row} if place else held.row_edits(MINUTES, row, newest.data)[1]


def _place(newest: OpenPlan, line: Minute) -> str:
    """The line that another takes the place of: the same of the same thing, or that it goes on as it is."""
    if not line.about:
        return ""
    same = {line.what, *(("kept",) if line.what in STEPS else ())}
    return next((id for id, one in _own(newest, line.meeting, line.about) if one.what in same), "")


def _own(newest: OpenPlan, meeting: str, about: str) -> list[tuple[str, Minute]]:
    return [(id, one) for id, one in newest.plan.minutes.items() if (one.meeting, one.about) == (meeting, about)]


def _has(newest: OpenPlan, meeting: str, action: str) -> bool:
    return bool(_own(newest, meeting, action))
