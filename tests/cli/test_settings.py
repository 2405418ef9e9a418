"""Where what can be made again is kept: in the user's own place, never beside a plan."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from planbuilder.cli.settings import kept_figures


@pytest.mark.parametrize(
    ("system", "environment", "expected"),
    [
        ("linux", {"HOME": "/home/a"}, "/home/a/.cache/planbuilder/figures"),
        ("linux", {"HOME": "/home/a", "XDG_CACHE_HOME": "/c"}, "/c/planbuilder/figures"),
        ("darwin", {"HOME": "/Users/a"}, "/Users/a/Library/Caches/planbuilder/figures"),
        ("linux", {"HOME": "/home/a", "PLANBUILDER_CACHE": "/x"}, "/x"),
        ("linux", {"HOME": "/home/a", "PLANBUILDER_CACHE": ""}, None),
        ("linux", {"HOME": "/home/a", "XDG_CACHE_HOME": "here"}, None),
        ("linux", {}, None),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="paths of Unix")
def test_figures_are_kept_in_the_users_own_place(
    monkeypatch: pytest.MonkeyPatch, system: str, environment: dict[str, str], expected: str | None
) -> None:
    """As each system has it; nowhere for a user without a place, or in the folder one happens to stand in."""
    monkeypatch.setattr(sys, "platform", system)

    assert kept_figures(environment) == (Path(expected) if expected else None)
