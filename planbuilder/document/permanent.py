"""The permanent effect in words, wherever it is told.

In: `Permanent`, a language, and how amounts are said. Out: sentences and a labelled figure, each true of every year it
names: an amount improves the budget or is a cost by its sign, it holds from or in the years it stands with, and what
ends, still grows or wears off is said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from planbuilder.figures.recurring import Permanent, Stage
from planbuilder.language import Language
from planbuilder.record import record

Money = Callable[[Decimal], str]
ITEMISED = 3
# Less than half a krone is nothing.
HALF = Decimal("0.5")


@record
class KeyFigure:
    """The one figure for what recurs: DKK, what it is called, and the years it holds for, or why it is not for good."""

    amount: Decimal
    label: str
    when: str


def key_figure(language: Language, found: Permanent) -> KeyFigure:
    """The permanent effect, or the nearest there is to one."""
    if found.restless:
        why = _why(found)
        label = language.text("document.permanent.label_year", year=found.last_year)
        return KeyFigure(found.in_last_year, label, language.text(f"document.permanent.why.{why}"))
    if found.is_nothing:
        return KeyFigure(Decimal(0), language.text("document.permanent.label"), "")
    stage = found.stages[-1]
    return KeyFigure(stage.amount, language.text(f"document.permanent.{_label(stage)}"), _when(language, stage))


def _label(stage: Stage) -> str:
    """The word for what a stage gives: only what lasts and improves the budget is a gain for good."""
    if stage.last is not None:
        return "label_years"
    return "label_gain" if stage.amount >= HALF else "label"


def sentences(language: Language, found: Permanent, money: Money) -> Iterator[str]:
    """What recurs, in whole sentences: from when on and how long, what ends, or why no year is like the next."""
    if found.is_nothing:
        yield language.text("document.permanent.nothing")
    elif found.restless:
        effect = _effect(language, found.in_last_year, money, "_year")
        yield language.text(f"document.permanent.{_why(found)}", year=found.last_year, effect=effect)
    else:
        for n, stage in enumerate(found.stages):
            yield from _stage(language, stage, money, first=n == 0)


def _why(found: Permanent) -> str:
    """Why no year is like the next; what wears off makes it worse only where all of it is gains."""
    # What grows may be a loss, or be outweighed: then nobody can say that the effect becomes better.
    moving = found.restless == "growing" or (found.restless == "wearing" and not found.falls)
    return "moving" if moving else found.restless


def _stage(language: Language, stage: Stage, money: Money, first: bool) -> Iterator[str]:
    when, effect = _when(language, stage), _effect(language, stage.amount, money)
    if first and stage.complete:
        yield language.text("document.permanent.complete", effect=effect, when=when)
    else:
        yield language.text("document.permanent.stage", effect=effect, when=when[0].upper() + when[1:])
    if stage.ends:
        what = language.sentence_list(language.text(f"document.permanent.ending.{one}") for one in stage.ends)
        yield language.text("document.permanent.ends", what=what[0].upper() + what[1:], year=stage.last)


def _when(language: Language, stage: Stage) -> str:
    if stage.last is None:
        return language.text("document.from_year", year=stage.first)
    key = "document.in_year" if stage.last == stage.first else "document.in_years"
    return language.text(key, year=stage.first, last=stage.last)


def _effect(language: Language, amount: Decimal, money: Money, form: str = "") -> str:
    """What the amount does to the budget: never a cost called an improvement."""
    name = "none" if abs(amount) < HALF else "gain" if amount > 0 else "cost"
    return language.text(f"document.permanent.{name}{form}", amount=money(abs(amount)))


def later_costs(language: Language, later: Mapping[int, Decimal], money: Money) -> str:
    """One-off costs after the introduction, with their years; empty where there are none."""
    if not later:
        return ""
    if len(later) > ITEMISED:
        total, years = sum(later.values(), Decimal(0)), list(later)
        span = {"count": len(later), "first": years[0], "last": years[-1]}
        return language.text("document.permanent.later_many", amount=money(total), **span)
    each = (language.text("document.permanent.later_one", amount=money(own), year=year) for year, own in later.items())
    return language.text("document.permanent.later", what=language.sentence_list(each))
