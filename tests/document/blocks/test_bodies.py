"""Bodies that deal with a plan: what each is asked stays, a decision has a head of its own, none is passed over."""

from __future__ import annotations

from datetime import date

import pytest

from planbuilder.document.blocks.bodies import one_sentence
from planbuilder.document.model import Note, Section, text_of
from tests.document.blocks.tables import cells
from tests.document.plans import SMALL

DECISIONS = """
decisions:
  B1: {body: Direktionen, on: 2026-11-18, item: '4', recommendation: at planen godkendes., decision: Godkendt.}
  B2: {body: Udvalget, on: 2026-12-08, recommendation: at planen anbefales.}
  B3: {body: Byrådet, recommendation: "at planen vedtages, og\\nat budgettet ændres."}
  B4: {body: Rådet}
"""
ASKED = [
    "Forvaltningen {} til Direktionen ({}18. november 2026, punkt 4), at planen godkendes.",
    "Forvaltningen {} til Udvalget ({}8. december 2026), at planen anbefales.",
    "Forvaltningen {} til Byrådet ({}[mangler: Dato]), 1)\u00a0at planen vedtages, og 2)\u00a0at budgettet ændres.",
    "Forvaltningen {} til Rådet ({}[mangler: Dato]), [mangler: Indstilling]",
]


NOW, THEN = "indstiller", "indstillede"


@pytest.mark.parametrize(
    ("outcome", "told"),
    [("", "behandlet "), ("approved", "godkendt "), ("rejected", "afvist "), ("postponed", "")],
)
def test_what_was_recommended_stays_whatever_is_decided(blocks, outcome: str, told: str) -> None:
    """Numbered by body; lines become points, what is missing is a gap, and what is decided is told in the past."""
    undecided = DECISIONS.replace(", decision: Godkendt.", "")
    done = undecided.replace("}\n", f", outcome: '{outcome}', decision: Nej.}}\n")
    first = [(THEN, "behandlet "), *[(NOW, "")] * 3]
    for chain, words in ((DECISIONS, first), (done, [(THEN if told else NOW, told)] * 4)):
        (asked,) = blocks("committee_recommendations", SMALL + chain, day=date(2026, 12, 8))

        assert [one.format(*said) for one, said in zip(ASKED, words, strict=True)] == [x for _, x in cells(asked)]


def test_recommendations_that_stand_elsewhere_are_told_first_and_by_body(blocks) -> None:
    """And what is shown is numbered from one."""
    bodies = "".join(f"  B{n}: {{body: U{n}, recommendation: at {n}.}}\n" for n in range(1, 9))
    elsewhere, table = blocks("committee_recommendations", f"{SMALL}decisions:\n{bodies}")

    assert "Det, der indstilles til U1, U2, U3, U4, U5 og U6, står i planen." == text_of(elsewhere.spans)
    assert ["1.", "2."] == [number for number, _ in cells(table)]


def test_bodies_that_are_asked_the_same_stand_together(blocks) -> None:
    """One after the other; a gap is no recommendation that two could share."""
    chain = "decisions: {B1: {body: A, recommendation: at}, B2: {body: B, recommendation: at}, B3: {body: C}, B4: {}}\n"
    (asked,) = blocks("committee_recommendations", SMALL + chain)

    assert ["1.", "2.", "3."] == [number for number, _ in cells(asked)]
    assert cells(asked)[0][1] == "Forvaltningen indstiller til A ([mangler: Dato]) og B ([mangler: Dato]), at."


def test_what_is_decided_has_a_head_of_its_own(blocks, compose) -> None:
    """With date and conditions; an outcome without a wording is told too, and that a case is postponed."""
    chain = (
        "decisions:\n  B1: {body: Byrådet, on: 2026-10-01, recommendation: at, decision: Ja., conditions: Status.}\n"
        "  B2: {body: Rådet, recommendation: at, outcome: postponed}\n  B3: {body: Udvalget, recommendation: at}\n"
    )
    (told,) = blocks("committee_decisions", SMALL + chain)

    assert [["01.10.2026", "Byrådet: Ja. Vilkår: Status."], ["", "Rådet: Udsat."]] == cells(told)
    (case,) = [one for one in compose(SMALL + chain, "committee").blocks if isinstance(one, Section)]
    heads = [one.title for one in case.blocks if isinstance(one, Section)]
    assert ["Resumé", "Indstilling", "Beslutning"] == heads[:3]


def test_before_a_decision_there_is_none(blocks) -> None:
    """Said in so many words."""
    (told,) = blocks("committee_decisions", SMALL + "decisions: {B1: {body: Rådet, recommendation: at}}\n")

    assert "Planen nævner ingen beslutninger." == text_of(told.spans)


def test_committees_that_are_not_asked_but_pay_are_named(blocks) -> None:
    """Those whose budgets are lowered as a whole; of more than three only how many."""
    chain = "decisions: {B1: {body: Børneudvalget, recommendation: at}}\nbudget_changes:\n"
    change = "  T{}: {{budget: Løn, committee: {}, year: 2028, amount: {}}}\n"
    few = change.format(1, "Børneudvalget", -5) + change.format(2, "Ældreudvalget", -5) + change.format(3, "Havne", 5)
    three, many = ("".join(change.format(n, f"U{n}", -5) for n in range(count)) for count in (3, 4))

    assert [["Ældreudvalget får budgettet sat ned, men er ikke med i beslutningsvejen."],
            ["U0, U1 og U2 får budgettet sat ned, men er ikke med i beslutningsvejen."],
            ["Hos 4 udvalg sættes budgettet ned, uden at de er med i beslutningsvejen."]] == [
        [text_of(one.spans) for one in blocks("committee_recommendations", SMALL + chain + changes)[1:]]
        for changes in (few, three, many)
    ]  # fmt: skip
    assert 1 == len(blocks("committee_recommendations", SMALL + chain + change.format(1, "Børneudvalget", -5)))


def test_no_recommendation_is_a_gap(blocks) -> None:
    """A case asks for a decision."""
    (gap,) = blocks("committee_recommendations", SMALL)

    assert isinstance(gap, Note)


def test_the_decision_chain_tells_what_is_not_decided(blocks) -> None:
    """A body that has not met yet has no decision; of one whose day has passed, none is noted."""
    chain = (
        "decisions:\n  B1: {body: Rådet, on: 2027-01-26, recommendation: at}\n  B2: {body: Udvalget, on: 2026-01-26, "
        "item: '4', recommendation: at}\n  B3: {body: Chefen, on: 2026-01-20, recommendation: at, decision: Ja., "
        "conditions: Status.}\n"
    )
    (table,) = blocks("decision_chain", SMALL + chain)

    assert [
        ["Rådet\n26.01.2027", "at", "ikke behandlet"],
        ["Udvalget\n26.01.2026, punkt 4", "at", "beslutning ikke noteret"],
        ["Chefen\n20.01.2026", "at", "Ja.\nVilkår: Status."],
    ] == cells(table)


def test_conditions_in_a_line_are_one_sentence(blocks) -> None:
    """Small letters behind a semicolon but for names and what is in capitals, and one full stop."""
    terms = "Først.\\nAnna måler\\nIT er med\\nSidst"
    chain = f'decisions: {{B1: {{body: Rådet, on: 2026-11-18, decision: Ja., conditions: "{terms}"}}}}\n'
    (said,) = blocks("committee_decisions", SMALL + chain)

    assert "Rådet: Ja. Vilkår: Først; Anna måler; IT er med; sidst." == cells(said)[0][1]
    assert ["A.", "A; b?", ""] == [one_sentence(points, ()) for points in (["A."], ["A", "B?"], [])]
