"""Where things stand in an archive, and which names may stand there.

In: ids of objects and names of files. Out: paths. The archive's folder is an OCFL 1.1 storage root with the layout
`0003-hash-and-id-n-tuple-storage-layout`; what is ours (log, lock, staging) stands beneath its `extensions`.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Collection
from pathlib import PurePosixPath
from typing import NoReturn
from urllib.parse import unquote

from planbuilder import codes
from planbuilder.archive.auditor import BEFORE, TOMBSTONE
from planbuilder.errors import InputInvalid, problem

LAYOUT = "0003-hash-and-id-n-tuple-storage-layout"
OWN = "extensions/planbuilder-archive"
ABOUT = "archive.json"
ROOT_DECLARATION = "0=ocfl_1.1"
TUPLES, TUPLE = 3, 3
LONGEST_ID, LONGEST_FOLDER, LONGEST_NAME, DEEPEST = 200, 100, 100, 6
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9:/._~#-]*")
# Letters as Western Europe writes them, digits, and few marks: no system has trouble with any of it.
NAME = re.compile(r"[0-9A-Za-zÀ-ÖØ-öø-ÿ_](?:[ 0-9A-Za-zÀ-ÖØ-öø-ÿ_.-]*[0-9A-Za-zÀ-ÖØ-öø-ÿ_-])?")
DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
RESERVED = frozenset({ABOUT, TOMBSTONE, BEFORE})


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
    if not ID.fullmatch(id) or len(id) > LONGEST_ID:
        _refuse(id)
    key = key_of(id)
    name = "".join(c if c.isalnum() or c in "_-" else f"%{ord(c):02x}" for c in id)
    return f"{tuples_of(key)}/{name if len(name) <= LONGEST_FOLDER else f'{name[:LONGEST_FOLDER]}-{key}'}"


def belongs(folder: str, key: str) -> bool:
    """Whether a folder of this name is that of the object with this key."""
    return folder.endswith(f"-{key}") or key_of(unquote(folder)) == key


def refuse_bad_names(names: Collection[str], reserved: Collection[str] = RESERVED) -> None:
    """Raise InputInvalid for names that lead out of their folder, or that some system would read differently.

    It is the same gate on the way in and on the way out; on the way out our own names are there too.
    """
    seen: set[str] = set()
    folders = {str(folder).casefold() for name in names for folder in PurePosixPath(name).parents}
    for name in names:
        parts = name.split("/")
        bad = not all(NAME.fullmatch(part) and len(part) <= LONGEST_NAME for part in parts)
        if bad or len(parts) > DEEPEST or name in reserved or unicodedata.normalize("NFC", name) != name:
            _refuse(name)
        if any(DEVICES.fullmatch(part) for part in parts) or name.casefold() in seen | folders:
            _refuse(name)
        seen.add(name.casefold())


def _refuse(name: str) -> NoReturn:
    raise InputInvalid([problem(codes.UNUSABLE_NAME, found=ascii(name)[1:-1][:LONGEST_ID])])
