"""What a Python program calls: the page about it is run, and the package stays as quick to load as it was."""

from __future__ import annotations

import doctest
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

import planbuilder

PAGE = Path(__file__).parent.parent / "docs" / "python.md"
NAMES = [name for names in planbuilder.API.values() for name in names]


@pytest.mark.slow
def test_the_examples_on_the_page_do_what_they_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is run, in order, in an empty folder, and gives what stands under it."""
    monkeypatch.chdir(tmp_path)

    failed, tried = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")

    assert (failed, tried > 20) == (0, True)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_offered_is_there_and_explains_itself(name: str) -> None:
    """With words of its own, under a name that no module has, in the list of names."""
    offered = getattr(planbuilder, name)

    assert offered.__doc__
    assert find_spec(f"planbuilder.{name}") is None
    assert name in dir(planbuilder)


def test_what_is_not_offered_is_not_there() -> None:
    """As with any module."""
    assert not hasattr(planbuilder, "everything")


def test_the_package_loads_nothing_of_its_own() -> None:
    """Help must be there at once."""
    code = "import sys, planbuilder; print([name for name in sys.modules if name.startswith('planbuilder.')])"

    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout.strip() == b"[]"
