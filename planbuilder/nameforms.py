"""File names whose letters are composed (NFC, `å`) or taken apart (NFD, `a` and a ring): the same name either way.

In: names and paths. Out: the one form in which we write and compare names, and the path under the name that is on the
disk. Macs, some servers and some archives change the form of a name on its way; a person sees no difference.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path


def composed(name: str) -> str:
    """A name with its letters composed, as every name is that we write down."""
    return unicodedata.normalize("NFC", name)


def composed_names(names: Iterable[str]) -> dict[str, str]:
    """Names as they are on the disk, by their composed form; one keeps its own form where another file has that."""
    found = list(names)
    taken = set(found)
    return {name if composed(name) in taken else composed(name): name for name in found}


def as_it_lies(path: Path) -> Path:
    """The path under the names on the disk, if they are there in another form; else the path as it is."""
    if str(path).isascii() or os.path.lexists(path):
        return path
    found, parts = Path(path.anchor), path.parts[bool(path.anchor) :]
    for number, part in enumerate(parts):
        name = _listed(found, part)
        if name is None:
            return found.joinpath(*parts[number:])
        found /= name
    return found


def _listed(folder: Path, name: str) -> str | None:
    """The name under which a file lies in a folder; None where there is none, as for names that no file can have."""
    if os.path.lexists(folder / name):
        return name
    with suppress(OSError, ValueError):
        return next((one for one in sorted(os.listdir(folder)) if composed(one) == composed(name)), None)
    return None
