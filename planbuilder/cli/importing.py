"""The command `import`: a workbook brought back into its plan.

In: the words of a language. Out: a click command, which shows what was changed in the workbook with what it does to
the business case, and saves it if that is asked for.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from planbuilder.cli.comparing import comparison_lines
from planbuilder.cli.options import FILE, HERE, Words, moment
from planbuilder.cli.output import message, problem_data, result, result_json, show_problems
from planbuilder.language import Language

if TYPE_CHECKING:
    from planbuilder.usecases.importing import Brought

SCHEMA = "planbuilder.import/1"


def import_command(words: Words, name: str) -> click.Command:
    """The command `import`."""
    file = click.Argument(["file"], type=FILE, metavar=words.metavar("file"))
    plan = click.Argument(["plan"], type=FILE, required=False, default=HERE, metavar=f"[{words.metavar('plan')}]")
    options = [words.flag("--accept", "import_accept", "accept"), words.flag("--dry-run", "import_dry_run", "dry_run")]
    return words.command(name, _import, file, plan, *options, words.json(), *words.author())


def _import(
    language: Language, file: Path, plan: Path, accept: bool, dry_run: bool, as_json: bool, by: str, role: str
) -> None:
    """Show what was changed in a workbook; with `accept`, and without `dry_run`, save it."""
    from planbuilder.usecases.acting import Who
    from planbuilder.usecases.importing import bring

    found = bring(plan, file, language, Who(moment(), by, role), accept and not dry_run)
    if as_json:
        result_json(_data(found, language))
        return
    show_problems(found.left, language)
    if not found.comparison.entries:
        result(language.text("import.unchanged"))
        return
    for line in comparison_lines(found.comparison, language):
        result(line)
    for cell, id in found.new.items():
        result(language.text("import.new", cell=cell, id=id))
    message(language.text("import.saved" if found.is_saved else "import.not_saved"))


def _data(found: Brought, language: Language) -> dict[str, object]:
    from planbuilder.changes.wording import comparison_data

    left = [problem_data(one, language) for one in found.left]
    told = {"comparison": comparison_data(found.comparison), "new": dict(found.new), "left": left}
    return {"schema": SCHEMA, "saved": found.is_saved, **told}
