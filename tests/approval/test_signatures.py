"""The signed form of a version: kept only if it proves what it claims, and judged by its digest ever after."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from planbuilder.approval.model import standing
from planbuilder.approval.signatures import TO_SIGN, keep_signed, proves, renew_signed, signed_verdict, to_sign
from planbuilder.approval.store import SealedVersion, open_version, seal
from planbuilder.errors import UsageWrong, VerificationFailed
from planbuilder.plan.store import Author
from planbuilder.signing.evidence import Evidence
from planbuilder.signing.model import Verdict
from planbuilder.signing.sign import renewed
from tests.approval.conftest import AUTHOR, CONTENTS, manifest
from tests.signing import world
from tests.signing.test_evidence import proved
from tests.signing.test_evidence import service as serviced

SIGNERS = {"P1": "Åse Ærø", "P2": "Bo Holm", "P3": "Cilla Dam"}
GOOD, BAD = Verdict((), (), ""), proved(world.good(count=2)).verdict


@pytest.fixture
def version(tmp_path: Path) -> SealedVersion:
    """A version whose plan has three fields to sign in."""
    contents = {**CONTENTS, TO_SIGN: world.base()}
    return seal(tmp_path, manifest(1, contents, signers=SIGNERS), contents)


def test_a_signed_form_is_kept_and_verified(version: SealedVersion) -> None:
    """The stage follows, and the verdict knows base and digest: nothing is left open but who the people are."""
    keep_signed(version.folder, world.good(), ".pdf", proved(world.good()), AUTHOR)
    now = open_version(version.folder)
    found = signed_verdict(now, world.trust(), world.now())

    assert "signed" == standing(now.manifest, now.events).stage
    assert found is not None
    assert ("verified", {"identity_by_name"}) == (found.state, set(world.codes(found, "warning")))


@pytest.mark.parametrize("place", [100, -200, -2_000, -20_000])
def test_a_changed_byte_of_the_signed_form_is_seen(version: SealedVersion, place: int) -> None:
    """Wherever it is, also where no signature covers it."""
    name = keep_signed(version.folder, world.good(), ".pdf", proved(world.good()), AUTHOR)
    content = bytearray((version.folder / name).read_bytes())
    content[place] ^= 1
    (version.folder / name).write_bytes(bytes(content))
    found = signed_verdict(open_version(version.folder), world.trust(), world.now())

    assert found is not None
    assert "not_verified" == found.state


def test_what_proves_too_little_is_not_kept(version: SealedVersion) -> None:
    """Two of three signatures are not the signed form."""
    with pytest.raises(VerificationFailed):
        keep_signed(version.folder, world.good(count=2), ".pdf", proved(world.good(count=2)), AUTHOR)

    assert [] == list(open_version(version.folder).events)


@pytest.mark.parametrize(
    ("found", "by", "counts"),
    [
        (Evidence("revision", (), GOOD), "", True),
        (Evidence("revision", (), BAD), "Anna", False),
        (Evidence("contained", (), GOOD), "", True),
        (Evidence("contained", (), None), "", False),
        (Evidence("contained", (), None), "Anna", True),
        (Evidence("derived", (), GOOD), "", False),
        (Evidence("derived", (), GOOD), "Anna", True),
        (Evidence("refused", (), GOOD), "Anna", False),
    ],
)
def test_a_person_answers_where_a_service_wrote_the_file(found: Evidence, by: str, counts: bool) -> None:
    """Never for signatures that fail, and never for a file that is refused."""
    assert counts == proves(found, by)


def test_a_file_that_a_service_wrote_anew_is_judged_by_its_digest(version: SealedVersion) -> None:
    """It does not begin with ours, and is not asked to."""
    returned = world.own_field(world.pdf_of(serviced, world.base()), world.people()[0])
    keep_signed(version.folder, returned, ".pdf", proved(returned), AUTHOR, "Anna")
    found = signed_verdict(open_version(version.folder), world.trust(), world.now())

    assert found is not None
    assert "verified" == found.state


@pytest.mark.slow
def test_a_renewed_version_keeps_what_was_there(version: SealedVersion) -> None:
    """The signed file with one more archive timestamp beside the one before; both are told, the newer is judged."""
    keep_signed(version.folder, world.good("b-lta"), ".pdf", proved(world.good("b-lta")), AUTHOR)
    author = Author("Anna", "arkivar", world.now())
    name = renew_signed(version.folder, partial(renewed, means=world.means()), world.trust(), author)
    now = open_version(version.folder)
    kept = [(version.folder / event.facts["file"]).read_bytes() for event in now.events]
    found = signed_verdict(now, world.trust(), world.now())

    assert kept[1].startswith(kept[0])
    assert (len(kept), now.events[-1].facts["file"]) == (2, name)
    assert found is not None
    assert found.state == "verified"


def test_a_version_that_nobody_signed_cannot_be_renewed(version: SealedVersion) -> None:
    """There is no timestamp."""
    with pytest.raises(UsageWrong) as refused:
        renew_signed(version.folder, bytes, world.trust(), AUTHOR)

    assert [one.code for one in refused.value.problems] == ["PB236"]


def test_the_file_to_sign_is_the_sealed_one_until_it_is_begun(version: SealedVersion) -> None:
    """From then on it is the one that grows."""
    first, target = to_sign(version.folder)
    target.parent.mkdir()
    target.write_bytes(world.good(count=1))

    assert (version.folder / TO_SIGN, target) == (first, to_sign(version.folder)[0])


def test_a_version_without_signers_cannot_be_signed(sealed: SealedVersion) -> None:
    """There is no field."""
    with pytest.raises(UsageWrong):
        to_sign(sealed.folder)
