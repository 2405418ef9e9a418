"""A chart for each indicator that has been measured for some months: the way so far, and the goal.

In: `Material`. Out: charts, each called what it shows: how far it has come, when, towards what, and how that goes.
"""

from __future__ import annotations

from planbuilder.document.blocks.board_goals import message
from planbuilder.document.blocks.indicators import measured, verdict
from planbuilder.document.blocks.months import by_month, names, values
from planbuilder.document.blocks.ticks import ticks
from planbuilder.document.figure_model import Chart, Series
from planbuilder.document.material import Material
from planbuilder.document.model import Block
from planbuilder.plan.registers import Indicator, Measurement

ENOUGH_FOR_A_CHART = 3


def measurement_charts(m: Material) -> tuple[Block, ...]:
    """Goal line and actual line of each indicator that has been measured in enough months."""
    return tuple(
        _chart(m, id, i, measured(m, id))
        for id, i in m.plan.indicators.items()
        if len(by_month(measured(m, id))) >= ENOUGH_FOR_A_CHART
    )


def _chart(m: Material, id: str, i: Indicator, points: list[Measurement]) -> Chart:
    actual = values(points)
    series = [Series(m.words("measurements.actual"), actual, "line", "actual", joined=True)]
    if i.target.value is not None:
        series.append(Series(m.words("column.target"), (i.target.value,) * len(actual), "line", "goal"))
    known = [v for one in series for v in one.values if v is not None]
    said = m.language.sentence_list(
        f"{m.language.short_day(p.on)}: {m.language.number(p.value)}" for p in points if p.on and p.value is not None
    )
    goal = "–" if i.target.value is None else m.language.number(i.target.value)
    alt = m.words("measurements.alt", title=i.title, said=said, target=goal, unit=i.unit)
    how = verdict(m, id)
    caption = f"{id} {message(m, i, by_month(points))}{f' – {how}' if how else ''}"
    return Chart(
        f"indicator_{id}",
        caption,
        names(m, points),
        tuple(series),
        ticks(known, m.language.number),
        i.unit,
        alt,
        low=True,
    )
