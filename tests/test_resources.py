"""Bundled data are found in a checkout and in a wheel, and kept as long as no file of them changes."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from planbuilder import resources
from planbuilder.resources import FOLDER, compiled


@pytest.mark.parametrize("name", ["questionnaires", "templates", "languages", "demo", "rates", "accounts"])
def test_every_folder_of_data_is_found(name: str) -> None:
    """In a checkout as in a wheel."""
    assert list(resources.folder(name).glob("*.yaml"))


@pytest.fixture(autouse=True)
def _may_write(monkeypatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "a.yaml"
    path.write_text("x: 1", encoding="utf-8")
    return path


def times(source: Path, count: int) -> int:
    """How often the source is read in so many calls."""
    calls: list[int] = []
    for _ in range(count):
        assert {"x": "æ"} == compiled("a", [source], lambda: calls.append(1) or {"x": "æ"})
    return len(calls)


def test_a_file_is_read_once(source: Path) -> None:
    """And what is kept stands beside it."""
    assert 1 == times(source, 3)
    assert ["a.json"] == [path.name for path in (source.parent / FOLDER).iterdir()]


def test_a_file_that_changes_is_read_again(source: Path) -> None:
    """By its size or its time."""
    times(source, 1)
    source.write_text("x: 22", encoding="utf-8")

    assert 1 == times(source, 2)


@pytest.mark.parametrize("damage", ["", "[]", "{}", "\udcff", json.dumps({"stamp": [], "data": {"x": "wrong"}})])
def test_what_is_kept_but_damaged_is_read_again(source: Path, damage: str) -> None:
    """A broken file is no reason to stop, and never believed."""
    times(source, 1)
    (source.parent / FOLDER / "a.json").write_text(damage, encoding="utf-8", errors="surrogateescape")

    assert 1 == times(source, 2)


def test_nothing_is_kept_where_python_keeps_nothing(source: Path, monkeypatch) -> None:
    """Whoever forbids bytecode forbids this too."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)

    assert 2 == times(source, 2)
    assert not (source.parent / FOLDER).exists()


def test_a_folder_that_cannot_be_written_to_is_no_reason_to_stop(source: Path) -> None:
    """Reading takes a little longer."""
    (source.parent / FOLDER).write_text("a file", encoding="utf-8")

    assert 2 == times(source, 2)


def test_every_file_that_came_with_the_program_is_of_its_edition(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever it holds and however deep it lies; what is kept for a quick start is not."""
    for name in ("a/b/style.css", f"a/{FOLDER}/x.pyc"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("1", encoding="utf-8")
    monkeypatch.setattr(resources, "PACKAGE", tmp_path)
    monkeypatch.setattr(resources, "BESIDE", ())
    whole = resources.edition.__wrapped__
    before = whole()

    (tmp_path / "a" / FOLDER / "x.pyc").write_text("22", encoding="utf-8")
    assert before == whole()
    (tmp_path / "a/b/style.css").write_text("22", encoding="utf-8")
    assert before != whole()
