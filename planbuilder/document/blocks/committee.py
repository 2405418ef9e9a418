"""Blocks of the case presentation for a political committee: short, and without a word the plan does not say.

In: `Material`. Out: primitives. What it costs stands in `committee_economy`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from planbuilder.document.blocks.actions import OPEN, late
from planbuilder.document.material import Material, facts
from planbuilder.document.model import Block, Item, ListBlock, Span, Spans, plain
from planbuilder.plan.economy import Risk
from planbuilder.plan.registers import Action, Decision, Indicator, Reading

STEPS_SHOWN = 3
# Less than half a krone is nothing.
HALF = Decimal("0.5")
RULES, STAKEHOLDERS = "workflows_rules.rules", "channel_strategy.stakeholders"
INVOLVEMENT, GOALS = "organisation_competences.involvement", "budget_political_goals.new_goals"
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
    return lines(_sitting(m, one) for one in m.plan.decisions.values()) or m.gap(m.words("decision_chain"))


def _sitting(m: Material, decision: Decision) -> Spans:
    when = plain(m.language.day(decision.on)) if decision.on else m.gap(m.words("column.date"))
    item = m.words("committee.item", item=decision.item) if decision.item else ""
    decided = f" – {decision.decision}" if decision.decision else ""
    terms = m.words("committee.conditions", conditions=decision.conditions) if decision.conditions else ""
    return (Span(f"{decision.body}, "), *when, Span(item + decided + terms))


def committee_recommendations(m: Material) -> tuple[Block, ...]:
    """What each body that has not decided yet is asked to decide, numbered; a line of its own is a point of its own."""
    chain = list(m.plan.decisions.values())
    waiting = [decision for decision in chain if not decision.decision] or chain
    if not waiting:
        return (m.missing(m.words("recommendation")),)
    return (ListBlock(tuple(_recommended(m, decision) for decision in waiting), ordered=True),)


def _recommended(m: Material, decision: Decision) -> Item:
    points = [line.strip() for line in decision.recommendation.splitlines() if line.strip()]
    body = Span(m.words("committee.recommended", body=decision.body), bold=True)
    if len(points) > 1:
        return Item((body,), tuple(Item(plain(point)) for point in points))
    return Item((body, *m.or_gap("".join(points), m.words("recommendation"))))


def committee_problem(m: Material) -> tuple[Block, ...]:
    """What is to become better, from where to where, the solution, what a wait costs, and whom it affects."""
    purpose, described = m.plan.benefits_tree.purpose, " ".join(m.plan.solution.description.split())
    measured = [_measured(m, one) for one in m.plan.indicators.values() if one.kind == "kpi"]
    names = "; ".join(one["name"] or "–" for one in m.answers.rows(STAKEHOLDERS).values())
    return form(
        m,
        ("purpose", m.or_gap(purpose, m.words("purpose"))),
        ("today", listed(measured) or m.gap(m.words("column.indicator"))),
        ("solution", m.or_gap(described, m.words("solution_description"))),
        *_why_now(m),
        ("stakeholders", _silence(m, STAKEHOLDERS) or plain(f"{names}.")),
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
    losses = {"waiting": m.figures.waiting.same_life, "waiting_same_end": m.figures.waiting.same_end}
    if any(loss >= HALF for loss in losses.values()):
        said = (_wait(m, reading, loss) for reading, loss in losses.items())
        yield "why_now", plain("".join(said))


def _wait(m: Material, reading: str, loss: Decimal) -> str:
    """How NPV moves with a year's wait in one reading."""
    way = "same" if abs(loss) < HALF else "falls" if loss > 0 else "rises"
    amount = m.money_in_words(abs(loss))
    return m.words(f"committee.{reading}.{way}", amount=amount, year=m.plan.years[-1])


def committee_grounds(m: Material) -> tuple[Block, ...]:
    """What the case rests on: rules, involvement, new goals, risks; then what is done next, and the annex."""
    risks = [_risk(m, one) for one in m.plan.risks.values()]
    steps = lines(_step(m, one) for one in _next(m))
    return form(
        m,
        *_law(m),
        *_hearing(m),
        ("goals", _goals(m)),
        ("risks", listed(risks, "", " ") or m.gap(m.words("committee.risks"))),
        ("steps", steps or m.gap(m.words("section.actions"))),
        ("annexes", _annex(m)),
    )


def _law(m: Material) -> Iterator[Passage]:
    """The rules the solution rests on, and those that must change: who can change them and by when."""
    rules = list(m.answers.rows(RULES).values())
    fixed = [rule for rule in rules if rule["origin"] in BINDING or rule["own_decision"] is False]
    silence, loose = _silence(m, RULES), [rule for rule in rules if rule not in fixed]
    rests_on = lines(_basis(m, rule) for rule in fixed)
    yield "law", silence or rests_on or m.gap(m.words("committee.law"))
    if loose and not silence:
        yield "to_change", lines(_to_change(m, rule) for rule in loose)


def _basis(m: Material, rule: Values) -> Spans:
    origin = m.choice("rule_origin", rule["origin"] or "") or "–"
    source = m.or_gap(rule["evidence"] or "", m.words("column.source"))
    return (Span(f"{(rule['rule'] or '').rstrip('.')} ({origin}: "), *source, Span(")."))


def _to_change(m: Material, rule: Values) -> Spans:
    day = rule["by_when"]
    when = m.words("committee.by_when", day=m.language.short_day(day)) if day else ""
    who = m.or_gap(rule["changed_by"] or "", m.words("committee.changed_by"))
    return (Span(f"{(rule['rule'] or '').rstrip('.')} – "), *who, Span(f"{when}."))


def _hearing(m: Material) -> Iterator[Passage]:
    """How employees have been involved, in the answer's first paragraph, and who has been heard."""
    told, *_ = (m.answers.value(INVOLVEMENT) or "").strip().splitlines() or [""]
    yield "involved", _silence(m, INVOLVEMENT) or plain(told)
    yield "heard", m.or_gap(_heard(m), m.words("committee.heard"))


def _heard(m: Material) -> str:
    """Those on the distribution list whose role is to be heard, with the date the plan was sent to them."""
    word = m.words("committee.heard_role")
    heard = [one for one in m.plan.distribution.values() if word in one.role.casefold()]
    return "; ".join(f"{one.name} ({m.language.day(one.on)})" if one.on else one.name for one in heard)


def _silence(m: Material, id: str) -> Spans:
    """What stands in the stead of an answer that is not there or is kept out; empty where there is one to show."""
    note, question = m.answers.note(id), m.questionnaire.by_id[id]
    if note.internal or not m.answers.is_asked(id):
        return plain(m.words("committee.left_out"))
    state = m.answers.state(id)
    if state == "unknown":
        return (Span(m.words("unknown", ask=note.ask or "–"), gap=True),)
    if state == "not_applicable":
        return plain(m.words("not_applicable", why=note.why or "–"))
    return () if state == "answered" else m.gap(m.language.pick(question.heading or question.label))


def _goals(m: Material) -> Spans:
    """The political goals that change, old and new wording, and who decides; or why there are none."""
    return _silence(m, GOALS) or listed([_goal(m, goal) for goal in m.answers.rows(GOALS).values()], "", " ")


def _goal(m: Material, goal: Values) -> Spans:
    old = m.or_gap(goal["old"] or "", m.words("column.wording_old"))
    new = m.or_gap(goal["new"] or "", m.words("column.wording_new"))
    who = m.or_gap(goal["decided_by"] or "", m.words("column.decided_by"))
    before, after, end = (m.words(f"committee.{key}") for key in ("old", "new", "quoted"))
    return (Span(goal["goal"] or "–", bold=True), Span(" ("), *who, Span(before), *old, Span(after), *new, Span(end))


def _risk(m: Material, one: Risk) -> Spans:
    chance, cost = m.gap(m.words("column.probability")), m.gap(m.words("column.consequence"))
    if one.probability is not None:
        chance = plain(m.language.percent(one.probability / 100))
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
    """The full plan in its latest version."""
    last = next(reversed(list(m.plan.changes_log.values())), None)
    version = m.or_gap(last.version if last else "", m.words("cover.version"))
    return (Span(m.words("committee.plan", title=m.plan.title)), *version, Span("."))
