"""How the archive changes: all of a change, or none of it, whenever the power goes.

In: the object as it shall be. Out: the archive with it. All is written and flushed in `staging`; then ONE rename makes
it `pending`, and from there on it is done: what is left is that the object takes its place and two lines of the log,
which the next to open the archive for writing finishes first. It changes places with the old one in one step, so that
every OCFL program finds it valid at every moment. Nothing is adopted that is not pending. Call only under the lock.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from planbuilder import codes, drive
from planbuilder.archive.auditor import INVENTORY, canonical, inventories, sha512_of
from planbuilder.archive.layout import OWN
from planbuilder.archive.log import NEWEST, STATE, Leaf, advanced, append, damaged, leaf_in, newest_line, read_state
from planbuilder.drive import flush_folder, swapped
from planbuilder.errors import InputInvalid, Place, problem, system_reason
from planbuilder.files import contents, json_in
from planbuilder.looking import is_folder, is_there
from planbuilder.record import record

STAGING, PENDING, RECORD, OLD, TREE = "staging", "pending", "change.json", "old", "tree"

# Paths of objects as `layout.object_path` makes them: the record is a file that others may have written.
PLACE = re.compile(r"(?:[0-9a-f]{3}/){3}[A-Za-z0-9_%-]+")


@record
class Change:
    """A change of one object, in its folder `path`: it is made, or replaced by what it shall be.

    `tree` is how many parts of the path a new object brings along, so that no folder is ever there and empty; 0 if the
    object is there.
    """

    path: str
    leaf: Leaf
    tree: int = 0

    def written(self) -> bytes:
        """The text of the pending record."""
        return canonical({"leaf": self.leaf, "path": self.path, "tree": self.tree}) + b"\n"


def new_tree(root: Path, path: str) -> tuple[int, str]:
    """For an object that is not there yet: how many parts of its path there are then, and where its files wait."""
    parts = path.split("/")
    # OCFL allows no empty folders, so the first part that is missing comes by the rename with everything below it.
    number = next(n for n in range(1, len(parts) + 1) if not is_there(root.joinpath(*parts[:n])))
    return number, "".join(f"{part}/" for part in [TREE, *parts[number:]])


def commit(root: Path, change: Change, files: Mapping[str, bytes | Path]) -> None:
    """Carry a change out; `files` are bytes, or files that stay as they are, by paths in the pending folder.

    Raises InputInvalid: PB172 if nothing is changed, PB173 if it is done but for the last renames.
    """
    own = root / OWN
    # The log's next state goes along, so that finishing the change needs to compute nothing of what may have changed
    # since.
    log = {STATE: advanced(read_state(own), change.leaf).written(), NEWEST: newest_line(change.leaf)}
    # A name of its own: what an earlier writer left is thrown away by `recover`, never written into.
    staged = own / STAGING / os.urandom(6).hex()
    with _telling(codes.ARCHIVE_NOT_WRITABLE, root):
        try:
            for name, content in {**files, **log, RECORD: change.written()}.items():
                put(staged / name, content)
            # From the innermost folder out: a folder must not reach the disk before the names that are in it.
            for folder, _, _ in os.walk(staged, topdown=False):
                flush_folder(Path(folder))
            os.rename(staged, own / PENDING)
        except OSError:
            shutil.rmtree(staged, ignore_errors=True)
            raise
    with _telling(codes.ARCHIVE_NOT_FINISHED, root):
        # The change is done with the rename, so its name must reach the disk before the object is touched.
        flush_folder(own)
        _roll_forward(root)


def recover(root: Path) -> bool:
    """Finish what was pending, throw away what was not; whether there was something to finish. Raises InputInvalid."""
    own = root / OWN
    with _telling(codes.ARCHIVE_NOT_FINISHED, root):
        # Under the lock nobody else is writing there.
        shutil.rmtree(own / STAGING, ignore_errors=True)
        pending = is_there(own / PENDING)
        if pending:
            _roll_forward(root)
    with _telling(codes.ARCHIVE_NOT_WRITABLE, root):
        drive.make_folder(own / STAGING)
    return pending


def pending_change(root: Path) -> Change | None:
    """The change that is pending, None if there is none; raises InputInvalid if it cannot be read."""
    path = root / OWN / PENDING / RECORD
    try:
        data = json_in(contents(path, within=root))
        # A tree takes at most all parts of the path; any other number would move it somewhere else.
        if not PLACE.fullmatch(data["path"]) or data["tree"] not in range(data["path"].count("/") + 2):
            raise damaged(path)
        return Change(data["path"], leaf_in(data["leaf"]), data["tree"])
    except (InputInvalid, ValueError, KeyError, TypeError, AttributeError) as error:
        if not is_there(path):
            return None
        raise damaged(path) from error


def _roll_forward(root: Path) -> None:
    own, change = root / OWN, pending_change(root)
    if change is None:
        raise damaged(own / PENDING / RECORD)
    # The state is moved last: while it is there, steps may be left to do. Done twice, each changes nothing.
    if is_there(own / PENDING / STATE):
        _put_in_place(root, change)
        # After the object: a log that knows more than there is would call the object damaged until this is repeated.
        append(own, change.leaf)
        _move(own / PENDING / NEWEST, own / NEWEST / change.leaf["object"])
        _move(own / PENDING / STATE, own / STATE)
    # Renamed before it is removed: half of a pending change would be taken for damage.
    gone = own / STAGING / os.urandom(6).hex()
    drive.make_folder(gone.parent)
    os.rename(own / PENDING, gone)
    flush_folder(own)
    shutil.rmtree(gone)


def _put_in_place(root: Path, change: Change) -> None:
    """The object as it shall be takes its place, unless it has it; raises InputInvalid if it is not as promised."""
    new, folder = root / OWN / PENDING / TREE, root / change.path
    known = inventories([change.leaf])
    promised = known[max(known)]
    # By digest and not by what is left in `pending`: a swap that was done leaves the old object there under the same
    # name.
    if sha512_of(folder / INVENTORY) != promised:
        if change.tree:
            _move(new, root.joinpath(*change.path.split("/")[: change.tree]))
        elif sha512_of(new / INVENTORY) == promised:
            _replace(folder, new)
    if sha512_of(folder / INVENTORY) != promised:
        raise damaged(folder)


def _replace(folder: Path, new: Path) -> None:
    if is_there(folder) and swapped(new, folder):
        flush_folder(folder.parent)
        flush_folder(new.parent)
        return
    # Where nothing can be swapped the object is away for one moment, and whole before and after it.
    _move(folder, new.with_name(OLD))
    _move(new, folder)


def _move(source: Path, target: Path) -> None:
    """Put a file or folder in its place, unless that is done already."""
    # Repeated after a crash: a source that is gone has arrived, and a folder that is there is not moved into.
    if is_there(source) and not is_folder(target):
        drive.put_in_place(source, target)
        flush_folder(target.parent)
        flush_folder(source.parent)


def put(path: Path, content: bytes | Path) -> None:
    """Write a file, or give one a second name here, and flush it to the disk; only where it is not yet read.

    Nothing in an archive is ever written to again, so that a file may have a second name instead of a copy.
    """
    path = Path(drive.named(str(path)))
    drive.make_folder(path.parent)
    if isinstance(content, Path) and drive.linked(content, path):
        return
    path.unlink(missing_ok=True)  # of an archive that was begun and not finished; what else has that file keeps it
    with os.fdopen(drive.create(path), "wb") as file:
        if isinstance(content, Path):
            with open(content, "rb") as source:
                shutil.copyfileobj(source, file)
        else:
            file.write(content)
        file.flush()
        drive.flush(file.fileno(), path)


@contextmanager
def _telling(code: codes.Code, root: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise InputInvalid([problem(code, Place(str(root)), reason=system_reason(error))]) from error
