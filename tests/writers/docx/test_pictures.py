"""Figures: a PNG for every program, and the same picture as SVG inside it."""

from __future__ import annotations

import io
import zipfile

import docx
from docx.oxml.ns import qn

from planbuilder.writers.docx import render
from tests.writers import samples


def test_each_picture_holds_its_svg(standard_look) -> None:
    """Both are parts of the file, and both relations lead to them."""
    data = render(samples.document(samples.CHART), standard_look)
    word = docx.Document(io.BytesIO(data))
    (blip,) = word.element.body.iter(qn("a:blip"))
    (inner,) = (e for e in blip.iter() if e.tag.endswith("}svgBlip"))
    kinds = [word.part.rels[e.get(qn("r:embed"))].target_part.content_type for e in (blip, inner)]

    assert ["image/png", "image/svg+xml"] == kinds
    assert 1 == sum(name.endswith(".svg") for name in zipfile.ZipFile(io.BytesIO(data)).namelist())


def test_the_svg_needs_no_typeface(standard_look) -> None:
    """Its letters are shapes: it looks the same in Word on any machine."""
    with zipfile.ZipFile(io.BytesIO(render(samples.document(samples.CHART), standard_look))) as parts:
        (svg,) = (parts.read(name).decode() for name in parts.namelist() if name.endswith(".svg"))

    assert "<text" not in svg
    assert "<title>Netto er -5 og 10</title>" in svg
