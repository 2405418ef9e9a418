"""The sheets of costs and benefits: a line each, its inputs open for change, its years as formulas."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from planbuilder.figures.benefits import ramp_of, smallest_unit
from planbuilder.figures.lines import Line, last_of
from planbuilder.figures.methods import npv
from planbuilder.figures.model import KINDS
from planbuilder.figures.recurring import recurs
from planbuilder.figures.uncertainty import best, worst
from planbuilder.plan.economy import VALUED, Benefit, Cost, Range
from planbuilder.workbook.book import ONE, WHOLE, ZERO, Book, Span, local, quoted
from planbuilder.workbook.model import Style, Value

COST_INPUTS = ("id", "title", "lacks", "kind", "amount", "fte", "first", "last", "low", "high", "art", "in_frame")
BENEFIT_INPUTS = (
    "id", "title", "lacks", "declared", "part_of", "amount", "fte", "volume", "minutes", "unit_price", "low", "high",
    "start", "delay", "end", "decay", "account", "use", "decided", "smallest_given", "art", "in_frame",
)  # fmt: skip
WIDTHS = {
    "id": 6, "title": 44, "kind": 22, "declared": 22, "account": 20, "use": 40, "decided": 24, "minutes": 15,
    "smallest_given": 15, "smallest": 15,
}  # fmt: skip
TEXTS = ("id", "title", "lacks", "kind", "declared", "part_of", "account", "use", "decided", "art")
AFTER = ("total", "steady", "open", "permanent", "present", "given", "low_share", "high_share", "worst", "best")


class Table:
    """One of the two sheets: where its columns are, and what is written in them."""

    def __init__(self, book: Book, name: str, before: Sequence[str], lines: Sequence[Line]) -> None:
        self.book, self.name, self.lines = book, name, lines
        self.pad = book.page(name)
        self.at = {column: n for n, column in enumerate(before)}
        self.first_year = len(before)
        horizon = len(book.years)
        self.at |= {column: self.first_year + horizon + n for n, column in enumerate(AFTER)}
        # The first line, below the row of heads.
        self.top = self.pad.row + 1
        heads = tuple(_head(book, column) for column in before)
        book.year_heads(self.pad, *heads, after=tuple(book.words(f"head.{column}") for column in AFTER))
        for n, column in enumerate(before):
            self.pad.put(self.top - 1, n, heads[n], "head" if column in TEXTS else "head_end")
        self.pad.frozen = (self.top, 2)
        self.pad.widths = dict.fromkeys(range(self.first_year + horizon + len(AFTER)), 12)
        self.pad.widths |= {self.at[column]: width for column, width in WIDTHS.items() if column in self.at}
        # At least one row: formulas point to it even in a plan without a line, and find it empty.
        bottom = self.top + max(1, len(lines)) - 1
        last_year = self.first_year + horizon - 1
        book.spans[f"{name}.years"] = Span(self.pad.title, (self.top, bottom), (self.first_year, last_year))
        book.spans |= {f"{name}.{column}": self.pad.column(n, self.top, bottom) for column, n in self.at.items()}
        book.spans |= {
            f"{name}.{year}": self.pad.column(self.first_year + n, self.top, bottom)
            for n, year in enumerate(book.years)
        }

    def here(self, row: int, column: str) -> str:
        """A cell of a line, its column fixed."""
        return local(row, self.at[column], "c")

    def year(self, n: int) -> str:
        """The year in the head of a column, as a number."""
        # Heads are texts, for they are heads; a comparison with a number needs one.
        return f"VALUE({local(self.top - 1, self.first_year + n, 'r')})"

    def span_of_years(self, row: int) -> str:
        """The years of a line."""
        return f"{local(row, self.first_year, 'c')}:{local(row, self.first_year + len(self.book.years) - 1, 'c')}"

    def put(self, row: int, column: str, value: Value, style: Style, formula: str = "") -> None:
        """Write a cell of a line."""
        self.pad.put(row, self.at[column], value, style, formula)

    def inputs(self, row: int, values: Sequence[tuple[str, Value, Style]]) -> None:
        """Write the open cells of a line."""
        for column, value, style in values:
            self.put(row, column, value, style)

    def lacks(self, row: int, line: Line, rule: str) -> None:
        """Write what the plan does not say of a line; it goes once the cell is filled in."""
        said = self.book.words(f"lacks.{line.lacks}") if line.lacks else ""
        self.put(row, "lacks", said, "check", f"={rule}")

    def results(self, row: int, line: Line, likely: str) -> None:
        """Sums, present value and the shares that ranges and tests come to."""
        book, years = self.book, self.span_of_years(row)
        given = line.span is not None
        low, high = line.span or (ONE, ONE)
        self.put(row, "total", line.total, "money", f"=SUM({years})")
        self._lasting(row, line)
        present = npv(line.by_year, book.figures.factors)
        self.put(row, "present", present, "money", f"=SUMPRODUCT({years},{book.spans['factor']})")
        low_cell, high_cell = self.here(row, "low"), self.here(row, "high")
        rule = f'=IF(AND({likely}<>0,OR({low_cell}<>"",{high_cell}<>"")),1,0)'
        self.put(row, "given", int(given), "whole", rule)
        for column, cell, share in (("low_share", low_cell, low), ("high_share", high_cell, high)):
            test = f'=IF(AND({self.here(row, "given")}=1,{cell}<>""),{cell}/{likely},1)'
            self.put(row, column, share, "percent", test)
        hurts, helps = ("high_share", "low_share") if line.is_cost else ("low_share", "high_share")
        for column, end, share in (("worst", hurts, worst(line)), ("best", helps, best(line))):
            self.put(row, column, share, "percent", f"={self.here(row, end)}")

    def _lasting(self, row: int, line: Line) -> None:
        """From which year what recurs is the same to the case's end, and its amount then; other lines have neither."""
        years, first = self.span_of_years(row), local(row, self.first_year, "c")
        last = local(row, self.first_year + len(self.book.years) - 1, "c")
        kind = self.book.kind("running" if line.is_cost else "cashable")
        ever = f"SUMPRODUCT(ABS({years}))<>0"
        if not line.is_cost:
            ever = f'IF({self.here(row, "end")}="",{self.here(row, "effect")}<>0,{ever})'
        test = f"AND({self.here(row, 'kind')}={quoted(kind)},{ever})"
        moves = max((n + 1 for n, amount in enumerate(line.by_year) if amount != line.by_year[-1]), default=0)
        steady = f"first_year+SUMPRODUCT(MAX(({years}<>{last})*(COLUMN({years})-COLUMN({first})+1)))"
        begins = self.book.years[0] + moves if recurs(line) else 0
        self.put(row, "steady", begins, "year", f"=IF({test},{steady},0)")
        amount = line.by_year[-1] if recurs(line) else ZERO
        self.put(row, "permanent", amount, "money", f"=IF({test},{last},0)")


def _range(given: Range, style: Style) -> list[tuple[str, Value, Style]]:
    """Low and high, shown as the likely value is."""
    return [("low", given.low, style), ("high", given.high, style)]


def _head(book: Book, column: str) -> str:
    name, _, n = column.partition("_")
    return book.words("head.ramp_n", n=n) if name == "ramp" else book.words(f"head.{column}")


def costs(book: Book) -> None:
    """Every cost."""
    table = Table(book, "costs", COST_INPUTS, book.figures.costs)
    for n, line in enumerate(book.figures.costs):
        _cost(table, table.top + n, line, book.plan.costs[line.id])


def _cost(table: Table, row: int, line: Line, cost: Cost) -> None:
    book = table.book
    first = cost.from_ if cost.from_ is not None else book.plan.first_year
    last = last_of(book.plan, cost)
    free = bool(cost.amounts)
    table.inputs(row, [
        ("id", line.id, "text"), ("title", line.title, "wrapped"), ("kind", book.kind(line.kind), "input_text"),
        ("amount", cost.amount, "input_money"), ("fte", cost.fte, "input_number"),
        ("first", None if free else first, "input_year"), ("last", None if free else last, "input_year"),
        *_range(cost.range, "input_number" if cost.fte is not None else "input_money"),
        ("art", book.words(f"art.{line.art}"), "input_text"), ("in_frame", int(line.in_frame), "input_number"),
    ])  # fmt: skip
    amount, fte = table.here(row, "amount"), table.here(row, "fte")
    for n, value in enumerate(line.by_year):
        if free:
            table.pad.put(row, table.first_year + n, value, "input_money")
            continue
        year, begin, end = table.year(n), table.here(row, "first"), table.here(row, "last")
        rule = f'=IF(AND({year}>={begin},{year}<={end}),IF({amount}<>"",{amount},N({fte})*fte_cost),0)'
        table.pad.put(row, table.first_year + n, value, "money", rule)
    given = (
        f"COUNT({table.span_of_years(row)})>0"
        if free
        else f'OR({amount}<>"",AND({fte}<>"",OR(N({fte})=0,fte_cost<>"")))'
    )
    table.lacks(row, line, f'IF({given},"",{_wanted(book, "amount")})')
    likely = f'IF({amount}<>"",{amount},IF({fte}<>"",{fte},SUM({table.span_of_years(row)})))'
    table.results(row, line, likely)
    table.put(row, "open", int(free and recurs(line) and line.steady is None), "whole", _open_cost(table, row, free))


def _open_cost(table: Table, row: int, free: bool) -> str:
    """Whether the last of amounts by year has no other like it, so that it is unknown how a running cost goes on."""
    if not free:
        return "=0"
    before, last = (local(row, table.first_year + len(table.book.years) - n, "c") for n in (2, 1))
    alone = f"{last}<>{before}" if len(table.book.years) > 1 else "TRUE"
    return f"=IF(AND({table.here(row, 'kind')}={quoted(table.book.kind('running'))},{last}<>0,{alone}),1,0)"


def benefits(book: Book) -> None:
    """Every benefit, with the cashability test as a formula."""
    steps = max([len(ramp_of(one)) for one in book.plan.benefits_tree.benefits.values()], default=1)
    ramps = tuple(f"ramp_{n + 1}" for n in range(steps))
    before = (*BENEFIT_INPUTS, *ramps, "effect_fte", "effect", "smallest", "kind", "steps")
    table = Table(book, "benefits", before, book.figures.benefits)
    for n, line in enumerate(book.figures.benefits):
        row = table.top + n
        benefit = book.plan.benefits_tree.benefits[line.id]
        _benefit_inputs(table, row, line, benefit, ramps)
        _benefit_lacks(table, row, line)
        _benefit_effect(table, row, line, benefit)
        _benefit_years(table, row, line, benefit, ramps)


def _benefit_inputs(table: Table, row: int, line: Line, benefit: Benefit, ramps: Sequence[str]) -> None:
    book, effect = table.book, benefit.full_effect
    given = [amount for amount in benefit.units.values() if amount > 0]
    start = benefit.start if benefit.start is not None else book.plan.first_year
    declared = book.kind(benefit.kind) if benefit.kind else None
    table.inputs(row, [
        ("id", line.id, "text"), ("title", line.title, "wrapped"), ("declared", declared, "input_text"),
        ("part_of", benefit.part_of or None, "input_text"), ("amount", effect.amount, "input_money"),
        ("fte", effect.fte, "input_number"), ("volume", effect.volume, "input_number"),
        ("minutes", effect.minutes, "input_number"), ("unit_price", effect.unit_price, "input_money"),
        *_range(benefit.range, "input_number" if effect.amount is None else "input_money"),
        ("start", start, "input_year"), ("delay", benefit.delay, "input_number"), ("end", benefit.end, "input_year"),
        ("decay", benefit.decay / WHOLE, "input_percent"), ("account", benefit.account or None, "input_text"),
        ("use", benefit.use or None, "input_text"), ("decided", benefit.use_decided_by or None, "input_text"),
        ("smallest_given", min(given) if given else None, "input_number"),
        ("art", book.words(f"art.{line.art}"), "input_text"), ("in_frame", int(line.in_frame), "input_number"),
    ])  # fmt: skip
    shares: list[Decimal | None] = [share / WHOLE for share in ramp_of(benefit)]
    for name, share in zip(ramps, shares + [None] * (len(ramps) - len(shares)), strict=True):
        table.put(row, name, share, "input_percent")


def _benefit_lacks(table: Table, row: int, line: Line) -> None:
    """What keeps a benefit out of the figures: an amount that its kind has, or the kind of its amount."""
    book, c = table.book, {column: table.here(row, column) for column in table.at}
    parts = ",".join(c[part] for part in ("amount", "fte", "volume", "minutes", "unit_price"))
    whole = f"COUNT({c['amount']},{c['fte']})+COUNT({c['volume']})*COUNT({c['minutes']},{c['unit_price']})>0"
    valued = ",".join(f"{c['declared']}={quoted(book.kind(kind))}" for kind in VALUED)
    kind = f'IF({c["declared"]}="",{_wanted(book, "kind")},"")'
    amount = f'IF(OR({valued},COUNT({parts})>0),{_wanted(book, "amount")},"")'
    minutes, time = f"N({c['minutes']})<>0", f"N({c['fte']})+N({c['minutes']})<>0"
    unpriced = f'OR(AND({minutes},effective_hours=""),AND({time},fte_cost=""))'
    said = f"IF({whole},IF({unpriced},{_wanted(book, 'amount')},{kind}),{amount})"
    table.lacks(row, line, f'IF({c["part_of"]}<>"","",{said})')


def _wanted(book: Book, what: str) -> str:
    return quoted(book.words(f"lacks.{what}"))


def _benefit_effect(table: Table, row: int, line: Line, benefit: Benefit) -> None:
    """FTE, DKK and the kind the benefit counts as."""
    c = {column: table.here(row, column) for column in table.at}
    timed = f'AND(effective_hours<>"",{c["amount"]}="",{c["unit_price"]}="",{c["volume"]}<>"",{c["minutes"]}<>"")'
    in_time = f'IF({c["fte"]}<>"",{c["fte"]},IF({timed},{c["volume"]}*{c["minutes"]}/60/effective_hours,0))'
    table.put(row, "effect_fte", line.fte, "number", f'=IF({c["part_of"]}<>"",0,{in_time})')
    priced = (
        f'IF(AND({c["volume"]}<>"",{c["unit_price"]}<>""),{c["volume"]}*{c["unit_price"]},{c["effect_fte"]}*fte_cost)'
    )
    worth = f'=IF({c["part_of"]}<>"",0,IF({c["amount"]}<>"",{c["amount"]},{priced}))'
    table.put(row, "effect", line.full_effect, "money", worth)
    smallest = smallest_unit(benefit, line.fte)
    least = f'=IF({c["smallest_given"]}<>"",{c["smallest_given"]},IF({c["effect_fte"]}<>0,{c["effect_fte"]},0.5))'
    table.put(row, "smallest", smallest, "number", least)
    cashable, released = (quoted(table.book.kind(kind)) for kind in KINDS[:2])
    passed = f'AND({c["account"]}<>"",{c["use"]}<>"",{c["decided"]}<>"",{c["smallest"]}>=0.5)'
    passes = f'AND({c["part_of"]}="",OR({c["effect"]}<=0,{passed}))'
    named = f'IF({c["declared"]}="",{quoted(table.book.kind("quality"))},{c["declared"]})'
    rule = f"=IF({c['declared']}={cashable},IF({passes},{cashable},{released}),{named})"
    table.put(row, "kind", table.book.kind(line.kind), "text", rule)


def _benefit_years(table: Table, row: int, line: Line, benefit: Benefit, ramps: Sequence[str]) -> None:
    c = {column: table.here(row, column) for column in table.at}
    ramp = f"{c[ramps[0]]}:{c[ramps[-1]]}"
    table.put(row, "steps", len(ramp_of(benefit)), "whole", f"=COUNT({ramp})")
    for n, value in enumerate(line.by_year):
        year = table.year(n)
        age = f"({year}-{c['start']}-{c['delay']})"
        outside = f'OR({age}<0,AND({c["end"]}<>"",{year}>{c["end"]}))'
        worn = f"IF({age}<{c['steps']},1,(1-{c['decay']})^({age}-{c['steps']}+1))"
        rule = f"=IF({outside},0,{c['effect']}*INDEX({ramp},1,MIN({age}+1,{c['steps']}))*{worn})"
        table.pad.put(row, table.first_year + n, value, "money", rule)
    likely = f"N({c['unit_price']})"
    for way in ("minutes", "fte", "amount"):
        likely = f'IF({c[way]}<>"",{c[way]},{likely})'
    table.results(row, line, likely)
    _open_benefit(table, row, line, ramp)


def _open_benefit(table: Table, row: int, line: Line, ramp: str) -> None:
    """Whether a cashable benefit has an end that the case does not outlive, wears off, or is not in full effect yet."""
    book, c, last = table.book, {column: table.here(row, column) for column in table.at}, table.book.years[-1]
    step = f"INDEX({ramp},1,{c['steps']})"
    changes = f'SUMPRODUCT(MAX(({ramp}<>{step})*({ramp}<>"")*(COLUMN({ramp})-COLUMN({c["ramp_1"]})+1)))'
    through = f"IF(AND({c['decay']}>=1,{step}<>0),{c['steps']},{changes})"
    late = f"{c['start']}+{c['delay']}+{through}>{last}"
    worn = f"AND({c['decay']}>0,{c['decay']}<1,{step}<>0)"
    ends = f'AND({c["end"]}<>"",{local(row, table.first_year + len(table.book.years) - 1, "c")}<>0)'
    rests = f'IF(AND({c["end"]}<>"",{c["end"]}<{last}),0,IF(OR({ends},{worn},{late}),1,0))'
    ever = f'IF({c["end"]}="",{c["effect"]}<>0,SUMPRODUCT(ABS({table.span_of_years(row)}))<>0)'
    test = f"AND({c['kind']}={quoted(book.kind('cashable'))},{ever})"
    ended = line.end is not None and line.end < last
    held = (line.end is not None and bool(line.by_year[-1])) or bool(line.worn) or (line.steady or 0) > last
    table.put(row, "open", int(recurs(line) and not ended and held), "whole", f"=IF({test},{rests},0)")


def signed_present(book: Book, line: Line) -> Decimal:
    """A line's part of NPV; zero where it is no part of net."""
    return line.sign * npv(line.by_year, book.figures.factors) if line.in_net else ZERO
