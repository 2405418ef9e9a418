"""Files that are never half written, and never overwritten behind somebody's back.

In: paths and bytes. Out: the same bytes on disk, whole or not at all. A write goes to a temporary file in the same
folder, is flushed to the disk and then takes the old file's place in one step.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from planbuilder.errors import Conflict, InputInvalid, Place, problem, system_reason


def digest(data: bytes) -> str:
    """The SHA-256 of some bytes, in hexadecimal."""
    import hashlib

    return hashlib.sha256(data).hexdigest()


def contents(path: Path) -> bytes:
    """What a file holds; raises InputInvalid if it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputInvalid([problem("PB004", Place(str(path)), reason=system_reason(error))]) from error


def write_atomically(path: Path, data: bytes) -> None:
    """Put `data` at `path`, whole or not at all; a link stays a link. Raises InputInvalid if the disk refuses."""
    with telling(path):
        target = path.resolve()
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = target.with_name(f".{path.name}.{os.urandom(6).hex()}")
        try:
            with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(temporary, _mode_for(target))
            os.replace(temporary, target)
        except OSError:
            with suppress(OSError):
                os.unlink(temporary)
            raise
        flush_folder(target.parent)


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
    """Add one line to a file; a line left unfinished by a crash is closed off first. Raises InputInvalid."""
    with telling(path), open(path, "ab+") as file:
        torn = b""
        if file.seek(0, os.SEEK_END):
            file.seek(-1, os.SEEK_END)
            torn = b"" if file.read(1) == b"\n" else b"\n"
        file.write(torn + line.encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())


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
    with suppress(OSError):
        return path.read_text(encoding="utf-8").strip() or "?"
    return "?"


def _mode_for(path: Path) -> int:
    """The rights of the file that is replaced, or what the user's mask gives a new one."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
