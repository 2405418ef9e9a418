"""Which years a table shows: no amount stands in a year that is neither shown nor told.

In: the flows of a table's rows, and how many columns there is room for. Out: `YearColumns`: the next budget and the
three years that are budgeted with it one by one, then every later year that differs from the permanent effect, those
that are alike in one column, and the permanent effect. Years before that budget stand together in a first column, and
what there is no room for is summed in a last one. So the columns of a row come to its sum over the years.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby
from typing import Literal

from planbuilder.document.amounts import Flow
from planbuilder.document.material import Material
from planbuilder.document.model import Cell, Column, plain
from planbuilder.record import record

# A budget and the three years that are budgeted with it.
BUDGETED = 4
How = Literal["year", "each", "sum", "lasting"]


@record
class Shown:
    """One column: the years it stands for, by their place in the case.

    Its amount is that of one `year`, of `each` of several, their `sum`, or of each that is like the `lasting` effect.
    """

    how: How
    years: tuple[int, ...]

    def amount(self, flow: Flow) -> Decimal | None:
        """A row's amount in this column, None where it has none that lasts."""
        if self.how == "lasting":
            return flow.permanent
        if self.how == "sum":
            return sum((flow.by_year[n] for n in self.years), Decimal(0))
        return flow.by_year[self.years[0]]


@record
class YearColumns:
    """The columns of years of one table."""

    shown: tuple[Shown, ...]

    def columns(self, m: Material, width: float) -> tuple[Column, ...]:
        """The columns with their heads."""
        return tuple(Column(self._head(m, one), width, "end") for one in self.shown)

    def cells(self, m: Material, flow: Flow) -> tuple[Cell, ...]:
        """The cells of a row; a dash where it comes to no lasting amount."""
        found = (one.amount(flow) for one in self.shown)
        return tuple(Cell(plain("–")) if amount is None else m.whole(amount) for amount in found)

    def note(self, m: Material) -> str:
        """What columns that stand for several years show; empty where there are none."""
        kinds = {one.how for one in self.shown}
        lasting, stage = m.figures.permanent.lasting, [one for one in self.shown if one.how == "lasting"]
        said = []
        if stage and lasting:
            said.append(m.words("year_columns.lasting_from", year=lasting.first))
        elif stage:
            said.append(m.words("year_columns.lasting"))
        if any(one.years for one in stage):
            said.append(m.words("year_columns.like_lasting"))
        return " ".join([*said, *(m.words(f"year_columns.{how}_note") for how in ("each", "sum") if how in kinds)])

    def _head(self, m: Material, one: Shown) -> str:
        if one.how == "lasting":
            return m.words("column.lasting")
        first, *others = runs([m.plan.years[n] for n in one.years])
        head = first if not others else m.words("year_columns.other")
        return m.words("year_columns.sum", years=head) if one.how == "sum" else head


def year_columns(m: Material, flows: Sequence[Flow], most: int) -> YearColumns:
    """The columns for rows of these flows, at most that many of them."""
    horizon, lasts = m.plan.horizon, m.figures.permanent.amount is not None
    first = _next_budget(m)
    end = min(first + BUDGETED, horizon)
    like = [n for n in range(end, horizon) if lasts and all(flow.by_year[n] == flow.permanent for flow in flows)]
    groups = [Shown("sum" if first > 1 else "year", tuple(range(first)))] if first else []
    groups += [Shown("year", (n,)) for n in range(first, end)]
    later = [n for n in range(end, horizon) if n not in like]
    groups += [Shown("each" if len(alike) > 1 else "year", tuple(alike)) for alike in _alike(flows, later)]
    groups = _within(groups, most - lasts)
    return YearColumns((*groups, *([Shown("lasting", tuple(like))] if lasts else [])))


def _next_budget(m: Material) -> int:
    """The place of the first budget that is not decided yet: that of the next year, or the case's first if it is later.

    Where the case has no later year, all of it lies behind, and none of its years is set apart.
    """
    place = m.day.year + 1 - m.plan.first_year
    return place if 0 < place < m.plan.horizon else 0


def alike_columns(m: Material, flows: Sequence[Flow], most: int) -> YearColumns:
    """The columns for rows of which nothing is said to last: years that are alike stand together."""
    alike = _alike(flows, range(m.plan.horizon))
    return YearColumns(tuple(_within([Shown("each" if len(own) > 1 else "year", tuple(own)) for own in alike], most)))


def _within(groups: list[Shown], room: int) -> list[Shown]:
    """As many columns as there is room for; what is left is summed in the last."""
    if len(groups) <= room:
        return groups
    return [*groups[: room - 1], Shown("sum", tuple(n for one in groups[room - 1 :] for n in one.years))]


def _alike(flows: Sequence[Flow], years: Sequence[int]) -> list[list[int]]:
    """Years that follow each other and are the same in every row, together."""

    def key(at: tuple[int, int]) -> tuple[object, ...]:
        """The amounts of a year, and which unbroken run of years it belongs to."""
        place, n = at
        return (n - place, *(flow.by_year[n] for flow in flows))

    return [[n for _, n in group] for _, group in groupby(enumerate(years), key)]


def runs(years: Sequence[int]) -> list[str]:
    """Years as people write them: `2031`, `2033–2036`."""
    groups = [[year for _, year in group] for _, group in groupby(enumerate(years), lambda at: at[1] - at[0])]
    return [str(own[0]) if len(own) == 1 else f"{own[0]}–{own[-1]}" for own in groups]
