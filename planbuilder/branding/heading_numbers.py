"""What numbers the headings of a template: its own list, or ours.

In: the styles that stand for our headings, and the template's lists. Out: the list. A text says "see section 7.2", so
a list of the template's is used only if it comes to just these numbers, in whatever words; else ours takes its place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from planbuilder.branding.stylesheet import Count, StyleSheet
from planbuilder.branding.wordparts import Parts, W
from planbuilder.look import HeadingList
from planbuilder.record import record
from planbuilder.writers.docx.adapted import HEADING_NAMES
from planbuilder.writers.docx.numbering import PATTERNS

OTHER_PLACE = re.compile(r"%\d")


@record
class HeadingNumbers:
    """The list that numbers headings; `is_replaced` tells that one of the template's own gives way to ours."""

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
