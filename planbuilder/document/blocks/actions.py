"""Blocks of what is done and decided: action plan, ideas, decision chain, signatures, and the logs."""

from __future__ import annotations

from datetime import date

from planbuilder.document.material import Material, paragraphs, row, table
from planbuilder.document.model import Block, Cell, Paragraph, Row, Signature, Tone, plain
from planbuilder.plan.registers import Action, Idea

STATUS_TONES: dict[str, Tone] = {"decided": "neutral", "started": "watch", "finished": "good", "evaluated": "good"}
# The four fields of an assessment, by effect and resources.
FIELD_TONES: dict[tuple[str, str], Tone] = {
    ("high", "low"): "good",
    ("low", "low"): "watch",
    ("high", "high"): "caution",
    ("low", "high"): "bad",
}


def action_plan(m: Material) -> tuple[Block, ...]:
    """Every action with the person responsible, the deadline and the status."""
    rows = [_action(m, id, action) for id, action in m.plan.actions.items()]
    if not rows:
        return (m.missing(m.words("section.actions")),)
    columns = m.columns("id 0.5", "action 2.9", "responsible 1.6", "deadline 1.1", "status 1", "belongs 2.6")
    counts = m.language.sentence_list(
        f"{sum(a.status == status for a in m.plan.actions.values())} {m.choice('action_status', status)}"
        for status in STATUS_TONES
    )
    intro = Paragraph(plain(m.words("actions_intro", total=str(len(rows)), counts=counts)))
    return (intro, table("action_plan", m.words("section.actions"), columns, rows))


def _action(m: Material, id: str, action: Action) -> Row:
    linked = " · ".join(id for id in (action.change, action.benefit) if id)
    belongs = "\n".join(text for text in (m.choice("theme", action.theme), linked) if text)
    return row((
        id,
        m.or_gap(action.title, m.words("column.action")),
        m.or_gap(m.plan.person(action.responsible) if action.responsible else "", m.words("column.responsible")),
        _day(m, action.deadline),
        Cell(plain(m.choice("action_status", action.status)), tone=STATUS_TONES[action.status]),
        belongs,
    ))  # fmt: skip


def _day(m: Material, day: date | None) -> Cell:
    return Cell(plain(m.language.short_day(day)) if day else m.gap(m.words("column.date")))


def ideas(m: Material) -> tuple[Block, ...]:
    """The ideas of the board with effect, resources and the field they fall in."""
    rows = [_idea(m, id, idea) for id, idea in m.plan.ideas.items()]
    columns = m.columns("id 0.5", "idea 3.4", "effect 0.9", "resources 1.1", "field 1.6", "proposed_by 1.6")
    return (table("ideas", m.words("ideas"), columns, rows),) if rows else ()


def _idea(m: Material, id: str, idea: Idea) -> Row:
    tone: Tone = FIELD_TONES.get((idea.effect, idea.resources), "neutral")
    field = Cell(plain(field_name(m, idea.effect, idea.resources)), tone=tone)
    effect, resources = (m.choice("scale", value) or "–" for value in (idea.effect, idea.resources))
    return row((id, idea.title, effect, resources, field, idea.by))


def field_name(m: Material, effect: str, resources: str) -> str:
    """What the field of an effect and some resources is called; that it is not assessed, if either is missing."""
    known = (effect, resources) in FIELD_TONES
    return m.words(f"field.{effect}_effect_{resources}_resources" if known else "field.none")


def decision_chain(m: Material) -> tuple[Block, ...]:
    """Who deals with the plan, when, with which result."""
    rows = [
        row((
            d.body,
            _day(m, d.on),
            d.item or "–",
            m.or_gap(d.recommendation, m.words("recommendation")),
            d.decision or m.words("not_decided"),
            d.conditions or "–",
        ))
        for d in m.plan.decisions.values()
    ]  # fmt: skip
    if not rows:
        return (m.missing(m.words("decision_chain")),)
    columns = m.columns("body 1.4", "date 1.1", "item 0.7", "recommendation 3.2", "decision 2", "conditions 1.5")
    return (table("decisions", m.words("decision_chain"), columns, rows),)


def signatures(m: Material) -> tuple[Block, ...]:
    """A place to sign for each signer, in their order."""
    if not m.plan.signers:
        return (m.missing(m.words("signers")),)
    labels = (m.words("sign.signature"), m.words("sign.name"), m.words("sign.date"))
    people = [(id, m.plan.people.get(id)) for id in m.plan.signers]
    fields = [
        Signature(id, person.name if person else id, person.role if person else "", labels) for id, person in people
    ]
    return (Paragraph(plain(m.words("sign.intro"))), *fields)


def change_log(m: Material) -> tuple[Block, ...]:
    """What changed from version to version."""
    rows = [
        row((v.version, _day(m, v.on), v.change, m.plan.person(v.by), m.plan.person(v.approved_by) or "–"))
        for v in m.plan.changes_log.values()
    ]
    columns = m.columns("version 0.8", "date 1.1", "changed 3.6", "changed_by 1.5", "approved_by 1.5")
    return (table("change_log", m.words("change_log"), columns, rows),) if rows else (m.nothing("change_log"),)


def distribution(m: Material) -> tuple[Block, ...]:
    """Who has been sent the plan."""
    rows = [
        row((r.name, r.role, r.version or "–", m.language.short_day(r.on) if r.on else "–"))
        for r in m.plan.distribution.values()
    ]
    columns = m.columns("recipient 2", "role 2", "version 0.8", "sent 1.1")
    return (table("distribution", m.words("distribution"), columns, rows),) if rows else (m.nothing("distribution"),)


def method_credit(m: Material) -> tuple[Block, ...]:
    """Where the method comes from."""
    return paragraphs(m.words("method_credit"), "small")
