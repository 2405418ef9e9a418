"""Indicators: two kinds apart, measurements with attainment, charts of goal and actual."""

from __future__ import annotations

import pytest

from planbuilder.document.model import text_of
from tests.document.blocks.tables import cells
from tests.document.plans import SMALL

INDICATORS = """
indicators:
  I1: {title: Tilfredshed, kind: success_indicator, unit: point,
       baseline: {value: 3, on: 2026-01-01}, target: {value: 5, on: 2028-01-01},
       source: Måling, frequency: monthly, measured_by: P1, acted_on_by: P1}
  I2: {title: Ventetid, kind: kpi, benefit: G1, unit: dage, baseline: {value: 20}, target: {value: 4}}
measurements:
  M1: {indicator: I2, on: 2026-06-01, value: 16}
  M2: {indicator: I2, on: 2026-04-01, value: 18}
  M3: {indicator: I2, on: 2026-09-01, value: 12, remark: pilot}
  M4: {indicator: I2, value: 1}
"""


def test_the_two_kinds_stand_apart(blocks) -> None:
    """Users' experience in the short term, business goals in the other table."""
    text = blocks("themes", SMALL + INDICATORS)
    goals = next(s for s in text if getattr(s, "id", "") == "theme_goals_followup")
    success, kpis = (b for b in goals.blocks if getattr(b, "id", "").startswith("indicators_"))

    assert [
        "I1",
        "Tilfredshed (point)",
        "3\n01.01.2026",
        "5\n01.01.2028",
        "Måling, hver måned, Anna Holm",
        "Anna Holm",
    ] == cells(success)[0]
    assert "Ventetid (dage) · viser G1" == cells(kpis)[0][1]
    assert "[mangler: Hvem griber ind]" == cells(kpis)[0][5]


def test_the_latest_measurement_shows_how_far_one_has_come(blocks) -> None:
    """From 20 towards 4, 12 is half the way; without a date none counts, and what is not measured says so."""
    table, *_ = blocks("measurements", SMALL + INDICATORS)

    assert [
        ["I2", "Ventetid (dage)", "20", "4", "12", "01.09.2026", "50\u00a0%\nforan planen", "pilot"],
        ["Endnu ikke målt: I1 Tilfredshed: 3\u00a0→\u00a05 point."],
    ] == cells(table)


def test_remarks_on_earlier_measurements_are_told(blocks) -> None:
    """What happened in between explains the line; a measurement without a date is told with the gap."""
    early = INDICATORS + "  M9: {indicator: I2, on: 2026-02-01, value: 19, remark: Snestorm}\n"
    _, remarks = blocks("measurements", SMALL + early)
    head, *told = text_of(remarks.spans).split("\n")

    assert (head, remarks.role) == ("Bemærkninger til andre målinger:", "small")
    assert "I2, 01.02.2026: 19 dage. Snestorm." in told
    assert any("[mangler: Dato]" in one for one in told)


def test_three_measurements_make_a_chart(blocks) -> None:
    """Goal line and actual line, oldest first, as far apart as they were measured; the days stand in the words."""
    (chart,) = blocks("measurement_charts", SMALL + INDICATORS)
    actual, goal = chart.series

    assert chart.categories == ("apr. 2026", "maj", "jun.", "jul.", "aug.", "sep.")
    assert (actual.values, goal.values) == ((18, None, 16, None, None, 12), (4,) * 6)
    assert "01.04.2026: 18, 01.06.2026: 16 og 01.09.2026: 12" in chart.alt
    assert "Måltallet er 4" in chart.alt


def test_without_measurements_a_sentence_says_so(blocks) -> None:
    """And there is no chart."""
    assert "Der er endnu ingen målinger." in str(blocks("measurements", SMALL))
    assert () == blocks("measurement_charts", SMALL)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("69.8", "99\u00a0%"),
        ("70", "100\u00a0%"),
        ("70.2", "100\u00a0%"),
        ("10.2", "under 1\u00a0%"),
        ("10", "0\u00a0%"),
        ("9.9", "\u22121\u00a0%"),
    ],
)
def test_nothing_is_rounded_up_to_reached(blocks, value: str, shown: str) -> None:
    """Short of the target is never 100 %, a step forward or back is never none."""
    told = "indicators: {I1: {title: A, baseline: {value: 10}, target: {value: 70}}}\n"
    table, *_ = blocks(
        "measurements", SMALL + told + f"measurements: {{M1: {{indicator: I1, on: 2026-10-01, value: {value}}}}}\n"
    )

    assert shown == cells(table)[0][6]


@pytest.mark.parametrize(("better", "shown"), [("lower", "ikke holdt"), ("higher", "holdt"), ("''", "–")])
def test_a_level_has_no_share_but_is_kept_or_not(blocks, better: str, shown: str) -> None:
    """The way from a baseline to itself has no length."""
    told = f"indicators: {{I1: {{title: A, baseline: {{value: 4}}, target: {{value: 4}}, better: {better}}}}}\n"
    table, *_ = blocks("measurements", SMALL + told + "measurements: {M1: {indicator: I1, on: 2026-10-01, value: 6}}\n")

    assert shown == cells(table)[0][6]


def test_a_title_in_brackets_has_its_unit_behind_a_comma(blocks) -> None:
    """Two pairs of brackets never follow each other."""
    bracketed = INDICATORS.replace("title: Ventetid", "title: Ventetid (median)")
    (table, *_) = blocks("measurements", SMALL + bracketed)

    assert "Ventetid (median), dage" == cells(table)[0][1]


def test_what_is_to_be_measured_again_is_told_as_of_its_day(blocks) -> None:
    """In the table and by the chart alike; where the target's day has passed, that is told."""
    monthly = INDICATORS.replace("target: {value: 4}", "target: {value: 4}, frequency: monthly")
    passed = INDICATORS.replace("target: {value: 4}", "target: {value: 4, on: 2026-11-01}")

    told = [[cells(blocks("measurements", SMALL + text)[0])[0][6], caption(blocks, text)] for text in (monthly, passed)]

    as_of = "foran planen den 01.09.2026; ikke målt siden"
    over = "fristen er passeret; målet var ikke nået den 01.09.2026, og der er ikke målt siden"
    assert told[0][0] == f"50\u00a0%\n{as_of}"
    assert told[1][0] == f"50\u00a0%\n{over}"
    assert [one.rpartition(" – ")[2] for _, one in told] == [as_of, over]


def caption(blocks, text: str) -> str:
    (chart,) = blocks("measurement_charts", SMALL + text)
    return chart.caption
