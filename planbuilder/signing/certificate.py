"""A certificate: what it says of its owner, whether it may sign documents, and the key that goes with it.

In: a certificate, or a file or token that holds one with its key. Out: `Certificate` and `Root`, plain values; the
codes of what speaks against signing; an `Identity`. A name in a certificate is what its issuer checked, not more: two
people may share it, which is why a verdict says what the identity rests on.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from pyhanko.sign.signers import SimpleSigner

from planbuilder import codes
from planbuilder.errors import InputInvalid, Place, problem
from planbuilder.hostile import refusing
from planbuilder.record import record

Basis = Literal["certificate", "name", "nothing"]
# The short names of RFC 4514 and ITU-T X.520, as browsers and certificate stores show them.
PARTS = {
    "common_name": "CN",
    "organization_name": "O",
    "organizational_unit_name": "OU",
    "country_name": "C",
    "locality_name": "L",
    "serial_number": "serialNumber",
    "organization_identifier": "organizationIdentifier",
}
# SHA-2 and SHA-3 (FIPS 180-4, FIPS 202); key sizes of 112 bits of security (NIST SP 800-57, part 1, table 2).
STRONG = ("sha256", "sha384", "sha512", "sha3_256", "sha3_384", "sha3_512", "shake256")
LEAST_BITS = {"rsa": 2048, "rsassa_pss": 2048, "dsa": 2048, "ec": 224}
# One of them is enough: both are given for signing, and issuers choose between them.
USAGES = {"digital_signature", "non_repudiation"}
# What a certificate may be restricted to and still sign documents: anything, documents (three names of it), a person's
# mail, and a person's own login, which is how many certificates of employees are issued.
PURPOSES = {
    "2.5.29.37.0",
    "1.3.6.1.5.5.7.3.36",
    "1.3.6.1.4.1.311.10.3.12",
    "1.2.840.113583.1.1.5",
    "1.3.6.1.5.5.7.3.4",
    "1.3.6.1.5.5.7.3.2",
}
# The names of what can be wrong with a card or token, by the driver's own; languages have words for them.
REASONS = {
    "PinIncorrect": "WRONG_PIN",
    "PinLenRange": "WRONG_PIN",
    "PinInvalid": "WRONG_PIN",
    "PinLocked": "LOCKED_PIN",
    "NoSuchToken": "NO_TOKEN",
    "TokenNotPresent": "NO_TOKEN",
    "MultipleTokensReturned": "MANY_TOKENS",
    "NoSuchKey": "NO_KEY",
    "MultipleObjectsReturned": "MANY_KEYS",
}


@record
class Certificate:
    """Name, other names, serial number of the person, fingerprint (SHA-256), and from when to when it holds."""

    name: str
    names: tuple[str, ...]
    person: str
    fingerprint: str
    start: datetime
    end: datetime

    def holds_at(self, moment: datetime) -> bool:
        """Whether it holds at a moment."""
        return self.start <= moment <= self.end

    def is_named(self, name: str) -> bool:
        """Whether it has this name, whatever the case and the spaces."""
        return bool(folded(name)) and folded(name) in map(folded, self.names)

    def is_pinned(self, mark: str) -> bool:
        """Whether a mark is its fingerprint or the serial number of its person."""
        # Windows and browsers show fingerprints with colons or spaces, and in either case.
        wanted = mark.replace(":", "").replace(" ", "").casefold()
        return bool(wanted) and wanted in (self.fingerprint, self.person.replace(" ", "").casefold())


@record
class Root:
    """A certificate that the municipality chose to trust: whose it is, and its fingerprint (SHA-256)."""

    subject: str
    fingerprint: str


def root(found: Any) -> Root:
    """The facts of a certificate that is trusted; its name as RFC 4514 writes it, the nearest part first."""
    parts = ((PARTS.get(kind, kind), text) for kind, text in reversed(found.subject.native.items()))
    # RFC 4514, 2.1: the parts are written from the last to the first.
    name = ", ".join(f"{kind}={one}" for kind, text in parts for one in (text if isinstance(text, list) else [text]))
    return Root(name, found.sha256.hex())


def certificate(found: Any) -> Certificate:
    """The facts of a certificate."""
    subject: Mapping[str, Any] = found.subject.native
    given = " ".join(_texts(subject, "given_name") + _texts(subject, "surname"))
    # A person's name may stand in two parts, or there is a mail address alone: any of them may be what the plan says.
    names = tuple(name for name in (*_texts(subject, "common_name"), given, *_mails(found)) if name)
    return Certificate(
        name=names[0] if names else found.subject.human_friendly,
        names=names,
        person=next(iter(_texts(subject, "serial_number")), ""),
        fingerprint=found.sha256.hex(),
        start=found.not_valid_before,
        end=found.not_valid_after,
    )


def _texts(subject: Mapping[str, Any], name: str) -> list[str]:
    value = subject.get(name)
    return [str(one) for one in (value if isinstance(value, list) else [value]) if one]


def _mails(found: Any) -> list[str]:
    alternative = found.subject_alt_name_value
    return [str(one.native) for one in alternative or () if one.name == "rfc822_name"]


def folded(name: str) -> str:
    """A name as it is compared."""
    # NFKC: `å` may be written as one character or two, and two programs need not agree on that.
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def unfit(found: Any) -> tuple[str, ...]:
    """What speaks against signing with a certificate, by the codes of findings; nothing if it may sign."""
    # RFC 5280, 4.2.1.3 and 4.2.1.12: an extension that is absent restricts nothing.
    usages, purposes = found.key_usage_value, found.extended_key_usage_value
    wrong = {
        "of_an_issuer": bool(found.ca),
        "not_for_signing": usages is not None and not USAGES & set(usages.native),
        "other_purpose": purposes is not None and not PURPOSES & {one.dotted for one in purposes},
        "weak_key": bool(weakness(found)),
    }
    return tuple(code for code, is_wrong in wrong.items() if is_wrong)


def weakness(found: Any) -> str:
    """The kind and size of a key that can be forged, empty for a strong one."""
    key = found.public_key
    return f"{key.algorithm}-{key.bit_size}" if key.bit_size < LEAST_BITS.get(key.algorithm, 0) else ""


@record
class Identity:
    """A person who can sign: what signs, and the certificate that says who it is."""

    signer: Any
    certificate: Certificate


def from_pkcs12(data: bytes, passphrase: str, file: str = "") -> Identity:
    """The identity in a PKCS#12 file; raises InputInvalid if file and passphrase do not go together."""
    with refusing(codes.KEY_FILE_UNREADABLE, Place(file)):  # also for one without a key or a certificate in it
        # No passphrase and an empty one are two things in such a file; whoever types nothing means the first.
        signer = SimpleSigner.load_pkcs12_data(data, (), passphrase.encode() or None)
        return Identity(signer, certificate(signer.signing_cert))


@contextmanager
def from_pkcs11(module: Path, pin: str, label: str, token: str = "") -> Iterator[Identity]:
    """The identity under a label on a card or token, as long as it is open; raises InputInvalid."""
    import pkcs11
    from pyhanko.config.pkcs11 import TokenCriteria
    from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session

    try:
        wanted = TokenCriteria(label=token) if token else None
        # A driver that is not there, or is no driver, raises what the system's loader raises.
        session = open_pkcs11_session(str(module), token_criteria=wanted, user_pin=pin)
    except (pkcs11.PKCS11Error, RuntimeError, OSError) as error:
        raise InputInvalid([problem(codes.CARD_UNUSABLE, Place(str(module)), reason=_reason(error))]) from error
    # The session stays open while the identity is used: the key never leaves the card, which signs itself.
    with session:
        signer = PKCS11Signer(session, cert_label=label)
        try:
            found = certificate(signer.signing_cert)
        except pkcs11.PKCS11Error as error:
            raise InputInvalid([problem(codes.CARD_UNUSABLE, Place(str(module)), reason=_reason(error))]) from error
        yield Identity(signer, found)


def _reason(error: Exception) -> str:
    """What is wrong, by the name that languages have words for; whatever is no card's error is the driver's."""
    # By name and along the bases: the library is not loaded where nobody signs with a card, so its types cannot be
    # named.
    known = next((REASONS[kind.__name__] for kind in type(error).__mro__ if kind.__name__ in REASONS), "")
    return known or ("TOKEN" if type(error).__module__.startswith("pkcs11") else "DRIVER")
