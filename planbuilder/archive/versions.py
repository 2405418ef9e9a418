"""What is said of a version besides its files: who, when, why, how long it is kept, and what was lawfully removed.

In: notes and retention. Out: the parts of an inventory, a small `archive.json` among the version's files, a leaf of the
log, and back again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from planbuilder.archive.auditor import INVENTORY, SIDECAR, sidecar
from planbuilder.archive.layout import Inventory, key_of, sha512
from planbuilder.archive.log import Leaf, is_count
from planbuilder.files import json_in
from planbuilder.record import record

FORMAT = "planbuilder.archived/1"


@record
class Note:
    """Why, by whom and when something is archived; `address` is a URI (`mailto:…`) or empty, `at` has a time zone."""

    message: str
    name: str
    address: str
    at: datetime


@record
class Retention:
    """How long an object is to be kept: the archive's class (such as B or K), and years; None is for ever.

    It is recorded and shown. Nothing is ever deleted by itself.
    """

    kind: str = ""
    years: int | None = None


@record
class Version:
    """A version of an object: its number, note, retention, and the digests of its files by name.

    `removed` says why its contents are lawfully gone (`reason`, `legal_basis`, `by`, `at`); empty if they are there.
    """

    number: int
    note: Note
    files: Mapping[str, str]
    retention: Retention
    removed: Mapping[str, str]


def instant(at: datetime) -> str:
    """A time as the archive writes it, to the second; one without a zone is our bug and raises ValueError."""
    # OCFL wants RFC 3339, with a zone; without one nobody can put two moments in order in ten years.
    if at.tzinfo is None:
        raise ValueError(f"no time zone: {at}")
    return at.isoformat(timespec="seconds")


def entry_of(note: Note) -> dict[str, Any]:
    """What an inventory says of a version."""
    address = {"address": note.address} if note.address else {}
    # No name and no words: the log is in every package, of whatever object.
    return {"created": instant(note.at), "message": note.message, "user": {"name": note.name, **address}}


def note_of(entry: Mapping[str, Any]) -> Note:
    """The note that an inventory's version has; OCFL lets message and user be left out."""
    # OCFL 1.1, 3.5.3: message and user are what a version SHOULD have, so another program may leave them out.
    user = entry.get("user", {"name": ""})
    at = datetime.fromisoformat(entry["created"])
    return Note(entry.get("message", ""), user["name"], user.get("address", ""), at)


def about_text(retention: Retention) -> bytes:
    """The text of a version's `archive.json`."""
    data = {"format": FORMAT, "retention": {"class": retention.kind, "years": retention.years}}
    return json.dumps(data, indent=1, sort_keys=True, ensure_ascii=False).encode() + b"\n"


def retention_of(text: bytes) -> Retention:
    """The retention that an `archive.json` gives; raises ValueError, KeyError or TypeError."""
    data = json_in(text)["retention"]
    # Bytes of an archive whose digest was right may still be of another program's form.
    if not isinstance(data["class"], str) or not (data["years"] is None or is_count(data["years"])):
        raise TypeError("no retention")
    return Retention(data["class"], data["years"])


def stone_in(text: bytes) -> Mapping[str, str]:
    """Why contents are gone, as a tombstone gives it; raises ValueError, KeyError or TypeError."""
    data = json_in(text)
    said = {name: data[name] for name in ("reason", "legal_basis", "by", "at")}
    if not all(isinstance(one, str) for one in said.values()):
        raise TypeError("no tombstone")
    return said


def leaf_of(id: str, inventories: Mapping[int, str], previous: str, at: datetime, removed: Sequence[int] = ()) -> Leaf:
    """The leaf of a commit: digests and the time, and the numbers of versions whose contents it removed."""
    return {
        "inventories": {str(number): digest for number, digest in inventories.items()},
        "object": key_of(id),
        "previous": previous,
        "time": instant(at),
        **({"removed": list(removed)} if removed else {}),
    }


def inventory_files(inventory: Inventory, text: bytes) -> dict[str, bytes]:
    """The inventory with its digest beside it, for the newest version's own folder."""
    return {f"{inventory['head']}/{INVENTORY}": text, f"{inventory['head']}/{SIDECAR}": sidecar(sha512(text))}
