"""Blocks of the status report: what became of what a body decided on, held against the version it had before it.

In: `Material` with a comparison, whose earlier state is that version. Out: primitives. A condition is an action of the
plan once its decision is noted, and stands where that action stands. What there is no room for is named by its id.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import accumulate

from planbuilder.changes.comparing import Entry, Group
from planbuilder.changes.wording import heading, not_counted, places, summary
from planbuilder.document.blocks.actions import is_late, status_name
from planbuilder.document.blocks.bodies import ASKED, alike, asking
from planbuilder.document.blocks.standing import money_standing, targets_standing
from planbuilder.document.blocks.timeline import position
from planbuilder.document.harvested import so_far
from planbuilder.document.harvested import summary as harvest_summary
from planbuilder.document.material import Content, Material, facts, filled_lines, row, table
from planbuilder.document.model import Block, Item, ListBlock, Paragraph, Table, plain
from planbuilder.document.shortened import shortened_lines
from planbuilder.document.taken import HEADING, row_taken, taken
from planbuilder.figures.following import due, standing_of
from planbuilder.plan import on_board
from planbuilder.plan.registers import Decision, heard
from planbuilder.record import replace

DONE = ("finished", "evaluated")
# What is told in other parts of the report, or of nobody who decides.
ELSEWHERE: tuple[Group, ...] = ("implementation", "document")
# So many actions there is always room for; what is late and what comes first before the others.
MOST_ACTIONS = 6
# So many lines of a table the two pages hold, whatever is at their ends; so many the note takes that names what there
# is no room for, and so many the one that says that the plan is a draft.
LINES, NOTE, DRAFT = 124.0, 2.0, 2.5


def status_summary(m: Material) -> tuple[Block, ...]:
    """Against which version the plan is held, what has changed since, and how money, targets and conditions stand."""
    if m.since is None:
        return (m.nothing("compared"),)
    names = {"before": m.since.before.name, "after": m.since.after.name}
    said = (m.words("follow_up.held", **names), not_counted(m.language, m.since))
    held = Paragraph(plain(" ".join(said).rstrip()), "small")
    return held, Paragraph(plain(summary(m.language, m.since)), "lead"), Paragraph(plain(" ".join(_counted(m))))


def _counted(m: Material) -> Iterator[str]:
    """How many conditions are met, what is harvested, and how the indicators stand."""
    terms = [_action(m, text) for _, text in _conditions(m)]
    if terms:
        met = sum(id is not None and m.plan.actions[id].status in DONE for id in terms)
        yield m.words("follow_up.conditions_met", met=met, count=len(terms))
    money = harvest_summary(m.figures.harvested, m.day.year)
    if money.benefits:
        yield so_far(m.language, money)
    if m.plan.indicators:
        yield from _indicators(m)


def _indicators(m: Material) -> Iterator[str]:
    """How many indicators are measured in time, are behind, and have a target whose day has passed unmeasured."""
    to_measure, how = due(m.plan, m.day), [standing_of(m.plan, id, m.day) for id in m.plan.indicators]
    measured = [id for id, one in zip(m.plan.indicators, how, strict=True) if one.latest]
    if asked := {*measured, *to_measure}:
        in_time = sum(id not in to_measure for id in measured)
        yield m.words("follow_up.measured", measured=in_time, count=len(asked))
    yield m.words("follow_up.behind", behind=sum(one.verdict in ("behind", "not_kept") for one in how))
    if lapsed := sum(one.verdict == "lapsed" for one in how):
        yield m.words("follow_up.lapsed", count=lapsed)


def asked_now(m: Material) -> tuple[Block, ...]:
    """What bodies that have not decided are asked; that nothing is, where all have."""
    left = {id: one for id, one in m.plan.decisions.items() if one.recommendation and not one.is_decided}
    if not left:
        return (m.nothing("asked_now"),)
    whole = [asking(m, own) for own in alike(left)]
    asked = shortened_lines(m, "asked_now", whole)
    said: list[tuple[str, Content]] = [(f"{n}." if spans in whole else "", spans) for n, spans in enumerate(asked, 1)]
    return (facts("asked_now", "", said, m.words("recommendation"), widths=ASKED),)


def _conditions(m: Material) -> Iterator[tuple[Decision, str]]:
    """Each condition with the decision it was made in: a line each."""
    for one in m.plan.decisions.values():
        yield from ((one, line) for line in filled_lines(one.conditions))


def _action(m: Material, condition: str) -> str | None:
    """The id of the newest action that a condition has become; None without one."""
    found = (id for id, one in reversed(list(m.plan.actions.items())) if heard(one.title) == heard(condition))
    return next(found, None)


def conditions_standing(m: Material) -> tuple[Block, ...]:
    """Each condition, who made it, and how far it is."""
    rows = [
        row((text, f"{one.body}, {m.language.short_day(one.on)}" if one.on else one.body, _stands(m, _action(m, text))))
        for one, text in _conditions(m)
    ]
    columns = m.columns("condition 3.4", "body 1.7", "stands 2.4")
    if not rows:
        return (m.nothing("conditions"),)
    return (table("conditions_standing", "", columns, rows, m.words("follow_up.conditions")),)


def _stands(m: Material, id: str | None) -> str:
    """Status, deadline and whose it is; that no action is linked to it, where none is."""
    if id is None:
        return m.words("follow_up.no_action")
    action = m.plan.actions[id]
    day = on_board.due(action, m.day)
    parts = (
        status_name(m, action.status).capitalize(),
        m.words("follow_up.due", day=m.language.short_day(day)) if day and action.status not in DONE else "",
        m.words("follow_up.passed") if is_late(m, action) else "",
        position(m, action.responsible),
    )
    return ", ".join(filter(None, parts))


def actions_standing(m: Material) -> tuple[Block, ...]:
    """What is to be done: what is late, and what comes next, as far as there is room; the others by number."""
    known, terms = on_board.open_actions(m.plan), {_action(m, text) for _, text in _conditions(m)}
    if not known:
        return (m.nothing("actions"),)
    late = len(on_board.late_actions(m.plan, m.day))
    caption = m.words("follow_up.actions", count=len(known), late=late)
    above = [id for id in known if id in terms]
    said = [f"{caption}.", *([_above(m, above)] if above else [])]
    left = {id: (on_board.due(one, m.day) or date.max) for id, one in known.items() if id not in terms}
    columns = m.columns("action 3.9", "stands 3.6")
    rows = [row((f"{id} {known[id].title}", _stands(m, id))) for id in sorted(left, key=lambda id: left[id])]
    whole = table("actions_standing", "", columns, rows, caption)
    shown = _fitting(m, whole) if m.brief else len(rows)
    if rest := sorted(left, key=lambda id: left[id])[shown:]:
        rows[shown:] = [row([m.words("follow_up.others", names=", ".join(rest))], "note")]
    told = Paragraph(plain(" ".join(said)))
    return (told, replace(whole, rows=tuple(rows))) if rows else (told,)


def _above(m: Material, ids: Sequence[str]) -> str:
    return m.language.count("document.follow_up.above", len(ids), names=m.language.sentence_list(ids))


def _fitting(m: Material, whole: Table) -> int:
    """How many actions there is room for beside all else that the report tells."""
    others = (status_summary, asked_now, conditions_standing, money_standing, targets_standing, deviations)
    room = LINES - DRAFT * m.is_draft - len(others) * HEADING - sum(taken(block(m)) for block in others)
    ends = list(accumulate(row_taken(whole, one) for one in whole.rows))
    if len(ends) <= MOST_ACTIONS or ends[-1] <= room:
        return len(ends)
    return max(MOST_ACTIONS - 1, sum(end <= room - NOTE for end in ends))


def deviations(m: Material) -> tuple[Block, ...]:
    """What differs from what was decided on, what moves the case most first; how much else the list of changes has."""
    if m.since is None:
        return ()
    groups = dict(m.since.groups)
    known = [entry for name, entries in groups.items() if name not in ELSEWHERE for entry in entries]
    others = {name: places(groups[name]) for name in ELSEWHERE if name in groups}
    if not known and not others:
        return (m.nothing("deviations"),)
    told = shortened_lines(m, "deviations", [plain(_told(m, one)) for one in known])
    if others:
        titles = (m.language.text(f"changes.group.{name}") for name in others)
        named = m.language.sentence_list(m.language.text("changes.quoted", text=one) for one in titles)
        key = "document.follow_up.elsewhere" if known else "document.follow_up.elsewhere_alone"
        told.append(plain(m.language.count(key, sum(others.values()), groups=named)))
    return (ListBlock(tuple(Item(spans) for spans in told)),)


def _told(m: Material, entry: Entry) -> str:
    """What has changed, with what it does to the case."""
    lines = " ".join(f"{line.text.removesuffix('.')}." for line in entry.lines)
    return f"{heading(m.language, entry)}. {lines}".rstrip()
