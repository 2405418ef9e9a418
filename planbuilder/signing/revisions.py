"""What a PDF held before anything was appended to it, and the fields to sign in that it holds now.

In: a PDF as read. Out: bytes, and `Field`s by name.
"""

from __future__ import annotations

import re
from typing import Any

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields

END = re.compile(rb"%%EOF[ ]?(\r\n|\n|\r)?")
TIMESTAMP = "/DocTimeStamp"


class Field:
    """A field to sign in: whether it is signed, whether that is an archive timestamp, whether it can be seen.

    `signer` is the person's id in the plan, empty in fields that are not ours.
    """

    def __init__(self, value: Any, field: Any) -> None:
        widget, signature = field.get_object(), value.get_object() if value is not None else None
        left, bottom, right, top = (float(edge) for edge in widget.get("/Rect", (0, 0, 0, 0)))
        self.is_signed = signature is not None
        self.is_timestamp = signature is not None and signature.get("/Type") == TIMESTAMP
        self.is_seen = left != right and bottom != top
        self.signer = str(widget.get("/TM", ""))


def fields(reader: PdfFileReader) -> dict[str, Field]:
    """Every field to sign in, in the order of the form."""
    return {str(name): Field(value, field) for name, value, field in enumerate_sig_fields(reader)}


def first_revision(reader: PdfFileReader) -> bytes:
    """The file as it was before anything was appended."""
    stream = reader.stream
    stream.seek(0)
    data = bytes(stream.read())
    found = END.search(data, int(reader.xrefs.get_xref_container_info(0).end_location))
    return data[: found.end()] if found else data
