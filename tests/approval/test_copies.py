"""Copies that have left the plan are found, by the files that tell them; what cannot be searched is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from planbuilder.approval.copies import in_archive, in_package, in_versions
from planbuilder.approval.model import Change, Event
from planbuilder.approval.store import add, seal
from planbuilder.archive.bag import Guide, export
from planbuilder.archive.store import Archive, initialise
from planbuilder.archive.versions import Note
from planbuilder.plan.erasure import Subject
from tests.approval.conftest import CONTENTS, DAY, manifest
from tests.conftest import EMPTY

BO = Subject("P2", "(slettet)", "Bo Dam")
PURPOSE = Subject("x", "(slettet)", places=(("benefits_tree", "purpose"), ("answers", "a.b", "value")))
HERS = {**CONTENTS, "plan.yaml": f"{EMPTY}answers: {{a.b: {{value: Bo Dam}}}}\n".encode()}


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """One with two versions, of which the second has the journal."""
    from datetime import UTC, datetime

    made, at = initialise(tmp_path / "arkiv"), datetime(2026, 11, 23, tzinfo=UTC)
    line = json.dumps(
        {"key": ["answers", "a.b"], "old": {"value": "Bo Dam"}, "new": None, "by": "Ane"}, ensure_ascii=False
    )
    made.add("urn:x", {"plan.yaml": EMPTY.encode()}, Note("", "Ane", "", at))
    made.add("urn:x", {"plan.yaml": EMPTY.encode(), "journal.jsonl": f"{line}\n".encode()}, Note("", "Ane", "", at))
    return made


@pytest.mark.parametrize("subject", [BO, PURPOSE], ids=["a person", "an answer"])
def test_a_version_that_tells_it_is_found(tmp_path: Path, subject: Subject) -> None:
    """With the documents and figures that are made from its plan."""
    seal(tmp_path, manifest(contents=HERS), HERS)
    seal(tmp_path, manifest(2), CONTENTS)
    (found,) = in_versions(tmp_path, subject)

    assert (1, ("plan.yaml", "figures.json", "documents/")) == (found.number, found.names)


@pytest.mark.parametrize("subject", [BO, PURPOSE], ids=["a person", "an answer"])
def test_what_a_later_version_says_of_it_is_found(tmp_path: Path, subject: Subject) -> None:
    """The changes since the one before hold the old words."""
    seal(tmp_path, manifest(changes=(Change("answers.a.b.value", "Bo Dam", ""),)), CONTENTS)
    (found,) = in_versions(tmp_path, subject)

    assert ("manifest.json",) == found.names


def test_the_record_and_files_of_others_are_told(tmp_path: Path) -> None:
    """Who decided is searched; minutes and signed files cannot be, and are named."""
    sealed = seal(tmp_path, manifest(), CONTENTS)
    facts = {"body": "B1", "minutes_file": "minutes/a.pdf"}
    add(sealed, Event("decision", "2026-11-23T12:00:00", "Bo Dam", "", facts), {"minutes/a.pdf": b"x"})
    (found,) = in_versions(tmp_path, BO)

    assert (("record.jsonl",), ("minutes/a.pdf",)) == (found.names, found.unread)


@pytest.mark.parametrize("subject", [BO, PURPOSE], ids=["a person", "an answer"])
def test_a_later_journal_in_an_archive_is_found(archive: Archive, subject: Subject) -> None:
    """Also where the version itself does not tell it any more."""
    (found,) = in_archive(archive, "urn:x", subject)

    assert (2, ("journal.jsonl",)) == (found.number, found.names)


def test_a_package_that_tells_it_is_found(archive: Archive, tmp_path: Path) -> None:
    """Under the names it has there."""
    export(archive, "urn:x", tmp_path / "bag", Guide("", {}), DAY)
    (found,) = in_package(tmp_path / "bag", BO)

    assert ("data/object/v2/content/journal.jsonl",) == found.names


def test_a_plan_without_versions_has_no_copies(tmp_path: Path) -> None:
    """Nothing is looked for where nothing is."""
    assert [] == list(in_versions(tmp_path, BO))


def test_nothing_is_searched_behind_a_link(tmp_path: Path) -> None:
    """A package from elsewhere does not have our own files read."""
    (tmp_path / "own.yaml").write_bytes(HERS["plan.yaml"])
    (tmp_path / "bag").mkdir()
    (tmp_path / "bag" / "plan.yaml").symlink_to(tmp_path / "own.yaml")

    assert [] == list(in_package(tmp_path / "bag", BO))
