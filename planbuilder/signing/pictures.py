"""Pictures of pages, by a third reader: PDFium, which is what browsers show PDFs with.

In: PDFs. Out: which pages look otherwise, and PNG files to look at. What lies over a page, hides it or turns it shows
in a picture, whatever it is called in the file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from planbuilder.confined import OVERRUN, Refused, confined, parts
from planbuilder.signing.pages import Pair

ALIKE, PICTURES = "planbuilder.foreign.shown:alike", "planbuilder.foreign.shown:pictures"
# Pages of each file of which pictures are asked for at most: nobody looks at more of them one by one.
MOST = 1_000


def looking_otherwise(base: bytes, returned: bytes, pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    """The pages that do not look alike, or that only one file has; raises Refused if a file cannot be shown."""
    known = tuple(pairs)
    both = [pair for pair in known if pair.ours and pair.theirs]
    numbers = json.dumps([(pair.ours, pair.theirs) for pair in both]).encode()
    found = json.loads(confined(ALIKE, base, returned, numbers))
    alike = {pair for pair, is_alike in zip(both, found, strict=True) if is_alike}
    return tuple(pair for pair in known if pair not in alike)


def pictures(base: bytes, returned: bytes, pairs: Iterable[Pair]) -> Iterator[tuple[str, bytes]]:
    """Each page of both as PNG, by what it is called: `3-ours.png`, `4-returned.png`.

    Raises Refused, after the pictures that were made, if there are more pages than may be shown.
    """
    known = tuple(pairs)
    shown = known[:MOST]
    ours, theirs = _of(base, [pair.ours for pair in shown]), _of(returned, [pair.theirs for pair in shown])
    for pair in known:
        for number, name, made in ((pair.ours, "ours", ours), (pair.theirs, "returned", theirs)):
            if number and number not in made:
                raise Refused(OVERRUN)
            if number:
                yield f"{number}-{name}.png", made[number]


def _of(pdf: bytes, numbers: Iterable[int]) -> dict[int, bytes]:
    """Pictures of as many of these pages as could be made, by their numbers, all by one process."""
    asked = [number for number in numbers if number]
    return dict(zip(asked, parts(confined(PICTURES, pdf, json.dumps(asked).encode())), strict=False)) if asked else {}
