"""The sections of a Word document: the room they have for text, and copies of them for pages turned round.

In: the properties of a section (`w:sectPr`). Out: lengths in points, or the properties of another section like it.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from planbuilder.record import record
from planbuilder.writers.docx.oxml import NAMESPACES, TWIPS, put_only

LANDSCAPE, PORTRAIT = "landscape", "portrait"
# Points from the upper edge of a sheet for the wall to its text, and to its head: of one whose headline stands on a
# band, and of one on a template's paper, which has the template's head.
BAND_EDGES, PAPER_EDGES = (12.0, 2.0), (46.0, 22.0)
POSTER_EDGE = 22.0
# Half an inch, which Word takes for the space between columns that says nothing of it.
USUAL_GAP = 720
UNITS = {"mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "pt": 1.0, "pc": 12.0, "pi": 12.0}
# What is said once for all sections made of one: a page of its own at the beginning, where page numbers begin, and how
# the section begins. Their heads and feet go along.
ONCE = ("w:titlePg", "w:type", "w:sectPrChange")


@record
class Area:
    """The room for text on a page, in points; `column` is the width of the narrowest column."""

    width: float
    height: float
    column: float


def length(text: str | None, usual: float = 0) -> float:
    """A length as Word writes it, in points: twentieths of one, or a number with its unit."""
    said = (text or "").strip()
    unit = UNITS.get(said[-2:])
    try:
        return float(said[:-2]) * unit if unit else float(said) / TWIPS
    except ValueError:
        return usual


def text_area(section: Any, is_turned: bool = False) -> Area:
    """The room for text in a section, whose page is turned round or not; a turned page has no columns."""
    size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    sides = {name: length(margins.get(qn(f"w:{name}"))) for name in ("left", "right", "gutter", "top", "bottom")}
    width, height = length(size.get(qn("w:w"))), length(size.get(qn("w:h")))
    if is_turned:
        width, height = height, width
    width -= sides["left"] + sides["right"] + sides["gutter"]
    # A negative margin says that head or foot may not push the text: its size is the same.
    height -= abs(sides["top"]) + abs(sides["bottom"])
    return Area(width, height, width if is_turned else _narrowest(section.find(qn("w:cols")), width))


def _narrowest(columns: Any, width: float) -> float:
    """The width of the narrowest of the columns that share a width."""
    if columns is None:
        return width
    own = [length(one.get(qn("w:w"))) for one in columns.findall(qn("w:col"))]
    if own and columns.get(qn("w:equalWidth")) in ("0", "false", "off"):
        return min((one for one in own if one > 0), default=width)
    number = columns.get(qn("w:num"), "1")
    several = int(number) if number.isdecimal() and int(number) > 0 else 1
    gap = length(columns.get(qn("w:space")), USUAL_GAP / TWIPS) if columns.get(qn("w:space")) else USUAL_GAP / TWIPS
    return (width - (several - 1) * gap) / several


def resize(section: Any, page: Mapping[str, float], has_band: bool) -> None:
    """Give a section a look's own sheet, in points; whatever a template has, a poster is no letter."""
    top, head = BAND_EDGES if has_band else PAPER_EDGES
    twips = {name: round(value * TWIPS) for name, value in page.items()}
    size = parse_xml(f'<w:pgSz {NAMESPACES} w:w="{twips["width"]}" w:h="{twips["height"]}" w:orient="{LANDSCAPE}"/>')
    edge = round(POSTER_EDGE * TWIPS)
    margins = parse_xml(
        f'<w:pgMar {NAMESPACES} w:top="{round(top * TWIPS)}" w:right="{twips["right"]}" '
        f'w:bottom="{twips["bottom"]}" w:left="{twips["left"]}" w:header="{round(head * TWIPS)}" '
        f'w:footer="{edge}" w:gutter="0"/>'
    )
    put_only(section, size)
    put_only(section, margins)
    _in_one_column(section)


def copied(section: Any, is_turned: bool) -> Any:
    """A copy of a section, its page turned; a turned page is for what is wide, and has no columns."""
    made = deepcopy(section)
    if is_turned:
        size = made.find(qn("w:pgSz"))
        width, height = size.get(qn("w:w")), size.get(qn("w:h"))
        size.set(qn("w:w"), height)
        size.set(qn("w:h"), width)
        size.set(qn("w:orient"), LANDSCAPE)
        _in_one_column(made)
    return made


def keep_once(section: Any) -> Any:
    """A copied section that goes on where another one ends: with no first page, and its pages counted on."""
    _without(section, *ONCE)
    for numbers in section.findall(qn("w:pgNumType")):
        numbers.attrib.pop(qn("w:start"), None)
    return section


def set_columns(section: Any, number: int, gap: int) -> None:
    """Let a section run in columns on the sheet that the one before it began; `gap` is in twentieths of a point."""
    put_only(section, parse_xml(f'<w:cols {NAMESPACES} w:num="{number}" w:space="{gap}"/>'))
    put_only(section, parse_xml(f'<w:type {NAMESPACES} w:val="continuous"/>'))


def inherit(last: Any, body: Any) -> None:
    """Give the last section of a body the heads and feet that it takes from those before it, which may now go."""
    references = (qn("w:headerReference"), qn("w:footerReference"))
    found = {(one.tag, one.get(qn("w:type"))): one for one in body.iter(*references)}
    own = {(one.tag, one.get(qn("w:type"))) for one in last.iterchildren(*references)}
    for kind, reference in found.items():
        if kind not in own:
            last.insert(0, deepcopy(reference))


def _in_one_column(section: Any) -> None:
    columns = section.find(qn("w:cols"))
    if columns is not None and (columns.get(qn("w:num"), "1") != "1" or len(columns)):
        section.remove(columns)


def _without(section: Any, *names: str) -> None:
    for name in names:
        for old in section.findall(qn(name)):
            section.remove(old)
