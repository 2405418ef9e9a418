"""Blocks of the options beside a plan: what each comes to in a table and a chart, and what differs from the plan.

In: `Material`. Out: primitives, none where a plan has no options. Amounts are those that were computed of each option.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from planbuilder.document import options as words
from planbuilder.document.blocks.benefit_words import effect_in_words
from planbuilder.document.blocks.ticks import ticks
from planbuilder.document.fields import heading, noted, shown_cell, with_informants
from planbuilder.document.figure_model import Chart, Series
from planbuilder.document.material import THOUSAND, Content, Material, filled_lines, joined, of_text, row, table
from planbuilder.document.model import Block, Paragraph, Row, Span, Spans, plain
from planbuilder.figures.methods import rounded
from planbuilder.figures.options import Compared, compared
from planbuilder.plan.measures import given_of
from planbuilder.plan.options import Option, OptionBenefit, OptionCost, OptionRisk
from planbuilder.questionnaire.needed import OPTION_BENEFITS, OPTION_COSTS, OPTION_RISKS, OPTIONS

TABLES = (OPTIONS, OPTION_COSTS, OPTION_BENEFITS, OPTION_RISKS)


def options(m: Material) -> tuple[Block, ...]:
    """What each option comes to, in a table and a chart, what is to be said of it, and what differs from the plan."""
    found = compared(m.plan, m.figures)
    if not found:
        return noted(m, OPTIONS)
    label = Paragraph(plain(heading(m, OPTIONS), bold=True), "label")
    return (label, _table(m, found), *_chart(m, found), _notes(m, found), _differing(m))


def options_in_brief(m: Material) -> tuple[Block, ...]:
    """What each option comes to in a table, and what is to be said of it."""
    found = compared(m.plan, m.figures)
    label = Paragraph(plain(heading(m, OPTIONS), bold=True), "label")
    return (label, _table(m, found), _notes(m, found)) if found else ()


def _notes(m: Material, found: Sequence[Compared]) -> Block:
    return Paragraph(plain(" ".join(words.notes(m.language, found))))


def _table(m: Material, found: Sequence[Compared]) -> Block:
    columns = m.columns(
        "option 2.2", "introduction 1.1 end", "permanent 1.1 end", "npv 1.4 end", "risk_reserve 1.2 end", "quality 2.6"
    )
    rows = [_compared(m, one) for one in found]
    return table("options", m.words("options.caption", unit=m.unit), columns, rows)


def _compared(m: Material, one: Compared) -> Row:
    shown: list[Content] = [words.NONE if x is None else m.amount(x) for x in one.amounts.values()]
    return row((words.named(m.language, one), *shown, words.quality(m.language, one)))


def _chart(m: Material, found: Sequence[Compared]) -> tuple[Block, ...]:
    """NPV and cost of introduction side by side, of every option of which something is said."""
    stated = [one for one in found if one.is_stated]
    npv, spent = (
        tuple(rounded(value, THOUSAND) for value in values)
        for values in ([one.npv for one in stated], [-one.introduction for one in stated])
    )
    if not any((*npv, *spent)):
        return ()
    names = tuple(one.id or words.named(m.language, one) for one in stated)
    series = (
        Series(m.words("column.npv"), npv, "bar", "net"),
        Series(m.words("column.introduction"), spent, "bar", "one_off"),
    )
    said = m.language.sentence_list(
        m.words("options.alt_one", name=words.named(m.language, one), npv=m.money_in_words(one.npv)) for one in stated
    )
    shown = ticks([*npv, *spent], m.language.number)
    alt = m.words("options.alt", said=said)
    return (Chart("options", m.words("options.chart_caption"), names, series, shown, m.unit, alt),)


def _differing(m: Material) -> Block:
    """Each option with its description and its lines."""
    rows = [one for id, option in m.plan.options.items() for one in _option(m, id, option)]
    columns = m.columns("id 0.6", "differs 3.2", "estimated 2.2", "source 2")
    shown = table("option_lines", m.words("options.lines_caption"), columns, rows)
    return with_informants(m, TABLES, shown)


def _option(m: Material, id: str, one: Option) -> Iterator[Row]:
    said = partial(shown_cell, m, OPTIONS, id)
    yield row([f"{id} {one.title}".strip()], "group")
    kind = said("kind", m.choice("option_kind", one.kind), m.words("column.kind"))
    described = said("description", "\n".join(filled_lines(one.description)))
    yield row(("", joined([described, of_text(_lacks(m, one))], "\n") or "–", kind, ""))
    yield from (_cost(m, key, x) for key, x in m.plan.option_costs.items() if x.option == id)
    yield from (_benefit(m, key, x) for key, x in m.plan.option_benefits.items() if x.option == id)
    yield from (_risk(m, key, x) for key, x in m.plan.option_risks.items() if x.option == id)


def _lacks(m: Material, one: Option) -> str:
    """The lines of the plan that an option is without; of doing nothing, that it is without all of them."""
    if one.is_nothing:
        return m.words("options.without_all")
    ids = (*one.without_costs, *one.without_benefits, *one.without_risks)
    return m.words("options.without", ids=m.language.sentence_list(ids)) if ids else ""


def _named(m: Material, title: Spans, instead: str) -> Spans:
    """What a line is called, and the line of the plan in whose place it stands."""
    return joined([title, of_text(m.words("options.instead", id=instead) if instead else "")], " · ")


def _years(m: Material, first: int | None, last: int | None, goes_on: bool) -> str:
    """The years of a line; one that goes on and has no last year goes on to the end of the case."""
    if first is None:
        return f"–{last}" if last else ""
    end = last or (m.plan.years[-1] if goes_on else first)
    return str(first) if end == first else f"{first}–{end}"


def _cost(m: Material, id: str, one: OptionCost) -> Row:
    said = partial(shown_cell, m, OPTION_COSTS, id)
    nature = m.choice("option_nature", one.nature)
    kind = ", ".join(filter(None, (nature, m.choice("cost_kind", one.kind))))
    by_year = "; ".join(f"{year}: {m.language.number(amount)}" for year, amount in one.amounts.items())
    amount = m.language.money(one.amount) if one.amount is not None else by_year
    time = m.words("profile.in_fte", number=m.language.number(one.fte)) if one.fte is not None else ""
    replaced = m.plan.costs.get(one.instead_of)
    goes_on = (one.kind or (replaced.kind if replaced else "")) == "running"
    years = "" if one.amounts else _years(m, one.from_, one.to, goes_on)
    estimate = ", ".join(filter(None, (amount or time, kind, years)))
    return row((id, _named(m, said("title", one.title), one.instead_of), estimate or "–", said("source", one.source)))


def _benefit(m: Material, id: str, one: OptionBenefit) -> Row:
    said = partial(shown_cell, m, OPTION_BENEFITS, id)
    decided = said("use_decided_by", one.use_decided_by)
    whom = (Span(f"{m.words('commitments.decided_by')} "), *decided) if decided else ()
    harvest = joined([said("account", one.account), said("use", one.use), whom], " · ")
    effect = effect_in_words(m, one.full_effect) if given_of(one.full_effect) else ""
    ramp = m.choice("profile", one.profile) or ", ".join(f"{m.language.number(part)}\u00a0%" for part in one.ramp)
    years = _years(m, one.start, one.end, True)
    estimate = ", ".join(filter(None, (effect, m.choice("benefit_kind", one.kind), ramp, years)))
    what = joined([_named(m, said("title", one.title), one.instead_of), harvest], "\n")
    return row((id, what, estimate or "–", said("source", one.source)))


def _risk(m: Material, id: str, one: OptionRisk) -> Row:
    said = partial(shown_cell, m, OPTION_RISKS, id)
    chance = m.in_unit(one.probability, "%") if one.probability is not None else ""
    cost = m.language.money(one.consequence) if one.consequence is not None else ""
    estimate = ", ".join(filter(None, (chance, cost))) or "–"
    return row((id, _named(m, said("title", one.title), one.instead_of), estimate, ""))
