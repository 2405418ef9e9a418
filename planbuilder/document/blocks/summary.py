"""Blocks for readers in a hurry: the headline, the key figures, what is recommended, how complete the plan is."""

from __future__ import annotations

from decimal import Decimal

from planbuilder.document.blocks.actions import OPEN, late
from planbuilder.document.certainty import brief_of_certainty, rate_name, told_rates
from planbuilder.document.figure_model import Diagram, WheelData, WheelSegment
from planbuilder.document.material import Content, Material, cell, facts, row, table
from planbuilder.document.model import Block, Cell, Column, Item, ListBlock, Note, Paragraph, Row, Span, Table, plain

STEPS_SHOWN, TILE_RATES = 4, 2


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
    return (Paragraph(plain(" ".join(sentences)), "lead"),)


def in_brief(m: Material) -> tuple[Block, ...]:
    """The economy in five lines: cost, gain, when it is paid back, how sure that is, and which budgets change."""
    if not m.figures.has_money:
        return (m.missing(m.words("section.economy")),)
    f, tried, end = m.figures, m.plan.economy.sensitivity, m.figures.rows[-1].year
    repaid = "brief.repaid" if f.break_even_year else "brief.not_repaid"
    funding = m.plan.economy.funding or "unknown"
    lines = (
        m.words("headline.costs", costs=m.money_in_words(f.totals["one_off"])),
        m.words(
            "brief.gain",
            amount=m.money_in_words(f.permanent),
            when=m.permanent_when,
            fte=m.language.number(f.fte_freed),
        ),
        m.words(repaid, year=f.break_even_year or end, net=m.money_in_words(sum(f.net, Decimal(0))), end=end),
        brief_of_certainty(m.language, f.uncertainty, tried, m.money_in_words),
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
    return row((value, m.words(f"key_figures.{name}"), remark))


def _key_values(m: Material) -> list[tuple[str, str, str]]:
    """(name, value, remark) of each key figure."""
    figures, language = m.figures, m.language
    base = m.words("price_base", year=figures.price_base)
    rate = language.number(figures.rates.rate(1) * 100)
    return [
        ("one_off", m.money_in_words(figures.totals["one_off"]), base),
        ("permanent", m.money_in_words(figures.permanent), base),
        ("break_even", str(figures.break_even_year or "–"), _paid_back(m)),
        ("npv", m.money_in_words(figures.npv), m.words("key_figures.rate", rate=rate)),
        (rate_name(figures.irr), _rate_tile(m), m.words(f"key_figures.{rate_name(figures.irr)}_note")),
        ("released", language.number(figures.fte_freed), m.words("key_figures.fte")),
    ]


def _paid_back(m: Material) -> str:
    """How long it takes, from the end of the first year on."""
    paid = m.figures.payback
    if paid is None:
        return m.words("key_figures.no_payback")
    years = m.language.number(paid.years, 1)
    return m.words("key_figures.payback", years=years, base=m.plan.first_year)


def _rate_tile(m: Material) -> str:
    """The rates of the case, or how many there are where a tile holds no more."""
    irr = m.figures.irr
    if irr.role == "none":
        return m.words("irr.none")
    return m.words("irr.count", count=irr.count) if irr.count > TILE_RATES else told_rates(m.language, irr)


def recommendations(m: Material) -> tuple[Block, ...]:
    """What each body of the decision chain is asked to decide."""
    decisions = [d for d in m.plan.decisions.values() if d.recommendation]
    if not decisions:
        return (m.missing(m.words("recommendation")),)
    items = tuple(Item((Span(f"{d.body}: ", bold=True), Span(d.recommendation))) for d in decisions)
    return (Paragraph(plain(m.words("recommended"))), ListBlock(items))


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
    """Who and what, for the one-page summary; a warning if the plan is a draft."""
    organisation = m.plan.organisation
    pairs: list[tuple[str, Content]] = [
        (m.words("cover.organisation"), " · ".join(t for t in (organisation.name, organisation.department) if t)),
        (m.words("cover.solution"), m.or_gap(m.plan.solution.name, m.words("cover.solution"))),
        (m.words("cover.sponsor"), m.or_gap(m.person(m.plan.sponsor), m.words("cover.sponsor"))),
        (m.words("purpose"), m.or_gap(m.plan.benefits_tree.purpose, m.words("purpose"))),
    ]
    table = facts("summary_facts", "", pairs, m.words("summary_alt"))
    count = sum(found.severity == "error" for found in m.problems)
    draft = Note("warning", m.words("draft"), plain(m.language.count("document.draft_note", count)))
    return (draft, table) if m.is_draft else (table,)


def benefit_list(m: Material) -> tuple[Block, ...]:
    """Each benefit in one line: what, which kind, how much."""
    lines = {line.id: line for line in m.figures.benefits}
    rows = [
        row(
            (
                benefit.title,
                m.choice("benefit_kind", benefit.kind),
                _effect(m, lines[id].full_effect),
                m.plan.person(benefit.owner),
            )
        )
        for id, benefit in m.plan.benefits_tree.benefits.items()
    ]
    if not rows:
        return (m.missing(m.words("benefits")),)
    columns = m.columns("benefit 3.2", "kind 1.4", "full_effect 1.3 end", "owner 1.6")
    return (table("benefit_list", m.words("benefit_list", unit=m.unit), columns, rows),)


def _effect(m: Material, value: Decimal) -> Cell:
    return m.amount(value) if value else cell("–")


def next_steps(m: Material) -> tuple[Block, ...]:
    """The next actions that are not finished, soonest first."""
    waiting = [a for a in m.plan.actions.values() if a.status in OPEN and a.deadline]
    soonest = sorted(waiting, key=lambda action: (action.deadline, action.title))[:STEPS_SHOWN]
    items = tuple(
        Item(
            (
                Span(f"{m.language.day(a.deadline)}{late(m, a)}: ", bold=True),
                Span(f"{a.title} ({m.plan.person(a.responsible)})"),
            )
        )
        for a in soonest
        if a.deadline
    )
    return (Paragraph(plain(m.words("next_steps"), bold=True), "label"), ListBlock(items)) if items else ()
