"""The structure tree and the way back to it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pikepdf
import pytest

from planbuilder.document.model import Cell, Column, Contents, Paragraph, Row, Section, Signature, Table, plain
from planbuilder.drawing.studio import Studio
from planbuilder.writers.pdf import render
from planbuilder.writers.pdf.structure import Element, Structure
from tests.writers import samples

MARK = re.compile(rb"<</MCID (\d+)>> BDC")


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def kids_of(node: pikepdf.Object) -> list[pikepdf.Object]:
    """What is right below a node; a single child stands in no list."""
    return list(node.K) if isinstance(node.K, pikepdf.Array) else [node.K]


def elements(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Every element below a node, in reading order."""
    for kid in kids_of(node):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def pieces(element: pikepdf.Object, pages: dict) -> Iterator[tuple[int, int]]:
    """Page and number of an element's own pieces of content."""
    for kid in kids_of(element):
        if isinstance(kid, int):
            yield pages[element.Pg.objgen], kid
        elif kid.get("/Type") == "/MCR":
            yield pages[kid.Pg.objgen], int(kid.MCID)


def parents(pdf: pikepdf.Pdf) -> dict[int, pikepdf.Object]:
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    return {int(key): found for key, found in zip(numbers[::2], numbers[1::2], strict=True)}


@pytest.fixture(scope="module")
def everything(standard_look) -> bytes:
    """Every kind of block, and more that goes on over pages."""
    long = [Paragraph(plain("ord " * 2000)), Signature("s", "Navn", "leder", ("Underskrift", "Navn", "Dato"))]
    sections = [Section(f"s{n}", f"Emne {n}", tuple(long), number=str(n)) for n in range(3)]
    blocks = (Contents("Indhold"), *samples.EVERYTHING.blocks, *sections)
    return render(samples.document(*blocks), standard_look, Studio(standard_look))


def test_each_piece_of_content_belongs_to_one_element(everything: bytes) -> None:
    """All that is marked on the pages is in the tree, once, and the way back leads to the same element."""
    with opened(everything) as pdf:
        pages = {page.obj.objgen: n for n, page in enumerate(pdf.pages)}
        marked = {
            (n, int(found[1]))
            for n, page in enumerate(pdf.pages)
            for found in MARK.finditer(page.Contents.read_bytes())
        }
        told = [(piece, e.objgen) for e in elements(pdf.Root.StructTreeRoot) for piece in pieces(e, pages)]
        back = parents(pdf)
        returned = [
            ((n, place), owner.objgen)
            for n, page in enumerate(pdf.pages)
            for place, owner in enumerate(back[int(page.obj.StructParents)])
        ]

    assert len(pages) > 8
    assert len(told) == len(marked) == len({piece for piece, _ in told})
    assert sorted(told) == sorted(returned)


def test_each_link_and_field_finds_its_element(everything: bytes) -> None:
    """What a screen reader comes to on a page, it can tell what it is."""
    with opened(everything) as pdf:
        back = parents(pdf)
        annotations = [one for page in pdf.pages for one in page.obj.get("/Annots", [])]
        owners = [back[int(one.StructParent)] for one in annotations]

        assert {"/Link", "/Form"} == {str(owner.S) for owner in owners}
        assert all(any(kid.Obj == one for kid in kids_of(owner) if not isinstance(kid, int) and "/Obj" in kid)
                   for one, owner in zip(annotations, owners, strict=True))  # fmt: skip
        assert all(str(one.Contents) == str(owner.Alt) for one, owner in zip(annotations, owners, strict=True)
                   if one.Subtype == "/Link")  # fmt: skip


def test_keys_are_in_order_and_each_once(everything: bytes) -> None:
    """As whoever looks something up by halves needs them."""
    with opened(everything) as pdf:
        keys = list(parents(pdf))

        assert list(range(len(keys))) == keys
        assert len(keys) == int(pdf.Root.StructTreeRoot.ParentTreeNextKey)


def test_an_element_knows_its_parent(everything: bytes) -> None:
    """Up as well as down."""
    with opened(everything) as pdf:
        top = pdf.Root.StructTreeRoot
        wrong = [str(kid.S) for node in (top, *elements(top)) for kid in _own(node) if kid.P != node]

    assert [] == wrong


def _own(node: pikepdf.Object) -> list[pikepdf.Object]:
    return [kid for kid in kids_of(node) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def test_heads_and_spans_are_told(standard_look) -> None:
    """A head says what it heads, a cell across says how many columns it covers."""
    rows = (Row((Cell(plain("på tværs")),), "note"), Row((Cell(plain("a")), Cell(plain("b")))))
    table = Table("t", "", (Column("A"), Column("B")), rows)
    with opened(render(samples.document(table), standard_look)) as pdf:
        told = [(str(e.S), {k: v if isinstance(v, int) else str(v) for k, v in e.A[0].items()})
                for e in elements(pdf.Root.StructTreeRoot) if "/A" in e]  # fmt: skip

    head = ("/TH", {"/O": "/Table", "/Scope": "/Column"})
    assert [head, head, ("/TD", {"/O": "/Table", "/ColSpan": 2})] == told


def test_what_came_to_nothing_is_left_out() -> None:
    """An element is empty until something is drawn for it or for one below it."""
    structure = Structure()
    outer = Element("L", structure.root)
    inner = Element("LI", outer)
    before = outer.is_empty
    structure.content(inner, 1)

    assert (True, False) == (before, outer.is_empty)


def test_a_structure_that_is_written_lets_go_of_its_elements() -> None:
    """A large document's elements are freed at once and not by a search for them."""
    structure = Structure()
    element = Element("P", structure.root)
    structure.content(element, 1)
    structure.forget()

    assert (structure.root.kids, structure.parents) == ([], [])
