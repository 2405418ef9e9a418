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
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import takewhile
from pathlib import Path
from typing import Any, BinaryIO

from planbuilder import codes, drive, hold
from planbuilder.drive import as_it_lies
from planbuilder.errors import InputInvalid, Place, problem, system_reason

# No file that is meant is larger; kinds of which less is enough say so where they are read.
MOST = 200_000_000
DEEPEST = 100  # levels of values within values; a plan has a quarter of them
CHUNK = 1_000_000
# How long, in seconds, a program may take that writes into a pipe of ours.
PATIENCE = 60
# Not to wait for a pipe's writer, and to get the bytes as they are on systems that know a text mode.
AS_IT_IS = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | drive.BINARY


def digest(data: bytes) -> str:
    """The SHA-256 of some bytes, in hexadecimal."""
    import hashlib

    return hashlib.sha256(data).hexdigest()


def digest_of(*texts: str) -> str:
    """The digest of some texts, a line each; among them may be names of files that are no text to the system."""
    return digest("\n".join(texts).encode("utf-8", "surrogateescape"))


def json_in(text: bytes | str) -> Any:
    """What some JSON says; raises ValueError for whatever is none, for half a letter and what is nested too deeply.

    Half of a letter of two (a surrogate) can be neither written nor hashed: no text holds one on purpose.
    """
    import json

    try:
        text = text.decode(json.detect_encoding(text)) if isinstance(text, bytes) else text
        found = json.loads(text)
        # What has few brackets cannot be deep, so most texts are spared the look level by level.
        if text.count("[") + text.count("{") > DEEPEST and _is_deep(found):
            raise ValueError("nested too deeply")
        if not text.isascii() or "\\u" in text:
            json.dumps(found, ensure_ascii=False).encode()
        return found
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def _is_deep(found: Any) -> bool:
    """Whether values lie in more than `DEEPEST` others; told level by level, since it may be very deep."""
    level = [found]
    for _ in range(DEEPEST):
        several = (one.values() if isinstance(one, dict) else one for one in level if isinstance(one, dict | list))
        level = [inner for values in several for inner in values]
    return bool(level)


def contents(path: Path, most: int = MOST, pipe: bool = False, within: Path | None = None) -> bytes:
    """What a regular file holds; where `pipe` allows it, also what a program writes into a pipe within a minute.

    `within` is the folder it came in. Raises InputInvalid if it cannot be read (PB004), is no such file (PB013), holds
    more than `most` bytes (PB003) or is reached by a link that leads out of the folder (PB015).
    """
    place = Place(str(path))
    if within is not None:
        refuse_leading_out(path, within)
    try:
        # Opened first and judged by its handle: between a look at the path and its opening another file could come.
        handle = os.open(on_disk(path), os.O_RDONLY | AS_IT_IS)
    except (OSError, ValueError) as error:  # a name with a zero in it is a ValueError
        reason = system_reason(error) if isinstance(error, OSError) else "EINVAL"
        raise InputInvalid([problem(codes.FILE_UNREADABLE, place, reason=reason)]) from error
    try:
        state = os.fstat(handle)
        is_pipe = pipe and stat.S_ISFIFO(state.st_mode)
        if not (is_pipe or stat.S_ISREG(state.st_mode) or _is_empty(state)):
            raise _other_kind(state.st_mode, place)
        # Before anything is read; `_up_to` counts again, for a file may grow meanwhile.
        if state.st_size > most:
            raise _too_large(place, most)
        return _up_to(most, _from_pipe(handle) if is_pipe else lambda size: os.read(handle, size), place)
    except OSError as error:
        raise InputInvalid([problem(codes.FILE_UNREADABLE, place, reason=system_reason(error))]) from error
    finally:
        os.close(handle)


def tail(path: Path, size: int, within: Path) -> tuple[bytes, bool]:
    """The last `size` bytes of a regular file in a folder, and whether they are all of it; raises InputInvalid."""
    place = Place(str(path))
    refuse_leading_out(path, within)
    try:
        with os.fdopen(os.open(on_disk(path), os.O_RDONLY | AS_IT_IS), "rb") as file:
            state = os.fstat(file.fileno())
            if not stat.S_ISREG(state.st_mode):
                raise _other_kind(state.st_mode, place)
            # From the end, so that the last lines of a journal of megabytes cost no more than those of a short one.
            file.seek(max(0, state.st_size - size))
            return file.read(size), state.st_size <= size
    except OSError as error:
        raise InputInvalid([problem(codes.FILE_UNREADABLE, place, reason=system_reason(error))]) from error


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
        # A pipe into which nobody ever writes must not hold the program for good.
        if not select.select([handle], [], [], max(0, end - time.monotonic()))[0]:
            raise TimeoutError(errno.ETIMEDOUT, os.strerror(errno.ETIMEDOUT))
        return os.read(handle, size)

    return read


def _is_empty(state: os.stat_result) -> bool:
    """Whether it is the device that people name to say: none."""
    return stat.S_ISCHR(state.st_mode) and os.path.samestat(state, os.stat(os.devnull))


def _other_kind(mode: int, place: Place) -> InputInvalid:
    if stat.S_ISDIR(mode):
        return InputInvalid([problem(codes.FILE_UNREADABLE, place, reason="EISDIR")])
    return InputInvalid([problem(codes.NOT_A_REGULAR_FILE, place, reason="PIPE" if stat.S_ISFIFO(mode) else "DEVICE")])


def _too_large(place: Place, most: int) -> InputInvalid:
    return InputInvalid([problem(codes.FILE_TOO_LARGE, place, limit=most // 1_000_000)])


def on_disk(path: Path) -> Path:
    """The path under the bytes and the form of letters that its names have on the disk."""
    return as_it_lies(Path(drive.named(str(path))))


def real(path: Path) -> Path:
    """Where a path leads, links followed; a link in a circle stays as it is, where `Path.resolve` raises for it."""
    return Path(os.path.realpath(path))


def is_own(folder: Path) -> bool:
    """Whether only the user can have written into a folder, or can write the one that is not there yet."""
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
        end = real(on_disk(path))
        return os.path.islink(end) or not end.is_relative_to(real(folder))  # a link that is left leads in a circle
    except (OSError, ValueError):  # a zero is in the name
        return True


def refuse_leading_out(path: Path, folder: Path) -> None:
    """Raise InputInvalid (PB015) if a path beneath a folder that came from elsewhere leads out of it."""
    if leads_out(path, folder):
        raise InputInvalid([problem(codes.LINK_OUT_OF_FOLDER, Place(str(path)))])


def refuse_links(path: Path, within: Path) -> None:
    """Raise InputInvalid (PB018) if `path` is a link, or a folder between it and `within`, which may be reached by one.

    What others laid into a folder must not decide which other file is overwritten.
    """
    above = takewhile(lambda one: one != within, path.parents) if within in path.parents else ()
    # Each folder on the way: one that is a link leads everything beneath it elsewhere.
    for one in (path, *above):
        if one.is_symlink() or getattr(os.path, "isjunction", lambda _: False)(one):
            raise InputInvalid([problem(codes.LINK_IN_THE_WAY, Place(str(one)), target=os.readlink(one))])


def write_atomically(path: Path, data: bytes, within: Path | None = None) -> None:
    """Put `data` at `path`, whole or not at all; `within` is the folder above it that the user named.

    No link beneath that folder is followed (PB018). Raises InputInvalid if the disk refuses (PB012).
    """
    path, within = on_disk(path), as_it_lies(within or path.parent)
    with telling(path):
        refuse_links(path, within)
        drive.make_folder(path.parent)
        # The rights of the file that is replaced: a plan that a group may write must stay so.
        _put(path, data, path.stat() if path.exists() else None)
        drive.flush_folder(path.parent)


def _put(path: Path, data: bytes, like: os.stat_result | None) -> None:
    """Let a new file take its place, with the rights of another; what was begun goes if it cannot. Raises OSError."""
    put, handle = hold.begun(path, stat.S_IMODE(like.st_mode) if like else 0o666)
    try:
        with os.fdopen(handle, "wb") as file:
            _write_whole(file, put, data, like)
            if hold.can_be_held():  # while it is held, so that no other program takes it for left over
                drive.put_in_place(put, path)
        # Windows lets nothing be renamed that is open, so there the hold ends first.
        if not hold.can_be_held():
            drive.put_in_place(put, path)
    except OSError:
        with suppress(OSError):
            put.unlink()
        raise


def _write_whole(file: BinaryIO, path: Path, data: bytes, like: os.stat_result | None) -> None:
    """Write a new file, with the rights of another before anything is in it; raises OSError."""
    if like:
        drive.give(path, stat.S_IMODE(like.st_mode), like.st_gid)
    file.write(data)
    file.flush()
    drive.flush(file.fileno(), path)


@contextmanager
def telling(path: Path) -> Iterator[None]:
    """Turn what the system refuses into a problem with the file's name."""
    try:
        yield
    except OSError as error:
        raise InputInvalid([problem(codes.FILE_NOT_SAVED, Place(str(path)), reason=system_reason(error))]) from error


def append_line(path: Path, line: str) -> None:
    """Add one line to a file, not through a link; what a crash left unfinished is closed off. Raises InputInvalid.

    A file that a colleague's mask shuts is written anew, with the rights of the folder's people.
    """
    with telling(path):
        refuse_links(path, path.parent)
        try:
            handle = _for_more(path)
        except PermissionError:
            write_anew(path)
            handle = _for_more(path)
        with os.fdopen(handle, "ab+") as file:
            # A crash may have left half a line, and the next one must not become a part of it.
            torn = b""
            if file.seek(0, os.SEEK_END):
                file.seek(-1, os.SEEK_END)
                torn = b"" if file.read(1) == b"\n" else b"\n"
            file.write(torn + line.encode() + b"\n")
            file.flush()
            drive.flush(file.fileno(), path)


def _for_more(path: Path) -> int:
    """The file open for more at its end, made if there is none; raises OSError."""
    flags = os.O_RDWR | os.O_APPEND
    try:
        return os.open(path, flags | drive.BINARY | drive.NO_LINK)
    except FileNotFoundError:
        return drive.create(path, flags)


def write_anew(path: Path) -> None:
    """Let a copy with the rights of a new file take the place of a file that may only be read. Raises OSError."""
    _put(path, contents(path), None)
