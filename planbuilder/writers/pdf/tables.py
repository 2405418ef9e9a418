"""Tables of a PDF: registers with heads that repeat, facts, key figures, and passages on a soft ground.

In: a `Table`, the look and the width of the text. Out: flowables that go on over a page's end only where rows may
part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import fsum
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.platypus import Paragraph, TableStyle
from reportlab.platypus import Table as PdfTable

from planbuilder.document.model import Cell, Row, Span, Spans, Table, text_of
from planbuilder.look import Look
from planbuilder.record import replace
from planbuilder.writers.columns import PADDING, column_widths
from planbuilder.writers.measure import beside_passage
from planbuilder.writers.pdf import styles
from planbuilder.writers.pdf.splitting import Cells, Heights, Make, Register
from planbuilder.writers.pdf.structure import Attributes, Element
from planbuilder.writers.shared import abreast, tile_size
from planbuilder.writers.together import LINE

Commands = list[tuple[Any, ...]]
MakeParagraph = Callable[[Cell, str, str, Element], Paragraph]
COLUMN_HEAD: Attributes = {"Scope": "Column"}
ROW_HEAD: Attributes = {"Scope": "Row"}
# The part of a page that a cell's words may take by a rough count, and how wide and high a character is in ems.
FILLED, CHARACTER = 0.6, 0.5


def ground(table: PdfTable, step: str, *_: Any) -> None:
    """Tell a table's grounds and rules from its content, as ReportLab comes to each."""
    if step in ("startBG", "startLines"):
        table.decoration = table.canv.tagged(None)
        table.decoration.__enter__()
    elif step in ("endBG", "endLines"):
        table.decoration.__exit__(None, None, None)


def grid(
    table: Table, look: Look, width: float, paragraph: MakeParagraph, element: Element, continued: str = "{name}"
) -> Register:
    """A register: a head that repeats, quiet rules between the rows, groups and totals set off."""
    widths = column_widths(table, look, width)
    rows = [part for row in table.rows for part in _parts(row, widths, look)]
    heads = Element("TR", element)
    head = [
        paragraph(Cell((Span(c.title),)), "head", c.align, _cell("TH", heads, COLUMN_HEAD, once=True))
        for c in table.columns
    ]
    body = [_cells(row, table, paragraph, Element("TR", element)) for row in rows]

    def made(rows: Sequence[Row], cells: list[Cells], heights: Heights | None) -> Register:
        """The register of some rows and their cells."""
        style = TableStyle([*_frame(look), *_row_looks(rows, len(table.columns), look)])
        return Register([head, *cells], widths, heights, style, 1, spaceAfter=look.page["after"], renderCB=ground)

    return parting(made, _going_on(continued, table, paragraph))(rows, body, None)


def parting(made: Make, continued: Callable[[str], tuple[Row, Cells]]) -> Make:
    """What makes registers, each knowing how its parts are made, and what begins one in the midst of a group."""

    def anew(rows: Sequence[Row], cells: list[Cells], heights: Heights | None) -> Register:
        """A register of some rows and their cells."""
        register = made(rows, cells, heights).bound(rows)
        register.anew, register.continued = anew, continued
        return register

    return anew


def _going_on(pattern: str, table: Table, paragraph: MakeParagraph) -> Callable[[str], tuple[Row, Cells]]:
    """What makes the row that begins a part of a table: the name of what goes on; no part of what is read."""

    def made(name: str) -> tuple[Row, Cells]:
        """The row and its cells."""
        row = Row((Cell((Span(pattern.format(name=name)),)),), "group")
        cells = _cells(row, table, paragraph, Element("TR"))
        cells[0].element = None
        return row, cells

    return made


def _cell(tag: str, row: Element, attributes: Attributes | None = None, once: bool = False) -> Element:
    made = Element(tag, row, once=once)
    if attributes:
        made.attributes = {"Table": attributes}
    return made


def facts(
    table: Table, look: Look, width: float, paragraph: MakeParagraph, element: Element, continued: str = "{name}"
) -> Register:
    """Labels and values, without a head; a part that goes on begins with what the whole is called."""
    widths = column_widths(table, look, width)
    rows = [part for row in table.rows for part in _parts(row, widths, look)]
    body = [_fact(row, paragraph, Element("TR", element)) for row in rows]
    line = HexColor(look.colours["line"])

    def made(rows: Sequence[Row], cells: list[Cells], heights: Heights | None) -> Register:
        """The register of some rows and their cells."""
        style = TableStyle([
            ("LINEBELOW", (0, 0), (-1, -1), 0.5, line),
            ("LINEABOVE", (0, 0), (-1, 0), 0.5, line),
            *_padded(look),
            ("RIGHTPADDING", (1, 0), (1, -1), PADDING + beside_passage(look, widths[1], width)),
            *_row_looks(rows[:1], 2, look, 0),
        ])  # fmt: skip
        return Register(cells, widths, heights, style, spaceAfter=look.page["after"], renderCB=ground)

    register = parting(made, _going_on(continued, table, paragraph))(rows, body, None)
    register.name = table.alt or table.caption
    return register


def _fact(row: Row, paragraph: MakeParagraph, element: Element) -> list[Paragraph]:
    return [
        paragraph(row.cells[0], "fact_label", "start", _cell("TH", element, ROW_HEAD)),
        paragraph(row.cells[1], "fact", "start", _cell("TD", element)),
    ]


def tiles(
    table: Table, look: Look, width: float, paragraph: MakeParagraph, element: Element, continued: str = ""
) -> PdfTable:
    """Key figures beside each other: value, name, remark; read as a list."""
    value, count = f"tile_value_{tile_size(table, width)}", abreast(table)
    stacks = [_tile(row, value, paragraph, Element("LBody", Element("LI", element))) for row in table.rows]
    rows = [(stacks[n : n + count] + [[]] * count)[:count] for n in range(0, len(stacks), count)]
    gap = HexColor(look.colours["paper"])
    style = TableStyle([
        *_font(),
        ("BACKGROUND", (0, 0), (-1, -1), HexColor(look.colours["surface"])),
        ("INNERGRID", (0, 0), (-1, -1), 7, gap),
        ("LEFTPADDING", (0, 0), (-1, -1), 13),
        ("RIGHTPADDING", (0, 0), (-1, -1), 10),
        ("TOPPADDING", (0, 0), (-1, -1), look.page["tile"]),
        ("BOTTOMPADDING", (0, 0), (-1, -1), look.page["tile"]),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ])  # fmt: skip
    return PdfTable(
        rows,
        colWidths=[width / count] * count,
        style=style,
        spaceAfter=look.page["after"],
        spaceBefore=4,
        renderCB=ground,
    )


def _tile(row: Row, value: str, paragraph: MakeParagraph, element: Element) -> list[Paragraph]:
    styles = (value, "tile_label", "tile_note")
    return [
        paragraph(cell, style, "start", Element("P", element)) for cell, style in zip(row.cells, styles, strict=True)
    ]


def _font() -> Commands:
    """An empty cell is drawn in the table's own font, which must be one that the file carries."""
    return [("FONTNAME", (0, 0), (-1, -1), styles.regular_face())]


def _padded(look: Look) -> Commands:
    above = round(0.44 * look.page["row"], 1)
    return [
        *_font(),
        ("LEFTPADDING", (0, 0), (-1, -1), PADDING),
        ("RIGHTPADDING", (0, 0), (-1, -1), PADDING),
        ("TOPPADDING", (0, 0), (-1, -1), above),
        ("BOTTOMPADDING", (0, 0), (-1, -1), look.page["row"] - above),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]


def box(body: Paragraph, tone: str, look: Look, width: float) -> PdfTable:
    """A paragraph on the soft ground of a tone, with a line in that tone at its left."""
    bar = ("LINEBEFORE", (0, 0), (0, -1), 3, HexColor(look.colours[tone]))
    style = TableStyle([*_font(), _soft(tone, look), bar, ("LEFTPADDING", (0, 0), (-1, -1), 10)])
    return PdfTable(
        [[body]], colWidths=[width], spaceAfter=9, spaceBefore=2, style=style, hAlign="LEFT", renderCB=ground
    )


def pill(body: Paragraph, tone: str, look: Look, width: float) -> PdfTable:
    """A paragraph on the soft ground of a tone, at the left of its page."""
    style = TableStyle([_soft(tone, look), *_padded(look)])
    return PdfTable([[body]], colWidths=[width], style=style, hAlign="LEFT", renderCB=ground)


def _soft(tone: str, look: Look) -> tuple[Any, ...]:
    return ("BACKGROUND", (0, 0), (-1, -1), HexColor(look.colours[f"{tone}_soft"]))


def _frame(look: Look) -> Commands:
    line, primary = HexColor(look.colours["line"]), HexColor(look.colours["primary"])
    return [
        *_padded(look),
        ("BACKGROUND", (0, 0), (-1, 0), primary),
        ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        ("LINEBELOW", (0, 1), (-1, -1), 0.5, line),
    ]


def _cells(row: Row, table: Table, paragraph: MakeParagraph, element: Element) -> list[Any]:
    """A row's cells; one across all columns leaves the places it covers empty."""
    style = {"body": "cell", "group": "group", "note": "tile_note"}.get(row.role, "total")
    aligns = [column.align for column in table.columns]
    across: Attributes = {"ColSpan": len(aligns)} if row.is_across else {}
    tag = "TH" if row.role == "group" else "TD"
    cells: list[Any] = [
        paragraph(cell, style, align, _cell(tag, element, {**across, **(COLUMN_HEAD if tag == "TH" else {})}))
        for cell, align in zip(row.cells, aligns, strict=False)
    ]
    return cells + [[]] * (len(aligns) - len(cells))


def _row_looks(rows: Sequence[Row], columns: int, look: Look, start: int = 1) -> Commands:
    commands: Commands = []
    for n, row in enumerate(rows, start):
        commands += [(name, (0, n), (-1, n), *rest) for name, *rest in _role_look(row, columns, look)]
        for m, cell in enumerate(row.cells):
            if cell.tone != "neutral":
                commands.append(("BACKGROUND", (m, n), (m, n), HexColor(look.colours[f"{cell.tone}_soft"])))
    return commands


def _role_look(row: Row, columns: int, look: Look) -> Iterator[tuple[Any, ...]]:
    if row.is_across:
        yield ("SPAN",)
    if row.role == "group":
        yield ("BACKGROUND", HexColor(look.colours["primary_soft"]))
    if row.role in ("total", "subtotal"):
        yield ("LINEABOVE", 1, HexColor(look.colours["primary"]))
        yield ("BACKGROUND", HexColor(look.colours["surface"]))


def _parts(row: Row, widths: list[float], look: Look) -> Iterator[Row]:
    """The row itself, or the rows that a row too tall for a page is cut into."""
    room = [_characters(one, look) for one in ([fsum(widths)] if row.is_across else widths)]
    texts = [list(_chunks(text_of(cell.spans), most)) for cell, most in zip(row.cells, room, strict=False)]
    count = max((len(chunks) for chunks in texts), default=1)
    if count <= 1:
        yield row
        return
    for n in range(count):
        cells = (_piece(cell, chunks, n) for cell, chunks in zip(row.cells, texts, strict=False))
        yield replace(row, cells=tuple(cells))


def _characters(width: float, look: Look) -> int:
    """About how many characters a column of a page has room for."""
    page, size = look.page, look.sizes["table"]
    area = (width - 2 * PADDING) * (page["height"] - page["top"] - page["bottom"])
    return max(1, int(FILLED * area / (CHARACTER * LINE * size * size)))


def _piece(cell: Cell, chunks: list[tuple[int, int]], n: int) -> Cell:
    """A cell's part of a row's n-th piece: each span keeps its look."""
    if len(chunks) == 1:
        return cell if n == 0 else Cell(())
    start, end = chunks[n] if n < len(chunks) else (0, 0)
    return replace(cell, spans=tuple(_between(cell.spans, start, end)))


def _between(spans: Spans, start: int, end: int) -> Iterator[Span]:
    """Spans from one place in their text to another."""
    at = 0
    for span in spans:
        if text := span.text[max(0, start - at) : max(0, end - at)]:
            yield replace(span, text=text)
        at += len(span.text)


def _chunks(text: str, most: int) -> Iterator[tuple[int, int]]:
    """Where a text is cut into pieces of at most `most` characters; a line break takes the room of half a line."""
    start = 0
    while len(text) - start + 20 * text.count("\n", start, start + most) > most:
        cut = text.rfind(" ", start + most // 2, start + most) - start
        cut = cut if cut > 0 else most
        breaks = text.count("\n", start, start + cut)
        cut = max(cut - 20 * breaks, most // 8) if breaks else cut
        yield start, start + cut
        start += cut
        start += len(text) - start - len(text[start:].lstrip(" "))
    yield start, len(text)
