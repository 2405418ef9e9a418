"""Everything that is wrong with a plan, what only shows once it has been computed included.

In: a plan's answers. Out: problems with places in the plan. Indices of no use are errors, and so are those that are
missing where a plan is to be approved; everything else added here is a warning that a finance department would raise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from planbuilder import codes
from planbuilder.errors import Problem, Term, closest, problem
from planbuilder.figures import uplifts
from planbuilder.figures.benefits import LEAST_FTE, PROFILES
from planbuilder.figures.budget_prices import is_indexed, reached
from planbuilder.figures.case import compute
from planbuilder.figures.lines import Line, benefit_lines, summed
from planbuilder.figures.methods import ONE, rounded
from planbuilder.figures.model import Figures
from planbuilder.figures.prices import are_given
from planbuilder.figures.rates import ARTS, followed, missing
from planbuilder.figures.rates import needed as years_between
from planbuilder.plan import areas
from planbuilder.plan.accounts import account_text, art_of, may_be_pay, weights
from planbuilder.plan.answers import Answers
from planbuilder.plan.areas import CAPITAL
from planbuilder.plan.check import Level, check
from planbuilder.plan.check import faults as plan_faults
from planbuilder.plan.check_economy import needed
from planbuilder.plan.model import Plan
from planbuilder.plan.option_rules import of_options
from planbuilder.plan.pools import FOR

HALF = Decimal("0.5")
CENT = Decimal("0.005")
CENT_OF_FTE = Decimal("0.01")


def problems(answers: Answers, level: Level, figures: Figures | None = None) -> tuple[Problem, ...]:
    """All problems of a plan at a level; figures are looked at only where nothing keeps them from being computed.

    Those of the plan may be given, if they have been computed already.
    """
    inputs = _inputs(answers.plan)
    found = (*check(answers, level), *(inputs if level == "draft" else (needed(answers, one) for one in inputs)))
    # Figures of a plan with faults would be figures of something else.
    return found if faults(answers) else (*found, *review(answers.plan, figures or compute(answers.plan)))


def faults(answers: Answers) -> tuple[Problem, ...]:
    """What is wrong in a plan rather than missing: no figure or document can be trusted before it is mended."""
    return (*plan_faults(answers), *(one for one in _inputs(answers.plan) if one.severity == "error"))


def review(plan: Plan, figures: Figures) -> tuple[Problem, ...]:
    """Warnings about the figures of a plan without errors."""
    return tuple(found for rule in RULES for found in rule(plan, figures))


def _inputs(plan: Plan) -> Iterator[Problem]:
    yield from _profiles(plan)
    yield from of_options(plan, _profiles)
    yield from _uplifts(plan)
    yield from _indices(plan)


def _profiles(plan: Plan) -> Iterator[Problem]:
    for id, benefit in plan.benefits_tree.benefits.items():
        if benefit.profile and benefit.profile not in PROFILES:
            near, known = closest(benefit.profile, PROFILES), ", ".join(PROFILES)
            path = f"benefits_tree.benefits.{id}.profile"
            yield problem(codes.NOT_A_CHOICE, path, found=benefit.profile, allowed=known, near=near)


def _uplifts(plan: Plan) -> Iterator[Problem]:
    """Classes that no table has, and an uplift that stands unused beside a range."""
    named = {"economy.uplift": plan.economy.uplift} | {
        f"costs.{id}.uplift": one.uplift for id, one in plan.costs.items()
    }
    known = (*uplifts.names(), uplifts.NONE)
    for path, name in named.items():
        if name and name not in known:
            yield problem(codes.UNKNOWN_UPLIFT, path, found=name, known=", ".join(known), near=closest(name, known))
    for id, one in plan.costs.items():
        if uplifts.share_of(one.uplift) and not uplifts.taken(plan, one) and (one.range.low or one.range.high):
            yield problem(codes.UPLIFT_BESIDE_RANGE, f"costs.{id}.uplift", id=id)


def _indices(plan: Plan) -> Iterator[Problem]:
    """Indices of years the case does not need, and years it needs that have none."""
    indices = plan.economy.indices
    wanted = {one for year in plan.years for one in years_between(plan.price_base, year)}
    for art in (*ARTS, CAPITAL):
        for key in getattr(indices, art):
            # `isdigit` alone is true of digits of other scripts, which no year of a case is ever looked up by.
            if not (key.isascii() and key.isdigit() and int(key) in wanted):
                years = f"{min(wanted)}–{max(wanted)}" if wanted else "–"
                yield problem(codes.INDEX_OF_NO_USE, f"economy.indices.{art}.{key}", year=key, years=years)
    lacking = missing(indices, plan.price_base, plan.years)
    if indices.capital and CAPITAL not in followed(indices):
        yield problem(codes.CAPITAL_INDEX_NOT_USED, "economy.indices.capital")
    yield from _budget_prices(plan)
    for art in followed(indices):
        if without := [year for kind, year in lacking if kind == art]:
            name = Term(f"plausible.{art}")
            yield problem(codes.INDEX_NOT_COMPLETE, f"economy.indices.{art}", name=name, years=_spans(without))


def _budget_prices(plan: Plan) -> Iterator[Problem]:
    """A budget year in whose prices nothing can be told, and changes that do not say which index they follow."""
    year, of_change = plan.economy.indices.budget_year, areas.of_changes(plan)
    if year is None:
        return
    if year not in reached(plan) or not are_given(plan):
        yield problem(codes.BUDGET_YEAR_NOT_USED, "economy.indices.budget_year", year=year)
        return
    for id, change in plan.budget_changes.items():
        if not is_indexed(plan, change, of_change[id]):
            yield problem(codes.CHANGE_WITHOUT_ART, f"budget_changes.{id}.art", id=id, year=year)
        if change.art and any(art_of(account) not in ("", change.art) for account in weights(change)):
            yield problem(codes.ART_AGAINST_ACCOUNT, f"budget_changes.{id}.art", id=id, account=account_text(change))


def _spans(years: Sequence[int]) -> str:
    """Rising years as people write them: `2027, 2029–2036`."""
    parts: list[list[int]] = []
    for year in years:
        if parts and year == parts[-1][-1] + 1:
            parts[-1].append(year)
        else:
            parts.append([year])
    return ", ".join(f"{part[0]}–{part[-1]}" if len(part) > 1 else f"{part[0]}" for part in parts)


OBJECTIONS = {
    "no_account": codes.NOT_CASHABLE_WITHOUT_ACCOUNT,
    "no_use": codes.NOT_CASHABLE_WITHOUT_USE,
    "no_decision": codes.NOT_CASHABLE_WITHOUT_DECISION,
    "scattered": codes.NOT_CASHABLE_SCATTERED,
}


def _moved(_plan: Plan, lines: Sequence[Line]) -> Iterator[Problem]:
    """Why a benefit that is called cashable does not count as such."""
    for line in lines:
        for objection in line.objections if line.declared == "cashable" else ():
            if objection in OBJECTIONS:
                path = f"benefits_tree.benefits.{line.id}"
                yield problem(OBJECTIONS[objection], path, id=line.id, title=line.title)


def _scattered(plan: Plan, lines: Sequence[Line]) -> Iterator[Problem]:
    """Cashable amounts that, if they are pay, are less than half a post: in time they would fail the test."""
    price = plan.economy.fte_cost
    for line in lines if price else ():
        benefit = plan.benefits_tree.benefits[line.id]
        is_tested = line.kind == "cashable" and line.full_effect > 0 and not line.fte and not benefit.units
        fte = line.full_effect / (price or Decimal(1))
        if is_tested and fte < LEAST_FTE and any(map(may_be_pay, weights(benefit))):
            amount, posts = rounded(line.full_effect, ONE), rounded(fte, CENT_OF_FTE) * CENT_OF_FTE
            values = {"id": line.id, "title": line.title, "amount": amount, "fte": posts}
            yield problem(codes.SCATTERED_AMOUNT, f"benefits_tree.benefits.{line.id}", **values)


def _units(plan: Plan, lines: Sequence[Line]) -> Iterator[Problem]:
    """FTE given by unit that do not sum to the benefit's own."""
    for line in lines:
        units = plan.benefits_tree.benefits[line.id].units
        total = sum(units.values(), Decimal(0))
        if units and line.fte and abs(total - line.fte) > CENT:
            path = f"benefits_tree.benefits.{line.id}.units"
            values = {"id": line.id, "total": total, "fte": line.fte}
            yield problem(codes.UNITS_DO_NOT_ADD_UP, path, **values)


def _gaps(plan: Plan, figures: Figures) -> Iterator[Problem]:
    """Budget changes that do not come to what the case requires."""
    if not plan.budget_changes:
        return
    gaps = {year: gap for year, gap in zip(plan.years, figures.funding.gaps, strict=True) if abs(gap) >= HALF}
    if gaps:
        # One warning for all years, with the first as its example: a list of forty amounts would not be read.
        year, gap = next(iter(gaps.items()))
        values = {"years": _spans(list(gaps)), "year": year, **_off(gap)}
        yield problem(codes.BUDGET_CHANGES_DIFFER, "budget_changes", **values)
        return
    after = figures.permanent_gap
    if after is not None and abs(after) >= HALF:
        yield problem(codes.BUDGET_CHANGES_DIFFER_LATER, "budget_changes", year=plan.years[-1], **_off(after))


def _off(gap: Decimal) -> dict[str, object]:
    """By how many kroner budgets are off, and which way."""
    way = Term("document.budget.too_high" if gap > 0 else "document.budget.too_low")
    return {"gap": rounded(abs(gap), ONE), "way": way}


def _ramping(plan: Plan, lines: Sequence[Line]) -> Iterator[Problem]:
    """Cashable benefits that are in full effect only after the case's last year."""
    last = plan.years[-1]
    for line in lines:
        late = line.kind == "cashable" and line.full_effect and line.steady is not None and line.steady > last
        # One that ends before it is through never gets there: that is a matter of its own end, not of the case's
        # length.
        if late and (line.end is None or line.end >= last):
            path = f"benefits_tree.benefits.{line.id}"
            values = {"id": line.id, "title": line.title, "year": line.steady, "last": last}
            yield problem(codes.FULL_EFFECT_AFTER_PERIOD, path, **values)


def _debt(plan: Plan, figures: Figures) -> Iterator[Problem]:
    pool = figures.funding.pool
    if plan.economy.funding == "investment_pool" and pool.debt:
        amount = rounded(pool.debt, ONE)
        yield problem(codes.POOL_NOT_REPAID, "economy.pool", amount=amount, year=plan.years[-1])


def _pool_terms(plan: Plan, figures: Figures) -> Iterator[Problem]:
    """Terms of repayment of a grant, and a pool of one area that pays more than the one-off costs there."""
    pool = plan.economy.pool
    if plan.economy.funding != "investment_pool":
        return
    terms = {"interest": pool.interest, "repayments": any(pool.repayments.values())}
    if given := [name for name, value in terms.items() if value and not pool.is_repaid]:
        yield problem(codes.GRANT_WITH_TERMS, f"economy.pool.{given[0]}")
    if pool.type in FOR:
        # One warning for all years, with the first as its example.
        others = summed((one.drawn for one in figures.areas if one.area != FOR[pool.type]), plan.horizon)
        beyond = zip(plan.years, others, strict=True)
        if found := next(((year, amount) for year, amount in beyond if amount >= HALF), None):
            area, amount = Term(f"document.area.{FOR[pool.type]}"), rounded(found[1], ONE)
            yield problem(codes.POOL_OF_ANOTHER_AREA, "economy.pool.draws", year=found[0], amount=amount, area=area)


def _without_ranges(plan: Plan, figures: Figures) -> Iterator[Problem]:
    """A case in which no line has a range: how sure it is has not been estimated."""
    coverage = figures.uncertainty.coverage
    if coverage.lines and figures.uncertainty.pessimistic is None:
        place = "costs" if figures.costs else "benefits_tree.benefits"
        yield problem(codes.NO_RANGES, place)


def _benefits(plan: Plan, figures: Figures) -> Iterator[Problem]:
    """What is told of each benefit, of those that options have of their own too."""

    def told(of: Plan) -> Iterator[Problem]:
        lines = figures.benefits if of.benefits_tree is plan.benefits_tree else benefit_lines(of)
        return (found for rule in BENEFIT_RULES for found in rule(of, lines))

    yield from told(plan)
    yield from of_options(plan, told)


BENEFIT_RULES: tuple[Callable[[Plan, Sequence[Line]], Iterator[Problem]], ...] = (_moved, _scattered, _units, _ramping)
RULES: tuple[Callable[[Plan, Figures], Iterator[Problem]], ...] = (
    _benefits, _gaps, _debt, _pool_terms, _without_ranges,
)  # fmt: skip
