"""The example at sizes that a page is not made for: half of its amounts missing, forty benefits, a wide tree."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from planbuilder import example
from planbuilder.language import Language
from planbuilder.yamltext.editing import dump
from planbuilder.yamltext.reading import read_text

AMOUNTS = ("amount", "fte", "volume", "minutes")
Plan = dict[str, Any]


def half_missing(plan: Plan) -> None:
    """Every second cost and benefit loses its amount, as in a plan that is half filled in."""
    for cost in list(plan["costs"].values())[::2]:
        _without_amount(cost)
    for benefit in list(plan["benefits_tree"]["benefits"].values())[::2]:
        _without_amount(benefit.get("full_effect", {}))


def _without_amount(line: Plan) -> None:
    for key in AMOUNTS:
        line.pop(key, None)


def benefits(count: int) -> Callable[[Plan], None]:
    """As many benefits, the example's own again and again, each with its indicators and a budget that changes."""

    def grow(plan: Plan) -> None:
        own, changes = plan["benefits_tree"]["benefits"], plan["budget_changes"]
        indicators, first = plan["indicators"], dict(own)
        measured = list(indicators.values())
        budgets = list(changes.values())
        for n in range(len(first) + 1, count + 1):
            id = list(first)[(n - 1) % len(first)]
            own[f"G{n}"] = {**first[id], "title": f"{first[id]['title']} ({n})"}
            for one in [one for one in measured if one.get("benefit") == id]:
                indicators[f"I{len(indicators) + 1}"] = {**one, "benefit": f"G{n}", "title": f"{one['title']} ({n})"}
            budget = budgets[n % len(budgets)]
            changes[f"T{n + 100}"] = {**budget, "budget": f"{budget['budget']} ({n})", "account": f"06.45.{n}"}

    return grow


def wide(plan: Plan) -> None:
    """25 changes and 12 benefits, each of which needs every change."""
    tree = plan["benefits_tree"]
    benefits(12)(plan)
    for n in range(len(tree["changes"]) + 1, 26):
        tree["changes"][f"F{n}"] = {**tree["changes"]["F1"], "title": f"{tree['changes']['F1']['title']} ({n})"}
    for benefit in tree["benefits"].values():
        benefit["from"] = list(tree["changes"])


def draft(plan: Plan) -> None:
    """One question that nobody has settled, and nothing else."""
    plan["answers"]["channel_strategy.promotion"] = {"state": "unknown", "ask": "A"}


def forty_half_missing(plan: Plan) -> None:
    """Both at once."""
    benefits(40)(plan)
    half_missing(plan)


def committees(plan: Plan) -> None:
    """Forty budgets that change, each of a committee of its own, and twenty of each other thing a case tells."""
    benefits(40)(plan)
    for n, change in enumerate(plan["budget_changes"].values()):
        change["committee"] = f"{change['committee']} {n}"
    for name in ("risks", "decisions"):
        first = dict(plan[name])
        for n in range(len(first), 20):
            plan[name][f"{next(iter(first))[0]}{n + 100}"] = list(first.values())[n % len(first)]
    for name in ("alternatives", "consequences", "annexes"):
        rows = plan["answers"][f"case_presentation.{name}"]["rows"]
        first = list(rows.values())
        rows |= {f"r{n + 100}": first[n % len(first)] for n in range(len(first), 20)}


def crowded(plan: Plan) -> None:
    """Forty ideas and sixty actions of the present more: a wall that a team has used for long."""
    ideas, actions = plan["ideas"], plan["actions"]
    first, own = list(ideas.values()), list(actions.values())
    for n in range(40):
        ideas[f"E{n + 100}"] = {**first[n % len(first)], "title": f"{first[n % len(first)]['title']} ({n})"}
    for n in range(60):
        one = own[n % len(own)]
        actions[f"H{n + 100}"] = {**one, "title": f"{one['title']} ({n})", "deadline": f"2026-12-{n % 28 + 1:02}"}


def big(plan: Plan) -> None:
    """25 benefits and 12 changes, each benefit of three of them."""
    tree = plan["benefits_tree"]
    benefits(25)(plan)
    for n in range(len(tree["changes"]) + 1, 13):
        tree["changes"][f"F{n}"] = {**tree["changes"]["F1"], "title": f"{tree['changes']['F1']['title']} ({n})"}
        plan["matrix"][f"F{n}"] = plan["matrix"]["F1"]
    changes = list(tree["changes"])
    for n, benefit in enumerate(tree["benefits"].values()):
        benefit["from"] = [changes[(n + step) % len(changes)] for step in range(3)]


# So many letters make a text that somebody wrote; a shorter one is a name or a choice. A line holds no more than LINE.
WRITTEN, TIMES, LINE = 25, 5, 400
KEPT = {"format", "plan_id", "questionnaire", "state", "deadline", "case_number"}


def long(plan: Plan) -> None:
    """Every text that somebody wrote five times over, as where nobody has been told to be brief."""

    def longer(value: Any, key: str) -> Any:
        if isinstance(value, dict):
            return {name: longer(one, name) for name, one in value.items()}
        if isinstance(value, list):
            return [longer(one, key) for one in value]
        is_written = isinstance(value, str) and len(value) >= WRITTEN and key not in KEPT
        return max(value, " ".join([value] * TIMES)[:LINE].rstrip(), key=len) if is_written else value

    plan.update(longer(plan, ""))


def empty(plan: Plan) -> None:
    """What a plan has that has only been begun."""
    kept = {
        "format",
        "plan_id",
        "title",
        "organisation",
        "language",
        "price_base",
        "first_year",
        "horizon",
        "questionnaire",
    }
    for name in plan.keys() - kept:
        del plan[name]


def indexed(plan: Plan) -> None:
    """Budgets are voted in the prices of the second year, and every change says what it follows."""
    base, first, horizon = (int(plan[name]) for name in ("price_base", "first_year", "horizon"))
    years = range(min(base, first), first + horizon)
    rises = {str(year): 3 for year in years}
    plan["economy"]["indices"] = {"wages": rises, "prices": rises, "budget_year": first + 1}
    for change in plan["budget_changes"].values():
        change["art"] = "wages"


SIZES: Mapping[str, Callable[[Plan], None]] = {
    "example": lambda plan: None,
    "draft": draft,
    "half missing": half_missing,
    "forty": benefits(40),
    "forty half missing": forty_half_missing,
    "wide": wide,
    "committees": committees,
    "crowded": crowded,
    "big": big,
    "empty": empty,
}
# Whose documents may take more pages than they promise, which is then told.
UNBOUND: Mapping[str, Callable[[Plan], None]] = {"long": long}


@cache
def sized(language: Language, size: str, *also: Callable[[Plan], None]) -> str:
    """The example in a language, at a size, and with what else is done to it."""
    plan = read_text(example.text(language)).data()
    assert isinstance(plan, dict)
    for change in ({**SIZES, **UNBOUND}[size], *also):
        change(plan)
    return dump(plan)
