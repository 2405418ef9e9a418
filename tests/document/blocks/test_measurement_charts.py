"""Charts of what was measured are called what they show, and how that goes."""

from __future__ import annotations

import pytest

from tests.document.plans import SMALL

COURSE = """
indicators:
  I1: {title: Ventetid, unit: dage, baseline: {value: 20, on: 2026-01-01}, target: {value: 0, on: 2027-01-01}}
measurements:
  M1: {indicator: I1, on: 2026-03-01, value: 17}
  M2: {indicator: I1, on: 2026-05-01, value: 13}
"""


@pytest.mark.parametrize(
    ("value", "verdict"), [(10, "følger planen"), (2, "foran planen"), (18, "bag planen"), (20, "bag planen")]
)
def test_a_chart_says_how_an_indicator_goes(blocks, value: int, verdict: str) -> None:
    """Half a year of a year that goes evenly from 20 to 0 asks for about 10."""
    last = f"  M3: {{indicator: I1, on: 2026-07-01, value: {value}}}\n"
    (chart,) = blocks("measurement_charts", SMALL + COURSE + last)

    told = f"I1 Ventetid: {value} dage i juli 2026, målet er 0 dage i januar 2027 – {verdict}"
    assert told == chart.caption.replace("\u00a0", " ")
    assert chart.low
    assert ["Målt", "Måltal"] == [one.name for one in chart.series]
