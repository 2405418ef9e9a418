"""Which number of a cost or benefit is the likely one, and what it counts.

In: a cost or a full effect. Out: a `Likely`. A range stands around that number and is given in its unit; the words of
each measure stand under `units` in the language files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Literal

from planbuilder.plan.economy import Cost, FullEffect
from planbuilder.record import record, replace

Measure = Literal["amount", "once", "amounts", "fte", "hours", "minutes", "unit_price"]
EFFECTS: tuple[Measure, ...] = ("amount", "fte", "hours", "minutes", "unit_price")
COSTS: tuple[Measure, ...] = ("amount", "fte")
# The only combinations that come to one number; any other set of parts is unfinished or contradicts itself.
WAYS = (("amount",), ("amounts",), ("fte",), ("hours",), ("volume", "minutes"), ("volume", "unit_price"))
NOTHING: tuple[object, ...] = (None, {})


@record
class Likely:
    """A likely number and what it counts: DKK a year, once or in all, FTE, hours, minutes a case or DKK a case."""

    measure: Measure
    number: Decimal


def dated(amounts: Mapping[str, Decimal]) -> Iterator[tuple[int, Decimal]]:
    """Amounts by year; a key that is no year is told by a rule of `check`."""
    yield from ((int(key), amount) for key, amount in amounts.items() if key.isascii() and key.isdigit())


def given_of(effect: FullEffect) -> tuple[str, ...]:
    """The parts of a full effect that are given, in a fixed order."""
    names = ("amount", "amounts", "fte", "hours", "volume", "minutes", "unit_price")
    return tuple(name for name in names if getattr(effect, name) not in NOTHING)


def is_whole(effect: FullEffect) -> bool:
    """Whether a full effect says what a benefit is worth: in one of the ways there are, and with every part of it."""
    return given_of(effect) in WAYS


def is_begun(effect: FullEffect) -> bool:
    """Whether a full effect has some of the parts of a way and not yet all of them, so that it is not known."""
    given = set(given_of(effect))
    return any(given and given < set(way) for way in WAYS)


def likely_effect(effect: FullEffect) -> Likely | None:
    """The likely number of a full effect, None if none is given; amounts by year count together."""
    return _first(effect, EFFECTS)


def likely_cost(cost: Cost) -> Likely | None:
    """The likely number of a cost, None if none is given; amounts by year count together."""
    found = _first(cost, COSTS)
    is_once = cost.kind == "one_off" and cost.to in (None, cost.from_)
    return replace(found, measure="once") if found and found.measure == "amount" and is_once else found


def _first(one: Cost | FullEffect, measures: tuple[Measure, ...]) -> Likely | None:
    # The first in this order: where an amount stands beside minutes, the amount is what counts.
    given = ((measure, getattr(one, measure)) for measure in measures)
    found = next((Likely(measure, number) for measure, number in given if number is not None), None)
    return found or (Likely("amounts", sum(one.amounts.values(), Decimal(0))) if one.amounts else None)
