"""The sheet of current prices: indices by year, open for change, and the case in each year's own prices."""

from __future__ import annotations

from decimal import Decimal

from planbuilder.figures.model import KINDS
from planbuilder.figures.prices import ARTS, factor, needed
from planbuilder.workbook.book import WHOLE, Book
from planbuilder.workbook.pad import Pad, Span, quoted

SHOWN = ("one_off", "running", *KINDS)


def prices(book: Book) -> None:
    """Indices, factors and each kind in current prices; no sheet where the plan gives no indices."""
    if book.figures.current is None:
        return
    pad = book.page("prices")
    base, years = book.plan.price_base, book.years
    reached = range(min(base, years[0]), max(base, years[-1]) + 1)
    pad.widths = {0: 40, **dict.fromkeys(range(1, len(reached) + 1), 13)}
    pad.heads([(book.words("head.line"), "head"), *((str(year), "head_end") for year in reached)])
    for art in ARTS:
        _index(book, pad, art, reached)
    pad.row += 1
    pad.heads([(book.words("head.line"), "head"), *((str(year), "head_end") for year in years)])
    for kind in SHOWN:
        _kind(book, pad, kind, reached)
    _net(book, pad)


def _index(book: Book, pad: Pad, art: str, reached: range) -> None:
    """The rise of each year, and the factor from the price base to it."""
    rises, base = getattr(book.plan.economy.indices, art), book.plan.price_base
    used = {year for one in reached for year in needed(base, one)}
    given = [rises[str(year)] / WHOLE if year in used else None for year in reached]
    rise = pad.series(book.words(f"row.{art}"), given, [""] * len(reached), "input_percent")
    at = reached.index(base)
    row = pad.span(pad.row, 1, len(reached))
    formulas = [_step(n, at, row, rise) for n in range(len(reached))]
    values = [factor(rises, base, year) for year in reached]
    book.spans[f"index.{art}"] = pad.series(book.words(f"row.factor_{art}"), values, formulas, "factor")


def _step(n: int, base: int, row: Span, rise: Span) -> str:
    """The factor of a year from its neighbour nearer the base."""
    if n == base:
        return "=1"
    return f"={row.at(n - 1)}*(1+{rise.at(n)})" if n > base else f"={row.at(n + 1)}/(1+{rise.at(n + 1)})"


def _kind(book: Book, pad: Pad, kind: str, reached: range) -> None:
    """One kind of cost or benefit, wages and prices each by their own factor; costs are negative."""
    is_cost, s = kind in ("one_off", "running"), book.spans
    sheet = "costs" if is_cost else "benefits"
    current = book.figures.current or {}
    formulas = []
    for year in book.years:
        mask = f"({s[f'{sheet}.kind']}={quoted(book.kind(kind))})*{s[f'{sheet}.{year}']}"
        at = reached.index(year)
        parts = (
            f"SUMPRODUCT({mask}*({s[f'{sheet}.art']}={quoted(book.words(f'art.{art}'))}))*{s[f'index.{art}'].at(at)}"
            for art in ARTS
        )
        formulas.append(f"={'-' if is_cost else ''}({'+'.join(parts)})")
    values = [-amount if is_cost else amount for amount in current[kind]]
    book.spans[f"current.{kind}"] = pad.series(book.kind(kind), values, formulas)


def _net(book: Book, pad: Pad) -> None:
    s, count, current = book.spans, range(len(book.years)), book.figures.current or {}
    net: list[Decimal] = [current["cashable"][n] - current["one_off"][n] - current["running"][n] for n in count]
    rule = [f"={s['current.cashable'].at(n)}+{s['current.one_off'].at(n)}+{s['current.running'].at(n)}" for n in count]
    pad.series(book.kind("net"), list(net), rule, "total")
