"""What became of a PDF as a whole when a service wrote it anew: what it says of itself, does, and lets be read aloud.

In: two PDFs. Out: findings, for the person who is to confirm that the one may stand for the other. None of it shows on
a page, and none of it hinders: it is told.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from planbuilder.confined import confined
from planbuilder.record import record
from planbuilder.signing.facts import changed, said
from planbuilder.signing.model import Finding

SEEN = "planbuilder.foreign.second_reader:whole"


@record
class Whole:
    """What a PDF says of itself (its XMP, and what old readers show), and what does not show on a page.

    `actions` are the kinds of what it does by itself; `structure` is a digest of what is read aloud, empty without;
    `attachments` are SHA-256s by name.
    """

    xmp: str
    info: Mapping[str, str]
    language: str
    actions: tuple[str, ...]
    structure: str
    has_layers: bool
    attachments: Mapping[str, str]


@lru_cache(maxsize=4)
def whole(pdf: bytes) -> Whole:
    """What qpdf sees in a PDF, asked once for each; raises Refused if it cannot be read."""
    told: dict[str, Any] = json.loads(confined(SEEN, pdf))
    return Whole(**{**told, "actions": tuple(told["actions"])})


def differences(base: bytes, returned: bytes) -> Iterator[Finding]:
    """What is otherwise than in ours; raises Refused or ValueError for what cannot be read."""
    ours, theirs = whole(base), whole(returned)
    if names := [*_facts(ours, theirs)]:
        yield _named("metadata_changed", names)
    if kinds := sorted({*theirs.actions} - {*ours.actions}):
        yield _named("action_added", [kind.lstrip("/") for kind in kinds])
    if ours.structure and not theirs.structure:
        yield Finding("structure_gone", "warning")
    elif ours.structure != theirs.structure:
        yield Finding("structure_changed", "warning")
    if theirs.has_layers and not ours.has_layers:
        yield Finding("layers_added", "warning")
    if added := sorted({*theirs.attachments} - {*ours.attachments}):
        yield _named("attachment_added", added)


def _named(code: str, names: list[str]) -> Finding:
    return Finding(code, "warning", values={"names": ", ".join(names)})


def _facts(ours: Whole, theirs: Whole) -> Iterator[str]:
    """The names of what they do not say alike of themselves."""
    names = changed(*(said(one.xmp.encode("latin-1"), one.info) for one in (ours, theirs)))
    yield from names
    if ours.language != theirs.language and "language" not in names:
        yield "language"
