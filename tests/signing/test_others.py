"""What honest programs of other people make of our file is a revision of it, and verified."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from pyhanko.sign.fields import MDPPerm

from planbuilder.record import replace
from planbuilder.signing.evidence import evidence
from planbuilder.signing.sign import renewed
from planbuilder.signing.trial_certificates import Issued
from planbuilder.writers.pdf.canvas import stamp
from tests.signing import world
from tests.signing.others import OWN, signed_by, signed_by_poppler
from tests.signing.world import NOW, authority, base, now

SO_FAR = replace(world.expected(), so_far=True)


@cache
def people() -> tuple[Issued, ...]:
    """The three signers with keys that every program can use."""
    return tuple(authority().issue(name, key=world.key()) for name in world.NAMES.values())


@cache
def stamps() -> Issued:
    return authority().issue("Timestamps", key=world.key(), timestamping=True)


def judged(pdf: bytes, wanted=SO_FAR) -> tuple[str, str | None, list[str | None], list[str]]:
    found = evidence(base(), pdf, world.trust(), now(), wanted)
    verdict = found.verdict
    assert verdict is not None
    return found.kind, verdict.state, [one.level for one in verdict.signatures], world.codes(verdict)


@pytest.mark.slow
@pytest.mark.parametrize("words", [(), ("certify",)], ids=["approves", "certifies"])
@pytest.mark.parametrize("field", [OWN, "signature_1"], ids=["own field", "our field"])
@pytest.mark.parametrize("signer", ["PdfBox", "IText"])
def test_another_program_signs(signer: str, field: str, words: tuple[str, ...], tmp_path: Path) -> None:
    """In a field of its own or in ours, which it may take from the page, and as the one who certifies."""
    signed = signed_by(signer, base(), people()[0], field, tmp_path, *words)

    assert ("revision", "verified", ["b-b"], []) == judged(signed)


def test_poppler_signs_in_a_field_of_its_own(tmp_path: Path) -> None:
    """It leaves two forms behind in which nothing is drawn and to which nothing leads."""
    assert ("revision", "verified", ["b-b"], []) == judged(signed_by_poppler(base(), people()[0], OWN, tmp_path))


def test_poppler_writes_over_a_number_in_our_field(tmp_path: Path) -> None:
    """The field's old appearance gets another generation without ever having been freed: readers that look at the
    number alone find the new object, others none, and which of the two is shown must not be a matter of the reader.
    """
    found = evidence(base(), signed_by_poppler(base(), people()[0], "signature_1", tmp_path), world.trust(), now())

    assert found.kind == "refused"
    assert "number_reused" in {one.code for one in found.reasons}


@pytest.mark.slow
@pytest.mark.parametrize("field", [OWN, "signature_1"], ids=["own field", "our field"])
def test_another_program_signs_with_a_timestamp(field: str, tmp_path: Path) -> None:
    """And we can make it last: with an archive timestamp of ours upon it the level is the highest."""
    signed = signed_by("PdfBox", base(), people()[0], field, tmp_path, stamps=stamps())

    assert ("revision", "verified", ["b-t"], []) == judged(signed)
    assert ("revision", "verified", ["b-lta"], []) == judged(renewed(signed, world.means()))


@pytest.mark.slow
@pytest.mark.parametrize(
    "order", ["PdfBox IText ours", "ours PdfBox IText", "IText ours PdfBox", "PdfBox PdfBox PdfBox"]
)
def test_three_programs_sign_in_turn(order: str, tmp_path: Path) -> None:
    """Each on top of what the others wrote, to the last lock."""
    pdf = base()
    for number, (signer, who) in enumerate(zip(order.split(), people(), strict=True), 1):
        if signer == "ours":
            pdf = world.sign(pdf, who, "b-lta")
        else:
            pdf = signed_by(signer, pdf, who, f"signature_{number}", tmp_path)

    assert ("revision", "verified", []) == tuple(judged(pdf, world.expected())[n] for n in (0, 1, 3))


@pytest.mark.parametrize("level", ["b-b", "b-lta"])
@pytest.mark.parametrize("certifies", [True, False], ids=["certifies", "approves"])
def test_pyhanko_signs_in_a_field_of_its_own(level: str, certifies: bool) -> None:
    """As a service that certifies does it, or one that only approves."""
    settings = {"certify": certifies, "docmdp_permissions": MDPPerm.FILL_FORMS}
    lasting = {"embed_validation_info": True, "use_pades_lta": True, "validation_context": world.trust().context()}
    by = world.timestamps() if level == "b-lta" else None
    signed = world.own_field(base(), people()[0], timestamper=by, **settings, **(lasting if level == "b-lta" else {}))

    assert ("revision", "verified", [level], []) == judged(signed)


@pytest.mark.parametrize("level", ["b-b", "b-lta"])
def test_what_is_shown_in_a_field_may_change(level: str) -> None:
    """The signer's name in place of the quiet frame."""
    from planbuilder import look
    from planbuilder.signing.sign import signed

    shown = stamp(("PRØVE", "Åse Ærø"), look.load())
    done = signed(base(), "signature_1", people()[0].identity(), level, world.means(), NOW, shown=shown)

    assert ("revision", "verified", [level], []) == judged(done)
