"""The commands of `sign`, and `verify`: what is signed, and whether it holds.

In: the words of a language. Out: a click group and a command. Passphrases and PINs are asked for without echo or come
from an environment variable; they are never part of a call, for others can read those.
"""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planbuilder import codes
from planbuilder.cli.options import Words, configured, group, known_archive, moment
from planbuilder.cli.output import (
    ask_secret,
    is_asked_at_a_terminal,
    message,
    result,
    result_json,
    show_path,
    show_problems,
)
from planbuilder.errors import UsageWrong, VerificationFailed, problem
from planbuilder.language import Language

if TYPE_CHECKING:
    from planbuilder.configuration import Level
    from planbuilder.usecases.signing import SignedFile
    from planbuilder.usecases.verifying import Returned

GROUP = "sign."
LEVELS = ("b-b", "b-t", "b-lt", "b-lta")


def sign_command(words: Words, name: str) -> click.Group:
    """The group `sign`."""
    made = group(words, name, words.language.text("cli.sign.about"), click.Group)
    for one, make in SIGN_COMMANDS.items():
        made.add_command(make(words, one))
    return made


def _config(words: Words) -> click.Option:
    return words.file("--config")


def _to(words: Words) -> click.Option:
    return words.file("--to", "to_file")


def _against(words: Words) -> tuple[click.Option, ...]:
    """What every command takes that judges a file."""
    return words.file("--base"), words.option("--digest", default=""), words.flag("--so-far")


def verify_command(words: Words, name: str) -> click.Command:
    """The command `verify`."""
    base, digest, so_far = _against(words)
    parameters = (words.path("pdf"), base, digest, words.flag("--recompute"), so_far, _config(words), words.json())
    return words.command(name, _verify, *parameters)


def _verify(
    language: Language,
    pdf: Path,
    base: Path | None,
    digest: str,
    recompute: bool,
    so_far: bool,
    config: Path | None,
    as_json: bool,
) -> int:
    """Show whether a signed PDF or a version is verified; 5 if not, else 0."""
    from planbuilder.approval.signatures import is_version
    from planbuilder.cli.verdicts import show_found, show_version
    from planbuilder.usecases.reports import verdict_data
    from planbuilder.usecases.verifying import Against, verify

    settings, now = configured(language, config, pdf), moment()
    if is_version(pdf):
        return show_version(language, pdf, now, settings, known_archive(settings), recompute)
    found = verify(pdf, now, settings, Against(base, digest, so_far))
    if as_json:
        result_json({"schema": "planbuilder.verdict/1", "file": str(pdf), **verdict_data(found, language)})
    else:
        show_found(language, found, pdf.name)
    return 0 if found.state == "verified" else VerificationFailed.exit_code


def _apply_command(words: Words, name: str) -> click.Command:
    options = [
        words.option("--as", "sign_as", "by", default=""),
        words.file("--p12"),
        words.option("--pkcs11", default=""),
        words.option("--token", default=""),
        words.option("--secret-variable", default=""),
        words.option("--level", "sign_level", type=click.Choice(LEVELS), metavar="|".join(LEVELS)),
        words.option("--field", default=""),
        words.option("--reason", "sign_reason", default=""),
        _to(words),
        _config(words),
    ]
    return words.command(name, _apply, words.path("pdf"), *options, group=GROUP)


def _apply(
    language: Language,
    pdf: Path,
    by: str,
    p12: Path | None,
    pkcs11: str,
    token: str,
    secret_variable: str,
    level: Level | None,
    field: str,
    reason: str,
    to: Path | None,
    config: Path | None,
) -> None:
    """Sign a PDF in the field of the person whose turn it is, and print where the signed file is."""
    from planbuilder.usecases.signing import Key, Signing, sign

    def secret(kind: str) -> str:
        return _secret(language, secret_variable, kind)

    settings, now = configured(language, config, pdf), moment()
    warn, made = partial(show_problems, language=language), partial(_show_signed, language)
    wanted = Signing(by, level, field, reason, to)
    sign(pdf, Key(p12, pkcs11, token), secret, now, settings, language, wanted, warn, made)


def _show_signed(language: Language, done: SignedFile) -> None:
    result(str(done.path))
    message(language.text("sign.done", name=done.name, field=done.field, level=done.level.upper()))


def _secret(language: Language, variable: str, kind: str) -> str:
    """A passphrase or PIN; raises UsageWrong if no person can be asked."""
    if variable:
        if variable not in os.environ:
            raise UsageWrong([problem(codes.NO_ENVIRONMENT_VARIABLE, variable=variable)])
        return os.environ[variable]
    if not is_asked_at_a_terminal():
        raise UsageWrong([problem(codes.NO_TERMINAL_FOR_PASSPHRASE)])
    return ask_secret(language.text(f"sign.ask_{kind}"))


def _export_command(words: Words, name: str) -> click.Command:
    parameters = (words.path("pdf"), words.flag("--without-attachment"), _to(words))
    return words.command(name, _export, *parameters, group=GROUP)


def _export(language: Language, pdf: Path, without_attachment: bool, to: Path | None) -> None:
    """Write the file that a service is to sign, and print where it is."""
    from planbuilder.usecases.signing import export_unsigned

    done = export_unsigned(pdf, to, not without_attachment)
    result(str(done.path))
    message(language.text("sign.exported", digest=done.digest))


def _import_command(words: Words, name: str) -> click.Command:
    base, digest, so_far = _against(words)
    kept = (words.folder("--into"), words.option("--confirmed-by", default=""), *words.author())
    parameters = (words.path("returned", "file"), base, digest, *kept, so_far, _config(words), words.json())
    return words.command(name, _import, *parameters, group=GROUP)


def _import(
    language: Language,
    returned: Path,
    base: Path | None,
    digest: str,
    into: Path | None,
    confirmed_by: str,
    by: str,
    role: str,
    so_far: bool,
    config: Path | None,
    as_json: bool,
) -> int:
    """Show what a file that was signed elsewhere proves; keep it if a version is named, else 5 unless it holds."""
    from planbuilder.plan.store import Author
    from planbuilder.usecases import verifying

    now = moment()
    against = verifying.Against(base, digest, so_far)
    found = verifying.returned(returned, now, configured(language, config, into or returned), against, into)
    _show_returned(language, found, as_json)
    if into is None:
        return 0 if found.evidence.holds else VerificationFailed.exit_code
    result(str(verifying.keep(found, into, language, Author(by, role, now), confirmed_by)))
    return 0


def _show_returned(language: Language, found: Returned, as_json: bool) -> None:
    """Show what a file proves, and where pictures of the pages are that look otherwise."""
    from planbuilder.cli.verdicts import evidence_lines
    from planbuilder.usecases.reports import evidence_data
    from planbuilder.usecases.verifying import compare_pages

    file, evidence = found.file, found.evidence
    if as_json:
        result_json({"schema": "planbuilder.evidence/1", "file": str(file), **evidence_data(evidence, language)})
    else:
        for line in evidence_lines(language, evidence, file.name):
            result(line)
    folder = compare_pages(found, partial(show_problems, language=language))
    if folder is not None:
        message(language.text("evidence.compare", folder=folder))


def _renew_command(words: Words, name: str) -> click.Command:
    parameters = (words.path("pdf"), _to(words), _config(words), *words.author())
    return words.command(name, _renew, *parameters, group=GROUP)


def _renew(language: Language, pdf: Path, to: Path | None, config: Path | None, by: str, role: str) -> None:
    """Add an archive timestamp to a signed PDF, or to that of a version, and print where it is."""
    from planbuilder.plan.store import Author
    from planbuilder.usecases.signing import renew

    settings = configured(language, config, pdf)
    show_path(renew(pdf, settings, language, Author(by, role, moment()), to))


SIGN_COMMANDS = {
    "apply": _apply_command,
    "export": _export_command,
    "import": _import_command,
    "renew": _renew_command,
}
