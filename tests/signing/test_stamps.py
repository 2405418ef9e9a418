"""Timestamps of heads: believed only for their own digest, and only from somebody who is trusted."""

from __future__ import annotations

from hashlib import sha256

import pytest

from planbuilder.signing.stamps import check_with, stamp_with
from planbuilder.signing.trust import Trust
from tests.signing import world

DIGEST = sha256(b"head").digest()


def token() -> bytes:
    stamp = stamp_with(world.timestamps())
    assert stamp is not None
    return stamp(DIGEST)


@pytest.mark.parametrize(
    ("digest", "by", "expected"),
    [
        (DIGEST, world.trust, True),
        (sha256(b"another").digest(), world.trust, False),
        (DIGEST, lambda: world.authority("Fremmed").trust(), False),
    ],
)
def test_a_token_is_for_its_digest_and_from_its_authority(digest: bytes, by, expected: bool) -> None:
    """Another head's, or a stranger's, is none."""
    check = check_with(by())

    assert check is not None
    assert expected == check(token(), digest)


@pytest.mark.parametrize("broken", [b"", b"x", b"\x30\x82"])
def test_a_broken_token_is_none(broken: bytes) -> None:
    """Whatever it is, it does not raise."""
    check = check_with(world.trust())

    assert check is not None
    assert not check(broken, DIGEST)


def test_without_a_server_or_trust_there_is_nothing_to_ask() -> None:
    """Not configured is told from not believed."""
    assert (None, None) == (stamp_with(None), check_with(Trust()))
