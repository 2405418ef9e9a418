"""A new timestamp covers the whole archive, and the timestamps before it."""

from __future__ import annotations

import pytest

from planbuilder import codes
from planbuilder.archive.renewal import TIMESTAMPS, renew
from planbuilder.archive.store import Archive
from planbuilder.archive.verification import verify
from planbuilder.errors import Conflict, problem
from tests.archive.conftest import FILES, NOTE, PLAN, valid


def token(name: bytes):
    """A service whose tokens hold the digest and its own name."""
    return lambda digest: name + digest


def test_older_tokens_become_contents_of_the_archive(filled: Archive) -> None:
    """Archived, so in the log, so beneath the new head that the new token is for; nothing is lost or replaced."""
    first = filled.stamp(token(b"first"))
    filled.add(PLAN, FILES, NOTE)
    second, covered = renew(filled, NOTE, token(b"second"))
    third, again = renew(filled, NOTE, token(b"third"))

    assert (covered, again) == (1, 2)
    assert first.size < second.size < third.size == filled.head.size
    assert filled.read(TIMESTAMPS, filled.token_path(first).name) == b"first" + first.digest
    assert filled.read(TIMESTAMPS, filled.token_path(second).name) == b"second" + second.digest
    assert filled.token_path(third).read_bytes() == b"third" + third.digest
    assert (verify(filled, [first, second, third]).sound, valid(filled.root)) == (True, True)


def test_without_a_token_there_is_nothing_to_carry_on(filled: Archive) -> None:
    """The newest head gets its first one, and the archive no other contents."""
    head, covered = renew(filled, NOTE, token(b"x"))

    assert (covered, head, TIMESTAMPS in filled.objects()) == (0, filled.head, False)


def test_a_service_that_does_not_answer_can_be_asked_again(filled: Archive) -> None:
    """The old tokens are archived by then; the next call gets what is missing."""
    filled.stamp(token(b"first"))
    with pytest.raises(Conflict):
        renew(filled, NOTE, silent)
    assert verify(filled).sound

    head, _ = renew(filled, NOTE, token(b"second"))
    assert (filled.token_path(head).exists(), verify(filled).sound) == (True, True)


def silent(_: bytes) -> bytes:
    raise Conflict([problem(codes.TIMESTAMP_SERVER_FAILED, reason="-")])


def test_a_changed_old_token_is_found(filled: Archive) -> None:
    """Also when it is put in place of the one that is looked at."""
    first = filled.stamp(token(b"first"))
    renew(filled, NOTE, token(b"second"))
    next(filled.root.rglob(f"content/{filled.token_path(first).name}")).write_bytes(b"forged" + first.digest)

    assert {finding.kind for finding in verify(filled).findings if finding.kind != "unchecked_token"} == {"bit_rot"}
