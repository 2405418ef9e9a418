"""What surrounds an answer: what its question offers, the language it is given in, and why it does not fit.

In: nothing. Out: the types that reading, typing and showing an answer have in common.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from planbuilder import codes
from planbuilder.language import Language
from planbuilder.questionnaire.definition import Choice
from planbuilder.record import record


class InvalidAnswer(ValueError):
    """A raw value that does not fit its question; `code` and `values` make the message."""

    def __init__(self, code: codes.Code, **values: object) -> None:
        self.code = code
        self.values = {name: str(value) for name, value in values.items()}
        super().__init__(f"{code} {self.values}")


class UnknownOption(InvalidAnswer):
    """A value or a name that is none of those a question offers."""

    def __init__(self, found: str, allowed: str, near: str) -> None:
        super().__init__(codes.NOT_A_CHOICE, found=found, allowed=allowed, near=near)


@record
class Context:
    """What a kind needs to know around a question: choices by list, names by register and id, and the language.

    `today` is the day from which a date without a year is the next one; None where nobody is there to see it. `in_file`
    tells that an answer was written in a file, by somebody whose language is not known.
    """

    choices: Mapping[str, tuple[Choice, ...]]
    names: Mapping[str, Mapping[str, str]]
    language: Language
    today: date | None = None
    in_file: bool = False
