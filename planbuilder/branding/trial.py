"""A page written into a template before anybody needs one, and looked at.

In: a template and a look. Out: what on the page is not as it should be: a title that is not there, a heading without
its number or unknown to the list of contents, a table's head that cannot be read. It is read back from the file that
was made, as a program reads it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from planbuilder import codes
from planbuilder.branding.stylesheet import Count, StyleSheet, says_our_number
from planbuilder.branding.wordparts import Parts, W, opened
from planbuilder.document.model import (
    Cell,
    Column,
    Contents,
    Cover,
    Document,
    Furniture,
    Paragraph,
    Row,
    Section,
    Table,
    plain,
)
from planbuilder.drawing.colours import LEAST_CONTRAST, contrast
from planbuilder.errors import Place, Problem, problem
from planbuilder.look import Look, WordTemplate
from planbuilder.record import replace
from planbuilder.writers.docx import render
from planbuilder.writers.docx.places import words_of

DAY = "2026-01-01"
# Words that are in no template by chance.
TITLE, HEADS, COLUMN = "pb-titel", ("pb-et", "pb-to", "pb-tre"), "pb-hoved"
TABLE = Table("t", "t", (Column(COLUMN),), (Row((Cell(plain("t")),)),), "t", number="Tabel 1")


def tried(template: WordTemplate, look: Look, language: str, file: str) -> tuple[Problem, ...]:
    """What is wrong with a page in a template, as a warning that names the styles concerned; nothing if all is well."""
    page = _Page(opened(render(_sample(language), replace(look, template=template)), Place(file)))
    wrong = [name for name, is_sound in CHECKS.items() if not is_sound(page)]
    return (problem(codes.TRIAL_PAGE_FAILED, Place(file), what=", ".join(wrong)),) if wrong else ()


def _sample(language: str) -> Document:
    """A document with a cover, a list of contents, headings of three levels and a table."""
    third = Section("c", HEADS[2], (Paragraph(plain("t")), TABLE), level=3, number="1.1.1")
    second = Section("b", HEADS[1], (third,), level=2, number="1.1")
    first = Section("a", HEADS[0], (second,), number="1")
    cover = Cover("", TITLE, "", "", (), "t", "good")
    return Document(TITLE, "", "t", language, DAY, Furniture("", "", "{page}"), (Contents("t", 2), first), cover)


class _Page:
    """The page that was made: its paragraphs by what they say, and its styles."""

    def __init__(self, parts: Parts) -> None:
        self.parts, self.sheet = parts, StyleSheet(parts)
        self.body = parts.trees[parts.main].find(f"{W}body")
        self.paragraphs = {words_of(one): one for one in reversed(list(self.body.iter(f"{W}p")))}

    def style(self, words: str) -> str:
        """The id of the style of the paragraph that says something."""
        found = self.paragraphs[words].find(f"{W}pPr/{W}pStyle")
        return "" if found is None else str(found.get(f"{W}val", ""))

    def has_title(self) -> bool:
        """Whether the title comes before the first heading."""
        said = [words_of(one) for one in self.body.iter(f"{W}p")]
        return TITLE in said and said.index(TITLE) < said.index(HEADS[0])

    def is_numbered(self, level: int) -> bool:
        """Whether a heading of a level, from 0, is counted as its text is."""
        words = HEADS[level]
        own = self.paragraphs[words].find(f"{W}pPr/{W}numPr/{W}numId")
        count = self.sheet.count(self.style(words))
        if own is not None:
            count = Count(int(own.get(f"{W}val")), level)
        return count is not None and says_our_number(self.parts, self.sheet, count.number, level)

    def is_listed(self, level: int) -> bool:
        """Whether a heading of a level, from 0, is in the list of contents, now and when Word makes it anew."""
        outline = self.paragraphs[HEADS[level]].find(f"{W}pPr/{W}outlineLvl")
        outline = self.sheet.said(self.style(HEADS[level]), "pPr/outlineLvl") if outline is None else outline
        number, heading = ".".join("1" * (level + 1)), HEADS[level]
        is_there = any(words.startswith(number) and heading in words for words in self.paragraphs)
        return is_there and outline is not None and outline.get(f"{W}val") == str(level)

    def has_readable_head(self) -> bool:
        """Whether a table's head can be read on its ground."""
        table = next(self.paragraphs[COLUMN].iterancestors(f"{W}tbl"))
        style = table.find(f"{W}tblPr/{W}tblStyle").get(f"{W}val")
        colour = self.sheet.colour(self.style(COLUMN)) or self.sheet.table_colour(style, "firstRow")
        return not colour or contrast(colour, self.sheet.table_ground(style, "firstRow")) >= LEAST_CONTRAST


CHECKS: Mapping[str, Callable[[_Page], bool]] = {
    "title": _Page.has_title,
    "heading 1": lambda page: page.is_numbered(0),
    "heading 2": lambda page: page.is_numbered(1),
    "heading 3": lambda page: page.is_numbered(2),
    "toc 1": lambda page: page.is_listed(0),
    "toc 2": lambda page: page.is_listed(1),
    "Cell Head": _Page.has_readable_head,
}
