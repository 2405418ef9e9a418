"""The overview of many plans as a workbook: sums that are formulas over what each plan gives, and the lists.

In: what the overview is made from. Out: a `Workbook`. What each plan gives stands year by year in one
sheet, in the plan's own prices; sums are made by kind and price base, so that nothing in different prices is added. The
other sheets are the document's tables, with exact amounts.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from planbuilder.document.model import Cell, Section, Table, text_of, walk
from planbuilder.document.overview import overview
from planbuilder.document.overview_material import Overview
from planbuilder.portfolio.summary import COSTS
from planbuilder.portfolio.sums import ALL_KINDS, Entry, money
from planbuilder.record import replace
from planbuilder.workbook.book import Pad
from planbuilder.workbook.model import Style, Workbook
from planbuilder.workbook.references import Span, quoted

# Where a number stands in a list, and where a text.
MONEY: Style = "money"
NAMED = ("plan", "folder", "stage", "prices", "kind")
# The sections that are sheets of their own, as the document has them.
LISTS = ("committees", "plans", "red", "late", "pools", "accounts", "unread")
WIDE, NARROW = 34, 14


def overview_book(told: Overview) -> Workbook:
    """The workbook of an overview, in kroner."""
    o = replace(told, in_kroner=True)
    document = overview(o)
    data, spans = _data(o)
    lists = (_list(o, one) for one in walk(document.blocks) if isinstance(one, Section) and one.id in LISTS)
    pads = [_sums(o, spans), data, *lists] if o.found.entries else [*lists]
    author = next(iter(o.organisations), "")
    return Workbook(document.title, author, tuple(pad.sheet() for pad in pads), ())


def _pad(o: Overview, name: str, note: str) -> Pad:
    pad = Pad(o.words(f"sheet.{name}"))
    pad.put(0, 0, o.words("book.title", name=o.name), "title")
    pad.put(1, 0, o.words(f"book.{note}"), "note")
    pad.row = 3
    return pad


def _years(o: Overview) -> range:
    """From the first year of any plan to the last."""
    known = [one.summary.years for one in o.found.entries]
    return range(min(own[0] for own in known), max(own[-1] for own in known) + 1) if known else range(0)


def _data(o: Overview) -> tuple[Pad, Mapping[str, Span]]:
    """What each plan gives, a row for each kind that is not nil, and where its columns are."""
    pad, years = _pad(o, "data", "data"), _years(o)
    pad.widths = {0: WIDE, 1: WIDE, 2: NARROW, 4: WIDE}
    heads = [(o.words(f"column.{name}"), "head") for name in NAMED] + [(str(year), "head_end") for year in years]
    pad.heads([(text, "head_end" if style == "head_end" else "head") for text, style in heads])
    pad.frozen = (pad.row, 1)
    top = pad.row
    for entry in o.found.entries:
        for kind in ALL_KINDS:
            if any(entry.summary.money[kind]):
                _given(o, pad, entry, kind, years)
    last = pad.row - 1
    places = {name: at for at, name in enumerate([*NAMED, *map(str, years)])}
    return pad, {name: pad.column(at, top, last) for name, at in places.items()}


def _given(o: Overview, pad: Pad, entry: Entry, kind: str, years: range) -> None:
    """What a plan gives of a kind, year by year."""
    s = entry.summary
    texts: tuple[str | int, ...] = (
        s.title,
        entry.place,
        o.standing(entry),
        s.price_base,
        o.document(f"column.{kind}"),
    )
    for at, text in enumerate(texts):
        pad.put(pad.row, at, text, "year" if isinstance(text, int) else "text")
    sign, first = -1 if kind in COSTS else 1, len(texts) + s.first_year - years[0]
    for n, amount in enumerate(s.money[kind]):
        pad.put(pad.row, first + n, sign * amount, MONEY)
    pad.row += 1


def _sums(o: Overview, spans: Mapping[str, Span]) -> Pad:
    """Each kind by year in each price base, added up from what the plans give; and net of what can be cashed."""
    pad = _pad(o, "sums", "sums")
    pad.widths = {0: WIDE}
    for base, entries in o.bases.items():
        m = money(base, entries)
        pad.put(pad.row, 0, o.words("book.unit_of", year=base), "group")
        pad.row += 1
        heads: list[tuple[str, Style]] = [(o.words("column.kind"), "head")]
        pad.heads([*heads, *((str(year), "head_end") for year in m.years), (o.words("column.total"), "head_end")])
        rows = {}
        for kind in ALL_KINDS:
            if any(m.kinds[kind]) or kind in m.shown:
                sign, word = -1 if kind in COSTS else 1, o.document(f"column.{kind}")
                where = f"{spans['kind']},{quoted(word)},{spans['prices']},{base}"
                formulas = [f"=SUMIFS({spans[str(year)]},{where})" for year in m.years]
                rows[kind] = _line(pad, word, [sign * one for one in m.kinds[kind]], formulas, MONEY)
        net = ["=" + "+".join(rows[kind].at(n) for kind in m.shown) for n in range(len(m.covered))]
        _line(pad, o.document("column.net"), list(m.net), net, "total")
        pad.row += 1
    return pad


def _line(pad: Pad, label: str, values: list[Decimal], formulas: list[str], style: Style) -> Span:
    """A row of results with their sum behind them."""
    span = pad.series(label, values, formulas, style)
    pad.put(pad.row - 1, len(values) + 1, sum(values, Decimal(0)), style, f"=SUM({span})")
    return span


def _list(o: Overview, section: Section) -> Pad:
    """The tables of a section, one beneath the other."""
    pad = _pad(o, section.id, "lists")
    for block in walk(section.blocks):
        if isinstance(block, Table):
            pad.put(pad.row, 0, block.caption, "group")
            pad.row += 1
            pad.heads([(one.title, "head_end" if one.align == "end" else "head") for one in block.columns])
            widths = {n: WIDE if one.align == "start" else NARROW for n, one in enumerate(block.columns)}
            pad.widths = {n: max(width, pad.widths.get(n, 0)) for n, width in widths.items()}
            for row in block.rows:
                _row(pad, row.cells, "total" if row.role == "total" else MONEY)
            pad.row += 1
    return pad


def _row(pad: Pad, cells: tuple[Cell, ...], style: Style) -> None:
    for at, one in enumerate(cells):
        text = text_of(one.spans)
        is_label: Style = "total_label" if style == "total" else "wrapped"
        pad.put(pad.row, at, text if one.value is None else one.value, is_label if one.value is None else style)
    pad.row += 1
