"""Blocks of the case presentation for a political committee: short, and without a word the plan does not say.

In: `Material`. Out: primitives. What it costs stands in `committee_economy`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from planbuilder.document.blocks.actions import OPEN, deadline_of, due, is_late
from planbuilder.document.fields import told
from planbuilder.document.material import Material, facts, filled_lines
from planbuilder.document.model import Block, Span, Spans, plain
from planbuilder.document.shortened import shortened, shortened_lines
from planbuilder.figures import lacking
from planbuilder.plan.economy import Risk
from planbuilder.plan.registers import Action, Indicator, Reading, Recipient
from planbuilder.questionnaire.needed import (
    ACTIONS,
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
    """Whose case it is, and its number."""
    organisation = m.plan.organisation
    named = " · ".join(text for text in (organisation.name, organisation.department) if text)
    number = m.or_gap(organisation.case_number, m.words("cover.case_number"))
    whose = (*m.or_gap(named, m.words("cover.organisation")), Span(f" · {m.words('cover.case_number')} "), *number)
    return form(m, ("presented_by", whose))


def form(m: Material, *passages: Passage) -> tuple[Block, ...]:
    """Headed passages beneath each other, as a form has them; the first names the table."""
    named = [(m.words(f"committee.{key}"), spans) for key, spans in passages]
    alt = m.language.sentence_list(name for name, _ in named)
    return (facts(f"committee_{passages[0][0]}", "", named, alt, widths=(1.0, 5.9)),)


def lines(passages: Iterable[Spans]) -> Spans:
    """Passages on a line each."""
    return listed(list(passages), "", "\n")


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
    waiting = m.figures.waiting
    if not m.figures.has_money:
        yield "why_now", m.gap(m.words("section.economy"))
    elif min(waiting.same_life, waiting.same_end) <= -HALF:
        yield "why_now", plain(a_years_wait(m))


def a_years_wait(m: Material) -> str:
    """How NPV moves with a year's wait, in both readings."""
    changes = {"waiting": m.figures.waiting.same_life, "waiting_same_end": m.figures.waiting.same_end}
    if all(change <= -HALF for change in changes.values()):
        amount, other = (m.money_in_words(-change) for change in changes.values())
        said = m.words("committee.waiting.both", amount=amount, other=other)
    else:
        said = "".join(_wait(m, reading, change) for reading, change in changes.items())
    return ended(m, said, lacking.without(m.language, m.figures, "npv"))


def ended(m: Material, said: str, lacks: str) -> str:
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
    risks = [risk_in_words(m, one) for one in m.plan.risks.values()]
    steps = lines(next_steps(m, STEPS_SHOWN))
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
    """How employees have been involved, in the answer's first paragraph, and who is heard and has answered what."""
    first, *_ = filled_lines(m.answers.value(INVOLVEMENT) or "") or [""]
    yield "involved", _silence(m, INVOLVEMENT) or plain(first)
    heard = [_heard(m, one) for one in m.plan.distribution.values() if is_heard(m, one)]
    yield "heard", lines(shortened_lines(m, "heard", heard)) or told(m, RECIPIENTS, "")


def is_heard(m: Material, one: Recipient) -> bool:
    """Whether somebody is sent the plan to be heard, by the role on the distribution list."""
    return m.words("committee.heard_role") in one.role.casefold()


def _heard(m: Material, one: Recipient) -> Spans:
    """Who is heard, when the plan is sent, and the answer: a gap once it is sent and nobody has noted one."""
    said = (Span(f"{one.name} ({_sent(m, one.on)})"),)
    if one.answer:
        return (*said, Span(f": {' '.join(one.answer.split())}"))
    return said if one.on and one.on > m.day else (*said, Span(": "), *m.gap(m.words("committee.answer")))


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


def risk_in_words(m: Material, one: Risk) -> Spans:
    """A risk with how likely it is, what it would cost, and what is agreed about it."""
    chance, cost = m.gap(m.words("column.probability")), m.gap(m.words("column.consequence"))
    if one.probability is not None:
        chance = plain(m.in_unit(one.probability, "%"))
    if one.consequence is not None:
        cost = plain(m.money_in_words(one.consequence))
    agreed = m.or_gap(one.mitigation.rstrip("."), m.words("column.agreed"))
    return (Span(f"{one.title} ", bold=True), Span("("), *chance, Span(", "), *cost, Span("): "), *agreed, Span("."))


def next_steps(m: Material, most: int) -> list[Spans]:
    """The open actions ahead with the nearest deadlines; of those whose day has passed only how many there are."""
    ahead = [one for one in m.plan.actions.values() if one.status in OPEN and one.deadline and not is_late(m, one)]
    steps = [_step(m, one) for one in sorted(ahead, key=lambda one: due(m, one) or date.max)[:most]]
    passed = sum(is_late(m, one) for one in m.plan.actions.values())
    return [*steps, *([plain(m.language.count("document.committee.passed_steps", passed))] if passed else [])]


def _step(m: Material, one: Action) -> Spans:
    """When, what and whose: the person's position, since a case is about what is done and not about who does it."""
    day = deadline_of(m, one)
    person = m.plan.people.get(one.responsible)
    who = (person.role or person.name) if person else one.responsible
    title, whose = m.or_gap(one.title, m.words("column.action")), m.or_gap(who, m.words("column.responsible"))
    return (Span(f"{day} ", bold=True), *title, Span(" ("), *whose, Span(")"))


def _annex(m: Material) -> Spans:
    """The full plan, in its latest version where versions are noted."""
    last = next(reversed(list(m.plan.changes_log.values())), None)
    version = m.words("committee.version", version=last.version) if last and last.version else ""
    return plain(f"{m.words('committee.plan', title=m.plan.title)}{version}.")
