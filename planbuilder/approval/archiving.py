"""What is archived of a sealed version: all that was sealed, all that came to it, and what a verdict said.

In: a version and an archive. Out: the receipt, and an event in the version's record.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import sha512

from planbuilder import codes, files, looking
from planbuilder.approval.agreement import HARMLESS, VALIDATION, agrees, compared, held, held_otherwise
from planbuilder.approval.identity import contradictions, object_of
from planbuilder.approval.model import IN_FORCE, standing
from planbuilder.approval.store import RECORD, SealedVersion, add, event, manifests
from planbuilder.archive.store import Archive, Receipt
from planbuilder.archive.versions import Note, Retention, Version
from planbuilder.errors import CheckFailed, Conflict, VerificationFailed, problem
from planbuilder.plan.journal import JOURNAL
from planbuilder.plan.store import Author, keep_internal_words, open_plan
from planbuilder.questionnaire.loading import load


def archive_version(
    archive: Archive,
    sealed: SealedVersion,
    author: Author,
    retention: Retention,
    stamp: Callable[[bytes], bytes] | None,
    validation: bytes,
) -> Receipt:
    """Archive a version; `validation` is the report on its signatures, empty without any.

    Nothing is done if the archive has all of it already: then the receipt is that of the archived one, and not new.
    Raises CheckFailed if it is neither decided nor signed, VerificationFailed if it is not what was
    sealed: what its manifest, its PDF, the plan's journal and the same archive say must agree; and Conflict if the
    archive holds versions of another plan under the same id.
    """
    _refuse_what_differs(archive, sealed)
    id, before = object_of(sealed.manifest.plan), held(archive, sealed)
    # A killed call is finished by a second: it finds the version archived, and only notes what the first could not.
    if before and before.retention == retention and not _has_more(archive, sealed, before):
        receipt = Receipt(id, before.number, archive.sound_inventory(id)[1], archive.head, is_new=False)
    else:
        receipt = archive.add(id, _leaving(sealed, validation), _note(sealed, author), retention, stamp)
    facts = {"object": receipt.id, "number": str(receipt.version)}
    # The note comes after the archive's own commit, so that none names a version that is not there.
    if not any(facts.items() <= one.facts.items() for one in sealed.events if one.kind == "archived"):
        add(sealed, event("archived", author, facts | {"head": str(receipt.head)}))
    return receipt


def _refuse_what_differs(archive: Archive, sealed: SealedVersion) -> None:
    manifest = sealed.manifest
    if standing(manifest, sealed.events).stage not in IN_FORCE:
        raise CheckFailed([problem(codes.NEITHER_DECIDED_NOR_SIGNED, number=manifest.version)])
    found = compared(sealed)
    if not agrees(found):
        wrong = [name for one in found if one.state not in HARMLESS for name in one.names or (one.source,)]
        raise VerificationFailed([problem(codes.VERSION_DISAGREES, number=manifest.version, names=", ".join(wrong))])
    if others := list(contradictions(archive, manifest.plan, manifests(sealed.plan_folder))):
        raise Conflict(others)
    before = held(archive, sealed)
    if before and (other := list(held_otherwise(archive, sealed, before))):
        where = {"archived": before.number, "names": ", ".join(other)}
        raise VerificationFailed([problem(codes.ARCHIVED_OTHERWISE, number=manifest.version, **where)])


def _has_more(archive: Archive, sealed: SealedVersion, before: Version) -> bool:
    """Whether anything came to a version since it was archived, but for the note that it was."""
    kept = archive.read(object_of(sealed.manifest.plan), RECORD, before.number)
    since = files.contents(sealed.folder / RECORD, within=sealed.folder)[len(kept) :].splitlines()
    new = [
        name
        for name, data in sealed.added().items()
        if name != RECORD and sha512(data).hexdigest() != before.files.get(name)
    ]
    # The line that says it was archived comes after every archiving: counted, each call would archive once more.
    return bool(new) or not all(line.startswith(b'{"kind": "archived"') for line in since)


def _note(sealed: SealedVersion, author: Author) -> Note:
    manifest = sealed.manifest
    return Note(
        f"{manifest.title}, {manifest.version}. {manifest.note}".strip(), author.name, "", author.at.astimezone()
    )


def _leaving(sealed: SealedVersion, validation: bytes) -> Mapping[str, bytes]:
    """The files of a version, with a journal that holds no words that are internal by now."""
    if looking.is_there(sealed.plan_folder / JOURNAL):
        # What became internal since the last sealing still stands in older lines of the journal.
        keep_internal_words(open_plan(sealed.plan_folder), load())
    return archived(sealed, validation)


def archived(sealed: SealedVersion, validation: bytes = b"") -> Mapping[str, bytes]:
    """The files of a version as they are archived, with the plan's journal up to now."""
    journal = sealed.plan_folder / JOURNAL
    return {
        **sealed.contents(),
        **sealed.added(),
        **({JOURNAL: files.contents(journal, within=sealed.plan_folder)} if looking.is_there(journal) else {}),
        **({VALIDATION: validation} if validation else {}),
    }
