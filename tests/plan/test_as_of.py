"""A plan as of a day has nothing in it that happened later, all that is planned, and the same figures."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from planbuilder.figures.case import compute
from planbuilder.plan.as_of import as_of, later, newest
from planbuilder.plan.model import Plan
from planbuilder.plan.preconditions import is_overdue
from planbuilder.plan.registers import Decision, Measurement, Meeting, Minute, Precondition
from planbuilder.plan.store import from_text
from planbuilder.record import replace
from tests.document.plans import SMALL

DAY = date(2028, 3, 1)
WHOLE = from_text(SMALL)
days = st.none() | st.integers(-900, 900).map(lambda n: DAY + timedelta(days=n))


def rows(kind: st.SearchStrategy[object]) -> st.SearchStrategy[dict[str, object]]:
    """Up to four rows under ids of one letter."""
    return st.dictionaries(st.sampled_from("ABCD"), kind, max_size=4)


decisions = st.builds(
    Decision, on=days, outcome=st.sampled_from(["", "approved", "postponed"]), decision=st.sampled_from(["", "Ja"])
)
preconditions = st.builds(
    Precondition, due=days, expected=days, delivered=days, holds=st.sampled_from([(), ("G1",), ("G1", "G2")])
)
plans = st.builds(
    lambda **registers: replace(WHOLE, **registers),
    measurements=rows(st.builds(Measurement, on=days)),
    meetings=rows(st.builds(Meeting, on=days, state=st.sampled_from(["", "open", "closed"]))),
    minutes=rows(st.builds(Minute, meeting=st.sampled_from(["A", "B", "X", ""]))),
    decisions=rows(decisions),
    preconditions=rows(preconditions),
)


@given(plans, days.filter(bool))
def test_nothing_of_later_is_left_and_all_else_is(plan: Plan, day: date) -> None:
    """What is left does not change once more, and a row is touched only if it happened later."""
    told = as_of(plan, day)

    assert not later(told, day)
    assert as_of(told, day) is told
    for name in ("measurements", "meetings", "minutes", "decisions", "preconditions"):
        was, now = getattr(plan, name), getattr(told, name)
        assert {id: one for id, one in was.items() if (name, id) not in later(plan, day)}.items() <= now.items()
        assert now.keys() <= was.keys()


@given(plans)
def test_the_newest_is_the_first_day_from_which_all_is_told(plan: Plan) -> None:
    """On the day before it something is left out."""
    found = newest(plan)

    assert as_of(plan, found or date.min) is plan
    assert found is None or later(plan, found - timedelta(days=1))


@given(plans, days.filter(bool))
def test_no_figure_of_the_case_changes(plan: Plan, day: date) -> None:
    """Benefits come when they come; what is not delivered yet is expected on the day that is known now."""
    told = as_of(plan, day)

    assert [one.by_year for one in compute(told).benefits] == [one.by_year for one in compute(plan).benefits]
    assert not any(is_overdue(told.preconditions[id], day) for name, id in later(plan, day) if name == "preconditions")


def test_what_a_body_will_decide_is_still_to_be_decided() -> None:
    """It keeps its day and its recommendation."""
    plan = replace(
        WHOLE, decisions={"B1": Decision("Byrådet", date(2029, 1, 1), "4", "Godkend", "approved", "Ja", "Nej")}
    )

    assert as_of(plan, DAY).decisions == {"B1": Decision("Byrådet", date(2029, 1, 1), "4", "Godkend")}


def test_a_meeting_that_is_planned_stays() -> None:
    """One that has begun has happened."""
    meetings = {"M1": Meeting(date(2029, 1, 1)), "M2": Meeting(date(2029, 1, 1), state="open")}

    assert [*as_of(replace(WHOLE, meetings=meetings), DAY).meetings] == ["M1"]
