"""The log holds digests only and goes on where it ended; its proofs prove and refuse what they must."""

from __future__ import annotations

import hashlib
import json
import re

import pytest

from planbuilder.archive.auditor import Head, consistent, included, leaf_hash, read_head
from planbuilder.archive.log import (
    HEADS,
    LEAVES,
    STATE,
    State,
    advanced,
    append,
    consistency,
    frontier_of,
    grown,
    inclusion,
    line,
    read_leaves,
    read_state,
    root_of,
)
from planbuilder.archive.store import Archive
from planbuilder.archive.verification import verify
from planbuilder.errors import InputInvalid
from tests.archive.conftest import FILES, NOTE, PLAN

LEAF = {"inventories": {"1": "a" * 128}, "object": "b" * 64, "previous": "", "time": "2026-11-23T12:00:00+00:00"}
WRONG: dict[str, dict[str, object]] = {
    "a path": {"object": "../../../home/x"},
    "no text": {"object": ["a"], "previous": ["b"], "time": ["c"]},
    "no digest": {"inventories": {"1": 5}},
    "no number": {"inventories": {"1/..": "a" * 128}},
    "no version": {"inventories": {}},
    "no time": {"time": "\ud800"},
    "more": {"more": "\ud800"},
    "a path to remove": {"removed": ["/../.."]},
}
STATE_OF_ONE = {"frontier": ["a" * 64], "head": "", "heads": 0, "leaves": 0, "size": 1}
MOST = 64
# The eight inputs, and the roots over the first n of them, of the reference implementation of RFC 6962.
INPUTS = [bytes.fromhex(text) for text in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657")]
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
KNOWN_LEAVES = [leaf_hash(b"%d" % n) for n in range(MOST)]
ROOT = [root_of(frontier_of(KNOWN_LEAVES[:n])) for n in range(MOST + 1)]


def test_a_leaf_holds_digests_and_a_time_and_nothing_else(filled: Archive) -> None:
    """No name, no title, no message: what must be deletable never enters the log."""
    for leaf in read_leaves(filled.own):
        values = [leaf["object"], leaf["previous"], *leaf["inventories"].values()]
        assert set(leaf) == {"object", "previous", "inventories", "time"}
        assert all(re.fullmatch(r"([0-9a-f]{64}|[0-9a-f]{128})?", value) for value in values)


def test_the_log_is_lines_of_canonical_json(filled: Archive) -> None:
    """Every leaf is hashed as the bytes of its line, so anybody can hash it again."""
    lines = (filled.own / LEAVES).read_bytes().splitlines(keepends=True)

    assert [line(json.loads(text)) for text in lines] == lines


def test_the_state_is_small_however_long_the_log(archive: Archive) -> None:
    """After n commits it holds at most log2(n)+1 hashes."""
    state = State()
    for _ in range(1000):
        state = advanced(state, LEAF)

    assert (state.size, len(state.frontier)) == (1000, (1000).bit_count())


@pytest.mark.parametrize("torn", range(0, 400, 7))
def test_a_line_torn_off_by_a_crash_is_written_whole(archive: Archive, torn: int) -> None:
    """What a crash left of a leaf is its beginning; writing it again completes it."""
    (archive.own / LEAVES).write_bytes(line(LEAF)[:torn])

    append(archive.own, LEAF)
    append(archive.own, LEAF)

    assert (archive.own / LEAVES).read_bytes() == line(LEAF)
    assert len((archive.own / HEADS).read_bytes().splitlines()) == 1


@pytest.mark.parametrize(("name", "text"), [(LEAVES, b"something else\n"), (HEADS, b"x"), (LEAVES, line(LEAF) + b"x")])
def test_what_is_no_torn_line_is_never_overwritten(archive: Archive, name: str, text: bytes) -> None:
    """Unknown text behind the end of the log is damage."""
    (archive.own / name).write_bytes(text)

    with pytest.raises(InputInvalid):
        append(archive.own, LEAF)

    assert (archive.own / name).read_bytes() == text


def test_a_log_that_lost_lines_does_not_go_on(filled: Archive) -> None:
    """A shorter file than the state knows is refused when the next version comes."""
    whole = (filled.own / LEAVES).read_bytes()
    (filled.own / LEAVES).write_bytes(whole[:-10])

    with pytest.raises(InputInvalid):
        filled.add(PLAN, FILES, NOTE)


@pytest.mark.parametrize("text", [b"", b"{", b"[]", b'{"size": 1}', b"\xff"])
def test_a_state_that_cannot_be_read_is_told(archive: Archive, text: bytes) -> None:
    """Never a traceback."""
    (archive.own / STATE).write_bytes(text)

    with pytest.raises(InputInvalid):
        read_state(archive.own)


def test_a_head_survives_being_copied_by_hand(filled: Archive) -> None:
    """Small letters and spaces around do not matter; every wrong character does."""
    head, text = filled.head, str(filled.head)

    assert read_head(f"  {text.lower()}\n") == head
    for place in range(len(text)):
        wrong = text[:place] + ("A" if text[place] not in "Aa" else "B") + text[place + 1 :]
        with pytest.raises(ValueError):  # noqa: PT011 - which part is wrong does not matter
            read_head(wrong)


@pytest.mark.parametrize("change", WRONG.values(), ids=WRONG)
def test_what_is_no_leaf_is_told_as_damage(filled: Archive, change: dict[str, object]) -> None:
    """Whoever can write on the drive can write any JSON; none of it is taken for a leaf."""
    data = (json.dumps({**LEAF, **change}) + "\n").encode()
    (filled.own / LEAVES).write_bytes(data)
    (filled.own / STATE).write_bytes(json.dumps({**STATE_OF_ONE, "leaves": len(data)}).encode())

    with pytest.raises(InputInvalid, match="PB175"):
        read_leaves(filled.own)
    assert not verify(filled).sound


@pytest.mark.parametrize(
    "change", [{"size": "1"}, {"size": -1}, {"size": 3}, {"leaves": 0.5}, {"heads": None}, {"frontier": ["x"]}]
)
def test_what_is_no_state_is_told_as_damage(filled: Archive, change: dict[str, object]) -> None:
    """Numbers are counts, and there are as many hashes as a tree of that size has."""
    (filled.own / STATE).write_bytes(json.dumps({**STATE_OF_ONE, **change}).encode())

    with pytest.raises(InputInvalid, match="PB175"):
        read_state(filled.own)


INPUTS.append(bytes(range(0x60, 0x70)))


@pytest.mark.parametrize(("size", "root"), ROOTS.items())
def test_roots_are_those_of_the_reference(size: int, root: str) -> None:
    """The published roots over the published inputs."""
    assert root == root_of(frontier_of(leaf_hash(data) for data in INPUTS[:size])).hex()


def test_a_log_grows_one_leaf_at_a_time_by_few_hashes() -> None:
    """The frontier of a log of n leaves holds as many hashes as n has ones in binary: appending never reads the log."""
    frontier: list[bytes] = []
    for size, leaf in enumerate(KNOWN_LEAVES):
        frontier = grown(frontier, size, leaf)
        assert (len(frontier), root_of(frontier)) == ((size + 1).bit_count(), ROOT[size + 1])


@pytest.mark.parametrize("size", range(1, MOST + 1))
def test_every_leaf_is_proved_and_no_other(size: int) -> None:
    """A leaf's path proves it at its index, and proves neither another leaf, another index nor another tree."""
    for index in range(size):
        path = inclusion(index, KNOWN_LEAVES[:size])
        assert included(index, size, KNOWN_LEAVES[index], path, ROOT[size])
        assert not included(index, size, leaf_hash(b"x"), path, ROOT[size])
        assert not included(index, size, KNOWN_LEAVES[index], path, ROOT[size - 1])
        assert not included(index, size, KNOWN_LEAVES[index], [*path, KNOWN_LEAVES[0]], ROOT[size])
        assert not path or not included(index, size, KNOWN_LEAVES[index], path[1:], ROOT[size])
        assert not path or not included((index + 1) % size, size, KNOWN_LEAVES[index], path, ROOT[size])


@pytest.mark.parametrize("new", range(1, MOST + 1))
def test_every_earlier_log_is_proved_and_no_other(new: int) -> None:
    """A log is proved to begin with each earlier one; a path that is too short, too long or changed proves nothing."""
    for old in range(1, new + 1):
        heads, path = (Head(old, ROOT[old]), Head(new, ROOT[new])), consistency(old, KNOWN_LEAVES[:new])
        assert consistent(*heads, path)
        assert not consistent(*heads, [*path, KNOWN_LEAVES[0]])
        assert not path or not consistent(*heads, path[:-1])
        assert not path or not consistent(*heads, [leaf_hash(b"x"), *path[1:]])
        assert not consistent(Head(old, leaf_hash(b"x")), heads[1], path)


def test_a_rewritten_log_is_never_consistent() -> None:
    """One leaf changed among the first 40 of 50: no proof made from the new leaves fits the old head."""
    for changed in range(40):
        forged = [*KNOWN_LEAVES[:changed], leaf_hash(b"forged"), *KNOWN_LEAVES[changed + 1 : 50]]
        new = Head(50, root_of(frontier_of(forged)))
        assert not consistent(Head(40, ROOT[40]), new, consistency(40, forged))


def test_a_node_cannot_pass_for_a_leaf() -> None:
    """Two leaves joined as data give another hash than the node over them."""
    assert leaf_hash(KNOWN_LEAVES[0] + KNOWN_LEAVES[1]) != ROOT[2]
    assert ROOT[0] == hashlib.sha256(b"").digest()
