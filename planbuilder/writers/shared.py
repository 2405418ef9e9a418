"""What writers do alike: the way through a document, its facts and figures, and tables on pages.

In: a `Document` and its parts, a `Look`. Out: `Blocks`, which every writer is one of; tables, spans and drawings that
look alike in all formats.
"""

from __future__ import annotations

import gc
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Generic, TypeVar, assert_never

from planbuilder.document import model
from planbuilder.document.figure_model import Chart, Diagram
from planbuilder.document.model import Block, Row, Section, Span, Spans, Table, text_of
from planbuilder.drawing.shapes import Drawing, Text
from planbuilder.drawing.studio import CHART_HEIGHT, Studio
from planbuilder.drawing.typeface import measure
from planbuilder.look import Look
from planbuilder.writers.columns import BREAKS

T = TypeVar("T")
Nameless = model.Paragraph | model.ListBlock | model.Note | model.Signature | model.PageBreak | model.Contents
# The colour of a note, by its kind.
NOTE_TONES: Mapping[str, str] = {"gap": "gap", "warning": "watch", "info": "primary"}
# A figure is shown smaller by so much where that finds room for it on its page, unless words get smaller than so many
# points.
SHRUNK, SMALLEST = 0.88, 7.0
# Points that a figure leaves on its page for its caption.
WITH_CAPTION = 60
# The part of the height of a chart that a low one has.
LOW = 0.56
# The sizes in points that the value of a key figure may have, and what a tile keeps free at its sides.
TILE_SIZES, TILE_SIDES = (17, 14, 13, 12, 10), 24.0
# So many of these sizes are large enough to prefer a value on one line.
LARGE = 3
MOST_ABREAST = 3


class Blocks(ABC, Generic[T]):
    """A writer: what it makes of each of the primitives that a document consists of.

    A primitive that is added to `Block` makes mypy refuse `written` until it has a method here, and then every writer
    until it has one too.
    """

    def written(self, block: Block) -> Iterator[T]:
        """What is made of a block."""
        match block:
            case Section():
                return self.section(block)
            case model.AnswerBlock():
                return self.answer(block)
            case Table():
                return self.table(block)
            case Chart() | Diagram():
                return self.figure(block)
            case _:
                return self._without_name(block)

    def _without_name(self, block: Nameless) -> Iterator[T]:
        """The same of a block that nothing leads to."""
        match block:
            case model.Paragraph():
                return self.paragraph(block)
            case model.ListBlock():
                return self.points(block)
            case model.Note():
                return self.note(block)
            case model.Signature():
                return self.signature(block)
            case model.PageBreak():
                return self.page_break(block)
            case model.Contents():
                return self.contents(block)
            case _:
                assert_never(block)

    def blocks(self, blocks: tuple[Block, ...]) -> Iterator[T]:
        """What is made of some blocks, one after the other."""
        for block in blocks:
            yield from self.written(block)

    def answer(self, block: model.AnswerBlock) -> Iterator[T]:
        """An answer as its blocks, in a format where nothing is filled in."""
        return self.blocks(block.blocks)

    @abstractmethod
    def section(self, block: Section) -> Iterator[T]:
        """A heading and what is under it."""

    @abstractmethod
    def paragraph(self, block: model.Paragraph) -> Iterator[T]:
        """A paragraph in the style of its role."""

    @abstractmethod
    def points(self, block: model.ListBlock) -> Iterator[T]:
        """A list, with lists inside."""

    @abstractmethod
    def table(self, block: Table) -> Iterator[T]:
        """A table and its caption."""

    @abstractmethod
    def figure(self, block: Chart | Diagram) -> Iterator[T]:
        """A figure and its caption."""

    @abstractmethod
    def note(self, block: model.Note) -> Iterator[T]:
        """A passage set apart."""

    @abstractmethod
    def signature(self, block: model.Signature) -> Iterator[T]:
        """A signer, and the lines to sign on."""

    @abstractmethod
    def page_break(self, block: model.PageBreak) -> Iterator[T]:
        """A new page."""

    @abstractmethod
    def contents(self, block: model.Contents) -> Iterator[T]:
        """The contents list."""


def headed(number: str, title: str, gap: str = " ") -> str:
    """A heading on one line: its number, if it has one, and its title."""
    return f"{number}{gap}{title}" if number else title


def role_of(signature: model.Signature) -> str:
    """The role of a signer, to be written behind the name."""
    return f", {signature.role}" if signature.role else ""


def signer(signature: model.Signature) -> Spans:
    """A signer's name and role."""
    return Span(signature.name, bold=True), Span(role_of(signature))


def noted(note: model.Note) -> Spans:
    """A note behind its title."""
    return Span(f"{note.title}: ", bold=True), *note.spans


def cover_facts(cover: model.Cover, alt: str) -> Table:
    """A document's control facts as a table; `alt` is what names it to those who cannot see it."""
    rows = tuple(Row((model.Cell(model.plain(label)), model.Cell(said))) for label, said in cover.facts)
    return Table("cover", "", (model.Column("", 1), model.Column("", 2.6)), rows, alt, "facts")


def text_area(look: Look, columns: int = 1) -> tuple[float, float]:
    """Width and height of a column of text on a page, in points."""
    page = look.page
    width = page["width"] - page["left"] - page["right"]
    gaps = (columns - 1) * page.get("gap", 0.0)
    return (width - gaps) / columns, page["height"] - page["top"] - page["bottom"]


def enlarged(look: Look) -> float:
    """How many times their size figures are shown at: more on a sheet for the wall."""
    return look.page.get("figures", 1.0)


def drawn(figure: Chart | Diagram, look: Look, studio: Studio, width: float) -> Drawing:
    """The drawing of a figure that, enlarged, is as wide as a text of so many points."""
    part = figure.part * (LOW if figure.low else 1.0) if isinstance(figure, Chart) else 1.0
    height = look.page.get("chart", CHART_HEIGHT) * part
    return studio.drawing(figure, width / enlarged(look), height / enlarged(look))


def scale_of(drawing: Drawing, look: Look, width: float, height: float) -> float:
    """How many times its size a drawing is shown at, so that it fits a text of so many points with its caption."""
    return min(enlarged(look), width / drawing.width, (height - WITH_CAPTION) / drawing.height)


def least_scale(drawing: Drawing, scale: float) -> float:
    """How small a drawing may be shown that is shown at a scale: so that its words are still read with ease."""
    sizes = [item.size for item in drawing.items if isinstance(item, Text)]
    return scale * max(SHRUNK, min(1.0, SMALLEST / (scale * min(sizes, default=SMALLEST))))


@contextmanager
def paused() -> Iterator[None]:
    """Python's search for cycles of garbage, put off while a large document is made; afterwards it is as it was before.

    A document is some hundred thousand objects that all live until the file is written, and each search goes through
    all of them to find next to nothing: an eighth of the time of a PDF of 750 pages, measured with `gc.callbacks`. What
    is thrown away on the way is freed without it, but for what knows each other: 15 MB there.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def abreast(table: Table) -> int:
    """How many key figures stand beside each other: three, or as many as there are."""
    return max(1, min(MOST_ABREAST, len(table.rows)))


def tile_size(table: Table, width: float) -> int:
    """The largest size at which every value of a table of key figures stands on one line; the same for all.

    Where that would be small, it is the largest at which none is broken inside a word.
    """
    values = [text_of(row.cells[0].spans) for row in table.rows]
    words = {word for value in values for word in BREAKS.split(value)}
    room = width / abreast(table) - TILE_SIDES
    on_one_line = (size for size in TILE_SIZES[:LARGE] if _fit(values, size, room))
    return next(on_one_line, next((size for size in TILE_SIZES if _fit(words, size, room)), TILE_SIZES[-1]))


def _fit(texts: Iterable[str], size: float, room: float) -> bool:
    """Whether each of some texts has room on a line of its own."""
    return all(measure(text, size, True) <= room for text in texts)
