"""Folders from elsewhere: what lies in them is told, links are followed nowhere, what nobody can tell is a problem."""

from __future__ import annotations

from pathlib import Path

import pytest

from planbuilder import files, looking
from planbuilder.errors import InputInvalid


@pytest.fixture
def received(tmp_path: Path) -> Path:
    """A folder with a file, a folder, and links of both kinds to what lies beside it."""
    outside = tmp_path / "outside"
    (outside / "deep").mkdir(parents=True)
    (outside / "secret.txt").write_text("secret", encoding="utf-8")
    folder = tmp_path / "received"
    (folder / "abc" / "own").mkdir(parents=True)
    (folder / "abc" / "own" / "file.txt").write_text("own", encoding="utf-8")
    (folder / "file").symlink_to(outside / "secret.txt")
    (folder / "def").symlink_to(outside)
    return folder


def test_a_link_is_told_and_not_followed(received: Path) -> None:
    """What it leads to is no content of the folder."""
    names = [path.relative_to(received).as_posix() for path in looking.own_contents(received)]

    assert ["abc/own/file.txt", "def", "file"] == names


def test_entries_are_found_by_a_pattern(received: Path) -> None:
    """Behind a link nothing is found; the link itself is."""
    assert ["abc", "def"] == [path.name for path in looking.own_entries(received, "???")]
    assert ["own"] == [path.name for path in looking.own_entries(received, "???/*")]
    assert [] == looking.own_entries(received / "nothing")


@pytest.mark.parametrize("name", ["file", "def/secret.txt", "abc/../../outside/secret.txt"])
def test_what_lies_outside_is_not_read(received: Path, name: str) -> None:
    """By a link, by a link on the way, or by dots."""
    with pytest.raises(InputInvalid) as refused:
        files.contents(received / name, within=received)

    assert "PB015" == refused.value.problems[0].code


@pytest.mark.parametrize("ask", [looking.is_there, looking.is_file, looking.is_folder, looking.is_link])
def test_a_name_too_long_is_a_problem(tmp_path: Path, ask: object) -> None:
    """The system refuses to say whether it is there, and that is told with the reason."""
    with pytest.raises(InputInvalid) as refused:
        ask(tmp_path / ("a" * 300))

    assert ("PB004", "ENAMETOOLONG") == (refused.value.problems[0].code, refused.value.problems[0].values["reason"])


def test_what_is_not_there_is_no_problem(tmp_path: Path) -> None:
    """Neither is a name that no file can have."""
    assert not looking.is_there(tmp_path / "nothing")
    assert not looking.is_file(tmp_path / "no\0thing")
