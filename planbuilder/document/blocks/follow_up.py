"""Blocks of the status paper: what became of what a body decided on, held against the version it had before it.

In: `Material` with a comparison, whose earlier state is that version. Out: primitives. A condition is an action of the
plan once its decision is noted, and stands where that action stands.
"""

from __future__ import annotations

from collections.abc import Iterator

from planbuilder.changes.comparing import Comparison
from planbuilder.changes.wording import summary
from planbuilder.document.blocks.actions import due, is_late, status_name
from planbuilder.document.blocks.bodies import ASKED, asking
from planbuilder.document.blocks.indicators import level, with_unit
from planbuilder.document.blocks.timeline import position
from planbuilder.document.following import in_unit, verdict_in_words
from planbuilder.document.material import Content, Material, facts, filled_lines, row, table
from planbuilder.document.model import Block, Paragraph, Row, plain
from planbuilder.figures.following import readings, standing_of
from planbuilder.plan.registers import Action, Decision, Indicator, heard

DONE = ("finished", "evaluated")


def follow_up_summary(m: Material) -> tuple[Block, ...]:
    """Against which version the plan is held, what has changed since, and how conditions and targets stand."""
    if m.since is None:
        return (m.nothing("compared"),)
    names = {"before": m.since.before.name, "after": m.since.after.name}
    held = Paragraph(plain(m.words("follow_up.held", **names)), "small")
    return held, Paragraph(plain(summary(m.language, m.since)), "lead"), Paragraph(plain(_counted(m)))


def _counted(m: Material) -> str:
    """How many conditions are met, and how many targets are measured."""
    terms = [_action(m, text) for _, text in _conditions(m)]
    met = sum(one is not None and one.status in DONE for one in terms)
    measured = sum(bool(readings(m.plan.measurements.values(), id)) for id in m.plan.indicators)
    said = [
        m.words("follow_up.conditions_met", met=met, count=len(terms)) if terms else "",
        m.words("follow_up.measured", measured=measured, count=len(m.plan.indicators)) if m.plan.indicators else "",
    ]
    return " ".join(filter(None, said))


def asked_now(m: Material) -> tuple[Block, ...]:
    """What bodies that have not decided are asked; that nothing is, where all have."""
    left = [one for one in m.plan.decisions.values() if one.recommendation and not one.is_decided]
    if not left:
        return (m.nothing("asked_now"),)
    said: list[tuple[str, Content]] = [(f"{n}.", asking(m, [one])) for n, one in enumerate(left, 1)]
    return (facts("asked_now", "", said, m.words("recommendation"), widths=ASKED.widths),)


def _conditions(m: Material) -> Iterator[tuple[Decision, str]]:
    """Each condition with the decision it was made in: a line each."""
    for one in m.plan.decisions.values():
        yield from ((one, line) for line in filled_lines(one.conditions))


def _action(m: Material, condition: str) -> Action | None:
    """The newest action that a condition has become; None without one."""
    found = (one for one in reversed(list(m.plan.actions.values())) if heard(one.title) == heard(condition))
    return next(found, None)


def conditions_standing(m: Material) -> tuple[Block, ...]:
    """Each condition, who made it, and how far it is."""
    rows = [
        row((text, f"{one.body}, {m.language.short_day(one.on)}" if one.on else one.body, _stands(m, _action(m, text))))
        for one, text in _conditions(m)
    ]
    columns = m.columns("conditions 3.4", "body 1.7", "stands 2.4")
    return (table("conditions_standing", m.words("follow_up.conditions"), columns, rows),) if rows else (
        m.nothing("conditions"),
    )  # fmt: skip


def _stands(m: Material, action: Action | None) -> str:
    """Status, deadline and whose it is; that no action sees to it, where none does."""
    if action is None:
        return m.words("follow_up.no_action")
    day = due(m, action)
    parts = (
        status_name(m, action.status).capitalize(),
        m.words("follow_up.due", day=m.language.short_day(day)) if day and action.status not in DONE else "",
        m.words("follow_up.passed") if is_late(m, action) else "",
        position(m, action.responsible),
    )
    return ", ".join(filter(None, parts))


def targets_standing(m: Material) -> tuple[Block, ...]:
    """Each indicator: the target when it was decided and now, the latest measurement, and how it goes by the plan."""
    if not m.plan.indicators:
        return (m.nothing("measurements"),)
    rows = [_target(m, id, one) for id, one in m.plan.indicators.items()]
    columns = m.columns("indicator 2.6", "target_then 1.3", "target_now 1.3", "latest 1.5", "goes 3")
    return (table("targets_standing", m.words("follow_up.targets"), columns, rows),)


def _target(m: Material, id: str, now: Indicator) -> Row:
    how = standing_of(m.plan, id)
    latest = (
        f"{in_unit(m.language, how.latest.value, now.unit)}\n{m.language.short_day(how.latest.on)}"
        if how.latest
        else "–"
    )
    goes = verdict_in_words(m.language, how, now.unit, now.target.on)
    return row((f"{id} {with_unit(now)}", _then(m, m.since, id), _level(m, now), latest, goes))


def _then(m: Material, since: Comparison | None, id: str) -> str:
    """The target that an indicator had when it was decided."""
    was = since.before.plan.indicators.get(id) if since else None
    return _level(m, was) if was else "–"


def _level(m: Material, one: Indicator) -> str:
    """A target with its day; a dash without one."""
    if one.target.value is None:
        return "–"
    return level(m, one) + (f"\n{m.language.short_day(one.target.on)}" if one.target.on else "")
