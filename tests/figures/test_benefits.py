"""A benefit grows into its full effect by its ramp, wears off by its decay, and ends.

A benefit is cashable where it can be taken out of a budget; else it counts as released time, with the reasons. How
far a benefit has come counts from its baseline to its target.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.figures.benefits import (
    PROFILES,
    Reason,
    ahead,
    attainment,
    begins,
    is_reached,
    missed,
    objections,
    ramp_of,
    share,
    smallest_unit,
    steps_back,
)
from planbuilder.figures.model import KINDS
from planbuilder.plan.economy import Benefit, FullEffect
from planbuilder.plan.registers import Indicator, Reading
from planbuilder.record import replace
from tests.figures.cases import FIRST, case, cashable, law

PERCENTS = st.lists(st.integers(0, 200).map(Decimal), max_size=6).map(tuple)
DECAYS = st.integers(0, 99).map(Decimal)
DELAYS = st.integers(0, 5)
A_DECADE = range(FIRST, FIRST + 10)


def percents(benefit: Benefit, years: range = A_DECADE) -> list[Decimal]:
    """Percent of full effect in each year of a case from 2026 on."""
    return [share(benefit, year, FIRST) * 100 for year in years]


def ramped(*ramp: int, **more: Any) -> Benefit:
    return Benefit(ramp=tuple(map(Decimal, ramp)), **more)


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        ("", [100, 100, 100, 100, 100, 100]),
        ("immediate", [100, 100, 100, 100, 100, 100]),
        ("two_years", [50, 100, 100, 100, 100, 100]),
        ("three_years", [30, 70, 100, 100, 100, 100]),
        ("four_years", [25, 50, 75, 100, 100, 100]),
        ("five_years", [20, 40, 60, 80, 100, 100]),
        ("cautious", [10, 30, 60, 100, 100, 100]),
    ],
)
def test_a_profile_year_by_year(profile: str, expected: list[int]) -> None:
    """Without one, all at once; once it is through, full effect goes on."""
    actual = percents(Benefit(profile=profile))

    assert expected == actual[:6]


@pytest.mark.parametrize("profile", PROFILES)
def test_a_profile_rises_to_the_whole(profile: str) -> None:
    """Each year above the one before, 100 % in the last."""
    actual = PROFILES[profile]

    assert all(one < next_one for one, next_one in pairwise(actual))
    assert 100 == actual[-1]


def test_a_ramp_of_its_own_goes_before_a_profile() -> None:
    """What the plan says of this benefit is better than what is usual."""
    actual = ramp_of(ramped(5, 10, profile="two_years"))

    assert (5, 10) == actual


@pytest.mark.parametrize(
    ("benefit", "expected"),
    [
        (Benefit(), 2026),
        (Benefit(start=2028), 2028),
        (Benefit(delay=2), 2028),
        (Benefit(start=2028, delay=3), 2031),
        (Benefit(start=2025), 2025),
        (Benefit(full_effect=FullEffect(amounts={"2029": Decimal(5)}), delay=1), 2030),
    ],
)
def test_the_first_year_with_effect(benefit: Benefit, expected: int) -> None:
    """That of its first amount, the start, or the case's first year, plus the delay."""
    actual = begins(benefit, FIRST)

    assert expected == actual


@pytest.mark.parametrize(
    ("benefit", "expected"),
    [
        pytest.param(ramped(50, 100), [50, 100, 100, 100, 100], id="none"),
        pytest.param(ramped(50, 100, decay=Decimal(10)), [50, 100, 90, 81, Decimal("72.9")], id="10 % a year"),
        pytest.param(Benefit(decay=Decimal(50)), [100, 50, 25, Decimal("12.5"), Decimal("6.25")], id="half a year"),
        pytest.param(ramped(50, 100, decay=Decimal(100)), [50, 100, 0, 0, 0], id="all of it"),
        pytest.param(ramped(10, delay=1, decay=Decimal(10)), [0, 10, 9, Decimal("8.1"), Decimal("7.29")], id="late"),
    ],
)
def test_decay(benefit: Benefit, expected: list[Any]) -> None:
    """The ramp's last year is whole; each year after it loses that share of the year before."""
    actual = percents(benefit)

    assert expected == actual[:5]


@pytest.mark.parametrize(
    ("benefit", "expected"),
    [
        pytest.param(Benefit(end=2027), [100, 100, 0, 0], id="the last year counts"),
        pytest.param(Benefit(end=2026), [100, 0, 0, 0], id="one year"),
        pytest.param(Benefit(start=2028, end=2027), [0, 0, 0, 0], id="before its start"),
        pytest.param(Benefit(delay=2, end=2027), [0, 0, 0, 0], id="before the delay is over"),
        pytest.param(Benefit(end=2025), [0, 0, 0, 0], id="before the case"),
        pytest.param(Benefit(end=2099), [100, 100, 100, 100], id="after the case"),
        pytest.param(ramped(20, 40, 60, end=2027), [20, 40, 0, 0], id="within the ramp"),
    ],
)
def test_the_end(benefit: Benefit, expected: list[int]) -> None:
    """Nothing after the last year, whatever the ramp has reached."""
    actual = percents(benefit)

    assert expected == actual[:4]


@pytest.mark.parametrize(
    ("benefit", "expected"),
    [
        pytest.param(ramped(0), [0, 0, 0], id="never anything"),
        pytest.param(ramped(100, 0), [100, 0, 0], id="only in its first year"),
        pytest.param(ramped(100, 200, 150), [100, 200, 150], id="above the whole"),
        pytest.param(ramped(1, 2, 3, 4, 5, 6), [1, 2, 3], id="longer than the horizon"),
        pytest.param(Benefit(delay=40), [0, 0, 0], id="late beyond the horizon"),
        pytest.param(ramped(20, 40, 60, start=2025), [40, 60, 60], id="begun before the case"),
    ],
)
def test_an_odd_ramp_is_taken_as_it_stands(benefit: Benefit, expected: list[int]) -> None:
    """What a plan says is computed, not mended."""
    actual = percents(benefit, range(FIRST, FIRST + 3))

    assert expected == actual


@law
@given(PERCENTS, DECAYS, DELAYS)
def test_a_delay_is_a_later_start(ramp: tuple[Decimal, ...], decay: Decimal, delay: int) -> None:
    """Delayed two years or started two years later is the same."""
    one = Benefit(ramp=ramp, decay=decay, start=FIRST, delay=delay)
    other = Benefit(ramp=ramp, decay=decay, start=FIRST + delay)

    assert percents(one) == percents(other)


@law
@given(PERCENTS, DECAYS, DELAYS)
def test_a_delay_moves_the_shares_as_they_are(ramp: tuple[Decimal, ...], decay: Decimal, delay: int) -> None:
    """Nil for as many years, then the same again: slower is not smaller."""
    on_time = percents(Benefit(ramp=ramp, decay=decay))

    actual = percents(Benefit(ramp=ramp, decay=decay, delay=delay))

    assert ([0] * delay + on_time)[:10] == actual


@law
@given(PERCENTS, DECAYS)
def test_the_ramp_comes_first_and_then_it_only_falls(ramp: tuple[Decimal, ...], decay: Decimal) -> None:
    """Within the ramp its own percents; after it never more than the year before, never below nil."""
    actual = percents(Benefit(ramp=ramp, decay=decay))

    assert list(ramp) == actual[: len(ramp)]
    assert all(0 <= later <= earlier for earlier, later in pairwise(actual[max(0, len(ramp) - 1) :]))


SOUND = {"account": "6.45", "use": "The budget falls.", "use_decided_by": "Council"}
FTES = st.decimals("0.01", 10, places=2)


def freed(*ftes: str) -> dict[str, Decimal]:
    """FTE freed in unit A, unit B and so on."""
    return {unit: Decimal(fte) for unit, fte in zip("ABCDEF", ftes, strict=False)}


@pytest.mark.parametrize(
    ("missing", "expected"),
    [
        ((), ()),
        (("account",), ("no_account",)),
        (("use",), ("no_use",)),
        (("use_decided_by",), ("no_decision",)),
        (("account", "use", "use_decided_by"), ("no_account", "no_use", "no_decision")),
    ],
)
def test_what_a_cashable_benefit_must_name(missing: tuple[str, ...], expected: tuple[Reason, ...]) -> None:
    """An account, a use, and who decided it; every reason is told, in that order."""
    benefit = Benefit(**{key: text for key, text in SOUND.items() if key not in missing})

    actual = objections(benefit, Decimal(1))

    assert expected == actual


@pytest.mark.parametrize(
    ("units", "fte", "expected"),
    [
        pytest.param(("1", "0.5"), "1.5", (), id="half an FTE is enough"),
        pytest.param(("1", "0.49"), "1.49", ("scattered",), id="one unit below half an FTE"),
        pytest.param(("0.1",) * 6, "0.6", ("scattered",), id="six minutes here and there"),
        pytest.param(("2", "0"), "2", (), id="a unit that frees nothing"),
        pytest.param(("2", "-0.3"), "1.7", (), id="a unit that takes work over"),
        pytest.param((), "0.4", ("scattered",), id="no units, and little in all"),
        pytest.param((), "0.5", (), id="no units, and enough in all"),
        pytest.param((), "0", (), id="no time at all"),
        pytest.param(("-1",), "0", (), id="only a unit that takes work over"),
        pytest.param(("-1",), "0.4", ("scattered",), id="such a unit, and little in all"),
    ],
)
def test_scattered_time_cannot_be_taken_home(units: tuple[str, ...], fte: str, expected: tuple[Reason, ...]) -> None:
    """Each unit that frees time must free half an FTE."""
    actual = objections(Benefit(**SOUND, units=freed(*units)), Decimal(fte))

    assert expected == actual


def test_scattered_minutes_of_the_plan_count_as_released_time() -> None:
    """6,000 cases of 6 minutes are 600 hours, 0.4 FTE of 1,500 hours: 200,000 DKK of time, and no money."""
    actual = case(
        benefits={"G1": {"kind": "cashable", "full_effect": {"volume": 6000, "minutes": 6}, "units": {}}},
        horizon=1,
        economy={"effective_hours": 1500},
    )

    assert [("released_time", "cashable", ("scattered",))] == [
        (line.kind, line.declared, line.objections) for line in actual.moved
    ]
    assert (0, 200_000, Decimal("0.4")) == (actual.npv, actual.totals["released_time"], actual.fte_freed)


@pytest.mark.parametrize("kind", KINDS[1:])
def test_only_what_is_called_cashable_is_tested(kind: str) -> None:
    """Other kinds promise no money, and keep their name."""
    actual = case(benefits={"G1": {**cashable(100, account="", use=""), "kind": kind}})

    (line,) = actual.benefits
    assert ((), kind, kind, ()) == (line.objections, line.kind, line.declared, actual.moved)


def test_a_benefit_worth_nothing_yet_is_not_tested() -> None:
    """There is nothing to move, and its amount may be the next thing asked for."""
    actual = case(benefits={"G1": {"kind": "cashable", "account": ""}})

    assert () == actual.moved


def test_a_part_of_another_benefit_is_told_why_it_does_not_count() -> None:
    """The one reason that says it all: it is counted elsewhere."""
    actual = case(benefits={"G1": cashable(100), "G2": cashable(60, part_of="G1", account="")})

    assert [("G2", ("part_of",), 0)] == [(line.id, line.objections, line.total) for line in actual.moved]


def test_failing_the_test_does_not_take_a_loss_out_of_the_case() -> None:
    """A disbenefit without an account is no less of a loss: a test for care never makes a case better."""
    actual = case(benefits={"G1": cashable(-100, account="")}, horizon=1)

    assert -100 == actual.npv


@law
@given(st.lists(FTES, min_size=1, max_size=6), FTES)
def test_the_smallest_unit_decides(ftes: list[Decimal], fte: Decimal) -> None:
    """Not the sum, and not the order."""
    units: dict[str, Any] = dict(zip("ABCDEF", ftes, strict=False))

    actual = smallest_unit(Benefit(units=units), fte)

    assert min(ftes) == actual


NUMBERS = st.integers(-1000, 1000).map(Decimal)


def indicator(baseline: int | None, target: int | None) -> Indicator:
    readings = [Reading(None if value is None else Decimal(value)) for value in (baseline, target)]
    return Indicator(baseline=readings[0], target=readings[1])


@pytest.mark.parametrize(
    ("baseline", "target", "value", "expected"),
    [
        (0, 100, 25, "0.25"),
        (10, 5, 8, "0.4"),
        (10, 5, 10, "0"),
        (10, 5, 5, "1"),
        (10, 5, 4, "1.2"),
        (10, 5, 12, "-0.4"),
        (-4, 4, 0, "0.5"),
        (5, 5, 7, None),
        (None, 5, 7, None),
        (5, None, 7, None),
        (5, 6, None, None),
        (0, 5, 0, "0"),
    ],
)
def test_attainment(baseline: int | None, target: int | None, value: int | None, expected: str | None) -> None:
    """The baseline is 0 and the target 1, also downwards; None where a number is missing."""
    actual = attainment(indicator(baseline, target), None if value is None else Decimal(value))

    assert actual == (None if expected is None else Decimal(expected))


@given(NUMBERS, NUMBERS, NUMBERS, st.integers(-100, 100))
def test_attainment_does_not_depend_on_where_counting_starts(
    baseline: Decimal, target: Decimal, value: Decimal, shift: int
) -> None:
    """Adding the same number to all three changes nothing."""
    one = Indicator(baseline=Reading(baseline), target=Reading(target))
    other = Indicator(baseline=Reading(baseline + shift), target=Reading(target + shift))

    actual = attainment(other, value + shift)

    assert actual == attainment(one, value)


@pytest.mark.parametrize(
    ("baseline", "target", "value", "expected"),
    [
        (0, 10, 10, True),
        (0, 10, 9, False),
        (10, 5, 4, True),
        (10, 5, 6, False),
        (None, 5, 6, None),
        (5, 5, 5, True),
        (5, 5, 6, None),
    ],
)
def test_a_target_is_reached_from_its_baselines_side(
    baseline: int | None, target: int, value: int, expected: bool | None
) -> None:
    """At it or beyond it; unknown where the way to it is."""
    assert expected is is_reached(indicator(baseline, target), Decimal(value))


@pytest.mark.parametrize(
    ("better", "value", "kept"),
    [("higher", 6, True), ("higher", 4, False), ("lower", 4, True), ("lower", 6, False), ("lower", 5, True)],
)
def test_a_level_is_kept_until_it_gets_worse(better: Literal["higher", "lower"], value: int, kept: bool) -> None:
    """Where the target is the baseline, either side may be the better one; every further step away is one back."""
    level = replace(indicator(5, 5), better=better)
    worse = [Decimal(n) for n in ((5, 4, 3) if better == "higher" else (5, 6, 7))]

    assert kept is is_reached(level, Decimal(value))
    assert (2, 2) == (missed(level, worse), steps_back(level, worse))


@pytest.mark.parametrize(("better", "expected"), [("higher", [-3, 0, 2]), ("lower", [3, 0, -2]), ("", [None, 0, None])])
def test_a_value_lies_beyond_a_level_on_the_better_side_of_it(
    better: Literal["", "higher", "lower"], expected: list[int | None]
) -> None:
    """In the level's own unit; just at it no side need be said."""
    level = replace(indicator(10, 10), better=better)

    assert expected == [ahead(level, Decimal(value)) for value in (7, 10, 12)]


@pytest.mark.parametrize(
    ("values", "expected"),
    [([], 0), ([10], 0), ([12, 9, 8], 2), ([9, 10, 8], 1), ([1, 2, 3], 3), ([9, 8, 11], 0)],
)
def test_how_long_a_target_has_been_missed(values: list[int], expected: int) -> None:
    """The latest values in a row; one that reached it ends the row."""
    assert expected == missed(indicator(0, 10), [Decimal(v) for v in values])
    assert 0 == missed(indicator(None, 10), [Decimal(v) for v in values])


@pytest.mark.parametrize(
    ("values", "expected"), [([], 0), ([5], 0), ([5, 4, 3], 2), ([3, 5, 4], 1), ([5, 4, 4], 0), ([5, 4, 6], 0)]
)
def test_how_long_it_has_gone_the_wrong_way(values: list[int], expected: int) -> None:
    """Step by step away from the target, whichever side it lies on; standing still is no step."""
    assert expected == steps_back(indicator(0, 10), [Decimal(v) for v in values])
    assert expected == steps_back(indicator(20, 10), [Decimal(20 - v) for v in values])
