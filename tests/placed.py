"""Documents and workbooks as lines for the golden files: each line is a place and the text that stands there.

A place names what a reader would point to (section, table, row, column) by id or title and never by number, so that
what is put in between changes no other line. `*bold*`, `_italic_`, `[[gap]]`, `‹language›` and `→link` say how a text
appears; ` = 12.5` is the number behind a cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from itertools import groupby
from typing import Any

from planbuilder.document.figure_model import Chart, Diagram
from planbuilder.document.model import (
    AnswerBlock,
    Block,
    Contents,
    Cover,
    Document,
    FormField,
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
)
from planbuilder.workbook.model import Cell, Sheet, Workbook


def document_lines(document: Document) -> Iterator[str]:
    """Everything a writer is given, in reading order."""
    whole = {one.name: getattr(document, one.name) for one in fields(document)}
    for name in ("title", "subject", "author", "language", "date", "keywords", "page", "columns", "day"):
        yield from _line("document", name, str(whole[name]))
    yield from _deep("furniture", document.furniture)
    yield from _cover(document.cover) if document.cover else ()
    yield from _blocks("", document.blocks)


def workbook_lines(book: Workbook) -> Iterator[str]:
    """Every cell with its style, value and formula, then charts and names."""
    yield f"workbook: {book.title} ({book.author})"
    for sheet in book.sheets:
        yield from _sheet(sheet)
    yield from (f"name {name}: {sheet} {address(row, column)}" for name, sheet, row, column in book.names)


def address(row: int, column: int) -> str:
    """The address of a cell as people write it: (0, 27) is AB1."""
    letters, rest = "", column + 1
    while rest:
        rest, last = divmod(rest - 1, 26)
        letters = chr(ord("A") + last) + letters
    return f"{letters}{row + 1}"


def _sheet(sheet: Sheet) -> Iterator[str]:
    yield f"\n## {sheet.title}"
    before: list[str] = []
    for row, cells in groupby(sorted(sheet.cells.items()), key=lambda one: one[0][0]):
        kept = list(cells)
        found = [_cell(at, cell) for at, cell in kept]
        found = [" | ".join(found)] if sheet.is_hidden else found  # nobody reads it but the program
        # A row for what may come has no number of its own, and nothing typed in.
        is_unused = not any(cell.value for n, (_, cell) in enumerate(kept) if not n or cell.style.startswith("input"))
        yield from [f"{row + 1} as the row above"] if is_unused and _goes_on(before, found) else found
        before = found if is_unused else []
    yield from _deep("chart", sheet.chart) if sheet.chart else ()


def _cell(at: tuple[int, int], cell: Cell) -> str:
    value = "" if cell.value is None else str(cell.value).replace("\n", "⏎")
    return f"{address(*at)} ({cell.style}) {value}{f'   {cell.formula}' if cell.formula else ''}"


def _goes_on(before: list[str], lines: list[str]) -> bool:
    """Whether a row is the one above a row further down: every number the same, or one more."""
    one, other = (re.split(r"(\d+)", "\n".join(row)) for row in (before, lines))
    if not before or one[::2] != other[::2]:
        return False
    return all(int(b) - int(a) in (0, 1) for a, b in zip(one[1::2], other[1::2], strict=True))


def _cover(cover: Cover) -> Iterator[str]:
    for name in ("kicker", "title", "subtitle", "organisation", "status", "status_tone"):
        yield from _line("cover", name, getattr(cover, name))
    for label, spans in cover.facts:
        yield from _line("cover", label, _spans(spans))


def _blocks(place: str, blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        yield from _block(place, block)


def _block(place: str, block: Block) -> Iterator[str]:
    match block:
        case Section():
            asked = [name for name in ("numbered", "new_page", "wide") if getattr(block, name)]
            yield f"\n{'#' * block.level} {block.number} {block.title}   ({', '.join([block.id, *asked])})"
            yield from _blocks(block.id, block.blocks)
        case Paragraph():
            yield from _line(place, block.role, _spans(block.spans))
        case ListBlock():
            yield from _items(place, block.items, "1." if block.ordered else "-")
        case Table():
            yield from _table(block)
        case AnswerBlock():
            yield from _field(block.field)
            yield from _blocks(f"{place} ?{block.field.key}", block.blocks)
        case Note():
            yield from _line(place, f"{block.kind} «{block.title}»", _spans(block.spans))
        case Contents() | Signature() | Chart() | Diagram():
            yield from _deep(f"{place} {type(block).__name__.lower()}", block)
        case PageBreak():
            yield f"{place} page break"


def _items(place: str, items: tuple[Item, ...], mark: str) -> Iterator[str]:
    for item in items:
        yield from _line(place, mark, _spans(item.spans))
        yield from _items(place, item.children, f"  {mark}")


def _table(table: Table) -> Iterator[str]:
    yield from _line(table.id, f"{table.look} table", f"{table.number}. {table.caption}" if table.caption else "")
    yield from _line(table.id, "alt", table.alt)
    yield from _line(
        table.id, "columns", " | ".join(f"{one.title} ({one.align} {one.width:g})" for one in table.columns)
    )
    for row in table.rows:
        yield from _row(table, row)


def _row(table: Table, row: Row) -> Iterator[str]:
    head = _plain(row.cells[0].spans)[:30] if row.cells else ""
    for n, cell in enumerate(row.cells):
        column = "across" if row.is_across else table.columns[n].title or str(n + 1)
        tone = f" ({cell.tone})" if cell.tone != "neutral" else ""
        value = f" = {cell.value}" if cell.value is not None else ""
        yield f"{table.id} [{row.role} {head} / {column}]{tone} {_spans(cell.spans)}{value}".rstrip()


def _spans(spans: Spans) -> str:
    return "".join(map(_span, spans)).replace("\n", "⏎")


def _plain(spans: Spans) -> str:
    return "".join(span.text for span in spans).replace("\n", " ")


def _span(span: Span) -> str:
    text = f"*{span.text}*" if span.bold else span.text
    text = f"_{text}_" if span.italic else text
    text = f"[[{text}]]" if span.gap else text
    text = f"({text})" if span.quiet else text
    language = f"‹{span.language}›" if span.language else ""
    field = f"?{span.field.key}={span.field.value}?" if span.field else ""
    return language + text + (f"→{span.target}" if span.target else "") + field


def _field(field: FormField) -> Iterator[str]:
    value = field.value.replace("\n", "⏎")
    yield f"?{field.key} ({field.kind}) «{field.title}» {value}{f' REMARK {field.remark}' if field.remark else ''}"


def _line(place: str, what: str, text: str) -> Iterator[str]:
    if text:
        yield f"{place} {what}: {text}".replace("\n", "⏎").lstrip()


def _deep(place: str, value: Any) -> Iterator[str]:
    """Every number and word inside a value, each after the names that lead to it; plain rows on one line."""
    if is_dataclass(value):
        for one in fields(value):
            yield from _deep(f"{place}.{one.name}", getattr(value, one.name))
    elif isinstance(value, tuple) and any(is_dataclass(one) or isinstance(one, tuple) for one in value):
        for n, one in enumerate(value, 1):
            yield from _deep(f"{place}.{n}", one)
    elif value not in ("", (), None):
        text = " | ".join(map(str, value)) if isinstance(value, tuple) else str(value)
        yield f"{place}: {text}".replace("\n", "⏎").lstrip()
