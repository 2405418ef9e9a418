"""Templates as they come from municipalities: each a way in which a file that Word opens can be unlike ours."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from planbuilder import look
from planbuilder.branding.template import Template, read_template
from planbuilder.document.model import Paragraph, Section, plain
from planbuilder.errors import Place
from planbuilder.look import Look
from planbuilder.writers.docx import render
from tests.branding.lists import USUAL, headings, numbered
from tests.branding.small import NORMAL, PAGE, PLACE, coloured, control, paragraph, style, word_file
from tests.branding.soundness import faults
from tests.branding.test_template import DOCUMENT
from tests.checkers.openxml import findings
from tests.writers import samples

LOOK = look.load()
COVER = '<w:docPartObj><w:docPartGallery w:val="Cover Pages"/><w:docPartUnique/></w:docPartObj>'
TURNED = PAGE.replace('w:w="11906" w:h="16838"', 'w:w="16838" w:h="11906" w:orient="landscape"')
COLUMNS = PAGE.replace("</w:sectPr>", '<w:cols w:num="2" w:space="708"/></w:sectPr>')
STORE = (
    '<w:dataBinding w:prefixMappings="xmlns:k=\'urn:kommune\'" w:xpath="/k:sag[1]/k:kommune[1]" '
    'w:storeItemID="{11111111-2222-4333-8444-555555555555}"/><w:text/>'
)
WIDE = Section("wide", "Bred", (replace(samples.grid(2), id="bred"),), number="2", wide=True, new_page=True)
UPRIGHT = samples.document(
    samples.grid(2), WIDE, Section("c", "C", (Paragraph(plain("x")),), number="3"), cover=samples.COVER
)


def read(data: bytes, **chosen: str) -> Template:
    return read_template(data, "kommune.dotx", chosen, LOOK, Place())


def in_template(data: bytes, document=DOCUMENT, **chosen: str) -> bytes:
    return render(document, replace(LOOK, template=read(data, **chosen).word))


def opened(data: bytes):
    return docx.Document(io.BytesIO(data))


def said(word) -> list[str]:
    """What each paragraph says, in tables and boxes too."""
    return ["".join(t.text or "" for t in one.iter(qn("w:t"))) for one in word.element.body.iter(qn("w:p"))]


def ended(section: str) -> str:
    return f"<w:p><w:pPr>{section}</w:pPr></w:p>"


def test_a_cover_page_of_words_gallery_stays() -> None:
    """The text stood within its control; the control is opened, and the title is ours since it has none."""
    cover = control("x", paragraph("FORSIDE") + control("pb:content", paragraph("x")), COVER)
    words = said(opened(in_template(word_file(cover + PAGE))))

    assert words[0] == "FORSIDE"
    assert words.index("FORSIDE") < words.index("Titel") < words.index("Første")


def test_a_title_on_the_cover_is_the_only_one() -> None:
    """It is not repeated above the text."""
    cover = paragraph("FORSIDE") + control("pb:title", paragraph("[Titel]"))
    words = said(opened(in_template(word_file(cover + PLACE + PAGE))))

    assert ["FORSIDE", "Titel"] == words[:2]
    assert 1 == words.count("Titel")


def test_a_control_bound_to_a_case_system_says_what_we_write() -> None:
    """Word would show what stands in the store."""
    bound = f"<w:p>{control('pb:municipality', '<w:r><w:t>[Kommune]</w:t></w:r>', STORE)}</w:p>"
    word = opened(in_template(word_file(bound + PLACE + PAGE)))

    assert "Nordlund" == said(word)[0]
    assert "dataBinding" not in word.element.xml


def test_a_document_of_ours_is_a_good_template() -> None:
    """Brushed up in Word: its answers and properties are replaced, and nothing is there twice."""
    first = render(DOCUMENT, LOOK)
    made = in_template(first)
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        properties = parts.read("docProps/custom.xml").decode()
        answers = [name for name in parts.namelist() if b'urn:planbuilder:answers:1" plan' in parts.read(name)]
    names, pids = re.findall(r' name="([^"]*)"', properties), re.findall(r'pid="(\d+)"', properties)

    assert [] == faults(made)
    assert len(names) == len(set(names)) == len(set(pids)) == 3
    assert 1 == len(answers)
    assert "Titel" in said(opened(made))


def test_properties_of_the_municipalitys_own_stay() -> None:
    """Ours take numbers that are free."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006"
    own = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{pid}" name="{name}"><t>x</t></property>'
        for pid, name in ((2, "Sag"), (4, "planbuilder.plan"), (5, "Afdeling"))
    )
    files = {
        "docProps/custom.xml": f'<Properties xmlns="{office}/custom-properties">{own}</Properties>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="a" Type="{office}/relationships/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="b" Type="{office}/relationships/custom-properties" Target="docProps/custom.xml"/>'
        "</Relationships>",
    }
    kind = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    data = word_file(files=files, types=f'<Override PartName="/docProps/custom.xml" ContentType="{kind}"/>')
    made = zipfile.ZipFile(io.BytesIO(in_template(data))).read("docProps/custom.xml").decode()
    found = dict(zip(re.findall(r' name="([^"]*)"', made), re.findall(r'pid="(\d+)"', made), strict=True))

    assert {"Sag": "2", "Afdeling": "5"} == {name: found[name] for name in ("Sag", "Afdeling")}
    assert 5 == len(found) == len(set(found.values()))


@pytest.mark.parametrize(
    ("body", "most"),
    [
        (ended(PAGE) + PLACE + ended(PAGE) + paragraph("BAGSIDE") + TURNED, 9640),
        (PLACE + COLUMNS, 4470),
        (PLACE + PAGE.replace('w:gutter="0"', 'w:gutter="1134"'), 8510),
        (PLACE + TURNED, 14572),
    ],
    ids=["last section lies down", "two columns", "gutter", "all lies down"],
)
def test_tables_are_as_wide_as_the_text_where_they_stand(body: str, most: int) -> None:
    """Not as in the last section, and not over the gutter."""
    tables = opened(in_template(word_file(body), samples.document(samples.grid(2)))).tables
    width = max(sum(column.width.twips for column in table.columns) for table in tables)

    assert most * 0.97 < width <= most


def test_a_page_turned_round_has_one_column_and_begins_nothing_anew() -> None:
    """The number of the first page, and a first page of its own, are said once."""
    first = COLUMNS.replace("<w:cols", '<w:pgNumType w:start="3"/><w:cols').replace(
        "</w:sectPr>", "<w:titlePg/></w:sectPr>"
    )
    sections = opened(in_template(word_file(PLACE + first), UPRIGHT)).sections
    starts = [one._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) for one in sections]
    columns = [one._sectPr.find(qn("w:cols")) for one in sections]

    assert [False, True, False] == [one.page_width > one.page_height for one in sections]
    assert ["3", None, None] == starts
    assert [True, False, False] == [one.different_first_page_header_footer for one in sections]
    assert ["2", None, "2"] == [None if one is None else one.get(qn("w:num")) for one in columns]


def test_a_page_that_lies_down_is_not_turned_up() -> None:
    """A wide table has its room there already."""
    sections = opened(in_template(word_file(PLACE + TURNED), UPRIGHT)).sections

    assert [True] == [one.page_width > one.page_height for one in sections]


@pytest.mark.parametrize(("before", "after"), [("Forside", ""), ("", "Kolofon"), ("Forside", "Kolofon")])
def test_what_a_template_has_around_the_text_stays_upright(before: str, after: str) -> None:
    """Though the text begins and ends with a page turned round."""
    around = [paragraph(one) if one else "" for one in (before, after)]
    data = word_file(around[0] + PLACE + around[1] + PAGE)
    word = opened(in_template(data, samples.document(WIDE)))
    ways = [one.page_width > one.page_height for one in word.sections]

    assert [False] * bool(before) + [True] + [False] * bool(after) == ways


def test_heads_of_a_section_that_goes_go_on() -> None:
    """Without a place, the text stands in the last section, which may have them from the one before."""
    headed = PAGE.replace("<w:sectPr>", '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/>')
    data = word_file(paragraph("x") + ended(headed) + PAGE, parts={"header1.xml": ("header", paragraph("KOMMUNE"))})

    assert ["KOMMUNE"] == [one.text for one in opened(in_template(data)).sections[0].header.paragraphs]


def test_a_poster_is_one_sheet_in_any_template() -> None:
    """What a template has around its text has no room on it."""
    poster = replace(samples.document(Paragraph(plain("x"))), page="a3_landscape", columns=2)
    word = opened(in_template(word_file(paragraph("FORSIDE") + PLACE + COLUMNS), poster))

    assert "FORSIDE" not in said(word)
    assert {(1191, 842)} == {(round(one.page_width.pt), round(one.page_height.pt)) for one in word.sections}


def test_each_look_has_its_own_styles_in_a_template() -> None:
    """A poster's are larger than those of the plan that was built before it."""
    in_look: Look = replace(LOOK, template=read(word_file()).word)
    poster = replace(samples.document(Paragraph(plain("x"))), page="a3_landscape")
    sizes = [opened(render(one, in_look)).styles["Lead"].font.size.pt for one in (samples.document(), poster)]

    assert [LOOK.sizes["lead"], LOOK.poster_sizes["lead"]] == sizes


def test_heads_of_a_table_style_without_a_dark_head_can_be_read() -> None:
    """In every table, the look's ink stands on paper."""
    data = word_file(styles=NORMAL + style("T", "Kommune Tabel", kind="table"))
    word = opened(in_template(data, table="Kommune Tabel"))
    heads = [
        cell.paragraphs[0].style for table in word.tables if table.style.style_id == "T" for cell in table.rows[0].cells
    ]

    assert heads
    assert {LOOK.colours["ink"][1:].upper()} == {str(one.font.color.rgb) for one in heads}


def test_white_titles_are_not_used_on_paper() -> None:
    """They were made for a cover that the text does not stand on."""
    word = opened(in_template(word_file(styles=NORMAL + coloured("T", "title", "FFFFFF"))))
    title = next(p for p in word.paragraphs if p.text == "Titel")

    assert ("Plan title", LOOK.colours["primary"][1:].upper()) == (title.style.name, str(title.style.font.color.rgb))


def test_references_come_out_as_the_headings_are_numbered() -> None:
    """By the template's list, in its own words: "se afsnit 1.1" finds "§ 1.1"."""
    lists = numbered("Kapitel %1", "§ %1.%2", "%1.%2.%3")
    data = word_file(PLACE + PAGE, NORMAL + headings(0, 1, 2), {"numbering.xml": ("numbering", lists)})
    word = opened(in_template(data))
    numbers = {
        p.text: p.style.element.find(f".//{qn('w:numId')}").get(qn("w:val"))
        for p in word.paragraphs
        if p.text in ("Første", "Indre")
    }

    assert {"Første": "9", "Indre": "9"} == numbers


@pytest.mark.slow
@pytest.mark.parametrize(
    "data",
    [
        word_file(),
        word_file(paragraph("x") + PLACE),
        word_file(control("x", paragraph("FORSIDE") + control("pb:content", paragraph("x")), COVER) + COLUMNS),
        word_file(styles=NORMAL + style("Cell", "andet") + '<w:style w:type="paragraph" w:styleId="Uden"/>'),
        word_file(
            paragraph("Forord", "Overskrift1") + PLACE + PAGE,
            NORMAL + headings(0, 1, 2),
            {"numbering.xml": ("numbering", numbered(*USUAL) + '<w:numIdMacAtCleanup w:val="9"/>')},
        ),
        render(DOCUMENT, LOOK),
    ],
    ids=["bare", "no section", "cover and columns", "styles", "lists", "our own"],
)
def test_the_validators_find_nothing_in_any(tool, tmp_path: Path, data: bytes) -> None:
    """Whatever the template itself lacks."""
    assert [] == findings(in_template(data, UPRIGHT), tmp_path, tool)
