"""The package: bytes that depend on the content alone, and properties that are the document's."""

from __future__ import annotations

import io
import zipfile

import docx

from planbuilder.writers.docx import render
from tests.writers import samples


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
