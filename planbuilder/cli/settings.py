"""What commands take from the configuration: its values, whom to trust, and the archive they are about."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from planbuilder import codes, configuration, files
from planbuilder.approval.store import MANIFEST
from planbuilder.archive.store import Archive, open_archive
from planbuilder.cli.output import show_problems
from planbuilder.configuration import Configuration
from planbuilder.errors import InputInvalid, UsageWrong, problem
from planbuilder.language import Language

if TYPE_CHECKING:
    from planbuilder.signing.trust import Trust

VARIABLE = "PLANBUILDER_ARCHIVE"
KEPT = "PLANBUILDER_CACHE"
# Where a user's programs keep what they can make again: the variable that says so, and the place in the home folder.
CACHES = {"win32": ("LOCALAPPDATA", "AppData/Local"), "darwin": ("XDG_CACHE_HOME", "Library/Caches")}


def configured(language: Language, given: Path | None, about: Path | None = None) -> Configuration:
    """The configuration a command works with, its warnings shown; raises InputInvalid.

    `about` is the plan, version or PDF the command is about: a file beside it may choose something, and trust nobody.
    """
    found, warnings = configuration.load(configuration.find(given, os.environ))
    show_problems(warnings, language)
    for folder in _folders_of(about):
        found, warnings = configuration.chosen(found, folder)
        show_problems(warnings, language)
    return found


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


def _folders_of(about: Path | None) -> list[Path]:
    """Where a file beside a plan may lie: the plan's folder, of a version or what lies in one too."""
    if about is None:
        return []
    near = [about, *about.absolute().parents[:3]]
    version = next((folder for folder in near if (folder / MANIFEST).is_file()), None)
    if version is not None:
        return [version.absolute().parent.parent]
    return [about if about.is_dir() else about.parent]


def trusted(settings: Configuration) -> Trust:
    """Whom the configuration trusts, and that it says so; raises InputInvalid with every file that cannot be used."""
    from planbuilder.signing.trust import trust  # loads pyHanko

    return trust(settings.trust, settings.file)


def archive_folder(given: Path | None, settings: Configuration | None = None) -> Path:
    """The archive that a command is about: what was typed, else the environment's, else the configuration's.

    Raises UsageWrong if nothing names an archive.
    """
    known = settings or configuration.load(configuration.find(None, os.environ))[0]
    named = os.environ.get(VARIABLE, "") or known.archive
    if given is None and not named:
        raise UsageWrong([problem(codes.ARCHIVE_NOT_NAMED, variable=VARIABLE)])
    return given or Path(named)


def known_archive(settings: Configuration | None = None) -> Archive | None:
    """The archive that the environment or the configuration names, None without one that can be opened."""
    try:
        return open_archive(archive_folder(None, settings))
    except (UsageWrong, InputInvalid):
        return None
