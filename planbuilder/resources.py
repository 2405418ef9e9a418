"""Where the bundled data lie: in a checkout beside the package, in an installed wheel inside it.

In: the name of a data folder. Out: its path. No other module knows that there are two places.
"""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
INSIDE = ("languages", "demo", "rates")


def folder(name: str) -> Path:
    """The folder of bundled data called `name`: questionnaires, templates, languages, demo or rates."""
    if name in INSIDE:
        return PACKAGE / name
    bundled = PACKAGE / "_data" / name
    return bundled if bundled.is_dir() else PACKAGE.parent / name
