"""Signing appends to the file, in the field whose turn it is; a timestamp is believed only for its own digest."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from itertools import pairwise

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from planbuilder.configuration import TimestampServer
from planbuilder.errors import InputInvalid, PlanbuilderError, UsageWrong
from planbuilder.signing.sign import (
    Means,
    check_with,
    field_for,
    field_states,
    renewed,
    signed,
    stamp_with,
    timestamp_server,
)
from planbuilder.signing.trust import Trust
from tests.signing import world
from tests.signing.world import NOW, authority, base, good, means, opened, people

FIRST = people()[0].identity()
DIGEST = sha256(b"head").digest()


def code(refused: pytest.ExceptionInfo[PlanbuilderError]) -> list[str]:
    return [one.code for one in refused.value.problems]


def test_a_signed_file_begins_with_the_file_that_was_signed() -> None:
    """Nothing that was there is touched, at any level, and renewing neither."""
    chain = [base(), *(good("b-lta", n) for n in (1, 2, 3)), renewed(good("b-lta"), means())]

    assert [True] * 4 == [later.startswith(earlier) for earlier, later in pairwise(chain)]


def test_the_fields_are_signed_in_their_order() -> None:
    """The next one is the first that is empty."""
    assert ["signature_1", "signature_2"] == [field_for(good(count=n)) for n in (0, 1)]
    assert {"signature_1": True, "signature_2": False, "signature_3": False} == field_states(good(count=1))


@pytest.mark.parametrize(
    ("signers", "field", "wanted"), [(0, "ukendt", "PB190"), (1, "signature_1", "PB191"), (0, "signature_2", "PB192")]
)
def test_another_field_is_refused(signers: int, field: str, wanted: str) -> None:
    """One that is not there, is signed, or whose turn has not come."""
    with pytest.raises(UsageWrong) as refused:
        field_for(good(count=signers), field)

    assert [wanted] == code(refused)


def test_a_file_that_everybody_has_signed_is_refused() -> None:
    """There is nothing left to sign."""
    with pytest.raises(UsageWrong) as refused:
        field_for(good())

    assert ["PB191"] == code(refused)


@pytest.mark.parametrize("junk", [b"", b"hej", b"%PDF-1.7\nstartxref\n0\n%%EOF"])
def test_what_is_no_pdf_is_refused(junk: bytes) -> None:
    """With a reason."""
    with pytest.raises(InputInvalid) as refused:
        field_states(junk)

    assert ["PB205"] == code(refused)


def test_a_certificate_that_does_not_hold_is_refused() -> None:
    """Before anything is signed."""
    old = authority().issue("Åse Ærø", start=NOW - timedelta(days=2), end=NOW - timedelta(days=1)).identity()
    with pytest.raises(UsageWrong) as refused:
        signed(base(), "signature_1", old, "b-b", means(), NOW)

    assert ["PB195"] == code(refused)


@pytest.mark.parametrize(
    ("level", "by", "wanted"),
    [
        ("b-t", Means(), "PB196"),
        ("b-lt", Means(timestamps=world.timestamps()), "PB197"),
        ("b-lta", Means(Trust(roots=world.trust().roots), world.timestamps()), "PB197"),
    ],
)
def test_a_level_that_cannot_be_reached_is_refused(level, by: Means, wanted: str) -> None:
    """Never silently a lower one."""
    with pytest.raises(UsageWrong) as refused:
        signed(base(), "signature_1", FIRST, level, by, NOW)

    assert [wanted] == code(refused)


def test_a_revoked_certificate_gets_no_proof() -> None:
    """A level that carries proof along refuses one that has none."""
    with pytest.raises(InputInvalid) as refused:
        signed(base(), "signature_1", FIRST, "b-lt", Means(authority().trust(people()[0]), world.timestamps()), NOW)

    assert ["PB198"] == code(refused)


def test_a_server_that_does_not_answer_is_told() -> None:
    """Nothing is written."""
    silent = Means(timestamps=timestamp_server(TimestampServer("http://127.0.0.1:9/", 1)))
    with pytest.raises(InputInvalid) as refused:
        signed(base(), "signature_1", FIRST, "b-t", silent, NOW)

    assert ["PB199"] == code(refused)


def test_without_a_server_there_is_no_source_of_timestamps() -> None:
    """And so no level above the first."""
    assert timestamp_server(TimestampServer()) is None


def test_the_appearance_stays_the_one_the_file_was_made_with() -> None:
    """A stamp of another program's would not be fit for archives."""
    before, after = (opened(pdf).root["/AcroForm"]["/Fields"][0]["/AP"]["/N"] for pdf in (base(), good(count=1)))

    assert before.data == after.data


def test_a_reason_stands_in_the_signature() -> None:
    """As it was given."""
    pdf = signed(base(), "signature_1", FIRST, "b-b", means(), NOW, "Godkendt på mødet den 1. december")

    assert "Godkendt på mødet den 1. december" == opened(pdf).embedded_regular_signatures[0].sig_object["/Reason"]


def test_renewing_adds_one_archive_timestamp() -> None:
    """And takes none away."""
    before, after = (
        len(opened(pdf).embedded_timestamp_signatures) for pdf in (good("b-lta"), renewed(good("b-lta"), means()))
    )

    assert (3, 4) == (before, after)


def test_proof_that_is_none_is_told_when_it_is_to_be_renewed() -> None:
    """The store of certificates holds something else than certificates."""

    def no_proof(writer: IncrementalPdfFileWriter) -> None:
        other = writer.add_object(generic.DictionaryObject())
        store = {generic.pdf_name("/Certs"): generic.ArrayObject([other])}
        writer.root["/DSS"] = writer.add_object(generic.DictionaryObject(store))
        writer.update_root()

    with pytest.raises(InputInvalid) as refused:
        renewed(world.appended(good("b-lta"), no_proof), means())

    assert ["PB205"] == code(refused)


def test_renewing_needs_somebody_to_trust() -> None:
    """Roots and a server."""
    with pytest.raises(UsageWrong) as refused:
        renewed(good("b-lta"), Means())

    assert ["PB197"] == code(refused)


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
