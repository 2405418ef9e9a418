"""The sheet of scenarios, tests and drivers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from planbuilder.figures.lines import Line
from planbuilder.figures.methods import npv, settled
from planbuilder.figures.outcomes import Driver, Outcome, coverage
from planbuilder.workbook.book import ONE, WHOLE, ZERO, Book, Pad
from planbuilder.workbook.model import Blank, Style, Value
from planbuilder.workbook.references import quoted
from planbuilder.workbook.risks import risks
from planbuilder.workbook.table import signed_present
from planbuilder.workbook.years import growth, late_gains

DRIVER_HEADS = ("id", "title", "present", "low_share", "high_share", "npv_low", "npv_high", "swing", "switching")


def uncertainty(book: Book) -> None:
    """The three scenarios by year, the tests, every driver, and the risks."""
    pad = book.page("uncertainty")
    pad.widths = {0: 12, 1: 46, **dict.fromkeys(range(2, len(book.years) + 3), 14)}
    book.year_heads(pad, "", book.words("head.line"), after=(book.words("head.npv"),))
    u = book.figures.uncertainty
    _estimated(book, pad, "pessimistic", u.pessimistic, [_scenario(book, year, "worst") for year in book.years])
    _outcome(book, pad, u.likely, [_scenario(book, year, "") for year in book.years])
    _estimated(book, pad, "optimistic", u.optimistic, [_scenario(book, year, "best") for year in book.years])
    _outcome(book, pad, u.stress, [_stress(book, n) for n in range(len(book.years))])
    book.named(pad, "kf_stress", pad.row - 1, 2 + len(book.years))
    book.refs["stress"] = book.refs["npv.stress"]
    _tests(book, pad)
    pad.row += 1
    _coverage(book, pad)
    _expected(book, pad)
    pad.row += 1
    _drivers(book, pad)
    pad.row += 1
    risks(book, pad)


def _outcome(book: Book, pad: Pad, outcome: Outcome, formulas: list[str]) -> None:
    """A row of net effects, with its NPV."""
    pad.put(pad.row, 1, book.words(f"outcome.{outcome.name}"), "label")
    for n, (value, formula) in enumerate(zip(outcome.net, formulas, strict=True)):
        pad.put(pad.row, 2 + n, value, "money", formula)
    span = pad.span(pad.row, 2, 1 + len(book.years))
    end = 2 + len(book.years)
    rule = f"=SUMPRODUCT({span},{book.spans['factor']})"
    book.spans[f"net.{outcome.name}"] = span
    book.refs[f"npv.{outcome.name}"] = pad.put(pad.row, end, outcome.npv, "result", rule)
    pad.row += 1


def _coverage(book: Book, pad: Pad) -> None:
    """How many lines hold money, how many of them have a range, and their share of the money."""
    f, s = book.figures, book.spans
    # A published uplift is a range in the sheet, which cannot tell who filled in the cell.
    u = coverage([(one.size, one.has_range) for one in (*f.costs, *f.benefits) if one.in_net and any(one.by_year)])
    mine = {"costs": f"({s['costs.sign']}<>0)", "benefits": f"({s['benefits.kind']}={quoted(book.kind('cashable'))})"}
    has = {name: f"({s[f'{name}.low_share']}<>{s[f'{name}.high_share']})" for name in mine}
    total = {name: f"ABS({s[f'{name}.total']})" for name in mine}

    def added(part: Callable[[str], str]) -> str:
        return "+".join(f"SUMPRODUCT({mine[name]}*{part(name)})" for name in mine)

    lines = added(lambda name: f"({total[name]}>0)")
    ranged = added(lambda name: f"({total[name]}>0)*{has[name]}")
    known, whole = added(lambda name: f"{total[name]}*{has[name]}"), added(lambda name: total[name])
    rows: tuple[tuple[str, Value, str, Style], ...] = (
        ("lines", u.lines, f"={lines}", "whole"),
        ("ranged", u.ranged, f"={ranged}", "whole"),
        ("covered", u.share, f"=IF({whole}=0,0,({known})/({whole}))", "percent"),
    )
    for name, value, rule, style in rows:
        pad.put(pad.row, 1, book.words(f"row.{name}"), "label")
        pad.put(pad.row, 2, value, style, rule)
        book.named(pad, f"kf_{name}", pad.row, 2)
        pad.row += 1


def _estimated(book: Book, pad: Pad, name: str, outcome: Outcome | None, formulas: list[str]) -> None:
    """A scenario's row, empty as long as no line has a range."""
    pad.put(pad.row, 1, book.words(f"outcome.{name}"), "label")
    # By the cell and not by the plan: a range that is typed into the sheet brings its scenarios with it.
    none = 'IF(kf_ranged=0,"–",'
    values: Sequence[Value] = outcome.net if outcome else ["–"] * len(book.years)
    for n, (value, formula) in enumerate(zip(values, formulas, strict=True)):
        pad.put(pad.row, 2 + n, value, "money", f"={none}{formula[1:]})")
    span, end = pad.span(pad.row, 2, 1 + len(book.years)), 2 + len(book.years)
    rule = f"={none}SUMPRODUCT({span},{book.spans['factor']}))"
    pad.put(pad.row, end, outcome.npv if outcome else "–", "result", rule)
    pad.row += 1


def _stress(book: Book, n: int) -> str:
    """Net of a year with every range at its pessimistic end, benefits late, and the risk reserve spent in the first."""
    s = book.spans
    spent = f"SUMPRODUCT({s['costs.sign']},{s[f'costs.{book.years[n]}']},{s['costs.worst']})"
    return f"={late_gains(book, n, 'benefits.worst')}+{spent}" + ("" if n else "-kf_risk_reserve")


def _scenario(book: Book, year: int, column: str) -> str:
    """Net of a year with each line at a share of itself."""
    s = book.spans
    cashable = quoted(book.kind("cashable"))
    cost = f"{s['costs.sign']},{s[f'costs.{year}']}" + (f",{s[f'costs.{column}']}" if column else "")
    gain = f"({s['benefits.kind']}={cashable})*{s[f'benefits.{year}']}" + (
        f"*{s[f'benefits.{column}']}" if column else ""
    )
    return f"=SUMPRODUCT({gain})+SUMPRODUCT({cost})"


def _tests(book: Book, pad: Pad) -> None:
    """Benefits later, costs higher, benefits smaller."""
    s, count = book.spans, range(len(book.years))
    gains = s["cashable"]
    spent = [f"({s['one_off'].at(n)}+{s['running'].at(n)})" for n in count]
    came = s["income"]
    late = [f"={s['gains_late'].at(n)}+{came.at(n)}+{spent[n]}" for n in count]
    dear = [f"={gains.at(n)}+{came.at(n)}+{spent[n]}*(1+try_costs)" for n in count]
    small = [f"={_smaller(book, year)}+{came.at(n)}+{spent[n]}" for n, year in enumerate(book.years)]
    for outcome, formulas in zip(book.figures.uncertainty.tests, (late, dear, small), strict=True):
        _outcome(book, pad, outcome, formulas)


def _smaller(book: Book, year: int) -> str:
    """Cashable benefits of a year, each that part worse: a loss grows."""
    gain, cashable = book.spans[f"benefits.{year}"], quoted(book.kind("cashable"))
    return f"SUMPRODUCT(({book.spans['benefits.kind']}={cashable})*({gain}-ABS({gain})*try_benefits))"


def _expected(book: Book, pad: Pad) -> None:
    """The value expected of the three-point estimates."""
    s, cashable = book.spans, quoted(book.kind("cashable"))
    parts = {
        name: f"({s[f'{name}.low_share']}+likely_weight+{s[f'{name}.high_share']})/(likely_weight+2)"
        for name in ("costs", "benefits")
    }
    gain = f"SUMPRODUCT(({s['benefits.kind']}={cashable})*{s['benefits.present']}*{parts['benefits']})"
    rule = f'=IF(kf_ranged=0,"–",{gain}+SUMPRODUCT({s["costs.sign"]}*{s["costs.present"]}*{parts["costs"]}))'
    expected = book.figures.uncertainty.expected_npv
    pad.put(pad.row, 1, book.words("row.expected"), "label")
    book.refs["expected_npv"] = pad.put(pad.row, 2, "–" if expected is None else expected, "result", rule)
    book.named(pad, "kf_expected_npv", pad.row, 2)
    pad.row += 1


def _drivers(book: Book, pad: Pad) -> None:
    """Each line that moves NPV, then what moves several at once."""
    pad.heads((book.words(f"head.{name}"), "head" if name in ("id", "title") else "head_end") for name in DRIVER_HEADS)
    first = pad.row
    found = {(driver.kind, driver.id): driver for driver in book.figures.uncertainty.drivers}
    for name in book.lines:
        for n, line in enumerate(book.used(name)):
            _line_driver(book, pad, name, n, line, found.get((line.kind, line.id)))
    _fte_driver(book, pad, found.get(("fte_cost", "fte_cost")))
    _delay_driver(book, pad, found["delay", "delay"])
    _rate_driver(book, pad, found["rate", "rate"])
    # New lines come last, so that those of the plan stand together on paper.
    top = pad.row
    for name, lines in book.lines.items():
        for n in range(len(book.used(name)), len(lines)):
            _line_driver(book, pad, name, n, lines[n], None)
    book.spans["drivers.present"] = pad.column(2, top, pad.row - 1)
    book.spans["drivers.own"] = pad.column(2, first, first + sum(len(book.used(name)) for name in book.lines) - 1)
    pad.blanks.append(Blank((top, 0), (pad.row - 1, len(DRIVER_HEADS) - 1), f'=$A{top + 1}=""'))


def _line_driver(book: Book, pad: Pad, name: str, n: int, line: Line, driver: Driver | None) -> None:
    s, row = book.spans, pad.row
    present = signed_present(book, line)
    # A benefit that the sheet's own test turns into released time moves nothing any more; a cost always does,
    # downwards.
    kind = (
        f"({s['benefits.kind'].at(n)}={quoted(book.kind('cashable'))})*"
        if name == "benefits"
        else f"{s['costs.sign'].at(n)}*"
    )
    book.line_named(pad, row, name, n, line)
    pv = pad.put(row, 2, present, "money", f"={kind}{s[f'{name}.present'].at(n)}")
    is_cost, economy = name == "costs", book.plan.economy
    off = (economy.sensitivity.costs if is_cost else economy.sensitivity.benefits) / WHOLE
    low, high = line.span or (ONE - off, ONE + off)
    tried = "try_costs" if is_cost else "try_benefits"
    given = s[f"{name}.given"].at(n)
    shares = []
    for column, side, share, sign in ((3, "low_share", low, "-"), (4, "high_share", high, "+")):
        shares.append(
            pad.put(row, column, share, "percent", f"=IF({given}=1,{s[f'{name}.{side}'].at(n)},1{sign}{tried})")
        )
    values = (driver.npv_low, driver.npv_high) if driver else (book.figures.npv, book.figures.npv)
    _moved(book, pad, shares, pv, values)
    _switching(pad, driver, present, pv)
    pad.row += 1


def _moved(book: Book, pad: Pad, shares: list[str], pv: str, values: tuple[Decimal, Decimal]) -> None:
    """NPV with one driver at its low and high share, and the swing between them."""
    cells = [pad.put(pad.row, 5 + n, values[n], "money", f"=kf_npv+({shares[n]}-1)*{pv}") for n in range(2)]
    pad.put(pad.row, 7, abs(values[1] - values[0]), "money", f"=ABS({cells[1]}-{cells[0]})")


def _switching(pad: Pad, driver: Driver | None, present: Decimal, pv: str) -> None:
    """The share of a driver at which NPV is zero; none where that is below zero, or it moves less than 10⁻⁶ DKK."""
    reached = driver is not None and driver.switching is not None and settled(present) and driver.switching >= 0
    value: Value = driver.switching if driver and reached else "–"
    pad.put(pad.row, 8, value, "percent", f'=IF(ROUND({pv},6)=0,"–",IF(kf_npv/{pv}>1,"–",1-kf_npv/{pv}))')


def _fte_driver(book: Book, pad: Pad, driver: Driver | None) -> None:
    """The cost of an FTE: every line given in time moves with it."""
    s, row = book.spans, pad.row
    timed = [line for line in (*book.figures.costs, *book.figures.benefits) if line.in_net and line.fte]
    present = sum((signed_present(book, line) for line in timed), ZERO)
    cashable = quoted(book.kind("cashable"))
    gain = f"SUMPRODUCT(({s['benefits.kind']}={cashable})*({s['benefits.effect_fte']}<>0)*{s['benefits.present']})"
    pad.put(row, 1, book.words("driver.fte_cost"), "label")
    pv = pad.put(
        row, 2, present, "money", f"={gain}+SUMPRODUCT({s['costs.sign']}*({s['costs.fte']}<>0)*{s['costs.present']})"
    )
    off = book.plan.economy.sensitivity.costs / WHOLE
    shares = [
        pad.put(row, 3, ONE - off, "percent", "=1-try_costs"),
        pad.put(row, 4, ONE + off, "percent", "=1+try_costs"),
    ]
    npv_now = book.figures.npv
    values = (driver.npv_low, driver.npv_high) if driver else (npv_now, npv_now)
    _moved(book, pad, shares, pv, values)
    _switching(pad, driver, present, pv)
    pad.row += 1


def _delay_driver(book: Book, pad: Pad, driver: Driver) -> None:
    pad.put(pad.row, 1, book.words("driver.delay"), "label")
    low = pad.put(pad.row, 5, driver.npv_low, "money", "=kf_npv")
    high = pad.put(pad.row, 6, driver.npv_high, "money", f"={book.refs['npv.delay']}")
    pad.put(pad.row, 7, driver.swing, "money", f"=ABS({high}-{low})")
    pad.row += 1


def _rate_driver(book: Book, pad: Pad, driver: Driver) -> None:
    """The discount rate: two rows of factors, then NPV at either."""
    s, horizon, points = book.spans, len(book.years), book.plan.economy.sensitivity.rate / WHOLE
    row = pad.row
    pad.put(row, 1, book.words("driver.rate"), "label")
    cells = []
    for n, (sign, off) in enumerate((("-", -points), ("+", points))):
        own = book.figures.rates.factors(horizon, off * WHOLE)
        at = row + 1 + n
        pad.put(at, 1, book.words(f"row.factor_{'low' if sign == '-' else 'high'}"), "label")
        span = pad.span(at, 2, 1 + horizon)
        pad.put(at, 2, ONE, "factor", "=1")
        for year in range(1, horizon):
            before = f"{s['rate'].at(year - 1)}{sign}try_rate" if year > 1 else "0"
            now = f"{s['rate'].at(year)}{sign}try_rate"
            rule = f"={span.at(year - 1)}/{growth(before, now)}"
            pad.put(at, 2 + year, own[year], "factor", rule)
        value = npv(book.figures.net, own)
        cells.append(pad.put(row, 5 + n, value, "money", f"=SUMPRODUCT({s['net']},{span})"))
    pad.put(row, 7, driver.swing, "money", f"=ABS({cells[1]}-{cells[0]})")
    pad.row += 3
