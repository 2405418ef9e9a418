"""The sheet of budget changes in the prices in which budgets are voted: those of one year, for all years.

In: the book, its sheets of lines, funding, budget changes and indices written. Out: each change by its own index, their
sum, what the case requires by the index of each line, and the difference; no sheet where `figures` has none of it
(docs/decisions/042). A dash stands where nothing was computed: in all changes as long as one of them does not say what
it follows, and in what is required where a pool pays more than the one-off costs of an area.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from planbuilder.figures.budget_prices import BudgetPrices, factor_of, reached
from planbuilder.figures.lines import summed
from planbuilder.figures.rates import ARTS, followed
from planbuilder.plan.accounts import account_text, art_of, weights
from planbuilder.plan.areas import CAPITAL, ORDER, of_changes
from planbuilder.plan.economy import BudgetChange
from planbuilder.workbook.areas import one_off_in
from planbuilder.workbook.book import ONE, SPARE, ZERO, Book, Pad
from planbuilder.workbook.budget import across
from planbuilder.workbook.model import Blank, Style
from planbuilder.workbook.references import quoted

HEADS: tuple[tuple[str, Style], ...] = (
    ("id", "head"), ("budget", "head"), ("account", "head"), ("budget_factor", "head_end"),
)  # fmt: skip
FACTOR, FIRST = len(HEADS) - 1, len(HEADS)
NONE = "–"


def budget_prices(book: Book) -> None:
    """What one krone becomes, each change by year, their sum, what is required in all and by area."""
    found = book.figures.budget_prices
    if found is None:
        return
    pad = book.page("budget_prices")
    pad.widths = {0: 7, 1: 44, 2: 18, 3: 13, **dict.fromkeys(range(FIRST, FIRST + len(book.years)), 12)}
    pad.put(pad.row, 1, book.words("row.budget_year"), "label")
    pad.put(pad.row, FACTOR, found.year, "year")
    pad.row += 1
    _factors(book, pad, found)
    _changes(book, pad, found)
    _sums(book, pad, found)
    pad.printed = (pad.row - 1, FIRST + len(book.years) - 1)
    pad.row += 1
    _more_than_costs(book, pad, found)


def _factors(book: Book, pad: Pad, found: BudgetPrices) -> None:
    """What one krone of the price base is in the prices of the budget year, by index; and which changes say none."""
    at = found.year - reached(book.plan).start
    for name in followed(book.plan.economy.indices):
        pad.put(pad.row, 1, book.words(f"row.factor_{name}"), "label")
        rule = f"={book.spans[f'index.{name}'].at(at)}"
        book.refs[f"budget_factor.{name}"] = pad.put(pad.row, FACTOR, found.factors[name], "factor", rule)
        pad.row += 1
    top, bottom = pad.row + 3, pad.row + 2 + len(book.plan.budget_changes) + SPARE
    book.spans["budget_prices.factor"] = pad.column(FACTOR, top, bottom)
    pad.put(pad.row, 1, book.words("row.without_art"), "label")
    rule = f"=COUNTIF({book.spans['budget_prices.factor']},{quoted(NONE)})"
    book.refs["without_art"] = pad.put(pad.row, FACTOR, len(found.without_art), "whole", rule)
    pad.row += 2


def _changes(book: Book, pad: Pad, found: BudgetPrices) -> None:
    heads = tuple(book.words(f"head.{name}") for name, _ in HEADS)
    book.year_heads(pad, *heads)
    for column, (_, style) in enumerate(HEADS):
        pad.put(pad.row - 1, column, heads[column], style)
    given, areas = book.plan.budget_changes, of_changes(book.plan)
    rows = [*given.items(), *[("", BudgetChange())] * SPARE]
    for n, (id, change) in enumerate(rows):
        known = [change.budget, account_text(change)]
        for column, text in enumerate((id, *known)):
            cell = book.spans[f"budget.{HEADS[column][0]}"].at(n)
            pad.put(pad.row, column, text, "wrapped" if column else "text", f'=IF({cell}="","",{cell})')
        value = factor_of(book.plan, change, areas[id], found.factors) if id else ONE
        pad.put(pad.row, FACTOR, NONE if value is None else value, "factor", _rule(book, n, change))
        _years(book, pad, found, n, id)
    spare, last = pad.row - SPARE, FIRST + len(book.years) - 1
    pad.blanks.append(Blank((spare, 0), (pad.row - 1, last), f'=$A{spare + 1}=""'))


def _rule(book: Book, n: int, change: BudgetChange) -> str:
    """The same as a formula: what the change says itself, else what its accounts said in the plan, as long as they do.

    What an account follows is read from its digits, which no formula can do: of another account it is not known.
    """
    s, factor = book.spans, {art: book.refs[f"budget_factor.{art}"] for art in ARTS}
    id, art, account = (s[f"budget.{name}"].at(n) for name in ("id", "art", "account"))
    known = quoted(NONE)
    shared = {of: (weight, art_of(of)) for of, weight in weights(change).items()}
    if shared and all(of for _, of in shared.values()):
        parts = "+".join(f"{weight:f}*{factor[of]}" for weight, of in shared.values())
        whole = sum((weight for weight, _ in shared.values()), ZERO)
        known = f"IF(EXACT({account},{quoted(account_text(change))}),({parts})/{whole:f},{known})"
    for name in ARTS:
        known = f"IF({art}={quoted(book.words(f'choice.art.{name}'))},{factor[name]},{known})"
    follows = book.plan.economy.indices.capital_follows
    if follows != "prices":
        own = book.refs[f"budget_factor.{CAPITAL}"] if follows == "own" else "1"
        known = f"IF({s['budget.in_area'].at(n)}={quoted(book.area(CAPITAL))},{own},{known})"
    return f'=IF({id}="",1,{known})'


def _years(book: Book, pad: Pad, found: BudgetPrices, n: int, id: str) -> None:
    amounts = found.change(id) if id in found.accounts else (ZERO,) * len(book.years)
    lacking, factor = book.refs["without_art"], book.spans["budget_prices.factor"].at(n)
    for m, year in enumerate(book.years):
        rule = f'=IF({lacking}>0,"{NONE}",{book.spans[f"budget.{year}"].at(n)}*{factor})'
        pad.put(pad.row, FIRST + m, NONE if found.without_art else amounts[m], "money", rule)
    pad.row += 1


def _sums(book: Book, pad: Pad, found: BudgetPrices) -> None:
    """The sum of the changes, what is required and the difference; beneath, what is required by area and for good."""
    s, lacking, count = book.spans, book.refs["without_art"], range(len(book.years))
    rows = s["budget_prices.factor"].rows
    listed, required, gap = (pad.span(pad.row + n, FIRST, FIRST + len(count) - 1) for n in range(3))
    # Beneath the areas, and a row between: the place of what is only counted with is known before it is written.
    over = f"SUM({pad.span(pad.row + 4 + len(ORDER) + 2, FIRST, FIRST + len(count) - 1)})"
    top = pad.row + 5
    areas = [pad.column(FIRST + n, top, top + len(ORDER) - 1) for n in count]
    changes = [pad.column(FIRST + n, *rows) for n in count]
    known = summed((found.change(id) for id in found.accounts), len(count))
    flows: tuple[tuple[str, Sequence[Decimal] | None, Sequence[str], Style], ...] = (
        ("listed", None if found.without_art else known,
         [f'=IF({lacking}>0,"{NONE}",SUM({changes[n]}))' for n in count], "total"),
        ("required", None if found.required is None else found.required,
         [f'=IF({over}>0,"{NONE}",SUM({areas[n]}))' for n in count], "money"),
        ("gap", found.gaps(book.figures.funding.adjustments),
         [f'=IF({lacking}+{over}>0,"{NONE}",{required.at(n)}-{listed.at(n)})' for n in count], "check"),
    )  # fmt: skip
    for name, values, rules, style in flows:
        across(pad, book.words(f"row.{name}"), values or [NONE] * len(count), rules, style, FIRST)
    s |= {"budget_prices.listed": listed, "budget_prices.required": required, "budget_prices.gap": gap}
    book.refs["over"] = over
    _lasting(book, pad, found)
    pad.put(pad.row, 1, book.words("row.areas_required"), "group")
    pad.row += 1
    by_area = found.by_area
    for name in ORDER:
        own = None if by_area is None else by_area.get(name, (ZERO,) * len(count))
        rules = [f'=IF({over}>0,"{NONE}",{_required(book, name, n)})' for n in count]
        across(pad, book.area(name), own or [NONE] * len(count), rules, "money", FIRST)


def _lasting(book: Book, pad: Pad, found: BudgetPrices) -> None:
    """What is required for good, where the case has such an effect."""
    s = book.spans
    gained = f"({s['benefits.kind']}={quoted(book.kind('cashable'))})*{s['benefits.permanent']}"
    spent = f"{s['costs.sign']}*{s['costs.permanent']}"
    parts = [*_converted(book, "benefits", gained), *_converted(book, "costs", spent)]
    rule = f'=IF(ISNUMBER(kf_permanent),{"+".join(parts)},"{NONE}")'
    pad.put(pad.row, 1, book.words("row.permanent"), "label")
    pad.put(pad.row, FIRST, NONE if found.permanent is None else found.permanent, "money", rule)
    pad.row += 1


def _required(book: Book, area: str, n: int) -> str:
    """Net of an area in a year, and what a pool pays of its one-off costs, each line by its own index."""
    s, year, own = book.spans, book.years[n], quoted(book.area(area))
    cashable, once = quoted(book.kind("cashable")), quoted(book.kind("one_off"))
    gained = f"({s['benefits.kind']}={cashable})*({s['benefits.in_area']}={own})*{s[f'benefits.{year}']}"
    spent = f"({s['costs.in_area']}={own})*{s['costs.sign']}*{s[f'costs.{year}']}"
    paid = f"({s['costs.counts']}={once})*({s['costs.in_area']}={own})*{s[f'costs.{year}']}"
    net = "+".join((*_converted(book, "benefits", gained, area), *_converted(book, "costs", spent, area)))
    drawn, dearer = s[f"areas_drawn.{area}"].at(n), "+".join(_converted(book, "costs", paid, area))
    return f"{net}+IF(ROUND({drawn},6)=0,0,({dearer})*{drawn}/{one_off_in(book, n, area)})"


def _converted(book: Book, sheet: str, amounts: str, area: str | None = None) -> Iterator[str]:
    """Amounts of the lines of a sheet, added up by the index that each follows; those of one area or of all."""
    follows, s = book.plan.economy.indices.capital_follows, book.spans
    is_own, rest = follows != "prices" and area in (None, CAPITAL), ""
    if is_own:
        capital = f"({s[f'{sheet}.in_area']}={quoted(book.area(CAPITAL))})"
        yield f"SUMPRODUCT({amounts}*{capital})" + (
            f"*{book.refs[f'budget_factor.{CAPITAL}']}" if follows == "own" else ""
        )
        rest = f"*(1-{capital})"
    for art in ARTS if not is_own or area is None else ():
        mask = f"({s[f'{sheet}.follows']}={quoted(book.words(f'choice.art.{art}'))})"
        yield f"SUMPRODUCT({amounts}*{mask}{rest})*{book.refs[f'budget_factor.{art}']}"


def _more_than_costs(book: Book, pad: Pad, found: BudgetPrices) -> None:
    """In how many areas of a year a pool pays, and there are no one-off costs that it could rise with."""
    pad.put(pad.row, 1, book.words("row.more_than_costs"), "label")
    known = {one.area: one for one in book.figures.areas}
    for n in range(len(book.years)):
        values = [bool(one.drawn[n]) and not one.one_off[n] for one in known.values()]
        parts = (
            f"(ROUND({book.spans[f'areas_drawn.{name}'].at(n)},6)<>0)*(ROUND({one_off_in(book, n, name)},6)=0)"
            for name in ORDER
        )
        pad.put(pad.row, FIRST + n, sum(values), "whole", f"={'+'.join(parts)}")
    pad.row += 1
