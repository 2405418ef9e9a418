"""The sheet of funding: the pool's ledger as planned and with benefits late, and the service frame."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from planbuilder.figures.funding import Ledger
from planbuilder.figures.lines import by_year
from planbuilder.plan.areas import SERVICE
from planbuilder.plan.pools import FOR, is_income
from planbuilder.workbook.areas import areas_of_case, one_off_in
from planbuilder.workbook.book import ZERO, Book, Pad
from planbuilder.workbook.model import Style, Value
from planbuilder.workbook.references import Span, quoted

WITHOUT = ("to_budget", "frame")


def funding(book: Book) -> None:
    """The pool as planned and with benefits late, the budget-to-budget way, and the service frame."""
    pad = book.page("funding")
    pad.widths = {0: 52, **dict.fromkeys(range(1, len(book.years) + 1), 13)}
    book.year_heads(pad, book.words("head.line"))
    f, s, count = book.figures.funding, book.spans, range(len(book.years))
    _row(book, pad, "to_budget", list(f.to_budget), [f"={s['net'].at(n)}" for n in count])
    pad.row += 1
    _draws(book, pad)
    _agreed(book, pad, "agreed", book.plan.economy.pool.repayments)
    pad.row += 1
    # Running costs are negative in the sheet by year, so they are added.
    left = [f"={s['cashable'].at(n)}+{s['running'].at(n)}+{book.lasting_income(n)}" for n in count]
    _ledger(book, pad, "pool", f.pool, left)
    pad.row += 1
    late = [f"={s['gains_late'].at(n)}+{s['running'].at(n)}+{book.lasting_income(n)}" for n in count]
    _ledger(book, pad, "delayed", f.pool_delayed, late)
    pad.row += 1
    _frame(book, pad)
    pad.row += 1
    areas_of_case(book, pad)
    pad.printed = (pad.row - 1, len(book.years))


def _row(book: Book, pad: Pad, name: str, values: list[Value], formulas: list[str], style: Style = "money") -> Span:
    label = f"row.{name.partition('.')[2] or name}"
    # Of what there is without the pool it is said whose money that is.
    label = book.plan.economy.pool.word(label) if name in WITHOUT else label
    book.spans[name] = pad.series(book.words(label), values, formulas, style)
    return book.spans[name]


def _draws(book: Book, pad: Pad) -> None:
    """What is drawn each year: as agreed, or every one-off cost that the pool is for where nothing has been agreed."""
    agreed = _agreed(book, pad, "agreed_draws", book.plan.economy.pool.draws)
    values: list[Value] = [row.draw for row in book.figures.funding.pool.rows]
    formulas = [f"=IF(COUNT({agreed})=0,{_covered(book, n)},SUM({agreed.at(n)}))" for n in range(len(book.years))]
    _row(book, pad, "draw", values, formulas)


def _covered(book: Book, n: int) -> str:
    """The one-off costs of a year that the pool is for."""
    pool, one_off = book.plan.economy.pool, book.spans["one_off"]
    area = FOR.get(pool.type)
    return one_off_in(book, n, area) if area else f"-{one_off.at(n)}"


def _agreed(book: Book, pad: Pad, name: str, given: Mapping[str, Decimal]) -> Span:
    """What has been agreed by year; empty where nothing has."""
    book.inputs("pool", name, pad, pad.row, 1, map(str, book.years), pad.head_row or 0)
    return _row(book, pad, name, [given.get(str(year)) for year in book.years], [""] * len(book.years), "input_money")


def _ledger(book: Book, pad: Pad, name: str, ledger: Ledger, left: list[str]) -> None:
    """Balance by year: interest and draws are added, repayments taken off, never below zero.

    What is owed has no sign; interest and repayments burden the economy and are negative.
    """
    pad.put(pad.row, 0, book.words(f"row.ledger_{name}"), "group")
    pad.row += 1
    rows, count, s = ledger.rows, range(len(book.years)), book.spans
    available = _row(book, pad, f"{name}.available", [row.available for row in rows], left)
    top = pad.row
    interest, repayment, balance = (pad.span(top + n, 1, len(book.years)) for n in range(3))
    # The row of balances is written below the rows that read it: its place is known before it is filled.
    before = ["0", *(balance.at(n) for n in count[:-1])]
    charged = [f"=-{before[n]}*pool_interest" for n in count]
    _row(book, pad, f"{name}.interest", [-row.interest for row in rows], charged)
    # Of a grant nothing is ever owed.
    is_repaid = book.plan.economy.pool.is_repaid
    owed = [f"({before[n]}-{interest.at(n)}+{s['draw'].at(n)})" if is_repaid else "0" for n in count]
    agreed = s["agreed"]
    part = [f"MAX(0,{available.at(n)})*pool_share" for n in count]
    share = [f"IF(COUNT({agreed})=0,{part[n]},SUM({agreed.at(n)}))" for n in count]
    _row(
        book,
        pad,
        f"{name}.repayment",
        [-row.repayment for row in rows],
        [f"=-MIN({owed[n]},{share[n]})" for n in count],
    )
    _row(
        book,
        pad,
        f"{name}.balance",
        [row.balance for row in rows],
        [f"={owed[n]}+{repayment.at(n)}" for n in count],
        "total",
    )
    own = [
        f"={available.at(n)}+{repayment.at(n)}+{s['one_off'].at(n)}+{s['draw'].at(n)}+{comes_once(book, n)}"
        for n in count
    ]
    _row(book, pad, f"{name}.budget", [row.budget for row in rows], own)


def comes_once(book: Book, n: int) -> str:
    """What comes in of a year and does not recur: a grant pays no pool back."""
    return f"{book.spans['income'].at(n)}-{book.lasting_income(n)}"


def _frame(book: Book, pad: Pad) -> None:
    """What the case does to the service frame, without a pool, and with one whose draws are set off in it."""
    f, s, cashable = book.figures.funding, book.spans, quoted(book.kind("cashable"))
    inside = f"{s['costs.in_frame']}*{s['costs.sign']}"
    frame, set_off = [], []
    income = is_income(book.plan)
    for n, year in enumerate(book.years):
        gain = f"SUMPRODUCT(({s['benefits.kind']}={cashable})*{s['benefits.in_frame']}*{s[f'benefits.{year}']})"
        frame.append(f"={gain}+SUMPRODUCT({inside}*{s[f'costs.{year}']})")
        set_off.append(f"=MIN({s['draw'].at(n)},{one_off_in(book, n, SERVICE)})" if income else "=0")
    _row(book, pad, "frame", list(f.frame), frame)
    within = by_year([line for line in book.figures.costs if line.in_frame], "one_off", len(book.years))
    spared = [min(row.draw, own) if income else ZERO for row, own in zip(f.pool.rows, within, strict=True)]
    _row(book, pad, "set_off", list(spared), set_off)
    with_pool = [_with_pool(s, n) if income else f"={s['frame'].at(n)}" for n in range(len(book.years))]
    _row(book, pad, "frame_with_pool", list(f.frame_with_pool), with_pool)


def _with_pool(s: Mapping[str, Span], n: int) -> str:
    """A year of the frame with a pool: of a repayment that part loads it which was drawn for costs within it."""
    drawn, spared = (f"SUM({s[name].within(0, n)})" for name in ("draw", "set_off"))
    part = f"IF({drawn}=0,0,{spared}/{drawn})"
    return f"={s['frame'].at(n)}+{s['set_off'].at(n)}+{s['pool.repayment'].at(n)}*{part}"
