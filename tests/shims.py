"""Drives that refuse: what Python's calls to the system answer on a network drive or in a container."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from planbuilder import drive, hold

# How systems say that a drive knows no such thing.
WORDS = ("EPERM", "EINVAL", "ENOSYS", "ENOTSUP")
Refuse = Callable[[str, str], None]


def refusing(monkeypatch: pytest.MonkeyPatch, wish: str, word: str) -> None:
    """From now on the drive refuses a wish, in that word of the system."""

    def refuse(*_: Any, **__: Any) -> Any:
        raise OSError(getattr(errno, word), os.strerror(getattr(errno, word)))

    def only_new(source: Any, target: Any) -> None:
        if Path(target).is_file():
            refuse()
        rename(source, target)

    rename = os.rename
    places: dict[str, tuple[tuple[Any, str, Any], ...]] = {
        "rights": ((os, "chmod", refuse), (os, "chown", refuse), (Path, "chmod", refuse)),
        "flush": ((os, "fsync", refuse),),
        "links": ((os, "link", refuse),),
        "replace": ((os, "replace", only_new), (os, "rename", only_new)),
        "locks": ((hold, "_grasp", refuse),),
    }
    for owner, name, does in places[wish]:
        monkeypatch.setattr(owner, name, does)


def told() -> list[str]:
    """The codes of what drives have refused since this was last asked."""
    return [found.code for found in drive.refusals()]
