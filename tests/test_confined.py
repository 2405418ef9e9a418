"""Somebody else's bytes take a limited amount of memory and time, whatever they make a library do."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from planbuilder import confined as module
from planbuilder.confined import DAMAGED, OVERRUN, Refused, confined, one_piece_of_work

TASK = "planbuilder.confined:{}"
HAS_LIMITS = pytest.mark.skipif(sys.platform != "linux", reason="other systems limit the time alone")


@pytest.fixture
def task(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The name of a task with this body; its argument is called `data`."""
    monkeypatch.syspath_prepend(tmp_path)

    def named(body: str) -> str:
        lines = "\n    ".join(["def work(data):", *body.splitlines()])
        (tmp_path / "tasks.py").write_text(f"from planbuilder.confined import Refused\n{lines}\n", encoding="utf-8")
        return "tasks:work"

    return named


def test_what_a_task_makes_of_bytes_comes_back(task) -> None:
    """Any bytes, also many."""
    assert confined(task("return data[::-1]"), bytes(range(256)) * 4_000) == bytes(range(256))[::-1] * 4_000


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        pytest.param("raise Refused('ENCRYPTED')", "ENCRYPTED", id="the task's own reason"),
        pytest.param("raise KeyError(1)", DAMAGED, id="whatever a library raises"),
        pytest.param("return data.no_such_thing", DAMAGED, id="whatever it runs into"),
        pytest.param("raise MemoryError", OVERRUN, id="no memory left"),
        pytest.param("import os; os.abort()", OVERRUN, id="a crash of a library"),
    ],
)
def test_a_refusal_comes_back_with_its_reason(task, body: str, reason: str) -> None:
    """And nothing of it reaches our own process."""
    with pytest.raises(Refused) as refused:
        confined(task(body), b"")

    assert refused.value.reason == reason


@HAS_LIMITS
def test_memory_is_limited(task) -> None:
    """A gigabyte is more than any file of ours needs."""
    with pytest.raises(Refused, match=OVERRUN):
        confined(task("return bytes(2_000_000_000)[:1]"), b"")


@HAS_LIMITS
def test_time_of_the_processor_is_limited(task, monkeypatch: pytest.MonkeyPatch) -> None:
    """A task that never ends is ended."""
    monkeypatch.setattr(module, "CHILD", f"import {module.__name__} as m; m.SECONDS = 1; m.serve()")

    with pytest.raises(Refused, match=OVERRUN):
        confined(task("while True: pass"), b"")


def test_time_by_the_clock_is_limited(task, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also one that only waits."""
    monkeypatch.setattr(module, "PATIENCE", 0.5)
    started = time.monotonic()

    with pytest.raises(Refused, match=OVERRUN):
        confined(task("import time; time.sleep(60)"), b"")

    assert time.monotonic() - started < 30


def test_a_task_that_is_not_there_is_our_bug() -> None:
    """It is not laid at the file's door."""
    with pytest.raises(RuntimeError, match="no_such_task"):
        confined(TASK.format("no_such_task"), b"")


def test_no_module_is_taken_from_the_folder_one_stands_in(
    task, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder one was sent may hold a `json.py`; it is never run."""
    folder = tmp_path / "sent"
    folder.mkdir()
    (folder / "json.py").write_text("raise SystemExit(9)", encoding="utf-8")
    monkeypatch.chdir(folder)
    monkeypatch.setattr(sys, "path", ["", *sys.path])

    assert confined(task("import json; return json.dumps(1).encode()"), b"") == b"1"


def test_what_overran_once_is_not_tried_again_in_a_piece_of_work(task) -> None:
    """Every further task on a file would take as long again; a stretch within another belongs to it."""
    data = b"x" * 1_000 + bytes(range(256))
    with one_piece_of_work():
        with one_piece_of_work(), pytest.raises(Refused, match=OVERRUN):
            confined(task("raise MemoryError"), data)

        with pytest.raises(Refused, match=OVERRUN):
            confined(task("return data"), b"other", data)
        assert b"y" * 1_000 == confined(task("return data"), b"y" * 1_000)


def test_what_overran_is_tried_again_in_the_next_piece_of_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is kept from one to the next: the machine had much to do, or the limit was another."""
    (tmp_path / "once.py").write_text(
        "from pathlib import Path\n\n\ndef work(data):\n    seen = Path(__file__).with_name('seen')\n"
        "    if not seen.exists():\n        seen.touch()\n        raise MemoryError\n    return data\n",
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(tmp_path)
    data = b"x" * 1_000
    with one_piece_of_work(), pytest.raises(Refused, match=OVERRUN):
        confined("once:work", data)

    assert data == confined("once:work", data)


def test_what_overran_beside_something_else_is_tried_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Our own document is compared with what came back: if that takes too much, ours can be read all the same."""
    (tmp_path / "pairs.py").write_text(
        "def work(*given):\n    if len(given) > 1:\n        raise MemoryError\n    return given[0]\n", encoding="utf-8"
    )
    monkeypatch.syspath_prepend(tmp_path)
    own, theirs = b"o" * 200, b"t" * 200

    with one_piece_of_work():
        for _ in range(2):
            with pytest.raises(Refused, match=OVERRUN):
                confined("pairs:work", own, theirs)

        assert (own, theirs) == (confined("pairs:work", own), confined("pairs:work", theirs))
