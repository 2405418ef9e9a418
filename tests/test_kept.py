"""What is kept is found again, damages nothing when it cannot be, and does not grow for ever."""

from __future__ import annotations

import os
from pathlib import Path

from planbuilder.kept import Kept, prune


def test_what_was_not_used_for_longest_is_let_go(standard_look, tmp_path: Path) -> None:
    """Being read again is being used; what fits stays."""
    studio = Studio(standard_look, tmp_path)
    for width in (300, 310, 320):
        studio.drawing(CHART, width, 200)
    paths = sorted(tmp_path.iterdir())
    for age, path in enumerate(paths):
        os.utime(path, (age, age))
    Studio(standard_look, tmp_path).drawing(CHART, 300, 200)
    used = max(paths, key=lambda path: path.stat().st_mtime)

    prune(tmp_path, used.stat().st_size)
    prune(tmp_path / "gone")

    assert list(tmp_path.iterdir()) == [used]


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
