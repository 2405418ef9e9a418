"""The sheet of assumptions: every number that holds for the whole case, open for change and under a name."""

from __future__ import annotations

from planbuilder.workbook.book import WHOLE, Book
from planbuilder.workbook.model import Style, Value
from planbuilder.workbook.pad import Pad


def assumptions(book: Book) -> None:
    """Prices, hours, weights, tests, pool terms and the bands of the discount rate."""
    pad = book.page("assumptions")
    pad.widths = {0: 46, 1: 16, 2: 70}
    heads: tuple[tuple[str, Style], ...] = (("assumption", "head"), ("value", "head_end"), ("source", "head"))
    pad.heads((book.words(f"head.{name}"), style) for name, style in heads)
    economy, tried = book.plan.economy, book.plan.economy.sensitivity
    own, likely = book.words("own_assumption"), 3 if economy.three_point == "successive" else 4
    rows: list[tuple[str, Value, Style, str]] = [
        ("first_year", book.plan.first_year, "year", ""),
        ("fte_cost", economy.fte_cost, "input_money", economy.fte_cost_source),
        ("effective_hours", economy.effective_hours, "input_number", economy.effective_hours_source),
        ("likely_weight", likely, "input_number", book.words(f"weight.{economy.three_point}")),
        ("try_delay", tried.delay, "input_number", own),
        ("try_costs", tried.costs / WHOLE, "input_percent", own),
        ("try_benefits", tried.benefits / WHOLE, "input_percent", own),
        ("try_rate", tried.rate / WHOLE, "input_percent", own),
        ("uses_pool", int(economy.funding == "investment_pool"), "input_number", book.words("pool_or_budget")),
        ("pool_interest", economy.pool.interest / WHOLE, "input_percent", own),
        ("pool_share", economy.pool.share / WHOLE, "input_percent", own),
    ]  # fmt: skip
    for name, value, style, source in rows:
        pad.put(pad.row, 0, book.words(f"assumption.{name}"), "label")
        pad.put(pad.row, 1, value, style)
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
    last = first + len(rates.bands) - 1
    book.spans["band_from"] = pad.column(0, first, last)
    book.spans["band_rate"] = pad.column(1, first, last)
    pad.row = last + 2
