"""Styles of a template stand for ours by name and kind, or as a profile chooses, where they can be read."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planbuilder import look
from planbuilder.branding.matching import LOGICAL, kinds, matched, readable
from planbuilder.branding.stylesheet import StyleSheet
from planbuilder.branding.wordparts import opened
from planbuilder.drawing.colours import contrast
from planbuilder.errors import InputInvalid, Place
from tests.branding.small import NORMAL, coloured, style, word_file

STYLES = {
    "english": style("H1", "heading 1"),
    "with a capital": style("H1", "Heading 1"),
    "danish": style("H1", "Overskrift 1"),
    "by another name": style("H1", "Kapitel", '<w:aliases w:val="x, heading 1"/>'),
    "by its id": style("heading 1", "Kapitel"),
}
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"{number:06x}")
BIG = '<w:rPr><w:b/><w:color w:val="4f81bd"/><w:sz w:val="{}"/></w:rPr>'


def found(look, styles: str, **chosen: str) -> dict[str, str]:
    """The id of the style for each of ours that there is one for."""
    sheet = StyleSheet(opened(word_file(styles=NORMAL + styles), Place()))
    return {name: one.id for name, one in matched(sheet, chosen, look, Place("profile.yaml", 7)).items()}


@pytest.mark.parametrize("styles", STYLES.values(), ids=STYLES)
def test_a_style_is_found_by_name(standard_look, styles: str) -> None:
    """By the built-in one, however it is written."""
    assert found(standard_look, styles)["heading 1"] in ("H1", "heading 1")


@pytest.mark.parametrize("kind", ["character", "table", "numbering"])
def test_a_style_of_another_kind_is_none(standard_look, kind: str) -> None:
    """A heading is a paragraph."""
    assert "heading 1" not in found(standard_look, style("H1", "heading 1", kind=kind))


def test_styles_without_a_name_or_an_id_do_not_disturb(standard_look) -> None:
    """Word writes and reads them."""
    nameless = (
        '<w:style w:type="paragraph" w:styleId="Uden"/><w:style w:type="paragraph"><w:name w:val="title"/></w:style>'
    )

    assert "title" not in found(standard_look, nameless)


def test_what_everything_has_is_the_default(standard_look) -> None:
    """Whatever it is called in the template."""
    assert {"Normal": "Normal", "Normal Table": "TabelNormal"} == found(standard_look, "")


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({"h1": "Kommune Overskrift"}, "KO"),
        ({"h1": "kommune overskrift"}, "KO"),
        ({"h1": "KO"}, "KO"),
        ({"h1": "Overskrift 2"}, "H2"),
        ({}, None),
        ({"h1": "Overskrift 1"}, None),
        ({"h1": "heading 1"}, None),
    ],
)
def test_a_profile_chooses(standard_look, chosen: dict[str, str], expected: str | None) -> None:
    """By name, id or Danish name; a built-in style that Word shows and does not keep is ours to add."""
    styles = style("KO", "Kommune Overskrift") + style("H2", "heading 2")

    assert expected == found(standard_look, styles, **chosen).get("heading 1")


def test_every_wrong_choice_is_told_at_once(standard_look) -> None:
    """A word that is none, a name that is not there, a style of another kind; with the nearest, at their place."""
    styles = style("T", "Kommune Tabel", kind="table")
    with pytest.raises(InputInvalid) as refused:
        found(standard_look, styles, headline="Titel", table="Komune Tabel", h1="Kommune Tabel")
    told = {one.code: one for one in refused.value.problems}

    assert {"PB158", "PB155", "PB166"} == set(told)
    assert "Kommune Tabel" == told["PB155"].values["near"]
    assert {7} == {one.place.line for one in told.values()}


def test_every_word_of_a_profile_is_a_style_of_ours(standard_look) -> None:
    """Of a kind that we know."""
    assert set(LOGICAL.values()) <= kinds(standard_look).keys()


def table(ground: str = "", text: str = "", cells: str = "") -> str:
    """A table style by the ground and the text of its head, and the ground of its cells."""

    def shade(fill: str) -> str:
        return f'<w:tcPr><w:shd w:val="clear" w:fill="{fill}"/></w:tcPr>' if fill else ""

    said = f'<w:rPr><w:color w:val="{text}"/></w:rPr>' if text else ""
    head = f'<w:tblStylePr w:type="firstRow">{said}{shade(ground)}</w:tblStylePr>'
    return style("T", "Tabel", shade(cells) + head, "table")


def seen(styles: str, **chosen: str):
    sheet = StyleSheet(opened(word_file(styles=NORMAL + styles), Place()))
    names = {LOGICAL[word] for word in chosen}
    return readable(matched(sheet, chosen, look.load(), Place()), names, sheet, look.load())


def test_heads_of_a_table_without_a_dark_head_are_dark() -> None:
    """White on white would be lost."""
    found = seen(table(), table="Tabel")

    assert ("#ffffff", found.colours["Cell Head"]) == (found.head[1], found.head[0])
    assert found.head[2] >= 4.5


def test_heads_of_our_own_table_are_as_ever() -> None:
    """Paper on the primary colour."""
    colours = look.load().colours

    assert (colours["paper"], colours["primary"]) == seen("").head[:2]
    assert {} == seen("").colours


def test_the_templates_own_colour_of_a_head_is_kept_if_it_can_be_read() -> None:
    """It is the municipality's."""
    assert ["#ffeb00", "#ffffff"] == [seen(table("003366", one), table="Tabel").head[0] for one in ("ffeb00", "003377")]


@settings(max_examples=25)
@given(ground=COLOURS, text=COLOURS, cells=COLOURS)
def test_a_table_can_be_read_whatever_its_colours(ground: str, text: str, cells: str) -> None:
    """Its head, and what stands beneath."""
    found = seen(table(ground, text, cells), table="Tabel")
    ink = found.colours.get("Cell", look.load().colours["ink"])

    assert found.head[2] >= 4.5
    assert contrast(ink, f"#{cells}") >= 4.5


@pytest.mark.parametrize(
    ("styles", "chosen", "kept", "told"),
    [
        (coloured("H", "Cell Head", "ffffff") + table(), {"table": "Tabel"}, False, []),
        (coloured("H", "Hoved", "ffffff") + table(), {"table": "Tabel", "cell_head": "Hoved"}, False, ["PB282"]),
        (coloured("H", "Hoved", "ffffff") + table("102030"), {"table": "Tabel", "cell_head": "Hoved"}, True, []),
        (coloured("H", "Hoved", "999999") + table(), {"table": "Tabel", "cell_head": "Hoved"}, True, ["PB283"]),
    ],
    ids=["found", "chosen", "on a dark head", "poor"],
)
def test_a_style_for_heads_is_used_if_it_can_be_seen(styles: str, chosen: dict, kept: bool, told: list[str]) -> None:
    """One that was chosen and cannot is told; one that is hard to read is used and told."""
    found = seen(styles, **chosen)

    assert kept == ("Cell Head" in found.styles)
    assert told == [one.code for one in found.warnings]


@pytest.mark.parametrize(
    ("styles", "expected"),
    [
        (coloured("T", "title", "ffffff"), (False, [])),
        (style("T", "title", BIG.format(56)), (True, [])),
        (style("T", "title", BIG.format(20)), (True, ["PB283"])),
        (
            style(
                "T",
                "title",
                '<w:pPr><w:shd w:val="clear" w:fill="003366"/></w:pPr><w:rPr><w:color w:val="ffffff"/></w:rPr>',
            ),
            (True, []),
        ),
    ],
    ids=["lost", "large", "small", "on its own ground"],
)
def test_a_title_is_never_lost(styles: str, expected: tuple) -> None:
    """White text that was made for a dark cover is not used on paper; large text needs less contrast."""
    found = seen(styles)

    assert expected == ("title" in found.styles, [one.code for one in found.warnings])


def test_running_text_is_never_replaced() -> None:
    """All else is based on it; it is told."""
    found = seen(coloured("B", "Brød", "ffffff"), body="Brød")

    assert ("B", ["PB283"]) == (found.styles["Normal"].id, [one.code for one in found.warnings])


def test_what_is_told_names_the_styles_with_their_colours() -> None:
    """All in one."""
    (told,) = seen(coloured("A", "heading 1", "777799") + coloured("B", "heading 2", "9999bb")).warnings

    assert "heading 1 (#777799); heading 2 (#9999bb)" == told.values["styles"]
