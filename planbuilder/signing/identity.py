"""The signer's key, wherever it is kept: in a file (PKCS#12), or on a card or token (PKCS#11).

In: the file and its passphrase, or the token's driver and PIN. Out: an `Identity` that signs; the key itself is never
shown. What cannot be opened raises InputInvalid.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pyhanko.sign.signers import SimpleSigner

from planbuilder import codes
from planbuilder.errors import InputInvalid, Place, problem
from planbuilder.hostile import refusing
from planbuilder.record import record
from planbuilder.signing.certificate import Certificate, certificate


@record
class Identity:
    """Somebody who can sign: what signs, and the certificate that says who it is."""

    signer: Any
    certificate: Certificate


def from_pkcs12(data: bytes, passphrase: str, file: str = "") -> Identity:
    """The identity in a PKCS#12 file; raises InputInvalid if file and passphrase do not go together."""
    with refusing(codes.KEY_FILE_UNREADABLE, Place(file)):  # also for one without a key or a certificate in it
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
        session = open_pkcs11_session(str(module), token_criteria=wanted, user_pin=pin)
    except (pkcs11.PKCS11Error, RuntimeError, OSError) as error:
        raise InputInvalid([problem(codes.CARD_UNUSABLE, Place(str(module)), reason=_reason(error))]) from error
    with session:
        signer = PKCS11Signer(session, cert_label=label)
        try:
            found = certificate(signer.signing_cert)
        except pkcs11.PKCS11Error as error:
            raise InputInvalid([problem(codes.CARD_UNUSABLE, Place(str(module)), reason=_reason(error))]) from error
        yield Identity(signer, found)


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


def _reason(error: Exception) -> str:
    """What is wrong, by the name that languages have words for; whatever is no card's error is the driver's."""
    known = next((REASONS[kind.__name__] for kind in type(error).__mro__ if kind.__name__ in REASONS), "")
    return known or ("TOKEN" if type(error).__module__.startswith("pkcs11") else "DRIVER")
