"""What stands over a block of a case that has no heading of its own, where an outline puts it after another one.

In: the blocks of a section by name. Out: the same, each that begins something new under words of its own:
nothing stands under the sub-heading of what comes before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from planbuilder.document.material import Material
from planbuilder.document.model import Block, Paragraph, plain

# What each block is about, by the key of its words; blocks of the same one after the other share a heading.
HEADS: Mapping[str, str] = {
    "committee_background": "purpose",
    "committee_today": "today",
    "committee_solution": "solution",
    "committee_change": "solution",
    "committee_alternatives": "otherwise",
    "committee_targets": "targets",
    "committee_affected": "affected",
    "committee_brief": "economy",
    "committee_economy": "economy",
    "committee_consequences": "consequences",
    "committee_risks": "risks",
    "committee_law": "law",
    "committee_hearing": "hearing",
    "committee_steps": "steps",
}
# What says in bold what each line is about needs words over it only beneath a sub-heading of something else.
RUN_IN = ("committee_affected",)


def with_heads(m: Material, title: str, made: Iterable[tuple[str, tuple[Block, ...]]]) -> Iterator[Block]:
    """The blocks of a section; what its own title says is not said again right below it."""
    over, first, under = title, True, False
    for name, blocks in made:
        own = has_head(blocks)
        head = m.words(f"subhead.{HEADS[name]}") if name in HEADS and not own else ""
        wanted = bool(head and blocks) and head != over and not first and (under or name not in RUN_IN)
        if wanted:
            yield Paragraph(plain(head, bold=True), "label")
        if blocks:
            over, first, under = head, False, under or own or wanted
        yield from blocks


def has_head(blocks: tuple[Block, ...]) -> bool:
    """Whether blocks begin with a sub-heading."""
    return bool(blocks) and isinstance(blocks[0], Paragraph) and blocks[0].role == "label"
