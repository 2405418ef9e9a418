"""A value with the unit that somebody gave it, in each language."""

from __future__ import annotations

from decimal import Decimal

import pytest

from planbuilder.language import load
from planbuilder.units import in_unit, unit_around


@pytest.mark.parametrize(
    ("code", "unit", "said"),
    [
        ("da", "", "1.234,5"),
        ("da", "%", "1.234,5\u00a0%"),
        ("da", "kr. pr. år", "1.234,50 kr. pr. år"),
        ("en", "minutes", "1,234.5 minutes"),
        ("en", "DKK a year", "DKK\u00a01,234.50 a year"),
    ],
)
def test_a_value_stands_with_its_unit(code: str, unit: str, said: str) -> None:
    """As the language writes it: a currency before the number where that is usual, øre as two digits."""
    assert in_unit(load(code), Decimal("1234.5"), unit) == said


def test_what_of_a_unit_stands_before_the_number() -> None:
    """The currency in English, nothing in Danish."""
    assert unit_around(load("da"), "kr. pr. år") == ("", "kr. pr. år")
    assert unit_around(load("en"), "DKK a year")[1] == "a year"


@pytest.mark.parametrize(
    ("code", "unit", "said"),
    [
        ("en", "DKK a year", "DKK\u00a0196,000 a year"),
        ("en", "DKK", "DKK\u00a0196,000"),
        ("en", "DKKs", "196,000 DKKs"),
        ("en", "days", "196,000 days"),
        ("da", "kr. pr. år", "196.000 kr. pr. år"),
    ],
)
def test_a_currency_stands_where_its_language_has_it(code: str, unit: str, said: str) -> None:
    """In English ahead of the amount, whoever wrote the unit."""
    assert said == in_unit(load(code), Decimal(196000), unit)
