"""Blocks about indicators: what is measured, what has been measured, and how far that is from baseline to target."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial

from planbuilder.document.certainty import part_in_words
from planbuilder.document.fields import instead, shown_cell, with_informant
from planbuilder.document.following import in_brief
from planbuilder.document.material import Material, joined, row, table
from planbuilder.document.model import Block, Paragraph, Row, Span, Spans, Table, plain
from planbuilder.document.shortened import named
from planbuilder.figures import following
from planbuilder.figures.benefits import attainment, is_reached, keeps_level
from planbuilder.plan.registers import Indicator, Measurement, Reading
from planbuilder.questionnaire.needed import INDICATORS, MEASUREMENTS
from planbuilder.units import unit_around

KINDS = ("success_indicator", "kpi")
# What is told of an indicator beside how far it has come.
VERDICTS = ("on_track", "ahead", "behind", "early", "lapsed")


def indicator_tables(m: Material) -> tuple[Table, ...]:
    """Success indicators and benefit indicators, apart from each other."""
    return tuple(_table(m, kind) for kind in KINDS)


def _table(m: Material, kind: str) -> Table:
    rows = [_row(m, id, i) for id, i in m.plan.indicators.items() if i.kind == kind]
    columns = m.columns("id 0.5", "indicator 3", "baseline 1.1 end", "target 1.1 end", "measured 3.2", "acts 1.2")
    return table(f"indicators_{kind}", m.words(f"indicators.{kind}"), columns, rows or [_nothing(m)])


def _nothing(m: Material) -> Row:
    return row((m.gap(m.words("column.indicator")),), "group")


def _row(m: Material, id: str, i: Indicator) -> Row:
    said = partial(shown_cell, m, INDICATORS, id)
    before, after = _around_unit(i)
    unit = (*plain(before), *said("unit", i.unit), *plain(after)) if i.unit else ()
    shows = plain(m.words("indicators.shows", benefit=i.benefit)) if i.benefit else ()
    return row((
        id,
        (*said("title", i.title), *unit, *shows),
        _reading(m, id, i.baseline, "baseline"),
        (*_reading(m, id, i.target, "target"), *_side(m, i, said)),
        _how(m, i, said),
        said("acted_on_by", m.plan.person(i.acted_on_by), m.words("column.acts")),
    ))  # fmt: skip


def with_unit(i: Indicator) -> str:
    """An indicator's title with its unit."""
    before, after = _around_unit(i)
    return f"{i.title}{before}{i.unit}{after}" if i.unit else i.title


def _around_unit(i: Indicator) -> tuple[str, str]:
    """What stands before and after the unit: a title that ends in brackets is not followed by others."""
    return (", ", "") if i.title.rstrip().endswith(")") else (" (", ")")


def _side(m: Material, i: Indicator, said: Callable[[str, str], Spans]) -> Spans:
    """Of a level that is to be kept, which side of it is better."""
    better = said("better", m.choice("better", i.better)) if keeps_level(i) else ()
    return (*plain("\n"), *better) if better else ()


def _how(m: Material, i: Indicator, said: Callable[[str, str], Spans]) -> Spans:
    """Where a value comes from, how often, and who measures."""
    parts = (
        said("source", i.source),
        said("frequency", m.choice("frequency", i.frequency)),
        said("measured_by", m.plan.person(i.measured_by)),
    )
    known = [spans for spans in parts if spans]
    return tuple(s for n, spans in enumerate(known) for s in (*(plain(", ") if n else ()), *spans)) or m.gap(
        m.words("column.measured")
    )


def _reading(m: Material, id: str, reading: Reading, name: str) -> Spans:
    said, value = partial(shown_cell, m, INDICATORS, id), reading.value
    amount = said(f"{name}.value", "" if value is None else m.language.number(value), m.words(f"column.{name}"))
    if value is None or not reading.on:
        return amount
    return (*amount, *plain("\n"), *said(f"{name}.on", m.language.short_day(reading.on)))


def way(m: Material, i: Indicator) -> str:
    """From baseline to target in the indicator's unit, or the level that is kept; empty where either is missing."""
    baseline, target = i.baseline.value, i.target.value
    if baseline is None or target is None:
        return ""
    if keeps_level(i):
        return level(m, i)
    before, after = ("", i.unit) if i.unit == "%" else unit_around(m.language, i.unit)
    return m.words("indicators.way", baseline=f"{before}{m.language.number(baseline)}", target=m.in_unit(target, after))


def level(m: Material, i: Indicator) -> str:
    """The target of an indicator in its unit; of a level that is to be kept, on which side of it a value may lie."""
    value = m.in_unit(i.target.value or Decimal(0), i.unit)
    return m.words(f"indicators.level_{i.better or 'kept'}", value=value) if keeps_level(i) else value


def goal(m: Material, benefit: str) -> str:
    """What a benefit is to move, by the first indicator that shows it, one of the benefit itself before all others."""
    own = [i for i in m.plan.indicators.values() if i.benefit == benefit]
    ways = [found for i in sorted(own, key=lambda i: i.kind != "kpi") if (found := way(m, i))]
    return ways[0] if ways else ""


def measured(m: Material, id: str) -> list[Measurement]:
    """An indicator's measurements that count, oldest first."""
    return list(following.counting(m.plan.measurements.values(), id))


def measurements(m: Material) -> tuple[Block, ...]:
    """The latest measurement of each indicator, with its attainment, or that there is none yet."""
    if not any(measured(m, id) for id in m.plan.indicators):
        said = instead(m, MEASUREMENTS)
        return _remarks(m) or (Paragraph(said) if said else m.nothing("measurements"),)
    rows = [_latest(m, id, i) for id, i in m.plan.indicators.items() if not _is_unmeasured(m, id)]
    rest = [_promised(m, id, i) for id, i in m.plan.indicators.items() if _is_unmeasured(m, id)]
    if rest:
        rows.append(row([m.words("measurements.none_yet", names=named(m, rest))], "note"))
    columns = m.columns(
        "id 0.5",
        "indicator 3.6",
        "baseline 1 end",
        "target 1 end",
        "latest 1 end",
        "date 1.1",
        "attainment 2.1 end",
        "remark 2.2",
    )
    shown = table("measurements", m.words("measurements.caption"), columns, rows)
    return (with_informant(m, MEASUREMENTS, shown), *_remarks(m))


def _remarks(m: Material) -> tuple[Block, ...]:
    """What was remarked of earlier measurements, and those that lack a date or a value."""
    latest = [last for id in m.plan.indicators for last in measured(m, id)[-1:]]
    earlier = [x for x in m.plan.measurements.values() if x not in latest]
    told = [x for x in earlier if x.remark or x.on is None or x.value is None]
    if not told:
        return ()
    head = plain(f"{m.words('measurements.earlier')}:", bold=True)
    return (Paragraph(joined([head, *(_remark(m, x) for x in told)], "\n"), "small"),)


def _remark(m: Material, x: Measurement) -> Spans:
    of = m.plan.indicators.get(x.indicator, Indicator())
    day = plain(m.language.short_day(x.on)) if x.on else m.gap(m.words("column.date"))
    value = m.gap(m.words("column.value")) if x.value is None else plain(m.in_unit(x.value, of.unit))
    remark = f". {x.remark.rstrip('.')}." if x.remark else ""
    return (Span(f"{x.indicator}, "), *day, Span(": "), *value, *([Span(remark)] if remark else []))


def _latest(m: Material, id: str, i: Indicator) -> Row:
    last = next(reversed(measured(m, id)), None)
    return row((
        id,
        with_unit(i),
        "–" if i.baseline.value is None else m.language.number(i.baseline.value),
        "–" if i.target.value is None else m.language.number(i.target.value),
        "–" if last is None or last.value is None else m.language.number(last.value),
        m.language.short_day(last.on) if last and last.on else "–",
        "\n".join(filter(None, (_attained(m, i, last.value if last else None), verdict(m, id)))),
        last.remark if last else m.words("measurements.unusable"),
    ))  # fmt: skip


def _promised(m: Material, id: str, i: Indicator) -> str:
    """An indicator with the way it is to go, as far as that is known."""
    return f"{id} {i.title}: {way(m, i)}" if way(m, i) else f"{id} {with_unit(i)}"


def _is_unmeasured(m: Material, id: str) -> bool:
    """Whether nobody has measured an indicator; what was measured and cannot be used is something else."""
    return all(x.indicator != id for x in m.plan.measurements.values())


def verdict(m: Material, id: str) -> str:
    """Whether an indicator follows the plan, in words; empty where that cannot be said or is said by its share."""
    found = following.standing_of(m.plan, id, m.day)
    return in_brief(m.language, found, m.plan.indicators[id].target.on) if found.verdict in VERDICTS else ""


def _attained(m: Material, i: Indicator, value: Decimal | None) -> str:
    """How far a value has come; of a level, whether it is kept. 100 % is reached, and 0 % is nothing yet."""
    if keeps_level(i):
        kept = is_reached(i, value)
        return "–" if kept is None else m.words("measurements.kept" if kept else "measurements.not_kept")
    share = attainment(i, value)
    return "–" if share is None else part_in_words(m.language, share)
