"""The file to be signed by a service that refuses attachments: PDF/A-2a, all else as it was.

In: a PDF of ours. Out: its bytes without the plan it carries along. The same input gives the same bytes, so that what
comes back signed can be held against it without keeping it.
"""

from __future__ import annotations

from functools import lru_cache

from planbuilder import codes
from planbuilder.confined import Refused, confined
from planbuilder.errors import InputInvalid, problem
from planbuilder.plan.attached import unreadable

RENDITION = "planbuilder.foreign.rendition:without_attachment"
NOT_OURS = "NOT_OURS"


@lru_cache(maxsize=2)
def without_attachment(pdf: bytes) -> bytes:
    """The PDF/A-2a rendition of an unsigned PDF of ours; raises InputInvalid if it is none."""
    try:
        return confined(RENDITION, pdf)
    except Refused as refusal:
        if refusal.reason == NOT_OURS:
            raise InputInvalid([problem(codes.PDF_UNUSABLE)]) from refusal
        raise unreadable(refusal.reason, "") from refusal
