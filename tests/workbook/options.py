"""A plan with options of every sort, and changes of their lines in the workbook and in the plan.

In: nothing. Out: the plan, its changes, and the plans that are drawn with options.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planbuilder.plan.model import Plan
from tests.figures.cases import FIRST
from tests.workbook.changes import at, plan

OPTIONS: dict[str, dict[str, Any]] = {
    "A1": {"title": "Mindre", "kind": "other", "without_costs": ["K1"], "without_benefits": ["G5"]},
    "A2": {"title": "Som i dag", "kind": "nothing"},
    "A3": {"title": "Leje", "kind": "other"},
}
COSTS: dict[str, dict[str, Any]] = {
    "AK0": {"option": "A1", "instead_of": "K0", "amount": 600_000},
    "AK1": {"option": "A2", "title": "Gammelt system", "kind": "running", "amount": 70_000},
    "AK2": {"option": "A3", "instead_of": "K2", "from": FIRST + 1, "to": FIRST + 5},
    "AK3": {"option": "A3", "title": "Tilskud", "kind": "running", "nature": "income", "amount": 15_000},
    "AK4": {"option": "A3", "instead_of": "K0", "amounts": {str(FIRST): 90_000, str(FIRST + 2): 80_000}},
    "AK5": {"option": "A3", "instead_of": "K1", "fte": 1, "kind": "running"},
}
BENEFITS: dict[str, dict[str, Any]] = {
    "AG0": {"option": "A1", "instead_of": "G0", "full_effect": {"volume": 4000, "minutes": 60}},
    "AG1": {"option": "A1", "instead_of": "G1", "start": FIRST + 1, "profile": "two_years"},
    "AG2": {"option": "A2", "title": "Fejl", "kind": "cashable", "full_effect": {"amount": -20_000}},
    "AG3": {"option": "A3", "instead_of": "G6", "full_effect": {"amounts": {str(FIRST + 1): 9_000}}},
    "AG4": {"option": "A3", "instead_of": "G5", "end": FIRST + 4},
    "AG5": {"option": "A3", "instead_of": "G1", "full_effect": {"fte": 1}, "account": "6.45.51"},
    "AG6": {"option": "A1", "instead_of": "G6", "title": "Salg af andet"},
}
# As in `changes`: a change of the plan, the input that makes the same change, and what is written there.
CHANGES: Mapping[str, tuple[dict[str, Any], tuple[str, ...], Any]] = {
    "amount in another's place": (
        at("option_costs", "AK0", "amount", 500_000), ("option_costs", "AK0", "amount"), 500_000,
    ),
    "amount of doing nothing": (at("option_costs", "AK1", "amount", 90_000), ("option_costs", "AK1", "amount"), 90_000),
    "first year of an option": (at("option_costs", "AK2", "from", FIRST), ("option_costs", "AK2", "first"), FIRST),
    "nature in an option": (
        at("option_costs", "AK3", "nature", "new_money"), ("option_costs", "AK3", "nature"), "almindelig udgift",
    ),
    "amount of a year in an option": (
        at("option_costs", "AK4", "amounts", str(FIRST + 2), 10_000),
        ("option_costs", "AK4", f"year_{FIRST + 2}"), 10_000,
    ),
    "minutes in an option": (
        at("option_benefits", "AG0", "full_effect", "minutes", 40), ("option_benefits", "AG0", "minutes"), 40,
    ),
    "start in an option": (
        at("option_benefits", "AG1", "start", FIRST + 3), ("option_benefits", "AG1", "start"), FIRST + 3,
    ),
    "ramp in an option": (
        at("option_benefits", "AG1", "ramp", [20, 100]), ("option_benefits", "AG1", "ramp_1"), 0.2,
    ),
    "gain by year in an option": (
        at("option_benefits", "AG3", "full_effect", "amounts", str(FIRST + 1), 8_000),
        ("given", "AG3", f"year_{FIRST + 1}"), 8_000,
    ),
    "end in an option": (at("option_benefits", "AG4", "end", FIRST + 2), ("option_benefits", "AG4", "end"), FIRST + 2),
    "what options have as the plan": (
        at("benefits", "G1", "delay", 2), ("benefits", "G1", "delay"), 2,
    ),
    "a cost that options lack": (at("costs", "K1", "amount", 77_000), ("costs", "K1", "amount"), 77_000),
    "renewals that options have": (at("costs", "K3", "every", 3), ("costs", "K3", "every"), 3),
    "a cost that options have": (at("costs", "K2", "fte", 2), ("costs", "K2", "fte"), 2),
    "a delivery that options wait for": (
        at("preconditions", "L1", "delivered", "2028-02-01"), ("preconditions", "L1", "delivered"), 46784,
    ),
    "the smallest unit of the plan": ({"unit": "0.4"}, ("benefits", "G0", "smallest_given"), 0.4),
}  # fmt: skip


# One of which nobody has said what it comes to, and lines that are typed for it, for others and for a new one.
UNSAID = {"A4": {"title": "Senere", "kind": "other"}}
CASHED = {"declared": "Budgetvirksom gevinst", "account": "6.45", "use": "Sænkes", "decided": "Rådet"}
NEW_LINES: Mapping[tuple[str, ...], Any] = {
    (sheet, f"nyt {n}" if sheet == "options" else f"ny {n}", column): value
    for sheet, n, row in (
        ("options", 1, {"title": "Fælles system"}),
        ("option_costs", 1, {"option": "A1", "title": "Flytning", "kind": "Engangsudgift", "amount": 30_000,
                             "first": FIRST + 1}),
        ("option_costs", 2, {"option": "A2", "title": "Reparation", "kind": "Driftsudgift", "fte": 0.25}),
        ("option_costs", 3, {"option": "nyt 1", "title": "Bidrag", "kind": "Driftsudgift", "amount": 4_000,
                             "nature": "indtægt eller tilskud"}),
        ("option_costs", 4, {"option": "nyt 1", "title": "Udstyr", "kind": "Engangsudgift", "amount": 70_000,
                             "every": 3}),
        ("option_costs", 5, {"option": "nyt 1", "title": "Egne timer", "kind": "Engangsudgift", "amount": 9_000,
                             "nature": "egen tid"}),
        ("option_costs", 16, {"option": "A3", "title": "Trin", "kind": "Engangsudgift", f"year_{FIRST}": 6_000,
                              f"year_{FIRST + 1}": 8_000}),
        ("option_costs", 17, {"option": "nyt 1", "title": "Drift", "kind": "Driftsudgift", f"year_{FIRST + 6}": 5_000,
                              f"year_{FIRST + 7}": 5_500}),
        ("option_benefits", 1, {"option": "A4", "title": "Porto", "amount": 40_000, "start": FIRST + 1, "ramp_1": 0.5,
                                "ramp_2": 1, **CASHED}),
        ("option_benefits", 2, {"option": "nyt 1", "title": "Flere fejl", "amount": -3_000, **CASHED}),
        ("option_benefits", 3, {"option": "A2", "title": "Ro", "declared": "Kvalitet", "fte": 0.5}),
        ("option_benefits", 4, {"option": "A3", "title": "Sager", "volume": 900, "minutes": 20, "end": FIRST + 5,
                                **CASHED}),
    )
    for column, value in row.items()
}  # fmt: skip
# What cannot be meant, and what is told of it on the sheet of controls.
CONTRARY: Mapping[tuple[str, ...], Any] = {
    ("costs", "K1", "first"): FIRST + 5, ("costs", "K1", "last"): FIRST + 2, ("costs", "K0", "low"): 2_000_000,
    ("option_costs", "ny 1", "title"): "Uden alternativ", ("option_benefits", "ny 1", "option"): "nyt 1",
}  # fmt: skip
TOLD = ("Linjer, der slutter, før de begynder", "Linjer, hvis lave skøn er over det høje",
        "Nye linjer uden et alternativ med navn")  # fmt: skip
_CASHED = {"kind": "cashable", "account": "6.45", "use": "Sænkes", "use_decided_by": "Rådet"}
# The same lines as the plan has them, with the ids that they get.
ADDED: Mapping[str, dict[str, Any]] = {
    "options": {**UNSAID, "A5": {"title": "Fælles system", "kind": "other"}},
    "option_costs": {
        "AK6": {"option": "A1", "title": "Flytning", "kind": "one_off", "amount": 30_000, "from": FIRST + 1},
        "AK7": {"option": "A2", "title": "Reparation", "kind": "running", "fte": 0.25},
        "AK8": {"option": "A5", "title": "Bidrag", "kind": "running", "amount": 4_000, "nature": "income"},
        "AK9": {"option": "A5", "title": "Udstyr", "kind": "one_off", "amount": 70_000, "every": 3},
        "AK10": {"option": "A5", "title": "Egne timer", "kind": "one_off", "amount": 9_000, "nature": "own_time"},
        "AK11": {"option": "A3", "title": "Trin", "kind": "one_off",
                 "amounts": {str(FIRST): 6_000, str(FIRST + 1): 8_000}},
        "AK12": {"option": "A5", "title": "Drift", "kind": "running",
                 "amounts": {str(FIRST + 6): 5_000, str(FIRST + 7): 5_500}},
    },
    "option_benefits": {
        "AG7": {"option": "A4", "title": "Porto", "full_effect": {"amount": 40_000}, "start": FIRST + 1,
                "ramp": [50, 100], **_CASHED},
        "AG8": {"option": "A5", "title": "Flere fejl", "full_effect": {"amount": -3_000}, **_CASHED},
        "AG9": {"option": "A2", "title": "Ro", "kind": "quality", "full_effect": {"fte": 0.5}},
        "AG10": {"option": "A3", "title": "Sager", "full_effect": {"volume": 900, "minutes": 20}, "end": FIRST + 5,
                 **_CASHED},
    },
}  # fmt: skip


def with_more(added: Mapping[str, dict[str, Any]] | None = None) -> Plan:
    """The plan with an option of which nobody has said what it comes to; `added` are more lines and options."""
    return plan(registers=registers(), added={"options": UNSAID, **(added or {})})


def with_options(other: tuple[Any, ...] = (), **more: Any) -> Plan:
    """The plan of `changes` with its options; `other` changes one of their lines or one of the plan's."""
    return plan(other=other, registers=registers(), **more)


def registers() -> dict[str, Any]:
    """Options and their lines, of which each may be changed."""
    rows = {"options": OPTIONS, "option_costs": COSTS, "option_benefits": BENEFITS}
    return {name: {id: _copy(row) for id, row in of.items()} for name, of in rows.items()}


def _copy(value: Any) -> Any:
    return {key: _copy(one) for key, one in value.items()} if isinstance(value, dict) else value
