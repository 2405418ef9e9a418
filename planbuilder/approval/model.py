"""A sealed version of a plan, and what has become of it.

In: nothing. Out: the types. A version is what was put before those who decide: plan, figures and documents, each with
its digest. What happens to it afterwards is noted in a record beside it; the version itself never changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from planbuilder.record import field, record

FORMAT = "planbuilder.version/2"
# Versions that were sealed before the PDF to be signed carried the manifest.
BEFORE_CARRIED = "planbuilder.version/1"
Stage = Literal["for_approval", "rejected", "decided", "said_signed", "signed", "archived", "superseded"]
Outcome = Literal["approved", "recommended", "postponed", "rejected"]
EventKind = Literal["decision", "signed", "archived"]
# What the fact `checked` of a signing says if nobody has looked into its signatures, only answered for them.
UNCHECKED = "no"


@record
class Change:
    """A place of the plan that differs from the version before: its old and its new value, empty for none."""

    path: str
    old: str
    new: str


@record
class Manifest:
    """What a version consists of and was made with.

    `sealed` is when, by `by` in `role`; `date` is the day its documents carry. `rates` is the table it discounts with.
    `bodies` and `signers` are those who are to decide and sign, by id: whoever had decided before there was any version
    is done, but what they decided on is not a later version. `files` has the SHA-512 of each file by its
    name, `journal` that of the plan's journal so far. `tools` has the edition of all that made the files, by its name;
    `format` says how it was sealed.
    """

    version: int
    plan: str
    title: str
    sealed: str
    by: str
    role: str
    date: str
    language: str
    tool: str
    questionnaire: str
    rates: str
    documents: tuple[str, ...]
    formats: tuple[str, ...]
    note: str
    supersedes: int
    changes: tuple[Change, ...]
    bodies: Mapping[str, str]
    signers: Mapping[str, str]
    files: Mapping[str, str]
    journal: str = ""
    tools: Mapping[str, str] = field(default_factory=dict)
    format: str = FORMAT


@record
class Event:
    """Something that happened to a version: when, who noted it in which role, and the facts of its kind.

    Each event names the digest of the one before it (the first: of the manifest), so that none can be taken out, and
    its `own`, so that the last one does not decay unseen; events from before there was such a thing have none.
    """

    kind: EventKind
    at: str
    by: str
    role: str
    facts: Mapping[str, str] = field(default_factory=dict)
    previous: str = ""
    own: str = ""


@record
class Standing:
    """How far a version has come: its stage, the outcome of each body by id, and who still has to decide."""

    stage: Stage
    outcomes: Mapping[str, Outcome]
    waiting: tuple[str, ...]
