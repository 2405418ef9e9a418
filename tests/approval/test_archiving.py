"""What is archived: the whole of a version with all that came to it, once it is decided or signed."""

from __future__ import annotations

from pathlib import Path

import pytest

from planbuilder.approval.archiving import archive_version, archived
from planbuilder.approval.identity import object_of
from planbuilder.approval.model import Event, standing
from planbuilder.approval.store import MANIFEST, RECORD, SealedVersion, add, open_version
from planbuilder.archive.store import Archive, initialise
from planbuilder.archive.verification import verify
from planbuilder.archive.versions import Retention
from planbuilder.errors import CheckFailed, VerificationFailed
from tests.approval.conftest import AUTHOR, CONTENTS
from tests.conftest import EMPTY


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return initialise(tmp_path / "arkiv")


def decided(sealed: SealedVersion) -> SealedVersion:
    for body in sealed.manifest.bodies:
        event = Event(
            "decision",
            "2026-11-23T12:00:00",
            "Mette",
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
