"""Lines of `figures` on budgets: the effect on them, the account of a pool, and the net of each area.

In: a plan and its figures. Out: lines of text, with a plus for what improves the municipality's economy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from planbuilder.cli.output import aligned
from planbuilder.figures.areas import area_name
from planbuilder.figures.funding import LedgerRow
from planbuilder.figures.model import Figures
from planbuilder.language import Language
from planbuilder.plan.model import Plan


def table(language: Language, heads: Sequence[str], rows: Iterable[Sequence[str]], left: int = 0) -> Iterator[str]:
    """Lines of columns; the first `left` columns are aligned to the left, the others to the right."""
    return aligned([[language.text(f"document.column.{head}") for head in heads], *map(list, rows)], left)


def funding_lines(language: Language, plan: Plan, f: Figures) -> Iterator[str]:
    """The effect on budgets and what they lack of it; with a pool also its account."""
    funding, pool, with_pool = f.funding, plan.economy.pool, plan.economy.funding == "investment_pool"
    heads = ("draw", "interest", "repayment", "balance", pool.word("pool_budget")) if with_pool else ()
    rows = (
        [str(y.year), *(language.number(amount, 0) for amount in (net, *_account(y)[: len(heads)], gap))]
        for y, net, gap in zip(funding.pool.rows, funding.to_budget, funding.gaps, strict=True)
    )
    yield ""
    yield from table(language, ("year", pool.word("to_budget"), *heads, "gap"), rows)


def area_lines(language: Language, f: Figures) -> Iterator[str]:
    """The net of each area of the budget by year, where there are several."""
    if len(f.areas) > 1:
        heads = [language.text("document.column.year"), *(area_name(language, one.area) for one in f.areas)]
        nets = [one.net for one in f.areas]
        rows = [[str(row.year), *(language.number(net[n], 0) for net in nets)] for n, row in enumerate(f.rows)]
        yield from ("", language.text("cli.areas"), *aligned([heads, *rows], 0))


def _account(row: LedgerRow) -> tuple[Decimal, ...]:
    """A year of the pool's account; what is owed has no sign."""
    return row.draw, -row.interest, -row.repayment, row.balance, row.budget
