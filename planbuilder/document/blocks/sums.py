"""The last rows of a table of years: what is rounded away, and the sum.

In: the flows of the table's columns. Out: rows.
"""

from __future__ import annotations

from collections.abc import Sequence

from planbuilder.document.amounts import Flow
from planbuilder.document.material import Content, Material, row
from planbuilder.document.model import Row


def sum_rows(m: Material, flows: Sequence[Flow | None]) -> list[Row]:
    """The sum of each column, above it what the rounded years differ from it, where any do.

    A column that is no sum of years has None, or a flow without total.
    """
    rest: list[Content] = [m.whole(flow.rounding) if flow and flow.total is not None else "" for flow in flows]
    sums: list[Content] = [m.whole(flow.total) if flow and flow.total is not None else "" for flow in flows]
    total = row((m.words("total"), *sums), "total")
    left = any(flow.rounding for flow in flows if flow)
    return [row((m.words("rounding"), *rest), "subtotal"), total] if left else [total]
