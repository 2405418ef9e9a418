"""Keys are opened from files and from tokens, and what cannot be opened is told."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, pkcs12

from planbuilder.errors import InputInvalid
from planbuilder.signing.identity import from_pkcs11, from_pkcs12
from tests.signing import world
from tests.signing.world import authority, judge, key, people, sign_all

MODULE = Path("/usr/lib/softhsm/libsofthsm2.so")


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
