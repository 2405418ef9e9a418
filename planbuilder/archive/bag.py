"""A package for an auditor: a BagIt bag that proves itself.

In: an archive, an object, and the words of its guide. Out: a folder with the object as it is archived, the proofs that
the log holds it, the timestamps, a guide in plain language, and a program that checks all of it with nothing but
Python's standard library. Names no machine and no path; the same archive and day give the same bytes.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from planbuilder import codes, drive, hold, looking
from planbuilder import files as disk
from planbuilder.archive import auditor
from planbuilder.archive.auditor import HARMLESS, INVENTORY, SIDECAR, Head, canonical, leaf_hash, sha512_of, sidecar
from planbuilder.archive.layout import key_of, object_path, sha512
from planbuilder.archive.log import Leaf, consistency, frontier_of, inclusion, read_leaves, root_of
from planbuilder.archive.store import Archive
from planbuilder.drive import composed
from planbuilder.errors import Place, UsageWrong, VerificationFailed, problem
from planbuilder.record import record

VERIFIER, GUIDE, WORDS = "verify.py", "VERIFY.txt", "words.json"


@record
class Guide:
    """What the bag says in words: the text of `VERIFY.txt`, and a sentence by language and kind of finding."""

    text: str
    words: Mapping[str, Mapping[str, str]]


def export(archive: Archive, id: str, to: Path, guide: Guide, day: date) -> Head:
    """Write the bag of an object to the new folder `to`; the head it proves itself against.

    Raises UsageWrong if the folder is there, InputInvalid for an unknown object, a full disk
    or a link that leads out of it (PB015), VerificationFailed if
    the object is not what was archived: nothing is exported then.
    """
    if looking.is_there(to):
        raise UsageWrong([problem(codes.PATH_EXISTS, Place(str(to)))])
    # Raises for an unknown or a changed object, before anything is written.
    archive.inventory(id)
    # Beside `to`, not in a temporary folder: a rename puts it in place only within one file system.
    staged = hold.temporary(to)
    hold.clear(to.parent, (to.name,))
    with disk.telling(to):
        drive.make_folder(staged)
    with disk.telling(to), hold.holding(staged):
        try:
            head = _filled(staged, archive, id, guide, day)
            os.rename(staged, to)
        finally:
            # After the rename there is nothing left of it; before, half a bag must not be taken for one.
            shutil.rmtree(staged, ignore_errors=True)
    return head


def _filled(bag: Path, archive: Archive, id: str, guide: Guide, day: date) -> Head:
    """Write a bag into a folder, and check it; the head it proves itself against. Raises VerificationFailed."""
    leaves, key = read_leaves(archive.own), key_of(id)
    own = [leaf for leaf in leaves if leaf["object"] == key]
    _copy_object(archive.root / object_path(id), own, bag / "data" / "object")
    head, proofs = _proofs(archive, leaves, key)
    _put(bag, "data/proofs.json", json.dumps(proofs, indent=1, sort_keys=True).encode() + b"\n")
    for proof in (proof for proof in proofs["earlier"] if proof["token"]):
        token = archive.token_path(auditor.read_head(proof["head"]))
        _put(bag, f"data/tokens/{proof['token']}", disk.contents(token, within=archive.root))
    _wrap(bag, id, guide, day)
    # Checked by the very program that goes along, as the receiver will: what it objects to is never handed out.
    wrong = [found for found in auditor.check_bag(bag, [head]) if found.kind not in HARMLESS]
    if wrong:
        raise VerificationFailed([problem(codes.ARCHIVED_FILE_CHANGED, Place(found.place)) for found in wrong])
    return head


def _copy_object(folder: Path, leaves: list[Leaf], to: Path) -> None:
    """The object as far as the log knows it: a version that comes while we copy stays out."""
    known = auditor.inventories(leaves)
    later = {path.name for path in looking.own_entries(folder, "v*")} - {f"v{number}" for number in known}
    for path in looking.own_contents(folder):
        if path.relative_to(folder).parts[0] not in later:
            disk.refuse_leading_out(path, folder)  # an archive may come from outside, and its bag is given away
            if not looking.is_file(path):
                continue
            with open(path, "rb") as source, os.fdopen(_made(to / path.relative_to(folder)), "wb") as target:
                shutil.copyfileobj(source, target)
    # OCFL 1.1, 3.7: the inventory in the object's own folder is that of its newest version.
    newest = to / f"v{max(known)}" / INVENTORY
    if looking.is_file(newest):
        text = disk.contents(newest)
        (to / INVENTORY).write_bytes(text)
        (to / SIDECAR).write_bytes(sidecar(sha512(text)))


def _proofs(archive: Archive, leaves: list[Leaf], key: str) -> tuple[Head, dict[str, Any]]:
    """Each leaf of the object proved in the newest head, and the heads that it was in proved to lead there."""
    hashes = [leaf_hash(canonical(leaf)) for leaf in leaves]
    own = [index for index, leaf in enumerate(leaves) if leaf["object"] == key]
    entries = [
        {"index": index, "inclusion": [step.hex() for step in inclusion(index, hashes)], "leaf": leaves[index]}
        for index in own
    ]
    # Tokens are found by the size of the log alone, so the root need not be known yet.
    stamped = {size for size in range(1, len(leaves) + 1) if looking.is_there(archive.token_path(Head(size, b"")))}
    # The head right after each commit of the object, and the next one with a timestamp: it dates all that came before
    # it.
    sizes = sorted({index + 1 for index in own} | {min((s for s in stamped if s > own[-1]), default=len(leaves))})
    earlier = []
    for size in sizes:
        head = Head(size, root_of(frontier_of(hashes[:size])))
        token = archive.token_path(head)
        earlier.append({
            "consistency": [step.hex() for step in consistency(size, hashes)],
            "head": str(head),
            "token": token.name if looking.is_there(token) else "",
        })  # fmt: skip
    newest = Head(len(hashes), root_of(frontier_of(hashes)))
    return newest, {"earlier": earlier, "entries": entries, "head": str(newest)}


def _wrap(bag: Path, id: str, guide: Guide, day: date) -> None:
    """What makes a folder with `data` a bag, and what explains and checks it."""
    # Before the tag files are written: they are no payload, and have a manifest of their own.
    payload = list(_names(bag))
    size = sum(auditor.lying(bag / name).stat().st_size for name in payload)
    # RFC 8493, 2.2.2: bytes of the payload, a dot, and how many files they are in.
    info = {
        "Bag-Software-Agent": "planbuilder",
        "Bagging-Date": day.isoformat(),
        "External-Identifier": id,
        "Payload-Oxum": f"{size}.{len(payload)}",
    }
    _put(bag, "bagit.txt", b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
    _put(bag, "bag-info.txt", "".join(f"{name}: {value}\n" for name, value in info.items()).encode())
    _put(bag, VERIFIER, disk.contents(Path(auditor.__file__)))
    _put(bag, GUIDE, guide.text.encode())
    _put(bag, WORDS, json.dumps(guide.words, indent=1, ensure_ascii=False).encode() + b"\n")
    _put(bag, "manifest-sha512.txt", _manifest(bag, payload))
    # Last, when all others are there: it lists the payload's manifest as well, and cannot list itself (RFC 8493,
    # 2.2.1).
    tags = [name for name in _names(bag) if not name.startswith("data/")]
    _put(bag, "tagmanifest-sha512.txt", _manifest(bag, tags))


def _names(bag: Path) -> Iterator[str]:
    return (composed(drive.name_below(path, bag)) for path in looking.own_contents(bag))


def _manifest(bag: Path, names: list[str]) -> bytes:
    return "".join(f"{sha512_of(bag / name)}  {name}\n" for name in names).encode()


def _put(bag: Path, name: str, data: bytes) -> None:
    with os.fdopen(_made(bag / name), "wb") as file:
        file.write(data)


def _made(path: Path) -> int:
    """A new file, open, in a folder that is made if there is none; raises OSError."""
    drive.make_folder(path.parent)
    return drive.create(path)
