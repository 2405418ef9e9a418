"""What commands take from the configuration: its values, and the archive they are about."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from planbuilder import configuration
from planbuilder.approval.store import MANIFEST
from planbuilder.cli.output import show_problems
from planbuilder.configuration import Configuration
from planbuilder.errors import UsageWrong, problem
from planbuilder.language import Language

VARIABLE = "PLANBUILDER_ARCHIVE"
KEPT = "PLANBUILDER_CACHE"
# Where a user's programs keep what they can make again: the variable that says so, and the place in the home folder.
CACHES = {"win32": ("LOCALAPPDATA", "AppData/Local"), "darwin": ("XDG_CACHE_HOME", "Library/Caches")}


def configured(language: Language, given: Path | None, beside: Path) -> Configuration:
    """The configuration a command works with, its warnings shown; a version has its plan's. Raises InputInvalid."""
    folder = beside.parent.parent if (beside / MANIFEST).is_file() else beside
    found, warnings = configuration.load(configuration.find(given, folder, os.environ))
    show_problems(warnings, language)
    return found


def kept_figures(environment: Mapping[str, str]) -> Path | None:
    """Where drawn figures are kept: a folder of the user's own, since what is kept is believed; None to keep none."""
    if KEPT in environment:
        return Path(environment[KEPT]) if environment[KEPT] else None
    variable, usual = CACHES.get(sys.platform, ("XDG_CACHE_HOME", ".cache"))
    home = environment.get("USERPROFILE" if sys.platform == "win32" else "HOME", "")
    folder = Path(environment.get(variable) or Path(home, usual))
    return folder / "planbuilder" / "figures" if folder.is_absolute() else None


def archive_folder(given: Path | None, settings: Configuration | None = None) -> Path:
    """The archive that a command is about: what was typed, else the environment's, else the configuration's.

    Without `settings` it is that of the folder one stands in. Raises UsageWrong if nothing names an archive.
    """
    known = settings or configuration.load(configuration.find(None, Path(), os.environ))[0]
    named = os.environ.get(VARIABLE, "") or known.archive
    if given is None and not named:
        raise UsageWrong([problem("PB185", variable=VARIABLE)])
    return given or Path(named)
