"""The business case in tables and charts; what is shown comes from the figures and adds up."""

from __future__ import annotations

from decimal import Decimal

from planbuilder.document.model import text_of
from tests.document.blocks.tables import cells
from tests.document.plans import HEAD, SMALL


def test_the_year_table_holds_each_year_and_the_total(blocks) -> None:
    """In 1,000 DKK, costs negative, with the exact kroner behind each text."""
    sign, _, table = blocks("year_table", SMALL)

    assert text_of(sign.spans).startswith("Fortegn: Plus forbedrer kommunens økonomi")
    assert ["2027", "\u2212700", "0", "0", "\u2212700", "\u2212700", "1,0000", "\u2212700"] == cells(table)[0]
    assert ["2028", "0", "\u2212100", "300", "200", "\u2212500", "0,9662", "193"] == cells(table)[1]
    assert ["I alt", "\u2212700", "\u2212300", "1.500", "500", "", "", "411"] == cells(table)[-1]
    assert Decimal(-700000) == table.rows[0].cells[1].value


def test_columns_of_the_year_table_add_up(blocks) -> None:
    """The total row is the sum of what stands above it, with what is rounded away in a row of its own."""
    odd = SMALL.replace("amount: 600000", "amount: 600400").replace("amount: 100000", "amount: 99800")
    _, _, table = blocks("year_table", odd)
    *years, rest, total = table.rows

    assert ["Afrunding", "0", "1", "\u22121", "0"] == cells(table)[-2][:5]
    assert all(sum(row.cells[n].value for row in (*years, rest)) == total.cells[n].value for n in (1, 2, 3, 4))
    assert sum(row.cells[7].value for row in years) == total.cells[7].value


def test_the_cash_flow_chart_puts_costs_below_nil(blocks) -> None:
    """Costs are negative stacks, benefits positive, net a line."""
    (chart,) = blocks("cash_flow_chart", SMALL)

    assert ["stack", "stack", "stack", "line"] == [s.form for s in chart.series]
    assert (Decimal(-700), Decimal(0)) == chart.series[0].values[:2]
    assert "2027: \u2212700" in chart.alt


def test_the_cumulative_chart_marks_the_break_even_year(blocks) -> None:
    """And tells low point and end in words."""
    (chart,) = blocks("cumulative_chart", SMALL)

    assert ["Balance i 2029"] == [mark.text for mark in chart.marks]
    assert "Lavest er \u2212700.000\u00a0kr. i 2027; ved udgangen af 2030 er den 500.000\u00a0kr." in chart.alt


def test_a_case_that_is_never_repaid_has_no_mark(blocks) -> None:
    """The description says so instead."""
    (chart,) = blocks("cumulative_chart", SMALL.replace("amount: 600000", "amount: 1000"))

    assert () == chart.marks
    assert "Den når ikke balance inden for perioden." in chart.alt


def test_every_value_lies_within_the_ticks(blocks) -> None:
    """No bar and no stack leaves its axis."""
    for name in ("cash_flow_chart", "cumulative_chart"):
        (chart,) = blocks(name, SMALL)
        values = [v for s in chart.series for v in s.values]

        assert chart.ticks[0].value <= min(values) <= max(values) <= chart.ticks[-1].value


def test_kinds_are_shown_only_where_there_are_any(blocks) -> None:
    """Cashable and released time here; the note says they are not added."""
    note, table = blocks("kind_table", SMALL)

    assert ["Type", "2027", "2028", "2029–2030", "I alt"] == [c.title for c in table.columns]
    assert [["Budgetvirksom gevinst", "1.500"], ["Frigjort tid", "1.000"]] == [[r[0], r[-1]] for r in cells(table)]
    assert "indgår ikke i netto" in text_of(note.spans)


def test_costs_tell_kind_and_period(blocks) -> None:
    """One-off in its year, running to the end; each with its account."""
    (table,) = blocks("cost_table", SMALL.replace("source: Tilbud", "source: Tilbud, account: '06.45.52'"))

    assert ["K1", "Indkøb", "engangsudgift", "drift", "06.45.52", "2027", "700"] == cells(table)[0]
    assert ["K2", "Licens", "driftsudgift", "drift", "", "2028–2030", "300"] == cells(table)[1]


def test_conventions_name_base_year_and_rates(blocks) -> None:
    """Whoever checks the figures knows how they were computed."""
    _, text = blocks("conventions", SMALL)

    assert "2027 er år 0 og diskonteres ikke" in text_of(text.spans)
    assert "Finansministeriets" in text_of(text.spans)


def test_without_money_there_are_no_tables(blocks) -> None:
    """The gap stands once, in the summary of the chapter."""
    names = (
        "year_table",
        "cash_flow_chart",
        "cumulative_chart",
        "kind_table",
        "cost_table",
        "conventions",
    )

    assert [()] * len(names) == [blocks(name, HEAD) for name in names]


def key_figures(table) -> dict[str, str]:
    """Each key figure of a table that has two beside each other, with its value."""
    return {row[n]: row[n + 1] for row in cells(table) for n in (0, 2)}


def test_several_internal_rates_are_all_told(blocks) -> None:
    """No single rate is picked where there are two; the modified one stands beside them."""
    costs = (
        "costs:\n  K1: {title: a, amounts: {2027: 145000}}\n  K2: {title: b, amounts: {2032: 375000}}\n"
        "benefits_tree: {benefits: {G1: {title: g, kind: cashable, full_effect: {amount: 100000}, start: 2028,"
        " account: '1', use: x, use_decided_by: x}}}\n"
    )
    (table,) = blocks("economy_summary", HEAD.replace("horizon: 4", "horizon: 6") + costs)

    told = key_figures(table)
    assert "8,8\u00a0% og 26,6\u00a0% – 2 renter, og ingen af dem er alene afkastet" == told["Interne renter"]
    assert "3,0\u00a0%" == told["Modificeret intern rente (MIRR, ved diskonteringsrenten)"]


def test_the_rate_of_a_case_that_borrows_is_no_return(blocks) -> None:
    """First benefits, then costs: the word is another one, and it says what the rate means."""
    plan = (
        "costs:\n  K1: {title: a, kind: running, amount: 400000, from: 2028}\n"
        "benefits_tree: {benefits: {G1: {title: g, kind: cashable, full_effect: {amount: 900000}, start: 2027,"
        " end: 2027, account: '1', use: x, use_decided_by: x}}}\n"
    )
    (table,), (tiles,) = (blocks(name, HEAD + plan) for name in ("economy_summary", "key_figures"))

    told = key_figures(table)
    assert "15,9\u00a0% – ikke et afkast, men renten på et lån" in told["Lånerente"]
    assert "Modificeret intern rente (MIRR, ved diskonteringsrenten)" not in told
    assert ["15,9\u00a0%", "lånerente", "ikke et afkast"] in cells(tiles)


def test_what_has_not_been_estimated_is_not_shown(blocks) -> None:
    """Without ranges there is neither an expected value nor a stress case; with them there are both."""
    (bare,), (ranged,) = (
        blocks("economy_summary", plan)
        for plan in (SMALL, SMALL.replace("{amount: 600000}", "{amount: 600000}, range: {low: 300000}"))
    )
    names = ("Forventet nettonutidsværdi (trepunktsskøn)", "Nettonutidsværdi i stressscenariet")

    assert ([], [*names]) == (
        [n for n in names if n in key_figures(bare)],
        [n for n in names if n in key_figures(ranged)],
    )


def test_how_amounts_stand_to_vat_is_said_once(blocks) -> None:
    """As the plan says it, in one sentence of the method; nothing where it does not."""
    said = {
        vat: text_of(blocks("conventions", SMALL.replace("economy: {", f"economy: {{vat: {vat}, "))[-1].spans)
        for vat in ("net_of_refund", "included")
    }

    assert 1 == said["net_of_refund"].count("uden den moms, kommunen får refunderet (købsmomsrefusion)")
    assert 1 == said["included"].count("er ikke trukket fra")
    assert "moms" not in text_of(blocks("conventions", SMALL)[-1].spans)


def test_bands_of_ones_own_are_named_with_their_years(blocks) -> None:
    """Each rate with the year from which the factors follow it."""
    own = SMALL.replace("economy: {", "economy: {rate_bands: {1: 3.5, 3: 2}, ")
    said = text_of(blocks("conventions", own)[-1].spans)

    assert "følger planens egne renter (3,5 % fra år 1, 2 % fra år 3)" in said.replace("\u00a0", " ")
