"""The text of an account is read into its parts, the forms are a closed list, and slips of what is known are told."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder import codes
from planbuilder.errors import Place, Problem
from planbuilder.plan.accounts import (
    Account,
    account_text,
    accounts,
    chart,
    may_be_pay,
    misshapen,
    named,
    weights,
)
from planbuilder.plan.check_economy import account_problems
from planbuilder.plan.economy import Benefit, BudgetChange, Cost, Harvest
from planbuilder.record import replace
from tests.figures import cases

EMPTY = cases.plan()
FUNCTIONS = sorted(chart().functions)
TEXTS = ("06.45.51", "00.22.01", "64551", "x", "og", "/", ",", ";", ".", "-", "٠٦.٤٥.٥١", "\x00", "0" * 2000, ".1")


@st.composite
def written(draw: st.DrawFn) -> Account:
    """Any account: a function, and as many of the further parts as there are."""
    digits = draw(st.text("0123456789", min_size=5, max_size=5))
    limits = [(1, 7), (0, 999), (0, 99)][: draw(st.integers(0, 3))]
    return Account(f"{digits[0]}.{digits[1:3]}.{digits[3:]}", *(draw(st.integers(*limit)) for limit in limits))


@given(written())
def test_reading_is_the_inverse_of_writing(account: Account) -> None:
    """Whatever words stand after the number."""
    assert (account,) == accounts(str(account)) == accounts(f"Konto {account}, løn")
    assert () == misshapen(str(account))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("06.45.51", "06.45.51"),
        ("6.45.51", "06.45.51"),
        ("064551", "06.45.51"),
        ("06.45.51.1", "06.45.51.1"),
        ("06.45.51.1.10", "06.45.51.1.010"),
        ("06.45.51.1.010.12", "06.45.51.1.010.12"),
        ("06.45.51, løn i Kultur og Fritid.", "06.45.51"),
        ("Løn (06.45.51).", "06.45.51"),
        ("06.45.51, 580.000 kr. i 2027, 12 licenser", "06.45.51"),
        ("06.45.51 og 06.45.53, løn", "06.45.51 06.45.53"),
        ("06.45.51,06.45.53; 3.38.73/064552", "06.45.51 06.45.53 03.38.73 06.45.52"),
        ("06.45.51/53", "06.45.51 06.45.53"),
        ("06.45.51-53", "06.45.51 06.45.53"),
        ("6.45.51 og 06.45.51", "06.45.51"),
    ],
)
def test_the_forms_that_people_write(text: str, found: str) -> None:
    """One account or several, with words and other numbers beside them."""
    assert found.split() == [str(one) for one in accounts(text)]
    assert () == misshapen(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("x", "x"),
        ("løn", "løn"),
        ("06.45", "06.45"),
        ("64551", "64551"),
        ("6455123", "6455123"),
        ("99.99.99", "99.99.99"),
        ("06.45.5", "06.45.5"),
        ("06.45.51.9", "06.45.51.9"),
        ("06.45.51.1.1000", "06.45.51.1.1000"),
        ("06 45 51", "06 45 51"),
        ("06.45.51 og 06.45.5, løn", "06.45.5"),
        ("1.580.000", "1.580.000"),
    ],
)
def test_what_is_no_account_is_told(text: str, told: str) -> None:
    """Also beside one that is."""
    assert [(codes.NO_ACCOUNT_NUMBER, told)] == [(one.code, one.values["account"]) for one in problems(text)]


def problems(text: str) -> list[Problem]:
    """What is said of an account: the same wherever it stands."""
    rows = {"costs": Cost, "budget_changes": BudgetChange, "harvests": Harvest}
    plans = [replace(EMPTY, **{table: {"X": kind(account=text)}}) for table, kind in rows.items()]
    plans.append(replace(EMPTY, benefits_tree=replace(EMPTY.benefits_tree, benefits={"X": Benefit(account=text)})))
    first, *others = ([replace(one, place=Place()) for one in account_problems(plan)] for plan in plans)
    assert all(first == other for other in others)
    assert all("warning" == one.severity for one in first)
    return first


def test_every_listed_function_passes() -> None:
    """And the list is as whole as it says: ten main accounts, and whatever is whole has functions."""
    assert [] == [function for function in FUNCTIONS if chart().lacks(function) or problems(f"0{function}")]
    assert [str(n) for n in range(10)] == sorted(chart().main)
    assert all(any(one.startswith(f"{whole}.") for one in FUNCTIONS) for whole in chart().whole)
    assert all((Account(one),) == accounts(f"0{one}") for one in FUNCTIONS)


def slips(function: str) -> Iterator[str]:
    """The function with one digit changed."""
    for n, old in enumerate(function):
        yield from (function[:n] + new + function[n + 1 :] for new in "0123456789" if old not in (".", new))


def test_a_slip_of_one_digit_is_told_with_the_function_that_was_meant() -> None:
    """Wherever it leads to where the list is whole, and to no other function."""
    told = [(right, slip) for right in FUNCTIONS for slip in slips(right) if chart().lacks(slip)]

    assert len(told) > 1000
    assert [] == [(right, slip) for right, slip in told if right not in chart().nearest(slip)]


def test_an_unknown_function_is_told_with_its_neighbours_and_their_names() -> None:
    """Two digits in each other's place are one slip as well."""
    (one,) = problems("00.22.09, løn")
    (turned,) = problems("0.38.37")

    assert (codes.UNKNOWN_FUNCTION, "00.22.09") == (one.code, one.values["account"])
    assert "00.22.01 Fælles formål (jordforsyning), 00.22.02 Boligformål" in one.values["meant"]
    assert "03.38.73" not in turned.values["meant"]
    assert "0.22.01" in chart().nearest("0.22.10")


def test_nothing_is_said_of_what_the_list_does_not_know_whole() -> None:
    """An account of a main account of which it has a few functions only."""
    assert [] == problems("06.45.51, løn") == problems("03.22.99")


def test_several_accounts_in_a_line_are_told_once() -> None:
    """With all of them."""
    (one,) = problems("06.45.51 og 06.45.53, løn")

    assert (codes.SEVERAL_ACCOUNTS, "06.45.51, 06.45.53") == (one.code, one.values["accounts"])


def test_no_account_without_a_digit() -> None:
    """Words alone take nothing from a budget."""
    assert [True, True, False, False] == [named(text) for text in ("06.45.51", "konto 7", "x", "")]


@given(st.lists(st.sampled_from(TEXTS) | st.text(max_size=5), max_size=8).map("".join))
def test_a_hostile_text_is_read_or_told(text: str) -> None:
    """Never a crash, and never silence about what is no account."""
    assert bool(text) == bool(accounts(text) or problems(text))


SIX = Decimal(6)


@pytest.mark.parametrize(
    ("cost", "expected", "text"),
    [
        (Cost(), {}, ""),
        (Cost(account="06.45.51, løn"), {"06.45.51, løn": 1}, "06.45.51, løn"),
        (Cost(accounts={"06.45.51": SIX, "06.45.53": SIX}), {"06.45.51": 6, "06.45.53": 6}, "06.45.51, 06.45.53"),
        (Cost(account="x", accounts={"06.45.51": Decimal(1)}), {"06.45.51": 1}, "06.45.51"),
        (Cost(account="06.45.51", accounts={"06.45.53": Decimal(0)}), {"06.45.51": 1}, "06.45.51"),
    ],
)
def test_a_line_has_one_account_or_several_with_weights(cost: Cost, expected: dict[str, int], text: str) -> None:
    """Shares win; where they come to nothing the one account stands."""
    assert (expected, text) == (weights(cost), account_text(cost))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("06.45.51", True),
        ("06.45.51, løn", True),
        ("06.45.51, Lønninger i Borgerservice", True),
        ("06.45.52, fælles it (licens, tryk og porto)", False),
        ("06.45.51.1.010.12", True),
        ("06.45.51.1.010.29", False),
        ("06.45.51, salaries", True),
        ("6.45", False),
    ],
)
def test_what_may_be_pay(text: str, expected: bool) -> None:
    """By its art, else by the words beside it; an account that says neither may be."""
    assert expected == may_be_pay(text)


def test_shares_of_accounts_are_looked_at_one_by_one() -> None:
    """Each as if it stood alone, shares that come to nothing, and one account beside them."""
    wrong = {"06.45.51": Decimal(1), "99.99.99": Decimal(-1)}
    plan = replace(EMPTY, costs={"K1": Cost(accounts=wrong), "K2": Cost(account="06.45.51", accounts={"x": SIX})})

    actual = [(one.code, one.place.path) for one in account_problems(plan)]

    assert (codes.SHARES_COME_TO_NOTHING, "costs.K1.accounts") in actual
    assert (codes.ACCOUNT_BESIDE_SHARES, "costs.K2.account") in actual
    assert (codes.NO_ACCOUNT_NUMBER, "costs.K2.accounts.x") in actual
    assert any(path == "costs.K1.accounts.99.99.99" for _, path in actual)
