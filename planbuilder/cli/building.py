"""The commands that write documents: `build` and `demo`."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from planbuilder import example, files, look, pipeline
from planbuilder import language as languages
from planbuilder.cli.branding import asked_look
from planbuilder.cli.output import result, show_problems
from planbuilder.cli.reading import refuse_faults
from planbuilder.cli.settings import kept_figures
from planbuilder.cli.values import parsed_day
from planbuilder.drawing.studio import prune
from planbuilder.errors import UsageWrong, problem
from planbuilder.language import Language
from planbuilder.plan.store import PLAN, OpenPlan, open_plan, open_text, refuse_existing
from planbuilder.questionnaire.loading import load

BUILT = "build"
FORMATS = ("docx", "pdf", "xlsx")


def build_plan(language: Language, plan: Path, given: Mapping[str, Any], today: date) -> None:
    """Write a plan's documents and print where each is."""
    opened = _opened(plan)
    show_problems(opened.warnings, language)
    options = pipeline.BuildOptions(
        documents=given["document"] or pipeline.DOCUMENTS,
        formats=given["format"] or FORMATS,
        day=parsed_day(given["date"], language, today) or today,
        language=language if given["lang"] else _own_language(language, opened),
        look=asked_look(language, opened.folder, given),
        kept_figures=kept_figures(os.environ),
    )
    for path in _written(opened, options, given["to"]):
        result(str(path))


def _opened(path: Path) -> OpenPlan:
    """The plan in a folder or file, or the one that a PDF of ours carries along."""
    return open_text(_attached(path), path) if path.suffix.casefold() == ".pdf" else open_plan(path)


def _attached(path: Path) -> str:
    from planbuilder.plan.attached import attached_plan, read_pdf  # heavy, and seldom needed

    return attached_plan(read_pdf(path), str(path))


def extract_plan(pdf: Path, folder: Path) -> None:
    """Write the plan that a PDF carries along into a folder, and print where it is."""
    refuse_existing(folder)
    opened = open_text(_attached(pdf), pdf)
    files.write_atomically(folder / PLAN, opened.source.text.encode())
    result(str(folder / PLAN))


def _written(opened: OpenPlan, options: pipeline.BuildOptions, to: Path | None) -> Iterator[Path]:
    """Write each document into a folder that was named, else beside the plan; where it is."""
    questionnaire, folder = load(), to or opened.folder / BUILT
    refuse_faults(opened, questionnaire, options.language)
    for output in pipeline.build(opened.plan, questionnaire, options, opened.source.data()):
        path = folder / output.name
        files.clear(folder, (output.name,))
        files.write_atomically(path, output.data, to or opened.folder)
        yield path
    if options.kept_figures:
        prune(options.kept_figures)


def _own_language(language: Language, opened: OpenPlan) -> Language:
    """The plan's own language, which its documents have unless the call asks for another."""
    return languages.load(opened.plan.language) if opened.plan.language in languages.available() else language


def build_demo(language: Language, folder: Path, day: str | None, now: datetime) -> None:
    """Write the example plan and its documents, and print where each is."""
    chosen, file = parsed_day(day, language, now.date()) or now.date(), folder / PLAN
    text = example.text(language)
    if file.exists() and files.contents(file) != text.encode():
        raise UsageWrong([problem("PB051", str(file))])
    files.write_atomically(file, text.encode())
    result(str(file))
    kept = kept_figures(os.environ)
    options = pipeline.BuildOptions(pipeline.DOCUMENTS, FORMATS, chosen, language, look.load(), kept)
    for path in _written(open_plan(folder), options, None):
        result(str(path))
