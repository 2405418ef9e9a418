"""What commands do with a sealed version: keep what was signed, judge it, archive it.

In: the folder of a version, or a plan and a number. Out: what is shown of it, and exit codes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from planbuilder import files
from planbuilder.approval.archiving import archive_version
from planbuilder.approval.sealing import Recomputed, recompute
from planbuilder.approval.signatures import TO_SIGN, keep_signed, signed_event, signed_verdict
from planbuilder.approval.store import MANIFEST, SealedVersion, open_version, read_manifest, tampered, version
from planbuilder.archive.store import initialise
from planbuilder.archive.versions import Retention
from planbuilder.cli.archived import archive_folder
from planbuilder.cli.branding import kept_look
from planbuilder.cli.output import message, result, show_problems
from planbuilder.cli.signed import configured
from planbuilder.cli.verifying import show_found, verdict_data
from planbuilder.configuration import Configuration
from planbuilder.errors import VerificationFailed
from planbuilder.language import Language
from planbuilder.plan.store import Author, locate
from planbuilder.questionnaire.loading import load
from planbuilder.signing.evidence import Evidence, evidence
from planbuilder.signing.expectation import expectation
from planbuilder.signing.sign import timestamp_server
from planbuilder.signing.stamps import stamp_with
from planbuilder.signing.trust import trust


def finish_signing(folder: Path, signed: bytes, settings: Configuration, author: Author) -> None:
    """Note that everybody has signed a version here; raises VerificationFailed if the signatures do not hold."""
    base = open_version(folder).read(TO_SIGN)
    now = author.at.astimezone()
    found = evidence(base, signed, trust(settings.trust), now, expectation(base, base))
    keep_signed(folder, signed, ".pdf", found, author)


def keep_returned(language: Language, returned: Path, found: Evidence, given: Mapping[str, Any], now: datetime) -> None:
    """Lay what was signed elsewhere beside its version, and tell where."""
    author, folder = Author(given["as"], given["role"], now), given["into"]
    name = keep_signed(folder, files.contents(returned), returned.suffix.lower(), found, author, given["confirmed_by"])
    result(str(folder / name))


def show_version_verdict(
    language: Language, folder: Path, settings: Configuration, recomputing: bool, now: datetime
) -> int:
    """Show whether a version is as it was sealed, its signatures hold, and its figures are the same again; else 5."""
    sealed = open_version(folder)
    number, changed = sealed.manifest.version, tampered(sealed)
    if changed:
        result(language.text("approval.changed", number=number, names=", ".join(changed)))
        return VerificationFailed.exit_code
    result(language.text("approval.intact", number=number))
    holds = _signatures_hold(language, sealed, settings, now)
    if recomputing:
        contents = sealed.contents()
        again = recompute(sealed.manifest, contents, load(), kept_look(contents))
        result(recomputed_text(language, again))
        holds &= again.holds
    return 0 if holds else VerificationFailed.exit_code


def _signatures_hold(language: Language, sealed: SealedVersion, settings: Configuration, now: datetime) -> bool:
    """Show the verdict on a version's signatures; an unsigned one has none that could fail."""
    found, event = signed_verdict(sealed, trust(settings.trust), now), signed_event(sealed)
    if found is None or event is None:
        message(language.text("approval.unsigned"))
        return True
    show_found(language, found, event.facts["file"])
    return found.state == "verified"


def recomputed_text(language: Language, again: Recomputed) -> str:
    """What came of making a version again, in words."""
    if not again.holds:
        return language.text("approval.differs", names=", ".join((*again.figures, *again.documents)))
    return language.text("approval.recomputed_bytes" if again.same_tool else "approval.recomputed_tool")


def recompute_archived(language: Language, read: Callable[[str], bytes]) -> tuple[bool, str]:
    """Whether an archived version is the same when made again, and that in words; `read` gives its files by name."""
    found = read_manifest(read(MANIFEST), MANIFEST)
    contents = {name: read(name) for name in found.files}
    again = recompute(found, contents, load(), kept_look(contents))
    return again.holds, recomputed_text(language, again)


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
    found = signed_verdict(sealed, trust(settings.trust), now.astimezone())
    if found is None:
        return b""
    data = {"schema": "planbuilder.verdict/1", "at": now.isoformat(timespec="seconds"), **verdict_data(found, language)}
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
