"""WordprocessingML in small pieces: valid XML that says exactly the text.

An element stands where the format asks for it.
"""

from __future__ import annotations

import re

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.plaintext import shown
from planbuilder.writers.docx import oxml
from planbuilder.writers.docx.oxml import put, put_only


def parsed(xml: str):
    return parse_xml(f"<w:body {oxml.NAMESPACES}>{xml}</w:body>")


@given(st.text())
def test_any_text_is_well_formed_and_unchanged(text: str) -> None:
    """Whatever is typed comes back, but for what cannot be shown and kinds of line ends."""
    body = parsed(oxml.paragraph("Normal", oxml.run(oxml.text(text))))
    signs = {qn("w:t"): lambda e: e.text or "", qn("w:br"): lambda e: "\n", qn("w:tab"): lambda e: "\t"}
    found = "".join(signs[e.tag](e) for e in body.iter(*signs))

    assert shown(text) == found


@given(st.text())
def test_any_text_can_be_an_attribute(text: str) -> None:
    """A picture's description may hold quotation marks, tags and line ends."""
    picture = parsed(oxml.paragraph("Figure", oxml.run(oxml.picture("rId1", 1, 10, 10, "n", text))))
    described = next(picture.iter(qn("wp:docPr"))).get("descr")

    assert " ".join(shown(text).split()) == " ".join(described.split())


def test_a_field_is_balanced_and_shows_its_text() -> None:
    """Begin, separate and end, with the text between the last two."""
    kinds = [e.get(qn("w:fldCharType")) for e in parsed(oxml.field("PAGE", "7")).iter(qn("w:fldChar"))]

    assert ["begin", "separate", "end"] == kinds


def test_a_head_row_repeats_and_rows_do_not_split() -> None:
    """Only a row that is told to may split."""
    head, body, tall = (parsed(oxml.row([], **look)) for look in ({"head": True}, {}, {"splits": True}))

    assert head.find(f".//{qn('w:tblHeader')}") is not None
    assert body.find(f".//{qn('w:cantSplit')}") is not None
    assert tall.find(f".//{qn('w:cantSplit')}") is None


def element(xml: str):
    return parse_xml(re.sub(r"^<[\w:]+", lambda found: f"{found[0]} {nsdecls('w')}", xml))


def names(parent) -> list[str]:
    return [child.tag.rpartition("}")[2] for child in parent]


@pytest.mark.parametrize(
    ("parent", "child", "expected"),
    [
        ("<w:sectPr><w:cols/></w:sectPr>", "<w:pgSz/>", ["pgSz", "cols"]),
        ("<w:sectPr><w:headerReference/><w:pgSz/></w:sectPr>", "<w:type/>", ["headerReference", "type", "pgSz"]),
        ("<w:numbering><w:num/><w:numIdMacAtCleanup/></w:numbering>", "<w:num/>", ["num", "num", "numIdMacAtCleanup"]),
        ("<w:numbering><w:num/></w:numbering>", "<w:abstractNum/>", ["abstractNum", "num"]),
        ("<w:pPr/>", "<w:numPr/>", ["numPr"]),
    ],
)
def test_an_element_comes_after_those_before_it(parent: str, child: str, expected: list[str]) -> None:
    """And after those of its own kind."""
    made = element(parent)
    put(made, element(child))

    assert expected == names(made)


def test_there_is_one_of_what_there_is_one_of() -> None:
    """The new one."""
    made = element('<w:pPr><w:keepNext/><w:outlineLvl w:val="3"/></w:pPr>')
    put_only(made, element('<w:outlineLvl w:val="0"/>'))

    assert ["keepNext", "outlineLvl"] == names(made)
    assert ["0"] == [child.get(child.keys()[0]) for child in made if child.keys()]
