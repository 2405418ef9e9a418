"""The simulation a second time, after its text: every draw is a case, discounted at its own rate.

It shares no line with `planbuilder.figures` and imports nothing of it. Shares are drawn from the distribution itself
and put in the order of their luck, where the program reads them off a table; a draw's rate discounts its years, where
the program goes by a parabola; a draw's delay lies between two cases that are counted whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from tests.figures.independent import PER_CENT, Data, Item, Model, number

Numbers = Any  # an array of floats, one a draw
LARGEST = 12


@dataclass
class Outcomes:
    """What came of the draws: NPV and what pays the pool back, and the luck of each source, by kind and id."""

    npv: Numbers
    paid: Numbers
    luck: Mapping[tuple[str, str], Numbers]

    @property
    def parts(self) -> Mapping[tuple[str, str], float]:
        """The share of the spread that each source explains: its squared correlation with NPV, of all of these."""
        squares = {name: _squared(one, self.npv) for name, one in self.luck.items()}
        whole = sum(squares.values())
        return {name: one / whole for name, one in squares.items()} if whole else {}


def _squared(one: Numbers, other: Numbers) -> float:
    moves = one.std() > 0 and other.std() > 0
    return float(np.corrcoef(one, other)[0, 1] ** 2) if moves else 0.0


class Simulation:
    """The case of a model in many draws."""

    def __init__(self, model: Model, draws: int, seed: int, correlation: float) -> None:
        self.model, self.draws, self.correlation = model, draws, correlation
        self.chance = np.random.default_rng(seed)
        self.weight = 4 if model.economy.get("three_point") == "pert" else 3
        tried: Data = model.economy.get("sensitivity", {})
        self.late, self.points = int(tried.get("delay", 1)), float(number(tried, "rate", 1))
        self.dearer, self.fewer = (float(number(tried, name, 20) * PER_CENT) for name in ("costs", "benefits"))
        self.items = [one for one in model.case if any(model.at(one, year) for year in model.years)]
        self.luck: dict[tuple[str, str], Numbers] = {}

    def outcomes(self, due: int | None) -> Outcomes:
        """All draws; `due` is the year by which a pool is to be paid back."""
        self.common = self._lucky("common", "")
        fte = self._of_many("fte_cost", 1 - self.dearer, 1, 1 + self.dearer, any(one.fte for one in self.items))
        uptake = self._of_many("uptake", 1 - self.fewer, 1, 1)
        delay = self._of_many("delay", 0, 0, self.late) if self.late else np.zeros(self.draws)
        worth = self._worth(self._of_many("rate", -1, 0, 1, bool(self.points)) if self.points else 0 * delay)
        npv, paid = np.zeros(self.draws), np.zeros(self.draws)
        for one in self.items:
            share = self._share(one) * (fte if one.fte else 1.0) * (uptake if one.is_benefit else 1.0)
            flow = share[:, None] * self._flow(one, delay if one.is_benefit else 0 * delay)
            npv += (flow * worth).sum(axis=1)
            if due is not None and not one.once:
                paid += flow[:, : due - self.model.first + 1].sum(axis=1)
        return Outcomes(npv - self._risks(), paid, self.luck)

    def _lucky(self, kind: str, id: str) -> Numbers:
        self.luck[kind, id] = self.chance.standard_normal(self.draws)
        return self.luck[kind, id]

    def _drawn(self, luck: Numbers, low: float, likely: float, high: float) -> Numbers:
        """Beta-PERT shares in the order of luck: the least of them where luck is least."""
        top = (likely - low) / (high - low)
        shares = self.chance.beta(1 + self.weight * top, 1 + self.weight * (1 - top), self.draws)
        return low + (high - low) * np.sort(shares)[luck.argsort().argsort()]

    def _of_many(self, kind: str, low: float, likely: float, high: float, is_there: bool = True) -> Numbers:
        """What moves many lines at once; nothing where the plan does not try it."""
        return (
            self._drawn(self._lucky(kind, ""), low, likely, high) if is_there and low != high else np.ones(self.draws)
        )

    def _share(self, one: Item) -> Numbers:
        if one.low == one.high:
            return np.ones(self.draws)
        own, part = self._lucky(one.kind, one.id), self.correlation
        luck = part**0.5 * self.common + (1 - part) ** 0.5 * own
        gains = self.model.present(self.model.flow([one])) >= 0
        return self._drawn(luck if gains else -luck, float(min(one.low, one.high)), 1, float(max(one.low, one.high)))

    def _flow(self, one: Item, delay: Numbers) -> Numbers:
        """The years of an item in each draw, gains less costs; a delay lies between two whole ones."""
        whole = np.array([[float(x) for x in self.model.flow([one], late)] for late in range(self.late + 2)])
        before = delay.astype(int)
        return whole[before] + (delay - before)[:, None] * (whole[before + 1] - whole[before])

    def _worth(self, rate: Numbers) -> Numbers:
        """What a krone of each year is worth in each draw: the rate of the year, and the draw's part of a point."""
        columns, now = [np.full(self.draws, 1.0)], np.full(self.draws, 1.0)
        for a_year in self._years():
            own = a_year + rate * self.points / 100
            # In the middle of a year half a year of its own rate is left to its end.
            columns.append(now / own**0.5 if self.model.in_the_middle else now / own)
            now = now / own
        return np.stack(columns, axis=1)

    def _years(self) -> Iterator[float]:
        """One plus the rate of each year after the first."""
        whole = 1.0
        for worth in map(float, self.model.discounting()[1:]):
            a_year = (whole / worth) ** 2 if self.model.in_the_middle else whole / worth
            yield a_year
            whole /= a_year

    def _risks(self) -> Numbers:
        """Each of the largest risks comes true as often as it is likely to, in the first year."""
        found = self.model.plan.get("risks", {}).items()
        each = [(number(one, "probability") * PER_CENT, number(one, "consequence"), id) for id, one in found]
        each = sorted((one for one in each if one[0] * one[1]), key=lambda one: -one[0] * one[1])[:LARGEST]
        cost = np.zeros(self.draws)
        for likely, amount, id in each:
            happens = (self.chance.random(self.draws) < float(likely)).astype(float)
            self.luck["risk", id] = happens
            cost += happens * float(amount * self.model.weights[0])
        return cost
