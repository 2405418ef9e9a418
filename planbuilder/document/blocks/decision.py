"""The decision sheet: what is decided and when, and what it means for citizens, for the budget, and if it is not done.

In: `Material`. Out: a section for each question that whoever decides has, together a page: the second of the plan and
the first of the proposal, the whole summary, and, in sentences, the summary of a case (`case`). Every sentence is
computed, or passes on what the plan holds; `tests/document/test_claims.py` names the proof of each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from textwrap import wrap

from planbuilder.document.blocks import bodies
from planbuilder.document.blocks.committee import HALF, a_years_wait, ended, risk_in_words
from planbuilder.document.blocks.economy_charts import cumulative_chart
from planbuilder.document.blocks.indicators import level, measured, way
from planbuilder.document.blocks.summary import figure_tiles, funded, recurring
from planbuilder.document.certainty import brief_of_certainty
from planbuilder.document.fields import missing, told
from planbuilder.document.material import Content, Material, facts, row
from planbuilder.document.model import Block, Column, Paragraph, Row, Section, Span, Spans, Table, plain, text_of
from planbuilder.document.options import lacks
from planbuilder.document.shortened import lines
from planbuilder.figures import lacking
from planbuilder.figures.options import compared
from planbuilder.plan.economy import Benefit, Risk
from planbuilder.plan.registers import Decision, Indicator, Measurement
from planbuilder.questionnaire.needed import BENEFITS, DECISIONS, PURPOSE, RISKS, SPONSOR
from planbuilder.record import replace

# Kinds of benefits that those outside the administration notice.
FOR_CITIZENS = ("quality", "for_others")
GOALS_SHOWN = 3
# So many letters stand on a line of a tile, and so many lines of its small text there is room for.
TILE, TILE_LINES = 33, 2
MAIN = ("introduction", "permanent")
WIDTHS = (1.2, 5.7)
# What is asked stands in large letters in up to so many lines of so many letters.
LEAD, LEAD_MOST = 58, 4
# A sheet of one page holds about so many lines of so many letters beside its lowest chart; a large line takes the room
# of more, as does that it is a draft. A line more or less is such a part of that chart's height.
SHEET, LETTERS, LEAD_LINE, NOTE, LINE_PART, LOWEST, HIGHEST = 29.6, 62, 1.55, 2.6, 0.17, 0.75, 2.2
# A wording of some length in quotation marks.
QUOTED = re.compile("([»“„])[^«”»“]{40,}([«”“])")
Rows = list[tuple[str, Content]]


def decision_sheet(m: Material) -> tuple[Block, ...]:
    """What is decided, and under a heading each what it means for citizens, for the budget, and what is at stake."""
    parts = {"citizens": _citizens, "budget": _budget, "stakes": _stakes}
    return (
        *_asked(m),
        *(
            Section(f"decide_{name}", m.words(f"decide.{name}"), of(m), level=2, numbered=False)
            for name, of in parts.items()
        ),
    )


def _form(m: Material, name: str, rows: Iterable[tuple[str, Content]]) -> Table:
    labelled = [(m.words(f"decide.{key}"), said) for key, said in rows]
    return facts(f"decide_{name}_facts", "", labelled, m.words(f"decide.{name}"), widths=WIDTHS)


def _asked(m: Material) -> tuple[Block, ...]:
    """What the last body of the chain is asked or has decided; what it is for, and who brings the case."""
    asked = _lead(_last_body(m)) if m.plan.decisions else missing(m, DECISIONS, m.words("recommendation"))
    purpose = told(m, PURPOSE, m.plan.benefits_tree.purpose)
    return (asked, _form(m, "asked", [("purpose", purpose), ("brought", _brought(m))]))


def _lead(said: Spans) -> Paragraph:
    """What is asked in large letters, unless it is long."""
    return Paragraph(said, "lead" if lines(text_of(said), LEAD) <= LEAD_MOST else "body")


def _last_body(m: Material) -> Spans:
    """What the last body of the chain is asked, or has decided."""
    *_, last = m.plan.decisions.values()
    return decided_by(m, last) if last.is_decided else bodies.asking(m, [last])


def who_decides(m: Material) -> Spans:
    """Which body decides, when, and who recommends it; or what it has decided."""
    if not m.plan.decisions:
        return m.gap(m.words("decide.decision"))
    *_, last = m.plan.decisions.values()
    if last.is_decided:
        return decided_by(m, last)
    whose = m.plan.organisation.department or m.plan.organisation.name
    by = plain(m.words("decide.by_whom", whose=whose)) if whose else ()
    asked = (Span(": "), *_without_quotes(bodies.asked_of(m, last))) if last.recommendation else plain(".")
    return (*bodies.sitting(m, last), *by, *asked)


def _without_quotes(said: Spans) -> Spans:
    """A passage with long quotations cut: what they say stands where it is recommended."""
    return tuple(replace(span, text=QUOTED.sub(r"\1…\2", span.text)) for span in said)


def _brought(m: Material) -> Spans:
    """Which department brings the case, under which number, and who answers for it."""
    organisation = m.plan.organisation
    number = organisation.case_number and m.words("decide.case_number", number=organisation.case_number)
    whose = ", ".join(filter(None, (organisation.department or organisation.name, number)))
    return (*m.or_gap(whose, m.words("cover.department")), Span(" · "), *told(m, SPONSOR, m.person(m.plan.sponsor)))


def decided_by(m: Material, one: Decision) -> Spans:
    """Which body has decided what, on which day."""
    day = m.words("decide.on", day=m.language.day(one.on)) if one.on else ""
    return (Span(one.body, bold=True), Span(f"{day}: {bodies.result(m, one)}"))


def _citizens(m: Material) -> tuple[Block, ...]:
    """What citizens and others will notice, as tiles from now to the target; or that there is nothing."""
    shown = list(goals_for_citizens(m))[:GOALS_SHOWN]
    if shown:
        tiles = tuple(_goal(m, id, m.plan.indicators[id]) for id in shown)
        return (Table("decide_goals", "", (Column(""),) * 3, tiles, m.words("decide.goals"), "tiles"),)
    promised = [one for one in m.plan.benefits_tree.benefits.values() if is_promised(one)]
    if not m.plan.benefits_tree.benefits:
        return (missing(m, BENEFITS, m.words("benefits")),)
    return (m.missing(m.words("decide.goals")),) if promised else (m.nothing("citizens"),)


def is_promised(benefit: Benefit) -> bool:
    """Whether a benefit is one that citizens or others are promised: a loss is not."""
    return benefit.kind in FOR_CITIZENS and not benefit.is_disbenefit


def goals_for_citizens(m: Material) -> Iterator[str]:
    """Indicators that go from a baseline to a target: one for each such benefit, then what else its users notice."""
    known = {id: one for id, one in m.plan.indicators.items() if way(m, one)}
    benefits = m.plan.benefits_tree.benefits
    of_each = [
        [id for kind in ("kpi", "success_indicator") for id, i in known.items() if (i.benefit, i.kind) == (own, kind)]
        for own, benefit in benefits.items()
        if is_promised(benefit)
    ]
    noticed = [id for id, one in known.items() if one.kind == "success_indicator"]
    first, others = [own[0] for own in of_each if own], [id for own in of_each for id in own[1:]]
    yield from dict.fromkeys((*first, *others, *noticed))


def _goal(m: Material, id: str, one: Indicator) -> Row:
    """A target as a tile: from where to where, of what, by when, and the latest that was measured."""
    by = m.words("decide.by", day=m.language.short_day(one.target.on)) if one.target.on else ""
    latest = "".join(_latest(m, one, x, by) for x in measured(m, id)[-1:])
    return row((way(m, one) or level(m, one), one.title, " · ".join(filter(None, (by, latest)))))


def _latest(m: Material, one: Indicator, x: Measurement, by: str) -> str:
    """What was measured last, in its unit, with what was remarked of it; nothing where the remark has no room."""
    if x.on is None or x.value is None:
        return ""
    value = m.in_unit(x.value, one.unit).replace(" ", "\u00a0")
    said = m.words("decide.measured", value=value, day=m.language.short_day(x.on))
    if not x.remark:
        return said
    # Without its remark, as that it is of a part only, it would be told of the whole.
    told = f"{said} ({x.remark})"
    return told if len(wrap(f"{by} · {told}", TILE)) <= TILE_LINES else ""


def _budget(m: Material) -> tuple[Block, ...]:
    """What it costs and gives a year (a figure says how many lines it is without), who pays, and the running sum."""
    if not m.figures.has_money:
        return (m.missing(m.words("section.economy")),)
    shown = figure_tiles(m, MAIN)
    tiles = Table("main_figures", "", (Column(""),) * 3, shown, m.words("decide.figures"), "tiles")
    said = _beneath(m)
    paid = (Paragraph(plain(said)),) if said else ()
    return (tiles, *paid, *(replace(chart, low=True, part=_part(m)) for chart in cumulative_chart(m)))


def _beneath(m: Material) -> str:
    """What is to be said beneath the tiles: all that recurs, who pays, and whether the budgets agree."""
    # A tile holds one amount a year; where it is not all that recurs or is to come, the sentences tell the whole of it.
    lasting = recurring(m)
    # A draft says that it is one; amounts that are missing may be all that differs.
    apart = m.words("budget.differs") if m.budgets_differ and not m.is_draft else ""
    return " ".join(filter(None, (*(lasting if len(lasting) > 1 else ()), funded(m), apart)))


def _part(m: Material) -> float:
    """How many times its least height the chart has: as much as the words of a sheet of one page leave it."""
    if not m.brief:
        return 1.0
    tables = (one for one in (*_asked(m), *_citizens(m), *_stakes(m)) if isinstance(one, Table))
    said = sum(max(lines(text_of(x.spans), LETTERS) for x in line.cells) for one in tables for line in one.rows)
    asked = _last_body(m) if m.plan.decisions else ()
    is_large = _lead(asked).role == "lead"
    lead = lines(text_of(asked), LEAD) * LEAD_LINE if is_large else lines(text_of(asked), LETTERS)
    paid = lines(_beneath(m), LETTERS)
    spare = SHEET - said - lead - paid - (NOTE if m.is_draft else 0) - len(lacking.said(m.language, m.figures))
    return min(HIGHEST, max(LOWEST, 1.0 + spare * LINE_PART))


def _stakes(m: Material) -> tuple[Block, ...]:
    """The largest risk, how sure the case is, and how it would be without the solution or a year later."""
    if not m.figures.has_money:
        return (_form(m, "stakes", [largest_risk(m)]), m.missing(m.words("decide.otherwise")))
    tried = m.plan.economy.sensitivity
    sure = brief_of_certainty(m.language, m.figures.uncertainty, tried, m.money_in_words)
    certainty = ended(m, sure, lacking.without(m.language, m.figures, "npv"))
    return (_form(m, "stakes", [largest_risk(m), ("certainty", certainty), *without_and_later(m)]),)


def largest_risk(m: Material) -> tuple[str, Spans]:
    """The risk that weighs most by probability and consequence; called so only if every risk has both."""
    risks = list(m.plan.risks.values())
    if not risks:
        return "first", told(m, RISKS, "")
    weighed = [one for one in risks if _weight(one) is not None]
    key = "largest" if len(weighed) == len(risks) else "largest_weighed" if weighed else "first"
    return key, risk_in_words(m, max(weighed, key=lambda one: _weight(one) or Decimal(0)) if weighed else risks[0])


def _weight(one: Risk) -> Decimal | None:
    """Probability times consequence; None where either is missing."""
    return None if one.probability is None or one.consequence is None else one.probability * one.consequence


def without_and_later(m: Material) -> tuple[tuple[str, str], ...]:
    """How NPV is without the solution, and after a year's wait: what each is called, and what is said."""
    return ("if_not", _without(m)), ("if_later", a_years_wait(m))


def _without(m: Material) -> str:
    """How the municipality stands without the solution, beside with it, in present value.

    Where to go on as today is one of the options, it is what that comes to, and not taken to be zero.
    """
    nothing = next((one for one in compared(m.plan, m.figures) if one.kind == "nothing"), None)
    if nothing and not nothing.is_whole:
        return " ".join(lacks(m.language, nothing))
    npv = m.figures.npv - (nothing.npv if nothing else 0)
    way = "same" if abs(npv) < HALF else "worse" if npv > 0 else "better"
    said = m.words(f"decide.without.{way}", amount=m.money_in_words(abs(npv)))
    return ended(m, said, lacking.without(m.language, m.figures, "npv"))
