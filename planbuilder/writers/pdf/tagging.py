"""The logical structure of a PDF: what each piece of content is, in the order in which it is read.

In: elements, made in the document's order, and the places where their content is drawn. Out: a tree that `tree` writes
into the file. An element is drawn as often as its flowable is split; it stays one paragraph, one table.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from planbuilder.plaintext import shown


class Content(NamedTuple):
    """A piece of content on a page: the page from 1, and its number there."""

    page: int
    number: int


class Annotation(NamedTuple):
    """A link or a form field: its page from 1, and ReportLab's reference to it."""

    page: int
    reference: Any


class SignatureField(NamedTuple):
    """A field to sign in: ReportLab's reference to it, and its entries."""

    reference: Any
    entries: Any


Attributes = Mapping[str, "str | int | tuple[float, ...]"]
NO_ATTRIBUTES: Mapping[str, Attributes] = MappingProxyType({})


class Element:
    """A structure element with its children; `once` makes what is drawn again (a repeated table head) an artifact.

    `attributes` go under the owner that their standard names: `Table`, `List` or `Layout`. `language` is that of a
    passage in another one than the document's. `number` is that of its object in the file, 0 until the tree is written.
    There is one for every cell, hence the slots.
    """

    __slots__ = ("alt", "attributes", "kids", "language", "number", "once", "tag")

    def __init__(self, tag: str, parent: Element | None = None, alt: str = "", once: bool = False) -> None:
        self.tag, self.alt, self.once, self.number, self.language = tag, shown(alt), once, 0, ""
        self.kids: list[Element | Content | Annotation] = []
        self.attributes = NO_ATTRIBUTES
        if parent is not None:
            parent.kids.append(self)

    @property
    def is_drawn(self) -> bool:
        """Whether any content has been drawn for it."""
        return any(isinstance(kid, Content) for kid in self.kids)

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all came of it."""
        return all(isinstance(kid, Element) and kid.is_empty for kid in self.kids)


class Structure:
    """The tree of a document, and the way back to it from each page's content and each annotation.

    `parents` are numbered by their place: the elements of a page's contents in their order, or an annotation's element.
    `pages` tells a page's place among them; `fields` are those to sign in.
    """

    def __init__(self) -> None:
        self.root = Element("Document")
        self.parents: list[list[Element] | Element] = []
        self.pages: dict[int, int] = {}
        self.fields: list[SignatureField] = []

    def forget(self) -> None:
        """Let go of every element when the file is written: whoever still knows the structure keeps none of them."""
        self.root.kids.clear()
        self.parents.clear()

    def content(self, element: Element, page: int) -> int:
        """Note a piece of content on a page; its number there."""
        known = self._of_page(page)
        known.append(element)
        element.kids.append(Content(page, len(known) - 1))
        return len(known) - 1

    def _of_page(self, page: int) -> list[Element]:
        if page not in self.pages:
            self.pages[page] = len(self.parents)
            self.parents.append([])
        known = self.parents[self.pages[page]]
        assert isinstance(known, list)
        return known

    def annotation(self, element: Element, page: int, reference: Any) -> int:
        """Note an annotation of a page; its place among the parents."""
        element.kids.append(Annotation(page, reference))
        self.parents.append(element)
        return len(self.parents) - 1
