"""Timestamps of digests (RFC 3161), for what is no PDF: the heads of an archive's log.

In: a source of timestamps, or a token with the digest it is for. Out: a function that gives tokens, and whether a token
is to be believed.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from asn1crypto import cms
from pyhanko.sign.validation.generic_cms import validate_tst_signed_data

from planbuilder.hostile import attempt
from planbuilder.signing.sign import HASH
from planbuilder.signing.trust import Trust

Stamp = Callable[[bytes], bytes]
CheckToken = Callable[[bytes, bytes], bool]


def stamp_with(timestamps: Any) -> Stamp | None:
    """What gives a token (DER) for a SHA-256 digest; None without a source of timestamps."""
    if timestamps is None:
        return None

    def stamp(digest: bytes) -> bytes:
        """A token for a digest."""
        return bytes(asyncio.run(timestamps.async_timestamp(digest, HASH)).dump())

    return stamp


def check_with(trust: Trust) -> CheckToken | None:
    """What tells whether a token is for a digest and from an authority that is trusted; None if nobody is trusted."""
    if not (trust.timestamp_roots or trust.roots):
        return None

    def check(token: bytes, digest: bytes) -> bool:
        """Whether a token is to be believed; whatever it is, this never raises."""
        return attempt(lambda: _holds(token, digest, trust), lambda _: False)

    return check


def _holds(token: bytes, digest: bytes, trust: Trust) -> bool:
    signed = cms.ContentInfo.load(token, strict=True)["content"]
    found = asyncio.run(validate_tst_signed_data(signed, trust.context(), lambda _: digest))
    return bool(found["intact"] and found["valid"] and found.get("trust_problem_indic") is None)
