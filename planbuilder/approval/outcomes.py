"""What came of a case before a body, in words: as minutes write it, told once.

In: an outcome and a wording. Out: text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from planbuilder.language import Language


def named(language: Language, outcome: str) -> str:
    """An outcome in one word."""
    return language.text(f"approval.outcome.{outcome}")


def forms(language: Language, outcome: str) -> Iterator[str]:
    """The words that minutes use for an outcome, the usual one first."""
    yield named(language, outcome)
    yield from language.text(f"approval.outcome_forms.{outcome}").split()


def outcome_and_wording(language: Language, outcome: str, wording: str) -> str:
    """The outcome before the wording; a wording that begins with a word for the outcome tells both."""
    words = "|".join(map(re.escape, forms(language, outcome)))
    if re.match(rf"({words})\b", wording.strip(), re.IGNORECASE):
        return wording.strip()
    return f"{named(language, outcome)}. {wording.strip()}".rstrip()
