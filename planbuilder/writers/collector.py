"""Python's search for cycles of garbage, put off while a large document is made.

In: nothing. Out: a context. A document is some hundred thousand objects that all live until the file is written, and
each search goes through all of them to find next to nothing: an eighth of the time of a PDF of 750 pages, measured with
`gc.callbacks`. What is thrown away on the way is freed without it, but for what knows each other: 15 MB there.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused() -> Iterator[None]:
    """No search meanwhile; afterwards it is as it was before."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
