"""What a file is by how it begins, whatever it is called."""

from __future__ import annotations

import pytest

from planbuilder.filekind import kind_of


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7", "PDF"),
        (b"\x89PNG\r\n", "PICTURE"),
        (b"PK\x03\x04 and more", "OFFICE"),
        (b"\x1f\x8b\x08", "PACKED"),
        (b"id;dato;tal", ""),
        (b"", ""),
    ],
)
def test_a_file_is_what_it_begins_as(data: bytes, kind: str) -> None:
    """What may be a text is of no such kind."""
    assert kind == kind_of(data)
