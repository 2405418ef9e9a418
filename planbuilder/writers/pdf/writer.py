"""The blocks of a document, one by one, as flowables on pages.

In: a `Document` and a `Look`. Out: PDF bytes. What belongs together asks for room ahead of it, so one pass is enough.
"""

from __future__ import annotations

import io
from collections.abc import Generator, Iterator, Mapping
from functools import partial
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import BaseDocTemplate, Flowable, NextPageTemplate, Spacer
from reportlab.platypus import PageBreak as PdfPageBreak

from planbuilder.document import model
from planbuilder.document.figure_model import Chart, Diagram
from planbuilder.document.model import Block, Cell, Document, Section, Span
from planbuilder.drawing.shapes import Drawing
from planbuilder.drawing.studio import Studio
from planbuilder.hyphenation import places_of
from planbuilder.look import Look
from planbuilder.plaintext import for_a_terminal, shown
from planbuilder.writers.measure import aside, look_for
from planbuilder.writers.pdf import tables
from planbuilder.writers.pdf.canvas import OnePassCanvas
from planbuilder.writers.pdf.file import finish
from planbuilder.writers.pdf.floating import Gauge, goes_before, is_bound, is_figure, may_wait
from planbuilder.writers.pdf.flowables import ContentsList, Figure, Panel, SignatureLines, entries
from planbuilder.writers.pdf.hyphens import whole
from planbuilder.writers.pdf.pages import Story, has_band, page_templates
from planbuilder.writers.pdf.room_ahead import Rooms
from planbuilder.writers.pdf.splitting import LABEL, Anchored, Point, Tagged
from planbuilder.writers.pdf.structure import Element, Structure, language_of, linked
from planbuilder.writers.pdf.styles import content, joined, paragraph_styles
from planbuilder.writers.shared import (
    NOTE_TONES,
    WITH_CAPTION,
    Blocks,
    cover_facts,
    drawn,
    enlarged,
    headed,
    least_scale,
    noted,
    paused,
    scale_of,
    signer,
    text_area,
)
from planbuilder.writers.together import unwrapped

DEEPEST = 8
CHAPTER_ROOM = 18.0
# The room that a caption of two lines takes beneath its figure.
CAPTION = 34.0
TABLES = {"grid": tables.grid, "facts": tables.facts, "tiles": tables.tiles}
ALIGNMENTS = {"start": 0, "center": 1, "end": 2}


def render(document: Document, look: Look, studio: Studio | None = None) -> bytes:
    """The document as a PDF, its figures drawn in a studio."""
    return laid_out(document, look, studio or Studio(look))[0]


def laid_out(document: Document, look: Look, studio: Studio) -> tuple[bytes, Mapping[str, int]]:
    """The document as a PDF, and the page, from 1, that each of its sections, tables and figures is on, by its id."""
    with paused():
        writer = _Writer(document, look, studio)
        return writer.bytes(), writer.pages_of


class _Writer(Blocks[Flowable]):
    """Turns one document into flowables; holds its styles and its drawings."""

    def __init__(self, document: Document, look: Look, studio: Studio) -> None:
        self.document, self.look, self.studio = document, look_for(document, look), studio
        self.styles = paragraph_styles(self.look, places_of(document.patterns, document.compounds))
        # A short document has one chapter, and is set so that it keeps to its pages.
        chaptered = document.page == "a4" and len(list(model.headings(document, 1))) > 1
        self.styles["h1"].spaceBefore = CHAPTER_ROOM if document.cover or chaptered else 0
        self.width, self.height = area = text_area(self.look, document.columns)
        self.rooms = Rooms(self.look, self.styles, area, self.figure_height, document.cover is not None)
        self.missing = document.furniture.missing
        self.aligned: dict[tuple[str, str], ParagraphStyle] = {}
        self.structure = Structure()
        self.parents = [self.structure.root]
        self.pages_of: Mapping[str, int] = {}

    def element(self, tag: str, alt: str = "") -> Element:
        """A new element where the document has come to."""
        return Element(tag, self.parents[-1], alt)

    def bytes(self) -> bytes:
        """The whole file."""
        file = io.BytesIO()
        document = self.document
        pages = BaseDocTemplate(file, pagesize=(self.look.page["width"], self.look.page["height"]))
        title = Element("P", self.structure.root, once=True) if has_band(self.look) else None
        pages.addPageTemplates(page_templates(document, self.look, title))
        pages.build(Story(self.story()), canvasmaker=self.canvas)
        self.structure.forget()
        return file.getvalue()

    def canvas(self, *arguments: Any, **options: Any) -> OnePassCanvas:
        """A canvas that draws for this document's structure."""
        made = OnePassCanvas(*arguments, **options)
        made.structure, made.finish = self.structure, partial(finish, document=self.document)
        self.pages_of = made.pages_of
        return made

    def story(self) -> Iterator[Flowable]:
        """Every flowable of the document, in order."""
        if self.document.cover:
            yield from self.cover(self.document.cover)
        yield from self.blocks(self.document.blocks)

    def cover(self, cover: model.Cover) -> Iterator[Flowable]:
        """The first page."""
        texts = [
            ("cover_kicker", cover.kicker),
            ("cover_title", cover.title),
            ("cover_subtitle", cover.subtitle),
            ("cover_kicker", cover.organisation),
        ]
        panel = [self.text(text, style) for style, text in texts if text]
        yield Panel(panel, self.look, 330)
        yield Spacer(1, 34)
        yield self.pill(cover)
        yield Spacer(1, 18)
        yield tables.facts(cover_facts(cover, ""), self.look, self.width, self.cell, self.element("Table"))
        yield NextPageTemplate("text")
        yield PdfPageBreak()

    def pill(self, cover: model.Cover) -> Flowable:
        """The plan's status on a coloured ground."""
        tone = HexColor(self.look.colours[cover.status_tone])
        style = ParagraphStyle("pill", parent=self.styles["tile_label"], textColor=tone)
        status = self.spans((Span(cover.status),), style, self.element("P"))
        return tables.pill(status, cover.status_tone, self.look, self.width * 0.62)

    def blocks(self, blocks: tuple[Block, ...]) -> Iterator[Flowable]:
        """The flowables of some blocks, each asking for the room that it and what follows need."""
        blocks, waiting = tuple(unwrapped(blocks)), list[Chart | Diagram]()
        for n in range(len(blocks)):
            following, before = blocks[n:], blocks[n - 1] if n else None
            if waiting and not is_figure(following[0]) and not is_bound(before, following):
                yield from self.waited(waiting, following)
            figure = may_wait(following) if self.rooms.flowing else None
            if figure and (waiting or not (yield from self.has_room(figure))):
                waiting.append(figure)
            else:
                yield from self.block(following)
        for figure in waiting:
            yield from self.block((figure,))

    def waited(self, waiting: list[Chart | Diagram], following: tuple[Block, ...]) -> Iterator[Flowable]:
        """The figures that have waited for long enough: there is room, or no text that may go before them."""
        while waiting and (not goes_before(following) or (yield from self.has_room(waiting[0]))):
            yield from self.block((waiting.pop(0),))

    def block(self, blocks: tuple[Block, ...]) -> Iterator[Flowable]:
        """The flowables of the first of some blocks, after the room it asks for."""
        return self.rooms.placed(blocks, self.written(blocks[0]))

    def has_room(self, figure: Chart | Diagram) -> Generator[Flowable, None, bool]:
        """Whether a figure finds room on the page that the text has come to."""
        gauge = Gauge()
        yield gauge
        yield Gauge()
        return gauge.left >= self.rooms.of_figure(figure)

    def text(self, text: str, style: str, tag: str = "P") -> Tagged:
        """A paragraph of plain text."""
        return self.spans((Span(text),), self.styles[style], self.element(tag))

    def spans(self, spans: model.Spans, style: ParagraphStyle, element: Element) -> Tagged:
        """A paragraph of spans; one with a link in it is the link."""
        element = linked(spans, element)
        element.language = language_of(spans)
        style = whole(style) if any(span.language for span in spans) else style
        return Tagged(style=style, element=element, **content(spans, style, self.look, self.missing))

    def cell(self, cell: Cell, style: str, align: str, element: Element) -> Tagged:
        """A table cell's paragraph."""
        key = style, align
        if key not in self.aligned:
            self.aligned[key] = ParagraphStyle(
                f"{style}_{align}", parent=self.styles[style], alignment=ALIGNMENTS[align]
            )
        return self.spans(cell.spans, self.aligned[key], element)

    def section(self, section: Section) -> Iterator[Flowable]:
        """A heading and what is under it."""
        title = headed(section.number, section.title, "  ")
        style = self.styles[f"h{min(section.level, 3)}"]
        outline = for_a_terminal(shown(title)).replace("  ", " ")
        # The elements of what is inside hang under this one, in the order in which they are made.
        self.parents.append(self.element("Sect"))
        element = self.element(f"H{min(section.level, 6)}")
        heading = Anchored(style=style, element=element, **content((Span(title),), style, self.look, self.missing))
        yield heading.placed(section.id, outline, section.level - 1)
        yield from self.blocks(section.blocks)
        self.parents.pop()

    def paragraph(self, block: model.Paragraph) -> Iterator[Flowable]:
        """A paragraph in the style of its role."""
        yield self.spans(block.spans, self.styles[block.role], self.element("P"))

    def points(self, block: model.ListBlock, depth: int = 0) -> Iterator[Flowable]:
        """A list, with lists inside."""
        numbering = "Decimal" if block.ordered else "Disc"
        whole = self.element("L")
        whole.attributes = {"List": {"ListNumbering": numbering}}
        for n, item in enumerate(block.items, 1):
            point = Element("LI", whole)
            label, body = Element("Lbl", point), Element("LBody", point)
            style, element = self.indented(depth), linked(item.spans, Element("P", body))
            made = Point(style=style, element=element, **content(joined(item.spans), style, self.look, self.missing))
            yield made.labelled(f"{n}." if block.ordered else "•", label, self.look.colours["primary"])
            self.parents.append(body)
            yield from self.points(model.ListBlock(item.children), depth + 1) if item.children else ()
            self.parents.pop()
        if not depth:
            yield Spacer(1, 6)

    def indented(self, depth: int) -> ParagraphStyle:
        """The style of a point that many lists deep; the deepest ones share an indent, so that words find room."""
        key = "item", str(min(depth, DEEPEST))
        if key not in self.aligned:
            indent = LABEL * (min(depth, DEEPEST) + 1)
            self.aligned[key] = ParagraphStyle("_".join(key), parent=self.styles["item"], leftIndent=indent)
        return self.aligned[key]

    def table(self, table: model.Table) -> Iterator[Flowable]:
        """A table beneath its caption."""
        whole = self.element("P" if not table.rows else "L" if table.look == "tiles" else "Table")
        if table.caption:
            caption = whole if not table.rows else Element("Caption", whole)
            yield self.caption(table.number, table.caption, "caption", caption).placed(table.id)
        if table.rows:
            yield self.rows(table, whole)

    def rows(self, table: model.Table, element: Element) -> Flowable:
        """What a table holds, in the rows or tiles of its look."""
        continued = self.document.furniture.continued
        return TABLES[table.look](table, self.look, self.width, self.cell, element, continued)

    def caption(self, number: str, caption: str, style: str, element: Element) -> Anchored:
        """A caption: its number in bold, then its words."""
        spans, drawn_in = (Span(f"{number}. ", bold=True), Span(caption)), self.styles[style]
        return Anchored(style=drawn_in, element=element, **content(spans, drawn_in, self.look, self.missing))

    def drawing(self, figure: Chart | Diagram) -> Drawing:
        """A figure drawn for the width of the text."""
        return drawn(figure, self.look, self.studio, self.width)

    def figure_height(self, figure: Chart | Diagram) -> float:
        """The least height that a figure takes on the page."""
        drawing = self.drawing(figure)
        return drawing.height * least_scale(drawing, scale_of(drawing, self.look, self.width, self.height))

    def figure(self, figure: Chart | Diagram) -> Iterator[Flowable]:
        """A figure above its caption."""
        group = self.element("Div")
        yield Spacer(1, 6)
        element = Element("Figure", group, figure.alt or figure.caption)
        beneath = CAPTION if figure.caption else 0.0
        yield Figure(self.drawing(figure), self.height - WITH_CAPTION, element, enlarged(self.look), beneath)
        if figure.caption:
            caption = self.caption(figure.number, figure.caption, "figure_caption", Element("Caption", group))
            yield caption.placed(figure.id)

    def note(self, note: model.Note) -> Iterator[Flowable]:
        """A passage on a soft ground with a line at its left."""
        tone = NOTE_TONES[note.kind]
        style = ParagraphStyle("note_body", parent=self.styles["note"], textColor=HexColor(self.look.colours[tone]))
        body = self.spans(noted(note), style, self.element("P"))
        yield tables.box(body, tone, self.look, self.width - aside(self.look))

    def signature(self, signature: model.Signature) -> Iterator[Flowable]:
        """A signer, and the lines to sign on."""
        yield Spacer(1, 4)
        yield self.spans(signer(signature), self.styles["body"], self.element("P"))
        who = ", ".join(part for part in (signature.name, signature.role) if part)
        words, field = self.element("P"), self.element("Form", f"{signature.labels[0]}: {who}")
        yield SignatureLines(signature, self.look, words, field)

    def contents(self, contents: model.Contents) -> Iterator[Flowable]:
        """The contents list."""
        yield self.text(contents.title, "h1", "H1")
        yield ContentsList(entries(self.document, contents.depth, self.element("TOC")), self.look)

    def page_break(self, block: model.PageBreak) -> Iterator[Flowable]:
        """A new page; the room it asks for has made it."""
        yield from ()
