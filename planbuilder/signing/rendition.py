"""The file to be signed by a service that refuses attachments: PDF/A-2a, all else as it was.

In: a PDF of ours. Out: its bytes without the plan it carries along. The same input gives the same bytes, so that what
comes back signed can be held against it without keeping it.
"""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Name

from planbuilder.errors import InputInvalid, problem
from planbuilder.plan.attached import opened

PART = (b"<pdfaid:part>3</pdfaid:part>", b"<pdfaid:part>2</pdfaid:part>")


def without_attachment(pdf: bytes) -> bytes:
    """The PDF/A-2a rendition of an unsigned PDF of ours; raises InputInvalid if it is none."""
    with opened(pdf) as document:
        return _plain(document)


def _plain(pdf: pikepdf.Pdf) -> bytes:
    metadata = pdf.Root.get("/Metadata")
    if metadata is None or PART[0] not in metadata.read_bytes():
        raise InputInvalid([problem("PB205")])
    metadata.write(metadata.read_bytes().replace(*PART))
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
