"""What a use case works with that is set once: a configuration, with what a file beside the plan may choose.

In: a configuration's file, and what the use case is about. Out: a `Configuration`.
"""

from __future__ import annotations

from pathlib import Path

from planbuilder import configuration, looking
from planbuilder.approval.store import MANIFEST
from planbuilder.configuration import Configuration
from planbuilder.usecases.talk import Warn, unheard


def configured(file: Path | None, about: Path | None = None, warn: Warn = unheard) -> Configuration:
    """The configuration of a file, empty without one; warnings about it are heard. Raises InputInvalid.

    `about` is the plan, version or PDF that it is for: a file beside it may choose something, and trust nobody.
    """
    found, warnings = configuration.load(file)
    warn(warnings)
    for folder in _folders_of(about):
        found, warnings = configuration.chosen(found, folder)
        warn(warnings)
    return found


def _folders_of(about: Path | None) -> list[Path]:
    """Where a file beside a plan may lie: the plan's folder, of a version or what lies in one too."""
    if about is None:
        return []
    near = [about, *about.absolute().parents[:3]]
    version = next((folder for folder in near if looking.is_file(folder / MANIFEST)), None)
    if version is not None:
        return [version.absolute().parent.parent]
    return [about if looking.is_folder(about) else about.parent]
