"""Reading files that may have been made to break their reader.

In: something to do with a foreign file. Out: its result, or what its failure means; the entries of a zip archive, if
each is packed in a way that never unpacks to more than the entry says. A parser that meets a hostile file may raise
anything, not only what it promises; what cannot be read is never taken for right. How many entries an archive may have,
and how large, is for those to say who know what the archive is.
"""

from __future__ import annotations

import logging
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from planbuilder import codes
from planbuilder.errors import NOWHERE, InputInvalid, Place, PlanbuilderError, problem

T = TypeVar("T")
LIBRARIES = ("pyhanko", "pyhanko_certvalidator", "pikepdf", "matplotlib")
# Other ways of packing take as much memory as their own head asks for.
KNOWN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# What `zipfile` has been seen to raise for damaged archives, beside what it promises.
BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    ArithmeticError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)


def attempt(read: Callable[[], T], failed: Callable[[str], T]) -> T:
    """The result of reading, or of `failed`, which is given the reason in technical words."""
    try:
        with quiet():
            return read()
    except Exception as error:  # noqa: BLE001 - a file that breaks a parser, however it does so, is not accepted
        return failed(reason(error))


@contextmanager
def refusing(code: codes.Code, place: Place = NOWHERE) -> Iterator[None]:
    """Turn whatever a parser raises into InputInvalid with a problem and its reason; our own problems stay."""
    try:
        with quiet():
            yield
    # Already in our words, with its place; wrapped again it would lose both.
    except PlanbuilderError:
        raise
    except Exception as error:
        raise InputInvalid([problem(code, place, reason=reason(error))]) from error


def reason(error: BaseException) -> str:
    """An error in one line; of a problem that a parser's error became, the parser's."""
    error = (error.__cause__ if isinstance(error, PlanbuilderError) else None) or error
    return f"{type(error).__name__}: {in_one_line(error)}".removesuffix(": ")


def in_one_line(said: object) -> str:
    """The first line of what something says of itself."""
    return next(iter(str(said).strip().splitlines()), "")


@contextmanager
def quiet() -> Iterator[None]:
    """Keep libraries from logging to standard error what we report ourselves."""
    # Only these: what other programs in the same process log is theirs.
    loggers = [logging.getLogger(name) for name in LIBRARIES]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)


def entries(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """Everything in an archive, in its order; raises ValueError for an entry that is packed otherwise."""
    found = archive.infolist()
    if strange := [one.filename for one in found if one.compress_type not in KNOWN]:
        raise ValueError(f"packed in an unusual way: {strange[0]}")
    return found
