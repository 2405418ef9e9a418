"""The two controls: whether the workbook still hangs together, and what was changed in it since the plan.

In: a book whose other sheets are written. Out: the sheet of integrity, on which everything is nil as long as the
workbook is whole, whatever was typed in its yellow cells; and the sheet of changes, which is no alarm: it lists which
cells are other than in the plan, from what to what, and what became of the key figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from planbuilder.figures.catalogue import shown_in
from planbuilder.figures.model import KINDS
from planbuilder.workbook.book import MOST_FIELDS, ZERO, Book, Pad
from planbuilder.workbook.kept import Places, formula_cells
from planbuilder.workbook.key_figures import LACKING, STYLES, lacking_name
from planbuilder.workbook.limits import Ruling
from planbuilder.workbook.model import Rule, Style
from planbuilder.workbook.preconditions import FIRST_DAY, FIRST_HELD
from planbuilder.workbook.references import Span, local, quoted

# A double has about sixteen digits, and sums of sums lose some: a share of the kroner of the case.
NEAR = "1E-11"
MOST_FORMULA = 6_000
# So many rows beneath the last sum are looked at for lines that somebody has put there.
BENEATH = 100
# As many changed cells are listed; how many there are is counted in any case.
LISTED = 60
Check = tuple[str, str]


def integrity(book: Book, allowed: Sequence[Ruling]) -> None:
    """Each part against the whole it is of, each word and number against what can be typed, and every formula there."""
    pad = book.page("control")
    pad.widths = {0: 90, 1: 20}
    pad.heads([(book.words("head.check"), "head"), (book.words("head.difference"), "head_end")])
    first = pad.row
    lines = (f"SUMPRODUCT(ABS({book.spans[f'{name}.total']}))" for name in book.lines)
    scale = f"(1+{'+'.join(lines)})*{NEAR}"
    for label, rule in _parts(book):
        pad.put(pad.row, 0, label, "label")
        pad.put(pad.row, 1, ZERO, "check", f"=IF(ABS({rule})<={scale},0,{rule})")
        pad.row += 1
    for label, rule in (*_typed(book, allowed), *_contrary(book), *_whole(book)):
        pad.put(pad.row, 0, label, "label")
        pad.put(pad.row, 1, 0, "whole", f"={rule}")
        pad.row += 1
    differences = pad.column(1, first, pad.row - 1)
    yes, no = (quoted(book.words(f"control.{one}")) for one in ("ok", "differs"))
    pad.put(pad.row + 1, 0, book.words("control.verdict"), "total_label")
    # An error in any of them is an error of the sum; absolute values, so that two differences cannot cancel out.
    rule = f"=IF(ISNUMBER(SUMPRODUCT(ABS({differences}))),IF(SUMPRODUCT(ABS({differences}))=0,{yes},{no}),{no})"
    pad.put(pad.row + 1, 1, book.words("control.ok"), "total", rule)


def _parts(book: Book) -> Iterator[Check]:
    """Sums that must be nil: wholes less their parts."""
    s, refs, words = book.spans, book.refs, book.words
    kinds = "+".join(refs[f"total.{kind}"] for kind in KINDS)
    yield words("control.kinds"), f"SUM({s['benefits.total']})-({kinds})"
    # Costs are positive on their own sheet and negative by year, as own time is, so all come to zero.
    comes = "-".join(refs[f"total.{kind}"] for kind in ("income", "residual_value"))
    spent = "+".join(refs[f"total.{kind}"] for kind in ("one_off", "running", "own_time"))
    yield words("control.costs"), f"SUM({s['costs.total']})+{spent}-{comes}"
    last = len(book.years) - 1
    # Of a grant nothing is owed, so what is drawn closes nothing.
    for name in ("pool", "delayed") if book.figures.funding.pool.is_repaid else ():
        interest, repayment, balance = (s[f"{name}.{one}"] for one in ("interest", "repayment", "balance"))
        before = f"SUM({balance.within(0, last - 1)})" if last else "0"
        # Year by year: what is owed is what was owed, with interest and draws, less what is repaid.
        by_year = f"SUM({balance})-{before}+SUM({interest})-SUM({s['draw']})-SUM({repayment})"
        yield words(f"control.{name}"), by_year
    cashable, inside = quoted(book.kind("cashable")), "in_frame"
    gains = f"SUMPRODUCT(({s['benefits.kind']}={cashable})*{s[f'benefits.{inside}']}*{s['benefits.total']})"
    yield (
        words("control.frame"),
        f"SUM({s['frame']})-{gains}-SUMPRODUCT({s[f'costs.{inside}']}*{s['costs.sign']}*{s['costs.total']})",
    )
    yield words("control.areas"), f"SUM({s['areas.net']})-{refs['net_total']}"
    yield words("control.committees"), f"SUM({s['committees.net']})-{refs['net_total']}"
    yield words("control.scenarios"), f"SUM({s['net.likely']})-{refs['net_total']}"
    yield words("control.drivers"), f"SUM({s['drivers.own']})+SUM({s['drivers.present']})-kf_npv"
    yield words("control.budget"), f"SUM({s['required']})-SUM({s['listed']})-SUM({s['gap']})"
    yield words("control.areas_changes"), f"SUM({s['areas_changes']})-SUM({s['listed']})"
    yield words("control.areas_required"), f"SUM({s['areas_required']})-SUM({s['required']})"
    if book.figures.budget_prices is not None:
        # Where one of them is a dash, so is the difference.
        gap = f"SUM({s['budget_prices.required']})-SUM({s['budget_prices.listed']})-SUM({s['budget_prices.gap']})"
        yield words("control.budget_prices"), f"IF(COUNT({s['budget_prices.gap']})=0,0,{gap})"
    if book.figures.current is not None:
        parts = "-".join(f"SUM({s[f'current.{kind}']})" for kind in ("cashable", "income", "one_off", "running"))
        yield words("control.prices"), f"SUM({s['current.net']})-{parts}"
        arts = [quoted(book.words(f"choice.art.{art}")) for art in ("wages", "prices")]
        known = "-".join(f"COUNTIF({s[f'{name}.follows']},{art})" for name in book.lines for art in arts)
        yield words("control.arts"), f"{sum(map(len, book.lines.values()))}-{known}"


def _typed(book: Book, allowed_in: Sequence[Ruling]) -> Iterator[Check]:
    """How many cells of each sheet hold a word that is on no list, or a number that is none or beyond the limits."""
    by_sheet: dict[str, list[str]] = {}
    for pad, span, allowed in allowed_in:
        if allowed.kind != "length":
            by_sheet.setdefault(pad.title, []).append(_wrong(str(span), allowed))
    for title, parts in by_sheet.items():
        for rule in _joined(parts):
            yield book.words("control.typed", sheet=title), rule


def _contrary(book: Book) -> Iterator[Check]:
    """How many lines end before they begin, have their low above their high, or are of no option with a title."""
    yield book.words("control.ends"), _above(book, {"costs": ("first", "last"), "benefits": ("start", "end")})
    yield book.words("control.ranges"), _above(book, dict.fromkeys(book.lines, ("low", "high")))
    if book.own_lines:
        yield book.words("control.options"), "+".join(_ownerless(book))


def _above(book: Book, pairs: Mapping[str, tuple[str, str]]) -> str:
    """How many lines have more in one column than in another, by the columns of costs and of benefits."""
    columns = ((name, *pairs[name.removeprefix("option_")]) for name in book.rows_of)
    spans = ((book.spans[f"{name}.{one}"], book.spans[f"{name}.{other}"]) for name, one, other in columns)
    # An empty cell is nil, which is before every year and may be above what is given.
    return "+".join(f'SUMPRODUCT(({one}<>"")*({other}<>"")*({one}>{other}))' for one, other in spans)


def _ownerless(book: Book) -> Iterator[str]:
    """How many new lines are of no option, or of a new one without a title."""
    for name in book.own_lines:
        ids, options = (book.spare_rows(name, column) for column in ("id", "option"))
        yield f'SUMPRODUCT(({ids}<>"")*({options}=""))'
        for called, title in zip(book.new_options, book.untitled, strict=True):
            yield f'IF({title}="",COUNTIF({options},{quoted(called)}),0)'


def _wrong(span: str, rule: Rule) -> str:
    if rule.kind == "list":
        return "".join((f"COUNTA({span})", *(f"-COUNTIF({span},{quoted(one)})" for one in rule.choices)))
    # The limit is joined to its sign, so that the program writes it with the decimal mark that it reads it with.
    return f'COUNTA({span})-COUNT({span})+COUNTIF({span},"<"&{rule.least:f})+COUNTIF({span},">"&{rule.most:f})'


def _joined(parts: Sequence[str]) -> Iterator[str]:
    """Sums of parts, each short enough for a cell."""
    held = ""
    for part in parts:
        if held and len(held) + len(part) > MOST_FORMULA:
            yield held
            held = ""
        held += f"+{part}" if held else part
    if held:
        yield held


def _whole(book: Book) -> Iterator[Check]:
    """How many formulas of each sheet were written over, how many rows are missing, and what is beneath the sums."""
    for pad in book.pads:
        # Of Excel 2013: in a program that does not know it the control cannot say yes.
        lost = [f"{one.count}-SUMPRODUCT(--_xlfn.ISFORMULA({one.on(pad.title)}))" for one in formula_cells(pad)]
        for rule in _joined(lost):
            yield book.words("control.formulas", sheet=pad.title), rule
    s = book.spans
    rows = "+".join(f"ABS(ROWS({s[f'{name}.id']})-{count})" for name, count in book.rows_of.items())
    yield book.words("control.rows"), rows
    beneath = (_beneath(s[f"{name}.id"], 3 if name in book.lines else 0) for name in book.rows_of)
    yield book.words("control.beneath"), "+".join(f"COUNTA({one})" for one in beneath)


def _beneath(ids: Span, sums: int) -> Span:
    """What is beneath a table of lines and the rows of its sums."""
    first = ids.rows[1] + sums + 1
    return Places(first, first + BENEATH - 1, 0, 30).on(ids.sheet)


def changed(book: Book) -> None:
    """How many cells are other than in the plan, which, from what to what, and the key figures then and now."""
    pad = book.page("changed")
    pad.widths = {0: 30, 1: 9, 2: 34, 3: 26, 4: 34, 5: 34}
    s = book.spans
    pad.put(pad.row, 0, book.words("changed.count"), "total_label")
    book.named(pad, "changed_cells", pad.row, 1)
    pad.put(pad.row, 1, 0, "total", f"=SUM({s['kept.count']})")
    pad.row += 2
    _figures(book, pad)
    pad.row += 1
    heads: tuple[tuple[str, Style], ...] = (
        ("sheet", "head"), ("cell", "head"), ("line", "head"), ("column", "head"), ("there", "head_end"),
        ("here", "head_end"),
    )  # fmt: skip
    pad.heads((book.words(f"head.{name}"), style) for name, style in heads)
    pad.put(pad.row - 2, 6, book.words("helpers"), "note")
    anywhere = _any_sheet(book)
    for n in range(LISTED):
        _slot(book, pad, n, anywhere)
    more = f"changed_cells-{LISTED}"
    said = f'{quoted(book.words("changed.more"))}&" "&({more})'
    pad.put(pad.row, 0, "", "note", f'=IF({more}>0,{said},"")')
    pad.row += 1
    pad.printed = (pad.row - 1, 5)


def _figures(book: Book, pad: Pad) -> None:
    """Key figures as they were when the workbook was made, and as they are."""
    pad.heads([(book.words("head.figure"), "head"), ("", "head"), ("", "head"), ("", "head"),
               *((book.words(f"head.{name}"), "head_end") for name in ("there", "here"))])  # fmt: skip
    shown: Iterator[tuple[str, str, Style]] = (
        (one.key, book.language.text(one.words), STYLES[one.unit]) for one in shown_in("overview")
    )
    for key, label, style in (*shown, (LACKING, lacking_name(book), "whole")):
        value = book.value(key)
        pad.put(pad.row, 0, label, "label")
        pad.put(pad.row, 4, value, style)
        pad.put(pad.row, 5, value, style, f"={book.refs[key]}")
        pad.row += 1


def _slot(book: Book, pad: Pad, n: int, anywhere: str) -> None:
    """A changed cell: the next one of the row of inputs before, else the first of the next row that has any."""
    s, row = book.spans, pad.row
    order, kept, bit = (local(row, column, "c") for column in (6, 8, 9))
    before = (local(row - 1, 6, "c"), local(row - 1, 7, "c")) if n else ("0", "0")
    pad.put(row, 6, n + 1, "whole", f"=IF({before[1]}>0,{before[0]},{before[0]}+1)")
    rank, mask = s["kept.rank"], s["kept.mask"]
    pad.put(row, 8, 0, "whole", f"=IF({order}>MAX({rank}),0,MATCH({order},{rank},0))")
    own = f"IF({before[1]}>0,{before[1]},INDEX({mask},{kept}))"
    # The highest power of two in what is left is the leftmost of the changed cells.
    pad.put(row, 9, -1, "whole", f"=IF({kept}=0,-1,INT(LOG({own},2)+1E-9))")
    pad.put(row, 7, 0, "whole", f"=IF({kept}=0,0,{own}-2^{bit})")
    at = f"{MOST_FIELDS}-1-{bit}"
    line, column = f"INDEX({s['kept.row']},{kept})", f"(INDEX({s['kept.column']},{kept})+{at})"
    # Chosen by its number: a sheet that is found by its name would be looked up at every change of any cell.
    sheet = f"CHOOSE(INDEX({s['kept.number']},{kept}),{anywhere})"
    head = f"INDEX({s['kept.head']},{kept})"
    shown = {
        0: f"INDEX({s['kept.sheet']},{kept})",
        1: f"ADDRESS({line},{column},4)",
        2: f"INDEX({sheet},{line},1)",
        3: f'IF({head}=0,"",INDEX({sheet},{head},{column}))',
        4: f"INDEX({s['kept.values']},{kept},{at}+1)",
        5: f"INDEX({sheet},{line},{column})",
    }
    is_day = _is_day(book, f"INDEX({s['kept.number']},{kept})", column)
    for to, rule in shown.items():
        # An empty cell that is pointed to is nil, which is not what it holds.
        said = f"IF({is_day},{_date(rule)},{rule})" if is_day else rule
        empty = f'IF({rule}="","",{said})' if to in (4, 5) else rule
        pad.put(row, to, "", "any" if to in (4, 5) else "wrapped", f'=IF({kept}=0,"",{empty})')
    pad.row += 1


def _is_day(book: Book, number: str, column: str) -> str:
    """Whether a cell holds a day, by the number of its sheet and its column; empty where no sheet has any."""
    if not book.plan.preconditions:
        return ""
    sheet = book.input_sheets.index(book.words("sheet.preconditions")) + 1
    return f"AND({number}={sheet},{column}>{FIRST_DAY},{column}<={FIRST_HELD})"


def _date(day: str) -> str:
    """A day as a text: how a format writes it depends on the language of the program."""
    parts = (f'IF({part}({day})<10,"-0","-")&{part}({day})' for part in ("MONTH", "DAY"))
    return "&".join((f"YEAR({day})", *parts))


def _any_sheet(book: Book) -> str:
    """All of each sheet that has inputs, in the order of their numbers."""
    spans = []
    for title in book.input_sheets:
        last_row, last_column = map(max, zip(*book.of_title(title).cells, strict=True))
        spans.append(str(Places(0, last_row, 0, last_column).on(title)))
    return ",".join(spans)
