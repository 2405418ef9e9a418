"""What a killed maker left is cleared, and nothing that somebody is making."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from planbuilder import hold
from planbuilder.files import write_atomically
from planbuilder.hold import clear, holding, temporary
from planbuilder.plan import store
from tests.test_files import new_plan


def left(folder: Path, name: str = "plan.yaml") -> Path:
    """What a killed writer leaves of a file."""
    path = temporary(folder / name)
    path.write_bytes(b"the whole plan")
    return path


def test_what_a_killed_writer_left_is_cleared_when_its_plan_is_opened(tmp_path: Path) -> None:
    """Of the plan and its journal; the plan itself and everybody else's files stay."""
    new_plan(tmp_path)
    gone = [left(tmp_path), left(tmp_path, "journal.jsonl")]
    others = [left(tmp_path, "mine.txt"), tmp_path / ".plan.yaml.swp", tmp_path / ".plan.yaml.0123456789ab.txt"]
    for path in others:
        path.write_bytes(b"")
    store.open_plan(tmp_path)

    assert [False, False] == [path.exists() for path in gone]
    assert [True] * 4 == [path.exists() for path in (*others, tmp_path / "plan.yaml")]


def test_what_somebody_is_writing_stays(tmp_path: Path) -> None:
    """However old it is: it is held until it has taken its place."""
    path = left(tmp_path)
    with holding(path) as is_ours:
        clear(tmp_path)
        assert (is_ours, path.exists()) == (True, True)
    clear(tmp_path)

    assert not path.exists()


def test_links_and_folders_of_others_stay(tmp_path: Path) -> None:
    """A link is never followed; a folder that was being made goes with what is in it."""
    aim = tmp_path / "aim"
    aim.mkdir()
    (aim / "kept").write_bytes(b"")
    link, folder = temporary(tmp_path / "a"), temporary(tmp_path / "b")
    link.symlink_to(aim)
    (folder / "in").mkdir(parents=True)
    clear(tmp_path)

    assert (link.is_symlink(), (aim / "kept").exists(), folder.exists()) == (True, True, False)


def test_where_nothing_can_be_held_nothing_is_cleared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows and on drives without locks nobody knows whether somebody writes; writing works there as ever."""
    monkeypatch.setattr(hold, "can_be_held", lambda: False)
    path = left(tmp_path)
    clear(tmp_path)
    write_atomically(tmp_path / "plan.yaml", b"x")

    assert (path.exists(), (tmp_path / "plan.yaml").read_bytes()) == (True, b"x")


def test_who_was_taken_for_left_over_begins_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the moment between making a file and holding it; what is to be written is written."""
    answers = iter([False, True])
    monkeypatch.setattr(hold, "_held", lambda handle: next(answers))
    write_atomically(tmp_path / "plan.yaml", b"x")

    assert (tmp_path / "plan.yaml").read_bytes() == b"x"


def test_clearing_beside_writers_loses_nothing(tmp_path: Path) -> None:
    """One clears as fast as it can while another writes three hundred times."""
    done = threading.Event()

    def clearing() -> None:
        while not done.is_set():
            clear(tmp_path)

    other = threading.Thread(target=clearing)
    other.start()
    for n in range(300):
        write_atomically(tmp_path / "plan.yaml", str(n).encode())
    done.set()
    other.join()

    assert ([path.name for path in tmp_path.iterdir()], (tmp_path / "plan.yaml").read_bytes()) == (
        ["plan.yaml"],
        b"299",
    )


def test_what_was_cleared_before_it_was_held_is_begun_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It can still be held then, but has no name to take a place by."""
    first = iter([True])

    def held(handle: int) -> bool:
        """Held, though the first file is gone by then."""
        if next(first, False):
            for path in tmp_path.iterdir():
                path.unlink()
        return True

    monkeypatch.setattr(hold, "_held", held)
    write_atomically(tmp_path / "plan.yaml", b"x")

    assert [path.name for path in tmp_path.iterdir()] == ["plan.yaml"]
