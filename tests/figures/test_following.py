"""An indicator against the plan: what was planned, the verdict, and slower, smaller and a wrong baseline told apart."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.days import months_on
from planbuilder.figures import following
from planbuilder.figures.benefits import PROFILES
from planbuilder.figures.following import Course, Reading, Standing, readings
from planbuilder.plan.economy import Benefit
from planbuilder.plan.registers import Indicator, Measurement
from planbuilder.plan.registers import Reading as Given
from planbuilder.record import replace

FIRST, FIRST_DAY = 2027, date(2027, 1, 1)
MONTHS = [date(2026 + n // 12, n % 12 + 1, 28) for n in range(9, 27)]  # October 2026 to March 2028
D = Decimal


def standing(plan: Course, taken: list[Reading], today: date | None = None) -> Standing:
    """How it goes on the day of the latest reading, or another."""
    return following.standing(plan, taken, today or (taken[-1].on if taken else FIRST_DAY))


def indicator(baseline: str = "20", target: str = "80", end: date | None = date(2030, 12, 31)) -> Indicator:
    """An indicator from a baseline at the end of September 2026."""
    return Indicator("Online", baseline=Given(D(baseline), date(2026, 9, 30)), target=Given(D(target), end))


def course(baseline: str = "20", target: str = "80", profile: str = "three_years") -> Course:
    """Its course by a benefit that grows."""
    return Course(indicator(baseline, target), Benefit("Time", profile=profile), FIRST)


def measured(plan: Course, made: Callable[[date], Decimal], months: list[date] = MONTHS) -> list[Reading]:
    """What is measured each month where the share of the way is as said."""
    start, end = plan.indicator.baseline.value, plan.indicator.target.value
    return [Reading(month, start + (end - start) * made(month)) for month in months]


def as_planned(plan: Course) -> Callable[[date], Decimal]:
    return plan.share


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 9, 30), "20"), (date(2026, 12, 31), "20"), (date(2027, 1, 1), "38"), (date(2027, 12, 31), "38"),
        (date(2028, 6, 1), "62"), (date(2029, 1, 1), "80"), (date(2035, 1, 1), "80"),
    ],
)  # fmt: skip
def test_the_ramp_says_what_is_planned_for_a_day(on: date, expected: str) -> None:
    """30, 70 and 100 percent of the way from 20 to 80."""
    assert course().value(on) == D(expected)


def test_from_the_day_of_the_target_on_all_of_it_is_planned() -> None:
    """Also where the ramp would take longer."""
    plan = Course(indicator(end=date(2027, 6, 30)), Benefit("Time", profile="five_years"), FIRST)

    assert [plan.value(date(2027, 6, day)) for day in (29, 30)] == [D(32), D(80)]


def test_an_indicator_of_no_benefit_goes_evenly() -> None:
    """Half the days, half the way; nothing is planned for a day without both dates."""
    plan = Course(
        Indicator("Use", baseline=Given(D(0), date(2027, 1, 1)), target=Given(D(10), date(2027, 1, 11))), None, FIRST
    )

    assert plan.value(date(2027, 1, 6)) == D(5)
    assert Course(indicator(end=None), None, FIRST).value(date(2027, 5, 1)) is None


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize(("baseline", "target"), [("20", "80"), ("80", "20"), ("-5", "0.5")])
def test_what_goes_as_planned_is_on_track_or_early(profile: str, baseline: str, target: str) -> None:
    """Whatever the ramp, upwards and downwards; no cause is given, and the forecast is the plan."""
    plan = course(baseline, target, profile)
    series = measured(plan, as_planned(plan))

    found = [standing(plan, series[: n + 1]) for n in range(len(series))]

    assert {one.verdict for one in found} <= {"early", "on_track"}
    assert {one.cause for one in found} == {""}
    assert {one.forecast for one in found} == {D(target)}
    assert found[-1].planned == series[-1].value


@pytest.mark.parametrize("months", [4, 8, 12])
@pytest.mark.parametrize(("baseline", "target"), [("20", "80"), ("21", "3")])
def test_a_benefit_that_comes_later_is_slower(months: int, baseline: str, target: str) -> None:
    """The plan some months later, and nothing else; seen in the month after a step."""
    plan = course(baseline, target)

    found = standing(plan, measured(plan, lambda month: plan.share(months_on(month, -months)))[:16])

    assert (found.verdict, found.cause, found.months) == ("behind", "slower", months)
    assert found.forecast == plan.value(months_on(plan.indicator.target.on, -months))


@pytest.mark.parametrize("part", ["0.25", "0.5"])
@pytest.mark.parametrize(("baseline", "target"), [("20", "80"), ("21", "3")])
def test_a_benefit_that_is_a_part_of_itself_is_smaller(part: str, baseline: str, target: str) -> None:
    """At each step so much of what was planned."""
    plan = course(baseline, target)

    found = standing(plan, measured(plan, lambda month: D(part) * plan.share(month)))

    assert (found.verdict, found.cause, found.part) == ("behind", "smaller", D(part))
    assert (found.months, found.offset) == (0, 0)
    assert found.forecast == D(baseline) + D(part) * (D(target) - D(baseline))


@pytest.mark.parametrize(("baseline", "target", "offset"), [("20", "80", "-12"), ("21", "3", "4.5")])
def test_a_start_that_was_measured_wrongly_is_the_baseline(baseline: str, target: str, offset: str) -> None:
    """As much off before the benefit begins as afterwards."""
    plan = course(baseline, target)
    way = D(target) - D(baseline)

    found = standing(plan, measured(plan, lambda month: plan.share(month) + D(offset) / way))

    assert (found.verdict, found.cause, found.months, found.part) == ("behind", "baseline", 0, 1)
    assert found.offset == pytest.approx(D(offset))
    assert found.forecast == pytest.approx(D(target) + D(offset))


def test_of_one_step_alone_no_cause_can_be_told() -> None:
    """A year at 30 percent: a part of the plan and a moved start are the same; two measurements are too few."""
    plan = course()
    year = [month for month in MONTHS if month.year == 2027]
    assert standing(plan, measured(plan, lambda month: D("0.1"), year)).cause == ""
    assert standing(plan, measured(plan, lambda month: D("0.4") * plan.share(month))[:2]).cause == ""


@pytest.mark.parametrize(("on", "forecast"), [(date(2030, 12, 30), "80"), (date(2030, 12, 31), None)])
def test_a_forecast_is_of_a_day_that_is_to_come(on: date, forecast: str | None) -> None:
    """On the target's day, and where nothing was measured or no day is named, there is none."""
    plan = course()

    assert standing(plan, [Reading(on, D(80))]).forecast == (D(forecast) if forecast else None)
    assert standing(plan, []).forecast is None
    assert standing(Course(indicator(end=None), None, FIRST), [Reading(on, D(80))]).forecast is None


def test_a_target_that_is_reached_early_is_ahead_and_not_reached() -> None:
    """Before its day there is nothing to celebrate: it may not last."""
    plan = course()

    early = standing(plan, [Reading(date(2027, 3, 1), D(85))])
    late = standing(plan, [Reading(date(2031, 1, 1), D(79))])

    assert (early.verdict, late.verdict) == ("ahead", "behind")
    assert standing(plan, [Reading(date(2031, 1, 1), D(80))]).verdict == "reached"


def test_a_target_whose_day_has_passed_unmeasured_is_lapsed() -> None:
    """What was measured before says neither that it was reached nor that it is still to be decided."""
    plan, before = course(), [Reading(date(2030, 12, 1), D(85))]

    assert standing(plan, before, date(2030, 12, 31)).verdict == "on_track"
    assert standing(plan, before, date(2031, 1, 1)).verdict == "lapsed"
    assert standing(plan, [*before, Reading(date(2031, 1, 1), D(85))], date(2031, 1, 1)).verdict == "reached"


@pytest.mark.parametrize(("steps", "trend"), [((50, 51), "towards"), ((51, 50), "away"), ((50, 50), "level")])
def test_the_latest_step_leads_towards_the_target_or_away_from_it(steps: tuple[int, int], trend: str) -> None:
    """Also where the target is the smaller number."""
    other = {"towards": "away", "away": "towards"}
    series = [Reading(day, D(step)) for day, step in zip(MONTHS, steps, strict=False)]

    assert standing(course(), series).trend == trend
    assert standing(course("80", "20"), series).trend == other.get(trend, trend)
    assert standing(course(), series[:1]).trend == ""


def test_a_level_is_kept_or_not() -> None:
    """It has no way to go; the plan's value is the level."""
    kept = Indicator("Quality", baseline=Given(D(4)), target=Given(D(4)), better="higher")
    plan = Course(kept, None, FIRST)

    found = [standing(plan, [Reading(date(2027, 3, 1), value)]) for value in (D(5), D(3))]

    assert [(one.verdict, one.planned, one.attained) for one in found] == [
        ("kept", D(4), None),
        ("not_kept", D(4), None),
    ]


def test_what_cannot_be_said_is_not_said() -> None:
    """Nothing measured; no baseline; no plan for the day."""
    assert standing(course(), []) == Standing("unmeasured")
    for lacking in (Indicator("x", target=Given(D(1))), indicator(end=None)):
        assert standing(Course(lacking, None, FIRST), [Reading(date(2027, 3, 1), D(3))]).verdict == "unknown"


def test_the_last_measurement_of_a_day_corrects_the_others() -> None:
    """In the order of the file; what lacks a date or a value does not count."""
    day = date(2027, 3, 1)
    taken = [
        Measurement("I1", day, D(7)), Measurement("I2", day, D(1)), Measurement("I1", date(2027, 1, 1), D(5)),
        Measurement("I1", day, D(8)), Measurement("I1", day, None), Measurement("I1", None, D(9)),
    ]  # fmt: skip

    assert readings(taken, "I1") == (Reading(date(2027, 1, 1), D(5)), Reading(day, D(8)))


@given(
    st.lists(st.decimals(-2, 3, places=2), min_size=1, max_size=12),
    st.sampled_from(["0.5", "60", "-7"]),
    st.sampled_from(["0", "32", "-4.5"]),
)
def test_another_unit_changes_no_verdict(shares: list[Decimal], times: str, plus: str) -> None:
    """Minutes or hours, Celsius or Fahrenheit: verdict, cause, months and part are the same, the offset is scaled."""

    def of(value: Decimal) -> Decimal:
        return value * D(times) + D(plus)

    plain, other = course("20", "80"), course(str(of(D(20))), str(of(D(80))))
    series = [Reading(month, D(20) + 60 * part) for month, part in zip(MONTHS[2:], shares, strict=False)]

    one, two = standing(plain, series), standing(other, [Reading(x.on, of(x.value)) for x in series])

    assert (one.verdict, one.cause, one.months) == (two.verdict, two.cause, two.months)
    assert (one.trend, one.forecast is None) == (two.trend, two.forecast is None)
    assert one.forecast is None or two.forecast == pytest.approx(of(one.forecast))
    assert (two.attained, two.part) == (pytest.approx(one.attained), pytest.approx(one.part))
    assert two.offset == pytest.approx(one.offset * D(times))


@pytest.mark.parametrize(
    ("how_often", "day", "stale"),
    [
        ("weekly", date(2027, 3, 7), False), ("weekly", date(2027, 3, 8), True),
        ("quarterly", date(2027, 5, 31), False), ("quarterly", date(2027, 6, 1), True),
        ("", date(2030, 12, 30), False), ("", date(2030, 12, 31), True), ("yearly", date(2027, 12, 31), False),
    ],
)  # fmt: skip
def test_a_verdict_grows_old_on_the_day_of_the_next_measurement(how_often: str, day: date, stale: bool) -> None:
    """By how often the indicator is measured, and by the day of its target."""
    one = replace(indicator(), frequency=how_often)
    taken = [Reading(date(2027, 3, 1), D(21))]

    assert standing(Course(one, None, FIRST), taken, day).stale == following.is_due(one, taken, day) == stale
