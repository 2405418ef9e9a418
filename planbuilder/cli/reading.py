"""The commands that only read: `check` and `figures`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from planbuilder.cli.output import message, problem_data, result, result_json, show_problems
from planbuilder.errors import InputInvalid, Problem
from planbuilder.figures.case import compute
from planbuilder.figures.model import KINDS, Figures, YearRow
from planbuilder.figures.review import faults, problems
from planbuilder.language import Language
from planbuilder.plan.answers import Answers
from planbuilder.plan.store import OpenPlan, open_plan
from planbuilder.questionnaire.definition import Questionnaire
from planbuilder.questionnaire.loading import load
from planbuilder.record import replace

FOUND_ERRORS = 3


def show_check(language: Language, plan: Path, level: Any, as_json: bool) -> int:
    """Show every problem of a plan at a level; 3 if there are errors, else 0."""
    opened = open_plan(plan)
    found = [*opened.warnings, *_placed(opened, problems(Answers(opened.plan, load(), language), level))]
    if as_json:
        data = [problem_data(one, language) for one in found]
        result_json({"schema": "planbuilder.check/1", "level": level, "problems": data})
    else:
        show_problems(found, language, standard_error=False)
        message(_verdict(language, level, found))
    return FOUND_ERRORS if any(one.severity == "error" for one in found) else 0


def _placed(opened: OpenPlan, problems: tuple[Problem, ...]) -> Iterator[Problem]:
    """Problems with the line and column their path stands at."""
    return (replace(found, place=opened.source.place(found.place.path)) for found in problems)


def refuse_faults(opened: OpenPlan, questionnaire: Questionnaire, language: Language) -> None:
    """Raise InputInvalid if something in the plan is wrong, not merely missing: nothing is computed from it."""
    found = faults(Answers(opened.plan, questionnaire, language))
    if found:
        raise InputInvalid(_placed(opened, found))


def _verdict(language: Language, level: str, found: list[Problem]) -> str:
    errors = sum(one.severity == "error" for one in found)
    counts = (("cli.problems", errors), ("cli.warnings", len(found) - errors))
    said = [language.count(key, number) for key, number in counts if number]
    return (
        language.sentence_list(said) + "."
        if said
        else language.text("cli.no_problems", level=language.text(f"cli.level.{level}"))
    )


def show_figures(language: Language, plan: Path, as_json: bool) -> None:
    """Show a plan's computed figures."""
    opened = open_plan(plan)
    refuse_faults(opened, load(), language)
    figures = compute(opened.plan)
    if as_json:
        result_json({"schema": "planbuilder.figures/1", **figures_data(figures)})
        return
    result(language.text("cli.figures_title", title=opened.plan.title, year=figures.price_base))
    heads = ("year", "one_off", "running", "cashable", "net", "cumulative", "present")
    lines = [
        [language.text(f"document.column.{head}") for head in heads],
        *(_row(language, row) for row in figures.rows),
    ]
    widths = [max(len(line[n]) for line in lines) for n in range(len(heads))]
    for line in lines:
        result("  ".join(text.rjust(width) for text, width in zip(line, widths, strict=True)))
    for name, value in _key_figures(language, figures):
        result(f"{name}: {value}")


def _row(language: Language, row: YearRow) -> list[str]:
    amounts = (row.one_off, row.running, row.benefits["cashable"], row.net, row.cumulative, row.present)
    return [str(row.year), *(language.number(amount, 0) for amount in amounts)]


def _key_figures(language: Language, figures: Figures) -> Iterator[tuple[str, str]]:
    never = language.text("document.economy.never")
    yield language.text("document.economy.npv"), language.money(figures.npv)
    yield language.text("document.economy.npv_wider"), language.money(figures.npv_wider)
    rates = language.sentence_list(language.percent(rate, 2) for rate in figures.irr)
    yield language.text("document.economy.irr"), rates or language.text("document.key_figures.no_irr")
    yield language.text("document.economy.break_even"), str(figures.break_even_year or never)
    yield language.text("document.economy.balance"), str(figures.balance_year or never)
    yield language.text("document.economy.fte"), language.number(figures.fte_freed)


def figures_data(figures: Figures) -> dict[str, object]:
    """Every figure under a stable name; money in DKK, shares from 0 to 1."""
    return {
        "price_base": figures.price_base,
        "discount_rates": figures.rates.id,
        "npv": figures.npv,
        "npv_wider": figures.npv_wider,
        "irr": list(figures.irr),
        "payback_years": figures.payback.years if figures.payback else None,
        "payback_years_discounted": figures.payback_discounted.years if figures.payback_discounted else None,
        "break_even_year": figures.break_even_year,
        "balance_year": figures.balance_year,
        "permanent": figures.permanent,
        "fte_freed": figures.fte_freed,
        "totals": dict(figures.totals),
        "years": [_year_data(row) for row in figures.rows],
        "costs": [{"id": one.id, "kind": one.kind, "by_year": list(one.by_year)} for one in figures.costs],
        "benefits": [
            {"id": one.id, "kind": one.kind, "full_effect": one.full_effect, "by_year": list(one.by_year)}
            for one in figures.benefits
        ],
    }


def _year_data(row: YearRow) -> dict[str, object]:
    return {
        "year": row.year,
        "one_off": row.one_off,
        "running": row.running,
        **{kind: row.benefits[kind] for kind in KINDS},
        "net": row.net,
        "cumulative": row.cumulative,
        "wider": row.wider,
        "discount_factor": row.factor,
        "present_value": row.present,
    }
