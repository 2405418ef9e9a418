"""A picture from outside, made over once so that every format shows it alike.

In: the bytes of a PNG, JPEG or WebP file. Out: a PNG in 8-bit sRGB, upright, no larger than documents show it, without
anything else that was in the file. Another process does it, since a small file may hold a picture that fills memory.
"""

from __future__ import annotations

from planbuilder.confined import Refused, confined
from planbuilder.record import record

MADE_OVER = "planbuilder.foreign.pictures:made_over"
# What the task puts before a picture that cannot be told from paper, and the reason for what is no picture of points.
UNSEEN, VECTOR = b"unseen", "VECTOR"
VECTOR_SIGNS = (b"<svg", b"%!PS", b"%PDF")


@record
class Picture:
    """A PNG as documents use it, and whether it can be seen on paper."""

    png: bytes
    is_seen: bool


def picture(data: bytes) -> Picture:
    """The picture of a file; raises Refused with the reason why it cannot be used."""
    if any(sign in data[:1_000] for sign in VECTOR_SIGNS):
        raise Refused(VECTOR)
    made = confined(MADE_OVER, data)
    return Picture(made.removeprefix(UNSEEN), not made.startswith(UNSEEN))
