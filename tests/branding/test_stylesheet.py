"""Styles as they come out: inherited, themed, and as parts of a table."""

from __future__ import annotations

import pytest

from planbuilder.branding.stylesheet import Count, StyleSheet
from planbuilder.branding.wordparts import opened
from planbuilder.errors import Place
from tests.branding.small import NORMAL, coloured, relationships, style, word_file

THEME = (
    '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements><a:clrScheme name="x">'
    '<a:dk1><a:sysClr val="windowText" lastClr="101010"/></a:dk1><a:accent1><a:srgbClr val="123456"/></a:accent1>'
    "</a:clrScheme></a:themeElements></a:theme>"
)
HEAD = '<w:tblStylePr w:type="firstRow"><w:rPr><w:color w:val="ffeeff"/></w:rPr><w:tcPr>{}</w:tcPr></w:tblStylePr>'
SHADE = '<w:shd w:val="{}" w:color="{}" w:fill="{}"/>'


def sheet(styles: str) -> StyleSheet:
    files = {
        "word/theme/theme1.xml": THEME,
        "word/_rels/document.xml.rels": relationships(
            ("rId0", "styles", "styles.xml"), ("rId1", "theme", "theme/theme1.xml")
        ),
    }
    return StyleSheet(opened(word_file(styles=NORMAL + styles, files=files), Place()))


def based(id: str, base: str, inner: str = "", kind: str = "paragraph") -> str:
    return style(id, id, f'<w:basedOn w:val="{base}"/>{inner}', kind)


@pytest.mark.parametrize(
    ("colour", "expected"),
    [
        ('<w:color w:val="00FF00"/>', "#00ff00"),
        ('<w:color w:val="auto"/>', ""),
        ('<w:color w:val="auto" w:themeColor="accent1"/>', "#123456"),
        ('<w:color w:val="auto" w:themeColor="text1"/>', "#101010"),
        ("", ""),
    ],
)
def test_a_colour_is_named_or_the_themes(colour: str, expected: str) -> None:
    """Or left to the program, which chooses one that can be read."""
    assert expected == sheet(style("A", "a", f"<w:rPr>{colour}</w:rPr>")).colour("A")


def test_what_a_style_does_not_say_it_inherits() -> None:
    """From the nearest that says it; styles in a circle say nothing."""
    found = sheet(coloured("A", "a", "111111") + based("B", "A") + based("C", "D") + based("D", "C"))

    assert ("#111111", "") == (found.colour("B"), found.colour("C"))


def test_the_document_says_what_no_style_does() -> None:
    """Its defaults come last."""
    defaults = '<w:docDefaults><w:rPrDefault><w:rPr><w:color w:val="222222"/><w:sz w:val="30"/></w:rPr></w:rPrDefault>'
    found = StyleSheet(opened(word_file(styles=f"{defaults}</w:docDefaults>{NORMAL}"), Place()))

    assert ("#222222", 15.0) == (found.colour("Normal"), found.size("Normal"))


@pytest.mark.parametrize(
    ("shade", "expected"),
    [
        (SHADE.format("clear", "auto", "abcdef"), "#abcdef"),
        (SHADE.format("solid", "112233", "abcdef"), "#112233"),
        (SHADE.format("pct50", "000000", "ffffff"), "#808080"),
        (SHADE.format("clear", "auto", "auto"), ""),
        ('<w:shd w:val="clear" w:fill="auto" w:themeFill="accent1"/>', "#123456"),
        ("", ""),
    ],
)
def test_a_ground_is_what_a_reader_sees(shade: str, expected: str) -> None:
    """A pattern mixes two colours."""
    assert expected == sheet(style("A", "a", f"<w:pPr>{shade}</w:pPr>")).ground("A")


@pytest.mark.parametrize(
    ("inner", "head", "cells"),
    [
        ("", "#ffffff", "#ffffff"),
        (HEAD.format(SHADE.format("clear", "auto", "123123")), "#123123", "#ffffff"),
        (f"<w:tcPr>{SHADE.format('clear', 'auto', '456456')}</w:tcPr>", "#456456", "#456456"),
        (f"<w:tblPr>{SHADE.format('clear', 'auto', '789789')}</w:tblPr>{HEAD.format('')}", "#789789", "#789789"),
    ],
    ids=["none", "head", "cells", "table"],
)
def test_a_tables_head_has_its_own_ground_or_the_tables(inner: str, head: str, cells: str) -> None:
    """Or the paper's; what is based on it has the same."""
    found = sheet(style("T", "t", inner, "table") + based("U", "T", kind="table"))

    assert [(head, cells)] * 2 == [(found.table_ground(one, "firstRow"), found.table_ground(one)) for one in "TU"]


def test_a_table_may_colour_the_text_of_its_head() -> None:
    """Where it says so."""
    found = sheet(style("T", "t", HEAD.format(""), "table"))

    assert ("#ffeeff", "") == (found.table_colour("T", "firstRow"), found.table_colour("T", "lastRow"))


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ('<w:ilvl w:val="1"/><w:numId w:val="3"/>', Count(3, 1)),
        ('<w:numId w:val="3"/>', Count(3, 0)),
        ('<w:numId w:val="0"/>', None),
        ("", None),
    ],
)
def test_a_style_is_counted_by_a_list_or_by_none(numbers: str, expected: Count | None) -> None:
    """Zero takes it out of the list that it would inherit."""
    found = sheet(style("A", "a", f"<w:pPr><w:numPr>{numbers}</w:numPr></w:pPr>") + based("B", "A"))

    assert expected == found.count("A") == found.count("B")


def test_a_default_is_marked_as_one() -> None:
    """Whatever it is called."""
    found = sheet("")

    assert ("Normal", "TabelNormal", "") == (
        found.default("paragraph"),
        found.default("table"),
        found.default("character"),
    )
