"""Whether font files may be used: they can be drawn with, be embedded in a file that is sent out, and write Danish.

In: a profile's font files. Out: what is wrong with each. They are somebody else's files, and a library checks little
before it reads: each is tried by another process, so that no document fails half made.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from string import ascii_letters, digits, punctuation

from planbuilder.confined import DAMAGED, OVERRUN, Refused, confined
from planbuilder.drawing.typeface import Face
from planbuilder.errors import Place, Problem, problem

# Whatever a plan says, the documents' own words need these.
NEEDED = frozenset(f" {ascii_letters}{digits}{punctuation}§«»–—’“”•…€−") | frozenset(map(chr, range(0xC0, 0x100)))
# OS/2 fsType: the licence forbids embedding, embedding a part of the font, or embedding its outlines.
FORBIDDEN = 0x0002 | 0x0100 | 0x0200
# A letter is put together of few others, such as an accent; hundreds are made to take time.
MOST_PIECES = 100
LICENCE, VARIABLE, COLLECTION, POSTSCRIPT, WEB = "LICENCE", "VARIABLE", "COLLECTION", "POSTSCRIPT", "WEB"
BEGINNINGS = {b"ttcf": COLLECTION, b"OTTO": POSTSCRIPT, b"wOFF": WEB, b"wOF2": WEB}
NO_FONT = "NO_FONT"


def wrong_fonts(files: Mapping[str, bytes], place: Place) -> Iterator[Problem]:
    """What is wrong with font files, by their names: PB233, PB234 or PB235."""
    with ThreadPoolExecutor() as pool:
        judged = list(pool.map(_judged, files.values()))
    for name, (reason, missing) in zip(files, judged, strict=True):
        if reason == LICENCE:
            yield problem("PB234", place, "error", file=name)
        elif reason:
            yield problem("PB233", place, "error", file=name, reason=reason)
        elif missing:
            yield problem("PB235", place, "error", file=name, characters=" ".join(missing))


def _judged(data: bytes) -> tuple[str, str]:
    """Why a font cannot be used, and the needed characters it lacks; both empty for one that can."""
    try:
        return "", confined(f"{__name__}:tried", data).decode()
    except Refused as refusal:
        return NO_FONT if refusal.reason in (DAMAGED, OVERRUN) else refusal.reason, ""


def tried(data: bytes) -> bytes:
    """The needed characters that a font lacks, once it was drawn with; raises Refused, or whatever a library does."""
    from planbuilder.writers.pdf.faces import embeddable  # loads ReportLab

    if kind := BEGINNINGS.get(data[:4]):
        raise Refused(kind)
    face = Face(data)
    if face.is_variable:
        raise Refused(VARIABLE)
    if face.most_pieces() > MOST_PIECES or not embeddable(data):
        raise Refused(NO_FONT)
    if face.licence & FORBIDDEN:
        raise Refused(LICENCE)
    for character in NEEDED & face.advances.keys():
        face.outline(character)
    return "".join(sorted(NEEDED - face.advances.keys())).encode()
