"""Reading files that somebody may have made to break whoever reads them.

In: something to do with a foreign file. Out: its result, or what its failure means. A parser that meets a hostile file
may raise anything, not only what it promises; what cannot be read is never taken for right.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from planbuilder import codes
from planbuilder.errors import NOWHERE, InputInvalid, Place, PlanbuilderError, problem

T = TypeVar("T")
LIBRARIES = ("pyhanko", "pyhanko_certvalidator", "pikepdf", "matplotlib")


def attempt(read: Callable[[], T], failed: Callable[[str], T]) -> T:
    """The result of reading, or of `failed`, which is told the reason in technical words."""
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
    except PlanbuilderError:
        raise
    except Exception as error:
        raise InputInvalid([problem(code, place, reason=reason(error))]) from error


def reason(error: BaseException) -> str:
    """An error in one line; of a problem that a parser's error became, the parser's."""
    error = (error.__cause__ if isinstance(error, PlanbuilderError) else None) or error
    return f"{type(error).__name__}: {in_one_line(error)}".removesuffix(": ")


def in_one_line(told: object) -> str:
    """The first line of what something says of itself."""
    return next(iter(str(told).strip().splitlines()), "")


@contextmanager
def quiet() -> Iterator[None]:
    """Keep libraries from telling on standard error what we tell ourselves."""
    loggers = [logging.getLogger(name) for name in LIBRARIES]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)
