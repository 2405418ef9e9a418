"""What lies in an archive, read without believing it: only an inventory that the log knows is one of ours.

In: an archive's folder. Out: `Holding`s, and inventories that may be believed. Write access to one file on the drive
of an archive must not be enough to decide what is read or where it is written to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from planbuilder import codes, looking
from planbuilder import files as disk
from planbuilder.archive.auditor import INVENTORY, inventories
from planbuilder.archive.commit import pending_change
from planbuilder.archive.layout import (
    OWN,
    Inventory,
    key_of,
    newest,
    read_inventory,
    refuse_bad_names,
    sha512,
    state_of,
)
from planbuilder.archive.log import damaged, newest_logged
from planbuilder.errors import Place, PlanbuilderError, VerificationFailed, problem
from planbuilder.record import record

# A commit may be met between the object and its log, but hardly three times in a row; damage is met each time.
TRIES = 3
# Other programs may keep contents under other names; those are refused below, since a version is taken out by name.
CONTENT = re.compile(r"v[1-9]\d*/content/(.+)")


@record
class Holding:
    """An object in an archive: `logged` is ours as it was archived, `foreign` another program's, `damaged` neither.

    `id` is empty where no inventory can be read; `folder` is its path in the archive.
    """

    id: str
    folder: str
    state: Literal["logged", "foreign", "damaged"]


def folders(root: Path) -> Iterator[Path]:
    """The folder of every object, in the order of their paths."""
    return (path for path in looking.own_entries(root, "???/???/???/*") if looking.is_folder(path))


def holdings(root: Path) -> Iterator[Holding]:
    """Every object of an archive; one that is foreign or damaged does not stop the others."""
    for folder in folders(root):
        yield _holding(root, folder)


def _holding(root: Path, folder: Path) -> Holding:
    place, id = folder.relative_to(root).as_posix(), ""
    try:
        disk.refuse_leading_out(folder, root)
        # Kept before it is believed: the list tells a foreign object by the id it claims.
        id = str(inventory_in(folder)[0]["id"])
        believed(root, folder)
    except PlanbuilderError:
        # An id that the log knows, with another inventory, is ours and was changed; any other is somebody else's.
        logged = id and newest_logged(root / OWN, key_of(id))
        return Holding(id, place, "foreign" if id and not logged else "damaged")
    return Holding(id, place, "logged")


def inventory_in(folder: Path) -> tuple[Inventory, str]:
    """The inventory in an object's folder and the digest of its text, by whatever program.

    Raises InputInvalid if it has not the form of one.
    """
    path = folder / INVENTORY
    text = disk.contents(path, within=folder)
    try:
        return read_inventory(text), sha512(text)
    except ValueError as error:
        raise damaged(path) from error


def believed(root: Path, folder: Path) -> Inventory:
    """The inventory of an object of ours, as the log knows it, with names that all stay in their folder.

    Raises InputInvalid if it cannot be read or a name is refused, VerificationFailed if the log does not know it.
    """
    disk.refuse_leading_out(folder, root)
    for _ in range(TRIES):  # a commit on its way changes the object first and the log after it
        found, digest = inventory_in(folder)
        if digest in _known(root, str(found["id"])):
            _refuse_names(found)
            return found
    raise VerificationFailed([problem(codes.LOG_DISAGREES, Place(str(folder)))])


def _known(root: Path, id: str) -> set[str]:
    """The digests that the newest inventory of an object may have: that of the log, or of a commit on its way."""
    # Two digests may be right at one moment: a commit has replaced the object and not yet written the log.
    key, waiting = key_of(id), pending_change(root)
    known = inventories([waiting.leaf]) if waiting and waiting.leaf["object"] == key else {}
    return {digest for digest in (newest_logged(root / OWN, key), known[max(known)] if known else "") if digest}


def _refuse_names(found: Inventory) -> None:
    """Raise InputInvalid for a name that leads out of the object, or out of the folder that a version is taken to."""
    for place in (place for paths in found["manifest"].values() for place in paths):
        inner = CONTENT.fullmatch(place)
        # A slash before it makes any path that is no content a bad name: nothing else of an object is ever read.
        refuse_bad_names([inner[1] if inner else f"/{place}"], reserved=())
    if set(found["versions"]) != {f"v{number}" for number in range(1, newest(found) + 1)}:
        raise damaged(Path(str(found["id"])))  # another program's numbers, which may begin with zeros
    for number in range(1, newest(found) + 1):
        refuse_bad_names(state_of(found, number), reserved=())
