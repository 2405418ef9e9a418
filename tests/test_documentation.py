"""The documentation that can go stale, held against the program."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from planbuilder import language
from planbuilder.cli.commands import COMMANDS, program
from planbuilder.errors import Conflict, InputInvalid, Interrupted, UsageWrong, VerificationFailed
from planbuilder.figures import rates
from tests.pseudo_screens import commands

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_stands_in_the_readme(command: str) -> None:
    """The table of commands is whole."""
    assert f"| `{command} " in README


def test_the_readme_names_no_option_that_is_not_there() -> None:
    """Every long option in the README is one of the program's."""
    group = program(language.load("en"))
    known = {option for _, one in commands(group) for parameter in one.params for option in parameter.opts}
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", README.replace("--quiet", "")))

    assert set() == named - known


@pytest.mark.parametrize("error", [UsageWrong, InputInvalid, VerificationFailed, Conflict, Interrupted])
def test_exit_codes_stand_in_the_readme(error: type) -> None:
    """Scripts can rely on what is written."""
    codes = README[README.index("Exit codes:") :].split("\n\n")[0]

    assert str(error.exit_code) in re.findall(r"\d+", codes)


HANDBOOK = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs" / "handbook").rglob("*.md"))


@pytest.mark.parametrize("file", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", *HANDBOOK])
def test_links_and_paths_lead_somewhere(file: str) -> None:
    """Every relative link is a file of the repository."""
    links = re.findall(r"\]\((?!https?:)([^)#\s]+)[^)]*\)", (ROOT / file).read_text(encoding="utf-8"))

    assert [] == [link for link in links if not (ROOT / file).parent.joinpath(link).exists()]


def test_the_architecture_names_files_that_exist() -> None:
    """The code map and the stages point at real modules."""
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:[a-z_]+/)*[a-z_]+\.py)`", text))

    assert [] == [name for name in named if not any((root / name).exists() for root in (ROOT, ROOT / "planbuilder"))]
    assert len(text.splitlines()) <= 200


def test_every_rate_table_can_be_chosen_in_the_interview(questionnaire) -> None:
    """A table that is added is offered too."""
    assert set(rates.names()) == {choice.value for choice in questionnaire.choices["discount_rates"]}


SECURITY = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
FOUND = [row.split(" | ", 2) for row in re.findall(r"^\| ((?:[AB]\d+|C) \| .*) \|$", SECURITY, re.MULTILINE)]


def test_every_finding_of_the_attacker_has_a_row() -> None:
    """Seven that were dangerous, sixteen that stopped or misled, and the smaller ones."""
    wanted = [*(f"A{n}" for n in range(1, 8)), *(f"B{n}" for n in range(1, 17)), "C"]

    assert wanted == list(dict.fromkeys(code for code, _, _ in FOUND))


@pytest.mark.parametrize(("code", "what", "tests"), FOUND, ids=[f"{code} {what[:30]}" for code, what, _ in FOUND])
def test_the_tests_that_hold_a_finding_are_there(code: str, what: str, tests: str) -> None:
    """Each is a test of that name, and there is no other."""
    named = re.findall(r"`(test_\w+)`", tests)

    assert len(named) == tests.count("`") / 2 >= 1
    assert dict.fromkeys(named, 1) == {name: named_tests()[name] for name in named}


@cache
def named_tests() -> Counter[str]:
    """How many tests there are of each name."""
    texts = (path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    return Counter(name for text in texts for name in re.findall(r"^ *def (test_\w+)\(", text, re.MULTILINE))
