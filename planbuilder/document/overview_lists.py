"""Blocks of an overview about what calls for somebody: red indicators, late actions, pools, accounts, bad plans.

In: `Overview`. Out: primitives; nothing where there is nothing. Each row names its plan by title and folder.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from planbuilder.document.following import verdict_in_words
from planbuilder.document.material import row
from planbuilder.document.model import Block, Column, Paragraph, Row, plain
from planbuilder.document.overview_material import FEW, Overview
from planbuilder.document.year_columns import runs
from planbuilder.errors import Problem
from planbuilder.portfolio.claims import Clash, Meeting
from planbuilder.portfolio.summary import Red, Task
from planbuilder.portfolio.sums import Entry, Owed
from planbuilder.units import in_unit

# So many problems of a plan are told; `check` tells all.
MOST_PROBLEMS = 3
# A folder, its problems, and whether its plan counts, `yes` or `no`, or neither.
Wrong = tuple[str, tuple[Problem, ...], str]


def _named(one: Entry) -> str:
    return f"{one.summary.title}\n{one.place}"


def red(o: Overview) -> tuple[Block, ...]:
    """Indicators that are behind, and levels that are not kept: what was measured, what was planned, and why.

    Then the targets whose day has passed, and that nobody has measured since.
    """
    columns = o.columns("plan 2", "indicator 2.2", "latest 1.2", "planned 1.1", "goes 2.6")
    passed = o.columns("plan 2", "indicator 3", "latest 1.4", "target_on 1")
    return (
        *o.listed("red", o.words("red"), columns, o.red, lambda one: _red(o, *one)),
        *o.listed("lapsed", o.words("lapsed"), passed, o.lapsed, lambda one: _lapsed(o, *one)),
    )


def _red(o: Overview, entry: Entry, one: Red) -> Row:
    how = one.on(o.day)
    planned = "–" if how.planned is None else in_unit(o.language, how.planned, one.unit)
    goes = verdict_in_words(o.language, how, one.unit, one.due)
    return row((_named(entry), f"{one.id} {one.title}", _latest(o, one), planned, goes))


def _lapsed(o: Overview, entry: Entry, one: Red) -> Row:
    day = o.language.short_day(one.due) if one.due else "–"
    return row((_named(entry), f"{one.id} {one.title}", _latest(o, one), day))


def _latest(o: Overview, one: Red) -> str:
    """The latest measurement and its day; a dash where there is none."""
    last = one.standing.latest
    return f"{in_unit(o.language, last.value, one.unit)}\n{o.language.short_day(last.on)}" if last else "–"


def late(o: Overview) -> tuple[Block, ...]:
    """Actions whose day has passed and that are not finished."""
    columns = o.columns("plan 2", "action 3", "due 1", "status 1", "responsible 1.6")
    return o.listed("late", o.words("late"), columns, o.late, lambda one: _late(o, *one))


def _late(o: Overview, entry: Entry, one: Task) -> Row:
    day, status = o.language.short_day(one.due), o.status(one.status)
    return row((_named(entry), f"{one.id} {one.title}", day, status, one.responsible or "–"))


def pools(o: Overview) -> tuple[Block, ...]:
    """Pools from which plans have something owed at the year's end, or that they do not repay at all."""
    columns = (
        *o.columns("plan 2.4", "prices 0.8 end", "drawn 1 end"),
        Column(o.words("owed_now", year=o.day.year), 1.2, "end"),
        *o.columns("owed_last 1.2 end", "repaid 1.6"),
    )
    made = o.listed("pools", o.words("pools", unit=o.unit), columns, o.owed, lambda one: _pool(o, one))
    return (*made, Paragraph(plain(o.words("pools_note", year=o.day.year)), "small")) if made else ()


def _pool(o: Overview, one: Owed) -> Row:
    amounts = map(o.amount, (one.drawn, one.now, one.at_the_end))
    last = one.entry.summary.years[-1]
    repaid = str(one.repaid) if one.repaid else o.words("not_repaid", year=last)
    return row((_named(one.entry), str(one.entry.summary.price_base), *amounts, repaid))


def accounts(o: Overview) -> tuple[Block, ...]:
    """Accounts on which cashable benefits of several plans meet in the same year."""
    columns = o.columns("plan 2", "benefit 2.2", "account_as_written 1.7", "prices 0.7", "claimed 1.6")
    shown = o.clashes[:FEW] if o.brief else o.clashes
    made = [
        block
        for n, clash in enumerate(shown)
        for block in o.listed(f"account_{n}", _met(o, clash), columns, clash.meetings, lambda one: _meeting(o, one))
    ]
    if len(shown) < len(o.clashes):
        made.append(Paragraph(plain(o.language.count("status.more", len(o.clashes) - len(shown)))))
    return (Paragraph(plain(o.words("accounts_note"))), *made) if made else ()


def _met(o: Overview, clash: Clash) -> str:
    plans, years = len({one.entry.place for one in clash.meetings}), ", ".join(runs(clash.years))
    return o.words("account", account=clash.account, plans=plans, years=years, unit=o.unit)


def _meeting(o: Overview, one: Meeting) -> Row:
    claim, base = one.claim, str(one.entry.summary.price_base)
    named = (_named(one.entry), f"{claim.id} {claim.title}", claim.account, base)
    return row((*named, "\n".join(_claimed(o, one))))


def _claimed(o: Overview, one: Meeting) -> Iterator[str]:
    """What a benefit claims, years that are alike together."""
    for amount, own in groupby(one.by_year, lambda at: at[1]):
        years = [year for year, _ in own]
        key = "claimed_each" if len(years) > 1 else "claimed"
        yield o.words(key, years=", ".join(runs(years)), amount=o.shown(amount))


def unread(o: Overview) -> tuple[Block, ...]:
    """Plans in which something is wrong, whether they count all the same, and what could not be looked into."""
    wrong: list[Wrong] = [(one.place, one.problems, "no") for one in o.found.unread]
    wrong += [(one.place, one.problems, "yes") for one in o.found.entries if one.problems]
    wrong += [(one.place.file, (one,), "") for one in o.found.notes]
    columns = o.columns("folder 1.8", "wrong 4.6", "counts 0.8")
    return o.listed("unread", o.words("unread"), columns, wrong, lambda one: _wrong(o, *one))


def _wrong(o: Overview, place: str, found: Sequence[Problem], counts: str) -> Row:
    word = o.language.text(f"words.{counts}") if counts else "–"
    said = [_said(o, one) for one in found[:MOST_PROBLEMS]]
    left = len(found) - len(said)
    return row((place, "\n".join([*said, *([o.language.count("status.more", left)] if left else [])]), word))


def _said(o: Overview, found: Problem) -> str:
    """What is wrong and the way out, with its place in the plan."""
    at = f" ({found.place.path})" if found.place.path else ""
    return f"{found.code}{at}: {o.language.problem(found)} {o.language.way_out(found)}"
