"""The example plan on its whole way: sealed, decided, signed as a trial, archived, and judged.

In: the example's folder. Out: a version with all that comes to it, an archive, and the verdicts on both and on a copy
with one byte changed. The certificates are made for this folder alone, every signature says on the page that it is a
trial, and the configuration that trusts them counts only for those who name it.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from planbuilder import files, look, looking
from planbuilder.approval.archiving import archive_version
from planbuilder.approval.decisions import Decided
from planbuilder.approval.sealing import TO_SIGN
from planbuilder.approval.signatures import SIGNED, finish_signing, signed_verdict
from planbuilder.approval.store import SealedVersion, open_version
from planbuilder.archive.auditor import Head
from planbuilder.archive.store import initialise
from planbuilder.archive.verification import verify
from planbuilder.archive.versions import Retention
from planbuilder.configuration import Configuration
from planbuilder.language import Language
from planbuilder.plan.store import Author, open_plan
from planbuilder.record import record
from planbuilder.signing.fields import expectation, field_rules
from planbuilder.signing.model import Verdict
from planbuilder.signing.sign import Means, check_with, signed, stamp_with
from planbuilder.signing.trial_certificates import Authority
from planbuilder.signing.verdict import verdict
from planbuilder.usecases.approving import note
from planbuilder.usecases.configuring import configured
from planbuilder.usecases.reports import verdict_report
from planbuilder.usecases.verifying import trusted
from planbuilder.writers.pdf.canvas import stamp

ARCHIVE, ROOT, REVOKED, CONFIGURATION = "archive", "demo-root.pem", "demo-revoked.crl", "demo-configuration.yaml"
SETTINGS = f"archive: {ARCHIVE}\ntrust: {{roots: [{ROOT}], revocation_lists: [{REVOKED}]}}\n"
TAMPERED = "plan-tampered.pdf"


@record
class Carried:
    """The example's version with all that came to it, the archive's head, and whether the archive is sound."""

    version: SealedVersion
    settings: Configuration
    head: Head
    is_sound: bool


def carry_through(sealed: SealedVersion, language: Language, author: Author) -> Carried:
    """The example's sealed version decided by every body, signed by all in turn, and archived.

    The trial's certificates, and the configuration that trusts them, are laid in the plan's folder.
    """
    now, folder = author.at, sealed.plan_folder
    authority = Authority(now, "Demo")
    decided = _decided(language, folder, sealed, author)
    means = Means(authority.trust(), authority.timestamps())
    for name, data in {
        ROOT: authority.root.pem(),
        REVOKED: means.trust.revocation_lists[0].dump(),
        CONFIGURATION: SETTINGS.encode(),
    }.items():
        files.write_atomically(folder / name, data, folder)
    settings = configured(folder / CONFIGURATION, folder)  # nobody trusts a trial but who names this file
    finish_signing(decided.folder, _signed(language, decided, authority, means, now), trusted(settings), author)
    head, is_sound = _archived(language, decided, settings, means, author)
    return Carried(decided, settings, head, is_sound)


def _decided(language: Language, folder: Path, sealed: SealedVersion, author: Author) -> SealedVersion:
    """The version with the decision of every body that had not decided; the first sets a condition."""
    opened, text = open_plan(folder), language.text("approval.demo.body")
    condition = (language.text("approval.demo.condition"),)
    for number, body in enumerate(sealed.manifest.bodies):
        told = opened.plan.decisions[body]
        on = min(told.on or author.at.date(), author.at.date())
        said = Decided(body, on, "approved", told.item, text, () if number else condition)
        noted = note(opened, sealed, said, author)
        opened, sealed = noted.opened, noted.version
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
    language: Language, sealed: SealedVersion, settings: Configuration, means: Means, author: Author
) -> tuple[Head, bool]:
    """The archive's head with the version and a timestamp, and whether the archive is sound."""
    archive, now = initialise(sealed.plan_folder / ARCHIVE), author.at.astimezone()
    complete = open_version(sealed.folder)
    report = verdict_report(signed_verdict(complete, trusted(settings), now), language, now)
    receipt = archive_version(archive, complete, author, Retention(), stamp_with(means.timestamps), report)
    return receipt.head, verify(archive, [receipt.head], check_with(means.trust)).sound


def tampered(carried: Carried, now: datetime) -> Verdict:
    """The verdict on a copy of the signed file with one byte changed, which is laid among the plan's documents."""
    sealed = carried.version
    base = sealed.read(TO_SIGN)
    (path,) = looking.own_entries(sealed.folder / SIGNED, "*.pdf")
    data = files.contents(path)
    copy = bytearray(data)
    copy[len(base) // 2] ^= 1
    plan = sealed.plan_folder
    files.write_atomically(plan / "build" / TAMPERED, bytes(copy), plan)
    return verdict(bytes(copy), expectation(base, base, files.digest(data)), trusted(carried.settings), now)
