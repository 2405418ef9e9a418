"""Blocks of purpose, solution and benefits tree: the figure and its registers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise
from typing import TypeVar

from planbuilder.document.blocks import preconditions
from planbuilder.document.blocks.benefit_words import kind_in_words, kind_of, phased, worth
from planbuilder.document.blocks.indicators import goal
from planbuilder.document.fields import (
    answering,
    differing,
    heading,
    instead,
    label,
    missing,
    question_field,
    said_by,
    shown_cell,
    with_informant,
)
from planbuilder.document.figure_model import Diagram, TreeData, TreeNode
from planbuilder.document.material import Material, paragraphs, row, table
from planbuilder.document.model import Block, Paragraph, Row, Span, Spans, plain
from planbuilder.figures.benefits import begins
from planbuilder.figures.lines import Line
from planbuilder.figures.model import KINDS
from planbuilder.plan.registers import Change
from planbuilder.questionnaire.needed import (
    ACTIONS,
    BENEFITS,
    BUDGET_CHANGES,
    CHANGES,
    COSTS,
    DESCRIPTION,
    IDEAS,
    INDICATORS,
    MEETINGS,
    PEOPLE,
    PRECONDITIONS,
    PURPOSE,
    RISKS,
    SOLUTION,
)

Some = TypeVar("Some")
# So many changes or benefits stand in a tree whose words can be read.
MOST_CARDS = 12
# The tone of a disbenefit.
LOSS = "loss"
# The tables whose rows are called by their numbers in any case; of others it may be told who filled in which.
NUMBERED = (
    CHANGES,
    BENEFITS,
    INDICATORS,
    ACTIONS,
    COSTS,
    RISKS,
    BUDGET_CHANGES,
    IDEAS,
    PEOPLE,
    MEETINGS,
    PRECONDITIONS,
)


def purpose(m: Material) -> tuple[Block, ...]:
    """Why all of this is done."""
    text = m.plan.benefits_tree.purpose
    named = label(m, PURPOSE, plain(m.words("purpose"), bold=True))
    body = paragraphs(text, "lead") or (missing(m, PURPOSE, m.words("purpose")),)
    known = answering(question_field(m, PURPOSE), body)
    return (*((named,) if text or instead(m, PURPOSE) else ()), *known, *differing(m, PURPOSE))


def solution(m: Material) -> tuple[Block, ...]:
    """What the solution is and does."""
    named = m.plan.solution
    if not named.name and not named.description and not instead(m, DESCRIPTION):
        return (missing(m, SOLUTION, m.words("cover.solution")),)
    head = label(m, DESCRIPTION, (Span(named.name or m.words("cover.solution"), bold=True), *_unnamed(m)))
    body = paragraphs(named.description) or (missing(m, DESCRIPTION, m.words("solution_description")),)
    return (head, *answering(question_field(m, DESCRIPTION), body), *differing(m, DESCRIPTION))


def _unnamed(m: Material) -> Spans:
    """What is noted of a solution without a name."""
    said = () if m.plan.solution.name else instead(m, SOLUTION)
    return (*plain(" – "), *said) if said else ()


def tree_figure(m: Material) -> tuple[Block, ...]:
    """The benefits tree drawn from solution to purpose; a large one in parts, whose words can be read."""
    tree = m.plan.benefits_tree
    if not tree.changes and not tree.benefits:
        return (m.missing(m.words("section.tree")),)
    parts = list(_parts(m))
    captions = [m.words("tree.part", number=n, count=len(parts)) for n, _ in enumerate(parts, 1)]
    captions = captions if len(parts) > 1 else [m.words("tree.caption")]
    figures = (
        Diagram("tree", caption, _tree(m, *part), _alt(m, *part)) for caption, part in zip(captions, parts, strict=True)
    )
    return (Paragraph(plain(m.words("tree.lead"))), *figures)


def _tree(m: Material, changes: Sequence[str], benefits: Sequence[Line]) -> TreeData:
    """Some benefits and changes between the solution and the purpose."""
    tree = m.plan.benefits_tree
    known = ((id, tree.changes[id]) for id in changes)
    return TreeData(
        headings=(m.words("purpose"), m.words("benefits"), m.words("changes"), m.words("cover.solution")),
        purpose=tree.purpose or m.words("gap", what=m.words("purpose")),
        benefits=tuple(_benefit_node(m, line) for line in benefits),
        changes=tuple(TreeNode(id, change.title, _note(m, change.owner)) for id, change in known),
        solution=m.plan.solution.name or m.words("gap", what=m.words("cover.solution")),
        legend=_legend(m, benefits),
    )


def _parts(m: Material) -> Iterator[tuple[list[str], list[Line]]]:
    """The changes and benefits of each part: of each so many at most, every change and benefit in one of them."""
    changes, benefits = list(m.plan.benefits_tree.changes), list(m.figures.benefits)
    for n, group in enumerate(_cut(changes)):
        own = [line for line in benefits if _leads(m, line, group) or (not n and not _leads(m, line, changes))]
        idle = [id for id in group if not any(_leads(m, line, [id]) for line in own)]
        for k, some in enumerate(_cut(own)):
            leading = [id for id in group if any(_leads(m, line, [id]) for line in some)]
            yield [id for id in group if id in leading or (not k and id in idle)], some


def _cut(whole: list[Some]) -> list[list[Some]]:
    """A list in parts of the same length, about, none too long; nothing is one part of nothing."""
    count = max(1, -(-len(whole) // MOST_CARDS))
    ends = [len(whole) * n // count for n in range(count + 1)]
    return [whole[start:end] for start, end in pairwise(ends)]


def _leads(m: Material, line: Line, changes: Sequence[str]) -> bool:
    """Whether a benefit comes from any of some changes."""
    return any(id in changes for id in m.plan.benefits_tree.benefits[line.id].from_)


def _ids(m: Material) -> Block:
    """What the letters mean that the plan's numbers begin with: of every table whose rows it calls by them."""
    known = [id for id in NUMBERED if m.answers.rows(id)]
    letters = {m.questionnaire.by_id[id].prefix: heading(m, id) for id in known}
    for id, one in m.questionnaire.questions():
        if (
            one.prefix
            and one.prefix not in letters
            and any(row in numbers_in(said_by(m, id)) for row in m.answers.rows(id))
        ):
            letters[one.prefix] = heading(m, id)
    told = m.language.sentence_list(f"{letter} {name.lower()}" for letter, name in letters.items())
    return Paragraph(plain(m.words("tree.ids", ids=told)), "small")


def numbers_in(text: str) -> frozenset[str]:
    """The numbers of rows that stand in a text."""
    return frozenset(re.findall(r"[A-Z]+\d+", text))


def _note(m: Material, owner: str) -> str:
    return m.plan.person(owner) if owner else m.words("gap", what=m.words("column.owner"))


def _benefit_node(m: Material, line: Line) -> TreeNode:
    """A benefit with the kind it counts as and its owner: the kind is never told by colour alone."""
    tree = m.plan.benefits_tree
    benefit = tree.benefits[line.id]
    aim = "" if line.full_effect or line.is_by_year else goal(m, line.id)
    waits = preconditions.waits(m, line.id)
    note = " · ".join(part for part in (kind_in_words(m, line), aim, _note(m, benefit.owner), waits) if part)
    origins = tuple(change for change in benefit.from_ if change in tree.changes)
    return TreeNode(line.id, benefit.title, note, origins, _tone(m, line) or "neutral")


def _legend(m: Material, benefits: Sequence[Line]) -> tuple[tuple[str, str], ...]:
    used = {_tone(m, line) for line in benefits}
    known = tuple((kind, m.choice("benefit_kind", kind)) for kind in KINDS if kind in used)
    return (*known, *(((LOSS, m.words("tree.disbenefit")),) if LOSS in used else ()))


def _tone(m: Material, line: Line) -> str:
    """The colour of a benefit: that of its kind, and one of their own for disbenefits, whatever their kind."""
    return LOSS if m.plan.benefits_tree.benefits[line.id].is_disbenefit else kind_of(m, line)


def _alt(m: Material, changes: Sequence[str], benefits: Sequence[Line]) -> str:
    """The tree in words: each benefit with the changes it comes from; nothing of what there is none of."""
    tree = m.plan.benefits_tree
    said = {
        "changes": "; ".join(f"{id} {tree.changes[id].title}" for id in changes),
        "benefits": "; ".join(_benefit_in_words(m, line.id) for line in benefits),
        "purpose": tree.purpose,
    }
    parts = (m.words(f"tree.alt_{what}", said=text) for what, text in said.items() if text)
    return " ".join((m.words("tree.alt"), *parts))


def _benefit_in_words(m: Material, id: str) -> str:
    one = m.plan.benefits_tree.benefits[id]
    named = f"{id} {one.title}"
    return m.words("tree.alt_source", named=named, sources=m.language.sentence_list(one.from_)) if one.from_ else named


def change_register(m: Material) -> tuple[Block, ...]:
    """Every change with its owner."""
    rows = [_change(m, id, change) for id, change in m.plan.benefits_tree.changes.items()]
    if not rows:
        return (missing(m, CHANGES, m.words("changes")),)
    columns = m.columns("id 0.5", "change 2.2", "description 3.4", "owner 1.6")
    return (with_informant(m, CHANGES, table("changes", m.words("changes"), columns, rows)), _ids(m))


def _change(m: Material, id: str, change: Change) -> Row:
    said = partial(shown_cell, m, CHANGES, id)
    return row((
        id,
        said("title", change.title, m.words("column.change")),
        said("description", change.description),
        said("owner", m.person(change.owner), m.words("column.owner")),
    ))  # fmt: skip


def benefit_register(m: Material) -> tuple[Block, ...]:
    """Every benefit with kind, origin, owner, full effect and first year."""
    rows = [_benefit(m, line) for line in m.figures.benefits]
    if not rows:
        return (missing(m, BENEFITS, m.words("benefits")),)
    columns = m.columns(
        "id 0.5", "benefit 2.8", "kind 1.3", "from 0.9", "owner 1.9", "full_effect 1.5 end", "start 0.9 end"
    )
    shown = table("benefits", m.words("benefit_register", unit=m.unit), columns, rows)
    return (with_informant(m, BENEFITS, shown),)


def _kind(m: Material, line: Line) -> Spans:
    """The kind as an answer, unless the benefit counts as another than the plan calls it."""
    text = kind_in_words(m, line)
    benefit = m.plan.benefits_tree.benefits[line.id]
    # What the cell shows is the answer only where it is the answer's own words.
    if benefit.is_disbenefit or kind_of(m, line) != benefit.kind:
        return plain(text)
    return shown_cell(m, BENEFITS, line.id, "kind", text, m.words("column.kind"))


def _benefit(m: Material, line: Line) -> Row:
    id, benefit = line.id, m.plan.benefits_tree.benefits[line.id]
    said = partial(shown_cell, m, BENEFITS, id)
    return row((
        id,
        said("title", benefit.title, m.words("column.benefit")),
        _kind(m, line),
        said("from", ", ".join(benefit.from_), m.words("column.from")),
        said("owner", m.person(benefit.owner), m.words("column.owner")),
        worth(m, line),
        str(begins(m.plan.coming[id], m.plan.first_year)) if phased(m, m.plan.coming[id]) else "–",
    ))  # fmt: skip
