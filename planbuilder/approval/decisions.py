"""A body's decision on a version: what is noted of it, and what it changes in the plan that goes on.

In: what was decided. Out: an event for the version, and edits for the plan: the decision chain, and an action for each
condition, so that it is not forgotten what the plan was approved on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha512
from pathlib import Path

from planbuilder import codes
from planbuilder import language as languages
from planbuilder.approval import store
from planbuilder.approval.model import Event, Manifest, Outcome, outcome_and_wording
from planbuilder.errors import Day, Problem, UsageWrong, closest, problem
from planbuilder.language import Language
from planbuilder.plan.ids import next_number
from planbuilder.plan.model import Plan
from planbuilder.plan.publish import as_it_leaves
from planbuilder.plan.registers import Decision
from planbuilder.plan.steps import Edits
from planbuilder.plan.store import Author, OpenPlan
from planbuilder.questionnaire.definition import Questionnaire
from planbuilder.questionnaire.needed import DECISIONS
from planbuilder.record import record, replace
from planbuilder.yamltext.nodes import Data, KeyPath

MINUTES = "minutes/"


@record
class Minutes:
    """The minutes of a meeting: their number or name in the records, and the file itself where it is at hand."""

    id: str = ""
    file: str = ""
    data: bytes = b""
    stays_apart: bool = False

    @property
    def facts(self) -> dict[str, str]:
        """What an event notes of them; of a file that stays apart its digest alone."""
        given = {"minutes": self.id, "minutes_file": self.name, "minutes_sha512": self.digest}
        return {key: value for key, value in given.items() if value}

    @property
    def digest(self) -> str:
        """The SHA-512 of the file, empty without one."""
        return sha512(self.data).hexdigest() if self.data else ""

    @property
    def name(self) -> str:
        """Where the file is laid in a version, named by its digest; empty for one that is laid in none."""
        is_laid = bool(self.data) and not self.stays_apart
        # By its digest: files of two meetings may have the same name.
        return f"{MINUTES}{self.digest[:12]}{Path(self.file).suffix.lower()}" if is_laid else ""


@record
class Decided:
    """One body's decision; `conditions` become actions of `responsible` (an id of the plan) by `deadline`.

    `corrects` is the number of a decision that was noted wrongly, and `why` says what was wrong with it.
    An internal one makes the words of the whole decision chain internal.
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
    internal: bool = False

    @property
    def mark(self) -> Edits:
        """What says in the plan that it is internal."""
        return {("answers", DECISIONS, "internal"): True} if self.internal else {}


def body_of(manifest: Manifest, named: str) -> str:
    """The id of a body by its id or its name; raises UsageWrong for one that is not in the decision chain."""
    wanted = named.casefold()
    # By the manifest, not by the plan of today: only bodies that the version named can decide on it.
    found = next((id for id, name in manifest.bodies.items() if wanted in (id.casefold(), name.casefold())), "")
    if not found:
        known = [*manifest.bodies, *manifest.bodies.values()]
        listed = "; ".join(f"{id} {name}" for id, name in manifest.bodies.items()) or "–"
        raise UsageWrong([problem(codes.UNKNOWN_BODY, name=named, known=listed, near=closest(named, known))])
    return found


def item_of(known: Decision, given: str, on: date) -> str:
    """The item on the agenda: as given, else the plan's, if it is not that of a meeting on another day."""
    return given or (known.item if known.on in (None, on) else "")


def doubts(decided: Decided, known: Decision, manifest: Manifest, today: date) -> Iterator[Problem]:
    """What cannot be as it is noted: a meeting to come, one before the version, an item of another meeting."""
    body, day = manifest.bodies[decided.body], Day(decided.on.isoformat())
    if decided.on > today:
        yield problem(codes.MEETING_NOT_HELD, body=body, day=day, today=Day(today.isoformat()))
    if decided.on < manifest.since:
        number, dated = manifest.version, Day(manifest.day.isoformat())
        yield problem(codes.MEETING_BEFORE_VERSION, body=body, day=day, number=number, dated=dated)
    # The plan's item belongs to its own day: taking it over would send readers to the minutes of another meeting.
    if known.item and known.on and not decided.item:
        yield problem(codes.ITEM_OF_ANOTHER_MEETING, item=known.item, body=body, day=Day(known.on.isoformat()))


def leaving(decided: Decided, plan: Plan, questionnaire: Questionnaire) -> Decided:
    """The decision as a version may tell it: without words that are internal in the plan, and then without minutes."""
    noted: dict[str, Data] = {
        "item": decided.item,
        "decision": decided.text,
        "conditions": "\n".join(decided.conditions),
    }
    shown = as_it_leaves(noted, ("decisions", decided.body), plan, questionnaire)
    assert isinstance(shown, dict)
    if shown == noted and not _keeps_its_words(decided.body, plan, questionnaire):
        return decided
    conditions = tuple(filter(None, [str(shown["conditions"])]))
    # Minutes tell in full what was decided, so where its words are internal they are not laid in the version.
    apart = replace(decided.minutes, stays_apart=True)
    why = str(as_it_leaves(decided.why, ("decisions", decided.body, "decision"), plan, questionnaire))
    told = {"item": str(shown["item"]), "text": str(shown["decision"]), "conditions": conditions, "why": why}
    return replace(decided, **told, minutes=apart)


def _keeps_its_words(body: str, plan: Plan, questionnaire: Questionnaire) -> bool:
    """Whether what is said of a body's decision is internal, whether or not anything is said yet."""
    # Asked with a letter, since an empty text leaves in any case.
    return as_it_leaves("x", ("decisions", body, "decision"), plan, questionnaire) != "x"


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


def actions(decided: Decided, opened: OpenPlan, questionnaire: Questionnaire) -> dict[str, str]:
    """A new action's id for each condition, with its title: one that says nothing of a condition that is internal.

    Where titles of actions are internal too, the condition is the title.
    """
    # Tried with the mark: the decision that makes the chain internal is itself the first to keep its words.
    plan, first = opened.tried(decided.mark).plan, next_number("H", opened.source.data())
    is_internal = _keeps_its_words(decided.body, plan, questionnaire)
    if is_internal and as_it_leaves("x", ("actions", "H", "title"), plan, questionnaire) == "x":
        body = plan.decisions[decided.body].body if decided.body in plan.decisions else decided.body
        title = languages.load(plan.language).text("approval.internal_condition", body=body)
        return {f"H{first + n}": title for n, _ in enumerate(decided.conditions)}
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
    # What that body had decided before the mistake, if anything: the plan must say the same as the record.
    before = next((one.facts for one in reversed(holding) if one.facts.get("body") == named), {})
    told = {key: before.get(key) for key in ("item", "outcome", "decision", "conditions")}
    day: Data = date.fromisoformat(before["on"]) if "on" in before else None
    return {("decisions", named, key): value for key, value in {**told, "on": day}.items()}


def edits(decided: Decided, new: Mapping[str, str], language: Language) -> Edits:
    """What a decision changes in the plan: its place in the decision chain, and the new actions.

    The plan says what came of it even if there is no wording; conditions that it has stay where none are given.
    """
    said, terms = outcome_and_wording(language, decided.outcome, decided.text), "\n".join(decided.conditions)
    noted: dict[str, Data] = {
        "on": decided.on,
        "item": decided.item or None,
        "outcome": decided.outcome,
        "decision": said[:1].upper() + said[1:],
        # A correction without conditions takes away those of the decision it corrects.
        **({"conditions": terms or None} if terms or decided.corrects else {}),
    }
    chain: dict[tuple[str, ...], Data] = {("decisions", decided.body, key): value for key, value in noted.items()}
    for id, text in new.items():
        content: dict[str, Data] = {"title": text, "responsible": decided.responsible, "deadline": decided.deadline}
        kept: dict[str, Data] = {key: value for key, value in content.items() if value}
        chain["actions", id] = {**kept, "status": "decided"}
    return {**chain, **decided.mark}
