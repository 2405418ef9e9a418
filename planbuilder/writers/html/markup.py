"""HTML in small pieces: where links lead, text, attributes, elements, spans and tables as strings.

In: final text, a `Document`, a `Table` and the look. Out: markup in which every character of the plan is data; what
cannot be shown is left out. Each named section, table and figure has an id unlike any other. A register is in a box
of its own that scrolls where the screen is narrower than the table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from html import escape
from math import fsum

from planbuilder.document.figure_model import Chart, Diagram
from planbuilder.document.model import Cell, Column, Document, Row, Section, Span, Spans, Table, text_of, walk
from planbuilder.hyphenation import Places, softened
from planbuilder.look import Look
from planbuilder.plaintext import shown
from planbuilder.record import replace
from planbuilder.writers.columns import column_widths

MAIN = "main"
UNUSABLE = re.compile(r"[^\w.-]", re.ASCII)


def anchors_of(document: Document) -> Mapping[str, str]:
    """An id for each name that a link may lead to."""
    found: dict[str, str] = {}
    taken = {MAIN}
    for block in walk(document.blocks):
        if isinstance(block, Section | Table | Chart | Diagram) and block.id and block.id not in found:
            found[block.id] = _free(UNUSABLE.sub("_", block.id) or "_", taken)
            taken.add(found[block.id])
    return found


def _free(wanted: str, taken: set[str]) -> str:
    """The id that was asked for, or that with the first number that makes it new."""
    number, name = 1, wanted
    # An id of a plan may come twice once its signs are replaced: both must be reached.
    while name in taken:
        number += 1
        name = f"{wanted}-{number}"
    return name


def name_of(*texts: str) -> str:
    """The first text of which something can be read, as a name; a dash if there is none."""
    lines = (" ".join(shown(one).split()) for one in texts)
    return next(filter(None, lines), "–")


def text(value: str) -> str:
    """A text as content of an element; its line breaks are kept."""
    return escape(shown(value), quote=False).replace("\n", "<br>")


def attributes(pairs: Mapping[str, str]) -> str:
    """Attributes as a tag has them; those without a value are left out."""
    return "".join(f' {name}="{escape(shown(value), quote=True)}"' for name, value in pairs.items() if value)


def element(tag: str, content: str, **pairs: str) -> str:
    """An element around content that is markup already; `_` in a name is `-`, and `class_` is `class`."""
    names = {name.rstrip("_").replace("_", "-"): value for name, value in pairs.items()}
    return f"<{tag}{attributes(names)}>{content}</{tag}>"


def spans(content: Spans, anchors: Mapping[str, str]) -> str:
    """Spans as markup; one that leads somewhere is a link if `anchors` knows the place."""
    return "".join(_span(span, anchors) for span in content)


def _span(span: Span, anchors: Mapping[str, str]) -> str:
    marked = text(span.text)
    if span.bold:
        marked = element("strong", marked)
    if span.italic:
        marked = element("em", marked)
    if span.gap:
        marked = element("mark", marked, class_="gap")
    if span.quiet:
        marked = element("small", marked)
    if span.language:
        marked = element("span", marked, lang=span.language)
    if span.target in anchors:
        marked = element("a", marked, href=f"#{anchors[span.target]}")
    return marked


Anchors = Mapping[str, str]
NARROW = 3
LONGEST_NUMBER = 24
LONGEST_WORD = 40
# The fewest letters of a word that may be broken in a table.
BROKEN = 10


def table_markup(table: Table, anchor: str, look: Look, anchors: Anchors, places: Places | None = None) -> str:
    """A table beneath its caption, soft hyphens at their places in long words; without rows only the caption."""
    if not table.rows:
        return element("p", caption_words(table.number, table.caption), id=anchor, class_="caption")
    columns = _columns(table, look) if table.look == "grid" else ""
    return TABLES[table.look](_softened(table, places) if places else table, anchor, columns, anchors)


def _softened(table: Table, places: Places) -> Table:
    """A table whose columns can be narrow: their heads, which are ours and name nobody, and their words in small."""
    columns = (replace(one, title=softened(one.title, places, BROKEN, capitals=True)) for one in table.columns)
    rows = (replace(row, cells=tuple(_soft_cell(cell, places) for cell in row.cells)) for row in table.rows)
    return replace(table, columns=tuple(columns), rows=tuple(rows))


def _soft_cell(cell: Cell, places: Places) -> Cell:
    spans = (s if s.language else replace(s, text=softened(s.text, places, BROKEN)) for s in cell.spans)
    return replace(cell, spans=tuple(spans))


def caption_words(number: str, caption: str) -> str:
    """A caption: its number in bold, then its words."""
    return (element("strong", f"{text(number)}.") + " " if number else "") + text(caption)


def label(table: Table) -> str:
    """The words that name a table to those who cannot see it."""
    return name_of(table.caption, table.alt, table.id)


def _grid(table: Table, anchor: str, columns: str, anchors: Anchors) -> str:
    heads = (element("th", text(c.title), scope="col", class_=_side(c)) for c in table.columns)
    rows = "\n".join(_row(row, table.columns, anchors) for row in table.rows)
    parts = (
        _caption(table),
        columns,
        element("thead", element("tr", "".join(heads))),
        element("tbody", f"\n{rows}\n"),
    )
    width = "grid broad" if len(table.columns) > NARROW else "grid"
    whole = element("table", "\n" + "\n".join(filter(None, parts)) + "\n", class_=width, aria_label=_unsaid(table))
    return element("div", whole, id=anchor, class_="scroll", role="group", tabindex="0", aria_label=label(table))


def _caption(table: Table) -> str:
    return element("caption", caption_words(table.number, table.caption)) if shown(table.caption) else ""


def _unsaid(table: Table) -> str:
    """The label of a table that has no caption to say it."""
    return "" if shown(table.caption) else label(table)


def _columns(table: Table, look: Look) -> str:
    """The columns in the same proportions as on a page; widths are classes, which no policy of a browser drops."""
    widths = column_widths(table, look, look.page["width"] - look.page["left"] - look.page["right"])
    return element("colgroup", "".join(f'<col class="w{100 * w / fsum(widths):.0f}">' for w in widths))


def _row(row: Row, columns: tuple[Column, ...], anchors: Anchors) -> str:
    if row.is_across:
        return element("tr", _across(row, len(columns), anchors), class_=row.role)
    padded = (*row.cells, *(Cell(()),) * (len(columns) - len(row.cells)))
    cells = (_cell(cell, column, anchors) for cell, column in zip(padded, columns, strict=False))
    return element("tr", "".join(cells), class_="" if row.role == "body" else row.role)


def _across(row: Row, count: int, anchors: Anchors) -> str:
    """The one cell of a row that heads those below it, or says something of all of them."""
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


def _facts(table: Table, anchor: str, columns: str, anchors: Anchors) -> str:
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


def _tiles(table: Table, anchor: str, columns: str, anchors: Anchors) -> str:
    tiles = "\n".join(_tile(row, anchors) for row in table.rows)
    caption = element("p", caption_words(table.number, table.caption), class_="caption") if table.caption else ""
    content = caption + element("dl", f"\n{tiles}\n", class_="tiles")
    return element("div", content, id=anchor, role="group", aria_label=label(table))


def _tile(row: Row, anchors: Anchors) -> str:
    """A key figure: its name as the term, its value and the remark as what is said of it."""
    value, name, *remarks = (spans(cell.spans, anchors) for cell in row.cells)
    said = element("dd", value, class_="value") + "".join(element("dd", remark) for remark in remarks)
    return element("div", element("dt", name) + said)


TABLES: dict[str, Callable[[Table, str, str, Anchors], str]] = {"grid": _grid, "facts": _facts, "tiles": _tiles}
