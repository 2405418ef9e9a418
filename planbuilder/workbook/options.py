"""The sheet of options beside the plan: what lasts of each and its NPV are formulas, of the plan and of its own lines.

In: the book, its key figures and the lines of options written. Out: a sheet, none in a plan without options. An option
is the plan without the lines that it lacks or has others for, and with its own; doing nothing is its own alone. Beneath
them is room for new options: the plan with the lines that were typed for them.
"""

from __future__ import annotations

from planbuilder.document.options import AMOUNTS, lacks, named, quality
from planbuilder.figures.options import Compared, compared
from planbuilder.plan.option_plan import rows_of
from planbuilder.record import replace
from planbuilder.workbook.book import Book, Pad
from planbuilder.workbook.introduction import FIRST, differing, introduction, summed, typed_in
from planbuilder.workbook.model import Style
from planbuilder.workbook.references import local, quoted

HEADS = (*AMOUNTS, "quality")
ID, TITLE = range(2)
NONE = "–"


def options(book: Book) -> None:
    """The plan, each option and room for new ones: cost of introduction, what lasts, NPV, risk reserve and quality."""
    found = compared(book.plan, book.figures)
    if not found:
        return
    pad = book.page("options")
    pad.widths = {ID: 8, TITLE: 40, 2: 16, 3: 16, 4: 18, 5: 16, 6: 60}
    heads: list[tuple[str, Style]] = [(book.words(f"head.{name}"), "head") for name in ("id", "title")]
    heads += [(_head(book, name), "head" if name == "quality" else "head_end") for name in HEADS]
    pad.heads(heads)
    new = [replace(found[0], id=called) for called in book.new_options]
    # Not which NPV is the highest: what an option lacks is told of the plan, and may be filled in here.
    said = [(one, text) for one in found for text in lacks(book.language, one)]
    top = pad.row
    pad.row += len(found) + len(new) + len(said) + 2
    whole = {one.id: introduction(book, pad, one) for one in (*found, *new)}
    pad.printed, pad.row = (top + len(found) + len(new) + len(said), TITLE + len(HEADS)), top
    for one in found:
        _row(book, pad, one, whole[one.id])
    for n, one in enumerate(new):
        _new(book, pad, f"+{n + 1}", one, whole[one.id])
    pad.put(pad.row, 0, book.language.text("document.options.likely"), "note")
    for n, (one, text) in enumerate(said, pad.row + 1):
        # That nobody has said what it comes to holds until a line is typed for it.
        rule = "" if one.is_stated else f'=IF({_typed(book, one.id)}=0,{quoted(text)},"")'
        pad.put(n, 0, text, "note", rule)


def _head(book: Book, name: str) -> str:
    return book.language.text(f"document.column.{name}")


def _row(book: Book, pad: Pad, one: Compared, introduced: str) -> None:
    """The plan, or an option; a dash where nobody has said what that comes to, until a line is typed for it."""
    if one.id:
        _title(book, pad, one.id, one.id, one.title)
    else:
        pad.put(pad.row, TITLE, named(book.language, one), "label")
    for n, (name, amount) in enumerate(one.amounts.items(), FIRST):
        rule = _rule(book, one, name, introduced)
        if not one.is_stated:
            rule = f'=IF({_typed(book, one.id)}=0,"{NONE}",{rule.removeprefix("=") or "0"})'
        pad.put(pad.row, n, NONE if amount is None else amount, "money", rule)
    pad.put(pad.row, FIRST + len(AMOUNTS), quality(book.language, one), "wrapped")
    pad.row += 1


def _new(book: Book, pad: Pad, id: str, one: Compared, introduced: str) -> None:
    """Room for an option that the plan does not have: nothing is shown as long as it has neither title nor lines."""
    _title(book, pad, id, one.id, "")
    book.untitled.append(pad.ref(pad.row, TITLE))
    title = local(pad.row, TITLE, "c")
    for n, name in enumerate(AMOUNTS, FIRST):
        rule = _rule(book, one, name, introduced).removeprefix("=")
        lines = _typed(book, one.id)
        pad.put(pad.row, n, "", "money", f'=IF({lines}=0,IF({title}="","","{NONE}"),{rule})')
    pad.row += 1


def _title(book: Book, pad: Pad, id: str, called: str, title: str) -> None:
    """What an option is called, and its title, which can be typed."""
    pad.put(pad.row, ID, called)
    pad.put(pad.row, TITLE, title or None, "input_text")
    book.inputs("options", id, pad, pad.row, TITLE, ("title",), -1 if pad.head_row is None else pad.head_row)


def _typed(book: Book, option: str) -> str:
    """How many new lines an option has."""
    return "+".join(f"COUNTIF({book.spare_rows(table, 'option')},{quoted(option)})" for table in typed_in(option))


def _rule(book: Book, one: Compared, name: str, introduced: str) -> str:
    """Where an amount of the plan is computed, or how that of an option is."""
    if name == "introduction":
        return introduced
    return _of_option(book, one, name) if one.id else _of_plan(book, name)


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
        opens += "".join(summed(book, one.id, table, "#open") for table in typed_in(one.id))
        whole = "" if one.kind == "nothing" else f"SUM({s['costs.open']})+SUM({s['benefits.open']})"
        return f'=IF({whole or "0"}{opens}=0,{_added(book, one, "permanent", recurs)},"{NONE}")'
    if name == "risk_reserve" and one.kind != "nothing" and not _has_risks(book, one.id):
        return _of_plan(book, name)
    return ""


def _has_risks(book: Book, option: str) -> bool:
    """Whether an option has risks of its own, or lacks some of the plan's; a new one has neither."""
    plan = book.plan
    return option in plan.options and bool(rows_of(plan.option_risks, option) or plan.options[option].without_risks)


def _added(book: Book, one: Compared, column: str, plan: str) -> str:
    """A figure of the plan, or nothing, less what the lines come to that an option lacks, with its own added."""
    s, cashable = book.spans, quoted(book.kind("cashable"))
    parts = []
    for sign, sheet, n in differing(book, one):
        counts = (
            f"{s[f'{sheet}.sign'].at(n)}" if sheet.endswith("costs") else f"({s[f'{sheet}.kind'].at(n)}={cashable})"
        )
        parts.append(f"{sign}{counts}*{s[f'{sheet}.{column}'].at(n)}")
    parts.append(summed(book, one.id, "option_costs", f"#sign*#{column}"))
    parts.append(summed(book, one.id, "option_benefits", f"(#kind={cashable})*#{column}"))
    return ("0" if one.kind == "nothing" else plan) + "".join(parts)
