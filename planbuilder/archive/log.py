"""The log of an archive: a leaf and a head for each commit, and the proofs that they hang together.

In: leaves. Out: the same, one canonical JSON line each, in `leaves.jsonl`, and the heads in `heads.jsonl`. How far both
are written, and the few hashes that the next leaf needs, are in `state.json`, and the newest inventory of each object
in `newest/`: adding one reads no other. A leaf holds digests and a time, never a name. The heads are those of a Merkle
tree as in RFC 6962, over SHA-256; short lists of its hashes prove where a leaf is, and that a longer log begins with a
shorter one. Checking them is `auditor`'s, which is complete in itself.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import reduce
from pathlib import Path
from typing import Any

from planbuilder import codes, drive
from planbuilder.archive.auditor import Head, canonical, inventories, leaf_hash, left_size, node_hash, sha256
from planbuilder.archive.layout import OWN
from planbuilder.errors import InputInvalid, Place, problem
from planbuilder.files import contents, json_in, refuse_leading_out
from planbuilder.looking import is_there
from planbuilder.record import record

LEAVES, HEADS, STATE, TOKENS, NEWEST = "leaves.jsonl", "heads.jsonl", "state.json", "tokens", "newest"
Leaf = Mapping[str, Any]
KEY, DIGEST, NUMBER = re.compile(r"[0-9a-f]{64}"), re.compile(r"[0-9a-f]{128}"), re.compile(r"[1-9][0-9]{0,8}")
# A leaf with other keys would be hashed with them, and so keep words in a log that is to hold none.
FIELDS = frozenset({"inventories", "object", "previous", "time"})


def grown(frontier: Sequence[bytes], size: int, leaf: bytes) -> list[bytes]:
    """The complete subtrees, largest first, of a tree of `size` leaves to which the hash of one more is added."""
    # As in binary addition: each set bit at the end of `size` is a complete subtree that the new one is joined with.
    hashes = [*frontier, leaf]
    # size is that of the tree before: its lowest set bits are the subtrees of 1, 2, 4 … leaves at the end.
    while size & 1:
        right = hashes.pop()
        hashes[-1] = node_hash(hashes[-1], right)
        size >>= 1
    return hashes


def root_of(frontier: Sequence[bytes]) -> bytes:
    """The hash over a whole tree, from its complete subtrees."""
    if not frontier:
        return sha256(b"")
    # From the smallest up: RFC 6962 joins the last subtree with the one to its left, whatever their sizes.
    return reduce(lambda right, left: node_hash(left, right), reversed(frontier))


def frontier_of(leaves: Iterable[bytes]) -> list[bytes]:
    """The complete subtrees of the tree over these leaves' hashes."""
    frontier: list[bytes] = []
    for size, leaf in enumerate(leaves):
        frontier = grown(frontier, size, leaf)
    return frontier


def inclusion(index: int, leaves: Sequence[bytes]) -> list[bytes]:
    """The hashes that prove the leaf at `index`, from the lowest up (RFC 6962, 2.1.1)."""
    if len(leaves) <= 1:
        return []
    left = left_size(len(leaves))
    if index < left:
        return [*inclusion(index, leaves[:left]), _root(leaves[left:])]
    return [*inclusion(index - left, leaves[left:]), _root(leaves[:left])]


def consistency(size: int, leaves: Sequence[bytes], whole: bool = True) -> list[bytes]:
    """The hashes that prove that the tree begins with its first `size` leaves (at least 1), from the lowest up.

    RFC 6962, 2.1.2; `whole` says that the subtree looked at is the old tree itself, whose hash is known.
    """
    if size == len(leaves):
        return [] if whole else [_root(leaves)]
    left = left_size(len(leaves))
    if size <= left:
        return [*consistency(size, leaves[:left], whole), _root(leaves[left:])]
    return [*consistency(size - left, leaves[left:], False), _root(leaves[:left])]


def _root(leaves: Iterable[bytes]) -> bytes:
    return root_of(frontier_of(leaves))


@record
class State:
    """How far the log is written: commits, bytes of both files, and the complete subtrees, largest first."""

    size: int = 0
    leaves: int = 0
    heads: int = 0
    frontier: tuple[str, ...] = ()

    @property
    def head(self) -> Head:
        """The log's head."""
        return Head(self.size, root_of([bytes.fromhex(part) for part in self.frontier]))

    def written(self) -> bytes:
        """The text of `state.json`."""
        return line({
            "frontier": self.frontier, "head": str(self.head), "heads": self.heads, "leaves": self.leaves,
            "size": self.size,
        })  # fmt: skip


def leaf_in(data: Any) -> Leaf:
    """The leaf that some JSON is; raises ValueError, KeyError, TypeError or AttributeError if it has not that form.

    The file can be written by others: the object becomes the name of a file, and the whole a line again.
    """
    datetime.fromisoformat(data["time"])
    formed = (
        KEY.fullmatch(data["object"])
        and (data["previous"] == "" or DIGEST.fullmatch(data["previous"]))
        and data["inventories"] != {}
        and all(NUMBER.fullmatch(number) and DIGEST.fullmatch(d) for number, d in data["inventories"].items())
        and FIELDS <= data.keys() <= FIELDS | {"removed"}
        and all(is_count(number) for number in data.get("removed", [0]))
    )
    if not formed:
        raise ValueError("no leaf")
    return dict(data)


def is_count(found: object) -> bool:
    """Whether something read from JSON is a whole number, 0 or more."""
    # JSON's true is 1 to Python, and no count.
    return type(found) is int and found >= 0


def line(data: object) -> bytes:
    """A line of the log."""
    return canonical(data) + b"\n"


# A head has the time of its leaf: the log needs no clock of its own, and made again it has the same bytes.
def head_line(head: Head, leaf: Leaf) -> bytes:
    """The line of the head that a leaf led to."""
    return line({"head": str(head), "time": leaf["time"]})


def newest_line(leaf: Leaf) -> bytes:
    """What `newest/` says of the leaf's object from then on."""
    known = inventories([leaf])
    return f"{known[max(known)]}\n".encode()


def newest_logged(own: Path, key: str) -> str:
    """The digest of the newest inventory that the log knows of an object, empty for a new one."""
    path = own / NEWEST / key
    return _held(own, f"{NEWEST}/{key}").decode("ascii", "replace").strip() if is_there(path) else ""


def _held(own: Path, name: str) -> bytes:
    """A file of the log; raises InputInvalid for one that is reached by a link out of the archive."""
    return contents(own / name, within=own.parents[OWN.count("/")])


def read_state(own: Path) -> State:
    """How far the log is written; raises InputInvalid if that cannot be read."""
    path = own / STATE
    try:
        data = json_in(_held(own, STATE))
        counts = all(map(is_count, (data["size"], data["leaves"], data["heads"])))
        # A tree of `size` leaves has a complete subtree for each set bit of it.
        formed = counts and len(data["frontier"]) == data["size"].bit_count()
        if not formed or not all(map(KEY.fullmatch, data["frontier"])):
            raise ValueError("no state")
        return State(data["size"], data["leaves"], data["heads"], tuple(data["frontier"]))
    except (ValueError, KeyError, TypeError) as error:
        raise damaged(path) from error


def damaged(path: Path) -> InputInvalid:
    """The error of a log that does not hold what it must."""
    return InputInvalid([problem(codes.ARCHIVED_FILE_UNREADABLE, Place(str(path)))])


def advanced(state: State, leaf: Leaf) -> State:
    """How far the log is written with one leaf more."""
    text = line(leaf)
    frontier = grown([bytes.fromhex(part) for part in state.frontier], state.size, leaf_hash(text[:-1]))
    # Made first without the length of the heads: the line that is to be measured names this very head.
    grown_state = State(state.size + 1, state.leaves + len(text), 0, tuple(part.hex() for part in frontier))
    heads = state.heads + len(head_line(grown_state.head, leaf))
    return State(grown_state.size, grown_state.leaves, heads, grown_state.frontier)


def append(own: Path, leaf: Leaf) -> None:
    """Write a leaf and its head behind what the state knows; done twice it is as done once. Raises InputInvalid."""
    state = read_state(own)
    head = advanced(state, leaf).head
    _write_at(own / LEAVES, state.leaves, line(leaf))
    _write_at(own / HEADS, state.heads, head_line(head, leaf))


def _write_at(path: Path, offset: int, text: bytes) -> None:
    """Write a line at the end that is known. What a crash left there must be its beginning: nothing else is lost."""
    # The file is opened for writing in the middle, which a link would turn on some other file.
    refuse_leading_out(path, path.parents[OWN.count("/") + 1])
    with open(path, "r+b") as file:
        file.seek(0, os.SEEK_END)
        # Shorter than the state says: lines that were committed are gone, and writing on would hide it.
        if file.tell() < offset:
            raise damaged(path)
        file.seek(offset)
        if not text.startswith(file.read()):
            raise damaged(path)
        file.seek(offset)
        file.write(text)
        file.flush()
        drive.flush(file.fileno(), path)


def read_leaves(own: Path) -> list[Leaf]:
    """Every leaf that is committed, in order; raises InputInvalid if one cannot be read."""
    # Behind what the state knows may be the beginning of a line that was never committed.
    text = _held(own, LEAVES)[: read_state(own).leaves]
    try:
        return [leaf_in(json_in(one)) for one in text.splitlines()]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise damaged(own / LEAVES) from error


def read_heads(own: Path) -> list[tuple[str, str]]:
    """The time and the short form of every head, oldest first; raises InputInvalid."""
    text = _held(own, HEADS)[: read_state(own).heads]
    try:
        return [(_text(data["time"]), _text(data["head"])) for data in map(json_in, text.splitlines())]
    except (ValueError, KeyError, TypeError) as error:
        raise damaged(own / HEADS) from error


def _text(found: Any) -> str:
    if not isinstance(found, str):
        raise TypeError("no text")
    return found
