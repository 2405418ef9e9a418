"""Every attack gets its verdict and its reason, and whatever cannot be read is not verified."""

from __future__ import annotations

import random
import re
import subprocess
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field
from pyhanko.sign.validation import validate_pdf_signature

from planbuilder import confined
from planbuilder.confined import OVERRUN, REFUSED
from planbuilder.files import digest
from planbuilder.record import replace
from planbuilder.signing.evidence import evidence
from planbuilder.signing.fields import expectation
from planbuilder.signing.model import LEVELS, Expectation, Level
from planbuilder.signing.sign import Means, renewed
from planbuilder.signing.trial_certificates import Issued
from planbuilder.signing.trust import Trust
from planbuilder.signing.verdict import verdict
from tests.checkers.verapdf import broken_rules
from tests.signing import world
from tests.signing.world import NOW, YEAR, appended, authority, codes, errors, good, judge, opened, people, sign_all

EACH_LEVEL = pytest.mark.parametrize("level", LEVELS)


@EACH_LEVEL
def test_three_signers_in_turn_are_verified(level: Level) -> None:
    """After each of them, and at the level that was asked for."""
    states = []
    for count in (1, 2, 3):
        found = judge(good(level, count), replace(world.expected(), so_far=True))
        states.append((found.state, [one.level for one in found.signatures], [one.field for one in found.signatures]))

    fields = ["signature_1", "signature_2", "signature_3"]
    assert [("verified", [level] * n, fields[:n]) for n in (1, 2, 3)] == states
    assert "verified" == judge(good(level)).state


@EACH_LEVEL
def test_the_time_is_proven_where_somebody_else_stamped_it(level: Level) -> None:
    """Without a timestamp it is what the signer's own clock said."""
    assert {one.time_is_proven for one in judge(good(level)).signatures} == {level != "b-b"}


@EACH_LEVEL
def test_pyhanko_alone_agrees(level: Level) -> None:
    """Its own bottom line holds for each signature."""
    reader = opened(good(level))
    lines = [
        validate_pdf_signature(one, signer_validation_context=world.trust().context()).bottom_line
        for one in reader.embedded_regular_signatures
    ]

    assert [True, True, True] == lines


@EACH_LEVEL
def test_another_program_agrees(level: Level, tool, tmp_path: Path) -> None:
    """Poppler, which has no code in common with ours, finds every signature valid."""
    path = tmp_path / "a.pdf"
    path.write_bytes(good(level))

    told = subprocess.run([tool("pdfsig"), path], capture_output=True, text=True, check=False).stdout

    assert 3 == told.count("Signature Validation: Signature is Valid.")
    assert 3 == told.count("Signature Type: ETSI.CAdES.detached")


@pytest.mark.slow
def test_signed_files_stay_accessible_and_fit_for_archives(tmp_path: Path) -> None:
    """PDF/UA-1 and PDF/A-3a after each signature at each level, and after a renewal."""
    files = {f"{level}-{n}.pdf": good(level, n) for level in LEVELS for n in (1, 2, 3)}
    files["renewed.pdf"] = renewed(good("b-lta"), world.means())

    assert [] == broken_rules(files, tmp_path)


ATTACKS = [
    (world.other_content, {"changed_since_base", "changed_after_signing", "changed_after_last", "page_missing"}),
    (world.note_on_top, {"changed_since_base", "changed_after_signing", "changed_after_last", "mark_added"}),
    (world.other_appearance, {"changed_after_signing", "changed_after_last"}),
    (world.other_structure, {"changed_since_base", "changed_after_signing", "changed_after_last"}),
    (world.other_metadata, {"metadata_changed", "hidden_object", "changed_after_signing", "changed_after_last"}),
    (world.one_more_field, {"extra_field", "changed_after_signing", "changed_after_last"}),
]


@pytest.mark.parametrize("level", ["b-b", "b-lta"])
@pytest.mark.parametrize(("attack", "reasons"), ATTACKS, ids=[attack.__name__ for attack, _ in ATTACKS])
def test_what_is_changed_after_signing_is_seen(attack, reasons: set[str], level: Level) -> None:
    """Content, notes, appearance, structure, metadata and fields (attacks A to F), each for its own reason."""
    found = judge(appended(good(level), attack))

    assert ("not_verified", reasons) == (found.state, set(codes(found)))


def test_the_lock_alone_breaks_the_last_signature_when_a_field_is_added() -> None:
    """Others who verify see attack F too, for the last signer's field locks the file."""
    reader = opened(appended(good(), world.one_more_field))
    context = world.trust().context()
    lines = [
        validate_pdf_signature(one, signer_validation_context=context).bottom_line
        for one in reader.embedded_regular_signatures
    ]

    assert [True, True, False] == lines


def test_a_field_added_before_the_last_has_signed_is_seen() -> None:
    """Where no lock holds yet, the rule on fields does."""
    found = judge(appended(good(count=2), world.one_more_field), replace(world.expected(), so_far=True))

    assert {"extra_field": "ekstra", "changed_after_last": "signature_2"} == errors(found)


def test_a_field_that_cannot_be_seen_is_no_timestamp() -> None:
    """Only what is both unseen and an archive timestamp may be added: an empty field is somebody's to sign in later."""

    def unseen(writer: IncrementalPdfFileWriter) -> None:
        append_signature_field(writer, SigFieldSpec("skjult"))

    found = judge(appended(good(count=2), unseen), replace(world.expected(), so_far=True))

    assert errors(found)["extra_field"] == "skjult"


@pytest.mark.parametrize("level", ["b-b", "b-lta"])
def test_a_file_cut_back_to_an_earlier_signature_is_seen(level: Level) -> None:
    """Attack G: the older file is valid in itself, but two signatures are missing."""
    assert {"signature_missing"} == set(codes(judge(good(level, 1))))


@pytest.mark.parametrize("known", [True, False], ids=["base given", "base unknown"])
def test_content_changed_before_signing_is_seen(known: bool) -> None:
    """Attack H: signers really signed it, but it is not the file that was made."""
    shadow = sign_all(appended(world.base(), world.other_content), people())
    wanted = world.expected() if known else expectation(shadow)

    assert {"changed_since_base", "page_missing"} == errors(judge(shadow, wanted)).keys()


def test_another_document_is_seen() -> None:
    """Signed by the right people, but not grown from ours."""
    other = sign_all(world.base(world.PLAN.replace("Prøve", "Noget andet")), people())

    assert "not_from_base" in codes(judge(other))


def test_the_wrong_signer_is_named() -> None:
    """With whom it should have been."""
    mallory = authority().issue("Mallory")
    found = judge(sign_all(world.base(), [people()[0], mallory, people()[2]]))

    assert {"wrong_signer": "signature_2"} == errors(found)
    (one,) = (one for one in found.all_findings if one.code == "wrong_signer")
    assert ("Mallory", "Bo Holm") == (one.values["found"], one.values["expected"])


def test_the_right_signer_in_the_wrong_field_is_told_apart() -> None:
    """Both signed, each in the other's place."""
    first, second, third = people()
    found = judge(sign_all(world.base(), [second, first, third]))

    wrong = [(one.field, one.values["own"]) for one in found.all_findings if one.code == "wrong_field"]
    assert [("signature_1", "signature_2"), ("signature_2", "signature_1")] == wrong


def test_one_certificate_for_all_is_seen() -> None:
    """Somebody who signs for everybody is the wrong signer twice, and told as the same."""
    found = judge(sign_all(world.base(), [people()[0]] * 3))

    assert {"wrong_field", "same_certificate"} == set(codes(found))


def test_an_expired_certificate_is_seen() -> None:
    """Nothing shows that the signature is older."""
    assert {"expired"} == set(codes(judge(good(), at=NOW + 4 * YEAR)))


def test_a_certificate_that_is_not_valid_yet_is_seen() -> None:
    """Nobody signs with a certificate of tomorrow."""
    early = authority().issue("Åse Ærø", start=NOW + timedelta(days=1))
    found = judge(world.own_field(world.base(), early), Expectation())

    assert {"not_yet_valid", "time_before_certificate"} == set(codes(found))


class _Stopped(datetime):
    """A clock that shows one moment, however long the tests before this one took."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:
        return NOW


@pytest.mark.parametrize(("minutes", "is_told"), [(4, False), (5, False), (6, True)])
def test_a_clock_may_be_five_minutes_slow(minutes: int, is_told: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """A signature said to be set that long before its certificate was issued is held against nobody."""
    monkeypatch.setattr("pyhanko.sign.signers.pdf_signer.datetime", _Stopped)
    early = authority().issue("Åse Ærø", start=NOW + timedelta(minutes=minutes))
    found = judge(world.own_field(world.base(), early), Expectation())

    assert ("time_before_certificate" in codes(found)) == is_told


def test_a_signature_from_the_future_is_seen() -> None:
    """Judged the day before it claims to be set."""
    assert {"future_time"} <= set(codes(judge(good(), at=NOW - timedelta(hours=1))))


def test_a_revoked_certificate_is_seen() -> None:
    """Only the signature it made falls."""
    assert {"revoked": "signature_2"} == errors(judge(good(), by=authority().trust(people()[1])))


@pytest.mark.parametrize(("level", "state"), [("b-b", "not_verified"), ("b-t", "verified"), ("b-lta", "verified")])
def test_what_is_revoked_after_a_timestamp_still_holds(level: Level, state: str) -> None:
    """A timestamp shows that the signature is older than the revocation."""
    later = authority().revocation_list(people()[0], at=NOW + timedelta(hours=1), issued=NOW + timedelta(hours=2))
    by = replace(world.trust(), revocation_lists=(later,))

    assert state == judge(good(level), by=by, at=NOW + timedelta(hours=3)).state


@pytest.mark.parametrize("level", ["b-t", "b-lta"])
def test_a_timestamp_authority_of_ones_own_is_seen(level: Level) -> None:
    """Anybody can run one; only those that are trusted count."""
    rogue = authority("Rogue")
    roots = (*world.trust().roots, rogue.root.parsed)
    lists = (*world.trust().revocation_lists, rogue.revocation_list())
    by = Means(Trust(roots=roots, revocation_lists=lists), rogue.timestamps(key=world.key()))

    found = judge(sign_all(world.base(), people(), level, by))

    wanted = {"timestamp_untrusted"} | ({"archive_untrusted"} if level == "b-lta" else set())
    assert wanted == set(codes(found))
    assert [None] * 3 == [one.level for one in found.signatures]


def test_a_timestamp_from_the_future_is_seen() -> None:
    """A clock that runs ahead proves nothing."""
    ahead = Means(world.trust(), authority().timestamps(NOW + timedelta(days=1), world.key()))

    stamped = judge(sign_all(world.base(), people(), "b-t", ahead))
    archived = judge(renewed(good("b-lta"), ahead))

    assert [["future_time"], ["future_time"]] == [codes(stamped), codes(archived)]


@pytest.mark.parametrize("weak", ["sha1", "sha224"])
def test_a_weak_hash_is_told_once(weak: str) -> None:
    """What can be forged proves nothing, whether or not pyHanko's own rules say so too."""
    signed = world.own_field(world.base(), people()[0], md_algorithm=weak)

    assert codes(judge(signed, Expectation())) == ["weak_algorithm"]


def test_what_it_rests_on_is_told() -> None:
    """The configuration, the roots by name, and what the file was held against."""
    by = replace(world.trust(), file="/x/config.yaml")
    known = judge(good("b-lta"), replace(world.expected(), digest=digest(good("b-lta"))), by).grounds
    unknown = judge(good(), Expectation()).grounds

    (root,) = known.roots
    assert ("/x/config.yaml", by.marks, by.marks[0]) == (known.file, known.trusted, root.fingerprint)
    assert "CN=Root, O=TEST - not valid - planbuilder, C=DK" == root.subject
    assert [(True, True, True), (False, False, False)] == [
        (one.base, one.digest, one.signers) for one in (known, unknown)
    ]


def test_a_root_that_nothing_rests_on_is_not_named() -> None:
    """Only that it is trusted."""
    rogue = authority("Rogue").trust()

    found = judge(good(), by=rogue).grounds

    assert ((), rogue.marks) == (found.roots, found.trusted)


def test_each_timestamp_rests_on_its_own_root() -> None:
    """Both are named."""
    other = authority("Rogue")
    by = replace(world.trust(), timestamp_roots=(other.root.parsed,))
    lists = (*by.revocation_lists, other.revocation_list())
    means = Means(replace(by, revocation_lists=lists), other.timestamps(key=world.key()))

    found = judge(sign_all(world.base(), people(), "b-t", means), by=means.trust)

    assert ("verified", ["Rogue", "Root"]) == (
        found.state, sorted(root.subject.split(",")[0].removeprefix("CN=") for root in found.grounds.roots)
    )  # fmt: skip


def test_a_time_without_a_zone_is_not_from_the_future() -> None:
    """It may be told anywhere on earth; a day ahead it is nowhere."""
    from datetime import datetime

    def claimed(hours: int) -> list[str]:
        time = (NOW + timedelta(hours=hours)).strftime("%Y%m%d%H%M%S")
        pdf = re.sub(rb"/M \((D[^)]{,4})\d{14}Z\)", rb"/M (\g<1>%b) " % time.encode(), good(count=1))
        told = opened(pdf).embedded_regular_signatures[0].self_reported_timestamp
        assert (True, None) == (isinstance(told, datetime), told.tzinfo)
        return codes(judge(pdf, replace(world.expected(), so_far=True)))

    assert [False, True] == ["future_time" in claimed(hours) for hours in (10, 30)]


def test_self_issued_is_told_apart_from_untrusted() -> None:
    """A certificate that vouches for itself is no use to anybody, whatever it may be used for."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.x509.oid import NameOID

    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, world.NAMES["P1"])])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(world.key().public_key())
    made = made.serial_number(7).not_valid_before(NOW - YEAR / 365).not_valid_after(NOW + YEAR)
    who = Issued(made.sign(world.key(), hashes.SHA256()), world.key())

    assert "self_signed" in codes(judge(world.sign(world.base(), who)))


def test_a_stranger_is_not_trusted() -> None:
    """The right names from a root nobody has chosen."""
    rogue = authority("Rogue")
    strangers = [rogue.issue(name) for name in world.NAMES.values()]

    assert {"untrusted"} == set(codes(judge(sign_all(world.base(), strangers))))


def test_nobody_is_trusted_unless_somebody_says_so() -> None:
    """No root is built in, not even the operating system's."""
    found = judge(good(), by=Trust())

    assert {"no_roots", "not_judged"} == set(codes(found))


def test_without_a_revocation_list_nothing_is_shown() -> None:
    """Silence is not proof; with the proof in the file it is."""
    by = Trust(roots=world.trust().roots)

    assert {"revocation_list_missing"} == set(codes(judge(good("b-t"), by=by))) - {"timestamp_untrusted"}
    assert "verified" == judge(good("b-lt"), by=by).state


def test_an_archived_signature_outlives_its_certificates() -> None:
    """Renewed with a later authority, it holds after every certificate in it has run out."""
    later = authority().issue("Later", start=NOW - YEAR / 365, end=NOW + 9 * YEAR, key=world.key(), timestamping=True)
    kept = renewed(good("b-lta"), Means(world.trust(), world.timestamps_of(later)))

    found = judge(kept, at=NOW + 5 * YEAR)

    assert ("verified", ["b-lta"] * 3) == (found.state, [one.level for one in found.signatures])
    assert "archive_old" in codes(found, "warning")


def test_archive_timestamps_that_have_all_run_out_prove_nothing() -> None:
    """Two of them make no proof of each other."""
    kept = renewed(good("b-lta"), world.means())

    assert {"archive_untrusted"} <= set(codes(judge(kept, at=NOW + 4 * YEAR)))


def test_a_pinned_certificate_counts_more_than_a_name() -> None:
    """Somebody of the same name is the wrong signer; what the identity rests on is told."""
    first, *others = people()
    mark = first.identity().certificate.fingerprint
    rules = world.expected().fields
    pinned = replace(world.expected(), fields=(replace(rules[0], certificate=mark), *rules[1:]))
    namesake = authority().issue(world.NAMES["P1"])

    right, wrong = judge(good(), pinned), judge(sign_all(world.base(), [namesake, *others]), pinned)

    assert ["certificate", "name", "name"] == [one.basis for one in right.signatures]
    assert ("verified", {"wrong_signer": "signature_1"}) == (right.state, errors(wrong))


def test_what_is_not_known_is_told() -> None:
    """Without base and digest a verdict says so; names as proof of identity too."""
    found = judge(good(), expectation(good()))

    assert "verified" == found.state
    assert ["base_unknown", "digest_unknown", "identity_by_name"] == codes(found, "warning")


def test_a_known_digest_is_byte_for_byte() -> None:
    """SHA-256 or SHA-512, and nothing else."""
    import hashlib

    pdf = good()
    marks = [digest(pdf), hashlib.sha512(pdf).hexdigest().upper()]

    assert [[], []] == [codes(judge(pdf, replace(world.expected(), digest=mark))) for mark in marks]
    assert ["digest_differs"] == codes(judge(pdf, replace(world.expected(), digest="abc")))


def flipped(pdf: bytes, place: int, by: int) -> bytes:
    return pdf[:place] + bytes([pdf[place] ^ by]) + pdf[place + 1 :]


def test_no_changed_byte_passes_where_the_digest_is_known() -> None:
    """Anywhere in the file."""
    pdf, draw = good(), random.Random(1)
    wanted = replace(world.expected(), digest=digest(pdf))
    places = [draw.randrange(len(pdf)) for _ in range(25)]

    passed = [
        place for place in places if judge(flipped(pdf, place, draw.randrange(1, 256)), wanted).state == "verified"
    ]

    assert [] == passed


def test_no_changed_byte_outside_the_signatures_passes_where_the_base_is_known() -> None:
    """Signatures cover everything but the places where they stand."""
    pdf, draw = good(), random.Random(2)
    holes = [(one.start(), one.end()) for one in re.finditer(rb"<[0-9a-fA-F]{2000,}>", pdf)]
    assert 3 == len(holes)
    outside = [n for n in range(len(pdf)) if not any(start <= n < end for start, end in holes)]

    passed = [n for n in draw.sample(outside, 25) if judge(flipped(pdf, n, draw.randrange(1, 256))).state == "verified"]

    assert [] == passed


def test_no_changed_byte_of_the_padding_passes() -> None:
    """What stands in a signature's place beside the signature is seen, though no signature covers it."""
    pdf = good()
    end = re.search(rb"<[0-9a-fA-F]{2000,}>", pdf).end()

    for place, by in ((end - 2, 1), (end - 300, 7), (end - 40, 0x50)):
        assert "verified" != judge(flipped(pdf, place, by)).state


def test_a_digit_in_another_case_is_seen() -> None:
    """The same signature written otherwise is another file, and the mix of cases gives it away."""
    pdf = good()
    *_, hole = re.finditer(rb"<[0-9a-fA-F]{2000,}>", pdf)
    place = next(n for n in range(hole.start() + 1, hole.end()) if pdf[n : n + 1] in b"ABCDEF")

    assert {"stuffed_signature": "signature_3"} == errors(judge(flipped(pdf, place, 0x20)))


@pytest.mark.parametrize("junk", [b"", b"hej", b"%PDF-1.7", b"\0" * 5000])
def test_what_is_no_pdf_is_not_verified(junk: bytes) -> None:
    """And nothing is raised."""
    assert ["not_a_pdf"] == codes(judge(junk, Expectation()))


def test_what_cannot_be_read_is_not_verified() -> None:
    """It is told from where on, and what a parser says of it is left to programs."""
    found = judge(b"%PDF-1.7\nstartxref\n0\n%%EOF\n", Expectation())

    assert ["not_examined", "not_whole"] == codes(found)
    assert {"detail", "place", "object"} == {name for one in found.findings for name in one.values}


@settings(max_examples=25)
@given(data=st.data())
def test_a_broken_file_never_passes_and_never_raises(data: st.DataObject) -> None:
    """Cut, doubled or overwritten anywhere, the verdict is that it is not verified."""
    pdf = good()
    start = data.draw(st.integers(0, len(pdf) - 1))
    length = data.draw(st.integers(1, 400))
    stuffing = data.draw(st.binary(max_size=60))
    broken = pdf[:start] + stuffing + pdf[start + length :]

    found = verdict(broken, replace(world.expected(), digest=digest(pdf)), world.trust(), world.now())

    assert broken == pdf or found.state == "not_verified"


def test_what_cannot_be_read_is_still_held_against_what_is_known() -> None:
    """Its digest, and the file it should have grown from, ask no parser."""
    found = judge(b"%PDF-1.7 hej", replace(world.expected(), digest=digest(good())))

    assert ["digest_differs", "not_a_pdf", "not_from_base"] == codes(found)


def overrun(task: str, given: bytes) -> bytes:
    """What a child answers whose file takes too much."""
    return REFUSED + OVERRUN.encode()


def test_a_file_that_takes_too_much_is_not_verified(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second reader that had to give up has not seen the same; that is told as it is."""
    wanted, anew = world.expected(), good().replace(b"%PDF-1.7", b"%PDF-1.6", 1)
    monkeypatch.setattr(confined, "child", overrun)

    assert ["too_much"] == codes(judge(good(), wanted))
    found = evidence(world.base(), anew, world.trust(), world.now(), wanted)
    assert ("refused", ["too_much"]) == (found.kind, [one.code for one in found.reasons])


def test_an_encrypted_file_is_not_verified() -> None:
    """Nobody of ours encrypts what is to be archived."""
    import io

    import pikepdf

    output = io.BytesIO()
    with pikepdf.open(io.BytesIO(world.base())) as pdf:
        pdf.save(output, encryption=pikepdf.Encryption(owner="a", user=""))

    assert ["encrypted"] == codes(judge(output.getvalue(), Expectation()))


def test_an_unsigned_file_is_not_verified() -> None:
    """Everybody is missing."""
    assert {"unsigned", "signature_missing"} == set(codes(judge(world.base())))


def test_the_same_file_gets_the_same_verdict() -> None:
    """At the same moment, to the last finding."""
    assert judge(good()) == judge(good())
