"""The command `template check`, and the look that a call asks documents to have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from planbuilder import codes, files, look
from planbuilder.cli.output import problem_data, result, result_json, show_problems
from planbuilder.errors import InputInvalid, Place, problem
from planbuilder.language import Language
from planbuilder.look import Look
from planbuilder.record import replace

if TYPE_CHECKING:
    from planbuilder.branding.template import TemplateReport

PROFILE = "profile.yaml"
KEPT = "profile/"
MILLIMETRE = 72 / 25.4


def asked_look(language: Language, folder: Path, given: Mapping[str, Any]) -> Look:
    """The look of a call: of the profile it names or that lies beside the plan, and the template it names."""
    file = profile_of(folder, given["profile"])
    if file is None and given["template"] is None:
        return look.load()
    from planbuilder.branding.profile import chosen_styles, opened_template, profile_look

    made, warnings = profile_look(file) if file else (look.load(), ())
    if given["template"]:
        template = opened_template(given["template"], chosen_styles(file), made)
        made, warnings = replace(made, template=template.word), (*warnings, *template.warnings)
    show_problems(warnings, language)
    return made


def profile_of(folder: Path, given: Path | None) -> Path | None:
    """The profile that is named, else the one beside the plan, if there is one; raises InputInvalid."""
    beside = folder / PROFILE
    if given or not beside.is_file():
        return given
    if files.leads_out(beside, folder):
        raise InputInvalid([problem(codes.LINK_OUT_OF_FOLDER, Place(str(beside)))])
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
    """Show what a Word template holds and how it will be used; raises InputInvalid if it is refused."""
    from planbuilder.branding.profile import chosen_styles, opened_template
    from planbuilder.branding.trial import tried

    base = look.load()
    template = opened_template(file, chosen_styles(profile), base)
    warnings = (*template.warnings, *tried(template.word, base, language.tag, str(file)))
    if as_json:
        told = [problem_data(found, language) for found in warnings]
        result_json({"schema": "planbuilder.template/1", "file": str(file), **_data(template.report), "warnings": told})
        return
    for line in _lines(template.report, language):
        result(line)
    show_problems(warnings, language)


def _lines(found: TemplateReport, language: Language) -> Iterator[str]:
    """A report for people: a line a fact, then a line a style."""
    width, height = (f"{points / MILLIMETRE:.0f}" for points in (found.width, found.height))
    text, ground, ratio = found.head
    facts = {
        "page": language.text("cli.template_size", width=width, height=height),
        "language": found.language or "–",
        "numbering": language.text(f"words.{'yes' if found.numbers_headings else 'no'}"),
        "place": language.text(f"words.{'yes' if found.has_place else 'no'}"),
        "title": language.text(f"words.{'yes' if found.has_title else 'no'}"),
        "facts": ", ".join(found.facts) or "–",
        "head": language.text("cli.template_contrast", text=text, ground=ground, ratio=_ratio(ratio, language)),
    }
    yield from (f"{language.text(f'cli.template_{name}')}: {value}" for name, value in facts.items())
    for style in found.styles:
        status = language.text(f"cli.style_{style.status}")
        yield f"  {style.name:<22} {status:<9} {style.found}".rstrip()


def _ratio(ratio: float, language: Language) -> str:
    return language.number(Decimal(f"{ratio:.1f}"), 1)


def _data(found: TemplateReport) -> dict[str, Any]:
    """A report under stable names."""
    text, ground, ratio = found.head
    return {
        "page": {"width_pt": found.width, "height_pt": found.height},
        "language": found.language,
        "numbers_headings": found.numbers_headings,
        "has_place": found.has_place,
        "has_title": found.has_title,
        "facts": list(found.facts),
        "table_head": {"text": text, "ground": ground, "contrast": round(ratio, 1)},
        "styles": [{"name": one.name, "status": one.status, "found": one.found} for one in found.styles],
    }
