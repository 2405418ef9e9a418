"""The room that parts of a document ask for, so that one pass of layout keeps together what belongs together.

In: blocks, the look and the width of the text. Out: heights in points that a page must have left, and flowables that do
not leave the line after them alone on the next page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from math import fsum

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Flowable, Paragraph

from planbuilder.document import model
from planbuilder.document.figure_model import Chart, Diagram
from planbuilder.document.model import Block, Section, text_of
from planbuilder.look import Look
from planbuilder.writers import together
from planbuilder.writers.pdf.floating import may_wait
from planbuilder.writers.pdf.flowables import Figure, SignatureLines
from planbuilder.writers.pdf.splitting import LABEL, Point, Register, Tagged
from planbuilder.writers.shared import headed, signer
from planbuilder.writers.together import LEADING, PARTED, leads, row_heights, unwrapped

# The most that is empty beneath a block of text.
LARGEST_GAP = 14.0
HEADING = LINES_TOGETHER = 28.0
# What a figure takes beside its drawing, with a caption and without.
FIGURE_CAPTION, BARE_FIGURE = 40.0, 8.0
# Points that a table asks for at least.
LEAST_ROOM, NOTE = 80.0, 60.0
# Of a page that a chapter or the list of contents follows on, so much is left.
FOLLOWS_ON = 1 / 3


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

    def placed(self, blocks: tuple[Block, ...], made: Iterable[Flowable]) -> Iterator[Flowable]:
        """The flowables made of the first of some blocks, after the room it asks for, each with its tail."""
        block, room, tail = blocks[0], self.before(blocks), self.tail(blocks)
        match block:
            case model.Table():
                made = list(with_tail(made, tail))
                room = self.exactly(block, made, tail) or room
            case model.ListBlock():
                made = with_company(made, tail, self.width)
            case Chart() | Diagram():
                made = beneath_caption(made, tail)
            case _:
                made = with_tail(made, tail) if tail else made
        if room:
            yield CondPageBreak(min(room, self.height - 1))
        yield from made

    def before(self, blocks: tuple[Block, ...]) -> float:
        """The height the first of some blocks must find on the page, with what must not part from it."""
        if not blocks:
            return 0
        # One pass of layout cannot go back, so each block asks for what must stay with it before it is placed.
        match blocks[0]:
            case model.AnswerBlock() as answer:
                return self.before((*unwrapped(answer.blocks), *blocks[1:]))
            case Chart() | Diagram() if self.flowing and may_wait(blocks):
                return self.before(blocks[1:])
            case Section() as section:
                heading = self._heading(section) + max(LINES_TOGETHER, self.before(section.blocks))
                return max(self._new_page(section), heading)
            case block:
                return self._with_tail(block, self.tail(blocks), leads(block, blocks[1:]))

    def _with_tail(self, block: Block, tail: float, is_leading: bool) -> float:
        """The height that a block asks for, with a tail that must not part from it."""
        match block:
            case model.Paragraph():
                return self._of_paragraph(block, tail, is_leading)
            case model.ListBlock():
                return self._of_list(block, tail)
            case model.Table():
                return self._of_table(block, tail)
            case Chart() | Diagram():
                return self.of_figure(block) + tail
            case _:
                return self._of_other(block)

    def _of_other(self, block: Block) -> float:
        match block:
            case model.Signature():
                style, name = self.styles["body"], text_of(signer(block))
                return float(SignatureLines.HEIGHT + 4 + self._lines(name, style) * style.leading + style.spaceAfter)
            case model.PageBreak():
                return self.height
            case model.Contents():
                return self.height * FOLLOWS_ON
            case _:
                return NOTE

    def tail(self, blocks: tuple[Block, ...]) -> float:
        """The height of what must not begin a page without the end of the first of some blocks; 0 if nothing must.

        That is what it leads to, a small line that says who gave it, and a place to sign.
        """
        block, following = blocks[0], blocks[1:]
        gap = self.look.page["after"] if isinstance(block, model.Table) else LARGEST_GAP
        if leads(block, following):
            return max(LINES_TOGETHER, self.before(following))
        if not isinstance(block, model.Signature) and together.signs(following):
            return gap + self.before(following)
        small = following[0] if following else None
        if not isinstance(small, model.Paragraph) or small.role != "small":
            return 0
        style = self.styles["small"]
        return gap + float(self._lines(text_of(small.spans), style) * style.leading)

    def of_figure(self, figure: Chart | Diagram) -> float:
        """What a figure asks for with its caption, shown as small as it may be."""
        return self.figure_height(figure) + (FIGURE_CAPTION if figure.caption else BARE_FIGURE)

    def _of_table(self, table: model.Table, tail: float) -> float:
        """About the height that a table asks for."""
        if table.look == "tiles":
            return LEAST_ROOM
        head, rows = int(table.look == "grid"), table.rows
        heights, count = row_heights(table, self.look, self.width), together.first(table.rows)
        top = self._of_caption(table) if table.caption else 0
        least = top + fsum(heights[: head + count]) + (tail if count == len(rows) else 0)
        whole = top + (fsum(heights) if len(rows) <= together.SOME else self.height) + tail
        return max(LEAST_ROOM, together.asked(table, whole - top, (top, least, whole), self.height))

    def exactly(self, table: model.Table, flowables: list[Flowable], tail: float) -> float:
        """The height that a table's flowables ask for, once they are made."""
        asked, width, height = 0.0, self.width, self.height
        reckoned = fsum(row_heights(table, self.look, width)) + tail
        for one in flowables:
            if isinstance(one, Register):
                whole = asked + fsum(one.heights_in(width, height)) + tail
                asked = together.asked(table, reckoned, (asked, asked + one.least(width, height, tail), whole), height)
            elif isinstance(one, Paragraph):
                asked += one.getSpaceBefore() + one.wrap(width, height)[1] + one.getSpaceAfter()
        return asked

    def _of_caption(self, table: model.Table) -> float:
        style = self.styles["caption"]
        lines = self._lines(f"{table.number}. {table.caption}", style)
        return float(style.spaceBefore + lines * style.leading + style.spaceAfter)

    def _new_page(self, section: Section) -> float:
        """What a section that asks for a new page finds: a chapter follows on where a third of the page is left."""
        if not section.new_page:
            return 0.0
        return self.height * FOLLOWS_ON if self.flowing and section.level == 1 else self.height - 1

    def _of_paragraph(self, paragraph: model.Paragraph, tail: float, is_leading: bool) -> float:
        """A short paragraph with its tail, of another its first lines."""
        style = self.styles[paragraph.role]
        lines = self._lines(text_of(paragraph.spans), style)
        if lines > (LEADING if is_leading else PARTED - 1):
            return float(style.spaceBefore + (PARTED - 2) * style.leading)
        return float(style.spaceBefore + lines * style.leading + (style.spaceAfter + tail if tail else 0))

    def _of_list(self, block: model.ListBlock, tail: float) -> float:
        """A short list with its tail, of another its first two points, or one of many lines."""
        style = self.styles["item"]
        lines = together.point_lines(block, self.width - style.rightIndent - LABEL, style.fontSize)
        parts = lines[: together.beginning(block, lines)]
        asked = fsum(count * style.leading + style.spaceAfter for count in parts)
        return float(asked + (tail if len(parts) == len(lines) else 0))

    def _lines(self, text: str, style: ParagraphStyle) -> int:
        is_bold = style.name in ("label", "h1", "h2", "h3")
        return together.count_lines(text, self.width - style.rightIndent, style.fontSize, is_bold)

    def _heading(self, section: Section) -> float:
        """The height of a section's heading, however many lines it has."""
        style = self.styles[f"h{min(section.level, 3)}"]
        lines = self._lines(headed(section.number, section.title, "  "), style)
        return max(HEADING, float(style.spaceBefore + lines * style.leading + style.spaceAfter))


def with_tail(flowables: Iterable[Flowable], tail: float) -> Iterator[Flowable]:
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


def with_company(flowables: Iterable[Flowable], tail: float, width: float) -> list[Flowable]:
    """A list's flowables with a tail; the last point does not begin a page without the one before it."""
    made = list(flowables)
    points = [one for one in made if isinstance(one, Point)]
    for one in points[-1:]:
        one.wrap(width, tail)
        one.tail = tail
    for one in points[-2:-1]:
        one.tail = one.getSpaceAfter() + points[-1].height + tail
    return made


def beneath_caption(flowables: Iterable[Flowable], tail: float) -> Iterator[Flowable]:
    """A figure's flowables: it leaves the room of the tail beneath its caption."""
    for flowable in flowables:
        if isinstance(flowable, Figure):
            flowable.beneath += tail
        yield flowable
