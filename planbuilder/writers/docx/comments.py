"""What is open, as comments in the margin of a Word document.

In: paragraphs with the remark on them. Out: the same paragraphs with marks around their words, and, when the story is
known, the comments themselves. They carry the document's date, so that the same plan gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from planbuilder.document.model import Document
from planbuilder.plaintext import for_a_terminal, shown
from planbuilder.writers.docx import oxml
from planbuilder.writers.docx.base import restyle
from planbuilder.writers.docx.places import comments_of


class Comments:
    """Numbers remarks in the order in which they come, after those that a template has."""

    def __init__(self, word: WordDocument) -> None:
        self.texts: list[str] = []
        there = comments_of(word)
        taken = () if there is None else (int(one.get(qn("w:id"), "0")) for one in there.iterchildren(qn("w:comment")))
        self.first = max(taken, default=-1) + 1

    def around(self, paragraphs: str, remark: str) -> str:
        """Paragraphs with a comment from their first word to their last."""
        number = self.first + len(self.texts)
        self.texts.append(remark)
        head, mark, rest = paragraphs.partition("</w:pPr>")
        body, end, tail = rest.rpartition("</w:p>")
        begin = f'<w:commentRangeStart w:id="{number}"/>'
        reference = oxml.run(f'<w:commentReference w:id="{number}"/>', "CommentReference")
        return f'{head}{mark}{begin}{body}<w:commentRangeEnd w:id="{number}"/>{reference}{end}{tail}'

    def add_to(self, word: WordDocument, document: Document, ids: Mapping[str, str]) -> None:
        """Put the comments into the document, in the name of whose it is; `ids` has its styles' by ours."""
        day = datetime.fromisoformat(document.date).replace(tzinfo=UTC)
        author = for_a_terminal(document.author) or "planbuilder"
        initials = "".join(word[0] for word in author.split())[:3]
        for number, text in enumerate(self.texts, self.first):
            made = word.comments.add_comment(shown(text), author[:255], initials)
            made._comment_elm.date = day  # the library takes the clock's time, and offers no other way
            restyle([made._comment_elm], ids)
            made._comment_elm.id = number  # it counts anew where a template's last comment was taken away
