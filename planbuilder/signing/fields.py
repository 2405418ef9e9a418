"""The fields to sign in that a PDF has.

In: a PDF as read. Out: `Field`s by name.
"""

from __future__ import annotations

from typing import Any

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields

TIMESTAMP = "/DocTimeStamp"


class Field:
    """A field to sign in: whether it is signed, whether that is an archive timestamp, whether it can be seen.

    `signer` is the person's id in the plan, empty in fields that are not ours.
    """

    def __init__(self, value: Any, field: Any) -> None:
        widget, signature = field.get_object(), value.get_object() if value is not None else None
        self.is_signed = signature is not None
        self.is_timestamp = signature is not None and signature.get("/Type") == TIMESTAMP
        self.is_seen = any(map(_is_seen, [widget, *(kid.get_object() for kid in widget.get("/Kids", ()))]))
        self.signer = str(widget.get("/TM", ""))


def _is_seen(widget: Any) -> bool:
    """Whether a field, or one of its places on the pages, takes up room."""
    left, bottom, right, top = (float(edge) for edge in widget.get("/Rect", (0, 0, 0, 0)))
    return left != right and bottom != top


def fields(reader: PdfFileReader) -> dict[str, Field]:
    """Every field to sign in, in the order of the form."""
    return {str(name): Field(value, field) for name, value, field in enumerate_sig_fields(reader)}
