"""What a program that is stricter than Word would hold against a Word file: numbers twice, and names of nothing."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import docx
from docx.oxml.ns import qn

REFERENCES = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
ORDER = ("numPicBullet", "abstractNum", "num", "numIdMacAtCleanup")


def faults(data: bytes) -> list[str]:
    """Everything that is wrong with a Word file as a whole."""
    word = docx.Document(io.BytesIO(data))
    return [*_twice(data, word), *_missing(word), *_loose(word)]


def _values(root: Any, tag: str, attribute: str) -> list[str]:
    return [element.get(attribute if ":" not in attribute else qn(attribute), "") for element in root.iter(qn(tag))]


def _twice(data: bytes, word: Any) -> Iterator[str]:
    styles, body, lists = word.styles.element, word.element.body, word.part.numbering_part.element
    numbers = {
        "style id": _values(styles, "w:style", "w:styleId"),
        "style name": [name.casefold() for name in _values(styles, "w:name", "w:val")],
        "list": _values(lists, "w:num", "w:numId"),
        "kind of list": _values(lists, "w:abstractNum", "w:abstractNumId"),
        "bookmark": _values(body, "w:bookmarkStart", "w:id"),
        "bookmark name": _values(body, "w:bookmarkStart", "w:name"),
        "drawing": _values(body, "wp:docPr", "id"),
        "comment": _values(_comments(word), "w:comment", "w:id"),
        "reference to a comment": _values(body, "w:commentReference", "w:id"),
        "part": [name.casefold() for name in zipfile.ZipFile(io.BytesIO(data)).namelist()],
    }
    for what, found in numbers.items():
        yield from (f"{what} twice: {one}" for one in _more_than_one(found))


def _more_than_one(found: Iterable[str]) -> list[str]:
    return [one for one, number in Counter(found).items() if number > 1]


def _comments(word: Any) -> Any:
    kinds = {r.reltype.rpartition("/")[2]: r.target_part for r in word.part.rels.values() if not r.is_external}
    return kinds["comments"].element if "comments" in kinds else word.element.makeelement("none")


def _missing(word: Any) -> Iterator[str]:
    styles, body, lists = word.styles.element, word.element.body, word.part.numbering_part.element
    ids, roots = set(_values(styles, "w:style", "w:styleId")), (body, _comments(word), *_heads(word))
    for tag in ("w:pStyle", "w:rStyle", "w:tblStyle"):
        yield from (f"no style {one}" for root in roots for one in _values(root, tag, "w:val") if one not in ids)
    for tag in ("w:basedOn", "w:next", "w:link"):
        yield from (f"no style {one} to be based on" for one in _values(styles, tag, "w:val") if one not in ids)
    there = {*_values(lists, "w:num", "w:numId"), "0"}
    yield from (f"no list {one}" for r in (body, styles) for one in _values(r, "w:numId", "w:val") if one not in there)
    kinds = _values(lists, "w:abstractNum", "w:abstractNumId")
    yield from (
        f"no kind {e.get(qn('w:val'))}" for e in lists.iter(qn("w:abstractNumId")) if e.get(qn("w:val")) not in kinds
    )
    named = {value for element in body.iter() for name, value in element.attrib.items() if name.startswith(REFERENCES)}
    yield from (f"no relationship {one}" for one in named - word.part.rels.keys())


def _heads(word: Any) -> Iterator[Any]:
    yield from (r.target_part.element for r in word.part.rels.values() if r.reltype.endswith(("header", "footer")))


def _loose(word: Any) -> Iterator[str]:
    body, lists = word.element.body, word.part.numbering_part.element
    for kind in ("bookmark", "commentRange"):
        begun, ended = (set(_values(body, f"w:{kind}{end}", "w:id")) for end in ("Start", "End"))
        yield from (f"{kind} without its other end: {one}" for one in begun ^ ended)
    comments, referred = (
        set(found)
        for found in (_values(_comments(word), "w:comment", "w:id"), _values(body, "w:commentReference", "w:id"))
    )
    yield from (f"comment without a reference, or one to none: {one}" for one in comments ^ referred)
    places = [ORDER.index(element.tag.rpartition("}")[2]) for element in lists]
    if places != sorted(places):
        yield "lists out of order"
