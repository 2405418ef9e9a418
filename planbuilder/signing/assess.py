"""Whether one signature holds at a moment, by the rules of ETSI EN 319 102-1, which pyHanko carries out.

In: an embedded signature, whom we trust, and the moment. Out: an `Assessment`. A signature without a timestamp is
judged at the moment itself; one with timestamps is judged at the time they prove, long after its certificate ran out.
"""

from __future__ import annotations

import asyncio
import dataclasses
from datetime import datetime
from typing import Any

from asn1crypto import crl, ocsp
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import ades, generic_cms
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko.sign.validation.policy_decl import PdfSignatureValidationSpec, SignatureValidationSpec
from pyhanko_certvalidator.ltv.types import ValidationTimingInfo
from pyhanko_certvalidator.revinfo.archival import CRLContainer, OCSPContainer

from planbuilder.configuration import Level
from planbuilder.record import record, replace
from planbuilder.signing.certificate import Root, root
from planbuilder.signing.trust import Trust

OK, REVOKED = "OK", "REVOKED"


@record
class Assessment:
    """The outcome by its name in the standard (`OK` if it holds), the time proven, and the level that is reached.

    `stamp` is the outcome of the signature's own timestamp, `archive` that of the archive timestamps after it; each is
    None if there is none. `archive_is_old` says that whether the latest of them was revoked is known only of the past.
    `roots` are the trusted certificates that all of it rests on.
    """

    outcome: str
    proven: datetime | None = None
    level: Level | None = None
    stamp: str | None = None
    archive: str | None = None
    archive_is_old: bool = False
    roots: frozenset[Root] = frozenset()


@record
class Stamp:
    """What a timestamp proves: its outcome, None without one, the time, the roots, and whether by an old list only."""

    outcome: str | None = None
    time: datetime | None = None
    roots: frozenset[Root] = frozenset()
    is_old: bool = False


NO_STAMP = Stamp()


def assess(embedded: Any, trust: Trust, now: datetime) -> Assessment:
    """What a signature proves at `now`. Its coverage and what came after it must have been computed."""
    return asyncio.run(_assess(embedded, trust, ValidationTimingInfo(now, now, point_in_time_validation=False)))


async def _assess(embedded: Any, trust: Trust, at: ValidationTimingInfo) -> Assessment:
    reader = embedded.reader
    # `alone` knows the roots and what the file brings along: if it holds by that, the file is B-LT, whatever we know
    # besides.
    spec, alone = (_with_store(trust.specification(own), reader) for own in (True, False))
    # ISO 32000-2, 12.8.5: a document timestamp covers what was there before it, so only later ones protect a signature.
    later = [one for one in reader.embedded_timestamp_signatures if one.signed_revision > embedded.signed_revision]
    # Only the latest must hold now: each of the others is proven by the one after it.
    archive = await _archive(later[-1], trust, spec, at) if later else NO_STAMP
    stamp = await _stamp(embedded, spec, at)
    if stamp.outcome is None:
        return await _unstamped(embedded, spec, at, archive)
    judge = _long_term if later else _with_time
    # The lists of a timestamp authority may have ended with it; the signer's certificate is judged strictly still.
    if archive.is_old:
        policy = trust.timestamp_policy(lists_may_be_old=True)
        spec, alone = (dataclasses.replace(one, ts_cert_validation_policy=policy) for one in (spec, alone))
    whole = await judge(embedded, spec, at)
    outcome, level, roots = _outcome(whole), None, _roots(whole)
    if outcome == OK:
        stamp = replace(stamp, outcome=OK, time=stamp.time or whole.best_signature_time)
        # Judged once more with `alone`: a level is the file's own, and must not depend on lists that are configured
        # here.
        level = _level(_outcome(await judge(embedded, alone, at)) == OK, archive.outcome == OK)
    if stamp.outcome != OK:  # the timestamp fails: what of the signature itself?
        itself = await _unstamped(embedded, spec, at, NO_STAMP)
        outcome, roots = itself.outcome, itself.roots
    # ETSI EN 319 102-1, 5.6: each archive timestamp must have been valid when the next one was set.
    if later and whole.oldest_evidence_record_timestamp is None and archive.outcome == OK:
        archive = replace(archive, outcome="BROKEN_CHAIN")
    found = roots | stamp.roots | archive.roots
    return Assessment(outcome, stamp.time, level, stamp.outcome, archive.outcome, archive.is_old, found)


def _level(alone: bool, archived: bool) -> Level:
    """The level of a signature that holds: whether it brings its proof along, and that proof is timestamped."""
    return "b-t" if not alone else "b-lta" if archived else "b-lt"


async def _unstamped(
    embedded: Any, spec: SignatureValidationSpec, at: ValidationTimingInfo, archive: Stamp
) -> Assessment:
    """A signature without a timestamp: judged as of now, for nothing shows that it is older."""
    result = await ades.ades_basic_validation(
        embedded.signed_data, spec, timing_info=at, raw_digest=embedded.compute_digest()
    )
    outcome = _outcome(result)
    level: Level | None = "b-b" if outcome == OK else None
    return Assessment(outcome, None, level, None, archive.outcome, roots=_roots(result) | archive.roots)


async def _with_time(embedded: Any, spec: SignatureValidationSpec, at: ValidationTimingInfo) -> Any:
    return await ades.ades_with_time_validation(
        embedded.signed_data, spec, timing_info=at, raw_digest=embedded.compute_digest()
    )


async def _long_term(embedded: Any, spec: SignatureValidationSpec, at: ValidationTimingInfo) -> Any:
    # What came after each timestamp has a rule of its own: no need to compare it for each signature.
    return await ades.ades_lta_validation(embedded, PdfSignatureValidationSpec(spec, diff_policy=None), at)


async def _stamp(embedded: Any, spec: SignatureValidationSpec, at: ValidationTimingInfo) -> Stamp:
    """The first timestamp of a signature that holds, else the last."""
    stamp = NO_STAMP
    # A signature may carry several tokens (RFC 3161, appendix A), and one that holds is proof enough.
    # Timestamps among the signed attributes came before the signature and prove nothing of when it was made.
    for token in generic_cms.extract_tst_data_iter(embedded.signer_info, signed=False):
        imprint = generic_cms.message_imprint_checker(embedded.signer_info)
        found = await ades.ades_timestamp_validation(token, spec, imprint, timing_info=at)
        stamp = Stamp(_outcome(found))
        if stamp.outcome == OK:
            return Stamp(OK, getattr(found.api_status, "timestamp", None), _roots(found))
    return stamp


async def _archive(last: Any, trust: Trust, spec: SignatureValidationSpec, at: ValidationTimingInfo) -> Stamp:
    """Whether the latest archive timestamp holds now, and whether only by an old list of what is revoked.

    pyHanko takes a chain of timestamps that have all run out, if there are two of them, for one that holds.
    """

    async def judged(lists_may_be_old: bool) -> Any:
        policy = trust.timestamp_policy(lists_may_be_old)
        chosen = dataclasses.replace(spec, ts_cert_validation_policy=policy)
        return await ades.ades_timestamp_validation(last.signed_data, chosen, last.compute_digest, timing_info=at)

    strict = await judged(lists_may_be_old=False)
    # Strict first: only where that fails is an old list good enough, and then the verdict tells so.
    lenient = strict if _outcome(strict) == OK else await judged(lists_may_be_old=True)
    return Stamp(_outcome(lenient), None, _roots(lenient), _outcome(strict) != _outcome(lenient))


def _roots(result: Any) -> frozenset[Root]:
    """The trusted certificate that a result rests on, if it holds."""
    path = getattr(result.api_status, "validation_path", None)
    return (
        frozenset([root(path.trust_anchor.certificate)]) if path is not None and _outcome(result) == OK else frozenset()
    )


def _with_store(spec: SignatureValidationSpec, reader: PdfFileReader) -> SignatureValidationSpec:
    """The same rules, with the certificates and lists that the file brings along."""
    try:
        store = DocumentSecurityStore.read_dss(reader)
    except NoDSSFoundError:
        return spec
    lists = [crl.CertificateList.load(one.get_object().data) for one in store.crls]
    answers = [ocsp.OCSPResponse.load(one.get_object().data) for one in store.ocsps]
    known = spec.local_knowledge
    brought = dataclasses.replace(
        known,
        known_crls=[*known.known_crls, *map(CRLContainer, lists)],
        known_ocsps=[*known.known_ocsps, *(part for one in answers for part in OCSPContainer.load_multi(one))],
        known_certs=[*known.known_certs, *store.load_certs()],
    )
    return dataclasses.replace(spec, local_knowledge=brought)


def _outcome(result: Any) -> str:
    """The outcome by its name; a revocation before the proven time is named as such, whatever followed from it."""
    status = result.api_status
    # pyHanko may name what follows from a revocation (no proof of existence, say); people must hear that it was
    # revoked.
    details = getattr(status, "revocation_details", None)
    name = str(result.ades_subindic.standard_name)
    return REVOKED if details is not None and name != OK else name
