"""What can go wrong, as values: problems with a place, and the few exceptions that carry them.

    PlanbuilderError            the user can mend it; carries problems and an exit code
    ├── InputInvalid      (4)   a file does not hold what it must
    ├── UsageWrong        (2)   the call itself cannot be carried out
    ├── CheckFailed       (3)   the plan lacks what a step asks for
    ├── VerificationFailed (5)  something is not what was signed or archived
    ├── Conflict          (6)   another user or program has changed or locked the plan
    └── Interrupted     (130)   the user stopped; everything up to here is kept

Anything else that escapes is a bug of ours and exits with 1. A problem holds a stable code and the facts;
its words are in the language files, so that no message is ever in the wrong language. Nothing here prints.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable, Mapping
from decimal import Decimal

from planbuilder.codes import Code, Severity
from planbuilder.record import field, record


@record
class Place:
    """Where a problem is: file, line and column (from 1; 0 if unknown), and the path of keys in the file."""

    file: str = ""
    line: int = 0
    column: int = 0
    path: str = ""

    def __str__(self) -> str:
        """`file:line:column`, as far as it is known."""
        return ":".join([self.file, *(str(n) for n in (self.line, self.column) if n)])


class Numeral(str):
    """A number that a problem names, in plain digits; each language shows it its own way (`185000` as `185.000`)."""

    __slots__ = ()


class Term(str):
    """A word that a problem names, by its key in the language files (`units.minutes`)."""

    __slots__ = ()


class Day(str):
    """A day that a problem names, as YYYY-MM-DD; each language shows it its own way (`12.01.2027`)."""

    __slots__ = ()


@record
class Problem:
    """One thing that is wrong: a stable code, its place, and the values its message names."""

    code: Code
    place: Place = Place()
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        """Whether it stops what was asked for."""
        return self.code.severity


class PlanbuilderError(Exception):
    """Something the user can mend; all problems found are reported at once."""

    # Of the base alone: each kind has one of its own, which scripts rely on.
    exit_code = 1

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        # For a traceback and for logs: people are shown words of their language instead.
        super().__init__("; ".join(f"{p.code} {p.place} {dict(p.values)}" for p in self.problems))


class InputInvalid(PlanbuilderError):
    """A file does not hold what it must."""

    exit_code = 4


class CheckFailed(PlanbuilderError):
    """The plan lacks what a step asks for."""

    exit_code = 3


class VerificationFailed(PlanbuilderError):
    """Something is not what was signed or archived."""

    exit_code = 5


class UsageWrong(PlanbuilderError):
    """The call cannot be carried out as it is."""

    exit_code = 2


class Conflict(PlanbuilderError):
    """The plan was changed or is locked by another user or program."""

    exit_code = 6


class Interrupted(PlanbuilderError):
    """The user stopped; everything answered so far is saved."""

    exit_code = 130


def system_reason(error: OSError) -> str:
    """The name of what the system refused (`ENOENT`), which languages have words for."""
    # By name, since numbers differ between systems and `strerror` speaks the system's language.
    return errno.errorcode.get(error.errno or 0, error.strerror or str(error))


NOWHERE = Place()


def problem(code: Code, place: Place | str = NOWHERE, /, **values: object) -> Problem:
    """A problem with its values as text; `place` may be given as a path of keys alone."""
    where = Place(path=place) if isinstance(place, str) else place
    return Problem(code, where, {name: _as_text(value) for name, value in values.items()})


def _as_text(value: object) -> str:
    if isinstance(value, Decimal):
        # Never with an exponent: a language's file reads it back as digits.
        return Numeral(f"{value:f}")
    return value if isinstance(value, str) else str(value)


def closest(word: str, words: Iterable[str]) -> str:
    """The word most like `word`, for "did you mean"; empty if none is near."""
    import difflib  # only for a message

    return next(iter(difflib.get_close_matches(word, list(words), 1, 0.6)), "")


# A title in the quotation marks of each language.
QUOTED_TITLES = (" »{title}«", " “{title}”")


def untitled(text: str, values: Mapping[str, object]) -> str:
    """A text that is to be filled in, without the quotation marks of a title where that is empty."""
    for quoted in QUOTED_TITLES if values.get("title") == "" else ():
        text = text.replace(quoted, "")
    return text
