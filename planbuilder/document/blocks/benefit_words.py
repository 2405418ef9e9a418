"""A benefit in words that several blocks say: its kind, what it is worth, how it comes, what it is used for.

In: `Material` and a benefit or its line. Out: words, or spans where an answer or a gap is among them.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial

from planbuilder.document import amounts
from planbuilder.document.blocks.indicators import goal
from planbuilder.document.fields import stop_after
from planbuilder.document.material import Material, cell, joined
from planbuilder.document.model import Cell, Span, Spans
from planbuilder.figures.benefits import begins, ramp_of
from planbuilder.figures.lines import Line
from planbuilder.figures.methods import rounded
from planbuilder.figures.worth import fte_of, worth_of
from planbuilder.plan.economy import VALUED, Benefit, FullEffect

NOTHING, CENT = FullEffect(), Decimal("0.01")
Said = Callable[[str, str, str], Spans]


def counted_kind(m: Material, line: Line) -> Spans:
    """The kind that a benefit counts as, and what the plan calls it if that is another; else a gap."""
    return m.or_gap(kind_in_words(m, line), m.words("column.kind"))


def kind_in_words(m: Material, line: Line) -> str:
    """The kind that a benefit counts as, and what the plan calls it if that is another; nothing without a kind.

    Of a disbenefit that it is one goes before it.
    """
    benefit = m.plan.benefits_tree.benefits[line.id]
    told = _kind_alone(m, line, benefit.kind)
    return m.words("profile.disbenefit", kind=told) if benefit.is_disbenefit and told else told


def _kind_alone(m: Material, line: Line, called: str) -> str:
    kind = kind_of(m, line)
    if kind == called:
        return m.choice("benefit_kind", kind)
    return m.words("profile.called", kind=m.choice("benefit_kind", kind), called=m.choice("benefit_kind", called))


def kind_of(m: Material, line: Line) -> str:
    """The kind that a benefit counts as; of one that is counted in another, what the plan calls it."""
    benefit = m.plan.benefits_tree.benefits[line.id]
    return line.kind if benefit.kind and not benefit.part_of else benefit.kind


def worth(m: Material, line: Line) -> Cell:
    """Full effect in 1,000 DKK, or in which benefit it is counted; without money, how its indicator is to move."""
    if whole := m.plan.benefits_tree.benefits[line.id].part_of:
        return cell(m.words("profile.in_whole", whole=whole))
    if line.is_by_year:
        return cell(m.words("profile.year_by_year"))
    if line.full_effect:
        return m.whole(amounts.full_effects(m.figures)[line.id])
    if line.lacks == "amount":
        return cell(m.gap(m.words("column.full_effect")))
    return cell(goal(m, line.id) or "–")


def effect_in_words(m: Material, effect: FullEffect) -> str:
    """A full effect as it was given: DKK a year, by year, FTE, hours, or cases times minutes or DKK."""
    if effect.amount is None and effect.amounts:
        in_year = partial(m.words, "profile.in_year")
        return m.language.sentence_list(in_year(amount=m.language.money(n), year=y) for y, n in effect.amounts.items())
    worth = m.words("a_year", amount=m.language.money(worth_of(m.plan, effect)))
    if effect.amount is not None:
        return worth
    time = _time(m, fte_of(m.plan, effect))
    if effect.hours is not None:
        said, whole = m.words("profile.of_hours", hours=m.language.number(effect.hours)), time
    elif effect.volume is not None:
        price, taken = effect.unit_price, effect.minutes or Decimal(0)
        each, whole = (taken, time) if price is None else (price, worth)
        said = m.words("profile.volume", volume=m.language.number(effect.volume), each=in_unit(m, effect, each))
    else:
        return time
    return m.words("profile.in_total", said=said, whole=whole) if whole else said


def _time(m: Material, fte: Decimal) -> str:
    """FTE that are gained or lost, and what they are worth where one has a price; empty where there are none."""
    if not fte:
        return ""
    said = m.words("profile.lost" if fte < 0 else "profile.fte", fte=m.language.number(rounded(abs(fte), CENT) * CENT))
    worth = m.language.money(abs(fte) * (cost := m.plan.economy.fte_cost or Decimal(0)))
    return m.words("profile.priced", time=said, worth=m.words("a_year", amount=worth)) if cost else said


def in_unit(m: Material, effect: FullEffect, value: Decimal) -> str:
    """A value in the unit in which a full effect is given: kroner, hours, minutes or FTE."""
    if effect.amount is not None or effect.unit_price is not None or effect.amounts:
        return m.language.money(value)
    if effect.hours is not None:
        return m.words("profile.in_hours", number=m.language.number(value))
    form = "one" if value == 1 else "other"
    return m.words(
        f"profile.minutes.{form}" if effect.minutes is not None else "profile.in_fte", number=m.language.number(value)
    )


def phased(m: Material, benefit: Benefit) -> str:
    """From which year on a benefit comes, year by year in percent, when it ends and how it wears off or grows.

    Empty where nobody has said anything of it and nothing is reckoned from it.
    """
    given = (benefit.start, benefit.ramp, benefit.profile, benefit.end, benefit.decay, benefit.growth, benefit.delay)
    if not any(given) and benefit.full_effect == NOTHING:
        return ""
    parts = _by_year(m, benefit) if benefit.full_effect.amounts else [_ramp(m, benefit)]
    if benefit.decay:
        parts.append(m.words("profile.decay", percent=m.language.number(benefit.decay)))
    if benefit.growth:
        parts.append(m.words("profile.growth", percent=m.language.number(benefit.growth)))
    if benefit.end is not None:
        parts.append(m.words("profile.end", year=benefit.end))
    return "; ".join(parts)


def _by_year(m: Material, benefit: Benefit) -> list[str]:
    """That the amounts say themselves in which year they come, and how much later they are reckoned."""
    late = [m.language.count("document.profile.delayed", benefit.delay)] if benefit.delay else []
    return [m.words("profile.year_by_year"), *late]


def _ramp(m: Material, benefit: Benefit) -> str:
    """The percent of each year of the ramp, of its last one from that year on."""
    first = begins(benefit, m.plan.first_year)
    *steps, last = enumerate(map(m.language.number, ramp_of(benefit)), first)
    said = [m.words("ramp_step", share=share, year=year) for year, share in steps]
    return ", ".join([*said, m.words("ramp_last", share=last[1], year=last[0])])


def use_and_decision(m: Material, benefit: Benefit, said: Said) -> Spans:
    """What freed money or time is used for, and who decides; kinds that free nothing need neither.

    `said` shows the answer in a column: its text, or the name of the gap it leaves.
    """
    asked = benefit.kind in VALUED
    use = said("use", benefit.use, m.words("column.use") if asked else "")
    who = said("use_decided_by", benefit.use_decided_by, m.words("column.decided_by") if asked or use else "")
    if not who:
        return use
    decided = (Span(f"{m.words('commitments.decided_by')} "), *who, *stop_after(benefit.use_decided_by or "–"))
    return joined([(*use, *stop_after(benefit.use)), decided], " ")
