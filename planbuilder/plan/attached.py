"""PDFs from outside, read within limits, and the plan that one of ours carries along, taken out again.

In: the bytes of a PDF. Out: whether it can be read, or the text of the plan attached to it. A PDF is foreign input: it
is opened by another process, which has a limit of memory and time; what is attached is never run.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from planbuilder import codes, files
from planbuilder.confined import OVERRUN, Refused, confined
from planbuilder.errors import InputInvalid, Place, problem
from planbuilder.plan.store import PLAN

LARGEST = 100_000_000
TRIED, ATTACHED = "planbuilder.foreign.pdf:tried", "planbuilder.foreign.pdf:attached"
CODES = {"ENCRYPTED": codes.ENCRYPTED_PDF, OVERRUN: codes.FOREIGN_FILE_TOO_COSTLY}


def unreadable(reason: str, file: str) -> InputInvalid:
    """The problem of a PDF that was refused: encrypted (PB016), too much to be read (PB019), or none (PB148)."""
    return InputInvalid([problem(CODES.get(reason, codes.NOT_A_PDF), Place(file))])


def read_pdf(path: Path) -> bytes:
    """What a file holds that is to be a PDF; raises InputInvalid if it cannot be read, is encrypted, or takes too much.

    That it is damaged, or no PDF, is left for others to say: some files may also be something else.
    """
    data = files.contents(path, LARGEST)
    # Only what looks like one: a container or an XML file is judged by those who can read it.
    reason = _objection(data) if data.lstrip().startswith(b"%PDF-") else ""
    if reason in CODES:
        raise unreadable(reason, str(path))
    return data


# Each try is a process of its own, a tenth of a second; one command asks of the same file several times.
@lru_cache(maxsize=4)
def _objection(data: bytes) -> str:
    """Why a PDF cannot be read, empty if it can; each file is tried once."""
    try:
        confined(TRIED, data)
    except Refused as refusal:
        return refusal.reason
    return ""


def attached_plan(data: bytes, file: str) -> str:
    """The text of the attached plan; raises InputInvalid if the file is no PDF, or has none that can be read."""
    raw = attached(data, PLAN, file)
    if raw is None:
        raise InputInvalid([problem(codes.PDF_WITHOUT_PLAN, Place(file), name=PLAN)])
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        raise InputInvalid([problem(codes.NOT_A_PDF, Place(file))]) from error


def attached(data: bytes, name: str, file: str) -> bytes | None:
    """What is attached to a PDF under a name, None if nothing is; raises InputInvalid if that cannot be read."""
    try:
        found = confined(ATTACHED, data, name.encode())
    except Refused as refusal:
        raise unreadable(refusal.reason, file) from refusal
    # The task puts a mark before what it found, so that an empty attachment is told from none.
    return found[1:] if found else None
