"""Changes of others as they happen: a stream of events, one for each save of the plan by whomever.

In: the plan's file, and whether the browser is still there. Out: server-sent events, each with the plan's digest.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from pathlib import Path

from planbuilder import files
from planbuilder.errors import InputInvalid

PAUSE = 0.25  # seconds between two looks at the file
BEATS = 60  # looks after which a silent stream says that it is still there
RETRY = "retry: 2000\n\n"
SHORT = 16


async def events(path: Path, is_gone: Callable[[], Awaitable[bool]], known: str = "") -> AsyncIterator[str]:
    """The digest of the plan, at first and whenever the file holds another text; nothing while it cannot be read."""
    yield RETRY
    state, told, silent = (0, 0), known, 0
    while not await is_gone():
        now = _state(path)
        if now != state and (digest := _digest(path)):
            state = now
            if digest != told:
                told, silent = digest, 0
                yield f"event: plan\ndata: {digest}\n\n"
        silent += 1
        if silent % BEATS == 0:
            yield ": \n\n"
        await asyncio.sleep(PAUSE)


def _state(path: Path) -> tuple[int, int]:
    with suppress(OSError):
        found = path.stat()
        return found.st_mtime_ns, found.st_size
    return 0, 0


def _digest(path: Path) -> str:
    """The short digest of the file's text, as pages carry it; empty while it cannot be read."""
    with suppress(InputInvalid, OSError, UnicodeError):
        return files.digest(files.contents(path).decode("utf-8-sig").encode())[:SHORT]
    return ""
