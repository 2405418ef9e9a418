"""A figure that its page has no room for: what comes after it goes on, and it stands where there is room."""

from __future__ import annotations

import io

import pdfplumber
import pytest

from planbuilder.document.figure_model import Chart
from planbuilder.document.model import Block, Cover, Paragraph, Section, plain
from planbuilder.record import replace
from planbuilder.writers.pdf import render
from planbuilder.writers.pdf.floating import may_wait
from tests.writers import samples

WORDS = "Ansøgninger om fritidspas behandles i dag på papir og tastes ind to gange af to medarbejdere. "


def chart(name: str) -> Chart:
    return replace(samples.CHART, id=name, number=f"Figur {name}")


def paragraphs(count: int) -> list[Block]:
    return [Paragraph(plain(f"Afsnit {n}. {WORDS * 3}")) for n in range(count)]


def lines(look, *blocks: Block, cover: Cover | None = samples.COVER) -> list[list[str]]:
    """What begins a paragraph or a caption on each page after the cover."""
    document = replace(samples.document(Section("s", "Kapitel", blocks, number="1")), cover=cover)
    with pdfplumber.open(io.BytesIO(render(document, look))) as pdf:
        pages = [page.extract_text().splitlines() for page in pdf.pages[1 if cover else 0 :]]
    return [[line for line in page if line.startswith(("Afsnit", "Figur"))] for page in pages]


def test_text_goes_before_a_figure_that_has_no_room(standard_look) -> None:
    """The page is filled, and the figure begins the next one."""
    first, second = lines(standard_look, *paragraphs(12), chart("x"), *paragraphs(4))

    assert first[-1].startswith("Afsnit")
    assert len(first) > 12
    assert any(line.startswith("Figur x") for line in second)


def test_figures_keep_their_order(standard_look) -> None:
    """One that would have room waits for those before it."""
    pages = lines(standard_look, *paragraphs(11), chart("x"), chart("y"), *paragraphs(4))
    figures = [line[:7] for page in pages for line in page if line.startswith("Figur")]

    assert ["Figur x", "Figur y"] == figures


def test_nothing_waits_where_a_document_keeps_to_its_pages(standard_look) -> None:
    """Without a cover, a figure stands where it is told of."""
    pages = lines(standard_look, *paragraphs(12), chart("x"), *paragraphs(2), cover=None)
    told = [line.split(".")[0] for page in pages for line in page]

    assert ["Afsnit 11", "Figur x", "Afsnit 0"] == told[11:14]


@pytest.mark.parametrize("after", [(), (Section("t", "Næste", ()),)])
def test_no_figure_leaves_its_section(after: tuple[Block, ...]) -> None:
    """Nor goes after the heading of the next."""
    assert may_wait((chart("x"), *after)) is None
    assert may_wait((chart("x"), *paragraphs(1), *after)) == chart("x")
