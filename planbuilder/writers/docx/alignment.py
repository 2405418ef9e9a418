"""What of two Word texts is held against each other: paragraphs, tables and rows that are the same, or may be.

In: the elements of both. Out: pairs in the order of both texts, None where one has nothing to set against the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

from docx.oxml.ns import qn

from planbuilder.record import record
from planbuilder.writers.docx.pieces import CHAR, TEXT, WORD, pieces

P, TABLE, ROW, CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
BOOKMARK, NAME, VALUE = qn("w:bookmarkStart"), qn("w:name"), qn("w:val")
# With so much in common, two paragraphs without a name, or two rows, are one that was changed.
ALIKE = 0.4


@record
class Unit:
    """Elements that stay or go together: a paragraph, a table with the room after it, a field over paragraphs, a row.

    Two of one `form` can become each other; those of one `key` are the same one.
    """

    elements: tuple[Any, ...]
    kind: str
    form: str
    key: str
    words: tuple[str, ...] = ()

    def may_be(self, other: Unit) -> bool:
        """Whether it can become another by changes inside it."""
        return self.form == other.form

    def is_like(self, other: Unit) -> bool:
        """Whether it is rather the other one changed than something else; a picture alone is never another one."""
        if not self.may_be(other) or not self.words:
            return False
        matcher = SequenceMatcher(None, self.words, other.words, autojunk=False)
        return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def units(elements: Iterable[Any]) -> list[Unit]:
    """The units of a text."""
    found: list[Unit] = []
    field: list[Any] = []
    is_open = 0
    for element in elements:
        kinds = [char.get(qn("w:fldCharType")) for char in element.iter(CHAR)] if element.tag == P else []
        is_open += kinds.count("begin") - kinds.count("end")
        if is_open or field:
            field.append(element)
        elif _is_room(element) and found and found[-1].kind == "table" and len(found[-1].elements) == 1:
            found[-1] = _table((*found[-1].elements, element))
        else:
            found.append(_table((element,)) if element.tag == TABLE else _paragraph(element))
        if field and not is_open:
            found.append(_field(tuple(field)))
            field = []
    return found


def _is_room(element: Any) -> bool:
    return bool(element.tag == P and element.style == "AfterTable")


def _paragraph(element: Any) -> Unit:
    style = str(element.style or "")
    name = next((mark.get(NAME) for mark in element.iter(BOOKMARK)), "")
    key = f"#{name}" if name else "".join(f"{look}{said}" for look, said in (one.key for one in pieces(element)))
    return Unit((element,), "paragraph", style, f"{style}\n{key}", tuple(WORD.findall(words_of(element))))


def _table(elements: tuple[Any, ...]) -> Unit:
    properties = elements[0].find(qn("w:tblPr"))
    style, title = (properties.find(qn(name)).get(VALUE) for name in ("w:tblStyle", "w:tblCaption"))
    columns = len(list(elements[0].iter(qn("w:gridCol"))))
    form = f"{style} {columns} {len(elements)}"
    return Unit(elements, "table", form, f"{form}\n{title}", tuple(WORD.findall(words_of(elements[0]))))


def _field(elements: tuple[Any, ...]) -> Unit:
    """A field over several paragraphs: it becomes another only where nothing in it differs."""
    said = "\n".join(map(words_of, elements))
    return Unit(elements, "field", said, said)


def rows(table: Any) -> list[Unit]:
    """The rows of a table, each by its first cell."""
    return [_row(row) for row in table.iterchildren(ROW)]


def _row(row: Any) -> Unit:
    cells = list(row.iterchildren(CELL))
    form = " ".join("" if (span := cell.find(f".//{qn('w:gridSpan')}")) is None else span.get(VALUE) for cell in cells)
    return Unit((row,), "row", f"{len(cells)} {form}", words_of(cells[0]), tuple(WORD.findall(words_of(row))))


def words_of(element: Any) -> str:
    """What an element says."""
    return "".join(text.text or "" for text in element.iter(TEXT))


Pair = tuple[Unit | None, Unit | None]


def aligned(old: Sequence[Unit], new: Sequence[Unit]) -> Iterator[Pair]:
    """Units of both texts side by side: the same ones, and between them those that are alike."""
    matcher = SequenceMatcher(None, [one.key for one in old], [one.key for one in new], autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        yield from zip(old[a:b], new[c:d], strict=True) if kind == "equal" else _alike(old[a:b], new[c:d])


def _alike(old: Sequence[Unit], new: Sequence[Unit]) -> Iterator[Pair]:
    """Each old unit beside the next new one that is like it; what is passed over came."""
    begin = 0
    for one in old:
        found = next((n for n in range(begin, len(new)) if one.is_like(new[n])), None)
        if found is None:
            yield one, None
            continue
        yield from ((None, came) for came in new[begin:found])
        yield one, new[found]
        begin = found + 1
    yield from ((None, came) for came in new[begin:])
