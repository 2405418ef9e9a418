"""What a sealed version agrees with: its own manifest, the PDF that is signed, the plan's journal, and an archive.

In: a version, and where it is archived. Out: a `Comparison` with each of them. The manifest alone proves little: it can
be written anew with the files. What else it is held against says how much more is proved (docs/security.md).
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha512
from typing import Literal

from planbuilder import files, looking
from planbuilder.approval.identity import object_of
from planbuilder.approval.model import BEFORE_CARRIED
from planbuilder.approval.sealing import TO_SIGN, without_file
from planbuilder.approval.signatures import SIGNED, signed_event
from planbuilder.approval.store import MANIFEST, RECORD, SEALED, SealedVersion, manifest_text, sealed_as, tampered
from planbuilder.archive.store import Archive
from planbuilder.archive.versions import Version
from planbuilder.errors import InputInvalid, PlanbuilderError
from planbuilder.plan.attached import attached
from planbuilder.plan.journal import JOURNAL, journal
from planbuilder.record import record

Source = Literal["manifest", "unlisted", "signed_pdf", "journal", "archive"]
State = Literal["agrees", "differs", "lacking", "unreadable", "absent"]
# What is absent proves nothing and accuses nobody: a version that was never archived has nothing to differ from.
HARMLESS: tuple[State, ...] = ("agrees", "absent")
# What an archive gets besides a version: the report on its signatures.
VALIDATION = "validation.json"
# The file that the signers sign one after another: neither sealed, nor noted before all have signed.
BEING_SIGNED = f"{SIGNED}{TO_SIGN.rpartition('/')[2]}"


@record
class Comparison:
    """A version held against one source; `names` are the files that differ, or where the source is."""

    source: Source
    state: State
    names: tuple[str, ...] = ()


def compared(sealed: SealedVersion, archive: Archive | None = None) -> tuple[Comparison, ...]:
    """A version held against all that can be asked here; without an archive the last one is absent."""
    changed, strange = tampered(sealed), tuple(unlisted(sealed))
    return (
        Comparison("manifest", "differs" if changed else "agrees", tuple(changed)),
        *([Comparison("unlisted", "differs", strange)] if strange else []),
        *_with_pdf(sealed),
        _with_journal(sealed),
        _with_archive(sealed, archive),
    )


def agrees(found: tuple[Comparison, ...]) -> bool:
    """Whether nothing that was asked differs, or is not there though it must be."""
    return all(one.state in HARMLESS for one in found)


def unlisted(sealed: SealedVersion) -> Iterator[str]:
    """Files in a version's folder that were neither sealed nor noted in its record."""
    # Any fact may be a name: a fact that is none is the name of no file.
    noted = {fact for event in sealed.events for fact in event.facts.values()}
    known = {*sealed.manifest.files, MANIFEST, RECORD, BEING_SIGNED, *noted}
    return (name for name in sealed.names() if name not in known)


def _with_pdf(sealed: SealedVersion) -> Iterator[Comparison]:
    """The manifest held against the one that the signed PDF carries; the sealed one, where none is signed.

    What was signed without its attachments, or a service wrote anew, may have none: then the sealed one is asked too.
    """
    event = signed_event(sealed)
    signed = event.facts["file"] if event is not None and event.facts["file"].endswith(".pdf") else TO_SIGN
    found = _carried(sealed, signed)
    if signed != TO_SIGN and found.state == "absent":
        # The sealed one says what the rest of the version was, though no signature covers it.
        yield _carried(sealed, TO_SIGN)
    yield found


def _carried(sealed: SealedVersion, name: str) -> Comparison:
    """The manifest held against the one that a PDF of the version carries."""
    try:
        data, base = (files.contents(sealed.folder / one, within=sealed.folder) for one in (name, TO_SIGN))
        carried = attached(data, MANIFEST, name)
    except InputInvalid:
        return Comparison("signed_pdf", "unreadable", (name,))
    if carried is None:
        # A file that begins with ours has all that ours had: its manifest cannot have been left out by a service.
        must = sealed.manifest.format != BEFORE_CARRIED and data.startswith(base)
        return Comparison("signed_pdf", "lacking" if must else "absent", (name,))
    same = carried == manifest_text(without_file(sealed.manifest, TO_SIGN))
    return Comparison("signed_pdf", "agrees" if same else "differs", (name,))


def _with_journal(sealed: SealedVersion) -> Comparison:
    """The manifest held against what the plan's journal noted when it was sealed."""
    start = sealed_as(sealed.manifest.version)
    lines = [str(line.get("new", "")) for line in journal(sealed.plan_folder) if line.get("key") == [SEALED]]
    # Two lines that name two digests differ from any: a journal is only added to, and sealing happens once.
    noted = {line.removeprefix(start) for line in lines if line.startswith(start)}
    if not noted:
        return Comparison("journal", "absent")
    return Comparison("journal", "agrees" if noted == {sealed.digest} else "differs")


def _with_archive(sealed: SealedVersion, archive: Archive | None) -> Comparison:
    """The version held against what an archive holds of it; `names` are the files that are another there."""
    if archive is None:
        return Comparison("archive", "absent")
    # The record says it was archived: then an archive that does not know it is another, or was put back.
    said = any(one.kind == "archived" for one in sealed.events)
    try:
        found = held(archive, sealed)
        names = tuple(held_otherwise(archive, sealed, found)) if found else ()
    except PlanbuilderError:
        return Comparison("archive", "differs")
    if found is None:
        return Comparison("archive", "differs" if said else "absent")
    return Comparison("archive", "differs" if names else "agrees", names)


def held(archive: Archive, sealed: SealedVersion) -> Version | None:
    """The newest version in an archive that is this one, None if there is none; raises InputInvalid for its damage."""
    id = object_of(sealed.manifest.plan)
    known = archive.history(id) if archive.holds(id) else ()
    return next((one for one in reversed(known) if one.files.get(MANIFEST) == sealed.digest), None)


def held_otherwise(archive: Archive, sealed: SealedVersion, found: Version) -> Iterator[str]:
    """The files of an archived version that are gone here or have other bytes; the record may have grown since.

    What comes of the plan or the moment, and the PDF that the next signer signs, are others each time.
    """
    id, lying = object_of(sealed.manifest.plan), sealed.names()
    for name, digest in found.files.items():
        if name in (JOURNAL, VALIDATION, BEING_SIGNED):
            continue
        path = lying.get(name)
        data = files.contents(path, within=sealed.folder) if path and looking.is_file(path) else b""
        # The record is the one file that grows: what was archived of it must still be its beginning.
        then = archive.read(id, name, found.number) if name == RECORD else b""
        if path is None or not (data.startswith(then) if then else sha512(data).hexdigest() == digest):
            yield name
