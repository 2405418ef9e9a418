"""What a changed cell of a workbook means in the plan.

In: an input by register, id and field, and what it holds now. Out: the place in the plan and the value, or nothing
where the plan has no place for it. Percentages are shares in a workbook, words those of its language, and a saving is a
plus there and a minus in the plan's file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from planbuilder.plan.economy import Benefit, BudgetChange, Cost
from planbuilder.plan.model import Plan
from planbuilder.workbook.preconditions import DAYS, day
from planbuilder.yamltext.nodes import Data, KeyPath

Input = tuple[str, str, str]
WHOLE = Decimal(100)
# Where a line's own register is in the plan.
COSTS: KeyPath = ("costs",)
BENEFITS: KeyPath = ("benefits_tree", "benefits")
OPTIONS: KeyPath = ("options",)
OPTION_COSTS: KeyPath = ("option_costs",)
OPTION_BENEFITS: KeyPath = ("option_benefits",)
REGISTERS: Mapping[str, KeyPath] = {
    **dict.fromkeys(("costs", "cost_years", "cost_committees"), COSTS),
    **dict.fromkeys(("benefits", "benefit_years", "benefit_committees"), BENEFITS),
    "risks": ("risks",),
    "budget_changes": ("budget_changes",),
    "preconditions": ("preconditions",),
    "options": OPTIONS,
    **dict.fromkeys(("option_costs", "option_cost_years"), OPTION_COSTS),
    **dict.fromkeys(("option_benefits", "option_benefit_years"), OPTION_BENEFITS),
}
PLACES: Mapping[str, KeyPath] = {
    "first": ("from",), "last": ("to",), "low": ("range", "low"), "high": ("range", "high"), "declared": ("kind",),
    "decided": ("use_decided_by",), "volume": ("full_effect", "volume"), "minutes": ("full_effect", "minutes"),
    "unit_price": ("full_effect", "unit_price"), "hours": ("full_effect", "hours"),
}  # fmt: skip
ASSUMPTIONS: Mapping[str, KeyPath] = {
    "try_delay": ("sensitivity", "delay"), "try_costs": ("sensitivity", "costs"), "try_rate": ("sensitivity", "rate"),
    "try_benefits": ("sensitivity", "benefits"), "pool_interest": ("pool", "interest"), "pool_share": ("pool", "share"),
}  # fmt: skip
SHARES = ("decay", "growth", "probability", "try_costs", "try_rate", "try_benefits", "pool_interest", "pool_share")
YEARS = ("first", "last", "every", "start", "end", "delay", "try_delay")


def place_of(plan: Plan, place: Input) -> KeyPath | None:
    """Where an input is in the plan; None where it is in none by itself."""
    register, id, field = place
    if register == "assumptions":
        return ("economy", *ASSUMPTIONS.get(id, (id,)))
    if register == "pool":
        return ("economy", "pool", "draws" if id == "agreed_draws" else "repayments", field)
    if register == "indices":
        return ("economy", "indices", id, field)
    if register == "bands":
        return _of_band(plan, int(id)) if field == "rate" else None
    if register not in REGISTERS:
        return None
    return _of_line(plan, place, (*REGISTERS[register], id))


def _of_band(plan: Plan, n: int) -> KeyPath | None:
    """Where a rate is: the plan's one rate, or one of its own bands; a table that is named has its own rates."""
    if plan.economy.discount_rate is not None:
        return ("economy", "discount_rate")
    own = sorted(plan.economy.rate_bands, key=int)
    return ("economy", "rate_bands", own[n]) if n < len(own) else None


def _of_line(plan: Plan, place: Input, own: KeyPath) -> KeyPath | None:
    register, id, field = place
    register = register.removeprefix("option_")
    if register == "cost_years" or (register == "budget_changes" and field.isdecimal()):
        return (*own, "amounts", field)
    if register == "benefit_years":
        return (*own, "full_effect", "amounts", field)
    if register == "preconditions":
        return (*own, "holds" if field.startswith("holds_") else field)
    if register.endswith("_committees"):
        return None if field.startswith("+") else (*own, "committees", field)
    if field == "account" and _has_several_accounts(plan, place[0], id):
        return None
    return _of_benefit(field, own) if register == "benefits" else (*own, *PLACES.get(field, (field,)))


def _of_benefit(field: str, own: KeyPath) -> KeyPath | None:
    # The smallest of several units has no name here.
    if field == "smallest_given":
        return None
    if field in ("amount", "fte"):
        return (*own, "full_effect", field)
    return (*own, "ramp") if field.startswith("ramp_") else (*own, *PLACES.get(field, (field,)))


def _has_several_accounts(plan: Plan, register: str, id: str) -> bool:
    """Whether a line has several accounts, each with its share: the sheet shows them as one text."""
    lines: Mapping[str, Mapping[str, Cost | Benefit | BudgetChange]] = {
        "costs": plan.costs, "benefits": plan.benefits_tree.benefits, "budget_changes": plan.budget_changes
    }  # fmt: skip
    line = lines.get(register, {}).get(id)
    return line is not None and bool(line.accounts)


def value_of(place: Input, value: str | Decimal | None) -> Data:
    """What an input holds, as the plan has it."""
    register, id, field = place
    if not isinstance(value, Decimal):
        return value
    if register == "preconditions":
        return day(int(value)).isoformat()
    if field in YEARS or id in YEARS:
        return int(value)
    if field in SHARES or id in SHARES or register in ("indices", "bands"):
        return plain(value * WHOLE)
    return plain(-value if register == "budget_changes" else value)


def told(place: Input, text: str) -> str:
    """What a cell holds, as people read it: a day by its date."""
    is_day = place[0] == "preconditions" and place[2] in DAYS and text.isdecimal()
    return day(int(text)).isoformat() if is_day else text


def waiting(was: Sequence[str], benefit: str, waits: bool) -> tuple[str, ...]:
    """The benefits that wait for a delivery, with or without one of them."""
    others = [one for one in was if one != benefit]
    return (*was, benefit) if waits and benefit not in was else tuple(was) if waits else tuple(others)


def marked(changes: Mapping[KeyPath, Data], ids: Mapping[str, str]) -> dict[KeyPath, Data]:
    """Changes that name new benefits or options, by the ids that these got; a benefit that came to nothing goes."""

    def known(held: Data) -> Data:
        said = [str(one) for one in held] if isinstance(held, list) else []
        kept = (ids.get(one, one) for one in said if one in ids or not one.startswith("+"))
        return [*dict.fromkeys(kept)]

    found = {path: known(value) if path[-1] == "holds" else value for path, value in changes.items()}
    for path, value in found.items():
        if path[0] == "preconditions" and isinstance(value, dict) and "holds" in value:
            found[path] = {**value, "holds": known(value["holds"])}
        if path[:1] in (OPTION_COSTS, OPTION_BENEFITS) and isinstance(value, dict) and "option" in value:
            found[path] = {**value, "option": ids.get(str(value["option"]), value["option"])}
    return found


def plain(number: Decimal) -> Decimal:
    """A number without the zeros that computing leaves behind it."""
    shorter = number.normalize()
    return shorter.quantize(Decimal(1)) if shorter == shorter.to_integral_value() else shorter


def ramp(shares: list[Decimal | None]) -> list[Data] | None:
    """The steps of a ramp in percent; None where one is left out between others."""
    given = [one for one in shares if one is not None]
    if shares[: len(given)] != given:
        return None
    return [plain(one * WHOLE) for one in given]


def settled(plan: Plan, edits: Mapping[KeyPath, Data]) -> dict[KeyPath, Data]:
    """Edits with what has to go for them: a ramp for a profile, amounts by year for one amount from a year on."""
    found = dict(edits)
    for path in edits:
        if path[-1] == "ramp":
            benefits = plan.benefits_tree.benefits, plan.option_benefits
            profile = next((of[str(path[-2])].profile for of in benefits if path[-2] in of), "")
            found |= {(*path[:-1], "profile"): None} if profile else {}
        if path[0] == "budget_changes" and len(path) > 3:
            found |= _by_year(path[:2], plan.budget_changes.get(path[1], BudgetChange()), edits)
    return found


def _by_year(own: KeyPath, change: BudgetChange, edits: Mapping[KeyPath, Data]) -> dict[KeyPath, Data]:
    """The amount that a budget change had from a year on, as the first of its amounts by year."""
    if change.amounts or change.year is None:
        return {}
    first = (*own, "amounts", str(change.year))
    kept = {} if first in edits or change.amount is None else {first: change.amount}
    return {**kept, (*own, "year"): None, (*own, "amount"): None}
