"""Everything that has a part in a document is noted with its edition."""

from __future__ import annotations

import platform
import re
import sys
import tomllib
from pathlib import Path

import pytest

from planbuilder import editions
from planbuilder.editions import LIBRARIES, other_editions, tools

# They talk, lock, sign, or look at files from outside, and write no document.
NO_PART = {"click", "openpyxl", "questionary", "pyhanko", "pypdfium2"}
PROJECT = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_every_library_that_makes_documents_is_noted() -> None:
    """A new dependency is either noted, or named here as one that has no part in them."""
    needed = {re.match(r"[\w-]+", need)[0].casefold() for need in PROJECT["dependencies"]}

    assert needed - NO_PART == {name.casefold() for name in LIBRARIES} - {"rl_accel"}
    assert NO_PART < needed


def test_the_interpreter_and_the_machine_are_noted() -> None:
    """Each with its edition, and so are the libraries that are installed."""
    found = tools()

    assert platform.python_version() == found[platform.python_implementation()]
    assert platform.machine() == found[platform.system()]
    assert all(found.values())
    assert {"zlib", "matplotlib", "reportlab", "lxml"} <= set(found)


def test_what_is_of_another_edition_is_named() -> None:
    """With the edition of then; what is new here is unknown then."""
    assert () == other_editions({"a": "1"}, {"a": "1"})
    assert ("a 1", "b 2", "c ?") == other_editions({"a": "1", "b": "2", "d": "4"}, {"a": "1.1", "c": "3", "d": "4"})


def test_a_library_of_another_edition_makes_another_text_of_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever it is installed; a folder that is not there or says nothing of itself has no part in it."""
    whole = editions.everything.__wrapped__
    before = whole()
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path), str(tmp_path / "gone")])
    assert before == whole()

    (tmp_path / "reportlab-99.0.dist-info").mkdir()
    assert before != whole()
    assert "reportlab-99.0" in whole()
