"""What may be said of how sure a case is: rates, ranges, switching values and shares in words.

In: figures and a language. Out: text that holds in every case in which it can be printed; `tests/document/
test_certainty_claims.py` lists each sentence with what makes it true. Documents and the command line say the same.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from planbuilder.figures.outcomes import Driver, Uncertainty
from planbuilder.figures.returns import HIGHEST, LOWEST, InternalRates
from planbuilder.language import Language
from planbuilder.plan.economy import Sensitivity

ZERO, ONE, TEN = Decimal(0), Decimal(1), Decimal(10)
PERCENT = Decimal("0.01")
MOST_DIGITS = 8
# What the rates of a case are called, by their role; every other role is an internal rate.
NAMES = {"loan": "irr_loan", "several": "irr_several"}


def rate_name(irr: InternalRates) -> str:
    """The word under `economy` and `key_figures` for what the rates of a case are."""
    return NAMES.get(irr.role, "irr")


def rates_in_words(language: Language, irr: InternalRates, digits: int = 1) -> str:
    """The rates of a case and what has to be said of them, in one line."""
    shown = told_rates(language, irr, digits)
    key = f"document.irr.{irr.role}"
    return language.text(key, rate=shown, rates=shown, count=irr.count) if language.has(key) else shown


def told_rates(language: Language, irr: InternalRates, digits: int = 1) -> str:
    """Every rate, those beyond the range by the side on which they lie; enough digits to tell them apart."""
    digits = next((n for n in range(digits, MOST_DIGITS) if _apart(irr.rates, n)), MOST_DIGITS)
    below = (language.text("document.irr.below", limit=language.percent(LOWEST)) for _ in range(irr.below))
    above = (language.text("document.irr.above", limit=language.percent(HIGHEST)) for _ in range(irr.above))
    return language.sentence_list([*below, *(language.percent(rate, digits) for rate in irr.rates), *above])


def _apart(rates: tuple[Decimal, ...], digits: int) -> bool:
    """Whether no two rates are the same percentage at that many digits."""
    return len({(rate * 100).quantize(ONE.scaleb(-digits), ROUND_HALF_UP) for rate in rates}) == len(rates)


def part_in_words(language: Language, share: Decimal, digits: int = 0) -> str:
    """A part of a whole (share 0–1) as a percentage: never all unless it is, never nothing unless it is."""
    least = PERCENT.scaleb(-digits)
    if ZERO < share < least:
        return language.text("document.uncertainty.under_one", share=language.percent(least, digits))
    shown = share.quantize(least, ROUND_HALF_UP)
    if share < ZERO:
        shown = min(shown, -least)
    return language.percent(min(shown, ONE - least) if share < ONE else shown, digits)


def against_likely(language: Language, share: Decimal) -> str:
    """A number as a percentage of the likely one, with the digits that tell it from all of it and from nothing."""
    digits = next((n for n in range(MOST_DIGITS) if _is_told(share, n)), MOST_DIGITS)
    return language.percent(share, digits)


def _is_told(share: Decimal, digits: int) -> bool:
    """Whether so many digits say 100 % and 0 % of these alone."""
    shown = share.quantize(PERCENT.scaleb(-digits), ROUND_HALF_UP)
    return all((shown == end) == (share == end) for end in (ZERO, ONE))


def driver_name(language: Language, one: Driver) -> str:
    """What a driver is called: its line's id and title, or the words for what moves many lines."""
    many = f"document.driver.{one.kind}"
    return language.text(many) if language.has(many) else f"{one.id} {one.title}".rstrip()


def stands_in(one: Driver) -> bool:
    """Whether the plan's standard stands in for a range that a line might have been given."""
    return one.id != one.kind and not one.given and not one.uplift


def switching_in_words(language: Language, one: Driver) -> str:
    """How far an assumption may move before NPV is zero, or must move to bring it there; a dash where unsolved.

    Percentages are rounded so that NPV is not below zero at what is shown.
    """
    if one.switching is None:
        return "–"
    share = one.switching
    key, rounding = _turn(one.npv_high > one.npv_low, share)
    if rounding is None:
        return language.text(f"document.uncertainty.switching.{key}")
    digits = next((n for n in range(3) if share.quantize(PERCENT.scaleb(-n), rounding) != ONE), None)
    if digits is None:
        return language.text("document.uncertainty.switching.limit")
    shown = language.percent(share.quantize(PERCENT.scaleb(-digits), rounding), digits)
    return language.text(f"document.uncertainty.switching.{key}", share=shown)


def _turn(helps: bool, share: Decimal) -> tuple[str, str | None]:
    """The word for a switching value, and how its percentage is rounded; None where none is shown."""
    if share == ONE:
        return "limit", None
    if helps:
        if share <= ZERO:
            return "vanish", None
        return ("fall" if share < ONE else "must_rise", ROUND_CEILING) if share <= TEN else ("must_tenfold", None)
    if share < ZERO:
        return "never", None
    return ("rise" if share > ONE else "must_fall", ROUND_FLOOR) if share <= TEN else ("tenfold", None)


def coverage_in_words(language: Language, u: Uncertainty, key: str) -> str:
    """How many lines, and how much of the money, the ranges cover."""
    numbers = {"ranged": u.coverage.ranged, "lines": u.coverage.lines}
    return language.text(key, **numbers, share=part_in_words(language, u.coverage.share))


def uplifted_in_words(language: Language, u: Uncertainty) -> list[str]:
    """How many costs have a published uplift in the place of an estimate; nothing where none has."""
    count = u.coverage.uplifted
    return [language.count("document.brief.uplift", count)] if count else []


def stress_in_words(language: Language, u: Uncertainty, tried: Sensitivity) -> str:
    """What goes wrong at once in the stress case, as a list."""
    years = language.count("document.years", tried.delay)
    return language.sentence_list(
        language.text(f"document.uncertainty.part.{part}", years=years) for part in u.stressed
    )


def is_combined(u: Uncertainty) -> bool:
    """Whether the stress case is more than one thing, and so another case than those shown beside it."""
    return len(u.stressed) > 1


def brief_of_certainty(language: Language, u: Uncertainty, tried: Sensitivity, money: Callable[[Decimal], str]) -> str:
    """How sure NPV is, in a few sentences; `money` writes an amount."""
    said = [language.text("document.brief.npv", npv=money(u.likely.npv))]
    parts = "_".join(part for part in u.stressed if part != "pessimistic")
    values = {"years": language.count("document.years", tried.delay), "reserve": money(u.risk_reserve)}
    values["npv"] = money(u.stress.npv)
    if u.pessimistic is None or u.optimistic is None:
        # What goes wrong without any range goes wrong by itself, and is told where it changes anything.
        stress = [f"document.brief.stress_bare_{parts}"] if parts and u.stress.npv != u.likely.npv else []
        return " ".join((*said, *(language.text(key, **values) for key in (*stress, "document.brief.not_estimated"))))
    ends = {"low": money(u.pessimistic.npv), "high": money(u.optimistic.npv)}
    said.append(language.text("document.brief.range", **ends))
    if is_combined(u):
        said.append(language.text(f"document.brief.stress_{parts}", **values))
    if u.worst_npv >= 0:
        said.append(language.text("document.brief.sure"))
    elif u.worst_npv < u.stress.npv:
        said.append(language.text("document.brief.worst", npv=money(u.worst_npv)))
    if not u.coverage.is_whole:
        said.append(coverage_in_words(language, u, "document.brief.coverage"))
    said += uplifted_in_words(language, u)
    return " ".join(said)
