"""A template's headings and lists are counted, by its lists or by ours."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pytest
from docx.oxml.ns import qn

from planbuilder import look
from planbuilder.branding.template import read_template
from planbuilder.errors import Place
from planbuilder.writers.docx import base, render
from planbuilder.writers.docx.numbering import Counting
from tests.branding.lists import USUAL, headings, numbered
from tests.branding.small import NORMAL, PAGE, PLACE, paragraph, style, word_file
from tests.writers import samples

LOOK = look.load()
LINK = '<w:lvl w:ilvl="0"><w:pStyle w:val="Overskrift1"/><w:lvlText w:val="x"/></w:lvl>'


def opened(styles: str = "", lists: str = "", body: str = PLACE, **chosen: str):
    data = word_file(body + PAGE, NORMAL + styles, {"numbering.xml": ("numbering", lists)} if lists else {})
    word = read_template(data, "t.dotx", chosen, LOOK, Place()).word
    return base.opened(replace(LOOK, template=word), "da-DK")


def list_of(made: base.Base, name: str) -> str:
    """The list that counts the style of one of our names."""
    id = made.ids.get(name, name)
    found = next(e for e in made.word.styles.element.iterchildren(qn("w:style")) if e.get(qn("w:styleId")) == id)
    number = found.find(f".//{qn('w:numId')}")
    return "" if number is None else number.get(qn("w:val"))


def test_lists_of_ours_come_after_those_of_the_template() -> None:
    """Under numbers that are free."""
    made = opened(lists=numbered("%1)"))

    assert 10 == made.counting.first
    assert ["10", "11", "12"] == [list_of(made, name) for name in ("Heading1", "AppendixHeading", "ListBullet")]


def test_the_templates_list_counts_its_headings() -> None:
    """And those that it has no style for, or none that is counted."""
    made = opened(headings(0, None), numbered(*USUAL))

    assert ["9"] * 3 == [list_of(made, f"Heading{n}") for n in (1, 2, 3)]


def test_a_level_of_another_list_lets_go_of_a_heading_that_ours_counts() -> None:
    """A style that two lists claim is counted by neither for long."""
    lists = numbered("%1)").replace("</w:abstractNum>", f"{LINK}</w:abstractNum>")
    made = opened(headings(0), lists)
    root = made.word.part.numbering_part.element

    assert [] == [one.get(qn("w:val")) for one in root.iter(qn("w:pStyle"))]
    assert "10" == list_of(made, "Heading1")


@pytest.mark.parametrize("lists", [numbered(*USUAL), ""])
def test_a_template_that_has_headings_of_its_own_keeps_its_styles_as_they_are(lists: str) -> None:
    """Each heading of ours names its list and its level; the list begins at 1, whatever stands before."""
    styles = headings(*((0, 1, 2) if lists else (None, None, None)))
    data = word_file(
        paragraph("Forord", "Overskrift1") + PLACE + PAGE, NORMAL + styles, {"numbering.xml": ("numbering", lists)}
    )
    word = read_template(data, "t.dotx", {}, LOOK, Place()).word
    made = docx.Document(io.BytesIO(render(samples.EVERYTHING, replace(LOOK, template=word))))
    ours = next(p for p in made.paragraphs if p.text == "Første")._p.pPr
    root = made.part.numbering_part.element
    number = ours.find(f"{qn('w:numPr')}/{qn('w:numId')}").get(qn("w:val"))
    (own,) = (one for one in root.iter(qn("w:num")) if one.get(qn("w:numId")) == number)

    assert "0" == ours.find(qn("w:outlineLvl")).get(qn("w:val"))
    assert (3 if lists else 0) == len(own.findall(qn("w:lvlOverride")))
    assert None is next(p for p in made.paragraphs if p.text == "Forord")._p.pPr.find(qn("w:numPr"))


def test_a_style_speaks_the_documents_language() -> None:
    """A template in one language may be filled in another."""
    said = '<w:rPr><w:lang w:val="en-US"/></w:rPr>'
    made = opened(style("Overskrift1", "heading 1", said) + style("Andet", "Andet", said))
    found = {
        e.getparent().getparent().get(qn("w:styleId")): e.get(qn("w:val"))
        for e in made.word.styles.element.iter(qn("w:lang"))
    }

    assert ("da-DK", "en-US") == (found["Overskrift1"], found["Andet"])


def test_our_own_document_counts_everything_itself() -> None:
    """With the numbers it always had."""
    assert Counting() == base.opened(LOOK, "da-DK").counting
