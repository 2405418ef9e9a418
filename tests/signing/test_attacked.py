"""Real files that an early version believed, or refused though they were honest: each judged as it should be.

`attacked.tar.xz` holds the example's plan, signed by three throw-away people and then changed by an attacker, one plan
that PDFBox signed, and the root and the list to judge them by. They are judged at the moment they are from.
"""

from __future__ import annotations

import tarfile
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from planbuilder import language
from planbuilder.cli.verdicts import show_found
from planbuilder.configuration import TrustFiles
from planbuilder.record import replace
from planbuilder.signing.evidence import evidence
from planbuilder.signing.fields import expectation, unsigned
from planbuilder.signing.trust import Trust, trust
from planbuilder.signing.verdict import verdict
from tests.signing.world import codes

AT = datetime(2026, 11, 25, 18, 0, tzinfo=UTC)
# Each with what is wrong with it; what viewers show of `isa` was the attacker's page.
CASES = {
    "a-body-only.pdf": "after_the_end",
    "f-body-startxref-0.pdf": "after_the_end",
    "g-body-startxref-old.pdf": "after_the_end",
    "isa-shown-by-viewers.pdf": "after_the_end",
    "p-startxref-same-line.pdf": "after_the_end",
    "q-bb-startxref.pdf": "after_the_end",
    "r3-xs-self-only.pdf": "object_unlisted",
    "s3-hide-replace-presigned-hidden-object.pdf": "hidden_object",
    "escape-in-names.pdf": "untrusted",
}
HONEST = "pdfbox-signed-honest.pdf"


@cache
def files() -> dict[str, bytes]:
    with tarfile.open(Path(__file__).with_name("attacked.tar.xz")) as kept:
        return {one.name: kept.extractfile(one).read() for one in kept.getmembers()}


@pytest.fixture
def theirs(tmp_path: Path) -> Trust:
    """The root and the list that came with the files."""
    for name in ("root.pem", "crl.crl"):
        (tmp_path / name).write_bytes(files()[name])
    return trust(TrustFiles((str(tmp_path / "root.pem"),), revocation_lists=(str(tmp_path / "crl.crl"),)))


def test_every_file_is_judged() -> None:
    """None is kept that nothing is said of."""
    assert {*CASES, HONEST, "root.pem", "crl.crl"} == set(files())


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_an_attacked_file_is_refused_with_its_reason(theirs: Trust, name: str) -> None:
    """With what it grew from as its base and without, as a file to verify and as one that came back."""
    pdf = files()[name]
    base = unsigned(pdf)
    unknown = verdict(pdf, expectation(pdf), theirs, AT)
    found = evidence(base, pdf, theirs, AT, expectation(base, base))
    known = found.verdict  # what a file to verify is found to be, as the next test says

    assert known is not None
    assert ["not_verified"] * 2 == [known.state, unknown.state]
    assert all(CASES[name] in codes(one) for one in (known, unknown))
    assert ("refused", True) == (found.kind, bool(found.reasons))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["r3-xs-self-only.pdf", "s3-hide-replace-presigned-hidden-object.pdf"])
def test_one_that_came_back_is_judged_as_one_to_verify(theirs: Trust, name: str) -> None:
    """Where it begins with what was sent: the whole verdict is the same."""
    pdf = files()[name]
    base = unsigned(pdf)
    wanted = expectation(base, base)

    assert verdict(pdf, wanted, theirs, AT) == evidence(base, pdf, theirs, AT, wanted).verdict


@pytest.mark.parametrize("code", ["da", "en"])
def test_a_name_in_a_file_does_nothing_where_it_is_shown(
    theirs: Trust, capsys: pytest.CaptureFixture[str], code: str
) -> None:
    """The name of a certificate and a field moves the cursor up and writes a verdict of its own."""
    pdf = files()["escape-in-names.pdf"]
    show_found(language.load(code), verdict(pdf, expectation(pdf), theirs, AT), "plan.pdf")
    shown = "".join(capsys.readouterr())

    assert not {"\x1b", "\r", "\x9b"} & set(shown)
    assert 1 == sum(line.startswith("plan.pdf:") for line in shown.splitlines())


@pytest.mark.slow
def test_what_pdfbox_signed_is_taken_in(theirs: Trust) -> None:
    """Where its root is trusted: ours byte for byte, verified as far as it is signed, two still to sign."""
    pdf = files()[HONEST]
    base = unsigned(pdf)
    wanted = expectation(base, base)
    found = evidence(base, pdf, theirs, AT, replace(wanted, so_far=True))
    whole = verdict(pdf, wanted, theirs, AT)
    distrusted = evidence(base, pdf, Trust(), AT, replace(wanted, so_far=True))

    assert ("revision", "verified", ["b-b"]) == (
        found.kind,
        found.verdict.state,
        [one.level for one in found.verdict.signatures],
    )
    assert ["signature_missing"] == codes(whole)
    assert ("revision", "not_verified") == (distrusted.kind, distrusted.verdict.state)
