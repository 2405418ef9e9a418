"""Blocks for readers in a hurry: the headline, the key figures, what is recommended, how complete the plan is."""

from __future__ import annotations

from decimal import Decimal

from planbuilder.document.blocks.actions import DECISIONS, OPEN, late
from planbuilder.document.blocks.committee import decided, recommended
from planbuilder.document.blocks.profiles import BENEFITS, counted_kind, worth
from planbuilder.document.fields import missing, told
from planbuilder.document.figure_model import Diagram, WheelData, WheelSegment
from planbuilder.document.material import Content, Material, facts, row, table
from planbuilder.document.model import Block, Column, Item, ListBlock, Note, Paragraph, Row, Span, Table, plain
from planbuilder.figures import lacking
from planbuilder.figures.model import Line

STEPS_SHOWN = 4


def headline(m: Material) -> tuple[Block, ...]:
    """The case in three sentences that need no table."""
    if not m.figures.has_money:
        return (m.missing(m.words("section.economy")),)
    figures, end = m.figures, m.figures.rows[-1].year
    costs = figures.totals["one_off"]
    sentences = [m.words("headline.costs", costs=m.money_in_words(costs))]
    sentences.append(m.words("headline.permanent", amount=m.money_in_words(figures.permanent), when=m.permanent_when))
    key = "headline.repaid" if figures.break_even_year else "headline.not_repaid"
    sentences.append(m.words(key, year=figures.break_even_year or end))
    return (Paragraph(plain(" ".join(sentences)), "lead"), *_incomplete(m))


def _incomplete(m: Material) -> tuple[Block, ...]:
    """What the figures are without, set apart."""
    said = lacking.said(m.language, m.figures)
    return (Note("warning", m.words("incomplete.title"), plain(" ".join(said))),) if said else ()


def in_brief(m: Material) -> tuple[Block, ...]:
    """The economy in five lines: cost, gain, when it is paid back, how sure that is, and which budgets change."""
    if not m.figures.has_money:
        return (m.missing(m.words("section.economy")),)
    f, u, end = m.figures, m.figures.uncertainty, m.figures.rows[-1].year
    repaid = "brief.repaid" if f.break_even_year else "brief.not_repaid"
    unsure = "brief.sure" if u.pessimistic.npv >= 0 else "brief.unsure"
    funding = m.plan.economy.funding or "unknown"
    lines = (
        *lacking.said(m.language, f),
        m.words("headline.costs", costs=m.money_in_words(f.totals["one_off"])),
        m.words(
            "brief.gain",
            amount=m.money_in_words(f.permanent),
            when=m.permanent_when,
            fte=m.language.number(f.fte_freed),
        ),
        m.words(repaid, year=f.break_even_year or end, net=m.money_in_words(sum(f.net, Decimal(0))), end=end),
        m.words(unsure, low=m.money_in_words(u.pessimistic.npv), high=m.money_in_words(u.optimistic.npv)),
        m.words(f"brief.{funding}", year=f.funding.pool.repaid_year or "–"),
    )
    return (ListBlock(tuple(Item(plain(line)) for line in lines)),)


def key_figures(m: Material) -> tuple[Block, ...]:
    """The key figures as tiles: value, what it is, and a remark."""
    if not m.figures.has_money:
        return ()
    tiles = [_tile(m, name, value, remark) for name, value, remark in _key_values(m)]
    return (Table("key_figures", "", (Column(""),) * 3, tuple(tiles), m.words("key_figures.alt"), "tiles"),)


def _tile(m: Material, name: str, value: str, remark: str) -> Row:
    """A figure with its remark, and the lines it is without."""
    without = lacking.without(m.language, [line for line in m.figures.lacking if _counts_in(name, line)])
    return row((value, m.words(f"key_figures.{name}"), " · ".join(part for part in (remark, without) if part)))


def _counts_in(name: str, line: Line) -> bool:
    """Whether a line that lacks something would be part of a key figure."""
    if name == "one_off":
        return line.kind == "one_off"
    if name == "released":
        return not line.is_cost and line.lacks == "amount"
    return line.is_cost or line.declared == "cashable" or line.lacks == "kind"


def _key_values(m: Material) -> list[tuple[str, str, str]]:
    """(name, value, remark) of each key figure."""
    figures, language = m.figures, m.language
    base = m.words("price_base", year=figures.price_base)
    years = language.number(figures.payback.years, 1) if figures.payback else "–"
    payback = m.words("key_figures.payback", years=years, base=m.plan.first_year)
    rate = language.number(figures.rates.rate(1) * 100)
    return [
        ("one_off", m.money_in_words(figures.totals["one_off"]), base),
        ("permanent", m.money_in_words(figures.permanent), base),
        ("break_even", str(figures.break_even_year or "–"), payback),
        ("npv", m.money_in_words(figures.npv), m.words("key_figures.rate", rate=rate)),
        ("irr", irr_text(m), m.words("key_figures.irr_note")),
        ("released", language.number(figures.fte_freed), m.words("key_figures.fte")),
    ]


def irr_text(m: Material) -> str:
    """The internal rate of return: one rate, all of several, or the word for none."""
    rates = m.figures.irr
    if not rates:
        return m.words("key_figures.no_irr")
    return m.language.sentence_list(m.language.percent(rate, 1) for rate in rates)


def recommendations(m: Material) -> tuple[Block, ...]:
    """What the bodies that have not decided are asked to decide, and what the others have decided."""
    chain = [one for one in m.plan.decisions.values() if one.recommendation or one.decision]
    if not chain:
        return (missing(m, DECISIONS, m.words("recommendation")),)
    return (ListBlock(tuple(decided(m, one) if one.decision else recommended(m, one) for one in chain)),)


def theme_wheel(m: Material) -> tuple[Block, ...]:
    """The paper's first figure: the six themes, coloured by how far each has come."""
    segments = []
    for theme in m.questionnaire.themes:
        progress = m.answers.progress(theme)
        share = Decimal(progress.settled) / progress.asked if progress.asked else Decimal(1)
        text = m.words("wheel.of", settled=progress.settled, asked=progress.asked)
        segments.append(WheelSegment(m.language.pick(theme.title), share, text))
    said = m.language.sentence_list(f"{s.title} {s.text}" for s in segments)
    data = WheelData(tuple(segments), m.words("wheel.centre"))
    return (Diagram("wheel", m.words("wheel.caption"), data, m.words("wheel.alt", said=said)),)


def summary_facts(m: Material) -> tuple[Block, ...]:
    """Who and what, for the one-page summary."""
    organisation = m.plan.organisation
    pairs: list[tuple[str, Content]] = [
        (m.words("cover.organisation"), " · ".join(t for t in (organisation.name, organisation.department) if t)),
        (m.words("cover.solution"), told(m, "cover.solution", m.plan.solution.name)),
        (m.words("cover.sponsor"), told(m, "cover.sponsor", m.person(m.plan.sponsor))),
        (m.words("purpose"), told(m, "benefits_tree.purpose", m.plan.benefits_tree.purpose)),
    ]
    return (facts("summary_facts", "", pairs, m.words("summary_alt")),)


def benefit_list(m: Material) -> tuple[Block, ...]:
    """Each benefit in one line: what, which kind, how much."""
    lines = {line.id: line for line in m.figures.benefits}
    rows = [
        row(
            (
                m.or_gap(benefit.title, m.words("column.benefit")),
                counted_kind(m, lines[id]),
                worth(m, lines[id]),
                m.or_gap(m.plan.person(benefit.owner), m.words("column.owner")),
            )
        )
        for id, benefit in m.plan.benefits_tree.benefits.items()
    ]
    if not rows:
        return (missing(m, BENEFITS, m.words("benefits")),)
    columns = m.columns("benefit 3.2", "kind 1.4", "full_effect 1.3 end", "owner 1.6")
    return (table("benefit_list", m.words("benefit_list", unit=m.unit), columns, rows),)


def next_steps(m: Material) -> tuple[Block, ...]:
    """The next actions that are not finished, soonest first."""
    waiting = [a for a in m.plan.actions.values() if a.status in OPEN and a.deadline]
    soonest = sorted(waiting, key=lambda action: (action.deadline, action.title))[:STEPS_SHOWN]
    items = tuple(
        Item(
            (
                Span(f"{m.language.day(a.deadline)}{late(m, a)}: ", bold=True),
                *m.or_gap(a.title, m.words("column.action")),
                Span(" ("),
                *m.or_gap(m.plan.person(a.responsible), m.words("column.responsible")),
                Span(")"),
            )
        )
        for a in soonest
        if a.deadline
    )
    return (Paragraph(plain(m.words("next_steps"), bold=True), "label"), ListBlock(items)) if items else ()
