"""Blocks of the meetings at the board: all their minutes in the plan, and those of the latest as a paper of their own.

In: `Material`. Out: primitives. Each line of the minutes stands under the heading of what it tells; it says what was
done at the meeting, while where things stand now is for the board.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from operator import attrgetter

from planbuilder.document.blocks.actions import deadline_of
from planbuilder.document.fields import instead, shown_cell, with_informants
from planbuilder.document.material import Content, Material, facts, row, table
from planbuilder.document.model import Block, Column, Paragraph, Row, Span, plain
from planbuilder.figures.following import readings
from planbuilder.plan.on_board import called
from planbuilder.plan.registers import Meeting, Minute
from planbuilder.questionnaire.needed import MEETINGS, MINUTES

MEASURED = ("measured",)
CAUSES = ("cause",)
STEPS = ("kept", "started", "finished", "evaluated", "moved")
IDEAS = ("raised", "assessed", "became", "dropped")
DECISIONS = ("decision",)


def meetings(m: Material) -> tuple[Block, ...]:
    """Every meeting with who was there and its minutes, in order; nothing before there is one."""
    rows = [one for id, meeting in m.plan.meetings.items() for one in _meeting(m, id, meeting)]
    rows += [_line(m, id, one) for id, one in m.plan.minutes.items() if one.meeting not in m.plan.meetings]
    if not rows:
        said = instead(m, MEETINGS)
        return (Paragraph((Span(f"{m.words('meetings.caption')}: ", bold=True), *said)),) if said else ()
    shown = table("meetings", m.words("meetings.caption"), m.columns("about 2.4", "happened 1", "minutes 3.4"), rows)
    return (with_informants(m, (MEETINGS, MINUTES), shown),)


def _meeting(m: Material, id: str, meeting: Meeting) -> list[Row]:
    """A meeting's head, and its lines."""
    lines = [_line(m, key, one) for key, one in m.plan.minutes.items() if one.meeting == id]
    return [row((" – ".join(filter(None, (id, _day(m, meeting), _people(m, meeting)))),), "group"), *lines]


def _day(m: Material, meeting: Meeting) -> str:
    return m.language.day(meeting.on) if meeting.on else ""


def _people(m: Material, meeting: Meeting) -> str:
    return m.language.sentence_list(m.plan.person(id) for id in meeting.taking_part)


def _line(m: Material, id: str, one: Minute) -> Row:
    said = partial(shown_cell, m, MINUTES, id)
    what = said("what", m.choice("minute", one.what), m.words("column.happened"))
    return row((said("about", _about(m, one)) or "–", what, said("text", one.text) or "–"))


def _about(m: Material, one: Minute) -> str:
    """What a line is about, by number and title."""
    return called(m.plan, one.about)


def _latest(m: Material) -> str:
    """The id of the latest meeting; of several of one day the last."""
    held = [(one.on.isoformat() if one.on else "", n, id) for n, (id, one) in enumerate(m.plan.meetings.items())]
    return max(held, default=("", 0, ""))[2]


def minutes_facts(m: Material) -> tuple[Block, ...]:
    """When the latest meeting was, who was there, and whether it has ended; that there has been none."""
    id = _latest(m)
    if not id:
        return (m.nothing("meetings"),)
    meeting = m.plan.meetings[id]
    pairs: list[tuple[str, Content]] = [
        (m.words("meetings.on"), m.or_gap(_day(m, meeting), m.words("column.date"))),
        (m.words("meetings.people"), m.or_gap(_people(m, meeting), m.words("meetings.people"))),
    ]
    if meeting.state == "open":
        pairs.append((m.words("column.status"), m.choice("meeting_state", "open")))
    return (facts("minutes_facts", "", pairs, m.words("meetings.caption")),)


def minutes_measured(m: Material) -> tuple[Block, ...]:
    """What was measured since the meeting before, what at the latest meeting itself, when, by whom it was noted, and
    why it is as it is: an indicator a row. A column of which nothing is noted is left out.
    """
    told = {head: _by_subject(_own(m, what)) for head, what in (("measured_there 2.2", MEASURED), ("cause 3", CAUSES))}
    before = _measured_before(m, told["measured_there 2.2"])
    shown = {head: texts for head, texts in {"measured_before 1.8": before, **told}.items() if texts}
    about = [id for id in m.plan.indicators if any(id in texts for texts in shown.values())]
    about += [id for texts in shown.values() for id in texts if id not in about]
    rows = [row((called(m.plan, id), *("\n".join(texts.get(id, ["–"])) for texts in shown.values()))) for id in about]
    return _shown(m, "causes", m.columns("indicator 2.4", *shown), rows)


def _measured_before(m: Material, there: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """The latest of each indicator that was measured after the meeting before and up to the latest one's day.

    What the minutes say was noted at the meeting itself is not told twice.
    """
    meeting = m.plan.meetings.get(_latest(m))
    if meeting is None or meeting.on is None:
        return {}
    since = max((one.on for one in m.plan.meetings.values() if one.on and one.on < meeting.on), default=date.min)
    told: dict[str, list[str]] = {}
    for id, one in m.plan.indicators.items():
        known = [x for x in readings(m.plan.measurements.values(), id) if since < x.on <= meeting.on]
        texts = [
            m.language.text("meeting.measured", value=m.in_unit(x.value, one.unit), day=m.language.short_day(x.on))
            for x in known
        ]
        left = [text for text in texts if not any(line.startswith(text) for line in there.get(id, ()))]
        if left:
            told[id] = left[-1:]
    return told


def minutes_actions(m: Material) -> tuple[Block, ...]:
    """What became of the actions that the latest meeting spoke of, and whose they are."""
    columns = m.columns("action 3.4", "responsible 1.3", "happened 1.7")
    rows = [row((_about(m, one), _whose(m, one.about), _happened(m, one))) for one in _own(m, STEPS)]
    return _shown(m, "actions", columns, rows)


def _whose(m: Material, id: str) -> str:
    action = m.plan.actions.get(id)
    return m.plan.person(action.responsible) if action and action.responsible else "–"


def _happened(m: Material, one: Minute) -> str:
    return ": ".join(filter(None, (m.choice("minute", one.what), one.text)))


def _by_subject(lines: Iterable[Minute], say: Callable[[Minute], str] = attrgetter("text")) -> dict[str, list[str]]:
    """What is said of each thing that some lines are about, in their order."""
    told: dict[str, list[str]] = {}
    for one in lines:
        told.setdefault(one.about, []).append(say(one))
    return told


def minutes_ideas(m: Material) -> tuple[Block, ...]:
    """What became of the ideas that the latest meeting spoke of, an idea a row; of one that became an action, which."""
    told = _by_subject(_own(m, IDEAS), partial(_ended, m))
    rows = [row((_proposed(m, id), "\n".join(lines))) for id, lines in told.items()]
    return _shown(m, "ideas", m.columns("idea 3.4", "happened 3"), rows)


def _proposed(m: Material, id: str) -> str:
    """An idea by number and title, and who proposed it, where that is noted."""
    idea = m.plan.ideas.get(id)
    return called(m.plan, id) + (m.words("board.by", name=idea.by) if idea and idea.by else "")


def _ended(m: Material, one: Minute) -> str:
    """What happened to an idea; of the action that it became, the number, the day and whose it is."""
    idea = m.plan.ideas.get(one.about)
    if one.what != "became" or not idea or not idea.became:
        return _happened(m, one)
    action = m.plan.actions.get(idea.became)
    day = deadline_of(m, action) if action else ""
    due = m.words("follow_up.due", day=day) if day else ""
    who = m.plan.person(action.responsible) if action and action.responsible else ""
    return ", ".join(filter(None, (m.words("meetings.became", id=idea.became), due, who)))


def minutes_decisions(m: Material) -> tuple[Block, ...]:
    """What the latest meeting decided."""
    said: list[tuple[str, Content]] = [(f"{n}.", plain(one.text)) for n, one in enumerate(_own(m, DECISIONS), 1)]
    if not said:
        return (m.nothing("meeting_decisions"),)
    return (facts("minutes_decisions", "", said, m.words("meetings.decisions"), widths=(0.3, 6)),)


def _own(m: Material, what: tuple[str, ...]) -> list[Minute]:
    id = _latest(m)
    return [one for one in m.plan.minutes.values() if id and one.meeting == id and one.what in what]


def _shown(m: Material, name: str, columns: tuple[Column, ...], rows: list[Row]) -> tuple[Block, ...]:
    if not rows:
        return (m.nothing(f"meeting_{name}"),)
    return (table(f"minutes_{name}", "", columns, rows, m.words(f"meetings.{name}")),)
