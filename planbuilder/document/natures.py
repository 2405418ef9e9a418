"""What stands among the costs and is no cost of new money, in words: income, own time, and what is left in the end.

In: figures and a language. Out: final text, nothing where a plan has none of it; and which of two sentences is true
where income is gained beside benefits.
"""

from __future__ import annotations

from decimal import Decimal

from planbuilder.document.material import Material
from planbuilder.figures.model import Figures

OUTSIDE = ("own_time", "residual_value")


def by_income(figures: Figures, key: str) -> str:
    """The key of a sentence that says what costs are covered by: of benefits, or of benefits and income."""
    return f"{key}_income" if "income" in figures.natures else key


def said(m: Material) -> list[str]:
    """A sentence for each nature: what it comes to, and where it counts and where it does not."""
    found = [m.words("economy.income_note")] if "income" in m.figures.natures else []
    return found + [text for nature in OUTSIDE if (text := outside(m, nature))]


def outside(m: Material, nature: str) -> str:
    """That lines are no part of net, with their names and what they come to; empty where there are none."""
    lines = [line for line in m.figures.costs if line.kind == nature]
    if not lines:
        return ""
    total = m.language.money(sum((line.total for line in lines), Decimal(0)))
    names = m.language.sentence_list(line.id for line in lines)
    return m.words(f"economy.{nature}_note", names=names, amount=total)
