"""The blocks of a document, one by one, as WordprocessingML.

In: a `Document` and a `Look`. Out: DOCX bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Any

from planbuilder.document import model
from planbuilder.document.figure_model import Chart, Diagram
from planbuilder.document.model import Block, Document, Section, Span, Spans
from planbuilder.drawing.studio import Studio
from planbuilder.look import Look
from planbuilder.writers.docx import base, oxml
from planbuilder.writers.docx.answers import AFTER_TABLE, Controls, Dates, add_carried
from planbuilder.writers.docx.band import headline, panel_lines
from planbuilder.writers.docx.comments import Comments
from planbuilder.writers.docx.furniture import add_furniture
from planbuilder.writers.docx.numbering import Numbering, References, anchor
from planbuilder.writers.docx.oxml import TWIPS
from planbuilder.writers.docx.package import Pictures, packed
from planbuilder.writers.docx.pages import Pages
from planbuilder.writers.docx.places import free_ids, tell_facts
from planbuilder.writers.docx.styles import is_measured, status_style, style_id
from planbuilder.writers.docx.table_styles import PANEL
from planbuilder.writers.docx.tables import TableWriter
from planbuilder.writers.measure import aside, look_for
from planbuilder.writers.shared import Blocks, cover_facts, headed, noted, signer
from planbuilder.writers.together import leads, points_held

ROLES = {"body": "Normal", "lead": "Lead", "small": "Small", "answer": "Answer", "label": "Label"}
NOTES = {"gap": "NoteGap", "warning": "NoteWarning", "info": "NoteInfo"}


def render(document: Document, look: Look, studio: Studio | None = None) -> bytes:
    """The document as a Word file, its figures drawn in a studio."""
    return Writer(document, look, studio or Studio(look)).bytes()


class Writer(Blocks[str]):
    """Turns one document into XML; what is counted, commented or filled in is kept by its helpers."""

    def __init__(self, document: Document, look: Look, studio: Studio) -> None:
        self.document, self.look = document, look_for(document, look)
        self.base = base.opened(self.look, document.language)
        self.ids = free_ids(self.base.word) if look.template else count(1)
        self.pages = Pages(self.base.word, document, self.look)
        self.numbering = Numbering(self.base.counting, "" if look.template else self.look.colours["primary"])
        self.references = References(document)
        self.controls = Controls(self.ids, Dates(document.language, document.day_form))
        self.comments = Comments(self.base.word)
        self.pictures = Pictures(self.base.word, self.look, studio, self.ids)
        self.started = False

    def bytes(self) -> bytes:
        """The whole file."""
        add_furniture(self.base, self.pages.first_section, self.document, self.look, self.pages.whole_width)
        self.pages.fill(self.elements(), self.base.ids)
        if self.look.template:
            tell_facts(self.base.word, self.document)
        self.numbering.define(self.base.word)
        self.comments.add_to(self.base.word, self.document, self.base.ids)
        add_carried(self.base.word, self.document, self.controls.made.values())
        return packed(self.base.word, self.document)

    @property
    def tables(self) -> TableWriter:
        """What writes tables as wide as the text is here."""
        return TableWriter(self.look, self.pages.width, self.pages.height, self.spans)

    def elements(self) -> list[Any]:
        """Everything that takes the place of the text."""
        return oxml.parsed("".join(self.story()))

    def story(self) -> Iterator[str]:
        """The XML of everything, in order."""
        if self.document.headline:
            yield headline(self.document, self.look, self.pages.whole_width)
            yield self.pages.headed()
        if self.document.cover:
            yield from self.cover(self.document.cover)
            self.started = True
        yield from self.blocks(self.document.blocks)

    def cover(self, cover: model.Cover) -> Iterator[str]:
        """The first page; a template that says the title before the text has a cover of its own."""
        if not (self.look.template and self.look.template.has_title):
            yield self.panel(cover)
        yield oxml.paragraph(style_id(status_style(cover.status_tone)), oxml.run(oxml.text(cover.status)))
        yield from self.table(cover_facts(cover, cover.title))

    def panel(self, cover: model.Cover) -> str:
        """Who and what, on the cover's ground; on a template's own paper, where its styles were made for that."""
        head = "".join(
            oxml.paragraph(style, oxml.run(oxml.text(line), bold=line == cover.organisation))
            for style, line in panel_lines(cover)
        )
        if self.look.template:
            return head
        width = int(self.pages.width * TWIPS)
        panel = oxml.row([oxml.cell(head, width, self.look.colours["primary"])])
        return oxml.table(PANEL, [width], [panel], cover.title, cover.title, head=False)

    def blocks(self, blocks: tuple[Block, ...]) -> Iterator[str]:
        """The XML of some blocks."""
        for n, block in enumerate(blocks, 1):
            if not isinstance(block, Section):
                yield self.pages.turned(self.started)
            made = self.written(block)
            yield from map(oxml.kept, made) if leads(block, blocks[n:]) else made
            self.started = True

    def spans(self, spans: Spans) -> str:
        """Spans as runs."""
        return "".join(map(self.span, spans))

    def span(self, span: Span) -> str:
        """A span as a run; a reference as a field that shows its target's number, an answer as a control."""
        if span.target:
            return self.references.xml(span)
        run = oxml.span(span)
        return self.controls.inline(span.field, run, span.text) if span.field else run

    def anchored(self, name: str, content: str) -> str:
        """Content as the place an anchor leads to."""
        return oxml.bookmark(next(self.ids), anchor(name), content)

    def section(self, section: Section) -> Iterator[str]:
        """A heading and what is under it, on a page turned round where it asks for one."""
        upright = not self.pages.wants_turned
        self.pages.wants_turned |= section.wide
        turn = self.pages.turned(self.started)
        yield turn
        style, number, listed = self.numbering.heading(section)
        title = headed(number, section.title, "  ")
        content = self.anchored(section.id, oxml.run(oxml.text(title)))
        begins = section.new_page and self.started and not turn
        column, page = (self.pages.new_column, self.pages.new_page) if begins else ("", "")
        at_top = (page or turn or not self.started) and not self.look.template
        top = '<w:spacing w:before="0"/>' if at_top else ""
        yield oxml.paragraph(style, column + content, extra=page + listed + top)
        self.started = True
        yield from self.blocks(section.blocks)
        self.pages.wants_turned = not upright

    def paragraph(self, block: model.Paragraph) -> Iterator[str]:
        """A paragraph in the style of its role."""
        style = "Prose" if block.role == "body" and is_measured(self.look) else ROLES[block.role]
        yield oxml.paragraph(style, self.spans(block.spans))

    def points(self, block: model.ListBlock) -> Iterator[str]:
        """A list, with lists inside."""
        style, extra = "ListBullet", ""
        if block.ordered:
            style = "ListNumber"
            extra = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{self.numbering.new_list()}"/></w:numPr>'
        made = [xml for item in block.items for xml in self.item(item, style, 1, extra)]
        held = points_held(block, self.look, self.pages.width)
        bound = [oxml.kept(xml) if n in held else xml for n, xml in enumerate(made)]
        return iter((*bound[:-1], *map(oxml.ended, bound[-1:])))

    def item(self, item: model.Item, style: str, level: int, extra: str = "") -> Iterator[str]:
        """One point of a list."""
        # Said here and not in the style, since some programs take a list's own indents for all there is to say.
        side = oxml.free_at_right(aside(self.look)) if is_measured(self.look) else ""
        yield oxml.paragraph(style + (str(level) if level > 1 else ""), self.spans(item.spans), extra=extra + side)
        for child in item.children:
            yield from self.item(child, "ListBullet", min(level + 1, 3))

    def table(self, table: model.Table) -> Iterator[str]:
        """A table beneath its caption, and the room that parts it from what follows."""
        if table.caption:
            yield self.caption(table.number, table.caption, "Caption", table.id)
        if table.rows:
            yield self.tables.xml(table)
            yield AFTER_TABLE

    def caption(self, number: str, caption: str, style: str, name: str) -> str:
        """A caption whose number Word can count."""
        word, _, figure = number.rpartition(" ")
        counted = oxml.run(oxml.text(f"{word} "), bold=True) + oxml.field(f"SEQ {word} \\* ARABIC", figure, bold=True)
        return oxml.paragraph(style, self.anchored(name, counted) + oxml.run(oxml.text(f". {caption}")))

    def figure(self, figure: Chart | Diagram) -> Iterator[str]:
        """A picture above its caption."""
        picture = oxml.run(self.pictures.xml(figure, self.pages.width, self.pages.height))
        # A picture stays with its caption; one without would hold on to all that follows.
        yield oxml.paragraph("Figure", picture, extra="" if figure.caption else '<w:keepNext w:val="0"/>')
        if figure.caption:
            yield self.caption(figure.number, figure.caption, "FigureCaption", figure.id)

    def answer(self, answer: model.AnswerBlock) -> Iterator[str]:
        """An answer as a control to fill in; what is open about it as a comment."""
        shown = "".join(self.blocks(answer.blocks))
        text = "\n".join(model.texts_of(answer.blocks))
        content = self.controls.block(answer.field, shown, text)
        remark = answer.field.remark
        yield self.comments.around(content, remark) if remark else content

    def note(self, note: model.Note) -> Iterator[str]:
        """A passage on a soft ground, and the room that parts it from the next one."""
        yield oxml.paragraph(NOTES[note.kind], self.spans(noted(note)))
        yield AFTER_TABLE

    def signature(self, signature: model.Signature) -> Iterator[str]:
        """A signer, and the lines to sign on."""
        yield oxml.paragraph("Signer", self.spans(signer(signature)))
        yield self.tables.lines(signature)
        yield AFTER_TABLE

    def contents(self, contents: model.Contents) -> Iterator[str]:
        """The contents list on a page of its own, its entries in place without an update."""
        extra = self.pages.new_page if self.started else ""
        yield oxml.paragraph("ContentsHeading", oxml.run(oxml.text(contents.title)), extra=extra)
        yield from self.references.contents(contents, self.pages.width)

    def page_break(self, block: model.PageBreak) -> Iterator[str]:
        """A new page."""
        yield oxml.paragraph("AfterTable", oxml.run('<w:br w:type="page"/>'))
