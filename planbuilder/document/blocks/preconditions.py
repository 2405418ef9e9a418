"""Blocks of what others must deliver before benefits can come, and what is said of it where a benefit stands.

In: `Material`. Out: a table, and text. That a benefit is later is said with the years that were computed of it.
"""

from __future__ import annotations

from functools import partial

from planbuilder.document.fields import noted, shown_cell, with_informant
from planbuilder.document.material import Material, row, table
from planbuilder.document.model import Block, Row
from planbuilder.plan.preconditions import day_of, holding, is_overdue, slips
from planbuilder.plan.registers import Precondition
from planbuilder.questionnaire.needed import PRECONDITIONS

DAYS = ("due", "expected", "delivered")


def preconditions(m: Material) -> tuple[Block, ...]:
    """Every delivery by others: by whom, who sees to it, when, and what waits for it; nothing where there is none."""
    rows = [_row(m, id, one) for id, one in m.plan.preconditions.items()]
    if not rows:
        return noted(m, PRECONDITIONS)
    columns = m.columns("id 0.5", "delivery 2.6", "delivered_by 1.5", "owner 1.5", "when 1.7", "holds 1.7")
    return (with_informant(m, PRECONDITIONS, table("preconditions", m.words("precondition.caption"), columns, rows)),)


def _row(m: Material, id: str, one: Precondition) -> Row:
    said = partial(shown_cell, m, PRECONDITIONS, id)
    title = said("title", one.title, m.words("column.delivery"))
    remark = said("remark", f"\n{one.remark}" if one.remark else "")
    return row((
        id,
        (*title, *remark),
        said("delivered_by", one.delivered_by or "–"),
        said("owner", m.person(one.owner), m.words("column.owner")),
        _days(m, one) or m.gap(m.words("column.when")),
        said("holds", ", ".join(_held(m, id, benefit) for benefit in one.holds), m.words("column.holds")),
    ))  # fmt: skip


def _days(m: Material, one: Precondition) -> str:
    """Each day that is given, behind what it is; and that the day has passed."""
    known = ((name, getattr(one, name)) for name in DAYS)
    said = [m.words(f"precondition.{name}", day=m.language.short_day(day)) for name, day in known if day]
    return "; ".join([*said, *([m.words("precondition.overdue")] if is_overdue(one, m.day) else [])])


def _held(m: Material, id: str, benefit: str) -> str:
    """A benefit that waits, and by how many years this delivery makes it later."""
    years = _late(m, id, benefit)
    return m.words("precondition.late", id=benefit, years=years) if years else benefit


def _late(m: Material, id: str, benefit: str) -> str:
    """By how many years a delivery makes a benefit later, in words; empty where it does not."""
    known = m.plan.benefits_tree.benefits.get(benefit)
    late = slips(m.plan.preconditions, benefit, known, m.plan.first_year) if known else ()
    return next((m.language.count("document.years", one.years) for one in late if one.id == id), "")


def waits(m: Material, benefit: str) -> str:
    """In a few words, what a benefit still waits for; empty where all of it has been delivered."""
    open_ones = [id for id, one in holding(m.plan.preconditions, benefit).items() if not one.delivered]
    return m.words("precondition.waits", ids=", ".join(open_ones)) if open_ones else ""


def told_of(m: Material, benefit: str) -> str:
    """Each delivery that a benefit waits for or has waited for, with its day, and by how much it is too late."""
    lines = [_told(m, id, one, benefit) for id, one in holding(m.plan.preconditions, benefit).items()]
    return "\n".join(lines)


def _told(m: Material, id: str, one: Precondition, benefit: str) -> str:
    years, day = _late(m, id, benefit), day_of(one)
    on = m.language.short_day(day) if day else m.words("precondition.no_day")
    said = m.words("precondition.came" if one.delivered else "precondition.comes", id=id, title=one.title, day=on)
    return f"{said}; {m.words('precondition.slips', years=years)}" if years else said
