"""A workbook whose inputs are changed comes to the same figures as the plan changed in the same way."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from openpyxl.cell.cell import Cell as XlsxCell
from openpyxl.workbook.workbook import Workbook as Xlsx

from planbuilder.figures.case import compute
from planbuilder.language import Language
from planbuilder.plan.model import Plan
from tests.figures import cases
from tests.figures.cases import FIRST, cashable
from tests.workbook.conftest import file_of
from tests.workbook.recalc import differences, named, read, same, saved

# What tells of the plan that the workbook was made of.
KEPT = ("Ændringer", "planbuilder")
# A change of the plan, the input that makes the same change in the workbook, and what is written there.
# An input is a defined name, or a sheet, the line's number and the head of the column.
CHANGES: Mapping[str, tuple[dict[str, Any], tuple[str, ...], Any]] = {
    "rate": ({"rate": 6}, ("assumptions", "1", "rate"), 0.06),
    "cost of an FTE": ({"fte_cost": 610_000}, ("fte_cost",), 610_000),
    "effective hours": ({"hours": 1350}, ("effective_hours",), 1350),
    "amount of a cost": ({"cost": 850_000}, ("costs", "K0", "amount"), 850_000),
    "last year of a cost": ({"to": FIRST + 3}, ("costs", "K1", "last"), FIRST + 3),
    "high end of a cost": ({"high": 2_000_000}, ("costs", "K0", "high"), 2_000_000),
    "step of a ramp": ({"step": 80}, ("benefits", "G0", "ramp_1"), 0.8),
    "minutes": ({"minutes": 45}, ("benefits", "G0", "minutes"), 45),
    "delay": ({"delay": 2}, ("benefits", "G1", "delay"), 2),
    "growth": ({"growth": 3}, ("benefits", "G1", "growth"), 0.03),
    "hours": ({"spent": -200}, ("benefits", "G5", "hours"), -200),
    "amount of a year": ({"third": 45_000}, ("benefits", "G6", f"year_{FIRST + 2}"), 45_000),
    "decay": ({"decay": 10}, ("benefits", "G1", "decay"), 0.1),
    "last year of a benefit": ({"end": FIRST + 4}, ("benefits", "G1", "end"), FIRST + 4),
    "no last year": ({"end": None}, ("benefits", "G1", "end"), None),
    "last year of the case": ({"end": FIRST + 7}, ("benefits", "G1", "end"), FIRST + 7),
    "loss of it all": ({"decay": 100}, ("benefits", "G1", "decay"), 1),
    "a ramp that is late": ({"delay": 6}, ("benefits", "G1", "delay"), 6),
    "a late start": ({"start": FIRST + 7}, ("benefits", "G0", "start"), FIRST + 7),
    "account emptied": ({"account": ""}, ("benefits", "G1", "account"), None),
    "unit too small": ({"unit": Decimal("0.4")}, ("benefits", "G0", "smallest_given"), 0.4),
    "interest of the pool": ({"interest": 5}, ("pool_interest",), 0.05),
    "share of the pool": ({"share": 50}, ("pool_share",), 0.5),
    "benefits later": ({"late": 2}, ("try_delay",), 2),
    "costs higher": ({"higher": 30}, ("try_costs",), 0.3),
}


def plan(
    rate=4, fte_cost=500_000, hours=1500, cost=1_000_000, to=FIRST + 7, high=1_300_000, step=50, minutes=30, delay=0,
    growth=0, spent=-90, third=30_000, decay=0, end=FIRST + 6, account="6.45", unit=1, interest=2, share=100, late=1,
    higher=20, start=FIRST, ranged=True, added=None,
) -> Plan:  # fmt: skip
    """A case that pays for itself, with one number to change in each place."""
    around = {"range": {"low": 800_000, "high": high}}
    costs = {
        "K0": {"amount": cost, **(around if ranged else {}), "committees": {"Børn": 1, "Social": 1}},
        "K1": {"kind": "running", "amount": 50_000, "to": to},
    }
    timed = {
        "kind": "cashable",
        "full_effect": {"volume": 4000, "minutes": minutes},
        "ramp": [step, 100],
        "start": start,
    }
    last = {} if end is None else {"end": end}
    benefits = {
        "G0": {**timed, "title": "Færre timer", "units": {"A": unit}, "committees": {"Børn": 1}},
        "G1": cashable(150_000, title="Lavere porto", delay=delay, decay=decay, growth=growth, account=account, **last),
        "G5": {"kind": "cashable", "title": "Registrering", "full_effect": {"hours": spent}},
        "G6": {
            "kind": "cashable",
            "title": "Salg",
            "full_effect": {"amounts": {str(FIRST + 1): 20_000, str(FIRST + 2): third, str(FIRST + 3): 30_000}},
        },
        "G2": {"kind": "quality", "title": "Kortere ventetid", "full_effect": {"fte": Decimal("0.7")}},
    }
    economy = {
        "discount_rate": rate,
        "effective_hours": hours,
        "sensitivity": {"delay": late, "costs": higher},
        "funding": "investment_pool",
        "pool": {"interest": interest, "share": share},
    }
    new = {"costs": {}, "benefits": {}, **(added or {})}
    costs, benefits = costs | new.pop("costs"), benefits | new.pop("benefits")
    return cases.plan(costs, benefits, horizon=8, fte_cost=fte_cost, economy=economy, **new)


def input_of(book: Xlsx, words: Language, place: tuple[str, ...]) -> XlsxCell:
    """The cell of an input."""
    if len(place) == 1:
        return named(book, *place)
    sheet, line, column = place
    page = book[words.text(f"workbook.sheet.{sheet}")]
    if sheet == "assumptions":
        row = next(row for row in page.iter_rows() if row[1].value == words.text(f"workbook.head.{column}"))[0].row
        return page.cell(row + int(line), 2)
    name, _, n = column.partition("_")
    told = {"ramp": ("ramp_n", {"n": n}), "from now": ("from_now", {"year": n})}
    key, values = told.get(name, (column, {}))
    head = n if name == "year" else words.text(f"workbook.head.{key}", **values)
    heads = next(row for row in page.iter_rows() if head in [cell.value for cell in row])
    at = next(cell.column for cell in heads if cell.value == head)
    return next(row[at - 1] for row in page.iter_rows() if row[0].value == line or numbered(row[0].value, line))


def numbered(formula: object, line: str) -> bool:
    """Whether a spare row has that number as soon as it is used."""
    return isinstance(formula, str) and formula.endswith(f',"{line}")')


def changed(words: Language, place: tuple[str, ...], value: Any) -> bytes:
    """The workbook of the plan as it was, with one input written over."""
    book = read(file_of(plan()))
    cell = input_of(book, words, place)
    assert not cell.protection.locked
    cell.value = value
    return saved(book)


NEW_LINES: Mapping[tuple[str, ...], Any] = {
    ("costs", "ny 1", "title"): "Ny licens", ("costs", "ny 1", "kind"): "Driftsudgift",
    ("costs", "ny 1", "amount"): 40_000, ("costs", "ny 1", "first"): FIRST + 1, ("costs", "ny 1", "high"): 60_000,
    ("costs", "ny 2", "title"): "Nyt rum", ("costs", "ny 2", "kind"): "Engangsudgift",
    ("costs", "ny 2", "amount"): 90_000, ("costs", "ny 2", "expenditure"): "anlæg",
    ("costs", "ny 16", "title"): "Kurser", ("costs", "ny 16", "kind"): "Engangsudgift",
    ("costs", "ny 16", f"year_{FIRST}"): 5_000, ("costs", "ny 16", f"year_{FIRST + 2}"): 7_000,
    ("benefits", "ny 1", "title"): "Mindre papir", ("benefits", "ny 1", "declared"): "Budgetvirksom gevinst",
    ("benefits", "ny 1", "amount"): 80_000, ("benefits", "ny 1", "account"): "6.45",
    ("benefits", "ny 1", "use"): "Sænkes", ("benefits", "ny 1", "decided"): "Rådet",
    ("benefits", "ny 2", "title"): "Tid", ("benefits", "ny 2", "declared"): "Frigjort tid",
    ("benefits", "ny 2", "fte"): 0.5, ("benefits", "ny 2", "start"): FIRST + 2, ("benefits", "ny 2", "ramp_1"): 0.25,
    ("benefits", "ny 2", "ramp_2"): 1, ("benefits", "ny 2", "decay"): 0.05, ("benefits", "ny 2", "end"): FIRST + 6,
    ("uncertainty", "ny 1", "risk"): "Ny risiko", ("uncertainty", "ny 1", "probability"): 0.3,
    ("uncertainty", "ny 1", "consequence"): 250_000,
    ("budget", "ny 1", "budget"): "Porto", ("budget", "ny 1", "account"): "6.45",
    ("budget", "ny 1", f"from now_{FIRST + 1}"): 30_000, ("budget", "ny 1", f"from now_{FIRST + 4}"): 50_000,
}  # fmt: skip


# The same lines as the plan has them.
ADDED: Mapping[str, dict[str, Any]] = {
    "costs": {
        "K2": {"title": "Ny licens", "kind": "running", "amount": 40_000, "from": FIRST + 1, "range": {"high": 60_000}},
        "K3": {"title": "Nyt rum", "amount": 90_000, "expenditure": "capital"},
        "K4": {"title": "Kurser", "amounts": {str(FIRST): 5_000, str(FIRST + 2): 7_000}},
    },
    "benefits": {
        "G3": {"title": "Mindre papir", "kind": "cashable", "full_effect": {"amount": 80_000}, "account": "6.45",
               "use": "Sænkes", "use_decided_by": "Rådet"},
        "G4": {"title": "Tid", "kind": "released_time", "full_effect": {"fte": Decimal("0.5")}, "start": FIRST + 2,
               "ramp": [25, 100], "decay": 5, "end": FIRST + 6},
    },
    "risks": {"R1": {"title": "Ny risiko", "probability": 30, "consequence": 250_000}},
    "budget_changes": {
        "T1": {"budget": "Porto", "account": "6.45", "amounts": {str(FIRST + 1): -30_000, str(FIRST + 4): -50_000}}
    },
}  # fmt: skip


def key_figures(of: Plan, words: Language) -> dict[str, Any]:
    """The key figures by the names they have in the workbook."""
    figures, never = compute(of), words.text("document.economy.never")
    paid, discounted = figures.payback, figures.payback_discounted
    several = words.text("workbook.irr.at_least")
    return {
        "kf_npv": figures.npv,
        "kf_lacking": len(figures.lacking),
        "kf_npv_wider": figures.npv_wider,
        "kf_expected_npv": "–" if figures.uncertainty.expected_npv is None else figures.uncertainty.expected_npv,
        "kf_irr": figures.irr.rates[0] if figures.irr.count == 1 else several + str(figures.irr.count),
        "kf_mirr": figures.mirr,
        "kf_waiting": figures.waiting.same_life,
        "kf_waiting_same_end": figures.waiting.same_end,
        "kf_stress": figures.uncertainty.stress.npv,
        "kf_bcr": figures.bcr,
        "kf_eanc": figures.eanc,
        "kf_payback": paid.years if paid else never,
        "kf_payback_discounted": discounted.years if discounted else never,
        "kf_break_even_year": figures.break_even_year or never,
        "kf_balance_year": figures.balance_year or never,
        "kf_permanent": "–" if figures.permanent.amount is None else figures.permanent.amount,
        "kf_permanent_from": figures.permanent.lasting.first if figures.permanent.lasting else "–",
        "kf_fte_freed": figures.fte_freed,
        "kf_risk_reserve": figures.uncertainty.risk_reserve,
    }


def wrong_figures(of: Plan, words: Language, book: Xlsx) -> dict[str, tuple[Any, Any]]:
    """The key figures of a workbook that are not those of a plan."""
    wanted = {name: float(v) if isinstance(v, Decimal) else v for name, v in key_figures(of, words).items()}
    found = {name: named(book, name).value for name in wanted}
    return {name: (wanted[name], found[name]) for name in wanted if not same(wanted[name], found[name])}


@pytest.fixture(scope="module")
def books(calculate, danish: Language) -> dict[str, Xlsx]:
    """Each changed workbook, calculated anew."""
    return calculate({name: changed(danish, place, value) for name, (_, place, value) in CHANGES.items()})


@pytest.mark.slow
def test_a_changed_input_gives_the_figures_of_the_changed_plan(books, danish) -> None:
    """Every key figure, found by its defined name; not one is left as it was by mistake."""
    wrong = {name: wrong_figures(plan(**change), danish, books[name]) for name, (change, _, _) in CHANGES.items()}

    assert {} == {name: found for name, found in wrong.items() if found}


@pytest.mark.slow
def test_a_changed_input_reaches_every_cell_it_should(books, danish) -> None:
    """All formulas of the workbook come to what stands in the workbook of the changed plan."""
    found = {name: differences(file_of(plan(**c)), books[name], KEPT) for name, (c, _, _) in CHANGES.items()}

    assert {} == {name: some for name, some in found.items() if some}


def test_each_change_changes_the_figures_of_the_plan() -> None:
    """No test above compares two plans that are the same."""
    before = compute(plan())

    assert [] == [name for name, (change, _, _) in CHANGES.items() if compute(plan(**change)) == before]


@pytest.mark.slow
def test_without_its_only_range_the_workbook_has_no_scenarios(calculate, danish: Language) -> None:
    """Both ends emptied: what was estimated is a dash, everywhere, as in the workbook of a plan without ranges."""
    book = read(file_of(plan()))
    for end in ("low", "high"):
        input_of(book, danish, ("costs", "K0", end)).value = None
    again = calculate({"bare": saved(book)})["bare"]

    assert [] == differences(file_of(plan(ranged=False)), again, KEPT)
    assert "–" == named(again, "kf_expected_npv").value


@pytest.mark.slow
def test_new_lines_in_spare_rows_give_the_figures_of_the_plan_that_has_them(calculate, danish: Language) -> None:
    """In every sum, range, driver and table by committee; nothing but inputs was written."""
    book = read(file_of(plan()))
    for place, value in NEW_LINES.items():
        cell = input_of(book, danish, place)
        assert not cell.protection.locked
        cell.value = value
    again = calculate({"new": saved(book)})["new"]

    assert {} == wrong_figures(plan(added=ADDED), danish, again)
    assert [] == rows_by_year(plan(added=ADDED), danish, again)


def rows_by_year(of: Plan, words: Language, book: Xlsx) -> list[str]:
    """The labels of rows, year by year, that are not those of the workbook of a plan."""
    mine, found = read(file_of(of), values=True), []
    for name in ("years", "funding", "uncertainty"):
        title = words.text(f"workbook.sheet.{name}")
        here, there = ({row[0]: row for row in labelled(one[title])} for one in (mine, book))
        found += [label for label, row in here.items() if not all(map(same, row, there[label], [True] * len(row)))]
    return found


def labelled(page: Any) -> list[list[Any]]:
    """The rows of a sheet from the label that they begin with, in the first or in the second column; no lines."""
    rows = ([cell.value for cell in row] for row in page.iter_rows())
    found = (row if row[0] else row[1:] for row in rows if row[0] or row[1])
    return [row for row in found if len(str(row[0])) > len("ny 20")]
