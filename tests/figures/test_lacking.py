"""What figures are without: which line lacks what, and the sentences that say so."""

from __future__ import annotations

import pytest

from planbuilder.figures.case import compute
from planbuilder.figures.exported import figures_data
from planbuilder.figures.lacking import counted_elsewhere, said, to_reconcile, without
from planbuilder.language import Language
from planbuilder.plan.store import from_text
from tests.document.plans import HEAD, SMALL

COST = "costs: {K1: {title: Indkøb, amount: 5}}\n"


def plan(benefit: str, rest: str = COST) -> str:
    return HEAD + "benefits_tree: {benefits: {G1: {title: A, " + benefit + "}}}\n" + rest


@pytest.mark.parametrize(
    ("benefit", "lacks"),
    [
        ("kind: cashable", "amount"),
        ("kind: released_time, range: {low: 1}", "amount"),
        ("kind: cost_avoidance, full_effect: {amount: 0}", ""),
        ("kind: cashable, part_of: G2", ""),
        ("kind: quality", ""),
        ("kind: quality, full_effect: {amount: 5}", ""),
        ("full_effect: {amount: 5}", "kind"),
        ("source: Måling", ""),
        ("kind: cashable, full_effect: {fte: 1}", "amount"),
        ("kind: cashable, full_effect: {fte: 0}", ""),
        ("kind: released_time, full_effect: {volume: 5, minutes: 4}", "amount"),
    ],
)
def test_a_benefit_lacks_what_it_needs_to_count(benefit: str, lacks: str) -> None:
    """Its amount, if it is of a kind that has one; its kind, if it has an amount. Nil is an amount."""
    figures = compute(from_text(plan(benefit)))

    assert lacks == figures.benefits[0].lacks
    assert bool(lacks) == bool(figures.lacking)


def test_a_cost_without_an_amount_lacks_it() -> None:
    """By the year or for one; time has no amount before it is known what an FTE costs."""
    figures = compute(from_text(HEAD + "costs: {K1: {title: A}, K2: {amounts: {'2027': 5}}, K3: {fte: 1}}\n"))

    assert ["amount", "", "amount"] == [line.lacks for line in figures.costs]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SMALL, []),
        (plan("kind: cashable"), ["Tallene er uden G1, hvor beløbet mangler."]),
        (plan("full_effect: {amount: 5}"), ["G1 er ikke med i netto, fordi typen mangler."]),
        (plan("kind: quality", ""), ["Planen har ingen udgifter endnu, så tallene er kun gevinster."]),
        (HEAD + COST, ["Planen har ingen gevinster endnu, så tallene er kun udgifter."]),
    ],
)
def test_a_sentence_for_each_thing(danish: Language, text: str, expected: list[str]) -> None:
    """None where the case is whole."""
    assert expected == said(danish, compute(from_text(text)))


def test_many_are_counted_instead_of_named(danish: Language) -> None:
    """A remark has room for three."""
    cases = [
        compute(from_text(f"{HEAD}costs: {{{', '.join(f'K{n}: {{}}' for n in range(1, count))}}}\n"))
        for count in (4, 5, 1)
    ]

    assert ["uden K1, K2 og K3", "uden 4 poster", ""] == [without(danish, case, "npv") for case in cases]


@pytest.mark.parametrize(
    ("count", "named"), [(0, ""), (1, "K1"), (9, "K1, K2, K3, K4, K5, K6, K7, K8 og K9"), (10, "de 10 beløb")]
)
def test_sums_wait_for_amounts_of_lines_that_are_named_up_to_nine(danish: Language, count: int, named: str) -> None:
    """The sentence stands alone and has more room; where no line waits there is none."""
    lines = ", ".join(f"K{n}: {{}}" for n in range(1, count + 1))
    told = to_reconcile(danish, compute(from_text(f"{HEAD}costs: {{{lines}}}\n")))

    assert bool(told) == bool(count)
    assert named in told


def test_programs_are_told_too() -> None:
    """Under a stable name."""
    made = from_text(plan("kind: cashable"))

    assert [{"id": "G1", "lacks": "amount"}] == figures_data(made, compute(made))["incomplete"]


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (0, []),
        (1, ["D0 tælles med i G1; gevinstens eget tal er ikke lagt til."]),
        (4, ["4 gevinster tælles med i andre; deres egne tal er ikke lagt til."]),
    ],
)
def test_what_is_counted_in_another_is_told_by_name_as_far_as_there_is_room(
    danish: Language, count: int, told: list[str]
) -> None:
    """One with a number of its own, that is; of many, how many there are."""
    own = "".join(f"    D{n}: {{part_of: G1, full_effect: {{amount: 5}}}}\n" for n in range(count))
    parted = from_text(SMALL.replace("  benefits:\n", f"  benefits:\n    D9: {{part_of: G1}}\n{own}"))

    assert counted_elsewhere(danish, parted) == told


def test_time_whose_worth_alone_is_known_is_no_fte(danish: Language) -> None:
    """The FTE are not zero, they are unknown; where others are known, this benefit is named as not among them."""
    figures = compute(from_text(plan("kind: released_time, full_effect: {amount: 450000}")))

    assert without(danish, figures, "fte_freed") == "uden G1"
    assert without(danish, figures, "npv") == ""
