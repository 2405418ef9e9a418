"""Every plan beneath a folder is found once, whatever else lies there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from planbuilder.plan import beneath
from planbuilder.plan.beneath import plans_beneath
from tests.conftest import PLAN

# Where plans are, and where what looks like one is none.
FOUND = ("a/inner", "b", "b/part", "build")
NONE = (".hidden", "versions", "b/versions/1", "b/build/copy", "archive/o/v1", "bag/data")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    for name in (*FOUND, *NONE):
        place = tmp_path / "home" / name
        place.mkdir(parents=True)
        (place / "plan.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "home" / "archive" / "0=ocfl_1.1").write_text("ocfl_1.1\n")
    (tmp_path / "home" / "bag" / "bagit.txt").write_text("BagIt-Version: 1.0\n")
    return tmp_path / "home"


def below(home: Path) -> list[str]:
    return [one.relative_to(home).as_posix() for one in plans_beneath(home).folders]


def test_plans_are_found_and_their_versions_archives_and_documents_are_not(home: Path) -> None:
    """Nor what is hidden; a plan within a plan's folder is one."""
    assert [*FOUND] == below(home)
    assert plans_beneath(home / "b" / "part").folders == (home / "b" / "part",)


def test_links_lead_to_no_plan_and_it_is_told_that_there_are_some(home: Path) -> None:
    """A circle, one to a plan elsewhere, and a file that leads to a plan; one to a document is none to tell of."""
    (home / "circle").symlink_to(home)
    (home / "b" / "up").symlink_to("..")
    (home / "c").mkdir()
    (home / "c" / "plan.yaml").symlink_to(home / "b" / "plan.yaml")
    (home / "c" / "notes.txt").symlink_to(home / "b" / "plan.yaml")

    found = plans_beneath(home)

    assert [*FOUND] == below(home)
    assert [("PB411", "3")] == [(one.code, one.values["count"]) for one in found.problems]


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="Windows shuts folders otherwise")
def test_a_folder_that_cannot_be_looked_into_is_told(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And the plans beside it are found."""
    real = os.scandir
    shut = str(home / "a")

    def scandir(path: str | Path) -> object:
        if str(path) == shut:
            raise PermissionError(13, "shut", shut)
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    found = plans_beneath(home)

    assert [one.relative_to(home).as_posix() for one in found.folders] == [*FOUND[1:]]
    assert ["PB004"] == [one.code for one in found.problems]


def test_a_whole_drive_is_not_walked_through(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told where it was stopped."""
    monkeypatch.setattr(beneath, "MOST", 2)

    assert "PB412" in [one.code for one in plans_beneath(home).problems]
