"""Document → plain text: the preview, and the form in which tests read a document.

In: a `Document`. Out: UTF-8 text, one line a paragraph, tables as lines of cells. Headings carry as many `#` as their
level, gaps keep their brackets, figures are described by their alternative text.
"""

from __future__ import annotations

from collections.abc import Iterator

from planbuilder.document.figure_model import Chart, Diagram
from planbuilder.document.model import (
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
    Table,
    text_of,
)
from planbuilder.look import Look
from planbuilder.plaintext import shown
from planbuilder.writers.shared import Blocks


def render(document: Document, look: Look, studio: object = None) -> bytes:
    """The document as UTF-8 text."""
    headline = [document.headline, ""] if document.headline else []
    lines = [*headline, *(_cover(document.cover) if document.cover else []), *_Writer().blocks(document.blocks)]
    return (shown("\n".join(lines)).rstrip() + "\n").encode()


def _cover(cover: Cover) -> Iterator[str]:
    yield from (cover.kicker, cover.title, cover.subtitle, cover.organisation, cover.status, "")
    yield from (f"{label}: {text_of(spans)}" for label, spans in cover.facts)
    yield ""


class _Writer(Blocks[str]):
    """Turns blocks into lines; an empty one parts two blocks."""

    def section(self, block: Section) -> Iterator[str]:
        """A heading behind as many `#` as its level, and what is under it."""
        yield f"{'#' * block.level} {block.number} {block.title}".replace("  ", " ")
        yield ""
        yield from self.blocks(block.blocks)

    def paragraph(self, block: Paragraph) -> Iterator[str]:
        """A line."""
        yield from (text_of(block.spans), "")

    def points(self, block: ListBlock) -> Iterator[str]:
        """A line a point, those of lists inside indented."""
        marks = (f"{n}." if block.ordered else "-" for n in range(1, len(block.items) + 1))
        yield from (line for item, mark in zip(block.items, marks, strict=True) for line in _item(item, mark, ""))
        yield ""

    def table(self, block: Table) -> Iterator[str]:
        """A line a row."""
        if block.caption:
            yield f"{block.number}. {block.caption}"
        if block.look == "grid":
            yield " | ".join(column.title for column in block.columns)
        yield from (_row(row) for row in block.rows)
        yield ""

    def figure(self, block: Chart | Diagram) -> Iterator[str]:
        """The caption, and the text for those who cannot see it."""
        yield from (*([f"{block.number}. {block.caption}"] if block.caption else []), f"[{block.alt}]", "")

    def note(self, block: Note) -> Iterator[str]:
        """A line behind its title."""
        yield from (f"({block.title}) {text_of(block.spans)}", "")

    def signature(self, block: Signature) -> Iterator[str]:
        """The signer, and the lines to sign on."""
        yield from (f"{block.name}, {block.role}", "  ".join(f"{label}: ______" for label in block.labels), "")

    def page_break(self, block: PageBreak) -> Iterator[str]:
        """No line: the text has no pages."""
        return iter(())

    def contents(self, block: Contents) -> Iterator[str]:
        """No line: a list of contents says nothing new."""
        return iter(())


def _item(item: Item, mark: str, indent: str) -> Iterator[str]:
    yield f"{indent}{mark} {text_of(item.spans)}"
    for child in item.children:
        yield from _item(child, "-", indent + "  ")


def _row(row: Row) -> str:
    return " | ".join(text_of(cell.spans).replace("\n", " ") for cell in row.cells)
