"""The workbook as a whole: a spreadsheet program comes to the same numbers, whatever the plan says.

The first sheet and the last: results at a glance, and the control of what adds up.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import product

import pytest

from planbuilder import example, language
from planbuilder.figures import rates
from planbuilder.figures.case import compute
from planbuilder.figures.model import KINDS, Figures
from planbuilder.figures.review import faults
from planbuilder.plan.answers import Answers
from planbuilder.plan.measures import given_of
from planbuilder.plan.model import Plan
from planbuilder.plan.store import from_text
from planbuilder.record import replace
from planbuilder.workbook.book import SPARE
from planbuilder.workbook.model import Cell, Sheet, Workbook
from planbuilder.writers.xlsx import render
from tests.figures import cases
from tests.figures.cases import cashable
from tests.workbook.changes import key_figures
from tests.workbook.conftest import Calculate, book_of, file_of
from tests.workbook.plans import UNSAID, drawn, edges
from tests.workbook.recalc import Difference, differences, formulas

COUNT = 50
SEVERAL = "Fortegnet skifter flere gange: Der kan være flere renter. Se den modificerede."
HALVES = (range(COUNT // 2), range(COUNT // 2, COUNT))


def different(calculate: Calculate, files: dict[str, bytes]) -> dict[str, list[Difference]]:
    """The differences of each file that has any."""
    again = calculate(files)
    found = {name: differences(data, again[name]) for name, data in files.items()}
    return {name: some for name, some in found.items() if some}


def example_in(code: str) -> Plan:
    return from_text(example.text(language.load(code)))


@pytest.mark.slow
def test_libreoffice_comes_to_the_figures_of_the_example_and_of_plans_at_their_limits(calculate) -> None:
    """Every formula gives the value that stands in the file, in Danish and in English."""
    files = {code: file_of(example_in(code), code) for code in language.available()}
    files |= {name: file_of(plan) for name, plan in edges().items()}

    assert {} == different(calculate, files)


@pytest.mark.slow
@pytest.mark.parametrize("seeds", HALVES, ids=str)
def test_libreoffice_comes_to_the_figures_of_any_plan(calculate, seeds: range) -> None:
    """Every formula of many plans, drawn from everything that can be said about money."""
    files = {name: file_of(plan, ("da", "en")[n % 2]) for n, (name, plan) in enumerate(drawn(seeds).items())}

    assert {} == different(calculate, files)


def test_a_workbook_is_made_of_whatever_a_plan_holds() -> None:
    """Areas, pools, ramps and deliveries in any combination: each input finds its limits."""
    assert all(file_of(plan) for plan in drawn(range(8)).values())


@pytest.mark.slow
def test_a_wrong_value_in_the_file_is_found(calculate, standard_look) -> None:
    """The comparison calculates anew: a value that was written wrong is the one difference."""
    book = book_of(edges()["one-year"])
    at, right = next((at, c) for at, c in book.sheets[3].cells.items() if c.formula.startswith("=SUM("))
    wrong = replace(right, value=right.value + 1)
    sheets = [replace(s, cells={**s.cells, at: wrong}) if s is book.sheets[3] else s for s in book.sheets]
    data = render(replace(book, sheets=tuple(sheets)), standard_look)
    found = differences(data, calculate({"wrong": data})["wrong"])

    assert [(book.sheets[3].title, right.value + 1, right.value)] == [
        (d.sheet, d.cached, d.recalculated) for d in found
    ]


def test_the_plans_that_are_drawn_are_real(questionnaire, danish) -> None:
    """Nothing is wrong with any of them."""
    plans = {**drawn(range(COUNT)), **edges()}
    found = {name: faults(Answers(plan, questionnaire, danish)) for name, plan in plans.items()}

    assert {} == {name: some for name, some in found.items() if some}


def traits(plan: Plan, figures: Figures) -> set[object]:
    """What is particular about a plan and its figures."""
    benefits, costs = plan.benefits_tree.benefits.values(), plan.costs.values()
    economy, pool = plan.economy, plan.economy.pool
    ways = [name for one in benefits for name in given_of(one.full_effect)]
    used = [name for one in (*costs, *benefits) for name in one._names if getattr(one, name) not in (None, (), {}, "")]
    terms = [name for name in pool._names if getattr(pool, name)]
    changes = ["one amount" if one.amount is not None else "amounts" for one in plan.budget_changes.values()]
    return {
        *(line.kind for line in (*figures.costs, *figures.benefits)), *ways, *used, *terms, *changes,
        economy.three_point, economy.funding, figures.rates.id,
        ("rates", min(figures.irr.count, 2)), figures.irr.role, ("ranges", bool(figures.uncertainty.coverage.ranged)),
        ("paid back", figures.payback is not None),
        ("current prices", figures.current is not None), ("moved", bool(figures.moved)),
        ("many risks", len(plan.risks) > 12), ("debt", bool(figures.funding.pool.debt)),
    }  # fmt: skip


def test_the_plans_that_are_drawn_differ_in_everything_that_counts() -> None:
    """Each kind, each way to say it and each outcome is among them."""
    found = set().union(*(traits(plan, compute(plan)) for plan in drawn(range(COUNT)).values()))
    wanted = {
        "one_off", "running", *KINDS, "amount", "fte", "minutes", "unit_price", "range", "ramp", "profile", "delay",
        "decay", "end", "to", "part_of", "amounts", "committees", "units", "one amount", "draws", "repayments",
        "interest", "share", "successive", "pert", "", "investment_pool", "budget_to_budget", "own_budget",
        rates.OWN, *rates.names(), ("rates", 0), ("rates", 1), ("rates", 2), "none", "yield", "loan", "several",
        ("ranges", True), ("ranges", False),
    }  # fmt: skip
    either = product(("paid back", "current prices", "moved", "many risks", "debt"), (True, False))

    assert set() == {*wanted, *either} - found


def titles(book: Workbook) -> list[str]:
    return [sheet.title for sheet in book.sheets]


def test_sheets_stand_in_the_order_in_which_they_are_read() -> None:
    """Results first, then what they come from, and the control last."""
    assert [
        "Overblik", "Forudsætninger", "År for år", "Udgifter", "Gevinster", "Usikkerhed", "Finansiering", "Udvalg",
        "Budget", "Løbende priser", "Kontrol", "Ændringer", "planbuilder",
    ] == titles(book_of(example_in("da")))  # fmt: skip


def test_without_indices_there_is_no_sheet_of_current_prices() -> None:
    """Nothing to show."""
    assert "Løbende priser" not in titles(book_of(edges()["empty"]))


def texts(code: str) -> set[str]:
    """Every text that can be seen in the workbook of a plan that hardly says a word."""
    sheets = [sheet for sheet in book_of(edges()["one-year"], code).sheets if not sheet.is_hidden]
    return {cell.value for sheet in sheets for cell in sheet.cells.values() if isinstance(cell.value, str)}


def test_a_danish_workbook_holds_no_english_words() -> None:
    """The two languages share the words of the plan, and four that are the same in both."""
    of_the_plan = {"K0", "G0", "6.45", "The budget falls.", "Council", "2026"}

    assert {"Budget", "Business case: T", "Stress", "service"} == {
        text for text in texts("da") & texts("en") if text[1:]
    } - of_the_plan


@pytest.mark.parametrize(
    ("name", "rate", "remark"),
    [
        ("empty", "findes ikke", ""),
        ("highest-rate", Decimal(89), ""),
        ("rate-above-the-highest", "over 9.900\u00a0%", ""),
        ("rate-below-the-lowest", "under -99\u00a0%", ""),
        ("first-gains-then-costs", Decimal("0.2777"), "Renten på et lån, ikke et afkast"),
        ("first-gains-then-more", "under -99\u00a0%", "Renten på et lån, ikke et afkast"),
        ("two-rates", "flere renter, mindst 2", SEVERAL),
        ("two-rates-close-together", "ikke fundet", SEVERAL),
        ("a-rate-that-only-touches", "ikke fundet", SEVERAL),
        ("three-turns-and-one-rate", Decimal("0.1108"), SEVERAL),
    ],
)
def test_the_sheet_says_no_more_of_a_rate_than_it_knows(name: str, rate: Decimal | str, remark: str) -> None:
    """None where the sign never turns; one where it turns once; where it turns more often, what is met and no more."""
    sheet = next(sheet for sheet in book_of(edges()[name]).sheets if sheet.title == "År for år")
    at = next(at for at, cell in sheet.cells.items() if cell.value == "Intern rente")
    found, said = (sheet.cells[at[0], column].value for column in (1, 2))

    assert (rate, remark) == (round(found, 4) if isinstance(found, Decimal) else found, said)


def test_every_result_is_a_formula() -> None:
    """A number that is neither an input nor a formula stands only where the sheet of changes compares with it."""
    sheets = [(s, s.title == "Ændringer") for s in book_of(example_in("da")).sheets if not s.is_hidden]
    fixed = [
        (sheet.title, cell)
        for sheet, is_control in sheets
        for (_, column), cell in sheet.cells.items()
        if not cell.formula and not isinstance(cell.value, str | None) and not cell.style.startswith("input")
        if not (is_control and column == 4)
    ]

    assert [("Forudsætninger", 2027)] == [(title, cell.value) for title, cell in fixed]


def test_formulas_are_short_enough_for_excel() -> None:
    """Excel reads at most 8,192 characters."""
    assert 8192 > max(len(one.formula) for one in formulas(file_of(edges()["largest-amounts"])))


def column(sheet: Sheet, n: int) -> list[Cell]:
    """The cells of a column under the head."""
    return [cell for (row, at), cell in sorted(sheet.cells.items()) if at == n and row > sheet.head_row]


def test_the_overview_points_to_every_key_figure(danish) -> None:
    """Each value is the plan's own; nothing but pointers stands beside the labels."""
    plan = cases.plan({"K0": {"amount": 900}}, {"G0": cashable(400)})
    cells = column(book_of(plan).sheets[0], 1)
    figures = key_figures(plan, danish)

    assert set(figures.values()) - {figures["kf_payback_discounted"]} == {cell.value for cell in cells}
    assert all(cell.formula.startswith("='") for cell in cells)


def test_each_line_says_what_it_lacks(danish) -> None:
    """Beside its title; the overview counts them. A line that lacks nothing, or promises no money, says nothing."""
    (overview, *sheets) = book_of(cases.plan({"K0": {}}, UNSAID)).sheets
    told = [
        cell.value
        for sheet in sheets
        if sheet.title in (danish.text("workbook.sheet.costs"), danish.text("workbook.sheet.benefits"))
        for at, cell in sorted(sheet.cells.items())
        if at[1] == 1 and at[0] > sheet.head_row and sheet.cells[at[0], 0].value
    ]

    assert ["beløb", "beløb", "type", ""] == told
    assert [3] == [cell.value for cell in column(overview, 1) if cell.style == "whole"]


def test_every_register_has_spare_rows_that_show_nothing() -> None:
    """Twenty beneath the lines, each with a number of its own; a rule of the sheet hides what they come to."""
    book = book_of(edges()["empty"])
    new = {f'"ny {n + 1}"' for n in range(SPARE)}
    found = {
        sheet.title: (
            [cell.formula.split(",")[-1].rstrip(")") for (_, at), cell in sorted(sheet.cells.items())
             if at == 0 and "COUNTA" in cell.formula],
            [one.last[0] - one.first[0] + 1 for one in sheet.blanks],
        )
        for sheet in book.sheets if sheet.blanks
    }  # fmt: skip

    assert {
        "Udgifter": SPARE, "Gevinster": SPARE, "Usikkerhed": SPARE, "Udvalg": 0, "Budget": SPARE
    } == {title: len(numbers) for title, (numbers, _) in found.items()}  # fmt: skip
    assert [new] * 4 == [set(numbers) for numbers, _ in found.values() if numbers]
    assert {"Usikkerhed": [2 * SPARE, SPARE], "Udvalg": [2 * SPARE]} == {
        title: hidden for title, (_, hidden) in found.items() if hidden != [SPARE]
    }


def test_the_chart_tells_what_it_shows() -> None:
    """Net and the running sum over every year, with words for those who cannot see it."""
    chart = book_of(edges()["one-year"]).sheets[0].chart

    assert ("År for år", 1, 1, ["Netto", "Akkumuleret"]) == (
        chart.sheet, chart.first, chart.last, [name for name, _ in chart.rows]
    )  # fmt: skip
    assert chart.alt
