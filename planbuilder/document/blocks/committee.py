"""Blocks of the case presentation for a political committee: short, and without a word the plan does not say.

In: `Material`. Out: primitives, without a heading of their own: the outline calls each what the municipality calls it.
No table is there for its looks: agenda systems take none. What it costs stands in `committee_economy`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from planbuilder.document.blocks.actions import deadline_of, due, is_late
from planbuilder.document.fields import told, written_texts
from planbuilder.document.material import Material, filled_lines, paragraphs
from planbuilder.document.model import Block, Item, ListBlock, Paragraph, Span, Spans, plain
from planbuilder.document.shortened import counting, first, shortened, shortened_lines
from planbuilder.figures import lacking
from planbuilder.figures.lines import Line
from planbuilder.plan import on_board
from planbuilder.plan.economy import Risk
from planbuilder.plan.registers import Action, Decision, Recipient
from planbuilder.questionnaire.needed import (
    ACTIONS,
    DESCRIPTION,
    GOALS,
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
    return (Paragraph(whose),)


def committee_background(m: Material) -> tuple[Block, ...]:
    """What is to become better."""
    return (Paragraph(told(m, PURPOSE, m.plan.benefits_tree.purpose)),)


def committee_solution(m: Material) -> tuple[Block, ...]:
    """What is to be introduced, in the words of the plan."""
    text = m.plan.solution.description
    return paragraphs(text) if text else (Paragraph(told(m, DESCRIPTION, "")),)


def committee_today(m: Material) -> tuple[Block, ...]:
    """How it is today, which is asked for first: the first of several paragraphs on the solution."""
    first, *others = filled_lines(m.plan.solution.description) or [""]
    return (Paragraph(plain(first)),) if others else ()


def committee_change(m: Material) -> tuple[Block, ...]:
    """What is to be introduced, where how it is today stands elsewhere."""
    return committee_solution(m)[len(committee_today(m)) :]


def committee_affected(m: Material) -> tuple[Block, ...]:
    """Whom the case affects, and how employees have been involved: the first paragraph of that answer."""
    names = [in_sentence(m, one["name"] or "–") for one in m.answers.rows(STAKEHOLDERS).values()]
    first, *_ = filled_lines(m.answers.value(INVOLVEMENT) or "") or [""]
    affected = silence(m, STAKEHOLDERS) or plain(f"{_some_of(m, names)}.")
    involved = silence(m, INVOLVEMENT) or plain(first)
    return run_in(m, ("committee.stakeholders", affected), ("committee.involved", involved))


def committee_disbenefits(m: Material) -> tuple[Block, ...]:
    """What somebody loses by it, each with its amount a year where it has one; nothing where the plan tells of none."""
    lines = [one for one in m.figures.benefits if m.plan.benefits_tree.benefits[one.id].is_disbenefit]
    said = [plain(_lost(m, one)) for one in lines]
    return run_in(m, ("committee.disbenefits", listed(said))) if said else ()


def _lost(m: Material, line: Line) -> str:
    title = line.title or line.id
    return f"{title} ({m.words('a_year', amount=m.money_in_words(line.full_effect))})" if line.full_effect else title


def _some_of(m: Material, names: Sequence[str]) -> str:
    """Names in one sentence: the first, and how many others the plan has."""
    shown = counting(m, "stakeholders", list(map(len, names)))
    left = len(names) - shown
    others = [m.language.count("document.others_in_plan", left)] if left else []
    return m.language.sentence_list([*names[:shown], *others])


def in_sentence(m: Material, name: str) -> str:
    """A name as it stands within a sentence: without its capital where the plan writes its first word without."""
    word = name.split(maxsplit=1)[0]
    small = word[:1].lower() + word[1:]
    known = small != word and any(re.search(rf"\b{re.escape(small)}\b", text) for text in written_texts(m))
    return name.replace(word, small, 1) if known else name


def run_in(m: Material, *passages: Passage) -> tuple[Block, ...]:
    """Passages that say something as paragraphs, each after what it is about, in bold."""
    return tuple(Paragraph((Span(f"{m.words(key)}: ", bold=True), *spans)) for key, spans in passages if spans)


def points(said: Sequence[Spans], silence: Spans) -> tuple[Block, ...]:
    """Passages as a list; what stands in their stead where there are none."""
    return (ListBlock(tuple(Item(spans) for spans in said)),) if said else (Paragraph(silence),)


def lines(passages: Iterable[Spans]) -> Spans:
    """Passages on a line each."""
    return listed(list(passages), "", "\n")


def listed(parts: Sequence[Spans], end: str = ".", mark: str = "; ") -> Spans:
    """Passages in one line, parted by marks."""
    last = len(parts) - 1
    return tuple(span for n, part in enumerate(parts) for span in (*part, Span(mark if n < last else end)) if span.text)


def a_years_wait(m: Material) -> str:
    """How NPV moves with a year's wait, in both readings."""
    changes = {"waiting": m.figures.waiting.same_life, "waiting_same_end": m.figures.waiting.same_end}
    amount, other = (m.money_in_words(abs(change)) for change in changes.values())
    ways = {_way(change) for change in changes.values()}
    if ways != {"same"} and len(ways) == 1 and amount == other:
        said = m.words(f"committee.waiting.either_{ways.pop()}", amount=amount)
    elif ways == {"falls"}:
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
    return m.words(f"committee.{reading}.{_way(change)}", amount=m.money_in_words(abs(change)))


def _way(change: Decimal) -> str:
    return "same" if abs(change) < HALF else "falls" if change < 0 else "rises"


def committee_law(m: Material) -> tuple[Block, ...]:
    """The legal basis as it was answered, never guessed from rules."""
    said = paragraphs(m.answers.value(LEGAL_BASIS) or "")
    quiet = silence(m, LEGAL_BASIS)
    return (Paragraph(quiet),) if quiet else said


def committee_rules(m: Material) -> tuple[Block, ...]:
    """The rules that can be changed, who can do it and by when; nothing where there are none."""
    rules = m.answers.rows(RULES).values()
    loose = [rule for rule in rules if rule["origin"] not in BINDING and rule["own_decision"] is not False]
    if not loose or silence(m, RULES):
        return ()
    head = Paragraph(plain(m.words("committee.to_change"), bold=True), "label")
    return (head, *points(shortened_lines(m, "rules", [_to_change(m, rule) for rule in loose]), ()))


def _to_change(m: Material, rule: Values) -> Spans:
    """A rule, who can change it, and by when; that the day has passed tells nothing of whether it was changed."""
    day = rule["by_when"]
    passed = m.words("committee.passed") if day and day < m.day else ""
    when = m.words("committee.by_when", day=m.language.short_day(day) if day else m.words("committee.no_day"))
    who = m.or_gap(rule["changed_by"] or "", m.words("committee.changed_by"))
    text = m.words("committee.rule", rule=(rule["rule"] or "").rstrip("."))
    return (Span(f"{text} – "), *who, Span(f"{when}{passed}."))


def committee_hearing(m: Material) -> tuple[Block, ...]:
    """Who is heard, and what each has answered."""
    heard = [_heard(m, one) for one in m.plan.distribution.values() if is_heard(m, one)]
    return points(shortened_lines(m, "heard", heard), told(m, RECIPIENTS, ""))


def committee_goals(m: Material) -> tuple[Block, ...]:
    """The political goals that change, old and new wording, and who decides; or why there are none."""
    head = Paragraph(plain(m.words("committee.goals"), bold=True), "label")
    goals = [_goal(m, goal) for goal in m.answers.rows(GOALS).values()]
    quiet = silence(m, GOALS)
    return (head, *points([] if quiet else shortened(m, "goals", goals), quiet))


def committee_risks(m: Material) -> tuple[Block, ...]:
    """What can go wrong: how likely it is, what it would cost, and what is agreed about it."""
    risks = [risk_in_words(m, one) for one in m.plan.risks.values()]
    return points(shortened(m, "risks", risks), told(m, RISKS, ""))


def committee_steps(m: Material) -> tuple[Block, ...]:
    """What is done next, by date."""
    nothing = told(m, ACTIONS, m.words("committee.no_steps") if m.plan.actions else "")
    meetings = _meetings(m)
    # Which figures are missing takes the room of two.
    most = STEPS_SHOWN - 2 * bool(lacking.said(m.language, m.figures))
    return points([*([meetings] if meetings else []), *next_steps(m, most)], nothing)


def _meetings(m: Material) -> Spans:
    """The bodies that are still to deal with the case, and when they meet."""
    ahead = [one for one in m.plan.decisions.values() if not one.is_decided and one.on and one.on >= m.day]
    named = ", ".join(first(m, [_sits(m, one) for one in ahead]))
    return plain(m.words("committee.meets", bodies=named)) if ahead else ()


def _sits(m: Material, one: Decision) -> str:
    return f"{one.body} {m.language.short_day(one.on)}" if one.on else one.body


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


def silence(m: Material, id: str) -> Spans:
    """What stands in the stead of an answer that is not there or is kept out; empty where there is one to show."""
    if m.answers.note(id).internal or not m.answers.is_asked(id):
        return plain(m.words("committee.left_out"))
    return () if m.answers.state(id) == "answered" else told(m, id, "")


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
    told = (Span("("), *chance, Span(", "), *cost, Span(f" {m.words('committee.cost')}): "))
    return (Span(f"{one.title} ", bold=True), *told, *agreed, Span("."))


def next_steps(m: Material, most: int) -> list[Spans]:
    """The open actions ahead with the nearest deadlines; of those whose day has passed only how many there are."""
    ahead = [
        one for one in m.plan.actions.values() if one.status in on_board.OPEN and one.deadline and not is_late(m, one)
    ]
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
