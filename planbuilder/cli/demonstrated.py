"""The command `demo`: the example plan, its documents, and with `--archive` its whole way.

In: the words of a language. Out: a click command, which prints what was written and shows a good and a bad verdict.
"""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import click

from planbuilder.cli.options import FILE, Words
from planbuilder.cli.output import message, result, show_path
from planbuilder.cli.settings import configured, kept_figures, known_archive
from planbuilder.cli.values import moment, parsed_day
from planbuilder.errors import VerificationFailed
from planbuilder.language import Language


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
    from functools import partial

    from planbuilder import look
    from planbuilder.cli.output import show_problems
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
    is_as_it_should_be = carried.is_sound and code == 0 and found.state == "not_verified"
    return 0 if is_as_it_should_be else VerificationFailed.exit_code
