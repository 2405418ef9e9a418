"""Whatever a file holds, the command that reads it ends with a word to its user, never with a bug of ours.

A few changes of each kind of file; `benchmarks/fuzz_readers.py` makes hundreds.
"""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from planbuilder import confined
from tests.fuzzing import READERS, SECRET, STRANGERS, Reader, mutations, read

ENDS = {0, 2, 3, 4, 5, 6}


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Children are tried in tests of their own."""
    monkeypatch.setattr(confined, "child", confined.answer)
    monkeypatch.setenv(SECRET, "x")


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_a_sound_file_is_read(reader: Reader, tmp_path: Path) -> None:
    """So that what follows is about the changes: no command stops before it reads the file."""
    assert read(reader, reader.sound(), tmp_path) in reader.ends


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_a_broken_file_is_told(reader: Reader, tmp_path: Path) -> None:
    """Cut off anywhere, or with other bytes in it."""
    chance = random.Random(reader.name)
    for name, data in mutations(reader.sound(), 6, 6, chance):
        assert read(reader, data, tmp_path / name) in ENDS, name


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_another_file_is_told(reader: Reader, tmp_path: Path) -> None:
    """A picture for a plan, a key for a template, brackets without end."""
    chance = random.Random(os.fspath(reader.name))
    for name in chance.sample(sorted(STRANGERS), 6):
        assert read(reader, STRANGERS[name](), tmp_path / name) in ENDS, name
