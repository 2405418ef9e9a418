"""The commands that write documents: `build` and `demo`."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

from planbuilder import codes, example, files, hold, look, pipeline
from planbuilder import language as languages
from planbuilder.cli.branding import asked_look
from planbuilder.cli.output import result, show_problems
from planbuilder.cli.reading import plan_in, plan_in_pdf, refuse_faults
from planbuilder.cli.settings import kept_figures
from planbuilder.cli.values import parsed_day
from planbuilder.drawing.studio import prune
from planbuilder.errors import InputInvalid, UsageWrong, problem
from planbuilder.language import Language
from planbuilder.plan.store import PLAN, OpenPlan, new_id, open_plan, refuse_existing
from planbuilder.questionnaire.loading import load

BUILT = "build"
FORMATS = ("docx", "pdf", "xlsx")


def build_plan(language: Language, plan: Path, given: Mapping[str, Any], today: date) -> None:
    """Write a plan's documents and print where each is."""
    opened = plan_in(plan)
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


def extract_plan(pdf: Path, folder: Path) -> None:
    """Write the plan that a PDF carries along into a folder, and print where it is."""
    refuse_existing(folder)
    opened = plan_in_pdf(pdf)
    files.write_atomically(folder / PLAN, opened.source.text.encode())
    result(str(folder / PLAN))


def _written(opened: OpenPlan, options: pipeline.BuildOptions, to: Path | None) -> Iterator[Path]:
    """Write each document into a folder that was named, else beside the plan; where it is."""
    questionnaire, folder = load(), to or opened.folder / BUILT
    refuse_faults(opened, questionnaire, options.language)
    for output in pipeline.build(opened.plan, questionnaire, options, opened.source.data()):
        path = folder / output.name
        hold.clear(folder, (output.name,))
        files.write_atomically(path, output.data, to or opened.folder)
        yield path
    if options.kept_figures:
        prune(options.kept_figures)


def _own_language(language: Language, opened: OpenPlan) -> Language:
    """The plan's own language, which its documents have unless the call asks for another."""
    return languages.load(opened.plan.language) if opened.plan.language in languages.available() else language


def build_demo(language: Language, folder: Path, day: str | None, now: datetime) -> None:
    """Write the example plan and its documents, and print where each is.

    Each folder's example is a plan of its own, with its own id. One that is there already is built again.
    """
    chosen, file = parsed_day(day, language, now.date()) or now.date(), folder / PLAN
    if not file.exists():
        files.write_atomically(file, example.text(language, new_id()).encode())
    elif not _is_example(file, language):
        raise UsageWrong([problem(codes.PLAN_EXISTS, str(file))])
    result(str(file))
    kept = kept_figures(os.environ)
    options = pipeline.BuildOptions(pipeline.DOCUMENTS, FORMATS, chosen, language, look.load(), kept)
    for path in _written(open_plan(folder), options, None):
        result(str(path))


def _is_example(file: Path, language: Language) -> bool:
    """Whether a file holds the example in a language, whatever its id, and nothing else."""
    with suppress(InputInvalid):
        opened = open_plan(file)
        return opened.source.text == example.text(language, opened.plan.plan_id)
    return False
