"""The room that parts of a document ask for, so that one pass of layout keeps together what belongs together.

In: blocks, the look and the width of the text. Out: heights in points that a page must have left, and flowables that do
not leave the line after them alone on the next page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from math import fsum

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from planbuilder.document import model
from planbuilder.document.figure_model import Chart, Diagram
from planbuilder.document.model import Block, Cell, Row, Section, Span, Table, text_of
from planbuilder.drawing.typeface import wrap
from planbuilder.look import Look
from planbuilder.writers.columns import PADDING, column_widths, of_numbers
from planbuilder.writers.pdf.floating import may_wait
from planbuilder.writers.pdf.splitting import Register, Tagged
from planbuilder.writers.pdf.tables import LINE
from planbuilder.writers.shared import bonds, headed

# The most that is empty beneath a block of text or a table.
LARGEST_GAP = 14.0
HEADING = LINES_TOGETHER = 28.0
# What a figure takes beside its drawing, with a caption and without.
FIGURE_CAPTION, BARE_FIGURE = 40.0, 8.0
# The most lines of a paragraph beneath a heading that only introduces what follows.
INTRODUCTION = 4
# Points that a table asks for at least, that its caption takes, and a row beside its lines; and how many rows and
# characters of a cell are looked at to find how high its first rows are.
LEAST_ROOM, CAPTION_ROOM, ROWS_MEASURED, MEASURED = 80.0, 26.0, 40, 2000
# A table of so few rows that is no higher stays whole on a page: numbers that add up higher than texts.
SHORT, WHOLE, WHOLE_NUMBERS = 14, 130.0, 290.0
# Of a page that a chapter or the list of contents follows on, so much is left.
FOLLOWS_ON = 1 / 3
# Whether a paragraph belongs to what follows, and so to the same page.
LEADS = {"label": True, "lead": True, "body": False, "answer": False, "small": False}


class Rooms:
    """What blocks ask for in one look, on pages whose text is that wide and high.

    Where the text is `flowing`, chapters follow on and figures may wait for room.
    """

    def __init__(
        self,
        look: Look,
        styles: Mapping[str, ParagraphStyle],
        area: tuple[float, float],
        figure_height: Callable[[Chart | Diagram], float],
        flowing: bool = False,
    ) -> None:
        self.look, self.styles, self.figure_height = look, styles, figure_height
        self.width, self.height = area
        self.flowing = flowing

    def before(self, blocks: tuple[Block, ...]) -> float:
        """The height the first of some blocks must find on the page, with what must not part from it."""
        if not blocks:
            return 0
        # One pass of layout cannot go back, so each block asks for what must stay with it before it is placed.
        block, following = blocks[0], blocks[1:]
        if isinstance(block, model.Paragraph):
            return LEADS[block.role] and self._height(block) + max(LINES_TOGETHER, self.before(following))
        if isinstance(block, model.AnswerBlock):
            return self.before((*block.blocks, *following))
        if isinstance(block, Section):
            heading = self._heading(block) + max(LINES_TOGETHER, self._beginning(block.blocks))
            return max(self._new_page(block), heading)
        if isinstance(block, Chart | Diagram):
            return self.before(following) if self.flowing and may_wait(blocks) else self.of_figure(block)
        others = table_room(block, self.look, self.width) if isinstance(block, model.Table) else 44.0
        large = {model.PageBreak: self.height, model.Contents: self.height * FOLLOWS_ON}
        return {model.Note: 60.0, model.Signature: 100.0, **large}.get(type(block), others)

    def of_figure(self, figure: Chart | Diagram) -> float:
        """What a figure asks for with its caption, shown as small as it may be."""
        return self.figure_height(figure) + (FIGURE_CAPTION if figure.caption else BARE_FIGURE)

    def _new_page(self, section: Section) -> float:
        """What a section that asks for a new page finds: a chapter follows on where a third of the page is left."""
        if not section.new_page:
            return 0.0
        return self.height * FOLLOWS_ON if self.flowing and section.level == 1 else self.height - 1

    def _beginning(self, blocks: tuple[Block, ...]) -> float:
        """What a section's first blocks ask for: a few lines that introduce a table or figure stay with it."""
        first, *following = blocks or (None,)
        if isinstance(first, model.Paragraph) and first.role == "body" and self._lines(first) <= INTRODUCTION:
            return self._height(first) + self.before(tuple(following))
        return self.before(blocks)

    def _lines(self, paragraph: model.Paragraph) -> int:
        style = self.styles[paragraph.role]
        return len(wrap(model.text_of(paragraph.spans), self.width - style.rightIndent, style.fontSize, True))

    def _height(self, paragraph: model.Paragraph) -> float:
        style = self.styles[paragraph.role]
        return float(style.spaceBefore + self._lines(paragraph) * style.leading + style.spaceAfter)

    def _heading(self, section: Section) -> float:
        """The height of a section's heading, however many lines it has."""
        style = self.styles[f"h{min(section.level, 3)}"]
        lines = len(wrap(headed(section.number, section.title, "  "), self.width, style.fontSize, True))
        return max(HEADING, float(style.spaceBefore + lines * style.leading + style.spaceAfter))

    def after(self, following: tuple[Block, ...]) -> float:
        """The height of a small line that says who gave what is before it; 0 if none follows."""
        if not following or not isinstance(following[0], model.Paragraph) or following[0].role != "small":
            return 0
        style = self.styles["small"]
        lines = len(wrap(model.text_of(following[0].spans), self.width - style.rightIndent, style.fontSize))
        return LARGEST_GAP + float(lines * style.leading)


def with_tail(flowables: Iterator[Flowable], tail: float) -> Iterator[Flowable]:
    """The same flowables; the last one with text leaves its page only with lines that keep the tail company."""
    waiting: list[Flowable] = []
    for flowable in flowables:
        if isinstance(flowable, Tagged | Register):
            yield from waiting
            waiting.clear()
        waiting.append(flowable)
    if waiting and isinstance(waiting[0], Tagged | Register):
        waiting[0].tail = tail
    yield from waiting


def table_room(table: Table, look: Look, width: float) -> float:
    """About the height that a short table takes; of another its caption, head and the first rows, which do not part."""
    if table.look == "tiles":
        return LEAST_ROOM
    together, count = bonds(table.rows[:ROWS_MEASURED]), 0
    while count in together:
        count += 1
    widths, size = column_widths(table, look, width), look.sizes["table"]
    head = (Row(tuple(Cell((Span(column.title),)) for column in table.columns)),) if table.look == "grid" else ()
    top = CAPTION_ROOM if table.caption else 0
    heights = [
        LINE * size * _lines_of(row, widths, size) + look.page["row"] + 1 for row in (*head, *table.rows[:SHORT])
    ]
    whole, first = top + fsum(heights), top + fsum(heights[: len(head) + count + 1])
    most = WHOLE_NUMBERS if of_numbers(table) else WHOLE
    return max(LEAST_ROOM, whole if len(table.rows) <= SHORT and whole <= most else first)


def _lines_of(row: Row, widths: list[float], size: float) -> int:
    rooms = [fsum(widths)] if row.is_across else widths
    texts = zip(row.cells, rooms, strict=False)
    return max((len(wrap(text_of(c.spans)[:MEASURED], room - 2 * PADDING, size, True)) for c, room in texts), default=1)
