"""The small table of a case: where each target stands, what was measured last, and where it is to come."""

from __future__ import annotations

from tests.document.blocks.tables import lines_of
from tests.document.plans import SMALL


def shown(blocks, text: str) -> list[str]:
    """The rows of the table, a line each."""
    return [line for block in blocks("committee_targets", text) for line in lines_of(block)]


def test_targets_are_a_small_table_with_gaps(blocks) -> None:
    """What is measured today, its target and when."""
    indicator = (
        "indicators: {I1: {title: Svartid, unit: dage, baseline: {value: 21}, target: {value: 3, on: 2029-12-31}}, "
        "I2: {title: X}}"
    )

    assert [
        "Svartid | 21 dage | 3 dage | 31.12.2029",
        "X | [mangler: Udgangspunkt] | [mangler: Måltal] | –",
    ] == shown(blocks, SMALL + indicator)


def test_the_latest_measurement_stands_with_its_day_and_remark(blocks) -> None:
    """Once anything is measured; what the summary names stands first."""
    measured = (
        "indicators: {I1: {title: Svartid, unit: dage, kind: kpi, baseline: {value: 21}, target: {value: 3}}, "
        "I2: {title: Glæde, kind: success_indicator, baseline: {value: 2}, target: {value: 4}}}\n"
        "measurements: {M1: {indicator: I1, on: 2026-10-31, value: 13, remark: Kun i forsøget.}}\n"
    )

    assert [
        "Glæde | 2 | – | 4 | –",
        "Svartid | 21 dage | 13 dage (31.10.2026) | 3 dage | –",
        "Svartid: Kun i forsøget.",
    ] == shown(blocks, SMALL + measured)
