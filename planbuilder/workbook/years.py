"""The sheet of the case year by year, and the key figures under it."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from planbuilder.figures.catalogue import shown_in
from planbuilder.figures.lines import summed
from planbuilder.figures.methods import cumulative, settled
from planbuilder.figures.model import KINDS, NATURES
from planbuilder.figures.uncertainty import delayed
from planbuilder.workbook import key_figures
from planbuilder.workbook.book import ZERO, Book, Pad
from planbuilder.workbook.key_figures import FORMULAS, LACKING, STYLES, cell_value, lacking, lacking_name
from planbuilder.workbook.model import Style, Value
from planbuilder.workbook.references import Span, quoted

COST_KINDS = ("one_off", "running", *NATURES)
SPENT = ("one_off", "running", "own_time")


def discounting(book: Book) -> None:
    """The rate and the discount factor of each year: every factor is the one before, divided by 1 + rate.

    In the middle of years by the second half of the year before and the first half of its own.
    """
    pad = book.page("years")
    pad.widths = {0: 48, **dict.fromkeys(range(1, len(book.years) + 2), 13)}
    book.year_heads(pad, book.words("head.line"), after=(book.words("head.total"),))
    figures, horizon = book.figures, len(book.years)
    # The first year is the base year and is not discounted.
    rates: list[Value] = [ZERO, *(figures.rates.rate(n) for n in range(1, horizon))]
    bands = f"{book.spans['band_from']},{book.spans['band_rate']}"
    rate = _row(book, pad, "rate", rates, ["=0", *(f"=LOOKUP({n},{bands})" for n in range(1, horizon))], "percent")
    row = pad.span(pad.row, 1, horizon)
    formulas = ["=1", *(f"={row.at(n - 1)}/{growth(rate.at(n - 1), rate.at(n))}" for n in range(1, horizon))]
    _row(book, pad, "factor", list(figures.factors), formulas, "factor")


def growth(before: str, own: str) -> str:
    """What a krone grows to from when it counts in the year before until it counts in its own; rates in both."""
    return f"((1+{before})^(1-year_part)*(1+{own})^year_part)"


def years(book: Book) -> None:
    """Each kind, net, present values and what follows from them, beneath the factors."""
    pad = book.pad("years")
    _kinds(book, pad)
    _net(book, pad)
    pad.row += 1
    _key_figures(book, pad)
    pad.printed = (pad.row - 1, len(book.years) + 1)
    pad.row += 1
    _helpers(book, pad)


def _row(book: Book, pad: Pad, name: str, values: list[Value], formulas: list[str], style: Style = "money") -> Span:
    """A row under a name, which others point to."""
    span = pad.series(book.words(f"row.{name}"), values, formulas, style)
    book.spans[name] = span
    return span


def _summed(book: Book, pad: Pad, name: str, total: Decimal, style: Style = "money") -> None:
    """The sum of the row just written."""
    cell = pad.put(pad.row - 1, len(book.years) + 1, total, style, f"=SUM({book.spans[name]})")
    book.refs[f"total.{name}"] = cell


def _kinds(book: Book, pad: Pad) -> None:
    """Each kind of cost and benefit, added up from the lines; costs and own time are negative."""
    for name in (*COST_KINDS, *KINDS):
        sheet, is_cost = "costs" if name in COST_KINDS else "benefits", name in SPENT
        sign, rows = "-" if is_cost else "", book.figures.rows
        given = [getattr(row, name) if name in COST_KINDS else row.benefits[name] for row in rows]
        values: list[Value] = [-amount if is_cost else amount for amount in given]
        kinds, word = book.kinds(sheet), quoted(book.kind(name))
        # By the word of the kind, which is itself a formula on the sheet of lines: a benefit that changes kind changes
        # rows here.
        formulas = [f"={sign}SUMIF({kinds},{word},{book.spans[f'{sheet}.{year}']})" for year in book.years]
        _row(book, pad, name, values, formulas)
        total = book.figures.totals[name]
        _summed(book, pad, name, -total if is_cost else total)


def _net(book: Book, pad: Pad) -> None:
    rows, count = book.figures.rows, range(len(book.years))
    s = book.spans
    parts = ("cashable", "income", "one_off", "running")
    net = ["=" + "+".join(s[name].at(n) for name in parts) for n in count]
    _row(book, pad, "net", [row.net for row in rows], net, "total")
    _summed(book, pad, "net", sum(book.figures.net, ZERO), "total")
    book.refs["net_total"] = book.refs["total.net"]
    running = [f"=SUM({s['net'].within(0, n)})" for n in count]
    _row(book, pad, "cumulative", [row.cumulative for row in rows], running)
    others = ("released_time", "cost_avoidance", "quality", "for_others", "own_time", "residual_value")
    wider = [f"={s['net'].at(n)}" + "".join(f"+{s[kind].at(n)}" for kind in others) for n in count]
    _row(book, pad, "wider", [row.wider for row in rows], wider)
    present = [f"={s['net'].at(n)}*{s['factor'].at(n)}" for n in count]
    _row(book, pad, "present", [row.present for row in rows], present)
    sums = [f"=SUM({s['present'].within(0, n)})" for n in count]
    _row(book, pad, "cumulative_present", list(cumulative([row.present for row in rows])), sums)


HELPERS = ("below", "below_present", "ahead", "sign", "flips", "crossings", "near")
# Each year but the first has two halves.
HALVES = "halves"


def _key_figures(book: Book, pad: Pad) -> None:
    """The key figures; those that need helper rows point to the rows below."""
    figures = shown_in("years")
    # The helper rows come below the figures that point to them, so their places are counted ahead.
    helper = pad.row + len(figures) + 2
    book.spans |= {name: pad.span(helper + n, 1, len(book.years)) for n, name in enumerate(HELPERS)}
    book.spans[HALVES] = pad.span(helper + len(HELPERS), 1, 2 * len(book.years) - 1)
    for one in figures:
        label, rule = book.language.text(one.words), FORMULAS[one.key](book)
        book.figure(pad, one.key, label, cell_value(book, one), rule, STYLES[one.unit])
        if one.unit == "rates":
            book.refs["irr_remark"] = pad.put(pad.row - 1, 2, *_noted(key_figures.irr_remark(book)))
    book.figure(pad, LACKING, lacking_name(book), len(book.figures.lacking), lacking(book), "whole")


def _noted(found: key_figures.Result) -> tuple[Value, Style, str]:
    """A result in the style of a note."""
    written, rule = found
    return written, "note", rule


def _alone(found: key_figures.Result) -> tuple[list[Value], list[str]]:
    """A result as a row of one cell."""
    value, rule = found
    return [value], [rule]


def _helpers(book: Book, pad: Pad) -> None:
    """What the key figures are read from: the last year below zero, years ahead, changes of sign.

    Amounts are rounded to a millionth of a krone first, so that zero is zero however it came about.
    """
    s, count, horizon = book.spans, range(len(book.years)), len(book.years)
    rows = book.figures.rows
    net = [settled(row.net) for row in rows]
    below: dict[str, list[Decimal]] = {
        "below": [row.cumulative for row in rows],
        "below_present": list(cumulative([row.present for row in rows])),
    }
    for name, sums in (("below", "cumulative"), ("below_present", "cumulative_present")):
        values: list[Value] = [n + 1 if settled(below[name][n]) < 0 else 0 for n in count]
        _row(book, pad, name, values, [f"=IF(ROUND({s[sums].at(n)},6)<0,{n + 1},0)" for n in count], "whole")
    ahead: list[Value] = [horizon - n if net[n] > 0 else 0 for n in count]
    _row(book, pad, "ahead", ahead, [f"=IF(ROUND({s['net'].at(n)},6)>0,{horizon - n},0)" for n in count], "whole")
    signs, flips = _signs(net)
    row = pad.span(pad.row, 1, horizon)
    own = [f"SIGN(ROUND({s['net'].at(n)},6))" for n in count]
    # A year without a flow keeps the sign before it, so that it is no change of sign.
    formulas = [f"={own[0]}", *(f"=IF({own[n]}=0,{row.at(n - 1)},{own[n]})" for n in count[1:])]
    _row(book, pad, "sign", list(signs), formulas, "whole")
    turned = ["=0", *(f"=IF(AND({row.at(n - 1)}<>0,{row.at(n)}<>{row.at(n - 1)}),1,0)" for n in count[1:])]
    _row(book, pad, "flips", list(flips), turned, "whole")
    _row(book, pad, "crossings", *_alone(key_figures.crossings_found(book)), "whole")
    _row(book, pad, "near", *_alone(key_figures.near_rate(book)), "percent")
    _halves(book, pad)
    _late(book, pad)


def _halves(book: Book, pad: Pad) -> None:
    """Net by half years, in the first half of each year after the base year: what mid-year timing has a rate of."""
    net, s = book.figures.net, book.spans
    values: list[Value] = [net[0], *(part for amount in net[1:] for part in (amount, ZERO))]
    at = (part for n in range(1, len(net)) for part in (f"={s['net'].at(n)}", "=0"))
    _row(book, pad, HALVES, values, [f"={s['net'].at(0)}", *at])


def _late(book: Book, pad: Pad) -> None:
    """Cashable benefits as they would come later: each line moved, but not past its own end."""
    delay = book.plan.economy.sensitivity.delay
    lines = [line for line in book.figures.benefits if line.kind == "cashable"]
    late: list[Value] = [*summed((delayed(line, delay, book.plan.first_year) for line in lines), len(book.years))]
    _row(book, pad, "gains_late", late, [f"={late_gains(book, n)}" for n in range(len(book.years))])


def late_gains(book: Book, n: int, share: str = "") -> str:
    """Cashable benefits in year number `n` as they would come later; `share` is a column of shares of each."""
    s, end = book.spans, book.spans["benefits.end"]
    mask = f"({s['benefits.kind']}={quoted(book.kind('cashable'))})" + (f"*{s[share]}" if share else "")
    # Either no end or one that is not past; added up, since AND would make one answer of the whole column.
    on = f'((({end}="")+({end}>={book.years[n]}))>0)'
    return f"IF({n}<try_delay,0,SUMPRODUCT({mask}*{on}*INDEX({s['benefits.years']},0,{n + 1}-try_delay)))"


def _signs(net: list[Decimal]) -> tuple[list[int], list[int]]:
    """The last sign that was not zero, and where it changes."""
    signs: list[int] = []
    for amount in net:
        own = int(amount.compare(ZERO))
        signs.append(own or (signs[-1] if signs else 0))
    flips = [0, *(int(bool(a) and a != b) for a, b in pairwise(signs))]
    return signs, flips
