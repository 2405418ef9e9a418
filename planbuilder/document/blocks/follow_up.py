"""Blocks of the status report: what became of what a body decided on, held against the version it had before it.

In: `Material` with a comparison, whose earlier state is that version. Out: primitives. A condition is an action of the
plan once its decision is noted, and stands where that action stands. What there is no room for is named by its id.
"""

from __future__ import annotations

from collections.abc import Iterator

from planbuilder.changes.comparing import Entry
from planbuilder.changes.wording import heading, summary
from planbuilder.document.blocks.actions import OPEN, due, is_late, status_name
from planbuilder.document.blocks.bodies import ASKED, alike, asking
from planbuilder.document.blocks.timeline import position
from planbuilder.document.harvested import so_far
from planbuilder.document.harvested import summary as harvest_summary
from planbuilder.document.material import Content, Material, facts, filled_lines, row, table
from planbuilder.document.model import Block, Item, ListBlock, Paragraph, plain
from planbuilder.document.shortened import shortened_lines
from planbuilder.figures.following import readings, standing_of
from planbuilder.plan.registers import Action, Decision, heard

DONE = ("finished", "evaluated")
# What is told in other parts of the report, or of nobody who decides.
ELSEWHERE = ("implementation", "document")
# So many actions are shown; what is late and what comes first before the others.
MOST_ACTIONS = 6


def status_summary(m: Material) -> tuple[Block, ...]:
    """Against which version the plan is held, what has changed since, and how money, targets and conditions stand."""
    if m.since is None:
        return (m.nothing("compared"),)
    names = {"before": m.since.before.name, "after": m.since.after.name}
    held = Paragraph(plain(m.words("follow_up.held", **names)), "small")
    return held, Paragraph(plain(summary(m.language, m.since)), "lead"), Paragraph(plain(" ".join(_counted(m))))


def _counted(m: Material) -> Iterator[str]:
    """How many conditions are met, what is harvested, and how many targets are measured and how many are behind."""
    terms = [_action(m, text) for _, text in _conditions(m)]
    if terms:
        met = sum(one is not None and one.status in DONE for one in terms)
        yield m.words("follow_up.conditions_met", met=met, count=len(terms))
    money = harvest_summary(m.figures.harvested, m.day.year)
    if money.benefits:
        yield so_far(m.language, money, m.day)
    if m.plan.indicators:
        measured = sum(bool(readings(m.plan.measurements.values(), id)) for id in m.plan.indicators)
        behind = sum(standing_of(m.plan, id, m.day).verdict in ("behind", "not_kept") for id in m.plan.indicators)
        yield m.words("follow_up.measured", measured=measured, count=len(m.plan.indicators))
        yield m.words("follow_up.behind", behind=behind)


def asked_now(m: Material) -> tuple[Block, ...]:
    """What bodies that have not decided are asked; that nothing is, where all have."""
    left = {id: one for id, one in m.plan.decisions.items() if one.recommendation and not one.is_decided}
    if not left:
        return (m.nothing("asked_now"),)
    whole = [asking(m, own) for own in alike(left)]
    asked = shortened_lines(m, "asked_now", whole)
    said: list[tuple[str, Content]] = [(f"{n}." if spans in whole else "", spans) for n, spans in enumerate(asked, 1)]
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
    if not rows:
        return (m.nothing("conditions"),)
    return (table("conditions_standing", "", columns, rows, m.words("follow_up.conditions")),)


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


def actions_standing(m: Material) -> tuple[Block, ...]:
    """What is to be done beside the conditions: what is late, and what comes next; how many others there are."""
    terms = {heard(text) for _, text in _conditions(m)}
    left = {id: x for id, x in m.plan.actions.items() if x.status in OPEN and heard(x.title) not in terms}
    if not left:
        return (m.nothing("actions"),)
    by_day = sorted(left, key=lambda id: (due(m, left[id]) is None, due(m, left[id]) or m.day))
    shown = by_day if len(by_day) <= MOST_ACTIONS else by_day[: MOST_ACTIONS - 1]
    rows = [row((f"{id} {left[id].title}", _stands(m, left[id]))) for id in shown]
    if rest := by_day[len(shown) :]:
        rows.append(row([m.words("follow_up.others", names=", ".join(rest))], "note"))
    late = sum(is_late(m, one) for one in left.values())
    caption = m.words("follow_up.actions", count=len(left), late=late)
    columns = m.columns("action 3.9", "stands 3.6")
    return Paragraph(plain(f"{caption}.")), table("actions_standing", "", columns, rows, caption)


def deviations(m: Material) -> tuple[Block, ...]:
    """What differs from what was decided on, what moves the case most first; the rest is told by `diff`."""
    if m.since is None:
        return ()
    known = [entry for name, entries in m.since.groups if name not in ELSEWHERE for entry in entries]
    if not known:
        return (m.nothing("deviations"),)
    told = shortened_lines(m, "deviations", [plain(_told(m, one)) for one in known])
    return (ListBlock(tuple(Item(spans) for spans in told)),)


def _told(m: Material, entry: Entry) -> str:
    """What has changed, with what it does to the case."""
    lines = " ".join(f"{line.text.removesuffix('.')}." for line in entry.lines)
    return f"{heading(m.language, entry)}. {lines}".rstrip()
