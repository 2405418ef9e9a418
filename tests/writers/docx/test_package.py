"""Figures: a PNG for every program, and the same picture as SVG inside it.

The package: bytes that depend on the content alone, and properties that are the document's.
"""

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


def test_entries_stand_in_order_with_one_time(standard_look) -> None:
    """Content types first, no clock in the file."""
    entries = zipfile.ZipFile(io.BytesIO(render(samples.EVERYTHING, standard_look))).infolist()

    assert "[Content_Types].xml" == entries[0].filename
    assert {(1980, 1, 1, 0, 0, 0)} == {entry.date_time for entry in entries}
    assert len(entries) == len({entry.filename for entry in entries})


def test_properties_are_the_documents(standard_look) -> None:
    """Title, author, language and date; nothing says python-docx."""
    found = docx.Document(io.BytesIO(render(samples.EVERYTHING, standard_look))).core_properties

    assert ("Titel", "Nordlund", "da-DK", 2026) == (found.title, found.author, found.language, found.created.year)
    assert "" == found.comments
