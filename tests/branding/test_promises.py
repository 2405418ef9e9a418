"""What `template check` promises of a template, `build` keeps: laws over templates made of all we know of them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import docx
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from planbuilder.branding.template import Template, read_template
from planbuilder.branding.trial import tried
from planbuilder.errors import Place
from planbuilder.writers.docx import render
from tests.branding.lists import USUAL, headings, numbered
from tests.branding.small import NORMAL, PAGE, PLACE, coloured, control, paragraph, style, word_file
from tests.branding.soundness import faults
from tests.branding.test_template import DOCUMENT, LOOK

COVER = '<w:docPartObj><w:docPartGallery w:val="Cover Pages"/></w:docPartObj>'
STORE = (
    '<w:dataBinding w:prefixMappings="xmlns:k=\'urn:kommune\'" w:xpath="/k:sag[1]/k:kommune[1]" '
    'w:storeItemID="{11111111-2222-4333-8444-555555555555}"/><w:text/>'
)
# Each with the words that are a reader's, and stay where the template's own text does.
TITLED = control("pb:title", paragraph("[Titel]"))
BOUND = f"<w:p>{control('pb:municipality', '<w:r><w:t>[Kommune]</w:t></w:r>', STORE)}</w:p>"
COMMENTED = '<w:p><w:r><w:t>Vejledning</w:t></w:r><w:r><w:commentReference w:id="4"/></w:r></w:p>'
MARKED = '<w:p><w:bookmarkStart w:id="3" w:name="kolofon"/><w:r><w:t>Kolofon</w:t></w:r><w:bookmarkEnd w:id="3"/></w:p>'
IN_TABLE = f"<w:tbl><w:tr><w:tc>{paragraph('Sagsnummer')}{paragraph('pb:date')}</w:tc></w:tr></w:tbl>"
IN_BOX = (
    '<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/'
    f'wordprocessingShape"><wps:wsp><wps:txbx><w:txbxContent>{paragraph("Kolofonboks")}{paragraph("pb:municipality")}'
    "</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
)
ENDED = f"<w:p><w:pPr>{PAGE}</w:pPr></w:p>"
WORDS = ("Vejledning", "Kolofon", "Sagsnummer", "Kolofonboks", "Forside", "Bagside")
HEADS = "".join(f'<w:headerReference w:type="{kind}" r:id="rId1"/>' for kind in ("default", "even", "first"))
HEADED = PAGE.replace("<w:sectPr>", f"<w:sectPr>{HEADS}").replace("</w:sectPr>", "<w:titlePg/></w:sectPr>")
TURNED = PAGE.replace('w:w="11906" w:h="16838"', 'w:w="16838" w:h="11906" w:orient="landscape"')
COLUMNS = PAGE.replace("</w:sectPr>", '<w:pgNumType w:start="3"/><w:cols w:num="2" w:space="708"/></w:sectPr>')
BOUND_BOOK = PAGE.replace('w:gutter="0"', 'w:gutter="1134"')
TEMPLATES = st.fixed_dictionaries(
    {
        "before": st.lists(
            st.sampled_from((TITLED, BOUND, COMMENTED, MARKED, IN_TABLE, IN_BOX, ENDED, paragraph("Forside"))),
            max_size=4,
            unique=True,
        ),
        "place": st.sampled_from((PLACE, "", control("pb:content", paragraph("x")), control("f", PLACE, COVER))),
        "after": st.sampled_from(("", paragraph("Bagside", "Overskrift1"), ENDED)),
        "end": st.sampled_from((PAGE, "", "<w:sectPr/>", HEADED, TURNED, COLUMNS, BOUND_BOOK)),
        "headings": st.sampled_from(((None,), (0, 1, 2), (0, None, None))),
        "patterns": st.sampled_from((USUAL, ("%1)",), ())),
        "styles": st.lists(
            st.sampled_from(
                (
                    style("Cell", "noget helt andet"),
                    style("x", "Cell", kind="character"),
                    style("t", "Tabel", kind="table"),
                    coloured("Title", "title", "ffffff"),
                    coloured("h", "Cell Head", "ffffff"),
                    '<w:style w:type="paragraph" w:styleId="Uden"/>',
                )
            ),
            unique=True,
        ),
        "main": st.sampled_from(("document.xml", "document2.xml")),
    }
)


def made(switches: dict) -> bytes:
    """A template as its switches say."""
    lists = numbered(*switches["patterns"]) if switches["patterns"] else ""
    parts = {
        "header1.xml": ("header", paragraph("pb:title")),
        "comments.xml": ("comments", f'<w:comment w:id="4" w:author="x">{paragraph("x")}</w:comment>'),
        **({"numbering.xml": ("numbering", f'{lists}<w:numIdMacAtCleanup w:val="1"/>')} if lists else {}),
    }
    counted = headings(*switches["headings"] if lists else (None,))
    return word_file(own_text(switches), NORMAL + counted + "".join(switches["styles"]), parts, main=switches["main"])


def own_text(switches: dict) -> str:
    return "".join(switches["before"]) + switches["place"] + switches["after"] + switches["end"]


def promised(switches: dict, has_table: bool) -> Template:
    """What is said of it before it is used."""
    chosen = {"table": "Tabel"} if has_table and any("Tabel" in one for one in switches["styles"]) else {}
    return read_template(made(switches), "skabelon.dotx", chosen, LOOK, Place())


def kept(template: Template) -> Any:
    """What it becomes."""
    return docx.Document(io.BytesIO(render(DOCUMENT, replace(LOOK, template=template.word))))


def said(root: Any) -> list[str]:
    return ["".join(t.text or "" for t in one.findall(f".//{qn('w:t')}")) for one in root.iter(qn("w:p"))]


def too_wide(body: Any) -> Iterator[str]:
    """Tables that are wider than the column of the section that they stand in."""
    waiting: list[Any] = []
    for block in body:
        if block.tag == qn("w:tbl"):
            waiting.append(block)
        section = block if block.tag == qn("w:sectPr") else block.find(f"{qn('w:pPr')}/{qn('w:sectPr')}")
        if section is not None:
            room = column_of(section)
            for table in waiting:
                width = sum(int(one.get(qn("w:w"), "0")) for one in table.iter(qn("w:gridCol")))
                if width > room + 2:
                    yield f"{width} > {room}"
            waiting.clear()


def column_of(section: Any) -> int:
    """The width of a section's column, in twentieths of a point."""
    size, margins, columns = (section.find(qn(f"w:{name}")) for name in ("pgSz", "pgMar", "cols"))
    sides = sum(int(margins.get(qn(f"w:{side}"), "0")) for side in ("left", "right", "gutter"))
    number = int(columns.get(qn("w:num"), "1")) if columns is not None else 1
    between = int(columns.get(qn("w:space"), "720")) if columns is not None else 0
    return (int(size.get(qn("w:w"))) - sides - (number - 1) * between) // number


@settings(max_examples=30)
@given(switches=TEMPLATES, has_table=st.booleans())
def test_what_check_promises_build_keeps(switches: dict, has_table: bool) -> None:
    """Whatever a template has or lacks: no number twice, nothing loose, the title first, its own text as promised."""
    found = promised(switches, has_table)
    data = render(DOCUMENT, replace(LOOK, template=found.word))
    words = said(docx.Document(io.BytesIO(data)).element.body)

    assert [] == faults(data)
    assert () == tried(found.word, LOOK, "da-DK", "skabelon.dotx")
    assert words.index("Titel") < words.index("Første")
    assert found.report.has_place == bool(switches["place"])
    assert [one for one in WORDS if found.report.has_place and f">{one}<" in own_text(switches)] == [
        one for one in WORDS if one in words
    ]
    assert 1 == words.count("Titel")


@settings(max_examples=30)
@given(switches=TEMPLATES)
def test_every_fact_that_is_promised_is_filled_in(switches: dict) -> None:
    """In tables, boxes, heads of every kind and controls that a store would fill: no mark is left to be read."""
    word = kept(promised(switches, False))
    heads = [one.target_part.element for one in word.part.rels.values() if one.reltype.endswith(("/header", "/footer"))]
    words = [line for root in (word.element.body, *heads) for line in said(root)]

    assert [] == [line for line in words if "pb:" in line or line in ("[Titel]", "[Kommune]")]
    assert [] == list(word.element.iter(qn("w:dataBinding")))


@settings(max_examples=30)
@given(switches=TEMPLATES)
def test_tables_keep_to_their_column_and_pages_to_their_numbers(switches: dict) -> None:
    """Whatever page the template's sections have; the number that the first begins with is given once."""
    word = kept(promised(switches, False))
    starts = [one for one in word.element.body.iter(qn("w:pgNumType")) if one.get(qn("w:start"))]

    assert [] == list(too_wide(word.element.body))
    assert len(starts) <= own_text(switches).count("w:start=")
