"""Whether font files may be used: they can be drawn with, be embedded in a file that is sent out, and write Danish.

In: a profile's font files by face. Out: what is wrong with each. They are somebody else's files: what a library cannot
read is refused here, once, so that no document fails half made.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from string import ascii_letters, digits, punctuation

from planbuilder.drawing.typeface import Face
from planbuilder.errors import Place, Problem, problem
from planbuilder.writers.pdf.faces import embeddable

# Whatever a plan says, the documents' own words need these.
NEEDED = frozenset(f" {ascii_letters}{digits}{punctuation}§«»–—’“”•…€−") | frozenset(map(chr, range(0xC0, 0x100)))
# OS/2 fsType: the licence forbids embedding, embedding a part of the font, or embedding its outlines.
FORBIDDEN = 0x0002 | 0x0100 | 0x0200
LARGEST = 20_000_000
# What the libraries raise for a file that is not what it says: they check little before they read.
BROKEN = (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError, EOFError, struct.error)


def wrong_fonts(files: Mapping[str, bytes], place: Place) -> Iterator[Problem]:
    """What is wrong with font files, by their names: PB233, PB234 or PB235."""
    for name, data in files.items():
        face = _face(data)
        if face is None:
            yield problem("PB233", place, "error", file=name)
        elif face.licence & FORBIDDEN:
            yield problem("PB234", place, "error", file=name)
        elif missing := sorted(NEEDED - face.advances.keys()):
            yield problem("PB235", place, "error", file=name, characters=" ".join(missing))


def _face(data: bytes) -> Face | None:
    """The face of a file if it can be drawn with and embedded."""
    from fontTools.ttLib import TTLibError

    try:
        face = Face(data)
        for character in NEEDED & face.advances.keys():
            face.outline(character)
    except (TTLibError, RecursionError, *BROKEN):
        return None
    return face if len(data) <= LARGEST and embeddable(data) else None
