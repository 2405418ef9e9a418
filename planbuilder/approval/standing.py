"""How far a version has come, from what has happened to it.

In: a manifest and its events, and those of the versions after it. Out: a `Standing`. A version gives way only to one
that has been decided: until then the older one is in force.
"""

from __future__ import annotations

from collections.abc import Sequence

from planbuilder.approval.model import UNCHECKED, Event, Manifest, Outcome, Stage, Standing

IN_FORCE: tuple[Stage, ...] = ("decided", "said_signed", "signed", "archived", "superseded")
OUTCOMES: tuple[Outcome, ...] = ("approved", "recommended", "postponed", "rejected")


def standing(manifest: Manifest, events: Sequence[Event], is_superseded: bool = False) -> Standing:
    """Where a version stands; `is_superseded` tells that a later one has been decided."""
    told = {event.facts["body"]: _outcome(event) for event in held(events).values()}
    outcomes = {body: outcome for body, outcome in told.items() if outcome is not None}
    waiting = tuple(body for body in manifest.bodies if outcomes.get(body) in (None, "postponed"))
    kinds = {event.kind for event in events}
    is_signed = any(event.kind == "signed" and event.facts.get("checked") != UNCHECKED for event in events)
    reached: tuple[tuple[bool, Stage], ...] = (
        (is_superseded, "superseded"),
        ("archived" in kinds, "archived"),
        ("rejected" in outcomes.values(), "rejected"),
        (is_signed, "signed"),
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
    """Where each of a plan's versions stands, oldest first."""
    found: list[Standing] = []
    gives_way = False
    for manifest, events in reversed(versions):
        found.append(standing(manifest, events, gives_way))
        gives_way |= found[-1].stage in IN_FORCE
    return found[::-1]
