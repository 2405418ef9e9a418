"""Blocks of what is done and decided: action plan, ideas, decision chain, signatures, and the logs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import partial

from planbuilder.document.fields import instead, missing, shown_cell, with_informant
from planbuilder.document.material import Material, joined, paragraphs, row, table
from planbuilder.document.model import Block, Cell, Paragraph, Row, Signature, Span, Spans, Table, Tone, plain
from planbuilder.plan import on_board
from planbuilder.plan.registers import Action, Idea, LogEntry, Person, Recipient
from planbuilder.questionnaire.needed import ACTIONS, IDEAS, LOG, PEOPLE, RECIPIENTS, SIGNERS

STATUS_TONES: dict[str, Tone] = {
    "decided": "neutral",
    "started": "watch",
    "finished": "good",
    "evaluated": "good",
    "": "gap",
}
# The four fields of an assessment, by effect and resources.
FIELD_TONES: dict[tuple[str, str], Tone] = {
    ("high", "low"): "good",
    ("low", "low"): "watch",
    ("high", "high"): "caution",
    ("low", "high"): "bad",
}


def action_plan(m: Material) -> tuple[Block, ...]:
    """Every action by its date, with the person responsible and the status; those without a date come last."""
    by_date = sorted(m.plan.actions.items(), key=lambda one: due(m, one[1]) or date.max)
    rows = [_action(m, id, action) for id, action in by_date]
    if not rows:
        return (missing(m, ACTIONS, m.words("section.actions")),)
    columns = m.columns("id 0.5", "action 3.3", "responsible 1.5", "deadline 1.1", "status 1", "belongs 2.6")
    shown = table("action_plan", m.words("section.actions"), columns, rows)
    return (Paragraph(plain(_counted(m))), with_informant(m, ACTIONS, shown))


def _counted(m: Material) -> str:
    """How many actions there are, and how many of each status there is any of."""
    found: Counter[str] = Counter(action.status for action in m.plan.actions.values())
    named = [(found[status], status_name(m, status)) for status in STATUS_TONES if found[status]]
    first = m.words("actions_first", count=named[0][0], status=named[0][1])
    counts = m.language.sentence_list((first, *(f"{count} {name}" for count, name in named[1:])))
    return m.language.count("document.actions_intro", len(m.plan.actions), counts=counts, status=named[0][1])


def status_name(m: Material, status: str) -> str:
    """What a status is called; that there is none, where nobody has given one."""
    return m.choice("action_status", status) or m.words("no_status")


def _action(m: Material, id: str, action: Action) -> Row:
    said = partial(shown_cell, m, ACTIONS, id)
    responsible = m.plan.person(action.responsible) if action.responsible else ""
    return row((
        id,
        said("title", action.title, m.words("column.action")),
        said("responsible", responsible, m.words("column.responsible")),
        _deadline(m, action, said("deadline", deadline_of(m, action), m.words("column.date"))),
        Cell(
            said("status", m.choice("action_status", action.status), m.words("column.status")),
            tone=STATUS_TONES[action.status],
        ),
        _belongs(m, action, said),
    ))  # fmt: skip


def _deadline(m: Material, action: Action, day: Spans) -> Cell:
    return Cell((*day, Span(f"\n{m.words('board.late')}", bold=True)), tone="bad") if is_late(m, action) else Cell(day)


def is_late(m: Material, action: Action) -> bool:
    """Whether an action is still open after its deadline."""
    return on_board.is_late(action, m.day)


def due(m: Material, action: Action) -> date | None:
    """The day by which an action is to be done; the next one, never past, of a day that comes again."""
    return on_board.due(action, m.day)


def deadline_of(m: Material, action: Action) -> str:
    """An action's deadline in words; empty if it has none."""
    return m.language.deadline(action.deadline, m.day) if action.deadline else ""


def late(m: Material, action: Action) -> str:
    """What a deadline in running text is followed by if the action is late, else nothing."""
    return f" ({m.words('board.late')})" if is_late(m, action) else ""


def _belongs(m: Material, action: Action, said: Callable[[str, str], Spans]) -> Spans:
    """The change, the benefit and the theme that an action is for."""
    theme, change, benefit = (
        said("theme", m.choice("theme", action.theme)),
        said("change", action.change),
        said("benefit", action.benefit),
    )
    return joined([change, benefit, theme], " · ")


def _day(m: Material, day: date | None) -> str:
    return m.language.short_day(day) if day else ""


def ideas(m: Material) -> tuple[Block, ...]:
    """The ideas of the board with effect, resources and the field they fall in."""
    rows = [_idea(m, id, idea) for id, idea in m.plan.ideas.items()]
    columns = m.columns("id 0.5", "idea 3.6", "effect 0.8", "resources 1", "field 2.2", "proposed_by 1.6")
    return _optional(m, IDEAS, table("ideas", m.words("ideas"), columns, rows))


def _optional(m: Material, id: str, shown: Table) -> tuple[Block, ...]:
    """A table that nobody has to fill in; where it is empty, what is noted of it, if anything."""
    if shown.rows:
        return (with_informant(m, id, shown),)
    said = instead(m, id)
    return (Paragraph((Span(f"{shown.caption}: ", bold=True), *said)),) if said else ()


def _idea(m: Material, id: str, idea: Idea) -> Row:
    tone: Tone = FIELD_TONES.get((idea.effect, idea.resources), "neutral")
    said = partial(shown_cell, m, IDEAS, id)
    effect, resources = (said(name, m.choice("scale", getattr(idea, name)) or "–") for name in ("effect", "resources"))
    outcome = joined([_outcome(m, idea, said), said("reason", idea.reason)], ": ")
    assessed = plain(field_name(m, idea.effect, idea.resources))
    field = Cell((*assessed, *plain("\n"), *outcome) if outcome else assessed, tone=tone)
    return row((id, said("title", idea.title), effect, resources, field, said("by", idea.by)))


def _outcome(m: Material, idea: Idea, said: Callable[[str, str], Spans]) -> Spans:
    """What became of an idea that is no longer on the board."""
    if idea.became:
        return (*plain(m.words("idea_became")), *said("became", idea.became))
    return plain(m.words("idea_dropped")) if idea.reason else ()


def field_name(m: Material, effect: str, resources: str) -> str:
    """What the field of an effect and some resources is called, or that one or both have not been assessed."""
    if (effect, resources) in FIELD_TONES:
        return m.words(f"field.{effect}_effect_{resources}_resources")
    return m.words("field.half" if effect or resources else "field.none")


def headed(head: str, answer: Spans) -> Spans:
    """An answer after its head, and neither where there is none."""
    return (Span(head), *answer) if answer else ()


def signatures(m: Material) -> tuple[Block, ...]:
    """A place to sign for each signer, in their order."""
    if not m.plan.signers:
        return (missing(m, SIGNERS, m.words("signers")),)
    labels = (m.words("sign.signature"), m.words("sign.name"), m.words("sign.date"))
    fields = [Signature(id, *m.signer(id), labels) for id in m.plan.signers]
    return (Paragraph(plain(m.words("sign.intro"))), *fields)


def proofs(m: Material) -> tuple[Block, ...]:
    """What a reader can rely on: not the names and dates that stand above."""
    return (Paragraph(plain(m.words("sign.proves"))),)


def change_log(m: Material) -> tuple[Block, ...]:
    """What changed from version to version."""
    rows = [_version(m, id, version) for id, version in m.plan.changes_log.items()]
    columns = m.columns("version 0.7", "date 1", "changed 4", "changed_by 1.6", "approved_by 1.6")
    return _optional(m, LOG, table("change_log", m.words("change_log"), columns, rows)) or (m.nothing("change_log"),)


def _version(m: Material, id: str, v: LogEntry) -> Row:
    said = partial(shown_cell, m, LOG, id)
    return row((
        said("version", v.version),
        said("on", _day(m, v.on), m.words("column.date")),
        said("change", v.change),
        said("by", m.plan.person(v.by)),
        said("approved_by", m.plan.person(v.approved_by) or "–"),
    ))  # fmt: skip


def distribution(m: Material) -> tuple[Block, ...]:
    """Who has been sent the plan."""
    rows = [_recipient(m, id, recipient) for id, recipient in m.plan.distribution.items()]
    columns = m.columns("recipient 2.4", "role 3.2", "version 0.7", "sent 0.9")
    shown = table("distribution", m.words("distribution"), columns, rows)
    return _optional(m, RECIPIENTS, shown) or (m.nothing("distribution"),)


def _recipient(m: Material, id: str, r: Recipient) -> Row:
    said = partial(shown_cell, m, RECIPIENTS, id)
    return row((
        said("name", r.name),
        (*said("role", r.role), *headed(f"\n{m.words('column.answer')}: ", said("answer", r.answer))),
        said("version", r.version or "–"),
        said("on", _day(m, r.on) or "–"),
    ))  # fmt: skip


def people(m: Material) -> tuple[Block, ...]:
    """Everybody the plan names, with position and unit."""
    rows = [_person(m, id, person) for id, person in m.plan.people.items()]
    columns = m.columns("id 0.5", "name 2", "position 2.4", "unit 2.2")
    return _optional(m, PEOPLE, table("people", m.words("people"), columns, rows)) or (m.nothing("people"),)


def _person(m: Material, id: str, person: Person) -> Row:
    said = partial(shown_cell, m, PEOPLE, id)
    return row((id, said("name", person.name), said("role", person.role) or "–", said("unit", person.unit) or "–"))


def method_credit(m: Material) -> tuple[Block, ...]:
    """Where the method comes from."""
    return paragraphs(m.words("method_credit"), "small")
