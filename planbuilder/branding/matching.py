"""Which styles of a template stand for ours.

In: a template's styles, and those that a profile chooses. Out: a style of the template for each of ours that it has one
for. Styles are found by their names, which the format keeps in English for built-in ones, then by aliases, ids and
Danish names; ids alone are no guide, since Danish Word translates them. A style stands only for one of its own kind.
"""

from __future__ import annotations

from collections.abc import Mapping

from planbuilder import codes
from planbuilder.branding.stylesheet import Kind, Style, StyleSheet
from planbuilder.errors import InputInvalid, Place, Problem, problem
from planbuilder.look import Look
from planbuilder.writers.docx.styles import BASE_STYLES, BUILT_IN, character_styles, paragraph_styles, table_styles
from planbuilder.yamltext.schema import closest

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
