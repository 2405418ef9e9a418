"""A plan's budget changes as a file for whoever enters them in the budget system: by account and year, with their sum.

In: a plan and a language. Out: where the file was written. It is CSV as the language's Excel opens it: begun with a
mark, lines ended as on Windows, and decimals and columns parted as there. Signs are those of a budget: minus lowers it.
Whole years are told as long as a budget still changes, and then what goes on; what the business case requires stands
beneath, with the difference.
"""

from __future__ import annotations

import csv
import io
from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from planbuilder import codes, files
from planbuilder.document.blocks.prices import in_prices_of
from planbuilder.document.year_columns import BUDGETED
from planbuilder.errors import UsageWrong, problem
from planbuilder.figures.areas import area_name
from planbuilder.figures.case import compute
from planbuilder.figures.funding import Adjustment
from planbuilder.figures.methods import Amounts, settled, shares
from planbuilder.figures.model import Figures
from planbuilder.language import Language
from planbuilder.plan import areas
from planbuilder.plan.accounts import weights
from planbuilder.plan.answers import Answers
from planbuilder.plan.model import Plan
from planbuilder.plan.publish import leaving
from planbuilder.plan.store import open_plan
from planbuilder.questionnaire.loading import load
from planbuilder.record import record
from planbuilder.usecases.building import BUILT
from planbuilder.usecases.plans import own_language, refuse_faults

FILE = "budget.csv"
ORE = Decimal("0.01")
# A cell that begins so is a formula to a spreadsheet, and our cells are texts and numbers.
FORMULAS = ("=", "+", "-", "@", "\t", "\r")
Row = Sequence[str]
# The columns before those of years.
NAMED = ("account", "area", "budget", "committee", "decided_by", "decided_on", "id")


def write(plan: Path, language: Language | None, day: date, to: Path | None = None) -> Path:
    """Where a plan's budget changes were written, in a language or the plan's own; raises UsageWrong (PB407)."""
    opened = open_plan(plan)
    language = language or own_language(opened)
    refuse_faults(opened, load(), language)
    if not opened.plan.budget_changes:
        raise UsageWrong([problem(codes.NO_BUDGET_CHANGES)])
    told = leaving(Answers(opened.plan, load(), language, day))
    path = to or opened.folder / BUILT / FILE
    files.write_atomically(path, content(told, language, day), to.parent if to else opened.folder)
    return path


def content(plan: Plan, language: Language, day: date) -> bytes:
    """The bytes of the file."""
    made = io.StringIO(newline="")
    comma = language.decimal_mark == ","
    writer = csv.writer(made, delimiter=";" if comma else ",", lineterminator="\r\n")
    figures = compute(plan)
    told = entered(plan, figures)
    writer.writerows(_told(plan, told, figures, language, day))
    writer.writerows(_table(plan, told, language))
    return BOM_UTF8 + made.getvalue().encode()


@record
class Entered:
    """What the file tells, DKK by year in one year's prices: by account and change, by area, and in all."""

    price_base: int
    booked: Sequence[tuple[str, str, Amounts]]
    areas: Sequence[tuple[str, Amounts, Amounts]]
    total: Amounts
    required: Amounts


def entered(plan: Plan, figures: Figures) -> Entered:
    """In the prices of the budget year where all of it was computed in them, else in those of the plan."""
    funding, found = figures.funding, figures.budget_prices
    if found is None or found.without_art or found.by_area is None or found.required is None:
        booked = [entry for one in funding.adjustments for entry in _booked(plan, one)]
        areas_of = [(one.area, one.changes, one.required) for one in figures.areas]
        total = _sum([one.by_year for one in funding.adjustments])
        return Entered(plan.price_base, booked, areas_of, total, funding.required)
    # Each rounded by itself, so that what is the same every year stays so, and summed as it is shown.
    booked = [(name, id, tuple(map(_in_ore, flow))) for id, one in found.accounts.items() for name, flow in one.items()]
    required = {area: tuple(map(_in_ore, flow)) for area, flow in found.by_area.items()}
    of_change, none = areas.of_changes(plan), (Decimal(0),) * plan.horizon
    by_area = [
        (area, _sum([none, *(flow for _, id, flow in booked if of_change[id] == area)]), own)
        for area, own in required.items()
    ]
    total = _sum([none, *(flow for _, _, flow in booked)])
    return Entered(found.year, booked, by_area, total, _sum([none, *required.values()]))


def _told(plan: Plan, told: Entered, figures: Figures, language: Language, day: date) -> Iterator[Row]:
    """What the file is, and how to read it."""
    text = language.text
    yield [_cell(text("budget.title", title=plan.title))]
    yield [_cell(text("budget.whose", organisation=plan.organisation.name, id=plan.plan_id, day=language.day(day)))]
    yield [text("budget.signs", price_base=told.price_base)]
    if figures.budget_prices and told.price_base != plan.price_base:
        yield [in_prices_of(language, plan, figures.budget_prices)]
    yield []


def _table(plan: Plan, told: Entered, language: Language) -> Iterator[Row]:
    """The changes by account, their sum, and what the business case requires."""
    by_area, text = (told.areas if len(told.areas) > 1 else ()), language.text
    flows = [flow for _, changes, required in by_area for flow in (changes, required)]
    count = shown([*(flow for _, _, flow in told.booked), *flows, told.required])
    named = [text(f"budget.{name}") for name in NAMED]
    of_change = areas.of_changes(plan)
    yield [*named, *map(str, plan.years[:count]), text("budget.then")]
    for account, id, by_year in sorted(told.booked, key=lambda entry: entry[:2]):
        yield [*_change(plan, id, account, of_change[id], language), *_amounts(by_year, count, language)]
    for area, changes, required in by_area:
        yield from _sums(changes, required, count, language, area_name(language, area))
    yield from _sums(told.total, told.required, count, language)


def _booked(plan: Plan, one: Adjustment) -> Iterator[tuple[str, str, Amounts]]:
    """A change on each of its accounts: account, id, amounts by year in whole øre, which come to the change."""
    shared = weights(plan.budget_changes[one.id])
    if len(shared) < 2:
        yield next(iter(shared), ""), one.id, one.by_year
        return
    whole = sum(shared.values(), Decimal(0))
    years = [shares([_in_ore(amount) * part / whole for part in shared.values()], ORE) for amount in one.by_year]
    for n, account in enumerate(shared):
        yield account, one.id, tuple(year[n] * ORE for year in years)


def _in_ore(amount: Decimal) -> Decimal:
    return amount.quantize(ORE, ROUND_HALF_UP)


def _sums(total: Amounts, required: Amounts, count: int, language: Language, area: str = "") -> Iterator[Row]:
    """What budget changes come to, what the case requires, and the difference: of one area, or of all."""
    for name, by_year in {"total": total, "required": required, "difference": _less(total, required)}.items():
        yield [language.text(f"budget.{name}"), area, *[""] * (len(NAMED) - 2), *_amounts(by_year, count, language)]


def shown(flows: Sequence[Amounts]) -> int:
    """How many years are told each by itself: those of a budget, and all until none of the amounts changes any more."""
    years = len(flows[0])
    changes = (n for n in range(years - 1, 0, -1) if any(settled(flow[n] - flow[n - 1]) for flow in flows))
    return min(years, max(BUDGETED, next(changes, 0) + 1))


def _change(plan: Plan, id: str, account: str, area: str, language: Language) -> Row:
    one = plan.budget_changes[id]
    decided = language.day(one.decided_on) if one.decided_on else ""
    return [
        *map(_cell, (account, area_name(language, area), one.budget, one.committee, one.decided_by)),
        decided,
        id,
    ]


def _cell(text: str) -> str:
    """A text as the text that it is."""
    return f"'{text}" if text.startswith(FORMULAS) else text


def _amounts(by_year: Amounts, count: int, language: Language) -> Iterator[str]:
    """Amounts as budgets have them, each year's and then what goes on; figures have a saving as a plus."""
    for amount in (*by_year[:count], by_year[-1]):
        # Plus zero: an amount that is nothing has no sign.
        kroner = -_in_ore(amount) + 0
        yield f"{kroner:f}".removesuffix(".00").replace(".", language.decimal_mark)


def _sum(flows: Sequence[Amounts]) -> Amounts:
    return tuple(sum(amounts, Decimal(0)) for amounts in zip(*flows, strict=True))


def _less(one: Amounts, other: Amounts) -> Amounts:
    return tuple(a - b for a, b in zip(one, other, strict=True))
