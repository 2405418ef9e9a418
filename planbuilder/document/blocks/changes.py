"""Blocks of a comparison: what differs from another state of the plan, in words, and what that does to the case."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from planbuilder.changes.comparing import Comparison, Entry
from planbuilder.changes.wording import effect_in_words, not_counted, option_figures, option_named, signs, summary
from planbuilder.document.material import Content, Material, row, table
from planbuilder.document.model import Block, Cell, Item, ListBlock, Note, Paragraph, Row, Section, Span, Table, plain
from planbuilder.figures.methods import rounded, shares
from planbuilder.figures.model import Figures

ONE, THOUSAND, ZERO = Decimal(1), Decimal(1000), Decimal(0)


def changes_summary(m: Material) -> tuple[Block, ...]:
    """Which states are compared, in how many places they differ, and what that comes to."""
    if m.since is None:
        return (Paragraph(plain(m.words("compared.none"))),)
    names = {"before": m.since.before.name, "after": m.since.after.name}
    told = (m.language.text("changes.compared", **names), not_counted(m.language, m.since))
    compared = Paragraph(plain(". ".join(filter(None, told))), "small")
    return (compared, Paragraph(plain(summary(m.language, m.since)), "lead"), *_prices(m, m.since))


def _prices(m: Material, since: Comparison) -> Iterator[Block]:
    """That amounts of two price bases are set beside each other."""
    before, after = since.was.price_base, since.now.price_base
    if before != after:
        yield Note(
            "info", m.words("cover.price_base"), plain(m.words("compared.price_base", before=before, after=after))
        )


def changes_list(m: Material) -> tuple[Block, ...]:
    """Each group with its entries, what moves the case most first."""
    groups = m.since.groups if m.since else ()
    return tuple(
        Section(
            f"changes_{name}",
            m.language.text(f"changes.group.{name}"),
            (*_signs(m, entries), *(block for entry in entries for block in _entry(m, entry))),
            level=2,
            numbered=False,
        )
        for name, entries in groups
    )


def _signs(m: Material, entries: tuple[Entry, ...]) -> Iterator[Block]:
    if said := signs(m.language, entries):
        yield Paragraph(plain(said), "small")


def _entry(m: Material, entry: Entry) -> Iterator[Block]:
    effect = effect_in_words(m.language, entry.effect)
    money = (Span(f": {effect}"),) if effect else ()
    yield Paragraph((Span(entry.title, bold=True), *money))
    if entry.lines:
        yield ListBlock(tuple(Item(plain(f"{line.text.removesuffix('.')}.")) for line in entry.lines))


def changes_money(m: Material) -> tuple[Block, ...]:
    """What each change does, both cases by key figure and by year, and the options; nothing where none is moved."""
    since = m.since
    blocks = (*_own_case(m, since), *_options(m, since)) if since else ()
    return (Section("changes_money", m.words("compared.heading"), blocks, level=2, numbered=False),) if blocks else ()


def _own_case(m: Material, since: Comparison) -> tuple[Block, ...]:
    """What is moved of the plan's own case."""
    if since.effect.is_nothing and all(entry.effect.is_nothing for entry in since.entries):
        return ()
    order = Paragraph(plain(m.words("compared.order")), "small")
    return _effects(m, since), order, _cases(m, since), _years(m, since)


def _options(m: Material, since: Comparison) -> tuple[Block, ...]:
    """What the options beside the plan come to before and after."""
    if not since.options:
        return ()
    columns = m.columns("option 2.2", "npv 1.8 end", "introduction 1.8 end", "permanent 1.8 end")
    rows = [row((option_named(m.language, one), *option_figures(m.language, one).values())) for one in since.options]
    return (table("changes_options", m.language.text("changes.options"), columns, rows),)


def _effects(m: Material, since: Comparison) -> Table:
    """The present value of each change; rounded so that they come to the difference of the two cases."""
    moving = [entry for entry in since.entries if not entry.effect.is_nothing]
    parts = shares([entry.effect.npv for entry in moving], ONE)
    rows = [row((entry.title, _change(m, part))) for entry, part in zip(moving, parts, strict=True)]
    total = row((m.words("compared.total"), _change(m, sum(parts, ZERO))), "total")
    return table(
        "changes_effects",
        m.words("compared.effects"),
        m.columns("what_changed 4", "difference 1.4 end"),
        [*rows, total],
    )


def _cases(m: Material, since: Comparison) -> Table:
    """Both cases by key figure."""
    rows = [_figure(m, name, was, now) for name, was, now in _key_figures(since.was, since.now)]
    columns = m.columns("key_figure 3", "before 1.2 end", "now 1.2 end", "difference 1.2 end")
    return table("changes_cases", m.words("compared.money"), columns, rows)


def _key_figures(was: Figures, now: Figures) -> Iterator[tuple[str, Decimal | None, Decimal | None]]:
    yield "npv", was.npv, now.npv
    if was.npv_wider != was.npv or now.npv_wider != now.npv:
        yield "npv_wider", was.npv_wider, now.npv_wider
    yield "permanent", was.permanent.amount, now.permanent.amount
    yield "introduction", -was.introduction, -now.introduction


def _figure(m: Material, name: str, was: Decimal | None, now: Decimal | None) -> Row:
    amounts = [None if one is None else rounded(one, ONE) for one in (was, now)]
    before, after = (amount or ZERO for amount in amounts)
    shown: list[Content] = ["–" if one is None else _kroner(m, one) for one in amounts]
    return row((m.words(f"compared.{name}"), *shown, _change(m, after - before)))


def _kroner(m: Material, amount: Decimal) -> Cell:
    return Cell(plain(m.language.number(amount, 0)), amount)


def _change(m: Material, amount: Decimal) -> Cell:
    """A difference in whole kroner, with its sign."""
    sign = "+" if amount > 0 else ""
    return Cell(plain(f"{sign}{m.language.number(amount, 0)}"), amount)


def _years(m: Material, since: Comparison) -> Table:
    """Net effect on budgets by year, in whole thousands; the difference is that of the numbers shown."""
    was, now = ({line.year: rounded(line.net, THOUSAND) for line in one.rows} for one in (since.was, since.now))
    rows = [_year(m, year, was.get(year), now.get(year)) for year in sorted({*was, *now})]
    columns = m.columns("year 1", "before 1.2 end", "now 1.2 end", "difference 1.2 end")
    return table("changes_years", m.words("compared.years", unit=m.unit), columns, rows)


def _year(m: Material, year: int, was: Decimal | None, now: Decimal | None) -> Row:
    shown: list[Content] = ["–" if one is None else m.whole(one) for one in (was, now)]
    moved = (now or ZERO) - (was or ZERO)
    sign = "+" if moved > 0 else ""
    return row((str(year), *shown, Cell(plain(f"{sign}{m.language.number(moved, 0)}"), moved * THOUSAND)))
