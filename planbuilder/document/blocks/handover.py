"""Blocks of the handover: who has each benefit, indicator and open action once the project ends.

In: `Material`. Out: tables; whoever is not named is a marked gap.
"""

from __future__ import annotations

from planbuilder.document.blocks.actions import deadline_of, is_late, status_name
from planbuilder.document.blocks.benefit_words import phased
from planbuilder.document.blocks.indicators import KINDS, with_unit
from planbuilder.document.material import Material, row, table
from planbuilder.document.model import Block, Paragraph, Spans, Table, plain
from planbuilder.plan.on_board import late_actions, open_actions


def handover_intro(m: Material) -> tuple[Block, ...]:
    """What the tables are; that there is nothing to hand over, where there is not."""
    if not (m.plan.benefits_tree.benefits or m.plan.indicators or m.plan.actions):
        return (m.nothing("handover"),)
    return (Paragraph(plain(m.words("handover.intro"))),)


def _whose(m: Material, id: str, what: str) -> Spans:
    """A person by name and position, or a gap."""
    return m.or_gap(m.person(id) if id else "", m.words(f"column.{what}"))


def handover_benefits(m: Material) -> tuple[Block, ...]:
    """Each benefit with its owner, when it comes, and what shows it."""
    rows = [
        row((
            f"{id} {one.title}".rstrip(),
            _whose(m, one.owner, "owner"),
            phased(m, m.plan.coming[id]) or "–",
            ", ".join(key for key, x in m.plan.indicators.items() if x.benefit == id) or "–",
        ))
        for id, one in m.plan.benefits_tree.benefits.items()
    ]  # fmt: skip
    columns = m.columns("benefit 3.4", "owner 2.4", "ramp 1.6", "indicator 1")
    return (table("handover_benefits", m.words("handover.benefits"), columns, rows),) if rows else ()


def handover_indicators(m: Material) -> tuple[Block, ...]:
    """Success indicators and benefit indicators apart: who measures how often, and who acts."""
    return tuple(found for kind in KINDS if (found := _indicators(m, kind)) is not None)


def _indicators(m: Material, kind: str) -> Table | None:
    rows = [
        row((
            f"{id} {with_unit(one)}",
            _whose(m, one.measured_by, "measurer"),
            m.or_gap(m.choice("frequency", one.frequency), m.words("column.frequency")),
            _whose(m, one.acted_on_by, "acts"),
        ))
        for id, one in m.plan.indicators.items()
        if one.kind == kind
    ]  # fmt: skip
    columns = m.columns("indicator 3.2", "measurer 2.2", "frequency 1.2", "acts 2.2")
    return table(f"handover_{kind}", m.words(f"indicators.{kind}"), columns, rows) if rows else None


def handover_actions(m: Material) -> tuple[Block, ...]:
    """What is still to be done, by whom and when; how much of it is late."""
    rows = [
        row((
            f"{id} {one.title}",
            _whose(m, one.responsible, "responsible"),
            m.or_gap(deadline_of(m, one), m.words("column.deadline")),
            ", ".join([status_name(m, one.status), *([m.words("follow_up.passed")] if is_late(m, one) else [])]),
        ))
        for id, one in open_actions(m.plan).items()
    ]  # fmt: skip
    columns = m.columns("action 3.5", "responsible 2.3", "deadline 1.1", "status 1.5")
    if not rows:
        return (m.nothing("actions"),)
    said = m.words("follow_up.actions", count=len(rows), late=len(late_actions(m.plan, m.day)))
    shown = table("handover_actions", m.words("handover.actions"), columns, rows)
    return shown, Paragraph(plain(f"{said}."), "small")
