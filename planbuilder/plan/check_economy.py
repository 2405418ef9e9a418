"""What is wrong with the numbers of a plan, so that nothing is computed from them.

In: the plan's answers. Out: problems with places in the plan. What nobody has answered yet is a gap and a warning: a
plan is computed without it; `check` makes it an error where a plan is to be approved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from planbuilder import codes
from planbuilder.errors import Day, Problem, Term, problem
from planbuilder.plan import accounts, areas
from planbuilder.plan.answers import Answers
from planbuilder.plan.check_natures import nature_problems
from planbuilder.plan.check_rates import rate_problems
from planbuilder.plan.economy import VALUED, Benefit, BudgetChange, Cost, FullEffect, Harvest, Range
from planbuilder.plan.measures import WAYS, Likely, given_of, is_begun, likely_cost, likely_effect
from planbuilder.plan.model import Plan
from planbuilder.plan.options import OptionBenefit
from planbuilder.record import replace

NEEDED = {
    codes.AMOUNT_MISSING: codes.AMOUNT_NEEDED,
    codes.BENEFIT_NOT_PRICED: codes.AMOUNT_NEEDED,
    codes.LIKELY_MISSING: codes.LIKELY_NEEDED,
    codes.TIME_NOT_PRICED: codes.FTE_WITHOUT_COST,
    codes.NOT_SAID_YET: codes.BUDGET_CHANGE_WITHOUT_YEAR,
    codes.INDEX_NOT_COMPLETE: codes.INDEX_INCOMPLETE,
    codes.ANSWERS_DIFFER: codes.ANSWERS_TO_SETTLE,
}
# With fewer, the ten percent at either end are too few to tell where they begin.
FEWEST_DRAWS = 1000
# Kinds that budgets and posts are cut by; a benefit of another kind may be told without an amount.
RESTED_ON = ("cashable", "released_time")
# What says when and how fast a full effect comes, and how a field looks that nobody has filled in.
PHASED = ("start", "profile", "ramp", "decay", "growth")
UNSAID: tuple[object, ...] = (None, "", (), Decimal(0))


def needed(answers: Answers, found: Problem) -> Problem:
    """A gap that a draft may have as the error it is at approval: budgets and posts are to rest on what is missing."""
    kind = _kind_of(answers.plan, str(found.values.get("id", "")))
    if found.code == codes.BENEFIT_NOT_PRICED and kind and kind not in RESTED_ON:
        return found
    if found.code == codes.TIME_NOT_PRICED and found.place.path.endswith((".minutes", ".hours")):
        return replace(found, code=codes.MINUTES_WITHOUT_HOURS)
    if found.code == codes.NOT_SAID_YET and found.place.path.endswith(".ramp"):
        return replace(found, code=codes.RAMP_ABOVE_FULL)
    return replace(found, code=NEEDED.get(found.code, found.code))


def _kind_of(plan: Plan, id: str) -> str:
    """The kind that a benefit is declared, of the plan or of an option, which may leave it as the plan has it."""
    benefits, own = plan.benefits_tree.benefits, plan.option_benefits.get(id, OptionBenefit())
    place = benefits.get(id) or benefits.get(own.instead_of)
    return own.kind or (place.kind if place else "")


def economy_problems(answers: Answers) -> Iterator[Problem]:
    """Years outside the case, amounts missing or given twice, ranges upside down, ramps above the whole."""
    plan = answers.plan
    yield from line_problems(plan)
    for id, change in plan.budget_changes.items():
        yield from _change_problems(plan, f"budget_changes.{id}", id, change)
    for id, harvest in plan.harvests.items():
        yield from _outside(plan, f"harvests.{id}.year", harvest.year)
    for name in ("draws", "repayments"):
        yield from _outside_keys(plan, f"economy.pool.{name}", getattr(plan.economy.pool, name))
    yield from rate_problems(plan)
    if plan.economy.vat == "included":
        yield problem(codes.AMOUNTS_WITH_VAT, "economy.vat")
    draws = plan.economy.simulation.draws
    if draws is not None and draws < FEWEST_DRAWS:
        yield problem(codes.FEW_DRAWS, "economy.simulation.draws", draws=draws, least=FEWEST_DRAWS)


def line_problems(plan: Plan) -> Iterator[Problem]:
    """What is wrong with the costs and benefits of a plan, and with the accounts of all that has one."""
    for id, cost in plan.costs.items():
        yield from _cost_problems(plan, f"costs.{id}", id, cost)
    for id, benefit in plan.benefits_tree.benefits.items():
        yield from _benefit_problems(plan, f"benefits_tree.benefits.{id}", id, benefit)
    yield from nature_problems(plan)
    yield from _shared_by_nobody(plan)
    yield from _areas(plan)
    yield from _counted_twice(plan)
    yield from account_problems(plan)


def account_problems(plan: Plan) -> Iterator[Problem]:
    """What is no account, what the chart does not know, and several in a line: warnings, since there may be reasons."""
    rows: Mapping[str, Mapping[str, Cost | Benefit | BudgetChange | Harvest]] = {
        "costs": plan.costs,
        "benefits_tree.benefits": plan.benefits_tree.benefits,
        "budget_changes": plan.budget_changes,
        "harvests": plan.harvests,
    }
    for path, by_id in rows.items():
        for id, one in by_id.items():
            yield from _of_account(f"{path}.{id}.account", id, one.account)
            if not isinstance(one, Harvest):
                yield from _shared_accounts(f"{path}.{id}", id, one)


def _of_account(path: str, id: str, text: str) -> Iterator[Problem]:
    found, chart = accounts.accounts(text), accounts.chart()
    for one in accounts.misshapen(text) or (() if found or not text else (text,)):
        yield problem(codes.NO_ACCOUNT_NUMBER, path, id=id, account=one)
    for account in found:
        if chart.lacks(account.function):
            meant = ", ".join(map(chart.told, chart.nearest(account.function)))
            main, day = chart.main[account.function[0]], Day(chart.as_of.isoformat())
            yield problem(codes.UNKNOWN_FUNCTION, path, id=id, account=account, main=main, day=day, meant=meant)
    if len(found) > 1:
        yield problem(codes.SEVERAL_ACCOUNTS, path, id=id, accounts=", ".join(map(str, found)))


def _shared_accounts(path: str, id: str, one: Cost | Benefit | BudgetChange) -> Iterator[Problem]:
    """Each of several accounts, their weights, and one account beside them: the shares hold."""
    for name in one.accounts:
        yield from _of_account(f"{path}.accounts.{name}", id, name)
    if one.accounts and sum(one.accounts.values()) <= 0:
        yield problem(codes.SHARES_COME_TO_NOTHING, f"{path}.accounts", id=id)
    elif one.accounts and one.account:
        yield problem(codes.ACCOUNT_BESIDE_SHARES, f"{path}.account", id=id, account=one.account)


def _shared_by_nobody(plan: Plan) -> Iterator[Problem]:
    """Committees whose weights sum to zero or less: nothing can be shared by them."""
    for path, id, one in _lines(plan):
        if one.committees and sum(one.committees.values()) <= 0:
            yield problem(codes.SHARES_COME_TO_NOTHING, f"{path}.committees", id=id)


def _areas(plan: Plan) -> Iterator[Problem]:
    """Lines whose area is another than their service frame or kind of expenditure says: the area holds."""
    for path, id, one in _lines(plan):
        if name := areas.differs(one):
            area, said = Term(f"document.area.{one.area}"), Term(f"document.area.said_{name}")
            yield problem(codes.AREA_DIFFERS, f"{path}.{name}", id=id, area=area, said=said)


def _lines(plan: Plan) -> Iterator[tuple[str, str, Cost | Benefit]]:
    """Every cost and benefit with its path and its id."""
    yield from ((f"costs.{id}", id, one) for id, one in plan.costs.items())
    yield from ((f"benefits_tree.benefits.{id}", id, one) for id, one in plan.benefits_tree.benefits.items())


def _cost_problems(plan: Plan, path: str, id: str, cost: Cost) -> Iterator[Problem]:
    given = [name for name in ("amount", "fte", "amounts") if getattr(cost, name) not in (None, {})]
    yield from _one_of(path, id, cost.title, given)
    # Only where both are said: a missing one is the case's own end, which is checked by itself.
    if cost.to is not None and cost.from_ is not None and cost.to < cost.from_:
        yield problem(codes.ENDS_BEFORE_START, f"{path}.to", id=id, first=cost.from_, last=cost.to)
    for key, year in (("from", cost.from_), ("to", cost.to)):
        yield from _outside(plan, f"{path}.{key}", year)
    yield from _outside_keys(plan, f"{path}.amounts", cost.amounts)
    yield from _range_problems(f"{path}.range", id, cost.range, likely_cost(cost))
    if cost.fte and plan.economy.fte_cost is None:
        yield problem(codes.TIME_NOT_PRICED, f"{path}.fte", id=id, name=Term("plausible.fte_cost"))


def _one_of(path: str, id: str, title: str, given: Sequence[str]) -> Iterator[Problem]:
    """An amount is given in one way: in none is a gap, in several a contradiction."""
    if not given:
        yield problem(codes.AMOUNT_MISSING, path, id=id, title=title)
    elif len(given) > 1:
        yield problem(codes.NOT_ONE_VALUE, path, id=id, given=", ".join(given))


def _benefit_problems(plan: Plan, path: str, id: str, benefit: Benefit) -> Iterator[Problem]:
    yield from _effect_problems(plan, f"{path}.full_effect", id, benefit)
    yield from _ramp_problems(path, id, benefit)
    yield from _part_problems(plan, path, id, benefit)
    for key, year in (("start", benefit.start), ("end", benefit.end)):
        yield from _outside(plan, f"{path}.{key}", year)
    if benefit.end is not None and benefit.start is not None and benefit.end < benefit.start:
        yield problem(codes.ENDS_BEFORE_START, f"{path}.end", id=id, first=benefit.start, last=benefit.end)
    yield from _range_problems(f"{path}.range", id, benefit.range, likely_effect(benefit.full_effect))
    if benefit.kind in VALUED and not benefit.part_of and benefit.full_effect == FullEffect():
        yield problem(codes.BENEFIT_NOT_PRICED, path, id=id, title=benefit.title)


def _effect_problems(plan: Plan, path: str, id: str, benefit: Benefit) -> Iterator[Problem]:
    """A full effect is given in one way, and the prices that way needs are known."""
    effect = benefit.full_effect
    given = given_of(effect)
    if is_begun(effect) and not benefit.part_of:
        yield problem(codes.AMOUNT_MISSING, path, id=id, title=benefit.title)
    # Parts of two ways at once, of which nobody can say which is meant.
    elif given and given not in WAYS and not is_begun(effect):
        yield problem(codes.NOT_ONE_VALUE, path, id=id, given=", ".join(given))
    economy = plan.economy
    if (effect.fte or effect.minutes or effect.hours) and economy.fte_cost is None:
        yield problem(codes.TIME_NOT_PRICED, path, id=id, name=Term("plausible.fte_cost"))
    for name in ("minutes", "hours"):
        if getattr(effect, name) and economy.effective_hours is None:
            yield problem(codes.TIME_NOT_PRICED, f"{path}.{name}", id=id, name=Term("plausible.effective_hours"))
    yield from _by_year_problems(plan, path, id, benefit)


def _by_year_problems(plan: Plan, path: str, id: str, benefit: Benefit) -> Iterator[Problem]:
    """Amounts by year say themselves when they come, all of them are gains or losses, and none comes after the end."""
    amounts, phased = benefit.full_effect.amounts, [name for name in PHASED if getattr(benefit, name) not in UNSAID]
    if not amounts:
        return
    yield from _outside_keys(plan, f"{path}.amounts", amounts)
    if phased:
        yield problem(codes.AMOUNTS_AND_PHASING, f"{path}.amounts", id=id, given=", ".join(phased))
    if min(amounts.values()) < 0 < max(amounts.values()):
        yield problem(codes.GAIN_AND_LOSS, f"{path}.amounts", id=id)
    for key, amount in amounts.items():
        if amount and benefit.end is not None and key.isascii() and key.isdigit() and int(key) > benefit.end:
            yield problem(codes.AMOUNT_AFTER_END, f"{path}.amounts.{key}", id=id, year=key, end=benefit.end)


def _ramp_problems(path: str, id: str, benefit: Benefit) -> Iterator[Problem]:
    if any(share > 100 for share in benefit.ramp) and not benefit.ramp_note:
        yield problem(codes.NOT_SAID_YET, f"{path}.ramp", id=id, name=Term("plausible.ramp_note"))
    if benefit.ramp and benefit.profile:
        yield problem(codes.RAMP_AND_PROFILE, f"{path}.profile", id=id, profile=benefit.profile)
    if benefit.growth and benefit.decay:
        yield problem(codes.GROWTH_AND_DECAY, f"{path}.growth", id=id)


def _part_problems(plan: Plan, path: str, id: str, benefit: Benefit) -> Iterator[Problem]:
    """A part belongs to another benefit, which is there and no part itself; a number of its own counts nowhere."""
    whole = plan.benefits_tree.benefits.get(benefit.part_of)
    if benefit.part_of and whole is not None and (benefit.part_of == id or whole.part_of):
        yield problem(codes.PART_OF_A_PART, f"{path}.part_of", id=id, whole=benefit.part_of)
    elif whole is not None and (own := likely_effect(benefit.full_effect)):
        values = {"id": id, "title": benefit.title, "whole": benefit.part_of, "unit": Term(f"units.{own.measure}")}
        yield problem(codes.PART_NOT_COUNTED, f"{path}.part_of", number=own.number, **values)


def _range_problems(path: str, id: str, given: Range, around: Likely | None) -> Iterator[Problem]:
    """Low, likely and high stand in that order, around a number other than zero; without one there is no range yet."""
    if given.low is None and given.high is None:
        return
    # Low and high may be typed before the number they stand around; upside down they are wrong in any case.
    if around is None and (given.low is None or given.high is None or given.low <= given.high):
        yield problem(codes.LIKELY_MISSING, path, id=id)
        return
    likely = around.number if around else None
    low = likely if given.low is None else given.low
    high = likely if given.high is None else given.high
    if not likely or low is None or high is None or not low <= likely <= high:
        named = ("low", given.low), ("likely", likely), ("high", given.high)
        yield problem(
            codes.RANGE_DOES_NOT_FIT, path, id=id, **{name: "–" if value is None else value for name, value in named}
        )


def _change_problems(plan: Plan, path: str, id: str, change: BudgetChange) -> Iterator[Problem]:
    given = [name for name in ("amount", "amounts") if getattr(change, name) not in (None, {})]
    yield from _one_of(path, id, change.budget, given)
    if change.amount is not None and change.year is None:
        yield problem(codes.NOT_SAID_YET, f"{path}.year", id=id, name=Term("plausible.year"))
    yield from _outside(plan, f"{path}.year", change.year)
    yield from _outside_keys(plan, f"{path}.amounts", change.amounts)


def _counted_twice(plan: Plan) -> Iterator[Problem]:
    """Two benefits that look like the same money: the same title, or the same account with the same effect."""
    seen: dict[tuple[object, ...], str] = {}
    for id, benefit in plan.benefits_tree.benefits.items():
        # A part is meant to resemble its whole, and counts nowhere by itself.
        for sign in () if benefit.part_of else _signs(benefit):
            first = seen.setdefault(sign, id)
            if first != id:
                yield problem(codes.BENEFIT_COUNTED_TWICE, f"benefits_tree.benefits.{id}", id=id, first=first)
                break


def _signs(benefit: Benefit) -> Iterator[tuple[object, ...]]:
    if benefit.title:
        yield ("title", " ".join(benefit.title.casefold().split()))
    if (account := accounts.account_text(benefit)) and benefit.full_effect != FullEffect():
        effect = benefit.full_effect
        numbers = [getattr(effect, name) for name in given_of(effect) if name != "amounts"]
        yield ("effect", account, *given_of(effect), *numbers, *effect.amounts.items())


def _outside_keys(plan: Plan, path: str, by_year: Iterable[str]) -> Iterator[Problem]:
    for key in by_year:
        if key not in map(str, plan.years):
            yield problem(
                codes.YEAR_OUTSIDE_PERIOD, f"{path}.{key}", year=key, first=plan.years[0], last=plan.years[-1]
            )


def _outside(plan: Plan, path: str, year: int | None) -> Iterator[Problem]:
    if year is not None and year not in plan.years:
        yield problem(codes.YEAR_OUTSIDE_PERIOD, path, year=year, first=plan.years[0], last=plan.years[-1])
