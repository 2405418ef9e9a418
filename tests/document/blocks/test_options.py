"""Options in documents: their figures beside the plan's, and every word of what differs."""

from __future__ import annotations

from tests.document.blocks.tables import cells, lines_of
from tests.document.plans import SMALL

SAID = (
    SMALL
    + """
options:
  A1: {title: Kun ansøgningen, kind: other, description: Familierne sender stadig lønsedler., without_costs: [K2]}
  A2: {title: Som i dag, kind: nothing}
option_costs:
  AK1: {option: A1, instead_of: K1, title: Mindre indkøb, amount: 500000, source: Tilbud fra maj}
option_benefits:
  AG1: {option: A1, title: Færre breve, kind: cashable, full_effect: {amount: 50000}, account: '06.45.51',
        use: Rammen sænkes, use_decided_by: Direktionen, source: Måling i uge 9}
option_risks:
  AR1: {option: A1, title: To arbejdsgange, probability: 20, consequence: 100000}
"""
)


def test_a_plan_without_options_shows_nothing_of_them(blocks) -> None:
    """Documents of such plans are as they were."""
    assert (blocks("options", SMALL), blocks("options_in_brief", SMALL)) == ((), ())


def test_the_plan_and_each_option_stand_in_a_table(blocks) -> None:
    """Cost of introduction, what lasts, NPV, risk reserve and quality; dashes where nothing has been said."""
    _, table, _ = blocks("options_in_brief", SAID)

    rows = cells(table)
    assert [row[0] for row in rows] == ["Planen", "A1 Kun ansøgningen", "A2 Som i dag"]
    assert rows[1][1:3] == ["\u2212500", "650"]
    assert rows[1][4] == "\u221220"
    assert rows[2][1:] == ["–"] * 5


def test_every_word_of_what_differs_stands_in_the_plan(blocks) -> None:
    """Titles, description, source, account, use and decision; and what each stands instead of."""
    *_, table = blocks("options", SAID)

    told = " ".join(lines_of(table))
    for word in (
        "A1 Kun ansøgningen", "Familierne sender stadig lønsedler.", "Uden K2.", "Mindre indkøb · i stedet for K1",
        "Tilbud fra maj", "Færre breve", "06.45.51", "Rammen sænkes", "Direktionen", "Måling i uge 9",
        "To arbejdsgange", "20\u00a0%", "Ingen af planens udgifter",
    ):  # fmt: skip
        assert word in told, word


def test_what_goes_on_is_told_to_the_end_of_the_case(blocks) -> None:
    """A running cost and a benefit have their years; a one-off cost has one."""
    more = SAID.replace(
        "option_benefits:",
        "  AK2: {option: A1, title: Drift, kind: running, amount: 9000, from: 2028}\n"
        "  AK3: {option: A1, title: Kursus, kind: one_off, amount: 7000, from: 2028}\noption_benefits:",
    ).replace("full_effect: {amount: 50000}", "full_effect: {amount: 50000}, start: 2029")
    *_, table = blocks("options", more)
    said = {row[0]: row[2] for row in cells(table) if len(row) > 2}

    last = max(int(part) for text in said.values() for part in text.replace("–", " ").split() if part.isdigit())
    assert [said[id].rpartition(", ")[2] for id in ("AK2", "AK3", "AG1")] == [f"2028–{last}", "2028", f"2029–{last}"]
    assert last > 2029


def test_the_chart_shows_those_of_which_something_is_said(blocks) -> None:
    """Doing nothing of which nothing is said has no bar at zero."""
    chart = next(
        one for one in blocks("options", SAID) if getattr(one, "id", "") == "options" and hasattr(one, "series")
    )

    assert chart.categories == ("Planen", "A1")
    assert len(chart.series[0].values) == 2
