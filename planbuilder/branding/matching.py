"""Which styles of a template stand for ours, and whether they can be read where we use them.

In: a template's styles, and those that a profile chooses. Out: a style of the template for each of ours that it has one
for, the colours that our own need on the template's grounds, and what cannot be read. Styles are found by their names,
which the format keeps in English for built-in ones, then by aliases, ids and Danish names; ids alone are no guide,
since Danish Word translates them. A style stands only for one of its own kind. Text on a table's head is read on the
ground that the table's style gives the head; one that gives none leaves it on paper, where white text would be lost.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from planbuilder import codes
from planbuilder.branding.stylesheet import PAPER, Kind, Style, StyleSheet
from planbuilder.drawing.colours import LEAST_CONTRAST, contrast, text_on
from planbuilder.errors import InputInvalid, Place, Problem, closest, problem
from planbuilder.look import Look
from planbuilder.record import record
from planbuilder.writers.docx.styles import BASE_STYLES, BUILT_IN, character_styles, paragraph_styles
from planbuilder.writers.docx.table_styles import table_styles

# What a profile calls a style, and our own name for it.
LOGICAL: Mapping[str, str] = {
    "h1": "heading 1",
    "h2": "heading 2",
    "h3": "heading 3",
    "title": "title",
    "subtitle": "subtitle",
    "body": "Normal",
    "lead": "Lead",
    "answer": "Answer",
    "small": "Small",
    "label": "Label",
    "caption": "caption",
    "figure_caption": "Figure Caption",
    "bullets": "list bullet",
    "numbers": "list number",
    "table": "Plan Grid",
    "facts": "Plan Facts",
    "cell": "Cell",
    "cell_head": "Cell Head",
    "cell_strong": "Cell Strong",
    "header": "header",
    "footer": "footer",
}
DANISH: Mapping[str, tuple[str, ...]] = {
    "heading 1": ("Overskrift 1",),
    "heading 2": ("Overskrift 2",),
    "heading 3": ("Overskrift 3",),
    "title": ("Titel",),
    "subtitle": ("Undertitel",),
    "caption": ("Billedtekst",),
    "header": ("Sidehoved",),
    "footer": ("Sidefod",),
    "list bullet": ("Opstilling - punkttegn", "Punktopstilling"),
    "list number": ("Opstilling - talmærket", "Opstilling - talopstilling"),
    "toc 1": ("Indholdsfortegnelse 1",),
    "toc 2": ("Indholdsfortegnelse 2",),
    "toc 3": ("Indholdsfortegnelse 3",),
}
# WCAG 2.2, 1.4.3: large text is 18 points, or 14 if it is bold, and needs less.
LEAST_OF_LARGE, LARGE, LARGE_IF_BOLD = 3.0, 18.0, 14.0
# Beneath this, text is hardly there.
# A contrast ratio: 1 is one colour on itself.
VANISHING = 1.6
TABLE, HEAD = "Plan Grid", "Cell Head"
CELLS = ("Cell", "Cell Strong", "Cell Note")


def kinds(look: Look) -> dict[str, Kind]:
    """The kind of every style that a document of ours uses, by our name for it."""
    paragraphs: dict[str, Kind] = {"Normal": "paragraph", **{one.name: "paragraph" for one in paragraph_styles(look)}}
    return {
        **paragraphs,
        **dict.fromkeys(character_styles(look), "character"),
        **dict.fromkeys((*table_styles(look), "Normal Table"), "table"),
    }


def matched(sheet: StyleSheet, chosen: Mapping[str, str], look: Look, place: Place) -> dict[str, Style]:
    """The template's style for each of ours that it has one for, by our name; raises InputInvalid for a wrong choice.

    `chosen` has the template's style by the profile's word for ours; `place` is where the profile says so.
    """
    ours = kinds(look)
    found = {name: style for name, kind in ours.items() if (style := _same(sheet, name, kind)) is not None}
    # What the file calls its default is the base of everything in it, whatever its name.
    for name in BASE_STYLES:
        if default := sheet.by_id.get(sheet.default(ours[name])):
            found[name] = default
    wrong: list[Problem] = []
    for word, wanted in chosen.items():
        if isinstance(made := _chosen(sheet, word, wanted, ours, place), Problem):
            wrong.append(made)
        elif made is not None:
            found[LOGICAL[word]] = made
    if wrong:
        raise InputInvalid(wrong)
    return found


def _chosen(
    sheet: StyleSheet, word: str, wanted: str, ours: Mapping[str, Kind], place: Place
) -> Style | Problem | None:
    """The style that a profile chooses for a word; what is wrong with it; None for a built-in one that we add."""
    if word not in LOGICAL:
        known = ", ".join(LOGICAL)
        return problem(codes.UNKNOWN_STYLE_ROLE, place, name=word, known=known, near=closest(word, LOGICAL))
    kind = ours[LOGICAL[word]]
    if style := _named(sheet, wanted, kind):
        return style
    if _english(wanted) == LOGICAL[word]:
        return None  # Word shows every built-in style, and keeps only those that were used
    others: tuple[Kind, ...] = ("paragraph", "character", "table", "numbering")
    if any(_named(sheet, wanted, other) for other in others):
        return problem(codes.STYLE_OF_WRONG_KIND, place, name=wanted, word=word)
    near = closest(wanted, [one.name for one in sheet.styles if one.kind == kind and one.name])
    return problem(codes.UNKNOWN_STYLE, place, name=wanted, near=near)


def _same(sheet: StyleSheet, ours: str, kind: Kind) -> Style | None:
    """The style of a built-in name, whatever it is called; one of our own names only if it is called just that."""
    names = (ours, *DANISH.get(ours, ())) if ours in BUILT_IN or ours in BASE_STYLES else (ours,)
    return next((style for name in names if (style := _named(sheet, name, kind)) is not None), None)


def _named(sheet: StyleSheet, name: str, kind: Kind) -> Style | None:
    wanted = name.casefold()
    for key in (lambda s: (s.name,), lambda s: s.aliases, lambda s: (s.id,)):
        for style in sheet.styles:
            if style.kind == kind and style.id and wanted in (one.casefold() for one in key(style)):
                return style
    english = _english(name)
    return _named(sheet, english, kind) if english and english != wanted else None


def _english(name: str) -> str:
    """The name of a built-in style by the one that Danish Word shows; empty for any other."""
    wanted = name.casefold()
    names = {ours: (ours, *danish) for ours, danish in DANISH.items()}
    return next((ours for ours, known in names.items() if wanted in (one.casefold() for one in known)), "")


@record
class Readability:
    """The styles that are used; the colour of the text of ours, where it is not the look's; what cannot be read.

    `head` is the colour of a table head's text, that of its ground, and their contrast.
    """

    styles: Mapping[str, Style]
    colours: Mapping[str, str]
    head: tuple[str, str, float]
    warnings: tuple[Problem, ...]


def readable(found: Mapping[str, Style], chosen: Collection[str], sheet: StyleSheet, look: Look) -> Readability:
    """What of a template's styles is used; `chosen` has our names for those that a profile asks for."""
    grounds = _grounds(found, sheet, look)
    named = [name for name, kind in kinds(look).items() if kind == "paragraph" and name in found]
    poor = {name: ratio for name in named if (ratio := _ratio(name, found, grounds, sheet))}
    # "Normal" is never given up: everything else is based on it.
    lost = {name for name, ratio in poor.items() if ratio < VANISHING and name != "Normal"}
    kept = {name: style for name, style in found.items() if name not in lost}
    colours = dict(_colours(kept, grounds, sheet, look))
    text = _text(HEAD, kept, sheet) if HEAD in kept else colours.get(HEAD, look.colours["paper"])
    text, ground = text or text_on(grounds[HEAD], look), grounds[HEAD]
    warned = ((codes.STYLES_INVISIBLE, lost & set(chosen)), (codes.STYLES_HARD_TO_READ, poor.keys() - lost))
    return Readability(
        kept,
        colours,
        (text, ground, contrast(text, ground)),
        tuple(problem(code, "", styles=_listed(names, found, sheet)) for code, names in warned if names),
    )


def _ratio(name: str, found: Mapping[str, Style], grounds: Mapping[str, str], sheet: StyleSheet) -> float:
    """The contrast of the text in a style, if it is too little to be read; 0 for text that can be read."""
    colour, id = _text(name, found, sheet), found[name].id
    # A colour that is left to the program is one that can be read.
    ratio = contrast(colour, sheet.ground(id) or grounds.get(name, PAPER)) if colour else LEAST_CONTRAST
    return ratio if ratio < _needed(found[name], sheet) else 0


def _listed(names: Collection[str], found: Mapping[str, Style], sheet: StyleSheet) -> str:
    """Styles by the names they have in the template, each with the colour of its text."""
    made = (f"{found[name].name or found[name].id} ({_text(name, found, sheet)})" for name in found if name in names)
    return "; ".join(dict.fromkeys(made))


def _grounds(found: Mapping[str, Style], sheet: StyleSheet, look: Look) -> dict[str, str]:
    """The ground that text in each of our styles has in a table; all others are on paper, or on their own."""
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
