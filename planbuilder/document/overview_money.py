"""Blocks of an overview about money: in brief, by kind and year, by committee and stage, and plan by plan.

In: `Overview`. Out: primitives. A plus improves the municipality's economy, a minus burdens it. Nothing in one table is
in the prices of different years, but for the list of plans, where each row names its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from planbuilder.document.amounts import net_of
from planbuilder.document.material import Content, facts, row, table
from planbuilder.document.model import Block, Cell, Column, Paragraph, Row, RowRole, Table, plain
from planbuilder.document.overview_material import Overview
from planbuilder.portfolio.summary import COSTS, PARTS
from planbuilder.portfolio.sums import Entry, Money, Share, shares
from planbuilder.portfolio.sums import money as summed

# So many years have a column each; the others share one.
MOST_YEARS = 6
# What is worth something beside net, and the time of staff who are paid already.
WIDER = ("released_time", "cost_avoidance", "quality", "for_others", "own_time", "residual_value")
ZERO = Decimal(0)


def in_brief(o: Overview) -> tuple[Block, ...]:
    """How many plans there are and how far, what calls for somebody, and how sums are made."""
    found, entries = o.found, o.found.entries
    stages = Counter(o.standing(one) for one in entries)
    measured = sum(one.summary.indicators - one.summary.unmeasured for one in entries)
    lines: list[tuple[str, Content]] = [
        (o.words("brief.counted"), o.count(len(entries))),
        (o.words("brief.stages"), "; ".join(f"{name}: {o.language.number(Decimal(n))}" for name, n in stages.items())),
        (o.words("brief.unread"), o.count(len(found.unread))),
        (o.words("brief.red"), o.words("brief.red_of", red=len(o.red), measured=measured, all=_indicators(entries))),
        (o.words("brief.lapsed"), o.count(len(o.lapsed))),
        (o.words("brief.late", day=o.language.short_day(o.day)), o.count(len(o.late))),
        (o.words("brief.pools"), o.count(len(o.owed))),
        (o.words("brief.accounts"), o.count(len(o.clashes))),
    ]
    return (
        facts("in_brief", "", [one for one in lines if one[1] != ""], o.words("brief.alt"), widths=(1.6, 2)),
        Paragraph(plain(" ".join(_rules(o)))),
    )


def _indicators(entries: Sequence[Entry]) -> int:
    return sum(one.summary.indicators for one in entries)


def _rules(o: Overview) -> Iterator[str]:
    """How sums are made, as far as it matters for these plans."""
    if not o.found.entries:
        yield o.words("rule.nothing")
        return
    yield o.words("rule.sign")
    yield o.words("rule.covered")
    if len(o.bases) > 1:
        yield o.words("rule.bases", years=o.language.sentence_list(str(base) for base in o.bases))
    lacking = [one.summary.lacking for one in o.found.entries if one.summary.lacking]
    if lacking:
        yield o.language.count("portfolio.rule.lacking", sum(lacking))


def money(o: Overview) -> tuple[Block, ...]:
    """Money by kind and year, a table for each price base."""
    return tuple(block for base, entries in o.bases.items() for block in _money(o, summed(base, entries)))


def _money(o: Overview, m: Money) -> Iterator[Block]:
    groups = _groups(len(m.covered))
    heads = (Column(_head(o, m, own), 1, "end") for own in groups)
    columns = (*o.columns("kind 1.9"), *heads, *o.columns("total 1.1 end"))
    yield table(f"money_{m.price_base}", o.words("money", unit=o.unit_of(m.price_base)), columns, _rows(o, m, groups))
    if any(any(m.kinds[kind]) for kind in WIDER):
        yield Paragraph(plain(o.document("economy.kinds_note")), "small")
    if m.lasting:
        amount = o.language.money(m.permanent)
        yield Paragraph(plain(_lasting(o, m, amount)))


def _lasting(o: Overview, m: Money, amount: str) -> str:
    """The permanent effect, and of how many of the plans it is."""
    if m.lasting == m.plans:
        return o.language.count("portfolio.lasting_all", m.plans, amount=amount)
    return o.words("lasting", amount=amount, lasting=m.lasting, plans=m.plans)


def _groups(count: int) -> list[range]:
    """The years of each column: one by one, and the last column for all that there is no room for."""
    if count <= MOST_YEARS:
        return [range(n, n + 1) for n in range(count)]
    return [*(range(n, n + 1) for n in range(MOST_YEARS - 1)), range(MOST_YEARS - 1, count)]


def _head(o: Overview, m: Money, own: range) -> str:
    return str(m.years[own[0]]) if len(own) == 1 else o.words("years_summed", first=m.years[own[0]], last=m.years[-1])


def _rows(o: Overview, m: Money, groups: Sequence[range]) -> Iterator[Row]:
    """Costs, gains and net, which add up in every column; what is worth something beside them; and how many plans."""
    spans = [*groups, range(len(m.covered))]
    shown = m.shown
    columns = [[*_amounts(o, {kind: sum((m.kinds[kind][n] for n in own), ZERO) for kind in shown})] for own in spans]
    for at, kind in enumerate((*shown, "net")):
        role: RowRole = "total" if kind == "net" else "body"
        yield row((o.document(f"column.{kind}"), *(column[at] for column in columns)), role)
    for kind in WIDER:
        if any(m.kinds[kind]):
            sign = -1 if kind in COSTS else 1
            sums = (sign * sum((m.kinds[kind][n] for n in own), ZERO) for own in spans)
            yield row((o.document(f"column.{kind}"), *map(o.amount, sums)))
    counts = (_span(o, [m.covered[n] for n in own]) for own in groups)
    yield row((o.words("plans_in_year"), *counts, o.count(m.plans)))


def _span(o: Overview, counts: Sequence[int]) -> Content:
    """How many plans cover some years: one number, or the fewest and the most."""
    least, most = min(counts), max(counts)
    return o.count(most) if least == most else f"{least}–{most}"


def committees(o: Overview) -> tuple[Block, ...]:
    """What each committee pays and gains by how far its plans are, a table for each price base."""
    return tuple(
        _committees(o, base, shares(entries))
        for base, entries in o.bases.items()
        if any(one.summary.parts for one in entries)
    )


def _committees(o: Overview, base: int, found: Sequence[Share]) -> Table:
    shown = [kind for kind in PARTS if kind != "income" or any(one.income for one in found)]
    heads = (f"{kind} {'1.2' if kind == 'cashable' else '1'} end" for kind in (*shown, "net"))
    columns = o.columns("committee 2", "stage 1.4", "plans 0.7 end", *heads)
    return table(f"committees_{base}", o.words("committees", unit=o.unit_of(base)), columns, _shares(o, found, shown))


def _shares(o: Overview, found: Sequence[Share], shown: Sequence[str]) -> Iterator[Row]:
    for one in found:
        named = (one.committee or o.words("no_committee"), o.stage(one.stage), o.count(one.plans))
        yield row((*named, *_amounts(o, {kind: getattr(one, kind) for kind in shown})))
    sums = {kind: sum((getattr(one, kind) for one in found), ZERO) for kind in shown}
    yield row((o.document("total"), "", "", *_amounts(o, sums)), "total")


def _amounts(o: Overview, by_kind: Mapping[str, Decimal]) -> Iterator[Cell]:
    """Cells of costs, income where it is given, gains and net; what is shown adds up."""
    exact = {kind: -amount if kind in COSTS else amount for kind, amount in by_kind.items()}
    whole = net_of(*(exact.get(kind, ZERO) for kind in PARTS))
    parts = [part for kind, part in zip(PARTS, whole, strict=True) if kind in exact]
    yield from map(o.whole, (*parts, sum(parts, ZERO)), (*exact.values(), sum(exact.values(), ZERO)))


def plans(o: Overview) -> tuple[Block, ...]:
    """Every plan that counts: where it is, how far, and its own sums, in the prices that its row names."""
    if o.brief:
        return ()
    columns = o.columns(
        "plan 2.6", "stage 1.2", "period 1.1",
        "one_off 1.1 end", "net 0.9 end", "lasting 0.9 end", "red 0.6 end", "late 0.8 end",
    )  # fmt: skip
    caption = o.words("plans", unit=o.unit)
    return o.listed("plans", caption, columns, o.found.entries, lambda one: _plan(o, one))


def _plan(o: Overview, one: Entry) -> Row:
    s = one.summary
    lacking = [o.language.count("portfolio.without_amount", s.lacking)] if s.lacking else []
    period = f"{s.years[0]}–{s.years[-1]}\n{o.document('price_base', year=s.price_base)}"
    named = ("\n".join([s.title, one.place, *lacking]), o.standing(one), period)
    lasting = "–" if s.permanent is None else o.amount(s.permanent)
    amounts = (*map(o.amount, (-s.total("one_off"), s.total("net"))), lasting)
    return row((*named, *amounts, o.count(len(s.red_on(o.day))), o.count(one.late(o.day))))
