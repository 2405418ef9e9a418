"""A Word file of a document in which what differs from an earlier one is marked as tracked changes.

In: both documents, and whose changes they are. Out: DOCX bytes; all accepted it says what the later one says, all
rejected what the earlier one said. Nothing is to be filled in, all pages stand, and head and foot are the later one's.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from planbuilder.document.model import AnswerBlock, Document, Section, Span
from planbuilder.drawing.studio import Studio
from planbuilder.look import Look
from planbuilder.plaintext import for_a_terminal
from planbuilder.record import replace
from planbuilder.writers.docx.answers import AFTER_TABLE
from planbuilder.writers.docx.pieces import Marks
from planbuilder.writers.docx.tracking import tracked
from planbuilder.writers.docx.writer import Writer

LONGEST_AUTHOR = 255


def render(before: Document, after: Document, look: Look, studio: Studio, author: str, day: date) -> bytes:
    """The later document as a Word file, with its changes of the earlier one in somebody's name and of a day."""
    return _Compared(_bare(before), _bare(after), look, studio, author, day).bytes()


def _bare(document: Document) -> Document:
    """A document that carries nothing along."""
    return replace(document, source="", plan_id="", manifest="")


class _Plain(Writer):
    """Writes what is read, without what is filled in or said in the margin."""

    def span(self, span: Span) -> str:
        """A span; of an answer what it says."""
        return super().span(replace(span, field=None) if span.field else span)

    def answer(self, answer: AnswerBlock) -> Iterator[str]:
        """An answer as its blocks."""
        return self.blocks(answer.blocks)

    def section(self, section: Section) -> Iterator[str]:
        """A section on pages that stand: where one would lie down, its end could neither go nor come."""
        return super().section(replace(section, wide=False))

    def story(self) -> Iterator[str]:
        """Everything, and a paragraph that stays: the last one can neither go nor come."""
        yield from super().story()
        yield AFTER_TABLE


class _Compared(_Plain):
    """Writes both texts into one file, so that they share its pictures, its lists and its numbers."""

    def __init__(self, before: Document, after: Document, look: Look, studio: Studio, author: str, day: date) -> None:
        super().__init__(after, look, studio)
        self.before = _Plain(before, look, studio)
        self.before.ids, self.before.pictures, self.before.numbering = self.ids, self.pictures, self.numbering
        named = for_a_terminal(author)[:LONGEST_AUTHOR] or "planbuilder"
        self.marks = Marks(named, f"{day.isoformat()}T00:00:00Z", self.ids)

    def elements(self) -> list[Any]:
        """Both texts as one."""
        old = self.before.elements()
        self.numbering.begin()
        return tracked(old, super().elements(), self.marks)
