"""What a drive has and refuses: names as they are on it, rights, flushing, links, taking the place of a file.

In: files, folders and their names. Out: the same, as far as the drive goes along. A network drive or a container's
volume may know none of it. Each refusal is noted once (`refusals`), with what it means for those who work there. A
drive that is full or damaged does not refuse: that raises OSError as ever.

Names are written in one form, their letters composed (NFC, `å`), and found in either (NFD, `a` and a ring): Macs, some
servers and some archives change the form of a name on its way, and a person sees no difference.

In a folder that a group may write in, what is made is the group's too, whatever its maker's mask.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Literal

from planbuilder import codes
from planbuilder.errors import Place, Problem, problem

Wish = Literal["rights", "flush", "links", "replace", "locks"]
CODES: dict[Wish, codes.Code] = {
    "rights": codes.RIGHTS_REFUSED,
    "flush": codes.FLUSH_REFUSED,
    "links": codes.LINKS_REFUSED,
    "replace": codes.REPLACE_REFUSED,
    "locks": codes.LOCKS_REFUSED,
}
# How systems say that a drive knows no such thing; some say that it is not allowed.
UNABLE = frozenset(
    getattr(errno, name)
    for name in ("EPERM", "EACCES", "EINVAL", "ENOSYS", "ENOTSUP", "EOPNOTSUPP", "ENOTTY", "ENOLCK", "EROFS")
    if hasattr(errno, name)
)
NO_LINK = getattr(os, "O_NOFOLLOW", 0)
# To get the bytes as they are on systems that know a text mode.
BINARY = getattr(os, "O_BINARY", 0)
# The rights to write of all but the owner.
SHARED = stat.S_IWGRP | stat.S_IWOTH

# For the whole process: a drive refuses the same thing each time, and once is enough to be told.
_refused: dict[Wish, Path] = {}
# The call with which a system swaps two names in one step, and its word for "from the working folder".
SWAPS = {"linux": ("renameat2", -100), "darwin": ("renameatx_np", -2)}
SWAP = 2


def named(text: str) -> str:
    """A name as the system takes it: what its encoding lacks is given by its bytes in UTF-8 (PEP 383)."""
    try:
        os.fsencode(text)
    except UnicodeEncodeError:
        # A locale without UTF-8 (LANG=C in a container) is no reason for a plan to have no `ø` in its name.
        return os.fsdecode(text.encode("utf-8", "surrogateescape"))
    return text


def spelled(name: str) -> str:
    """A name of the system as people read it: its bytes are UTF-8, those that are not stay as they are."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "surrogateescape")


def name_below(path: Path, folder: Path) -> str:
    """What a file is called from a folder above it, as lists of files spell it on every system."""
    return spelled(path.relative_to(folder).as_posix())


def legible(name: str) -> str:
    """A name of the system for a text that others read: bytes that are no letters are replaced."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def refusals() -> tuple[Problem, ...]:
    """What drives have refused since this was last asked, each wish once, with the first folder that refused it."""
    found = tuple(problem(CODES[wish], Place(str(_standing(path)))) for wish, path in _refused.items())
    _refused.clear()
    return found


def _standing(path: Path) -> Path:
    """The folder, or the nearest above it that is still there: work is begun in folders that do not stay."""
    return next((folder for folder in (path, *path.parents) if folder.is_dir()), path)


def note(wish: Wish, path: Path) -> None:
    """Note that the drive of a file knows no such thing."""
    _refused.setdefault(wish, path.parent)


@contextmanager
def wished(wish: Wish, path: Path) -> Iterator[None]:
    """Do what the drive may refuse, which is noted; raises OSError for everything else."""
    try:
        yield
    except OSError as error:
        if error.errno not in UNABLE:
            raise
        note(wish, path)


def flush(handle: int, path: Path) -> None:
    """Let what was written survive a power cut."""
    with wished("flush", path):
        os.fsync(handle)


def flush_folder(folder: Path) -> None:
    """Make the new name itself survive a power cut, where the system lets folders be flushed."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def create(path: Path, flags: int = os.O_WRONLY, mode: int = 0o666) -> int:
    """A new file, open, with the rights of its folder's people; raises OSError, FileExistsError if it is there."""
    # O_EXCL follows no link either: what somebody laid under this name beforehand is never written into.
    handle = os.open(path, flags | os.O_CREAT | os.O_EXCL | BINARY | NO_LINK, mode)
    try:
        share(path)
    except OSError:
        os.close(handle)
        raise
    return handle


def make_folder(path: Path) -> None:
    """A folder, with those above it, and the rights of the people of the one it is made in; raises OSError."""
    if not path.is_dir():
        make_folder(path.parent)
        path.mkdir(exist_ok=True)
        share(path)


def share(path: Path) -> None:
    """Let those who may write in its folder write to a new file or folder; in a sticky one each keeps their own."""
    above, own = path.parent.stat(), path.stat()
    # A sticky folder such as /tmp is written to by everybody and shared by nobody.
    write = 0 if above.st_mode & stat.S_ISVTX else above.st_mode & SHARED
    if write and os.name == "posix":
        # In `rwx` the right to read is a bit to the left of that to write, that to enter a folder a bit to the right.
        enter = write >> 1 if stat.S_ISDIR(own.st_mode) else 0
        group = above.st_gid if write & stat.S_IWGRP else own.st_gid
        give(path, stat.S_IMODE(own.st_mode) | write | write << 1 | enter, group)


def give(path: Path, mode: int, group: int) -> None:
    """Give a file of ours these rights and this group. A group that is not to be had gets no more than everybody."""
    if os.name == "posix" and path.stat().st_gid != group:
        with wished("rights", path):
            os.chown(path, -1, group)
        if path.stat().st_gid != group:
            # Another group than the folder's must not get what was meant for that one.
            mode = mode & ~stat.S_IRWXG | (mode & stat.S_IRWXO) << 3
    if stat.S_IMODE(path.stat().st_mode) != mode:
        with wished("rights", path):
            path.chmod(mode)


def protect(path: Path) -> None:
    """Take the right to write away from all, and give no other right."""
    state = path.stat()
    give(path, stat.S_IMODE(state.st_mode) & ~(stat.S_IWUSR | SHARED), state.st_gid)


def linked(path: Path, other: Path) -> bool:
    """Give a file a second name; whether that could be done. A file of another user may be refused one anywhere."""
    try:
        # A link is given a second name itself: what it leads to is no file of ours.
        os.link(path, other, follow_symlinks=False)
    except (OSError, NotImplementedError) as error:
        # Linux refuses a second name for another user's file (fs.protected_hardlinks): no fault of the drive, so not
        # noted.
        if getattr(error, "errno", None) in UNABLE and path.stat().st_uid == other.parent.stat().st_uid:
            note("links", other)
        return False
    return True


def put_in_place(source: Path, target: Path) -> None:
    """Let a file or folder take its place, and that of the file there, in one step. Raises OSError.

    Where the drive lets nothing be replaced, the old file steps aside first; `bring_back` finds it after a crash.
    """
    try:
        os.replace(source, target)
    except OSError as refused:
        if refused.errno not in UNABLE | {errno.EEXIST} or not target.is_file():
            raise
        _replace_in_two_steps(source, target, refused)


def _replace_in_two_steps(source: Path, target: Path, refused: OSError) -> None:
    old = _aside(target)
    try:
        old.unlink(missing_ok=True)
        target.rename(old)
    except OSError:
        # The first refusal is the reason that people are told; the second followed from it.
        raise refused from None
    try:
        source.rename(target)
    except OSError:
        # What was there must be there again before anybody is told that it could not be replaced.
        old.rename(target)
        raise
    note("replace", target)
    old.unlink()


def stepped_aside(path: Path) -> bool:
    """Whether a file stepped aside for one that has not come."""
    return not os.path.exists(path) and os.path.isfile(_aside(path))


def bring_back(path: Path) -> None:
    """Put a file back that had stepped aside for one that never came; raises OSError."""
    if stepped_aside(path):
        _aside(path).rename(path)


def _aside(path: Path) -> Path:
    return path.with_name(f".{path.name}.before")


def swapped(one: Path, other: Path) -> bool:
    """Let two files or folders change places in one step; False where there is no such step. Raises OSError."""
    import ctypes

    name, here = SWAPS.get(sys.platform, ("", 0))
    call = getattr(ctypes.CDLL(None, use_errno=True), name, None) if name else None
    if call is None:
        return False
    if call(here, os.fsencode(one), here, os.fsencode(other), SWAP) == 0:
        return True
    code = ctypes.get_errno()
    # A container's layers and some network drives have the call and cannot do it there.
    if code in UNABLE | {errno.EXDEV, errno.EEXIST}:
        return False
    raise OSError(code, os.strerror(code), str(one))


def composed(name: str) -> str:
    """A name with its letters composed, as every name is that we write down."""
    import unicodedata  # a start asks for no name

    return unicodedata.normalize("NFC", name)


def composed_names(names: Iterable[str]) -> dict[str, str]:
    """Names as they are on the disk, by their composed form; one keeps its own form where another file has that."""
    found = list(names)
    # Two files whose names differ in form alone are two files: the one that is composed already has the name.
    taken = set(found)
    return {name if composed(name) in taken else composed(name): name for name in found}


def as_it_lies(path: Path) -> Path:
    """The path under the names on the disk, if they are there in another form; else the path as it is."""
    # Almost every path is settled here; listing folders is what costs.
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
