"""A certificate signs documents only if it was issued for that, to a person, with a strong key."""

from __future__ import annotations

from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

from planbuilder.errors import UsageWrong
from planbuilder.signing.sign import Means, signed
from planbuilder.signing.suitability import unfit
from planbuilder.signing.throwaway import USAGES, Issued
from tests.signing import world
from tests.signing.world import NOW, authority, codes, judge

SIGNS = ("digital_signature",)


def issued(
    usages: tuple[str, ...] | None = SIGNS, purposes: tuple[ObjectIdentifier, ...] = (), ca: bool = False, key=None
) -> Issued:
    """A certificate of the first signer under the trusted root, for what is asked."""
    own, root = key or world.key(), authority()
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, world.NAMES["P1"])])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(root.name)
        .public_key(own.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - timedelta(hours=1))
        .not_valid_after(NOW + timedelta(days=9))
        .add_extension(x509.BasicConstraints(ca, None), critical=True)
    )
    if usages is not None:
        told = {usage: usage in usages for usage in USAGES}
        made = made.add_extension(x509.KeyUsage(**told), critical=True)
    if purposes:
        made = made.add_extension(x509.ExtendedKeyUsage(purposes), critical=True)
    return Issued(made.sign(root.key, hashes.SHA256()), own)


DOCUMENTS = ObjectIdentifier("1.3.6.1.5.5.7.3.36")
SERVER, MAIL, ANY = (
    ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.EMAIL_PROTECTION, ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE,
)  # fmt: skip
WRONG = {
    "for encrypting": (issued(("key_encipherment",)), "not_for_signing", "PB290"),
    "for agreeing on keys": (issued(("key_agreement", "encipher_only")), "not_for_signing", "PB290"),
    "for a server": (issued(purposes=(SERVER,)), "other_purpose", "PB291"),
    "for timestamps": (issued(purposes=(ExtendedKeyUsageOID.TIME_STAMPING,)), "other_purpose", "PB291"),
    "for programs": (issued(purposes=(ExtendedKeyUsageOID.CODE_SIGNING,)), "other_purpose", "PB291"),
    "of an issuer": (issued((*SIGNS, "key_cert_sign"), ca=True), "of_an_issuer", "PB292"),
    "of an issuer without usages": (issued(None, ca=True), "of_an_issuer", "PB292"),
    "with a short key": (issued(key=rsa.generate_private_key(65537, 1024)), "weak_key", "PB293"),
    "with a small curve": (issued(key=ec.generate_private_key(ec.SECP192R1())), "weak_key", "PB293"),
}
RIGHT = [
    issued(),
    issued(("content_commitment",)),
    issued(("digital_signature", "key_encipherment")),
    issued(None),
    issued(purposes=(DOCUMENTS,)),
    issued(purposes=(SERVER, MAIL)),
    issued(purposes=(ANY,)),
    issued(key=ec.generate_private_key(ec.SECP256R1())),
]


@pytest.mark.parametrize("who", RIGHT)
def test_a_certificate_for_signing_signs(who: Issued) -> None:
    """Whatever else it may do, and if it does not say what it may."""
    assert () == unfit(who.parsed)


@pytest.mark.parametrize("kind", WRONG)
def test_an_unsuitable_certificate_is_refused_before_the_field_is_used(kind: str) -> None:
    """With the reason, and nothing is written."""
    who, code, refusal = WRONG[kind]

    with pytest.raises(UsageWrong) as refused:
        signed(world.base(), "signature_1", who.identity(), "b-b", Means(world.trust()), NOW)

    assert ((code,), [refusal]) == (unfit(who.parsed), [one.code for one in refused.value.problems])


@pytest.mark.parametrize("kind", [kind for kind, (_, code, _) in WRONG.items() if code != "weak_key"])
def test_a_signature_by_an_unsuitable_certificate_is_not_verified(kind: str) -> None:
    """However it came about, though the root is trusted."""
    who, code, _ = WRONG[kind]

    assert code in codes(judge(world.own_field(world.base(), who)))
