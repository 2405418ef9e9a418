"""The logical structure of a PDF: what each piece of content is, in the order in which it is read.

In: elements, made in the document's order, and the places where their content is drawn. Out: a tree that `finish`
writes into the file. An element is drawn as often as its flowable is split; it stays one paragraph, one table.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Content(NamedTuple):
    """A piece of content on a page: the page from 1, and its number there."""

    page: int
    number: int


class Annotation(NamedTuple):
    """A link or a form field on a page: the page from 1, and its place among the page's annotations."""

    page: int
    place: int


class SignatureField(NamedTuple):
    """A field to sign in: its name, whose it is (an id of the plan), what it is for, its page from 1, its corners in
    points, and its element.
    """

    name: str
    signer: str
    told: str
    page: int
    corners: tuple[float, float, float, float]
    element: Element


Attributes = Mapping[str, "str | int | tuple[float, ...]"]


class Element:
    """A structure element with its children; `once` makes what is drawn again (a repeated table head) an artifact.

    `attributes` go under the owner that their standard names: `Table`, `List` or `Layout`.
    """

    def __init__(self, tag: str, parent: Element | None = None, alt: str = "", once: bool = False) -> None:
        self.tag, self.alt, self.once = tag, alt, once
        self.kids: list[Element | Content | Annotation] = []
        self.attributes: dict[str, Attributes] = {}
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
    """The tree of a document, and which element each piece of content and each annotation belongs to."""

    def __init__(self) -> None:
        self.root = Element("Document")
        self.contents: dict[int, list[Element]] = {}
        self.annotations: dict[int, list[Element | None]] = {}
        self.fields: list[SignatureField] = []

    def content(self, element: Element, page: int) -> int:
        """Note a piece of content on a page; its number there."""
        known = self.contents.setdefault(page, [])
        known.append(element)
        element.kids.append(Content(page, len(known) - 1))
        return len(known) - 1

    def annotation(self, element: Element | None, page: int) -> None:
        """Note an annotation of a page; they come in the order of the page's own list."""
        known = self.annotations.setdefault(page, [])
        known.append(element)
        if element is not None:
            element.kids.append(Annotation(page, len(known) - 1))
