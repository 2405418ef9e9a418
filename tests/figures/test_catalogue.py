"""Every key figure is in every output that claims it, under one name, with one value, rounded the same.

Explanations can be followed: every step gives what it says, and the last one the figure, for every plan.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from planbuilder.document import key_figures
from planbuilder.document.blocks.summary import REMARKS
from planbuilder.errors import UsageWrong
from planbuilder.figures import catalogue
from planbuilder.figures.case import compute
from planbuilder.figures.catalogue import BY_KEY, CATALOGUE, KeyFigure, explain, shown_in, told_in
from planbuilder.figures.explanation import Explanation, Step, shown
from planbuilder.figures.exported import figures_data
from planbuilder.figures.model import Figures
from planbuilder.language import Language
from planbuilder.plan.model import Plan
from planbuilder.workbook import key_figures as formulas
from planbuilder.workbook.build import workbook
from planbuilder.workbook.model import Sheet
from tests.figures.cases import LITTLE, Rows, cashable, plan
from tests.workbook.plans import Drawn

COSTS = ("one_off", "running", "own_time")
ROOT = Path(catalogue.__file__).parents[1]


def column(sheet: Sheet, number: int) -> dict[str, object]:
    """What stands beside each label of a sheet's first column."""
    labels = {row: cell.value for (row, at), cell in sheet.cells.items() if at == 0}
    return {str(labels[row]): cell.value for (row, at), cell in sheet.cells.items() if at == number and row in labels}


def at(data: object, path: str) -> object:
    """What stands in JSON under names divided by dots."""
    for name in path.split("."):
        assert isinstance(data, dict)
        data = data[name]
    return data


def test_every_key_is_used_once() -> None:
    """A name is one figure's."""
    assert len(BY_KEY) == len(CATALOGUE)


def test_the_years_sheet_has_a_formula_for_each_figure_and_no_other() -> None:
    """The catalogue and the formulas are the same set."""
    assert {one.key for one in shown_in("years")} == set(formulas.FORMULAS)


def test_a_tile_has_a_remark_of_its_own_for_figures_that_are_tiles_alone() -> None:
    """No remark is written for a figure that has no tile."""
    assert set(REMARKS) <= {one.key for one in shown_in("tiles")}


@pytest.mark.parametrize("one", CATALOGUE, ids=lambda one: one.key)
def test_what_is_shown_has_its_words(spoken: Language, one: KeyFigure) -> None:
    """What it is called in tables and sheets stands under its key; so does its short name on a tile."""
    written = {"document", "command", "years", "overview"} & set(one.shown)

    assert spoken.has(one.words) or not written
    assert spoken.has(f"document.key_figures.{one.key}") or one.unit == "yearly" or "tiles" not in one.shown


@pytest.mark.parametrize("seed", range(25))
def test_each_output_shows_the_figure_that_is_explained(danish: Language, seed: int) -> None:
    """JSON, both sheets, document and command of any plan: what the explanation ends in, under the figure's name."""
    plan = Drawn(seed).plan()
    figures = compute(plan)
    data, sheets = figures_data(plan, figures), workbook(plan, figures, danish).sheets
    overview, years = (
        column(next(one for one in sheets if one.title == danish.text(f"workbook.sheet.{name}")), 1)
        for name in ("overview", "years")
    )
    for one in CATALOGUE:
        value = explain(plan, figures, one.key).result
        if one.unit != "rates" and one.json is not None:
            exported = at(data, one.json or one.key)
            assert (value if one.key not in COSTS else -(value or 0)) == exported, one.key
        for place, cells in (("overview", overview), ("years", years)):
            if place in one.shown and one.unit != "rates":
                assert cells[danish.text(one.words)] == value or value is None, (one.key, place)


@pytest.mark.parametrize("seed", range(25))
def test_document_and_command_write_a_figure_alike(danish: Language, seed: int) -> None:
    """What both tell is told in the same words with the same digits."""
    plan = Drawn(seed).plan()
    figures = compute(plan)
    document, command = (dict(key_figures.said(danish, plan, figures, name)) for name in ("document", "command"))
    both = {one.key for one in told_in("document", figures)} & {one.key for one in told_in("command", figures)}

    assert len(both) == len(document.items() & command.items())
    assert len(document) == len(list(told_in("document", figures)))


CHECKS = {"irr", "xirr", "xnpv"}  # of no one number, or computed where they are explained
FIELDS = ("npv", "npv_wider", "mirr", "bcr", "eanc", "break_even_year", "balance_year", "fte_freed")


@pytest.mark.parametrize("seed", range(25))
def test_a_figure_is_the_one_the_case_was_computed_to(seed: int) -> None:
    """To the last digit: what is explained and shown is what sentences and charts were made from."""
    plan = Drawn(seed).plan()
    f = compute(plan)
    u = f.uncertainty
    wanted = {name: getattr(f, name) for name in FIELDS} | {
        "waiting": f.waiting.same_life,
        "waiting_same_end": f.waiting.same_end,
        "payback": f.payback and f.payback.years,
        "payback_discounted": f.payback_discounted and f.payback_discounted.years,
        "permanent": f.permanent.amount,
        "permanent_from": f.permanent.lasting and f.permanent.lasting.first,
        "introduction": f.introduction,
        "later": sum(f.later_costs.values(), Decimal(0)),
        "net": sum(f.net, Decimal(0)),
        "expected_npv": u.expected_npv,
        "pessimistic": u.pessimistic and u.pessimistic.npv,
        "optimistic": u.optimistic and u.optimistic.npv,
        "stress": u.stress.npv,
        "risk_reserve": u.risk_reserve,
        **f.totals,
    }

    assert CHECKS == set(BY_KEY) - set(wanted)
    assert wanted == {key: BY_KEY[key].value(plan, f) for key in wanted}


def peak_outlay(plan: Plan, f: Figures) -> Explanation:
    """The most that is ever out, DKK: a figure made up for the test."""
    deepest = min(f.rows, key=lambda row: row.cumulative)
    return Explanation("peak_outlay", "peak_outlay", (shown(str(deepest.year), deepest.cumulative),))


def test_one_more_figure_takes_its_entry_its_words_and_its_formula(
    danish: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A made-up figure with those three is in every output, and nothing else is touched."""
    one = KeyFigure("peak_outlay", "money", peak_outlay)
    monkeypatch.setattr(catalogue, "CATALOGUE", (*CATALOGUE, one))
    monkeypatch.setattr("planbuilder.figures.exported.CATALOGUE", (*CATALOGUE, one))
    monkeypatch.setitem(BY_KEY, one.key, one)  # type: ignore[arg-type]  # the table is a dict, shown as a Mapping
    monkeypatch.setitem(danish.texts, one.words, "Størst udlæg")  # type: ignore[arg-type]
    monkeypatch.setitem(formulas.FORMULAS, one.key, lambda book: f"=MIN({book.spans['cumulative']})")  # type: ignore[arg-type]
    plan = Drawn(3).plan()
    figures = compute(plan)
    outlay = min(row.cumulative for row in figures.rows)

    sheets = workbook(plan, figures, danish).sheets
    told = [dict(key_figures.said(danish, plan, figures, name)) for name in ("document", "command")]

    assert [danish.money(outlay)] * 2 == [one["Størst udlæg"] for one in told]
    assert outlay == figures_data(plan, figures)["peak_outlay"] == explain(plan, figures, "peak_outlay").result
    assert 2 == sum(outlay == column(sheet, 1).get("Størst udlæg") for sheet in sheets)
    (changes,) = (sheet for sheet in sheets if sheet.title == danish.text("workbook.sheet.changed"))
    assert [outlay] * 2 == [column(changes, number)["Størst udlæg"] for number in (4, 5)]


@pytest.mark.parametrize("key", ["payback_discounted", "waiting_same_end", "eanc"])
def test_a_figure_is_named_in_few_files(key: str) -> None:
    """By its key: where it is computed and explained, in the catalogue, its words, and its formula."""
    listing = [
        path.relative_to(ROOT).as_posix()
        for path in sorted(ROOT.rglob("*.py"))
        if f'"{key}"' in path.read_text(encoding="utf-8")
    ]

    allowed = {
        "figures/catalogue.py",
        "figures/explanation.py",
        "figures/explain_certainty.py",
        "workbook/key_figures.py",
        "document/blocks/committee.py",
    }
    assert set(listing) <= allowed


PLAN = plan(
    {
        "K1": {"amount": 900_000, "range": {"low": 800_000, "high": 1_200_000}},
        "K2": {"kind": "running", "fte": Decimal("0.2")},
    },
    {
        "G1": {"kind": "cashable", "full_effect": {"volume": 3200, "minutes": 36}, "start": 2027, "ramp": [50, 100]},
        "G2": cashable(150_000, account=""),
        "G3": {"kind": "cost_avoidance", "full_effect": {"volume": 100, "unit_price": 40}},
    },
    economy={"effective_hours": 1500, "sensitivity": {"delay": 2}},
    risks={"R1": {"title": "r", "probability": 25, "consequence": 40_000}},
)
FIGURES = compute(PLAN)


def recomputed(step: Step) -> Decimal:
    """What a step's calculation gives, by Python's own arithmetic."""
    marks = {"×": "*", "−": "-", " %": " / Decimal(100)", "^": "**"}
    shown = step.calculation
    for mark, operator in marks.items():
        shown = shown.replace(mark, operator)
    return Decimal(eval(shown.format(*(f"Decimal('{value}')" for value in step.values)), {"Decimal": Decimal}))


@pytest.mark.parametrize("name", [*BY_KEY, "K1", "K2", "G1", "G2", "G3"])
def test_every_step_gives_what_it_says(name: str) -> None:
    """Recomputed from the numbers that are shown."""
    found = explain(PLAN, FIGURES, name)

    assert [] == [step for step in found.steps if abs(recomputed(step) - step.result) > LITTLE]


@pytest.mark.parametrize("name", [*BY_KEY, "K1", "K2", "G1", "G2", "G3"])
def test_the_last_step_is_the_figure(name: str) -> None:
    """What is explained is what is told elsewhere."""
    found = explain(PLAN, FIGURES, name)

    assert found.result is not None
    assert abs(found.steps[-1].result - found.result) < LITTLE


@pytest.mark.parametrize("seed", range(40))
def test_whatever_is_explained_ends_in_the_figure(seed: int) -> None:
    """Every explainable figure of any plan: each step gives what it says, and the last one is the figure."""
    some = Drawn(seed).plan()
    figures = compute(some)

    for name in (*BY_KEY, *(line.id for line in (*figures.costs, *figures.benefits))):
        found = explain(some, figures, name)
        assert [] == [(name, step) for step in found.steps if not near(recomputed(step), step.result)]
        assert found.result is None or near(found.steps[-1].result, found.result), name


def near(one: Decimal, other: Decimal) -> bool:
    """Whether two results of the same sum in another order are equal."""
    return abs(one - other) <= LITTLE + abs(other) * Decimal("1e-18")


@pytest.mark.parametrize("count", [0, 1, 12, 13, 14])
def test_the_reserve_is_explained_by_the_risks_it_counts(count: int) -> None:
    """Of fourteen risks the twelve largest are listed, and their sum is the reserve."""
    risks = {f"R{n}": {"title": "r", "probability": 50, "consequence": 2000 * n} for n in range(1, count + 1)}
    some = plan(risks=risks)
    figures = compute(some)

    found = explain(some, figures, "risk_reserve")

    assert min(count, 12) + 1 == len(found.steps)
    assert figures.uncertainty.risk_reserve == found.steps[-1].result == found.result


@pytest.mark.parametrize(
    ("costs", "benefits", "remark", "result"),
    [
        ({"K1": {"amount": 100}}, {"G1": cashable(110, start=2027, end=2027)}, "irr_yield", "0.1"),
        ({"K1": {"amount": 110, "from": 2027}}, {"G1": cashable(100, end=2026)}, "irr_loan", "0.1"),
        ({"K1": {"amounts": {"2026": 100, "2028": 132}}}, {"G1": cashable(230, start=2027, end=2027)}, "irr_several",
         None),
        ({"K1": {"amounts": {"2026": 100, "2028": 121}}}, {"G1": cashable(220, start=2027, end=2027)}, "irr_touch",
         "0.1"),
        ({"K1": {"amount": 100}}, {}, "irr_none", None),
        ({"K1": {"amount": 1}}, {"G1": cashable(102, start=2027, end=2027)}, "irr_above", None),
        ({"K1": {"amount": 1000}}, {"G1": cashable(9, start=2027, end=2027)}, "irr_below", None),
    ],
)  # fmt: skip
def test_a_rate_is_explained_by_what_it_is(costs: Rows, benefits: Rows, remark: str, result: str | None) -> None:
    """A return, the rate of a loan, one of several, or beyond what is told; no rate is said not to exist that does."""
    some = plan(costs, benefits)

    found = explain(some, compute(some), "irr")

    assert (remark, result and Decimal(result)) == (found.remark, found.result)


@pytest.mark.parametrize("name", ["pessimistic", "optimistic", "expected_npv"])
def test_what_has_not_been_estimated_says_so(name: str) -> None:
    """Without ranges there is no scenario to explain."""
    some = plan({"K1": {"amount": 5}})

    assert ("not_estimated", None) == (explain(some, compute(some), name).remark, explain(
        some, compute(some), name
    ).result)  # fmt: skip


def test_time_is_explained_from_cases_and_minutes() -> None:
    """Cases × minutes / 60 / hours, then × the cost of an FTE."""
    hours, worth, *_ = explain(PLAN, FIGURES, "G1").steps

    assert ((3200, 36, 60, 1500), Decimal("1.28")) == (hours.values, hours.result)
    assert ((Decimal("1.28"), 500_000), 640_000) == (worth.values, worth.result)


def test_time_that_counts_in_another_benefit_is_explained_as_zero() -> None:
    """No FTE is multiplied by what one costs where none is counted."""
    gains = {"G1": cashable(150_000), "G2": {**cashable(0), "full_effect": {"fte": 2}, "part_of": "G1"}}
    within = plan({}, gains, economy={"fte_cost": 500_000, "effective_hours": 1500})
    steps = explain(within, compute(within), "G2").steps
    (worth,) = (step for step in steps if step.about == "full_effect")

    assert (worth.calculation, worth.values, worth.result) == ("{}", (Decimal(0),), Decimal(0))


def test_a_benefit_that_is_moved_tells_why() -> None:
    """By the names of the objections."""
    assert ("no_account",) == explain(PLAN, FIGURES, "G2").objections


def test_an_unknown_name_is_refused() -> None:
    """With the names there are, and the nearest."""
    with pytest.raises(UsageWrong) as refused:
        explain(PLAN, FIGURES, "npw")

    (problem,) = refused.value.problems
    assert ("PB147", "npv") == (problem.code, problem.values["near"])


def test_a_benefit_that_waits_explains_when_it_begins() -> None:
    """The years that the delivery slips by, and the first year that follows from it."""
    held = {"L1": {"due": "2026-10-01", "expected": "2028-05-01", "holds": ["G1"]}}
    waiting_for = plan({}, {"G1": cashable(100, start=2027)}, preconditions=held)

    steps = {step.about: step for step in explain(waiting_for, compute(waiting_for), "G1").steps}

    assert (steps["L1"].values, steps["L1"].result, steps["begins"].result) == ((2028, 2026), 2, 2029)
    assert all(recomputed(step) == step.result for step in steps.values())


@pytest.mark.parametrize(("again", "turns", "told"), [(0, 1, False), (900, 2, True)])
def test_the_modified_rate_is_told_where_flows_change_sign_more_than_once(again: int, turns: int, told: bool) -> None:
    """A cost at the start and one at the end: two internal rates would do, and one modified rate says more."""
    costs = {"K1": {"amount": 100}, "K2": {"amount": again, "from": 2030}}
    figures = compute(plan(costs, {"G1": cashable(200, start=2027)}))

    assert (figures.irr.turns, BY_KEY["mirr"].told(figures)) == (turns, told)
