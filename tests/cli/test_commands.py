"""Every command explains itself in either language, starts without what it does not need, and is read ahead."""

from __future__ import annotations

import re
from inspect import signature
from pathlib import Path

import click
import pytest

from planbuilder import __version__
from planbuilder.cli.archive import ARCHIVE_COMMANDS
from planbuilder.cli.commands import COMMANDS, Asked, asked, program
from planbuilder.cli.signing import SIGN_COMMANDS
from planbuilder.language import Language, load
from planbuilder.questionnaire.definition import Questionnaire
from tests.cli.conftest import Run
from tests.pseudo_screens import commands

TOP = sorted(COMMANDS)
GROUPS = {"archive": ARCHIVE_COMMANDS, "sign": SIGN_COMMANDS, "template": ["check"]}
ALL = sorted([*COMMANDS, *(f"{group} {name}" for group, names in GROUPS.items() for name in names)])
# Values one types, the same in every language.
VALUES = {
    "planbuilder", "da", "en", "docx", "pdf", "text", "draft", "approval", "signing", "json", "yaml", "word",
    "lang", "help", "version", "debug", "plain", "no", "input", "title", "solution", "organisation", "price", "base",
    "first", "year", "horizon", "theme", "as", "role", "answers", "level", "format", "document", "to", "date",
    "new", "interview", "check", "figures", "build", "demo",
}  # fmt: skip
ENGLISH = {
    "the", "of", "and", "a", "this", "show", "message", "exit", "usage", "options", "commands", "folder", "file",
    "language", "begin", "write", "every", "name", "who", "ask", "nothing", "technical", "traceback",
    "years", "level", "documents", "default", "required", "error", "try", "such", "option", "command", "missing",
    "invalid", "value", "valid", "range", "unexpected", "extra", "requires", "take", "did", "you", "mean",
    "is", "not", "one", "got", "yyyy", "integer", "output", "positional", "arguments",
}  # fmt: skip
DANISH = {
    "og", "vis", "brug", "valg", "kommandoer", "planens", "mappe", "fil", "sprog", "ny", "lav", "skriv", "dens",
    "antal", "navnet", "der", "uden", "eller", "tekst", "tal", "kan", "dato", "niveau", "slut", "denne", "hjælp",
}  # fmt: skip
LOADED = "import sys; print(*sorted({name.partition('.')[0] for name in sys.modules}))"
TREE = program(load("da"))


def words(text: str) -> set[str]:
    return {word.casefold() for word in re.findall(r"[A-Za-zÆØÅæøå]+", text)}


@pytest.mark.parametrize(
    "command",
    [one for _, one in commands(program(load("en"))) if not isinstance(one, click.Group)],
    ids=lambda command: command.help[:40],
)
def test_a_command_passes_named_and_typed_arguments(command: click.Command) -> None:
    """What is typed arrives as arguments of their own: what its function takes is what its options give."""
    function = command.callback.func
    taken = list(signature(function).parameters.values())[1:]
    given = [one.name for one in command.params if one.expose_value]

    assert sorted(one.name for one in taken) == sorted(given)
    assert [one.name for one in taken if one.kind is not one.POSITIONAL_OR_KEYWORD] == []
    assert {*function.__annotations__} == {"language", "return", *given}


def command_of(group: click.Command, path: str) -> click.Command:
    """The command that one types as `path`."""
    for name in path.split():
        group = group.get_command(click.Context(group), name)
    return group


class TestHelp:
    @pytest.mark.parametrize("command", ["", *ALL])
    def test_danish_help_holds_no_english(self, call: Run, command: str):
        """Apart from the names of options and values, every word is Danish."""
        done = call(*command.split(), "--help")

        shown = re.sub(r"--[a-z-]+( +[a-z|]+\|[a-z|]+)?|^  (show|verify|list) |archive show", "", done.out, flags=re.M)
        assert (done.code, (words(shown) & ENGLISH) - {"yyyy"}) == (0, set())

    @pytest.mark.parametrize("command", ["build", "demo"])
    def test_danish_help_writes_a_date_as_danes_do(self, call: Run, command: str):
        """A date is shown as one would type it."""
        shown = call(command, "--help").out

        assert ("YYYY" in shown, "23.11.2026" in shown) == (False, True)

    @pytest.mark.parametrize("command", ["", *ALL])
    def test_english_help_holds_no_danish(self, call: Run, command: str):
        """No Danish word, and no Danish letter."""
        done = call(*command.split(), "--help", "--lang", "en")

        assert (done.code, words(done.out) & DANISH, set(done.out) & set("æøåÆØÅ")) == (0, set(), set())

    @pytest.mark.parametrize("command", ["", *ALL])
    def test_every_command_and_option_has_help(self, spoken: Language, command: str):
        """Nothing can be typed that is not explained."""
        explained = command_of(program(spoken), command)

        without = [p.name for p in explained.params if isinstance(p, click.Option) and not p.help]

        assert (bool(explained.help), without) == (True, [])

    @pytest.mark.parametrize("command", ["", *ALL])
    def test_help_differs_between_languages(self, command: str):
        """No help was left untranslated."""
        pair = [command_of(program(load(code)), command) for code in ("da", "en")]

        same = [
            one.name
            for one, other in zip(pair[0].params, pair[1].params, strict=True)
            if isinstance(one, click.Option) and isinstance(other, click.Option) and one.help == other.help
        ]

        assert (pair[0].help == pair[1].help, same) == (False, [])

    def test_shows_all_commands(self, call: Run):
        """The commands are named with what they do."""
        listed = re.findall(r"^  (\w+)  ", call("--help").out.partition("Kommandoer:")[2], re.M)

        assert listed == TOP

    def test_every_command_takes_language_and_debug(self, spoken: Language):
        """Both may stand after the command as well."""
        group = program(spoken)
        single = [name for name in ALL if not isinstance(command_of(group, name), click.Group)]
        taken = {name: {p.name for p in command_of(group, name).params} for name in single}

        assert [name for name, names in taken.items() if not {"lang", "debug"} <= names] == []


def test_version(call: Run):
    """The version is a result, and needs no command."""
    done = call("--version")

    assert (done.code, done.out, done.err) == (0, f"planbuilder {__version__}\n", "")


class TestStart:
    @pytest.mark.parametrize("command", ["", *ALL])
    def test_help_loads_nothing_heavy(self, python: Run, command: str):
        """Help is there at once: no library that only documents or the interview need is loaded."""
        typed = [*command.split(), "--help"]

        done = python(
            f"from planbuilder.cli.main import main\ntry:\n    main({typed})\nexcept SystemExit:\n    {LOADED}\n"
        )

        heavy = {"matplotlib", "reportlab", "docx", "questionary", "prompt_toolkit", "babel", "fontTools"}
        assert set(done.out.splitlines()[-1].split()) & heavy == set()

    def test_help_reads_nothing_that_people_wrote(self, python: Run):
        """The list of commands needs no patterns for numbers, days, words and texts, and none of what they stand on.

        The first start of all looks whether the languages are whole, and keeps that.
        """
        loaded = "import sys; print(*sys.modules)"
        help = f"from planbuilder.cli.main import main\ntry:\n    main(['--help'])\nexcept SystemExit:\n    {loaded}\n"

        python(help, PYTHONDONTWRITEBYTECODE="")  # where nothing may be kept, every start is the first
        done = python(help, PYTHONDONTWRITEBYTECODE="")

        reading = {f"planbuilder.{name}" for name in ("numbers", "days", "repeating", "hyphenation", "plaintext")}
        unneeded = {*reading, "calendar", "string", "shutil", "unicodedata"}
        assert set(done.out.splitlines()[-1].split()) & unneeded == set()

    def test_the_program_is_there_without_the_yaml_parser(self, python: Run):
        """What comes with the program is kept as data: the parser is loaded when a plan is read."""
        done = python("import sys, planbuilder.cli.main as program\nprint(bool(program.tree), 'yaml' in sys.modules)")

        assert done.out.split() == ["True", "False"]

    @pytest.mark.parametrize("face", ["plain", "terminal"])
    def test_interview_loads_nothing_that_documents_need(
        self, python: Run, folder: Path, face: str, questionnaire: Questionnaire
    ):
        """Up to the first question, nothing of drawing and writing is loaded."""
        stop = len(questionnaire.parts) + 3  # after the parts, the search and the review
        code = f"""
import planbuilder.cli.plans as planning
from planbuilder.interview.plain import Plain
import planbuilder.interview.{face}
planning.face = lambda language, plain: Plain(language, iter(["{stop}"]).__next__, str)
from planbuilder.cli.main import main
try:
    main(["interview", {str(folder)!r}])
except SystemExit as ended:
    print(ended.code)
    {LOADED}
"""

        done = python(code)

        code_of_exit, loaded = done.out.splitlines()
        assert (code_of_exit, set(loaded.split()) & {"matplotlib", "reportlab", "docx", "fontTools", "babel"}) == (
            "0", set(),
        )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", Asked()),
        ("--lang en figures --json", Asked("figures", "en", as_json=True)),
        ("demo --archive --lang en d", Asked("demo", "en")),
        ("erase --confirm --lang en", Asked("erase", "en")),
        ("archive list --archive --lang en", Asked("archive")),
        ("archive verify --json --lang=en", Asked("archive", "en", as_json=True)),
        ("approve --note --lang", Asked("approve")),
        ("approve --note --json --debug", Asked("approve", debug=True)),
        ("approve --note=x --lang en", Asked("approve", "en")),
        ("new -- --lang", Asked("new")),
        ("check --unknown --lang en", Asked("check", "en")),
        ("unknown --lang en", Asked("unknown", "en")),
        ("check --lang en --lang da", Asked("check", "da")),
        ("template check --json", Asked("template", as_json=True)),
        ("check --lang=", Asked("check", "")),
    ],
)
def test_what_is_asked_follows_from_the_options_of_the_command(typed: str, expected: Asked) -> None:
    """A flag has no value and the others do; which is which differs from command to command."""
    assert asked(TREE, typed.split()) == expected


def test_the_demonstration_speaks_the_language_that_is_asked_for(call: Run, here: Path) -> None:
    """A date that is none is refused in English, though `--archive` has a value elsewhere."""
    assert call("demo", "--archive", "--lang", "en", "--date", "x").err.startswith("Error PB039")


def test_a_refusal_names_the_command_that_was_called(call: Run, here: Path) -> None:
    """An option before the command, or its value, is not the command."""
    assert '"schema": "planbuilder.figures/1"' in call("--lang", "en", "figures", "nowhere", "--json").out
