"""The sheet of the case year by year, and the key figures under it."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from planbuilder.figures.methods import cumulative, settled
from planbuilder.figures.model import KINDS
from planbuilder.workbook.book import ZERO, Book
from planbuilder.workbook.model import Style, Value
from planbuilder.workbook.pad import Pad, Span, quoted

COST_KINDS = ("one_off", "running")


def discounting(book: Book) -> None:
    """The rate and the discount factor of each year: every factor is the one before, divided by 1 + rate."""
    pad = book.page("years")
    pad.widths = {0: 48, **dict.fromkeys(range(1, len(book.years) + 2), 13)}
    book.year_heads(pad, book.words("head.line"), after=(book.words("head.total"),))
    figures, horizon = book.figures, len(book.years)
    rates: list[Value] = [ZERO, *(figures.rates.rate(n) for n in range(1, horizon))]
    bands = f"{book.spans['band_from']},{book.spans['band_rate']}"
    rate = _row(book, pad, "rate", rates, ["=0", *(f"=LOOKUP({n},{bands})" for n in range(1, horizon))], "percent")
    row = pad.span(pad.row, 1, horizon)
    formulas = ["=1", *(f"={row.at(n - 1)}/(1+{rate.at(n)})" for n in range(1, horizon))]
    _row(book, pad, "factor", list(figures.factors), formulas, "factor")


def years(book: Book) -> None:
    """Each kind, net, present values and what follows from them, beneath the factors."""
    pad = book.pad("years")
    _kinds(book, pad)
    _net(book, pad)
    pad.row += 1
    _key_figures(book, pad)
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
    """Each kind of cost and benefit, added up from the lines."""
    for name in (*COST_KINDS, *KINDS):
        sheet = "costs" if name in COST_KINDS else "benefits"
        values: list[Value] = [
            getattr(row, name) if name in COST_KINDS else row.benefits[name] for row in book.figures.rows
        ]
        kinds, word = book.spans[f"{sheet}.kind"], quoted(book.kind(name))
        formulas = [f"=SUMIF({kinds},{word},{book.spans[f'{sheet}.{year}']})" for year in book.years]
        _row(book, pad, name, values, formulas)
        _summed(book, pad, name, book.figures.totals[name])


def _net(book: Book, pad: Pad) -> None:
    rows, count = book.figures.rows, range(len(book.years))
    s = book.spans
    net = [f"={s['cashable'].at(n)}-{s['one_off'].at(n)}-{s['running'].at(n)}" for n in count]
    _row(book, pad, "net", [row.net for row in rows], net, "total")
    _summed(book, pad, "net", sum(book.figures.net, ZERO), "total")
    book.refs["net_total"] = book.refs["total.net"]
    running = [f"=SUM({s['net'].within(0, n)})" for n in count]
    _row(book, pad, "cumulative", [row.cumulative for row in rows], running)
    others = ("released_time", "cost_avoidance", "quality", "for_others")
    wider = [f"={s['net'].at(n)}" + "".join(f"+{s[kind].at(n)}" for kind in others) for n in count]
    _row(book, pad, "wider", [row.wider for row in rows], wider)
    present = [f"={s['net'].at(n)}*{s['factor'].at(n)}" for n in count]
    _row(book, pad, "present", [row.present for row in rows], present)
    sums = [f"=SUM({s['present'].within(0, n)})" for n in count]
    _row(book, pad, "cumulative_present", list(cumulative([row.present for row in rows])), sums)


def _key_figures(book: Book, pad: Pad) -> None:
    """The key figures; those that need helper rows point to the rows below."""
    f, s, horizon = book.figures, book.spans, len(book.years)
    word = book.language.text
    never, none = word("document.economy.never"), word("document.key_figures.no_irr")
    helper = pad.row + 12
    spans = {name: pad.span(helper + n, 1, horizon) for n, name in enumerate(HELPERS)}
    book.spans |= spans
    costs = f"{s['one_off']}+{s['running']}"
    book.figure(pad, "npv", word("document.economy.npv"), f.npv, f"=SUM({s['present']})", "total")
    book.figure(
        pad, "npv_wider", word("document.economy.npv_wider"), f.npv_wider, f"=SUMPRODUCT({s['wider']},{s['factor']})"
    )
    book.figure(
        pad, "irr", word("document.economy.irr"), f.irr[0] if len(f.irr) == 1 else none, _irr(book, none), "percent"
    )
    spent = f"SUMPRODUCT({costs},{s['factor']})"
    gained = f"SUMPRODUCT({s['cashable']},{s['factor']})"
    book.figure(
        pad, "bcr", word("document.economy.bcr"), _or(f.bcr, "–"), f'=IF({spent}=0,"–",{gained}/{spent})', "factor"
    )
    later = f"SUM({s['factor'].within(1, horizon - 1)})" if horizon > 1 else "0"
    book.figure(
        pad,
        "eanc",
        word("document.economy.eanc"),
        _or(f.eanc, "–"),
        f'=IF({later}=0,"–",{book.refs["npv"]}/{later})' if horizon > 1 else '="–"',
    )
    for name, label, paid, flow, sums in (
        ("payback", "payback", f.payback, "net", "below"),
        ("payback_discounted", "payback_discounted", f.payback_discounted, "present", "below_present"),
    ):
        value: Value = paid.years if paid else never
        cumulated = "cumulative" if flow == "net" else "cumulative_present"
        book.figure(
            pad,
            name,
            word(f"document.economy.{label}"),
            value,
            _payback(book, flow, cumulated, spans[sums], never),
            "number",
        )
    year = f"=IF(OR(MAX({spans['below']})>={horizon},SUMPRODUCT(ABS({s['net']}))=0),{quoted(never)},first_year+MAX({spans['below']}))"
    book.figure(pad, "break_even_year", word("document.economy.break_even"), f.break_even_year or never, year, "year")
    ahead = f"=IF(SUM({spans['ahead']})=0,{quoted(never)},first_year+{horizon}-MAX({spans['ahead']}))"
    book.figure(pad, "balance_year", word("document.economy.balance"), f.balance_year or never, ahead, "year")
    book.figure(
        pad,
        "permanent",
        word("document.economy.permanent", year=book.years[-1]),
        f.permanent,
        f"={s['net'].at(horizon - 1)}",
    )
    book.figure(
        pad, "fte_freed", word("document.economy.fte"), f.fte_freed, f"=SUM({s['benefits.effect_fte']})", "number"
    )
    assert pad.row + 1 == helper


HELPERS = ("below", "below_present", "ahead", "sign", "flips")


def _or(value: Decimal | None, text: str) -> Value:
    return text if value is None else value


def _irr(book: Book, none: str) -> str:
    """The internal rate where there is exactly one; several or none are told in words."""
    net = book.spans["net"]
    guess = f"{float(book.figures.irr[0]):.4f}" if len(book.figures.irr) == 1 else "0.1"
    found = f"IRR({net},{guess})"
    return f"=IFERROR(IF(SUM({book.spans['flips']})=1,IF(OR({found}>99,{found}<-0.99),{quoted(none)},{found}),{quoted(none)}),{quoted(none)})"


def _payback(book: Book, flow: str, sums: str, below: Span, never: str) -> str:
    horizon = len(book.years)
    at = f"MAX({below})"
    part = f"{at}-1-INDEX({book.spans[sums]},1,{at})/INDEX({book.spans[flow]},1,{at}+1)"
    still = f"SUMPRODUCT(ABS({book.spans['net']}))=0"
    return f"=IF(OR({at}>={horizon},{still}),{quoted(never)},IF({at}=0,0,{part}))"


def _helpers(book: Book, pad: Pad) -> None:
    """What the key figures are read from: the last year below nil, years ahead, changes of sign.

    Amounts are rounded to a millionth of a krone first, so that nil is nil however it came about.
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
        _row(book, pad, name, values, [f"=IF(ROUND({s[sums].at(n)},6)<0,{n + 1},0)" for n in count], "number")
    ahead: list[Value] = [horizon - n if net[n] > 0 else 0 for n in count]
    _row(book, pad, "ahead", ahead, [f"=IF(ROUND({s['net'].at(n)},6)>0,{horizon - n},0)" for n in count], "number")
    signs, flips = _signs(net)
    row = pad.span(pad.row, 1, horizon)
    own = [f"SIGN(ROUND({s['net'].at(n)},6))" for n in count]
    formulas = [f"={own[0]}", *(f"=IF({own[n]}=0,{row.at(n - 1)},{own[n]})" for n in count[1:])]
    _row(book, pad, "sign", list(signs), formulas, "number")
    turned = ["=0", *(f"=IF(AND({row.at(n - 1)}<>0,{row.at(n)}<>{row.at(n - 1)}),1,0)" for n in count[1:])]
    _row(book, pad, "flips", list(flips), turned, "number")


def _signs(net: list[Decimal]) -> tuple[list[int], list[int]]:
    """The last sign that was not nil, and where it changes."""
    signs: list[int] = []
    for amount in net:
        own = int(amount.compare(ZERO))
        signs.append(own or (signs[-1] if signs else 0))
    flips = [0, *(int(bool(a) and a != b) for a, b in pairwise(signs))]
    return signs, flips
