"""A municipality's Word template: which of its styles stand for ours, and what it holds.

In: an admitted template and the names a profile chooses. Out: a `WordTemplate` to write into, and a report of it.
Styles are found by their names, which the format keeps in English for built-in ones, then by aliases, ids and Danish
names; ids alone are no guide, since Danish Word translates them.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from typing import Literal
from xml.etree import ElementTree

from planbuilder.branding.admission import admitted
from planbuilder.errors import InputInvalid, Place, problem
from planbuilder.look import Look, WordTemplate
from planbuilder.record import record
from planbuilder.writers.docx.styles import BUILT_IN, character_styles, paragraph_styles, table_styles
from planbuilder.yamltext.schema import closest

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PLACE = "pb:content"
FACTS = ("pb:title", "pb:municipality", "pb:date")
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
Status = Literal["chosen", "found", "added"]


@record
class StyleFound:
    """What stands for one of our styles: the template's own name, empty if ours is added."""

    name: str
    status: Status
    found: str = ""


@record
class TemplateReport:
    """What a template holds: page in points, language tag, styles, whether it numbers headings itself, its markers."""

    width: float
    height: float
    language: str
    numbers_headings: bool
    has_place: bool
    facts: tuple[str, ...]
    styles: tuple[StyleFound, ...]


@record
class _Style:
    """A style of the template."""

    id: str
    name: str
    aliases: tuple[str, ...]
    is_counted: bool


def word_template(data: bytes, file: str, chosen: Mapping[str, str], look: Look, place: Place) -> WordTemplate:
    """The template to write into; raises InputInvalid for a file that is refused, or a style that is not there.

    `chosen` has the template's style by the profile's word for ours; `place` is where the profile says so.
    """
    document = admitted(data, file)
    there = _styles(document)
    matched = _matched(there, chosen, look, place)
    return WordTemplate(document, {ours: style.id for ours, style in matched.items()}, _has_place(document))


def report(template: WordTemplate, chosen: Mapping[str, str], look: Look) -> TemplateReport:
    """What a template holds, for somebody who wants to know before they use it."""
    there = {style.id: style for style in _styles(template.data)}
    body, width, height = _part(template.data, "word/document.xml"), 0.0, 0.0
    for size in body.iter(f"{W}pgSz"):
        width, height = (int(size.get(f"{W}{side}", "0")) / 20 for side in ("w", "h"))
    styles = tuple(_found(name, template, there, chosen) for name in _ours(look))
    first = there.get(template.styles.get("heading 1", ""))
    tags = {tag.get(f"{W}val", "") for part in _text_parts(template.data) for tag in part.iter(f"{W}tag")}
    return TemplateReport(
        width,
        height,
        _language(template.data),
        bool(first and first.is_counted),
        template.has_place,
        tuple(fact for fact in FACTS if fact in tags),
        styles,
    )


def _found(name: str, template: WordTemplate, there: Mapping[str, _Style], chosen: Mapping[str, str]) -> StyleFound:
    style = there.get(template.styles.get(name, ""))
    if style is None:
        return StyleFound(name, "added")
    picked = any(LOGICAL.get(word) == name for word in chosen)
    return StyleFound(name, "chosen" if picked else "found", style.name)


def _ours(look: Look) -> list[str]:
    named = [style.name for style in paragraph_styles(look)]
    return ["Normal", *named, *character_styles(look), *table_styles(look)]


def _matched(there: list[_Style], chosen: Mapping[str, str], look: Look, place: Place) -> dict[str, _Style]:
    """The template's style for each of ours that it has one for."""
    unknown = [
        problem("PB158", place, "error", name=word, known=", ".join(LOGICAL), near=closest(word, LOGICAL))
        for word in chosen
        if word not in LOGICAL
    ]
    matched = {name: style for name in _ours(look) if (style := _same(there, name)) is not None}
    for word, wanted in chosen.items():
        style = _named(there, wanted)
        if style is not None and word in LOGICAL:
            matched[LOGICAL[word]] = style
        elif style is None:
            near = closest(wanted, [one.name for one in there])
            unknown.append(problem("PB155", place, "error", name=wanted, near=near))
    if unknown:
        raise InputInvalid(unknown)
    if "table" in chosen and "cell_head" not in chosen:
        matched.pop("Cell Head", None)  # the table's own head says how it looks
        if strong := matched.get("Cell Strong"):
            matched["Cell Head"] = strong
    return matched


def _same(there: list[_Style], ours: str) -> _Style | None:
    """The style of a built-in name, whatever it is called; one of our own names only if it is called just that."""
    names = (ours, *DANISH.get(ours, ())) if ours in BUILT_IN or ours == "Normal" else (ours,)
    return next((style for name in names if (style := _named(there, name)) is not None), None)


def _named(there: list[_Style], name: str) -> _Style | None:
    wanted = name.casefold()
    for key in (lambda s: (s.name,), lambda s: s.aliases, lambda s: (s.id,)):
        for style in there:
            if wanted in (one.casefold() for one in key(style)):
                return style
    english = next((ours for ours, names in DANISH.items() if wanted in (one.casefold() for one in names)), "")
    return _named(there, english) if english else None


def _styles(document: bytes) -> list[_Style]:
    return [_style(element) for element in _part(document, "word/styles.xml").iter(f"{W}style")]


def _style(element: ElementTree.Element) -> _Style:
    def said(name: str) -> str:
        """What a child of the style says."""
        child = element.find(f"{W}{name}")
        return "" if child is None else child.get(f"{W}val", "")

    aliases = tuple(alias.strip() for alias in said("aliases").split(",") if alias.strip())
    is_counted = element.find(f"{W}pPr/{W}numPr") is not None
    return _Style(element.get(f"{W}styleId", ""), said("name"), aliases, is_counted)


def _part(document: bytes, name: str) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(document)) as parts:
        return ElementTree.fromstring(parts.read(name))


def _text_parts(document: bytes) -> Iterator[ElementTree.Element]:
    with zipfile.ZipFile(io.BytesIO(document)) as parts:
        for name in parts.namelist():
            if name.startswith(("word/document", "word/header", "word/footer")) and name.endswith(".xml"):
                yield ElementTree.fromstring(parts.read(name))


def _language(document: bytes) -> str:
    lang = _part(document, "word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    return "" if lang is None else lang.get(f"{W}val", "")


def _has_place(document: bytes) -> bool:
    body = _part(document, "word/document.xml").find(f"{W}body")
    if body is None:
        return False
    tags = {tag.get(f"{W}val") for tag in body.iter(f"{W}tag")}
    texts = ("".join(text.text or "" for text in paragraph.iter(f"{W}t")).strip() for paragraph in body.iter(f"{W}p"))
    return PLACE in tags or PLACE in texts
