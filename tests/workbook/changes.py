"""Changes of a workbook's inputs, each with the change of the plan that comes to the same.

In: nothing. Out: the plan, its changes, and what the key figures are then.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import reduce
from typing import Any

from openpyxl.cell.cell import Cell as XlsxCell
from openpyxl.workbook.workbook import Workbook as Xlsx

from planbuilder.figures.case import compute
from planbuilder.language import Language
from planbuilder.plan.model import Plan
from planbuilder.workbook.preconditions import counted
from tests.figures import cases
from tests.figures.cases import FIRST, cashable
from tests.workbook.recalc import named, same

NEXT = str(FIRST + 1)
# Days as a spreadsheet counts them.
DAYS = {day: counted(date.fromisoformat(day)) for day in ("2027-05-01", "2028-01-01", "2028-02-01")}


def at(*place: Any) -> dict[str, Any]:
    """A change of the plan: a register, the way into it, and the value there."""
    return {"other": place}


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
    "amount of a year": ({"third": 45_000}, ("given", "G6", f"year_{FIRST + 2}"), 45_000),
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
    "kind of a cost": (at("costs", "K1", "kind", "one_off"), ("costs", "K1", "kind"), "Engangsudgift"),
    "FTE of a cost": (at("costs", "K2", "fte", Decimal("0.5")), ("costs", "K2", "fte"), 0.5),
    "first year of a cost": (at("costs", "K1", "from", FIRST + 2), ("costs", "K1", "first"), FIRST + 2),
    "low end of a cost": (at("costs", "K0", "range", "low", 700_000), ("costs", "K0", "low"), 700_000),
    "area of a cost": (at("costs", "K1", "area", "transfers"), ("costs", "K1", "area"), "overførsler"),
    "expenditure of a cost": (at("costs", "K0", "expenditure", "capital"), ("costs", "K0", "expenditure"), "anlæg"),
    "frame of a cost": (at("costs", "K1", "frame", "outside"), ("costs", "K1", "frame"), "uden for"),
    "index of a cost": (at("costs", "K1", "art", "wages"), ("costs", "K1", "art"), "løn"),
    "kind of a benefit": (
        at("benefits", "G2", "kind", "released_time"), ("benefits", "G2", "declared"), "Frigjort tid",
    ),
    "amount of a benefit": (
        at("benefits", "G1", "full_effect", "amount", 90_000), ("benefits", "G1", "amount"), 90_000,
    ),
    "FTE of a benefit": (at("benefits", "G2", "full_effect", "fte", 2), ("benefits", "G2", "fte"), 2),
    "volume": (at("benefits", "G0", "full_effect", "volume", 6000), ("benefits", "G0", "volume"), 6000),
    "price of a unit": (at("benefits", "G3", "full_effect", "unit_price", 250), ("benefits", "G3", "unit_price"), 250),
    "low end of a benefit": (at("benefits", "G1", "range", "low", 90_000), ("benefits", "G1", "low"), 90_000),
    "high end of a benefit": (at("benefits", "G1", "range", "high", 200_000), ("benefits", "G1", "high"), 200_000),
    "part of another": (at("benefits", "G3", "part_of", "G0"), ("benefits", "G3", "part_of"), "G0"),
    "use emptied": (at("benefits", "G1", "use", ""), ("benefits", "G1", "use"), None),
    "nobody decides": (at("benefits", "G1", "use_decided_by", ""), ("benefits", "G1", "decided"), None),
    "area of a benefit": (at("benefits", "G1", "area", "transfers"), ("benefits", "G1", "area"), "overførsler"),
    "frame of a benefit": (at("benefits", "G1", "frame", "outside"), ("benefits", "G1", "frame"), "uden for"),
    "weight of a committee": (at("costs", "K0", "committees", "Børn", 3), ("committees", "K0", "Børn"), 3),
    "probability": (at("risks", "R0", "probability", 60), ("uncertainty", "R0", "probability"), 0.6),
    "consequence": (at("risks", "R0", "consequence", 90_000), ("uncertainty", "R0", "consequence"), 90_000),
    "budget from a year on": (
        at("budget_changes", "T0", "amounts", NEXT, -70_000), ("budget", "T0", f"from now_{NEXT}"), 70_000,
    ),
    "area of a budget change": (
        at("budget_changes", "T0", "area", "transfers"), ("budget", "T0", "area"), "overførsler",
    ),
    "index of a budget change": (
        at("budget_changes", "T0", "art", "prices"), ("budget", "T0", "art"), "priser",
    ),
    "delivery that slips": (
        at("preconditions", "L0", "expected", "2027-05-01"), ("preconditions", "L0", "new_day"), DAYS["2027-05-01"],
    ),
    "delivery that came": (
        at("preconditions", "L1", "delivered", "2028-02-01"), ("preconditions", "L1", "delivered"), DAYS["2028-02-01"],
    ),
    "day that was agreed": (
        at("preconditions", "L0", "due", "2028-01-01"), ("preconditions", "L0", "due"), DAYS["2028-01-01"],
    ),
    "held back": (at("preconditions", "L1", "holds", ["G6", "G0"]), ("preconditions", "L1", "holds_G0"), "x"),
    "held back no more": (at("preconditions", "L1", "holds", []), ("preconditions", "L1", "holds_G6"), None),
    "delay of amounts by year": (at("benefits", "G6", "delay", 2), ("benefits", "G6", "delay"), 2),
    "last year of amounts by year": (at("benefits", "G6", "end", FIRST + 3), ("benefits", "G6", "end"), FIRST + 3),
    "index of wages": (at("economy", "indices", "wages", NEXT, 5), ("prices", "wages", NEXT), 0.05),
    "index of prices": (at("economy", "indices", "prices", NEXT, 1), ("prices", "prices", NEXT), 0.01),
    "repayment": (at("economy", "pool", "repayments", {NEXT: 200_000}), ("funding", "agreed", NEXT), 200_000),
    "draw": (at("economy", "pool", "draws", {NEXT: 300_000}), ("funding", "agreed_draws", NEXT), 300_000),
    "weighting": (at("economy", "three_point", "pert"), ("three_point",), "PERT"),
    "funding": (at("economy", "funding", "own_budget"), ("funding",), "enhedens egen ramme"),
    "benefits smaller": (at("economy", "sensitivity", "benefits", 35), ("try_benefits",), 0.35),
    "rate tried": (at("economy", "sensitivity", "rate", 2), ("try_rate",), 0.02),
    "first year of a one-off": (at("costs", "K3", "from", FIRST + 1), ("costs", "K3", "first"), FIRST + 1),
    "kind of what has no last year": (at("costs", "K2", "kind", "one_off"), ("costs", "K2", "kind"), "Engangsudgift"),
    "own time": (at("costs", "K2", "nature", "own_time"), ("costs", "K2", "nature"), "egen tid"),
    "income": (at("costs", "K1", "nature", "income"), ("costs", "K1", "nature"), "indtægt eller tilskud"),
    "residual value": (at("costs", "K3", "nature", "residual_value"), ("costs", "K3", "nature"), "restværdi"),
    "renewals": (at("costs", "K3", "every", 3), ("costs", "K3", "every"), 3),
    "middle of the year": (at("economy", "timing", "mid_year"), ("timing",), "midt i året"),
}  # fmt: skip


def plan(
    rate=4, fte_cost=500_000, hours=1500, cost=1_000_000, to=FIRST + 7, high=1_300_000, step=50, minutes=30, delay=0,
    growth=0, spent=-90, third=30_000, decay=0, end=FIRST + 6, account="6.45", unit=1, interest=2, share=100, late=1,
    higher=20, start=FIRST, ranged=True, added=None, other=(), registers=None,
) -> Plan:  # fmt: skip
    """A case that pays for itself, with one number to change in each place."""
    around = {"range": {"low": 800_000, "high": high}}
    costs = {
        "K0": {"amount": cost, **(around if ranged else {}), "committees": {"Børn": 1, "Social": 1}},
        "K1": {"kind": "running", "amount": 50_000, "to": to},
        "K2": {"kind": "running", "fte": Decimal("0.2")},
        "K3": {"title": "Flytning", "amount": 60_000},
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
        "G3": {"kind": "cost_avoidance", "title": "Vikarer", "full_effect": {"volume": 100, "unit_price": 300}},
        "G2": {"kind": "quality", "title": "Kortere ventetid", "full_effect": {"fte": Decimal("0.7")}},
    }
    economy = {
        "discount_rate": rate,
        "effective_hours": hours,
        "sensitivity": {"delay": late, "costs": higher},
        "funding": "investment_pool",
        "pool": {"interest": interest, "share": share},
    }
    rising = {str(FIRST + n): n % 3 for n in range(1, 8)}
    economy["indices"] = {"wages": rising, "prices": dict.fromkeys(rising, 2), "budget_year": FIRST + 2}
    made: dict[str, Any] = {
        "costs": costs,
        "benefits": benefits,
        "economy": economy,
        "preconditions": {
            "L0": {"title": "Adgang", "due": "2025-10-01", "holds": ["G1"]},
            "L1": {"title": "Data", "due": "2026-09-01", "expected": "2027-03-01", "holds": ["G6"]},
        },
        "risks": {"R0": {"title": "Forsinkelse", "probability": 20, "consequence": 100_000}},
        "budget_changes": {"T0": {"budget": "Løn", "account": "06.45.51, løn", "amounts": {NEXT: -100_000}}},
    }
    made |= registers or {}
    for register, lines in (added or {}).items():
        made[register] = {**made[register], **lines}
    if other:
        *way, last, value = other
        reduce(lambda inner, key: inner.setdefault(key, {}), way, made)[last] = value
    return cases.plan(made.pop("costs"), made.pop("benefits"), horizon=8, fte_cost=fte_cost, **made)


def input_of(book: Xlsx, words: Language, place: tuple[str, ...]) -> XlsxCell:
    """The cell of an input."""
    if len(place) == 1:
        return named(book, *place)
    sheet, line, column = place
    if sheet in ("funding", "committees", "prices"):
        return _in_row(book, words, place)
    page = book[words.text(f"workbook.sheet.{sheet}")]
    if sheet == "assumptions":
        row = next(row for row in page.iter_rows() if row[1].value == words.text(f"workbook.head.{column}"))[0].row
        return page.cell(row + int(line), 2)
    name, _, n = column.partition("_")
    told = {"ramp": ("ramp_n", {"n": n}), "from now": ("from_now", {"year": n})}
    key, values = told.get(name, (column, {}))
    head = n if name in ("year", "holds") else words.text(f"workbook.head.{key}", **values)
    heads = next(row for row in page.iter_rows() if head in [cell.value for cell in row])
    at = next(cell.column for cell in heads if cell.value == head)
    return next(row[at - 1] for row in page.iter_rows() if row[0].value == line or numbered(row[0].value, line))


def _in_row(book: Xlsx, words: Language, place: tuple[str, ...]) -> XlsxCell:
    """The cell of an input in a row that is found by its label."""
    sheet, line, column = place
    page, label = book[words.text(f"workbook.sheet.{sheet}")], line if sheet == "committees" else ""
    label = label or words.text(f"workbook.row.{line}")
    row = next(row for row in page.iter_rows() if row[0].value == label)
    heads = next(cells for cells in page.iter_rows() if column in [cell.value for cell in cells])
    return row[next(cell.column for cell in heads if cell.value == column) - 1]


def numbered(formula: object, line: str) -> bool:
    """Whether a spare row has that number as soon as it is used."""
    return isinstance(formula, str) and formula.endswith(f',"{line}")')


def typing(book: Xlsx, words: Language, inputs: Mapping[tuple[str, ...], Any]) -> dict[tuple[str, str], Any]:
    """What is typed in which cells, each an input that is open."""
    cells = {place: input_of(book, words, place) for place in inputs}
    assert not [place for place, cell in cells.items() if cell.protection.locked]
    return {(cells[place].parent.title, cells[place].coordinate): value for place, value in inputs.items()}


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
    ("preconditions", "ny 1", "title"): "Snitflade", ("preconditions", "ny 1", "due"): DAYS["2028-01-01"],
    ("preconditions", "ny 1", "holds_ny 2"): "x", ("preconditions", "L1", "holds_ny 1"): "x",
    ("preconditions", "ny 1", "holds_G3"): "x", ("preconditions", "ny 1", "holds_G0"): "x",
    ("uncertainty", "ny 1", "risk"): "Ny risiko", ("uncertainty", "ny 1", "probability"): 0.3,
    ("uncertainty", "ny 1", "consequence"): 250_000,
    ("budget", "ny 1", "budget"): "Porto", ("budget", "ny 1", "account"): "6.45", ("budget", "ny 1", "area"): "anlæg",
    ("budget", "ny 1", "art"): "priser",
    ("budget", "ny 1", f"from now_{FIRST + 1}"): 30_000, ("budget", "ny 1", f"from now_{FIRST + 4}"): 50_000,
}  # fmt: skip


# The same lines as the plan has them.
ADDED: Mapping[str, dict[str, Any]] = {
    "costs": {
        "K4": {"title": "Ny licens", "kind": "running", "amount": 40_000, "from": FIRST + 1, "range": {"high": 60_000}},
        "K5": {"title": "Nyt rum", "amount": 90_000, "expenditure": "capital"},
        "K6": {"title": "Kurser", "amounts": {str(FIRST): 5_000, str(FIRST + 2): 7_000}},
    },
    "benefits": {
        "G7": {"title": "Mindre papir", "kind": "cashable", "full_effect": {"amount": 80_000}, "account": "6.45",
               "use": "Sænkes", "use_decided_by": "Rådet"},
        "G8": {"title": "Tid", "kind": "released_time", "full_effect": {"fte": Decimal("0.5")}, "start": FIRST + 2,
               "ramp": [25, 100], "decay": 5, "end": FIRST + 6},
    },
    "preconditions": {"L2": {"title": "Snitflade", "due": "2028-01-01", "holds": ["G3", "G0", "G8"]},
                      "L1": {"title": "Data", "due": "2026-09-01", "expected": "2027-03-01", "holds": ["G6", "G7"]}},
    "risks": {"R1": {"title": "Ny risiko", "probability": 30, "consequence": 250_000}},
    "budget_changes": {
        "T1": {
            "budget": "Porto", "account": "6.45", "area": "capital", "art": "prices",
            "amounts": {str(FIRST + 1): -30_000, str(FIRST + 4): -50_000},
        }
    },
}  # fmt: skip


def key_figures(of: Plan, words: Language) -> dict[str, Any]:
    """The key figures by the names they have in the workbook."""
    figures, never = compute(of), words.text("document.economy.never")
    paid, discounted = figures.payback, figures.payback_discounted
    several, none, rates = words.text("workbook.irr.at_least"), words.text("document.irr.none"), figures.irr.rates
    return {
        "kf_npv": figures.npv,
        "kf_lacking": len(figures.lacking),
        "kf_npv_wider": figures.npv_wider,
        "kf_expected_npv": "–" if figures.uncertainty.expected_npv is None else figures.uncertainty.expected_npv,
        "kf_irr": rates[0] if len(rates) == 1 else several + str(len(rates)) if rates else none,
        "kf_mirr": "–" if figures.mirr is None else figures.mirr,
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
