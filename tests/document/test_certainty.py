"""How sure a case is, in words: rates told apart, parts never rounded to all or nothing, switching values that hold."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder import pipeline
from planbuilder.document.certainty import (
    against_likely,
    driver_name,
    part_in_words,
    rates_in_words,
    switching_in_words,
    told_rates,
)  # fmt: skip
from planbuilder.figures.outcomes import Driver
from planbuilder.figures.returns import InternalRates
from planbuilder.language import load
from planbuilder.plan.store import from_text
from planbuilder.questionnaire import loading
from planbuilder.record import replace
from tests.conftest import DAY
from tests.document.plans import SMALL
from tests.figures.cases import law

DA, EN = load("da"), load("en")
NB = "\u00a0"


def rates(*values: str, **more: object) -> InternalRates:
    return InternalRates(tuple(Decimal(value) for value in values), **more)  # type: ignore[arg-type]


def driver(npv: str, present: str) -> Driver:
    """A driver of a case with that NPV, whose line has that present value."""
    value, own = Decimal(npv), Decimal(present)
    ends = [value + (share - 1) * own for share in (Decimal("0.8"), Decimal("1.2"))]
    return Driver("K1", "", "one_off", Decimal("0.8"), Decimal("1.2"), *ends, 1 - value / own, False, True)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (rates("0.2915", role="yield"), f"29,2{NB}%"),
        (rates("0.1", "0.1002", role="several"), f"10,00{NB}% og 10,02{NB}% – 2 renter, og ingen af dem er alene"),
        (rates("0.1", "0.2", "0.3", role="several"), f"10,0{NB}%, 20,0{NB}% og 30,0{NB}% – 3 renter"),
        (rates("0.2054", role="loan"), f"20,5{NB}% – ikke et afkast, men renten på et lån"),
        (rates("0", role="touch"), f"0,0{NB}% – den eneste rente"),
        (rates(above=1, role="yield"), f"over 9.900{NB}%"),
        (rates(below=1, role="loan"), f"under -99{NB}% – ikke et afkast"),
        (rates("0.1", below=1, above=1, role="several"), f"under -99{NB}%, 10,0{NB}% og over 9.900{NB}% – 3 renter"),
        (rates(), "findes ikke"),
    ],
)
def test_rates_in_words(found: InternalRates, expected: str) -> None:
    """Each by its number or its side, and what has to be said of it."""
    assert rates_in_words(DA, found).startswith(expected)


def test_rates_get_the_digits_that_tell_them_apart() -> None:
    """But no more than they need."""
    assert f"10.0001{NB}%".replace(NB, "") in told_rates(EN, rates("0.1", "0.100001")).replace(NB, "")
    assert "10.0%" == told_rates(EN, rates("0.1"))


@pytest.mark.parametrize(
    ("share", "digits", "expected"),
    [
        ("1", 0, f"100{NB}%"), ("0.999", 0, f"99{NB}%"), ("0.5278", 0, f"53{NB}%"), ("0.1882", 0, f"19{NB}%"),
        ("0.525", 0, f"53{NB}%"), ("1.004", 0, f"100{NB}%"), ("1.005", 0, f"101{NB}%"), ("-0.001", 0, f"-1{NB}%"),
        ("0.004", 0, f"under 1{NB}%"),
        ("0", 0, f"0{NB}%"), ("0.00003", 1, f"under 0,1{NB}%"), ("0.9999", 1, f"99,9{NB}%"), ("0", 1, f"0,0{NB}%"),
    ],
)  # fmt: skip
def test_a_part_is_never_all_or_nothing_unless_it_is(share: str, digits: int, expected: str) -> None:
    """Three draws of a hundred thousand are not 0.0 %."""
    assert expected == part_in_words(DA, Decimal(share), digits)


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        ("1", "100"), ("0.9959", "99,6"), ("0.99996", "99,996"), ("1.004", "100,4"), ("0.994", "99"), ("1.2", "120"),
        ("0", "0"), ("0.004", "0,4"), ("-0.004", "-0,4"), ("-0.2", "-20"),
    ],
)  # fmt: skip
def test_a_range_reaches_the_likely_number_only_if_it_does(share: str, expected: str) -> None:
    """Whoever gave 99.6 % as the least reads 99.6 %, not that the number can be no less than likely."""
    assert f"{expected}{NB}%" == against_likely(DA, Decimal(share))


@pytest.mark.parametrize(
    ("npv", "present", "expected"),
    [
        ("82", "100", f"kan falde til 18{NB}%"),
        ("81.6", "100", f"kan falde til 19{NB}%"),
        ("0.04", "100", f"kan falde til 99,96{NB}%"),
        ("0.004", "100", "er på grænsen"),
        ("0.3", "100", f"kan falde til 99,7{NB}%"),
        ("100", "100", "kan falde helt bort"),
        ("900", "100", "kan falde helt bort"),
        ("250.9", "-100", f"kan stige til 350{NB}%"),
        ("900", "-100", f"kan stige til 1.000{NB}%"),
        ("2285", "-100", "kan stige til mere end ti gange skønnet"),
        ("0", "-100", "er på grænsen"),
        ("-30.1", "100", f"skal stige til 131{NB}%"),
        ("-2000", "100", "skal stige til mere end ti gange skønnet"),
        ("-40.5", "-100", f"skal falde til 59{NB}%"),
        ("-100", "-100", f"skal falde til 0{NB}%"),
        ("-101", "-100", "er ikke nok alene"),
    ],
)
def test_a_switching_value_tells_which_way(npv: str, present: str, expected: str) -> None:
    """A benefit may fall, a cost may rise; where NPV is below zero, the other way, and it must."""
    assert expected == switching_in_words(DA, driver(npv, present))


@law
@given(
    st.decimals(-(10**6), 10**6, places=2),
    st.decimals(1, 10**6, places=2),
    st.sampled_from([1, -1]),
)
def test_at_the_percentage_that_is_shown_npv_is_not_below_zero(npv: Decimal, size: Decimal, sign: int) -> None:
    """Rounded to the safe side, whichever way the assumption moves."""
    present = size * sign
    said = switching_in_words(EN, driver(str(npv), str(present)))

    if said.endswith("%"):
        share = Decimal(said.split()[-1].rstrip("%").replace(",", "")) / 100
        assert npv + (share - 1) * present >= 0


def test_what_is_not_solved_is_a_dash() -> None:
    """Years and rates."""
    late = Driver("delay", "", "delay", Decimal(0), Decimal(1), Decimal(5), Decimal(3), None, False, True)

    assert "–" == switching_in_words(DA, late)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (driver("5", "9"), "K1"),
        (replace(driver("5", "9"), title="Licens"), "K1 Licens"),
        (replace(driver("5", "9"), id="rate", kind="rate"), "Diskonteringsrenten"),
    ],
)
def test_a_line_without_a_title_has_its_id(found: Driver, expected: str) -> None:
    """A half-entered plan has figures and documents, too."""
    assert expected == driver_name(DA, found)


RISK = "risks:\n  R1: {title: Forsinkelse, probability: 25, consequence: 200000, owner: P1}\n"
DECIDING = ("summary", "plan", "proposal", "committee", *(
    f"committee-{name}" for name in ("aarhus", "albertslund", "copenhagen", "odense", "region-h")
))  # fmt: skip


@pytest.mark.parametrize("name", DECIDING)
@pytest.mark.parametrize("ranged", [True, False])
def test_every_document_for_a_decision_has_the_stress_case(name: str, ranged: bool) -> None:
    """All ranges at their worst, benefits a year late, and risks at what they are expected to cost: one amount."""
    given = "{amount: 600000}, range: {low: 300000, high: 700000}" if ranged else "{amount: 600000}"
    plan = from_text(SMALL.replace("{amount: 600000}", given) + RISK)
    m = pipeline.material(plan, loading.load(), DA, DAY)

    # Joined again and without the mark where hard words are marked.
    text = (
        "".join(re.findall(r"text='([^']*)'", repr(pipeline.document(m, name)))).replace("\\xa0", NB).replace("*", "")
    )
    npv = m.money_in_words(m.figures.uncertainty.stress.npv)
    assert f"senere, og bliver risikopuljen på 50.000{NB}kr. brugt, er den {npv.removesuffix('.')}." in text
