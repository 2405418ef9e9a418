"""The command `erase`: a person or an answer taken out of all that can be made anew, and all that stays told.

In: the words of a call. Out: what is taken out, and what stays, each with its place, the reason and the way out.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planbuilder import codes
from planbuilder.cli.options import FILE, Words
from planbuilder.cli.output import message, result, show_problems
from planbuilder.cli.settings import archive_folder, configured, kept_figures
from planbuilder.cli.values import author_of, moment
from planbuilder.errors import PlanbuilderError, UsageWrong, problem
from planbuilder.language import Language

if TYPE_CHECKING:
    from planbuilder.approval.copies import Copy
    from planbuilder.plan.erasure import Subject
    from planbuilder.plan.store import OpenPlan

KEY = "erased"


def erase_command(words: Words, name: str) -> click.Command:
    """The command `erase`."""

    def run(language: Language, plan: Path, **given: Any) -> None:
        erase(language, plan, given, moment())

    folder: dict[str, Any] = {"type": FILE, "metavar": words.metavar("folder")}
    options = [
        words.option("--person", "erase_person", default=""),
        words.option("--answer", "erase_answer", default=""),
        words.option("--confirm", "erase_confirm", is_flag=True),
        words.option("--archive", **folder),
        words.option("--package", "erase_package", multiple=True, **folder),
        words.option("--config", type=FILE, metavar=words.metavar("file")),
    ]
    return words.command(name, run, words.plan(), *options, *words.author())


def erase(language: Language, path: Path, given: Mapping[str, Any], now: datetime) -> None:
    """Take a person or an answer out, if that is confirmed, and list what stays and why."""
    from planbuilder.plan.answers import Answers
    from planbuilder.plan.erasure import answer, edits, person, scrub
    from planbuilder.plan.journal import JOURNAL
    from planbuilder.plan.store import noted, open_plan
    from planbuilder.questionnaire.loading import load

    if bool(given["person"]) == bool(given["answer"]):
        raise UsageWrong([problem(codes.NOTHING_OR_BOTH_TO_ERASE)])
    opened, gone = open_plan(path), language.text("erase.gone")
    answers = Answers(opened.plan, load(), language)
    subject = person(opened, given["person"], gone) if given["person"] else answer(answers, given["answer"], gone)
    wanted, author = edits(subject, opened, answers), author_of(opened.plan, given, now)
    built, kept = [*_remade(opened.folder)], [*_kept()]
    if given["confirm"]:
        changed = opened.with_changes(wanted, author)
        noted(changed, author, KEY, subject.id)
        scrub(changed.folder, subject)
        for one in (*built, *kept):
            with suppress(OSError):
                one.unlink()
        opened = changed
    key = "done" if given["confirm"] else "would"
    figures = [str(kept[0].parent / "*")] if kept else []
    for place in (*(".".join(path) for path in wanted), JOURNAL, *map(str, built), *figures):
        result(language.text(f"erase.{key}", place=place))
    for line in _stays(language, opened, subject, given):
        result(line)
    message(language.text(f"erase.end.{key}"))


def _remade(folder: Path) -> Iterator[Path]:
    """The documents in a plan's folder, which can be built anew."""
    from planbuilder.cli.building import BUILT

    places = sorted((folder / BUILT).iterdir()) if (folder / BUILT).is_dir() else []
    return (path for path in places if path.is_file() and not path.is_symlink() and path.name in _outputs())


def _outputs() -> set[str]:
    from planbuilder.document.outline import base_name
    from planbuilder.pipeline import DOCUMENTS, WORKBOOK
    from planbuilder.writers import WRITERS

    bases = [*(base_name(name) for name in DOCUMENTS), WORKBOOK]
    return {f"{base}.{writer.suffix}" for base in bases for writer in WRITERS.values()}


def _kept() -> Iterator[Path]:
    """Figures that were kept to be drawn faster; they hold words of plans, and are drawn anew."""
    folder = kept_figures(os.environ)
    return (path for path in sorted(folder.iterdir()) if path.is_file()) if folder and folder.is_dir() else iter(())


def _stays(language: Language, opened: OpenPlan, subject: Subject, given: Mapping[str, Any]) -> Iterator[str]:
    """What stays, and why: sealed, archived, packed, built elsewhere, or out of reach."""
    from planbuilder.approval.identity import object_of

    if subject.name and subject.name in opened.source.text and given["confirm"]:
        yield language.text("erase.stays.comment", file=opened.path)
    for one in _copies(language, opened, subject, given):
        names = ", ".join((*one.names, *(language.text("erase.unread", name=name) for name in one.unread)))
        told = {"place": one.place, "number": one.number, "names": names, "object": object_of(opened.plan.plan_id)}
        yield language.text(f"erase.stays.{one.kind}", **told)
    yield language.text("erase.stays.elsewhere")


def _copies(language: Language, opened: OpenPlan, subject: Subject, given: Mapping[str, Any]) -> Iterator[Copy]:
    from planbuilder.approval.copies import in_archive, in_package, in_versions
    from planbuilder.approval.identity import object_of
    from planbuilder.archive.store import open_archive

    yield from in_versions(opened.folder, subject)
    for bag in given["package"]:
        yield from in_package(bag, subject)
    try:
        archive = open_archive(archive_folder(given["archive"], configured(language, given["config"], opened.folder)))
    except UsageWrong:
        result(language.text("erase.stays.no_archive"))
        return
    try:
        yield from in_archive(archive, object_of(opened.plan.plan_id), subject)
    except PlanbuilderError as error:
        show_problems(error.problems, language)
