"""The example plan on its whole way: sealed, decided, signed as a trial, archived, and judged.

In: the example's folder. Out: a version with all that comes to it, an archive, and what is said of both and of a copy
with one byte changed. The certificates are made for this folder alone, every signature says on the page that it is a
trial, and the configuration that trusts them counts only for those who name it.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from planbuilder import files, look
from planbuilder.approval.archiving import archive_version
from planbuilder.approval.decisions import Decided
from planbuilder.approval.sealing import TO_SIGN
from planbuilder.approval.signatures import SIGNED, finish_signing
from planbuilder.approval.store import SealedVersion, open_version
from planbuilder.archive.store import initialise
from planbuilder.archive.verification import verify
from planbuilder.archive.versions import Retention
from planbuilder.cli.approved import approve_plan, decide
from planbuilder.cli.output import message, result
from planbuilder.cli.settings import configured, trusted
from planbuilder.cli.verdicts import show_found
from planbuilder.cli.versioned import report_of, show_version_verdict
from planbuilder.configuration import Configuration
from planbuilder.errors import VerificationFailed
from planbuilder.language import Language
from planbuilder.plan.store import Author, open_plan
from planbuilder.signing.expectation import expectation, field_rules
from planbuilder.signing.sign import Means, signed
from planbuilder.signing.stamps import check_with, stamp_with
from planbuilder.signing.throwaway import Authority
from planbuilder.signing.verdict import verdict
from planbuilder.writers.pdf.stamp import stamp

ARCHIVE, ROOT, REVOKED, CONFIGURATION = "archive", "demo-root.pem", "demo-revoked.crl", "demo-configuration.yaml"
SETTINGS = f"archive: {ARCHIVE}\ntrust: {{roots: [{ROOT}], revocation_lists: [{REVOKED}]}}\n"
TAMPERED = "plan-tampered.pdf"


def archive_demo(language: Language, folder: Path, now: datetime) -> int:
    """Take the example all the way, and show a good and a tampered verdict; 5 if either is not what it should be."""
    author, authority = Author("planbuilder demo", "", now), Authority(now, "Demo")
    given = {"as": author.name, "role": "", "note": "", "date": None, "profile": None}
    sealed = _decided(language, folder, approve_plan(language, folder, given, author.at), author)
    means = Means(authority.trust(), authority.timestamps())
    for name, data in {
        ROOT: authority.root.pem(),
        REVOKED: means.trust.revocation_lists[0].dump(),
        CONFIGURATION: SETTINGS.encode(),
    }.items():
        files.write_atomically(folder / name, data, folder)
    chosen = folder / CONFIGURATION  # nobody trusts a trial but who names this file
    settings = configured(language, chosen, folder)
    finish_signing(sealed.folder, _signed(language, sealed, authority, means, now), trusted(settings), author)
    is_archived = _archived(language, folder, sealed, settings, means, author)
    result(language.text("approval.demo.good"))
    code = show_version_verdict(language, sealed.folder, {"config": chosen, "recompute": False}, now)
    refused = _shows_tampering(language, sealed, settings, now)
    message(language.text("approval.demo.again", version=sealed.folder, config=chosen))
    return 0 if is_archived and code == 0 and refused else VerificationFailed.exit_code


def _decided(language: Language, folder: Path, sealed: SealedVersion, author: Author) -> SealedVersion:
    """The version with the decision of every body that had not decided; the first sets a condition."""
    opened, text = open_plan(folder), language.text("approval.demo.body")
    condition = (language.text("approval.demo.condition"),)
    for number, body in enumerate(sealed.manifest.bodies):
        told = opened.plan.decisions[body]
        on = min(told.on or author.at.date(), author.at.date())
        decided = Decided(body, on, told.item, text, conditions=() if number else condition)
        opened, sealed, _ = decide(opened, sealed, decided, author)
    return sealed


def _signed(language: Language, sealed: SealedVersion, authority: Authority, means: Means, now: datetime) -> bytes:
    """The version's plan, signed by all in turn; what is seen in each field says that it is a trial."""
    pdf = sealed.read(TO_SIGN)
    for rule in field_rules(pdf):
        identity = authority.issue(rule.name).identity()
        lines = (language.text("approval.demo.mark"), language.text("approval.demo.signed", name=rule.name))
        pdf = signed(pdf, rule.field, identity, "b-lta", means, now, shown=stamp(lines, look.load()))
    return pdf


def _archived(
    language: Language, folder: Path, sealed: SealedVersion, settings: Configuration, means: Means, author: Author
) -> bool:
    """Archive the version with a timestamp on the head; whether the archive is sound."""
    archive, now = initialise(folder / ARCHIVE), author.at.astimezone()
    complete = open_version(sealed.folder)
    report = report_of(language, complete, settings, now)
    receipt = archive_version(archive, complete, author, Retention(), stamp_with(means.timestamps), report)
    result(language.text("archive.head", head=receipt.head))
    return verify(archive, [receipt.head], check_with(means.trust)).sound


def _shows_tampering(language: Language, sealed: SealedVersion, settings: Configuration, now: datetime) -> bool:
    """Change one byte of the signed file in a copy, and show the verdict on it; whether that refuses it."""
    base = sealed.read(TO_SIGN)
    (path,) = (sealed.folder / SIGNED).glob("*.pdf")
    copy = bytearray(files.contents(path))
    copy[len(base) // 2] ^= 1
    plan = sealed.plan_folder
    files.write_atomically(plan / "build" / TAMPERED, bytes(copy), plan)
    found = verdict(bytes(copy), expectation(base, base, files.digest(files.contents(path))), trusted(settings), now)
    result(language.text("approval.demo.tampered"))
    show_found(language, found, TAMPERED)
    return found.state == "not_verified"
