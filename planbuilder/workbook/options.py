"""The sheet of options beside the plan: what lasts of each and its NPV are formulas, of the plan and of its own lines.

In: the book, its key figures and the lines of options written. Out: a sheet, none in a plan without options. An option
is the plan without the lines that it lacks or has others for, and with its own; doing nothing is its own alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from planbuilder.document.options import AMOUNTS, amounts, lacks, named, quality
from planbuilder.figures.options import Compared, compared
from planbuilder.plan.option_plan import rows_of
from planbuilder.plan.options import OptionBenefit, OptionCost
from planbuilder.workbook.book import Book, Pad
from planbuilder.workbook.references import quoted

HEADS = ("option", *AMOUNTS)
NONE = "–"


def options(book: Book) -> None:
    """The plan and each option: cost of introduction, what lasts, NPV, risk reserve and quality."""
    found = compared(book.plan, book.figures)
    if not found:
        return
    pad = book.page("options")
    pad.widths = {0: 44, 1: 16, 2: 16, 3: 18, 4: 16, 5: 60}
    heads = [(_head(book, name), "head" if name == "option" else "head_end") for name in HEADS]
    pad.heads([*heads, (_head(book, "quality"), "head")])  # type: ignore[list-item]  # two of the styles there are
    for one in found:
        _row(book, pad, one)
    # Not which NPV is the highest: the costs of introduction stand still, and so does what is said of quality.
    said = (line for one in found for line in lacks(book.language, one))
    for line in (book.language.text("document.options.likely"), *said):
        pad.put(pad.row, 0, line, "note")
        pad.row += 1


def _head(book: Book, name: str) -> str:
    return book.language.text(f"document.column.{name}")


def _row(book: Book, pad: Pad, one: Compared) -> None:
    pad.put(pad.row, 0, named(book.language, one), "label")
    for n, (name, amount) in enumerate(amounts(one).items(), 1):
        rule = _of_plan(book, name) if not one.id else _of_option(book, one, name) if one.is_stated else ""
        if amount is not None or rule:
            pad.put(pad.row, n, NONE if amount is None else amount, "money", rule)
    pad.put(pad.row, 5, quality(book.language, one), "wrapped")
    pad.row += 1


def _of_plan(book: Book, name: str) -> str:
    """Where a figure of the plan itself is computed."""
    ref = book.refs.get(name, "")
    sign = "-" if name == "risk_reserve" else ""
    return f"={sign}{ref}" if ref else ""


def _of_option(book: Book, one: Compared, name: str) -> str:
    """What an option comes to: the plan's figure less the lines it lacks, and its own."""
    if name == "npv":
        return "=" + _added(book, one, "present", "kf_npv")
    if name == "permanent":
        s, last = book.spans, len(book.years) - 1
        recurs = f"{s['cashable'].at(last)}+{s['running'].at(last)}+{book.lasting_income(last)}"
        opens = "".join(f"{sign}{cell}" for sign, sheet, n in _lines(book, one) for cell in (s[f"{sheet}.open"].at(n),))
        whole = "" if one.kind == "nothing" else f"SUM({s['costs.open']})+SUM({s['benefits.open']})"
        return f'=IF({whole or "0"}{opens}=0,{_added(book, one, "permanent", recurs)},"{NONE}")'
    return ""


def _added(book: Book, one: Compared, column: str, plan: str) -> str:
    """A figure of the plan, or nothing, less what the lines come to that an option lacks, with its own added."""
    s, cashable = book.spans, quoted(book.kind("cashable"))
    parts = []
    for sign, sheet, n in _lines(book, one):
        counts = (
            f"{s[f'{sheet}.sign'].at(n)}" if sheet.endswith("costs") else f"({s[f'{sheet}.kind'].at(n)}={cashable})"
        )
        parts.append(f"{sign}{counts}*{s[f'{sheet}.{column}'].at(n)}")
    return ("0" if one.kind == "nothing" else plan) + "".join(parts)


def _lines(book: Book, one: Compared) -> Iterator[tuple[str, str, int]]:
    """The lines that an option has otherwise: a minus for each of the plan's, a plus for each of its own."""
    plan, option = book.plan, book.plan.options[one.id]
    registers: Mapping[str, tuple[tuple[str, ...], Mapping[str, OptionCost | OptionBenefit]]] = {
        "costs": (option.without_costs, rows_of(plan.option_costs, one.id)),
        "benefits": (option.without_benefits, rows_of(plan.option_benefits, one.id)),
    }
    for sheet, (without, own) in registers.items():
        instead = {row.instead_of for row in own.values()}
        for n, line in enumerate(book.used(sheet)):
            if one.kind != "nothing" and (line.id in without or line.id in instead):
                yield "-", sheet, n
        table = f"option_{sheet}"
        for n, id in enumerate(book.own_lines.get(table, ())):
            if id in own:
                yield "+", table, n
