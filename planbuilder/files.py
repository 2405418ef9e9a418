"""The one door to the disk: what is read has a limit, what is written is whole, and no link leads either astray.

In: paths and bytes. Out: bytes, and the same bytes on disk, whole or not at all. Only regular files are read, since a
device or a pipe may never end. A write goes to a temporary file in the same folder, is flushed to the disk and then
takes the old file's place in one step.
"""

from __future__ import annotations

import errno
import os
import select
import stat
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import takewhile
from pathlib import Path

from planbuilder.errors import Conflict, InputInvalid, Place, problem, system_reason
from planbuilder.nameforms import as_it_lies

# No file that anybody means is larger; kinds of which less is enough say so where they are read.
MOST = 200_000_000
CHUNK = 1_000_000
# How long, in seconds, a program may take that writes into a pipe of ours.
PATIENCE = 60
# Not to wait for a pipe's writer, and to get the bytes as they are on systems that know a text mode.
AS_IT_IS = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
NO_LINK = getattr(os, "O_NOFOLLOW", 0)


def digest(data: bytes) -> str:
    """The SHA-256 of some bytes, in hexadecimal."""
    import hashlib

    return hashlib.sha256(data).hexdigest()


def contents(path: Path, most: int = MOST, pipe: bool = False) -> bytes:
    """What a regular file holds; where `pipe` allows it, also what a program writes into a pipe within a minute.

    Raises InputInvalid if it cannot be read (PB004), is no such file (PB013) or holds more than `most` bytes (PB003).
    """
    place = Place(str(path))
    try:
        handle = os.open(as_it_lies(path), os.O_RDONLY | AS_IT_IS)
    except (OSError, ValueError) as error:  # a name with a zero in it is a ValueError
        raise InputInvalid([problem("PB004", place, reason=_reason(error))]) from error
    try:
        state = os.fstat(handle)
        is_pipe = pipe and stat.S_ISFIFO(state.st_mode)
        if not (is_pipe or stat.S_ISREG(state.st_mode) or _is_empty(state)):
            raise _other_kind(state.st_mode, place)
        if state.st_size > most:
            raise _too_large(place, most)
        return _up_to(most, _from_pipe(handle) if is_pipe else lambda size: os.read(handle, size), place)
    except OSError as error:
        raise InputInvalid([problem("PB004", place, reason=_reason(error))]) from error
    finally:
        os.close(handle)


def _up_to(most: int, read: Callable[[int], bytes], place: Place) -> bytes:
    """All that is read, up to a limit: a file may grow while it is read, or hold more than it says."""
    parts, left = [], most
    while chunk := read(CHUNK):
        left -= len(chunk)
        if left < 0:
            raise _too_large(place, most)
        parts.append(chunk)
    return b"".join(parts)


def _from_pipe(handle: int) -> Callable[[int], bytes]:
    """What reads a pipe, as long as patience lasts; raises TimeoutError."""
    end = time.monotonic() + PATIENCE

    def read(size: int) -> bytes:
        if not select.select([handle], [], [], max(0, end - time.monotonic()))[0]:
            raise TimeoutError(errno.ETIMEDOUT, os.strerror(errno.ETIMEDOUT))
        return os.read(handle, size)

    return read


def _is_empty(state: os.stat_result) -> bool:
    """Whether it is the device that people name to say: none."""
    return stat.S_ISCHR(state.st_mode) and os.path.samestat(state, os.stat(os.devnull))


def _other_kind(mode: int, place: Place) -> InputInvalid:
    if stat.S_ISDIR(mode):
        return InputInvalid([problem("PB004", place, reason="EISDIR")])
    return InputInvalid([problem("PB013", place, reason="PIPE" if stat.S_ISFIFO(mode) else "DEVICE")])


def _too_large(place: Place, most: int) -> InputInvalid:
    return InputInvalid([problem("PB003", place, limit=most // 1_000_000)])


def _reason(error: OSError | ValueError) -> str:
    return system_reason(error) if isinstance(error, OSError) else "EINVAL"


def real(path: Path) -> Path:
    """Where a path leads, links followed; a link in a circle stays as it is, where `Path.resolve` raises for it."""
    return Path(os.path.realpath(path))


def is_own(folder: Path) -> bool:
    """Whether nobody but the user can have written into a folder, or can write the one that is not there yet."""
    try:
        state = os.stat(folder)
    except FileNotFoundError:
        return True
    except (OSError, ValueError):
        return False
    user = getattr(os, "getuid", lambda: state.st_uid)()  # where the system knows no such rights, the place must do
    return stat.S_ISDIR(state.st_mode) and (os.name == "nt" or (state.st_uid == user and not state.st_mode & 0o022))


def leads_out(path: Path, folder: Path) -> bool:
    """Whether a path beneath a folder leads out of it, by itself or by a link on the way."""
    try:
        end = real(as_it_lies(path))
        return end.is_symlink() or not end.is_relative_to(real(folder))  # a link that is left leads in a circle
    except (OSError, ValueError):  # a zero is in the name
        return True


def refuse_links(path: Path, within: Path) -> None:
    """Raise InputInvalid (PB018) if `path` is a link, or a folder between it and `within`, which may be reached by one.

    What somebody else laid into a folder must not decide which other file is overwritten.
    """
    above = takewhile(lambda one: one != within, path.parents) if within in path.parents else ()
    for one in (path, *above):
        if one.is_symlink() or getattr(os.path, "isjunction", lambda _: False)(one):
            raise InputInvalid([problem("PB018", Place(str(one)), target=os.readlink(one))])


def write_atomically(path: Path, data: bytes, within: Path | None = None) -> None:
    """Put `data` at `path`, whole or not at all; `within` is the folder above it that the user named.

    No link beneath that folder is followed (PB018). Raises InputInvalid if the disk refuses (PB012).
    """
    path, within = as_it_lies(path), as_it_lies(within or path.parent)
    with telling(path):
        refuse_links(path, within)
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".{path.name}.{os.urandom(6).hex()}")
        try:
            with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(temporary, _mode_for(path))
            os.replace(temporary, path)
        except OSError:
            with suppress(OSError):
                os.unlink(temporary)
            raise
        flush_folder(path.parent)


def flush_folder(folder: Path) -> None:
    """Make the new name itself survive a power cut, where the system lets folders be flushed."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


# The call with which a system swaps two names in one step, and its word for "from the working folder".
SWAPS = {"linux": ("renameat2", -100), "darwin": ("renameatx_np", -2)}
SWAP = 2


def swapped(one: Path, other: Path) -> bool:
    """Let two files or folders change places in one step; False where the system has no such step. Raises OSError."""
    import ctypes

    name, here = SWAPS.get(sys.platform, ("", 0))
    call = getattr(ctypes.CDLL(None, use_errno=True), name, None) if name else None
    if call is None:
        return False
    if call(here, os.fsencode(one), here, os.fsencode(other), SWAP) == 0:
        return True
    code = ctypes.get_errno()
    if code in {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EXDEV}:
        return False
    raise OSError(code, os.strerror(code), str(one))


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """Turn what the system refuses into a problem with the file's name."""
    try:
        yield
    except OSError as error:
        raise InputInvalid([problem("PB012", Place(str(path)), reason=system_reason(error))]) from error


def append_line(path: Path, line: str) -> None:
    """Add one line to a file, not through a link; what a crash left unfinished is closed off. Raises InputInvalid."""
    with telling(path), open(path, "ab+", opener=_no_link) as file:
        torn = b""
        if file.seek(0, os.SEEK_END):
            file.seek(-1, os.SEEK_END)
            torn = b"" if file.read(1) == b"\n" else b"\n"
        file.write(torn + line.encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())


def _no_link(path: str, flags: int) -> int:
    refuse_links(Path(path), Path(path).parent)
    return os.open(path, flags | NO_LINK, 0o666)


@contextmanager
def locked(path: Path, wait: float = 2, code: str = "PB030") -> Iterator[None]:
    """Hold the lock file `path`; raises Conflict (`code`) naming the holder if somebody has it for `wait` seconds."""
    from filelock import FileLock, Timeout  # costs more than a whole start of the program: loaded on the first save

    lock = FileLock(path, timeout=wait)
    with telling(path):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            lock.acquire()
        except Timeout as error:
            raise Conflict([problem(code, Place(str(path)), holder=_holder(path))]) from error
    try:
        with telling(path):
            path.write_text(f"{whoami()}\n", encoding="utf-8")
        yield
    finally:
        lock.release()


def whoami() -> str:
    """Who is logged in, and on which machine: `user@host`."""
    import getpass
    import socket

    return f"{getpass.getuser()}@{socket.gethostname()}"


def _holder(path: Path) -> str:
    with suppress(InputInvalid):
        return contents(path, 1000).decode("utf-8", "replace").strip() or "?"
    return "?"


def _mode_for(path: Path) -> int:
    """The rights of the file that is replaced, or what the user's mask gives a new one."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
