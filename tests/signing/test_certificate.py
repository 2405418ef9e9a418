"""A certificate's names are compared as people read them, it signs only if it may, and its key is opened or refused."""

from __future__ import annotations

import subprocess
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

from planbuilder.errors import InputInvalid, UsageWrong
from planbuilder.signing.certificate import from_pkcs11, from_pkcs12, unfit, weakness
from planbuilder.signing.sign import Means, signed
from planbuilder.signing.trial_certificates import USAGES, Issued
from tests.signing import world
from tests.signing.world import NOW, YEAR, authority, codes, judge, key, people, sign_all

FOUND = people()[0].identity().certificate
SIGNS = ("digital_signature",)
DOCUMENTS = ObjectIdentifier("1.3.6.1.5.5.7.3.36")
SERVER, MAIL, ANY = (
    ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.EMAIL_PROTECTION, ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE,
)  # fmt: skip
MODULE = Path("/usr/lib/softhsm/libsofthsm2.so")


@pytest.mark.parametrize("name", ["Åse Ærø", " åse  ærø ", "A\u030ase Ærø", "ÅSE ÆRØ"])
def test_a_name_is_the_same_whatever_its_case_and_spaces(name: str) -> None:
    """Composed or decomposed."""
    assert FOUND.is_named(name)


@pytest.mark.parametrize("name", ["Åse", "Ærø", "Ase Ærø", "Åse Ærø Hansen", ""])
def test_a_part_of_a_name_is_another_name(name: str) -> None:
    """Nobody signs for the other Åse."""
    assert not FOUND.is_named(name)


def test_a_fingerprint_is_a_mark() -> None:
    """With or without colons."""
    mark = FOUND.fingerprint.upper()

    assert FOUND.is_pinned(mark)
    assert FOUND.is_pinned(":".join(mark[n : n + 2] for n in range(0, 64, 2)))
    assert not FOUND.is_pinned(mark[:-1] + ("0" if mark[-1] != "0" else "1"))


def test_nothing_is_no_mark() -> None:
    """A certificate without a serial number of its person is not everybody's."""
    assert ("", False) == (FOUND.person, FOUND.is_pinned(""))


def test_it_holds_between_two_moments() -> None:
    """Neither before nor after."""
    assert [False, True, False] == [FOUND.holds_at(NOW + years * YEAR) for years in (-1, 1, 4)]


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


@pytest.mark.parametrize(("algorithm", "least"), [("rsa", 2048), ("rsassa_pss", 2048), ("dsa", 2048), ("ec", 224)])
def test_a_key_of_the_least_size_is_strong_and_one_bit_less_is_weak(algorithm: str, least: int) -> None:
    """112 bits of security, by table 2 of NIST SP 800-57; what is weak is named with its size."""
    keys = [SimpleNamespace(algorithm=algorithm, bit_size=bits) for bits in (least, least - 1)]

    assert [weakness(SimpleNamespace(public_key=key)) for key in keys] == ["", f"{algorithm}-{least - 1}"]


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


def test_a_key_file_is_opened_with_its_passphrase() -> None:
    """And tells whose it is."""
    found = from_pkcs12(people()[0].pkcs12("hemmelig æøå"), "hemmelig æøå")

    assert "Åse Ærø" == found.certificate.name


def test_an_rsa_key_signs_too() -> None:
    """Cards and older files hold them."""
    issued = authority().issue(world.NAMES["P1"], key=key())
    identity = from_pkcs12(issued.pkcs12("x"), "x")

    assert "verified" == judge(sign_all(world.base(), [identity, *people()[1:]])).state


@pytest.mark.parametrize(
    ("data", "passphrase"),
    [
        (people()[0].pkcs12("rigtig"), "forkert"),
        (people()[0].pkcs12("rigtig"), ""),
        (b"hej", "x"),
        (b"", ""),
        (pkcs12.serialize_key_and_certificates(b"a", None, None, [people()[0].certificate], NoEncryption()), ""),
    ],
    ids=["wrong", "none", "no key file", "empty", "no key in it"],
)
def test_what_cannot_be_opened_is_told(data: bytes, passphrase: str) -> None:
    """Without saying which of the two was wrong."""
    with pytest.raises(InputInvalid) as refused:
        from_pkcs12(data, passphrase, "a.p12")

    assert ["PB193"] == [one.code for one in refused.value.problems]


@pytest.fixture
def token(tool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A token in software that holds the first signer's key."""
    util = tool("softhsm2-util")
    settings = tmp_path / "softhsm.conf"
    (tmp_path / "tokens").mkdir()
    settings.write_text(f"directories.tokendir = {tmp_path}/tokens\n", encoding="utf-8")
    monkeypatch.setenv("SOFTHSM2_CONF", str(settings))
    run(util, "--init-token", "--free", "--label", "kort", "--pin", "1234", "--so-pin", "1234")
    issued = authority().issue(world.NAMES["P1"], key=key())
    form = (Encoding.PEM, PrivateFormat.PKCS8, serialization.NoEncryption())
    (tmp_path / "key.pem").write_bytes(issued.key.private_bytes(*form))
    run(util, "--import", tmp_path / "key.pem", "--token", "kort", "--label", "min", "--id", "01", "--pin", "1234")
    import pkcs11
    from pkcs11.util.x509 import decode_x509_certificate

    with pkcs11.lib(str(MODULE)).get_token(token_label="kort").open(user_pin="1234", rw=True) as session:
        found = decode_x509_certificate(issued.pem(Encoding.DER))
        label = {pkcs11.Attribute.LABEL: "min", pkcs11.Attribute.ID: b"\x01", pkcs11.Attribute.TOKEN: True}
        session.create_object({**found, **label})
    return MODULE


def run(*words: object) -> None:
    subprocess.run([str(word) for word in words], check=True, capture_output=True)


@pytest.mark.slow
@pytest.mark.xdist_group("token")
def test_a_token_signs(token: Path) -> None:
    """The key never leaves it; what is wrong with it is told."""
    with from_pkcs11(token, "1234", "min", "kort") as identity:
        pdf = world.sign(world.base(), identity)
    assert ("verified", "Åse Ærø") == (judge(sign_all(pdf, people()[1:])).state, identity.certificate.name)

    for pin, label, name in (("9999", "min", "kort"), ("1234", "andet", "kort"), ("1234", "min", "intet")):
        with pytest.raises(InputInvalid) as refused, from_pkcs11(token, pin, label, name):
            pass
        assert ["PB200"] == [one.code for one in refused.value.problems]


def test_a_driver_that_is_none_is_told(tmp_path: Path) -> None:
    """With the reason of the system."""
    with pytest.raises(InputInvalid) as refused, from_pkcs11(tmp_path / "none.so", "1", "x"):
        pass

    assert ["PB200"] == [one.code for one in refused.value.problems]
