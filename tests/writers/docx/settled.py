"""What a Word file says once all its tracked changes are accepted, or rejected: by the format's rules alone."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, Literal

import docx
from docx.oxml.ns import qn

Way = Literal["accept", "reject"]
GONE = {"accept": qn("w:del"), "reject": qn("w:ins")}
LEFT = {"accept": qn("w:ins"), "reject": qn("w:del")}
P, ROW = qn("w:p"), qn("w:tr")


def texts(data: bytes) -> list[str]:
    """Each paragraph of a file that says something, in order, those of cells too."""
    return _texts(docx.Document(io.BytesIO(data)).element.body)


def settled(data: bytes, way: Way) -> list[str]:
    """The same once all changes are accepted or rejected."""
    body = docx.Document(io.BytesIO(data)).element.body
    for row in list(body.iter(ROW)):
        if row.find(f"{qn('w:trPr')}/{GONE[way]}") is not None:
            row.getparent().remove(row)
    for table in [one for one in body.iter(qn("w:tbl")) if one.find(ROW) is None]:
        table.getparent().remove(table)
    # A mark that goes joins its paragraph to the next one: what is left of it would stand before that one's words.
    ends = {id(p): p for p in body.iter(P) if p.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{GONE[way]}") is not None}
    for mark in list(body.iter(GONE[way])):
        mark.getparent().remove(mark)
    for paragraph in ends.values():
        assert not _said(paragraph), "only whole paragraphs go"
        paragraph.getparent().remove(paragraph)
    assert all(next(cell.iterchildren(P), None) is not None for cell in body.iter(qn("w:tc")))
    return _texts(body)


def _texts(body: Any) -> list[str]:
    return [said for paragraph in body.iter(P) if (said := _said(paragraph))]


def _said(paragraph: Any) -> str:
    return "".join(_pieces(paragraph))


def _pieces(paragraph: Any) -> Iterator[str]:
    tags = tuple(map(qn, ("w:t", "w:delText", "w:br", "w:tab", "wp:docPr")))
    for one in (one for run in paragraph.iter(qn("w:r")) for one in run.iter(*tags)):
        name = one.tag.rpartition("}")[2]
        yield (
            one.text or "" if name in ("t", "delText") else {"br": "\n", "tab": "\t"}.get(name, f"<{one.get('descr')}>")
        )
