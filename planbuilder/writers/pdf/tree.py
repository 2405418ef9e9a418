"""The structure tree as it stands in the file.

In: the structure of a laid out document. Out: numbered objects. They are written as they are asked for: a document of
750 pages has 54,000 of them, and as many of a library's records take more memory than all else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObjectReference, PDFString

from planbuilder.writers.pdf.tagging import Annotation, Attributes, Content, Element, Structure

Numbered = tuple[int, bytes]
FIELD = "Form"


class Tree:
    """The tree of one file; its objects are numbered from `first` on, the root of the tree being the first."""

    def __init__(self, structure: Structure, document: PDFDocument, first: int) -> None:
        self.structure, self.document, self.root = structure, document, first
        self.pages = {page: self.reference(PDFObjectReference(f"Page{page}")) for page in structure.pages}
        self.last = first
        for element in _present(structure.root):
            self.last += 1
            element.number = self.last

    def reference(self, reference: Any) -> bytes:
        """A reference of ReportLab's as it stands in the file."""
        return bytes(reference.format(self.document))

    def objects(self) -> Iterator[Numbered]:
        """All objects of the tree; when they are through, `last` is the highest number."""
        top = self.structure.root
        yield from self.elements(top, self.root)
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

    def elements(self, element: Element, parent: int) -> Iterator[Numbered]:
        """An element, given its parent's number, and everything below it."""
        yield element.number, self.element(element, parent)
        for kid in element.kids:
            if isinstance(kid, Element) and kid.number:
                yield from self.elements(kid, element.number)

    def element(self, element: Element, parent: int) -> bytes:
        """An element by itself; it names the page on which it begins, so that its content there needs only a number."""
        page = next((kid.page for kid in element.kids if isinstance(kid, Content)), 0)
        kids = (self.kid(kid, page) for kid in element.kids if not isinstance(kid, Element) or kid.number)
        # Those who judge what was changed after a signature look for a field right below its element, in no list.
        inside = b" %b" if element.tag == FIELD else b"[%b]"
        entries = b"/Type/StructElem/S/%b/P %d 0 R/K" % (element.tag.encode(), parent) + inside % b" ".join(kids)
        if page:
            entries += b"/Pg " + self.pages[page]
        if element.alt:
            entries += b"/Alt" + PDFString(element.alt).format(self.document)
        if element.language:
            entries += b"/Lang" + PDFString(element.language).format(self.document)
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


def _present(element: Element) -> Iterator[Element]:
    """An element and those below it that came to something, in reading order."""
    yield element
    for kid in element.kids:
        if isinstance(kid, Element) and not kid.is_empty:
            yield from _present(kid)


def _attributes(owner: str, given: Attributes) -> bytes:
    """What is told of an element under one owner."""
    told = "".join(f"/{name}{VALUES[type(value)](value)}" for name, value in given.items())
    return f"<</O/{owner}{told}>>".encode()


VALUES: dict[type, Callable[[Any], str]] = {
    str: "/{}".format,
    int: " {}".format,
    tuple: lambda numbers: f"[{' '.join(f'{number:.2f}' for number in numbers)}]",
}
