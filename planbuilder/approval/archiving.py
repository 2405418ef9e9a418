"""What is archived of a sealed version: all that was sealed, all that came to it, and what a verdict said.

In: a version and an archive. Out: the receipt, and an event in the version's record.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from planbuilder import codes, files, looking
from planbuilder.approval.agreement import HARMLESS, agrees, compared
from planbuilder.approval.identity import contradictions, object_of
from planbuilder.approval.model import IN_FORCE, standing
from planbuilder.approval.store import SealedVersion, add, event, manifests
from planbuilder.archive.store import Archive, Receipt
from planbuilder.archive.versions import Note, Retention
from planbuilder.errors import CheckFailed, Conflict, VerificationFailed, problem
from planbuilder.plan.journal import JOURNAL
from planbuilder.plan.store import Author, keep_internal_words, open_plan
from planbuilder.questionnaire.loading import load

VALIDATION = "validation.json"


def archive_version(
    archive: Archive,
    sealed: SealedVersion,
    author: Author,
    retention: Retention,
    stamp: Callable[[bytes], bytes] | None,
    validation: bytes,
) -> Receipt:
    """Archive a version; `validation` is the report on its signatures, empty without any.

    Raises CheckFailed if it is neither decided nor signed, VerificationFailed if it is not what was
    sealed: what its manifest, its PDF and the plan's journal say must agree; and Conflict if the archive holds versions
    of another plan under the same id.
    """
    manifest = sealed.manifest
    if standing(manifest, sealed.events).stage not in IN_FORCE:
        raise CheckFailed([problem(codes.NEITHER_DECIDED_NOR_SIGNED, number=manifest.version)])
    found = compared(sealed)
    if not agrees(found):
        wrong = [name for one in found if one.state not in HARMLESS for name in one.names or (one.source,)]
        raise VerificationFailed([problem(codes.VERSION_DISAGREES, number=manifest.version, names=", ".join(wrong))])
    if others := list(contradictions(archive, manifest.plan, manifests(sealed.plan_folder))):
        raise Conflict(others)
    note = Note(
        f"{manifest.title}, {manifest.version}. {manifest.note}".strip(), author.name, "", author.at.astimezone()
    )
    if looking.is_there(sealed.plan_folder / JOURNAL):
        keep_internal_words(open_plan(sealed.plan_folder), load())
    receipt = archive.add(object_of(manifest.plan), archived(sealed, validation), note, retention, stamp)
    facts = {"object": receipt.id, "number": str(receipt.version), "head": str(receipt.head)}
    add(sealed, event("archived", author, facts))
    return receipt


def archived(sealed: SealedVersion, validation: bytes = b"") -> Mapping[str, bytes]:
    """The files of a version as they are archived, with the plan's journal up to now."""
    journal = sealed.plan_folder / JOURNAL
    return {
        **sealed.contents(),
        **sealed.added(),
        **({JOURNAL: files.contents(journal, within=sealed.plan_folder)} if looking.is_there(journal) else {}),
        **({VALIDATION: validation} if validation else {}),
    }
