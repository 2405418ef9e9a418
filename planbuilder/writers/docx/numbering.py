"""Numbers that Word counts: headings, appendices and lists.

In: sections with the numbers they have, and lists as they come. Out: the style a heading stands in, the number of a
list, and the definitions behind them. A heading counts by itself only where Word would come to the number it has; any
other number is typed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from planbuilder.document.model import LETTERS, Section
from planbuilder.writers.docx.oxml import NAMESPACES, attribute

DEEPEST = 3
BULLETS = "•–•"
STEP, HANGING = 360, 280


class Numbering:
    """Counts as Word will; the definitions are added to a document when its story is known."""

    def __init__(self, first: int = 1) -> None:
        self.counts = [0] * DEEPEST
        self.appendices, self.appendix_word, self.lists = 0, "", 0
        self.headings, self.appendix, self.bullets, self.first_list = first, first + 1, first + 2, first + 3

    def heading(self, section: Section) -> tuple[str, str]:
        """(style, number to be typed) of a section's heading."""
        level = min(section.level, DEEPEST)
        if section.number and section.number == self._appendix(section):
            self.appendices += 1
            return "AppendixHeading", ""
        if section.number and section.level <= DEEPEST and section.number == self._next(level):
            self.counts = [*self.counts[: level - 1], self.counts[level - 1] + 1, *[0] * (DEEPEST - level)]
            return f"Heading{level}", ""
        return f"Heading{level}Plain", section.number

    def _next(self, level: int) -> str:
        return ".".join(map(str, (*self.counts[: level - 1], self.counts[level - 1] + 1)))

    def _appendix(self, section: Section) -> str:
        """The number that the next appendix has, in the word that the first one was called by."""
        word = self.appendix_word or section.number.rpartition(" ")[0]
        if section.level > 1 or not word or self.appendices >= len(LETTERS):
            return ""
        self.appendix_word = word
        return f"{word} {LETTERS[self.appendices]}"

    def new_list(self) -> int:
        """The number of a new numbered list, which begins at 1."""
        self.lists += 1
        return self.first_list + self.lists - 1

    def define(self, word: WordDocument) -> None:
        """Add the definitions to a document; those of a list kind stand before all lists, as the format asks."""
        root = word.part.numbering_part.element
        end = root.find(qn("w:num"))
        for xml in self._kinds():
            _insert(root, parse_xml(xml), end)
        for xml in self._numbers():
            root.append(parse_xml(xml))

    def _kinds(self) -> Iterator[str]:
        widths = (567, 737, 907)
        patterns = ("%1", "%1.%2", "%1.%2.%3")
        heads = (
            _level(n, "decimal", patterns[n], widths[n], widths[n], f"Heading{n + 1}") for n in range(len(patterns))
        )
        yield _kind(self.headings, heads)
        yield _kind(
            self.appendix,
            [_level(0, "upperLetter", f"{self.appendix_word} %1".strip(), 1247, 1247, "AppendixHeading")],
        )
        styles = ("ListBullet", "ListBullet2", "ListBullet3")
        marks = (_level(n, "bullet", BULLETS[n], HANGING + STEP * n, HANGING, style) for n, style in enumerate(styles))
        yield _kind(self.bullets, marks)
        yield _kind(self.first_list, [_level(0, "decimal", "%1.", STEP, STEP, "")])

    def _numbers(self) -> Iterator[str]:
        for id in (self.headings, self.appendix, self.bullets):
            yield f'<w:num {NAMESPACES} w:numId="{id}"><w:abstractNumId w:val="{id}"/></w:num>'
        restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
        for id in range(self.first_list, self.first_list + max(1, self.lists)):
            kind = f'<w:abstractNumId w:val="{self.first_list}"/>'
            yield f'<w:num {NAMESPACES} w:numId="{id}">{kind}{restart}</w:num>'


def free_number(word: WordDocument) -> int:
    """The first number that no list of a document has."""
    root = word.part.numbering_part.element
    taken = [int(e.get(qn(name))) for e in root for name in ("w:numId", "w:abstractNumId") if e.get(qn(name))]
    return max(taken, default=0) + 1


def counted(style: Any, number: int, level: int = 0) -> None:
    """Let a style be counted by a list; 0 takes it out of the one it inherits."""
    properties = style.element.get_or_add_pPr()
    for old in properties.findall(qn("w:numPr")):
        properties.remove(old)
    properties._insert_numPr(
        parse_xml(f'<w:numPr {NAMESPACES}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')
    )


def _insert(root: Any, element: Any, before: Any) -> None:
    root.append(element) if before is None else before.addprevious(element)


def _kind(id: int, levels: Any) -> str:
    return (
        f'<w:abstractNum {NAMESPACES} w:abstractNumId="{id}"><w:multiLevelType w:val="multilevel"/>'
        f"{''.join(levels)}</w:abstractNum>"
    )


def _level(n: int, form: str, pattern: str, left: int, hanging: int, style: str) -> str:
    linked = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{linked}'
        f'<w:lvlText w:val="{attribute(pattern)}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:tabs><w:tab w:val="num" w:pos="{left}"/></w:tabs>'
        f'<w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr></w:lvl>'
    )
