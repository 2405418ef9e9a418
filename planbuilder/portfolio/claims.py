"""The same account claimed twice: cashable benefits of different plans that are to be taken from one account in a year.

In: the plans of an overview. Out: each account with the benefits that meet there, and the years in which they do. An
account is known by what the chart of accounts makes of its text (`6.45.51` is `06.45.51`), else by the numbers with
points in it, and by its whole text where there are none. That two plans claim one account is a fact; whether it is the
same benefit, only those who know the plans can say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from planbuilder.plan.accounts import accounts as named
from planbuilder.plan.registers import heard
from planbuilder.portfolio.summary import Claim
from planbuilder.portfolio.sums import Entry
from planbuilder.record import record

NUMBER = re.compile(r"\d+(?:\.\d+)+")


@record
class Meeting:
    """A benefit of a plan that meets others on an account: what it claims there in the years in which they meet."""

    entry: Entry
    claim: Claim
    by_year: tuple[tuple[int, Decimal], ...]


@record
class Clash:
    """An account on which benefits of several plans meet, and the years in which at least two plans claim it."""

    account: str
    years: tuple[int, ...]
    meetings: tuple[Meeting, ...]


def accounts(text: str) -> tuple[str, ...]:
    """The accounts that a text names, each once and as the chart of accounts has them; else what it has instead."""
    of_the_chart = tuple(map(str, named(text)))
    return of_the_chart or tuple(dict.fromkeys(NUMBER.findall(text))) or (heard(text),)


def clashes(entries: Iterable[Entry]) -> tuple[Clash, ...]:
    """Each account on which budget-effective benefits of different plans meet, by account."""
    found: dict[str, list[tuple[Entry, Claim]]] = {}
    for entry in entries:
        for claim in entry.summary.claims:
            for account in accounts(claim.account):
                found.setdefault(account, []).append((entry, claim))
    return tuple(one for account in sorted(found) for one in _clash(account, found[account]))


def _clash(account: str, claims: list[tuple[Entry, Claim]]) -> Iterator[Clash]:
    plans: dict[int, set[str]] = {}
    for entry, claim in claims:
        for year, amount in _claimed(entry, claim):
            if amount:
                plans.setdefault(year, set()).add(entry.place)
    years = tuple(sorted(year for year, own in plans.items() if len(own) > 1))
    meetings = (_meeting(entry, claim, years) for entry, claim in claims)
    if years:
        yield Clash(account, years, tuple(one for one in meetings if one.by_year))


def _meeting(entry: Entry, claim: Claim, years: tuple[int, ...]) -> Meeting:
    amounts = ((year, amount) for year, amount in _claimed(entry, claim) if year in years and amount)
    return Meeting(entry, claim, tuple(amounts))


def _claimed(entry: Entry, claim: Claim) -> Iterator[tuple[int, Decimal]]:
    return zip(entry.summary.years, claim.by_year, strict=True)
