"""The commands about a plan as such: `new`, `interview`, `figures`, `check` and `extract`.

In: the words of a language. Out: click commands, which show what the use case gives.
"""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planbuilder import codes
from planbuilder.cli.options import FILE, Words, known_archive, moment
from planbuilder.cli.output import (
    is_asked_at_a_terminal,
    message,
    problem_data,
    result,
    result_json,
    said,
    show_problems,
)
from planbuilder.errors import CheckFailed, UsageWrong, problem
from planbuilder.language import Language
from planbuilder.record import replace

if TYPE_CHECKING:
    from planbuilder.figures.simulation import Correlation
    from planbuilder.interview.asking import Asker
    from planbuilder.interview.filling import Filled
    from planbuilder.interview.shelf import Editor
    from planbuilder.plan.check import Level
    from planbuilder.usecases.plans import Checked

MOST_DRAWS = 1_000_000
CORRELATED = ("none", "medium", "high")
LEVELS = ("draft", "approval", "signing")


def new_command(words: Words, name: str) -> click.Command:
    """The command `new`."""
    texts = [words.option(f"--{key}", default="") for key in ("title", "solution", "organisation")]
    numbers = [
        words.number("--price-base", 2000, 2100),
        words.number("--first-year", 2000, 2100),
        words.number("--horizon", 1, 60),
    ]
    other = words.option("--from", "new_from", "source", type=FILE, metavar=words.metavar("plan"))
    flags = [words.flag("--no-input"), words.flag("--plain")]
    return words.command(name, _new, words.path("folder"), *texts, *numbers, other, *flags)


def _new(
    language: Language,
    folder: Path,
    title: str,
    solution: str,
    organisation: str,
    price_base: int | None,
    first_year: int | None,
    horizon: int | None,
    source: Path | None,
    no_input: bool,
    plain: bool,
) -> None:
    """Start a plan in a folder, asking for what the options do not say."""
    from planbuilder.usecases.plans import Facts, new
    from planbuilder.usecases.talk import unanswered

    facts = Facts(title, solution, organisation, price_base, first_year, horizon)
    ask = unanswered if no_input else partial(_ask_facts, language, plain)
    begun = new(folder, facts, language, moment(), source, ask)
    if begun.source is not None:
        message(language.text("cli.begun_from", title=begun.source.plan.title))
    message(language.text("cli.created", path=begun.plan.path, folder=shlex.quote(str(folder))))
    plan = begun.plan.plan
    message(language.text("cli.created_period", first=plan.years[0], last=plan.years[-1], price_base=plan.price_base))


def _ask_facts(language: Language, plain: bool, names: Sequence[str]) -> Mapping[str, str]:
    """The facts that are missing, asked for; raises UsageWrong where one is needed and there is no terminal."""
    from planbuilder.usecases.plans import REQUIRED

    if not is_asked_at_a_terminal():  # in a script: what may wait stays empty, what is needed is refused at once
        if needed := [f"--{name}" for name in names if name in REQUIRED]:
            raise UsageWrong([problem(codes.NO_TERMINAL_FOR_FACTS, missing=", ".join(needed))])
        return {}
    asker = face(language, plain)
    return {name: _asked(asker, language, name, name in REQUIRED) for name in names}


def _asked(asker: Asker, language: Language, name: str, needed: bool) -> str:
    """A fact of a new plan; what a plan must have is asked for until it is there, and `?` is answered with help."""
    from planbuilder.interview.asking import Prompt, Wish
    from planbuilder.usecases.plans import help_with

    hint = "" if needed else language.text("cli.may_wait")
    why_not = language.text(f"cli.needed.{name}") if needed else None
    title, wishes = language.text(f"cli.ask_{name}"), frozenset({Wish.HELP})
    prompt = Prompt(title, hint, check=lambda line: None if line.strip() else why_not, wishes=wishes)
    while (answer := asker.line(prompt)) is Wish.HELP:
        asker.say(help_with(name, language), "quiet")
    return answer if isinstance(answer, str) else ""


def face(language: Language, plain: bool) -> Asker:
    """The face to ask through; raises UsageWrong where there is no terminal."""
    if not is_asked_at_a_terminal():
        raise UsageWrong([problem(codes.NO_TERMINAL)])
    if plain or os.environ.get("PLANBUILDER_PLAIN") or os.environ.get("TERM") == "dumb":
        from planbuilder.interview.plain import Plain

        return Plain(language, input, said)
    from planbuilder.interview.terminal import Terminal  # costs half of the start

    return Terminal(language, colour=not os.environ.get("NO_COLOR"))


def _no_face() -> Asker:
    raise UsageWrong([problem(codes.NO_TERMINAL)])


def interview_command(words: Words, name: str) -> click.Command:
    """The command `interview`."""
    options = [
        words.option("--theme", default=""),
        words.option("--as", to="by", default=""),
        words.option("--role", default=""),
        words.option("--answers", type=FILE),
        words.option("--form", type=FILE),
        words.flag("--plain"),
        words.flag("--no-input"),
    ]
    return words.command(name, _interview, words.plan(), *options)


def _interview(
    language: Language,
    plan: Path,
    theme: str,
    by: str,
    role: str,
    answers: Path | None,
    form: Path | None,
    plain: bool,
    no_input: bool,
) -> None:
    """Hold the interview, or fill the plan from a file of answers."""
    from planbuilder.usecases.interviewing import fill, hold_interview, write_form

    if form:
        result(str(write_form(plan, form, language)))
        return
    if answers:
        _show_filled(language, fill(plan, answers, language, moment, by, role))
        return
    chosen: Callable[[], Asker] = _no_face if no_input else lambda: face(language, plain)
    hold_interview(plan, chosen, language, moment, theme, by, role, _editor(), ["--plain"] * plain)


def _editor() -> Editor | None:
    """The user's own editor for long texts, as other programs find it; None where none is named."""
    from planbuilder.interview.shelf import editor

    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    return editor(command) if command.strip() else None


def _show_filled(language: Language, filled: Filled) -> None:
    """Say what was dropped, what was read otherwise than it was written, and how much was saved."""
    show_problems(filled.warnings, language)
    for one in filled.read_as:
        message(language.text("interview.answer_read_as", label=one.label, written=one.written, value=one.value))
    message(language.count("interview.filled", filled.count))
    if filled.apart:
        message(language.count("interview.filled_apart", filled.apart))


def figures_command(words: Words, name: str) -> click.Command:
    """The command `figures`; the module that shows them loads what computes them."""
    options = [
        words.option("--explain", metavar=words.metavar("figure"), default=""),
        words.number("--simulate", 1, MOST_DRAWS),
        words.option("--seed", type=int, metavar=words.metavar("number"), default=1),
        words.option("--correlation", type=click.Choice(CORRELATED), metavar="|".join(CORRELATED), default="medium"),
        words.json(),
    ]
    return words.command(name, _figures, words.plan(), *options)


def _figures(
    language: Language,
    plan: Path,
    explain: str,
    simulate: int | None,
    seed: int,
    correlation: Correlation,
    as_json: bool,
) -> None:
    from planbuilder.cli.figures import show_figures

    show_figures(language, plan, explain, simulate, seed, correlation, as_json)


def check_command(words: Words, name: str) -> click.Command:
    """The command `check`."""
    level = words.option("--level", type=_Level(words.language), default="approval", metavar="|".join(LEVELS))
    return words.command(name, _check, words.plan(), level, words.json())


class _Level(click.Choice[str]):
    """A level by its name in the language of the program, or as `--json` has it."""

    def __init__(self, language: Language) -> None:
        super().__init__(LEVELS)
        self.names = {language.text(f"cli.level.{level}"): level for level in LEVELS}

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The level; raises BadParameter for a word that names none."""
        return super().convert(self.names.get(str(value).casefold(), value), param, ctx)


def _check(language: Language, plan: Path, level: Level, as_json: bool) -> int:
    """Show every problem of a plan at a level; 3 if there are errors, else 0."""
    from planbuilder.usecases.plans import check

    found = check(plan, language, level, known_archive(), moment().date())
    if level != "draft":
        from planbuilder.usecases.building import overlong  # makes documents

        found = replace(found, problems=(*found.problems, *overlong(plan, moment().date())))
    if as_json:
        data = [problem_data(one, language) for one in found.problems]
        result_json({"schema": "planbuilder.check/1", "level": level, "problems": data})
    else:
        show_problems(found.problems, language, standard_error=False)
        if not found.holds:
            _overview(language, found, plan)
        message(_verdict(language, found))
    return 0 if found.holds else CheckFailed.exit_code


def _overview(language: Language, found: Checked, plan: Path) -> None:
    """How far each part has come, what comes next, and the command that leads there."""
    left = [one for one in found.parts if one.next]
    if not left:
        return
    message(language.text("cli.overview"))
    for one in found.parts:
        message(language.text("cli.overview_part", title=one.title, settled=one.settled, asked=one.asked))
    number = found.parts.index(left[0]) + 1
    command = f"planbuilder interview {shlex.quote(str(plan))} --theme {number}"
    message(language.text("cli.overview_next", title=left[0].title, question=left[0].next, command=command))


def _verdict(language: Language, found: Checked) -> str:
    errors = sum(one.severity == "error" for one in found.problems)
    counts = (("cli.problems", errors), ("cli.warnings", len(found.problems) - errors))
    said = [language.count(key, number) for key, number in counts if number]
    if said:
        return language.sentence_list(said) + "."
    return language.text("cli.no_problems", level=language.text(f"cli.level.{found.level}"))


def extract_command(words: Words, name: str) -> click.Command:
    """The command `extract`."""
    return words.command(name, _extract, words.path("pdf"), words.path("folder"))


def _extract(language: Language, pdf: Path, folder: Path) -> None:
    """Write the plan that a PDF carries along into a folder, and print where it is."""
    from planbuilder.usecases.plans import extract

    result(str(extract(pdf, folder)))
