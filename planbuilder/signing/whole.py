"""What became of a PDF as a whole when a service wrote it anew: what it says of itself, does, and lets be read aloud.

In: two PDFs. Out: findings, for the person who is to confirm that the one may stand for the other. None of it shows on
a page, and none of it hinders: it is told.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from typing import Any

import pikepdf

from planbuilder.plan.attached import limited
from planbuilder.signing.facts import changed, said
from planbuilder.signing.model import Finding

# The kinds of actions that lead out of the file or do something (ISO 32000-1, table 198); going to a page is nothing.
RUNS = ("/JavaScript", "/Launch", "/URI", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition", "/RichMedia")
READ_ALOUD = ("/S", "/Alt", "/ActualText", "/E", "/Lang", "/T")
DEEPEST, MOST = 100, 500_000


def differences(base: bytes, returned: bytes) -> Iterator[Finding]:
    """What is otherwise than in ours; raises pikepdf.PdfError or ValueError for what cannot be read."""
    with pikepdf.open(io.BytesIO(base)) as ours, pikepdf.open(io.BytesIO(returned)) as theirs:
        yield from _facts(ours, theirs)
        yield from _actions(ours, theirs)
        yield from _structure(ours, theirs)
        if "/OCProperties" in theirs.Root and "/OCProperties" not in ours.Root:
            yield Finding("layers_added", "warning")
        added = sorted(set(theirs.attachments) - set(ours.attachments))
        if added:
            yield Finding("attachment_added", "warning", values={"names": ", ".join(added)})


def _facts(ours: pikepdf.Pdf, theirs: pikepdf.Pdf) -> Iterator[Finding]:
    names = [*changed(_said(ours), _said(theirs))]
    if str(ours.Root.get("/Lang", "")) != str(theirs.Root.get("/Lang", "")) and "language" not in names:
        names.append("language")
    if names:
        yield Finding("metadata_changed", "warning", values={"names": ", ".join(names)})


def _said(pdf: pikepdf.Pdf) -> Any:
    metadata = pdf.Root.get("/Metadata")
    return said(limited(metadata) if metadata is not None else b"", dict(pdf.docinfo.items()))


def _actions(ours: pikepdf.Pdf, theirs: pikepdf.Pdf) -> Iterator[Finding]:
    """What the file does by itself that ours did not."""
    kinds = sorted(set(_kinds(theirs)) - set(_kinds(ours)))
    if kinds:
        yield Finding("action_added", "warning", values={"names": ", ".join(kind.lstrip("/") for kind in kinds)})


def _kinds(pdf: pikepdf.Pdf) -> Iterator[str]:
    """The kinds of actions in a file, wherever they are; every object is looked at."""
    for one in pdf.objects:
        yield from _of_actions(one, 0)


def _of_actions(value: Any, depth: int) -> Iterator[str]:
    """The kinds of the actions in an object itself; what it refers to is an object of its own."""
    if depth > DEEPEST:
        raise ValueError("nested too deeply")
    if isinstance(value, pikepdf.Array):
        parts = list(value)
    elif isinstance(value, pikepdf.Stream | pikepdf.Dictionary):
        kind = str(value.get("/S", "")) if isinstance(value.get("/S"), pikepdf.Name) else ""
        if kind in RUNS:
            yield kind
        parts = [part for key, part in value.items() if key not in ("/Parent", "/P")]
    else:
        return
    for part in parts:
        if not getattr(part, "is_indirect", False):
            yield from _of_actions(part, depth + 1)


def _structure(ours: pikepdf.Pdf, theirs: pikepdf.Pdf) -> Iterator[Finding]:
    """Whether what a screen reader reads is still there, and the same."""
    before, after = (_read_aloud(pdf) for pdf in (ours, theirs))
    if before and not after:
        yield Finding("structure_gone", "warning")
    elif before != after:
        yield Finding("structure_changed", "warning")


def _read_aloud(pdf: pikepdf.Pdf) -> str:
    """A digest of the structure tree in reading order, empty without one."""
    tree = pdf.Root.get("/StructTreeRoot")
    if tree is None or "/K" not in tree:
        return ""
    made = hashlib.sha256()
    for count, told in enumerate(_elements(tree.K, 0)):
        if count > MOST:
            raise ValueError("too large")
        made.update(told + b"\0")
    return made.hexdigest()


def _elements(kids: Any, depth: int) -> Iterator[bytes]:
    if depth > DEEPEST:
        raise ValueError("nested too deeply")
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            yield b" ".join(str(kid[key]).encode("utf-8", "replace") for key in READ_ALOUD if key in kid)
            yield from _elements(kid.get("/K", []), depth + 1)
