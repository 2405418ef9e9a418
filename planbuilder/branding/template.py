"""A municipality's Word template: what it becomes for the writer, and what there is to know of it.

In: a file and the styles that a profile chooses. Out: a `WordTemplate` to write into, a report of it, and warnings. All
who open a template do it here, so that what is promised when it is checked is kept when it is used.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Literal

from planbuilder import codes
from planbuilder.branding.heading_numbers import HeadingNumbers, heading_numbers
from planbuilder.branding.matching import LOGICAL, matched
from planbuilder.branding.readability import Readability, readable
from planbuilder.branding.readying import Ready, ready
from planbuilder.branding.stylesheet import Style, StyleSheet
from planbuilder.branding.wordparts import W
from planbuilder.errors import Place, Problem, problem
from planbuilder.look import Look, WordTemplate
from planbuilder.record import record, replace
from planbuilder.writers.docx.sheet import style_names

MARKED = ("list bullet", "list bullet 2", "list bullet 3")
# Numbered in words of the document's own language, so always by our list.
OUR_COUNT = ("Appendix Heading",)
Status = Literal["chosen", "found", "added"]


@record
class StyleFound:
    """What stands for one of our styles: the template's own name, empty if ours is added."""

    name: str
    status: Status
    found: str = ""


@record
class TemplateReport:
    """What a template holds: the page of the text in points, language tag, markers, and styles.

    `numbers_headings` tells that a list of its own numbers headings, `has_title` that a document's title stands before
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
    """A template for the writer, the report of it, and what somebody who uses it should know."""

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
    told = [replace(found, place=Place(file)) for found in seen.told]
    if numbers.is_replaced:
        told.append(problem(codes.OWN_NUMBERING_UNUSED, Place(file)))
    word = WordTemplate(
        made.parts.packed(),
        styles,
        made.has_place,
        made.has_title,
        seen.colours,
        tuple(_counted(sheet, styles)),
        numbers.list,
    )
    return Template(word, _report(made, sheet, seen, numbers, names, look), (*made.told, *told))


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
