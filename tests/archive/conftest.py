"""What the tests of the archive share: an archive, notes, and another program's opinion of it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from ocfl.storage_root import StorageRoot

from planbuilder.archive.store import Archive, Note, Retention, initialise

AT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
NOTE = Note("Godkendt af byrådet", "Ane Holm", "mailto:ane@nordlund.example", AT)
KEPT = Retention("B", 10)
PLAN, OTHER = "urn:uuid:7f0c", "urn:uuid:91aa"
FILES = {"plan.yaml": b"title: Fritidspas\n", "plan.pdf": b"%PDF-1.7\n" + bytes(range(256)) * 4}


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An empty archive."""
    return initialise(tmp_path / "arkiv")


@pytest.fixture
def filled(archive: Archive) -> Archive:
    """An archive of two plans: one of three versions, one of one."""
    fill(archive)
    return archive


def fill(archive: Archive) -> None:
    for number in (1, 2, 3):
        archive.add(PLAN, {**FILES, "plan.yaml": b"title: Fritidspas %d\n" % number}, NOTE, KEPT)
    archive.add(OTHER, {"plan.yaml": b"title: Sagsbehandling\n"}, NOTE)


def valid(root: Path) -> bool:
    """Whether ocfl-py, which shares nothing with us, holds the storage root and every object in it to be valid."""
    return bool(StorageRoot(root=str(root)).validate(check_digests=True))


STAGED = re.compile(r"(?<=/staging/)[0-9a-f]{12}")


def lying(root: Path) -> tuple[object, ...]:
    """All that lies in an archive, with rights and the number of names; what is staged has a name drawn at random."""
    found = [(STAGED.sub("staged", path.relative_to(root).as_posix()), path) for path in sorted(root.rglob("*"))]
    return tuple(
        (name, state.st_mode, state.st_nlink, b"" if path.is_dir() else sha256(path.read_bytes()).digest())
        for name, path in found
        for state in [path.lstat()]
    )
