"""A sealed version of a plan, what has become of it, how far it has come, and what a body decided in words.

In: a manifest and its events, and those of the versions after it. Out: the types, a `Standing`, and text. A version is
what was put before those who decide: plan, figures and documents, each with its digest. What happens to it afterwards
is noted in a record beside it; the version itself never changes. It is superseded only by one that has been decided:
until then the older one is in force.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from planbuilder.language import Language
from planbuilder.record import field, record

FORMAT = "planbuilder.version/2"
# Versions that were sealed before the PDF to be signed carried the manifest.
BEFORE_CARRIED = "planbuilder.version/1"
Stage = Literal["for_approval", "rejected", "decided", "said_signed", "signed", "archived", "superseded"]
Outcome = Literal["approved", "recommended", "postponed", "rejected"]
EventKind = Literal["decision", "signed", "archived"]
# What the fact `checked` of a signing says if its signatures were not looked into, only answered for.
UNCHECKED = "no"
IN_FORCE: tuple[Stage, ...] = ("decided", "said_signed", "signed", "archived", "superseded")
OUTCOMES: tuple[Outcome, ...] = ("approved", "recommended", "postponed", "rejected")


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
    `bodies` and `signers` are those who are to decide and sign, by id: a body that decided before any version was made
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

    @property
    def day(self) -> datetime.date:
        """The day by which a version is known, which its documents carry."""
        return datetime.date.fromisoformat(self.date)

    @property
    def since(self) -> datetime.date:
        """The day from which a version was there: that of its documents, or that of its sealing if it came before."""
        # Documents may carry a later day, as that of a meeting.
        return min(self.day, datetime.date.fromisoformat(self.sealed[:10]))


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


def standing(manifest: Manifest, events: Sequence[Event], is_superseded: bool = False) -> Standing:
    """How far a version has come; `is_superseded` says that a later one has been decided."""
    said = {event.facts["body"]: _outcome(event) for event in held(events).values()}
    outcomes = {body: outcome for body, outcome in said.items() if outcome is not None}
    # A body that only recommends is done with the version; one that postpones is not.
    waiting = tuple(body for body in manifest.bodies if outcomes.get(body) in (None, "postponed"))
    kinds = {event.kind for event in events}
    is_signed = any(event.kind == "signed" and event.facts.get("checked") != UNCHECKED for event in events)
    # From the strongest down. A rejection stands before a signature: whatever was signed, the plan was turned down.
    reached: tuple[tuple[bool, Stage], ...] = (
        (is_superseded, "superseded"),
        ("archived" in kinds, "archived"),
        ("rejected" in outcomes.values(), "rejected"),
        (is_signed, "signed"),
        # A plan without bodies is never decided by nobody having objected.
        (bool(manifest.bodies) and not waiting, "decided"),
        ("signed" in kinds, "said_signed"),
    )
    stage: Stage = next((stage for holds, stage in reached if holds), "for_approval")
    return Standing(stage, outcomes, waiting)


def decisions(events: Sequence[Event]) -> dict[int, Event]:
    """Every decision noted on a version by its number, counted from 1 in the order of the record."""
    return dict(enumerate((event for event in events if event.kind == "decision"), 1))


def held(events: Sequence[Event]) -> dict[int, Event]:
    """The decisions that hold, by number: all but those that a later entry corrects. The record keeps every one."""
    noted = decisions(events)
    corrected = {event.facts.get("corrects", "") for event in noted.values()}
    return {number: event for number, event in noted.items() if str(number) not in corrected}


def _outcome(event: Event) -> Outcome | None:
    """What a body decided; nothing where the record does not say it, for then the body still has to."""
    said = event.facts.get("outcome", "")
    return next((outcome for outcome in OUTCOMES if outcome == said), None)


def standings(versions: Sequence[tuple[Manifest, Sequence[Event]]]) -> list[Standing]:
    """How far each of a plan's versions has come, oldest first."""
    found: list[Standing] = []
    gives_way = False
    # From the newest back: a version gives way only to one after it that is in force.
    for manifest, events in reversed(versions):
        found.append(standing(manifest, events, gives_way))
        gives_way |= found[-1].stage in IN_FORCE
    return found[::-1]


def happened(event: Event) -> str:
    """The day of what was noted: that of the decision, else that of the note."""
    return event.facts.get("on") or event.at[:10]


def outcome_word(language: Language, outcome: str) -> str:
    """An outcome in one word."""
    return language.text(f"approval.outcome.{outcome}")


def outcome_forms(language: Language, outcome: str) -> Iterator[str]:
    """The words that minutes use for an outcome, the usual one first."""
    yield outcome_word(language, outcome)
    yield from language.text(f"approval.outcome_forms.{outcome}").split()


def outcome_and_wording(language: Language, outcome: str, wording: str) -> str:
    """The outcome before the wording; a wording that begins with a word for the outcome says both."""
    words = "|".join(map(re.escape, outcome_forms(language, outcome)))
    # Minutes begin "Godkendt med bemærkning …": with our word before it, it would be told twice.
    if re.match(rf"({words})\b", wording.strip(), re.IGNORECASE):
        return wording.strip()
    return f"{outcome_word(language, outcome)}. {wording.strip()}".rstrip()
