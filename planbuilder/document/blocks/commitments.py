"""A page for each benefit owner: what is owed, how it is measured, what must be done for it, and a place to sign.

In: `Material`. Out: a section an owner, in the order of the benefits. A benefit without owner has a page of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

from planbuilder.document.blocks.actions import deadline_of, due, late, status_name
from planbuilder.document.blocks.benefit_words import counted_kind, phased, use_and_decision, worth
from planbuilder.document.blocks.committee import lines
from planbuilder.document.blocks.indicators import with_unit
from planbuilder.document.material import Material, facts, row, table
from planbuilder.document.model import Block, Note, Paragraph, Row, Section, Signature, Span, Spans, Table, plain
from planbuilder.figures.benefits import keeps_level
from planbuilder.figures.lines import Line
from planbuilder.plan.economy import Benefit
from planbuilder.plan.on_board import open_actions
from planbuilder.plan.registers import Action, Indicator, Reading
from planbuilder.record import replace

Benefits = Mapping[str, Benefit]


def commitments(m: Material) -> tuple[Block, ...]:
    """A section for each benefit owner, and for each benefit without one; each starts on a new page."""
    pages = [_page(m, owner, benefits) for owner, benefits in _by_owner(m).items()]
    if not pages:
        return (m.missing(m.words("benefits")),)
    first, *others = pages
    return (first, *(replace(page, new_page=True) for page in others))


def _by_owner(m: Material) -> dict[str, Benefits]:
    """The benefits of each owner in the order of the benefits; one without owner stands alone, under its own id."""
    found: dict[str, dict[str, Benefit]] = {}
    for id, benefit in m.plan.benefits_tree.benefits.items():
        found.setdefault(f"owner_{benefit.owner}" if benefit.owner else f"benefit_{id}", {})[id] = benefit
    return dict(found)


def _page(m: Material, key: str, benefits: Benefits) -> Section:
    owner = next(iter(benefits.values())).owner
    blocks = _owned(m, owner, benefits) if owner else _ownerless(m, benefits)
    title = m.person(owner) or m.words("commitments.ownerless", benefit=_named(benefits))
    return Section(f"commitment_{key}", title, blocks, level=2, numbered=False)


def _named(benefits: Benefits) -> str:
    return ", ".join(f"{id} {benefit.title}".strip() for id, benefit in benefits.items())


def _owned(m: Material, owner: str, benefits: Benefits) -> tuple[Block, ...]:
    """What an owner owes, how it shows, what has to be done, and the signature."""
    labels = (m.words("sign.signature"), m.words("sign.name"), m.words("sign.date"))
    signature = Signature(owner, *m.signer(owner), labels)
    return (
        _owes(m, owner, benefits, "owes"),
        _measures(m, owner, benefits),
        _work(m, owner, benefits),
        Paragraph(plain(m.words("commitments.promise")), "label"),
        signature,
    )


def _ownerless(m: Material, benefits: Benefits) -> tuple[Block, ...]:
    """A benefit nobody has taken on: the gap, and what there is to take on."""
    key = next(iter(benefits))
    gap = Note("gap", m.words("gap_title"), plain(m.words("commitments.no_owner", id=key)))
    return (gap, _owes(m, key, benefits, "unowned"), _measures(m, key, benefits))


def _owes(m: Material, key: str, benefits: Benefits, caption: str) -> Table:
    """The benefits with full effect, first year, ramp, and the use of what they free."""
    counted = {line.id: line for line in m.figures.benefits}
    rows = [_benefit(m, id, benefit, counted[id]) for id, benefit in benefits.items()]
    columns = m.columns("id 0.45", "benefit 2.3", "kind 1.3", "full_effect 1 end", "ramp 1.3", "use 5.2")
    return table(f"owes_{key}", m.words(f"commitments.{caption}", unit=m.unit), columns, rows)


def _benefit(m: Material, id: str, benefit: Benefit, line: Line) -> Row:
    part_of = m.words("commitments.part_of", whole=benefit.part_of) if benefit.part_of else ""
    return row((
        id,
        (*m.or_gap(benefit.title, m.words("column.benefit")), Span(part_of)),
        counted_kind(m, line),
        worth(m, line),
        phased(m, benefit) or "–",
        use_and_decision(m, benefit, partial(_answer, m)) or "–",
    ))  # fmt: skip


def _answer(m: Material, column: str, text: str, missing: str) -> Spans:
    """An answer as it stands on a page to sign: without a place to fill in."""
    return m.or_gap(text, missing) if text or missing else ()


def _measures(m: Material, key: str, benefits: Benefits) -> Table:
    """The indicators of the benefits with baseline and target, and who measures how; a benefit without one is a gap."""
    rows = [line for id in benefits for line in _indicators(m, id)]
    columns = m.columns(
        "benefit_id 0.75", "indicator 3", "baseline 2.1 end", "target 2.1 end", "frequency 1.4", "measurer 1.8"
    )
    return table(f"measures_{key}", m.words("commitments.measures"), columns, rows)


def _indicators(m: Material, benefit: str) -> list[Row]:
    own = [one for one in m.plan.indicators.values() if one.benefit == benefit]
    return [_indicator(m, benefit, one) for one in own] or [
        row((benefit, m.gap(m.words("column.indicator")), "", "", "", "")),
    ]


def _indicator(m: Material, benefit: str, one: Indicator) -> Row:
    who = m.plan.person(one.measured_by) if one.measured_by else ""
    return row((
        benefit,
        with_unit(one),
        _reading(m, one.baseline, "baseline"),
        _reading(m, one.target, "target", one.better if keeps_level(one) else ""),
        m.or_gap(m.choice("frequency", one.frequency), m.words("column.frequency")),
        m.or_gap(who, m.words("column.measurer")),
    ))  # fmt: skip


def _reading(m: Material, reading: Reading, what: str, better: str = "") -> Spans:
    """A value with its date; either is a gap where it is missing. `better` is the side on which a level may be left."""
    if reading.value is None:
        return m.gap(m.words(f"column.{what}"))
    number = m.language.number(reading.value)
    value = m.words(f"indicators.level_{better}", value=number) if better else number
    on = plain(m.language.short_day(reading.on)) if reading.on else m.gap(m.words("column.date"))
    return (Span(f"{value} ("), *on, Span(")"))


def _work(m: Material, owner: str, benefits: Benefits) -> Table:
    """The owner's changes, the owner's open actions, and those of others that lead to these benefits."""
    soonest = sorted(open_actions(m.plan).items(), key=lambda pair: due(m, pair[1]) or date.max)
    changes = [plain(f"{id} {one.title}") for id, one in m.plan.benefits_tree.changes.items() if one.owner == owner]
    own = [_action(m, id, one) for id, one in soonest if one.responsible == owner]
    others = [_other(m, id, one) for id, one in soonest if one.responsible != owner and one.benefit in benefits]
    said = {"changes": lines(changes), "actions": lines(own), "others": lines(others)}
    pairs = [(m.words(f"commitments.{key}"), spans or "–") for key, spans in said.items()]
    return facts(f"work_{owner}", "", pairs, m.words("commitments.work"), widths=(1.0, 4.6))


def _action(m: Material, id: str, one: Action) -> Spans:
    title = m.or_gap(one.title, m.words("column.action"))
    return (*_deadline(m, one), Span(f" {id} "), *title, Span(f" ({status_name(m, one.status)})"))


def _other(m: Material, id: str, one: Action) -> Spans:
    who = m.or_gap(m.plan.person(one.responsible) if one.responsible else "", m.words("column.responsible"))
    return (*_deadline(m, one), Span(f" {id} {one.title} ("), *who, Span(")"))


def _deadline(m: Material, one: Action) -> Spans:
    day = f"{deadline_of(m, one)}{late(m, one)}" if one.deadline else ""
    return m.or_gap(day, m.words("column.deadline"))
