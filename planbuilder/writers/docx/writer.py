"""The blocks of a document, one by one, as WordprocessingML.

In: a `Document` and a `Look`. Out: DOCX bytes.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

from docx.oxml import parse_xml

from planbuilder.document import model
from planbuilder.document.figure_model import Chart, Diagram
from planbuilder.document.model import Block, Cell, Document, Row, Section, Span, Spans
from planbuilder.drawing.studio import Studio
from planbuilder.look import Look
from planbuilder.writers.docx import oxml
from planbuilder.writers.docx.furniture import add_furniture
from planbuilder.writers.docx.package import packed
from planbuilder.writers.docx.styles import FACTS, GRID, PANEL, TILES, styled_document
from planbuilder.writers.widths import column_widths

CHART_HEIGHT = 215.0
DPI = 220
TWIPS = 20
TALL = 2500
CELL_STYLES = {
    "body": "Cell",
    "group": "CellGroup",
    "note": "CellNote",
    "subtotal": "CellStrong",
    "total": "CellStrong",
}
ROLES = {"body": "Normal", "lead": "Lead", "small": "Small", "answer": "Answer", "label": "Label"}
NOTES = {"gap": "NoteGap", "warning": "NoteWarning", "info": "NoteInfo"}


def render(document: Document, look: Look, studio: Studio | None = None) -> bytes:
    """The document as a Word file, its figures drawn in a studio."""
    return _Writer(document, look, studio or Studio(look)).bytes()


class _Writer:
    """Turns one document into XML; counts bookmarks and pictures."""

    def __init__(self, document: Document, look: Look, studio: Studio) -> None:
        self.document, self.look, self.studio = document, look, studio
        self.word = styled_document(look, document.language)
        self.width = look.page["width"] - look.page["left"] - look.page["right"]
        self.ids = count(1)
        self.started = False

    def bytes(self) -> bytes:
        """The whole file."""
        content = "".join(self.story())
        body = self.word.element.body
        for element in parse_xml(f"<w:body {oxml.NAMESPACES}>{content}</w:body>"):
            body.insert(len(body) - 1, element)
        add_furniture(self.word, self.document, self.width)
        return packed(self.word, self.document)

    def story(self) -> Iterator[str]:
        """The XML of everything, in order."""
        if self.document.cover:
            yield from self.cover(self.document.cover)
            self.started = True
        yield from self.blocks(self.document.blocks)

    def cover(self, cover: model.Cover) -> Iterator[str]:
        """The first page."""
        lines = (
            ("Kicker", cover.kicker),
            ("Title", cover.title),
            ("Subtitle", cover.subtitle),
            ("Subtitle", cover.organisation),
        )
        head = "".join(oxml.paragraph(style, oxml.run(oxml.text(line))) for style, line in lines if line)
        width = int(self.width * TWIPS)
        panel = oxml.row([oxml.cell(head, width, self.look.colours["primary"])])
        yield oxml.table(PANEL, [width], [panel], cover.title, cover.title, head=False)
        yield oxml.paragraph("Status", oxml.run(oxml.text(cover.status)))
        rows = tuple(Row((Cell(model.plain(label)), Cell(spans))) for label, spans in cover.facts)
        columns = (model.Column("", 1), model.Column("", 2.6))
        yield from self.table(model.Table("cover", "", columns, rows, cover.title, "facts"))

    def blocks(self, blocks: tuple[Block, ...]) -> Iterator[str]:
        """The XML of some blocks."""
        previous: Block | None = None
        for block in blocks:
            if isinstance(previous, model.Table) and isinstance(block, model.Table) and not block.caption:
                yield oxml.paragraph("Small", "")  # Word joins two tables with nothing between them
            yield from BLOCKS[type(block)](self, block)
            self.started, previous = True, block

    def spans(self, spans: Spans) -> str:
        """Spans as runs."""
        return "".join(map(self.span, spans))

    def span(self, span: Span) -> str:
        """A span as a run; a reference as a field that shows the target's label."""
        run = oxml.run(oxml.text(span.text), "Gap" if span.gap else "", span.bold, span.italic)
        return oxml.link(_anchor(span.target), run) if span.target else run

    def anchored(self, name: str, content: str) -> str:
        """Content as the place an anchor leads to."""
        return oxml.bookmark(next(self.ids), _anchor(name), content)

    def section(self, section: Section) -> Iterator[str]:
        """A heading and what is under it."""
        title = f"{section.number}  {section.title}" if section.number else section.title
        content = self.anchored(section.id, oxml.run(oxml.text(title)))
        extra = oxml.NEW_PAGE if section.new_page and self.started else ""
        yield oxml.paragraph(f"Heading{min(section.level, 3)}", content, extra=extra)
        self.started = True
        yield from self.blocks(section.blocks)

    def paragraph(self, block: model.Paragraph) -> Iterator[str]:
        """A paragraph in the style of its role."""
        yield oxml.paragraph(ROLES[block.role], self.spans(block.spans))

    def points(self, block: model.ListBlock) -> Iterator[str]:
        """A list, with lists inside."""
        return (xml for item in block.items for xml in self.item(item, "ListNumber" if block.ordered else "ListBullet"))

    def item(self, item: model.Item, style: str, level: int = 1) -> Iterator[str]:
        """One point of a list."""
        yield oxml.paragraph(style + (str(level) if level > 1 else ""), self.spans(item.spans))
        for child in item.children:
            yield from self.item(child, "ListBullet", min(level + 1, 3))

    def table(self, table: model.Table) -> Iterator[str]:
        """A table beneath its caption."""
        if table.caption:
            yield self.caption(table.number, table.caption, "Caption", table.id)
        if table.rows:
            yield TABLES[table.look](self, table)

    def grid(self, table: model.Table) -> str:
        """A register with a head that repeats."""
        widths = [int(width * TWIPS) for width in column_widths(table, self.look, self.width)]
        heads = (
            oxml.cell(oxml.paragraph("CellHead", oxml.run(oxml.text(c.title)), c.align), width)
            for c, width in zip(table.columns, widths, strict=True)
        )
        rows = [oxml.row(heads, head=True), *(self.row(row, table, widths) for row in table.rows)]
        return oxml.table(GRID, widths, rows, table.caption, table.alt, head=True)

    def row(self, row: Row, table: model.Table, widths: list[int]) -> str:
        """One row of a register."""
        style, tall = CELL_STYLES[row.role], any(len(model.text_of(c.spans)) > TALL for c in row.cells)
        if row.is_across:
            content = oxml.paragraph(style, self.spans(row.cells[0].spans))
            shade = self.look.colours["primary_soft"] if row.role == "group" else ""
            return oxml.row([oxml.cell(content, sum(widths), shade, len(widths))], splits=tall)
        cells = list(row.cells) + [Cell(())] * (len(widths) - len(row.cells))
        ground = self.look.colours["surface"] if row.role in ("subtotal", "total") else ""
        return oxml.row(
            (
                oxml.cell(oxml.paragraph(style, self.spans(c.spans), column.align), width, self.shade(c) or ground)
                for c, column, width in zip(cells, table.columns, widths, strict=True)
            ),
            splits=tall,
        )

    def shade(self, cell: Cell) -> str:
        """The ground of a cell's tone, empty for a neutral one."""
        return "" if cell.tone == "neutral" else self.look.colours[f"{cell.tone}_soft"]

    def facts(self, table: model.Table) -> str:
        """Labels and values, without a head."""
        whole = sum(column.width for column in table.columns)
        widths = [int(self.width * TWIPS * column.width / whole) for column in table.columns]
        rows = (
            oxml.row(
                [
                    oxml.cell(oxml.paragraph("CellStrong", self.spans(row.cells[0].spans)), widths[0]),
                    oxml.cell(oxml.paragraph("Cell", self.spans(row.cells[1].spans)), widths[1]),
                ],
                splits=len(model.text_of(row.cells[1].spans)) > TALL,
            )
            for row in table.rows
        )
        return oxml.table(FACTS, widths, rows, table.caption or table.alt, table.alt, head=False)

    def tiles(self, table: model.Table) -> str:
        """Key figures, three beside each other."""
        width = int(self.width * TWIPS / 3)
        cells = [oxml.cell(self.tile(row), width) for row in table.rows]
        cells += [oxml.cell(oxml.paragraph("Cell", ""), width)] * (-len(cells) % 3)
        rows = (oxml.row(cells[n : n + 3]) for n in range(0, len(cells), 3))
        return oxml.table(TILES, [width] * 3, rows, table.alt, table.alt, head=False)

    def tile(self, row: Row) -> str:
        """One key figure: value, name, remark."""
        styles = ("TileValue", "CellStrong", "Cell")
        return "".join(oxml.paragraph(style, self.spans(c.spans)) for style, c in zip(styles, row.cells, strict=True))

    def caption(self, number: str, caption: str, style: str, anchor: str) -> str:
        """A caption whose number Word can count."""
        word, _, figure = number.rpartition(" ")
        counted = oxml.run(oxml.text(f"{word} "), bold=True) + oxml.field(f"SEQ {word} \\* ARABIC", figure)
        return oxml.paragraph(style, self.anchored(anchor, counted) + oxml.run(oxml.text(f". {caption}")))

    def figure(self, figure: Chart | Diagram) -> Iterator[str]:
        """A picture above its caption."""
        drawing = self.studio.drawing(figure, self.width, CHART_HEIGHT)
        relation, _ = self.word.part.get_or_add_image(io.BytesIO(self.studio.png(drawing, DPI)))
        highest = self.look.page["height"] - self.look.page["top"] - self.look.page["bottom"] - 60
        scale = min(1.0, self.width / drawing.width, highest / drawing.height)
        width, height = drawing.width * scale, drawing.height * scale
        picture = oxml.picture(relation, next(self.ids), width, height, figure.number, figure.alt)
        yield oxml.paragraph("Figure", oxml.run(picture))
        yield self.caption(figure.number, figure.caption, "FigureCaption", figure.id)

    def note(self, note: model.Note) -> Iterator[str]:
        """A passage on a soft ground."""
        yield oxml.paragraph(NOTES[note.kind], self.spans((Span(f"{note.title}: ", bold=True), *note.spans)))

    def signature(self, signature: model.Signature) -> Iterator[str]:
        """A signer, and the lines to sign on."""
        role = f", {signature.role}" if signature.role else ""
        yield oxml.paragraph("Label", oxml.run(oxml.text(signature.name + role)))
        widths = [int(self.width * TWIPS * share) for share in (0.48, 0.32, 0.2)]
        blank = [
            oxml.cell(oxml.paragraph("Label", oxml.run(oxml.text(t))), w)
            for t, w in zip(("", signature.name, ""), widths, strict=True)
        ]
        words = [
            oxml.cell(oxml.paragraph("Cell", oxml.run(oxml.text(t))), w)
            for t, w in zip(signature.labels, widths, strict=True)
        ]
        yield oxml.table(
            FACTS,
            widths,
            [oxml.row(blank), oxml.row(words)],
            signature.name,
            signature.role or signature.name,
            head=False,
        )

    def contents(self, contents: model.Contents) -> Iterator[str]:
        """The contents list on a page of its own, its entries in place without an update."""
        entries = [s for s in model.walk(self.document.blocks) if isinstance(s, Section) and s.level <= contents.depth]
        extra = oxml.NEW_PAGE if self.started else ""
        yield oxml.paragraph("ContentsHeading", oxml.run(oxml.text(contents.title)), extra=extra)
        begin = oxml.run('<w:fldChar w:fldCharType="begin"/>') + oxml.run(
            f'<w:instrText xml:space="preserve"> TOC \\o "1-{contents.depth}" \\h \\z \\n \\u </w:instrText>'
        )
        begin += oxml.run('<w:fldChar w:fldCharType="separate"/>')
        for n, entry in enumerate(entries):
            title = f"{entry.number}  {entry.title}" if entry.number else entry.title
            line = oxml.link(_anchor(entry.id), oxml.run(oxml.text(title)))
            end = oxml.run('<w:fldChar w:fldCharType="end"/>') if n == len(entries) - 1 else ""
            yield oxml.paragraph(f"TOC{entry.level}", (begin if n == 0 else "") + line + end)

    def page_break(self, block: model.PageBreak) -> Iterator[str]:
        """A new page."""
        yield oxml.paragraph("Small", oxml.run('<w:br w:type="page"/>'))


def _anchor(name: str) -> str:
    """An anchor as a bookmark name: letters, digits and underscores, at most 40 of them."""
    return "pb_" + "".join(c if c.isascii() and c.isalnum() else "_" for c in name)[:37]


TABLES: dict[str, Callable[[_Writer, model.Table], str]] = {
    "grid": _Writer.grid,
    "facts": _Writer.facts,
    "tiles": _Writer.tiles,
}
BLOCKS: dict[type, Callable[[_Writer, Any], Iterator[str]]] = {
    Section: _Writer.section,
    model.Paragraph: _Writer.paragraph,
    model.ListBlock: _Writer.points,
    model.Table: _Writer.table,
    Chart: _Writer.figure,
    Diagram: _Writer.figure,
    model.Note: _Writer.note,
    model.Signature: _Writer.signature,
    model.PageBreak: _Writer.page_break,
    model.Contents: _Writer.contents,
}
