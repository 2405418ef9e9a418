"""The entry point: which language, which command, and what becomes of what goes wrong.

In: the words after `planbuilder`. Out: an exit code: 0 done, 1 our bug, 2 wrong usage, 3 the check found errors,
4 an input file is invalid, 5 verification failed, 6 conflict or locked, 130 interrupted.
"""

from __future__ import annotations

import atexit
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import NoReturn

import click

from planbuilder import codes, drive
from planbuilder import language as languages
from planbuilder.cli.commands import program
from planbuilder.cli.output import message, problem_data, result_json, show_problems
from planbuilder.cli.streams import fault, open_streams
from planbuilder.cli.wording import translate_click
from planbuilder.errors import InputInvalid, Interrupted, PlanbuilderError, UsageWrong, problem, system_reason
from planbuilder.language import Language

INTERRUPTED = 130
Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]
FLAGS = (
    "--so-far",
    "--recompute",
    "--without-attachment",
    "--confirm",
    "--plain",
    "--no-input",
    "--json",
    "--debug",
    "--help",
    "--version",
)
# A flag of the demonstration, and elsewhere the archive's folder.
FLAG_OF_DEMO = "--archive"
VARIABLES = ("PLANBUILDER_LANG", "LC_ALL", "LC_MESSAGES", "LANG")


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run a command and leave with its exit code."""
    open_streams()
    words = [drive.spelled(word) for word in (sys.argv[1:] if arguments is None else arguments)]
    language = chosen_language(words, os.environ)
    if "--debug" not in words:
        sys.excepthook = _tell_bug(language)
    translate_click(language)
    code = run(words, language)
    show_problems(drive.refusals(), language)
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
    try:
        _refuse_unknown_language(words)
        result = program(language).main(list(words), prog_name="planbuilder", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except Interrupted as stop:
        for found in stop.problems:
            message(f"{language.problem(found)} {language.way_out(found)}")
        return stop.exit_code
    except PlanbuilderError as error:
        if "--json" in words:
            command = next((word for word in words if not word.startswith("-")), "")
            problems = [problem_data(found, language) for found in error.problems]
            result_json({"schema": f"planbuilder.{command}/1", "problems": problems})
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
    known = languages.available()
    wanted = [_option(words, "--lang"), *(environment.get(name, "")[:2] for name in VARIABLES)]
    return languages.load(next((code for code in wanted if code in known), languages.DEFAULT))


def _option(words: Sequence[str], name: str) -> str | None:
    """The value of an option, None if it is not given; a word that is another option's value does not count."""
    flags = (*FLAGS, FLAG_OF_DEMO) if "demo" in words else FLAGS
    for before, word, after in zip(["", *words], words, [*words[1:], ""], strict=False):
        if before.startswith("--") and "=" not in before and before not in flags:
            continue
        if word == name or word.startswith(f"{name}="):
            return after if word == name else word.partition("=")[2]
    return None


def _refuse_unknown_language(words: Sequence[str]) -> None:
    code, known = _option(words, "--lang"), languages.available()
    if code is not None and code not in known:
        raise UsageWrong([problem(codes.UNKNOWN_LANGUAGE, found=code, known=", ".join(known))])


def _tell_bug(language: Language) -> Hook:
    """What Python does with an error that nobody caught: a sentence instead of a traceback."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        message(language.text("cli.bug", error=f"{kind.__name__}: {error}"))

    return hook
