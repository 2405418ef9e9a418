"""Document → Markdown: CommonMark with pipe tables, to be read as text or shown by a forge or a wiki.

In: a `Document`. Out: UTF-8 text. Every sign of an answer that Markdown would read as markup is escaped, so that it
shows as it was typed; no HTML is written. Figures are described by their alternative text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from planbuilder.document.figure_model import Chart, Diagram
from planbuilder.document.model import (
    Align,
    Block,
    Cell,
    Contents,
    Cover,
    Document,
    Item,
    ListBlock,
    Note,
    PageBreak,
    Paragraph,
    Row,
    Section,
    Signature,
    Span,
    Spans,
    Table,
    plain,
    text_of,
    walk,
)
from planbuilder.look import Look
from planbuilder.plaintext import shown
from planbuilder.writers.shared import Blocks, headed, signer

INLINE = re.compile(r"([\\`*_\[\]<>#|~$]|&(?=#?\w+;))")
# What makes a list, a heading, a rule or a table of a line that begins with it.
STARTS = re.compile(r"^(?:(\d{1,9})(?=[.)](?:\s|$))|(?=[-+=:]))")
RULES = {"start": "---", "center": ":---:", "end": "---:"}
STRONG = ("subtotal", "total", "group")
DEEPEST = 6
BREAK = "\\\n"


def render(document: Document, look: Look, studio: object = None) -> bytes:
    """The document as UTF-8 Markdown."""
    return (_Writer(document).text().strip("\n") + "\n").encode()


class _Writer(Blocks[str]):
    """Turns one document into paragraphs; knows where its headings are found."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.under = 1 if document.cover or document.headline else 0
        self.places = _places(document, self.under)

    def text(self) -> str:
        """The whole, a blank line between two paragraphs."""
        headline = [f"# {_line(self.document.headline)}"] if self.document.headline else []
        cover = self.cover(self.document.cover) if self.document.cover else headline
        return "\n\n".join(part for part in (*cover, *self.blocks(self.document.blocks)) if part.strip())

    def cover(self, cover: Cover) -> Iterator[str]:
        """Who, what, and the document's control facts."""
        yield _escaped(cover.kicker)
        yield f"# {_line(cover.title)}"
        yield BREAK.join(_escaped(words) for words in (cover.subtitle, cover.organisation) if words.strip())
        yield self.spans(plain(cover.status, bold=True))
        rows = tuple(Row((Cell(plain(label, bold=True)), Cell(said))) for label, said in cover.facts)
        yield self.rows(("", ""), ("start", "start"), rows)

    def spans(self, spans: Spans) -> str:
        """Spans as the lines of a paragraph."""
        return _lines(self.marked(spans))

    def marked(self, spans: Spans) -> str:
        """Spans with their marks, in one line or more; they are written only where every reader sees them as marks."""
        # Two spans of one look side by side would end and begin marks in one place, which no reader takes for marks.
        joined = [_joined(list(group)) for _, group in groupby(spans, lambda s: (s.bold or s.gap, s.italic, s.target))]
        texts = [span.text for span in joined]
        ends = ("".join(texts[n + 1 :])[:1] for n in range(len(texts)))
        starts = ("".join(texts[:n])[-1:] for n in range(len(texts)))
        return "".join(self.span(*one) for one in zip(joined, starts, ends, strict=True))

    def span(self, span: Span, before: str, after: str) -> str:
        """A span between two characters."""
        core = span.text.strip()
        if not core:
            return span.text
        start, end = span.text.split(core, 1)
        mark = _mark(span) if _stands(before, after, start, end) and "\n" not in core else ""
        words = f"{mark}{_inline(core)}{mark[::-1]}"
        return start + (f"[{words}](#{self.places[span.target]})" if span.target in self.places else words) + end

    def section(self, section: Section) -> Iterator[str]:
        """A heading and what is under it."""
        yield f"{'#' * min(section.level + self.under, DEEPEST)} {_line(headed(section.number, section.title))}"
        yield from self.blocks(section.blocks)

    def paragraph(self, block: Paragraph) -> Iterator[str]:
        """A paragraph; a label is strong."""
        strong = block.role == "label" and not any(span.bold or span.gap or span.target for span in block.spans)
        yield self.spans(plain(text_of(block.spans), bold=True) if strong else block.spans)

    def points(self, block: ListBlock) -> Iterator[str]:
        """A list, with lists inside."""
        marks = (f"{n}." if block.ordered else "-" for n in range(1, len(block.items) + 1))
        yield "\n".join(line for item, mark in zip(block.items, marks, strict=True) for line in self.item(item, mark))

    def item(self, item: Item, mark: str) -> Iterator[str]:
        """One point of a list; what belongs to it is indented."""
        indent = " " * (len(mark) + 1)
        yield f"{mark} " + self.spans(item.spans).replace("\n", f"\n{indent}")
        yield from (
            indent + line.replace("\n", f"\n{indent}") for child in item.children for line in self.item(child, "-")
        )

    def table(self, table: Table) -> Iterator[str]:
        """A table beneath its caption; facts and key figures have an empty head."""
        if table.caption:
            yield _caption(table.number, table.caption)
        if not table.rows:
            return
        titles = [column.title if table.look == "grid" else "" for column in table.columns]
        yield self.rows(titles, [column.align for column in table.columns], table.rows)

    def rows(self, titles: Sequence[str], sides: Sequence[Align], rows: tuple[Row, ...]) -> str:
        """A pipe table."""
        head = [_line(title) for title in titles]
        lines = (head, [RULES[side] for side in sides], *(self.row(row, len(head)) for row in rows))
        return "\n".join("| " + " | ".join(line) + " |" for line in lines)

    def row(self, row: Row, count: int) -> list[str]:
        """The cells of a row, as many as there are columns."""
        cells = [self.cell(cell, row.role in STRONG) for cell in row.cells]
        return [*cells, *[""] * (count - len(cells))]

    def cell(self, cell: Cell, strong: bool) -> str:
        """A cell as one line."""
        spans = plain(text_of(cell.spans), bold=True) if strong else cell.spans
        return " ".join(self.marked(tuple(_flat(span) for span in spans)).split())

    def figure(self, figure: Chart | Diagram) -> Iterator[str]:
        """A figure's caption and what it shows, set apart."""
        caption = [_caption(figure.number, figure.caption)] if figure.caption else []
        yield _quoted(*caption, _escaped(figure.alt))

    def note(self, note: Note) -> Iterator[str]:
        """A passage set apart."""
        yield _quoted(self.spans((Span(f"{note.title}:", bold=True), Span(" "), *note.spans)))

    def signature(self, signature: Signature) -> Iterator[str]:
        """A signer, and the lines to sign on."""
        yield self.spans(signer(signature))
        yield "\n".join(f"- {_escaped(label)}: {'_' * 30}" for label in signature.labels)

    def contents(self, contents: Contents) -> Iterator[str]:
        """The contents list, each entry a link."""
        yield self.spans(plain(contents.title, bold=True))
        yield "\n".join(self.entries(self.document.blocks, contents.depth, ""))

    def entries(self, blocks: tuple[Block, ...], depth: int, indent: str) -> Iterator[str]:
        """The sections among some blocks, those inside them indented."""
        for section in (block for block in blocks if isinstance(block, Section) and block.is_listed(depth)):
            yield f"{indent}- {self.marked((Span(headed(section.number, section.title), target=section.id),))}"
            yield from self.entries(section.blocks, depth, indent + "  ")

    def page_break(self, block: PageBreak) -> Iterator[str]:
        """Nothing: the text has no pages."""
        return iter(())


def _places(document: Document, under: int) -> Mapping[str, str]:
    """The name that a forge gives the heading of each section."""
    seen: dict[str, int] = {}
    places: dict[str, str] = {}
    above = document.cover.title if document.cover else document.headline
    titles = [("", above)] if document.cover or above else []
    titles += [
        (block.id, headed(block.number, block.title)) for block in walk(document.blocks) if isinstance(block, Section)
    ]
    for name, title in titles:
        slug = re.sub(r"[^\w\- ]", "", _flat(Span(title)).text.strip().lower()).replace(" ", "-")
        count = seen[slug] = seen.get(slug, -1) + 1
        places.setdefault(name, f"{slug}-{count}" if count else slug)
    return {name: place for name, place in places.items() if name and place}


def _joined(spans: list[Span]) -> Span:
    """Spans of one look as one span."""
    first = spans[0]
    text = shown("".join(span.text for span in spans)).replace("\t", " ")
    return Span(text, first.bold or first.gap, first.italic, target=first.target)


def _flat(span: Span) -> Span:
    """A span in one line."""
    text = shown(span.text).replace("\n", " ").replace("\t", " ")
    return Span(text, span.bold, span.italic, span.gap, span.target)


def _mark(span: Span) -> str:
    return ("**" if span.bold else "") + ("_" if span.italic else "")


def _stands(before: str, after: str, start: str, end: str) -> bool:
    """Whether marks between these characters are marks: blanks are around them, or a stop follows."""
    opens = not before or before.isspace() or bool(start)
    return opens and (not after or after.isspace() or after in ".,;:!?)" or bool(end))


def _inline(text: str) -> str:
    return INLINE.sub(r"\\\1", text)


def _lines(marked: str) -> str:
    """The lines of a paragraph, none of them blank, none with a beginning that makes it something else."""
    lines = (" ".join(line.split()) for line in marked.split("\n"))
    return BREAK.join(STARTS.sub(r"\1\\", line) for line in lines if line)


def _escaped(text: str) -> str:
    """A text as the lines of a paragraph."""
    return _lines(_inline(shown(text)))


def _line(text: str) -> str:
    """A text as one line of a heading, a caption or a cell."""
    return _escaped(text.replace("\n", " "))


def _caption(number: str, caption: str) -> str:
    return (f"**{_line(number)}.** " if number else "") + _line(caption)


def _quoted(*paragraphs: str) -> str:
    return "\n>\n".join("> " + paragraph.replace("\n", "\n> ") for paragraph in paragraphs if paragraph)
