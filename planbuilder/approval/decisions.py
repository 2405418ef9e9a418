"""A body's decision on a version: what is noted of it, and what it changes in the plan that goes on.

In: what was decided. Out: an event for the version, and edits for the plan: the decision chain, and an action for each
condition, so that nobody forgets what the plan was approved on.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from hashlib import sha512
from pathlib import Path

from planbuilder import codes
from planbuilder.approval import store
from planbuilder.approval.model import Event, Manifest, Outcome
from planbuilder.errors import UsageWrong, problem
from planbuilder.plan.ids import next_number
from planbuilder.plan.store import Author, Edits, OpenPlan
from planbuilder.record import record
from planbuilder.yamltext.nodes import Data
from planbuilder.yamltext.schema import closest

MINUTES = "minutes/"


@record
class Minutes:
    """The minutes of a meeting: their number or name in the records, and the file itself where it is at hand."""

    id: str = ""
    file: str = ""
    data: bytes = b""

    @property
    def facts(self) -> dict[str, str]:
        """What an event tells of them."""
        told = {"minutes": self.id, "minutes_file": self.name, "minutes_sha512": self.digest}
        return {key: value for key, value in told.items() if value}

    @property
    def digest(self) -> str:
        """The SHA-512 of the file, empty without one."""
        return sha512(self.data).hexdigest() if self.data else ""

    @property
    def name(self) -> str:
        """Where the file is laid in a version: told apart by its digest."""
        return f"{MINUTES}{self.digest[:12]}{Path(self.file).suffix.lower()}" if self.data else ""


@record
class Decided:
    """One body's decision; `conditions` become actions of `responsible` (an id of the plan) by `deadline`."""

    body: str
    on: date
    outcome: Outcome
    item: str = ""
    text: str = ""
    conditions: tuple[str, ...] = ()
    responsible: str = ""
    deadline: date | None = None
    minutes: Minutes = Minutes()


def body_of(manifest: Manifest, named: str) -> str:
    """The id of a body by its id or its name; raises UsageWrong for one that is not in the decision chain."""
    wanted = named.casefold()
    found = next((id for id, name in manifest.bodies.items() if wanted in (id.casefold(), name.casefold())), "")
    if not found:
        known = [*manifest.bodies, *manifest.bodies.values()]
        listed = "; ".join(f"{id} {name}" for id, name in manifest.bodies.items()) or "–"
        raise UsageWrong([problem(codes.UNKNOWN_BODY, name=named, known=listed, near=closest(named, known))])
    return found


def event(decided: Decided, actions: Mapping[str, str], author: Author) -> Event:
    """What a version notes of a decision; `actions` has the conditions by the ids of their actions."""
    facts = {
        "body": decided.body,
        "on": decided.on.isoformat(),
        "item": decided.item,
        "outcome": decided.outcome,
        "decision": decided.text,
        "conditions": "\n".join(decided.conditions),
        "actions": ", ".join(actions),
        **decided.minutes.facts,
    }
    return store.event("decision", author, facts)


def actions(decided: Decided, opened: OpenPlan) -> dict[str, str]:
    """A new action's id for each condition."""
    first = next_number("H", opened.source.data())
    return {f"H{first + n}": text for n, text in enumerate(decided.conditions)}


def edits(decided: Decided, new: Mapping[str, str]) -> Edits:
    """What a decision changes in the plan: its place in the decision chain, and the new actions."""
    chain: dict[tuple[str, ...], Data] = {
        ("decisions", decided.body, "on"): decided.on,
        ("decisions", decided.body, "item"): decided.item or None,
        ("decisions", decided.body, "decision"): decided.text or None,
        ("decisions", decided.body, "conditions"): "\n".join(decided.conditions) or None,
    }
    for id, text in new.items():
        content: dict[str, Data] = {"title": text, "responsible": decided.responsible, "deadline": decided.deadline}
        kept: dict[str, Data] = {key: value for key, value in content.items() if value}
        chain["actions", id] = {**kept, "status": "decided"}
    return chain
