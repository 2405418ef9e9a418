"""Every key figure of a case, described once: what it is called, its unit, how it comes to be, and where it is shown.

In: a plan and its figures. Out: `CATALOGUE`, which documents, the workbook, the command `figures`, its JSON and its
explanations are made from; `explain`, by the name of a figure or a line. A figure is what its explanation ends in, so
no output can show one number and explain another. Its words have its key in `document.economy` and `explain.formula`
of each language file, its formula for the workbook its key in `workbook/key_figures.py`;
`tests/figures/test_catalogue.py` holds that none is missing, and that each output shows what it claims here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Literal

from planbuilder import codes
from planbuilder.errors import UsageWrong, closest, problem
from planbuilder.figures import explain_certainty as certainty
from planbuilder.figures import explanation as worth
from planbuilder.figures.benefits import begins, share
from planbuilder.figures.explain_budget import budget_change
from planbuilder.figures.explanation import Explainer, Explanation, Step, hours, summed
from planbuilder.figures.lines import Line
from planbuilder.figures.model import Figures
from planbuilder.figures.uncertainty import best, worst
from planbuilder.plan.model import Plan
from planbuilder.plan.preconditions import slips
from planbuilder.record import field, record, replace

# How a figure is written. `yearly` is DKK a year, `rates` every internal rate, `years` how long from the first year,
# `year` one that may never come, `since` the year from which another figure holds.
Unit = Literal["money", "yearly", "rates", "share", "ratio", "years", "year", "since", "fte"]
# `document` is the table of key figures, `tiles` those on its front, `command` the list of the command `figures`,
# `years` the workbook's sheet by year, `overview` its first sheet.
Place = Literal["document", "tiles", "command", "years", "overview"]
Shown = Mapping[Place, int]
EVERYWHERE: Shown = {"document": 1, "command": 1, "years": 1, "overview": 1}


@record
class KeyFigure:
    """A key figure: its name in every output, its unit, and the function that computes and explains it.

    `shown` gives its rank in each place: a lower rank comes first, equal ranks come in the order of the catalogue.
    `json` is where `figures --json` has it: names divided by dots, empty for its key alone, None where it is a sum of
    what is there. `told` says whether documents and the command have anything to say of it.
    """

    # The key is in language files, JSON, workbook names (`kf_…`) and commands: renaming one breaks what others have
    # made.
    key: str
    unit: Unit
    explained: Explainer
    shown: Shown = field(default_factory=lambda: EVERYWHERE)
    json: str | None = ""
    told: Callable[[Figures], bool] = lambda _: True

    @property
    def words(self) -> str:
        """Where a language file has what it is called."""
        return f"document.economy.{self.key}"

    def value(self, plan: Plan, figures: Figures) -> Decimal | None:
        """The figure in its unit: what its explanation ends in; None where there is none, or several rates."""
        return self.explained(plan, figures).result


def shown_in(place: Place) -> tuple[KeyFigure, ...]:
    """The key figures of a place in their order there."""
    return tuple(sorted((one for one in CATALOGUE if place in one.shown), key=lambda one: one.shown[place]))


def told_in(place: Place, figures: Figures) -> Iterator[KeyFigure]:
    """Those of them that there is anything to say of."""
    return (one for one in shown_in(place) if one.told(figures))


def _estimated(f: Figures) -> bool:
    return f.uncertainty.expected_npv is not None


def _combined(f: Figures) -> bool:
    return _estimated(f) and len(f.uncertainty.stressed) > 1


def _turns(f: Figures) -> bool:
    return f.irr.turns > 1 and f.mirr is not None


def _kind(kind: str, shown: Shown, told: Callable[[Figures], bool] = lambda _: True) -> KeyFigure:
    return KeyFigure(kind, "money", worth.of_kind(kind), shown, f"totals.{kind}", told)


FIRST: Shown = {"document": 0}
CATALOGUE: tuple[KeyFigure, ...] = (
    KeyFigure("introduction", "money", worth.introduction, {"tiles": 0}, None),
    _kind("one_off", FIRST),
    KeyFigure("later", "money", worth.later, FIRST, None, lambda f: any(f.later_costs.values())),
    _kind("running", FIRST),
    _kind("income", FIRST, lambda f: "income" in f.natures),
    _kind("cashable", FIRST),
    # In no list of key figures: none is part of net. By name they can be explained all the same.
    *(_kind(kind, {}) for kind in ("released_time", "cost_avoidance", "quality", "for_others")),
    *(_kind(kind, {}) for kind in ("own_time", "residual_value")),
    KeyFigure("net", "money", worth.net, FIRST, None),
    KeyFigure("npv", "money", worth.npv, {**EVERYWHERE, "tiles": 3}),
    KeyFigure("npv_wider", "money", worth.npv_wider),
    KeyFigure(
        "expected_npv",
        "money",
        certainty.expected_npv,
        {"document": 1, "command": 1, "overview": 1},
        "uncertainty.expected_npv",
        _estimated,
    ),
    KeyFigure("pessimistic", "money", certainty.scenario("pessimistic", worst), {}, None),
    KeyFigure("optimistic", "money", certainty.scenario("optimistic", best), {}, None),
    KeyFigure("stress", "money", certainty.stress, {"document": 1, "overview": 1}, "uncertainty.stress.npv", _combined),
    KeyFigure("irr", "rates", certainty.irr, {**EVERYWHERE, "tiles": 3}),
    KeyFigure("mirr", "share", certainty.mirr, told=_turns),
    # Checks by dates, in no list: by name they can be explained.
    KeyFigure("xnpv", "money", certainty.xnpv_check, {}, None),
    KeyFigure("xirr", "share", certainty.xirr_check, {}, None),
    KeyFigure("waiting", "money", certainty.waiting("waiting", "same_life", certainty.all_flows)),
    KeyFigure("waiting_same_end", "money", certainty.waiting("waiting_same_end", "same_end", certainty.kept_flows)),
    KeyFigure("bcr", "ratio", worth.bcr),
    KeyFigure("eanc", "money", worth.eanc),
    KeyFigure("payback", "years", worth.payback("payback")),
    KeyFigure(
        "payback_discounted", "years", worth.payback("payback_discounted"), {"document": 1, "command": 1, "years": 1}
    ),
    KeyFigure("break_even_year", "year", worth.year("break_even_year", "cumulative"), {**EVERYWHERE, "tiles": 2}),
    KeyFigure("balance_year", "year", worth.year("balance_year", "net")),
    KeyFigure(
        "permanent",
        "yearly",
        worth.permanent,
        {**EVERYWHERE, "document": 0, "command": 2, "tiles": 1},
        told=lambda f: f.has_money,
    ),
    KeyFigure("permanent_from", "since", worth.permanent_from, {"years": 1, "overview": 1}),
    KeyFigure(
        "risk_reserve",
        "money",
        certainty.risk_reserve,
        {"document": 1, "command": 1, "overview": 2},
        "uncertainty.risk_reserve",
    ),
    KeyFigure("fte_freed", "fte", worth.fte_freed, {**EVERYWHERE, "tiles": 3}),
)
BY_KEY: Mapping[str, KeyFigure] = {one.key: one for one in CATALOGUE}


def explain(plan: Plan, figures: Figures, name: str) -> Explanation:
    """The explanation of the key figure, cost, benefit or budget change called `name`; raises UsageWrong for none."""
    lines = {line.id: line for line in (*figures.costs, *figures.benefits)}
    if name in BY_KEY:
        return BY_KEY[name].explained(plan, figures)
    if name in lines:
        return _line(plan, figures, lines[name])
    if name in plan.budget_changes:
        return budget_change(plan, figures, name)
    known = [*BY_KEY, *lines, *plan.budget_changes]
    raise UsageWrong([problem(codes.UNKNOWN_FIGURE, name=name, known=", ".join(known), near=closest(name, known))])


def _line(plan: Plan, f: Figures, line: Line) -> Explanation:
    """A cost by year, or a benefit from its effect through its ramp."""
    # A cost has no ramp, so each of its years is shown as it is.
    if not line.is_benefit:
        steps = [Step(str(year), "{}", (value,), value) for year, value in zip(plan.years, line.by_year, strict=True)]
        return Explanation(line.id, "cost", (*steps, summed("sum", list(line.by_year))))
    benefit = plan.coming[line.id]
    if line.is_by_year:
        steps = [Step(str(year), "{}", (value,), value) for year, value in zip(plan.years, line.by_year, strict=True)]
        whole = (*steps, summed("sum", list(line.by_year)))
        return Explanation(line.id, "benefit_by_year", whole, objections=line.objections)
    before = [*([hours(plan, line)] if line.fte else []), *_late(plan, line.id)]
    worth = _worth(plan, line)
    years = [
        Step(str(year), "{} × {}", (line.full_effect, share(benefit, year, plan.first_year)), value)
        for year, value in zip(plan.years, line.by_year, strict=True)
    ]
    last = summed("sum", list(line.by_year))
    return Explanation(line.id, "benefit", (*before, worth, *years, last), objections=line.objections)


def _late(plan: Plan, id: str) -> list[Step]:
    """The preconditions that slip for a benefit, by how many years each, and when the benefit comes for it."""
    own, benefit = plan.benefits_tree.benefits[id], plan.coming[id]
    found = slips(plan.preconditions, id, own, plan.first_year)
    if not found:
        return []
    each = [Step(one.id, "{} − {}", (Decimal(one.delivered), Decimal(one.needed)), Decimal(one.years)) for one in found]
    start, begun = Decimal(begins(replace(own, delay=0), plan.first_year)), begins(benefit, plan.first_year)
    return [*each, Step("begins", "{} + {}", (start, Decimal(benefit.delay)), Decimal(begun))]


def _worth(plan: Plan, line: Line) -> Step:
    """The full effect in DKK."""
    effect = plan.benefits_tree.benefits[line.id].full_effect
    if line.fte:
        return Step("full_effect", "{} × {}", (line.fte, plan.economy.fte_cost or Decimal(0)), line.full_effect)
    if line.full_effect and effect.amount is None and effect.volume is not None and effect.unit_price is not None:
        return Step("full_effect", "{} × {}", (effect.volume, effect.unit_price), line.full_effect)
    return Step("full_effect", "{}", (line.full_effect,), line.full_effect)
