"""What can be typed in a workbook: a choice from a list, or a number, a year or a text within the limits of the plan.

In: a book whose sheets are written. Out: a rule for each column of inputs. The limits are those of the plan's types, so
that what a cell takes is what the plan can hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import groupby
from typing import Any

from planbuilder.figures.model import KINDS, NATURES
from planbuilder.language import Language
from planbuilder.plan.areas import ORDER, OUTSIDE, UNSTATED
from planbuilder.plan.economy import Benefit, Cost, Economy, FullEffect, Pool, Risk, Sensitivity
from planbuilder.workbook.book import Book, Entry, Pad
from planbuilder.workbook.model import Rule
from planbuilder.workbook.preconditions import counted
from planbuilder.workbook.references import Span
from planbuilder.yamltext.schema import shape

YEARS = ("first", "last", "start")
LATEST = 2200
DAYS = (date(1990, 1, 1), date(LATEST, 12, 31))
PERCENT = Decimal(100)
LONGEST, LONGEST_TITLE, TITLES = 32_000, 400, ("title", "budget", "decided", "delivered_by")
Limits = tuple[Decimal, Decimal]
# Cells of a sheet, and what they may hold.
Ruling = tuple[Pad, Span, Rule]


def _limits(kind: type[Any], name: str, over: Decimal | int) -> Limits:
    """The least and the most that a field of the plan may hold, as a cell has it."""
    known = shape(kind)[name].limit
    return Decimal(known["least"]) / over, Decimal(known["most"]) / over


@cache
def numbers() -> Mapping[tuple[str, str], Limits]:
    """The limits of every number by register and field; those of the plan."""
    lines: Mapping[tuple[str, str], tuple[type[Any], str, Decimal | int]] = {
        ("costs", "amount"): (Cost, "amount", 1), ("costs", "fte"): (Cost, "fte", 1),
        ("costs", "every"): (Cost, "every", 1),
        ("cost_years", ""): (Cost, "amounts", 1), ("benefits", "amount"): (FullEffect, "amount", 1),
        ("benefits", "fte"): (FullEffect, "fte", 1), ("benefits", "volume"): (FullEffect, "volume", 1),
        ("benefits", "minutes"): (FullEffect, "minutes", 1), ("benefits", "unit_price"): (FullEffect, "unit_price", 1),
        ("benefits", "hours"): (FullEffect, "hours", 1), ("benefits", "growth"): (Benefit, "growth", PERCENT),
        ("benefit_years", ""): (FullEffect, "amounts", 1),
        ("benefits", "delay"): (Benefit, "delay", 1),
        ("benefits", "decay"): (Benefit, "decay", PERCENT),
        ("benefits", "ramp"): (Benefit, "ramp", PERCENT), ("benefits", "smallest_given"): (Benefit, "units", 1),
        ("risks", "probability"): (Risk, "probability", PERCENT), ("risks", "consequence"): (Risk, "consequence", 1),
        ("assumptions", "fte_cost"): (Economy, "fte_cost", 1), ("pool", ""): (Pool, "draws", 1),
        ("assumptions", "effective_hours"): (Economy, "effective_hours", 1),
        ("assumptions", "try_delay"): (Sensitivity, "delay", 1),
        ("assumptions", "try_costs"): (Sensitivity, "costs", PERCENT),
        ("assumptions", "try_benefits"): (Sensitivity, "benefits", PERCENT),
        ("assumptions", "try_rate"): (Sensitivity, "rate", PERCENT),
        ("assumptions", "pool_interest"): (Pool, "interest", PERCENT),
        ("assumptions", "pool_share"): (Pool, "share", PERCENT),
    }  # fmt: skip
    found = {place: _limits(*of) for place, of in lines.items()}
    signed, rise = _limits(FullEffect, "amount", 1), (Decimal("-0.5"), Decimal(1))
    others = dict.fromkeys(
        [("costs", "low"), ("costs", "high"), ("benefits", "low"), ("benefits", "high"), ("budget_changes", "")], signed
    )
    weights = dict.fromkeys([("cost_committees", ""), ("benefit_committees", "")], signed)
    bands = {("bands", "from"): (Decimal(0), Decimal(1000)), ("bands", "rate"): (Decimal("-0.5"), Decimal(1))}
    return {**found, **others, **weights, **bands, ("indices", ""): rise}


LINES = ("costs", "benefits")
# What may be chosen, by register and field: the list and its values.
CHOICES: Mapping[tuple[str, str], tuple[str, tuple[str, ...]]] = {
    ("costs", "kind"): ("", ("one_off", "running")),
    ("benefits", "declared"): ("", KINDS),
    ("costs", "nature"): ("nature", NATURES),
    ("option_costs", "nature"): ("nature", ("new_money", *NATURES)),
    ("costs", "expenditure"): ("expenditure", ("operating", "capital")),
    **{(of, "art"): ("art", ("wages", "prices")) for of in ("costs", "budget_changes")},
    **{
        (of, "area"): ("area", tuple(one for one in ORDER if one not in (OUTSIDE, UNSTATED)))
        for of in (*LINES, "budget_changes")
    },
    **{(of, "frame"): ("frame", ("inside", "outside")) for of in LINES},
    **{(of, "confidence"): ("confidence", ("low", "medium", "high")) for of in LINES},
    ("preconditions", "holds"): ("holds", ("x",)),
    ("assumptions", "timing"): ("timing", ("mid_year",)),
    ("assumptions", "three_point"): ("three_point", ("successive", "pert")),
    ("assumptions", "funding"): ("funding", ("investment_pool", "budget_to_budget", "own_budget")),
}


def chosen(words: Language, register: str, id: str, field: str) -> Mapping[str, str]:
    """What may be chosen in a field: the word in the workbook, and the value in the plan; empty for no choice."""
    choices, values = CHOICES.get(_named(register, id, field), ("", ()))
    return {
        words.text(f"workbook.choice.{choices}.{one}" if choices else f"document.column.{one}"): one for one in values
    }


def fits(rule: Rule, found: str | Decimal) -> bool:
    """Whether a cell may hold what was found in it."""
    if rule.kind == "list":
        return found in rule.choices
    if rule.kind == "length":
        return isinstance(found, Decimal) or len(found) <= rule.most
    is_whole = isinstance(found, Decimal) and (rule.kind != "whole" or found == found.to_integral_value())
    return isinstance(found, Decimal) and is_whole and rule.least <= found <= rule.most


def rule_of(book: Book, place: tuple[str, str, str]) -> Rule | None:
    """What an input may hold, by register, id and field; None for one that there is not."""
    register, id, field = place
    for entry in book.entries:
        if (entry.register, entry.id) == (register, id) and field in entry.fields:
            at = (entry.row, entry.column + entry.fields.index(field))
            return _rule(book, entry, field, book.of_title(entry.sheet).cells[at].style)
    return None


def _named(register: str, id: str, field: str) -> tuple[str, str]:
    """The register and field by which an input's limits are found; of several alike what they have in common."""
    if register == "assumptions":
        return register, id
    name = field.partition("_")[0]
    # What an option says of a line has the limits that the line has.
    own = register if (register, field) in CHOICES else register.removeprefix("option_")
    return own, name if name in ("ramp", "holds") else field


def _rule(book: Book, entry: Entry, field: str, style: str) -> Rule:
    """What an input may hold, by what it is."""
    at = _named(entry.register, entry.id, field)
    if choices := chosen(book.language, entry.register, entry.id, field):
        return Rule("list", choices=tuple(choices), text=book.words("rule.list"))
    if field == "option":
        return Rule("list", choices=(*book.plan.options, *book.new_options), text=book.words("rule.list"))
    first, last = book.years[0], book.years[-1]
    if style == "input_year" and field in (*YEARS, "end"):
        least, most = first, last if field in YEARS else LATEST
        return Rule("whole", Decimal(least), Decimal(most), text=book.words("rule.year", least=least, most=most))
    if style == "input_date":
        least, most = (counted(day) or 0 for day in DAYS)
        days = {"least": DAYS[0].isoformat(), "most": DAYS[1].isoformat()}
        return Rule("whole", Decimal(least), Decimal(most), text=book.words("rule.date", **days))
    if style == "input_text":
        return Rule("length", Decimal(0), Decimal(LONGEST_TITLE if field in TITLES else LONGEST),
                    text=book.words("rule.text"))  # fmt: skip
    limits = numbers()
    least_, most_ = limits.get(at) or limits[at[0], ""]
    whole = at in (
        ("costs", "every"),
        ("benefits", "delay"),
        ("assumptions", "try_delay"),
        ("bands", "from"),
    )
    percent = style == "input_percent"
    told = {"least": _told(book, least_, percent), "most": _told(book, most_, percent)}
    return Rule("whole" if whole else "decimal", least_, most_, text=book.words("rule.number", **told))


def _told(book: Book, number: Decimal, percent: bool) -> str:
    return book.language.percent(number) if percent else book.language.number(number)


def rules(book: Book) -> Iterator[Ruling]:
    """A rule for each block of cells that may hold the same."""
    kinds: dict[tuple[str, ...], Rule] = {}
    rows: dict[tuple[str, int, Rule], list[int]] = {}
    for entry in book.entries:
        cells = book.of_title(entry.sheet).cells
        for n, field in enumerate(entry.fields):
            style = cells[entry.row, entry.column + n].style
            named = (*_named(entry.register, entry.id, field), style)
            if named not in kinds:
                kinds[named] = _rule(book, entry, field, style)
            rows.setdefault((entry.sheet, entry.column + n, kinds[named]), []).append(entry.row)
    columns: dict[tuple[str, int, int, Rule], list[int]] = {}
    for (title, column, rule), own in rows.items():
        for top, bottom in runs(own):
            columns.setdefault((title, top, bottom, rule), []).append(column)
    for (title, top, bottom, rule), across in columns.items():
        for left, right in runs(across):
            yield book.of_title(title), Span(title, (top, bottom), (left, right)), rule


def runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Numbers that follow each other, as the first and the last of them."""
    for _, group in groupby(enumerate(sorted(numbers)), lambda pair: pair[1] - pair[0]):
        run = [number for _, number in group]
        yield run[0], run[-1]
