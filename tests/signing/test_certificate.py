"""A certificate's name is compared as people read it, its marks exactly."""

from __future__ import annotations

import pytest

from tests.signing.world import NOW, YEAR, people

FOUND = people()[0].identity().certificate


@pytest.mark.parametrize("name", ["Åse Ærø", " åse  ærø ", "A\u030ase Ærø", "ÅSE ÆRØ"])
def test_a_name_is_the_same_whatever_its_case_and_spaces(name: str) -> None:
    """Composed or decomposed."""
    assert FOUND.is_named(name)


@pytest.mark.parametrize("name", ["Åse", "Ærø", "Ase Ærø", "Åse Ærø Hansen", ""])
def test_a_part_of_a_name_is_another_name(name: str) -> None:
    """Nobody signs for the other Åse."""
    assert not FOUND.is_named(name)


def test_a_fingerprint_is_a_mark() -> None:
    """With or without colons."""
    mark = FOUND.fingerprint.upper()

    assert FOUND.is_pinned(mark)
    assert FOUND.is_pinned(":".join(mark[n : n + 2] for n in range(0, 64, 2)))
    assert not FOUND.is_pinned(mark[:-1] + ("0" if mark[-1] != "0" else "1"))


def test_nothing_is_no_mark() -> None:
    """A certificate without a serial number of its person is not everybody's."""
    assert ("", False) == (FOUND.person, FOUND.is_pinned(""))


def test_it_holds_between_two_moments() -> None:
    """Neither before nor after."""
    assert [False, True, False] == [FOUND.holds_at(NOW + years * YEAR) for years in (-1, 1, 4)]
