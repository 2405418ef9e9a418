"""What a template leaves loose when a text takes the place of a part of it.

In: a document whose text stands. Out: the same without ends of marks whose other end is gone, comments that nothing
refers to, and pictures, heads and links that are used nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.document import Document as WordDocument
from docx.oxml.ns import qn

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MICROSOFT = "http://schemas.microsoft.com/office"
# Marks in pairs, and what names the pair.
PAIRS = (
    ("w:bookmarkStart", "w:bookmarkEnd"),
    ("w:commentRangeStart", "w:commentRangeEnd"),
    ("w:permStart", "w:permEnd"),
    ("w:moveFromRangeStart", "w:moveFromRangeEnd"),
    ("w:moveToRangeStart", "w:moveToRangeEnd"),
)
# What the text refers to by number; all else belongs to the document as a whole.
REFERRED = frozenset(
    f"{OFFICE}/{kind}"
    for kind in (
        *("header", "footer", "image", "hyperlink", "chart", "package"),
        *("diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors"),
    )
)
OF_COMMENTS = ("commentsExtended", "commentsIds", "commentsExtensible")


def tidy(word: WordDocument) -> None:
    """Take away what a document no longer uses."""
    body = word.element.body
    for begin, end in PAIRS:
        _pair(body, qn(begin), qn(end))
    _forget_comments(word, {one.get(qn("w:id")) for one in body.iter(qn("w:commentReference"))})
    used = set(_used(word.element))
    for id, relation in list(word.part.rels.items()):
        if relation.reltype in REFERRED and id not in used:
            del word.part.rels[id]


def comments_of(word: WordDocument) -> Any:
    """The comments that a document has, None if it has no part for them; asking the library for them would make one."""
    parts = (one.target_part for one in word.part.rels.values() if one.reltype == f"{OFFICE}/comments")
    part: Any = next(parts, None)
    return None if part is None else part.element


def _pair(body: Any, begin: str, end: str) -> None:
    """Take away each beginning without an end, and each end without a beginning."""
    begun, ended = ({one.get(qn("w:id")) for one in body.iter(tag)} for tag in (begin, end))
    for one in list(body.iter(begin, end)):
        if one.get(qn("w:id")) not in begun & ended:
            one.getparent().remove(one)


def _forget_comments(word: WordDocument, referred: set[str | None]) -> None:
    """Take away the comments that nothing refers to, and what other parts say of comments, since it says it of all."""
    comments = comments_of(word)
    loose = [] if comments is None else [one for one in comments if one.get(qn("w:id")) not in referred]
    for one in loose:
        comments.remove(one)
    for id, relation in list(word.part.rels.items()) if loose else ():
        if relation.reltype.startswith(MICROSOFT) and relation.reltype.endswith(OF_COMMENTS):
            del word.part.rels[id]


def _used(root: Any) -> Iterator[str]:
    """The numbers of the relationships that a part refers to."""
    prefix = f"{{{OFFICE}}}"
    for element in root.iter():
        for name, value in element.attrib.items():
            if name.startswith(prefix):
                yield value
