"""Charts of the business case hold the figures, and are told in words."""

from __future__ import annotations

import re
from decimal import Decimal

from tests.document.plans import HEAD, SMALL

RANGED = SMALL.replace("{amount: 600000}", "{amount: 600000}, range: {low: 300000, high: 700000}")

UPLIFTED = SMALL.replace("economy: {", "economy: {uplift: uk-2002.outsourcing, ")
RANGED_WHOLLY = re.sub(r"amount: (\d+)", r"amount: \1, range: {low: \1, high: \g<1>9}", RANGED)


def test_the_waterfall_ends_where_npv_is(blocks) -> None:
    """It begins with all priced benefits, and every step stands on the end of the one before."""
    (chart,) = blocks("waterfall_chart", SMALL)
    tops = {}
    for series in chart.series:
        tops |= {
            n: (base, base + v)
            for n, (base, v) in enumerate(zip(series.base, series.values, strict=True))
            if v is not None
        }

    assert (0, 2500) == tops[0]
    assert all(tops[n][0] == tops[n - 1][1] for n in range(1, 5))
    assert (Decimal(0), Decimal(411)) == tops[5]
    assert tops[4][1] == tops[5][1]
    assert "Nettonutidsværdi 411.000\u00a0kr." in chart.alt


def test_there_is_no_waterfall_without_cashable_benefits(blocks) -> None:
    """Nothing falls from nothing."""
    assert () == blocks("waterfall_chart", HEAD)


def test_the_tornado_shows_the_widest_swing_first(blocks) -> None:
    """Around the likely result, with what each assumption was moved to."""
    (diagram,) = blocks("tornado_chart", RANGED)
    bars = diagram.data.bars

    assert sorted((abs(bar.high - bar.low) for bar in bars), reverse=True) == [abs(bar.high - bar.low) for bar in bars]
    assert ("G1 Lavere udgift til sagsbehandling", "50\u00a0%", "117\u00a0%") == (
        bars[0].title,
        bars[0].low_text,
        bars[0].high_text,
    )
    assert Decimal(411) == diagram.data.centre
    assert "G1 Lavere udgift til sagsbehandling fra \u2212285.000\u00a0kr. til 643.000\u00a0kr." in diagram.alt


def test_what_a_mark_beside_a_driver_means_is_told_beneath(blocks) -> None:
    """The plan's standard and a published uplift, each where it stands, and nothing where neither does."""
    usual, both, none = (blocks("tornado_chart", text)[0] for text in (SMALL, UPLIFTED, RANGED_WHOLLY))

    assert usual.caption.endswith("(* regnet med planens standard, fordi der ikke er givet et spænd)")
    assert "spænd; † offentliggjort tillæg i stedet for et skøn)" in both.caption
    assert {"*", "†"} == {mark for bar in both.data.bars for mark in "*†" if bar.title.endswith(mark)}
    assert not any(mark in none.caption for mark in "*†")


def test_a_case_with_ranges_has_a_band(blocks) -> None:
    """From the pessimistic running sum to the optimistic one, around the likely one."""
    (chart,) = blocks("cumulative_chart", RANGED)
    (band,) = chart.bands
    likely = chart.series[1].values

    assert all(low <= value <= high for low, value, high in zip(band.low, likely, band.high, strict=True))
    assert ["Optimistisk", "Sandsynligt", "Pessimistisk"] == [series.name for series in chart.series]


def test_a_case_without_ranges_is_one_line(blocks) -> None:
    """Three equal lines would say less than one."""
    (chart,) = blocks("cumulative_chart", SMALL)

    assert ((), 1) == (chart.bands, len(chart.series))
