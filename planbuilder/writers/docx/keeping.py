"""What stays on one page: an answer's end with the line that says who gave it, a heading with its first text.

In: the elements of a text in our own styles. Out: the same elements; those that are not to part from the next say so.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from docx.oxml.ns import qn

TEXTS = ("Normal", "Answer", "ListBullet", "ListBullet2", "ListBullet3", "ListNumber")
BEGINNINGS = ("Lead", "Normal")
HEADINGS = ("Heading", "AppendixHeading")


def keep_together(elements: Iterable[Any]) -> None:
    """Bind paragraphs of a text to the next: the last one before a small line, and the first one beneath a heading."""
    before = ""
    for one, following in pairwise(_paragraphs(elements)):
        style = _style(one)
        if (style in TEXTS and _style(following) == "Small") or (style in BEGINNINGS and before.startswith(HEADINGS)):
            one.get_or_add_pPr().get_or_add_keepNext()
        before = style


def _paragraphs(elements: Iterable[Any]) -> Iterable[Any]:
    """The paragraphs outside of tables, those of controls among them."""
    for element in elements:
        if element.tag == qn("w:p"):
            yield element
        elif element.tag != qn("w:tbl"):
            yield from _paragraphs(element)


def _style(paragraph: Any) -> str:
    return str(paragraph.style or "")
