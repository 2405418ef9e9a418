"""Pages: turned where a section is wide, and turned back after it.

What stays on one page in Word: who gave an answer stays with its end, a lead with its heading.
"""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from planbuilder.document.model import AnswerBlock, Block, FormField, Item, ListBlock, Paragraph, Section, plain
from planbuilder.writers.docx import render
from tests.writers import samples

TEXT = Paragraph(plain("tekst"))
WIDE = Section("wide", "Bred", (samples.grid(3),), wide=True, new_page=True)
UPRIGHT, TURNED = WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE


def word_of(look, *blocks: Block):
    return docx.Document(io.BytesIO(render(samples.document(*blocks, cover=samples.COVER), look)))


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ((TEXT,), [UPRIGHT]),
        ((TEXT, WIDE), [UPRIGHT, TURNED]),
        ((TEXT, WIDE, TEXT), [UPRIGHT, TURNED, UPRIGHT]),
        ((TEXT, WIDE, WIDE, TEXT), [UPRIGHT, TURNED, UPRIGHT]),
    ],
)
def test_a_wide_section_has_a_page_turned_round(standard_look, blocks: tuple[Block, ...], expected: list) -> None:
    """Width and height change places, for that section alone."""
    sections = word_of(standard_look, *blocks).sections

    assert expected == [section.orientation for section in sections]
    assert all((s.page_width > s.page_height) == (s.orientation == TURNED) for s in sections)


def test_a_wide_table_is_as_wide_as_its_page(standard_look) -> None:
    """It was laid out for the turned page."""
    word = word_of(standard_look, samples.grid(1), WIDE)
    grids = [t for t in word.tables if t.style.style_id == "PlanGrid"]
    widths = [sum(column.width for column in table.columns) for table in grids]

    assert widths[1] > 1.4 * widths[0]


def test_every_page_has_its_head(standard_look) -> None:
    """Only the first section has a first page without one."""
    sections = word_of(standard_look, TEXT, WIDE, TEXT).sections

    assert [True, False, False] == [s.different_first_page_header_footer for s in sections]
    assert {"Nordlund · Prøve"} == {s.header.paragraphs[0].text for s in sections}


def test_a_poster_is_one_sheet_in_columns(standard_look) -> None:
    """A3 turned round, its title across, and each section that asks for a page in a column of its own."""
    document = replace(
        samples.document(Section("a", "A", (TEXT,)), Section("b", "B", (TEXT,), new_page=True)),
        page="a3_landscape",
        columns=3,
    )
    word = docx.Document(io.BytesIO(render(document, standard_look)))
    columns = [s._sectPr.find(qn("w:cols")).get(qn("w:num")) for s in word.sections]

    assert [(1191, 842)] * 2 == [(round(s.page_width.pt), round(s.page_height.pt)) for s in word.sections]
    assert columns[-1] == "3" != columns[0]
    assert word.paragraphs[0].text.startswith("Titel")
    assert ["column"] == [e.get(qn("w:type")) for e in word.element.body.iter(qn("w:br")) if e.get(qn("w:type"))]


FIELD = FormField("theme.question", "Svar", "longtext")
SAID = Paragraph(plain("Oplyst af Anna."), "small")


# Points of so many words take more lines than a paragraph that is not parted.
LINES = 150
TALL_POINTS = tuple(Item(plain(LINES * "ord ")) for _ in range(2))


def kept(look, *blocks: Block) -> list[str]:
    """The texts that are bound to what follows by themselves, not by their style."""
    word = docx.Document(io.BytesIO(render(samples.document(*blocks), look)))
    paragraphs = word.element.body.iter("{*}p")
    return [
        "".join(t.text or "" for t in p.iter("{*}t"))
        for p in paragraphs
        if p.pPr is not None and p.pPr.keepNext is not None
    ]


@pytest.mark.parametrize(
    "answer",
    [
        (Paragraph(plain("første"), "answer"), Paragraph(plain("sidste"), "answer")),
        (ListBlock((*TALL_POINTS, Item(plain("sidste")))),),
        (ListBlock((*TALL_POINTS, Item(plain(LINES * "mere "), (Item(plain("sidste")),)))),),
    ],
)
def test_who_gave_an_answer_stays_with_its_end(standard_look, answer: tuple[Block, ...]) -> None:
    """Its last paragraph or point is bound to the line; the others are free, but for the last point's neighbour."""
    found = kept(standard_look, AnswerBlock(FIELD, answer), SAID)

    assert found[-1] == "sidste"
    assert len(found) == (2 if isinstance(answer[0], ListBlock) else 1)


def test_a_lead_stays_with_what_it_leads_to(standard_look) -> None:
    """Beneath a heading, and wherever else it stands."""
    leads = (Paragraph(plain("først"), "lead"), Paragraph(plain("så"), "lead"), Paragraph(plain("tekst")))

    assert ["først", "så"] == kept(standard_look, Section("a", "Overskrift", leads))


def test_what_introduces_a_table_stays_with_the_heading(standard_look) -> None:
    """The first paragraph beneath a heading is bound to what it introduces, and so is the last one before a table."""
    texts = tuple(Paragraph(plain(text)) for text in ("indledning", "fri", "mere"))

    assert ["indledning", "mere"] == kept(standard_look, Section("a", "Overskrift", (*texts, samples.FACTS)))


def test_a_text_without_such_a_line_is_free(standard_look) -> None:
    """Neither an answer that nobody is named for nor a table is bound to the next paragraph."""
    answer = AnswerBlock(FIELD, (Paragraph(plain("svar"), "answer"),))

    assert [] == kept(standard_look, answer, Paragraph(plain("tekst")), answer, samples.FACTS, SAID)


def test_a_signer_stays_with_the_lines_and_not_with_the_next_one(standard_look) -> None:
    """So a page may end between two of them."""
    signer = samples.EVERYTHING.blocks[-1].blocks[-1]
    found = kept(standard_look, Paragraph(plain("Vi står inde for det.")), signer, signer)

    assert found == ["Vi står inde for det.", *["", signer.name, ""] * 2]


def test_what_is_to_be_decided_stays_whole(standard_look) -> None:
    """With the sentence that leads to it."""
    points = ListBlock(tuple(Item(plain(f"at {n}")) for n in range(4)), ordered=True)

    assert ["indstiller,", "at 0", "at 1", "at 2"] == kept(standard_look, Paragraph(plain("indstiller,")), points)
