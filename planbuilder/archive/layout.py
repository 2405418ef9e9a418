"""How an archive is laid out: where an object lies, under which names, and its inventory, as OCFL 1.1 has it.

In: ids of objects, names of files, and the digests of the next version's files. Out: paths and the next inventory;
bytes that an earlier version has are not kept twice. The archive's folder is an OCFL 1.1 storage root with the layout
`0003-hash-and-id-n-tuple-storage-layout`; what is ours (log, lock, staging) is beneath its `extensions`.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Collection, Mapping
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any, NoReturn
from urllib.parse import unquote

from planbuilder import codes
from planbuilder.archive.auditor import BEFORE, TOMBSTONE
from planbuilder.errors import InputInvalid, problem
from planbuilder.files import json_in

LAYOUT = "0003-hash-and-id-n-tuple-storage-layout"
OWN = "extensions/planbuilder-archive"
ABOUT = "archive.json"
ROOT_DECLARATION = "0=ocfl_1.1"
# Three folders of three digits each: 4,096 entries a folder at most, for as many objects as there will be.
TUPLES, TUPLE = 3, 3
# The longest folder is that of layout 0003; the other limits are ours, beyond what any plan needs.
LONGEST_ID, LONGEST_FOLDER, LONGEST_NAME, DEEPEST = 200, 100, 100, 6
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9:/._~#-]*")
# Letters as Western Europe writes them, digits, and few marks: no system has trouble with any of it.
NAME = re.compile(r"[0-9A-Za-zÀ-ÖØ-öø-ÿ_](?:[ 0-9A-Za-zÀ-ÖØ-öø-ÿ_.-]*[0-9A-Za-zÀ-ÖØ-öø-ÿ_-])?")
# Windows opens a device under these names, whatever their ending.
DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
RESERVED = frozenset({ABOUT, TOMBSTONE, BEFORE})
Inventory = Mapping[str, Any]
SPECIFICATION = "https://ocfl.io/1.1/spec/#inventory"


def _json(data: object) -> bytes:
    return json.dumps(data, indent=2, sort_keys=True).encode() + b"\n"


# What makes a folder a storage root; every byte of it is fixed.
ROOT_FILES = {
    f"extensions/{LAYOUT}/config.json": _json(
        {"digestAlgorithm": "sha256", "extensionName": LAYOUT, "numberOfTuples": TUPLES, "tupleSize": TUPLE}
    ),
    "ocfl_layout.json": _json(
        {"description": "Tuples of the identifier's hash, then the identifier itself", "extension": LAYOUT}
    ),
    # Written last, by whoever begins an archive: without it there is none.
    ROOT_DECLARATION: b"ocfl_1.1\n",
}


def key_of(id: str) -> str:
    """The SHA-256 of an object's id, by which the log speaks of it."""
    return hashlib.sha256(id.encode()).hexdigest()


def tuples_of(key: str) -> str:
    """The folder that holds the folder of the object with this key."""
    return "/".join(key[n * TUPLE : (n + 1) * TUPLE] for n in range(TUPLES))


def object_path(id: str) -> str:
    """The path of an object's folder in the archive; raises InputInvalid if nothing may be called so."""
    if not ID.fullmatch(id) or len(id) > LONGEST_ID or DEVICES.fullmatch(id):
        _refuse(id)
    key = key_of(id)
    # As layout 0003 has it: two hexadecimal digits in small letters, and a long name cut before its digest.
    name = "".join(c if c.isalnum() or c in "_-" else f"%{ord(c):02x}" for c in id)
    return f"{tuples_of(key)}/{name if len(name) <= LONGEST_FOLDER else f'{name[:LONGEST_FOLDER]}-{key}'}"


def belongs(folder: str, key: str) -> bool:
    """Whether a folder of this name is that of the object with this key."""
    # The log knows objects by digest alone, so a folder is recognized either by its end or by the id that it spells.
    return folder.endswith(f"-{key}") or key_of(unquote(folder)) == key


def refuse_bad_names(names: Collection[str], reserved: Collection[str] = RESERVED) -> None:
    """Raise InputInvalid for names that lead out of their folder, or that some system would read differently.

    It is the same gate on the way in and on the way out; on the way out our own names are there too.
    """
    # A disk that ignores case would write the second of two such names over the first.
    seen: set[str] = set()
    folders = {str(folder).casefold() for name in names for folder in PurePosixPath(name).parents}
    for name in names:
        parts = name.split("/")
        bad = not all(NAME.fullmatch(part) and len(part) <= LONGEST_NAME for part in parts)
        # NFC: macOS gives names back taken apart, and the same name must not be two.
        if bad or len(parts) > DEEPEST or name in reserved or unicodedata.normalize("NFC", name) != name:
            _refuse(name)
        if any(DEVICES.fullmatch(part) for part in parts) or name.casefold() in seen | folders:
            _refuse(name)
        # `folders` beside `seen`: no name may be both a file and a folder of another.
        seen.add(name.casefold())


def _refuse(name: str) -> NoReturn:
    # In ASCII: such a name may hold characters that move a cursor.
    raise InputInvalid([problem(codes.UNUSABLE_NAME, found=ascii(name)[1:-1][:LONGEST_ID])])


def sha512(data: bytes) -> str:
    """The digest that OCFL names contents by."""
    return hashlib.sha512(data).hexdigest()


def read_inventory(text: bytes) -> Inventory:
    """The inventory that a text holds; raises ValueError if it has not the form that OCFL 1.1 asks for.

    A version's message and user may be left out, and its number may begin with zeros, as other programs write it.
    """
    try:
        found: Inventory = json_in(text)
        # The smaller of both: a head of v999999999 must not make a list of as many numbers.
        numbers = [*range(1, min(newest(found), len(found["versions"])) + 1)]
        entries = list(found["versions"].values())
        states = [entry["state"] for entry in entries]
        formed = (
            isinstance(found["id"], str)
            and found["id"] != ""
            and sorted(int(name.removeprefix("v")) for name in found["versions"]) == numbers != []
            and newest(found) == len(numbers)
            and all(map(_is_lists_of_names, (found["manifest"], *states)))
            and all(digest in found["manifest"] for state in states for digest in state)
            and all(map(_is_noted, entries))
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("no inventory") from error
    if not formed:
        raise ValueError("no inventory")
    return found


def _is_lists_of_names(block: Any) -> bool:
    return all(
        names and isinstance(names, list) and all(isinstance(name, str) for name in names) for names in block.values()
    )


def _is_noted(entry: Mapping[str, Any]) -> bool:
    """Whether a version says when it was made, and by whom and why in texts, if at all."""
    user = entry.get("user", {"name": ""})
    texts = (entry["created"], entry.get("message", ""), user["name"], user.get("address", ""))
    return all(isinstance(text, str) for text in texts) and datetime.fromisoformat(entry["created"]).tzinfo is not None


def newest(inventory: Inventory) -> int:
    """The number of the newest version."""
    return int(inventory["head"][1:])


def extended(previous: Inventory | None, id: str, state: Mapping[str, str], entry: Mapping[str, Any]) -> Inventory:
    """The inventory with one version more: `state` has a digest by file name, `entry` when, why and by whom."""
    number = newest(previous) + 1 if previous else 1
    manifest: dict[str, list[str]] = dict(previous["manifest"]) if previous else {}
    names: dict[str, list[str]] = {}
    for name, digest in sorted(state.items()):
        names.setdefault(digest, []).append(name)
        # Bytes that an earlier version has keep their first place, which is how OCFL deduplicates.
        manifest.setdefault(digest, [f"v{number}/content/{name}"])
    return {
        "digestAlgorithm": "sha512",
        "head": f"v{number}",
        "id": id,
        "manifest": manifest,
        "type": SPECIFICATION,
        "versions": {**(previous["versions"] if previous else {}), f"v{number}": {**entry, "state": names}},
    }


def written(inventory: Inventory) -> bytes:
    """The one text an inventory has."""
    # Keys are sorted since the log holds a digest of this text: the same inventory must be the same bytes.
    return json.dumps(inventory, indent=1, sort_keys=True, ensure_ascii=False).encode() + b"\n"


def added(inventory: Inventory) -> dict[str, str]:
    """The digests of the contents that came with the newest version, by their paths in the object."""
    prefix = f"{inventory['head']}/"
    return {
        path: digest for digest, paths in inventory["manifest"].items() for path in paths if path.startswith(prefix)
    }


def state_of(inventory: Inventory, number: int) -> dict[str, str]:
    """The digests of a version's files by their names."""
    state = inventory["versions"][f"v{number}"]["state"]
    return {name: digest for digest, names in state.items() for name in names}
