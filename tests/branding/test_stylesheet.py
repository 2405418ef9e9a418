"""Styles as they come out; a template's list numbers the headings if it comes to our numbers."""

from __future__ import annotations

import pytest

from planbuilder.branding.stylesheet import Count, StyleSheet, heading_numbers, says_our_number
from planbuilder.branding.wordparts import W, opened
from planbuilder.errors import Place
from planbuilder.look import HeadingList
from tests.branding.lists import USUAL, headings, numbered
from tests.branding.small import NORMAL, PAGE, PLACE, coloured, paragraph, relationships, style, word_file

THEME = (
    '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements><a:clrScheme name="x">'
    '<a:dk1><a:sysClr val="windowText" lastClr="101010"/></a:dk1><a:accent1><a:srgbClr val="123456"/></a:accent1>'
    "</a:clrScheme></a:themeElements></a:theme>"
)
HEAD = '<w:tblStylePr w:type="firstRow"><w:rPr><w:color w:val="ffeeff"/></w:rPr><w:tcPr>{}</w:tcPr></w:tblStylePr>'
SHADE = '<w:shd w:val="{}" w:color="{}" w:fill="{}"/>'
IDS = {f"heading {n}": f"Overskrift{n}" for n in (1, 2, 3)}
LINKED = (
    '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Liste"/></w:abstractNum>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
)
LIST_STYLE = style("Liste", "Liste", '<w:pPr><w:numPr><w:numId w:val="9"/></w:numPr></w:pPr>', "numbering")


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


def numbers(styles: str, lists: str, body: str = "", ids=IDS):
    parts = opened(word_file(body + PLACE + PAGE, NORMAL + styles, {"numbering.xml": ("numbering", lists)}), Place())
    text = parts.trees[parts.main].find(f"{W}body") if body else None
    return heading_numbers(parts, StyleSheet(parts), ids, text)


@pytest.mark.parametrize(
    "lists",
    [
        numbered(*USUAL),
        numbered("%1.", "%1.%2.", "%1.%2.%3."),
        numbered("Kapitel %1", "§ %1.%2", "%1.%2.%3)"),
        numbered(*USUAL, "%1.%2.%3.%4"),
    ],
    ids=["plain", "stops", "words", "deeper"],
)
def test_a_list_that_comes_to_our_numbers_is_used(lists: str) -> None:
    """In whatever words it says them."""
    assert HeadingList(9, 4) == numbers(headings(0, 1, 2), lists).list


@pytest.mark.parametrize(
    ("styles", "lists"),
    [
        (headings(0, 1, 2), numbered("%1", "%2", "%3")),
        (headings(0, 1, 2), numbered(*USUAL, form="upperRoman")),
        (headings(0, 1, 2), numbered(*USUAL, start=5)),
        (headings(0, 1, 2), numbered("%1", "%1.%2")),
        (headings(0, 0, 0), numbered(*USUAL)),
        (headings(1, 1, 2), numbered(*USUAL)),
        (headings(0), numbered("•")),
        (headings(0, 1, 2, number=77), numbered(*USUAL)),
        (headings(None, 1), numbered(*USUAL)),
    ],
    ids=[
        "own levels",
        "letters",
        "five",
        "two levels",
        "one level",
        "second level",
        "bullet",
        "no list",
        "second only",
    ],
)
def test_any_other_list_gives_way_to_ours(styles: str, lists: str) -> None:
    """And is told, since texts refer by number."""
    found = numbers(styles, lists)

    assert (HeadingList(), True) == (found.list, found.is_replaced)


def test_headings_without_a_list_get_ours() -> None:
    """Nothing is replaced."""
    found = numbers(headings(None, None, None), "")

    assert (HeadingList(), False) == (found.list, found.is_replaced)


def test_headings_beneath_the_first_may_join_its_list() -> None:
    """Where the list has levels for them."""
    assert 9 == numbers(headings(0, None, None), numbered(*USUAL)).list.number


def test_a_list_may_leave_its_levels_to_a_style() -> None:
    """As Word does with list styles."""
    assert 2 == numbers(headings(0, 1, 2, number=2) + LIST_STYLE, LINKED + numbered(*USUAL)).list.number


def test_headings_of_the_templates_own_are_not_counted_along() -> None:
    """Each of ours then names its list itself."""
    own = paragraph("Forord", "Overskrift1")

    assert HeadingList(9, 4, apart=True) == numbers(headings(0, 1, 2), numbered(*USUAL), own).list
    assert HeadingList(apart=True) == numbers(headings(None, None), "", own).list
    assert HeadingList(9, 4) == numbers(headings(0, 1, 2), numbered(*USUAL), paragraph("Forord")).list


def test_one_style_for_two_levels_leaves_the_level_to_the_heading() -> None:
    """A style has only one."""
    assert numbers(headings(None), "", ids={"heading 1": "Overskrift1", "heading 2": "Overskrift1"}).list.apart


@pytest.mark.parametrize(("level", "expected"), [(0, True), (1, True), (2, False)])
def test_a_level_says_our_number_or_not(level: int, expected: bool) -> None:
    """Each by itself."""
    lists = numbered("%1", "%1.%2", "%3")
    parts = opened(word_file(parts={"numbering.xml": ("numbering", lists)}), Place())

    assert expected == says_our_number(parts, StyleSheet(parts), 9, level)
