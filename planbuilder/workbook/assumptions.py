"""The sheets of what the case assumes: numbers that hold for all of it, and indices with the case in current prices.

In: a book. Out: cells that are open for change, those that hold for the whole case under names.
"""

from __future__ import annotations

from decimal import Decimal

from planbuilder.figures.budget_prices import reached
from planbuilder.figures.model import KINDS, NATURES
from planbuilder.figures.rates import ARTS, factor, followed, needed
from planbuilder.plan.areas import CAPITAL
from planbuilder.workbook.book import WHOLE, ZERO, Book, Pad
from planbuilder.workbook.model import Style, Value
from planbuilder.workbook.references import Span, quoted


def assumptions(book: Book) -> None:
    """Prices, hours, weights, tests, pool terms and the bands of the discount rate."""
    pad = book.page("assumptions")
    pad.widths = {0: 46, 1: 24, 2: 70}
    heads: tuple[tuple[str, Style], ...] = (("assumption", "head"), ("value", "head_end"), ("source", "head"))
    pad.heads((book.words(f"head.{name}"), style) for name, style in heads)
    economy, tried = book.plan.economy, book.plan.economy.sensitivity
    own, likely = book.words("own_assumption"), 3 if economy.three_point == "successive" else 4
    pool, pert = (quoted(book.words(f"choice.{one}")) for one in ("funding.investment_pool", "three_point.pert"))
    middle = quoted(book.words("choice.timing.mid_year"))
    # Each gets a name: formulas everywhere read `fte_cost` and not a place, and so can whoever checks them.
    rows: list[tuple[str, Value, Style, str, str]] = [
        ("first_year", book.plan.first_year, "year", "", ""),
        ("fte_cost", economy.fte_cost, "input_money", economy.fte_cost_source, ""),
        ("effective_hours", economy.effective_hours, "input_number", economy.effective_hours_source, ""),
        ("three_point", book.choice("three_point", economy.three_point), "input_text", own, ""),
        ("likely_weight", likely, "whole", "", f"=IF(three_point={pert},4,3)"),
        ("timing", book.choice("timing", economy.timing), "input_text", own, ""),
        ("year_part", ONE_HALF if economy.timing else 1, "number", "", f"=IF(timing={middle},0.5,1)"),
        ("try_delay", tried.delay, "input_number", own, ""),
        ("try_costs", tried.costs / WHOLE, "input_percent", own, ""),
        ("try_benefits", tried.benefits / WHOLE, "input_percent", own, ""),
        ("try_rate", tried.rate / WHOLE, "input_percent", own, ""),
        ("funding", book.choice("funding", economy.funding), "input_text", own, ""),
        ("uses_pool", int(economy.funding == "investment_pool"), "whole", "", f"=IF(funding={pool},1,0)"),
        ("pool_interest", economy.pool.interest / WHOLE, "input_percent", own, ""),
        ("pool_share", economy.pool.share / WHOLE, "input_percent", own, ""),
    ]  # fmt: skip
    for name, value, style, source, rule in rows:
        pad.put(pad.row, 0, book.words(f"assumption.{name}"), "label")
        pad.put(pad.row, 1, value, style, rule)
        if style.startswith("input"):
            book.inputs("assumptions", name, pad, pad.row, 1, ("value",))
        pad.put(pad.row, 2, source, "wrapped")
        book.named(pad, name, pad.row, 1)
        pad.row += 1
    pad.row += 1
    _bands(book, pad)


def _bands(book: Book, pad: Pad) -> None:
    """The years from which each discount rate holds."""
    rates = book.figures.rates
    pad.put(pad.row, 0, book.words("head.from_year"), "head")
    pad.put(pad.row, 1, book.words("head.rate"), "head_end")
    pad.put(pad.row, 2, book.language.pick(rates.title) or book.words("own_rate"), "wrapped")
    first = pad.row + 1
    for n, band in enumerate(rates.bands):
        pad.put(first + n, 0, band.from_, "input_year")
        pad.put(first + n, 1, band.rate / WHOLE, "input_percent")
        book.inputs("bands", str(n), pad, first + n, 0, ("from", "rate"), first - 1)
    last = first + len(rates.bands) - 1
    # Sorted by year, as LOOKUP needs it: it takes the last band that begins at or before a year.
    book.spans["band_from"] = pad.column(0, first, last)
    book.spans["band_rate"] = pad.column(1, first, last)
    pad.row = last + 2


ONE_HALF = Decimal("0.5")
SPENT = ("one_off", "running", "own_time")
OF_COSTS = ("one_off", "running", *NATURES)
SHOWN = (*OF_COSTS, *KINDS)


def prices(book: Book) -> None:
    """Indices, factors and each kind in current prices; no sheet where the plan gives no indices."""
    if book.figures.current is None:
        return
    pad = book.page("prices")
    # From the price base to the case or the other way about: the product runs through every year between them.
    years, across = book.years, reached(book.plan)
    pad.widths = {0: 40, **dict.fromkeys(range(1, len(across) + 1), 13)}
    pad.heads([(book.words("head.line"), "head"), *((str(year), "head_end") for year in across)])
    for art in followed(book.plan.economy.indices):
        _index(book, pad, art, across)
    pad.row += 1
    pad.heads([(book.words("head.line"), "head"), *((str(year), "head_end") for year in years)])
    for kind in SHOWN:
        _in_current_prices(book, pad, kind, across)
    _net_in_current_prices(book, pad)


def _index(book: Book, pad: Pad, art: str, across: range) -> None:
    """The rise of each year, and the factor from the price base to it."""
    rises, base = getattr(book.plan.economy.indices, art), book.plan.price_base
    # A rise that is in no product stays empty, so that nobody changes a number that does nothing.
    used = {year for one in across for year in needed(base, one)}
    given = [rises[str(year)] / WHOLE if year in used else None for year in across]
    book.inputs("indices", art, pad, pad.row, 1, map(str, across), pad.head_row or 0)
    rise = pad.series(book.words(f"row.{art}"), given, [""] * len(across), "input_percent")
    at = across.index(base)
    row = pad.span(pad.row, 1, len(across))
    formulas = [_step(n, at, row, rise) for n in range(len(across))]
    values = [factor(rises, base, year) for year in across]
    book.spans[f"index.{art}"] = pad.series(book.words(f"row.factor_{art}"), values, formulas, "factor")


def _step(n: int, base: int, row: Span, rise: Span) -> str:
    """The factor of a year from its neighbour nearer the base."""
    # Both ways from the base year, where the factor is 1 by definition.
    if n == base:
        return "=1"
    return f"={row.at(n - 1)}*(1+{rise.at(n)})" if n > base else f"={row.at(n + 1)}/(1+{rise.at(n + 1)})"


def _in_current_prices(book: Book, pad: Pad, kind: str, across: range) -> None:
    """One kind of cost or benefit, wages, prices and capital each by their own factor; costs are negative."""
    is_cost, s = kind in SPENT, book.spans
    sheet = "costs" if kind in OF_COSTS else "benefits"
    current = book.figures.current or {}
    formulas = []
    for year in book.years:
        mask = f"({book.kinds(sheet)}={quoted(book.kind(kind))})*{s[f'{sheet}.{year}']}"
        at, whole = across.index(year), []
        if (follows := book.plan.economy.indices.capital_follows) != "prices":
            capital = f"({s[f'{sheet}.in_area']}={quoted(book.area(CAPITAL))})"
            index = f"*{s[f'index.{CAPITAL}'].at(at)}" if follows == "own" else ""
            whole, mask = [f"SUMPRODUCT({mask}*{capital}){index}"], f"{mask}*(1-{capital})"
        parts = (
            f"SUMPRODUCT({mask}*({s[f'{sheet}.follows']}={quoted(book.words(f'choice.art.{art}'))}))*{s[f'index.{art}'].at(at)}"
            for art in ARTS
        )
        formulas.append(f"={'-' if is_cost else ''}({'+'.join((*parts, *whole))})")
    values = [-amount if is_cost else amount for amount in current[kind]]
    book.spans[f"current.{kind}"] = pad.series(book.kind(kind), values, formulas)


def _net_in_current_prices(book: Book, pad: Pad) -> None:
    s, count, current = book.spans, range(len(book.years)), book.figures.current or {}
    signs = {"cashable": 1, "income": 1, "one_off": -1, "running": -1}
    net: list[Decimal] = [sum((sign * current[kind][n] for kind, sign in signs.items()), ZERO) for n in count]
    rule = ["=" + "+".join(s[f"current.{kind}"].at(n) for kind in signs) for n in count]
    s["current.net"] = pad.series(book.kind("net"), list(net), rule, "total")
