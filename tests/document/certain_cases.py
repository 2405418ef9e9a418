"""Small cases drawn at random, and their figures computed again from nothing but what was drawn.

In: what hypothesis draws. Out: `Case`: its plan, and its own arithmetic, which shares no code with `figures`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from planbuilder.figures.simulation import Correlation
from planbuilder.plan.model import Plan
from tests.figures import cases
from tests.figures.cases import FIRST, HORIZON, cashable, numbered

Flows = list[Decimal]
DRAWS = 100
ZERO, ONE, WHOLE = Decimal(0), Decimal(1), Decimal(100)


@dataclass(frozen=True)
class Line:
    """A cost or a benefit: so much a year from one year number to another, likely, at the least and at the most.

    A range may be given that has no width.
    """

    is_cost: bool
    first: int
    last: int
    likely: Decimal
    low: Decimal
    high: Decimal
    given: bool

    @property
    def has_range(self) -> bool:
        return self.low != self.high

    @property
    def size(self) -> Decimal:
        return self.likely * max(0, self.last - self.first + 1)

    def row(self) -> dict[str, Any]:
        """As a plan holds it."""
        given = {"range": {"low": self.low, "high": self.high}} if self.given else {}
        if self.is_cost:
            return {
                "kind": "running",
                "amount": self.likely,
                "from": FIRST + self.first,
                "to": FIRST + self.last,
                **given,
            }
        return cashable(self.likely, start=FIRST + self.first, end=FIRST + self.last, **given)


@dataclass(frozen=True)
class Case:
    """A case of five years."""

    lines: tuple[Line, ...]
    rate: Decimal
    delay: int
    dearer: int
    smaller: int
    risks: tuple[tuple[int | None, int | None], ...]
    three_point: str

    def plan(self) -> Plan:
        """As a file would say it."""
        tried = {"delay": self.delay, "costs": self.dearer, "benefits": self.smaller}
        simulation = {"draws": DRAWS, "correlation": self.correlation}
        economy = {
            "discount_rate": self.rate,
            "three_point": self.three_point,
            "sensitivity": tried,
            "simulation": simulation,
        }
        risks = [
            {"title": "r", **{k: v for k, v in (("probability", p), ("consequence", c)) if v is not None}}
            for p, c in self.risks
        ]
        rows = {is_cost: [line.row() for line in self.lines if line.is_cost == is_cost] for is_cost in (True, False)}
        return cases.plan(
            numbered(rows[True], "K"), numbered(rows[False], "G"), economy=economy, risks=numbered(risks, "R")
        )

    @property
    def correlation(self) -> Correlation:
        """How much lines follow each other in its simulation; any is as good as another."""
        found: tuple[Correlation, ...] = ("none", "medium", "high")
        return found[self.delay]

    def named(self) -> Iterator[tuple[str, Line]]:
        """Each line with its id."""
        for letter, is_cost in (("K", True), ("G", False)):
            own = [line for line in self.lines if line.is_cost == is_cost]
            yield from ((f"{letter}{n}", line) for n, line in enumerate(own))

    def net(
        self, amount: Callable[[Line], Decimal] = lambda line: line.likely, delay: int = 0, spent: Decimal = ZERO
    ) -> Flows:
        """Net by year with each line at an amount, benefits later, and so much spent in the first year."""
        found = [ZERO] * HORIZON
        for line in self.lines:
            first = line.first if line.is_cost else line.first + delay
            for year in range(first, line.last + 1):
                found[year] += -amount(line) if line.is_cost else amount(line)
        return [found[0] - spent, *found[1:]]

    def value(self, flows: Flows, points: int = 0) -> Decimal:
        """What flows are worth today, at a rate that many percentage points higher."""
        return sum((flow / (1 + (self.rate + points) / WHOLE) ** n for n, flow in enumerate(flows)), ZERO)

    @property
    def npv(self) -> Decimal:
        return self.value(self.net())

    @property
    def counted(self) -> list[Line]:
        return [line for line in self.lines if line.size]

    @property
    def ranged(self) -> list[Line]:
        return [line for line in self.counted if line.has_range]

    @property
    def reserve(self) -> Decimal:
        """The twelve largest of probability times consequence."""
        costs = sorted((Decimal(p or 0) * Decimal(c or 0) / WHOLE for p, c in self.risks), reverse=True)
        return sum(costs[:12], ZERO)

    def worst(self, delay: int = 0, spent: Decimal = ZERO) -> Flows:
        """Every range at its bad end."""
        return self.net(lambda line: line.high if line.is_cost else line.low, delay, spent)

    def best(self) -> Flows:
        """Every range at its good end."""
        return self.net(lambda line: line.low if line.is_cost else line.high)

    def stress(self) -> Flows:
        """All that is bad at once."""
        return self.worst(self.delay, self.reserve)

    @property
    def parts(self) -> int:
        """How many things go wrong in the stress case."""
        return bool(self.ranged) + bool(self.delay) + bool(self.reserve)

    def tests(self) -> Iterator[Flows]:
        """Benefits late, costs higher, benefits smaller."""
        yield self.net(delay=self.delay)
        yield self.net(lambda line: line.likely * (1 + Decimal(self.dearer) / WHOLE) if line.is_cost else line.likely)
        yield self.net(lambda line: line.likely if line.is_cost else line.likely * (1 - Decimal(self.smaller) / WHOLE))

    def with_one(self, moved: Line, share: Decimal) -> Decimal:
        """NPV with one line alone at a share of itself."""
        return self.value(self.net(lambda line: line.likely * (share if line is moved else ONE)))

    def all_computed(self) -> list[Decimal]:
        """NPV of every case that documents or command line show: scenarios, tests, stress, each driver at both ends."""
        flows = [self.net(), self.worst(), self.best(), self.stress(), *self.tests()]
        return [*map(self.value, flows), *self.ends(), self.value(self.net(), 1), self.value(self.net(), -1)]

    def ends(self) -> Iterator[Decimal]:
        """NPV with one line alone at either end of its range, or of the plan's standard one."""
        for line in self.counted:
            off = Decimal(self.dearer if line.is_cost else self.smaller) / WHOLE
            low, high = (line.low / line.likely, line.high / line.likely) if line.given else (1 - off, 1 + off)
            yield from (self.with_one(line, share) for share in (low, high))

    def expected(self) -> Decimal:
        """NPV of the lines' expected values."""
        weight = {"successive": 3, "pert": 4}[self.three_point]
        return self.value(self.net(lambda line: (line.low + weight * line.likely + line.high) / (weight + 2)))

    def later(self) -> Decimal:
        """NPV with all of it a year later."""
        return self.value([ZERO, *self.net()])

    def begun_later(self) -> Decimal:
        """NPV where each line begins a year later and ends when it does."""
        return replace(self, lines=tuple(replace(line, first=line.first + 1) for line in self.lines)).npv


@st.composite
def lines(draw: st.DrawFn, is_cost: bool) -> Line:
    first, last = sorted((draw(st.integers(0, HORIZON - 1)), draw(st.integers(0, HORIZON - 1))))
    likely = Decimal(draw(st.integers(0, 30)) * 10_000)
    low, high, given = likely, likely, bool(likely) and draw(st.booleans())
    if given:
        low, high = likely * draw(st.integers(0, 10)) / 10, likely * (10 + draw(st.integers(0, 10))) / 10
    return Line(is_cost, first, last, likely, low, high, given)


@st.composite
def drawn(draw: st.DrawFn) -> Case:
    """Any case: with ranges, a few of them or none; with risks, all of them complete or not; paying or not."""
    risk = st.tuples(st.sampled_from([None, 0, 25, 100]), st.sampled_from([None, 0, 40_000, 300_000]))
    return Case(
        lines=(*draw(st.lists(lines(True), max_size=3)), *draw(st.lists(lines(False), max_size=3))),
        rate=Decimal(draw(st.sampled_from([0, 4, 20]))),
        delay=draw(st.sampled_from([0, 1, 2])),
        dearer=draw(st.sampled_from([0, 20, 100])),
        smaller=draw(st.sampled_from([0, 20])),
        risks=tuple(draw(st.lists(risk, max_size=14))),
        three_point=draw(st.sampled_from(["successive", "pert"])),
    )
