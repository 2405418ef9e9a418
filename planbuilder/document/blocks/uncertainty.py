"""Blocks of how sure the case is: scenarios, stress and tests, switching values, and risks."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from planbuilder.document.blocks.economy_charts import moved
from planbuilder.document.blocks.timeline import capital, position
from planbuilder.document.certainty import (
    coverage_in_words,
    driver_name,
    is_combined,
    part_in_words,
    stress_in_words,
    switching_in_words,
    uplifted_in_words,
)
from planbuilder.document.fields import shown_cell
from planbuilder.document.material import Material, row, table
from planbuilder.document.model import Block, Paragraph, Row, plain
from planbuilder.figures import uplifts
from planbuilder.figures.outcomes import Driver, Outcome
from planbuilder.plan.economy import Risk
from planbuilder.questionnaire.needed import RISKS

SHOWN = 10
ZERO = Decimal(0)


def scenarios(m: Material) -> tuple[Block, ...]:
    """The case in the scenarios there are, under stress and under the usual tests, and what its ranges cover."""
    if not m.figures.has_money:
        return (m.missing(m.words("section.economy")),)
    u = m.figures.uncertainty
    rows = [_outcome(m, _name(m, one), one) for one in _shown(m)]
    columns = m.columns("case 3", "permanent 1.4 end", "npv 1.6 end", "break_even 1.2 end")
    shown = table("scenarios", m.words("uncertainty.caption", unit=m.unit), columns, rows)
    estimated = _estimated(m) if u.expected_npv is not None else (m.words("uncertainty.not_estimated"),)
    said = " ".join((*estimated, *_stress(m), m.words("uncertainty.undiscounted")))
    return (Paragraph(plain(m.words("uncertainty.title"), bold=True), "label"), Paragraph(plain(said)), shown)


def _name(m: Material, one: Outcome) -> str:
    """What a case is called."""
    tried = m.plan.economy.sensitivity
    percent = {"costs": tried.costs, "benefits": tried.benefits}.get(one.name, ZERO)
    years = m.language.count("document.years", tried.delay)
    return m.words(f"uncertainty.{one.name}", years=years, percent=m.language.number(percent))


def _shown(m: Material) -> Iterator[Outcome]:
    """The cases that differ: no test of nothing, and no stress case that is one of the others."""
    u, tried = m.figures.uncertainty, m.plan.economy.sensitivity
    tries = {"delay": tried.delay, "costs": tried.costs, "benefits": tried.benefits, "stress": is_combined(u)}
    yield from (one for one in u.outcomes if tries.get(one.name, True))


def _estimated(m: Material) -> Iterator[str]:
    """What the scenarios are, what the estimates weigh to, and what the ranges cover."""
    u = m.figures.uncertainty
    weighting = m.words(f"uncertainty.weights.{u.weighting}")
    yield m.words("uncertainty.intro", weighting=weighting, npv=m.money_in_words(u.expected_npv or ZERO))
    whole = u.coverage.is_whole
    partly = "document.uncertainty.coverage"
    uplifted = uplifted_in_words(m.language, u)
    if uplifted:
        numbers = {"ranged": u.coverage.ranged, "lines": u.coverage.lines, "uplifted": uplifted[0]}
        share = part_in_words(m.language, u.coverage.share)
        yield m.words("uncertainty.coverage_uplift", **numbers, share=share)
        yield from (m.words("uncertainty.uplift_source", source=source) for source in _sources(m))
        return
    yield m.words("uncertainty.coverage_whole") if whole else coverage_in_words(m.language, u, partly)


def _sources(m: Material) -> list[str]:
    """Where the uplifts that are used were published, each once."""
    used = (uplifts.table_of(line.uplift) for line in m.figures.costs if line.uplift)
    return list(dict.fromkeys(m.language.pick(table.source) for table in used if table))


def _stress(m: Material) -> Iterator[str]:
    """What the stress case is, where it is a case of its own."""
    u, tried = m.figures.uncertainty, m.plan.economy.sensitivity
    if is_combined(u):
        yield m.words("uncertainty.stress_note", parts=stress_in_words(m.language, u, tried))


def _outcome(m: Material, name: str, one: Outcome) -> Row:
    year = str(one.break_even_year) if one.break_even_year else m.words("economy.never")
    lasting = one.permanent.amount
    return row((name, "–" if lasting is None else m.amount(lasting), m.amount(one.npv), year))


def driver_table(m: Material) -> tuple[Block, ...]:
    """The drivers of NPV with the range they were moved in and the value at which NPV is nil."""
    drivers = [one for one in m.figures.uncertainty.drivers if one.swing][:SHOWN]
    if not drivers or not m.figures.has_money:
        return ()
    columns = m.columns("driver 2.9", "range 2.6", "npv_low 0.7 end", "npv_high 0.7 end", "switching 1.8 end")
    rows = [_driver(m, one) for one in drivers]
    note = Paragraph(plain(m.words("uncertainty.switching_note")), "small")
    return (table("drivers", m.words("uncertainty.drivers", unit=m.unit), columns, rows), note)


def _driver(m: Material, one: Driver) -> Row:
    low, high = (moved(m, one, value) for value in (one.low, one.high))
    key = "range" if one.given else "uplift" if one.uplift else "usual"
    span = m.words(f"uncertainty.{key}", low=low, high=high)
    switching = switching_in_words(m.language, one)
    return row((driver_name(m.language, one), span, m.amount(one.npv_low), m.amount(one.npv_high), switching))


def risks(m: Material) -> tuple[Block, ...]:
    """What may go wrong, what it would cost, and the reserve that follows."""
    rows = [_risk(m, id, risk) for id, risk in m.plan.risks.items()]
    if not rows:
        return ()
    reserve = m.figures.uncertainty.risk_reserve
    rows.append(row(("", m.words("uncertainty.weighed"), "", m.amount(reserve), "", ""), "total"))
    columns = m.columns(
        "id 0.5", "risk 2.4", "probability 1.3 end", "consequence 1.3 end", "agreed 2.6", "responsible 1.3"
    )
    return (table("risks", m.words("uncertainty.risks", unit=m.unit), columns, rows), _reserve_note(m))


def _reserve_note(m: Material) -> Paragraph:
    """What the reserve is part of, and the risks that are not part of it for want of a number."""
    bare = sum(risk.probability is None or risk.consequence is None for risk in m.plan.risks.values())
    left_out = [m.language.count("document.uncertainty.unweighed", bare)] if bare else []
    return Paragraph(plain(" ".join((m.words("uncertainty.reserve_note"), *left_out))), "small")


def _owner(m: Material, risk: Risk) -> str:
    """Who sees to a risk: by position in a brief document, as in its timeline."""
    return capital(position(m, risk.owner)) if m.brief else m.plan.person(risk.owner)


def _risk(m: Material, id: str, risk: Risk) -> Row:
    said = partial(shown_cell, m, RISKS, id)
    chance = "" if risk.probability is None else m.in_unit(risk.probability, "%")
    cost = m.amount(risk.consequence) if risk.consequence is not None else m.gap(m.words("column.consequence"))
    return row((
        id,
        said("title", risk.title),
        said("probability", chance, m.words("column.probability")),
        cost,
        said("mitigation", risk.mitigation or "–"),
        said("owner", _owner(m, risk) or "–"),
    ))  # fmt: skip
