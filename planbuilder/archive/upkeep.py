"""What is done to an archive over the years: contents are lawfully removed, and timestamps renewed.

In: an object, the numbers of versions and a reason; or a source of timestamps. Out: the same object with a tombstone in
each of those versions, so that it remains known that they went, why, and by whose hand; or all tokens so far archived
as contents of the archive, and a new token for the head after that.

OCFL forbids to change a version, so the object is written anew as if the tombstone had been archived then, and takes
the old one's place in one commit. The log keeps every digest, and the first tombstone keeps the inventory as it was: a
check can still prove that nothing else was changed. Reasons: docs/decisions/009. While the certificate behind a new
token holds, it vouches that the old ones were there when theirs still did (the way of RFC 4998, with what the archive
has anyway).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from planbuilder import codes
from planbuilder import files as disk
from planbuilder.archive.auditor import BEFORE, DECLARATION, INVENTORY, SIDECAR, TOMBSTONE, Head, sha512_of, sidecar
from planbuilder.archive.commit import TREE, Change, commit
from planbuilder.archive.layout import Inventory, added, extended, newest, object_path, sha512, state_of, written
from planbuilder.archive.store import Archive, Receipt, Stamp
from planbuilder.archive.versions import Note, instant, inventory_files, leaf_of
from planbuilder.errors import InputInvalid, Place, VerificationFailed, problem
from planbuilder.record import record

FORMAT = "planbuilder.tombstone/1"
Contents = Mapping[str, bytes | Path]
# An object like any other, so that the log, and every head from then on, covers the tokens in it.
TIMESTAMPS = "urn:planbuilder:timestamps"


@record
class Grounds:
    """Why contents are removed: the reason, the legal basis, by whom, and when (with a time zone)."""

    reason: str
    legal_basis: str
    by: str
    at: datetime


def remove(archive: Archive, id: str, numbers: Iterable[int], grounds: Grounds) -> Receipt:
    """Remove the contents of some versions of an object. What another version holds too stays there.

    Raises InputInvalid for a version that is not there, is gone already or is given without grounds, VerificationFailed
    if the object is not what was archived: a removal must not hide damage.
    """
    gone = sorted(set(numbers))
    if not (grounds.reason.strip() and grounds.legal_basis.strip() and grounds.by.strip()):
        raise InputInvalid([problem(codes.REMOVAL_WITHOUT_GROUNDS, Place(str(archive.root)))])
    archive.inventory(id)  # an unknown object is refused before the lock is taken
    with archive.writing():
        before, previous = archive.sound_inventory(id)
        assert before is not None  # its folder was there a moment ago, and nothing ever takes one away
        _refuse_gone(archive, before, gone)
        # Every digest is checked on the way: what has decayed would come into the new object as if it were sound.
        contents: dict[str, bytes | Path] = dict(_contents(archive.root / object_path(id), before))
        text = disk.contents(archive.root / object_path(id) / INVENTORY, within=archive.root)
        stones = {number: _stone(before, number, grounds) for number in gone}
        contents |= {sha512(stone): stone for stone in stones.values()} | {previous: text}
        # The inventory as it was lies with the first tombstone alone: once is enough to prove what was not touched.
        staged, digests = _replayed(before, stones, {BEFORE: previous}, contents)
        changed = {number: digest for number, digest in digests.items() if number >= gone[0]}
        # Every later inventory holds the earlier ones, so all from the first removed version on are new.
        leaf = leaf_of(id, changed, previous, grounds.at, gone)
        commit(archive.root, Change(object_path(id), leaf), {f"{TREE}/{n}": d for n, d in staged.items()})
        return Receipt(id, newest(before), digests[newest(before)], archive.head)


def _refuse_gone(archive: Archive, before: Inventory, numbers: list[int]) -> None:
    for number in numbers or [0]:
        if TOMBSTONE in state_of(before, archive.existing(before, number)):
            raise InputInvalid([problem(codes.ALREADY_REMOVED, Place(str(archive.root)), number=number)])


def _contents(folder: Path, inventory: Inventory) -> Iterable[tuple[str, Path]]:
    """Where the bytes of every digest lie; raises VerificationFailed if they are not those."""
    for digest, places in inventory["manifest"].items():
        path = folder / places[0]
        if sha512_of(path) != digest:
            raise VerificationFailed([problem(codes.ARCHIVED_FILE_CHANGED, Place(str(path)))])
        yield digest, path


def _stone(before: Inventory, number: int, grounds: Grounds) -> bytes:
    data = {
        "at": instant(grounds.at),
        "by": grounds.by,
        "format": FORMAT,
        "legal_basis": grounds.legal_basis,
        "reason": grounds.reason,
        "removed": state_of(before, number),
        "version": number,
    }
    return json.dumps(data, indent=1, sort_keys=True, ensure_ascii=False).encode() + b"\n"


def _replayed(
    before: Inventory, stones: Mapping[int, bytes], first: Mapping[str, str], contents: Contents
) -> tuple[dict[str, bytes | Path], dict[int, str]]:
    """Every file of the object as it would be if tombstones had been archived, and each version's inventory digest."""
    made: dict[str, bytes | Path] = dict([DECLARATION])
    inventory: Inventory | None = None
    digests = {}
    for number in range(1, newest(before) + 1):
        state = state_of(before, number)
        if number in stones:
            # Replayed from the first version, since contents that also a later version holds must move into that one.
            state = {TOMBSTONE: sha512(stones[number]), **(first if number == min(stones) else {})}
        entry = {key: said for key, said in before["versions"][f"v{number}"].items() if key != "state"}
        inventory = extended(inventory, before["id"], state, entry)
        text = written(inventory)
        digests[number] = sha512(text)
        made |= {path: contents[digest] for path, digest in added(inventory).items()}
        made |= {**inventory_files(inventory, text), INVENTORY: text, SIDECAR: sidecar(sha512(text))}
    return made, digests


def renew(archive: Archive, note: Note, stamp: Stamp) -> tuple[Head, int]:
    """The head that the new token is for, and how many tokens it covers; raises what adding and stamping raise.

    If the service does not answer, the tokens are archived, and the next call does what is left.
    """
    # Read before the new one is got: a token does not vouch for itself.
    tokens = {path.name: disk.contents(path, within=archive.root) for path in archive.tokens()}
    if tokens:
        archive.add(TIMESTAMPS, tokens, note)
    return archive.stamp(stamp), len(tokens)
