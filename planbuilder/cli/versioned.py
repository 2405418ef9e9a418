"""What commands do with a sealed version: keep what was signed, judge it, archive it.

In: the folder of a version, or a plan and a number. Out: what is shown of it, and exit codes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from planbuilder import codes, files
from planbuilder.approval.agreement import agrees, compared
from planbuilder.approval.archiving import archive_version
from planbuilder.approval.sealing import TO_SIGN
from planbuilder.approval.signatures import SIGNED, keep_signed, signed_event, signed_verdict
from planbuilder.approval.store import SealedVersion, open_version, version
from planbuilder.archive.store import initialise
from planbuilder.archive.versions import Retention
from planbuilder.cli.output import message, result, show_problems
from planbuilder.cli.recomputed import recomputed
from planbuilder.cli.settings import archive_folder, configured, known_archive, trusted
from planbuilder.cli.verdicts import proving, show_found, verdict_data
from planbuilder.configuration import Configuration
from planbuilder.errors import VerificationFailed
from planbuilder.language import Language
from planbuilder.plan.attached import read_pdf
from planbuilder.plan.store import Author, locate
from planbuilder.signing.evidence import Evidence
from planbuilder.signing.sign import timestamp_server
from planbuilder.signing.stamps import stamp_with


def keep_returned(language: Language, returned: Path, found: Evidence, given: Mapping[str, Any], now: datetime) -> None:
    """Lay what was signed elsewhere beside its version, and tell where."""
    author, folder = Author(given["as"], given["role"], now), given["into"]
    suffix, by = returned.suffix.lower(), given["confirmed_by"]
    with proving(language, codes.NOT_PROVED_SIGNED):
        name = keep_signed(folder, read_pdf(returned), suffix, found, author, by)
    if files.real(returned) == files.real(folder / SIGNED / Path(TO_SIGN).name):
        returned.unlink()  # what was signed here; the same bytes are kept under the name that the record tells
    result(str(folder / name))


def show_version_verdict(language: Language, folder: Path, given: Mapping[str, Any], now: datetime) -> int:
    """Show whether a version is as it was sealed, its signatures hold, and its figures are the same again; else 5."""
    sealed, settings = open_version(folder), configured(language, given["config"], folder)
    number, found = sealed.manifest.version, compared(sealed, known_archive(settings))
    result(language.text("approval.intact" if agrees(found) else "approval.changed", number=number))
    for one in found:
        names = ", ".join(one.names)
        result(f"  {language.text(f'approval.against.{one.source}.{one.state}', number=number, names=names)}")
    if not agrees(found):
        return VerificationFailed.exit_code
    holds = _signatures_hold(language, sealed, settings, now)
    if given["recompute"]:
        is_same, text = recomputed(language, sealed.manifest, sealed.contents())
        result(text)
        holds &= is_same
    return 0 if holds else VerificationFailed.exit_code


def _signatures_hold(language: Language, sealed: SealedVersion, settings: Configuration, now: datetime) -> bool:
    """Show the verdict on a version's signatures; an unsigned one has none that could fail."""
    found, event = signed_verdict(sealed, trusted(settings), now), signed_event(sealed)
    if event is None:
        message(language.text("approval.unsigned"))
        return True
    if found is None:
        result(language.text("approval.unchecked", file=event.facts["file"], by=event.facts.get("confirmed_by", "–")))
        return False
    show_found(language, found, event.facts["file"])
    return found.state == "verified"


def add_version(language: Language, path: Path, given: Mapping[str, Any], now: datetime) -> None:
    """Archive a version, and tell where it is and what to note in the journal."""
    settings = configured(language, given["config"], path)
    sealed = version(locate(path).parent, given["number"])
    archive = initialise(archive_folder(given["archive"], settings))
    kept = Retention(settings.retention.class_, settings.retention.years)
    stamp = stamp_with(timestamp_server(settings.timestamp))
    report = report_of(language, sealed, settings, now)
    receipt = archive_version(archive, sealed, Author(given["as"], given["role"], now), kept, stamp, report)
    show_problems(receipt.untold, language)
    number = sealed.manifest.version
    result(language.text("approval.archived", number=number, object=receipt.id, archived=receipt.version))
    result(language.text("archive.head", head=receipt.head))


def report_of(language: Language, sealed: SealedVersion, settings: Configuration, now: datetime) -> bytes:
    """The verdict on a version's signatures as it is archived with it."""
    found = signed_verdict(sealed, trusted(settings), now.astimezone())
    if found is None:
        return b""
    data = {"schema": "planbuilder.verdict/1", "at": now.isoformat(timespec="seconds"), **verdict_data(found, language)}
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
