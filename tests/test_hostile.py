"""Whatever a parser raises, the reading has failed and nothing else happens."""

from __future__ import annotations

import logging

import pytest

from planbuilder import codes
from planbuilder.errors import InputInvalid, Place, problem
from planbuilder.hostile import attempt, in_one_line, quiet, reason, refusing


@pytest.mark.parametrize(
    "error", [ValueError("a\nb"), RecursionError(), MemoryError(), KeyError("x"), AssertionError()]
)
def test_any_failure_is_a_failure_to_read(error: Exception) -> None:
    """The reason is told in one line."""

    def read() -> str:
        raise error

    assert reason(error) == attempt(read, lambda told: told)
    assert "\n" not in reason(error)


def test_what_can_be_read_is_given_on() -> None:
    """As it is."""
    assert 7 == attempt(lambda: 7, lambda told: 0)


def test_the_user_can_still_stop() -> None:
    """An interruption is no broken file."""

    def read() -> int:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        attempt(read, lambda told: 0)


def test_nothing_says_nothing() -> None:
    """An error without words has its kind."""
    assert ("", "MemoryError") == (in_one_line(""), reason(MemoryError()))


def test_libraries_are_quiet_only_meanwhile() -> None:
    """Their levels are put back."""
    logger = logging.getLogger("pyhanko")
    before = logger.level
    with quiet():
        assert logger.level > logging.CRITICAL
    assert before == logger.level


@pytest.mark.parametrize("error", [ValueError("a\nb"), MemoryError(), KeyError("x")])
def test_whatever_a_parser_raises_becomes_a_problem(error: Exception) -> None:
    """With its place and the reason in one line."""
    with pytest.raises(InputInvalid) as refused, refusing("PB205", Place("x.pdf")):
        raise error

    (found,) = refused.value.problems
    assert (found.code, found.place.file, found.values["reason"]) == ("PB205", "x.pdf", reason(error))
    assert reason(refused.value) == reason(error)


def test_our_own_problems_stay() -> None:
    """They say more than that a file is broken."""
    with pytest.raises(InputInvalid, match="PB149"), refusing("PB205"):
        raise InputInvalid([problem(codes.PDF_WITHOUT_PLAN)])
