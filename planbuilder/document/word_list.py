"""The hard words of a document: those that are printed in it, each in one plain sentence, and a mark where it begins.

In: a composed document. Out: the same with a list of the words that stand in it, and a mark that leads there at the
first use of each in running text. The words are a language's own (`glossary` in its file), in the order they stand
there. An answer gets no mark: it is shown as it was given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from planbuilder.document.material import Material
from planbuilder.document.model import Block, Document, Item, ListBlock, Paragraph, Section, Span, Spans, plain, walk
from planbuilder.document.no_break import shown_fields
from planbuilder.language import Language
from planbuilder.record import record, replace

BLOCK, MARK = "word_list", "*"
GLOSSARY = "glossary."
# What of a block nobody reads in print.
UNSEEN = ("id", "alt", "field", "target")
# What of running text is read as sentences.
READ = ("body", "lead")


@record
class Word:
    """A hard word: what it is called, what it means, the forms in which it stands, and those that may mean it too."""

    name: str
    meaning: str
    forms: tuple[str, ...]
    also: tuple[str, ...]


@cache
def words(language: Language) -> tuple[Word, ...]:
    """The hard words of a language."""
    ends = ".name"
    keys = [key.removesuffix(ends) for key in language.texts if key.startswith(GLOSSARY) and key.endswith(ends)]
    return tuple(_word(language, key) for key in keys)


def _word(language: Language, key: str) -> Word:
    also = language.text(f"{key}.also") if language.has(f"{key}.also") else ""
    forms = tuple(language.text(f"{key}.forms").split(", "))
    every = (*forms, *filter(None, also.split(", ")))
    return Word(language.text(f"{key}.name"), language.text(f"{key}.means"), forms, every)


class _Finder:
    """Finds words by some of their forms, whatever their capitals: “net present value” is no “present value”."""

    def __init__(self, forms: Iterable[tuple[str, Word]]) -> None:
        longest_first = sorted(forms, key=lambda one: -len(one[0]))
        self.words = [word for _, word in longest_first]
        said = "|".join(f"({re.escape(form)})".replace(r"\*", r"\w*") for form, _ in longest_first)
        self.pattern = re.compile(rf"(?<!\w)(?:{said})(?!\w)", re.IGNORECASE)

    def found(self, text: str) -> Iterator[tuple[re.Match[str], Word]]:
        """Each place where a word stands."""
        return ((match, self.words[(match.lastindex or 1) - 1]) for match in self.pattern.finditer(text))


@cache
def _finder(language: Language) -> _Finder:
    """What finds the words of a language by every form that they may have."""
    return _Finder((form, one) for one in words(language) for form in one.also)


def every(m: Material) -> tuple[Block, ...]:
    """The hard words of the document's language; of them those stay that stand in the document."""
    return _listed(m.language, words(m.language))


def _listed(language: Language | None, known: Iterable[Word]) -> tuple[Block, ...]:
    """What the mark means, and words one after another, each with what it means."""
    lead = plain(language.text("document.word_list.lead", mark=MARK)) if language else ()
    told = [part for one in known for part in (Span(f" {one.name}: ", bold=True), Span(one.meaning))]
    if not lead and told:
        told[0] = replace(told[0], text=told[0].text.lstrip())
    return (Paragraph((*lead, *told), "small"),)


def with_words(blocks: tuple[Block, ...], language: Language, id: str) -> tuple[Block, ...]:
    """Blocks in which the section of a name lists the words that stand in the others; without it where none does."""
    # Each text once: a third of all letters are in cells that say what others said.
    said = "\n".join(dict.fromkeys(_texts(blocks, id)))
    found = {word.name for _, word in _finder(language).found(said)}
    kept = [one for one in words(language) if one.name in found]
    return _filled(blocks, id, _listed(language, kept) if kept else ())


def _filled(blocks: tuple[Block, ...], id: str, content: tuple[Block, ...]) -> tuple[Block, ...]:
    """Blocks in which the section of a name has other contents; without it where there are none."""
    kept = (one for one in blocks if content or getattr(one, "id", "") != id)
    return tuple(
        replace(one, blocks=content if one.id == id else _filled(one.blocks, id, content))
        if isinstance(one, Section)
        else one
        for one in kept
    )


def _texts(value: Any, id: str) -> list[str]:
    """Every text in a block that a reader sees, but for those of the section of a name."""
    found: list[str] = []
    waiting = [value]
    # No generator in a generator: a text is eight levels deep, and a plan has thousands.
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            found.append(one)
        elif isinstance(one, tuple):
            waiting += reversed(one)
        elif not (isinstance(one, Section) and one.id == id):
            kind: Any = type(one)
            waiting += [getattr(one, name) for name in reversed(shown_fields(kind, UNSEEN))]
    return found


def marked(document: Document, language: Language, id: str) -> Document:
    """A document in which the first use of each listed word in running text leads to the list of a section."""
    lists = [one for one in walk(document.blocks) if isinstance(one, Section) and one.id == id]
    spans = (span for one in lists for block in one.blocks if isinstance(block, Paragraph) for span in block.spans)
    names = {span.text.strip(" :") for span in spans if span.bold}
    known = [one for one in words(language) if one.name in names]
    marker = _Marker(known, id)
    blocks = tuple(map(marker.block, document.blocks)) if known else document.blocks
    # Where no word is marked, there is no mark to explain.
    return replace(document, blocks=blocks if marker.done or not known else _filled(blocks, id, _listed(None, known)))


class _Marker:
    """Marks each word once, in the order in which a document is read."""

    def __init__(self, known: Iterable[Word], id: str) -> None:
        self.finder = _Finder((form, one) for one in known for form in one.forms)
        self.done: set[str] = set()
        self.id = id

    def block(self, block: Block) -> Block:
        """A block with marks in its running text; the list itself has none."""
        if isinstance(block, Section) and block.id != self.id:
            return replace(block, blocks=tuple(map(self.block, block.blocks)))
        if isinstance(block, Paragraph) and block.role in READ:
            return replace(block, spans=self.spans(block.spans))
        return replace(block, items=tuple(map(self.item, block.items))) if isinstance(block, ListBlock) else block

    def item(self, item: Item) -> Item:
        """A point of a list."""
        return Item(self.spans(item.spans), tuple(map(self.item, item.children)))

    def spans(self, spans: Spans) -> Spans:
        """Spans, parted where a word is marked; what is no running text stays whole."""
        return tuple(part for span in spans for part in ((span,) if _is_whole(span) else self.parts(span)))

    def parts(self, span: Span) -> Spans:
        """A span with its first uses of words as links to the list."""
        parts, end = [], 0
        for match, word in self.finder.found(span.text):
            if word.name not in self.done:
                self.done.add(word.name)
                parts += [replace(span, text=span.text[end : match.start()])] if match.start() > end else []
                parts.append(replace(span, text=f"{match[0]}{MARK}", target=self.id))
                end = match.end()
        rest = span.text[end:]
        return (*parts, *([replace(span, text=rest)] if rest or not parts else []))


def _is_whole(span: Span) -> bool:
    """Whether a span is no running text: what a passage is called, an answer, a gap, a link, or another language."""
    return bool(span.bold or span.field or span.gap or span.target or span.language)
