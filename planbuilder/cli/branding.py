"""The command `template check`, and the look that a call asks documents to have."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from planbuilder import look
from planbuilder.cli.output import result, result_json, show_problems
from planbuilder.language import Language
from planbuilder.look import Look

PROFILE = "profile.yaml"
MILLIMETRE = 72 / 25.4


def asked_look(language: Language, folder: Path, given: Mapping[str, Any]) -> Look:
    """The look of a call: of the profile it names or that lies beside the plan, and the template it names."""
    beside = folder / PROFILE
    file = given["profile"] or (beside if beside.is_file() else None)
    if file is None and given["template"] is None:
        return look.load()
    from planbuilder.branding.profile import chosen_styles, profile_look, with_template

    made, warnings = profile_look(file) if file else (look.load(), ())
    show_problems(warnings, language)
    return with_template(made, given["template"], chosen_styles(file)) if given["template"] else made


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
