"""What was made once and is kept, so that it need not be made again: files by their content, in the user's own place.

In: a folder, or None to keep nothing; names that say all that a thing was made from. Out: what was kept under a name,
None if nothing was. What is kept is believed, so the folder must be one where nobody else writes: never a plan's own.
A folder that cannot be written to costs time and nothing else.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from planbuilder import files
from planbuilder.errors import InputInvalid

# As many bytes are kept; what was not asked for longest goes first.
MOST_KEPT = 200_000_000
# How the names of what is known of plans end: what they give to an overview, and which documents were made of them.
KNOWN = (".plan", ".made")


class Kept:
    """The things that are kept in a folder; None keeps nothing."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder

    def read(self, name: str) -> bytes | None:
        """What is kept under a name, None if nothing is."""
        if self.folder is None:
            return None
        with suppress(OSError, InputInvalid):
            found = files.contents(self.folder / name)
            os.utime(self.folder / name)  # used now
            return found
        return None

    def keep(self, name: str, data: bytes) -> None:
        """Keep something, whole or not at all."""
        if self.folder is None:
            return
        with suppress(OSError):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            part = self.folder / f"{name}.{os.getpid()}"
            part.write_bytes(data)
            part.replace(self.folder / name)


def prune(folder: Path, most: int = MOST_KEPT) -> None:
    """Let go of what was not used for longest, until the rest takes no more than `most` bytes.

    What is known of plans is small and is counted by itself, so that no number of pictures drives it out.
    """
    with suppress(OSError):
        found = [(state.st_mtime, state.st_size, path) for path in folder.iterdir() if (state := path.lstat())]
        for is_known in (True, False):
            _let_go(sorted((one for one in found if (one[2].suffix in KNOWN) == is_known), reverse=True), most)


def _let_go(newest_first: Iterable[tuple[float, int, Path]], left: int) -> None:
    """Take away files from where all that come before them take `left` bytes; each is its time, size and path."""
    for _, size, path in newest_first:
        left -= size
        if left < 0:
            path.unlink()
