"""The board's field of goals: the few indicators that matter, each with its message, its line and how it is going.

A chart's message stands above it as a heading; what has happened since the measurement before stands beneath.
"""

from __future__ import annotations

from decimal import Decimal

from planbuilder.document.blocks.indicators import measured
from planbuilder.document.blocks.months import by_month, names, values
from planbuilder.document.blocks.ticks import ticks
from planbuilder.document.figure_model import Chart, Series
from planbuilder.document.material import Material
from planbuilder.document.model import Block, Note, Paragraph, Section, plain
from planbuilder.figures.followup import is_reached, missed, steps_back
from planbuilder.plan.registers import Indicator, Measurement

MOST = 3
STEPS_TO_TALK_OF = 2


def board_goals(m: Material) -> tuple[Block, ...]:
    """A section for each of the few indicators that are followed, or what is missing before there is one."""
    if not m.plan.indicators:
        return (m.missing(m.words("board.indicators")),)
    goals = tuple(_goal(m, id, m.plan.indicators[id]) for id in chosen(m))
    drawn = Paragraph(plain(m.words("board.lines")), "small")
    return (drawn if m.plan.measurements else m.missing(m.words("board.measurements")), *goals)


def chosen(m: Material) -> list[str]:
    """The indicators that stand on the board, in the plan's order: at most three, those measured most often.

    Both kinds are among them where both are measured. If nothing is measured yet, they are the plan's first.
    """
    indicators = m.plan.indicators
    often = sorted(indicators, key=lambda id: -len(measured(m, id)))
    known = [id for id in often if measured(m, id)] or often
    first = {indicators[id].kind: id for id in reversed(known)}.values()
    picked = sorted(known, key=lambda id: id not in first)[:MOST]
    return [id for id in indicators if id in picked]


def _goal(m: Material, id: str, i: Indicator) -> Section:
    points = by_month(measured(m, id))
    blocks: list[Block] = [_chart(m, id, i, points)] if len(points) > 1 else []
    blocks += _warnings(m, i, points)
    return Section(f"board_goal_{id}", _message(m, i, points), tuple(blocks), level=2, numbered=False)


def _said(m: Material, i: Indicator, value: Decimal | None) -> str:
    """A value with the indicator's unit."""
    if value is None:
        return m.words("gap", what=m.words("column.target"))
    return m.in_unit(value, i.unit)


def _message(m: Material, i: Indicator, points: list[Measurement]) -> str:
    """What the chart tells, in one line: how far it has come, when, and towards what."""
    told = {"title": i.title, "target": _target(m, i)}
    if not points:
        return m.words("board.message_unmeasured", **told)
    return m.words("board.message", value=_said(m, i, points[-1].value), month=_month(m, points[-1]), **told)


def _target(m: Material, i: Indicator) -> str:
    """The goal, and the month in which it is to be reached."""
    value = _said(m, i, i.target.value)
    return m.words("board.by_month", value=value, month=m.language.month(i.target.on)) if i.target.on else value


def _month(m: Material, point: Measurement) -> str:
    return m.language.month(point.on) if point.on else ""


def _chart(m: Material, id: str, i: Indicator, points: list[Measurement]) -> Chart:
    """Dark line and light line, a category a month from the first measurement to the last.

    What the lines and the axis mean is said once for all charts, and the year in each message.
    """
    actual = values(points)
    series = [Series("", actual, "line", "actual", joined=True)]
    if i.target.value is not None:
        series.insert(0, Series("", (i.target.value,) * len(actual), "line", "goal"))
    scale = ticks([v for one in series for v in one.values if v is not None], m.language.number)
    said = m.language.sentence_list(f"{_month(m, p)}: {_said(m, i, p.value)}" for p in points)
    alt = m.words("board.alt", title=i.title, said=said, target=_said(m, i, i.target.value))
    return Chart(
        f"board_{id}", _development(m, i, points), names(m, points, first_year=False), tuple(series), scale, "", alt
    )


def _development(m: Material, i: Indicator, points: list[Measurement]) -> str:
    """From the measurement before to the last one, and whether the goal is reached."""
    before, last = points[-2:]
    moved = _moved(m, i, before, last, "board.move")
    return f"{moved} {m.words('board.reached')}" if is_reached(i, last.value) else moved


def _moved(m: Material, i: Indicator, before: Measurement, last: Measurement, key: str) -> str:
    told = {"before": _said(m, i, before.value), "after": _said(m, i, last.value)}
    return m.words(key, month=_month(m, before), **told)


def _warnings(m: Material, i: Indicator, points: list[Measurement]) -> list[Block]:
    """What the team should talk about: the goal's date has passed without it, or it has gone the wrong way for long."""
    values = [p.value for p in points if p.value is not None]
    back, late = steps_back(i, values), i.target.on is not None and i.target.on < m.day
    texts = []
    if late and i.target.on and (count := missed(i, values)):
        texts.append(m.language.count("document.board.overdue", count, day=m.language.day(i.target.on)))
    if back >= STEPS_TO_TALK_OF:
        texts.append(_moved(m, i, points[-1 - back], points[-1], "board.falling"))
    return [Note("warning", m.words("board.warning"), plain(" ".join(texts)))] if texts else []
