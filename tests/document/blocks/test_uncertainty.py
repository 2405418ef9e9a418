"""How sure the case is: scenarios, tests, drivers and risks in tables."""

from __future__ import annotations

from planbuilder.document.model import text_of
from tests.document.blocks.tables import cells
from tests.document.plans import HEAD, SMALL

RANGED = SMALL.replace("{amount: 600000}", "{amount: 600000}, range: {low: 300000, high: 700000}")
RISKS = (
    SMALL + "risks:\n  R1: {title: Forsinkelse, probability: 25, consequence: 200000, owner: P1}\n  R2: {title: Tom}\n"
)


def test_scenarios_and_tests_stand_in_one_table(blocks) -> None:
    """Pessimistic, likely, optimistic; then later benefits, higher costs, smaller benefits, and all that is bad."""
    _, intro, table = blocks("scenarios", RANGED)

    assert [
        ["Pessimistisk", "200", "\u2212285", "ikke inden for perioden"],
        ["Sandsynligt", "500", "411", "2029"],
        ["Optimistisk", "600", "643", "2029"],
        ["Gevinsterne kommer ét år senere", "500", "\u2212159", "ikke inden for perioden"],
        ["Udgifterne er 20\u00a0% højere", "480", "215", "2030"],
        ["Gevinsterne er 20\u00a0% lavere", "380", "133", "2030"],
        [
            "Stressscenariet",
            "200",
            "\u2212570",
            "ikke inden for perioden",
        ],
    ] == cells(table)
    assert "Vægtes det lave, sandsynlige og høje skøn 1:3:1, er" in text_of(intro.spans)
    assert "Spænd er angivet for 1 af 3 poster (60\u00a0% af beløbene)" in text_of(intro.spans)
    assert "dette sammen: de pessimistiske skøn og gevinsterne ét år senere." in text_of(intro.spans)


def test_without_ranges_there_are_no_scenarios(blocks) -> None:
    """It is said that nothing has been estimated; tests, and stress of what remains, are shown for what they are."""
    _, intro, table = blocks("scenarios", SMALL + RISKS.removeprefix(SMALL))

    assert text_of(intro.spans).startswith("Ingen af de poster, der indgår i netto, har et spænd, så usikkerheden")
    assert [
        "Sandsynligt",
        "Gevinsterne kommer ét år senere",
        "Udgifterne er 20\u00a0% højere",
        "Gevinsterne er 20\u00a0% lavere",
        "Stressscenariet",
    ] == [row[0] for row in cells(table)]
    assert "lægger dette sammen: gevinsterne ét år senere og risikopuljen brugt i det første år." in text_of(
        intro.spans
    )


def test_a_test_of_nothing_is_not_shown(blocks) -> None:
    """Benefits no years later are the likely case."""
    economy = "economy: {sensitivity: {delay: 0, costs: 0, benefits: 5}, "
    _, _, table = blocks("scenarios", SMALL.replace("economy: {", economy))

    assert ["Sandsynligt", "Gevinsterne er 5\u00a0% lavere"] == [row[0] for row in cells(table)]


def test_a_driver_tells_its_range_and_where_the_case_tips(blocks) -> None:
    """A range nobody has given is the plan's standard, and says so."""
    table, note = blocks("driver_table", RANGED)
    rows = {row[0]: row[1:] for row in cells(table)}

    assert ["50\u00a0% til 117\u00a0%", "\u2212285", "643", "kan falde til 71\u00a0%"] == rows[
        "G1 Lavere udgift til sagsbehandling"
    ]
    assert "80\u00a0% til 120\u00a0% (planens standard)" == rows["K1 Indkøb"][0]
    assert "Nulpunktet" in text_of(note.spans)


def test_risks_sum_to_the_reserve(blocks) -> None:
    """A risk without numbers shows the gap."""
    table, note = blocks("risks", RISKS)

    assert ["R1", "Forsinkelse", "25\u00a0%", "200", "–", "Anna Holm"] == cells(table)[0]
    assert "[mangler: Sandsynlighed]" == cells(table)[1][2]
    assert ["", "Risikopulje (sandsynlighed × konsekvens)", "", "50", "", ""] == cells(table)[2]
    assert "ikke i netto, nettonutidsværdien eller andre summer" in text_of(note.spans)
    assert text_of(note.spans).endswith("1 risiko mangler sandsynlighed eller konsekvens og er ikke regnet med.")


def test_nothing_is_shown_of_nothing(blocks) -> None:
    """A plan without money has neither drivers nor risks, and the scenarios say what is missing."""
    (gap,) = blocks("scenarios", HEAD)

    assert ("gap", "Business case") == (gap.kind, text_of(gap.spans).rpartition(": ")[-1])
    assert [(), ()] == [blocks(name, HEAD) for name in ("driver_table", "risks")]


UPLIFTED = SMALL.replace("economy: {", "economy: {uplift: uk-2002.outsourcing, ")


def test_an_uplift_is_told_wherever_its_range_is_shown(blocks) -> None:
    """In what the ranges cover, with its source; at the driver; among the assumptions; and in brief."""
    _, intro, _ = blocks("scenarios", UPLIFTED)
    drivers, *_ = blocks("driver_table", UPLIFTED)
    _, assumptions, *_ = blocks("assumptions", UPLIFTED)
    brief = repr(blocks("in_brief", UPLIFTED))

    said = text_of(intro.spans)
    assert "Spænd er angivet for 0 af 3 poster (0\u00a0% af beløbene). For 2 udgifter uden spænd er der brugt" in said
    assert "i stedet for et skøn: HM Treasury, Supplementary Green Book Guidance" in said
    assert "100\u00a0% til 141\u00a0% (offentliggjort tillæg)" in [row[1] for row in cells(drivers)]
    assert ["–", "Tillæg for optimisme", "til udgifter uden spænd: K1, K2"] in [row[:3] for row in cells(assumptions)]
    assert "For 2 udgifter uden spænd er der brugt et offentliggjort tillæg, ikke et skøn." in brief
