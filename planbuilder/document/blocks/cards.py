"""A card for each benefit, for those who decide: what changes for whom, what is promised, how it goes, its ground.

In: `Material`. Out: a section a benefit, each half a page; where there are many, the others as a list.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from planbuilder.document.blocks import profiles
from planbuilder.document.blocks.benefit_words import kind_in_words
from planbuilder.document.blocks.indicators import goal, measured, way
from planbuilder.document.blocks.profiles import Profiled
from planbuilder.document.blocks.sparks import sparklines
from planbuilder.document.fields import missing
from planbuilder.document.material import Material, facts, joined, of_text, row, table
from planbuilder.document.model import Block, Row, Section, Spans, plain
from planbuilder.document.shortened import first
from planbuilder.plan.registers import Indicator, Measurement
from planbuilder.questionnaire.needed import BENEFITS

# So many have a card each, and so many where there are more: the outline's pages hold no more.
CARDS, FEWER = 10, 4
WIDTHS = (1.0, 4.6)


def benefit_cards(m: Material) -> tuple[Block, ...]:
    """A card for each of the first benefits, and a list of what the others promise."""
    known = profiles.profiled(m)
    if not known:
        return (missing(m, BENEFITS, m.words("benefits")),)
    shown = len(known) if len(known) <= CARDS else FEWER
    rest = [_line(one) for one in known[shown:]]
    columns = m.columns("id 0.5", "benefit 3.4", "promise 2", "owner 1.8")
    others = [table("other_benefits", m.words("card.others"), columns, rest)] if rest else []
    return (*map(_card, known[:shown]), *others)


def _card(one: Profiled) -> Section:
    pairs = [(one.m.words(key), said) for key, of in CARD.items() if (said := of(one))]
    title = f"{one.id} {one.benefit.title}".strip()
    shown = facts(f"card_{one.id}_facts", "", pairs, title, widths=WIDTHS)
    blocks: tuple[Block, ...] = (*sparklines(one.m, one.id, _indicators(one)), shown)
    return Section(f"card_{one.id}", title, blocks, level=2, numbered=False)


def _line(one: Profiled) -> Row:
    return row((one.id, one.m.or_gap(one.benefit.title, one.m.words("column.benefit")), promise(one), _owner(one)))


def promise(one: Profiled) -> Spans:
    """What a benefit is to bring: kroner a year with its kind, else from where to where its indicator is to move."""
    m, line = one.m, one.line
    if line.full_effect and not one.benefit.part_of:
        amount = m.words("a_year", amount=m.language.money(line.full_effect))
        return plain(m.words("card.amount", amount=amount, kind=kind_in_words(m, line)))
    if line.is_by_year:
        amount = m.words("in_all", amount=m.language.money(line.total))
        return plain(m.words("card.amount", amount=amount, kind=kind_in_words(m, line)))
    if line.lacks == "amount":
        return m.gap(m.words("column.full_effect"))
    return m.or_gap(goal(m, one.id), m.words("column.indicator"))


def _moves(one: Profiled) -> Spans:
    """Each indicator that shows it: from where to where by when, and the latest that was measured."""
    own = _indicators(one)
    if not own:
        return one.m.gap(one.m.words("column.indicator"))
    return joined([_move(one.m, id, i) for id, i in own.items()], "\n")


def _indicators(one: Profiled) -> Mapping[str, Indicator]:
    """The indicators that show a benefit, by id."""
    return {id: i for id, i in one.m.plan.indicators.items() if i.benefit == one.id}


def _move(m: Material, id: str, i: Indicator) -> Spans:
    by = m.words("card.by", day=m.language.short_day(i.target.on)) if i.target.on else ""
    latest = "".join(_latest(m, i, x) for x in measured(m, id)[-1:])
    return (*plain(f"{i.title}: "), *m.or_gap(way(m, i), m.words("column.target")), *plain(f"{by}{latest}"))


def _latest(m: Material, i: Indicator, x: Measurement) -> str:
    """What was measured last, with what was remarked of it."""
    if x.on is None or x.value is None:
        return ""
    said = m.words("card.measured", value=m.in_unit(x.value, i.unit), day=m.language.short_day(x.on))
    return f"{said}. {x.remark.rstrip('.')}." if x.remark else said


def _owner(one: Profiled) -> Spans:
    return one.m.or_gap(one.m.person(one.benefit.owner), one.m.words("column.owner"))


def _needs(one: Profiled) -> Spans:
    """The changes that it comes from."""
    changes = one.m.plan.benefits_tree.changes
    return of_text("\n".join(first(one.m, [f"{id} {changes[id].title}" for id in one.benefit.from_ if id in changes])))


CARD: Mapping[str, Callable[[Profiled], Spans]] = {
    "card.promise": promise,
    "card.changes": profiles.described,
    "card.moves": _moves,
    "profile.estimate": profiles.estimate,
    "profile.counted": profiles.counted,
    "column.ramp": profiles.phased_with_note,
    "column.account": profiles.account,
    "profile.use": profiles.used,
    "card.needs": _needs,
    "column.owner": _owner,
    "column.source": profiles.source,
}
