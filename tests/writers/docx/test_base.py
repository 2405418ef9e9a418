"""Every style that a document of ours uses is there, each under an id and a name of its own.

A template's headings and lists are counted, by its lists or by ours. The document that is written into: our own has
nothing of the library's left.
"""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from planbuilder import look
from planbuilder.branding.template import read_template
from planbuilder.errors import Place
from planbuilder.writers.docx import base, render
from planbuilder.writers.docx.base import add_styles, changed_ids, style_names
from planbuilder.writers.docx.numbering import Counting
from planbuilder.writers.docx.styles import character_styles, paragraph_styles, style_id
from planbuilder.writers.docx.table_styles import table_styles
from tests.branding.lists import USUAL, headings, numbered
from tests.branding.small import NORMAL, PAGE, PLACE, paragraph, root, style, word_file
from tests.writers import samples

STANDING = {"Normal": "Normal", "Normal Table": "TabelNormal"}


def styles(more: str = ""):
    return parse_xml(root("styles", NORMAL + more).encode())


def told(sheet) -> dict[str, str]:
    return {e.get(qn("w:styleId")): e.find(qn("w:name")).get(qn("w:val")) for e in sheet.iterchildren(qn("w:style"))}


def test_all_are_added_to_a_document_without_any(standard_look) -> None:
    """Based on what it has."""
    sheet = styles()
    ids = add_styles(sheet, standard_look, STANDING, Counting())
    bases = {e.get(qn("w:val")) for e in sheet.iter(qn("w:basedOn"))}

    assert set(style_names(standard_look)) == set(ids)
    assert bases <= told(sheet).keys()
    assert {} == changed_ids(ids)


def test_an_id_or_a_name_that_is_taken_is_left_alone(standard_look) -> None:
    """By a style of another kind, or one that we do not use."""
    sheet = styles(style("Cell", "noget andet") + style("x", "LEAD", kind="character") + style("PlanCell", "y"))
    ids = add_styles(sheet, standard_look, STANDING, Counting())

    assert ("PlanCell2", "Lead") == (ids["Cell"], ids["Lead"])
    assert ("Cell", "Plan Lead") == (told(sheet)[ids["Cell"]], told(sheet)[ids["Lead"]])
    assert {"Cell": "PlanCell2"} == changed_ids(ids)
    assert "PlanCell2" in {e.get(qn("w:val")) for e in sheet.iter(qn("w:basedOn"))}


def test_what_stands_for_ours_is_not_added(standard_look) -> None:
    """It is used under its own id."""
    sheet = styles(style("Overskrift1", "heading 1"))
    ids = add_styles(sheet, standard_look, {**STANDING, "heading 1": "Overskrift1"}, Counting())

    assert "Overskrift1" == ids["heading 1"]
    assert "Heading1" not in told(sheet)
    assert {"Heading1": "Overskrift1"} == changed_ids(ids)


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


def test_the_page_is_a4_in_the_documents_language(standard_look) -> None:
    """Page size and proofing language are the document's."""
    word = base.opened(standard_look, "da-DK").word
    section = word.sections[0]
    language = word.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:lang')}")

    assert (595, 842) == (round(section.page_width.pt), round(section.page_height.pt))
    assert "da-DK" == language.get(qn("w:val"))


def test_nothing_of_the_librarys_template_is_left(standard_look) -> None:
    """No thumbnail, no second styles part, no foreign XML, no style but ours and the four that Word must have."""
    word = base.opened(standard_look, "da-DK").word
    package = word.part.package
    kinds = {r.reltype.rsplit("/", 1)[-1] for part in (package, package.main_document_part) for r in part.rels.values()}
    ours = {style_id(one.name) for one in paragraph_styles(standard_look)}
    ours |= {style_id(name) for name in (*character_styles(standard_look), *table_styles(standard_look))}
    there = {e.get(qn("w:styleId")) for e in word.styles.element.iterchildren(qn("w:style"))}

    assert set() == kinds & {"thumbnail", "stylesWithEffects", "customXml"}
    assert there - ours == {"Normal", "DefaultParagraphFont", "TableNormal", "NoList"}


@pytest.mark.parametrize("language", ["da-DK", "en-GB"])
def test_each_document_has_one_of_its_own(standard_look, language: str) -> None:
    """What is written into one does not show in the next."""
    base.opened(standard_look, language).word.add_paragraph("spor")

    assert [] == base.opened(standard_look, language).word.paragraphs
