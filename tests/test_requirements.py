"""What a newcomer installs is what was tested: README, the lock and CI say the same."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib import metadata
from itertools import product
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
README = (ROOT / "README.md").read_text(encoding="utf-8")
CI = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
SYSTEMS = [("linux", "Linux", "posix"), ("win32", "Windows", "nt"), ("darwin", "Darwin", "posix")]
PLACES = [
    {
        "python_version": python,
        "python_full_version": f"{python}.0",
        "sys_platform": name,
        "platform_system": system,
        "os_name": os,
    }
    for python, (name, system, os) in product(["3.11", "3.12", "3.13", "3.14"], SYSTEMS)
]


def same(name: str) -> str:
    """A distribution's name as every index spells it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pins() -> dict[str, str]:
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    return {same(name): version for name, version in (line.split("==") for line in lines)}


def needed() -> set[str]:
    """Every distribution that ours need, theirs need, and so on, on any system and any supported Python."""
    project = PROJECT["project"]
    extras = project["optional-dependencies"]
    waiting = [Requirement(one) for one in project["dependencies"] + extras["test"] + extras["web"] + extras["cluster"]]
    seen: set[tuple[str, ...]] = set()
    while waiting:
        one = waiting.pop()
        if (key := (same(one.name), *sorted(one.extras))) not in seen:
            seen.add(key)
            waiting.extend(of(one))
    return {name for name, *_ in seen} - {"planbuilder"}  # the test extra names our own


def of(one: Requirement) -> Iterator[Requirement]:
    """What an installed distribution needs; of one that only other systems install, nothing is known."""
    try:
        found = metadata.requires(one.name) or []
    except metadata.PackageNotFoundError:
        return
    extras = ["", *one.extras]
    for own in map(Requirement, found):
        if own.marker is None or any(
            own.marker.evaluate({**place, "extra": extra}) for place, extra in product(PLACES, extras)
        ):
            yield own


def test_the_lock_pins_all_that_is_installed() -> None:
    """Nothing that ours need, however far away, is left to the day of the installation."""
    assert set() == needed() - set(pins())


def test_what_builds_is_pinned_too() -> None:
    """The package is built by what built it in the tests."""
    assert [f"hatchling=={pins()['hatchling']}"] == PROJECT["build-system"]["requires"]


def test_the_readme_installs_by_the_lock() -> None:
    """Both commands for a newcomer."""
    commands = re.findall(r"^python3 -m venv .*$", README, re.MULTILINE)

    assert [True, True] == ["pip install --quiet -c requirements.lock " in command for command in commands]


def test_ci_runs_the_commands_of_the_readme() -> None:
    """Read from the README itself, so that they cannot part."""
    assert "mapfile -t readme < <(grep '^python3 -m venv' README.md)" in CI
    ran = re.findall(r"^as_a_newcomer \w+ (.+)$", CI, re.MULTILINE)
    assert ['"${readme[0]}"', '"${readme[1]}"'] == [one for one in ran if "readme" in one]
