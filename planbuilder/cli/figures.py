"""The command `figures`: every computed figure for people, for programs, and explained step by step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path

from planbuilder.cli.funded import area_lines, funding_lines, table
from planbuilder.cli.harvesting import harvested_lines
from planbuilder.cli.options import moment
from planbuilder.cli.output import result, result_json
from planbuilder.document import key_figures, options
from planbuilder.document.certainty import (
    coverage_in_words,
    driver_name,
    is_combined,
    stress_in_words,
    switching_in_words,
    uplifted_in_words,
)
from planbuilder.document.permanent import later_costs, sentences
from planbuilder.document.simulated import drawn_in_words, outcome_in_words, spread_in_words
from planbuilder.figures.case import simulated
from planbuilder.figures.explanation import Explanation, Step
from planbuilder.figures.exported import figures_data
from planbuilder.figures.exported_draws import simulation_data
from planbuilder.figures.lacking import not_settled, said, why
from planbuilder.figures.lines import parts
from planbuilder.figures.model import Figures, YearRow
from planbuilder.figures.options import compared
from planbuilder.figures.outcomes import Driver
from planbuilder.figures.simulation import Correlation, Simulation
from planbuilder.language import Language
from planbuilder.plan.model import Plan
from planbuilder.plan.sayings import disagreements
from planbuilder.usecases.figuring import compute

SCHEMA = "planbuilder.figures/1"
DRIVERS = 10


def show_figures(
    language: Language,
    path: Path,
    explain: str,
    simulate: int | None,
    seed: int,
    correlation: Correlation,
    as_json: bool,
) -> None:
    """Show a plan's computed figures, or how one of them came to be."""
    found = compute(path, language)
    if explain:
        _show_explained(language, found.explained(explain), as_json)
        return
    plan, figures = found.plan, found.figures
    # Without the option as the plan has it, so that the command shows what its documents do.
    drawn = found.simulated(simulate, seed, correlation) if simulate else simulated(plan)
    is_simulated = bool(simulate or plan.economy.simulation.draws)
    if as_json:
        simulation = {"simulation": simulation_data(drawn)} if is_simulated else {}
        counted = [{"id": p.id, "part_of": p.whole, "full_effect": p.worth, "fte": p.fte} for p in parts(plan)]
        data = {"counted_elsewhere": counted, "not_settled": [place for place, _ in disagreements(plan)]}
        result_json({"schema": SCHEMA, **figures_data(plan, figures), **data, **simulation})
        return
    result(language.text("cli.figures_title", title=plan.title, year=figures.price_base))
    result(language.text("document.economy.sign"))
    for part in (_years(language, figures), _key_figures(language, plan, figures), *_rest(language, plan, figures)):
        for line in part:
            result(line)
    for line in _simulated(language, plan, drawn) if is_simulated else ():
        result(line)


def _rest(language: Language, plan: Plan, figures: Figures) -> Iterator[Iterable[str]]:
    yield not_settled(language, plan)
    yield _parts(language, plan)
    if figures.has_money:
        yield _moved(language, figures)
        yield _scenarios(language, plan, figures)
        yield _drivers(language, figures)
        yield funding_lines(language, plan, figures)
        yield area_lines(language, figures)
    yield _options(language, plan, figures)
    if plan.harvests:
        yield "", *harvested_lines(language, figures.harvested, moment().year)


def _years(language: Language, figures: Figures) -> Iterator[str]:
    # Costs are kept as positive amounts, and shown as what they do to the budget.
    has_income = "income" in figures.natures
    heads = ("year", "one_off", "running", *(["income"] if has_income else []), "cashable", "net", "cumulative")
    rows = ([str(y.year), *(language.number(amount, 0) for amount in _amounts(y, has_income))] for y in figures.rows)
    return table(language, (*heads, "present"), rows)


def _amounts(y: YearRow, has_income: bool) -> Iterator[Decimal]:
    yield from (-y.one_off, -y.running, *([y.income] if has_income else []))
    yield from (y.benefits["cashable"], y.net, y.cumulative, y.present)


def _key_figures(language: Language, plan: Plan, f: Figures) -> Iterator[str]:
    yield from ("", *said(language, f)) if f.lacking else ("",)
    yield from (f"{label}: {value}" for label, value in key_figures.said(language, plan, f, "command"))
    yield from _permanent(language, f)


def _permanent(language: Language, f: Figures) -> Iterator[str]:
    """What recurs, in whole sentences."""
    if not f.has_money:
        return
    said = (*sentences(language, f.permanent, language.money), later_costs(language, f.later_costs, language.money))
    yield " ".join(filter(None, said))


def _moved(language: Language, f: Figures) -> Iterator[str]:
    """Benefits that do not count as the plan calls them, each with the reasons; parts of others count nothing."""
    moved = [line for line in f.moved if "part_of" not in line.objections]
    if moved:
        yield ""
        yield f"{language.text('document.economy.moved')}:"
    for line in moved:
        yield f"  {line.id} {line.title}: {why(language, line)}"


def _parts(language: Language, plan: Plan) -> Iterator[str]:
    """Benefits whose own numbers are added nowhere, since they are counted in another."""
    found = parts(plan)
    if found:
        yield ""
        yield f"{language.text('cli.parts')}:"
    for part in found:
        worth = language.money(part.worth)
        yield f"  {part.id} {part.title}: {language.text('cli.part', worth=worth, whole=part.whole)}"


def _scenarios(language: Language, plan: Plan, f: Figures) -> Iterator[str]:
    """The cases that were computed, and what the ranges cover."""
    u, tried = f.uncertainty, plan.economy.sensitivity
    never = language.text("document.economy.never")
    rows = (
        [
            language.text(f"workbook.outcome.{one.name}"),
            "–" if one.permanent.amount is None else language.number(one.permanent.amount, 0),
            language.number(one.npv, 0),
            str(one.break_even_year or never),
        ]
        for one in u.outcomes
        if one is not u.stress or is_combined(u)
    )
    yield ""
    yield from table(language, ("case", "permanent", "npv", "break_even"), rows, left=1)
    if u.expected_npv is None:
        yield language.text("document.brief.not_estimated")
    else:
        yield coverage_in_words(language, u, "document.brief.coverage")
        yield from uplifted_in_words(language, u)
    if is_combined(u):
        yield language.text("document.uncertainty.stress_note", parts=stress_in_words(language, u, tried))


def _drivers(language: Language, f: Figures) -> Iterator[str]:
    rows = [_driver(language, one) for one in f.uncertainty.drivers if one.swing][:DRIVERS]
    yield ""
    yield from table(language, ("driver", "npv_low", "npv_high", "switching"), rows, left=1)


def _driver(language: Language, one: Driver) -> list[str]:
    ends = (language.number(npv, 0) for npv in (one.npv_low, one.npv_high))
    return [driver_name(language, one), *ends, switching_in_words(language, one)]


def _options(language: Language, plan: Plan, f: Figures) -> Iterator[str]:
    """What each option comes to, beside the plan; nothing where there are none."""
    found = compared(plan, f)
    rows = (
        [
            options.named(language, one),
            *(options.NONE if amount is None else language.number(amount, 0) for amount in one.amounts.values()),
        ]
        for one in found
    )
    if not found:
        return
    yield ""
    yield from table(language, ("option", *options.AMOUNTS), rows, left=1)
    for one in found:
        if one.quality or one.disbenefits:
            yield language.text(
                "document.options.told", name=options.named(language, one), what=options.quality(language, one)
            )
    yield from options.notes(language, found)


def _simulated(language: Language, plan: Plan, drawn: Simulation | None) -> Iterator[str]:
    """What was drawn, what came of it, and what was not drawn; or why nothing was drawn."""
    yield ""
    if drawn is None:
        yield language.text("document.simulation.nothing")
        return
    yield from drawn_in_words(language, plan, drawn)
    yield from outcome_in_words(language, drawn, language.money)
    yield from spread_in_words(language, plan, drawn, language.money)


def _show_explained(language: Language, found: Explanation, as_json: bool) -> None:
    if as_json:
        steps = [
            {"about": s.about, "calculation": s.calculation, "values": list(s.values), "result": s.result}
            for s in found.steps
        ]
        shown = {"name": found.name, "result": found.result, "remark": found.remark, "steps": steps}
        result_json({"schema": "planbuilder.explanation/1", **shown})
        return
    result(f"{found.name}: {language.text(f'explain.formula.{found.formula}')}")
    width = max((len(_about(language, step)) for step in found.steps), default=0)
    for step in found.steps:
        result(f"  {_about(language, step).ljust(width)}  {_calculated(language, step)}")
    for objection in found.objections:
        result(f"  {language.text(f'document.objection.{objection}')}")
    if found.remark:
        result(f"  {language.text(f'explain.remark.{found.remark}')}")
    elif found.result is None:
        result(f"  {language.text('explain.none')}")


def _about(language: Language, step: Step) -> str:
    key = f"explain.about.{step.about}"
    return language.text(key) if language.has(key) else step.about


def _calculated(language: Language, step: Step) -> str:
    shown = step.calculation.format(*(language.number(value) for value in step.values))
    return shown if step.calculation == "{}" else f"{shown} = {language.number(step.result)}"
