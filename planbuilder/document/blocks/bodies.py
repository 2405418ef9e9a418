"""Blocks of the bodies that deal with a plan: what each is asked and has decided, and whose budgets are lowered.

In: `Material`. Out: primitives. What was recommended stays, whatever is decided; a decision has a head of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from functools import partial
from itertools import groupby

from planbuilder.document.blocks.actions import headed
from planbuilder.document.fields import missing, shown_cell, with_informant
from planbuilder.document.material import Content, Material, facts, filled_lines, of_text, row, table
from planbuilder.document.model import Block, Paragraph, Row, Span, Spans, plain, text_of
from planbuilder.document.shortened import counting
from planbuilder.document.shortened import named as names_of
from planbuilder.plaintext import sentence
from planbuilder.plan.registers import Decision, heard
from planbuilder.questionnaire.needed import DECISIONS

# Less than half a krone is nothing; of more committees than these, only how many there are is said.
HALF, NAMED = Decimal("0.5"), 3


# How wide labels and passages are beside each other.
ASKED, DECIDED = (0.4, 6.5), (0.9, 6.0)
Form = tuple[float, float]
# Bodies together, and what they are asked or have decided.
Told = tuple[Sequence[Decision], Spans]


def told_decisions(m: Material) -> list[Decision]:
    """The bodies that have decided or put off the case."""
    return [one for one in m.plan.decisions.values() if one.decision or one.outcome]


def decided(m: Material) -> list[tuple[str, Spans]]:
    """What bodies have decided or put off: the day, and who decided what."""
    known = told_decisions(m)
    days = (m.language.short_day(one.on) if one.on else "" for one in known)
    said = ((Span(f"{one.body}: ", bold=True), Span(result(m, one))) for one in known)
    return list(zip(days, said, strict=True))


def alike(chain: Mapping[str, Decision]) -> list[list[Decision]]:
    """Bodies in their order; those that follow each other and are asked the same, together, until one has decided."""
    found_alike = groupby(chain.items(), key=lambda one: (one[1].recommendation or one[0], one[1].is_decided))
    return [[decision for _, decision in found] for _, found in found_alike]


def shown_last(m: Material, name: str, said: Sequence[Told]) -> int:
    """From which passage on they are shown: the last ones, as far as there is room."""
    return len(said) - counting(m, name, [len(text_of(spans)) for _, spans in said[::-1]])


def elsewhere(m: Material, name: str, left: Sequence[Sequence[Decision]]) -> tuple[Block, ...]:
    """That what some bodies are asked or have decided stands in the plan, by name; nothing where it stands here."""
    bodies = [one.body for own in left for one in own]
    said = m.words(f"committee.{name}_elsewhere", bodies=names_of(m, bodies))
    return (Paragraph(plain(said), "small"),) if bodies else ()


def committee_recommendations(m: Material) -> tuple[Block, ...]:
    """What each body is asked to decide, when, whether it has decided or not; and who is not asked but pays."""
    if not m.plan.decisions:
        return (missing(m, DECISIONS, m.words("recommendation")),)
    said = [(own, asking(m, own)) for own in alike(m.plan.decisions)]
    passed = passed_over(m)
    shown = _last(m, "recommendations", (), said, ASKED, m.words("recommendation"))
    return (*shown, *([Paragraph(plain(passed), "small")] if passed else []))


def asking(m: Material, bodies: Sequence[Decision]) -> Spans:
    """Who recommends what to which bodies, and when they meet."""
    return (*addressed(m, bodies), *asked_of(m, bodies[0]))


def addressed(m: Material, bodies: Sequence[Decision]) -> Spans:
    """Who recommends to which bodies, and when they meet: the start of a sentence."""
    marks = ["", *[", "] * (len(bodies) - 2), f" {m.language.text('language.and')} "][: len(bodies)]
    named = (span for mark, one in zip(marks, bodies, strict=True) for span in (*of_text(mark), *sitting(m, one)))
    start = m.words("committee.was_asked" if bodies[0].is_decided else "committee.asked")
    end = Span(m.words("committee.asked_end"))
    return (Span(start), *named, end)


def sitting(m: Material, decision: Decision) -> Spans:
    """A body with the day and the item; of one that has decided, how the case came out."""
    when = plain(m.language.day(decision.on)) if decision.on else m.gap(m.words("column.date"))
    outcome = m.choice("outcome", decision.outcome) or m.words("committee.dealt_with")
    came = f"{outcome} " if decision.is_decided else ""
    item = m.words("committee.item", item=decision.item) if decision.item else ""
    return (Span(decision.body, bold=True), Span(f" ({came}"), *when, Span(f"{item})"))


def committee_decisions(m: Material) -> tuple[Block, ...]:
    """What bodies have decided; that nothing is decided, where that is so."""
    said = decided(m)
    each = [([one], spans) for one, (_, spans) in zip(told_decisions(m), said, strict=True)]
    days = [day for day, _ in said]
    return _last(m, "decided", days, each, DECIDED, m.words("column.decision")) if said else (m.nothing("decided"),)


def _last(m: Material, name: str, days: Sequence[str], said: Sequence[Told], form: Form, alt: str) -> tuple[Block, ...]:
    """Passages by day or, without days, numbered: whose stand in the plan, then the last ones there is room for."""
    first = shown_last(m, name, said)
    labels = days[first:] if days else [f"{n}." for n in range(1, len(said) - first + 1)]
    rows: list[tuple[str, Content]] = list(zip(labels, (spans for _, spans in said[first:]), strict=True))
    left = elsewhere(m, name, [own for own, _ in said[:first]])
    return (*left, facts(f"committee_{name}", "", rows, alt, widths=form))


def result(m: Material, decision: Decision) -> str:
    """What came of a case before a body, and on which conditions."""
    said = sentence(decision.decision or m.choice("outcome", decision.outcome).capitalize())
    return said + terms_of(m, decision)


def terms_of(m: Material, decision: Decision) -> str:
    """On which conditions, as a sentence; nothing where there are none."""
    terms = filled_lines(decision.conditions)
    listed = one_sentence(terms, names_in(m))
    return m.language.count("document.committee.conditions", len(terms), conditions=listed) if terms else ""


def names_in(m: Material) -> frozenset[str]:
    """The words that names of the plan begin with: of people, their units, bodies, the municipality, the solution."""
    people = (name for one in m.plan.people.values() for name in (one.name, one.unit))
    named = (*people, *(one.body for one in m.plan.decisions.values()), m.plan.organisation.name, m.plan.solution.name)
    return frozenset(word for name in named for word in name.split()[:1])


def one_sentence(points: Sequence[str], names: Collection[str]) -> str:
    """Points as one sentence: parted by semicolons, small letters after these but for names, and a full stop."""
    listed = "; ".join(
        _small(one.removesuffix("."), names) if n else one.removesuffix(".") for n, one in enumerate(points)
    )
    return sentence(listed)


def _small(point: str, names: Collection[str]) -> str:
    """A point as it goes on after a semicolon; a name keeps its capital, and so does what is written in capitals."""
    first = point.partition(" ")[0].strip(",:")
    return point if first in names or first[1:] != first[1:].lower() else point[:1].lower() + point[1:]


def asked_of(m: Material, decision: Decision) -> Spans:
    """What a body is asked to decide; several lines are so many points, numbered."""
    points = filled_lines(decision.recommendation)
    if len(points) > 1:
        points = [m.words("committee.point", number=n, point=point) for n, point in enumerate(points, 1)]
    return m.or_gap(sentence(" ".join(points)), m.words("recommendation"))


def conditions(m: Material) -> tuple[Block, ...]:
    """What bodies have made a condition, in their words; that nobody has, where that is so."""
    rows = [
        row((one.body, m.language.short_day(one.on) if one.on else "–", one.conditions))
        for one in m.plan.decisions.values()
        if one.conditions
    ]
    columns = m.columns("body 1.8", "date 0.9", "conditions 4.4")
    return (table("conditions", m.words("conditions"), columns, rows),) if rows else (m.nothing("conditions"),)


def decision_chain(m: Material) -> tuple[Block, ...]:
    """Who deals with the plan, when, with which result."""
    rows = [_decision(m, id, decision) for id, decision in m.plan.decisions.items()]
    if not rows:
        return (missing(m, DECISIONS, m.words("decision_chain")),)
    columns = m.columns("body 1.7", "recommendation 4", "decision 2.4")
    return (*_lowered(m), with_informant(m, DECISIONS, table("decisions", m.words("decision_chain"), columns, rows)))


def lowered(m: Material) -> list[str]:
    """The committees whose budgets as a whole are lowered in any year, by name."""
    sums: dict[str, list[Decimal]] = {}
    for one in m.figures.funding.adjustments:
        name = m.plan.budget_changes[one.id].committee
        sums[name] = [a + b for a, b in zip(sums.get(name, [Decimal(0)] * m.plan.horizon), one.by_year, strict=True)]
    return [name for name, years in sums.items() if name and max(years) >= HALF]


def passed_over(m: Material) -> str:
    """That committees whose budgets are lowered are not in the decision chain; of many only how many."""
    chain = " · ".join(heard(one.body) for one in m.plan.decisions.values())
    left = [name for name in lowered(m) if heard(name) not in chain]
    if not left or not chain:
        return ""
    names = m.language.sentence_list(left)
    return m.words("chain.passed_over_many" if len(left) > NAMED else "chain.passed_over", names=names, count=len(left))


def _lowered(m: Material) -> tuple[Block, ...]:
    """Whose budgets are lowered, and who of them does not deal with the plan, beside the decision chain."""
    named = lowered(m)
    each = (m.words("chain.named", name=name) for name in named)
    said = [m.words("chain.lowered", names=m.language.sentence_list(each))] if named else []
    return (Paragraph(plain(" ".join(filter(None, (*said, passed_over(m)))))),) if named else ()


def _decision(m: Material, id: str, d: Decision) -> Row:
    said = partial(shown_cell, m, DECISIONS, id)
    on, terms = (
        said("on", m.language.short_day(d.on) if d.on else "", m.words("column.date")),
        said("conditions", d.conditions),
    )
    item = headed(f", {m.words('column.item').lower()} ", said("item", d.item))
    return row((
        (*said("body", d.body), Span("\n"), *on, *item),
        said("recommendation", d.recommendation, m.words("recommendation")),
        (*said("decision", _result(m, d)), *headed(f"\n{_terms_head(m, d)}: ", terms)),
    ))  # fmt: skip


def _terms_head(m: Material, d: Decision) -> str:
    """One condition, or several."""
    return m.words("column.conditions" if len(filled_lines(d.conditions)) > 1 else "column.condition")


def _result(m: Material, d: Decision) -> str:
    """What was decided, or how the case came out; before its day that it is to come, after it that nothing is noted."""
    known = d.decision or m.choice("outcome", d.outcome).capitalize()
    return known or m.words("not_noted" if d.on and d.on < m.day else "not_decided")
