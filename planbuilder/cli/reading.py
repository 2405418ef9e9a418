"""The command `check`, and how every command finds its plan and what it asks of it before it computes anything."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from planbuilder.approval.identity import confusions
from planbuilder.cli.output import message, problem_data, result_json, show_problems
from planbuilder.cli.settings import known_archive
from planbuilder.errors import CheckFailed, InputInvalid, Problem
from planbuilder.figures.review import faults, problems
from planbuilder.language import Language
from planbuilder.plan.answers import Answers
from planbuilder.plan.store import OpenPlan, open_plan, open_text
from planbuilder.questionnaire.definition import Questionnaire
from planbuilder.questionnaire.loading import load
from planbuilder.record import replace


def plan_in(path: Path) -> OpenPlan:
    """The plan in a folder or file, or the one that a PDF of ours carries along."""
    return plan_in_pdf(path) if is_pdf(path) else open_plan(path)


def is_pdf(path: Path) -> bool:
    """Whether a file is a PDF by its name."""
    return path.suffix.casefold() == ".pdf"


def plan_in_pdf(path: Path) -> OpenPlan:
    """The plan that a PDF of ours carries along; raises InputInvalid without one."""
    from planbuilder.plan.attached import attached_plan, read_pdf  # heavy, and seldom needed

    return open_text(attached_plan(read_pdf(path), str(path)), path)


def show_check(language: Language, plan: Path, level: Any, as_json: bool) -> int:
    """Show every problem of a plan at a level; 3 if there are errors, else 0."""
    opened = open_plan(plan)
    in_plan = placed(opened, problems(Answers(opened.plan, load(), language), level))
    found = [*opened.warnings, *confusions(opened, known_archive()), *in_plan]
    if as_json:
        data = [problem_data(one, language) for one in found]
        result_json({"schema": "planbuilder.check/1", "level": level, "problems": data})
    else:
        show_problems(found, language, standard_error=False)
        message(_verdict(language, level, found))
    return CheckFailed.exit_code if any(one.severity == "error" for one in found) else 0


def placed(opened: OpenPlan, problems: tuple[Problem, ...]) -> Iterator[Problem]:
    """Problems with the line and column their path stands at."""
    return (replace(found, place=opened.source.place(found.place.path)) for found in problems)


def refuse_faults(opened: OpenPlan, questionnaire: Questionnaire, language: Language) -> None:
    """Raise InputInvalid if something in the plan is wrong, not merely missing: nothing is computed from it."""
    found = faults(Answers(opened.plan, questionnaire, language))
    if found:
        raise InputInvalid(placed(opened, found))


def _verdict(language: Language, level: str, found: list[Problem]) -> str:
    errors = sum(one.severity == "error" for one in found)
    counts = (("cli.problems", errors), ("cli.warnings", len(found) - errors))
    said = [language.count(key, number) for key, number in counts if number]
    return (
        language.sentence_list(said) + "."
        if said
        else language.text("cli.no_problems", level=language.text(f"cli.level.{level}"))
    )
