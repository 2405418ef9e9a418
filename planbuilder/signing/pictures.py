"""Pictures of pages, by a third reader: PDFium, which is what browsers show PDFs with.

In: PDFs. Out: which pages look otherwise, and PNG files to look at. What lies over a page, hides it or turns it shows
in a picture, whatever it is called in the file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from planbuilder.confined import confined
from planbuilder.signing.pages import Pair

ALIKE, PICTURE = "planbuilder.foreign.shown:alike", "planbuilder.foreign.shown:picture"


def looking_otherwise(base: bytes, returned: bytes, pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    """The pages that do not look alike, or that only one file has; raises Refused if a file cannot be shown."""
    known = tuple(pairs)
    both = [pair for pair in known if pair.ours and pair.theirs]
    numbers = json.dumps([(pair.ours, pair.theirs) for pair in both]).encode()
    found = json.loads(confined(ALIKE, base, returned, numbers))
    alike = {pair for pair, is_alike in zip(both, found, strict=True) if is_alike}
    return tuple(pair for pair in known if pair not in alike)


def pictures(base: bytes, returned: bytes, pairs: Iterable[Pair]) -> Iterator[tuple[str, bytes]]:
    """Each page of both as PNG, by what it is called: `3-ours.png`, `4-returned.png`; raises Refused."""
    for pair in pairs:
        for number, name, pdf in ((pair.ours, "ours", base), (pair.theirs, "returned", returned)):
            if number:
                yield f"{number}-{name}.png", confined(PICTURE, pdf, str(number).encode())
