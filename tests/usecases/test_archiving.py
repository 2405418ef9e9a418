"""An archive for whoever calls; what each command shows is described in tests of the command line."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from planbuilder.archive.store import initialise
from planbuilder.archive.versions import Note, Retention
from planbuilder.configuration import Configuration
from planbuilder.errors import UsageWrong
from planbuilder.usecases.archiving import checking, head_of, holdings, kept_until, plan_versions, take_out, verify

LEAP = Note("Plan", "Mia Holm", "", datetime(2028, 2, 29, 12, tzinfo=UTC))


def test_what_is_due_is_what_need_not_be_kept_any_longer(tmp_path: Path) -> None:
    """To the day, on the 28th for who began on the 29th; what is kept for ever is never due."""
    archive = initialise(tmp_path / "archive")
    archive.add("urn:a", {"x": b"1"}, LEAP, Retention("plan", 5), None)
    archive.add("urn:b", {"x": b"1"}, LEAP, Retention("plan", None), None)

    due = [[id for id, _ in holdings(archive, date(2033, 2, day)).plans] for day in (27, 28)]

    assert due == [[], ["urn:a"]]
    assert [kept_until(last) for _, last in holdings(archive).plans] == [date(2033, 2, 28), None]


def test_nothing_that_is_there_is_overwritten(tmp_path: Path) -> None:
    """The second time is refused, and the first is whole."""
    archive = initialise(tmp_path / "archive")
    archive.add("urn:a", {"x": b"1", "y/z": b"2"}, LEAP, Retention(), None)

    paths = take_out(archive, "urn:a", to=tmp_path / "out")

    assert {path.name: path.read_bytes() for path in paths} == {"x": b"1", "z": b"2"}
    with pytest.raises(UsageWrong):
        take_out(archive, "urn:a", to=tmp_path / "out")


def test_an_archive_is_verified_against_a_head_that_was_noted(tmp_path: Path) -> None:
    """As text, as it was printed; what is no head is refused."""
    archive = initialise(tmp_path / "archive")
    noted = str(archive.add("urn:a", {"x": b"1"}, LEAP, Retention(), None).head)

    assert verify(archive, [head_of(noted)]).sound
    assert [*plan_versions(archive)] == []
    assert checking(Configuration()) is None
    with pytest.raises(UsageWrong):
        head_of("no head")
