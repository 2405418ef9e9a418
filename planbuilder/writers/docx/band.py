"""The coloured ground at the top of a cover and of a sheet for the wall, as far as the edges of the page.

In: a cover or a headline, a look, and the width of the text in points. Out: the lines of a cover, and runs for the head
of their page: a picture of one point behind the text, as large as the ground, and a rule beneath it. What is read has
the same ground of its own, so that it can be read where a program leaves pictures out.
"""

from __future__ import annotations

import io
import struct
import zlib
from math import fsum
from typing import Any

from planbuilder.document.model import Cover, Document
from planbuilder.drawing.typeface import limit, shorten, wrap
from planbuilder.look import Look
from planbuilder.writers.docx import oxml
from planbuilder.writers.docx.oxml import TWIPS
from planbuilder.writers.docx.sections import BAND_EDGES
from planbuilder.writers.docx.styles import Style, paragraph_styles
from planbuilder.writers.docx.table_styles import PANEL_ROOM

FIRST_ID = 1_000_001  # far from the numbers of the pictures in the text
RULE = 4.0
# The height of a line as a share of its size, and of one of a headline, whose lines are closer; what the ground of a
# cover has beneath the last one, as much as a line more would take.
LINE, HEADLINE_LINE, BENEATH = 1.4, 1.25, 28.0
# A headline takes so much of the width, its owner's name the rest less a gap; its size is the largest of these shares
# at which it finds room; beneath it there is so much to the text.
SHARE, OWNER_GAP, SMALLER, AFTER_HEADLINE = 0.72, 20.0, (1.0, 0.8, 0.65, 0.5, 0.4, 0.32), 6.0


def panel_lines(cover: Cover) -> list[tuple[str, str]]:
    """The style and the text of each line on a cover's ground."""
    lines = (
        ("Kicker", cover.kicker),
        ("Title", cover.title),
        ("Subtitle", cover.subtitle),
        ("Subtitle", cover.organisation),
    )
    return [(style, line) for style, line in lines if line]


def panel_height(cover: Cover, look: Look, width: float) -> float:
    """How far a cover's ground goes down the page, in points: about as far as its lines."""
    above, side, below = (room / TWIPS for room in PANEL_ROOM)
    styles = {style.name.casefold(): style for style in paragraph_styles(look)}
    lines = (_height(styles[name.casefold()], text, width - 2 * side) for name, text in panel_lines(cover))
    return fsum((look.page["top"], above, *lines, below, BENEATH))


def headline(document: Document, look: Look, width: float) -> str:
    """The headline of a sheet for the wall, and at the right whose it is; on a template's paper the headline alone."""
    if look.template:
        return oxml.paragraph("Headline", oxml.run(oxml.text(document.headline)))
    lines, size = _headline_lines(document.headline, look, width)
    high = look.page["band"] - BAND_EDGES[0]
    free = (high - len(lines) * HEADLINE_LINE * size) / 2
    owner = shorten(document.author, (1 - SHARE) * width - OWNER_GAP, look.sizes["h2"])
    words = oxml.run(oxml.text("\n".join(lines)), points=round(size))
    words += oxml.run(oxml.text(f"\t{owner}"), "Owner") if owner else ""
    looks = oxml.shaded(look.colours["primary"]) + oxml.stop_at_right(width)
    looks += oxml.spacing(max(0.0, free), max(0.0, free) + AFTER_HEADLINE)
    return oxml.paragraph("Headline", words, extra=looks)


def _headline_lines(headline: str, look: Look, width: float) -> tuple[list[str], float]:
    """A headline broken into lines that find room on the band, and their size."""
    room, high = SHARE * width, look.page["band"] - BAND_EDGES[0]
    for size in (look.sizes["title"] * share for share in SMALLER):
        lines, most = wrap(headline, room, size, True), int(high / (HEADLINE_LINE * size))
        if len(lines) <= most:
            break
    return limit(lines, most, room, size, True), size


def _height(style: Style, text: str, width: float) -> float:
    return style.before + len(wrap(text, width, style.size, style.bold)) * LINE * style.size + style.after


def band(holder: Any, look: Look, height: float) -> str:
    """The runs for a head, from the upper edge of the page to the rule at `height` points."""
    runs = ""
    for id, (name, top, high) in enumerate((("primary", 0, height), ("accent", height, RULE)), FIRST_ID):
        relation, _ = holder.part.get_or_add_image(io.BytesIO(pixel(look.colours[name])))
        runs += oxml.run(oxml.backdrop(relation, id, top, look.page["width"], high))
    return runs


def pixel(colour: str) -> bytes:
    """A PNG of one point of a colour (`#rrggbb`): a ground of any size."""
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\0" + bytes.fromhex(colour[1:]))),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
