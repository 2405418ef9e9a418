"""What came of a simulation, in words: what was drawn, what of it ended where, and what the spread comes from.

In: a `Simulation` and the plan it is of. Out: sentences. Shares are of the draws that were made, and are called so: a
probability would claim that the draws are the world. Documents and the command line say the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from planbuilder.document.certainty import part_in_words
from planbuilder.figures.simulation import Contribution, Simulation
from planbuilder.language import Language
from planbuilder.plan.model import Plan

Money = Callable[[Decimal], str]
# So many sources of the spread are named.
SOURCES_SHOWN = 4
KEY = "document.simulation"


def drawn_in_words(language: Language, plan: Plan, drawn: Simulation) -> Iterator[str]:
    """How many draws of what: lines with a range, what moves many lines at once, and risks."""
    weighting = language.text(f"document.uncertainty.{plan.economy.three_point}")
    draws = language.count(f"{KEY}.draws", drawn.draws)
    yield language.text(f"{KEY}.drawn", draws=draws, seed=drawn.seed, lines=drawn.lines, weighting=weighting)
    together = [language.text(f"{KEY}.source.{name}") for name in drawn.common]
    together += [language.count(f"{KEY}.risks", drawn.risks)] if drawn.risks else []
    if together:
        yield language.text(f"{KEY}.together", names=language.sentence_list(together))


def outcome_in_words(language: Language, drawn: Simulation, money: Money) -> Iterator[str]:
    """NPV at the percentiles, and the draws that reach the plan's own, are negative or miss the pool."""
    draws = language.number(Decimal(drawn.draws))
    low, middle, high = map(money, drawn.percentiles)
    yield language.text(f"{KEY}.npv", low=low, middle=middle, high=high, mean=money(drawn.mean))
    reached = {"count": language.number(Decimal(drawn.reached)), "npv": money(drawn.npv)}
    yield language.text(f"{KEY}.reached", draws=language.count(f"{KEY}.draws", drawn.draws), **reached)
    yield language.text(f"{KEY}.loss", draws=draws, **_share_of(language, drawn, drawn.below))
    if drawn.pool:
        missed = _share_of(language, drawn, drawn.pool.missed)
        key = f"{KEY}.pool_income" if drawn.pool.with_income else f"{KEY}.pool"
        yield language.text(key, year=drawn.pool.year, due=money(drawn.pool.due), draws=draws, **missed)


def spread_in_words(language: Language, plan: Plan, drawn: Simulation, money: Money) -> Iterator[str]:
    """How wide the draws spread with each correlation, what that comes from, and what was not drawn."""
    widths = {name: money(width) for name, width in drawn.widths.items()}
    correlation = language.text(f"{KEY}.correlation.{drawn.correlation}")
    sample = language.count(f"{KEY}.sample", drawn.sample)
    yield language.text(f"{KEY}.widths", correlation=correlation, sample=sample, **widths)
    most = [
        language.text(f"{KEY}.part_of", name=source_name(language, plan, one), share=part_in_words(language, one.part))
        for one in drawn.contributions[:SOURCES_SHOWN]
    ]
    if most:
        yield language.text(f"{KEY}.from", names=language.sentence_list(most))
    undrawn = [language.text(f"{KEY}.undrawn.{name}", fixed=drawn.fixed) for name in drawn.undrawn]
    if undrawn:
        yield language.text(f"{KEY}.not", names=language.sentence_list(undrawn))


def source_name(language: Language, plan: Plan, one: Contribution) -> str:
    """What a part of the spread comes from: a line or a risk by its id and title, or what moves many lines."""
    if not one.id:
        return language.text(f"{KEY}.source.{one.kind}")
    titles = {
        id: row.title for rows in (plan.costs, plan.benefits_tree.benefits, plan.risks) for id, row in rows.items()
    }
    return f"{one.id} {titles[one.id]}".rstrip()


def _share_of(language: Language, drawn: Simulation, count: int) -> dict[str, str]:
    """So many of the draws, and which share of them that is."""
    share = part_in_words(language, Decimal(count) / drawn.draws, 1)
    return {"count": language.number(Decimal(count)), "share": share}
