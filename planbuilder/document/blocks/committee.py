"""Blocks of the case presentation for a political committee: short, and without a word the plan does not say.

In: `Material`. Out: primitives. What it costs stands in `committee_economy`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from planbuilder.document.blocks.actions import OPEN, late
from planbuilder.document.fields import missing, told
from planbuilder.document.material import Material, facts, filled_lines
from planbuilder.document.model import Block, Item, ListBlock, Span, Spans, plain
from planbuilder.document.shortened import shortened, shortened_lines
from planbuilder.figures import lacking
from planbuilder.plan.economy import Risk
from planbuilder.plan.registers import Action, Decision, Indicator, Reading
from planbuilder.questionnaire.needed import (
    ACTIONS,
    DECISIONS,
    DESCRIPTION,
    GOALS,
    INDICATORS,
    INVOLVEMENT,
    LEGAL_BASIS,
    PURPOSE,
    RECIPIENTS,
    RISKS,
    RULES,
    STAKEHOLDERS,
)

STEPS_SHOWN = 3
# Less than half a krone is nothing.
HALF = Decimal("0.5")
BINDING = ("law", "judgment")
Passage = tuple[str, Spans]
Values = Mapping[str, Any]


def committee_facts(m: Material) -> tuple[Block, ...]:
    """Whose case it is, its number, and the bodies that deal with it: date, item and what they have decided."""
    organisation = m.plan.organisation
    named = " · ".join(text for text in (organisation.name, organisation.department) if text)
    number = m.or_gap(organisation.case_number, m.words("cover.case_number"))
    whose = (*m.or_gap(named, m.words("cover.organisation")), Span(f" · {m.words('cover.case_number')} "), *number)
    return form(m, ("presented_by", whose), ("dealt_with", _chain(m)))


def form(m: Material, *passages: Passage) -> tuple[Block, ...]:
    """Headed passages beneath each other, as a form has them; the first names the table."""
    named = [(m.words(f"committee.{key}"), spans) for key, spans in passages]
    alt = m.language.sentence_list(name for name, _ in named)
    return (facts(f"committee_{passages[0][0]}", "", named, alt, widths=(1.0, 5.9)),)


def lines(passages: Iterable[Spans]) -> Spans:
    """Passages on a line each."""
    return listed(list(passages), "", "\n")


def _chain(m: Material) -> Spans:
    """The bodies with date and item, a line each."""
    sittings = [_sitting(m, one) for one in m.plan.decisions.values()]
    return lines(shortened_lines(m, "sittings", sittings)) or told(m, DECISIONS, "")


def _sitting(m: Material, decision: Decision) -> Spans:
    when = plain(m.language.day(decision.on)) if decision.on else m.gap(m.words("column.date"))
    item = m.words("committee.item", item=decision.item) if decision.item else ""
    said = f" – {decision.decision}" if decision.decision else ""
    return (Span(f"{decision.body}, "), *when, Span(item + said + _terms(m, decision)))


def committee_recommendations(m: Material) -> tuple[Block, ...]:
    """What each body that has not decided yet is asked to decide, numbered; once all have, what they decided."""
    chain = list(m.plan.decisions.values())
    waiting = [decision for decision in chain if not decision.is_decided]
    if not chain:
        return (missing(m, DECISIONS, m.words("recommendation")),)
    items = [recommended(m, decision) for decision in waiting] or [decided(m, decision) for decision in chain]
    shown = shortened_lines(m, "recommendations", [item.spans for item in items])
    return (ListBlock(tuple(map(Item, shown)), ordered=True),)


def decided(m: Material, decision: Decision) -> Item:
    """What a body has decided, when, and on which conditions."""
    when = f", {m.language.day(decision.on)}" if decision.on else ""
    return Item((Span(f"{decision.body}{when}: ", bold=True), Span(decision.decision + _terms(m, decision))))


def _terms(m: Material, decision: Decision) -> str:
    return m.words("committee.conditions", conditions=decision.conditions) if decision.conditions else ""


def recommended(m: Material, decision: Decision) -> Item:
    """What a body is asked to decide; several lines are so many points, numbered."""
    body = Span(m.words("committee.recommended", body=decision.body), bold=True)
    points = filled_lines(decision.recommendation)
    if len(points) > 1:
        points = [m.words("committee.point", number=n, point=point) for n, point in enumerate(points, 1)]
    return Item((body, *m.or_gap(" ".join(points), m.words("recommendation"))))


def committee_problem(m: Material) -> tuple[Block, ...]:
    """What is to become better, from where to where, the solution, what a wait costs, and whom it affects."""
    purpose, described = m.plan.benefits_tree.purpose, " ".join(m.plan.solution.description.split())
    indicators = list(m.plan.indicators.values())
    measured = [_measured(m, one) for one in [i for i in indicators if i.kind == "kpi"] or indicators]
    names = [plain(one["name"] or "–") for one in m.answers.rows(STAKEHOLDERS).values()]
    return form(
        m,
        ("purpose", told(m, PURPOSE, purpose)),
        ("today", listed(shortened(m, "today", measured)) or told(m, INDICATORS, "")),
        ("solution", told(m, DESCRIPTION, described)),
        *_why_now(m),
        ("stakeholders", _silence(m, STAKEHOLDERS) or listed(shortened(m, "stakeholders", names))),
    )


def listed(parts: Sequence[Spans], end: str = ".", mark: str = "; ") -> Spans:
    """Passages in one line, parted by marks."""
    last = len(parts) - 1
    return tuple(span for n, part in enumerate(parts) for span in (*part, Span(mark if n < last else end)) if span.text)


def _measured(m: Material, one: Indicator) -> Spans:
    today, target = _value(m, one.baseline, "baseline", one.unit), _value(m, one.target, "target")
    return (Span(f"{one.title}: "), *today, Span(f" ({m.words('committee.target')} "), *target, Span(")"))


def _value(m: Material, reading: Reading, what: str, unit: str = "") -> Spans:
    return m.gap(m.words(f"column.{what}")) if reading.value is None else plain(m.in_unit(reading.value, unit))


def _why_now(m: Material) -> Iterator[Passage]:
    """What a year's wait costs, in both readings; nothing where it costs nothing in either."""
    if not m.figures.has_money:
        yield "why_now", m.gap(m.words("section.economy"))
        return
    lacks = lacking.without(m.language, m.figures, "npv")
    changes = {"waiting": m.figures.waiting.same_life, "waiting_same_end": m.figures.waiting.same_end}
    costly = [change <= -HALF for change in changes.values()]
    if all(costly):
        amount, other = (m.money_in_words(-change) for change in changes.values())
        yield "why_now", plain(_ended(m, m.words("committee.waiting.both", amount=amount, other=other), lacks))
    elif any(costly):
        said = (_wait(m, reading, change) for reading, change in changes.items())
        yield "why_now", plain(_ended(m, "".join(said), lacks))


def _ended(m: Material, said: str, lacks: str) -> str:
    """A sentence that ends with the lines its figures are without; an abbreviation before them keeps its point."""
    if not lacks:
        return said
    unit = m.language.text("language.money", amount="").strip()
    kept = said if unit.endswith(".") and said.endswith(unit) else said.removesuffix(".")
    return f"{kept} ({lacks})."


def _wait(m: Material, reading: str, change: Decimal) -> str:
    """How NPV moves with a year's wait in one reading."""
    way = "same" if abs(change) < HALF else "falls" if change < 0 else "rises"
    return m.words(f"committee.{reading}.{way}", amount=m.money_in_words(abs(change)))


def committee_grounds(m: Material) -> tuple[Block, ...]:
    """What the case rests on: rules, involvement, new goals, risks; then what is done next, and the annex."""
    risks = [_risk(m, one) for one in m.plan.risks.values()]
    steps = lines(_step(m, one) for one in _next(m))
    return form(
        m,
        *_law(m),
        *_hearing(m),
        ("goals", _goals(m)),
        ("risks", listed(shortened(m, "risks", risks), "", " ") or told(m, RISKS, "")),
        ("steps", steps or told(m, ACTIONS, m.words("committee.no_steps") if m.plan.actions else "")),
        ("annexes", _annex(m)),
    )


def _law(m: Material) -> Iterator[Passage]:
    """The legal basis as it was answered, never guessed from rules; and the rules that can be changed."""
    basis = filled_lines(m.answers.value(LEGAL_BASIS) or "")
    yield "law", _silence(m, LEGAL_BASIS) or plain(" ".join(basis))
    rules = m.answers.rows(RULES).values()
    loose = [rule for rule in rules if rule["origin"] not in BINDING and rule["own_decision"] is not False]
    if loose and not _silence(m, RULES):
        yield "to_change", lines(shortened_lines(m, "rules", [_to_change(m, rule) for rule in loose]))


def _to_change(m: Material, rule: Values) -> Spans:
    """A rule, who can change it, and by when; that the day has passed tells nothing of whether it was changed."""
    day = rule["by_when"]
    passed = m.words("committee.passed") if day and day < m.day else ""
    when = m.words("committee.by_when", day=m.language.short_day(day)) if day else ""
    who = m.or_gap(rule["changed_by"] or "", m.words("committee.changed_by"))
    return (Span(f"{(rule['rule'] or '').rstrip('.')} – "), *who, Span(f"{when}{passed}."))


def _hearing(m: Material) -> Iterator[Passage]:
    """How employees have been involved, in the answer's first paragraph, and to whom the plan is sent to be heard."""
    first, *_ = filled_lines(m.answers.value(INVOLVEMENT) or "") or [""]
    yield "involved", _silence(m, INVOLVEMENT) or plain(first)
    yield "heard", told(m, RECIPIENTS, _heard(m))


def _heard(m: Material) -> str:
    """Those on the distribution list whose role is to be heard, and when the plan is sent to them."""
    word = m.words("committee.heard_role")
    heard = [one for one in m.plan.distribution.values() if word in one.role.casefold()]
    return "; ".join(f"{one.name} ({_sent(m, one.on)})" for one in heard)


def _sent(m: Material, day: date | None) -> str:
    if day is None:
        return m.words("committee.sent_unknown")
    return m.words("committee.sent" if day <= m.day else "committee.to_be_sent", day=m.language.day(day))


def _silence(m: Material, id: str) -> Spans:
    """What stands in the stead of an answer that is not there or is kept out; empty where there is one to show."""
    if m.answers.note(id).internal or not m.answers.is_asked(id):
        return plain(m.words("committee.left_out"))
    return () if m.answers.state(id) == "answered" else told(m, id, "")


def _goals(m: Material) -> Spans:
    """The political goals that change, old and new wording, and who decides; or why there are none."""
    goals = [_goal(m, goal) for goal in m.answers.rows(GOALS).values()]
    return _silence(m, GOALS) or listed(shortened(m, "goals", goals), "", " ")


def _goal(m: Material, goal: Values) -> Spans:
    old = m.or_gap(goal["old"] or "", m.words("column.wording_old"))
    new = m.or_gap(goal["new"] or "", m.words("column.wording_new"))
    who = m.or_gap(goal["decided_by"] or "", m.words("column.decided_by"))
    before, after, end = (m.words(f"committee.{key}") for key in ("old", "new", "quoted"))
    return (Span(goal["goal"] or "–", bold=True), Span(" ("), *who, Span(before), *old, Span(after), *new, Span(end))


def _risk(m: Material, one: Risk) -> Spans:
    chance, cost = m.gap(m.words("column.probability")), m.gap(m.words("column.consequence"))
    if one.probability is not None:
        chance = plain(m.in_unit(one.probability, "%"))
    if one.consequence is not None:
        cost = plain(m.money_in_words(one.consequence))
    agreed = m.or_gap(one.mitigation.rstrip("."), m.words("column.agreed"))
    return (Span(f"{one.title} ", bold=True), Span("("), *chance, Span(", "), *cost, Span("): "), *agreed, Span("."))


def _next(m: Material) -> list[Action]:
    """The open actions with the nearest deadlines."""
    waiting = [one for one in m.plan.actions.values() if one.status in OPEN and one.deadline]
    return sorted(waiting, key=lambda one: one.deadline or date.max)[:STEPS_SHOWN]


def _step(m: Material, one: Action) -> Spans:
    day = m.language.short_day(one.deadline) if one.deadline else ""
    who = m.or_gap(m.plan.person(one.responsible) if one.responsible else "", m.words("column.responsible"))
    return (Span(f"{day}{late(m, one)} ", bold=True), Span(f"{one.title} ("), *who, Span(")"))


def _annex(m: Material) -> Spans:
    """The full plan, in its latest version where versions are noted."""
    last = next(reversed(list(m.plan.changes_log.values())), None)
    version = m.words("committee.version", version=last.version) if last and last.version else ""
    return plain(f"{m.words('committee.plan', title=m.plan.title)}{version}.")
