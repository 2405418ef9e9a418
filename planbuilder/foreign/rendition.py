"""An unsigned PDF of ours without the plan that it carries along.

In: its bytes. Out: PDF/A-2a, all else as it was; the same input gives the same bytes.
"""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Name

from planbuilder.confined import Refused
from planbuilder.foreign.pdf import limited, strict

PART = (b"<pdfaid:part>3</pdfaid:part>", b"<pdfaid:part>2</pdfaid:part>")
NOT_OURS = "NOT_OURS"


def without_attachment(pdf: bytes) -> bytes:
    """The rendition; raises Refused for a PDF that is none of ours, pikepdf.PdfError or ValueError for none."""
    with strict(pdf) as document:
        return _plain(document)


def _plain(pdf: pikepdf.Pdf) -> bytes:
    metadata = pdf.Root.get("/Metadata")
    said = limited(metadata) if metadata is not None else b""
    if metadata is None or PART[0] not in said:
        raise Refused(NOT_OURS)
    metadata.write(said.replace(*PART))
    for name in list(pdf.attachments):
        del pdf.attachments[name]
    if "/AF" in pdf.Root:
        del pdf.Root[Name.AF]
    names = pdf.Root.get("/Names")
    if names is not None and "/EmbeddedFiles" in names:
        del names[Name.EmbeddedFiles]
    target = io.BytesIO()
    mode = pikepdf.ObjectStreamMode.generate
    pdf.save(target, min_version="1.7", deterministic_id=True, object_stream_mode=mode)
    return target.getvalue()
