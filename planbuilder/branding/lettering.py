"""Whether font files may be used: they can be drawn with, be embedded in a file that is sent out, and write Danish.

In: a profile's font files. Out: what is wrong with each. They are somebody else's files, and a library checks little
before it reads: each is tried by another process, so that no document fails half made.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor

from planbuilder import codes
from planbuilder.confined import DAMAGED, OVERRUN, Refused, confined
from planbuilder.errors import Place, Problem, problem

TRIED = "planbuilder.foreign.fonts:tried"
LICENCE, NO_FONT = "LICENCE", "NO_FONT"


def wrong_fonts(files: Mapping[str, bytes], place: Place) -> Iterator[Problem]:
    """What is wrong with font files, by their names: PB233, PB234 or PB235."""
    with ThreadPoolExecutor() as pool:
        judged = list(pool.map(_judged, files.values()))
    for name, (reason, missing) in zip(files, judged, strict=True):
        if reason == LICENCE:
            yield problem(codes.FONT_NOT_EMBEDDABLE, place, file=name)
        elif reason:
            yield problem(codes.FONT_UNUSABLE, place, file=name, reason=reason)
        elif missing:
            yield problem(codes.FONT_LACKS_CHARACTERS, place, file=name, characters=" ".join(missing))


def _judged(data: bytes) -> tuple[str, str]:
    """Why a font cannot be used, and the needed characters it lacks; both empty for one that can."""
    try:
        return "", confined(TRIED, data).decode()
    except Refused as refusal:
        return NO_FONT if refusal.reason in (DAMAGED, OVERRUN) else refusal.reason, ""
