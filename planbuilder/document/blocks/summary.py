"""Blocks for readers in a hurry: the headline, the key figures, what is recommended, how complete the plan is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from decimal import Decimal

from planbuilder.document import natures, permanent
from planbuilder.document.blocks.committee import ended
from planbuilder.document.certainty import brief_of_certainty, rate_name, told_rates
from planbuilder.document.key_figures import NONE, is_lost, written
from planbuilder.document.material import Material, row
from planbuilder.document.model import Block, Column, Item, ListBlock, Note, Paragraph, Row, Table, plain
from planbuilder.document.natures import by_income
from planbuilder.figures import lacking
from planbuilder.figures.catalogue import KeyFigure, told_in
from planbuilder.figures.funding import Ledger
from planbuilder.figures.methods import shares
from planbuilder.figures.model import Figures

TILE_RATES = 2
# The last decimal that FTE are shown with.
FTE_DIGITS = Decimal("0.000001")


def headline(m: Material) -> tuple[Block, ...]:
    """The case in three sentences that need no table."""
    if not m.figures.has_money:
        return (m.missing(m.words("section.economy")),)
    sentences = (_introduction(m), *recurring(m), _repaid(m, "headline"))
    return (Paragraph(plain(" ".join(filter(None, sentences))), "lead"), *incomplete(m))


def incomplete(m: Material) -> tuple[Block, ...]:
    """What the figures are without, set apart."""
    said = lacking.said(m.language, m.figures)
    return (Note("warning", m.words("incomplete.title"), plain(" ".join(said))),) if said else ()


def _introduction(m: Material) -> str:
    """What it costs to introduce the solution."""
    costs = m.figures.introduction
    return m.words("headline.costs", costs=m.money_in_words(costs)) if costs else m.words("headline.no_costs")


def recurring(m: Material) -> list[str]:
    """What recurs, and the one-off costs that are still to come after the introduction."""
    f = m.figures
    later = permanent.later_costs(m.language, f.later_costs, m.money_in_words)
    return [*permanent.sentences(m.language, f.permanent, m.money_in_words), *([later] if later else [])]


def _repaid(m: Material, key: str) -> str:
    """When the costs have been earned back, or what is missing; empty where nothing is spent or gained."""
    f, end = m.figures, m.figures.rows[-1].year
    net = sum(f.net, Decimal(0))
    spends = f.totals["one_off"] or f.totals["running"] or any(amount < 0 for amount in f.net)
    if not spends or not any(f.net):
        return ""
    values = {"year": f.break_even_year, "end": end, "net": m.money_in_words(abs(net))}
    if f.payback is None:
        return m.words(f"{key}.not_repaid", **values)
    if not f.payback.index:
        return m.words(by_income(f, f"{key}.never_behind"), **values)
    even = key == "brief" and abs(net) < permanent.HALF
    return ended(m, m.words(by_income(f, f"{key}.repaid_even") if even else f"{key}.repaid", **values), _so_far(m))


def _so_far(m: Material) -> str:
    """That a year may change, since lines are missing from the sums it rests on."""
    without = lacking.without(m.language, m.figures, "npv")
    return m.words("incomplete.so_far", without=without) if without else ""


def in_brief(m: Material) -> tuple[Block, ...]:
    """The economy in five lines: cost, gain, when it is paid back, how sure that is, and which budgets change."""
    if not m.figures.has_money:
        return (m.missing(m.words("section.economy")),)
    tried = m.plan.economy.sensitivity
    lines = (
        *lacking.said(m.language, m.figures),
        *lacking.counted_elsewhere(m.language, m.plan),
        *lacking.not_settled(m.language, m.plan),
        *lacking.reclassified(m.language, m.figures),
        _introduction(m),
        " ".join((*recurring(m), *_freed(m))),
        *(natures.outside(m, name) for name in natures.OUTSIDE),
        _repaid(m, "brief"),
        brief_of_certainty(m.language, m.figures.uncertainty, tried, m.money_in_words),
        funded(m),
    )
    return (ListBlock(tuple(Item(plain(line)) for line in lines if line)),)


def _freed(m: Material) -> list[str]:
    """How much time is freed, where any is: what lowers budgets of it, what stays as time, and what is neither."""
    fte, parts = m.figures.fte_freed, freed_by_kind(m)
    if not fte:
        return []
    # Time that is lost outweighs what is freed somewhere: parts of a sum with two signs would tell nobody anything.
    if any(part < 0 for part in parts.values()):
        return [m.words("brief.freed_net" if fte > 0 else "brief.lost_net", fte=m.language.number(abs(fte)))]
    said = [m.words(f"brief.freed_{kind}", fte=m.language.number(part)) for kind, part in parts.items() if part]
    key = f"brief.freed_all_{next(kind for kind, part in parts.items() if part)}" if len(said) == 1 else "brief.freed"
    return [m.words(key, fte=m.language.number(fte), parts=m.language.sentence_list(said))]


def freed_by_kind(m: Material) -> dict[str, Decimal]:
    """Freed FTE by what becomes of them, in parts that add up to all of them as they are shown."""
    sums = dict.fromkeys(("cashable", "released_time", "other"), Decimal(0))
    for line in m.figures.benefits:
        sums[line.kind if line.kind in sums and not line.lacks else "other"] += line.fte
    parts = shares(list(sums.values()), FTE_DIGITS)
    return {kind: part * FTE_DIGITS for kind, part in zip(sums, parts, strict=True)}


def funded(m: Material) -> str:
    """How it is funded; of a pool all there is to say, and whether budgets follow; nothing where nothing is spent."""
    way, f = m.plan.economy.funding or "unknown", m.figures
    if way != "investment_pool":
        key = f"brief.{way}" if way == "unknown" else by_income(f, f"brief.{way}")
        return m.words(key) if any(row.one_off or row.running for row in f.rows) else ""
    follow = _are_lowered(f) and f.funding.is_reconciled and any(row.draw for row in f.funding.pool.rows)
    return " ".join((*pooled(m), *([m.words("brief.budgets_follow")] if follow else [])))


def _are_lowered(f: Figures) -> bool:
    """Whether the budgets as a whole are lowered in some years, and raised in none."""
    years = zip(*(one.by_year for one in f.funding.adjustments), strict=True)
    sums = [sum(year, Decimal(0)) for year in years]
    return any(one >= permanent.HALF for one in sums) and not any(one <= -permanent.HALF for one in sums)


def pooled(m: Material) -> Iterator[str]:
    """What a pool pays, when it has its money back with how much interest, and what budgets must find."""
    f, ledger = m.figures, m.figures.funding.pool
    drawn, pool = sum((row.draw for row in ledger.rows), Decimal(0)), m.plan.economy.pool
    if not drawn:
        yield m.words(pool.word("brief.pool_unused"))
        return
    if later := lacking.to_reconcile(m.language, f):
        yield m.words(pool.word("brief.pool_planned"), amount=m.money_in_words(drawn))
        yield later
        return
    whole = all(abs(row.draw - year.one_off) < permanent.HALF for row, year in zip(ledger.rows, f.rows, strict=True))
    yield m.words(pool.word("brief.pool_whole" if whole else "brief.pool_part"), amount=m.money_in_words(drawn))
    yield repaid_in_words(m, ledger, m.money_in_words)
    if ledger.shortfall >= permanent.HALF:
        key = "brief.pool_shortfall" if ledger.is_repaid else "brief.grant_shortfall"
        yield m.words(by_income(f, key), amount=m.money_in_words(ledger.shortfall))


def repaid_in_words(m: Material, ledger: Ledger, money: Callable[[Decimal], str]) -> str:
    """When a pool has its money back or what is owed in the end, and with how much interest or that there is none."""
    if not ledger.is_repaid:
        return m.words("brief.pool_grant")
    taken, interest = ledger.interest >= permanent.HALF, money(ledger.interest)
    if ledger.repaid_year:
        key = "brief.pool_repaid" if taken else "brief.pool_repaid_free"
        return m.words(key, year=ledger.repaid_year, interest=interest)
    owed = m.words("brief.pool_owed", amount=money(ledger.debt), end=ledger.rows[-1].year)
    return f"{owed} {m.words('brief.pool_interest' if taken else 'brief.pool_free', amount=interest)}"


def key_figures(m: Material) -> tuple[Block, ...]:
    """The key figures as tiles: value, what it is, and a remark."""
    if not m.figures.has_money:
        return ()
    tiles = tuple(_tile(m, *values) for values in _key_values(m))
    return (Table("key_figures", "", (Column(""),) * 3, tiles, m.words("key_figures.alt"), "tiles"),)


def figure_tiles(m: Material, names: Collection[str]) -> tuple[Row, ...]:
    """The tiles of some key figures, in their usual order."""
    return tuple(_tile(m, *said) for said in _key_values(m) if said[0] in names)


def _tile(m: Material, name: str, value: str, label: str, remark: str) -> Row:
    """A figure with its remark, and the lines it is without."""
    said = (remark, lacking.without(m.language, m.figures, name))
    return row((value, label, " · ".join(filter(None, said))))


def _key_values(m: Material) -> Iterator[tuple[str, str, str, str]]:
    """(name, value, what it is called, remark) of each key figure."""
    for one in told_in("tiles", m.figures):
        label, value = _short(m, one)
        yield one.key, value, label, REMARKS.get(one.key, _price_base)(m)


def _short(m: Material, one: KeyFigure) -> tuple[str, str]:
    """What a key figure is called on a tile, and its value in few characters."""
    if one.unit == "yearly":
        lasting = permanent.key_figure(m.language, m.figures.permanent)
        return lasting.label, m.money_in_words(lasting.amount)
    if one.unit == "rates":
        return m.words(f"key_figures.{rate_name(m.figures.irr)}"), _rate_tile(m)
    lost = "fte_lost" if is_lost(m.plan, m.figures, one) else one.key
    label, value = m.words(f"key_figures.{lost}"), one.value(m.plan, m.figures)
    if value is None:
        return label, NONE
    money = one.unit == "money"
    return label, m.money_in_words(value) if money else written(m.language, m.plan, m.figures, one)


def _price_base(m: Material) -> str:
    return m.words("price_base", year=m.figures.price_base)


def _later(m: Material) -> str:
    """The one-off costs still to come, or else the price base."""
    later = sum(m.figures.later_costs.values(), Decimal(0))
    return m.words("key_figures.later", amount=m.money_in_words(later)) if later else _price_base(m)


def _when(m: Material) -> str:
    """The years for which the permanent effect holds, and the price base."""
    lasting = permanent.key_figure(m.language, m.figures.permanent)
    return ", ".join(filter(None, (lasting.when, _price_base(m))))


def _rate(m: Material) -> str:
    """The discount rate, and the one it ends on where the case's years see more than one."""
    rates = [m.figures.rates.rate(n) * 100 for n in range(1, max(2, m.plan.horizon))]
    first, last = (m.language.number(rates[n]) for n in (0, -1))
    return m.words("key_figures.rate" if first == last else "key_figures.rates", rate=first, last=last)


def _payback(m: Material) -> str:
    """How long it takes to be earned back, counted from the end of the first year."""
    paid = m.figures.payback
    if not any(m.figures.net):
        return ""
    if paid is None:
        return m.words("key_figures.not_repaid", end=m.figures.rows[-1].year)
    if not paid.index:
        return m.words(by_income(m.figures, "key_figures.never_behind"))
    return m.words("key_figures.payback", years=m.language.number(paid.years, 1), base=m.plan.first_year)


def _rate_tile(m: Material) -> str:
    """The rates of the case, or how many there are where a tile holds no more."""
    irr = m.figures.irr
    if irr.role == "none":
        return m.words("irr.none")
    return m.words("irr.count", count=irr.count) if irr.count > TILE_RATES else told_rates(m.language, irr)


def _fte_remark(m: Material) -> str:
    """How much of the freed time budgets are lowered by, where time is freed and none is lost."""
    parts = freed_by_kind(m)
    if not m.figures.fte_freed or any(part < 0 for part in parts.values()):
        return m.words("key_figures.fte_freed_note")
    return m.words("key_figures.fte_freed_of", fte=m.language.number(parts["cashable"]))


REMARKS: Mapping[str, Callable[[Material], str]] = {
    "introduction": _later,
    "permanent": _when,
    "break_even_year": _payback,
    "npv": _rate,
    "irr": lambda m: m.words(f"key_figures.{rate_name(m.figures.irr)}_note"),
    "fte_freed": _fte_remark,
}
