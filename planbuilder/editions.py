"""What made something: the editions of the program, of its libraries and of the machine.

In: nothing, or two lists of editions. Out: editions by name, one text for all of them, or which differ.
"""

from __future__ import annotations

import platform
import sys
import zlib
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path

from planbuilder import looking, resources
from planbuilder.errors import InputInvalid

# The edition of what is not noted.
UNKNOWN = "?"
# Every library that has a part in a document; `rl_accel` is reportlab's, used where it is installed.
LIBRARIES = (
    "Babel",
    "fontpkg-lato",
    "fontTools",
    "lxml",
    "matplotlib",
    "numpy",
    "pikepdf",
    "Pillow",
    "pyphen",
    "python-docx",
    "PyYAML",
    "reportlab",
    "rl_accel",
    "XlsxWriter",
)


@cache
def everything() -> str:
    """What differs where the program, a library or the machine is another: each may write other bytes."""
    return repr((resources.edition(), _machine(), _installed()))


def _installed() -> list[str]:
    """What is installed, each with its edition, as its folder is named: to read what it says of itself takes long."""
    found = []
    for place in map(Path, sys.path):
        with suppress(InputInvalid):  # a folder that is shut has no library either
            found += [one.name for one in looking.own_entries(place, "*-info")]
    return found


def tools() -> dict[str, str]:
    """The edition of everything that makes documents here, by its name; what is not installed is left out."""
    found = {name: _edition(name) for name in LIBRARIES}
    return {**_machine(), **{name: edition for name, edition in found.items() if edition}}


def _machine() -> dict[str, str]:
    return {
        platform.python_implementation(): platform.python_version(),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        platform.system(): platform.machine(),
    }


def _edition(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, version  # brings a parser of mail: only a version names tools

    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def other_editions(then: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
    """What had another edition then, each with its name and that edition: `CPython 3.11.7`."""
    return tuple(f"{name} {then.get(name, UNKNOWN)}" for name in {**then, **now} if then.get(name) != now.get(name))
