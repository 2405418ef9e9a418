"""Where the bundled data lie, and how they are kept in the form they are read fastest.

In: the name of a data folder, or files of ours and a way to read them. Out: its path, or their data. The data lie
beside the package in a checkout, inside it in an installed wheel; no other module knows that there are two places. What
was read is kept as JSON in `__pycache__` beside the files, as Python keeps its own modules, and holds as long as none
of them changes; where nothing may be written, reading takes longer, no more.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from planbuilder import __version__

if TYPE_CHECKING:  # the nodes load nothing that a start with kept data needs
    from planbuilder.yamltext.nodes import Data

PACKAGE = Path(__file__).resolve().parent
INSIDE = ("languages", "demo", "rates", "uplifts", "accounts")
BESIDE = ("questionnaires", "templates")
FOLDER = "__pycache__"


def folder(name: str) -> Path:
    """The folder of bundled data called `name`: questionnaires, templates, docs, languages, demo or another of ours."""
    if name in INSIDE:
        return PACKAGE / name
    bundled = PACKAGE / "_data" / name
    return bundled if bundled.is_dir() else PACKAGE.parent / name


def compiled(name: str, sources: Sequence[Path], parse: Callable[[], Data]) -> Data:
    """What `parse` makes of the sources, all leaves text; read again only if one of them has changed."""
    stamp = list(state_of(sources))
    kept = sources[0].parent / FOLDER / f"{name}.json"
    with suppress(OSError, ValueError, KeyError, TypeError):
        found = json.loads(kept.read_bytes())
        if found["stamp"] == stamp:
            data: Data = found["data"]
            return data
    data = parse()
    # Whoever forbids Python its own kept files does not want ours either.
    if not sys.dont_write_bytecode:
        _keep(kept, json.dumps({"stamp": stamp, "data": data}, ensure_ascii=False))
    return data


def state_of(sources: Sequence[Path]) -> tuple[str, ...]:
    """What differs where one of the sources, or the program that reads them, has changed; raises OSError."""
    # The version as well: another one may read the same file otherwise.
    return (__version__, *(_stamp(path) for path in sources))


@cache
def edition() -> str:
    """What differs between one edition of the program and another: its version, and every file that came with it."""
    import hashlib

    own = {state for place in (PACKAGE, *map(folder, BESIDE)) for state in _states(place)}
    return hashlib.sha256("\n".join([__version__, *sorted(own)]).encode("utf-8", "surrogateescape")).hexdigest()


def _states(place: Path | str) -> Iterator[str]:
    """What differs where a file in a folder of ours has changed, but for what Python and we keep there."""
    with os.scandir(place) as found:
        entries = [one for one in found if one.name != FOLDER]
    for one in entries:
        if one.is_dir():
            yield from _states(one.path)
        else:
            state = one.stat(follow_symlinks=False)
            yield f"{one.path} {state.st_size} {state.st_mtime_ns}"


def _stamp(path: Path) -> str:
    state = path.stat()
    return f"{path.name} {state.st_size} {state.st_mtime_ns}"


def _keep(path: Path, text: str) -> None:
    """Write whole or not at all; that it cannot be written is no reason to stop."""
    with suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        part = path.with_name(f"{path.name}.{os.getpid()}")
        part.write_text(text, encoding="utf-8")
        # Two programs that start at once write the same; neither reads half of the other's.
        part.replace(path)
