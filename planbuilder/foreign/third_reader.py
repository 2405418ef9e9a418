"""Pages as PDFium shows them, which is what browsers show PDFs with.

In: PDFs, and the numbers of pages as JSON, from 1. Out: which of them look otherwise, or PNGs to look at.
"""

from __future__ import annotations

import io
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2
from PIL import ImageChops

from planbuilder.confined import SECONDS, joined

# Pixels a point: enough to see that something is otherwise, and to read it.
GLANCE, LOOK = 0.5, 1.5
# A page may say that it is of any size; pictures are no larger than this, in pixels a side.
LARGEST = 2500
# Differences in a colour (0-255) that only rounding makes.
ROUNDING = 24
# No more bytes of pictures are made than this, and none when half of the time is gone: a file may have a million pages.
MOST = 50_000_000


def alike(base: bytes, returned: bytes, pairs: bytes) -> bytes:
    """Of each pair of pages, one of each file, whether they look alike, but for what rounding does, as JSON."""
    with _opened(base) as ours, _opened(returned) as theirs:
        return json.dumps([_is_alike(ours[our - 1], theirs[their - 1]) for our, their in json.loads(pairs)]).encode()


def pictures(pdf: bytes, numbers: bytes) -> bytes:
    """Pages as PNGs, joined; fewer than were asked for where they take too much time or space."""
    made: list[bytes] = []
    # Half of what the processor is given, so that what is made still gets out before the limit.
    end = time.process_time() + SECONDS / 2
    with _opened(pdf) as opened:
        for number in json.loads(numbers):
            if time.process_time() > end or sum(map(len, made)) > MOST:
                break
            made.append(_png(opened[number - 1]))
    return joined(made)


def _png(page: Any) -> bytes:
    made = io.BytesIO()
    _seen(page, LOOK).save(made, "PNG")
    return made.getvalue()


def _is_alike(our: Any, their: Any) -> bool:
    one, other = _seen(our, GLANCE), _seen(their, GLANCE)
    # Pages of two sizes are shown differently, whatever is on them.
    if one.size != other.size:
        return False
    bands: Any = ImageChops.difference(one, other).getextrema()
    return all(most <= ROUNDING for _, most in bands)


def _seen(page: Any, scale: float) -> Any:
    """A page as it is shown, with fields and notes."""
    scale = min(scale, LARGEST / max(1.0, *page.get_size()))
    return page.render(scale=scale, may_draw_forms=True, draw_annots=True).to_pil().convert("RGB")


@contextmanager
def _opened(pdf: bytes) -> Iterator[Any]:
    opened = pypdfium2.PdfDocument(pdf)
    # Before any page is loaded: forms are drawn only on pages that come after it.
    opened.init_forms()
    try:
        yield opened
    finally:
        opened.close()
