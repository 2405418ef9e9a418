"""The room that sections have for text, and what sections made of one have in common."""

from __future__ import annotations

import pytest
from docx.oxml.ns import qn

from planbuilder.branding.wordparts import W, parsed
from planbuilder.writers.docx.sections import copied, inherit, keep_once, length, resize, set_columns, text_area
from tests.branding.small import PAGE, paragraph, root

SIDES = {"width": 1000.0, "height": 700.0, "left": 30.0, "right": 40.0, "top": 50.0, "bottom": 60.0}


def section(more: str = "", gutter: int = 0, before: str = ""):
    xml = PAGE.replace('w:gutter="0"', f'w:gutter="{gutter}"').replace("</w:sectPr>", f"{more}</w:sectPr>")
    return parsed(root("body", xml.replace("<w:sectPr>", f"<w:sectPr>{before}")))[0]


def names(made) -> list[str]:
    return [child.tag.rpartition("}")[2] for child in made]


@pytest.mark.parametrize(
    ("text", "expected"), [("240", 12), ("12pt", 12), ("1in", 72), ("25.4mm", 72), ("", 0), (None, 0), ("x", 0)]
)
def test_a_length_is_read_as_word_writes_it(text: str | None, expected: float) -> None:
    """Twentieths of a point, or a number with its unit."""
    assert expected == pytest.approx(length(text))


@pytest.mark.parametrize(
    ("more", "gutter", "column"),
    [
        ("", 0, 481.9),
        ("", 1134, 425.2),
        ('<w:cols w:num="2" w:space="708"/>', 0, 223.25),
        ('<w:cols w:num="2"/>', 0, 222.95),
        ('<w:cols w:num="2" w:equalWidth="0"><w:col w:w="3000"/><w:col w:w="6000"/></w:cols>', 0, 150),
        ('<w:cols w:space="708"/>', 0, 481.9),
    ],
    ids=["plain", "gutter", "columns", "usual gap", "narrow", "one"],
)
def test_text_is_as_wide_as_its_narrowest_column(more: str, gutter: int, column: float) -> None:
    """Between the margins, without the gutter."""
    assert column == pytest.approx(text_area(section(more, gutter)).column)


def test_a_turned_page_is_for_what_is_wide() -> None:
    """It has no columns, and the same margins."""
    columns = section('<w:cols w:num="2" w:space="708"/>')
    area = text_area(columns, is_turned=True)

    assert area.column == area.width == text_area(copied(columns, True)).column
    assert (728.5, 467.7) == (round(area.width, 1), round(area.height, 1))


def test_only_the_first_section_begins() -> None:
    """A first page, the number of the first page and the way it begins are said once; heads go along."""
    once = '<w:type w:val="oddPage"/>'
    head = '<w:headerReference w:type="first" r:id="rId1"/>'
    made = keep_once(
        copied(section('<w:pgNumType w:start="5" w:fmt="lowerRoman"/><w:titlePg/>', before=head + once), False)
    )
    numbers = made.find(qn("w:pgNumType"))

    assert ["headerReference", "pgSz", "pgMar", "pgNumType"] == names(made)
    assert (None, "lowerRoman") == (numbers.get(qn("w:start")), numbers.get(qn("w:fmt")))


def test_a_sheet_has_the_looks_own_size() -> None:
    """In one column until it is told otherwise, whatever the template had."""
    made = section('<w:cols w:num="3" w:space="708"/>')
    resize(made, SIDES, has_band=False)
    area = text_area(made)

    assert (930, 594, 930) == (area.width, area.height, area.column)
    set_columns(made, 2, 400)
    assert (930 - 20) / 2 == text_area(made).column
    assert ["type", "pgSz", "pgMar", "cols"] == names(made)


def test_the_last_section_takes_over_heads_of_those_that_go() -> None:
    """The nearest of each kind; what it says itself stays."""
    head = '<w:headerReference w:type="{}" r:id="{}"/>'
    sections = [
        PAGE.replace("<w:sectPr>", f"<w:sectPr>{''.join(head.format(*one) for one in heads)}")
        for heads in ((("default", "a"), ("even", "b")), (("default", "c"), ("first", "d")), (("first", "e"),))
    ]
    ends = "".join(f"<w:p><w:pPr>{one}</w:pPr></w:p>" for one in sections[:2])
    body = parsed(root("body", ends + paragraph("x") + sections[2]))
    inherit(body[-1], body)
    found = {one.get(f"{W}type"): one.get(qn("r:id")) for one in body[-1].iter(f"{W}headerReference")}

    assert {"default": "c", "even": "b", "first": "e"} == found
