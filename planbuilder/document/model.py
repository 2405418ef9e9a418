"""The neutral document: what every writer is given.

In: nothing. Out: the types of a finished document. Text is final (the language has spoken), numbers are
kept beside their text, and figures hold data and a description, never pixels. A writer needs nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Literal

from planbuilder.document.figure_model import Chart, Diagram
from planbuilder.record import field, record

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"  # of appendices
Align = Literal["start", "center", "end"]
Tone = Literal["neutral", "good", "watch", "caution", "bad", "gap"]
Page = Literal["a4", "a3_landscape"]
ParagraphRole = Literal["body", "lead", "small", "answer", "label"]
RowRole = Literal["body", "group", "subtotal", "total", "note"]
FieldKind = Literal["text", "longtext", "number", "date", "choice", "many", "rows"]


@record
class FormField:
    """Where an answer stands in a document, so that a format may let people fill it in there.

    `key` leads to the answer (`question`, or `question:row:column`), `value` is what the plan holds, in the plan's own
    form (ISO dates, a decimal point, values instead of labels; several on lines of their own), empty for no answer.
    `options` are (value, label) of what may be chosen. `remark` says what is open about it, empty for a settled answer.
    """

    key: str
    title: str
    kind: FieldKind
    value: str = ""
    options: tuple[tuple[str, str], ...] = ()
    remark: str = ""


@record
class Span:
    """A run of text with one look; `target` makes it a link to an anchor in the same document.

    A span with a `field` shows that answer and nothing else; one that is a `gap` too stands for a missing answer. A
    `quiet` one is said aside. `language` is the BCP 47 tag of a passage in another language than the document's.
    """

    text: str
    bold: bool = False
    italic: bool = False
    gap: bool = False
    target: str = ""
    field: FormField | None = None
    language: str = ""
    quiet: bool = False


Spans = tuple[Span, ...]


@record
class Paragraph:
    """A paragraph; `role` names its job, the writer's look decides how it appears."""

    spans: Spans
    role: ParagraphRole = "body"


@record
class Item:
    """One point of a list, with an optional list of its own."""

    spans: Spans
    children: tuple[Item, ...] = ()


@record
class ListBlock:
    """A list of points, numbered or not."""

    items: tuple[Item, ...]
    ordered: bool = False


@record
class Cell:
    """A table cell: final text, and the raw number behind it where there is one."""

    spans: Spans
    value: Decimal | None = None
    tone: Tone = "neutral"


@record
class Column:
    """A table column: head, relative width (any unit) and alignment of its cells."""

    title: str
    width: float = 1.0
    align: Align = "start"


@record
class Row:
    """A table row; one cell of a `group` heads the rows below it, of a `note` tells of the whole table above it."""

    cells: tuple[Cell, ...]
    role: RowRole = "body"

    @property
    def is_across(self) -> bool:
        """Whether its one cell spans all columns."""
        return self.role in ("group", "note")


@record
class Table:
    """A table with a caption; `look` is `grid` (register), `facts` (label and value) or `tiles` (key figures).

    A `facts` or `tiles` table has no head row; its first column holds row heads in `facts`.
    `number` is filled in by numbering ("Tabel 3"); an empty `caption` gives a table without number.
    """

    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    alt: str = ""
    look: Literal["grid", "facts", "tiles"] = "grid"
    number: str = ""


@record
class AnswerBlock:
    """Blocks that together show one answer, or say that it is missing."""

    field: FormField
    blocks: tuple[Block, ...]


@record
class Note:
    """A passage set apart: a gap to be filled, a remark, or a warning."""

    kind: Literal["gap", "info", "warning"]
    title: str
    spans: Spans


@record
class Signature:
    """A place to sign: the signer's name and role, and the words beside the lines to fill in."""

    id: str
    name: str
    role: str
    labels: tuple[str, str, str]


@record
class PageBreak:
    """What follows starts on a new page."""


@record
class Contents:
    """The list of contents, down to the given level; `pages` has the PDF's page of each section by id, if known."""

    title: str
    depth: int = 2
    pages: Mapping[str, int] = field(default_factory=dict)


@record
class Section:
    """A headed part; numbering fills in `number` ("4.2", empty if unnumbered), `wide` asks for a landscape page."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    level: int = 1
    numbered: bool = True
    new_page: bool = False
    wide: bool = False
    number: str = ""

    def is_listed(self, depth: int) -> bool:
        """Whether a list of contents names it: a chapter, or a part with a number."""
        return self.level <= depth and (self.level == 1 or self.numbered)


Block = (
    Section | Paragraph | ListBlock | Table | Chart | Diagram | AnswerBlock | Note | Signature | PageBreak | Contents
)


@record
class Cover:
    """The first page: who, what, and the document's control facts as (label, text) pairs."""

    kicker: str
    title: str
    subtitle: str
    organisation: str
    facts: tuple[tuple[str, Spans], ...] = ()
    status: str = ""
    status_tone: Tone = "neutral"


@record
class Furniture:
    """Words that writers put around the text: running head and foot, and the page number's pattern.

    `page` holds `{page}` and `{pages}`, `continued` a `{name}`; `missing` stands for what no font can draw.
    """

    head: str
    foot: str
    page: str
    missing: str = "□"
    continued: str = "{name} …"


@record
class Document:
    """A finished document in one language; `cover` is None for a document that starts with its text.

    `language` is a BCP 47 tag such as `da-DK`; `date` is the ISO date the document is built for. `source` is the text
    of the plan it was built from, as it may be published; empty if it is not carried along. `plan_id` names that plan.
    `manifest` lists what is sealed with it, and is carried along where the format can; empty outside a version. `day`
    is the date as people write it, `day_form` the pattern of dates in figures. Text runs through `columns` of the same
    width on each `page`; with more than one, a section that asks for a new page gets a new column instead. `measure` is
    how many letters a line of prose has room for, 0 for as many as the page has. `patterns` and `compounds` say where
    its language breaks words (`hyphenation`); without patterns none is broken.
    """

    title: str
    subject: str
    author: str
    language: str
    date: str
    furniture: Furniture
    blocks: tuple[Block, ...]
    cover: Cover | None = None
    keywords: tuple[str, ...] = field(default=())
    source: str = ""
    plan_id: str = ""
    manifest: str = ""
    day: str = ""
    day_form: str = "yyyy-MM-dd"
    page: Page = "a4"
    columns: int = 1
    measure: int = 0
    patterns: str = ""
    compounds: tuple[str, ...] = ()

    @property
    def headline(self) -> str:
        """The title that heads a sheet for the wall; on A4 a document begins with its cover or its first section."""
        return "" if self.page == "a4" else self.title


def headings(document: Document, depth: int) -> Iterator[Section]:
    """The sections that a list of contents of that depth names, in order."""
    return (one for one in walk(document.blocks) if isinstance(one, Section) and one.is_listed(depth))


def text_of(spans: Spans) -> str:
    """The plain text of a row of spans."""
    return "".join(span.text for span in spans)


def texts_of(blocks: tuple[Block, ...]) -> Iterator[str]:
    """The text of each paragraph, note and point of some blocks, in order."""
    for block in walk(blocks):
        if isinstance(block, Paragraph | Note):
            yield text_of(block.spans)
        elif isinstance(block, ListBlock):
            yield from _points(block.items)


def _points(items: tuple[Item, ...]) -> Iterator[str]:
    for item in items:
        yield text_of(item.spans)
        yield from _points(item.children)


def plain(text: str, bold: bool = False, italic: bool = False) -> Spans:
    """One span holding `text`, as a row of spans."""
    return (Span(text, bold, italic),)


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Every block in reading order, each section or answer before its contents."""
    for block in blocks:
        yield block
        if isinstance(block, Section | AnswerBlock):
            yield from walk(block.blocks)
