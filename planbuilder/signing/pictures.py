"""Pictures of pages, by a third reader: PDFium, which is what browsers show PDFs with.

In: PDFs. Out: which pages look otherwise, and PNG files to look at. What lies over a page, hides it or turns it shows
in a picture, whatever it is called in the file.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from planbuilder.signing.pages import Pair

# Pixels a point: enough to see that something is otherwise, and to read it.
GLANCE, LOOK = 0.5, 1.5
# A page may say that it is of any size; pictures are no larger than this, in pixels a side.
LARGEST = 2500
# Differences in a colour (0-255) that only rounding makes.
ROUNDING = 24


def looking_otherwise(base: bytes, returned: bytes, pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    """The pages that do not look alike; raises ValueError if a file cannot be shown."""
    with _opened(base) as ours, _opened(returned) as theirs:
        return tuple(pair for pair in pairs if not _alike(ours, theirs, pair))


def pictures(base: bytes, returned: bytes, pairs: Iterable[Pair]) -> Iterator[tuple[str, bytes]]:
    """Each page of both as PNG, by what it is called: `3-ours.png`, `4-returned.png`; raises ValueError."""
    with _opened(base) as ours, _opened(returned) as theirs:
        for pair in pairs:
            if pair.ours:
                yield f"{pair.ours}-ours.png", _png(ours, pair.ours)
            if pair.theirs:
                yield f"{pair.theirs}-returned.png", _png(theirs, pair.theirs)


def _alike(ours: Any, theirs: Any, pair: Pair) -> bool:
    """Whether two pages look alike, but for what rounding does."""
    from PIL import ImageChops

    if not (pair.ours and pair.theirs):
        return False
    one, other = _seen(ours, pair.ours, GLANCE), _seen(theirs, pair.theirs, GLANCE)
    if one.size != other.size:
        return False
    bands: Any = ImageChops.difference(one, other).getextrema()
    return all(most <= ROUNDING for _, most in bands)


def _png(pdf: Any, number: int) -> bytes:
    made = io.BytesIO()
    _seen(pdf, number, LOOK).save(made, "PNG", optimize=True)
    return made.getvalue()


def _seen(pdf: Any, number: int, scale: float) -> Any:
    """A page as it is shown, with fields and notes; `number` from 1."""
    page = pdf[number - 1]
    scale = min(scale, LARGEST / max(1.0, *page.get_size()))
    return page.render(scale=scale, may_draw_forms=True, draw_annots=True).to_pil().convert("RGB")


@contextmanager
def _opened(pdf: bytes) -> Iterator[Any]:
    """A PDF as PDFium shows it; raises ValueError if it cannot."""
    import pypdfium2

    try:
        opened = pypdfium2.PdfDocument(pdf)
        opened.init_forms()
    except pypdfium2.PdfiumError as error:
        raise ValueError(str(error)) from error
    try:
        yield opened
    finally:
        opened.close()
