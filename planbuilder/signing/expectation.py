"""What must be true of a signed file, as the unsigned file says it: who signs in which field.

In: the unsigned PDF, or, where it is not at hand, the signed one. Out: an `Expectation`. Each field names a person of
the plan that the PDF carries along; the plan says who that is.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

from pyhanko.pdf_utils.reader import PdfFileReader

from planbuilder import codes
from planbuilder.errors import InputInvalid, problem
from planbuilder.hostile import refusing
from planbuilder.plan.attached import attached_plan
from planbuilder.plan.model import Plan
from planbuilder.plan.store import from_text
from planbuilder.signing.fields import fields
from planbuilder.signing.layout import layout
from planbuilder.signing.model import Expectation, FieldRule


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
