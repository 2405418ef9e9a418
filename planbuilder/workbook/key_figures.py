"""The formula of each key figure in the workbook, by its key in the catalogue.

In: a book in which the flows by year are written. Out: values and formulas. A spreadsheet cannot prove how many
internal rates there are, so it says no more than it knows: no change of sign is no rate, one change is one rate, and
with more it looks along a row of factors, from just above 9,900 % to just below −99 %, and reports what it meets
there. `tests/figures/test_catalogue.py` holds that the figures that the catalogue shows in the workbook are the ones
that have a formula here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from decimal import Decimal
from math import floor, log

from planbuilder.figures.catalogue import KeyFigure, Unit
from planbuilder.figures.returns import DIGITS, HIGHEST, LOWEST, Root, roots_of
from planbuilder.workbook.book import Book
from planbuilder.workbook.model import Style, Value
from planbuilder.workbook.references import letters, quoted

# Factors 1 / (1 + rate). Neither end, nor any step between them, is the factor of a rate people would choose.
LOWEST_FACTOR, HIGHEST_FACTOR, STEPS = 0.0099, 101.0, 4000
Result = tuple[Value, str]


def crossings(book: Book) -> list[float]:
    """The factors in the middle of each step in which NPV changes sign."""
    turning = [float(root.at) for root in _roots(book) if root.before != root.after]
    # Two roots in one step turn NPV twice, which a row of factors does not see: neither does the value then.
    steps = Counter(_step(at) for at in turning if LOWEST_FACTOR < at < HIGHEST_FACTOR)
    return [_factor(step + 0.5) for step, count in sorted(steps.items()) if count % 2]


def _step(at: float) -> int:
    # Steps are even in the logarithm: rates near zero get as many as those near the ends.
    return floor(log(at / LOWEST_FACTOR) / log(HIGHEST_FACTOR / LOWEST_FACTOR) * STEPS)


def _factor(step: float) -> float:
    return float(LOWEST_FACTOR * (HIGHEST_FACTOR / LOWEST_FACTOR) ** (step / STEPS))


def crossings_found(book: Book) -> Result:
    """In how many steps NPV changes sign."""
    return len(crossings(book)), f"=IF(SUM({book.spans['flips']})=0,0,SUMPRODUCT({_turns(book)}*1))"


def near_rate(book: Book) -> Result:
    """A rate close by the only change of sign, from which IRR starts; zero where there is not just one."""
    steps, nth = crossings(book), f"COLUMN($A$1:${letters(STEPS - 1)}$1)"
    factor = _formula(f"SUMPRODUCT({_turns(book)}*{nth})-0.5")
    value = Decimal(str(round(1 / steps[0] - 1, 12))) if len(steps) == 1 else Decimal(0)
    return value, f"=IF({book.spans['crossings'].at(0)}=1,1/({factor})-1,0)"


def _turns(book: Book) -> str:
    """Whether NPV changes sign, step by step: every factor's against the next one's."""
    net, horizon = book.spans["net"], len(book.years)
    nth, row = f"COLUMN($A$1:${letters(STEPS - 1)}$1)", f"ROW($A$1:$A${horizon})"
    years = f"({row}-1-({row}>1)*(1-year_part))"
    this, following = (f"(MMULT(ROUND({net},6),({_formula(n)})^{years})>=0)" for n in (f"{nth}-1", nth))
    return f"({this}<>{following})"


def _formula(step: str) -> str:
    return f"{LOWEST_FACTOR}*({HIGHEST_FACTOR:.0f}/{LOWEST_FACTOR})^(({step})/{STEPS})"


def irr(book: Book) -> Result:
    """The internal rate as far as a sheet can know it: a number, the side on which it lies, or how many there are."""
    s, words = book.spans, book.words
    # Which end a single rate beyond the row lies at follows from the sign that NPV has along all of it.
    flips, count, last = f"SUM({s['flips']})", s["crossings"].at(0), s["sign"].at(len(book.years) - 1)
    # Counted from the first year of the case, wherever the row begins on the sheet.
    years = f"(COLUMN({s['net']})-COLUMN({s['net'].at(0)}))"
    years = f"({years}-({years}>0)*(1-year_part))"
    lowest = f"SUMPRODUCT(ROUND({s['net']},6)*{LOWEST_FACTOR}^{years})"
    none, unknown = quoted(book.language.text("document.irr.none")), quoted(words("irr.unknown"))
    beyond = f"IF(({lowest}>=0)=({last}<0),{quoted(_below(book))},{quoted(_above(book))})"
    several = f"{quoted(words('irr.at_least'))}&{count}"
    near = s["near"].at(0)
    # Of half years the rate is that of half a year.
    middle = f"(1+IRR({s['halves']},(1+{near})^0.5-1))^2-1"
    rate = f"IFERROR(IF(year_part=1,IRR({s['net']},{near}),{middle}),{unknown})"
    without = f"IF({flips}=0,{none},IF({flips}=1,{beyond},{unknown}))"
    return _rate_told(book), f"=IF({count}=0,{without},IF({count}=1,{rate},{several}))"


def _rate_told(book: Book) -> Value:
    """What the formula comes to."""
    steps, rates = crossings(book), book.figures.irr
    if len(steps) == 1:
        return _nearest(book, 1 / steps[0] - 1)
    if steps:
        return book.words("irr.at_least") + str(len(steps))
    if rates.turns == 1:
        return _above(book) if rates.above else _below(book)
    return book.words("irr.unknown") if rates.turns else book.language.text("document.irr.none")


def _nearest(book: Book, near_by: float) -> Decimal:
    """The rate next to another, to ten decimals; it may lie just beyond the range."""
    rates = (Decimal(root.at.denominator) / Decimal(root.at.numerator) - 1 for root in _roots(book))
    return min(rates, key=lambda rate: abs(float(rate) - near_by)).quantize(DIGITS)


def _roots(book: Book) -> tuple[Root, ...]:
    return roots_of(book.figures.net, book.figures.rates.mid_year)


def _above(book: Book) -> str:
    return book.language.text("document.irr.above", limit=book.language.percent(HIGHEST))


def _below(book: Book) -> str:
    return book.language.text("document.irr.below", limit=book.language.percent(LOWEST))


def irr_remark(book: Book) -> Result:
    """What has to be said of the rate: that it is the rate of a loan, or that there may be others."""
    s, turns = book.spans, book.figures.irr.turns
    flips, last = f"SUM({s['flips']})", s["sign"].at(len(book.years) - 1)
    loan, several = book.words("irr.loan"), book.words("irr.several")
    # Several first: of a case that changes sign more than once it is not known whether its rate is a loan's.
    value = several if turns > 1 else loan if turns and book.figures.irr.role == "loan" else ""
    rule = f'=IF({flips}>1,{quoted(several)},IF(AND({flips}=1,{last}<0),{quoted(loan)},""))'
    return value, rule


def mirr(book: Book) -> str:
    """The modified rate: years with a deficit are financed, years with a surplus reinvested, at the discount rate."""
    s, later = book.spans, len(book.years) - 1
    spent, gained = (f"SUMPRODUCT(({s['net']}{side}0)*{s['net']}*{s['factor']})" for side in ("<", ">"))
    # In a case of one year there is nothing to grow over: the exponent would divide by zero.
    if not later:
        return '="–"'
    rate = f"({gained}/{s['factor'].at(later)}/-{spent})^(1/({later - 1}+year_part))-1"
    return f'=IF(OR(ROUND({spent},6)=0,ROUND({gained},6)=0),"–",{rate})'


def waiting(book: Book) -> str:
    """How NPV changes if all begins a year later and is used for as many years."""
    s, last = book.spans, len(book.years) - 1
    # The year after the last has no column: its factor is made from the last one and the band it falls in.
    following = f"LOOKUP({last + 1},{s['band_from']},{s['band_rate']})"
    after = f"{s['factor'].at(last)}/((1+{s['rate'].at(last)})^(1-year_part)*(1+{following})^year_part)"
    return f"={_kept(book)}+{s['net'].at(last)}*{after}-kf_npv"


def waiting_same_end(book: Book) -> str:
    """How NPV changes if all begins a year later and ends in the same year, each line that recurs in its own."""
    s, last = book.spans, len(book.years) - 1
    if not last:
        return "=0-kf_npv"
    years, later = s["net"].within(0, last - 1), s["factor"].within(1, last)
    year = f"(first_year+COLUMN({years})-COLUMN({s['net'].at(0)}))"
    # One-off costs are not among them: they are paid all the same, only later (docs/decisions/015).
    sides = {"benefits": ("end", "cashable"), "costs": ("until", "running")}
    sign = {"benefits": "", "costs": f"*{s['costs.sign']}"}
    ended = {
        sheet: f"SUMPRODUCT(({s[f'{sheet}.kind']}={quoted(book.kind(kind))}){sign[sheet]}"
        f"*({s[f'{sheet}.{end}']}={year})*{s[f'{sheet}.years'].within(0, last - 1)}*{later})"
        for sheet, (end, kind) in sides.items()
    }
    return f"={_kept(book)}-{ended['benefits']}-{ended['costs']}-kf_npv"


def _kept(book: Book) -> str:
    """The present value of every year but the last, each a year later."""
    s, last = book.spans, len(book.years) - 1
    return f"SUMPRODUCT({s['net'].within(0, last - 1)},{s['factor'].within(1, last)})" if last else "0"


NONE, LACKING = "–", "lacking"
Formula = Callable[[Book], str]
STYLES: Mapping[Unit, Style] = {
    "money": "result",
    "yearly": "result",
    "rates": "percent",
    "share": "percent",
    "ratio": "factor",
    "years": "number",
    "year": "year",
    "since": "year",
    "fte": "number",
}


def cell_value(book: Book, one: KeyFigure) -> Value:
    """A key figure as its cell holds it; the rates as far as a sheet can know them."""
    if one.unit == "rates":
        return irr(book)[0]
    found = one.value(book.plan, book.figures)
    if found is None:
        # "Never" of what is a time, a dash of everything else.
        return _never(book) if one.unit in ("year", "years") else NONE
    return int(found) if one.unit in ("year", "since") else found


def _never(book: Book) -> str:
    return book.language.text("document.economy.never")


def _bcr(book: Book) -> str:
    s = book.spans
    spent = f"-SUMPRODUCT({s['one_off']}+{s['running']},{s['factor']})"
    return f'=IF({spent}=0,"–",SUMPRODUCT({s["cashable"]}+{s["income"]},{s["factor"]})/{spent})'


def _eanc(book: Book) -> str:
    horizon = len(book.years)
    later = f"SUM({book.spans['factor'].within(1, horizon - 1)})" if horizon > 1 else "0"
    return f'=IF({later}=0,"–",kf_npv/{later})'


def _settled(book: Book) -> str:
    """Whether each line that recurs has settled, and none has an end."""
    return f"SUM({book.spans['costs.open']})+SUM({book.spans['benefits.open']})=0"


def _permanent(book: Book) -> str:
    """What recurs for good; nothing where a line has not settled or has an end."""
    s, last = book.spans, len(book.years) - 1
    return f'=IF({_settled(book)},{s["cashable"].at(last)}+{s["running"].at(last)}+{book.lasting_income(last)},"–")'


def _permanent_from(book: Book) -> str:
    # What recurs for good begins when the last line has settled.
    begins = f"MAX({book.spans['costs.steady']},{book.spans['benefits.steady']})"
    return f'=IF(AND({_settled(book)},{begins}>0),{begins},"–")'


def _unpaid(book: Book, below: str) -> tuple[str, str]:
    """The last year in which more has been spent than gained, and whether that is still so, or nothing ever moves."""
    # The helper row has a year's number where the sum is below zero and 0 elsewhere: its largest is the last such
    # year.
    last = f"MAX({book.spans[below]})"
    return last, f"OR({last}>={len(book.years)},SUMPRODUCT(ABS({book.spans['net']}))=0)"


def _payback(flow: str, sums: str, below: str) -> Formula:
    """The years until the running sum of a flow stays at zero or above."""

    def formula(book: Book) -> str:
        s, (last, unpaid) = book.spans, _unpaid(book, below)
        part = f"{last}-1-INDEX({s[sums]},1,{last})/INDEX({s[flow]},1,{last}+1)"
        return f"=IF({unpaid},{quoted(_never(book))},IF({last}=0,0,{part}))"

    return formula


def _break_even_year(book: Book) -> str:
    last, unpaid = _unpaid(book, "below")
    return f"=IF({unpaid},{quoted(_never(book))},first_year+{last})"


def _balance_year(book: Book) -> str:
    ahead, horizon = book.spans["ahead"], len(book.years)
    return f"=IF(SUM({ahead})=0,{quoted(_never(book))},first_year+{horizon}-MAX({ahead}))"


FORMULAS: Mapping[str, Formula] = {
    "npv": lambda book: f"=SUM({book.spans['present']})",
    "npv_wider": lambda book: f"=SUMPRODUCT({book.spans['wider']},{book.spans['factor']})",
    "irr": lambda book: irr(book)[1],
    "mirr": mirr,
    "waiting": waiting,
    "waiting_same_end": waiting_same_end,
    "bcr": _bcr,
    "eanc": _eanc,
    "payback": _payback("net", "cumulative", "below"),
    "payback_discounted": _payback("present", "cumulative_present", "below_present"),
    "break_even_year": _break_even_year,
    "balance_year": _balance_year,
    "permanent": _permanent,
    "permanent_from": _permanent_from,
    "fte_freed": lambda book: f"=SUM({book.spans['benefits.effect_fte']})",
}


def lacking(book: Book) -> str:
    """How many lines the figures are without: no key figure, but a remark on all of them."""
    return "=" + "+".join(f"SUMPRODUCT(--(LEN({book.spans[f'{sheet}.lacks']})>0))" for sheet in ("costs", "benefits"))


def lacking_name(book: Book) -> str:
    """What that number is called."""
    return book.language.text(f"document.economy.{LACKING}")
