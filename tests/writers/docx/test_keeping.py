"""What stays on one page in Word: who gave an answer stays with its end, a lead with its heading."""

from __future__ import annotations

import io

import docx
import pytest

from planbuilder.document.model import AnswerBlock, Block, FormField, Item, ListBlock, Paragraph, Section, plain
from planbuilder.writers.docx import render
from tests.writers import samples

FIELD = FormField("theme.question", "Svar", "longtext")
SAID = Paragraph(plain("Oplyst af Anna."), "small")


def kept(look, *blocks: Block) -> list[str]:
    """The texts that are bound to what follows by themselves, not by their style."""
    word = docx.Document(io.BytesIO(render(samples.document(*blocks), look)))
    paragraphs = word.element.body.iter("{*}p")
    return [
        "".join(t.text for t in p.iter("{*}t")) for p in paragraphs if p.pPr is not None and p.pPr.keepNext is not None
    ]


@pytest.mark.parametrize(
    "answer",
    [
        (Paragraph(plain("første"), "answer"), Paragraph(plain("sidste"), "answer")),
        (ListBlock((Item(plain("første")), Item(plain("sidste")))),),
        (ListBlock((Item(plain("første"), (Item(plain("sidste")),)),)),),
    ],
)
def test_who_gave_an_answer_stays_with_its_end(standard_look, answer: tuple[Block, ...]) -> None:
    """Its last paragraph or point is bound to the line, the others are free."""
    assert ["sidste"] == kept(standard_look, AnswerBlock(FIELD, answer), SAID)


def test_a_lead_stays_with_what_it_leads_to(standard_look) -> None:
    """Beneath a heading; a second lead is a paragraph like others."""
    leads = (Paragraph(plain("først"), "lead"), Paragraph(plain("så"), "lead"), Paragraph(plain("tekst")))

    assert ["først"] == kept(standard_look, Section("a", "Overskrift", leads))


def test_what_introduces_a_table_stays_with_the_heading(standard_look) -> None:
    """The first paragraph beneath a heading is bound to what it introduces; the next one is free."""
    texts = (Paragraph(plain("indledning")), Paragraph(plain("mere")), samples.FACTS)

    assert ["indledning"] == kept(standard_look, Section("a", "Overskrift", texts))


def test_a_text_without_such_a_line_is_free(standard_look) -> None:
    """Neither an answer that nobody is named for nor a table is bound to the next paragraph."""
    answer = AnswerBlock(FIELD, (Paragraph(plain("svar"), "answer"),))

    assert [] == kept(standard_look, answer, Paragraph(plain("tekst")), samples.FACTS, SAID)
