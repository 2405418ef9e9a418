"""Text can be read where we use it, whatever ground a template puts it on."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planbuilder import look
from planbuilder.branding.matching import LOGICAL, matched
from planbuilder.branding.readability import readable
from planbuilder.branding.stylesheet import StyleSheet
from planbuilder.branding.wordparts import opened
from planbuilder.drawing.colours import contrast
from planbuilder.errors import Place
from tests.branding.small import NORMAL, coloured, style, word_file

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"{number:06x}")
BIG = '<w:rPr><w:b/><w:color w:val="4f81bd"/><w:sz w:val="{}"/></w:rPr>'


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
    assert told == [one.code for one in found.told]


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

    assert expected == ("title" in found.styles, [one.code for one in found.told])


def test_running_text_is_never_replaced() -> None:
    """All else is based on it; it is told."""
    found = seen(coloured("B", "Brød", "ffffff"), body="Brød")

    assert ("B", ["PB283"]) == (found.styles["Normal"].id, [one.code for one in found.told])


def test_what_is_told_names_the_styles_with_their_colours() -> None:
    """All in one."""
    (told,) = seen(coloured("A", "heading 1", "777799") + coloured("B", "heading 2", "9999bb")).told

    assert "heading 1 (#777799); heading 2 (#9999bb)" == told.values["styles"]
