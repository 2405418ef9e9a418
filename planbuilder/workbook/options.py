"""The sheet of options beside the plan: what lasts of each and its NPV are formulas, of the plan and of its own lines.

In: the book, its key figures and the lines of options written. Out: a sheet, none in a plan without options. An option
is the plan without the lines that it lacks or has others for, and with its own; doing nothing is its own alone.
"""

from __future__ import annotations

from planbuilder.document.options import AMOUNTS, amounts, lacks, named, quality
from planbuilder.figures.options import Compared, compared
from planbuilder.plan.option_plan import rows_of
from planbuilder.workbook.book import Book, Pad
from planbuilder.workbook.introduction import differing, introduction
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
    # Not which NPV is the highest: what an option lacks is told of the plan, and may be filled in here.
    said = [
        book.language.text("document.options.likely"),
        *(text for one in found for text in lacks(book.language, one)),
    ]
    top = pad.row
    pad.row += len(found) + len(said) + 1
    whole = {one.id: introduction(book, pad, one) for one in found if one.is_stated}
    pad.printed, pad.row = (top + len(found) + len(said) - 1, len(HEADS)), top
    for one in found:
        _row(book, pad, one, whole.get(one.id, ""))
    for text in said:
        pad.put(pad.row, 0, text, "note")
        pad.row += 1


def _head(book: Book, name: str) -> str:
    return book.language.text(f"document.column.{name}")


def _row(book: Book, pad: Pad, one: Compared, introduced: str) -> None:
    pad.put(pad.row, 0, named(book.language, one), "label")
    for n, (name, amount) in enumerate(amounts(one).items(), 1):
        rule = _of_plan(book, name) if not one.id else _of_option(book, one, name) if one.is_stated else ""
        rule = introduced if name == "introduction" else rule
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
        opens = "".join(f"{sign}{s[f'{sheet}.open'].at(n)}" for sign, sheet, n in differing(book, one))
        whole = "" if one.kind == "nothing" else f"SUM({s['costs.open']})+SUM({s['benefits.open']})"
        return f'=IF({whole or "0"}{opens}=0,{_added(book, one, "permanent", recurs)},"{NONE}")'
    if name == "risk_reserve" and one.kind != "nothing" and not _has_risks(book, one.id):
        return _of_plan(book, name)
    return ""


def _has_risks(book: Book, option: str) -> bool:
    """Whether an option has risks of its own, or lacks some of the plan's."""
    plan = book.plan
    return bool(rows_of(plan.option_risks, option) or plan.options[option].without_risks)


def _added(book: Book, one: Compared, column: str, plan: str) -> str:
    """A figure of the plan, or nothing, less what the lines come to that an option lacks, with its own added."""
    s, cashable = book.spans, quoted(book.kind("cashable"))
    parts = []
    for sign, sheet, n in differing(book, one):
        counts = (
            f"{s[f'{sheet}.sign'].at(n)}" if sheet.endswith("costs") else f"({s[f'{sheet}.kind'].at(n)}={cashable})"
        )
        parts.append(f"{sign}{counts}*{s[f'{sheet}.{column}'].at(n)}")
    return ("0" if one.kind == "nothing" else plan) + "".join(parts)
