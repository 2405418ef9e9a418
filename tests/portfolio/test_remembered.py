"""What is remembered of a plan comes back as it was, or is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from planbuilder import codes
from planbuilder.errors import Day, Numeral, Place, Term, problem
from planbuilder.example import text as example_text
from planbuilder.figures.case import compute
from planbuilder.files import digest
from planbuilder.language import Language
from planbuilder.plan.store import from_text as plan_of
from planbuilder.portfolio.remembered import from_text, to_text
from planbuilder.portfolio.summary import summary
from tests.portfolio.plans import plan_text, summary_of
from tests.workbook.plans import drawn

FILE = Path("x/plan.yaml")


def test_it_comes_back_from_its_text(spoken: Language) -> None:
    """The example's, and those of plans drawn from everything that can be said about money."""
    plans = {"example": plan_of(example_text(spoken)), **drawn(range(12))}
    found = {name: summary(plan, compute(plan)) for name, plan in plans.items()}

    assert found == {name: from_text(to_text(one), FILE) for name, one in found.items()}


@pytest.mark.parametrize(
    "change", [lambda text: text[:-1], lambda text: text.replace(b"500000", b"500001"), lambda _: b""]
)
def test_a_damaged_text_is_refused(change) -> None:
    """Cut, changed or empty."""
    with pytest.raises(ValueError, match="damaged"):
        from_text(change(to_text(summary_of(plan_text("p")))), FILE)


@pytest.mark.parametrize(
    "text", [b"{}", b"[]", b'{"summary": {"title": 1}}', b'{"problems": [["PB999", 1, 1, "", {}]]}']
)
def test_a_text_of_something_else_is_refused(text: bytes) -> None:
    """Whole as it is."""
    with pytest.raises(ValueError, match=r"."):
        from_text(f"{digest(text)}\n".encode() + text, FILE)


def test_problems_come_back_in_the_file_that_the_plan_is_in_now() -> None:
    """With their places, and numbers, words and days as each language shows them."""
    place = Place("old/plan.yaml", 3, 5, "costs.K1")
    values = {"a": Numeral("1000"), "b": Term("words.yes"), "c": Day("2027-01-01"), "d": "»æ«"}
    found = from_text(to_text((problem(codes.MISSING_KEY, place, **values),)), FILE)
    (one,) = found  # type: ignore[misc]

    assert (codes.MISSING_KEY, Place(str(FILE), 3, 5, "costs.K1"), values) == (one.code, one.place, one.values)
    assert [type(value) for value in values.values()] == [type(value) for value in one.values.values()]
    assert one.code.severity == codes.MISSING_KEY.severity
