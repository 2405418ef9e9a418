"""An element stands where the format asks for it."""

from __future__ import annotations

import re

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from planbuilder.writers.docx.order import put, put_only


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
