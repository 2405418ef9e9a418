"""The commands about documents: `template check`, and `demo`, the example with its documents.

In: the words of a language. Out: click commands, which print where each file is; of the example's whole way also the
verdicts.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planbuilder.cli.options import FILE, Words, configured, group, kept_figures, known_archive, moment, parsed_day
from planbuilder.cli.output import message, problem_data, result, result_json, show_path, show_problems
from planbuilder.errors import VerificationFailed
from planbuilder.language import Language

MILLIMETRE = 72 / 25.4

if TYPE_CHECKING:
    from planbuilder.branding.template import TemplateReport


def template_command(words: Words, name: str) -> click.Group:
    """The group `template`."""
    made = group(words, name, words.language.text("cli.template"), click.Group)
    parameters = (words.path("file"), words.file("--profile"), words.json())
    made.add_command(words.command("check", _check_template, *parameters, group="template_"))
    return made


def _check_template(language: Language, file: Path, profile: Path | None, as_json: bool) -> None:
    """Show what a Word template holds and how it will be used."""
    from planbuilder.usecases.looks import check_template

    found = check_template(file, language, profile)
    if as_json:
        warnings = [problem_data(one, language) for one in found.warnings]
        result_json(
            {"schema": "planbuilder.template/1", "file": str(file), **_data(found.report), "warnings": warnings}
        )
        return
    for line in _lines(found.report, language):
        result(line)
    show_problems(found.warnings, language)


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


def demo_command(words: Words, name: str) -> click.Command:
    """The command `demo`."""
    folder = click.Argument(
        ["folder"],
        default="demo-plan",
        required=False,
        metavar=f"[{words.metavar('folder')}]",
        type=FILE,
    )
    whole = words.flag("--archive", "demo_archive")
    return words.command(name, _demo, folder, words.day("--date", to="day"), whole)


def _demo(language: Language, folder: Path, day: str | None, archive: bool) -> int:
    """Write the example plan and its documents, print where each is, and take it all the way if asked."""
    from planbuilder import look
    from planbuilder.plan.store import open_plan
    from planbuilder.usecases.building import Wanted, write
    from planbuilder.usecases.plans import write_example

    today = moment().date()
    chosen = parsed_day(day, language, today) or today
    show_path(write_example(folder, language))
    kept = Wanted(kept_figures=kept_figures(os.environ))
    write(open_plan(folder), chosen, language, look.load(), kept, show_path, partial(show_problems, language=language))
    return _whole_way(language, folder, moment()) if archive else 0


def _whole_way(language: Language, folder: Path, now: datetime) -> int:
    """Take the example all the way, and show a good and a tampered verdict; 5 if either is not what it should be."""
    from functools import partial

    from planbuilder.cli.output import show_problems
    from planbuilder.cli.verdicts import show_found, show_version
    from planbuilder.cli.versions import show_sealed
    from planbuilder.plan.store import Author
    from planbuilder.usecases.approving import approve
    from planbuilder.usecases.demonstrating import CONFIGURATION, TAMPERED, carry_through, tampered

    author, warn = Author("planbuilder demo", "", now), partial(show_problems, language=language)
    sealed = approve(folder, language, now.date(), now, author.name, archive=known_archive(), warn=warn)
    show_sealed(language, sealed)
    carried = carry_through(sealed, language, author)
    result(language.text("archive.head", head=carried.head))
    result(language.text("approval.demo.good"))
    chosen = folder / CONFIGURATION
    settings = configured(language, chosen, sealed.folder)
    code = show_version(language, sealed.folder, now, settings, known_archive(settings), again=False)
    found = tampered(carried, now)
    result(language.text("approval.demo.tampered"))
    show_found(language, found, TAMPERED)
    message(language.text("approval.demo.again", version=sealed.folder, config=chosen))
    # The example must be found good and its copy bad: a verifier that always says yes would pass the first alone.
    is_as_it_should_be = carried.is_sound and code == 0 and found.state == "not_verified"
    return 0 if is_as_it_should_be else VerificationFailed.exit_code
