"""The logical structure of a PDF: what each piece of content is, in the order in which it is read.

In: elements, made in the document's order, and the places where their content is drawn. Out: a tree, as numbered
objects. An element is drawn as often as its flowable is split; it stays one paragraph, one table. Objects are written
as they are asked for: a document of 750 pages has 54,000 of them, and as many of a library's records take more memory
than all else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFString

from planbuilder.document.model import Spans, text_of
from planbuilder.plaintext import shown
from planbuilder.writers.pdf.undocumented import Numbered, page_reference, written


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
    passage in another one than the document's. `number` is that of its object in the file, and `above` its parent's, 0
    until the tree is written.
    There is one for every cell, hence the slots.
    """

    __slots__ = ("above", "alt", "attributes", "kids", "language", "number", "once", "tag")

    def __init__(self, tag: str, parent: Element | None = None, alt: str = "", once: bool = False) -> None:
        self.tag, self.alt, self.once, self.language = tag, shown(alt), once, ""
        self.number = self.above = 0
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
    `pages` has a page's place among them; `fields` are those to sign in.
    """

    def __init__(self) -> None:
        self.root = Element("Document")
        self.parents: list[list[Element] | Element] = []
        self.pages: dict[int, int] = {}
        self.fields: list[SignatureField] = []

    def forget(self) -> None:
        """Let go of every element when the file is written: what still knows the structure keeps none of them."""
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


FIELD = "Form"


class Tree:
    """The tree of one file; its objects are numbered from `first` on, the root of the tree being the first."""

    def __init__(self, structure: Structure, document: PDFDocument, first: int) -> None:
        self.structure, self.document, self.root = structure, document, first
        self.pages = {page: self.reference(page_reference(page)) for page in structure.pages}
        # Numbered before anything is written, since parents and children name each other.
        self.last = first
        self.elements: list[Element] = []
        self._number(structure.root, first)

    def _number(self, element: Element, above: int) -> None:
        """Number an element and those below it that came to something, in reading order."""
        self.last += 1
        element.number, element.above = self.last, above
        self.elements.append(element)
        for kid in element.kids:
            if isinstance(kid, Element) and not kid.is_empty:
                self._number(kid, element.number)

    def reference(self, reference: Any) -> bytes:
        """A reference of ReportLab's as it is in the file."""
        return written(reference, self.document)

    def objects(self) -> Iterator[Numbered]:
        """All objects of the tree; when they are through, `last` is the highest number."""
        top = self.structure.root
        for element in self.elements:
            yield element.number, self.element(element)
        places = []
        for key, parent in enumerate(self.structure.parents):
            if isinstance(parent, Element):
                places.append(b"%d %d 0 R" % (key, parent.number))
            else:
                self.last += 1
                yield self.last, b"[%b]" % b" ".join(b"%d 0 R" % element.number for element in parent)
                places.append(b"%d %d 0 R" % (key, self.last))
        back = b"/ParentTree<</Nums[%b]>>/ParentTreeNextKey %d" % (b" ".join(places), len(places))
        yield self.root, b"<</Type/StructTreeRoot/K %d 0 R%b>>" % (top.number, back)

    def element(self, element: Element) -> bytes:
        """An element by itself; it names the page on which it begins, so that its content there needs only a number."""
        page = next((kid.page for kid in element.kids if isinstance(kid, Content)), 0)
        kids = (self.kid(kid, page) for kid in element.kids if not isinstance(kid, Element) or kid.number)
        # Those who judge what was changed after a signature look for a field right below its element, in no list.
        inside = b" %b" if element.tag == FIELD else b"[%b]"
        entries = b"/Type/StructElem/S/%b/P %d 0 R/K" % (element.tag.encode(), element.above) + inside % b" ".join(kids)
        if page:
            entries += b"/Pg " + self.pages[page]
        if element.alt:
            entries += b"/Alt" + written(PDFString(element.alt), self.document)
        if element.language:
            entries += b"/Lang" + written(PDFString(element.language), self.document)
        if element.attributes:
            entries += b"/A[%b]" % b"".join(_attributes(*owned) for owned in element.attributes.items())
        return b"<<%b>>" % entries

    def kid(self, kid: Element | Content | Annotation, page: int) -> bytes:
        """A child: an element, a piece of content, or an annotation."""
        if isinstance(kid, Element):
            return b"%d 0 R" % kid.number
        if isinstance(kid, Annotation):
            return b"<</Type/OBJR/Pg %b/Obj %b>>" % (self.pages[kid.page], self.reference(kid.reference))
        if kid.page == page:
            return b"%d" % kid.number
        return b"<</Type/MCR/Pg %b/MCID %d>>" % (self.pages[kid.page], kid.number)


def _attributes(owner: str, given: Attributes) -> bytes:
    """What is said of an element under one owner."""
    said = "".join(f"/{name}{VALUES[type(value)](value)}" for name, value in given.items())
    return f"<</O/{owner}{said}>>".encode()


VALUES: dict[type, Callable[[Any], str]] = {
    str: "/{}".format,
    int: " {}".format,
    tuple: lambda numbers: f"[{' '.join(f'{number:.2f}' for number in numbers)}]",
}


def language_of(spans: Spans) -> str:
    """The language of a passage that is in another one as a whole, but for numbers and signs; empty if it is not."""
    found = {span.language for span in spans if any(map(str.isalpha, span.text))}
    return found.pop() if len(found) == 1 else ""


def linked(spans: Spans, element: Element) -> Element:
    """The element of a passage: the link that it is where there is one in it, which says what the passage says."""
    return Element("Link", element, text_of(spans)) if any(span.target for span in spans) else element
