"""The plan that a PDF carries with it, taken out again.

In: the bytes of a PDF. Out: the text of the plan attached to it. A PDF is foreign input: what is attached is read up to
a limit, and never run.
"""

from __future__ import annotations

import io
import zlib

import pikepdf

from planbuilder.errors import InputInvalid, Place, problem
from planbuilder.plan.store import PLAN

MOST = 20_000_000


def attached_plan(data: bytes, file: str) -> str:
    """The text of the attached plan; raises InputInvalid if the file is no PDF, or has none that can be read."""
    raw = attached(data, PLAN, file)
    if raw is None:
        raise InputInvalid([problem("PB149", Place(file), name=PLAN)])
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputInvalid([problem("PB148", Place(file))]) from error


def attached(data: bytes, name: str, file: str) -> bytes | None:
    """What is attached to a PDF under a name, None if nothing is; raises InputInvalid if that cannot be read."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            found = pdf.attachments.get(name)
            return limited(found.get_file().obj) if found is not None else None
    except (pikepdf.PdfError, ValueError, zlib.error) as error:
        raise InputInvalid([problem("PB148", Place(file))]) from error


def limited(stream: pikepdf.Object) -> bytes:
    """A stream's content; raises ValueError beyond the limit, before it is unpacked."""
    raw, packing = bytes(stream.read_raw_bytes()), packing_of(stream)
    if packing is None:
        content = raw
    elif packing == pikepdf.Name.FlateDecode:
        content = zlib.decompressobj().decompress(raw, MOST + 1)
    else:
        raise ValueError(f"unexpected packing {packing}")
    if len(content) > MOST:
        raise ValueError("too large")
    return content


def packing_of(stream: pikepdf.Object) -> pikepdf.Object | None:
    """How a stream is packed, None if it is not; a list of one way is that way."""
    packing = stream.get("/Filter")
    return packing[0] if isinstance(packing, pikepdf.Array) and len(packing) == 1 else packing
