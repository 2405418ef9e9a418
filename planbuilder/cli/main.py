"""The entry point: which language, which command, and what becomes of what goes wrong.

In: the words after `planbuilder`. Out: an exit code: 0 done, 1 our bug, 2 wrong usage, 3 the check found errors, 4 an
input file is invalid, 5 verification failed, 6 conflict or locked, 130 interrupted. click's own words are said in our
languages too: click asks gettext for them, under the name `_` in each of its modules, and gettext reads compiled
catalogues only; a language is one YAML file here, so that name is given our catalogue instead.
"""

from __future__ import annotations

import atexit
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from types import TracebackType
from typing import NoReturn

import click

from planbuilder import codes, drive
from planbuilder import language as languages
from planbuilder.cli.commands import asked, program
from planbuilder.cli.output import fault, message, open_streams, problem_data, result_json, show_problems
from planbuilder.errors import InputInvalid, Interrupted, PlanbuilderError, UsageWrong, problem, system_reason
from planbuilder.language import Language
from planbuilder.wholeness import DEFAULT

INTERRUPTED = 130
Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]
VARIABLES = ("PLANBUILDER_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
MODULES = ("core", "decorators", "exceptions", "formatting", "parser", "types")


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run a command and leave with its exit code."""
    open_streams()
    words = [drive.spelled(word) for word in (sys.argv[1:] if arguments is None else arguments)]
    language = chosen_language(words, os.environ)
    # Python's own way shows a traceback, which is for us and not for a user.
    if not asked(tree(language), words).debug:
        sys.excepthook = _tell_bug(language)
    translate_click(language)
    code = run(words, language)
    show_problems(drive.refusals(), language)  # after the work, which goes on without what was refused
    sys.exit(_delivered(code, language))


def _delivered(code: int, language: Language) -> int:
    """The exit code of a command, which has failed if its results could not be written out."""
    refused = fault()
    if refused is None:
        return code
    undone = InputInvalid([problem(codes.RESULT_NOT_WRITTEN, reason=system_reason(refused))])
    show_problems(undone.problems, language)
    return code or undone.exit_code


def entry() -> NoReturn:
    """The installed command: like `main`, but leaves at once.

    Taking the interpreter down piece by piece costs more than the time of `python -c pass`, and nothing of ours waits
    for it: every file is flushed and closed when it is written. What libraries do at the end is done.
    """
    try:
        main()
    except SystemExit as leaving:
        atexit._run_exitfuncs()
        os._exit(leaving.code if isinstance(leaving.code, int) else 0)


def run(words: Sequence[str], language: Language) -> int:
    """Run a command; its exit code."""
    call = asked(tree(language), words)
    try:
        _refuse_unknown_language(call.lang)
        result = tree(language).main(list(words), prog_name="planbuilder", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except Interrupted as stop:
        for found in stop.problems:
            message(f"{language.problem(found)} {language.way_out(found)}")
        return stop.exit_code
    except PlanbuilderError as error:
        if call.as_json:
            problems = [problem_data(found, language) for found in error.problems]
            result_json({"schema": f"planbuilder.{call.command}/1", "problems": problems})
        else:
            show_problems(error.problems, language)
        return error.exit_code
    except click.ClickException as error:
        error.show()
        return UsageWrong.exit_code
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED


def chosen_language(words: Sequence[str], environment: Mapping[str, str]) -> Language:
    """The language of `--lang`, else of the environment, else Danish."""
    usual = next((code for code in _of_environment(environment) if languages.is_offered(code)), DEFAULT)
    wanted = asked(tree(languages.load(usual)), words).lang
    return languages.load(wanted if wanted and languages.is_offered(wanted) else usual)


def _of_environment(environment: Mapping[str, str]) -> Iterator[str]:
    return (environment.get(name, "")[:2] for name in VARIABLES)


@cache
def tree(language: Language) -> click.Group:
    """All commands in a language; made once, for a call is read before it is carried out."""
    return program(language)


def _refuse_unknown_language(code: str | None) -> None:
    refused = None if code is None else languages.refusal(code)
    if refused:
        raise UsageWrong([refused])


def _tell_bug(language: Language) -> Hook:
    """What Python does with an error that was not caught: a sentence instead of a traceback."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        message(language.text("cli.bug", error=f"{kind.__name__}: {error}"))

    return hook


def translate_click(language: Language) -> None:
    """Make click speak a language; what the language file does not hold stays English."""

    def one(text: str) -> str:
        return language.texts.get(f"click.{text}", text)

    def several(single: str, plural: str, number: int) -> str:
        return one(single if number == 1 else plural)

    for name in MODULES:
        module = import_module(f"click.{name}")
        for own, ours in (("_", one), ("ngettext", several)):
            if hasattr(module, own):
                setattr(module, own, ours)
