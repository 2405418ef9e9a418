"""What leads from one place of a Word document to another: cross-references and the list of contents.

In: a `Document`. Out: fields and links to the bookmarks of headings, tables and figures. Each shows its text at once;
Word brings it up to date when the document changes. Page numbers are left out: only Word knows them.
"""

from __future__ import annotations

from collections.abc import Iterator

from planbuilder.document import model
from planbuilder.document.figure_model import Chart, Diagram
from planbuilder.document.model import Document, Section, Span
from planbuilder.writers.docx import oxml


def anchor(name: str) -> str:
    """An anchor as a bookmark name that Word does not list: letters, digits and underscores, at most 40 of them."""
    return "_pb_" + "".join(c if c.isascii() and c.isalnum() else "_" for c in name)[:36]


class References:
    """Knows what the anchors of a document stand at."""

    def __init__(self, document: Document) -> None:
        self.document = document
        numbered = (b for b in model.walk(document.blocks) if isinstance(b, Section | model.Table | Chart | Diagram))
        self.targets = {block.id: block for block in numbered}

    def xml(self, span: Span) -> str:
        """A span with a target: a field that shows the target's number, a link where it says something else."""
        target, name = self.targets.get(span.target), anchor(span.target)
        number = target.number if target else ""
        if not number or not span.text.endswith(number):
            run = oxml.run(oxml.text(span.text), "Gap" if span.gap else "", span.bold, span.italic, span.language)
            return oxml.link(name, run) if target else run
        before = span.text[: len(span.text) - len(number)]
        shows = "\\r \\h" if isinstance(target, Section) else "\\h"
        return (oxml.run(oxml.text(before)) if before else "") + oxml.field(f"REF {name} {shows}", number)

    def contents(self, depth: int) -> Iterator[str]:
        """The lines of a list of contents, within one field."""
        entries = list(model.headings(self.document, depth))
        begin = oxml.run('<w:fldChar w:fldCharType="begin"/>') + oxml.run(
            f'<w:instrText xml:space="preserve"> TOC \\o "1-{depth}" \\h \\z \\n \\u </w:instrText>'
        )
        begin += oxml.run('<w:fldChar w:fldCharType="separate"/>')
        for n, entry in enumerate(entries):
            title = f"{entry.number}  {entry.title}" if entry.number else entry.title
            line = oxml.link(anchor(entry.id), oxml.run(oxml.text(title)))
            end = oxml.run('<w:fldChar w:fldCharType="end"/>') if n == len(entries) - 1 else ""
            yield oxml.paragraph(f"TOC{min(entry.level, 3)}", (begin if n == 0 else "") + line + end)
