"""What kind of file some bytes are that hold no text: by how they begin, whatever the file is called.

In: bytes. Out: the name of a kind, as the language files have it.
"""

from __future__ import annotations

# What begins a zip archive, in which today's office files are packed.
PACKED = b"PK\x03\x04"
BEGINNINGS = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PICTURE"),
    (b"\xff\xd8\xff", "PICTURE"),
    (b"\xd0\xcf\x11\xe0", "OFFICE"),
    (PACKED, "OFFICE"),
    (b"\x1f\x8b", "PACKED"),
)


def kind_of(data: bytes) -> str:
    """The kind of a file that holds no text; empty where it may be one."""
    return next((kind for beginning, kind in BEGINNINGS if data.startswith(beginning)), "")
