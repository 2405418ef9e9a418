"""Tables as HTML: registers, facts and key figures.

In: a `Table` of the document model, the look, and the places links lead to. Out: markup. A register stands in a box
of its own that scrolls where the screen is narrower than the table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from math import fsum

from planbuilder.document.model import Cell, Column, Row, Table, text_of
from planbuilder.look import Look
from planbuilder.writers.html.markup import clean, element, name_of, spans, text
from planbuilder.writers.widths import column_widths

Anchors = Mapping[str, str]
NARROW = 3
LONGEST_NUMBER = 24
LONGEST_WORD = 40


def table_markup(table: Table, anchor: str, look: Look, anchors: Anchors) -> str:
    """A table beneath its caption; of one without rows only the caption is left."""
    if not table.rows:
        return element("p", caption_words(table.number, table.caption), id=anchor, class_="caption")
    return TABLES[table.look](table, anchor, look, anchors)


def caption_words(number: str, caption: str) -> str:
    """A caption: its number in bold, then its words."""
    return (element("strong", f"{text(number)}.") + " " if number else "") + text(caption)


def label(table: Table) -> str:
    """The words that name a table to those who cannot see it."""
    return name_of(table.caption, table.alt, table.id)


def _grid(table: Table, anchor: str, look: Look, anchors: Anchors) -> str:
    heads = (element("th", text(c.title), scope="col", class_=_side(c)) for c in table.columns)
    rows = "\n".join(_row(row, table.columns, anchors) for row in table.rows)
    parts = (
        _caption(table),
        _columns(table, look),
        element("thead", element("tr", "".join(heads))),
        element("tbody", f"\n{rows}\n"),
    )
    width = "grid broad" if len(table.columns) > NARROW else "grid"
    whole = element("table", "\n" + "\n".join(filter(None, parts)) + "\n", class_=width, aria_label=_unsaid(table))
    return element("div", whole, id=anchor, class_="scroll", role="group", tabindex="0", aria_label=label(table))


def _caption(table: Table) -> str:
    return element("caption", caption_words(table.number, table.caption)) if clean(table.caption) else ""


def _unsaid(table: Table) -> str:
    """The label of a table that has no caption to say it."""
    return "" if clean(table.caption) else label(table)


def _columns(table: Table, look: Look) -> str:
    """The columns in the same proportions as on a page."""
    widths = column_widths(table, look, look.page["width"] - look.page["left"] - look.page["right"])
    return element("colgroup", "".join(f'<col style="width:{100 * w / fsum(widths):.1f}%">' for w in widths))


def _row(row: Row, columns: tuple[Column, ...], anchors: Anchors) -> str:
    if row.is_across:
        return element("tr", _across(row, len(columns), anchors), class_=row.role)
    padded = (*row.cells, *(Cell(()),) * (len(columns) - len(row.cells)))
    cells = (_cell(cell, column, anchors) for cell, column in zip(padded, columns, strict=False))
    return element("tr", "".join(cells), class_="" if row.role == "body" else row.role)


def _across(row: Row, count: int, anchors: Anchors) -> str:
    """The one cell of a row that heads those below it, or tells something of all of them."""
    content = spans(row.cells[0].spans, anchors)
    if row.role == "group":
        return element("th", content, colspan=str(count), scope="colgroup")
    return element("td", content, colspan=str(count))


def _cell(cell: Cell, column: Column, anchors: Anchors) -> str:
    return element("td", spans(cell.spans, anchors), class_=" ".join(_classes(cell, column)))


def _classes(cell: Cell, column: Column) -> Iterator[str]:
    if column.align != "start":
        yield _side(column)
    if column.align == "end" and len(text_of(cell.spans)) <= LONGEST_NUMBER:
        yield "number"
    yield from _marks(cell)


def _marks(cell: Cell) -> Iterator[str]:
    """What holds for a cell in any column: its tone, and whether a word in it is too long to be kept whole."""
    if any(len(word) > LONGEST_WORD for word in text_of(cell.spans).split()):
        yield "long"
    if cell.tone != "neutral":
        yield f"tone-{cell.tone}"


def _side(column: Column) -> str:
    return "" if column.align == "start" else column.align


def _facts(table: Table, anchor: str, look: Look, anchors: Anchors) -> str:
    rows = "\n".join(_fact(row, anchors) for row in table.rows)
    body = _caption(table) + element("tbody", f"\n{rows}\n")
    return element("table", body, id=anchor, class_="facts", aria_label=_unsaid(table))


def _fact(row: Row, anchors: Anchors) -> str:
    """A label as the head of its row, and the value."""
    if row.is_across:
        return element("tr", _across(row, 2, anchors), class_=row.role)
    head, value = row.cells[0], row.cells[1]
    name = element("th", spans(head.spans, anchors), scope="row", class_=" ".join(_marks(head)))
    said = element("td", spans(value.spans, anchors), class_=" ".join(_marks(value)))
    return element("tr", name + said)


def _tiles(table: Table, anchor: str, look: Look, anchors: Anchors) -> str:
    tiles = "\n".join(_tile(row, anchors) for row in table.rows)
    caption = element("p", caption_words(table.number, table.caption), class_="caption") if table.caption else ""
    content = caption + element("dl", f"\n{tiles}\n", class_="tiles")
    return element("div", content, id=anchor, role="group", aria_label=label(table))


def _tile(row: Row, anchors: Anchors) -> str:
    """A key figure: its name as the term, its value and the remark as what is said of it."""
    value, name, *remarks = (spans(cell.spans, anchors) for cell in row.cells)
    said = element("dd", value, class_="value") + "".join(element("dd", remark) for remark in remarks)
    return element("div", element("dt", name) + said)


TABLES: dict[str, Callable[[Table, str, Look, Anchors], str]] = {"grid": _grid, "facts": _facts, "tiles": _tiles}
