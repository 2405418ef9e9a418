"""A PDF or a version signed here, made ready to be signed elsewhere, or given new timestamps.

In: a file, a key, whom the configuration trusts, and the moment. Out: where the signed file is. A passphrase or PIN is
asked for through `talk.AskSecret` when the key is opened, and kept nowhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

from planbuilder import codes, files, looking
from planbuilder.approval.signatures import finish_signing, is_version, renew_signed, to_sign
from planbuilder.configuration import Configuration, Level
from planbuilder.errors import NOWHERE, Problem, UsageWrong, problem
from planbuilder.language import Language
from planbuilder.plan.attached import read_pdf
from planbuilder.plan.store import Author
from planbuilder.record import record
from planbuilder.signing.certificate import Identity, from_pkcs11, from_pkcs12
from planbuilder.signing.evidence import without_attachment
from planbuilder.signing.fields import field_rules, unsigned
from planbuilder.signing.model import FieldRule
from planbuilder.signing.sign import Means, field_for, field_states, renewed, signed, timestamp_server
from planbuilder.signing.trust import Trust
from planbuilder.usecases.reports import proving
from planbuilder.usecases.talk import AskSecret, Warn, unheard
from planbuilder.usecases.verifying import trusted

LARGEST_KEY = 1_000_000


@record
class Key:
    """The key to sign with: a key file, or a certificate on a token by its label; `token` names which of several."""

    p12: Path | None = None
    pkcs11: str = ""
    token: str = ""


@record
class Signing:
    """Who is to sign, in which field, to which level, and why; what is empty is as the file or configuration says."""

    by: str = ""
    level: Level | None = None
    field: str = ""
    reason: str = ""
    to: Path | None = None


# The one whose turn it is, to the level of the configuration.
USUAL = Signing()


@record
class SignedFile:
    """A signed file, and by whom it was signed in which field, to which level."""

    path: Path
    name: str
    field: str
    level: Level


@record
class Exported:
    """The file that a service is to sign, and its digest (SHA-256)."""

    path: Path
    digest: str


def sign(
    pdf: Path,
    key: Key,
    secret: AskSecret,
    now: datetime,
    settings: Configuration,
    language: Language,
    wanted: Signing = USUAL,
    warn: Warn = unheard,
    made: Callable[[SignedFile], None] = unheard,
) -> SignedFile:
    """A PDF or a version, signed in the field of the person whose turn it is.

    When the last one has signed a version, the signed file is laid beside it. Raises UsageWrong out of turn or with the
    certificate of another, VerificationFailed if a version that all have signed does not hold.
    """
    path, beside = to_sign(pdf) if is_version(pdf) else (pdf, None)
    data = read_pdf(path)
    target = beside or _target(path, wanted.to, "signed", any(field_states(data).values()))
    rule = _turn(data, wanted.field, wanted.by)
    with _identity(key, secret, settings) as identity:
        _refuse_another(rule, identity)
        level, means = wanted.level or settings.signing.level, means_of(settings)
        doubts = [*_doubts(identity, means.trust)]
        done = signed(data, rule.field, identity, level, means, now, wanted.reason)
    _write(target, done, pdf)
    written = SignedFile(target, identity.certificate.name, rule.field, level)
    made(written)
    warn(doubts)  # not before: what is refused has not been signed
    if is_version(pdf) and all(field_states(done).values()):
        with proving(language, codes.SIGNATURES_NOT_VERIFIED, file=target, folder=pdf):
            finish_signing(pdf, done, means.trust, Author(written.name, rule.role, now))
        target.unlink()  # the same bytes are kept under the name that the record tells
    return written


def _doubts(identity: Identity, trust: Trust) -> Iterator[Problem]:
    """Why a signature that is made cannot be verified by whom we trust."""
    name = identity.certificate.name
    if not trust.vouches_for(identity.signer.signing_cert, identity.signer.cert_registry):
        yield problem(codes.ISSUER_NOT_TRUSTED, NOWHERE, name=name)
    elif trust.lacks_lists:
        yield problem(codes.NO_REVOCATION_LIST, NOWHERE, name=name)


def _refuse_another(rule: FieldRule, identity: Identity) -> None:
    """Raise UsageWrong if a field is for the certificate of somebody else."""
    if (rule.name or rule.certificate) and not rule.is_met_by(identity.certificate):
        found = identity.certificate.name
        raise UsageWrong([problem(codes.CERTIFICATE_OF_ANOTHER, found=found, expected=rule.name)])


def means_of(settings: Configuration) -> Means:
    """Whom the configuration trusts, and who gives timestamps by it."""
    return Means(trusted(settings), timestamp_server(settings.timestamp))


def _turn(pdf: bytes, field: str, wanted: str) -> FieldRule:
    """The rule of the field to sign in now; raises UsageWrong if it is another person's turn."""
    rules = field_rules(unsigned(pdf))
    name = field_for(pdf, field)
    rule = next((rule for rule in rules if rule.field == name), FieldRule(name))
    if wanted and wanted.casefold() not in (rule.name.casefold(), rule.person.casefold()):
        known = "; ".join(_signer(one) for one in rules if one.name) or "–"
        raise UsageWrong([problem(codes.SIGNER_OUT_OF_ORDER, found=wanted, turn=_signer(rule) or name, known=known)])
    return rule


def _signer(rule: FieldRule) -> str:
    """Who signs by a rule, with the position that tells two of one name apart."""
    return ", ".join(part for part in (rule.name, rule.role) if part)


def _target(path: Path, given: Path | None, ending: str, is_begun: bool = False) -> Path:
    """Where to write: a signed file grows in place, an unsigned one stays; raises UsageWrong rather than overwrite."""
    target = given or (path if is_begun else path.with_name(f"{path.stem}-{ending}{path.suffix}"))
    if looking.is_there(target) and files.real(target) != files.real(path):
        raise UsageWrong([problem(codes.TARGET_EXISTS, file=target)])
    if files.real(target) == files.real(path) and not is_begun:
        raise UsageWrong([problem(codes.TARGET_EXISTS, file=target)])
    return target


def _write(target: Path, data: bytes, named: Path) -> None:
    """Write a signed file: beside a version, where no link is followed, or in place of the file that was named."""
    itself = files.real(target) if target == named else target  # what a link of the user's leads to was just read
    files.write_atomically(itself, data, named.parent.parent if is_version(named) else None)


@contextmanager
def _identity(key: Key, secret: AskSecret, settings: Configuration) -> Iterator[Identity]:
    """Who signs, by the key file or the token that is named; raises UsageWrong for none or both."""
    if bool(key.p12) == bool(key.pkcs11):
        raise UsageWrong([problem(codes.KEY_NOT_NAMED)])
    if key.p12:
        yield from_pkcs12(files.contents(key.p12, LARGEST_KEY), secret("passphrase"), str(key.p12))
        return
    if not settings.signing.pkcs11_module:
        raise UsageWrong([problem(codes.CARD_DRIVER_NOT_NAMED)])
    with from_pkcs11(Path(settings.signing.pkcs11_module), secret("pin"), key.pkcs11, key.token) as identity:
        yield identity


def export_unsigned(pdf: Path, to: Path | None = None, with_attachment: bool = True) -> Exported:
    """The file that a service is to sign, without the attached plan if asked; raises UsageWrong for a signed one."""
    data = read_pdf(pdf)
    states = field_states(data)
    if not states:
        raise UsageWrong([problem(codes.UNKNOWN_FIELD, name="signature_1", known="–")])
    if taken := [name for name, is_signed in states.items() if is_signed]:
        raise UsageWrong([problem(codes.FIELD_ALREADY_SIGNED, name=taken[0])])
    target = _target(pdf, to, "to-sign")
    data = data if with_attachment else without_attachment(data)
    files.write_atomically(target, data)
    return Exported(target, files.digest(data))


def renew(pdf: Path, settings: Configuration, language: Language, author: Author, to: Path | None = None) -> Path:
    """Where a signed PDF, or that of a version, is with an archive timestamp more; `author` is noted on the version."""
    if is_version(pdf):
        means = means_of(settings)
        with proving(language, codes.NOT_PROVED_SIGNED):
            return pdf / renew_signed(pdf, partial(renewed, means=means), means.trust, author)
    target = _target(pdf, to, "renewed", is_begun=True)
    _write(target, renewed(read_pdf(pdf), means_of(settings)), pdf)
    return target
