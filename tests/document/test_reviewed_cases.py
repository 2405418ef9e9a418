"""What an independent review found false in the example's documents, each case by itself, in both languages."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any

import pytest

from planbuilder import example
from planbuilder.language import Language, load
from planbuilder.yamltext.editing import dump
from planbuilder.yamltext.reading import read_text
from tests.placed import document_lines

DOCUMENTS = ("plan", "summary", "committee")
EVERY_DOCUMENT = pytest.mark.parametrize("name", DOCUMENTS)
RENEWAL = {"title": "Fornyelse", "kind": "one_off", "amount": 1_500_000, "from": 2036, "source": "Tilbud"}


def changed(spoken: Language) -> Any:
    return deepcopy(read_text(example.text(spoken)).data())


def words(compose: Any, text: str, name: str, code: str) -> str:
    return " ".join(document_lines(compose(text, name, code))).replace("\u00a0", " ")


@EVERY_DOCUMENT
def test_a_renewal_in_the_last_year_is_no_part_of_the_permanent_effect(compose, spoken, name: str) -> None:
    """1,500,000 in 2036: 890,000 a year for good, not −610,000; the renewal is told apart."""
    data = changed(spoken)
    data["costs"]["K12"] = RENEWAL
    told = words(compose, dump(data), name, spoken.code)
    lasting = {"da": "netto 890.000 kr. om året (fra 2031)", "en": "net DKK 890,000 a year (from 2031)"}

    assert lasting[spoken.code] in told
    assert not re.search(r"[-−]610[.,]000", told)
    assert {"da": "1,5 mio. kr. i 2036", "en": "DKK 1.5 million in 2036"}[spoken.code] in told


@EVERY_DOCUMENT
def test_benefits_that_end_are_not_a_permanent_loss(compose, spoken, name: str) -> None:
    """All benefits end with 2034: −260,000 is what is left then, and it is said that the benefits end."""
    data = changed(spoken)
    for benefit in data["benefits_tree"]["benefits"].values():
        benefit["end"] = 2034
    told = words(compose, dump(data), name, spoken.code)

    assert spoken.text("document.permanent.ending.benefits").casefold() in told.casefold()
    assert {"da": "netto 890.000 kr. om året", "en": "net DKK 890,000 a year"}[spoken.code] in told


@EVERY_DOCUMENT
def test_the_worst_case_of_the_example_is_below_zero_and_nobody_says_otherwise(compose, spoken, name: str) -> None:
    """Pessimistic, a year late and with the risks is −328,000."""
    told = words(compose, example.text(spoken), name, spoken.code)

    assert spoken.text("document.brief.sure") not in told
    if name != "summary":
        assert {"da": "\u2212328.000 kr.", "en": "DKK \u2212328,000"}[spoken.code] in told


@EVERY_DOCUMENT
def test_without_ranges_nothing_is_said_of_the_worst_case(compose, spoken, name: str) -> None:
    """The uncertainty has not been estimated, and that is what is said."""
    data = changed(spoken)
    for one in (*data["costs"].values(), *data["benefits_tree"]["benefits"].values()):
        one.pop("range", None)
    told = words(compose, dump(data), name, spoken.code)

    assert spoken.text("document.brief.sure") not in told
    assert name == "summary" or spoken.text("document.brief.not_estimated") in told


def test_what_a_year_s_wait_costs_is_told_as_waiting(compose, spoken) -> None:
    """122,000 or 753,000, not the 1.07 million of benefits that come late with all costs paid."""
    told = words(compose, example.text(spoken), "committee", spoken.code)
    costs = spoken.text("document.committee.waiting.both", amount="{}", other="{}").split("{}")
    amounts = {"da": ("122.000 kr.", "753.000 kr."), "en": ("DKK 122,000", "DKK 753,000")}[spoken.code]

    assert f"{costs[0]}{amounts[0]}{costs[1]}{amounts[1]}" in told
    assert not re.search(r"1[.,]07", told)


@pytest.mark.parametrize(
    ("code", "loan"), [("da", r"\bl[åa]n(et|es|ene?|er)?\b"), ("en", r"\b(loans?|borrow\w*|lend\w*)\b")]
)
@EVERY_DOCUMENT
def test_nobody_speaks_of_a_loan_that_was_not_made(compose, code: str, loan: str, name: str) -> None:
    """The pool pays and is repaid."""
    told = words(compose, example.text(load(code)), name, code)

    assert [] == re.findall(f".{{30}}{loan}.{{30}}", told, re.IGNORECASE)


@pytest.mark.parametrize(
    ("code", "closing"),
    [
        ("da", r"[^.;]*papirskemaet (?:lukkes|udleveres)[^.;]*"),
        ("en", r"[^.;]*paper form (?:be|is) (?:withdrawn|handed)[^.;]*"),
    ],
)
def test_the_paper_form_goes_on_the_condition_and_on_no_other_day(compose, code: str, closing: str) -> None:
    """Wherever it is said when, it is when 75 % apply digitally; the date is only expected."""
    told = words(compose, example.text(load(code)), "committee", code)
    found = re.findall(closing, told)

    assert found
    assert [] == [one for one in found if "75" not in one]
