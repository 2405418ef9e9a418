"""What is kept is found again, damages nothing when it cannot be, and does not grow for ever."""

from __future__ import annotations

import os
from pathlib import Path

from planbuilder.kept import Kept, prune


def test_what_was_not_used_for_longest_is_let_go(tmp_path: Path) -> None:
    """Being read again is being used; what fits stays, and what is known of plans is not driven out by pictures."""
    kept = Kept(tmp_path)
    for age, name in enumerate(("a.plan", "a.png", "b.png", "c.png")):
        kept.keep(name, b"12345")
        os.utime(tmp_path / name, (age, age))
    kept.read("a.png")

    prune(tmp_path, 10)
    prune(tmp_path / "gone")

    assert ["a.plan", "a.png", "c.png"] == sorted(one.name for one in tmp_path.iterdir())


def test_what_is_kept_is_found_again_and_nothing_is_without_a_folder(tmp_path: Path) -> None:
    """Under its own name alone, for its user alone."""
    kept = Kept(tmp_path / "kept")
    kept.keep("a", b"1")
    Kept(None).keep("a", b"1")

    assert (kept.read("a"), kept.read("b"), Kept(None).read("a")) == (b"1", None, None)
    assert (tmp_path / "kept").stat().st_mode & 0o777 == 0o700


def test_a_folder_that_cannot_be_written_to_costs_time_alone(tmp_path: Path) -> None:
    """Here a file is in its place."""
    (tmp_path / "kept").write_bytes(b"")
    kept = Kept(tmp_path / "kept")

    kept.keep("a", b"1")

    assert kept.read("a") is None
