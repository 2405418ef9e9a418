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
from planbuilder.plaintext import excerpt
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
IDEA, BY, FIELD, DEADLINE = 30, 11, 22, 11
# Of an action's line so many are left by the longest word beside it, which is what a person's name asks for at least.
ACTION, LEAST_ACTION = 29, 10
# So many letters at most are shown of a title among ideas and among actions, and of a name: whole sentences as people
# write them, no essay. In a field of the assessment, with the name beneath it; less where the first ideas of both
# effects would take more lines than these.
MOST_IDEA, MOST_ACTION, MOST_NAME = 100, 160, 30
MOST_FIELD, SHORT_FIELD, MOST_FIRST = 108, 82, 9
# Heights are counted in tenths of a line; the rule and the room around it take some of each row.
LINE_PARTS, ROW_PARTS = 10, 3
EFFECTS, RESOURCES = ("high", "low"), ("low", "high")
STATUSES = ("started", "decided", "", "finished", "evaluated")


def board_ideas(m: Material) -> tuple[Block, ...]:
    """The ideas that nobody has assessed yet, with who proposed them, and empty lines for new ones."""
    ideas = [idea for idea in m.plan.ideas.values() if idea.is_open and _field(idea) not in FIELD_TONES]
    told = [(_title(m, idea, MOST_IDEA), excerpt(idea.by, MOST_NAME)) for idea in ideas]
    heights = [max(lines(text_of(title), IDEA), lines(by, BY)) for title, by in told]
    shown = _fitting(m, "board_ideas", heights)
    rows = [row(one) for one in told[:shown]]
    left = len(ideas) - shown
    rows += [*_others(m, left), *_blank_rows(2, heights[:shown], left, NEW_IDEAS)]
    intro = Paragraph(plain(m.words("board.new_ideas")), "small")
    columns = m.columns("idea 2.6", "proposed_by 1.2")
    return (intro, table("board_ideas", "", columns, rows, m.words("board.new_ideas")))


def _fitting(m: Material, name: str, heights: Sequence[int]) -> int:
    """How many rows of so many lines each there is room for."""
    sizes = [LINE_PARTS * height + ROW_PARTS for height in heights]
    return fitting(m, name, sizes, letters=LINE_PARTS, least=LEAST_LEFT)


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


def _title(m: Material, idea: Idea, most: int) -> Spans:
    return m.or_gap(excerpt(idea.title, most), m.words("column.idea"))


def board_assessment(m: Material) -> tuple[Block, ...]:
    """Effect against resources: four fields, told by word, place and colour, each with its ideas."""
    pairs = {effect: _pairs(m, effect) for effect in EFFECTS}
    first = [_lines([_idea(m, idea, MOST_FIELD) for idea in own[0]]) for own in pairs.values() if own]
    most = MOST_FIELD if sum(first) <= MOST_FIRST else SHORT_FIELD
    halves = [_half(m, effect, own, most) for effect, own in pairs.items()]
    rows = [*(one for own, _ in halves for one in own), *_others(m, sum(left for _, left in halves))]
    columns = [Column(m.words("board.few")), Column(m.words("board.many"))]
    question = m.words("board.assessment")
    return (Paragraph(plain(question), "small"), table("board_assessment", "", columns, rows, question))


Pair = tuple[Idea | None, ...]


def _pairs(m: Material, effect: str) -> list[Pair]:
    """The ideas of one effect, those of the two fields beside each other."""
    open_ideas = [idea for idea in m.plan.ideas.values() if idea.is_open]
    return [*zip_longest(*([i for i in open_ideas if _field(i) == (effect, r)] for r in RESOURCES))]


def _lines(pair: Sequence[Spans]) -> int:
    """How many lines the ideas in a row take, about; where a word goes over a line's end, what is beside it goes on."""
    texts = [text_of(one) for one in pair]
    return max(lines(text, FIELD) + any(len(word) > FIELD for word in text.split()) for text in texts)


def _half(m: Material, effect: str, pairs: Sequence[Pair], most: int) -> tuple[list[Row], int]:
    """The two fields of one effect side by side: names, an idea a row in so many letters at most, room for one more.

    And how many ideas are left out.
    """
    names = (Span(field_name(m, effect, resources).capitalize(), bold=True) for resources in RESOURCES)
    contents: list[Sequence[Spans]] = [[(name,) for name in names]]
    told = [[_idea(m, idea, most) for idea in pair] for pair in pairs]
    shown = _fitting(m, "board_field", [*map(_lines, told)])
    left = sum(idea is not None for pair in pairs[shown:] for idea in pair)
    contents += told[:shown]
    contents += [[plain(LINE)] * len(RESOURCES)] * (0 if left else max(NEW_IN_FIELD[0], NEW_IN_FIELD[1] - shown))
    tones: list[Tone] = [FIELD_TONES[effect, resources] for resources in RESOURCES]
    cells = [[Cell(spans, tone=tone) for spans, tone in zip(one, tones, strict=True)] for one in contents]
    return [row((m.words(f"board.{effect}"),), "group"), *map(row, cells)], left


def _idea(m: Material, idea: Idea | None, most: int) -> Spans:
    if idea is None:
        return ()
    by = m.words("board.by", name=excerpt(idea.by, MOST_NAME)) if idea.by else ""
    return (*_title(m, idea, most - len(by)), *(plain(by) if by else ()))


def board_actions(m: Material) -> tuple[Block, ...]:
    """The actions of the present by status and deadline, late ones marked; how many others are not finished."""
    if not m.plan.actions:
        return (m.missing(m.words("section.actions")), _action_table(m, []))
    shown = [action for action in m.plan.actions.values() if on_board.is_current(action, m.day)]
    shown.sort(key=lambda action: due(m, action) or date.min)
    return (_action_table(m, shown),)


def _action_table(m: Material, actions: list[Action]) -> Block:
    """A group for each status, as far as there is room; what the wall decides is written among what is decided."""
    ordered = [action for status in STATUSES for action in actions if action.status == status]
    heads = [n == 0 or ordered[n - 1].status != action.status for n, action in enumerate(ordered)]
    letters = _letters(m, ordered)
    heights = [_height(m, action, letters) + head for action, head in zip(ordered, heads, strict=True)]
    shown = ordered[: _fitting(m, "board_actions", heights)]
    rows: list[Row] = []
    for status in STATUSES:
        own = [_action(m, action) for action in shown if action.status == status]
        name = _group(m, status, bool(own))
        if status == "decided":
            own += _blank_rows(3, heights[: len(shown)], len(ordered) - len(shown), NEW_ACTIONS)
        rows += [row((name,), "group"), *own] if own else []
    columns = m.columns("action 3", "responsible 1", "deadline 0.9")
    return table("board_actions", "", columns, [*rows, *_unfinished(m, shown)], m.words("section.actions"))


def _group(m: Material, status: str, is_shown: bool) -> str:
    """The name of a status; where actions are decided and none of them is shown, where they are."""
    elsewhere = status == "decided" and not is_shown and any(x.status == status for x in m.plan.actions.values())
    return m.words("board.decided_elsewhere") if elsewhere else status_name(m, status).capitalize()


def _unfinished(m: Material, shown: Sequence[Action]) -> list[Row]:
    """How many actions that are not finished stand in the plan alone."""
    count = sum(one.status in on_board.OPEN for one in m.plan.actions.values())
    left = count - sum(one.status in on_board.OPEN for one in shown)
    return [row([m.language.count("document.board.unfinished", left)], "note")] if left else []


def _letters(m: Material, actions: Sequence[Action]) -> int:
    """How many letters of an action stand on a line: what the names of persons leave."""
    words = [m.words("column.responsible"), *(word for one in actions for word in _responsible(m, one).split())]
    return max(LEAST_ACTION, ACTION - max(map(len, words)))


def _height(m: Material, action: Action, letters: int) -> int:
    """How many lines an action takes, about: its title, the person's names, or a day that has passed."""
    names = len(_responsible(m, action).split()) or 2
    return max(lines(excerpt(action.title, MOST_ACTION), letters), names, _days(m, action))


def _responsible(m: Material, action: Action) -> str:
    return excerpt(m.plan.person(action.responsible), MOST_NAME) if action.responsible else ""


def _days(m: Material, action: Action) -> int:
    """How many lines a deadline takes, about: one for a date, more with words around it."""
    return max(lines(deadline_of(m, action), DEADLINE), 1) + is_late(m, action)


def _action(m: Material, action: Action) -> Row:
    return row((
        m.or_gap(excerpt(action.title, MOST_ACTION), m.words("column.action")),
        m.or_gap(_responsible(m, action), m.words("column.responsible")),
        _deadline(m, action),
    ))  # fmt: skip


def _deadline(m: Material, action: Action) -> Cell:
    if action.deadline is None:
        return Cell(m.gap(m.words("column.deadline")), tone="gap")
    day = deadline_of(m, action)
    if is_late(m, action):
        return Cell((Span(f"{day}\n"), Span(m.words("board.late"), bold=True)), tone="bad")
    return Cell(plain(day))
