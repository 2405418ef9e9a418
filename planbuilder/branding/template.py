"""A municipality's Word template: made ready to be written into, and what there is to know of it.

In: a file, the house's look, and the styles that a profile chooses. Out: a `WordTemplate` to write into, with all that
a document needs – styles, lists, pages of a size, places that can be filled –, a report of it, and warnings. Every use
of a template goes through here, so that what is promised when it is checked is kept when it is used.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Literal

from planbuilder import codes
from planbuilder.branding.admission import admitted
from planbuilder.branding.allowed import DOCUMENT, field_codes
from planbuilder.branding.completing import complete, make_whole
from planbuilder.branding.marks import has_title_before, ready_marks, text_parts
from planbuilder.branding.matching import LOGICAL, Readability, matched, readable
from planbuilder.branding.stylesheet import HeadingNumbers, Style, StyleSheet, heading_numbers
from planbuilder.branding.wordparts import Parts, W, parsed
from planbuilder.errors import InputInvalid, Place, Problem, problem
from planbuilder.look import Look, WordTemplate
from planbuilder.record import record, replace
from planbuilder.writers.docx.base import style_names
from planbuilder.writers.docx.oxml import NAMESPACES, TWIPS, put
from planbuilder.writers.docx.places import FACTS, found_places, place_in, section_of, words_of
from planbuilder.writers.docx.sections import Area, length, text_area

# Beneath these, in points, no table and no figure of ours finds room, and beneath this many they are hard to read.
LEAST_WIDTH, LEAST_HEIGHT, NARROW = 170.0, 170.0, 300.0
SHOWN, MILLIMETRE = 60, 72 / 25.4
NAME = "word/document.xml"
MARKED = ("list bullet", "list bullet 2", "list bullet 3")
# Numbered in words of the document's own language, so always by our list.
OUR_COUNT = ("Appendix Heading",)
Status = Literal["chosen", "found", "added"]


@record
class Ready:
    """A template that can be written into: whether it says where the text goes, and the title before it.

    `facts` are the marks it has; `page` is the size of the page where the text goes, in points. `warnings` is what its
    user should know.
    """

    parts: Parts
    has_place: bool
    has_title: bool
    facts: tuple[str, ...]
    page: tuple[float, float]
    warnings: tuple[Problem, ...]

    @property
    def kept_text(self) -> Any:
        """The text of the template that stays; None if ours takes the place of all of it."""
        return self.parts.trees[self.parts.main].find(f"{W}body") if self.has_place else None


def ready(data: bytes, file: str, look: Look) -> Ready:
    """A file as a template; raises InputInvalid with every reason why it cannot be one."""
    parts, place = admitted(data, file), Place(file)
    missing = make_whole(parts)
    # As a document: a `.dotx` that is only renamed would open as a template, and python-docx refuses it.
    parts.rename(parts.main, NAME, DOCUMENT)
    complete(parts)
    body = parts.trees[parts.main].find(f"{W}body")
    _give_pages(body, look.page)
    wrong, warned = ready_marks(parts, place)
    spot = place_in(body)
    section = section_of(body, spot)
    warned += _of_the_page(text_area(section), place)
    wrong += [found for found in warned if found.severity == "error"]
    if wrong:
        raise InputInvalid(wrong)
    has_title = spot is not None and has_title_before(body, spot)
    warned += [problem(codes.PICTURE_NOT_IN_FILE, place, part=one[:80]) for one in missing]
    warned += _of_the_text(body, spot, has_title, place)
    return Ready(parts, spot is not None, has_title, _facts(parts), _size(section), tuple(warned))


def _facts(parts: Parts) -> tuple[str, ...]:
    """The facts that a template asks for, in our order."""
    asked = {found.mark for _, tree in text_parts(parts) for found in found_places(tree)}
    return tuple(mark for mark in FACTS if mark in asked)


def _of_the_page(area: Area, place: Place) -> Iterator[Problem]:
    """What is wrong with the room for text."""
    if area.column < NARROW or area.height < LEAST_HEIGHT:
        is_wrong = area.column < LEAST_WIDTH or area.height < LEAST_HEIGHT
        width, height = (max(0, round(side / MILLIMETRE)) for side in (area.column, area.height))
        yield problem(codes.NO_ROOM if is_wrong else codes.LITTLE_ROOM, place, width=width, height=height)


def _of_the_text(body: Any, spot: Any, has_title: bool, place: Place) -> Iterator[Problem]:
    """What becomes of the text that a template has itself."""
    if spot is None:
        words = " ".join(" ".join(map(words_of, body.iter(f"{W}p"))).split())
        drawn = any(True for _ in body.iter(f"{W}drawing", f"{W}pict"))
        if words or drawn:
            yield problem(
                codes.OWN_TEXT_UNUSED, place, text=f"{words[:SHOWN]}…" if len(words) > SHOWN else words or "…"
            )
        return
    if not has_title:
        yield problem(codes.TITLE_WITHOUT_PLACE, place)
    if any(code.strip().upper().startswith("TOC") for code in field_codes(body)):
        yield problem(codes.OWN_CONTENTS, place)


def _size(section: Any) -> tuple[float, float]:
    size = section.find(f"{W}pgSz")
    return length(size.get(f"{W}w")), length(size.get(f"{W}h"))


def _give_pages(body: Any, page: Mapping[str, float]) -> None:
    """A section at the end of the text, and a size and margins for each that has none: the house's A4."""
    last = body.find(f"{W}sectPr")
    if last is None:
        last = parsed(f"<w:sectPr {NAMESPACES}/>")
    # The last section's properties come last (ECMA-376, part 1, 17.6.17); some files have text behind them.
    body.append(last)
    twips = {name: str(round(value * TWIPS)) for name, value in page.items()}
    size = {"w": twips["width"], "h": twips["height"]}
    margins = {side: twips[side] for side in ("top", "right", "bottom", "left")}
    # Twentieths of a point: 34 points from the edge, 12 millimetres, for head and foot.
    margins |= {"header": "680", "footer": "680", "gutter": "0"}
    for section in body.iter(f"{W}sectPr"):
        _give(section, "pgSz", size)
        _give(section, "pgMar", margins)


def _give(section: Any, name: str, values: Mapping[str, str]) -> None:
    """An element of a section, with values for the attributes that it does not say."""
    found = section.find(f"{W}{name}")
    found = put(section, parsed(f"<w:{name} {NAMESPACES}/>")) if found is None else found
    for attribute in [one for one in values if found.get(f"{W}{one}") is None]:
        found.set(f"{W}{attribute}", values[attribute])


@record
class StyleFound:
    """What stands for one of our styles: the template's own name, empty if ours is added."""

    name: str
    status: Status
    found: str = ""


@record
class TemplateReport:
    """What a template holds: the page of the text in points, language tag, markers, and styles.

    `numbers_headings` says that a list of its own numbers headings, `has_title` that a document's title comes before
    its text. `head` is the text of a table's head on its ground, by their colours, with the contrast of the two.
    """

    width: float
    height: float
    language: str
    numbers_headings: bool
    has_place: bool
    has_title: bool
    facts: tuple[str, ...]
    head: tuple[str, str, float]
    styles: tuple[StyleFound, ...]


@record
class Template:
    """A template for the writer, the report of it, and what its user should know."""

    word: WordTemplate
    report: TemplateReport
    warnings: tuple[Problem, ...]


def read_template(data: bytes, file: str, chosen: Mapping[str, str], look: Look, place: Place) -> Template:
    """A file as a template; raises InputInvalid for one that is refused, or a style that is not there.

    `chosen` has the template's style by the profile's word for ours; `place` is where the profile says so.
    """
    made = ready(data, file, look)
    sheet = StyleSheet(made.parts)
    names = {LOGICAL[word] for word in chosen if word in LOGICAL}
    seen = readable(matched(sheet, chosen, look, place), names, sheet, look)
    styles = {name: style.id for name, style in seen.styles.items()}
    numbers = heading_numbers(made.parts, sheet, styles, made.kept_text)
    warned = [replace(found, place=Place(file)) for found in seen.warnings]
    if numbers.is_replaced:
        warned.append(problem(codes.OWN_NUMBERING_UNUSED, Place(file)))
    word = WordTemplate(
        made.parts.packed(),
        styles,
        made.has_place,
        made.has_title,
        seen.colours,
        tuple(_counted(sheet, styles)),
        numbers.list,
    )
    return Template(word, _report(made, sheet, seen, numbers, names, look), (*made.warnings, *warned))


def _counted(sheet: StyleSheet, styles: Mapping[str, str]) -> Iterator[str]:
    """The styles that stand for ours and would show no mark, or one in another language, without our lists."""
    yield from (name for name in OUR_COUNT if name in styles)
    yield from (name for name in MARKED if name in styles and sheet.count(styles[name]) is None)


def _report(
    made: Ready, sheet: StyleSheet, seen: Readability, numbers: HeadingNumbers, chosen: Collection[str], look: Look
) -> TemplateReport:
    styles = tuple(_found(name, seen.styles, chosen) for name in style_names(look))
    return TemplateReport(
        *made.page,
        _language(sheet),
        bool(numbers.list.number),
        made.has_place,
        made.has_title,
        made.facts,
        seen.head,
        styles,
    )


def _found(name: str, used: Mapping[str, Style], chosen: Collection[str]) -> StyleFound:
    style = used.get(name)
    if style is None:
        return StyleFound(name, "added")
    return StyleFound(name, "chosen" if name in chosen else "found", style.name or style.id)


def _language(sheet: StyleSheet) -> str:
    """The language that a template is written in, by what it says of all text; empty if it says nothing."""
    said = sheet.root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    return "" if said is None else str(said.get(f"{W}val", ""))
