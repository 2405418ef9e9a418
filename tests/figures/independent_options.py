"""Options a second time: the data of the plan that an option would be, after decision 035; and options at random.

It shares no line with `planbuilder.plan.option_plan`: what it makes is the data of a file, for the second model.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from tests.figures.independent import Data, number
from tests.figures.random_plans import Drawing

OPTIONS = ("A1", "A2", "A3")
WORTH = ("amount", "fte", "amounts")


def as_chosen(plan: Data, id: str) -> Data:
    """The data of a plan as if one of its options had been chosen."""
    option = plan["options"][id]
    gains = plan["benefits_tree"]["benefits"]
    return {
        **{name: value for name, value in plan.items() if not name.startswith("option")},
        "costs": _lines(plan["costs"], plan["option_costs"], id, option, "without_costs", _cost),
        "benefits_tree": {"benefits": _lines(gains, plan["option_benefits"], id, option, "without_benefits", _benefit)},
        "risks": _lines(plan["risks"], plan["option_risks"], id, option, "without_risks", lambda was, said: was | said),
    }


def is_stated(plan: Data, id: str) -> bool:
    """Whether somebody has said what an option comes to: what differs, or one thing at least of doing nothing."""
    option = plan["options"][id]
    own = [
        row for name in ("costs", "benefits", "risks") for row in plan[f"option_{name}"].values() if row["option"] == id
    ]
    if option["kind"] != "nothing":
        return bool(own) or any(option[f"without_{name}"] for name in ("costs", "benefits", "risks"))
    made, economy = as_chosen(plan, id), plan["economy"]
    price, hours = "fte_cost" in economy, "effective_hours" in economy

    def is_worth(line: Data) -> bool:
        time = any(number(line, name) for name in ("fte", "hours", "minutes"))
        worked = any(number(line, name) for name in ("hours", "minutes"))
        money = {*line} & {"amount", "amounts", "fte", "hours"} or (
            "volume" in line and {*line} & {"minutes", "unit_price"}
        )
        return bool(money) and (price or not time) and (hours or not worked)

    told, gains = ("quality", "for_others"), made["benefits_tree"]["benefits"].values()
    kinds = [one for one in gains if one.get("kind") and not one.get("part_of")]
    worth = [is_worth(one["full_effect"]) if one.get("full_effect") else one["kind"] in told for one in kinds]
    risks = ("probability" in one and "consequence" in one for one in made["risks"].values())
    return any((*map(is_worth, made["costs"].values()), *worth, *risks))


def _lines(chosen: Data, rows: Data, id: str, option: Data, lacks: str, changed: Any) -> Data:
    """What an option has of a register: the plan's lines that it keeps, those in their place, and its own."""
    own = {key: row for key, row in rows.items() if row["option"] == id}
    instead = {row["instead_of"]: row for row in own.values() if "instead_of" in row}
    kept = {}
    for key, line in chosen.items():
        if key in instead:
            kept[key] = changed(dict(line), _said(instead[key]))
        elif option["kind"] != "nothing" and key not in option.get(lacks, ()):
            kept[key] = line
    return kept | {key: changed({}, _said(row)) for key, row in own.items() if "instead_of" not in row}


def _said(row: Data) -> Data:
    return {name: value for name, value in row.items() if name not in ("option", "instead_of")}


def _cost(was: Data, said: Data) -> Data:
    # How much it is worth is said all at once, and a range is around the number that it was given with.
    gone = (*WORTH, "range") if any(name in said for name in WORTH) else ()
    made = {name: value for name, value in was.items() if name not in gone} | said
    return made | ({"nature": ""} if said.get("nature") == "new_money" else {})


def _benefit(was: Data, said: Data) -> Data:
    gone = {"profile", "ramp"} if "profile" in said or "ramp" in said else set()
    gone |= {"accounts"} if "account" in said else set()
    made = {name: value for name, value in was.items() if name not in gone} | said
    if "full_effect" in said:
        made.pop("range", None)
        made["units"] = _parted(was, said["full_effect"])
    return made


def _parted(was: Data, effect: Data) -> Data:
    """Each unit frees as large a part of the new time as of the old; nothing is known where the one is no such time."""
    before = was.get("full_effect", {})
    for names in (("fte",), ("volume", "minutes")):
        if all(name in one for one in (before, effect) for name in names):
            old = new = Fraction(1)
            for name in names:
                old, new = old * number(before, name), new * number(effect, name)
            return {unit: Fraction(str(part)) * new / old for unit, part in was.get("units", {}).items()} if old else {}
    return {}


def with_options(plan: Data, seed: int) -> Data:
    """The same plan with options at random; the same number, the same options."""
    drawing = Drawing(seed)
    drawing.first, drawing.horizon = plan["first_year"], plan["horizon"]
    drawing.last = drawing.first + drawing.horizon - 1
    dice, benefits = drawing.dice, plan["benefits_tree"]["benefits"]

    def some(lines: Data) -> list[str]:
        return [key for key in lines if dice.random() < 0.3]

    def row(register: Data) -> Data:
        place = dice.choice([*register, ""])
        return {"option": dice.choice(OPTIONS), **({"instead_of": place} if place else {})}

    def cost() -> Data:
        drawn = {
            name: value for name, value in drawing.cost().items() if name in ("kind", "every", "from", "to", *WORTH)
        }
        nature = dice.choice(["", "", "new_money", "own_time", "income", "residual_value"])
        return row(plan["costs"]) | drawn | ({"nature": nature} if nature else {})

    def benefit() -> Data:
        drawn = drawing.benefit(0)
        names = ("kind", "full_effect", "start", "profile", "ramp", "end", "account", "use", "use_decided_by")
        return row(benefits) | {name: drawn[name] for name in names if drawn.get(name)}

    return plan | {
        "options": {
            id: {
                "title": id,
                "kind": dice.choice(["nothing", "other", "other"]),
                "without_costs": some(plan["costs"]),
                "without_benefits": some(benefits),
                "without_risks": some(plan["risks"]),
            }
            for id in OPTIONS
        },
        "option_costs": _apart({f"AK{n}": cost() for n in range(dice.randint(0, 5))}),
        "option_benefits": _apart({f"AG{n}": benefit() for n in range(dice.randint(0, 4))}),
        "option_risks": _apart({f"AR{n}": row(plan["risks"]) | drawing.risk() for n in range(dice.randint(0, 3))}),
    }


def _apart(rows: Data) -> Data:
    """At most one row of an option in the place of a line."""
    seen, found = set(), {}
    for key, row in rows.items():
        place = (row["option"], row.get("instead_of", key))
        if place not in seen:
            found[key] = row
        seen.add(place)
    return found
