"""Document → simple HTML, to be pasted into the editor of an agenda system.

In: a `Document`. Out: UTF-8 bytes of one page whose body has headings, paragraphs, lists and tables of figures and
nothing that such an editor drops: no classes, styles, links or pictures. Facts are paragraphs, since only figures are
tables; a figure is told in the words that stand for it. Headings begin at the second level: the item has a title.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from planbuilder.document import model
from planbuilder.document.figure_model import Chart, Diagram
from planbuilder.document.model import Cell, Document, Item, Row, Section, Span, Spans, Table
from planbuilder.look import Look
from planbuilder.writers.html.markup import attributes, caption_words, element, name_of, text
from planbuilder.writers.shared import Blocks, headed, noted, signer

FIRST, DEEPEST = 2, 3


def render(document: Document, look: Look, studio: object = None) -> bytes:
    """The document as a page to copy from."""
    head = f'<head>\n<meta charset="utf-8">\n{element("title", text(name_of(document.title)))}\n</head>'
    lines = (
        "<!DOCTYPE html>",
        f"<html{attributes({'lang': document.language})}>",
        head,
        "<body>",
        *_cover(document.cover),
        *_Writer().blocks(document.blocks),
        "</body>",
        "</html>\n",
    )
    return "\n".join(lines).encode()


def _cover(cover: model.Cover | None) -> Iterator[str]:
    """Who and what, and the facts of a cover."""
    if cover:
        yield element(f"h{FIRST}", text(cover.title))
        said = (cover.kicker, cover.subtitle, cover.organisation, cover.status)
        yield from (element("p", text(one)) for one in said if one)
        yield from (_fact(model.plain(label), spans) for label, spans in cover.facts)


class _Writer(Blocks[str]):
    """Turns blocks into elements that an editor keeps."""

    def section(self, block: Section) -> Iterator[str]:
        """A heading and what is under it."""
        level = min(FIRST + block.level - 1, DEEPEST)
        yield element(f"h{level}", text(headed(block.number, block.title)))
        yield from self.blocks(block.blocks)

    def paragraph(self, block: model.Paragraph) -> Iterator[str]:
        """A paragraph, in whatever look the editor has."""
        yield element("p", _spans(block.spans))

    def points(self, block: model.ListBlock) -> Iterator[str]:
        """A list, with lists inside."""
        yield _list("ol" if block.ordered else "ul", block.items)

    def table(self, block: Table) -> Iterator[str]:
        """Figures as a table beneath its caption; facts and key figures a paragraph each."""
        if block.caption:
            yield element("p", caption_words(block.number, block.caption))
        if block.look == "grid":
            yield from _grid(block)
            return
        for row in block.rows:
            first, *others = row.cells
            # The value of a key figure comes before its name.
            name, said = (others[0], (first, *others[1:])) if block.look == "tiles" else (first, tuple(others))
            yield _fact(name.spans, tuple(_joined(cell.spans for cell in said)))

    def figure(self, block: Chart | Diagram) -> Iterator[str]:
        """The caption, and what the picture shows in words."""
        yield element("p", f"{caption_words(block.number, block.caption)}. {text(block.alt)}")

    def note(self, block: model.Note) -> Iterator[str]:
        """A paragraph behind its title."""
        yield element("p", _spans(noted(block)))

    def signature(self, block: model.Signature) -> Iterator[str]:
        """A signer, and what there is to fill in."""
        yield element("p", _spans(signer(block)))
        yield element("p", text(" · ".join(f"{label}: ______" for label in block.labels)))

    def page_break(self, block: model.PageBreak) -> Iterator[str]:
        """Nothing: an item has no pages."""
        return iter(())

    def contents(self, block: model.Contents) -> Iterator[str]:
        """Nothing: an item has no list of contents."""
        return iter(())


def _spans(spans: Spans) -> str:
    return "".join(map(_span, spans))


def _span(span: Span) -> str:
    marked = text(span.text)
    if span.italic:
        marked = element("em", marked)
    return element("strong", marked) if span.bold or span.gap else marked


def _joined(parts: Iterable[Spans]) -> Iterator[Span]:
    """Several texts as one, with commas."""
    for n, spans in enumerate(spans for spans in parts if model.text_of(spans)):
        yield from (Span(", "), *spans) if n else spans


def _fact(name: Spans, said: Spans) -> str:
    """A label and its value as a paragraph; a number, which ends in a point, needs no colon."""
    label = model.text_of(name)
    return element("p", f"{element('strong', text(label if label.endswith('.') else f'{label}:'))} {_spans(said)}")


def _list(tag: str, items: tuple[Item, ...]) -> str:
    points = (element("li", _spans(one.spans) + (_list("ul", one.children) if one.children else "")) for one in items)
    return element(tag, "\n".join(points))


def _grid(table: Table) -> Iterator[str]:
    """A table whose heads are heads; what is said of all of it comes beneath it as a paragraph."""
    if not table.rows:
        return
    heads = element("tr", "".join(element("th", text(column.title), scope="col") for column in table.columns))
    rows = "\n".join(_row(row, len(table.columns)) for row in table.rows if row.role != "note")
    yield element("table", "\n".join(("", element("thead", heads), element("tbody", f"\n{rows}\n"), "")))
    yield from (element("p", _spans(row.cells[0].spans)) for row in table.rows if row.role == "note")


def _row(row: Row, count: int) -> str:
    if row.is_across:
        return element("tr", element("th", _spans(row.cells[0].spans), colspan=str(count), scope="colgroup"))
    cells = (*row.cells, *(Cell(()),) * (count - len(row.cells)))
    strong = row.role in ("subtotal", "total")
    return element("tr", "".join(_cell(cell, strong) for cell in cells))


def _cell(cell: Cell, strong: bool) -> str:
    said = _spans(cell.spans)
    return element("td", element("strong", said) if strong and said else said)
