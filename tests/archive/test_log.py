"""The log holds digests only, goes on where it ended, and refuses to go on from damage."""

from __future__ import annotations

import json
import re

import pytest

from planbuilder.archive.auditor import read_head
from planbuilder.archive.log import HEADS, LEAVES, STATE, State, advanced, append, line, read_leaves, read_state
from planbuilder.archive.store import Archive
from planbuilder.archive.verification import verify
from planbuilder.errors import InputInvalid
from tests.archive.conftest import FILES, NOTE, PLAN

LEAF = {"inventories": {"1": "a" * 128}, "object": "b" * 64, "previous": "", "time": "2026-11-23T12:00:00+00:00"}


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


@pytest.mark.parametrize("change", WRONG.values(), ids=WRONG)
def test_what_is_no_leaf_is_told_as_damage(filled: Archive, change: dict[str, object]) -> None:
    """Whoever can write on the drive can write any JSON; none of it is taken for a leaf."""
    data = (json.dumps({**LEAF, **change}) + "\n").encode()
    (filled.own / LEAVES).write_bytes(data)
    (filled.own / STATE).write_bytes(json.dumps({**STATE_OF_ONE, "leaves": len(data)}).encode())

    with pytest.raises(InputInvalid, match="PB175"):
        read_leaves(filled.own)
    assert not verify(filled).sound


STATE_OF_ONE = {"frontier": ["a" * 64], "head": "", "heads": 0, "leaves": 0, "size": 1}


@pytest.mark.parametrize(
    "change", [{"size": "1"}, {"size": -1}, {"size": 3}, {"leaves": 0.5}, {"heads": None}, {"frontier": ["x"]}]
)
def test_what_is_no_state_is_told_as_damage(filled: Archive, change: dict[str, object]) -> None:
    """Numbers are counts, and there are as many hashes as a tree of that size has."""
    (filled.own / STATE).write_bytes(json.dumps({**STATE_OF_ONE, **change}).encode())

    with pytest.raises(InputInvalid, match="PB175"):
        read_state(filled.own)
