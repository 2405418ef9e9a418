"""Numbers for sections, figures and tables, and the words of references to them.

In: a `Document` without numbers. Out: the same with them. A span that names a target and has no text of its own gets
the target's label ("Figur 3", "afsnit 7").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from itertools import count

from planbuilder.document.figure_model import Chart, Diagram
from planbuilder.document.model import (
    LETTERS,
    AnswerBlock,
    Block,
    Contents,
    Document,
    Item,
    ListBlock,
    Note,
    Paragraph,
    Section,
    Spans,
    Table,
    walk,
)
from planbuilder.record import record, replace


@record
class Labels:
    """The words before numbers: figure and table in captions, section in references, appendix in headings.

    `appendix_named` is the word for an appendix in references.
    """

    figure: str
    table: str
    section: str
    appendix: str
    appendix_named: str


def number(document: Document, labels: Labels, appendices: Collection[str] = ()) -> Document:
    """The document with every number in place; sections named in `appendices` are lettered instead.

    Names of places stand once: a second place of a name gets a name of its own.
    """
    numbered = _Numberer(labels, appendices).sections(document.blocks, "")
    names = {
        block.id: _name(block, labels)
        for block in walk(numbered)
        if isinstance(block, Section | Table | Chart | Diagram)
    }
    return replace(document, blocks=_with_references(numbered, names))


def paged(document: Document, pages: Mapping[str, int]) -> Document:
    """The document with the page that each section begins on in its list of contents, by the section's id."""
    listed = (replace(one, pages=pages) if isinstance(one, Contents) else one for one in document.blocks)
    return replace(document, blocks=tuple(listed))


def _name(block: Section | Table | Chart | Diagram, labels: Labels) -> str:
    if isinstance(block, Section):
        letter = block.number.removeprefix(labels.appendix)
        return f"{labels.appendix_named}{letter}" if letter != block.number else f"{labels.section} {block.number}"
    return block.number


class _Numberer:
    """Counts sections level by level, figures and tables throughout."""

    def __init__(self, labels: Labels, appendices: Collection[str]) -> None:
        self.labels = labels
        self.appendices = appendices
        self.figures, self.tables = count(1), count(1)
        self.letters = iter(LETTERS)
        self.names: Counter[str] = Counter()

    def sections(self, blocks: tuple[Block, ...], prefix: str) -> tuple[Block, ...]:
        """Blocks with numbers, section numbers after a prefix."""
        own = count(1)
        return tuple(self.block(block, prefix, own) for block in blocks)

    def block(self, block: Block, prefix: str, own: count[int]) -> Block:
        """One block with its number."""
        if isinstance(block, Section):
            return self.section(block, prefix, own)
        if isinstance(block, AnswerBlock):
            return replace(block, blocks=self.sections(block.blocks, prefix))
        if isinstance(block, Chart | Diagram):
            number = f"{self.labels.figure} {next(self.figures)}" if block.caption else ""
            return replace(block, number=number, id=self.own_name(block.id))
        if isinstance(block, Table) and block.caption:
            return replace(block, number=f"{self.labels.table} {next(self.tables)}", id=self.own_name(block.id))
        return block

    def own_name(self, name: str) -> str:
        """The name of a place that no place before it has."""
        self.names[name] += 1
        return name if self.names[name] == 1 else self.own_name(f"{name}_{self.names[name]}")

    def section(self, section: Section, prefix: str, own: count[int]) -> Section:
        """A section and what is in it."""
        if section.id in self.appendices:
            mark = f"{self.labels.appendix} {next(self.letters)}"
        else:
            mark = f"{prefix}{next(own)}" if section.numbered else ""
        inner = f"{mark}." if section.numbered and section.id not in self.appendices else ""
        id = self.own_name(section.id)
        return replace(section, id=id, number=mark, blocks=self.sections(section.blocks, inner))


def _with_references(blocks: tuple[Block, ...], names: Mapping[str, str]) -> tuple[Block, ...]:
    return tuple(_referring(block, names) for block in blocks)


def _referring(block: Block, names: Mapping[str, str]) -> Block:
    if isinstance(block, Section | AnswerBlock):
        return replace(block, blocks=_with_references(block.blocks, names))
    if isinstance(block, Paragraph | Note):
        return replace(block, spans=_named(block.spans, names))
    if isinstance(block, ListBlock):
        return replace(block, items=tuple(_item(item, names) for item in block.items))
    return block


def _item(item: Item, names: Mapping[str, str]) -> Item:
    return Item(_named(item.spans, names), tuple(_item(child, names) for child in item.children))


def _named(spans: Spans, names: Mapping[str, str]) -> Spans:
    return tuple(
        replace(span, text=names.get(span.target, span.target)) if span.target and not span.text else span
        for span in spans
    )
