"""How an indicator goes, in words: what was measured, what was planned, and what is the matter where it is behind.

In: a standing. Out: sentences, each of which says what was reckoned and no more.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from planbuilder.document.certainty import part_in_words
from planbuilder.figures.following import Standing
from planbuilder.language import Language


def in_unit(language: Language, value: Decimal, unit: str) -> str:
    """A value with the unit of its indicator."""
    return f"{language.number(value)} {unit}".rstrip()


def standing_in_words(language: Language, how: Standing, unit: str, due: date | None) -> Iterator[str]:
    """What was planned for the day of the latest reading, how far it has come, and the verdict."""
    if how.latest and how.planned is not None:
        value, on = in_unit(language, how.latest.value, unit), language.day(how.latest.on)
        yield language.text("following.planned", value=value, on=on, planned=in_unit(language, how.planned, unit))
    if how.attained is not None:
        yield language.text("following.attained", part=part_in_words(language, how.attained))
    yield verdict_in_words(language, how, unit, due)


def verdict_in_words(language: Language, how: Standing, unit: str, due: date | None) -> str:
    """The verdict as a sentence; where it is behind, why, or that it cannot be told yet."""
    if how.verdict == "ahead" and due:
        return language.text("following.ahead_of", due=language.day(due))
    if how.verdict != "behind":
        return language.text(f"following.{how.verdict}")
    if how.cause == "slower":
        return language.count("following.slower", how.months)
    if how.cause == "smaller":
        return language.text("following.smaller", part=part_in_words(language, how.part))
    if how.cause == "baseline":
        side = "lower" if how.offset < 0 else "higher"
        return language.text(f"following.baseline_{side}", offset=in_unit(language, abs(how.offset), unit))
    return language.text("following.behind")
