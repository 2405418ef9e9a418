"""What each benefit owner owes, on a page to sign; a benefit nobody owns is a page with a gap."""

from __future__ import annotations

import pytest

from planbuilder import example
from planbuilder.document.model import Note, Section, Signature, Table, text_of
from tests.document.blocks.tables import cells
from tests.document.plans import HEAD, SMALL

OWED = (
    SMALL
    + """
indicators:
  I1: {title: Svartid, unit: dage, benefit: G1, baseline: {value: 21, on: 2025-12-31}, target: {value: 3},
       measured_by: P1, frequency: monthly}
actions:
  H1: {title: Kampagne, responsible: P1, deadline: 2027-03-01}
  H2: {title: Oplæring, responsible: P2, benefit: G1}
  H3: {title: Prøve, responsible: P1, deadline: 2026-03-01, status: finished}
  H4: {title: Brev, responsible: P1, deadline: 2027-01-01, status: started}
"""
)


def tables(section: Section) -> list[list[list[str]]]:
    """The texts of the tables of a page."""
    return [cells(block) for block in section.blocks if isinstance(block, Table)]


def test_an_owner_owes_the_benefits_with_their_use(blocks) -> None:
    """Full effect over its kind, first year, ramp, what the money is used for and who decided."""
    page, _ = blocks("commitments", OWED)

    assert "Anna Holm, leder" == page.title
    assert [
        [
            "G1",
            "Lavere udgift til sagsbehandling",
            "budgetvirksom",
            "600",
            "50\u00a0% i 2028, 100\u00a0% fra 2029",
            "Budgettet sættes ned. Beslutning: Kommunalbestyrelsen.",
        ]
    ] == tables(page)[0]


def test_measures_name_baseline_target_and_measurer(blocks) -> None:
    """A date that is missing is a gap beside its value."""
    page, _ = blocks("commitments", OWED)

    assert [["G1", "Svartid (dage)", "21 (31.12.2025)", "3 ([mangler: Dato])", "hver måned", "Anna Holm"]] == tables(
        page
    )[1]


def test_a_level_to_keep_says_on_which_side(blocks) -> None:
    """At most or at least, beside the number."""
    level = OWED.replace("target: {value: 3}", "target: {value: 21, on: 2027-12-31}, better: lower")
    page, _ = blocks("commitments", level)

    assert "højst 21 (31.12.2027)" == tables(page)[1][0][3]


def test_open_work_is_listed_by_deadline(blocks) -> None:
    """Own changes and actions, and those of others that lead to the benefits; what is finished is owed no more."""
    page, _ = blocks("commitments", OWED)

    assert [
        ["Mine forandringer", "F1 Familier søger digitalt\nF2 Indkomst hentes i registre"],
        ["Mine handlinger", "01.01.2027 H4 Brev (igangsat)\n01.03.2027 H1 Kampagne (uden status)"],
        ["Andres handlinger", "[mangler: Frist] H2 Oplæring (P2)"],
    ] == tables(page)[2]


def test_the_page_ends_with_a_promise_and_a_place_to_sign(blocks) -> None:
    """Signed by the owner, with the position."""
    page, _ = blocks("commitments", OWED)
    *_, promise, signature = page.blocks

    assert text_of(promise.spans).startswith("Jeg påtager mig ansvaret")
    assert isinstance(signature, Signature)
    assert ("Anna Holm", "leder") == (signature.name, signature.role)


def test_a_benefit_without_owner_is_a_page_with_a_gap(blocks) -> None:
    """Nobody signs for it; its use and its measure are gaps too."""
    _, page = blocks("commitments", OWED)
    gap, *_ = page.blocks

    assert ("Uden ejer: G2 Tid til vejledning", True) == (page.title, page.new_page)
    assert page.blocks[1].caption.startswith("Gevinsten (")
    assert isinstance(gap, Note)
    assert not any(isinstance(block, Signature) for block in page.blocks)
    assert "[mangler: Sådan bruges det frigjorte] Beslutning: [mangler: Besluttes af]." == tables(page)[0][0][-1]
    assert ["G2", "[mangler: Indikator]", "", "", "", ""] == tables(page)[1][0]


def test_a_quality_benefit_frees_nothing(blocks) -> None:
    """It promises no money, so that neither amount nor use is missing; of a ramp nobody gave, nothing is said."""
    quality = SMALL.replace("kind: released_time, from: [F1], full_effect: {fte: 0.5}", "kind: quality, owner: P1")
    (page,) = blocks("commitments", quality)

    assert ["G2", "Tid til vejledning", "kvalitet", "–", "–", "–"] == tables(page)[0][1]


def test_a_quality_benefit_promises_what_its_indicator_is_to_move(blocks) -> None:
    """From baseline to target, by an indicator of the benefit before one of the users' experience."""
    quality = OWED.replace("kind: cashable", "kind: quality").replace("full_effect: {amount: 600000}, ", "")
    first = "indicators:\n  I0: {title: Tilfredshed, kind: success_indicator, unit: point, benefit: G1, " + (
        "baseline: {value: 3}, target: {value: 4}}"
    )
    page, _ = blocks("commitments", quality.replace("indicators:", first))

    assert "21\u00a0→\u00a03 dage" == tables(page)[0][0][3]


def test_a_benefit_that_is_counted_in_another_says_so(blocks) -> None:
    """It is told, and owed once."""
    page, *_ = blocks("commitments", SMALL.replace("from: [F1, F2],", "from: [F1, F2], part_of: G2,"))

    assert tables(page)[0][0][1].endswith("(tælles med i G2)")


def test_an_owner_nobody_knows_keeps_the_id(blocks) -> None:
    """And can be asked who it is."""
    page, _ = blocks("commitments", SMALL.replace("from: [F1, F2], owner: P1", "from: [F1, F2], owner: P9"))

    assert "P9" == page.title


def test_a_plan_without_benefits_has_a_gap(blocks) -> None:
    """Nobody owes anything yet."""
    (gap,) = blocks("commitments", HEAD)

    assert isinstance(gap, Note)


@pytest.mark.parametrize("code", ["da", "en"])
def test_every_owner_has_one_page_and_every_benefit_stands_on_one(blocks, code: str) -> None:
    """In the example, in the order of the benefits; each but the first starts a new page."""
    from planbuilder import language
    from planbuilder.plan.store import from_text

    text = example.text(language.load(code))
    benefits = from_text(text).benefits_tree.benefits
    pages = blocks("commitments", text, code)

    assert [f"commitment_owner_{id}" for id in dict.fromkeys(b.owner for b in benefits.values())] == [
        page.id for page in pages
    ]
    assert sorted(benefits) == sorted(line[0] for page in pages for line in tables(page)[0])
    assert [False, *[True] * (len(pages) - 1)] == [page.new_page for page in pages]
