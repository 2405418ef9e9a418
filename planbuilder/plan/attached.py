"""PDFs from outside, opened within limits, and the plan that one of ours carries along, taken out again.

In: the bytes of a PDF. Out: it, opened, or the text of the plan attached to it. A PDF is foreign input: it is read by
another process first, which has a limit of memory and time; what is attached is read up to a limit, and never run.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import pikepdf

from planbuilder import files
from planbuilder.confined import OVERRUN, Refused, confined
from planbuilder.errors import InputInvalid, Place, problem
from planbuilder.hostile import refusing
from planbuilder.plan.store import PLAN

MOST = 20_000_000
LARGEST = 100_000_000
ENCRYPTED = "ENCRYPTED"
# How qpdf tells that it ran out of memory and went on without the object.
TOO_MUCH = "bad_alloc"
CODES = {ENCRYPTED: "PB016", OVERRUN: "PB019"}


def admit(data: bytes, file: str) -> None:
    """Raise InputInvalid for a PDF that is encrypted (PB016), takes too much to be read (PB019) or is none (PB148)."""
    if reason := _objection(data):
        raise InputInvalid([problem(CODES.get(reason, "PB148"), Place(file))])


def read_pdf(path: Path) -> bytes:
    """What a file holds that is to be a PDF; raises InputInvalid if it cannot be read or `admit` objects to it.

    That it is damaged, or no PDF, is left for others to say: some files may also be something else.
    """
    data = files.contents(path, LARGEST)
    code = CODES.get(_objection(data), "") if data.lstrip().startswith(b"%PDF-") else ""
    if code:
        raise InputInvalid([problem(code, Place(str(path)))])
    return data


@contextmanager
def opened(data: bytes, file: str = "") -> Iterator[pikepdf.Pdf]:
    """A PDF from outside, as long as it is used; raises InputInvalid as `admit` does, also for what is found later."""
    admit(data, file)
    with refusing("PB148", Place(file)), _strict(data) as pdf:
        yield pdf


def _strict(data: bytes) -> pikepdf.Pdf:
    """A PDF as it says itself to be built: what qpdf would guess in its place is not known to fit into the memory."""
    return pikepdf.open(io.BytesIO(data), attempt_recovery=False)


@lru_cache(maxsize=4)
def _objection(data: bytes) -> str:
    """Why a PDF cannot be read, empty if it can; each file is tried once."""
    try:
        confined(f"{__name__}:tried", data)
    except Refused as refusal:
        return refusal.reason
    return ""


def tried(data: bytes) -> bytes:
    """Nothing, after every object of a PDF was read; raises Refused for one that is encrypted."""
    try:
        with _strict(data) as pdf:
            if pdf.is_encrypted:
                raise Refused(ENCRYPTED)
            for _ in pdf.objects:  # each is unpacked as it is met
                pass
            if any(TOO_MUCH in str(warning) for warning in pdf.get_warnings()):
                raise Refused(OVERRUN)
    except pikepdf.PasswordError as error:
        raise Refused(ENCRYPTED) from error
    return b""


def attached_plan(data: bytes, file: str) -> str:
    """The text of the attached plan; raises InputInvalid if the file is no PDF, or has none that can be read."""
    raw = attached(data, PLAN, file)
    if raw is None:
        raise InputInvalid([problem("PB149", Place(file), name=PLAN)])
    with refusing("PB148", Place(file)):
        return raw.decode()


def attached(data: bytes, name: str, file: str) -> bytes | None:
    """What is attached to a PDF under a name, None if nothing is; raises InputInvalid if that cannot be read."""
    with opened(data, file) as pdf:
        found = pdf.attachments.get(name)
        return limited(found.get_file().obj) if found is not None else None


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
