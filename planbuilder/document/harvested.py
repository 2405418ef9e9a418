"""What has been harvested in budgets, in words and whole kroner: years that are over, and the year that is not, apart.

In: benefits with planned and harvested amounts, and the year that is under way. Out: amounts that add up as they are
shown, and sentences, each of which says what was reckoned and no more. The same stand on the screen and in documents.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from planbuilder.document.year_columns import runs
from planbuilder.figures.harvest import Amount, Harvested, realised_by_year
from planbuilder.figures.methods import rounded, shares
from planbuilder.language import Language
from planbuilder.record import record

ONE, ZERO = Decimal(1), Decimal(0)


@record
class Span:
    """Some years, whole DKK: what is planned for them, and what was harvested (None where nothing is noted yet)."""

    planned: Decimal
    realised: Decimal | None

    @property
    def difference(self) -> Decimal:
        """What is noted minus what is planned; what is not noted is not there yet."""
        return (self.realised or ZERO) - self.planned


@record
class Compared:
    """A benefit in the years that are over, and in the year that is under way."""

    id: str
    title: str
    over: Span
    now: Span

    @property
    def realised(self) -> Decimal | None:
        """What was harvested so far; None where nothing is noted yet."""
        known = [one.realised for one in (self.over, self.now) if one.realised is not None]
        return sum(known, ZERO) if known else None


@record
class Summary:
    """All that is meant for budgets, a benefit each, and their sum.

    `over` are the years before `year` with a plan or a note; `lasts` is whether there is anything to tell of `year`.
    `begins` is the first year with anything planned, and how much, while that is to come and nothing is noted.
    """

    year: int
    over: tuple[int, ...]
    lasts: bool
    benefits: tuple[Compared, ...]
    total: Compared
    begins: tuple[int, Decimal] | None = None


def summary(found: Sequence[Harvested], year: int) -> Summary:
    """What is planned and harvested before a year and in it, by benefit; rounded so that it adds up as shown."""
    meant = [one for one in found if one.is_for_budgets]
    over = _spans([(one.planned_before(year), one.realised_before(year)) for one in meant])
    now = _spans([(one.planned.get(year, ZERO), one.realised.get(year)) for one in meant])
    benefits = tuple(Compared(one.id, one.title, was, new) for one, was, new in zip(meant, over, now, strict=True))
    years = {y for one in meant for y in (*one.realised, *(y for y, amount in one.planned.items() if amount))}
    total = Compared("", "", together(over), together(now))
    past = tuple(sorted(y for y in years if y < year))
    return Summary(year, past, not past or any(y >= year for y in years), benefits, total, _begins(meant, year))


def _begins(meant: Sequence[Harvested], year: int) -> tuple[int, Decimal] | None:
    """The first year with anything planned, and how much in all; None once it has come, or something is noted."""
    first = min((y for one in meant for y, amount in one.planned.items() if amount), default=year)
    if first <= year or any(one.realised for one in meant):
        return None
    return first, rounded(sum((one.planned.get(first, ZERO) for one in meant), ZERO), ONE)


def _spans(amounts: Sequence[tuple[Decimal, Decimal | None]]) -> list[Span]:
    """Planned and harvested amounts of some years, rounded so that each column adds up."""
    planned = shares([plan for plan, _ in amounts], ONE)
    realised = shares([got or ZERO for _, got in amounts], ONE)
    return [
        Span(plan, None if got is None else whole)
        for plan, whole, (_, got) in zip(planned, realised, amounts, strict=True)
    ]


def together(some: Sequence[Span]) -> Span:
    """Several benefits as one."""
    noted = [one.realised for one in some if one.realised is not None]
    return Span(sum((one.planned for one in some), ZERO), sum(noted, ZERO) if noted else None)


def so_far(language: Language, known: Summary) -> str:
    """What is harvested in the year under way and before, in kroner."""
    realised = known.total.realised
    amount = language.text("harvest.not_yet") if realised is None else language.money(realised)
    return language.text("harvest.so_far", year=known.year, realised=amount)


def realised_in_words(language: Language, amount: Decimal | None) -> str:
    """An amount as a number, or that there is none yet."""
    return language.text("harvest.not_yet") if amount is None else language.number(amount, 0)


def told(language: Language, known: Summary, one: Compared) -> Iterator[str]:
    """What came in the years that are over, and what has come and is planned in the year that is not."""
    if known.over:
        yield _said(language, "over", one.over, ", ".join(runs(known.over)))
    if known.lasts:
        yield _said(language, "now", one.now, str(known.year))


def _said(language: Language, when: str, span: Span, years: str) -> str:
    planned = language.money(span.planned)
    if span.realised is None:
        return language.text(f"harvest.{when}_none", years=years, planned=planned)
    return language.text(f"harvest.{when}", years=years, planned=planned, realised=language.money(span.realised))


def sentences(language: Language, found: Sequence[Harvested], year: int) -> Iterator[str]:
    """What came in all, and whatever else there is to say."""
    known = summary(found, year)
    if known.begins:
        first, planned = known.begins
        yield language.text("harvest.begins", year=first, planned=language.money(planned))
    elif known.benefits:
        yield from told(language, known, known.total)
    yield from others(language, found, known)


def others(language: Language, found: Sequence[Harvested], known: Summary) -> Iterator[str]:
    """What came year by year, what is noted for later years, what it comes to, and what is not for budgets."""
    realised = realised_by_year(found)
    if len(known.over) > 1:
        planned = {y: sum((one.planned.get(y, ZERO) for one in found), ZERO) for y in known.over}
        years = (_year(language, y, planned, realised) for y in known.over)
        yield language.text("harvest.by_year", years="; ".join(years))
    if later := [f"{y}: {language.money(rounded(amount, ONE))}" for y, amount in realised.items() if y > known.year]:
        yield language.text("harvest.later", years="; ".join(later))
    if realised:
        yield _forecast(language, found, known)
    yield from _apart(language, found)


def _apart(language: Language, found: Sequence[Harvested]) -> Iterator[str]:
    """The benefits that by the plan are not for budgets, and those of which it does not say so."""
    others = [one for one in found if not one.is_for_budgets]
    for stated, key in ((True, "apart"), (False, "unstated")):
        if named := [one.id for one in others if one.stated == stated]:
            yield language.text(f"harvest.{key}", names=", ".join(named))


def _year(language: Language, year: int, planned: Amount, realised: Amount) -> str:
    values = {
        "realised": realised_in_words(language, realised.get(year)),
        "planned": language.number(planned[year], 0),
    }
    return language.text("harvest.year", year=year, **values)


def _forecast(language: Language, found: Sequence[Harvested], known: Summary) -> str:
    """What comes of all years if the rest comes as planned, beside the plan."""
    planned = sum((sum(one.planned.values(), ZERO) for one in found), ZERO)
    expected = sum((one.expected(known.year) for one in found), ZERO)
    last = max((y for one in found for y, amount in one.planned.items() if amount), default=known.year)
    key = "in_all" if last < known.year else "forecast_last" if last == known.year else "forecast"
    values = {name: language.money(rounded(one, ONE)) for name, one in (("expected", expected), ("planned", planned))}
    return language.text(f"harvest.{key}", year=known.year, **values)
