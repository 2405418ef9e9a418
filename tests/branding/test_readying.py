"""A template is made ready: whatever Word may leave out is there, and what becomes of its text is told."""

from __future__ import annotations

import pytest

from planbuilder import look
from planbuilder.branding.readying import Ready, ready
from planbuilder.branding.wordparts import W
from planbuilder.errors import InputInvalid
from planbuilder.writers.docx.sections import text_area
from tests.branding.small import NORMAL, PAGE, PLACE, control, paragraph, relationships, word_file

LOOK = look.load()
A4 = (595.3, 841.9)
TITLED = control("pb:title", paragraph("[Titel]"))
TOC = '<w:p><w:fldSimple w:instr="TOC \\o"><w:r><w:t>Indhold</w:t></w:r></w:fldSimple></w:p>'
TURNED = PAGE.replace('w:w="11906" w:h="16838"', 'w:w="16838" w:h="11906"')


def made(data: bytes) -> Ready:
    return ready(data, "skabelon.dotx", LOOK)


def codes_of(found: Ready) -> list[str]:
    return [one.code for one in found.told]


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
    (told,) = made(word_file(paragraph("Forside " * 20) + PAGE)).told

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
    (told,) = made(word_file(TITLED + PLACE + columns)).told

    assert ("PB289", "warning", "79") == (told.code, told.severity, told.values["width"])


def test_a_picture_that_is_gone_is_told() -> None:
    """By its name."""
    drawn = '<w:p><w:r><w:drawing><a:blip r:embed="rId9"/></w:drawing></w:r></w:p>'
    rels = relationships(("rId0", "styles", "styles.xml"), ("rId9", "image", "media/logo.png"))
    found = made(word_file(drawn + TITLED + PLACE + PAGE, files={"word/_rels/document.xml.rels": rels}))

    assert ["PB287"] == codes_of(found)
