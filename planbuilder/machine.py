"""Who is at work, and where: facts of the machine that may be missing.

In: the system and its environment. Out: names and folders, or what takes their place. A container or a service may run
under a number that has no name and no home.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path


def whoami() -> str:
    """Who is logged in, and on which machine: `user@host`; the number of a user who has no name."""
    import socket  # seldom needed, and slow to load

    return f"{user()}@{socket.gethostname()}"


def user() -> str:
    """The name of the account, its number if it has no name, `?` where there are no numbers either."""
    import getpass

    with suppress(KeyError, OSError, ImportError):  # which of them depends on the version of Python
        return getpass.getuser()
    return str(os.getuid()) if hasattr(os, "getuid") else "?"


def home(environment: Mapping[str, str]) -> str:
    """The user's home folder, empty if the user has none."""
    # From the environment that is given, so that a test, or a service, says whose home it is.
    known = environment.get("HOME") or environment.get("USERPROFILE")
    if known:
        return known
    with suppress(RuntimeError):
        return str(Path("~").expanduser())
    return ""


def from_home(text: str) -> Path:
    """The path that a text names, `~` being the home folder where there is one."""
    with suppress(RuntimeError):
        return Path(text).expanduser()
    return Path(text)
