"""The fields to sign in that a PDF has, and who must sign in each.

In: a PDF. Out: `Field`s by name, and an `Expectation`: what must be true of the signed file, as the unsigned file says
it. Each field names a person of the plan that the PDF carries along; the plan says who that is.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields

from planbuilder import codes
from planbuilder.errors import InputInvalid, problem
from planbuilder.hostile import refusing
from planbuilder.plan.attached import attached_plan
from planbuilder.plan.model import Plan
from planbuilder.plan.store import from_text
from planbuilder.signing.layout import layout
from planbuilder.signing.model import Expectation, FieldRule

TIMESTAMP = "/DocTimeStamp"


class Field:
    """A field to sign in: whether it is signed, whether that is an archive timestamp, whether it can be seen.

    `signer` is the person's id in the plan, empty in fields that are not ours.
    """

    def __init__(self, value: Any, field: Any) -> None:
        # A field may have several places on the pages (/Kids), and is seen if one of them is.
        widget, signature = field.get_object(), value.get_object() if value is not None else None
        self.is_signed = signature is not None
        self.is_timestamp = signature is not None and signature.get("/Type") == TIMESTAMP
        self.is_seen = any(map(_is_seen, [widget, *(kid.get_object() for kid in widget.get("/Kids", ()))]))
        # /TM is a field's name for export; ours is the person's id in the plan.
        self.signer = str(widget.get("/TM", ""))


def _is_seen(widget: Any) -> bool:
    """Whether a field, or one of its places on the pages, takes up room."""
    left, bottom, right, top = (float(edge) for edge in widget.get("/Rect", (0, 0, 0, 0)))
    # Without a height or without a width there is nothing to look at.
    return left != right and bottom != top


def fields(reader: PdfFileReader) -> dict[str, Field]:
    """Every field to sign in, in the order of the form."""
    return {str(name): Field(value, field) for name, value, field in enumerate_sig_fields(reader)}


def expectation(
    pdf: bytes, base: bytes | None = None, digest: str = "", so_far: bool = False, plan: Plan | None = None
) -> Expectation:
    """What is expected of a signed PDF, by its unsigned base, else by its own first revision.

    The plan is the one the unsigned file carries along unless another is given. Raises InputInvalid if there is none.
    """
    return Expectation(base, digest, field_rules(base or unsigned(pdf), plan), so_far)


def unsigned(pdf: bytes) -> bytes:
    """The first revision of a PDF: what it was before anything was appended; raises InputInvalid."""
    try:
        return pdf[: layout(pdf).first_end]
    except ValueError as error:
        raise InputInvalid([problem(codes.PDF_UNUSABLE)]) from error


def field_rules(base: bytes, plan: Plan | None = None) -> tuple[FieldRule, ...]:
    """Who signs where, in the order of the form; raises InputInvalid if the file carries no plan or is broken."""
    known = plan or from_text(attached_plan(base, ""))
    with refusing(codes.PDF_UNUSABLE):
        return tuple(_rules(base, known))


def _rules(base: bytes, plan: Plan) -> Iterator[FieldRule]:
    for name, field in fields(PdfFileReader(io.BytesIO(base))).items():
        known = plan.people.get(field.signer)
        yield FieldRule(name, known.name, known.role, known.certificate, field.signer) if known else FieldRule(name)
