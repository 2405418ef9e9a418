"""The styles and lists of a Word file as they come out: what each inherits, and what a reader sees.

In: the parts of a file. Out: its styles by kind and name, and of each the colour of its text, the ground it is read on,
the list that counts it; and the list that numbers the headings, its own or ours. What a style does not say it takes
from the one it is based on, and at last from the document. A text says "see section 7.2", so a list of the template's
is used only if it comes to exactly these numbers, in whatever words; else ours takes its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal

from planbuilder.branding.wordparts import Parts, W
from planbuilder.drawing.colours import mix
from planbuilder.look import HeadingList
from planbuilder.record import record
from planbuilder.writers.docx.base import HEADING_NAMES
from planbuilder.writers.docx.numbering import PATTERNS

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
Kind = Literal["paragraph", "character", "table", "numbering"]
# What a style calls a theme's colour, where the theme itself calls it otherwise.
THEME = {"text1": "dk1", "background1": "lt1", "text2": "dk2", "background2": "lt2"}
THEME |= {"dark1": "dk1", "light1": "lt1", "dark2": "dk2", "light2": "lt2", "hyperlink": "hlink"}
PAPER, BLACK = "#ffffff", "#000000"
OTHER_PLACE = re.compile(r"%\d")


@record
class Style:
    """A style of a file; `aliases` are other names it goes by."""

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...]
    element: Any


@record
class Count:
    """That a list counts a style: the number of the list, and the level in it."""

    number: int
    level: int


class StyleSheet:
    """The styles of a file, in its order."""

    def __init__(self, parts: Parts) -> None:
        self.root = parts.trees[parts.related(parts.main, "styles")]
        self.theme = dict(_theme_colours(parts))
        self.styles = [_style(element) for element in self.root.iterchildren(f"{W}style")]
        # Reversed, so that of two with one id the first counts.
        self.by_id = {style.id: style for style in reversed(self.styles)}

    def default(self, kind: Kind) -> str:
        """The id of the style that everything of a kind has that names none; empty without one."""
        chosen = (one for one in self.styles if one.kind == kind and one.element.get(f"{W}default") in ("1", "true"))
        return next((style.id for style in chosen), "")

    def line(self, id: str) -> Iterator[Any]:
        """The XML of a style, of the one it is based on, and so on; a circle is gone through once."""
        seen = set[str]()
        while id in self.by_id and id not in seen:
            seen.add(id)
            yield self.by_id[id].element
            base = self.by_id[id].element.find(f"{W}basedOn")
            id = "" if base is None else base.get(f"{W}val", "")

    def said(self, id: str, path: str) -> Any:
        """The nearest XML that a style has for something, inherited from another one if it must; None without any."""
        return next((found for one in self.line(id) if (found := _find(one, path)) is not None), None)

    def colour(self, id: str) -> str:
        """The colour of a style's text (`#rrggbb`); empty where a program chooses one that can be read."""
        found = self.said(id, "rPr/color")
        if found is None:
            found = _find(self.root, "docDefaults/rPrDefault/rPr/color")
        return "" if found is None else self._colour(found, "val", "themeColor")

    def ground(self, id: str) -> str:
        """The ground of a paragraph style (`#rrggbb`); empty for one that has none of its own."""
        return self._fill(self.said(id, "pPr/shd"))

    def size(self, id: str) -> float:
        """The size of a style's text in points."""
        found = self.said(id, "rPr/sz")
        found = _find(self.root, "docDefaults/rPrDefault/rPr/sz") if found is None else found
        text = "" if found is None else found.get(f"{W}val", "")
        # Sizes are in half points (17.3.2.38), 10 points if nothing says one.
        return int(text) / 2 if text.isdecimal() else 10.0

    def is_bold(self, id: str) -> bool:
        """Whether a style's text is bold."""
        found = self.said(id, "rPr/b")
        return found is not None and found.get(f"{W}val", "1") not in ("0", "false", "off")

    def count(self, id: str) -> Count | None:
        """What counts a paragraph style; None if nothing does."""
        number, level = self.said(id, "pPr/numPr/numId"), self.said(id, "pPr/numPr/ilvl")
        text = "" if number is None else number.get(f"{W}val", "")
        depth = "0" if level is None else level.get(f"{W}val", "0")
        return Count(int(text), int(depth) if depth.isdecimal() else 0) if text.isdecimal() and int(text) else None

    def table_ground(self, id: str, part: str = "") -> str:
        """The ground of a table style's cells, or of a part of it such as `firstRow`; the paper's without one."""
        # ECMA-376, part 1, 17.7.6: what a part says goes before what the whole says, cells before the table.
        for path in ("tcPr/shd", "tblPr/shd"):
            grounds = (self._fill(_find(one, path)) for style in self.line(id) for one in _regions(style, part))
            if found := next((ground for ground in grounds if ground), ""):
                return found
        return self.table_ground(id) if part else PAPER

    def table_colour(self, id: str, part: str) -> str:
        """The colour that a table style gives the text of a part of it; empty if it leaves that to the text."""
        found = (one for style in self.line(id) for region in _regions(style, part) for one in region.iter(f"{W}color"))
        return next((self._colour(one, "val", "themeColor") for one in found), "")

    def _fill(self, shade: Any) -> str:
        """The colour of a shade: its ground, with as much of its pattern's colour as the pattern covers."""
        if shade is None:
            return ""
        # ECMA-376, part 1, 17.18.78: a pattern `pct25` covers a quarter of the ground with its own colour.
        pattern = shade.get(f"{W}val", "clear")
        ground = self._colour(shade, "fill", "themeFill")
        over = self._colour(shade, "color", "themeColor") or BLACK
        if pattern == "solid":
            return over
        cover = pattern.removeprefix("pct")
        return mix(ground or PAPER, over, int(cover) / 100) if cover.isdecimal() and pattern != cover else ground

    def _colour(self, element: Any, plain: str, themed: str) -> str:
        text, name = element.get(f"{W}{plain}", "auto"), element.get(f"{W}{themed}", "")
        # `auto` and whatever else is no colour leave it to the theme.
        if len(text) == 6 and all(digit in "0123456789abcdefABCDEF" for digit in text):
            return f"#{text.lower()}"
        return self.theme.get(THEME.get(name, name), "")


def _style(element: Any) -> Style:
    def said(name: str) -> str:
        """What a child of the style says."""
        child = element.find(f"{W}{name}")
        return "" if child is None else child.get(f"{W}val", "")

    aliases = tuple(alias.strip() for alias in said("aliases").split(",") if alias.strip())
    return Style(element.get(f"{W}styleId", ""), said("name"), element.get(f"{W}type", "paragraph"), aliases, element)


def _find(element: Any, path: str) -> Any:
    return element.find("/".join(f"{W}{name}" for name in path.split("/")))


def _regions(style: Any, part: str) -> Iterator[Any]:
    """What a table style says of a part of the table, or of the whole of it."""
    wanted = part or "wholeTable"
    yield from (one for one in style.iterfind(f"{W}tblStylePr") if one.get(f"{W}type") == wanted)
    if not part:
        yield style


def _theme_colours(parts: Parts) -> Iterator[tuple[str, str]]:
    """(name, `#rrggbb`) of a theme's colours."""
    tree = parts.trees.get(parts.related(parts.main, "theme"))
    scheme = None if tree is None else tree.find(f".//{A}clrScheme")
    for named in () if scheme is None else scheme:
        # A colour of the system is kept with what it was when the file was saved last.
        value = named[0].get("lastClr") or named[0].get("val", "") if len(named) else ""
        if len(value) == 6:
            yield str(named.tag).rpartition("}")[2], f"#{value.lower()}"


@record
class HeadingNumbers:
    """The list that numbers headings; `is_replaced` says that one of the template's own is replaced by ours."""

    list: HeadingList
    is_replaced: bool = False


def heading_numbers(parts: Parts, sheet: StyleSheet, styles: Mapping[str, str], text: Any) -> HeadingNumbers:
    """What is to number the headings; `text` is the template's own, as far as it stays, None if nothing of it does."""
    ids = [styles.get(name, "") for name in HEADING_NAMES]
    counts = [sheet.count(id) for id in ids]
    own = _usable(parts, sheet, dict(zip(ids, counts, strict=False)), counts[0])
    used = {one.get(f"{W}val") for one in text.iter(f"{W}pStyle")} if text is not None else set()
    named = [id for id in ids if id]
    apart = len(named) != len(set(named)) or bool(used & set(named))
    if own:
        return HeadingNumbers(HeadingList(own, _kind(parts, own), apart))
    return HeadingNumbers(HeadingList(apart=apart), is_replaced=any(counts))


def says_our_number(parts: Parts, sheet: StyleSheet, number: int, level: int) -> bool:
    """Whether a list counts a level, from 0, as our headings are numbered."""
    return _says(_levels(parts, sheet, number), level)


def _usable(parts: Parts, sheet: StyleSheet, counts: Mapping[str, Count | None], first: Count | None) -> int:
    """The number of the template's list that numbers the first heading as we do, and can the others; 0 if none does."""
    if first is None:
        return 0
    levels = _levels(parts, sheet, first.number)
    # All headings must be counted by one list, each at its own level: a list of its own would begin at 1 again.
    for depth, (id, count) in enumerate(counts.items()):
        if count and (count.number != first.number or _depth(levels, id, count) != depth):
            return 0
    return first.number if all(_says(levels, n) for n in range(len(PATTERNS))) else 0


def _depth(levels: Mapping[int, Any], id: str, count: Count) -> int:
    """The level at which a style is counted: the one that names the style, else the one that the style names."""
    named = (depth for depth, level in levels.items() if _value(level, "pStyle", "") == id)
    return next(named, count.level)


def _says(levels: Mapping[int, Any], n: int) -> bool:
    """Whether a level of a list says our number, with whatever words around it."""
    pattern = PATTERNS[n]
    for depth in range(n + 1):
        level = levels.get(depth)
        if level is None or _value(level, "numFmt", "decimal") != "decimal" or _value(level, "start", "1") != "1":
            return False
    said = _value(levels[n], "lvlText", "")
    return pattern in said and not OTHER_PLACE.search(said.replace(pattern, "", 1))


def _value(level: Any, name: str, usual: str) -> str:
    found = level.find(f"{W}{name}")
    return usual if found is None else str(found.get(f"{W}val", usual))


def _levels(parts: Parts, sheet: StyleSheet, number: int, linked: bool = False) -> dict[int, Any]:
    """The levels of a list by depth; those that the list has in place of its kind's go before.

    A list may leave its levels to a list style, which leaves them to a list of its own; `linked` is that one.
    """
    root, found = parts.trees.get(parts.related(parts.main, "numbering")), dict[int, Any]()
    if root is None:
        return found
    kind = str(_kind(parts, number))
    own = [one for one in root.iterchildren(f"{W}num") if one.get(f"{W}numId") == str(number)]
    of_kind = [one for one in root.iterchildren(f"{W}abstractNum") if one.get(f"{W}abstractNumId") == kind]
    links = [] if linked else [link for one in of_kind for link in one.iterfind(f"{W}numStyleLink")]
    for count in (sheet.count(link.get(f"{W}val", "")) for link in links):
        found |= _levels(parts, sheet, count.number, linked=True) if count else {}
    for level in (level for holder in (*of_kind, *own) for level in holder.iter(f"{W}lvl")):
        depth = level.get(f"{W}ilvl", "")
        if depth.isdecimal():
            found[int(depth)] = level
    return found


def _kind(parts: Parts, number: int) -> int:
    """The number of the kind of a list."""
    root = parts.trees.get(parts.related(parts.main, "numbering"))
    for one in () if root is None else root.iterchildren(f"{W}num"):
        kind = one.find(f"{W}abstractNumId")
        if one.get(f"{W}numId") == str(number) and kind is not None and kind.get(f"{W}val", "").isdecimal():
            return int(kind.get(f"{W}val"))
    return 0
