"""What makes a document's bytes beside the plan and this program: the interpreter, the libraries, the machine.

In: nothing. Out: the edition of each by its name, and how two such lists differ. Any of them may write other bytes for
the same figures: another compression, another order of glyphs, another last decimal of a sine.
"""

from __future__ import annotations

import platform
import zlib
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version

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
    "python-docx",
    "PyYAML",
    "reportlab",
    "rl_accel",
    "XlsxWriter",
)


def tools() -> dict[str, str]:
    """The edition of everything that makes documents here, by its name; what is not installed is left out."""
    found = {name: _edition(name) for name in LIBRARIES}
    return {
        platform.python_implementation(): platform.python_version(),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        platform.system(): platform.machine(),
        **{name: edition for name, edition in found.items() if edition},
    }


def _edition(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def differing(then: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
    """What had another edition then, each with its name and that edition: `CPython 3.11.7`."""
    return tuple(f"{name} {then.get(name, UNKNOWN)}" for name in {**then, **now} if then.get(name) != now.get(name))
