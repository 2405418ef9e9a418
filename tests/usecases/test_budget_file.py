"""The budget file is what the figures are, in a budget's own signs, and no cell of it is a formula."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder import language
from planbuilder.errors import UsageWrong
from planbuilder.figures.case import compute
from planbuilder.language import Language
from planbuilder.plan.model import Plan
from planbuilder.plan.store import PLAN, from_text
from planbuilder.usecases.budget_file import BUDGETED, content, shown, write
from planbuilder.usecases.plans import write_example
from tests.conftest import CASE
from tests.figures.cases import law, plan

DAY = date(2026, 11, 25)
TEXTS = 7  # columns before the years


def rows(some: Plan, code: str) -> list[list[str]]:
    """The table of the file, read as the language's Excel reads it, its head first."""
    spoken = language.load(code)
    made = content(some, spoken, DAY).decode("utf-8-sig")
    read = list(csv.reader(io.StringIO(made, newline=""), delimiter=";" if code == "da" else ","))
    return read[read.index([]) + 1 :]


def amount(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def test_the_example(spoken: Language, example_plan: Plan) -> None:
    """A row for each change, by account; signs and sums of a budget, and no difference from the case."""
    head, *body, total, required, difference = rows(example_plan, spoken.code)

    assert head[TEXTS:-1] == [str(year) for year in example_plan.years[: len(head) - TEXTS - 1]]
    assert [row[0] for row in body] == sorted(row[0] for row in body)
    assert sorted(row[6] for row in body) == sorted(example_plan.budget_changes)
    assert total[TEXTS:] == required[TEXTS:]
    assert set(difference[TEXTS:]) == {"0"}
    assert amount(total[-1]) < 0


CHANGES = st.dictionaries(
    st.sampled_from(["T1", "T2", "T3"]),
    st.fixed_dictionaries(
        {
            "account": st.sampled_from(["06.45.51", "", "05.30.26"]),
            "amounts": st.dictionaries(
                st.sampled_from(["2026", "2028", "2030"]),
                st.integers(-(10**8), 10**8).map(lambda n: n / 100),
                min_size=1,
            ),
        }
    ),
    min_size=1,
)


@law
@given(CHANGES, st.sampled_from(["da", "en"]))
def test_it_adds_up_to_the_figures(changes: dict[str, Any], code: str) -> None:
    """Every amount is the figures' own with the sign of a budget; years that are not told are as the last."""
    some = plan(budget_changes=changes)
    found = compute(some).funding
    _, *body, total, required, difference = rows(some, code)

    for row in body:
        own = next(one.by_year for one in found.adjustments if one.id == row[6])
        told = [amount(one) for one in row[TEXTS:]]
        assert told[:-1] == [-one for one in own[: len(told) - 1]]
        assert all(-one == told[-1] for one in own[len(told) - 1 :])
        assert told[-1] == -own[-1]
    assert [amount(one) for one in total[TEXTS:]] == [
        sum((amount(row[n]) for row in body), Decimal(0)) for n in range(TEXTS, len(total))
    ]
    assert [amount(a) - amount(b) for a, b in zip(total[TEXTS:], required[TEXTS:], strict=True)] == [
        amount(one) for one in difference[TEXTS:]
    ]


@pytest.mark.parametrize(
    ("flows", "count"),
    [
        ([[1, 1, 1, 1, 1, 1]], BUDGETED),
        ([[1, 1, 1, 1, 1, 2]], 6),
        ([[1, 1, 1, 1, 2, 2], [0, 0, 0, 0, 0, 0]], 5),
        ([[1, 2]], 2),
    ],
)
def test_years_are_told_as_long_as_something_changes(flows: list[list[int]], count: int) -> None:
    """At least those of a budget, and no year twice."""
    assert count == shown([tuple(map(Decimal, flow)) for flow in flows])


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_no_text_is_a_formula(text: str) -> None:
    """A spreadsheet shows what somebody typed as it was typed, and reckons nothing."""
    (_, row, *_) = rows(plan(budget_changes={"T1": {"account": text, "budget": text, "amount": 5, "year": 2026}}), "da")

    assert (row[0], row[2]) == (f"'{text}", f"'{text}")


def test_it_is_written_beside_the_documents_or_where_it_is_asked_for(tmp_path: Path, danish: Language) -> None:
    """With the mark by which Excel knows the letters, and its line ends."""
    folder = write_example(tmp_path / "plan", danish).parent

    assert write(folder, danish, DAY) == folder / "build" / "budget.csv"
    data = write(folder, danish, DAY, tmp_path / "b.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfBudget")
    assert data.count(b"\r\n") == data.count(b"\n")


def test_a_plan_without_budget_changes_is_told(case: Path, danish: Language) -> None:
    """There is nothing to enter."""
    with pytest.raises(UsageWrong, match="PB407"):
        write(case, danish, DAY)
    assert from_text(CASE).budget_changes == {}
    assert (case / PLAN).exists()


WEIGHTS = st.lists(st.integers(-3, 9), min_size=2, max_size=5).filter(lambda some: sum(some) > 0)


@law
@given(st.integers(-(10**9), 10**9), WEIGHTS)
def test_accounts_come_to_the_change_to_the_ore(ore: int, some: list[int]) -> None:
    """None is further than an øre from its own share."""
    whole, weights = Decimal(ore) / 100, {f"06.45.{n + 10}": one for n, one in enumerate(some)}
    change = {"accounts": weights, "amount": whole, "year": 2026}

    _, *told = rows(plan(budget_changes={"T1": change}), "en")

    shown = {row[0]: Decimal(row[TEXTS]) for row in told if row[0] in weights}
    assert sum(shown.values()) == whole
    assert all(abs(shown[name] - whole * one / sum(some)) < Decimal("0.01") for name, one in weights.items())


def test_a_change_of_several_accounts_has_a_line_for_each() -> None:
    """With its share; the sum is that of the change."""
    change = {"accounts": {"06.45.53": 1, "06.45.51": 2}, "amount": Decimal("-100.01"), "year": 2026}
    _, first, second, total, *_ = rows(plan(budget_changes={"T1": change}), "en")

    assert [("06.45.51", "-66.67"), ("06.45.53", "-33.34")] == [(row[0], row[TEXTS]) for row in (first, second)]
    assert total[TEXTS] == "-100.01"


RISES = {str(year): 10 for year in range(2027, 2031)}
PRICES = {"wages": RISES, "prices": dict.fromkeys(RISES, 0), "budget_year": 2027}


def test_the_file_is_in_the_prices_of_the_budget_year_where_they_are_known() -> None:
    """And says so; each account by its own index, and the lines come to the sum."""
    accounts = {"06.45.51.1.001.10": 2, "06.45.51.1.001.22": 1}
    change = {"accounts": accounts, "amount": Decimal("-100.01"), "year": 2026}
    priced = plan(budget_changes={"T1": change}, economy={"indices": PRICES})

    text = content(priced, language.load("en"), DAY).decode("utf-8-sig")
    _, first, second, total, *_ = rows(priced, "en")

    assert "Amounts in kroner at 2027 prices." in text
    assert "converted from the plan’s 2026 prices to 2027 prices: wages 10.00% and prices 0.00%." in text
    assert ["-73.34", "-33.34", "-106.68"] == [row[TEXTS] for row in (first, second, total)]


def test_the_file_is_in_the_plan_s_prices_where_an_art_is_not_known() -> None:
    """All of it, and the head says so."""
    change = {"account": "06.45.51", "amount": -100, "year": 2026}
    priced = plan(budget_changes={"T1": change}, economy={"indices": PRICES})
    text = content(priced, language.load("en"), DAY).decode("utf-8-sig")

    assert "Amounts in kroner at 2026 prices." in text
    assert "converted" not in text
    assert "-100" in text


def test_what_is_the_same_every_year_stays_so_in_the_prices_of_the_budget_year() -> None:
    """To the øre, whatever else begins or ends beside it; sums are those of the amounts that are shown."""
    indices = {**PRICES, "wages": {**RISES, "2027": Decimal("6.09")}}
    same = {"account": "06.45.51.1.001.10", "year": 2026}
    changes = {f"T{n}": {**same, "amount": -each} for n, each in enumerate((44_070, 70_170, 12_370), 1)}
    changes["T5"] = {**same, "amount": -33_395, "year": 2028}

    _, *body, total, _, _ = rows(plan(budget_changes=changes, economy={"indices": indices}), "en")

    for row in body:
        assert len({text for text in row[TEXTS:] if text != "0"}) == 1
    sums = [sum(map(amount, column)) for column in zip(*(row[TEXTS:] for row in body), strict=True)]
    assert sums == [amount(text) for text in total[TEXTS:]]
