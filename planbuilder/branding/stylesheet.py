"""The styles of a Word file as they come out: what each inherits, and what a reader sees.

In: the parts of a file. Out: its styles by kind and name, and of each the colour of its text, the ground it stands on,
the list that counts it. What a style does not say it takes from the one it is based on, and at last from the document.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from planbuilder.branding.wordparts import Parts, W
from planbuilder.drawing.colours import mix
from planbuilder.record import record

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
Kind = Literal["paragraph", "character", "table", "numbering"]
# What a style calls a theme's colour, where the theme itself calls it otherwise.
THEME = {"text1": "dk1", "background1": "lt1", "text2": "dk2", "background2": "lt2"}
THEME |= {"dark1": "dk1", "light1": "lt1", "dark2": "dk2", "light2": "lt2", "hyperlink": "hlink"}
PAPER, BLACK = "#ffffff", "#000000"


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
        pattern = shade.get(f"{W}val", "clear")
        ground = self._colour(shade, "fill", "themeFill")
        over = self._colour(shade, "color", "themeColor") or BLACK
        if pattern == "solid":
            return over
        cover = pattern.removeprefix("pct")
        return mix(ground or PAPER, over, int(cover) / 100) if cover.isdecimal() and pattern != cover else ground

    def _colour(self, element: Any, plain: str, themed: str) -> str:
        text, name = element.get(f"{W}{plain}", "auto"), element.get(f"{W}{themed}", "")
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
        value = named[0].get("lastClr") or named[0].get("val", "") if len(named) else ""
        if len(value) == 6:
            yield str(named.tag).rpartition("}")[2], f"#{value.lower()}"
