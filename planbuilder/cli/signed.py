"""What the commands of `sign` do that write a file.

In: what was typed. Out: signed PDFs, files for others to sign. Passphrases and PINs are asked for without echo or come
from an environment variable; they are never part of a call, for others can read those.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import click

from planbuilder import codes, files
from planbuilder.approval.signatures import finish_signing, is_version, renew_signed, to_sign
from planbuilder.cli.output import message, result, show_problems
from planbuilder.cli.settings import configured, trusted
from planbuilder.cli.streams import is_asked_at_a_terminal
from planbuilder.cli.verdicts import proving
from planbuilder.configuration import Configuration
from planbuilder.errors import NOWHERE, UsageWrong, problem
from planbuilder.language import Language
from planbuilder.plan.attached import read_pdf
from planbuilder.plan.store import Author
from planbuilder.signing.expectation import field_rules, unsigned
from planbuilder.signing.identity import Identity, from_pkcs11, from_pkcs12
from planbuilder.signing.model import FieldRule
from planbuilder.signing.rendition import without_attachment
from planbuilder.signing.sign import Means, field_for, field_states, renewed, signed, timestamp_server

LARGEST_KEY = 1_000_000


def apply_signature(language: Language, given: Mapping[str, Any], now: datetime) -> None:
    """Sign a PDF in the field of the person whose turn it is, and print where the signed file is."""
    folder, settings = given["pdf"], configured(language, given["config"], given["pdf"])
    path, target = to_sign(folder) if is_version(folder) else (folder, given["to"])
    pdf = read_pdf(path)
    target = target if is_version(folder) else _target(path, target, "signed", any(field_states(pdf).values()))
    rule = _turn(pdf, given["field"], given["as"])
    with _identity(language, given, settings) as identity:
        if (rule.name or rule.certificate) and not rule.is_met_by(identity.certificate):
            raise UsageWrong(
                [problem(codes.CERTIFICATE_OF_ANOTHER, found=identity.certificate.name, expected=rule.name)]
            )
        level, means = given["level"] or settings.signing.level, _means(settings)
        if not means.trust.vouches_for(identity.signer):
            show_problems([problem(codes.ISSUER_NOT_TRUSTED, NOWHERE, name=identity.certificate.name)], language)
        done = signed(pdf, rule.field, identity, level, means, now, given["reason"])
    _write(target, done, folder)
    result(str(target))
    message(language.text("sign.done", name=identity.certificate.name, field=rule.field, level=level.upper()))
    if is_version(folder) and all(field_states(done).values()):
        with proving(language, codes.SIGNATURES_NOT_VERIFIED, file=target, folder=folder):
            finish_signing(folder, done, means.trust, Author(identity.certificate.name, rule.role, now))
        target.unlink()  # the same bytes are kept under the name that the record tells


def _means(settings: Configuration) -> Means:
    return Means(trusted(settings), timestamp_server(settings.timestamp))


def _turn(pdf: bytes, field: str, wanted: str) -> FieldRule:
    """The rule of the field to sign in now; raises UsageWrong if it is another person's turn."""
    rules = field_rules(unsigned(pdf))
    name = field_for(pdf, field)
    rule = next((rule for rule in rules if rule.field == name), FieldRule(name))
    if wanted and wanted.casefold() not in (rule.name.casefold(), rule.person.casefold()):
        known = [_signer(one) for one in rules if one.name]
        raise UsageWrong(
            [
                problem(
                    codes.SIGNER_OUT_OF_ORDER, found=wanted, turn=_signer(rule) or name, known="; ".join(known) or "–"
                )
            ]
        )
    return rule


def _signer(rule: FieldRule) -> str:
    """Who signs by a rule, with the position that tells two of one name apart."""
    return ", ".join(part for part in (rule.name, rule.role) if part)


def _target(path: Path, given: Path | None, ending: str, is_begun: bool = False) -> Path:
    """Where to write: a signed file grows in place, an unsigned one stays; raises UsageWrong rather than overwrite."""
    target = given or (path if is_begun else path.with_name(f"{path.stem}-{ending}{path.suffix}"))
    if target.exists() and files.real(target) != files.real(path):
        raise UsageWrong([problem(codes.TARGET_EXISTS, file=target)])
    if files.real(target) == files.real(path) and not is_begun:
        raise UsageWrong([problem(codes.TARGET_EXISTS, file=target)])
    return target


def _write(target: Path, data: bytes, named: Path) -> None:
    """Write a signed file: beside a version, where no link is followed, or in place of the file that was named."""
    itself = files.real(target) if target == named else target  # what a link of the user's leads to was just read
    files.write_atomically(itself, data, named.parent.parent if is_version(named) else None)


@contextmanager
def _identity(language: Language, given: Mapping[str, Any], settings: Configuration) -> Iterator[Identity]:
    """Who signs, by the key file or the token that the call names; raises UsageWrong for none or both."""
    if bool(given["p12"]) == bool(given["pkcs11"]):
        raise UsageWrong([problem(codes.KEY_NOT_NAMED)])
    if given["p12"]:
        data = files.contents(given["p12"], LARGEST_KEY)
        yield from_pkcs12(data, _secret(language, given["secret_variable"], "passphrase"), str(given["p12"]))
        return
    if not settings.signing.pkcs11_module:
        raise UsageWrong([problem(codes.CARD_DRIVER_NOT_NAMED)])
    pin = _secret(language, given["secret_variable"], "pin")
    with from_pkcs11(Path(settings.signing.pkcs11_module), pin, given["pkcs11"], given["token"]) as identity:
        yield identity


def _secret(language: Language, variable: str, kind: str) -> str:
    """A passphrase or PIN; raises UsageWrong if there is nobody to ask."""
    if variable:
        if variable not in os.environ:
            raise UsageWrong([problem(codes.NO_ENVIRONMENT_VARIABLE, variable=variable)])
        return os.environ[variable]
    if not is_asked_at_a_terminal():
        raise UsageWrong([problem(codes.NO_TERMINAL_FOR_PASSPHRASE)])
    asked: str = click.prompt(
        language.text(f"sign.ask_{kind}"), hide_input=True, default="", show_default=False, err=True
    )
    return asked


def export_unsigned(language: Language, given: Mapping[str, Any]) -> None:
    """Write the file that a service is to sign, and print where it is."""
    path: Path = given["pdf"]
    pdf = read_pdf(path)
    states = field_states(pdf)
    if not states:
        raise UsageWrong([problem(codes.UNKNOWN_FIELD, name="signature_1", known="–")])
    if any(states.values()):
        raise UsageWrong(
            [problem(codes.FIELD_ALREADY_SIGNED, name=next(name for name, is_signed in states.items() if is_signed))]
        )
    target = _target(path, given["to"], "to-sign")
    data = without_attachment(pdf) if given["without_attachment"] else pdf
    files.write_atomically(target, data)
    result(str(target))
    message(language.text("sign.exported", digest=files.digest(data)))


def renew_timestamps(language: Language, given: Mapping[str, Any], now: datetime) -> None:
    """Add an archive timestamp to a signed PDF, or to that of a version, and print where it is."""
    path: Path = given["pdf"]
    settings = configured(language, given["config"], path)
    if is_version(path):
        author = Author(given["as"], given["role"], now)
        means = _means(settings)
        with proving(language, codes.NOT_PROVED_SIGNED):
            result(str(path / renew_signed(path, partial(renewed, means=means), means.trust, author)))
        return
    target = _target(path, given["to"], "renewed", is_begun=True)
    _write(target, renewed(read_pdf(path), _means(settings)), path)
    result(str(target))
