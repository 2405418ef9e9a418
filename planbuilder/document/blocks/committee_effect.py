"""What a case is to bring, as a small table: where each target stands, what was measured, and where it is to come.

In: `Material`. Out: primitives, without a heading of their own. What the summary of the case names stands here too.
"""

from __future__ import annotations

from collections.abc import Iterator

from planbuilder.document.blocks.decision import GOALS_SHOWN, goals_for_citizens
from planbuilder.document.blocks.indicators import measured
from planbuilder.document.fields import told
from planbuilder.document.material import Material, joined, row, table
from planbuilder.document.model import Block, Paragraph, Row, Spans, plain
from planbuilder.document.shortened import counting, others
from planbuilder.plan.registers import Indicator, Measurement, Reading
from planbuilder.questionnaire.needed import INDICATORS


def committee_targets(m: Material) -> tuple[Block, ...]:
    """Where each key measure stands, was measured last and is to come; what else is measured stands in the plan."""
    known = list(_key_measures(m))
    if not known:
        return (Paragraph(told(m, INDICATORS, "")),)
    shown = known[: counting(m, "today", [1] * len(known))]
    latest = {id: last for id in shown for last in measured(m, id)[-1:] if last.value is not None}
    heads = [
        "indicator 3.2",
        "baseline 1.5 end",
        *(["latest 1.95 end"] if latest else []),
        "target 1.45 end",
        "date 0.9 end",
    ]
    rows = [_target(m, m.plan.indicators[id], latest.get(id), bool(latest)) for id in shown]
    left = len(known) - len(shown)
    notes = [*_remarks(m, latest), *([plain(others(m, left))] if left else [])]
    columns = m.columns(*heads)
    return (
        table(
            "committee_targets", "", columns, [*rows, *(row([x], "note") for x in notes)], m.words("committee.today")
        ),
    )


def _key_measures(m: Material) -> Iterator[str]:
    """What the summary names, then the other measures of benefits; without any, all there are."""
    named = list(goals_for_citizens(m))[:GOALS_SHOWN]
    keys = [id for id, one in m.plan.indicators.items() if one.kind == "kpi"] or list(m.plan.indicators)
    yield from dict.fromkeys((*named, *keys))


def _target(m: Material, one: Indicator, last: Measurement | None, with_latest: bool) -> Row:
    day = plain(m.language.short_day(one.target.on) if one.target.on else "–")
    today, target = _value(m, one.baseline, "baseline", one.unit), _value(m, one.target, "target", one.unit)
    return row((one.title, today, *([_latest(m, one, last)] if with_latest else []), target, day))


def _latest(m: Material, one: Indicator, last: Measurement | None) -> str:
    """The latest measurement with its day."""
    if last is None or last.value is None:
        return "–"
    value = m.in_unit(last.value, one.unit)
    return m.words("committee.measured", value=value, day=m.language.short_day(last.on)) if last.on else value


def _remarks(m: Material, latest: dict[str, Measurement]) -> list[Spans]:
    """What was remarked of the latest measurements, as that they show a part only: in one line."""
    said = [
        plain(m.words("committee.remark", title=m.plan.indicators[id].title, remark=one.remark.rstrip(".")))
        for id, one in latest.items()
        if one.remark
    ]
    return [joined(said, " ")] if said else []


def _value(m: Material, reading: Reading, what: str, unit: str) -> Spans:
    return m.gap(m.words(f"column.{what}")) if reading.value is None else plain(m.in_unit(reading.value, unit))
