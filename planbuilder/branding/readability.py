"""Whether the styles that a template has for ours can be read where we use them.

In: the template's style for each of ours. Out: those that can be seen, the colours that our own need on the template's
grounds, and what cannot be read. Text on a table's head stands on the ground that the table's style gives the head; one
that gives none leaves it on paper, where white text would be lost.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from planbuilder.branding.matching import kinds
from planbuilder.branding.stylesheet import PAPER, Style, StyleSheet
from planbuilder.drawing.colours import LEAST_CONTRAST, contrast, text_on
from planbuilder.errors import Problem, problem
from planbuilder.look import Look
from planbuilder.record import record
from planbuilder.writers.docx.styles import paragraph_styles

# WCAG 2.2, 1.4.3: large text is 18 points, or 14 if it is bold, and needs less.
LEAST_OF_LARGE, LARGE, LARGE_IF_BOLD = 3.0, 18.0, 14.0
# Beneath this, text is hardly there.
VANISHING = 1.6
TABLE, HEAD = "Plan Grid", "Cell Head"
CELLS = ("Cell", "Cell Strong", "Cell Note")


@record
class Readability:
    """The styles that are used; the colour of the text of ours, where it is not the look's; what cannot be read.

    `head` is the colour of a table head's text, that of its ground, and their contrast.
    """

    styles: Mapping[str, Style]
    colours: Mapping[str, str]
    head: tuple[str, str, float]
    told: tuple[Problem, ...]


def readable(found: Mapping[str, Style], chosen: Collection[str], sheet: StyleSheet, look: Look) -> Readability:
    """What of a template's styles is used; `chosen` has our names for those that a profile asks for."""
    grounds = _grounds(found, sheet, look)
    kept, told = dict(found), list[Problem]()
    for name, style in found.items():
        if kinds(look).get(name) != "paragraph":
            continue
        colour, ground = _text(name, found, sheet), sheet.ground(style.id) or grounds.get(name, PAPER)
        ratio = contrast(colour, ground) if colour else LEAST_CONTRAST
        if ratio >= _needed(style, sheet):
            continue
        is_lost = ratio < VANISHING and name != "Normal"
        values = {"name": style.name, "colour": colour, "ground": ground, "ratio": f"{ratio:.1f}"}
        if is_lost:
            del kept[name]
        if not is_lost or name in chosen:
            told.append(problem("PB282" if is_lost else "PB283", "", "warning", **values))
    colours = dict(_colours(kept, grounds, sheet, look))
    text = _text(HEAD, kept, sheet) if HEAD in kept else colours.get(HEAD, look.colours["paper"])
    text, ground = text or text_on(grounds[HEAD], look), grounds[HEAD]
    return Readability(kept, colours, (text, ground, contrast(text, ground)), tuple(told))


def _grounds(found: Mapping[str, Style], sheet: StyleSheet, look: Look) -> dict[str, str]:
    """The ground that each of our styles stands on in a table; all others stand on paper, or on their own."""
    table = found[TABLE].id if TABLE in found else ""
    cells = sheet.table_ground(table) if table else PAPER
    tiles = PAPER if "Plan Tiles" in found else look.colours["surface"]
    head = sheet.table_ground(table, "firstRow") if table else look.colours["primary"]
    return {**dict.fromkeys(CELLS, cells), "Cell Group": look.colours["primary_soft"], "Tile Value": tiles, HEAD: head}


def _text(name: str, found: Mapping[str, Style], sheet: StyleSheet) -> str:
    """The colour of the text in a style; empty where a program chooses one that can be read."""
    colour = sheet.colour(found[name].id)
    return colour or (sheet.table_colour(found[TABLE].id, "firstRow") if name == HEAD and TABLE in found else "")


def _needed(style: Style, sheet: StyleSheet) -> float:
    """The contrast that text of a style's size needs."""
    least = LARGE_IF_BOLD if sheet.is_bold(style.id) else LARGE
    return LEAST_OF_LARGE if sheet.size(style.id) >= least else LEAST_CONTRAST


def _colours(
    kept: Mapping[str, Style], grounds: Mapping[str, str], sheet: StyleSheet, look: Look
) -> Iterator[tuple[str, str]]:
    """(our name, colour) of those of our styles that are added, where their own colour could not be read."""
    table = kept[TABLE].id if TABLE in kept else ""
    own = sheet.table_colour(table, "firstRow") if table else ""
    for style in paragraph_styles(look):
        ground = grounds.get(style.name)
        if style.name in kept or ground is None or contrast(style.colour, ground) >= LEAST_CONTRAST:
            continue
        fits = style.name == HEAD and own and contrast(own, ground) >= LEAST_CONTRAST
        yield style.name, own if fits else text_on(ground, look)
