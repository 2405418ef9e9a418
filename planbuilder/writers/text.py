"""Document → plain text: the preview, and the form in which tests read a document.

In: a `Document`. Out: UTF-8 text, one line a paragraph, tables as lines of cells. Headings carry as many `#` as their
level, gaps stand in their brackets, figures are told by their alternative text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from planbuilder.document.figure_model import Chart, Diagram
from planbuilder.document.model import (
    AnswerBlock,
    Block,
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


def render(document: Document, look: Look, studio: object = None) -> bytes:
    """The document as UTF-8 text."""
    headline = [document.headline, ""] if document.headline else []
    lines = [*headline, *(_cover(document.cover) if document.cover else []), *_lines(document.blocks)]
    return (shown("\n".join(lines)).rstrip() + "\n").encode()


def _cover(cover: Cover) -> Iterator[str]:
    yield from (cover.kicker, cover.title, cover.subtitle, cover.organisation, cover.status, "")
    yield from (f"{label}: {text_of(spans)}" for label, spans in cover.facts)
    yield ""


def _lines(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        yield from LINES[type(block)](block)


def _section(section: Section) -> Iterator[str]:
    yield f"{'#' * section.level} {section.number} {section.title}".replace("  ", " ")
    yield ""
    yield from _lines(section.blocks)


def _paragraph(paragraph: Paragraph) -> Iterator[str]:
    yield from (text_of(paragraph.spans), "")


def _list(block: ListBlock) -> Iterator[str]:
    yield from (
        line for n, item in enumerate(block.items, 1) for line in _item(item, f"{n}." if block.ordered else "-", "")
    )
    yield ""


def _item(item: Item, mark: str, indent: str) -> Iterator[str]:
    yield f"{indent}{mark} {text_of(item.spans)}"
    for child in item.children:
        yield from _item(child, "-", indent + "  ")


def _table(table: Table) -> Iterator[str]:
    if table.caption:
        yield f"{table.number}. {table.caption}"
    if table.look == "grid":
        yield " | ".join(column.title for column in table.columns)
    yield from (_row(row) for row in table.rows)
    yield ""


def _row(row: Row) -> str:
    return " | ".join(text_of(cell.spans).replace("\n", " ") for cell in row.cells)


def _figure(figure: Chart | Diagram) -> Iterator[str]:
    yield from (f"{figure.number}. {figure.caption}", f"[{figure.alt}]", "")


def _note(note: Note) -> Iterator[str]:
    yield from (f"({note.title}) {text_of(note.spans)}", "")


def _signature(signature: Signature) -> Iterator[str]:
    yield from (f"{signature.name}, {signature.role}", "  ".join(f"{label}: ______" for label in signature.labels), "")


def _answer(answer: AnswerBlock) -> Iterator[str]:
    yield from _lines(answer.blocks)


def _nothing(block: Block) -> Iterator[str]:
    return iter(())


LINES: dict[type, Callable[[Any], Iterator[str]]] = {
    Section: _section,
    Paragraph: _paragraph,
    ListBlock: _list,
    Table: _table,
    Chart: _figure,
    Diagram: _figure,
    AnswerBlock: _answer,
    Note: _note,
    Signature: _signature,
    PageBreak: _nothing,
    Contents: _nothing,
}
