"""The simulation that a plan asks for, in one passage: beside the scenarios, never in their place.

In: `Material`. Out: primitives; nothing where the plan asks for none. A short document has how many draws there were
and what came of them; the plan also what was drawn and what was not, and a table of what the spread comes from.
"""

from __future__ import annotations

from planbuilder.document.certainty import part_in_words
from planbuilder.document.material import Material, row, table
from planbuilder.document.model import Block, Paragraph, plain
from planbuilder.document.simulated import drawn_in_words, outcome_in_words, source_name, spread_in_words
from planbuilder.figures.case import simulated
from planbuilder.figures.simulation import Simulation

SHOWN = 8


def simulation(m: Material) -> tuple[Block, ...]:
    """What was drawn, what came of it, what the spread comes from, and what was not drawn."""
    if not m.plan.economy.simulation.draws or not m.figures.has_money:
        return ()
    title = Paragraph(plain(m.words("simulation.title"), bold=True), "label")
    drawn = simulated(m.plan)
    if drawn is None:
        return (title, Paragraph(plain(m.words("simulation.nothing"))))
    language, money = m.language, m.money_in_words
    made, outcome = (*drawn_in_words(language, m.plan, drawn),), (*outcome_in_words(language, drawn, money),)
    if m.brief:
        # A short document has no page to spare: what else was drawn, and what the spread comes from, the plan tells.
        return (Paragraph(plain(" ".join((made[0], *outcome))), "small"),)
    said = (*made, *outcome, *spread_in_words(language, m.plan, drawn, money), m.words("simulation.reading"))
    return (title, Paragraph(plain(" ".join(said))), *_spread(m, drawn))


def _spread(m: Material, drawn: Simulation) -> tuple[Block, ...]:
    """What the spread comes from, the largest part first."""
    rows = [
        row((source_name(m.language, m.plan, one), part_in_words(m.language, one.part)))
        for one in drawn.contributions[:SHOWN]
        if one.part
    ]
    columns = m.columns("spread_from 4", "share 1 end")
    return (table("simulation_spread", m.words("simulation.spread"), columns, rows),) if rows else ()
