"""A template is made ready and read once for all: what is promised when it is checked is kept when it is used."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from planbuilder import example, language, look
from planbuilder.branding.template import Ready, read_template, ready
from planbuilder.branding.wordparts import W
from planbuilder.document.model import AnswerBlock, Contents, FormField, Paragraph, Section, Span, plain
from planbuilder.errors import InputInvalid, Place
from planbuilder.writers.docx import render
from planbuilder.writers.docx.sections import text_area
from tests.branding.lists import USUAL, headings, numbered
from tests.branding.small import NORMAL, PAGE, PLACE, coloured, control, paragraph, relationships, style, word_file
from tests.branding.templates import kommune
from tests.checkers.openxml import findings
from tests.writers import samples

LOOK = look.load()
OPEN = AnswerBlock(FormField("a.b", "Svar", "longtext", remark="Spørg Jura."), (Paragraph((Span("[x]", gap=True),)),))
PARTS = (
    Paragraph(plain("lead"), "lead"),
    samples.LIST,
    OPEN,
    Section("in", "Indre", (samples.grid(2), samples.FACTS), level=2, number="1.1"),
)
# All that a document has but figures, which take longer to draw than all the rest.
DOCUMENT = replace(
    samples.document(
        Contents("Indhold"),
        Section("one", "Første", PARTS, number="1", new_page=True),
        Section("wide", "Bred", (replace(samples.grid(1), id="bred"),), number="2", wide=True),
        Section("app", "Bilag", (Paragraph(plain("x")),), number="Bilag A"),
        cover=samples.COVER,
    ),
    plan_id="7f0c",
)
A4 = (595.3, 841.9)
TITLED = control("pb:title", paragraph("[Titel]"))
TOC = '<w:p><w:fldSimple w:instr="TOC \\o"><w:r><w:t>Indhold</w:t></w:r></w:fldSimple></w:p>'
TURNED = PAGE.replace('w:w="11906" w:h="16838"', 'w:w="16838" w:h="11906"')


def template(look, data: bytes, **chosen: str):
    return read_template(data, "kommune.dotx", chosen, look, Place("profile.yaml", 7)).word


def in_template(look, document, data: bytes, **chosen: str):
    """A document written into a template, as Word opens it."""
    return docx.Document(io.BytesIO(render(document, replace(look, template=template(look, data, **chosen)))))


def test_danish_ids_are_found_by_name(standard_look) -> None:
    """`Overskrift1` is called heading 1 in the file, as in every language."""
    assert "Overskrift1" == template(standard_look, kommune()).styles["heading 1"]


@pytest.mark.parametrize("name", ["Kommune Tabel", "kommune tabel", "KommuneTabel"])
def test_a_profile_chooses_a_style_by_its_name(standard_look, name: str) -> None:
    """Whatever the case; an id is understood too."""
    word = in_template(standard_look, DOCUMENT, kommune(), table=name)

    assert "KommuneTabel" in {t.style.style_id for t in word.tables}


def test_the_templates_own_look_stays(standard_look) -> None:
    """Its head, margins and heading colour; its text gives way to ours."""
    word = in_template(standard_look, DOCUMENT, kommune())
    heading = next(p for p in word.paragraphs if p.text == "Første")

    assert "Nordlund Kommune (opdigtet)" == word.sections[0].header.paragraphs[0].text
    assert "800040" == str(heading.style.font.color.rgb)
    assert (85, 85) == (round(word.sections[0].left_margin.pt), round(word.sections[0].right_margin.pt))
    assert not any("Vejledning" in p.text for p in word.paragraphs)


def test_every_style_in_use_is_there(standard_look) -> None:
    """Those the template lacks are added, each once."""
    word = in_template(standard_look, samples.EVERYTHING, kommune(), table="Kommune Tabel")
    used = {
        e.get(qn("w:val")) for tag in ("w:pStyle", "w:rStyle", "w:tblStyle") for e in word.element.body.iter(qn(tag))
    }
    ids = [e.get(qn("w:styleId")) for e in word.styles.element.iterchildren(qn("w:style"))]

    assert used - set(ids) == set()
    assert len(ids) == len(set(ids))


def test_text_takes_the_marked_place(standard_look) -> None:
    """What stands around it stays, and its fields are filled in."""
    word = in_template(standard_look, replace(DOCUMENT, day="23. november 2026"), kommune(place=True))
    texts = ["".join(t.text or "" for t in e.iter(qn("w:t"))) for e in word.element.body]

    assert ["Titel", "23. november 2026"] == texts[:2]
    assert "Kolofon, der bliver" in texts
    assert "pb:content" not in texts
    assert texts.index("Første") < texts.index("Kolofon, der bliver")


@pytest.mark.parametrize(("lists", "expected"), [(numbered(*USUAL), "9"), (numbered("%1)", "%2)", "%3)"), "10")])
def test_headings_are_numbered_once(standard_look, lists: str, expected: str) -> None:
    """By the template if it comes to the numbers of our texts, by us if it does not."""
    data = word_file(PLACE + PAGE, NORMAL + headings(0, 1, 2), {"numbering.xml": ("numbering", lists)})
    word = in_template(standard_look, DOCUMENT, data)

    assert expected == word.styles["Heading 1"].element.find(f".//{qn('w:numId')}").get(qn("w:val"))


def test_a_chosen_heading_has_its_number_and_is_found(standard_look) -> None:
    """Though the template keeps no heading 1, and the style was made for something else."""
    word = in_template(standard_look, DOCUMENT, word_file(styles=NORMAL + style("K", "Kapitel")), h1="Kapitel")
    properties = word.styles["Kapitel"].element.pPr

    assert "0" == properties.find(qn("w:outlineLvl")).get(qn("w:val"))
    assert properties.find(qn("w:numPr")) is not None
    assert "Kapitel" == next(p for p in word.paragraphs if p.text == "Første").style.name


def test_bullets_of_a_style_without_bullets_are_ours(standard_look) -> None:
    """A list that shows no marks is no list."""
    styles = NORMAL + style("P", "Kommune punkt")
    word = in_template(standard_look, DOCUMENT, word_file(styles=styles), bullets="Kommune punkt")

    assert word.styles["Kommune punkt"].element.pPr.find(qn("w:numPr")) is not None


def test_the_report_tells_what_will_happen(standard_look) -> None:
    """Page, language, markers, heads of tables, and each style as chosen, found or added."""
    data, chosen = kommune(place=True), {"table": "Kommune Tabel"}
    found = read_template(data, "kommune.dotx", chosen, standard_look, Place("profile.yaml", 7)).report
    by_name = {style.name: (style.status, style.found) for style in found.styles}

    assert (True, False, ("pb:title", "pb:date")) == (found.has_place, found.numbers_headings, found.facts)
    assert ("chosen", "Kommune Tabel") == by_name["Plan Grid"]
    assert ("found", "heading 1") == by_name["heading 1"]
    assert ("added", "") == by_name["toc 1"]
    assert (standard_look.colours["ink"], "#ffffff") == found.head[:2]


def test_what_a_user_should_know_is_told(standard_look) -> None:
    """Of the marks, the styles and the lists, at once, with the name of the file."""
    styles = NORMAL + headings(0) + coloured("C", "caption", "bbbbbb")
    data = word_file(PLACE + PAGE, styles, {"numbering.xml": ("numbering", numbered("%1)"))})
    told = read_template(data, "kommune.dotx", {}, standard_look, Place()).warnings

    assert ["PB281", "PB283", "PB284"] == [one.code for one in told]
    assert {("kommune.dotx", "warning")} == {(one.place.file, one.severity) for one in told}


def test_an_appendix_is_called_by_the_documents_own_word(standard_look) -> None:
    """Not by that of the language that an earlier document of ours was in."""
    english = render(replace(DOCUMENT, blocks=(Section("a", "A", (), number="Appendix A"),)), standard_look)
    lists = in_template(standard_look, DOCUMENT, english).part.numbering_part.element
    own = next(one for one in lists.iter(qn("w:pStyle")) if one.get(qn("w:val")) == "AppendixHeading").getparent()

    assert "Bilag %1" == own.find(qn("w:lvlText")).get(qn("w:val"))


@pytest.mark.parametrize("error", ["PB164", "PB279"])
def test_what_check_refuses_build_refuses(standard_look, error: str) -> None:
    """They read a template in the same step."""
    body = {"PB164": f"<w:tbl><w:tr><w:tc>{PLACE}</w:tc></w:tr></w:tbl>{PAGE}", "PB279": PAGE.replace("1134", "5800")}
    with pytest.raises(InputInvalid) as refused:
        template(standard_look, word_file(body[error]))

    assert [error] == [one.code for one in refused.value.problems]


@pytest.mark.slow
@pytest.mark.parametrize("place", [True, False])
def test_the_validators_find_nothing(tool, compose, standard_look, tmp_path: Path, place: bool) -> None:
    """The example's plan in a municipality's template is as valid as in our own."""
    look = replace(standard_look, template=template(standard_look, kommune(place), table="Kommune Tabel"))

    assert [] == findings(render(compose(example.text(language.load("da"))), look), tmp_path, tool)


def made(data: bytes) -> Ready:
    return ready(data, "skabelon.dotx", LOOK)


def codes_of(found: Ready) -> list[str]:
    return [one.code for one in found.warnings]


def page(size: str = "", margins: str = "", more: str = "") -> str:
    return f"<w:sectPr>{size}{margins}{more}</w:sectPr>"


@pytest.mark.parametrize(
    "end",
    [
        "",
        page(),
        page(margins='<w:pgMar w:left="1134"/>'),
        page(size='<w:pgSz w:orient="portrait"/>', more='<w:cols w:space="708"/>'),
    ],
    ids=["no section", "no page", "no size", "no margins"],
)
def test_a_page_that_says_nothing_is_the_houses(end: str) -> None:
    """A4, with its margins where the template has none; each in its place among the others."""
    found = made(word_file(TITLED + PLACE + end))
    body = found.parts.trees["word/document.xml"].find(f"{W}body")
    names = [one.tag.rpartition("}")[2] for one in body[-1]]

    assert A4 == (round(found.page[0], 1), round(found.page[1], 1))
    assert ["pgSz", "pgMar"] == [name for name in names if name != "cols"]
    assert text_area(body[-1]).width > 400


def test_the_page_is_that_of_the_text() -> None:
    """Not the last one."""
    body = f"{PLACE}<w:p><w:pPr>{PAGE}</w:pPr></w:p>{paragraph('bagside')}{TURNED}"

    assert A4 == (round(made(word_file(body)).page[0], 1), round(made(word_file(body)).page[1], 1))
    assert A4[1] == round(made(word_file(TURNED)).page[0], 1)


def test_a_file_without_styles_and_lists_gets_them() -> None:
    """With the defaults that every document of Word's has."""
    bare = relationships()
    found = made(word_file(files={"word/_rels/document.xml.rels": bare}))
    styles = found.parts.trees[found.parts.related(found.parts.main, "styles")]

    assert ["Normal Table", "Normal"] == [one.find(f"{W}name").get(f"{W}val") for one in styles.iter(f"{W}style")][::-1]
    assert found.parts.related(found.parts.main, "numbering")


def test_a_style_that_is_called_normal_and_is_no_default_keeps_its_id() -> None:
    """The default is another one then."""
    other = NORMAL.replace('w:type="paragraph" w:default="1"', 'w:type="character"')
    found = made(word_file(styles=other))
    ids = [one.get(f"{W}styleId") for one in found.parts.trees["word/styles.xml"].iter(f"{W}style")]

    assert len(ids) == len(set(ids)) == 3


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (TITLED + PLACE, []),
        (PLACE, ["PB281"]),
        (PLACE + TITLED, ["PB281"]),
        (TITLED + TOC + PLACE, ["PB285"]),
        (paragraph("Forside, der skal med"), ["PB280"]),
        (paragraph(""), []),
        (TITLED, ["PB280"]),
        (TITLED + PLACE + paragraph("pb:dato"), ["PB286"]),
    ],
)
def test_what_becomes_of_the_templates_text_is_told(body: str, expected: list[str]) -> None:
    """Left out, without a title, with a list of contents of its own, with marks that nobody knows."""
    assert expected == codes_of(made(word_file(body + PAGE)))


def test_text_that_is_left_out_is_quoted() -> None:
    """Its first words, so that it is known again."""
    (told,) = made(word_file(paragraph("Forside " * 20) + PAGE)).warnings

    assert told.values["text"].startswith("Forside Forside")
    assert told.values["text"].endswith("…")


def test_the_facts_are_those_that_will_be_filled() -> None:
    """In the text and in every head."""
    heads = {"header1.xml": ("header", paragraph("pb:date")), "footer1.xml": ("footer", paragraph("[PB:Municipality]"))}

    assert ("pb:title", "pb:municipality", "pb:date") == made(word_file(TITLED + PLACE + PAGE, parts=heads)).facts


@pytest.mark.parametrize(
    "end",
    [
        PAGE.replace('w:left="1134"', 'w:left="9000"'),
        PAGE.replace("</w:sectPr>", '<w:cols w:num="4" w:space="708"/></w:sectPr>'),
        PAGE.replace('w:w="11906"', 'w:w="x"'),
        PAGE.replace('w:top="1418"', 'w:top="-15000"'),
    ],
    ids=["margins", "columns", "no number", "height"],
)
def test_a_page_without_room_is_refused(end: str) -> None:
    """No table would fit."""
    with pytest.raises(InputInvalid) as refused:
        made(word_file(PLACE + end))

    assert ["PB279"] == [one.code for one in refused.value.problems]


def test_narrow_columns_are_told() -> None:
    """Tables find room in them, and are hard to read."""
    columns = PAGE.replace("</w:sectPr>", '<w:cols w:num="2" w:space="708"/></w:sectPr>')
    (told,) = made(word_file(TITLED + PLACE + columns)).warnings

    assert ("PB289", "warning", "79") == (told.code, told.severity, told.values["width"])


def test_a_picture_that_is_gone_is_told() -> None:
    """By its name."""
    drawn = '<w:p><w:r><w:drawing><a:blip r:embed="rId9"/></w:drawing></w:r></w:p>'
    rels = relationships(("rId0", "styles", "styles.xml"), ("rId9", "image", "media/logo.png"))
    found = made(word_file(drawn + TITLED + PLACE + PAGE, files={"word/_rels/document.xml.rels": rels}))

    assert ["PB287"] == codes_of(found)
