"""What is being made is held by its maker: so what a killed maker left is recognised, and cleared.

In: files and folders. Out: names for what is to take another's place, held until it has; what is left over is removed.
The system's own hold ends with the program, however that ends.
"""

from __future__ import annotations

import errno
import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from planbuilder import drive

# A system takes names of 255 bytes, and a letter may have four of them.
LONGEST = 50
TEMPORARY = re.compile(r"\.(.+)\.[0-9a-f]{12}")
# How systems say that another program has it.
BUSY = {errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK}
WAITS_FOR_NOBODY = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)

if sys.platform == "win32":
    import msvcrt

    # A byte behind all that is written, since what is locked cannot be read by others: the holder's name is to be read.
    FAR = 0x7FFF_FFFE

    def _grasp(handle: int) -> None:
        os.lseek(handle, FAR, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _grasp(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def grasped(handle: int) -> bool | None:
    """Whether an open file is held by us alone now; None where the drive knows no locks. Raises OSError."""
    try:
        _grasp(handle)
    except OSError as error:
        if error.errno in BUSY:
            return False
        if error.errno in drive.UNABLE:
            return None
        raise
    return True


def can_be_held() -> bool:
    """Whether a file can be held while it takes its place; Windows renames nothing that is open."""
    return sys.platform != "win32"


def _held(handle: int) -> bool | None:
    return grasped(handle) if can_be_held() else None


def temporary(path: Path) -> Path:
    """A name beside `path` that is not taken, for what is to take its place."""
    return path.with_name(f".{path.name[:LONGEST]}.{os.urandom(6).hex()}")


def begun(path: Path, mode: int) -> tuple[Path, int]:
    """A new file beside `path`, open, and held before others could take it for left over; raises OSError."""
    while True:
        put = temporary(path)
        try:
            handle = drive.create(put, os.O_WRONLY, mode)
        except FileNotFoundError:
            if not path.parent.is_dir():
                raise
            continue  # cleared while it was made
        # One that was cleared in the moment before it was held has no name any more.
        if _held(handle) is not False and put.exists():
            return put, handle
        os.close(handle)


@contextmanager
def holding(path: Path) -> Iterator[bool | None]:
    """Hold a file or folder that is being made; False if another program does, None if none can. Raises OSError."""
    handle = os.open(path, os.O_RDONLY | WAITS_FOR_NOBODY | drive.BINARY | drive.NO_LINK)
    try:
        yield _held(handle)
    finally:
        os.close(handle)


def clear(folder: Path, names: Iterable[str] | None = None) -> None:
    """Remove what makers of `names` (of anything, by default) left in a folder when they were killed.

    Links stay, and what is held; all of it where nothing can be held (Windows, some network drives).
    """
    # Cut as `temporary` cuts them, or long names would never be found again.
    wanted = None if names is None else {name[:LONGEST] for name in names}
    with suppress(OSError):
        for one in list(os.scandir(folder)):
            name = TEMPORARY.fullmatch(one.name)
            # A link of such a name is nobody's left-over: removing what it leads to would reach out of the folder.
            if name and (wanted is None or name[1] in wanted) and not one.is_symlink():
                _remove_unless_held(one)


def _remove_unless_held(one: os.DirEntry[str]) -> None:
    import shutil  # for a writer that was killed; it loads three compressors

    with suppress(OSError), holding(Path(one.path)) as is_ours:
        # Not `is not None`: where nothing can be held (None) a writer may be at work, so it stays.
        if is_ours:
            shutil.rmtree(one.path, ignore_errors=True) if one.is_dir() else os.unlink(one.path)
