"""What is archived: the whole of a version with all that came to it, once it is decided or signed."""

from __future__ import annotations

from pathlib import Path

import pytest

from planbuilder.approval.archiving import archive_version, archived
from planbuilder.approval.identity import object_of
from planbuilder.approval.model import Event, standing
from planbuilder.approval.store import MANIFEST, RECORD, SealedVersion, add, open_version
from planbuilder.archive.store import Archive, Receipt, initialise
from planbuilder.archive.verification import verify
from planbuilder.archive.versions import Retention
from planbuilder.errors import CheckFailed, VerificationFailed
from tests.approval.conftest import AUTHOR, CONTENTS
from tests.conftest import EMPTY

KEPT = Retention("B", 10)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return initialise(tmp_path / "arkiv")


def decided(sealed: SealedVersion, by: str = "Mette") -> SealedVersion:
    for body in sealed.manifest.bodies:
        event = Event(
            "decision",
            "2026-11-23T12:00:00",
            by,
            "",
            {"body": body, "outcome": "approved", "minutes_file": "minutes/a.pdf"},
        )
        sealed = add(sealed, event, {"minutes/a.pdf": b"referat"})
    return sealed


def test_a_decided_version_is_archived_whole(archive: Archive, sealed: SealedVersion) -> None:
    """What was sealed, the record, the minutes, the report, the journal; with its retention."""
    (sealed.folder.parent.parent / "journal.jsonl").write_text("{}\n", encoding="utf-8")
    (sealed.folder.parent.parent / "plan.yaml").write_text(EMPTY, encoding="utf-8")
    receipt = archive_version(archive, decided(sealed), AUTHOR, Retention("B", 10), None, b"{}")
    (found,) = archive.history(object_of("p-1"))

    assert {*CONTENTS, MANIFEST, RECORD, "minutes/a.pdf", "validation.json", "journal.jsonl"} <= set(found.files)
    assert ("B", 10, "Mette") == (found.retention.kind, found.retention.years, found.note.name)
    assert verify(archive, [receipt.head]).sound


def test_the_version_notes_where_it_is_archived(archive: Archive, sealed: SealedVersion) -> None:
    """With the head that was to be noted in the journal."""
    receipt = archive_version(archive, decided(sealed), AUTHOR, Retention(), None, b"")
    now = open_version(sealed.folder)

    assert ("archived", str(receipt.head)) == (standing(now.manifest, now.events).stage, now.events[-1].facts["head"])


def test_a_draft_is_not_archived(archive: Archive, sealed: SealedVersion) -> None:
    """Neither decided nor signed."""
    with pytest.raises(CheckFailed):
        archive_version(archive, sealed, AUTHOR, Retention(), None, b"")

    assert [] == list(archive.objects())


def test_a_tampered_version_is_not_archived(archive: Archive, sealed: SealedVersion) -> None:
    """The archive holds what was sealed, or nothing."""
    ready = decided(sealed)
    path = sealed.folder / "figures.json"
    path.chmod(0o644)
    path.write_bytes(b"{ }\n")

    with pytest.raises(VerificationFailed):
        archive_version(archive, ready, AUTHOR, Retention(), None, b"")

    assert [] == list(archive.objects())


def test_without_a_journal_there_is_none(sealed: SealedVersion) -> None:
    """Nothing is made up."""
    assert set(archived(sealed)) == {*CONTENTS, MANIFEST}


def put(archive: Archive, sealed: SealedVersion, kept: Retention = KEPT) -> Receipt:
    return archive_version(archive, open_version(sealed.folder), AUTHOR, kept, None, b"{}")


def test_what_is_there_already_is_said_and_nothing_is_done(archive: Archive, sealed: SealedVersion) -> None:
    """However often it is asked for; the note that it was archived is nothing new."""
    first, again, third = put(archive, decided(sealed)), put(archive, sealed), put(archive, sealed)

    assert [(1, True), (1, False), (1, False)] == [(one.version, one.is_new) for one in (first, again, third)]
    assert (first.head, first.inventory) == (again.head, again.inventory)
    assert ["decision", "decision", "archived"] == [one.kind for one in open_version(sealed.folder).events]


def test_what_came_to_it_since_is_archived(archive: Archive, sealed: SealedVersion) -> None:
    """Another decision, or another retention."""
    put(archive, decided(sealed))
    decided(open_version(sealed.folder))
    again, longer = put(archive, sealed), put(archive, sealed, Retention("B", 20))

    assert [(2, True), (3, True)] == [(one.version, one.is_new) for one in (again, longer)]


@pytest.mark.parametrize("name", ["minutes/a.pdf", RECORD])
def test_another_content_than_the_archived_is_refused(archive: Archive, sealed: SealedVersion, name: str) -> None:
    """Also of what is beside the sealed files: the archive has the same version with other bytes."""
    put(archive, decided(sealed))
    path = sealed.folder / name
    path.write_bytes(b"andet referat" if name != RECORD else b"")
    if name == RECORD:
        decided(open_version(sealed.folder), "Falsk")  # the whole chain made anew

    with pytest.raises(VerificationFailed) as refused:
        put(archive, sealed)
    assert [("PB265", name)] == [(one.code, one.values["names"]) for one in refused.value.problems]
    assert 1 == len(archive.history(object_of("p-1")))


def test_what_was_killed_before_it_was_noted_is_noted(archive: Archive, sealed: SealedVersion) -> None:
    """The archive has it and the version does not say so: the same command again says so."""
    put(archive, decided(sealed))
    record = sealed.folder / RECORD
    record.write_bytes(b"".join(record.read_bytes().splitlines(keepends=True)[:-1]))
    again = put(archive, sealed)
    last = open_version(sealed.folder).events[-1]

    assert (False, "archived", "1", str(again.head)) == (
        again.is_new,
        last.kind,
        last.facts["number"],
        last.facts["head"],
    )
