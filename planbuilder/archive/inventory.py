"""The inventory of an object, as OCFL 1.1 has it: which files each version has, and where their bytes lie.

In: the inventory so far and the files of the next version by their digests. Out: the next inventory. Bytes that an
earlier version has are not kept twice.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from planbuilder.files import json_in

Inventory = Mapping[str, Any]
SPECIFICATION = "https://ocfl.io/1.1/spec/#inventory"


def sha512(data: bytes) -> str:
    """The digest that OCFL names contents by."""
    return hashlib.sha512(data).hexdigest()


def read_inventory(text: bytes) -> Inventory:
    """The inventory that a text holds; raises ValueError if it has not the form that OCFL 1.1 asks for.

    A version's message and user may be left out, and its number may begin with zeros, as other programs write it.
    """
    try:
        found: Inventory = json_in(text)
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
