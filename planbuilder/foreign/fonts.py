"""Whether a font can be drawn with, be embedded in a file that is sent out, and write Danish.

In: the bytes of a font file. Out: the needed characters that it lacks.
"""

from __future__ import annotations

from string import ascii_letters, digits, punctuation

from planbuilder.confined import Refused
from planbuilder.drawing.typeface import Face
from planbuilder.writers.pdf.styles import embeddable

# Whatever a plan says, the documents' own words need these.
NEEDED = frozenset(f" {ascii_letters}{digits}{punctuation}§«»–—’“”•…€−") | frozenset(map(chr, range(0xC0, 0x100)))
# OS/2 fsType: the licence forbids embedding, embedding a part of the font, or embedding its outlines.
FORBIDDEN = 0x0002 | 0x0100 | 0x0200
# A letter is put together of few others, such as an accent; hundreds are made to take time.
MOST_PIECES = 100
LICENCE, VARIABLE, COLLECTION, POSTSCRIPT, WEB = "LICENCE", "VARIABLE", "COLLECTION", "POSTSCRIPT", "WEB"
BEGINNINGS = {b"ttcf": COLLECTION, b"OTTO": POSTSCRIPT, b"wOFF": WEB, b"wOF2": WEB}
NO_FONT = "NO_FONT"


def tried(data: bytes) -> bytes:
    """The needed characters that a font lacks, once it was drawn with; raises Refused, or whatever a library does."""
    if kind := BEGINNINGS.get(data[:4]):
        raise Refused(kind)
    face = Face(data)
    if face.is_variable:
        raise Refused(VARIABLE)
    if face.most_pieces() > MOST_PIECES or not embeddable(data):
        raise Refused(NO_FONT)
    if face.licence & FORBIDDEN:
        raise Refused(LICENCE)
    # Drawn, since a font may list a letter and describe it wrongly, which would show in the middle of a document.
    face.family.encode()  # a damaged list of names ends here
    for character in NEEDED & face.advances.keys():
        face.outline(character)
    return "".join(sorted(NEEDED - face.advances.keys())).encode()
