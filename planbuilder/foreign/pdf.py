"""A PDF from outside, opened: whether it can be read at all, what is attached to it, and the same without that.

In: the bytes of a PDF. Out: nothing, an attachment, or PDF/A-2a without any. What is refused has its reason.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

import pikepdf
from pikepdf import Name

from planbuilder.confined import OVERRUN, Refused

MOST = 20_000_000
# More than any plan or signing service makes, and what can be looked through in the time that there is.
MOST_PAGES = 10_000
ENCRYPTED = "ENCRYPTED"
# How qpdf reports that it ran out of memory and went on without the object.
TOO_MUCH = "bad_alloc"
FOUND = b"+"
# What a file declares in its metadata: PDF/A-3 may carry any attachment, PDF/A-2 may not (ISO 19005-3, 6.8).
PART = (b"<pdfaid:part>3</pdfaid:part>", b"<pdfaid:part>2</pdfaid:part>")
NOT_OURS = "NOT_OURS"


def tried(data: bytes) -> bytes:
    """Nothing, after every object of a PDF was read; raises Refused for one that is encrypted."""
    with strict(data):
        return b""


def attached(data: bytes, name: bytes) -> bytes:
    """What is attached to a PDF under a name, after a mark; empty without it. Raises what `strict` and `limited` do."""
    with strict(data) as pdf:
        found = pdf.attachments.get(name.decode())
        return FOUND + limited(found.get_file().obj) if found is not None else b""


@contextmanager
def strict(data: bytes) -> Iterator[pikepdf.Pdf]:
    """A PDF as it says itself to be built, with every object read; raises Refused, pikepdf.PdfError or ValueError."""
    try:
        # Not repaired: two readers that guess differently would see two files (docs/decisions/010).
        with pikepdf.open(io.BytesIO(data), attempt_recovery=False) as pdf:
            if pdf.is_encrypted:
                raise Refused(ENCRYPTED)
            _refuse_many(pdf)
            for _ in pdf.objects:  # each is unpacked as it is met
                pass
            if any(TOO_MUCH in str(warning) for warning in pdf.get_warnings()):
                raise Refused(OVERRUN)
            yield pdf
    except pikepdf.PasswordError as error:
        raise Refused(ENCRYPTED) from error


def _refuse_many(pdf: pikepdf.Pdf) -> None:
    """Raise Refused for more pages than are looked at one by one in the time that there is."""
    if len(pdf.pages) > MOST_PAGES:
        raise Refused(OVERRUN)


@contextmanager
def repaired(data: bytes) -> Iterator[pikepdf.Pdf]:
    """A PDF as viewers take it, that guess what is broken; raises Refused or pikepdf.PdfError."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        _refuse_many(pdf)
        yield pdf
        if any(TOO_MUCH in str(warning) for warning in pdf.get_warnings()):
            raise Refused(OVERRUN)


def limited(stream: pikepdf.Object) -> bytes:
    """A stream's content; raises ValueError beyond the limit, before it is unpacked."""
    raw, packing = bytes(stream.read_raw_bytes()), packing_of(stream)
    if packing is None:
        content = raw
    elif packing == pikepdf.Name.FlateDecode:
        content = zlib.decompressobj().decompress(raw, MOST + 1)
    else:
        raise ValueError(f"unexpected packing {packing}")
    # One byte more than allowed is enough to know, so a bomb is never unpacked further.
    if len(content) > MOST:
        raise ValueError("too large")
    return content


def packing_of(stream: pikepdf.Object) -> pikepdf.Object | None:
    """How a stream is packed, None if it is not; a list of one way is that way."""
    packing = stream.get("/Filter")
    return packing[0] if isinstance(packing, pikepdf.Array) and len(packing) == 1 else packing


def without_attachment(pdf: bytes) -> bytes:
    """The rendition; raises Refused for a PDF that is not ours, pikepdf.PdfError or ValueError for what is no PDF."""
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
    # PDF/A-2 may not carry them, so nothing may point to one either.
    if "/AF" in pdf.Root:
        del pdf.Root[Name.AF]
    names = pdf.Root.get("/Names")
    if names is not None and "/EmbeddedFiles" in names:
        del names[Name.EmbeddedFiles]
    target = io.BytesIO()
    mode = pikepdf.ObjectStreamMode.generate
    # With an id made of the content: the same PDF gives the same rendition, which is what came back is held against.
    pdf.save(target, min_version="1.7", deterministic_id=True, object_stream_mode=mode)
    return target.getvalue()
