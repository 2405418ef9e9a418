"""What commands take from the configuration: its values, whom to trust, and the archive they are about."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from planbuilder import codes, configuration, files
from planbuilder.cli.output import show_problems
from planbuilder.configuration import Configuration
from planbuilder.errors import InputInvalid, UsageWrong, problem
from planbuilder.language import Language

if TYPE_CHECKING:
    from planbuilder.archive.store import Archive

VARIABLE = "PLANBUILDER_ARCHIVE"
KEPT = "PLANBUILDER_CACHE"
# Where a user's programs keep what they can make again: the variable that says so, and the place in the home folder.
CACHES = {"win32": ("LOCALAPPDATA", "AppData/Local"), "darwin": ("XDG_CACHE_HOME", "Library/Caches")}


def configured(language: Language, given: Path | None, about: Path | None = None) -> Configuration:
    """The configuration a command works with, its warnings shown; raises InputInvalid.

    `about` is the plan, version or PDF the command is about: a file beside it may choose something, and trust nobody.
    """
    from planbuilder.usecases.configuring import configured as read

    return read(configuration.find(given, os.environ), about, partial(show_problems, language=language))


def kept_figures(environment: Mapping[str, str]) -> Path | None:
    """Where drawn figures are kept: a folder that the user alone writes to, since it is believed; else None."""
    folder = _figures(environment)
    return folder if folder and files.is_own(folder) else None


def _figures(environment: Mapping[str, str]) -> Path | None:
    """The folder that the environment names for figures; None for none."""
    if KEPT in environment:
        return Path(environment[KEPT]) if environment[KEPT] else None
    variable, usual = CACHES.get(sys.platform, ("XDG_CACHE_HOME", ".cache"))
    home = environment.get("USERPROFILE" if sys.platform == "win32" else "HOME", "")
    folder = Path(environment.get(variable) or Path(home, usual))
    return folder / "planbuilder" / "figures" if folder.is_absolute() else None


def archive_folder(given: Path | None, settings: Configuration | None = None) -> Path:
    """The archive that a command is about: what was typed, else the environment's, else the configuration's.

    Raises UsageWrong if nothing names an archive.
    """
    known = settings or configuration.load(configuration.find(None, os.environ))[0]
    named = os.environ.get(VARIABLE, "") or known.archive
    if given is None and not named:
        raise UsageWrong([problem(codes.ARCHIVE_NOT_NAMED, variable=VARIABLE)])
    return given or Path(named)


def opened_archive(given: Path | None, settings: Configuration | None = None) -> Archive:
    """The archive that a command is about, opened."""
    from planbuilder.archive.store import open_archive

    return open_archive(archive_folder(given, settings))


def known_archive(settings: Configuration | None = None) -> Archive | None:
    """The archive that the environment or the configuration names, None without one that can be opened."""
    try:
        return opened_archive(None, settings)
    except (UsageWrong, InputInvalid):
        return None
