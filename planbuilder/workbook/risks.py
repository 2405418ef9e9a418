"""The risks of the case on the sheet of uncertainty, each with what it is expected to cost, and the reserve."""

from __future__ import annotations

from planbuilder.plan.economy import Risk
from planbuilder.workbook.book import SPARE, WHOLE, ZERO, Book, Pad
from planbuilder.workbook.model import Blank, Style

# As in `figures.uncertainty`.
LARGEST = 12
RISK = ("title", "probability", "consequence")


def risks(book: Book, pad: Pad) -> None:
    """Probability times consequence, and the reserve of the largest twelve."""
    heads: list[tuple[str, Style]] = [(book.words(f"head.{name}"), "head") for name in ("id", "risk")]
    heads += [(book.words(f"head.{name}"), "head_end") for name in ("probability", "consequence", "expected")]
    pad.heads(heads)
    first = pad.row
    for id, risk in book.plan.risks.items():
        pad.put(pad.row, 0, id)
        book.inputs("risks", id, pad, pad.row, 1, RISK, first - 1)
        _risk(pad, risk)
    top = pad.row
    for n in range(SPARE):
        book.spare_named(pad, pad.row, n, 1, 3)
        book.inputs("risks", f"+{n + 1}", pad, pad.row, 1, RISK, first - 1)
        _risk(pad, Risk())
    pad.blanks.append(Blank((top, 0), (pad.row - 1, 4), f'=$A{top + 1}=""'))
    products = pad.column(4, first, pad.row - 1)
    # The least of those that count; as often as it takes to fill their number, since several may be as large.
    least = f"LARGE({products},{LARGEST})"
    rule = f'=SUMIF({products},">"&{least})+({LARGEST}-COUNTIF({products},">"&{least}))*{least}'
    pad.labelled(pad.row, 1, book.words("row.risk_reserve"), 3)
    book.named(pad, "kf_risk_reserve", pad.row, 4)
    book.refs["risk_reserve"] = pad.put(pad.row, 4, book.figures.uncertainty.risk_reserve, "total", rule)
    pad.row += 1


def _risk(pad: Pad, risk: Risk) -> None:
    """A risk with what it is expected to cost, in the next row."""
    row, percent = pad.row, risk.probability
    pad.put(row, 1, risk.title or None, "input_text")
    chance = pad.put(row, 2, None if percent is None else percent / WHOLE, "input_percent")
    cost = pad.put(row, 3, risk.consequence, "input_money")
    pad.put(row, 4, (percent or ZERO) / WHOLE * (risk.consequence or ZERO), "money", f"={chance}*{cost}")
    pad.row += 1
