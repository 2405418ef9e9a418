"""Whatever a parser raises, our own process ends with a reason; no entry unpacks to more than it says."""

from __future__ import annotations

import io
import logging
import random
import zipfile

import pytest

from planbuilder import codes
from planbuilder.errors import InputInvalid, Place, problem
from planbuilder.hostile import BROKEN, attempt, entries, in_one_line, quiet, reason, refusing


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


def archive(method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as made:
        made.writestr("a.xml", b"<a/>" * 500)
    return file.getvalue()


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_usual_archives_are_listed(method: int) -> None:
    """Stored or deflated, as every program writes them."""
    with zipfile.ZipFile(io.BytesIO(archive(method))) as opened:
        assert [one.filename for one in entries(opened)] == ["a.xml"]


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_asks_for_memory_of_its_own_is_refused(method: int) -> None:
    """LZMA takes as much as its head asks for."""
    with zipfile.ZipFile(io.BytesIO(archive(method))) as opened, pytest.raises(ValueError, match=r"a\.xml"):
        entries(opened)


def test_whatever_is_broken_is_among_what_is_expected() -> None:
    """Cut off or changed anywhere."""
    chance, sound = random.Random(7), archive()
    for _ in range(400):
        data = bytearray(sound[: chance.choice([len(sound), chance.randrange(len(sound))])])
        if data:
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            with zipfile.ZipFile(io.BytesIO(bytes(data))) as opened:
                for one in entries(opened):
                    opened.read(one)
        except BROKEN:
            continue
