"""A value with the unit that somebody gave it, as a language writes it.

In: a number and a unit in somebody's own words. Out: final text; what a language writes before an amount stands before
it.
"""

from __future__ import annotations

from decimal import Decimal

from planbuilder.language import Language


def in_unit(language: Language, value: Decimal, unit: str) -> str:
    """A value with its unit; the number alone where there is none."""
    is_money = bool(unit) and f"{unit} ".startswith(f"{language.text('language.money', amount='').strip()} ")
    # Øre are two digits; a part of an øre is not rounded away, since what is shown can be typed again.
    has_oere = is_money and value != value.to_integral_value() and value == round(value, 2)
    number = language.number(value, 2 if has_oere else None)
    if unit == "%":
        return language.text("language.percent", number=number)
    before, after = unit_around(language, unit)
    return f"{before}{number} {after}".strip()


def unit_around(language: Language, unit: str) -> tuple[str, str]:
    """What of a unit stands before a number, and what after it: of `DKK a year` the currency stands before."""
    before = language.text("language.money", amount="")
    mark = before.strip()
    is_before = language.text("language.money", amount="0").endswith("0") and f"{unit} ".startswith(f"{mark} ")
    return (before, unit[len(mark) :].strip()) if is_before else ("", unit)
