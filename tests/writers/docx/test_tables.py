"""Tables: heads that repeat, rows that stay whole unless they are taller than a page."""

from __future__ import annotations

import io

import docx
import pytest
from docx.oxml.ns import qn

from planbuilder.document.model import Signature
from planbuilder.record import replace
from planbuilder.writers.docx import render
from planbuilder.writers.docx.tables import MOST_WHOLE, SIGNED
from tests.writers import samples

KEPT = f".//{qn('w:keepNext')}"


def table_of(look, table):
    return docx.Document(io.BytesIO(render(samples.document(table), look))).tables[0]


@pytest.mark.parametrize(("text", "splits"), [("kort", False), ("ord " * 1000, True)])
def test_only_a_row_too_tall_for_a_page_may_split(standard_look, text: str, splits: bool) -> None:
    """Any other row stands on one page."""
    row = table_of(standard_look, samples.grid(1, text)).rows[1]._tr

    assert splits == (row.find(f".//{qn('w:cantSplit')}") is None)


def test_key_figures_stand_three_in_a_row(standard_look) -> None:
    """What is left of the last row is empty."""
    assert [3, 3] == [len(row.cells) for row in table_of(standard_look, samples.TILES).rows]


def test_roles_have_their_look(standard_look) -> None:
    """A group across all columns, a total on a ground."""
    rows = table_of(standard_look, samples.ROLES).rows
    spans = [e.get(qn("w:val")) for e in rows[1]._tr.iter(qn("w:gridSpan"))]

    assert ["2"] == spans
    assert standard_look.colours["surface"].lstrip("#") == next(rows[5]._tr.iter(qn("w:shd"))).get(qn("w:fill"))


def test_there_is_room_to_sign(standard_look) -> None:
    """The row above the words is high enough for a hand, and the name stands at its foot."""
    signature = Signature("s", "Anna", "Direktør", ("Underskrift", "Navn", "Dato"))
    row = table_of(standard_look, signature).rows[0]._tr

    assert SIGNED == int(next(row.iter(qn("w:trHeight"))).get(qn("w:val")))
    assert {"bottom"} == {place.get(qn("w:val")) for place in row.iter(qn("w:vAlign"))}


@pytest.mark.parametrize(("count", "is_whole"), [(MOST_WHOLE - 1, True), (MOST_WHOLE, False)])
def test_what_is_added_up_stays_with_its_sum(standard_look, count: int, is_whole: bool) -> None:
    """A table with a total is whole on a page, but for one that is too long for that."""
    plain_rows = samples.grid(count)
    total = replace(plain_rows.rows[-1], role="total")
    rows = table_of(standard_look, replace(plain_rows, rows=(*plain_rows.rows, total))).rows[1:]
    bound = [row._tr.find(f".//{qn('w:keepNext')}") is not None for row in rows]

    assert (all(bound[:-1]), bound[-1]) == (is_whole, False)


def test_no_row_is_alone_on_a_page(standard_look) -> None:
    """The first and the last but one are bound to the next, those between are free; a few rows are all bound."""
    long, short = (
        [bool(r._tr.findall(KEPT)) for r in table_of(standard_look, samples.grid(n)).rows[1:]] for n in (20, 6)
    )

    assert [True, *[False] * 17, True, False] == long
    assert [*[True] * 5, False] == short


def test_a_sum_stands_beneath_a_heavy_line(standard_look) -> None:
    """Which no other row has."""
    heavy = [len([*row._tr.iter(qn("w:tcBorders"))]) for row in table_of(standard_look, samples.ROLES).rows]
    sums = [row.role in ("subtotal", "total") for row in samples.ROLES.rows]

    assert [False, *sums] == [count == len(samples.ROLES.columns) for count in heavy]
    assert {0, len(samples.ROLES.columns)} == set(heavy)
