"""Contents go and all else still proves itself; a new timestamp covers the whole archive and those before it."""

from __future__ import annotations

import json
import shutil

import pytest

from planbuilder import codes
from planbuilder.archive.store import Archive
from planbuilder.archive.upkeep import TIMESTAMPS, Grounds, remove, renew
from planbuilder.archive.verification import verify
from planbuilder.errors import Conflict, InputInvalid, VerificationFailed, problem
from tests.archive.conftest import AT, FILES, NOTE, PLAN, valid

GROUNDS = Grounds("Indeholdt et CPR-nummer", "GDPR art. 17", "Bo Lind", AT)
SECRET = b"010203-1234"


@pytest.fixture
def secret(filled: Archive) -> Archive:
    """The plan's fourth version of five holds something that must go."""
    filled.add(PLAN, {**FILES, "bilag.txt": SECRET}, NOTE)
    filled.add(PLAN, FILES, NOTE)
    return filled


def contents(archive: Archive) -> bytes:
    return b"".join(path.read_bytes() for path in archive.root.rglob("*") if path.is_file())


def test_the_contents_are_gone_and_the_rest_is_there(secret: Archive) -> None:
    """No byte of the removed file is left beneath the archive; the other versions read as before."""
    before = {n: secret.read(PLAN, "plan.yaml", n) for n in (1, 2, 3, 5)}

    remove(secret, PLAN, [4], GROUNDS)

    assert SECRET not in contents(secret)
    assert before == {n: secret.read(PLAN, "plan.yaml", n) for n in (1, 2, 3, 5)}
    assert (valid(secret.root), secret.history(PLAN)[3].removed["reason"]) == (True, GROUNDS.reason)


def test_verification_tells_of_it_and_finds_nothing_missing(secret: Archive) -> None:
    """Heads from before the removal still fit: nothing was rewritten, something was added to the log."""
    old = secret.head

    remove(secret, PLAN, [4], GROUNDS)
    report = verify(secret, [old])

    assert (report.sound, [finding.kind for finding in report.findings]) == (True, ["removed"])
    assert report.findings[0].note == "Indeholdt et CPR-nummer (GDPR art. 17; Bo Lind, 2026-11-23T12:00:00+00:00)"


@pytest.mark.parametrize("numbers", [[1], [5], [1, 2, 3, 4, 5], [2, 4]])
def test_any_versions_can_go(secret: Archive, numbers: list[int]) -> None:
    """The first, the newest, all of them; the object goes on afterwards."""
    remove(secret, PLAN, numbers, GROUNDS)
    secret.add(PLAN, FILES, NOTE)

    report = verify(secret)
    assert (report.sound, len(report.findings), valid(secret.root)) == (True, len(numbers), True)
    assert [version.number for version in secret.history(PLAN) if version.removed] == numbers


def test_a_second_removal_leaves_the_first_provable(secret: Archive) -> None:
    """Each removal keeps the inventory as it was before."""
    remove(secret, PLAN, [4], GROUNDS)
    remove(secret, PLAN, [1], GROUNDS)

    assert (verify(secret).sound, valid(secret.root)) == (True, True)


def test_what_another_version_holds_too_stays(secret: Archive) -> None:
    """Removing one version takes nothing from the others."""
    remove(secret, PLAN, [1], GROUNDS)

    assert secret.read(PLAN, "plan.pdf", 2) == FILES["plan.pdf"]


def test_a_removal_cannot_smuggle_in_other_changes(secret: Archive) -> None:
    """The kept inventory betrays a tombstone that was changed afterwards, and so does the log."""
    remove(secret, PLAN, [4], GROUNDS)
    stone = next(secret.root.rglob("tombstone.json"))
    stone.write_text(json.dumps({**json.loads(stone.read_bytes()), "reason": "Ingen"}), encoding="utf-8")

    assert {"bit_rot"} <= {finding.kind for finding in verify(secret).findings}


def test_a_removal_that_changes_another_version_is_found(secret: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even a removal that is in the log, with every digest in order, proves by the kept inventory what it changed."""
    from planbuilder.archive import upkeep

    true = upkeep.state_of

    def forged(inventory, number):
        state = true(inventory, number)
        return {**state, "plan.yaml": true(inventory, 1)["plan.yaml"]} if number == 5 else state

    monkeypatch.setattr(upkeep, "state_of", forged)
    remove(secret, PLAN, [4], GROUNDS)

    assert [f.kind for f in verify(secret).findings if f.kind != "removed"] == ["rewritten"]


@pytest.mark.parametrize("grounds", [("", "b", "c"), ("a", " ", "c"), ("a", "b", "")])
def test_nothing_goes_without_grounds(secret: Archive, grounds: tuple[str, str, str]) -> None:
    """Reason, legal basis and name are all needed."""
    with pytest.raises(InputInvalid):
        remove(secret, PLAN, [4], Grounds(*grounds, AT))

    assert secret.read(PLAN, "bilag.txt", 4) == SECRET


@pytest.mark.parametrize("numbers", [[6], [0], [], [4, 9]])
def test_a_version_that_is_not_there_cannot_go(secret: Archive, numbers: list[int]) -> None:
    """And then none goes."""
    with pytest.raises(InputInvalid):
        remove(secret, PLAN, numbers, GROUNDS)

    assert secret.read(PLAN, "bilag.txt", 4) == SECRET


def test_a_version_goes_once(secret: Archive) -> None:
    """A tombstone is not removed in its turn."""
    remove(secret, PLAN, [4], GROUNDS)

    with pytest.raises(InputInvalid):
        remove(secret, PLAN, [4], GROUNDS)


def test_a_removal_does_not_hide_damage(secret: Archive) -> None:
    """An object with a decayed file is not written anew."""
    path = next(secret.root.rglob("plan.pdf"))
    path.write_bytes(b"x")

    with pytest.raises(VerificationFailed):
        remove(secret, PLAN, [4], GROUNDS)

    shutil.rmtree(secret.own / "staging")
    assert {finding.kind for finding in verify(secret).findings} == {"bit_rot"}


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
