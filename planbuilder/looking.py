"""What lies in a folder and what is at a path, for folders that came from elsewhere: no link is followed unseen.

In: paths. Out: the paths in them, or whether there is something. What cannot be found out is a problem and never a
"no": a name too long for the disk, a folder that is shut.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatchcase
from pathlib import Path

from planbuilder import codes
from planbuilder.errors import InputInvalid, Place, problem, system_reason
from planbuilder.files import on_disk
from planbuilder.record import record

# What the system says of a path at which there is nothing.
# A link in a circle (ELOOP) leads to nothing, too; a folder that is shut is no such answer.
ABSENT = {errno.ENOENT, errno.ENOTDIR, errno.EBADF, errno.ELOOP}


@record
class Listing:
    """What lies in a folder: folders, links wherever they lead, and everything else."""

    folders: tuple[Path, ...]
    files: tuple[Path, ...]
    links: tuple[Path, ...]


def listing(folder: Path) -> Listing:
    """What lies in a folder, told apart and in order; raises InputInvalid (PB004) if it cannot be looked into."""
    kinds: dict[str, list[Path]] = {"folder": [], "file": [], "link": []}
    with _seen(folder), os.scandir(on_disk(folder)) as entries:
        for one in entries:
            is_link = one.is_symlink() or getattr(one, "is_junction", lambda: False)()
            kind = "link" if is_link else "folder" if one.is_dir(follow_symlinks=False) else "file"
            kinds[kind].append(folder / one.name)
    return Listing(*(tuple(sorted(kinds[kind])) for kind in ("folder", "file", "link")))


def own_contents(folder: Path) -> list[Path]:
    """Whatever lies beneath a folder and is no folder, in order; a link is itself, and is followed nowhere.

    Raises InputInvalid (PB004) for a folder beneath it that cannot be looked into: what it holds must not be missed.
    """
    found: list[Path] = []
    for parent, folders, names in os.walk(on_disk(folder), onerror=_refuse_unseen):
        # `os.walk` lists links to folders as folders and does not enter them; here they count as what they are.
        links = [name for name in folders if is_link(Path(parent, name))]
        found += (Path(parent, name) for name in (*names, *links))
    return sorted(found)


def own_entries(folder: Path, pattern: str = "*") -> list[Path]:
    """What lies in a folder under names like a pattern, in order, none if the folder is not there.

    What a link beneath the folder leads to is none of its own. Raises InputInvalid (PB004).
    """
    if not is_folder(folder):
        return []
    above, *deeper = pattern.split("/")
    with _seen(folder):
        # In order and with case, on every system: lists of files are hashed and compared.
        found = sorted(one for one in on_disk(folder).iterdir() if fnmatchcase(one.name, above))
    if not deeper:
        return found
    return [one for here in found if not is_link(here) for one in own_entries(here, "/".join(deeper))]


def _refuse_unseen(error: OSError) -> None:
    with _seen(Path(str(error.filename))):
        raise error


@contextmanager
def _seen(path: Path) -> Iterator[None]:
    """Turn what keeps a path from being looked at into a problem with its name."""
    try:
        yield
    except OSError as error:
        raise InputInvalid([problem(codes.FILE_UNREADABLE, Place(str(path)), reason=system_reason(error))]) from error


def _state(path: Path, follow: bool = True) -> os.stat_result | None:
    """What is at a path, None for nothing; raises InputInvalid (PB004) if it cannot be told, as for too long a name."""
    with _seen(path):
        try:
            return os.stat(path, follow_symlinks=follow)
        except ValueError:  # a name with a zero in it, or one that the disk's alphabet has not got
            return None
        except OSError as error:
            if error.errno in ABSENT:
                return None
            raise


def is_there(path: Path) -> bool:
    """Whether a path leads to anything; raises InputInvalid (PB004) if it cannot be told, as for too long a name."""
    return _state(path) is not None


def is_file(path: Path) -> bool:
    """Whether a path leads to a regular file; raises InputInvalid (PB004) if it cannot be told."""
    return (state := _state(path)) is not None and stat.S_ISREG(state.st_mode)


def is_folder(path: Path) -> bool:
    """Whether a path leads to a folder; raises InputInvalid (PB004) if it cannot be told."""
    return (state := _state(path)) is not None and stat.S_ISDIR(state.st_mode)


def is_link(path: Path) -> bool:
    """Whether a path is a link itself, wherever it leads; raises InputInvalid (PB004) if it cannot be told."""
    return (state := _state(path, follow=False)) is not None and stat.S_ISLNK(state.st_mode)
