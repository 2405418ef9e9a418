"""The inventory of an object, as OCFL 1.1 has it: which files each version has, and where their bytes lie.

In: the inventory so far and the files of the next version by their digests. Out: the next inventory. Bytes that an
earlier version has are not kept twice.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

Inventory = Mapping[str, Any]
SPECIFICATION = "https://ocfl.io/1.1/spec/#inventory"


def sha512(data: bytes) -> str:
    """The digest that OCFL names contents by."""
    return hashlib.sha512(data).hexdigest()


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
