"""A body's decision on a version: what is noted of it, and what it changes in the plan that goes on.

In: what was decided. Out: an event for the version, and edits for the plan: the decision chain, and an action for each
condition, so that nobody forgets what the plan was approved on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from hashlib import sha512
from pathlib import Path

from planbuilder import codes
from planbuilder.approval import store
from planbuilder.approval.model import Event, Manifest, Outcome
from planbuilder.approval.outcomes import outcome_and_wording
from planbuilder.errors import Day, Problem, UsageWrong, problem
from planbuilder.language import Language
from planbuilder.plan.ids import next_number
from planbuilder.plan.registers import Decision
from planbuilder.plan.store import Author, Edits, OpenPlan
from planbuilder.record import record
from planbuilder.yamltext.nodes import Data, KeyPath
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
    """One body's decision; `conditions` become actions of `responsible` (an id of the plan) by `deadline`.

    `corrects` is the number of a decision that was noted wrongly, and `why` says what was wrong with it.
    """

    body: str
    on: date
    outcome: Outcome
    item: str = ""
    text: str = ""
    conditions: tuple[str, ...] = ()
    responsible: str = ""
    deadline: date | None = None
    minutes: Minutes = Minutes()
    corrects: int = 0
    why: str = ""


def body_of(manifest: Manifest, named: str) -> str:
    """The id of a body by its id or its name; raises UsageWrong for one that is not in the decision chain."""
    wanted = named.casefold()
    found = next((id for id, name in manifest.bodies.items() if wanted in (id.casefold(), name.casefold())), "")
    if not found:
        known = [*manifest.bodies, *manifest.bodies.values()]
        listed = "; ".join(f"{id} {name}" for id, name in manifest.bodies.items()) or "–"
        raise UsageWrong([problem(codes.UNKNOWN_BODY, name=named, known=listed, near=closest(named, known))])
    return found


def item_of(known: Decision, given: str, on: date) -> str:
    """The item on the agenda: as given, else the plan's, if it is not that of a meeting on another day."""
    return given or (known.item if known.on in (None, on) else "")


def doubts(told: Decided, known: Decision, manifest: Manifest, today: date) -> Iterator[Problem]:
    """What cannot be as it is told: a meeting to come, one before the version, an item of another meeting."""
    body, day = manifest.bodies[told.body], Day(told.on.isoformat())
    sealed = datetime.fromisoformat(manifest.sealed).date()
    if told.on > today:
        yield problem(codes.MEETING_NOT_HELD, body=body, day=day, today=Day(today.isoformat()))
    if told.on < sealed:
        number, when = manifest.version, Day(sealed.isoformat())
        yield problem(codes.MEETING_BEFORE_VERSION, body=body, day=day, number=number, sealed=when)
    if known.item and known.on and not told.item:
        yield problem(codes.ITEM_OF_ANOTHER_MEETING, item=known.item, body=body, day=Day(known.on.isoformat()))


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
        "corrects": str(decided.corrects or ""),
        "why": decided.why,
        **decided.minutes.facts,
    }
    return store.event("decision", author, facts)


def actions(decided: Decided, opened: OpenPlan) -> dict[str, str]:
    """A new action's id for each condition."""
    first = next_number("H", opened.source.data())
    return {f"H{first + n}": text for n, text in enumerate(decided.conditions)}


def corrected(decided: Decided, holding: Mapping[int, Event], bodies: Mapping[str, str]) -> Event:
    """The decision that one corrects; raises UsageWrong for a number that does not hold, and without a reason."""
    if decided.corrects not in holding or not decided.why:
        named = {n: bodies.get(event.facts.get("body", ""), "–") for n, event in holding.items()}
        listed = "; ".join(f"{n} {body}" for n, body in named.items()) or "–"
        raise UsageWrong([problem(codes.NO_SUCH_DECISION, number=decided.corrects, known=listed)])
    return holding[decided.corrects]


def taken_back(wrong: Event, body: str, holding: Sequence[Event]) -> dict[KeyPath, Data]:
    """What a correction changes for a body that was named wrongly: it is as it was before, or undecided."""
    named = wrong.facts.get("body", "")
    if named == body:
        return {}
    before = next((one.facts for one in reversed(holding) if one.facts.get("body") == named), {})
    told = {key: before.get(key) for key in ("item", "outcome", "decision", "conditions")}
    day: Data = date.fromisoformat(before["on"]) if "on" in before else None
    return {("decisions", named, key): value for key, value in {**told, "on": day}.items()}


def edits(decided: Decided, new: Mapping[str, str], language: Language) -> Edits:
    """What a decision changes in the plan: its place in the decision chain, and the new actions.

    The plan says what came of it even if there is no wording; conditions that it has stay where none are given.
    """
    said, terms = outcome_and_wording(language, decided.outcome, decided.text), "\n".join(decided.conditions)
    told: dict[str, Data] = {
        "on": decided.on,
        "item": decided.item or None,
        "outcome": decided.outcome,
        "decision": said[:1].upper() + said[1:],
        **({"conditions": terms or None} if terms or decided.corrects else {}),
    }
    chain: dict[tuple[str, ...], Data] = {("decisions", decided.body, key): value for key, value in told.items()}
    for id, text in new.items():
        content: dict[str, Data] = {"title": text, "responsible": decided.responsible, "deadline": decided.deadline}
        kept: dict[str, Data] = {key: value for key, value in content.items() if value}
        chain["actions", id] = {**kept, "status": "decided"}
    return chain
