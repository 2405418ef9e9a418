"""A template made ready to be written into.

In: the bytes of a file, and the house's look. Out: its parts with all that a document needs – styles, lists, pages of a
size, places that can be filled – and what was found on the way, listed once for those who check a template and for
those who use it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from planbuilder import codes
from planbuilder.branding.admission import admitted
from planbuilder.branding.allowed import DOCUMENT
from planbuilder.branding.completing import complete
from planbuilder.branding.fieldcodes import field_codes
from planbuilder.branding.marks import has_title_before, ready_marks, text_parts
from planbuilder.branding.references import make_whole
from planbuilder.branding.wordparts import Parts, W, parsed
from planbuilder.errors import InputInvalid, Place, Problem, problem
from planbuilder.look import Look
from planbuilder.record import record
from planbuilder.writers.docx.order import put
from planbuilder.writers.docx.oxml import NAMESPACES
from planbuilder.writers.docx.places import FACTS, found_places, place_in, section_of, words_of
from planbuilder.writers.docx.sections import TWIPS, Area, length, text_area

# Beneath these, in points, no table and no figure of ours finds room, and beneath this many they are hard to read.
LEAST_WIDTH, LEAST_HEIGHT, NARROW = 170.0, 170.0, 300.0
SHOWN, MILLIMETRE = 60, 72 / 25.4
NAME = "word/document.xml"


@record
class Ready:
    """A template that can be written into: whether it says where the text goes, and the title before it.

    `facts` are the marks it has; `page` is the size of the page where the text goes, in points. `told` is what somebody
    who uses it should know.
    """

    parts: Parts
    has_place: bool
    has_title: bool
    facts: tuple[str, ...]
    page: tuple[float, float]
    told: tuple[Problem, ...]

    @property
    def kept_text(self) -> Any:
        """The text of the template that stays; None if ours takes the place of all of it."""
        return self.parts.trees[self.parts.main].find(f"{W}body") if self.has_place else None


def ready(data: bytes, file: str, look: Look) -> Ready:
    """A file as a template; raises InputInvalid with every reason why it cannot be one."""
    parts, place = admitted(data, file), Place(file)
    missing = make_whole(parts)
    parts.rename(parts.main, NAME, DOCUMENT)
    complete(parts)
    body = parts.trees[parts.main].find(f"{W}body")
    _give_pages(body, look.page)
    wrong, told = ready_marks(parts, place)
    spot = place_in(body)
    section = section_of(body, spot)
    told += _of_the_page(text_area(section), place)
    wrong += [found for found in told if found.severity == "error"]
    if wrong:
        raise InputInvalid(wrong)
    has_title = spot is not None and has_title_before(body, spot)
    told += [problem(codes.PICTURE_NOT_IN_FILE, place, part=one[:80]) for one in missing]
    told += _of_the_text(body, spot, has_title, place)
    return Ready(parts, spot is not None, has_title, _facts(parts), _size(section), tuple(told))


def _facts(parts: Parts) -> tuple[str, ...]:
    """The facts that a template asks for, in our order."""
    asked = {found.mark for _, tree in text_parts(parts) for found in found_places(tree)}
    return tuple(mark for mark in FACTS if mark in asked)


def _of_the_page(area: Area, place: Place) -> Iterator[Problem]:
    """What is wrong with the room for text."""
    if area.column < NARROW or area.height < LEAST_HEIGHT:
        is_wrong = area.column < LEAST_WIDTH or area.height < LEAST_HEIGHT
        width, height = (max(0, round(side / MILLIMETRE)) for side in (area.column, area.height))
        yield problem(codes.NO_ROOM if is_wrong else codes.LITTLE_ROOM, place, width=width, height=height)


def _of_the_text(body: Any, spot: Any, has_title: bool, place: Place) -> Iterator[Problem]:
    """What becomes of the text that a template has itself."""
    if spot is None:
        words = " ".join(" ".join(map(words_of, body.iter(f"{W}p"))).split())
        drawn = any(True for _ in body.iter(f"{W}drawing", f"{W}pict"))
        if words or drawn:
            yield problem(
                codes.OWN_TEXT_UNUSED, place, text=f"{words[:SHOWN]}…" if len(words) > SHOWN else words or "…"
            )
        return
    if not has_title:
        yield problem(codes.TITLE_WITHOUT_PLACE, place)
    if any(code.strip().upper().startswith("TOC") for code in field_codes(body)):
        yield problem(codes.OWN_CONTENTS, place)


def _size(section: Any) -> tuple[float, float]:
    size = section.find(f"{W}pgSz")
    return length(size.get(f"{W}w")), length(size.get(f"{W}h"))


def _give_pages(body: Any, page: Mapping[str, float]) -> None:
    """A section at the end of the text, and a size and margins for each that has none: the house's A4."""
    last = body.find(f"{W}sectPr")
    if last is None:
        last = parsed(f"<w:sectPr {NAMESPACES}/>")
    body.append(last)
    twips = {name: str(round(value * TWIPS)) for name, value in page.items()}
    size = {"w": twips["width"], "h": twips["height"]}
    margins = {side: twips[side] for side in ("top", "right", "bottom", "left")}
    margins |= {"header": "680", "footer": "680", "gutter": "0"}
    for section in body.iter(f"{W}sectPr"):
        _give(section, "pgSz", size)
        _give(section, "pgMar", margins)


def _give(section: Any, name: str, values: Mapping[str, str]) -> None:
    """An element of a section, with values for the attributes that it does not say."""
    found = section.find(f"{W}{name}")
    found = put(section, parsed(f"<w:{name} {NAMESPACES}/>")) if found is None else found
    for attribute in [one for one in values if found.get(f"{W}{one}") is None]:
        found.set(f"{W}{attribute}", values[attribute])
