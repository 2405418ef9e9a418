"""The command `template check`, and the look that a call asks documents to have."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from planbuilder import files, look
from planbuilder.cli.output import result, result_json, show_problems
from planbuilder.errors import InputInvalid, Place, problem
from planbuilder.language import Language
from planbuilder.look import Look

PROFILE = "profile.yaml"
KEPT = "profile/"
MILLIMETRE = 72 / 25.4


def asked_look(language: Language, folder: Path, given: Mapping[str, Any]) -> Look:
    """The look of a call: of the profile it names or that lies beside the plan, and the template it names."""
    file = profile_of(folder, given["profile"])
    if file is None and given["template"] is None:
        return look.load()
    from planbuilder.branding.profile import chosen_styles, profile_look, with_template

    made, warnings = profile_look(file) if file else (look.load(), ())
    show_problems(warnings, language)
    return with_template(made, given["template"], chosen_styles(file)) if given["template"] else made


def profile_of(folder: Path, given: Path | None) -> Path | None:
    """The profile that is named, else the one beside the plan, if there is one; raises InputInvalid."""
    beside = folder / PROFILE
    if given or not beside.is_file():
        return given
    if files.leads_out(beside, folder):
        raise InputInvalid([problem("PB015", Place(str(beside)))])
    return beside


def profile_files(folder: Path, given: Path | None) -> dict[str, bytes]:
    """The profile a call uses, with the files it names, as a version keeps them; nothing without one."""
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


def show_template(language: Language, file: Path, profile: Path | None, as_json: bool) -> None:
    """Show what a Word template holds and which of its styles will be used; raises InputInvalid if it is refused."""
    from planbuilder.branding.profile import chosen_styles, with_template
    from planbuilder.branding.template import report

    base, chosen = look.load(), chosen_styles(profile)
    template = with_template(base, file, chosen).template
    assert template is not None
    found = report(template, chosen, base)
    if as_json:
        result_json({"schema": "planbuilder.template/1", "file": str(file), **_data(found)})
        return
    width, height = (f"{points / MILLIMETRE:.0f}" for points in (found.width, found.height))
    facts = {
        "page": language.text("cli.template_size", width=width, height=height),
        "language": found.language or "–",
        "numbering": language.text(f"words.{'yes' if found.numbers_headings else 'no'}"),
        "place": language.text(f"words.{'yes' if found.has_place else 'no'}"),
        "facts": ", ".join(found.facts) or "–",
    }
    for name, value in facts.items():
        result(f"{language.text(f'cli.template_{name}')}: {value}")
    for style in found.styles:
        status = language.text(f"cli.style_{style.status}")
        result(f"  {style.name:<22} {status:<9} {style.found}".rstrip())


def _data(found: Any) -> dict[str, Any]:
    """A report under stable names."""
    styles = [{"name": one.name, "status": one.status, "found": one.found} for one in found.styles]
    return {
        "page": {"width_pt": found.width, "height_pt": found.height},
        "language": found.language,
        "numbers_headings": found.numbers_headings,
        "has_place": found.has_place,
        "facts": list(found.facts),
        "styles": styles,
    }
