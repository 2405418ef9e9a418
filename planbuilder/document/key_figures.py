"""Key figures in words: what each is called, and its value as it is written, by its unit.

In: a language, a plan, its figures and a `KeyFigure`. Out: final text. Documents and the command line say the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from planbuilder.document import permanent
from planbuilder.document.certainty import rate_name, rates_in_words
from planbuilder.figures.catalogue import KeyFigure, Place, Unit, told_in
from planbuilder.figures.methods import Payback
from planbuilder.figures.model import Figures
from planbuilder.language import Language
from planbuilder.plan.model import Plan

NONE = "–"
Said = tuple[str, str]


def said(language: Language, plan: Plan, figures: Figures, place: Place) -> Iterator[Said]:
    """Every key figure of a place that there is anything to say of: what it is called, and its value."""
    return (in_words(language, plan, figures, one) for one in told_in(place, figures))


def in_words(language: Language, plan: Plan, f: Figures, one: KeyFigure) -> Said:
    """What a key figure is called, and its value; two of them are called by what they are in this case."""
    if one.unit == "rates":
        return language.text(f"document.economy.{rate_name(f.irr)}"), rates_in_words(language, f.irr)
    if one.unit == "yearly":
        return _yearly(language, f)
    lost = "document.economy.fte_lost" if is_lost(plan, f, one) else one.words
    return language.text(lost), written(language, plan, f, one)


def is_lost(plan: Plan, f: Figures, one: KeyFigure) -> bool:
    """Whether a key figure of freed time is one of time that is lost, and is called so: no minus is freed."""
    return one.unit == "fte" and (one.value(plan, f) or 0) < 0


def written(language: Language, plan: Plan, f: Figures, one: KeyFigure) -> str:
    """The value of a key figure that is one number."""
    value = one.value(plan, f)
    return _none(language, one) if value is None else WRITTEN[one.unit](language, f, one, value)


def _none(language: Language, one: KeyFigure) -> str:
    """What is written where there is no such figure: a time that does not come, or a dash."""
    return language.text("document.economy.never") if one.unit in ("year", "years") else NONE


def _yearly(language: Language, f: Figures) -> Said:
    """The permanent effect, or the nearest there is to one, with the years it holds for."""
    found = permanent.key_figure(language, f.permanent)
    when = f" ({found.when})" if found.when else ""
    return f"{found.label[0].upper()}{found.label[1:]}{when}", language.money(found.amount)


def _years(language: Language, f: Figures, one: KeyFigure, years: Decimal) -> str:
    """The years until all is paid back, and those in which it had been but was lost again."""
    if not years:
        return language.text("document.economy.at_once")
    text = language.text("document.economy.years", years=language.number(years, 1), base=f.rows[0].year)
    paid: Payback | None = getattr(f, one.key, None)
    dips = [str(f.rows[n].year) for n in paid.dips] if paid else []
    return text + (language.text("document.economy.dips", years=language.sentence_list(dips)) if dips else "")


def _fte(language: Language, f: Figures, one: KeyFigure, value: Decimal) -> str:
    """FTE, freed or lost; a dash where time is released, and all that is known of it is its worth."""
    is_unknown = not value and any(line.is_in_kroner_alone for line in f.benefits)
    return NONE if is_unknown else language.number(abs(value))


WRITTEN: Mapping[Unit, Callable[[Language, Figures, KeyFigure, Decimal], str]] = {
    "money": lambda language, f, one, value: language.money(value),
    "share": lambda language, f, one, value: language.percent(value, 1),
    "ratio": lambda language, f, one, value: language.number(value, 2),
    "years": _years,
    "year": lambda language, f, one, value: str(int(value)),
    "since": lambda language, f, one, value: str(int(value)),
    "fte": _fte,
}
