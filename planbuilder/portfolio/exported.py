"""A portfolio as data under stable names: money in DKK, days as YYYY-MM-DD, signs as in a plan's figures.

In: a portfolio, a day, and the problems as data. Out: data for programs. A plus improves the municipality's economy, a
minus burdens it; what is owed to a pool is an amount of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from planbuilder.figures.model import NATURES
from planbuilder.portfolio.claims import Clash, clashes
from planbuilder.portfolio.summary import COSTS, Red
from planbuilder.portfolio.sums import ALL_KINDS, Entry, Money, Portfolio, Share, by_price_base, money, owed, shares

Data = Mapping[str, object]


def portfolio_data(
    found: Portfolio, day: date, unread: Iterable[tuple[str, Sequence[Data]]], notes: Sequence[Data]
) -> dict[str, object]:
    """Everything that an overview tells."""
    bases = by_price_base(found.entries)
    return {
        "day": day,
        "plans": [_plan(one) for one in found.entries],
        "not_counted": [{"folder": place, "problems": problems} for place, problems in unread],
        "notes": notes,
        "money": [_money(money(base, entries)) for base, entries in bases.items()],
        "committees": [{"price_base": base, **_share(one)} for base, own in bases.items() for one in shares(own)],
        "red": [row for entry in found.entries for row in _red(entry, entry.summary.red_on(day))],
        "lapsed": [row for entry in found.entries for row in _red(entry, entry.summary.lapsed_on(day))],
        "overdue": [row for entry in found.entries for row in _late(entry, day)],
        "pools": [
            {
                "folder": one.entry.place,
                "price_base": one.entry.summary.price_base,
                "drawn": one.drawn,
                "owed_at_year_end": one.now,
                "owed_at_the_end": one.at_the_end,
                "repaid_year": one.repaid,
            }
            for one in owed(found.entries, day.year)
        ],
        "accounts": [_clash(one) for one in clashes(found.entries)],
    }


def _signed(kind: str, amount: Decimal) -> Decimal:
    return -amount if kind in COSTS else amount


def _kinds(by_kind: Mapping[str, Sequence[Decimal]]) -> tuple[str, ...]:
    """The kinds of cost and benefit, and of what else stands among costs those that there are any of."""
    return tuple(kind for kind in ALL_KINDS if kind not in NATURES or any(by_kind[kind]))


def _plan(one: Entry) -> Data:
    s = one.summary
    totals = {kind: _signed(kind, s.total(kind)) for kind in (*_kinds(s.money), "net")}
    where = {"stage": one.stage, "version": one.version, "changed_since": one.changed}
    known = {"folder": one.place, "plan_id": s.plan_id, "title": s.title, **where}
    case = {"price_base": s.price_base, "first_year": s.first_year, "horizon": s.horizon, "totals": totals}
    counts = {"indicators": s.indicators, "unmeasured": s.unmeasured, "lacking": s.lacking}
    return {**known, **case, "permanent": s.permanent, **counts}


def _money(m: Money) -> Data:
    kinds = {kind: [_signed(kind, one) for one in m.kinds[kind]] for kind in _kinds(m.kinds)}
    totals = {kind: _signed(kind, m.total(kind)) for kind in (*kinds, "net")}
    lasting = {"permanent": m.permanent if m.lasting else None, "plans_with_permanent": m.lasting}
    counted = {"plans": m.plans, "years": list(m.years), "plans_in_year": list(m.covered)}
    return {"price_base": m.price_base, **counted, **kinds, "net": list(m.net), "totals": totals, **lasting}


def _share(one: Share) -> Data:
    income = {"income": one.income} if one.income else {}
    amounts = {"one_off": -one.one_off, "running": -one.running, **income, "cashable": one.cashable, "net": one.net}
    return {"committee": one.committee, "stage": one.stage, "plans": one.plans, **amounts}


def _red(entry: Entry, some: Iterable[Red]) -> Iterator[Data]:
    for one in some:
        how = one.standing
        latest = {"value": how.latest.value, "on": how.latest.on} if how.latest else None
        named = {"folder": entry.place, "id": one.id, "title": one.title, "unit": one.unit}
        yield {**named, "verdict": how.verdict, "cause": how.cause or None, "latest": latest, "planned": how.planned}


def _late(entry: Entry, day: date) -> Iterator[Data]:
    for one in entry.summary.tasks:
        if one.due < day:
            yield {"folder": entry.place, "id": one.id, "title": one.title, "due": one.due, "status": one.status}


def _clash(one: Clash) -> Data:
    claims = [
        {
            "folder": each.entry.place,
            "id": each.claim.id,
            "title": each.claim.title,
            "account": each.claim.account,
            "price_base": each.entry.summary.price_base,
            "by_year": {str(year): amount for year, amount in each.by_year},
        }
        for each in one.meetings
    ]
    return {"account": one.account, "years": list(one.years), "benefits": claims}
