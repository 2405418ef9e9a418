"""A profile for each benefit: what it is, how it was reckoned, how it is measured, and how it is harvested.

In: `Material`. Out: primitives, and passages that other documents show as well. Nothing of a benefit is left to them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial

from planbuilder.document import amounts
from planbuilder.document.blocks import preconditions
from planbuilder.document.blocks.indicators import goal, way
from planbuilder.document.fields import shown_cell
from planbuilder.document.material import Material, cell, filled_lines, joined, of_text, row, table
from planbuilder.document.model import Block, Cell, Row, Span, Spans, plain
from planbuilder.figures import lacking
from planbuilder.figures.benefits import begins, ramp_of
from planbuilder.figures.lines import Line
from planbuilder.figures.worth import fte_of, worth_of
from planbuilder.plan.accounts import account_text
from planbuilder.plan.economy import VALUED, Benefit, FullEffect
from planbuilder.plan.measures import is_whole, likely_effect
from planbuilder.questionnaire.needed import BENEFITS, EFFECTS, HARVEST, PHASING
from planbuilder.record import record

NOTHING = FullEffect()
Said = Callable[[str, str, str], Spans]


@record
class Profiled:
    """A benefit under its id, with what was computed of it."""

    m: Material
    id: str
    benefit: Benefit
    line: Line

    def said(self, table: str, column: str, text: str, missing: str = "") -> Spans:
        """An answer of one of the tables that ask about benefits."""
        return shown_cell(self.m, table, self.id, column, text, missing)


def benefit_profiles(m: Material) -> tuple[Block, ...]:
    """For each benefit its description, and beside it what else the plan knows of it; unknown facts are left out."""
    rows = [one_row for one in profiled(m) for one_row in _profile(one)]
    columns = m.columns("description 1", "estimated 1", "harvested 1")
    return (table("benefit_profiles", m.words("profile.caption"), columns, rows),) if rows else ()


def profiled(m: Material) -> list[Profiled]:
    """Every benefit with what was computed of it."""
    benefits = m.plan.benefits_tree.benefits
    return [Profiled(m, line.id, benefits[line.id], line) for line in m.figures.benefits]


def _profile(one: Profiled) -> list[Row]:
    title = row([f"{one.id} {one.benefit.title}".strip()], "group")
    return [title, row((described(one) or "–", _facts(one, ESTIMATED), _facts(one, HARVESTED)))]


def _facts(one: Profiled, wanted: Mapping[str, Callable[[Profiled], Spans]]) -> Spans:
    """What the plan knows of a benefit, a line each, behind what it is called."""
    known = ((one.m.words(key), of(one)) for key, of in wanted.items())
    return joined([(Span(f"{name}: ", bold=True), *said) for name, said in known if said], "\n") or plain("–")


def described(one: Profiled) -> Spans:
    """What somebody wrote of what changes, and for whom."""
    return one.said(BENEFITS, "description", "\n".join(filled_lines(one.benefit.description)))


def estimate(one: Profiled) -> Spans:
    """How the full effect was reckoned, its low and high estimate, and how certain it is."""
    effect = one.benefit.full_effect
    if not is_whole(effect):
        gap = one.m.gap(one.m.words("column.full_effect")) if one.line.lacks == "amount" else ()
        return joined([gap, of_text(_range(one) if likely_effect(effect) else "")], "; ")
    parts = (effect_in_words(one.m, effect), _range(one), one.m.choice("confidence", one.benefit.confidence))
    return of_text("; ".join(part for part in parts if part))


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
        said = m.words("profile.volume", volume=m.language.number(effect.volume), each=_in_unit(m, effect, each))
    else:
        return time
    return m.words("profile.in_total", said=said, whole=whole) if whole else said


def _time(m: Material, fte: Decimal) -> str:
    """FTE that are gained or lost, and what they are worth where one has a price; empty where there are none."""
    if not fte:
        return ""
    said = m.words("profile.lost" if fte < 0 else "profile.fte", fte=m.language.number(round(abs(fte), 2)))
    worth = m.language.money(abs(fte) * (cost := m.plan.economy.fte_cost or Decimal(0)))
    return m.words("profile.priced", time=said, worth=m.words("a_year", amount=worth)) if cost else said


def _range(one: Profiled) -> str:
    """Low and high in the unit of the likely number, or the one that is given."""
    given = {"low": one.benefit.range.low, "high": one.benefit.range.high}
    effect, m = one.benefit.full_effect, one.m
    known = {name: _in_unit(m, effect, n) for name, n in given.items() if n is not None}
    if len(known) > 1:
        low, high = (m.language.number(n) for n in given.values() if n is not None)
        # The unit once where it follows the number: it is that of both.
        known["low"] = low if known["high"].startswith(high) else known["low"]
        saved = effect.minutes is not None and effect.minutes >= 0
        return m.words("profile.between_each" if saved else "profile.between", **known)
    return m.words(f"profile.{''.join(known)}", **known) if known else ""


def _in_unit(m: Material, effect: FullEffect, value: Decimal) -> str:
    """A value in the unit in which a full effect is given: kroner, hours, minutes or FTE."""
    if effect.amount is not None or effect.unit_price is not None or effect.amounts:
        return m.language.money(value)
    if effect.hours is not None:
        return m.words("profile.in_hours", number=m.language.number(value))
    form = "one" if value == 1 else "other"
    return m.words(
        f"profile.minutes.{form}" if effect.minutes is not None else "profile.in_fte", number=m.language.number(value)
    )


def counted(one: Profiled) -> Spans:
    """Where a benefit does not count as the plan calls it: in another one, or as released time, and why."""
    if whole := one.benefit.part_of:
        own = worth_of(one.m.plan, one.benefit.full_effect)
        key = "profile.part_with_amount" if own else "profile.part"
        return plain(one.m.words(key, whole=whole, amount=one.m.language.money(own)))
    if one.line.kind == one.line.declared:
        return ()
    why = lacking.why(one.m.language, one.line)
    return plain(one.m.words("profile.moved", kind=one.m.choice("benefit_kind", one.line.kind), why=why))


def _measured(one: Profiled) -> Spans:
    """The goal of each indicator that shows the benefit, a line each."""
    own = {id: i for id, i in one.m.plan.indicators.items() if i.benefit == one.id}
    told = [f"{id} {i.title}: {way(one.m, i)}" for id, i in own.items() if way(one.m, i)]
    return of_text("\n".join(told)) if own else one.m.gap(one.m.words("column.indicator"))


def phased_with_note(one: Profiled) -> Spans:
    """How it comes year by year, and the note on that."""
    note = one.said(PHASING, "ramp_note", one.benefit.ramp_note)
    return joined([of_text(phased(one.m, one.m.plan.coming[one.id])), note], "; ")


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


def account(one: Profiled) -> Spans:
    """The account, whether it is outside the service frame, who gains, and where time is freed.

    Only what is to be cashed needs an account.
    """
    wanted = one.benefit.kind == "cashable" and not one.benefit.part_of
    outside = one.m.choice("frame", "outside") if one.benefit.frame == "outside" else ""
    units = one.benefit.units and one.m.words("profile.units", named=_numbered(one.m, one.benefit.units))
    parts = [
        one.said(HARVEST, "account", account_text(one.benefit), one.m.words("column.account") if wanted else ""),
        one.said(HARVEST, "frame", outside),
        one.said(HARVEST, "committees", _committees(one.m, one.benefit.committees)),
        one.said(HARVEST, "units", units or ""),
    ]
    return joined(parts, " · ")


def _committees(m: Material, named: Mapping[str, Decimal]) -> str:
    """One committee alone has it all, several have it by weight."""
    return m.words("profile.weights", named=_numbered(m, named)) if len(named) > 1 else "".join(named)


def _numbered(m: Material, named: Mapping[str, Decimal]) -> str:
    return "; ".join(f"{name} {m.language.number(number)}" for name, number in named.items())


def used(one: Profiled) -> Spans:
    """What it frees is used for that, and who decides."""
    return use_and_decision(one.m, one.benefit, partial(one.said, HARVEST))


def use_and_decision(m: Material, benefit: Benefit, said: Said) -> Spans:
    """What freed money or time is used for, and who decides; kinds that free nothing need neither.

    `said` shows the answer in a column: its text, or the name of the gap it leaves.
    """
    asked = benefit.kind in VALUED
    use = said("use", benefit.use, m.words("column.use") if asked else "")
    who = said("use_decided_by", benefit.use_decided_by, m.words("column.decided_by") if asked or use else "")
    decided = (Span(f"{m.words('commitments.decided_by')} "), *who, Span(".")) if who else ()
    return joined([use, decided], " ")


def source(one: Profiled) -> Spans:
    """The source; of a benefit with an amount its form field stands with the assumptions."""
    missing = one.m.words("column.source")
    if one.line.full_effect or one.line.is_by_year:
        return one.m.or_gap(one.benefit.source, missing)
    return one.said(EFFECTS, "source", one.benefit.source, missing)


ESTIMATED: Mapping[str, Callable[[Profiled], Spans]] = {
    "profile.estimate": estimate,
    "profile.counted": counted,
    "profile.measured": _measured,
    "column.ramp": phased_with_note,
    "profile.waits": lambda one: of_text(preconditions.told_of(one.m, one.id)),
}
HARVESTED: Mapping[str, Callable[[Profiled], Spans]] = {
    "column.account": account,
    "profile.use": used,
    "column.source": source,
}
