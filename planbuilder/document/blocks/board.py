"""The board's fields of ideas, assessment and action plan, with room to write by hand.

Each idea stands in one place, as a note on a wall does: among the ideas until it is assessed, then in its field.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import zip_longest

from planbuilder.document.blocks.actions import FIELD_TONES, deadline_of, due, field_name, is_late, status_name
from planbuilder.document.material import Material, row, table
from planbuilder.document.model import Block, Cell, Column, Paragraph, Row, Span, Spans, Tone, plain, text_of
from planbuilder.document.shortened import fitting, lines, others
from planbuilder.plan import on_board
from planbuilder.plan.registers import Action, Idea

# A line of nothing, and two: room for a hand.
LINE = "\u00a0"
BLANK = f"{LINE}\n{LINE}"
# How many rows are left empty at least, how many there are at least in all, and in how many lines.
NEW_IDEAS, NEW_IN_FIELD, NEW_ACTIONS, BLANK_LINES = (1, 4, 8), (1, 2), (2, 10, 21), 2
# A part of a list on a wall takes several lines, so that one is left out where there is no room for it.
LEAST_LEFT = 1
# So many letters stand on a line of an idea, of a field of the assessment, of an action and of its deadline.
IDEA, FIELD, ACTION, DEADLINE = 30, 22, 20, 11
EFFECTS, RESOURCES = ("high", "low"), ("low", "high")
STATUSES = ("started", "decided", "", "finished", "evaluated")


def board_ideas(m: Material) -> tuple[Block, ...]:
    """The ideas that nobody has assessed yet, with who proposed them, and empty lines for new ones."""
    ideas = [idea for idea in m.plan.ideas.values() if idea.is_open and _field(idea) not in FIELD_TONES]
    heights = [lines(idea.title, IDEA) for idea in ideas]
    shown = fitting(m, "board_ideas", heights, letters=1, least=LEAST_LEFT)
    rows = [row((_title(m, idea), idea.by)) for idea in ideas[:shown]]
    left = len(ideas) - shown
    rows += [*_others(m, left), *_blank_rows(2, heights[:shown], left, NEW_IDEAS)]
    intro = Paragraph(plain(m.words("board.new_ideas")), "small")
    columns = m.columns("idea 2.6", "proposed_by 1.2")
    return (intro, table("board_ideas", "", columns, rows, m.words("board.new_ideas")))


def _others(m: Material, left: int) -> list[Row]:
    """How many others the plan has, where a sheet has no room for them."""
    return [row([others(m, left)], "note")] if left else []


def _blank_rows(columns: int, heights: Sequence[int], left: int, room: tuple[int, int, int]) -> list[Row]:
    """Empty rows after those that are written, given their heights, as far as the sheet goes; at least a few."""
    least, whole, high = room
    free = 0 if left else min(whole - len(heights), (high - sum(heights)) // BLANK_LINES)
    return [row((BLANK,) * columns)] * max(least, free)


def _field(idea: Idea) -> tuple[str, str]:
    return idea.effect, idea.resources


def _title(m: Material, idea: Idea) -> Spans:
    return m.or_gap(idea.title, m.words("column.idea"))


def board_assessment(m: Material) -> tuple[Block, ...]:
    """Effect against resources: four fields, told by word, place and colour, each with its ideas."""
    halves = [_half(m, effect) for effect in EFFECTS]
    rows = [*(one for own, _ in halves for one in own), *_others(m, sum(left for _, left in halves))]
    columns = [Column(m.words("board.few")), Column(m.words("board.many"))]
    question = m.words("board.assessment")
    return (Paragraph(plain(question), "small"), table("board_assessment", "", columns, rows, question))


def _half(m: Material, effect: str) -> tuple[list[Row], int]:
    """The two fields of one effect side by side: names, an idea a row, room for one more; and how many are left out."""
    open_ideas = [idea for idea in m.plan.ideas.values() if idea.is_open]
    ideas = [[i for i in open_ideas if _field(i) == (effect, resources)] for resources in RESOURCES]
    names = (Span(field_name(m, effect, resources).capitalize(), bold=True) for resources in RESOURCES)
    contents: list[Sequence[Spans]] = [[(name,) for name in names]]
    pairs = [[_idea(m, idea) for idea in pair] for pair in zip_longest(*ideas)]
    heights = [max(lines(text_of(one), FIELD) for one in pair) for pair in pairs]
    shown = fitting(m, "board_field", heights, letters=1, least=LEAST_LEFT)
    left = sum(len(own[shown:]) for own in ideas)
    contents += pairs[:shown]
    contents += [[plain(LINE)] * len(RESOURCES)] * (0 if left else max(NEW_IN_FIELD[0], NEW_IN_FIELD[1] - shown))
    tones: list[Tone] = [FIELD_TONES[effect, resources] for resources in RESOURCES]
    cells = [[Cell(spans, tone=tone) for spans, tone in zip(one, tones, strict=True)] for one in contents]
    return [row((m.words(f"board.{effect}"),), "group"), *map(row, cells)], left


def _idea(m: Material, idea: Idea | None) -> Spans:
    if idea is None:
        return ()
    return (*_title(m, idea), *(plain(m.words("board.by", name=idea.by)) if idea.by else ()))


def board_actions(m: Material) -> tuple[Block, ...]:
    """The actions of the present by status and deadline, late ones marked; how many others the plan holds."""
    if not m.plan.actions:
        return (m.missing(m.words("section.actions")), _action_table(m, []))
    shown = [action for action in m.plan.actions.values() if on_board.is_current(action, m.day)]
    shown.sort(key=lambda action: due(m, action) or date.min)
    far = len(m.plan.actions) - len(shown)
    told = m.language.count("document.board.elsewhere", far)
    return (_action_table(m, shown), *([Paragraph(plain(told), "small")] if far else []))


def _action_table(m: Material, actions: list[Action]) -> Block:
    """A group for each status, as far as there is room; what the wall decides is written among what is decided."""
    ordered = [action for status in STATUSES for action in actions if action.status == status]
    heads = [n == 0 or ordered[n - 1].status != action.status for n, action in enumerate(ordered)]
    heights = [_height(m, action) + head for action, head in zip(ordered, heads, strict=True)]
    shown = fitting(m, "board_actions", heights, letters=1, least=LEAST_LEFT)
    rows: list[Row] = []
    left = len(ordered) - shown
    for status in STATUSES:
        own = [_action(m, action) for action in ordered[:shown] if action.status == status]
        own += _blank_rows(3, heights[:shown], left, NEW_ACTIONS) if status == "decided" else []
        rows += [row((status_name(m, status).capitalize(),), "group"), *own] if own else []
    columns = m.columns("action 3", "responsible 1", "deadline 0.9")
    return table("board_actions", "", columns, [*rows, *_others(m, left)], m.words("section.actions"))


def _height(m: Material, action: Action) -> int:
    """How many lines an action takes, about: its title, the person's names, or a day that has passed."""
    person = m.plan.person(action.responsible) if action.responsible else ""
    return max(lines(action.title, ACTION), len(person.split()), _days(m, action))


def _days(m: Material, action: Action) -> int:
    """How many lines a deadline takes, about: one for a date, more with words around it."""
    return max(lines(deadline_of(m, action), DEADLINE), 1) + is_late(m, action)


def _action(m: Material, action: Action) -> Row:
    return row((
        m.or_gap(action.title, m.words("column.action")),
        m.or_gap(m.plan.person(action.responsible) if action.responsible else "", m.words("column.responsible")),
        _deadline(m, action),
    ))  # fmt: skip


def _deadline(m: Material, action: Action) -> Cell:
    if action.deadline is None:
        return Cell(m.gap(m.words("column.deadline")), tone="gap")
    day = deadline_of(m, action)
    if is_late(m, action):
        return Cell((Span(f"{day}\n"), Span(m.words("board.late"), bold=True)), tone="bad")
    return Cell(plain(day))
