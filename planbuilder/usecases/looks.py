"""How documents look: by the profile of a municipality, by a Word template, or as they come.

In: a plan's folder, and the files a call names. Out: a `Look`, what a template
holds, and the profile as a version keeps it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from planbuilder import codes, files, look, looking
from planbuilder.errors import InputInvalid, Place, Problem, problem
from planbuilder.language import Language
from planbuilder.look import Look
from planbuilder.record import record, replace
from planbuilder.usecases.talk import Warn, unheard

if TYPE_CHECKING:
    from planbuilder.branding.template import TemplateReport

PROFILE = "profile.yaml"
KEPT = "profile/"


@record
class Tried:
    """What a Word template holds, and what is to be said of how it will be used."""

    report: TemplateReport
    warnings: tuple[Problem, ...]


def look_of(folder: Path, profile: Path | None = None, template: Path | None = None, warn: Warn = unheard) -> Look:
    """The look by the profile that is named or lies beside the plan, and by a Word template; raises InputInvalid."""
    file = profile_of(folder, profile)
    if file is None and template is None:
        return look.load()
    from planbuilder.branding.profile import chosen_styles, opened_template, profile_look

    made, warnings = profile_look(file) if file else (look.load(), ())
    if template:
        found = opened_template(template, chosen_styles(file), made)
        made, warnings = replace(made, template=found.word), (*warnings, *found.warnings)
    warn(warnings)
    return made


def profile_of(folder: Path, given: Path | None) -> Path | None:
    """The profile that is named, else the one beside the plan, if there is one; raises InputInvalid."""
    beside = folder / PROFILE
    if given or not looking.is_file(beside):
        return given
    if files.leads_out(beside, folder):
        raise InputInvalid([problem(codes.LINK_OUT_OF_FOLDER, Place(str(beside)))])
    return beside


def profile_files(folder: Path, given: Path | None) -> dict[str, bytes]:
    """The profile of a plan with the files it names, as a version keeps them; nothing without one."""
    file = profile_of(folder, given)
    if file is None:
        return {}
    from planbuilder.branding.profile import named_files

    return {KEPT + PROFILE: files.contents(file), **{KEPT + name: data for name, data in named_files(file).items()}}


def kept_look(kept: Mapping[str, bytes]) -> Look:
    """The look of a version by the profile it keeps; the standard one without."""
    if KEPT + PROFILE not in kept:
        return look.load()
    from planbuilder.branding.profile import profile_look

    with TemporaryDirectory() as folder:
        for name, data in kept.items():
            if name.startswith(KEPT):
                files.write_atomically(Path(folder) / name.removeprefix(KEPT), data)
        return profile_look(Path(folder) / PROFILE)[0]


def check_template(file: Path, language: Language, profile: Path | None = None) -> Tried:
    """What a Word template holds, after a page was written with it; raises InputInvalid if it is refused."""
    from planbuilder.branding.profile import chosen_styles, opened_template
    from planbuilder.branding.trial import tried

    base = look.load()
    template = opened_template(file, chosen_styles(profile), base)
    warnings = (*template.warnings, *tried(template.word, base, language.tag, str(file)))
    return Tried(template.report, warnings)
