"""The board's field of goals: the few indicators that matter, each with its message, its line and how it is going.

A chart's message stands above it as a heading, and its verdict between them. What there is no room for in the column
of a sheet gives way, so that a board is one sheet however many goals, warnings and words there are.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from planbuilder.document.blocks.board_room import COLUMN, EXTRAS, column_lines
from planbuilder.document.blocks.indicators import level, measured
from planbuilder.document.blocks.months import by_month, names, values
from planbuilder.document.blocks.ticks import ticks
from planbuilder.document.fields import missing
from planbuilder.document.figure_model import Chart, Diagram, Series, VerdictData
from planbuilder.document.material import Material
from planbuilder.document.model import Block, Note, Paragraph, Section, plain
from planbuilder.document.shortened import first
from planbuilder.figures.benefits import is_reached, keeps_level, missed, steps_back
from planbuilder.figures.following import due, readings, standing_of
from planbuilder.plaintext import excerpt
from planbuilder.plan.on_board import Goals, goals
from planbuilder.plan.registers import Indicator, Measurement
from planbuilder.questionnaire.needed import INDICATORS, MEASUREMENTS
from planbuilder.record import replace

STEPS_TO_TALK_OF = 2
# Verdicts by their place: what is behind to the left, what is better than planned to the right.
WAYS = (("behind",), ("on_track",), ("ahead", "reached"))
LEVELS = (("not_kept",), ("kept",))
BEHIND = ("behind", "not_kept")
# So many letters of a title are shown where all of it has no room.
SHORT_TITLE = 60


def board_goals(m: Material) -> tuple[Block, ...]:
    """A section for each of the few indicators that are followed, or what is missing before there is one."""
    if not m.plan.indicators:
        return (missing(m, INDICATORS, m.words("board.indicators")),)
    hung, room = goals(m.answers), COLUMN - (EXTRAS if m.is_draft else 0)
    made: tuple[Block, ...] = ()
    for one, shown in _ways(m, hung):
        made = (*_legend(m, shown), *_proposal(m, one), *shown, *_behind(m, one))
        if column_lines(made) <= room:
            break
    return made


def goals_on_wall(m: Material) -> tuple[Section, ...]:
    """A section for each goal, all of them with their charts, where no sheet says what there is room for."""
    return tuple(_goal(m, id, m.plan.indicators[id]) for id in goals(m.answers).ids)


def _ways(m: Material, hung: Goals) -> Iterator[tuple[Goals, tuple[Section, ...]]]:
    """The goals as they take less and less room: without the oldest lines, with short titles, and fewer of them."""
    for count in range(len(hung.ids), 0, -1):
        one = replace(hung, ids=hung.ids[:count], left=hung.left + (len(hung.ids) - count) * hung.chosen)
        for most in (0, SHORT_TITLE):
            shown = [_goal(m, id, m.plan.indicators[id], most) for id in one.ids]
            yield one, tuple(shown)
            for n in _oldest(m, one.ids):
                shown[n] = replace(shown[n], blocks=tuple(b for b in shown[n].blocks if not isinstance(b, Chart)))
                yield one, tuple(shown)


def _oldest(m: Material, ids: tuple[str, ...]) -> list[int]:
    """The places of goals, those first whose line ended long ago, and the last before the first."""
    to_measure = due(m.plan, m.day)
    return sorted(range(len(ids)), key=lambda n: (ids[n] not in to_measure, -n))


def _behind(m: Material, hung: Goals) -> tuple[Block, ...]:
    """Which indicators are behind that hang not here: they are measured, and another sheet tells of them."""
    to_measure = due(m.plan, m.day)
    others = [id for id in m.plan.indicators if id not in hung.ids and id not in to_measure]
    behind = [id for id in others if standing_of(m.plan, id, m.day).verdict in BEHIND]
    if not behind:
        return ()
    return (Paragraph(plain(m.words("board.behind", names=", ".join(first(m, behind)))), "small"),)


def _proposal(m: Material, hung: Goals) -> tuple[Block, ...]:
    """By which rule the goals are proposed, where people have not chosen among several; how many more they chose."""
    if hung.left:
        return (Paragraph(plain(m.language.count("document.board.more_chosen", hung.left)), "small"),)
    if hung.chosen or len(hung.ids) == len(m.plan.indicators):
        return ()
    key = "proposed" if any(measured(m, id) for id in hung.ids) else "proposed_first"
    return (Paragraph(plain(m.words(f"board.{key}")), "small"),)


def _legend(m: Material, goals: tuple[Section, ...]) -> tuple[Block, ...]:
    """What the lines mean that are drawn, said once for all charts; that nothing is measured, where nothing is."""
    charts = [block for goal in goals for block in goal.blocks if isinstance(block, Chart)]
    if charts:
        key = "lines" if any(len(chart.series) > 1 for chart in charts) else "line"
        return (Paragraph(plain(m.words(f"board.{key}")), "small"),)
    any_measured = any(measured(m, id) for id in m.plan.indicators)
    return () if any_measured else (missing(m, MEASUREMENTS, m.words("board.measurements"), wanted=True),)


def _goal(m: Material, id: str, i: Indicator, most: int = 0) -> Section:
    """A goal; its title, where `most` is not 0, in so many letters."""
    points = by_month(measured(m, id))
    told = replace(i, title=excerpt(i.title, most), unit=excerpt(i.unit, most)) if most else i
    blocks: list[Block] = [_verdict(m, id, i)]
    blocks += [_chart(m, id, i, points)] if len(points) > 1 else []
    blocks += _warnings(m, i, points)
    return Section(f"board_goal_{id}", message(m, told, points), tuple(blocks), level=2, numbered=False)


def _verdict(m: Material, id: str, i: Indicator) -> Diagram:
    """Behind, as planned or better, by word, place and colour; no place where that cannot be said.

    Of what was to be measured again before today nobody can say how it goes.
    """
    found, row, last = standing_of(m.plan, id, m.day).verdict, LEVELS if keeps_level(i) else WAYS, _not_since(m, id)
    at = None if last else next((n for n, names in enumerate(row) if found in names), None)
    tone, word = "neutral" if at is None else "good" if at else "bad", last or m.words(f"verdict.{found}")
    return Diagram(f"board_verdict_{id}", "", VerdictData(len(row), at, word, tone), word)


def _not_since(m: Material, id: str) -> str:
    """That an indicator has not been measured since a month, where it is due; empty where it is not."""
    taken = readings(m.plan.measurements.values(), id)
    if not taken or id not in due(m.plan, m.day):
        return ""
    return m.words("board.not_measured_since", month=m.language.month(taken[-1].on))


def _said(m: Material, i: Indicator, value: Decimal | None) -> str:
    """A value with the indicator's unit."""
    if value is None:
        return m.words("gap", what=m.words("column.target"))
    return m.in_unit(value, i.unit)


def message(m: Material, i: Indicator, points: list[Measurement]) -> str:
    """What the chart tells, in one line: how far it has come, when, and towards what."""
    told = {"title": i.title, "target": _target(m, i)}
    if not points:
        return m.words("board.message_unmeasured", **told)
    return m.words("board.message", value=_said(m, i, points[-1].value), month=_month(m, points[-1]), **told)


def _target(m: Material, i: Indicator) -> str:
    """The goal, and the month in which it is to be reached."""
    value = level(m, i) if i.target.value is not None else _said(m, i, None)
    return m.words("board.by_month", value=value, month=m.language.month(i.target.on)) if i.target.on else value


def _month(m: Material, point: Measurement) -> str:
    return m.language.month(point.on) if point.on else ""


def _chart(m: Material, id: str, i: Indicator, points: list[Measurement]) -> Chart:
    """Dark line and light line, a category a month from the first measurement to the last.

    What the lines mean is said once for all charts; each month stands with its year, since the line may end long ago.
    """
    actual = values(points)
    series = [Series("", actual, "line", "actual", joined=True)]
    if i.target.value is not None:
        series.insert(0, Series("", (i.target.value,) * len(actual), "line", "goal"))
    scale = ticks([v for one in series for v in one.values if v is not None], m.language.number)
    said = m.language.sentence_list(f"{_month(m, p)}: {_said(m, i, p.value)}" for p in points)
    alt = m.words("board.alt", title=i.title, said=said, target=_said(m, i, i.target.value))
    told = f"{alt} {_development(m, i, points)}"
    return Chart(f"board_{id}", "", names(m, points, in_figures=True), tuple(series), scale, "", told, low=True)


def _development(m: Material, i: Indicator, points: list[Measurement]) -> str:
    """From the measurement before to the last one, and whether the goal is reached: not before its day."""
    before, last = points[-2:]
    moved = _moved(m, i, before, last, "board.same" if before.value == last.value else "board.move")
    reached = m.words("board.kept" if keeps_level(i) else "board.reached")
    is_early = bool(i.target.on and last.on and last.on < i.target.on) and not keeps_level(i)
    return f"{moved} {reached}" if is_reached(i, last.value) and not is_early else moved


def _moved(m: Material, i: Indicator, before: Measurement, last: Measurement, key: str) -> str:
    told = {"before": _said(m, i, before.value), "after": _said(m, i, last.value)}
    return m.words(key, month=_month(m, before), **told)


def _warnings(m: Material, i: Indicator, points: list[Measurement]) -> list[Block]:
    """What the team should talk about: a goal that is not reached in time or kept, or the wrong way for long."""
    values = [p.value for p in points if p.value is not None]
    back, texts = steps_back(i, values), [*_overdue(m, i, points), *_lost(m, i, points)]
    if back >= STEPS_TO_TALK_OF:
        texts.append(_moved(m, i, points[-1 - back], points[-1], "board.falling"))
    return [Note("warning", m.words("board.warning"), plain(" ".join(texts)))] if texts else []


def _overdue(m: Material, i: Indicator, points: list[Measurement]) -> Iterator[str]:
    """That the goal's date has passed, and what was measured on that day or since; a level has no such day."""
    due = i.target.on
    if due is None or due >= m.day or i.target.value is None or keeps_level(i):
        return
    since = [p.value for p in points if p.value is not None and p.on and p.on >= due]
    reached_before = bool(points) and is_reached(i, points[-1].value)
    if not since and not reached_before:
        yield m.words("board.unmeasured_since", day=m.language.day(due))
    elif count := missed(i, since):
        yield m.language.count("document.board.overdue", count, day=m.language.day(due))


def _lost(m: Material, i: Indicator, points: list[Measurement]) -> Iterator[str]:
    """That a level has not been kept at the latest measurement."""
    if keeps_level(i) and points and is_reached(i, points[-1].value) is False:
        yield m.words("board.not_kept", level=level(m, i))
