"""The sheet of costs: a line each, with its inputs, its years and their sums."""

from __future__ import annotations

from planbuilder.figures.lines import Line
from planbuilder.figures.model import NATURES
from planbuilder.figures.recurring import recurs
from planbuilder.figures.uplifts import range_of
from planbuilder.plan.areas import CAPITAL
from planbuilder.plan.cost_years import every_of, first_of, last_of
from planbuilder.plan.economy import Cost
from planbuilder.plan.options import OptionCost
from planbuilder.workbook.book import Book
from planbuilder.workbook.model import Style, Value
from planbuilder.workbook.option_lines import BEFORE, bound_years, finish, new_line, own_costs, with_spare
from planbuilder.workbook.references import local, quoted
from planbuilder.workbook.table import Table, in_place

INPUTS = (
    "title", "nature", "kind", "amount", "fte", "first", "last", "every", "low", "high", "area", "expenditure", "frame",
    "art", "account",
    "confidence", "source",
)  # fmt: skip
OWN = ("counts", "sign", "begin", "until", "step", "follows", "in_area", "in_frame")
# So many of the spare rows take an amount for each year.
SPARE_BY_YEAR = 5


def costs(book: Book) -> None:
    """Every cost, the spare rows, and the sum of all."""
    table = Table(book, "costs", (), INPUTS, OWN)
    for n, line in enumerate(table.lines):
        by_year = len(table.lines) - n <= SPARE_BY_YEAR
        _cost(table, table.top + n, line, book.plan.costs.get(line.id, Cost()), by_year and not line.id)
    table.sums(table.bottom + 1, book.words("row.all_costs"), table.lines)


def _cost(table: Table, row: int, line: Line, cost: Cost, by_year: bool) -> None:
    free = bool(cost.amounts) or by_year
    table.named(row, line, by_year)
    table.book.inputs("costs", table.id_at(row), table.pad, row, table.at[INPUTS[0]], INPUTS, table.top - 1)
    _computed(table, row, line, cost, free)
    if free:
        years = map(str, table.book.years)
        table.book.inputs("cost_years", table.id_at(row), table.pad, row, table.first_year, years, table.top - 1)


def option_costs(book: Book) -> None:
    """The costs that options have of their own, and the spare rows; no sheet in a plan without options."""
    if not book.plan.options:
        return
    owned = own_costs(book.plan)
    table = Table(book, "option_costs", BEFORE, INPUTS, OWN, with_spare(book, "costs", owned))
    for row, own in enumerate(owned, table.top):
        assert isinstance(own.made, Cost)
        _computed(table, row, own.line, own.made, bool(own.made.amounts))
        finish(table, row, own)
        if own.made.amounts:
            bound_years(table, row, own)
    for row in range(table.top + len(owned), table.bottom + 1):
        _new_cost(table, row, table.bottom - row < SPARE_BY_YEAR)


def _new_cost(table: Table, row: int, by_year: bool) -> None:
    """A spare row of what an option has of its own."""
    line = table.lines[row - table.top]
    table.named(row, line, by_year)
    _computed(table, row, line, Cost(), by_year)
    new_line(table, row, OptionCost)
    if by_year:
        years = map(str, table.book.years)
        table.book.inputs("option_cost_years", table.id_at(row), table.pad, row, table.first_year, years, table.top - 1)


def _computed(table: Table, row: int, line: Line, cost: Cost, free: bool) -> None:
    """What is typed of a cost, and what follows from it."""
    _inputs(table, row, line, cost, free)
    _helpers(table, row, line, cost, free)
    amount, fte = table.here(row, "amount"), table.here(row, "fte")
    for n, value in enumerate(line.by_year):
        if free:
            table.pad.put(row, table.first_year + n, value if line.id else None, "input_money")
            continue
        year, begin, until = table.year(n), table.here(row, "begin"), table.here(row, "until")
        comes = f"AND({year}>={begin},{year}<={until},MOD({year}-{begin},{table.here(row, 'step')})=0)"
        rule = f'=IF({comes},IF({amount}<>"",{amount},SUM({fte})*fte_cost),0)'
        table.pad.put(row, table.first_year + n, value, "money", rule)
    given = (
        f"COUNT({table.span_of_years(row)})>0" if free else f'OR({amount}<>"",AND({fte}<>"",OR({fte}=0,fte_cost<>"")))'
    )
    kind, wanted = table.here(row, "kind"), table.book.wanted
    table.lacks(row, line, f'IF({kind}="",{wanted("kind")},IF({given},"",{wanted("amount")}))')
    likely = f'IF({amount}<>"",{amount},IF({fte}<>"",{fte},SUM({table.span_of_years(row)})))'
    table.results(row, line, likely)
    table.put(row, "open", int(free and recurs(line) and line.steady is None), "whole", _open(table, row, free))
    came = table.here(row, "steady" if free else "begin")
    recurring = f"AND({table.here(row, 'steady')}>0,{table.here(row, 'open')}=0)"
    table.put(row, "in_place", in_place(table.book, line), "year", f"=IF({recurring},{came},0)")


def _inputs(table: Table, row: int, line: Line, cost: Cost, free: bool) -> None:
    book, plan = table.book, table.book.plan
    number: Style = "input_number" if cost.fte is not None else "input_money"
    # What is left in the end has one year, its last. An empty last year is what the plan does not say: written out, it
    # would hold the cost to it when its kind, nature or first year is changed.
    first = None if cost.nature == "residual_value" else first_of(plan, cost)
    # An uplift stands where a range would: the sheet counts with what the plan counts with.
    given = range_of(plan, cost)
    years: tuple[Value, Value] = (None, None) if free or not line.id else (first, cost.to)
    table.inputs(row, [
        ("title", line.title or None, "input_text"), ("kind", book.kind(line.declared) or None, "input_text"),
        ("nature", book.choice("nature", cost.nature), "input_text"), ("every", cost.every, "input_number"),
        ("amount", cost.amount, "input_money"), ("fte", cost.fte, "input_number"),
        ("first", years[0], "input_year"), ("last", years[1], "input_year"),
        ("low", given.low, number), ("high", given.high, number),
        ("account", line.account or None, "input_text"), ("source", cost.source or None, "input_text"),
        ("confidence", book.choice("confidence", cost.confidence), "input_text"),
    ])  # fmt: skip
    chosen = (
        ("area", "area", cost.area),
        ("expenditure", "expenditure", cost.expenditure),
        ("frame", "frame", cost.frame),
        ("art", "art", cost.art),
    )
    for column, choices, value in chosen:
        table.put(row, column, book.choice(choices, value if line.id else ""), "input_text")


def _helpers(table: Table, row: int, line: Line, cost: Cost, free: bool) -> None:
    """What an empty input stands for: the case's first year, the last of the kind, the index of what is priced."""
    book, fte = table.book, table.here(row, "fte")
    _nature(table, row, line)
    if free:
        for column in ("begin", "until", "step"):
            table.put(row, column, None, "year")
    else:
        _years(table, row, line, cost)
    art, wages, prices = (
        table.here(row, "art"),
        *(quoted(book.words(f"choice.art.{one}")) for one in ("wages", "prices")),
    )
    rule = f'=IF({art}<>"",{art},IF({fte}<>"",{wages},{prices}))'
    table.put(row, "follows", book.choice("art", line.art), "text", rule)
    capital = f"{table.here(row, 'expenditure')}={quoted(book.words('choice.expenditure.capital'))}"
    table.area(row, line, f"IF({capital},{quoted(book.area(CAPITAL))},{table.by_frame(row)})")


def _nature(table: Table, row: int, line: Line) -> None:
    """What a line counts as, and its sign in net: none for what moves no budget."""
    book, nature, kind = table.book, table.here(row, "nature"), table.here(row, "kind")
    words = {name: quoted(book.words(f"choice.nature.{name}")) for name in NATURES}
    # Joined to nothing, since an empty cell that is pointed to is nil.
    rule = f'{kind}&""'
    for name, word in words.items():
        rule = f"IF({nature}={word},{quoted(book.kind(name))},{rule})"
    table.put(row, "counts", book.kind(line.kind), "text", f"={rule}")
    sign = (line.sign if line.in_net else 0) if line.id else -1
    new = quoted(book.words("choice.nature.new_money"))
    plain = f'OR({nature}="",{nature}={new})' if table.of != table.name else f'{nature}=""'
    table.put(row, "sign", sign, "whole", f"=IF({plain},-1,IF({nature}={words['income']},1,0))")


def _years(table: Table, row: int, line: Line, cost: Cost) -> None:
    """The first and last year of a cost, and how many years there are from one to the next."""
    book, plan = table.book, table.book.plan
    first, last, every, kind = (table.here(row, column) for column in ("first", "last", "every", "kind"))
    left = f"{table.here(row, 'nature')}={quoted(book.words('choice.nature.residual_value'))}"
    runs, end = f"{kind}={quoted(book.kind('running'))}", f"first_year+{len(book.years) - 1}"
    until = table.here(row, "until")
    usual = first_of(plan, cost)
    table.put(row, "begin", usual, "year", f'=IF({left},{until},IF({first}="",first_year,{first}))')
    goes_on = f'OR({left},{runs},{every}<>"")'
    # By the first year itself: the two cells must not point to each other.
    once = f'IF({first}="",first_year,{first})'
    reached = last_of(plan, cost) if line.id else usual
    table.put(row, "until", reached, "year", f'=IF({last}<>"",{last},IF({goes_on},{end},{once}))')
    step = f'=IF(OR({left},{runs},{every}=""),1,{every})'
    table.put(row, "step", every_of(cost), "whole", step)


def _open(table: Table, row: int, free: bool) -> str:
    """Whether the last of amounts by year has no other like it, so that it is unknown how a running cost goes on."""
    if not free:
        return "=0"
    before, last = (local(row, table.first_year + len(table.book.years) - n, "c") for n in (2, 1))
    alone = f"{last}<>{before}" if len(table.book.years) > 1 else "TRUE"
    runs = f"{table.here(row, 'kind')}={quoted(table.book.kind('running'))},{table.here(row, 'sign')}<>0"
    return f"=IF(AND({runs},{last}<>0,{alone}),1,0)"
