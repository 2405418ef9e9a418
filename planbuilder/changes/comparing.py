"""Two states of a plan, compared: every difference in words, with what it does to the case.

In: two `State`s, as they may leave the house. Out: a `Comparison`, grouped by what those who decide decide on; in each
group what moves the case most comes first, and what does not move it stands behind, as the plan has it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Literal

from planbuilder.changes.beside import Option, options_moved
from planbuilder.changes.effects import Effect, difference, effects
from planbuilder.changes.telling import Line, is_put_in_order, tell
from planbuilder.figures.case import compute
from planbuilder.figures.model import Figures
from planbuilder.language import Language
from planbuilder.plan.answers import Answers
from planbuilder.plan.as_of import later
from planbuilder.plan.model import Plan
from planbuilder.plan.naming import place_parts
from planbuilder.plan.roles import Calling
from planbuilder.plan.sayings import SAID
from planbuilder.plan.steps import Step, differences, is_note, row_of
from planbuilder.questionnaire.definition import Questionnaire
from planbuilder.questionnaire.needed import HARVESTED, MEASUREMENTS, MEETINGS, MINUTES
from planbuilder.record import record, replace
from planbuilder.yamltext.nodes import Data, KeyPath, get, same

Group = Literal[
    "decision", "benefits", "economy", "risks", "targets", "followed", "implementation", "roles", "texts", "document"
]  # fmt: skip
# What each group is about, by how its places begin; what stands in none is a text.
GROUPS: Mapping[Group, tuple[KeyPath, ...]] = {
    "decision": (("decisions",),),
    "benefits": (("benefits_tree", "benefits"), ("benefits_tree", "purpose")),
    "economy": (
        ("costs",),
        ("budget_changes",),
        ("economy",),
        ("price_base",),
        ("first_year",),
        ("horizon",),
        ("options",),
        ("option_costs",),
        ("option_benefits",),
        ("option_risks",),
    ),
    "risks": (("risks",),),
    "targets": (("indicators",),),
    "followed": (
        ("measurements",),
        ("harvests",),
        ("meetings",),
        ("minutes",),
        *(("answers", id) for id in (MEASUREMENTS, HARVESTED, MEETINGS, MINUTES)),
    ),
    "implementation": (("benefits_tree", "changes"), ("preconditions",), ("actions",), ("matrix",), ("ideas",)),
    "roles": (("people",), ("sponsor",), ("benefits_lead",), ("authors",), ("signers",)),
    "texts": (("answers",), ("solution",), ("organisation",), ("title",)),
    "document": (("changes_log",), ("distribution",), ("language",), ("questionnaire",)),
}
# What happens to a plan that has been decided on, and does not change it.
SINCE: tuple[Group, ...] = ("decision", "followed")
# What is told of nobody: how the file is written, which plan it is, and who said what.
UNTOLD = ("format", "plan_id", SAID)


@record
class State:
    """A plan as it was or is, as it may leave; `name` says in words which one it is.

    `day` is what the documents of a sealed one carry, `by` and `on` who changed it last, and when, where that is known.
    """

    name: str
    plan: Plan
    data: Data
    day: date | None = None
    by: str = ""
    on: date | None = None


@record
class Entry:
    """All that differs in one row or answer: what it is called, in words what differs, and what that does."""

    subject: KeyPath
    group: Group
    title: str
    lines: tuple[Line, ...]
    effect: Effect


@record
class Comparison:
    """Two states, what differs between them, and the figures of both.

    `options` are those beside the plan that come to something else, `left_out` the groups that are not told.
    """

    before: State
    after: State
    entries: tuple[Entry, ...]
    was: Figures
    now: Figures
    options: tuple[Option, ...] = ()
    left_out: tuple[Group, ...] = ()

    @property
    def effect(self) -> Effect:
        """The difference of the two cases, which is what the effects of all entries come to."""
        return difference(self.was, self.now)

    def said(self, calling: Calling) -> Comparison:
        """The same comparison with people called otherwise in its words."""
        options = tuple(replace(one, title=calling(one.title)) for one in self.options)
        return replace(self, entries=tuple(_said(one, calling) for one in self.entries), options=options)

    def without(self, *groups: Group) -> Comparison:
        """The same comparison without what differs in groups that move no case."""
        return replace(self, entries=tuple(one for one in self.entries if one.group not in groups), left_out=groups)

    def until(self, day: date) -> Comparison:
        """The same comparison without what happened after a day."""
        late = {*later(self.before.plan, day), *later(self.after.plan, day)}
        return replace(self, entries=tuple(one for one in self.entries if one.subject[:2] not in late))

    @property
    def groups(self) -> Iterator[tuple[Group, tuple[Entry, ...]]]:
        """The groups that have entries, in their order."""
        for group in GROUPS:
            own = tuple(entry for entry in self.entries if entry.group == group)
            if own:
                yield group, own


def _said(entry: Entry, calling: Calling) -> Entry:
    lines = (
        replace(one, **{name: calling(getattr(one, name)) for name in ("place", "old", "new", "subject", "text")})
        for one in entry.lines
    )
    return replace(entry, title=calling(entry.title), lines=tuple(lines))


def compare(before: State, after: State, questionnaire: Questionnaire, language: Language) -> Comparison:
    """What differs between two states of a plan."""
    moved = effects(before.plan, after.plan)
    was, now = (Answers(one.plan, questionnaire, language) for one in (before, after))
    # By row or answer, since that is what has an effect: three cells of one cost move the case once.
    by_subject: dict[KeyPath, list[Line]] = {}
    for step in _told(before.data, after.data):
        line = tell(step, was, now, before.data, after.data)
        if line.is_order or line.old != line.new:
            by_subject.setdefault(_subject(step), []).append(line)
    # Also what moves the case without a line of its own, so that the effects come to the difference of the two.
    subjects = dict.fromkeys([*by_subject, *(one for one, effect in moved.items() if not effect.is_nothing)])
    entries = [
        _entry(one, tuple(by_subject.get(one, ())), moved.get(one, Effect()), before, after, now) for one in subjects
    ]
    order = sorted(entries, key=lambda entry: entry.effect.size, reverse=True)
    figures = compute(before.plan), compute(after.plan)
    options = options_moved(before.plan, after.plan, *figures)
    return Comparison(before, after, tuple(order), *figures, options)


def differs(before: State, after: State) -> bool:
    """Whether anything differs but what was decided, measured, harvested and noted at meetings since."""
    steps = _told(before.data, after.data)
    return any(_group(_subject(one)) not in SINCE and not same(one.old, one.new) for one in steps)


def _told(before: Data, after: Data) -> Iterator[Step]:
    """Each step from one state to the other that is told."""
    steps = (one for one in differences(before, after) if not one.is_order or is_put_in_order(one.path))
    return (one for one in steps if one.path and one.path[0] not in UNTOLD and not is_note(one.path))


def _subject(step: Step) -> KeyPath:
    """What a step is about: an answer, a row, a field of the economy, or a place of its own."""
    path = step.path
    if path[0] in ("answers", "economy"):
        return path[:2]
    return row_of(path) or path


def _entry(
    subject: KeyPath, lines: tuple[Line, ...], effect: Effect, before: State, after: State, answers: Answers
) -> Entry:
    # A row that is gone is called what it was called.
    data = before.data if get(after.data, subject) is None else after.data
    heading, row, _ = place_parts(answers.questionnaire, answers.context.language, data, subject)
    # Several questions of the economy are told as one subject: each of their answers by its own name.
    if subject[0] == "economy":
        lines = tuple(one if one.subject == heading else replace(one, text=one.whole) for one in lines)
    return Entry(subject, _group(subject), row or heading, lines, effect)


def _group(subject: KeyPath) -> Group:
    found = (name for name, begins in GROUPS.items() if any(subject[: len(one)] == one for one in begins))
    return next(found, "texts")
