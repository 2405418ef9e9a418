"""What a template asks to be told, and the numbers it has taken.

In: a template as python-docx opens it, and a document. Out: the template's controls with the document's title, its
municipality and its date in them, in every head and foot too; and the numbers that are free for marks of ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Any

from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from planbuilder.document.model import Document
from planbuilder.writers.docx import oxml
from planbuilder.writers.docx.places import FACTS, fill

AROUND = ("header", "footer")
# What has a number of its own in a document, and the attribute that says it.
NUMBERED = {qn("w:bookmarkStart"): qn("w:id"), qn("w:id"): qn("w:val"), qn("wp:docPr"): "id"}


def tell_facts(word: WordDocument, document: Document) -> None:
    """Fill the controls by which a template asks for title, municipality and date."""
    title = document.cover.title if document.cover else document.title
    texts = (oxml.FORBIDDEN.sub("", text) for text in (title, document.author, document.day))
    facts = dict(zip(FACTS, texts, strict=True))
    for root in _roots(word):
        fill(root, facts, document.date)


def free_ids(word: WordDocument) -> Iterator[int]:
    """The numbers that no bookmark, control or drawing of a document has, from 1."""
    taken = {element.get(NUMBERED[element.tag]) for root in _roots(word) for element in root.iter(*NUMBERED)}
    return (number for number in count(1) if str(number) not in taken)


def _roots(word: WordDocument) -> Iterator[Any]:
    """The body, and every head and foot there is: of the first page, of even pages, of each section."""
    yield word.element.body
    parts: list[Any] = [r.target_part for r in word.part.rels.values() if r.reltype.endswith(AROUND)]
    yield from (part.element for part in parts)
