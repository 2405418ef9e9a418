"""The formula of each key figure in the workbook, by its key in the catalogue.

In: a book in which the flows by year stand. Out: values and formulas. `tests/figures/test_catalogue.py` holds that the
figures that the catalogue shows in the workbook are the ones that have a formula here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from planbuilder.figures.catalogue import KeyFigure, Unit
from planbuilder.workbook import returns
from planbuilder.workbook.book import Book
from planbuilder.workbook.model import Style, Value
from planbuilder.workbook.pad import quoted

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
    """A key figure as its cell holds it; the rates as far as a sheet can tell them."""
    if one.unit == "rates":
        return returns.irr(book)[0]
    found = one.value(book.plan, book.figures)
    if found is None:
        return _never(book) if one.unit in ("year", "years") else NONE
    return int(found) if one.unit in ("year", "since") else found


def _never(book: Book) -> str:
    return book.language.text("document.economy.never")


def _bcr(book: Book) -> str:
    s = book.spans
    spent = f"-SUMPRODUCT({s['one_off']}+{s['running']},{s['factor']})"
    return f'=IF({spent}=0,"–",SUMPRODUCT({s["cashable"]},{s["factor"]})/{spent})'


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
    return f'=IF({_settled(book)},{s["cashable"].at(last)}+{s["running"].at(last)},"–")'


def _permanent_from(book: Book) -> str:
    begins = f"MAX({book.spans['costs.steady']},{book.spans['benefits.steady']})"
    return f'=IF(AND({_settled(book)},{begins}>0),{begins},"–")'


def _unpaid(book: Book, below: str) -> tuple[str, str]:
    """The last year in which more has been spent than gained, and whether that is still so, or nothing ever moves."""
    last = f"MAX({book.spans[below]})"
    return last, f"OR({last}>={len(book.years)},SUMPRODUCT(ABS({book.spans['net']}))=0)"


def _payback(flow: str, sums: str, below: str) -> Formula:
    """The years until the running sum of a flow stays at nil or above."""

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
    "irr": lambda book: returns.irr(book)[1],
    "mirr": returns.mirr,
    "waiting": returns.waiting,
    "waiting_same_end": returns.waiting_same_end,
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
