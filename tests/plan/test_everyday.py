"""A plan's file keeps to one form; what was written otherwise and can be read is told as the file has it."""

from __future__ import annotations

import pytest

from planbuilder import codes
from planbuilder.errors import InputInvalid, Place, problem
from planbuilder.plan.everyday import in_file_form
from planbuilder.plan.store import from_text, open_text
from tests.document.plans import HEAD


@pytest.mark.parametrize(
    ("code", "found", "told", "values"),
    [
        ("PB031", "1. maj 2027", "PB067", {"meant": "2027-05-01"}),
        ("PB031", "12.1.27", "PB067", {"meant": "2027-01-12"}),
        ("PB031", "May 1, 2027", "PB067", {"meant": "2027-05-01"}),
        ("PB031", "1. maj", "PB066", {}),
        ("PB031", "marts 2027", "PB065", {"first": "2027-03-01", "last": "2027-03-31"}),
        ("PB031", "1. i md.", "PB067", {"meant": "day 1 of every month"}),
        ("PB031", "hvert kvartal", "PB067", {"meant": "day 1 of every quarter"}),
        ("PB031", "snart", "PB031", {}),
        ("PB025", "1.580.000", "PB067", {"meant": "1580000"}),
        ("PB025", "1,2 mio. kr.", "PB067", {"meant": "1200000"}),
        ("PB025", "185.000 kr.", "PB067", {"meant": "185000"}),
        ("PB025", "25 pct.", "PB067", {"meant": "25"}),
        ("PB025", "mange", "PB025", {}),
        ("PB027", "1. maj 2027", "PB027", {}),
    ],
)
def test_what_can_be_read_is_told_as_the_file_has_it(code: str, found: str, told: str, values: dict[str, str]) -> None:
    """The way out is what to write; what cannot be read, or is wrong otherwise, stays as it was told."""
    place = Place("plan.yaml", 3, 4, "actions.H1.deadline")

    (actual,) = in_file_form([problem(code, place, found=found)])

    assert (actual.code, actual.place, actual.values) == (told, place, {"found": found, **values})


def test_what_two_languages_read_as_two_numbers_is_not_told_as_one() -> None:
    """1,285 kr. is 1.285 in Danish and 1285 in English; 1,250.5 is a number in English alone."""
    (both,) = in_file_form([problem(codes.NOT_A_NUMBER, found="1,285 kr")])
    (one,) = in_file_form([problem(codes.NOT_A_NUMBER, found="1,250.5")])

    assert (both.code, one.values["meant"]) == ("PB025", "1250.5")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("actions: {H1: {title: A, deadline: 1. maj 2027}}", "PB067"),
        ("costs: {K1: {amount: 1.580.000}}", "PB067"),
        ("costs: {K1: {amount: 580.000}}", "PB064"),
        ('costs: {K1: {amount: "580.000"}}', "PB064"),
        ("costs: {K1: {amount: 580,5}}", "PB071"),
        ("costs: {K1: {fte: 1.280}}", "PB064"),
        ("economy: {indices: {prices: {2027: 1.031}}}", "PB064"),
        ("benefits_tree: {benefits: {G1: {full_effect: {volume: 3.200}}}}", "PB064"),
    ],
)
def test_a_plan_with_it_is_not_opened(tmp_path, line: str, code: str) -> None:
    """Every field of the plan keeps to the one rule, quoted or not."""
    with pytest.raises(InputInvalid) as caught:
        open_text(f"{HEAD}{line}\n", tmp_path / "plan.yaml")

    assert [one.code for one in caught.value.problems] == [code]


def test_what_is_clear_is_read() -> None:
    """Nought before the point, more or fewer than three decimals, and four digits before are no thousands."""
    plan = from_text(HEAD + "costs: {K1: {fte: 0.125}, K2: {amount: 1234.567}, K3: {fte: 1.2850}, K4: {fte: 1.28}}\n")

    assert [str(cost.fte or cost.amount) for cost in plan.costs.values()] == ["0.125", "1234.567", "1.2850", "1.28"]


@pytest.mark.parametrize(
    ("path", "word", "meant"),
    [
        ("actions.H1.status", "Gennemført", "finished"),
        ("actions.H1.status", "Igangsat", "started"),
        ("actions.H1.status", "Planlagt", "decided"),
        ("actions.H1.status", "Besluttet", "decided"),
        ("actions.H1.status", "Afsluttet", "finished"),
        ("actions.H1.status", "Evalueret", "evaluated"),
        ("actions.H1.status", "carried out", "finished"),
        ("benefits_tree.benefits.G1.kind", "frigjort tid", "released_time"),
        ("economy.funding", "budget til budget", "budget_to_budget"),
    ],
)
def test_a_word_for_a_choice_is_told_as_the_value_it_stands_for(path: str, word: str, meant: str) -> None:
    """The words of the paper, and what a choice is called on the screen, wherever a choice is bound to the plan."""
    (actual,) = in_file_form([problem(codes.NOT_A_CHOICE, Place("plan.yaml", 3, 4, path), found=word)])

    assert (actual.code, actual.values["meant"]) == ("PB067", meant)
