"""What a sealed version agrees with: its own manifest, the PDF that is signed, the plan's journal, and an archive.

In: a version, and where it is archived. Out: a `Comparison` with each of them. The manifest alone proves little: it can
be written anew with the files. What else it is held against says how much more is proved (docs/security.md).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from planbuilder import files
from planbuilder.approval.model import BEFORE_CARRIED, Event
from planbuilder.approval.sealing import TO_SIGN, without_file
from planbuilder.approval.signatures import SIGNED, signed_event
from planbuilder.approval.store import MANIFEST, RECORD, SEALED, SealedVersion, manifest_text, sealed_as, tampered
from planbuilder.archive.store import Archive
from planbuilder.errors import InputInvalid, PlanbuilderError
from planbuilder.plan.attached import attached
from planbuilder.plan.journal import journal
from planbuilder.record import record

Source = Literal["manifest", "unlisted", "signed_pdf", "journal", "archive"]
State = Literal["agrees", "differs", "lacking", "unreadable", "absent"]
HARMLESS: tuple[State, ...] = ("agrees", "absent")


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
    noted = {fact for event in sealed.events for fact in event.facts.values()}
    known = {*sealed.manifest.files, MANIFEST, RECORD, f"{SIGNED}{TO_SIGN.rpartition('/')[2]}", *noted}
    return (name for name in sealed.names() if name not in known)


def _with_pdf(sealed: SealedVersion) -> Iterator[Comparison]:
    """The manifest held against the one that the signed PDF carries; the sealed one, where none is signed.

    What was signed without its attachments, or a service wrote anew, may have none: then the sealed one is asked too.
    """
    event = signed_event(sealed)
    signed = event.facts["file"] if event is not None and event.facts["file"].endswith(".pdf") else TO_SIGN
    found = _carried(sealed, signed)
    if signed != TO_SIGN and found.state == "absent":
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
        must = sealed.manifest.format != BEFORE_CARRIED and data.startswith(base)
        return Comparison("signed_pdf", "lacking" if must else "absent", (name,))
    same = carried == manifest_text(without_file(sealed.manifest, TO_SIGN))
    return Comparison("signed_pdf", "agrees" if same else "differs", (name,))


def _with_journal(sealed: SealedVersion) -> Comparison:
    """The manifest held against what the plan's journal noted when it was sealed."""
    start = sealed_as(sealed.manifest.version)
    lines = [str(line.get("new", "")) for line in journal(sealed.plan_folder) if line.get("key") == [SEALED]]
    noted = {line.removeprefix(start) for line in lines if line.startswith(start)}
    if not noted:
        return Comparison("journal", "absent")
    return Comparison("journal", "agrees" if noted == {sealed.digest} else "differs")


def _with_archive(sealed: SealedVersion, archive: Archive | None) -> Comparison:
    """The version held against what an archive holds of it: the manifest, and the record as far as it was then."""
    event = next((one for one in reversed(sealed.events) if one.kind == "archived"), None)
    if event is None or archive is None:
        return Comparison("archive", "absent")
    try:
        return Comparison("archive", "agrees" if _is_archived(sealed, archive, event) else "differs")
    except PlanbuilderError:
        return Comparison("archive", "differs")


def _is_archived(sealed: SealedVersion, archive: Archive, event: Event) -> bool:
    id, number = event.facts["object"], int(event.facts["number"])
    record_now = files.contents(sealed.folder / RECORD, within=sealed.folder)
    return archive.read(id, MANIFEST, number) == files.contents(sealed.folder / MANIFEST) and record_now.startswith(
        archive.read(id, RECORD, number)
    )
