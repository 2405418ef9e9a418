"""A profile for each benefit: what it is, how it was reckoned, how it is measured, and how it is harvested.

In: `Material`. Out: primitives, and passages that other documents show as well. Nothing of a benefit is left to them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial

from planbuilder.document.blocks import preconditions
from planbuilder.document.blocks.benefit_words import effect_in_words, in_unit, phased, use_and_decision
from planbuilder.document.blocks.indicators import way
from planbuilder.document.fields import shown_cell
from planbuilder.document.material import Material, filled_lines, joined, of_text, row, table
from planbuilder.document.model import Block, Row, Span, Spans, plain
from planbuilder.figures import lacking
from planbuilder.figures.lines import Line
from planbuilder.figures.worth import worth_of
from planbuilder.plan.accounts import account_text
from planbuilder.plan.economy import Benefit
from planbuilder.plan.measures import is_whole, likely_effect
from planbuilder.questionnaire.needed import BENEFITS, EFFECTS, HARVEST, PHASING
from planbuilder.record import record


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


def _range(one: Profiled) -> str:
    """Low and high in the unit of the likely number, or the one that is given."""
    given = {"low": one.benefit.range.low, "high": one.benefit.range.high}
    effect, m = one.benefit.full_effect, one.m
    known = {name: in_unit(m, effect, n) for name, n in given.items() if n is not None}
    if len(known) > 1:
        low, high = (m.language.number(n) for n in given.values() if n is not None)
        # The unit once where it follows the number: it is that of both.
        known["low"] = low if known["high"].startswith(high) else known["low"]
        saved = effect.minutes is not None and effect.minutes >= 0
        return m.words("profile.between_each" if saved else "profile.between", **known)
    return m.words(f"profile.{''.join(known)}", **known) if known else ""


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
