"""What a difference does to the case, in words and as data.

In: effects and comparisons. Out: final text, amounts with their sign; or data under stable names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import groupby

from planbuilder.changes.beside import FIGURES, Option
from planbuilder.changes.comparing import Comparison, Entry
from planbuilder.changes.effects import HALF, Effect
from planbuilder.figures.methods import rounded
from planbuilder.language import Language

MOST_YEARS = 4  # spans of years in one sentence
BUDGETS = ("budget_changes",)
Data = dict[str, object]


def signed(language: Language, amount: Decimal) -> str:
    """An amount in kroner, with a plus where it is one."""
    sign = "+" if amount >= HALF else ""
    return language.text("language.money", amount=sign + language.number(amount, 0))


def effect_in_words(language: Language, effect: Effect) -> str:
    """What moves of the case, by present value, budget years and permanent effect; empty where nothing does."""
    parts = [language.text("changes.npv", amount=signed(language, effect.npv))] if abs(effect.npv) >= HALF else []
    # Where both move alike the second sentence would say the first again.
    if abs(effect.npv_wider - effect.npv) >= HALF:
        parts.append(language.text("changes.npv_wider", amount=signed(language, effect.npv_wider)))
    if years := list(_years(language, effect.budget)):
        more = [language.count("changes.more_years", len(years) - MOST_YEARS)] if len(years) > MOST_YEARS else []
        parts.append(language.text("changes.budget", years=", ".join([*years[:MOST_YEARS], *more])))
    if abs(effect.permanent) >= HALF:
        parts.append(language.text("changes.permanent", amount=signed(language, effect.permanent)))
    return ", ".join(parts)


def _years(language: Language, budget: Mapping[int, Decimal]) -> Iterator[str]:
    """Each span of years in which a budget moves by the same amount."""
    # Rounded before years are joined: two amounts that are shown alike belong to one span.
    whole = ((year, rounded(amount, Decimal(1))) for year, amount in budget.items())
    for amount, span in groupby(whole, lambda pair: pair[1]):
        years = [year for year, _ in span]
        if amount:
            key, named = ("year_of", f"{years[0]}") if len(years) == 1 else ("years_of", f"{years[0]}–{years[-1]}")
            yield language.text(f"changes.{key}", year=named, amount=signed(language, amount))


def heading(language: Language, entry: Entry) -> str:
    """What an entry is called, with what it does to the case."""
    effect = effect_in_words(language, entry.effect)
    return f"{entry.title}: {effect}" if effect else entry.title


def signs(language: Language, entries: Iterable[Entry]) -> str:
    """Which sign a saving has, where budget changes stand beside effects that have the other; else empty."""
    return language.text("changes.signs") if any(one.subject[:1] == BUDGETS for one in entries) else ""


def count_of(comparison: Comparison) -> int:
    """In how many places two states differ."""
    return places(comparison.entries)


def places(entries: Iterable[Entry]) -> int:
    """How many places some entries tell of."""
    return sum(len(entry.lines) for entry in entries)


def not_counted(language: Language, comparison: Comparison) -> str:
    """Of what a comparison leaves out, that it does; empty where it tells everything."""
    return language.text("changes.not_counted") if comparison.left_out else ""


def summary(language: Language, comparison: Comparison) -> str:
    """In one paragraph: in how many places two states differ, and what that does; or that nothing is changed."""
    names = {"before": comparison.before.name, "after": comparison.after.name}
    if not comparison.entries:
        return language.text("changes.nothing", **names)
    effect = effect_in_words(language, comparison.effect)
    key = "whole" if effect else "no_effect"
    also = "_but_options" if any(one.is_moved for one in comparison.options) else ""
    whole = language.text(f"changes.{key}{also}", effect=effect)
    return f"{language.count('changes.count', count_of(comparison))} {whole}"


def option_named(language: Language, one: Option) -> str:
    """What an option is called, by id and title, and whether it has come or gone."""
    named = f"{one.id} {one.title}".strip()
    key = "option_new" if one.before is None else "option_gone" if one.after is None else ""
    return language.text(f"changes.{key}", name=named) if key else named


def option_figures(language: Language, one: Option) -> Mapping[str, str]:
    """Each figure of an option before → after, or the one amount of an option that is only on one side."""
    return {name: _from_to(language, one, name) for name in FIGURES}


def _from_to(language: Language, one: Option, name: str) -> str:
    shown = [_amount(language, side.get(name)) for side in (one.before, one.after) if side is not None]
    if len(shown) == 1:
        return shown[0]
    old, new = shown
    return language.text("changes.option_moved" if old != new else "changes.option_same", old=old, new=new)


def _amount(language: Language, amount: Decimal | None) -> str:
    return "–" if amount is None else language.money(amount)


def option_in_words(language: Language, one: Option) -> str:
    """An option with each of its figures, as one line."""
    return language.text("changes.option", name=option_named(language, one), **option_figures(language, one))


def comparison_data(comparison: Comparison) -> Data:
    """A comparison under stable names; money is DKK, not rounded, a plus improves the economy."""
    groups = [{"group": name, "entries": [_entry(one) for one in entries]} for name, entries in comparison.groups]
    return {
        "schema": "planbuilder.diff/1",
        "from": comparison.before.name,
        "to": comparison.after.name,
        "places": count_of(comparison),
        "effect": _effect(comparison.effect),
        "options": [_option(one) for one in comparison.options],
        "groups": groups,
    }


def _option(one: Option) -> Data:
    before, after = (dict(side) if side is not None else None for side in (one.before, one.after))
    return {"id": one.id, "title": one.title, "before": before, "after": after}


def _entry(entry: Entry) -> Data:
    lines = [
        {
            "key": list(one.path),
            "place": one.place,
            "text": one.text,
            "old": one.old,
            "new": one.new,
            "order": one.is_order,
        }
        for one in entry.lines
    ]
    return {"key": list(entry.subject), "title": entry.title, "effect": _effect(entry.effect), "changes": lines}


def _effect(effect: Effect) -> Data:
    return {
        "npv": effect.npv,
        "npv_wider": effect.npv_wider,
        "permanent": effect.permanent,
        "budget": {str(year): amount for year, amount in effect.budget.items()},
    }
