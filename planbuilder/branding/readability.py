"""Whether the styles that a template has for ours can be read where we use them.

In: the template's style for each of ours. Out: those that can be seen, the colours that our own need on the template's
grounds, and what cannot be read. Text on a table's head stands on the ground that the table's style gives the head; one
that gives none leaves it on paper, where white text would be lost.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from planbuilder import codes
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
    named = [name for name, kind in kinds(look).items() if kind == "paragraph" and name in found]
    poor = {name: ratio for name in named if (ratio := _ratio(name, found, grounds, sheet))}
    lost = {name for name, ratio in poor.items() if ratio < VANISHING and name != "Normal"}
    kept = {name: style for name, style in found.items() if name not in lost}
    colours = dict(_colours(kept, grounds, sheet, look))
    text = _text(HEAD, kept, sheet) if HEAD in kept else colours.get(HEAD, look.colours["paper"])
    text, ground = text or text_on(grounds[HEAD], look), grounds[HEAD]
    told = ((codes.STYLES_INVISIBLE, lost & set(chosen)), (codes.STYLES_HARD_TO_READ, poor.keys() - lost))
    return Readability(
        kept,
        colours,
        (text, ground, contrast(text, ground)),
        tuple(problem(code, "", styles=_listed(names, found, sheet)) for code, names in told if names),
    )


def _ratio(name: str, found: Mapping[str, Style], grounds: Mapping[str, str], sheet: StyleSheet) -> float:
    """The contrast of the text in a style, if it is too little to be read; 0 for text that can be read."""
    colour, id = _text(name, found, sheet), found[name].id
    ratio = contrast(colour, sheet.ground(id) or grounds.get(name, PAPER)) if colour else LEAST_CONTRAST
    return ratio if ratio < _needed(found[name], sheet) else 0


def _listed(names: Collection[str], found: Mapping[str, Style], sheet: StyleSheet) -> str:
    """Styles by the names they have in the template, each with the colour of its text."""
    made = (f"{found[name].name or found[name].id} ({_text(name, found, sheet)})" for name in found if name in names)
    return "; ".join(dict.fromkeys(made))


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
    """(our name, colour) of those of our styles that are added, where another colour than the look's is right.

    The table's own colour for its head is, if it can be read; any that can be read is, where the look's cannot.
    """
    table = kept[TABLE].id if TABLE in kept else ""
    own = sheet.table_colour(table, "firstRow") if table else ""
    for style in (one for one in paragraph_styles(look) if one.name in grounds and one.name not in kept):
        wished = own if own and style.name == HEAD else style.colour
        colour = (
            wished if contrast(wished, grounds[style.name]) >= LEAST_CONTRAST else text_on(grounds[style.name], look)
        )
        if colour != style.colour:
            yield style.name, colour
