"""One at a time, whoever they are and whatever the drive knows."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from planbuilder import drive
from planbuilder.errors import Conflict, InputInvalid
from planbuilder.locks import locked
from tests.shims import refusing, told
from tests.test_files import end, started

HOLD_LOCK = """
import sys
from pathlib import Path
from planbuilder.locks import locked
with locked(Path(sys.argv[1])):
    print("ready", flush=True)
    sys.stdin.read()
"""


def test_a_lock_held_elsewhere_is_a_conflict_that_names_the_holder(tmp_path: Path) -> None:
    """The second program is told who has the plan, with exit code 6."""
    lock = tmp_path / ".plan.lock"
    child = started(HOLD_LOCK, lock)

    with pytest.raises(Conflict) as caught, locked(lock):
        pass

    end(child)
    (found,) = caught.value.problems
    assert (found.code, caught.value.exit_code) == ("PB030", 6)
    assert "@" in found.values["holder"]


def test_a_second_attempt_still_names_the_holder(tmp_path: Path) -> None:
    """Trying in vain does not wipe out who holds the lock."""
    lock = tmp_path / ".plan.lock"
    child = started(HOLD_LOCK, lock)
    holders = []

    for _ in range(2):
        with pytest.raises(Conflict) as caught, locked(lock):
            pass
        holders.append(caught.value.problems[0].values["holder"])

    end(child)
    assert holders == [lock.read_text(encoding="utf-8").strip()] * 2


def test_a_lock_whose_holder_was_killed_is_free(tmp_path: Path) -> None:
    """A crash locks nobody out."""
    lock = tmp_path / ".plan.lock"
    end(started(HOLD_LOCK, lock))

    with locked(lock):
        held = lock.read_text(encoding="utf-8")

    assert "@" in held


def test_a_lock_is_free_after_an_error_under_it(tmp_path: Path) -> None:
    """An exception releases the lock."""
    lock = tmp_path / ".plan.lock"
    with pytest.raises(KeyError), locked(lock):
        raise KeyError

    with locked(lock):
        again = True

    assert again


def test_a_drive_without_locks_lets_one_at_a_time_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that only one can make takes the lock's place, names who has it, and is gone afterwards."""
    lock = tmp_path / ".plan.lock"
    refusing(monkeypatch, "locks", "ENOLCK")
    drive.refusals()

    with locked(lock):
        held = (tmp_path / ".plan.lock.held").read_text(encoding="utf-8")
        with pytest.raises(Conflict) as caught, locked(lock, wait=0):
            pass

    (found,) = caught.value.problems
    assert (found.code, found.values) == ("PB305", {"holder": held.strip(), "file": ".plan.lock.held"})
    assert ([path.name for path in tmp_path.iterdir()], told()) == ([".plan.lock"], ["PB304"])


def test_a_lock_file_that_is_left_holds_off_nobody_where_there_are_no_locks(tmp_path: Path, monkeypatch) -> None:
    """A machine that knows locks leaves its file behind, free: one that does not must not wait for it for ever."""
    lock = tmp_path / ".plan.lock"
    with locked(lock):
        pass
    refusing(monkeypatch, "locks", "ENOLCK")

    with locked(lock, wait=0):
        assert (tmp_path / ".plan.lock.held").exists()


def test_whoever_sees_locks_minds_those_who_do_not(tmp_path: Path) -> None:
    """Two machines may see the same drive differently."""
    (tmp_path / ".plan.lock.held").write_text("mia@kultur\n", encoding="utf-8")

    with pytest.raises(Conflict, match=r"PB305.*mia@kultur"), locked(tmp_path / ".plan.lock", wait=0):
        pass


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write to every file")
def test_a_lock_file_that_may_only_be_read_is_made_anew(tmp_path: Path) -> None:
    """A colleague's mask shuts nobody out: while nobody holds the old one, a new one takes its place."""
    lock = tmp_path / ".plan.lock"
    lock.write_text("anne@kultur\n", encoding="utf-8")
    lock.chmod(0o444)

    with locked(lock):
        holder = lock.read_text(encoding="utf-8")

    assert (holder == "anne@kultur\n", lock.stat().st_mode & 0o200) == (False, 0o200)


def test_a_lock_file_that_is_a_link_is_refused(tmp_path: Path) -> None:
    """It would write the holder's name into another file."""
    (tmp_path / "own").write_bytes(b"own")
    (tmp_path / ".plan.lock").symlink_to(tmp_path / "own")

    with pytest.raises(InputInvalid, match="PB018"), locked(tmp_path / ".plan.lock"):
        pass

    assert (tmp_path / "own").read_bytes() == b"own"


def test_a_lock_that_was_replaced_while_one_waited_is_not_taken_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two would be at work, each under a lock file of their own."""
    lock = tmp_path / ".plan.lock"
    child = started(HOLD_LOCK, lock)
    monkeypatch.setattr("planbuilder.locks.PAUSE", 0.01)

    lock.rename(tmp_path / "old")
    with locked(lock):
        inside = lock.exists()

    end(child)
    assert inside


WINDOWS = """
import os, sys, types
from pathlib import Path
import planbuilder.files, planbuilder.drive, planbuilder.machine  # what they import is this system's
calls = []
def locking(handle, how, size):
    calls.append((how, size, os.lseek(handle, 0, os.SEEK_CUR)))
sys.modules["fcntl"] = None
sys.modules["msvcrt"] = types.SimpleNamespace(locking=locking, LK_NBLCK=2)
sys.platform = "win32"
import importlib, planbuilder.hold
importlib.reload(planbuilder.hold)
from planbuilder.locks import locked
with locked(Path(sys.argv[1])):
    print(calls, "@" in Path(sys.argv[1]).read_text())
"""


def test_on_windows_a_byte_behind_the_name_is_locked(tmp_path: Path) -> None:
    """There is no fcntl there, and nobody could read the holder's name if its own bytes were locked."""
    command = [sys.executable, "-c", WINDOWS, str(tmp_path / "lock")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)

    assert done.stdout.strip() == f"[(2, 1, {0x7FFF_FFFE})] True"
