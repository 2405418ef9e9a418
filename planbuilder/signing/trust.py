"""Whom a municipality trusts, and how certificates are judged by it.

In: the files a configuration names. Out: `Trust`, and from it what pyHanko validates with. Nothing is fetched: what is
not in the configuration or in the signed file itself is not known. No root is built in, the operating system's neither.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

from asn1crypto import crl, pem, x509
from pyhanko.sign.validation.policy_decl import (
    LocalKnowledge,
    RevinfoOnlineFetchingRule,
    RevocationInfoGatheringSpec,
    SignatureValidationSpec,
)
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.errors import PathError, ValidationError
from pyhanko_certvalidator.policy_decl import (
    CertRevTrustPolicy,
    DisallowWeakAlgorithmsPolicy,
    FreshnessReqType,
    RevocationCheckingPolicy,
    RevocationCheckingRule,
)
from pyhanko_certvalidator.registry import SimpleTrustManager
from pyhanko_certvalidator.revinfo.archival import CRLContainer

from planbuilder import codes, files
from planbuilder.configuration import TrustFiles
from planbuilder.errors import InputInvalid, Place, Problem, problem
from planbuilder.record import record

# Longer than any plan is kept: old enough for every revocation list that a signed file brings along.
AGES = timedelta(days=40 * 365)
RULES = {
    "required": RevocationCheckingRule.CRL_OR_OCSP_REQUIRED,
    "if_declared": RevocationCheckingRule.CHECK_IF_DECLARED,
}

# Whether a chain leads to a root is asked of certificates that are revoked or have no list, too.
UNASKED = RevocationCheckingPolicy(RevocationCheckingRule.NO_CHECK, RevocationCheckingRule.NO_CHECK)


@record
class Trust:
    """Roots and what goes with them; `timestamp_roots` are the roots where no others are given for timestamps.

    `file` is the configuration that says so, empty without any.
    """

    roots: tuple[Any, ...] = ()
    timestamp_roots: tuple[Any, ...] = ()
    intermediates: tuple[Any, ...] = ()
    revocation_lists: tuple[Any, ...] = ()
    revocation: str = "required"
    file: str = ""

    @property
    def marks(self) -> tuple[str, ...]:
        """The fingerprints of the roots, so that a verdict says what it rests on."""
        return tuple(sorted({root.sha256.hex() for root in (*self.roots, *self.timestamp_roots)}))

    def specification(self, own_knowledge: bool = True) -> SignatureValidationSpec:
        """How signatures are judged; without `own_knowledge` a file must bring along everything but the roots."""
        # Lists and intermediates are knowledge and no trust: they only complete a chain to a root, or end one.
        known = LocalKnowledge(
            known_crls=[CRLContainer(one) for one in self.revocation_lists], known_certs=list(self.intermediates)
        )
        return SignatureValidationSpec(
            cert_validation_policy=self._policy(self.roots, CertRevTrustPolicy(self._checking)),
            ts_cert_validation_policy=self.timestamp_policy(),
            # Nothing is fetched: a verdict is the same without a network, and no server learns what is verified.
            revinfo_gathering_policy=RevocationInfoGatheringSpec(RevinfoOnlineFetchingRule.LOCAL_ONLY),
            local_knowledge=known if own_knowledge else LocalKnowledge(),
        )

    def timestamp_policy(self, lists_may_be_old: bool = False) -> CertValidationPolicySpec:
        """How certificates of timestamp authorities are judged; years later, only old lists of them may be left."""
        fresh = CertRevTrustPolicy(self._checking)
        # An authority that has closed issues no lists any more; the last one is all that can be had of it.
        old = CertRevTrustPolicy(self._checking, AGES, FreshnessReqType.MAX_DIFF_REVOCATION_VALIDATION)
        return self._policy(self.timestamp_roots or self.roots, old if lists_may_be_old else fresh)

    @property
    def _checking(self) -> RevocationCheckingPolicy:
        rule = RULES[self.revocation]
        return RevocationCheckingPolicy(rule, rule)

    def _policy(self, roots: Iterable[Any], revocation: CertRevTrustPolicy) -> CertValidationPolicySpec:
        return CertValidationPolicySpec(
            trust_manager=SimpleTrustManager.build(list(roots)),
            revinfo_policy=revocation,
            # A chain through SHA-1 or a short key can be forged today, whatever it was when it was issued.
            algorithm_usage_policy=DisallowWeakAlgorithmsPolicy(),
        )

    @property
    def lacks_lists(self) -> bool:
        """Whether it asks for a revocation list and has none."""
        return self.revocation == "required" and not self.revocation_lists

    def vouches_for(self, certificate: Any, others: Iterable[Any] = ()) -> bool:
        """Whether a certificate leads to a root, over `others` too; whether it was revoked is not asked."""
        context = ValidationContext(
            trust_roots=list(self.roots),
            other_certs=[*self.intermediates, *others],
            allow_fetching=False,
            revinfo_policy=CertRevTrustPolicy(UNASKED),
        )
        try:
            asyncio.run(CertificateValidator(certificate, validation_context=context).async_validate_path())
        # No chain is an answer here and no error: the question is only whether there is one.
        except (PathError, ValidationError):
            return False
        return True

    def context(self) -> ValidationContext:
        """What a signature is made with that carries its own proof along."""
        return ValidationContext(
            trust_roots=[*self.roots, *self.timestamp_roots],
            other_certs=list(self.intermediates),
            crls=list(self.revocation_lists),
            allow_fetching=False,
            revinfo_policy=CertRevTrustPolicy(self._checking),
        )


def trust(given: TrustFiles, file: str = "") -> Trust:
    """The trust that the files a configuration names describe; raises InputInvalid with all that cannot be used."""
    problems: list[Problem] = []

    def read(paths: Iterable[str], kind: Any) -> tuple[Any, ...]:
        return tuple(one for path in paths for one in _objects(Path(path), kind, problems))

    found = Trust(
        roots=read(given.roots, x509.Certificate),
        timestamp_roots=read(given.timestamp_roots, x509.Certificate),
        intermediates=read(given.intermediates, x509.Certificate),
        revocation_lists=read(given.revocation_lists, crl.CertificateList),
        revocation=given.revocation,
        file=file,
    )
    # All files are read before any is complained of, so that one call tells everything that is wrong.
    if problems:
        raise InputInvalid(problems)
    return found


def _objects(path: Path, kind: Any, problems: list[Problem]) -> list[Any]:
    """What a file of certificates or revocation lists holds; what is wrong with it is noted."""
    try:
        data = files.contents(path)
        found = [kind.load(one, strict=True) for one in _encoded(data)]
        for one in found:
            one.native  # noqa: B018 - decodes all of it, so that a broken file is found here and not in a verdict
    except InputInvalid as error:
        problems.extend(error.problems)
    except ValueError:
        problems.append(problem(codes.NOT_A_CERTIFICATE, Place(str(path))))
    else:
        return found
    return []


def _encoded(data: bytes) -> list[bytes]:
    return [body for _, _, body in pem.unarmor(data, multiple=True)] if pem.detect(data) else [data]
