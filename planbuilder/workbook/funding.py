"""The sheets of funding and budgets: the pool's ledger, the service frame, who pays, and the budget changes."""

from __future__ import annotations

from collections.abc import Mapping

from planbuilder.figures.funding import Adjustment, Ledger
from planbuilder.figures.lines import Line, by_year
from planbuilder.figures.recurring import recurs
from planbuilder.plan.economy import BudgetChange
from planbuilder.workbook.book import ONE, ZERO, Book, Pad, Span, letters, quoted
from planbuilder.workbook.model import Style, Value


def funding(book: Book) -> None:
    """The pool as planned and with benefits late, the budget-to-budget way, and the service frame."""
    pad = book.page("funding")
    pad.widths = {0: 52, **dict.fromkeys(range(1, len(book.years) + 1), 13)}
    book.year_heads(pad, book.words("head.line"))
    f, s, count = book.figures.funding, book.spans, range(len(book.years))
    _row(book, pad, "to_budget", list(f.to_budget), [f"={s['net'].at(n)}" for n in count])
    pad.row += 1
    _draws(book, pad)
    _agreed(book, pad)
    pad.row += 1
    # Running costs are negative in the sheet by year, so they are added.
    left = [f"={s['cashable'].at(n)}+{s['running'].at(n)}" for n in count]
    _ledger(book, pad, "pool", f.pool, left)
    pad.row += 1
    late = [f"={s['gains_late'].at(n)}+{s['running'].at(n)}" for n in count]
    _ledger(book, pad, "delayed", f.pool_delayed, late)
    pad.row += 1
    _frame(book, pad)


def _row(book: Book, pad: Pad, name: str, values: list[Value], formulas: list[str], style: Style = "money") -> Span:
    book.spans[name] = pad.series(book.words(f"row.{name.partition('.')[2] or name}"), values, formulas, style)
    return book.spans[name]


def _draws(book: Book, pad: Pad) -> None:
    """What is drawn each year: as agreed, or every one-off cost."""
    given = book.plan.economy.pool.draws
    values: list[Value] = [row.draw for row in book.figures.funding.pool.rows]
    formulas = ["" if given else f"=-{book.spans['one_off'].at(n)}" for n in range(len(book.years))]
    _row(book, pad, "draw", values, formulas, "input_money" if given else "money")


def _agreed(book: Book, pad: Pad) -> None:
    """Repayments that have been agreed; empty where a share is repaid."""
    given = book.plan.economy.pool.repayments
    values: list[Value] = [given.get(str(year), ZERO) if given else None for year in book.years]
    _row(book, pad, "agreed", values, [""] * len(values), "input_money")


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
    owed = [f"({before[n]}-{interest.at(n)}+{s['draw'].at(n)})" for n in count]
    agreed = bool(book.plan.economy.pool.repayments)
    share = [s["agreed"].at(n) if agreed else f"MAX(0,{available.at(n)})*pool_share" for n in count]
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
    own = [f"={available.at(n)}+{repayment.at(n)}+{s['one_off'].at(n)}+{s['draw'].at(n)}" for n in count]
    _row(book, pad, f"{name}.budget", [row.budget for row in rows], own)


def _frame(book: Book, pad: Pad) -> None:
    """What the case does to the service frame, without a pool, and with one whose draws are set off in it."""
    f, s, cashable = book.figures.funding, book.spans, quoted(book.kind("cashable"))
    one_off, inside = quoted(book.kind("one_off")), s["costs.in_frame"]
    frame, set_off = [], []
    for n, year in enumerate(book.years):
        gain = f"SUMPRODUCT(({s['benefits.kind']}={cashable})*{s['benefits.in_frame']}*{s[f'benefits.{year}']})"
        frame.append(f"={gain}-SUMPRODUCT({inside}*{s[f'costs.{year}']})")
        spent = f"SUMPRODUCT(({s['costs.kind']}={one_off})*{inside}*{s[f'costs.{year}']})"
        set_off.append(f"=MIN({s['draw'].at(n)},{spent})")
    _row(book, pad, "frame", list(f.frame), frame)
    within = by_year([line for line in book.figures.costs if line.in_frame], "one_off", len(book.years))
    spared = [min(row.draw, own) for row, own in zip(f.pool.rows, within, strict=True)]
    _row(book, pad, "set_off", list(spared), set_off)
    _row(book, pad, "frame_with_pool", list(f.frame_with_pool), [_with_pool(s, n) for n in range(len(book.years))])


def _with_pool(s: Mapping[str, Span], n: int) -> str:
    """A year of the frame with a pool: of a repayment that part loads it which was drawn for costs within it."""
    drawn, spared = (f"SUM({s[name].within(0, n)})" for name in ("draw", "set_off"))
    part = f"IF({drawn}=0,0,{spared}/{drawn})"
    return f"={s['frame'].at(n)}+{s['set_off'].at(n)}+{s['pool.repayment'].at(n)}*{part}"


def committees(book: Book) -> None:
    """Who pays and who gains: a share of each line for each committee."""
    pad = book.page("committees")
    parties = book.figures.funding.parties
    lines = [
        (name, n, line)
        for name, lines in (("costs", book.figures.costs), ("benefits", book.figures.benefits))
        for n, line in enumerate(lines)
    ]
    pad.widths = {0: 8, 1: 44, 2: 21, **dict.fromkeys(range(3, 6), 16)}
    pad.widths |= dict.fromkeys(range(6, 6 + len(parties)), 24)
    names = [party.name or book.language.text("document.economy.no_committee") for party in parties]
    committee_heads: list[tuple[str, Style]] = [(name, "head_end") for name in names]
    pad.heads([*(("", "head"),) * 6, *committee_heads])
    # The sums stand above the lines they sum, so the place of the lines is counted ahead.
    top = pad.row + len(PARTY_ROWS) + 2
    kinds, totals, lasts, sums = (pad.column(n, top, top + len(lines) - 1) for n in (2, 3, 4, 5))
    for label in PARTY_ROWS:
        if label == "net":
            pad.labelled(pad.row, 1, book.words("row.net"), 5)
        else:
            pad.put(pad.row, 1, book.words(f"row.{label}"), "label")
        for n, party in enumerate(parties):
            shares = pad.column(6 + n, top, top + len(lines) - 1)
            amount = getattr(party, label)
            value = "–" if amount is None else -amount if label in SPENT else amount
            pad.put(
                pad.row,
                6 + n,
                value,
                "total" if label == "net" else "money",
                _party(book, pad, label, n, (kinds, totals, lasts, sums, shares)),
            )
        pad.row += 1
    pad.row += 1
    heads: list[tuple[str, Style]] = [(book.words(f"head.{name}"), "head") for name in ("id", "title", "kind")]
    heads += [(book.words(f"head.{name}"), "head_end") for name in ("total", "permanent", "weights")]
    pad.heads([*heads, *committee_heads])
    for name, n, line in lines:
        _weights(book, pad, name, n, line)


PARTY_ROWS = ("one_off", "running", "cashable", "net", "permanent")
SPENT = ("one_off", "running")


def _party(book: Book, pad: Pad, label: str, n: int, spans: tuple[Span, ...]) -> str:
    """A committee's sum of one kind: each line by its share."""
    kinds, totals, lasts, sums, shares = map(str, spans)
    column = letters(6 + n)
    if label == "net":
        return f"={column}{pad.row}+{column}{pad.row - 1}+{column}{pad.row - 2}"
    if label == "permanent":
        signs = f"(({kinds}={quoted(book.kind('cashable'))})-({kinds}={quoted(book.kind('running'))}))"
        return f'=IF(ISNUMBER(kf_permanent),SUMPRODUCT({signs}*{lasts}*{shares}/{sums}),"–")'
    return f"={'-' if label in SPENT else ''}SUMPRODUCT(({kinds}={quoted(book.kind(label))})*{totals}*{shares}/{sums})"


def _weights(book: Book, pad: Pad, name: str, n: int, line: Line) -> None:
    """A line's weights, open for change."""
    s, row, parties = book.spans, pad.row, book.figures.funding.parties
    pad.put(row, 0, line.id)
    pad.put(row, 1, line.title, "wrapped")
    pad.put(row, 2, book.kind(line.kind), "text", f"={s[f'{name}.kind'].at(n)}")
    pad.put(row, 3, line.total, "money", f"={s[f'{name}.total'].at(n)}")
    pad.put(row, 4, line.by_year[-1] if recurs(line) else ZERO, "money", f"={s[f'{name}.permanent'].at(n)}")
    # A line that names nobody belongs to the column without a name, or its money would stand nowhere.
    weights = dict(line.committees) or {"": ONE}
    if len(parties):
        across = pad.span(row, 6, 5 + len(parties))
        known = [weights.get(party.name) for party in parties]
        whole = sum((weight for weight in known if weight is not None), ZERO)
        # A line that is no part of net may name committees no other line names; it has no share to give.
        pad.put(row, 5, whole or 1, "number", f"=IF(SUM({across})=0,1,SUM({across}))")
        for m, weight in enumerate(known):
            pad.put(row, 6 + m, weight, "input_number")
    pad.row += 1


def budget(book: Book) -> None:
    """The budget changes year by year, what the case requires, and the difference."""
    pad = book.page("budget")
    count = range(len(book.years))
    pad.widths = {0: 6, 1: 48, 2: 14, 3: 28, 4: 22, **dict.fromkeys(range(5, 6 + len(book.years)), 13)}
    book.year_heads(
        pad, *(book.words(f"head.{name}") for name in ("id", "budget", "account", "committee", "decided_by"))
    )
    top = pad.row
    for one in book.figures.funding.adjustments:
        _change(book, pad, one, book.plan.budget_changes[one.id])
    f, s = book.figures.funding, book.spans
    columns = [pad.column(5 + n, top, pad.row - 1) for n in count]
    has = pad.row > top
    listed = [sum((one.by_year[n] for one in f.adjustments), ZERO) for n in count]
    pool = [f"{s['pool.available'].at(n)}+{s['one_off'].at(n)}+{s['draw'].at(n)}" for n in count]
    wanted = [f"=IF(uses_pool=1,{pool[n]},{s['net'].at(n)})" for n in count]
    sums = [f"=SUM({columns[n]})" if has else "=0" for n in count]
    rows: list[tuple[str, list[Value], list[str], Style]] = [
        ("listed", list(listed), sums, "total"),
        ("required", list(f.required), wanted, "money"),
    ]
    for name, values, formulas, style in rows:
        _across(book, pad, name, values, formulas, style)
    gaps = [f"={s['required'].at(n)}-{s['listed'].at(n)}" for n in count]
    _across(book, pad, "gap", list(f.gaps), gaps, "check")


def _across(book: Book, pad: Pad, name: str, values: list[Value], formulas: list[str], style: Style) -> None:
    if style == "total":
        pad.labelled(pad.row, 1, book.words(f"row.{name}"), 4)
    else:
        pad.put(pad.row, 1, book.words(f"row.{name}"), "label")
    for n, (value, formula) in enumerate(zip(values, formulas, strict=True)):
        pad.put(pad.row, 5 + n, value, style, formula)
    book.spans[name] = pad.span(pad.row, 5, 4 + len(values))
    pad.row += 1


def _change(book: Book, pad: Pad, one: Adjustment, change: BudgetChange) -> None:
    """A budget change: given years are open, the others go on from the year before; a saving is a plus."""
    for n, text in enumerate((one.id, change.budget, change.account, change.committee, change.decided_by)):
        pad.put(pad.row, n, text, "wrapped")
    given = change.amounts or ({} if change.year is None else {str(change.year): change.amount or ZERO})
    for n, year in enumerate(book.years):
        if str(year) in given:
            pad.put(pad.row, 5 + n, -given[str(year)], "input_money")
        else:
            # The cell to the left: changing one open year moves all that follow it until the next open one.
            before = f"{letters(4 + n)}{pad.row + 1}" if n else "0"
            pad.put(pad.row, 5 + n, one.by_year[n], "money", f"={before}")
    pad.row += 1
