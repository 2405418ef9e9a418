"""Blocks of the case presentation that ask and conclude: its summary, recommendation and decision, and otherwise.

In: `Material`. Out: primitives without layout tables, under the headings that an outline gives them. The summary says
what the decision sheet says, in sentences.
"""

from __future__ import annotations

from collections.abc import Sequence

from planbuilder.document.blocks import bodies, decision
from planbuilder.document.blocks.committee import listed, run_in
from planbuilder.document.blocks.indicators import level, way
from planbuilder.document.blocks.summary import headline, in_brief
from planbuilder.document.fields import missing, told
from planbuilder.document.material import Material, filled_lines
from planbuilder.document.model import Block, Item, ListBlock, Paragraph, Span, Spans, plain
from planbuilder.plan.registers import Decision
from planbuilder.questionnaire.needed import DECISIONS, PURPOSE


def committee_summary(m: Material) -> tuple[Block, ...]:
    """What the decision sheet says, in the same order, as paragraphs: enough to decide from."""
    risk, said = decision.largest_risk(m)
    return (
        *run_in(m, ("decide.decision", decision.who_decides(m))),
        Paragraph(told(m, PURPOSE, m.plan.benefits_tree.purpose)),
        *run_in(m, ("committee.effect", _citizens(m))),
        *headline(m),
        *run_in(m, (f"decide.{risk}", said), ("decide.otherwise", _otherwise(m))),
    )


def _citizens(m: Material) -> Spans:
    """The targets that citizens notice, from now to then; nothing where the plan has none."""
    shown = [m.plan.indicators[id] for id in decision.goals_for_citizens(m)][: decision.GOALS_SHOWN]
    return listed([plain(f"{one.title}: {way(m, one) or level(m, one)}") for one in shown])


def _otherwise(m: Material) -> Spans:
    return plain(" ".join(said for _, said in decision.without_and_later(m))) if m.figures.has_money else ()


def committee_alternatives(m: Material) -> tuple[Block, ...]:
    """How the municipality stands without the solution, and if it waits a year."""
    if not m.figures.has_money:
        return (m.missing(m.words("section.economy")),)
    return tuple(Paragraph(plain(said)) for _, said in decision.without_and_later(m))


def committee_brief(m: Material) -> tuple[Block, ...]:
    """The economy for whoever decides, in a few sentences; figures and accounts stand in the table."""
    return in_brief(m)


def committee_points(m: Material) -> tuple[Block, ...]:
    """Who recommends what to each body, its points numbered; the last bodies as far as there is room."""
    if not m.plan.decisions:
        return (missing(m, DECISIONS, m.words("recommendation")),)
    said = [(own, bodies.asking(m, own)) for own in bodies.alike(m.plan.decisions)]
    first = bodies.shown_last(m, "recommendations", said)
    passed = bodies.passed_over(m)
    return (
        *bodies.elsewhere(m, "recommendations", [own for own, _ in said[:first]]),
        *(block for own, _ in said[first:] for block in _asked(m, own)),
        *([Paragraph(plain(passed), "small")] if passed else []),
    )


def _asked(m: Material, asked: Sequence[Decision]) -> tuple[Block, ...]:
    """One body's recommendation: a sentence, or a sentence with a numbered list."""
    points = filled_lines(asked[0].recommendation)
    if len(points) < 2:
        return (Paragraph(bodies.asking(m, asked)),)
    items = tuple(Item(plain(point)) for point in points)
    return Paragraph(bodies.addressed(m, asked)), ListBlock(items, ordered=True)


def committee_outcome(m: Material) -> tuple[Block, ...]:
    """What bodies have decided until now, one by one, or that nothing is."""
    said = bodies.decided(m)
    if not said:
        return (m.nothing("decided"),)
    known = bodies.told_decisions(m)
    first = bodies.shown_last(m, "decided", [([one], spans) for one, (_, spans) in zip(known, said, strict=True)])
    kept = tuple(Item((Span(f"{day} "), *spans) if day else spans) for day, spans in said[first:])
    head = Paragraph(plain(m.words("committee.until_now"), bold=True), "label")
    return (head, *bodies.elsewhere(m, "decided", [known[:first]]), ListBlock(kept))


def committee_decision(m: Material) -> tuple[Block, ...]:
    """What the body that decides has decided; before it has, room for it."""
    last = next(reversed(list(m.plan.decisions.values())), None)
    if last is None or not last.is_decided:
        return (Paragraph(plain(m.words("committee.after_meeting"))),)
    return (Paragraph(decision.decided_by(m, last)),)
