"""The board's fields of ideas, assessment and action plan, with room to write by hand.

Each idea stands in one place, as a note on a wall does: among the ideas until it is assessed, then in its field.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import zip_longest

from planbuilder.document.blocks.actions import FIELD_TONES, field_name, is_late, status_name
from planbuilder.document.material import Material, row, table
from planbuilder.document.model import Block, Cell, Column, Paragraph, Row, Span, Spans, Tone, plain
from planbuilder.plan.registers import Action, Idea

# A line of nothing, and two: room for a hand.
LINE = "\u00a0"
BLANK = f"{LINE}\n{LINE}"
# How many rows are left empty at least, and how many there are at least in all.
NEW_IDEAS, NEW_IN_FIELD, NEW_ACTIONS = (3, 5), (1, 3), (2, 10)
EFFECTS, RESOURCES = ("high", "low"), ("low", "high")
STATUSES = ("started", "decided", "", "finished", "evaluated")
BEFORE, AHEAD = timedelta(days=61), timedelta(days=183)


def board_ideas(m: Material) -> tuple[Block, ...]:
    """The ideas that nobody has assessed yet, with who proposed them, and empty lines for new ones."""
    ideas = [idea for idea in m.plan.ideas.values() if _field(idea) not in FIELD_TONES]
    rows = [row((_title(m, idea), idea.by)) for idea in ideas]
    rows += _blank_rows(2, len(ideas), NEW_IDEAS)
    intro = Paragraph(plain(m.words("board.new_ideas")), "small")
    columns = m.columns("idea 2.6", "proposed_by 1.2")
    return (intro, table("board_ideas", "", columns, rows, m.words("board.new_ideas")))


def _blank_rows(columns: int, written: int, room: tuple[int, int]) -> list[Row]:
    """Empty rows after those that are written."""
    return [row((BLANK,) * columns)] * _blanks(written, room)


def _blanks(written: int, room: tuple[int, int]) -> int:
    least, whole = room
    return max(least, whole - written)


def _field(idea: Idea) -> tuple[str, str]:
    return idea.effect, idea.resources


def _title(m: Material, idea: Idea) -> Spans:
    return m.or_gap(idea.title, m.words("column.idea"))


def board_assessment(m: Material) -> tuple[Block, ...]:
    """Effect against resources: four fields, told by word, place and colour, each with its ideas."""
    rows = [r for effect in EFFECTS for r in _half(m, effect)]
    columns = [Column(m.words("board.few")), Column(m.words("board.many"))]
    question = m.words("board.assessment")
    return (Paragraph(plain(question), "small"), table("board_assessment", "", columns, rows, question))


def _half(m: Material, effect: str) -> list[Row]:
    """The two fields of one effect side by side: their names, an idea a row, and room for one more."""
    ideas = [[i for i in m.plan.ideas.values() if _field(i) == (effect, resources)] for resources in RESOURCES]
    names = (Span(field_name(m, effect, resources).capitalize(), bold=True) for resources in RESOURCES)
    contents: list[Sequence[Spans]] = [[(name,) for name in names]]
    contents += [[_idea(m, idea) for idea in pair] for pair in zip_longest(*ideas)]
    contents += [[plain(LINE)] * len(RESOURCES)] * _blanks(len(contents) - 1, NEW_IN_FIELD)
    tones: list[Tone] = [FIELD_TONES[effect, resources] for resources in RESOURCES]
    cells = [[Cell(spans, tone=tone) for spans, tone in zip(one, tones, strict=True)] for one in contents]
    return [row((m.words(f"board.{effect}"),), "group"), *map(row, cells)]


def _idea(m: Material, idea: Idea | None) -> Spans:
    if idea is None:
        return ()
    return (*_title(m, idea), *(plain(m.words("board.by", name=idea.by)) if idea.by else ()))


def board_actions(m: Material) -> tuple[Block, ...]:
    """The actions of the present by status and deadline, late ones marked; how many others the plan holds."""
    if not m.plan.actions:
        return (m.missing(m.words("section.actions")), _action_table(m, []))
    shown = [action for action in m.plan.actions.values() if is_current(m, action)]
    shown.sort(key=lambda action: (action.deadline is not None, action.deadline))
    others = len(m.plan.actions) - len(shown)
    told = m.language.count("document.board.elsewhere", others)
    return (_action_table(m, shown), *([Paragraph(plain(told), "small")] if others else []))


def is_current(m: Material, action: Action) -> bool:
    """Whether an action is of the present: under way, late, without a deadline, or with one that is near.

    Near is from two months back to six months ahead. A plan may hold many more actions than a wall.
    """
    if action.deadline is None or action.status == "started" or is_late(m, action):
        return True
    return m.day - BEFORE <= action.deadline <= m.day + AHEAD


def _action_table(m: Material, actions: list[Action]) -> Block:
    """A group for each status; what is decided at the wall is written among what is decided."""
    rows: list[Row] = []
    for status in STATUSES:
        own = [_action(m, action) for action in actions if action.status == status]
        own += _blank_rows(3, len(actions), NEW_ACTIONS) if status == "decided" else []
        rows += [row((status_name(m, status).capitalize(),), "group"), *own] if own else []
    columns = m.columns("action 3", "responsible 1", "deadline 0.9")
    return table("board_actions", "", columns, rows, m.words("section.actions"))


def _action(m: Material, action: Action) -> Row:
    return row((
        m.or_gap(action.title, m.words("column.action")),
        m.or_gap(m.plan.person(action.responsible) if action.responsible else "", m.words("column.responsible")),
        _deadline(m, action),
    ))  # fmt: skip


def _deadline(m: Material, action: Action) -> Cell:
    if action.deadline is None:
        return Cell(m.gap(m.words("column.deadline")), tone="gap")
    day = m.language.short_day(action.deadline)
    if is_late(m, action):
        return Cell((Span(f"{day}\n"), Span(m.words("board.late"), bold=True)), tone="bad")
    return Cell(plain(day))
