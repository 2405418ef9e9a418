"""The sheet of benefits: a line each, with its inputs, the cashability test, its years and their sums."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from planbuilder.figures.benefits import ramp_of, smallest_unit
from planbuilder.figures.lines import Line
from planbuilder.figures.model import KINDS
from planbuilder.figures.recurring import recurs
from planbuilder.plan.economy import VALUED, Benefit
from planbuilder.plan.options import OptionBenefit
from planbuilder.plan.preconditions import own_start, years_late
from planbuilder.workbook.book import WHOLE, ZERO, Book
from planbuilder.workbook.by_year import benefit_by_year
from planbuilder.workbook.by_year import own_start as first_by_year
from planbuilder.workbook.model import Style
from planbuilder.workbook.option_lines import BEFORE as OF_OPTION
from planbuilder.workbook.option_lines import finish, new_line, own_benefits, ramp_steps, with_spare
from planbuilder.workbook.preconditions import late as late_for
from planbuilder.workbook.references import local, quoted
from planbuilder.workbook.table import Table

FIRST_INPUTS = (
    "title", "declared", "part_of", "amount", "fte", "hours", "volume", "minutes", "unit_price", "low", "high", "start",
    "delay", "end", "decay", "growth",
)  # fmt: skip
LAST_INPUTS = ("account", "use", "decided", "smallest_given", "area", "frame", "confidence", "source")
# Results that are read, and those that only formulas read.
BEFORE, OWN = ("effect_fte", "effect", "kind"), ("begin", "smallest", "steps", "follows", "in_area", "in_frame")
# A new benefit finds room for as many steps as the slowest of the usual profiles has.
USUAL_STEPS = 5
NOTHING = Benefit()


def benefits(book: Book) -> None:
    """Every benefit, the spare rows, and the sums of what can be cashed and of all."""
    given = book.plan.benefits_tree.benefits
    steps = max([USUAL_STEPS, *(len(ramp_of(one)) for one in given.values())])
    ramps = tuple(f"ramp_{n + 1}" for n in range(steps))
    fields = (*FIRST_INPUTS, *ramps, *LAST_INPUTS)
    table = Table(book, "benefits", (*BEFORE, *_waiting(book)), fields, OWN)
    for n, line in enumerate(table.lines):
        row, benefit = table.top + n, given.get(line.id, NOTHING)
        table.named(row, line)
        book.inputs("benefits", table.id_at(row), table.pad, row, table.at[fields[0]], fields, table.top - 1)
        _computed(table, row, line, benefit, ramps, table.id_at(row))
    cashable = [line for line in table.lines if line.kind == "cashable"]
    table.sums(table.bottom + 1, book.words("row.cashable"), cashable, "cashable")
    table.sums(table.bottom + 2, book.words("row.all_benefits"), table.lines)


def option_benefits(book: Book) -> None:
    """The benefits that options have of their own, and the spare rows; no sheet in a plan without options."""
    if not book.plan.options:
        return
    owned = own_benefits(book.plan)
    ramps = tuple(f"ramp_{n + 1}" for n in range(max(USUAL_STEPS, ramp_steps(owned))))
    fields, before = (*FIRST_INPUTS, *ramps, *LAST_INPUTS), (*BEFORE, *OF_OPTION, *_waiting(book))
    table = Table(book, "option_benefits", before, fields, OWN, with_spare(book, "benefits", owned))
    for row, own in enumerate(owned, table.top):
        assert isinstance(own.made, Benefit)
        _computed(table, row, own.line, own.made, ramps, own.place)
        finish(table, row, own)
    for row in range(table.top + len(owned), table.bottom + 1):
        line = table.lines[row - table.top]
        table.named(row, line)
        _computed(table, row, line, NOTHING, ramps, "")
        new_line(table, row, OptionBenefit)


def _computed(table: Table, row: int, line: Line, benefit: Benefit, ramps: Sequence[str], waits: str) -> None:
    """What is typed of a benefit, and what follows; `waits` is what deliveries know it by, empty for none."""
    _inputs(table, row, line, benefit, ramps)
    _lacks(table, row, line)
    _effect(table, row, line, benefit)
    _kind(table, row, line)
    _years(table, row, line, benefit, ramps, waits)
    _helpers(table, row, line)


def _waiting(book: Book) -> tuple[str, ...]:
    """The column of years that deliveries by others make a benefit late; none in a plan that waits for none."""
    return ("late",) if book.plan.preconditions else ()


def _late(book: Book, id: str, benefit: Benefit) -> int:
    """By how many years the latest delivery is too late for a benefit."""
    return years_late(book.plan.preconditions, id, benefit, book.plan.first_year)


def _inputs(table: Table, row: int, line: Line, benefit: Benefit, ramps: Sequence[str]) -> None:
    book, effect = table.book, benefit.full_effect
    given = [amount for amount in benefit.units.values() if amount > 0]
    start = benefit.start if benefit.start is not None else book.plan.first_year
    number: Style = "input_money" if effect.amount is not None or line.is_by_year else "input_number"
    # Amounts by year say themselves when they come: neither start nor a ramp moves them.
    is_there, is_phased = bool(line.id), bool(line.id) and not line.is_by_year
    table.inputs(row, [
        ("title", line.title or None, "input_text"), ("declared", book.kind(benefit.kind) or None, "input_text"),
        ("part_of", benefit.part_of or None, "input_text"), ("amount", effect.amount, "input_money"),
        ("fte", effect.fte, "input_number"), ("hours", effect.hours, "input_number"),
        ("volume", effect.volume, "input_number"), ("minutes", effect.minutes, "input_number"),
        ("unit_price", effect.unit_price, "input_money"),
        ("low", benefit.range.low, number), ("high", benefit.range.high, number),
        ("start", start if is_phased else None, "input_year"),
        ("delay", benefit.delay if is_there else None, "input_number"), ("end", benefit.end, "input_year"),
        ("decay", benefit.decay / WHOLE if is_phased else None, "input_percent"),
        ("growth", benefit.growth / WHOLE if is_phased else None, "input_percent"),
        ("account", line.account or None, "input_text"), ("use", benefit.use or None, "input_text"),
        ("decided", benefit.use_decided_by or None, "input_text"),
        ("smallest_given", min(given) if given else None, "input_number"),
        ("area", book.choice("area", benefit.area), "input_text"),
        ("frame", book.choice("frame", benefit.frame if is_there else ""), "input_text"),
        ("confidence", book.choice("confidence", benefit.confidence), "input_text"),
        ("source", benefit.source or None, "input_text"),
    ])  # fmt: skip
    shares: list[Decimal | None] = [share / WHOLE for share in ramp_of(benefit)] if is_phased else []
    for name, share in zip(ramps, shares + [None] * (len(ramps) - len(shares)), strict=True):
        table.put(row, name, share, "input_percent")


def _lacks(table: Table, row: int, line: Line) -> None:
    """What keeps a benefit out of the figures: an amount that its kind has, or the kind of its amount."""
    book, c = table.book, table.cells(row)
    parts = ",".join(c[part] for part in ("amount", "fte", "hours", "volume", "minutes", "unit_price"))
    ways = f"COUNT({c['amount']},{c['fte']},{c['hours']})+COUNT({c['volume']})*COUNT({c['minutes']},{c['unit_price']})"
    whole = f"{ways}+COUNT({book.spans[f'given.{line.id}']})>0" if line.is_by_year else f"{ways}>0"
    valued = ",".join(f"{c['declared']}={quoted(book.kind(kind))}" for kind in VALUED)
    kind = f'IF({c["declared"]}="",{book.wanted("kind")},"")'
    amount = f'IF(OR({valued},COUNT({parts})>0),{book.wanted("amount")},"")'
    worked = f"OR(SUM({c['minutes']})<>0,SUM({c['hours']})<>0)"
    unpriced = f'OR(AND({worked},effective_hours=""),AND(OR({worked},SUM({c["fte"]})<>0),fte_cost=""))'
    said = f"IF({whole},IF({unpriced},{book.wanted('amount')},{kind}),{amount})"
    table.lacks(row, line, f'IF({c["part_of"]}<>"","",{said})')


def _effect(table: Table, row: int, line: Line, benefit: Benefit) -> None:
    """FTE and DKK at full effect."""
    c = table.cells(row)
    timed = f'AND(effective_hours<>"",{c["amount"]}="",{c["unit_price"]}="",{c["volume"]}<>"",{c["minutes"]}<>"")'
    counted = f"IF({timed},{c['volume']}*{c['minutes']}/60/effective_hours,0)"
    hours = f'IF(AND(effective_hours<>"",{c["hours"]}<>""),{c["hours"]}/effective_hours,{counted})'
    in_time = f'IF({c["fte"]}<>"",{c["fte"]},{hours})'
    table.put(row, "effect_fte", line.fte, "number", f'=IF({c["part_of"]}<>"",0,{in_time})')
    priced = (
        f'IF(AND({c["volume"]}<>"",{c["unit_price"]}<>""),{c["volume"]}*{c["unit_price"]},{c["effect_fte"]}*fte_cost)'
    )
    worth = f'=IF({c["part_of"]}<>"",0,IF({c["amount"]}<>"",{c["amount"]},{priced}))'
    if line.is_by_year:
        worth = f"=SUM({table.span_of_years(row)})"
    table.put(row, "effect", line.total if line.is_by_year else line.full_effect, "money", worth)
    least = f'=IF({c["smallest_given"]}<>"",{c["smallest_given"]},IF({c["effect_fte"]}<>0,{c["effect_fte"]},0.5))'
    table.put(row, "smallest", smallest_unit(benefit, line.fte), "number", least)


def _kind(table: Table, row: int, line: Line) -> None:
    """The kind the benefit counts as."""
    book, c = table.book, table.cells(row)
    cashable, released = (quoted(book.kind(kind)) for kind in KINDS[:2])
    passed = f'AND({c["account"]}<>"",{c["use"]}<>"",{c["decided"]}<>"",{c["smallest"]}>=0.5)'
    passes = f'AND({c["part_of"]}="",OR({c["effect"]}<=0,{passed}))'
    named = f'IF({c["declared"]}="",{quoted(book.kind("quality"))},{c["declared"]})'
    rule = f"IF({c['declared']}={cashable},IF({passes},{cashable},{released}),{named})"
    table.put(row, "kind", book.kind(line.kind), "text", f"={table.used(row, line, rule)}")


def _years(table: Table, row: int, line: Line, benefit: Benefit, ramps: Sequence[str], waits: str) -> None:
    c = table.cells(row)
    ramp, late = f"{c[ramps[0]]}:{c[ramps[-1]]}", _begins(table, row, line, benefit, waits)
    # Without a ramp all of it comes in the first year.
    table.put(row, "steps", len(ramp_of(benefit)) or 1, "whole", f"=MAX(1,COUNT({ramp}))")
    if line.is_by_year:
        benefit_by_year(table, row, line, late)
        return
    for n, value in enumerate(line.by_year):
        year = table.year(n)
        age = f"({year}-{c['begin']})"
        outside = f'OR({age}<0,AND({c["end"]}<>"",{year}>{c["end"]}))'
        step = f'IF({c[ramps[0]]}="",1,INDEX({ramp},1,MIN({age}+1,{c["steps"]})))'
        worn = f"IF({age}<{c['steps']},1,(1-{c['decay']}+{c['growth']})^({age}-{c['steps']}+1))"
        table.pad.put(row, table.first_year + n, value, "money", f"=IF({outside},0,{c['effect']}*{step}*{worn})")
    # A part with amounts by year has none in its years; its range stands around their sum.
    likely = str(sum(benefit.full_effect.amounts.values(), ZERO) or f"SUM({c['unit_price']})")
    for way in ("minutes", "hours", "fte", "amount"):
        likely = f'IF({c[way]}<>"",{c[way]},{likely})'
    table.results(row, line, likely)
    _open(table, row, line, ramp)


def _begins(table: Table, row: int, line: Line, benefit: Benefit, waits: str) -> str:
    """Write the year in which a benefit begins; by how many years it is late, as a formula."""
    book, c = table.book, table.cells(row)
    first, slip = own_start(benefit, book.plan.first_year), _late(book, waits, benefit)
    start = first_by_year(book, line) if line.is_by_year else f'IF({c["start"]}="",first_year,{c["start"]})'
    late = f"SUM({c['delay']})"
    if "late" in c:
        slipped = f"={late_for(book, waits, start)}" if waits else ""
        table.put(row, "late", slip if waits else None, "whole", slipped)
        # The longer of the two, as in the figures: a delivery that is late and the plan's own delay are not added.
        late = f"MAX({c['delay']},{c['late']})"
    table.put(row, "begin", first + max(benefit.delay, slip), "year", f"={start}+{late}")
    return late


def _helpers(table: Table, row: int, line: Line) -> None:
    """Which index a benefit follows, in which area it is, and whether that is within the service frame."""
    book, c = table.book, {column: table.here(row, column) for column in ("amount", "unit_price")}
    wages, prices = (quoted(book.words(f"choice.art.{one}")) for one in ("wages", "prices"))
    in_time = "FALSE" if line.is_by_year else f'AND({c["amount"]}="",{c["unit_price"]}="")'
    table.put(row, "follows", book.choice("art", line.art), "text", f"=IF({in_time},{wages},{prices})")
    table.area(row, line, table.by_frame(row))


def _open(table: Table, row: int, line: Line, ramp: str) -> None:
    """Whether a cashable benefit has an end that the case does not outlive, wears off, or is not in full effect yet."""
    book, c, last = table.book, table.cells(row), table.book.years[-1]
    step = f'IF({c["ramp_1"]}="",1,INDEX({ramp},1,{c["steps"]}))'
    changes = f'SUMPRODUCT(MAX(({ramp}<>{step})*({ramp}<>"")*(COLUMN({ramp})-COLUMN({c["ramp_1"]})+1)))'
    through = f"IF(AND({c['decay']}>=1,{step}<>0),{c['steps']},{changes})"
    late = f"{c['begin']}+{through}>{last}"
    worn = f"AND({c['decay']}-{c['growth']}<>0,{c['decay']}<1,{step}<>0)"
    ends = f'AND({c["end"]}<>"",{local(row, table.first_year + len(table.book.years) - 1, "c")}<>0)'
    rests = f'IF(AND({c["end"]}<>"",{c["end"]}<{last}),0,IF(OR({ends},{worn},{late}),1,0))'
    ever = f'IF({c["end"]}="",{c["effect"]}<>0,SUMPRODUCT(ABS({table.span_of_years(row)}))<>0)'
    test = f"AND({c['kind']}={quoted(book.kind('cashable'))},{ever})"
    ended = line.end is not None and line.end < last
    held = (line.end is not None and bool(line.by_year[-1])) or bool(line.worn) or (line.steady or 0) > last
    table.put(row, "open", int(recurs(line) and not ended and held), "whole", f"=IF({test},{rests},0)")
    # What wears off or grows is in place with the last step of its ramp.
    whole = f"IF({worn},{c['steps']}-1,{through})"
    nothing = f'AND({c["ramp_1"]}<>"",SUM({ramp})=0)'
    came = f"IF({nothing},first_year,{c['begin']}+{whole})"
    table.arrived(row, line, test, came)
