"""The log's proofs: published values, and what they must prove and refuse, for every size up to 64."""

from __future__ import annotations

import hashlib

import pytest

from planbuilder.archive.auditor import Head, consistent, included, leaf_hash
from planbuilder.archive.merkle import consistency, frontier_of, grown, inclusion, root_of

MOST = 64
# The eight inputs, and the roots over the first n of them, of the reference implementation of RFC 6962.
INPUTS = [bytes.fromhex(text) for text in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657")]
INPUTS.append(bytes(range(0x60, 0x70)))
ROOTS = {
    0: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    4: "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    5: "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    6: "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    7: "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}
LEAVES = [leaf_hash(b"%d" % n) for n in range(MOST)]
ROOT = [root_of(frontier_of(LEAVES[:n])) for n in range(MOST + 1)]


@pytest.mark.parametrize(("size", "root"), ROOTS.items())
def test_roots_are_those_of_the_reference(size: int, root: str) -> None:
    """The published roots over the published inputs."""
    assert root == root_of(frontier_of(leaf_hash(data) for data in INPUTS[:size])).hex()


def test_a_log_grows_one_leaf_at_a_time_by_few_hashes() -> None:
    """The frontier of a log of n leaves holds as many hashes as n has ones in binary: appending never reads the log."""
    frontier: list[bytes] = []
    for size, leaf in enumerate(LEAVES):
        frontier = grown(frontier, size, leaf)
        assert (len(frontier), root_of(frontier)) == ((size + 1).bit_count(), ROOT[size + 1])


@pytest.mark.parametrize("size", range(1, MOST + 1))
def test_every_leaf_is_proved_and_no_other(size: int) -> None:
    """A leaf's path proves it at its index, and proves neither another leaf, another index nor another tree."""
    for index in range(size):
        path = inclusion(index, LEAVES[:size])
        assert included(index, size, LEAVES[index], path, ROOT[size])
        assert not included(index, size, leaf_hash(b"x"), path, ROOT[size])
        assert not included(index, size, LEAVES[index], path, ROOT[size - 1])
        assert not included(index, size, LEAVES[index], [*path, LEAVES[0]], ROOT[size])
        assert not path or not included(index, size, LEAVES[index], path[1:], ROOT[size])
        assert not path or not included((index + 1) % size, size, LEAVES[index], path, ROOT[size])


@pytest.mark.parametrize("new", range(1, MOST + 1))
def test_every_earlier_log_is_proved_and_no_other(new: int) -> None:
    """A log is proved to begin with each earlier one; a path that is too short, too long or changed proves nothing."""
    for old in range(1, new + 1):
        heads, path = (Head(old, ROOT[old]), Head(new, ROOT[new])), consistency(old, LEAVES[:new])
        assert consistent(*heads, path)
        assert not consistent(*heads, [*path, LEAVES[0]])
        assert not path or not consistent(*heads, path[:-1])
        assert not path or not consistent(*heads, [leaf_hash(b"x"), *path[1:]])
        assert not consistent(Head(old, leaf_hash(b"x")), heads[1], path)


def test_a_rewritten_log_is_never_consistent() -> None:
    """One leaf changed among the first 40 of 50: no proof made from the new leaves fits the old head."""
    for changed in range(40):
        forged = [*LEAVES[:changed], leaf_hash(b"forged"), *LEAVES[changed + 1 : 50]]
        new = Head(50, root_of(frontier_of(forged)))
        assert not consistent(Head(40, ROOT[40]), new, consistency(40, forged))


def test_a_node_cannot_pass_for_a_leaf() -> None:
    """Two leaves joined as data give another hash than the node over them."""
    assert leaf_hash(LEAVES[0] + LEAVES[1]) != ROOT[2]
    assert ROOT[0] == hashlib.sha256(b"").digest()
