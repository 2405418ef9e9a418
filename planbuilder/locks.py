"""One at a time: a program that changes a plan or an archive holds its lock file.

In: the path of a lock file. Out: a stretch of work that no other program is at. The system's own lock ends with the
program that holds it, however that ends. Where the drive knows no such locks, a second file takes its place, which only
one can make.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from planbuilder import codes, drive, files
from planbuilder.errors import Conflict, InputInvalid, Place, problem
from planbuilder.hold import grasped
from planbuilder.machine import whoami

# Seconds between two tries: short enough not to be felt, long enough not to keep a drive busy.
PAUSE = 0.05


@contextmanager
def locked(path: Path, wait: float = 2, code: codes.Code = codes.PLAN_LOCKED) -> Iterator[None]:
    """Hold the lock file `path`; raises Conflict (`code`) naming the holder if it is held for `wait` seconds.

    Raises InputInvalid (PB012) if the file can be neither made nor opened.
    """
    with files.telling(path):
        drive.make_folder(path.parent)
        release = _waited_for(path, wait, code)
    try:
        yield
    finally:
        release()


def _waited_for(path: Path, wait: float, code: codes.Code) -> Callable[[], None]:
    end = time.monotonic() + wait
    while (release := _taken(path)) is None:
        if time.monotonic() >= end:
            raise _conflict(path, code)
        time.sleep(PAUSE)
    return release


def _taken(path: Path) -> Callable[[], None] | None:
    """What lets go of the lock, None if another program has it; raises OSError."""
    handle, is_open_to_us = _opened(path)
    # Closing lets go of the lock; the file stays, since removing it would part those who wait for it.
    release = partial(os.close, handle)
    has_it = grasped(handle)
    # Between its opening and its locking the file may have been replaced: a lock on one without a name locks nothing.
    if has_it and _is_at(handle, path) and not _stand_in(path).exists():
        if is_open_to_us:
            _sign(handle)
            return release
        # A colleague's, which we may only read: a new one takes its place while this one is not held.
        try:
            path.unlink()
        finally:
            release()
        return None
    release()
    # Only where the drive knows no locks: a stand-in beside working locks would outlive a killed program.
    return _stand_in_made(path) if has_it is None else None


def _opened(path: Path) -> tuple[int, bool]:
    """The lock file, made if there is none, and whether we may write to it; raises OSError."""
    files.refuse_links(path, path.parent)
    try:
        return os.open(path, os.O_RDWR | drive.BINARY | drive.NO_LINK), True
    except FileNotFoundError:
        with suppress(FileExistsError):
            return drive.create(path, os.O_RDWR), True
        return _opened(path)  # another program has made it meanwhile
    except PermissionError:
        return os.open(path, os.O_RDONLY | drive.NO_LINK), False


def _is_at(handle: int, path: Path) -> bool:
    """Whether the open file is the one at its path, and no new one has taken its place."""
    with suppress(OSError):
        return os.path.samestat(os.fstat(handle), path.stat())
    return False


def _stand_in(path: Path) -> Path:
    return path.with_name(f"{path.name}.held")


def _stand_in_made(path: Path) -> Callable[[], None] | None:
    held = _stand_in(path)
    try:
        handle = drive.create(held)
    except FileExistsError:
        return None
    _sign(handle)
    os.close(handle)
    # Told, since a stand-in that a killed program leaves must be removed by hand.
    drive.note("locks", path)
    return partial(held.unlink, missing_ok=True)


def _sign(handle: int) -> None:
    """Write who holds the lock."""
    os.lseek(handle, 0, os.SEEK_SET)
    # Cut to nothing first: a shorter name must not keep the end of a longer one.
    os.truncate(handle, 0)
    os.write(handle, f"{whoami()}\n".encode("utf-8", "replace"))


def _conflict(path: Path, code: codes.Code) -> Conflict:
    held = _stand_in(path)
    if held.exists():
        return Conflict([problem(codes.HELD_BY_FILE, Place(str(held)), holder=_holder(held), file=held.name)])
    return Conflict([problem(code, Place(str(path)), holder=_holder(path))])


def _holder(path: Path) -> str:
    with suppress(InputInvalid):
        # Whatever lies there is shown in a message, so not much of it is read.
        return files.contents(path, 1000).decode("utf-8", "replace").strip() or "?"
    return "?"
