"""The proofs of a log of commits: a Merkle tree as in RFC 6962, over SHA-256.

In: the hashes of leaves, in their order. Out: the hash over all of them, and the short lists of hashes that prove where
a leaf stands, and that a longer log begins with a shorter one. Checking them is `auditor`'s, which stands alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce

from planbuilder.archive.auditor import left_size, node_hash, sha256


def grown(frontier: Sequence[bytes], size: int, leaf: bytes) -> list[bytes]:
    """The complete subtrees, largest first, of a tree of `size` leaves to which the hash of one more is added."""
    hashes = [*frontier, leaf]
    while size & 1:
        right = hashes.pop()
        hashes[-1] = node_hash(hashes[-1], right)
        size >>= 1
    return hashes


def root_of(frontier: Sequence[bytes]) -> bytes:
    """The hash over a whole tree, from its complete subtrees."""
    if not frontier:
        return sha256(b"")
    return reduce(lambda right, left: node_hash(left, right), reversed(frontier))


def frontier_of(leaves: Iterable[bytes]) -> list[bytes]:
    """The complete subtrees of the tree over these leaves' hashes."""
    frontier: list[bytes] = []
    for size, leaf in enumerate(leaves):
        frontier = grown(frontier, size, leaf)
    return frontier


def inclusion(index: int, leaves: Sequence[bytes]) -> list[bytes]:
    """The hashes that prove the leaf at `index`, from the lowest up."""
    if len(leaves) <= 1:
        return []
    left = left_size(len(leaves))
    if index < left:
        return [*inclusion(index, leaves[:left]), _root(leaves[left:])]
    return [*inclusion(index - left, leaves[left:]), _root(leaves[:left])]


def consistency(size: int, leaves: Sequence[bytes], whole: bool = True) -> list[bytes]:
    """The hashes that prove that the tree begins with its first `size` leaves (at least 1), from the lowest up."""
    if size == len(leaves):
        return [] if whole else [_root(leaves)]
    left = left_size(len(leaves))
    if size <= left:
        return [*consistency(size, leaves[:left], whole), _root(leaves[left:])]
    return [*consistency(size - left, leaves[left:], False), _root(leaves[:left])]


def _root(leaves: Iterable[bytes]) -> bytes:
    return root_of(frontier_of(leaves))
