"""What Word counts, and what shows the count elsewhere: headings and lists, cross-references, the list of contents.

In: sections, spans and a `Document`. Out: numbering definitions, and fields and links to the bookmarks of headings,
tables and figures. Each field shows its text at once; Word brings it up to date when the document changes, pages, which
only it knows, among them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from planbuilder.document import model
from planbuilder.document.figure_model import Chart, Diagram
from planbuilder.document.model import LETTERS, Document, Section, Span
from planbuilder.record import field, record
from planbuilder.writers.docx import oxml
from planbuilder.writers.docx.oxml import NAMESPACES, TWIPS, attribute, put, put_only
from planbuilder.writers.shared import headed

DEEPEST = 3
PATTERNS = ("%1", "%1.%2", "%1.%2.%3")
WIDTHS = (567, 737, 907)
# The styles that lists of ours count, by the ids we give them: which list, and at what level.
COUNTED: Mapping[str, tuple[str, int]] = {
    "Heading1": ("headings", 0),
    "Heading2": ("headings", 1),
    "Heading3": ("headings", 2),
    "AppendixHeading": ("appendix", 0),
    "ListBullet": ("bullets", 0),
    "ListBullet2": ("bullets", 1),
    "ListBullet3": ("bullets", 2),
}
LISTS = ("headings", "appendix", "bullets", "numbered")
# Where titles stand in a list of contents, in points: behind the numbers of each level, and behind "Appendix A".
TITLES, APPENDIX_TITLE = (26, 54, 90), 72
BULLETS = "•–•"
STEP, HANGING = 360, 280
# The style of what leads elsewhere.
LINK = "Hyperlink"


@record
class Counting:
    """How a document's lists are numbered; every number is a list's, as Word knows it.

    `first` is the first one free. `own` has the ids of the styles that our lists count, by the ids we give them.
    `headings` is the list that counts headings, 0 for ours. `apart` lets each heading name its list itself, since its
    style does not, or counts something of a template's, too; `kind` is then what that list is one of.
    """

    first: int = 1
    own: Mapping[str, str] = field(default_factory=lambda: {name: name for name in COUNTED})
    headings: int = 0
    apart: bool = False
    kind: int = 0


class Numbering:
    """Counts as Word will; the definitions are added to a document when its story is known.

    The marks of points have a colour (`#rrggbb`), or that of their words.
    """

    def __init__(self, counting: Counting | None = None, colour: str = "") -> None:
        self.counting = counting or Counting()
        self.marked = f'<w:rPr><w:color w:val="{colour.lstrip("#")}"/></w:rPr>' if colour else ""
        self.lists = 0
        self.begin()
        self.headings, self.appendix, self.bullets, self.first_list = list_numbers(self.counting).values()

    def begin(self) -> None:
        """Count the headings of a text from its first one; lists go on."""
        self.counts = [0] * DEEPEST
        self.appendices, self.appendix_word = 0, ""

    def heading(self, section: Section) -> tuple[str, str, str]:
        """(style, number to be typed, list) of a section's heading; the list as XML, empty where the style has it."""
        level = min(section.level, DEEPEST)
        if section.number and section.number == self._appendix(section):
            self.appendices += 1
            return "AppendixHeading", "", ""
        if section.number and section.level <= DEEPEST and section.number == self._next(level):
            self.counts = [*self.counts[: level - 1], self.counts[level - 1] + 1, *[0] * (DEEPEST - level)]
            return f"Heading{level}", "", self._apart(level - 1) if self.counting.apart else ""
        return f"Heading{level}Plain", section.number, ""

    def _apart(self, level: int) -> str:
        """What a heading says itself where its style does not: the list that counts it, and its level."""
        return f'{in_list(self.headings, level)}<w:outlineLvl w:val="{level}"/>'

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
        """Add the definitions to a document."""
        root = word.part.numbering_part.element
        for xml in (*self._kinds(), *self._numbers()):
            put(root, parse_xml(xml))

    def _kinds(self) -> Iterator[str]:
        if not self.counting.headings:
            patterns = zip(range(DEEPEST), PATTERNS, WIDTHS, strict=True)
            heads = (self._level(n, "decimal", said, wide, wide, f"Heading{n + 1}") for n, said, wide in patterns)
            yield _kind(self.headings, heads)
        pattern = f"{self.appendix_word} %1".strip()
        yield _kind(self.appendix, [self._level(0, "upperLetter", pattern, 1247, 1247, "AppendixHeading")])
        marks = (
            self._level(n, "bullet", BULLETS[n], HANGING + STEP * n, HANGING, style)
            for n, style in enumerate(("ListBullet", "ListBullet2", "ListBullet3"))
        )
        yield _kind(self.bullets, marks)
        yield _kind(self.first_list, [self._level(0, "decimal", "%1.", STEP, STEP, "")])

    def _level(self, n: int, form: str, pattern: str, left: int, hanging: int, style: str) -> str:
        """One level of a list, tied to the style that it counts."""
        counted = self.counting.own.get(style, "")
        linked = f'<w:pStyle w:val="{attribute(counted)}"/>' if counted else ""
        marked = self.marked if "Heading" not in style else ""
        return (
            f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{linked}'
            f'<w:lvlText w:val="{attribute(pattern)}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:tabs><w:tab w:val="num" w:pos="{left}"/></w:tabs>'
            f'<w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr>{marked}</w:lvl>'
        )

    def _numbers(self) -> Iterator[str]:
        if not self.counting.headings:
            yield _number(self.headings, self.headings)
        elif self.counting.apart:
            yield _number(self.headings, self.counting.kind, begun=DEEPEST)
        yield from (_number(id, id) for id in (self.appendix, self.bullets))
        for id in range(self.first_list, self.first_list + max(1, self.lists)):
            yield _number(id, self.first_list, begun=1)


def list_numbers(counting: Counting) -> dict[str, int]:
    """The number of each list of ours, of the first of those that each begin at 1 for `numbered`."""
    return {name: counting.first + n for n, name in enumerate(LISTS)}


def in_list(number: int, level: int) -> str:
    """That a paragraph or a style is counted by a list, as a property of it."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def free_number(word: WordDocument) -> int:
    """The first number that no list of a document has."""
    root = word.part.numbering_part.element
    said = (e.get(qn(name), "") for e in root for name in ("w:numId", "w:abstractNumId"))
    return max((int(number) for number in said if number.isdecimal()), default=0) + 1


def counted(style: Any, number: int, level: int) -> None:
    """Let a style be counted by a list, in place of any other."""
    xml = in_list(number, level).replace("<w:numPr>", f"<w:numPr {NAMESPACES}>")
    put_only(style.get_or_add_pPr(), parse_xml(xml))


def _kind(id: int, levels: Iterable[str]) -> str:
    return (
        f'<w:abstractNum {NAMESPACES} w:abstractNumId="{id}"><w:multiLevelType w:val="multilevel"/>'
        f"{''.join(levels)}</w:abstractNum>"
    )


def _number(id: int, kind: int, begun: int = 0) -> str:
    """A list of a kind, of which so many levels begin anew."""
    anew = (f'<w:lvlOverride w:ilvl="{n}"><w:startOverride w:val="1"/></w:lvlOverride>' for n in range(begun))
    return f'<w:num {NAMESPACES} w:numId="{id}"><w:abstractNumId w:val="{kind}"/>{"".join(anew)}</w:num>'


def anchor(name: str) -> str:
    """An anchor as a bookmark name that Word does not list: letters, digits and underscores, at most 40 of them."""
    return "_pb_" + "".join(c if c.isascii() and c.isalnum() else "_" for c in name)[:36]


class References:
    """Knows what the anchors of a document are at."""

    def __init__(self, document: Document) -> None:
        self.document = document
        numbered = (b for b in model.walk(document.blocks) if isinstance(b, Section | model.Table | Chart | Diagram))
        self.targets = {block.id: block for block in numbered}

    def xml(self, span: Span) -> str:
        """A span with a target: a field that shows the target's number, a link where it says something else."""
        target, name = self.targets.get(span.target), anchor(span.target)
        number = target.number if target else ""
        if not number or not span.text.endswith(number):
            return oxml.link(name, oxml.span(span, LINK)) if target else oxml.span(span)
        # "Table 3": the word stays text, the number becomes a field.
        before = span.text[: len(span.text) - len(number)]
        shows = "\\r \\h" if isinstance(target, Section) else "\\h"
        return (oxml.run(oxml.text(before), LINK) if before else "") + oxml.field(f"REF {name} {shows}", number, LINK)

    def contents(self, contents: model.Contents, width: float) -> Iterator[str]:
        """The lines of a list of contents, `width` points wide, within one field; Word makes the same when it is asked.

        Pages are those that are known, each in a field of its own.
        """
        entries, depth = list(model.headings(self.document, contents.depth)), contents.depth
        begin = oxml.run('<w:fldChar w:fldCharType="begin"/>') + oxml.run(
            f'<w:instrText xml:space="preserve"> TOC \\o "1-{depth}" \\h \\z \\u </w:instrText>'
        )
        begin += oxml.run('<w:fldChar w:fldCharType="separate"/>')
        for n, entry in enumerate(entries):
            line = _entry(entry, contents.pages.get(entry.id))
            end = oxml.run('<w:fldChar w:fldCharType="end"/>') if n == len(entries) - 1 else ""
            content = (begin if n == 0 else "") + line + end
            yield oxml.paragraph(f"TOC{min(entry.level, DEEPEST)}", content, extra=_stops(entry, width))


def _entry(section: Section, page: int | None) -> str:
    """A line of a list of contents, all of it a link."""
    name = anchor(section.id)
    line = oxml.run(oxml.text(headed(section.number, section.title, "\t")))
    if page:
        line += oxml.run("<w:tab/>") + oxml.field(f"PAGEREF {name} \\h", str(page))
    return oxml.link(name, line)


def _stops(section: Section, width: float) -> str:
    """Where the parts of a line of contents stand: the title behind its number, the page at the far side after dots."""
    title = APPENDIX_TITLE if section.number[:1].isalpha() else TITLES[min(section.level, DEEPEST) - 1]
    own = f'<w:tab w:val="left" w:pos="{title * TWIPS}"/>' if section.number else ""
    return f'<w:tabs>{own}<w:tab w:val="right" w:leader="dot" w:pos="{int(width * TWIPS)}"/></w:tabs>'
