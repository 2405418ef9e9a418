"""Blocks of how money and indicators stand: planned beside harvested, and each indicator beside what was decided.

In: `Material`. Out: tables, whose rows are those that most has to be said of; the others are named by their ids, so
that none is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from planbuilder.changes.comparing import Comparison
from planbuilder.document.blocks.indicators import KINDS, level, with_unit
from planbuilder.document.blocks.timeline import position
from planbuilder.document.fields import instead, shown_cell, with_informant
from planbuilder.document.following import verdict_in_words
from planbuilder.document.harvested import Compared, Summary, realised_in_words, sentences, summary, together
from planbuilder.document.material import Content, Material, row, table
from planbuilder.document.model import Block, Cell, Column, Paragraph, Row, RowRole, Span, plain
from planbuilder.document.year_columns import runs
from planbuilder.figures.following import TO_ACT_ON, Standing, due, readings, standing_of
from planbuilder.figures.harvest import corrected
from planbuilder.plan.economy import Harvest
from planbuilder.plan.registers import Indicator
from planbuilder.questionnaire.needed import HARVESTED

# So many benefits and indicators of a kind are told in a report that keeps to its pages.
MOST_BENEFITS, MOST_INDICATORS = 6, 5
# What was told of a day, and may have changed since.
THEN = ("ahead", "on_track", "early")
# What has to be talked of first.
ORDER = ("behind", "not_kept", "lapsed", "unknown", "unmeasured", "ahead", "early", "on_track", "reached", "kept")


def money_standing(m: Material) -> tuple[Block, ...]:
    """What is planned and harvested of each benefit in the years that are over, and in the one that is not."""
    known = summary(m.figures.harvested, m.day.year)
    if not known.benefits:
        return (m.nothing("harvested"),)
    if known.begins:
        prices = m.words("follow_up.prices", year=m.plan.price_base)
        return (Paragraph(plain(" ".join([*sentences(m.language, m.figures.harvested, m.day.year), prices]))),)
    parted = sorted(known.benefits, key=lambda one: (one.over.difference, -one.now.planned))
    kept = parted if len(parted) <= MOST_BENEFITS or not m.brief else parted[: MOST_BENEFITS - 1]
    rows = [_benefit(m, known, one, f"{one.id} {one.title}".rstrip()) for one in known.benefits if one in kept]
    if rest := [one for one in known.benefits if one not in kept]:
        left = Compared("", "", together([one.over for one in rest]), together([one.now for one in rest]))
        rows.append(_benefit(m, known, left, ", ".join(one.id for one in rest)))
    rows.append(_benefit(m, known, known.total, m.words("total"), "total"))
    caption = m.words("follow_up.money", prices=m.plan.price_base)
    said = [f"{caption}.", *sentences(m.language, m.figures.harvested, m.day.year)]
    told = [Paragraph(plain(" ".join(said)), "small")]
    return (table("money_standing", "", _money_columns(m, known), rows, caption), *told)


def _money_columns(m: Material, known: Summary) -> list[Column]:
    """Years that are over with a difference, and this year without: it is not over."""
    over, now = ", ".join(runs(known.over)), str(known.year)
    parts = [(name, over) for name in ("planned", "harvested", "difference") if known.over]
    parts += [(name, now) for name in ("planned", "harvested") if known.lasts]
    heads = (m.words(f"follow_up.{name}_in", years=years) for name, years in parts)
    return [*m.columns("benefit 3"), *(Column(head, 1.1, "end") for head in heads)]


def _benefit(m: Material, known: Summary, one: Compared, name: str, role: RowRole = "body") -> Row:
    over = _amounts(m, one.over.planned, one.over.realised, one.over.difference) if known.over else ()
    now = _amounts(m, one.now.planned, one.now.realised) if known.lasts else ()
    return row((name, *over, *now), role)


def _amounts(m: Material, *amounts: Decimal | None) -> Iterator[Cell]:
    return (Cell(plain(realised_in_words(m.language, one)), one) for one in amounts)


def harvests(m: Material) -> tuple[Block, ...]:
    """Everything that is noted as harvested; what is said in its stead where nothing is noted."""
    old = corrected(m.plan.harvests)
    rows = [_noted(m, id, one, id in old) for id, one in m.plan.harvests.items()]
    if not rows:
        said = instead(m, HARVESTED)
        head = Span(f"{m.words('follow_up.harvests')}: ", bold=True)
        return (Paragraph((head, *said)),) if said else ()
    columns = m.columns("benefit 3", "year 0.6", "harvested_so_far 1.1 end", "account 1.2", "decided_by 2.2")
    shown = table("harvests", m.words("follow_up.harvests"), columns, rows)
    return (with_informant(m, HARVESTED, shown), Paragraph(plain(m.words("follow_up.corrected")), "small"))


def _noted(m: Material, id: str, one: Harvest, is_corrected: bool) -> Row:
    benefit = m.plan.benefits_tree.benefits.get(one.benefit)
    amount: Content = (
        m.gap(m.words("column.harvested_so_far")) if one.amount is None else m.language.number(one.amount, 0)
    )
    if is_corrected and isinstance(amount, str):
        amount = f"{amount}\n{m.words('follow_up.is_corrected')}"
    return row((
        f"{one.benefit} {benefit.title if benefit else ''}".rstrip(),
        str(one.year) if one.year else m.gap(m.words("column.year")),
        amount,
        shown_cell(m, HARVESTED, id, "account", one.account),
        shown_cell(m, HARVESTED, id, "decision", one.decision),
    ))  # fmt: skip


def targets_standing(m: Material) -> tuple[Block, ...]:
    """Each indicator, the two kinds apart: target, latest measurement, how it goes by the plan, and who acts."""
    if not m.plan.indicators:
        return (m.nothing("measurements"), *_unmeasured(m))
    to_measure = due(m.plan, m.day)
    rows = [line for kind in KINDS[::-1] for line in _kind(m, kind, to_measure)]
    columns = m.columns("indicator 2.7", "target 1.2", "latest 1.2", "goes 4.4")
    return (table("targets_standing", "", columns, rows, m.words("follow_up.targets")), *_unmeasured(m))


def _unmeasured(m: Material) -> Iterator[Block]:
    """The benefits that no measurement shows yet, with or without an indicator."""
    measured = {id for id in m.plan.indicators if readings(m.plan.measurements.values(), id)}
    shown = {m.plan.indicators[id].benefit for id in measured}
    if left := [id for id in m.plan.benefits_tree.benefits if id not in shown]:
        yield Paragraph(plain(m.words("follow_up.unmeasured", names=", ".join(left))), "small")


def _kind(m: Material, kind: str, to_measure: Sequence[str]) -> list[Row]:
    """The indicators of a kind under its name, what has to be talked of first."""
    how = {id: standing_of(m.plan, id, m.day) for id, one in m.plan.indicators.items() if one.kind == kind}
    if not how:
        return []
    order = sorted(how, key=lambda id: ORDER.index(how[id].verdict))
    shown = order if len(order) <= MOST_INDICATORS or not m.brief else order[: MOST_INDICATORS - 1]
    rows = [row([m.words(f"indicators.{kind}")], "group")]
    rows += [_target(m, id, how[id], id in to_measure) for id in shown]
    if rest := order[len(shown) :]:
        rows.append(row([" ".join(_others(m, rest, how))], "note"))
    return rows


def _others(m: Material, ids: Sequence[str], how: dict[str, Standing]) -> Iterator[str]:
    """Indicators by id, with what is to be said of them in a word or two; old verdicts as of their years."""
    old = [id for id in ids if how[id].stale and how[id].verdict in THEN]
    if rest := [id for id in ids if id not in old]:
        told = (f"{', '.join(own)} ({m.words(f'verdict.{verdict}')})" for verdict, own in _alike(rest, how))
        yield m.words("follow_up.others", names="; ".join(told))
    for verdict, own in _alike(old, how):
        years = ", ".join(runs(sorted({last.on.year for id in own if (last := how[id].latest)})))
        said = m.words("follow_up.others", names=m.language.sentence_list(own)).removesuffix(".")
        words = m.language.text(f"following.was.{verdict}")
        yield m.language.count("document.follow_up.others_old", len(own), said=said, verdict=words, years=years)


def _alike(ids: Sequence[str], how: dict[str, Standing]) -> Iterator[tuple[str, list[str]]]:
    """Each verdict with the indicators that have it."""
    for verdict in dict.fromkeys(how[id].verdict for id in ids):
        yield verdict, [id for id in ids if how[id].verdict == verdict]


def _target(m: Material, id: str, how: Standing, is_due: bool) -> Row:
    one = m.plan.indicators[id]
    goes = [verdict_in_words(m.language, how, one.unit, None)]
    if is_due:
        goes.append(m.words("follow_up.measure_now"))
    if how.verdict in TO_ACT_ON and (who := position(m, one.acted_on_by)):
        goes.append(m.words("follow_up.acts", who=who))
    # Values have their unit beside them; only where there are none does it stand with the title.
    title = one.title if how.latest or one.target.value is not None else with_unit(one)
    return row((f"{id} {title}".rstrip(), _goal(m, m.since, id, one), _latest(m, one, how), " ".join(goes)))


def _latest(m: Material, one: Indicator, how: Standing) -> str:
    if how.latest is None:
        return "–"
    return f"{m.in_unit(how.latest.value, one.unit)}\n{m.language.short_day(how.latest.on)}"


def _goal(m: Material, since: Comparison | None, id: str, one: Indicator) -> str:
    """The target of an indicator with its day, and what it was when it was decided, where that is another."""
    was = since.before.plan.indicators.get(id) if since else None
    then = _level(m, was) if was else "–"
    now = _level(m, one)
    return now if then == now else f"{now}\n{m.words('follow_up.target_then', target=then)}"


def _level(m: Material, one: Indicator) -> str:
    """A target with its day; a dash without one."""
    if one.target.value is None:
        return "–"
    return level(m, one) + (f"\n{m.language.short_day(one.target.on)}" if one.target.on else "")
