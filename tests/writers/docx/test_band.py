"""The ground of a cover and of a sheet for the wall, to the edges of the page."""

from __future__ import annotations

import io

import docx
import pytest
from docx.oxml.ns import qn
from PIL import Image

from planbuilder.document.model import Document, Paragraph, Section, plain
from planbuilder.record import replace
from planbuilder.writers.docx import render
from planbuilder.writers.docx.band import AFTER_HEADLINE, HEADLINE_LINE, panel_height, pixel
from tests.writers import samples

POINT = 12700


def poster(**more) -> Document:
    section = Section("a", "A", (Paragraph(plain("tekst")),))
    return replace(samples.document(section), page="a3_landscape", columns=3, **more)


def grounds(header) -> list[tuple[float, float, float]]:
    """How far down the page each ground begins, and its width and height, in points."""
    found = []
    for one in header._element.iter(qn("wp:anchor")):
        size, top = one.find(qn("wp:extent")), one.find(f"{qn('wp:positionV')}/{qn('wp:posOffset')}")
        found.append((int(top.text) / POINT, int(size.get("cx")) / POINT, int(size.get("cy")) / POINT))
        assert one.get("behindDoc") == "1"
        assert "decorative" in header._element.xml
    return found


def test_a_covers_ground_is_as_wide_as_the_page(standard_look) -> None:
    """On the first page alone, with its rule right beneath it."""
    section = docx.Document(io.BytesIO(render(samples.EVERYTHING, standard_look))).sections[0]
    ground, rule = grounds(section.first_page_header)

    assert (ground[0], ground[2]) == (0, pytest.approx(rule[0], abs=0.1))
    assert ground[1] == rule[1] == pytest.approx(standard_look.page["width"], abs=0.1)
    assert grounds(section.header) == []


def test_a_sheets_ground_is_behind_its_headline(standard_look) -> None:
    """Which is on the same ground by itself, with the name of whose it is at its right; no running head is there."""
    sheet = standard_look.on("a3_landscape")
    word = docx.Document(io.BytesIO(render(poster(), standard_look)))
    ground, _ = grounds(word.sections[0].header)
    headline = word.paragraphs[0]

    assert ground[1] == pytest.approx(sheet.page["width"], abs=0.1)
    assert ground[2] == pytest.approx(sheet.page["band"], abs=0.1)
    assert standard_look.colours["primary"][1:] == headline._p.find(f"{qn('w:pPr')}/{qn('w:shd')}").get(qn("w:fill"))
    assert f"{poster().headline}\t{poster().author}" == headline.text
    assert "" == "".join(one.text for one in word.sections[0].header.paragraphs)


@pytest.mark.parametrize("title", ["Kort", "Digital ansøgning om " * 4, "Digital ansøgning om " * 12])
def test_a_sheets_headline_ends_above_its_columns(standard_look, title: str) -> None:
    """A longer title is set smaller and in more lines: the columns of every sheet begin at the same height."""
    word = docx.Document(io.BytesIO(render(poster(title=title), standard_look)))
    headline = word.paragraphs[0]
    style = word.styles["Headline"]
    size = next((run.font.size for run in headline.runs if run.font.size), style.font.size).pt
    lines = headline.text.partition("\t")[0].count("\n") + 1
    room = headline.paragraph_format
    top, band = word.sections[0].top_margin.pt, standard_look.on("a3_landscape").page["band"]

    taken = room.space_before.pt + lines * HEADLINE_LINE * size + room.space_after.pt
    assert top + taken == pytest.approx(band + AFTER_HEADLINE, abs=1)


def test_a_longer_title_has_more_ground(standard_look) -> None:
    """As many lines as it takes."""
    long = replace(samples.COVER, title="Digital ansøgning om " * 5)

    assert panel_height(long, standard_look, 479) > panel_height(samples.COVER, standard_look, 479) + 60


def test_a_letter_has_none(standard_look) -> None:
    """Without a cover and a headline."""
    word = docx.Document(io.BytesIO(render(samples.document(Paragraph(plain("a"))), standard_look)))

    assert [list(section.header._element.iter(qn("wp:anchor"))) for section in word.sections] == [[]]


def test_a_point_is_a_picture_of_one_colour() -> None:
    """A whole PNG."""
    picture = Image.open(io.BytesIO(pixel("#0f4c5c")))

    assert (picture.size, picture.convert("RGB").getpixel((0, 0))) == ((1, 1), (15, 76, 92))
