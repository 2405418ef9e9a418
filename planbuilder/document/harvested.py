"""What has been harvested in budgets, in words and whole kroner: beside what was planned, by benefit and by year.

In: benefits with planned and harvested amounts, and a year up to which they are held against each other. Out: amounts
that add up as they are shown, and sentences, each of which says what was reckoned and no more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from planbuilder.figures.harvest import Amount, Harvested, realised_by_year
from planbuilder.figures.methods import rounded, shares
from planbuilder.language import Language
from planbuilder.record import record

ONE, ZERO = Decimal(1), Decimal(0)


@record
class Compared:
    """A benefit up to a year, whole DKK: planned, harvested (None where nothing is noted yet), and the difference."""

    id: str
    title: str
    planned: Decimal
    realised: Decimal | None

    @property
    def difference(self) -> Decimal:
        """What is noted minus what is planned; what is not noted is not there yet."""
        return (self.realised or ZERO) - self.planned


@record
class Summary:
    """All that is meant for budgets, a benefit each, and their sum, up to a year."""

    year: int
    benefits: tuple[Compared, ...]
    total: Compared


def summary(found: Sequence[Harvested], year: int) -> Summary:
    """What is planned and harvested up to a year and with it, by benefit; rounded so that it adds up as shown."""
    meant = [one for one in found if one.is_for_budgets]
    planned = shares([one.planned_to(year) for one in meant], ONE)
    realised = shares([one.realised_to(year) or ZERO for one in meant], ONE)
    benefits = tuple(
        Compared(one.id, one.title, plan, None if one.realised_to(year) is None else got)
        for one, plan, got in zip(meant, planned, realised, strict=True)
    )
    noted = any(one.realised is not None for one in benefits)
    return Summary(year, benefits, Compared("", "", sum(planned, ZERO), sum(realised, ZERO) if noted else None))


def realised_in_words(language: Language, amount: Decimal | None) -> str:
    """An amount as a number, or that there is none yet."""
    return language.text("harvest.not_yet") if amount is None else language.number(amount, 0)


def so_far(language: Language, one: Compared, year: int) -> str:
    """What is harvested and planned up to a year, in kroner."""
    realised = language.text("harvest.not_yet") if one.realised is None else language.money(one.realised)
    return language.text("harvest.so_far", year=year, realised=realised, planned=language.money(one.planned))


def sentences(language: Language, found: Sequence[Harvested], year: int) -> Iterator[str]:
    """What was harvested year by year, what is noted for later years, what is not for budgets, and the forecast."""
    planned = {y: sum((one.planned.get(y, ZERO) for one in found), ZERO) for one in found for y in one.planned}
    realised = realised_by_year(found)
    told = [y for y in sorted({*planned, *realised}) if y <= year and (planned.get(y) or y in realised)]
    if told:
        yield language.text("harvest.by_year", years="; ".join(_year(language, y, planned, realised) for y in told))
    if later := [f"{y}: {language.money(rounded(amount, ONE))}" for y, amount in realised.items() if y > year]:
        yield language.text("harvest.later", years="; ".join(later))
    if apart := [one.id for one in found if not one.is_for_budgets]:
        yield language.text("harvest.apart", names=", ".join(apart))
    if realised:
        yield _forecast(language, found, year)


def _year(language: Language, year: int, planned: Amount, realised: Amount) -> str:
    told = {
        "realised": realised_in_words(language, realised.get(year)),
        "planned": language.number(planned.get(year, ZERO), 0),
    }
    return language.text("harvest.year", year=year, **told)


def _forecast(language: Language, found: Sequence[Harvested], year: int) -> str:
    """What comes of all years if the rest comes as planned, beside the plan."""
    planned, expected = (
        sum(amounts, ZERO)
        for amounts in ((sum(one.planned.values(), ZERO) for one in found), (one.expected(year) for one in found))
    )
    told = {"expected": rounded(expected, ONE), "planned": rounded(planned, ONE)}
    return language.text("harvest.forecast", year=year, **{name: language.money(one) for name, one in told.items()})
