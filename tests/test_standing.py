"""What stands is what was noted and still has its digest; whatever else is there is made anew."""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from planbuilder import record, standing
from planbuilder.document.model import Document
from planbuilder.kept import Kept
from planbuilder.look import Look
from planbuilder.standing import NOTHING_STANDS, Standing
from planbuilder.workbook.model import Workbook

NAMES = ("plan.txt", "plan.html")
# What shows, as `repr`, all that is in it, and nothing of where it lies in memory.
SHOWN = (str, bytes, int, float, bool, Decimal, type(None), tuple, Mapping, types.UnionType)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "build").mkdir()
    for name in NAMES:
        (tmp_path / "build" / name).write_text(f"Mia Holm: {name}", encoding="utf-8")
    return tmp_path / "build"


@pytest.fixture
def noted(folder: Path, tmp_path: Path) -> Standing:
    made = Standing(folder, Kept(tmp_path / "kept"))
    made.note(NAMES, made.made_of("a", 1), {name: (folder / name).read_bytes() for name in NAMES})
    return made


def test_what_was_noted_stands(noted: Standing, folder: Path, tmp_path: Path) -> None:
    """With what it holds, for whoever looks; made of something else, or of the same in another folder, it does not."""
    found = Standing(folder, Kept(tmp_path / "kept")).found(NAMES, noted.made_of("a", 1))

    assert {name: f"Mia Holm: {name}".encode() for name in NAMES} == found
    assert {} == noted.found(NAMES, noted.made_of("a", 2))
    assert {} == noted.found(NAMES[:1], noted.made_of("a", 1))
    assert {} == Standing(tmp_path, Kept(tmp_path / "kept")).found(NAMES, noted.made_of("a", 1))


def test_a_file_that_is_another_takes_all_of_its_name_with_it(noted: Standing, folder: Path) -> None:
    """Edited, gone, a folder, or a link to the very same bytes."""
    file, made_of = folder / NAMES[1], noted.made_of("a", 1)
    as_it_was = file.read_bytes()
    for damage in (lambda: file.write_bytes(as_it_was + b" "), lambda: file.write_bytes(b""), file.unlink, file.mkdir):
        damage()
        assert {} == noted.found(NAMES, made_of)
    file.rmdir()
    (folder / "elsewhere").write_bytes(as_it_was)
    file.symlink_to(folder / "elsewhere")
    assert {} == noted.found(NAMES, made_of)

    file.unlink()
    file.write_bytes(as_it_was)
    assert set(NAMES) == set(noted.found(NAMES, made_of))


def test_nothing_stands_beneath_a_link(noted: Standing, folder: Path, tmp_path: Path) -> None:
    """A folder that leads elsewhere is refused when it is written to, so it must come to that."""
    folder.rename(tmp_path / "moved")
    folder.symlink_to(tmp_path / "moved")
    kept = Kept(tmp_path / "kept")
    within = Standing(folder, kept, tmp_path)
    within.note(NAMES, within.made_of("a"), {name: (folder / name).read_bytes() for name in NAMES})

    assert {} == within.found(NAMES, within.made_of("a"))


def test_one_note_is_kept_of_each_thing_in_a_folder(noted: Standing, tmp_path: Path) -> None:
    """So that a plan that is built every day for years leaves no more than one that is built once."""
    for day in range(5):
        noted.note(NAMES, noted.made_of("a", day), {NAMES[0]: b""})

    assert 1 == len([*(tmp_path / "kept").iterdir()])


def test_a_note_holds_digests_and_names_of_files_alone(noted: Standing, tmp_path: Path) -> None:
    """No word of what is in them, nor where they are: whoever is erased from a plan is in no note."""
    (note,) = (tmp_path / "kept").iterdir()

    assert {"made_of", "files"} == set(json.loads(note.read_bytes()))
    assert b"Mia Holm" not in note.read_bytes()
    assert str(tmp_path) not in note.read_text("utf-8")


@pytest.mark.parametrize("damage", ["", "[]", "{}", '{"made_of": 1, "files": []}', "\udcff"])
def test_a_note_that_is_damaged_says_nothing(noted: Standing, tmp_path: Path, damage: str) -> None:
    """What it was of is made anew."""
    (note,) = (tmp_path / "kept").iterdir()
    note.write_text(damage, encoding="utf-8", errors="surrogateescape")

    assert {} == noted.found(NAMES, noted.made_of("a", 1))


def test_another_edition_makes_anew(noted: Standing, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the program or a library: it may write other bytes for the same."""
    monkeypatch.setattr(standing.editions, "everything", lambda: "another")

    assert {} == noted.found(NAMES, noted.made_of("a", 1))


def test_where_nothing_is_kept_nothing_stands(folder: Path) -> None:
    """What is in a folder may have come with it; nothing is spelled out in vain either."""
    made = Standing(folder, Kept(None))
    made.note(NAMES, "a", {name: (folder / name).read_bytes() for name in NAMES})

    assert ("", {}, {}) == (made.made_of(object()), made.found(NAMES, ""), made.found(NAMES, "a"))
    assert "" == NOTHING_STANDS.made_of("a")


@pytest.mark.parametrize("root", [Document, Workbook, Look])
def test_all_that_reaches_a_file_shows_in_what_it_is_made_of(root: type) -> None:
    """Every record shows every field, and every field in the end what shows itself: two of one digest are the same."""
    seen: set[type] = set()

    unshown = [one for one in _parts(root, seen) if one not in SHOWN]

    assert [] == unshown
    assert all(one.__repr__ is record._repr for one in seen)
    assert len(seen) > 3


def _parts(kind: typing.Any, seen: set[type]) -> typing.Iterator[typing.Any]:
    """What values of a kind are in the end made of; `seen` gets the records on the way."""
    if typing.get_origin(kind) is typing.Literal or kind is ...:
        return
    if hasattr(kind, "_known"):
        hints = typing.get_type_hints(kind) if kind not in seen else {}
        seen.add(kind)
        inner = [hints[name] for name in kind._names if name in hints]
    else:
        yield typing.get_origin(kind) or kind
        inner = [*typing.get_args(kind)]
    for one in inner:
        yield from _parts(one, seen)
