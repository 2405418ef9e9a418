"""The sheets of the lines that options have of their own: what an option says is open, all else is the plan's own cell.

In: the book, the plan's costs and benefits written. Out: a row for each line, computed as those of the plan are. A line
in the place of one of the plan is open where the option says something else, and follows the plan everywhere else; so
it cannot be emptied, for then it would be as in the plan. A new line, in a spare row, stands in no other's place, and
says of which option it is (docs/decisions/041).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from planbuilder.figures.benefits import ramp_of
from planbuilder.figures.lines import Line, benefit_lines, cost_lines
from planbuilder.plan.economy import Benefit, Cost
from planbuilder.plan.model import Plan
from planbuilder.plan.option_plan import option_plan, rows_of
from planbuilder.plan.options import OptionBenefit, OptionCost
from planbuilder.record import record, replace
from planbuilder.workbook.book import Book
from planbuilder.workbook.limits import runs
from planbuilder.workbook.model import Style, Value
from planbuilder.workbook.table import Table

BEFORE = ("option", "instead_of")
# The column of what a row says, where it is called otherwise.
COLUMNS = {"from_": "first", "to": "last", "use_decided_by": "decided"}
WORTH = ("amount", "fte", "hours", "volume", "minutes", "unit_price")
# Amounts by year say themselves when and how much.
NOT_BY_YEAR = {*WORTH, "first", "last", "every", "start"}
# Numbers that formulas count with as they are: without one there it is nil.
COUNTED = ("delay", "decay", "growth")
LOCKED: Mapping[str, Style] = {
    "input_text": "wrapped", "input_money": "money", "input_number": "number", "input_percent": "percent",
    "input_year": "year",
}  # fmt: skip


@record
class Own:
    """A line that an option has: its row, and what the plan would have in its place if the option were chosen.

    `place` is the line of the plan whose place it takes, empty for one that the option alone has; `line` has the id of
    the row.
    """

    option: str
    id: str
    place: str
    row: OptionCost | OptionBenefit
    made: Cost | Benefit
    line: Line

    @property
    def said(self) -> frozenset[str]:
        """What the row says: the names of its fields."""
        usual = type(self.row)()
        names = (name for name in self.row.__dataclass_fields__ if name not in BEFORE)
        return frozenset(name for name in names if getattr(self.row, name) != getattr(usual, name))


def with_spare(book: Book, of: str, owned: Sequence[Own]) -> tuple[Line, ...]:
    """The lines of a table of options' costs or benefits, with the spare ones; their ids are noted in the book."""
    book.own_lines[f"option_{of}"] = tuple(one.id for one in owned)
    return (*(one.line for one in owned), *book.spare[of])


def own_costs(plan: Plan) -> tuple[Own, ...]:
    """The costs that options have of their own, option by option."""
    return tuple(_own(plan, plan.option_costs, plan.costs, lambda made, id: (made.costs[id], _cost_line(made, id))))


def own_benefits(plan: Plan) -> tuple[Own, ...]:
    """The benefits that options have of their own, option by option."""
    known = plan.benefits_tree.benefits
    return tuple(
        _own(
            plan,
            plan.option_benefits,
            known,
            lambda made, id: (made.benefits_tree.benefits[id], _benefit_line(made, id)),
        )
    )


def _own(plan: Plan, rows: Mapping[str, Any], known: Mapping[str, Any], made_of: Any) -> Iterator[Own]:
    for option in plan.options:
        made, own = option_plan(plan, option), rows_of(rows, option)
        # Of two in the place of one the last counts, as in the figures; that there are two is told.
        last = {row.instead_of: id for id, row in own.items() if row.instead_of in known}
        for id, row in own.items():
            place = row.instead_of if row.instead_of in known else ""
            if not place or last[place] == id:
                of, line = made_of(made, place or id)
                yield Own(option, id, place, row, of, replace(line, id=id))


def _cost_line(made: Plan, id: str) -> Line:
    return cost_lines(replace(made, costs={id: made.costs[id]}))[0]


def _benefit_line(made: Plan, id: str) -> Line:
    benefits = {id: made.benefits_tree.benefits[id]}
    return benefit_lines(replace(made, benefits_tree=replace(made.benefits_tree, benefits=benefits)))[0]


def ramp_steps(owned: Sequence[Own]) -> int:
    """The steps of the longest ramp."""
    return max((len(ramp_of(one.made)) for one in owned if isinstance(one.made, Benefit)), default=0)


def finish(table: Table, row: int, own: Own) -> None:
    """Write of which option a line is, and open, clear or bind to the plan each of the cells that were written."""
    pad = table.pad
    table.put(row, "id", own.id, "text")
    table.put(row, "option", own.option, "text")
    table.put(row, "instead_of", own.place or None, "text")
    inputs = _inputs(table)
    open_ = _open(own, inputs)
    for name in inputs:
        cell = pad.cells[row, table.at[name]]
        if name not in open_:
            table.put(row, name, *_bound(table, own, name, cell.value, LOCKED[cell.style]))
    _opened(table, row, own.id, open_)


def new_line(table: Table, row: int, of: type[OptionCost | OptionBenefit]) -> None:
    """Open of a spare row of which option it is and all that a line of an option may say; lock the rest of it."""
    table.put(row, "option", None, "input_text")
    table.put(row, "instead_of", None, "text")
    inputs = _inputs(table)
    open_ = {*_columns(of, _fields(of), inputs), *WORTH} & {*inputs}
    for name in {*inputs} - open_:
        cell = table.pad.cells[row, table.at[name]]
        table.put(row, name, cell.value, LOCKED[cell.style])
    _opened(table, row, table.id_at(row), {*open_, "option"})


def _inputs(table: Table) -> Sequence[str]:
    """The columns of what is typed of a line of the plan."""
    first, last = table.at[table.first_input], table.at[table.last_input]
    return [name for name, at in table.at.items() if first <= at <= last]


def _opened(table: Table, row: int, id: str, names: Collection[str]) -> None:
    columns = {table.at[name]: name for name in names}
    for first, last in runs(sorted(columns)):
        fields = [columns[n] for n in range(first, last + 1)]
        table.book.inputs(f"option_{table.of}", id, table.pad, row, first, fields, table.top - 1)


def _fields(of: type[OptionCost | OptionBenefit]) -> frozenset[str]:
    """What a line of an option may say."""
    return frozenset(of.__dataclass_fields__) - {*BEFORE}


def _columns(of: type[OptionCost | OptionBenefit], names: Collection[str], inputs: Sequence[str]) -> set[str]:
    """The columns of what is said, but for those of what it is worth."""
    found = {COLUMNS.get(name, name) for name in names}
    if of is OptionBenefit:
        found = {"declared" if name == "kind" else name for name in found}
        if found & {"profile", "ramp"}:
            found |= {name for name in inputs if name.startswith("ramp_")}
    return found


def _open(own: Own, inputs: Sequence[str]) -> Collection[str]:
    """The columns that are open: what a row says, and of a line that stands in no other's place all it could say."""
    found = _columns(type(own.row), own.said if own.place else _fields(type(own.row)), inputs)
    if isinstance(own.row, OptionBenefit) and "full_effect" in found:
        effect = own.row.full_effect
        found |= {name for name in WORTH if getattr(effect, name) is not None}
    if own.line.is_by_year:
        found = {name for name in found if not name.startswith("ramp_")} - NOT_BY_YEAR
    return found & {*inputs}


def _bound(table: Table, own: Own, name: str, value: Value, style: Style) -> tuple[Value, Style, str]:
    """A cell that is not open: the plan's own, or nothing where the option has cleared it or the plan has no such."""
    book, plan_has = table.book, f"{table.of}.{name}"
    worth = own.said & {"amount", "fte", "amounts", "full_effect"}
    cleared = bool(worth) and name in (*WORTH, "low", "high")
    if not own.place or plan_has not in book.spans or cleared:
        return value, style, ""
    n = [line.id for line in book.used(table.of)].index(own.place)
    # What says when an amount comes says nothing of amounts by year, and the other way about.
    phases = name in ("start", "first", "last", "decay", "growth") or name.startswith("ramp_")
    if phases and own.line.is_by_year | book.used(table.of)[n].is_by_year:
        return value, style, ""
    cell = book.spans[plan_has].at(n)
    if name == "smallest_given" and worth:
        # Each unit frees as large a part of it as in the plan.
        part = f"{table.here(own_row(table, own), 'effect_fte')}/{book.spans['benefits.effect_fte'].at(n)}"
        return value, style, f'=IF({cell}="","",{cell}*{part})' if value is not None else ""
    if name in COUNTED:
        return value if value is not None else 0, style, f"={cell}"
    return value if value is not None else "", style, f'=IF({cell}="","",{cell})'


def own_row(table: Table, own: Own) -> int:
    """The row of a line."""
    return table.top + [line.id for line in table.lines].index(own.id)


def bound_years(table: Table, row: int, own: Own) -> None:
    """The amounts by year of a cost: open where the option says them, else those of the plan's cost."""
    book, years = table.book, table.book.years
    if not own.place or "amounts" in own.said:
        book.inputs("option_cost_years", own.id, table.pad, row, table.first_year, map(str, years), table.top - 1)
        return
    n = [line.id for line in book.used("costs")].index(own.place)
    for column, (year, value) in enumerate(zip(years, own.line.by_year, strict=True), table.first_year):
        cell = book.spans[f"costs.{year}"].at(n)
        table.pad.put(row, column, value, "money", f"=SUM({cell})")
