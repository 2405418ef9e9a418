"""The command `harvest`: what has been taken out of a budget for a benefit, typed or read from a file, or all so far.

In: the words of a language. Out: a click command, which shows each amount beside what was planned.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planbuilder.cli.options import FILE, HERE, Words, moment
from planbuilder.cli.output import problem_data, result, result_json, show_imported
from planbuilder.errors import InputInvalid
from planbuilder.language import Language

if TYPE_CHECKING:
    from planbuilder.figures.harvest import Harvested
    from planbuilder.usecases.harvesting import Imported, Noted

SCHEMA = "planbuilder.harvests/1"
ZERO = Decimal(0)


def harvest_command(words: Words, name: str) -> click.Command:
    """The command `harvest`."""
    arguments = [
        click.Argument([one], required=False, default="", metavar=f"[{words.metavar(one)}]")
        for one in ("benefit", "amount")
    ]
    options = [
        words.option("--year", "harvest_year", default="", metavar=words.metavar("number")),
        words.option("--account", "harvest_account", default=""),
        words.option("--decision", "harvest_decision", default=""),
        words.file("--from", "harvest_from", "source"),
        words.option("--plan", "measured_plan", type=FILE, default=HERE, metavar=words.metavar("plan")),
        words.json(),
    ]
    return words.command(name, _harvest, *arguments, *options, *words.author())


def _harvest(
    language: Language,
    benefit: str,
    amount: str,
    year: str,
    account: str,
    decision: str,
    source: Path | None,
    plan: Path,
    as_json: bool,
    by: str,
    role: str,
) -> int:
    """Note one amount or those of a file; without either, show each benefit so far."""
    from planbuilder.usecases.acting import Who
    from planbuilder.usecases.harvesting import harvest, so_far, take_in

    who = Who(moment(), by, role)
    if source is not None:
        return _show_imported(language, take_in(plan, source, language, who), as_json)
    if not benefit:
        _show_all(language, so_far(plan, language), who.now.year, as_json)
        return 0
    texts = {"benefit": benefit, "amount": amount, "year": year, "account": account, "decision": decision}
    _show(language, [harvest(plan, texts, language, who)], as_json)
    return 0


def _show(language: Language, noted: Sequence[Noted], as_json: bool) -> None:
    if as_json:
        result_json({"schema": SCHEMA, "harvests": [_data(one) for one in noted]})
        return
    for one in noted:
        result(_told(language, one))


def _told(language: Language, one: Noted) -> str:
    """What was noted beside what is planned for the year, and what it corrects."""
    year, amount = one.harvest.year or 0, language.money(one.harvest.amount or ZERO)
    planned = language.money(one.benefit.planned.get(year, ZERO))
    told = {"id": one.benefit.id, "benefit": one.benefit.title, "year": year, "planned": planned}
    text = language.text("harvest.noted", amount=amount, **told)
    if one.corrects is None:
        return text
    return f"{text} {language.text('harvest.corrects', amount=language.money(one.corrects))}"


def _show_imported(language: Language, found: Imported, as_json: bool) -> int:
    """Show what became of a file; the exit code tells whether all of it could be used."""
    if as_json:
        broken = [problem_data(one, language) for one in found.problems]
        data = {"harvests": [_data(one) for one in found.noted], "known": found.known, "problems": broken}
        result_json({"schema": SCHEMA, **data})
    else:
        _show(language, found.noted, as_json)
        show_imported("harvest.imported", len(found.noted), found.known, found.problems, language)
    return InputInvalid.exit_code if found.problems else 0


def _show_all(language: Language, found: Sequence[Harvested], year: int, as_json: bool) -> None:
    if as_json:
        from planbuilder.figures.exported import harvested_data

        result_json({"schema": SCHEMA, "year": year, **harvested_data(found)})
        return
    for line in harvested_lines(language, found, year):
        result(line)


def harvested_lines(language: Language, found: Sequence[Harvested], year: int) -> Iterator[str]:
    """What is planned and harvested of each benefit before a year and in it, in all, and what there is to say of it."""
    from planbuilder.document.harvested import others, summary, told

    known = summary(found, year)
    if not known.benefits:
        yield language.text("document.nothing.harvested")
        return
    for one in (*known.benefits, known.total):
        name = f"{one.id} {one.title}" if one.id else language.text("document.total")
        yield f"{name}: {' '.join(told(language, known, one))}"
    yield from others(language, found, known)


def _data(one: Noted) -> dict[str, object]:
    known = one.harvest
    told = {"benefit": known.benefit, "year": known.year, "amount": known.amount, "account": known.account}
    return {"id": one.id, **told, "decision": known.decision, "corrects": one.corrects}
