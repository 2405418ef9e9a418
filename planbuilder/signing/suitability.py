"""Whether a certificate may sign documents: what it was issued for, and whether its key can be forged.

In: a certificate. Out: the codes of what speaks against it. Asked before a field to sign in is used up, and again of
every signature: a certificate for a web server, or for encrypting, shows nobody's will. RFC 5280, 4.2.1; RFC 9336.
"""

from __future__ import annotations

from typing import Any

STRONG = ("sha256", "sha384", "sha512", "sha3_256", "sha3_384", "sha3_512", "shake256")
LEAST_BITS = {"rsa": 2048, "rsassa_pss": 2048, "dsa": 2048, "ec": 224}
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


def unfit(found: Any) -> tuple[str, ...]:
    """What speaks against signing with a certificate, by the codes of findings; nothing if it may sign."""
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
