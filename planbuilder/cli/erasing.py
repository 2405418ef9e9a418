"""The command `erase`: a person or an answer taken out of all that can be made anew, and all that stays reported.

In: the words of a language. Out: a click command, which shows what is taken out, and what stays, each with its place,
the reason and the way out.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planbuilder.cli.options import Words, configured, kept_figures, moment, opened_archive
from planbuilder.cli.output import message, result, show_problems
from planbuilder.errors import UsageWrong
from planbuilder.language import Language

if TYPE_CHECKING:
    from planbuilder.archive.store import Archive
    from planbuilder.usecases.erasing import Erased


def erase_command(words: Words, name: str) -> click.Command:
    """The command `erase`."""
    options = [
        words.option("--person", "erase_person", default=""),
        words.option("--answer", "erase_answer", default=""),
        words.flag("--confirm", "erase_confirm"),
        words.folder("--archive"),
        words.folder("--package", "erase_package", "packages", multiple=True),
        words.file("--config"),
    ]
    return words.command(name, _erase, words.plan(), *options, *words.author())


def _erase(
    language: Language,
    plan: Path,
    person: str,
    answer: str,
    confirm: bool,
    archive: Path | None,
    packages: tuple[Path, ...],
    config: Path | None,
    by: str,
    role: str,
) -> None:
    """Take a person or an answer out, if that is confirmed, and list what stays and why."""
    from planbuilder.usecases.erasing import Erasure, erase

    wanted, kept = Erasure(person, answer, confirm), kept_figures(os.environ)
    erased = erase(plan, wanted, language, moment(), by, role, kept)
    key = "done" if confirm else "would"
    for place in erased.places:
        result(language.text(f"erase.{key}", place=place))
    opened = partial(_archive, language, erased, archive, config)
    for line in _stays(language, erased, packages, opened):
        result(line)
    message(language.text(f"erase.end.{key}"))


def _stays(
    language: Language, erased: Erased, packages: tuple[Path, ...], archive: Callable[[], Archive | None]
) -> Iterator[str]:
    """What stays, and why: sealed, archived, packed, built elsewhere, or out of reach."""
    from planbuilder.usecases.erasing import copies

    if erased.in_comment:
        yield language.text("erase.stays.comment", file=erased.opened.path)
    for one in copies(erased, packages, archive, partial(show_problems, language=language)):
        names = ", ".join((*one.names, *(language.text("erase.unread", name=name) for name in one.unread)))
        values = {"place": one.place, "number": one.number, "names": names, "object": erased.object}
        yield language.text(f"erase.stays.{one.kind}", **values)
    yield language.text("erase.stays.elsewhere")


def _archive(language: Language, erased: Erased, archive: Path | None, config: Path | None) -> Archive | None:
    """The archive to look into; that there is none known is said in its place in the list."""
    settings = configured(language, config, erased.opened.folder)
    try:
        return opened_archive(archive, settings)
    except UsageWrong:
        result(language.text("erase.stays.no_archive"))
        return None
