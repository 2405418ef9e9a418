"""The board as a page for the wall: goals, ideas, assessment and action plan, large, as the plan is now.

In: a visit. Out: a `Page`. It shows what documents may show, since everybody who passes by can read it; and of the
four fields those alone that the visitor reaches.
"""

from __future__ import annotations

from planbuilder import pipeline
from planbuilder.document.blocks.board_goals import goals_on_wall
from planbuilder.document.blocks.indicators import level
from planbuilder.document.figure_model import Chart
from planbuilder.document.following import verdict_in_words
from planbuilder.document.material import Material
from planbuilder.document.model import Note, Section, text_of
from planbuilder.drawing.studio import Studio
from planbuilder.drawing.svg import svg
from planbuilder.drawing.typeface import set_in
from planbuilder.figures.following import Standing, Verdict, standing_of
from planbuilder.interview.session import Session
from planbuilder.look import Look
from planbuilder.plan import on_board
from planbuilder.plan.registers import Indicator
from planbuilder.questionnaire.needed import ACTIONS, IDEAS, INDICATORS, MEASUREMENTS, MEETINGS, MINUTES
from planbuilder.record import record, replace
from planbuilder.usecases.agenda import FIELDS, under_way
from planbuilder.usecases.agenda_words import action_parts
from planbuilder.usecases.looks import look_of
from planbuilder.web.pages import Page
from planbuilder.web.visit import Visit
from planbuilder.writers.shared import drawn

SHOWN = (INDICATORS, MEASUREMENTS, IDEAS, ACTIONS)
HELD = (MEETINGS, MINUTES, INDICATORS, MEASUREMENTS, IDEAS, ACTIONS)
# So many hang on the wall; of others it is told how many there are.
MOST_ACTIONS, MOST_IN_GREEN, MOST_IN_FIELD, MOST_NEW = 3, 2, 1, 3
CHART_WIDTH = 250  # points: the narrower a chart is drawn, the larger its words are on the wall
TONES: dict[Verdict, str] = {
    "behind": "bad",
    "not_kept": "bad",
    "on_track": "good",
    "ahead": "good",
    "reached": "good",
    "kept": "good",
}


@record
class GoalView:
    """A goal on the wall: its message, how it goes in a sentence, its line as a picture, and what to talk of."""

    id: str
    message: str
    verdict: str
    tone: str
    picture: str = ""
    alt: str = ""
    talk: tuple[str, ...] = ()


@record
class FieldOfIdeas:
    """A field of the assessment: its name, what effect and resources it has, its tone, its ideas, and how many more."""

    name: str
    means: str
    tone: str
    ideas: tuple[str, ...]
    more: str = ""


@record
class ActionView:
    """An action on the wall."""

    id: str
    title: str
    who: str
    status: str
    due: str
    is_late: bool


def sees(visit: Visit) -> bool:
    """Whether any of the board is this visitor's to see."""
    return any(map(visit.reaches, SHOWN))


def holds(visit: Visit) -> bool:
    """Whether this visitor may hold a meeting: whoever reaches all that it changes."""
    return visit.reaches_all(HELD)


def wall(visit: Visit, told: str = "") -> Page:
    """The board."""
    session = visit.session
    m = pipeline.material(session.opened.plan, session.questionnaire, session.language, visit.day)
    sees_goals = visit.reaches(INDICATORS) or visit.reaches(MEASUREMENTS)
    sees_ideas = visit.reaches(IDEAS)
    new = _new_ideas(m) if sees_ideas else []
    values = {
        "here": "board",
        "title": visit.text("web.board"),
        "goals": _goals(m, look_of(session.opened.folder)) if sees_goals else [],
        "legend": _legend(m),
        "sees_goals": sees_goals,
        "sees_ideas": sees_ideas,
        "new": new[:MOST_NEW],
        "new_more": _more(visit, len(new) - MOST_NEW),
        "fields": [_field(visit, m, *field) for field in FIELDS] if sees_ideas else [],
        **_actions(visit, m, session),
        "day": session.language.day(visit.day),
        "may_meet": holds(visit),
        "meeting": visit.text("web.meeting_on" if under_way(session.opened.plan) else "web.meeting_begin"),
        "told": told,
    }
    return Page("board.html", values)


def _more(visit: Visit, count: int) -> str:
    return visit.session.language.count("status.more", count) if count > 0 else ""


def _legend(m: Material) -> str:
    """What the colours of goals mean, and the lines of their charts, where any is drawn."""
    charts = [block for goal in goals_on_wall(m) for block in goal.blocks if isinstance(block, Chart)]
    key = "lines" if any(len(chart.series) > 1 for chart in charts) else "line"
    lines = m.words(f"board.{key}") if charts else ""
    return " ".join(filter(None, (m.language.text("web.legend.goals"), lines)))


def _goals(m: Material, look: Look) -> list[GoalView]:
    """The goals, drawn one after the other by one studio."""
    studio = Studio(look)
    with set_in(look.faces):
        return [_goal(m, one, look, studio) for one in goals_on_wall(m)]


def _goal(m: Material, section: Section, look: Look, studio: Studio) -> GoalView:
    id = section.id.removeprefix("board_goal_")
    one, how = m.plan.indicators[id], standing_of(m.plan, id, m.day)
    chart = next((block for block in section.blocks if isinstance(block, Chart)), None)
    talk = tuple(text_of(block.spans) for block in section.blocks if isinstance(block, Note))
    verdict = verdict_in_words(m.language, how, one.unit, None)
    picture = _picture(chart, look, studio) if chart else ""
    alt = chart.alt if chart else ""
    return GoalView(id, _message(m, one, how), verdict, TONES.get(how.verdict, "neutral"), picture, alt, talk)


def _message(m: Material, one: Indicator, how: Standing) -> str:
    """Where a goal is and where it is to come; the target alone where nothing is measured."""
    target = level(m, one) if one.target.value is not None else "–"
    if how.latest is None:
        return m.words("board.message_unmeasured", title=one.title, target=target)
    value = m.in_unit(how.latest.value, one.unit)
    return m.language.text("web.wall.message", title=one.title, value=value, target=target)


def _picture(chart: Chart, look: Look, studio: Studio) -> str:
    """The drawing of a chart as markup that has no text of its own: its description says it."""
    drawing = drawn(replace(chart, low=True), look, studio, CHART_WIDTH)
    shapes = svg(drawing, "").split("\n", 2)[2]
    return f'<svg viewBox="0 0 {drawing.width:.2f} {drawing.height:.2f}" aria-hidden="true">\n{shapes}'


def _new_ideas(m: Material) -> list[str]:
    open_ideas = (one for one in m.plan.ideas.values() if one.is_open and (one.effect, one.resources) not in FIELDS)
    return [one.title for one in open_ideas]


def _field(visit: Visit, m: Material, effect: str, resources: str) -> FieldOfIdeas:
    own = [one for one in m.plan.ideas.values() if one.is_open and (one.effect, one.resources) == (effect, resources)]
    name = visit.text(f"document.field.{effect}_effect_{resources}_resources")
    told, most = [one.title for one in own], MOST_IN_GREEN if (effect, resources) == FIELDS[0] else MOST_IN_FIELD
    return FieldOfIdeas(
        f"{name[:1].upper()}{name[1:]}",
        visit.text(f"web.field.{effect}_{resources}"),
        f"{effect}-{resources}",
        tuple(told[:most]),
        _more(visit, len(told) - most),
    )


def _actions(visit: Visit, m: Material, session: Session) -> dict[str, object]:
    """The actions of the present that are not finished, late ones first, then by day."""
    if not visit.reaches(ACTIONS):
        return {"sees_actions": False, "actions": [], "actions_more": ""}
    current = [
        (id, one)
        for id, one in m.plan.actions.items()
        if one.status in on_board.OPEN and on_board.is_current(one, m.day)
    ]
    current.sort(key=lambda found: on_board.due(found[1], m.day) or m.day.max)
    shown = [ActionView(id, *action_parts(session, m.plan, id, m.day)) for id, _ in current[:MOST_ACTIONS]]
    return {"sees_actions": True, "actions": shown, "actions_more": _more(visit, len(current) - MOST_ACTIONS)}
