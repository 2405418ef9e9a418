"""Harvesting: what has been taken out of a budget for a benefit, noted in the plan, and held against the case.

In: a plan, and an amount typed or a file of many. Out: each amount that is noted, with its benefit's planned and
harvested amounts. An amount is never changed: one of the same benefit, year and account corrects the earlier, which
stays. What is there already is not noted twice.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from planbuilder import codes
from planbuilder.errors import Problem, UsageWrong, problem
from planbuilder.figures.harvest import Harvested, counting, harvested
from planbuilder.figures.lines import benefit_lines
from planbuilder.interview.session import Session
from planbuilder.language import Language
from planbuilder.plan.economy import Harvest
from planbuilder.plan.model import Plan
from planbuilder.plan.registers import heard
from planbuilder.plan.store import open_plan
from planbuilder.questionnaire.loading import load
from planbuilder.questionnaire.needed import HARVESTED
from planbuilder.record import record
from planbuilder.usecases.acting import Who
from planbuilder.usecases.interviewing import session
from planbuilder.usecases.plans import refuse_faults
from planbuilder.usecases.rows import Texts, add_rows, columns, content, named
from planbuilder.usecases.tables import Columns, entries
from planbuilder.yamltext.nodes import Data

TABLE = Columns("harvested", ("benefit", "year", "amount"), ("account", "decision"))
Place = tuple[str, int, str]


@record
class Noted:
    """An amount in the plan by its number, and its benefit's amounts now; `corrects` is what was noted before, DKK."""

    id: str
    harvest: Harvest
    benefit: Harvested
    corrects: Decimal | None = None


@record
class Imported:
    """What became of a file: what was noted, how many lines were noted already, and what is wrong with the others."""

    noted: tuple[Noted, ...]
    known: int
    problems: tuple[Problem, ...]


def harvest(plan: Path, texts: Texts, language: Language, who: Who) -> Noted:
    """An amount, given by column as a person writes it, noted in the plan; raises UsageWrong for what does not fit.

    That is an unknown benefit (PB380), a year that the case does not have (PB116), an amount or a year that is missing
    (PB381) or none.
    """
    held = session(plan, language, lambda: who.now, who.by, who.role)
    return _noted(held, [_row(held, texts)])[0]


def take_in(plan: Path, file: Path, language: Language, who: Who) -> Imported:
    """The amounts of a CSV or XLSX file, noted in one save; what is wrong with a line is told with its place.

    The first line names the columns in any of our languages: benefit, year, amount and, if there are any, account and
    decision. Raises InputInvalid for a file that is no such table (PB363).
    """
    held = session(plan, language, lambda: who.now, who.by, who.role)
    wanted: list[dict[str, Data]] = []
    wrong: list[Problem] = []
    noted = {**counting(held.opened.plan.harvests.values())}
    known = 0
    for entry in entries(file, TABLE, language):
        try:
            one = _row(held, {name: entry.text(name, language) for name in (*TABLE.needed, *TABLE.others)})
        except UsageWrong as error:
            wrong += (problem(found.code, entry.place, **found.values) for found in error.problems)
            continue
        place, amount = _place(one), Decimal(str(one["amount"]))
        if noted.get(place) == amount:
            known += 1
        else:
            noted[place] = amount
            wanted.append(one)
    return Imported(tuple(_noted(held, wanted)), known, tuple(wrong))


def so_far(path: Path, language: Language) -> tuple[Harvested, ...]:
    """Each benefit of a plan with what is planned and what has been harvested; raises InputInvalid."""
    opened = open_plan(path)
    refuse_faults(opened, load(), language)
    return harvested(opened.plan, benefit_lines(opened.plan))


def _row(held: Session, texts: Texts) -> dict[str, Data]:
    """What was typed, as the plan keeps it; raises UsageWrong."""
    plan = held.opened.plan
    benefit = named({id: one.title for id, one in plan.benefits_tree.benefits.items()}, texts["benefit"])
    row = content(held, HARVESTED, {**texts, "benefit": benefit})
    if lacking := [name for name in TABLE.needed if name not in row]:
        label = held.language.pick(columns(held, HARVESTED)[lacking[0]].label)
        raise UsageWrong([problem(codes.HARVEST_LACKS, name=label)])
    if int(str(row["year"])) not in plan.years:
        first, last = plan.years[0], plan.years[-1]
        raise UsageWrong([problem(codes.YEAR_OUTSIDE_PERIOD, year=row["year"], first=first, last=last)])
    return row


def _place(row: dict[str, Data]) -> Place:
    """What an amount is of: another of the same corrects it."""
    return str(row["benefit"]), int(str(row["year"])), heard(str(row.get("account", "")))


def _noted(held: Session, wanted: list[dict[str, Data]]) -> list[Noted]:
    """Amounts saved at the end of the register, each with its benefit's amounts afterwards."""
    before = counting(held.opened.plan.harvests.values())
    made = add_rows(held, HARVESTED, wanted)
    plan = held.opened.plan
    known = {one.id: one for one in harvested(plan, benefit_lines(plan))}
    return [_of(plan, id, known, before.get(_place(row))) for id, row in zip(made, wanted, strict=True)]


def _of(plan: Plan, id: str, known: dict[str, Harvested], corrects: Decimal | None) -> Noted:
    one = plan.harvests[id]
    return Noted(id, one, known[one.benefit], corrects)
