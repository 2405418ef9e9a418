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
from planbuilder.units import in_unit


def difference_in_unit(language: Language, value: Decimal, unit: str) -> str:
    """A difference of two values with their unit: that of two shares is in percentage points."""
    if "percent" in language.units(unit):
        return language.text("document.points", points=language.number(value))
    return in_unit(language, value, unit)


def standing_in_words(language: Language, how: Standing, unit: str, due: date | None) -> Iterator[str]:
    """What was planned for the day of the latest reading, the latest step, how far it has come, the verdict, and what
    comes of it by the target's day where it is behind.
    """
    if how.latest and how.planned is not None:
        value, on = in_unit(language, how.latest.value, unit), language.day(how.latest.on)
        yield language.text("following.planned", value=value, on=on, planned=in_unit(language, how.planned, unit))
    if how.before and how.trend:
        value, on = in_unit(language, how.before.value, unit), language.day(how.before.on)
        yield language.text(f"following.trend_{how.trend}", value=value, on=on)
    if how.attained is not None:
        yield language.text("following.attained", part=part_in_words(language, how.attained))
    yield verdict_in_words(language, how, unit, due)
    if how.cause and how.forecast is not None and due:
        forecast = in_unit(language, how.forecast, unit)
        yield language.text("following.forecast", forecast=forecast, due=language.day(due))


def verdict_in_words(language: Language, how: Standing, unit: str, due: date | None) -> str:
    """The verdict as a sentence; where it is behind, why, or that it cannot be told yet; of its day where it is old."""
    if how.stale and how.latest and how.verdict in ("on_track", "ahead", "early"):
        said = in_brief(language, how, due)
        return f"{said[:1].upper()}{said[1:]}."
    said = _verdict(language, how, unit, due)
    if how.stale and how.latest and how.verdict != "lapsed":
        said = f"{said} {language.text('following.not_since', on=language.short_day(how.latest.on))}"
    return said


def _verdict(language: Language, how: Standing, unit: str, due: date | None) -> str:
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
        return language.text(f"following.baseline_{side}", offset=difference_in_unit(language, abs(how.offset), unit))
    return language.text("following.behind")


def in_brief(language: Language, how: Standing, due: date | None) -> str:
    """The verdict in a few words; `due` is the day of the target.

    One that has grown old is told as of its day, and where the target's day has passed, that it has.
    """
    verdict, last = how.verdict, how.latest
    if last is None:
        return language.text(f"document.verdict.{verdict}")
    if verdict == "behind" and due and last.on >= due:
        return language.text("following.missed")
    on = language.short_day(last.on)
    if verdict == "lapsed":
        met = how.attained is not None and how.attained >= 1
        return language.text(f"following.lapsed_{'met' if met else 'missed'}", on=on)
    if how.stale:
        return language.text("following.then", verdict=language.text(f"following.was.{verdict}"), on=on)
    return language.text(f"document.verdict.{verdict}")
