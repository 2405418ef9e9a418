"""The commands `approve`, `versions` and `decision`: from a plan that is ready to a version that is decided.

In: the words of a language. Out: click commands, which show each version and what has happened to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from planbuilder import codes
from planbuilder.cli.options import Words, group
from planbuilder.cli.output import message, result, result_json, show_problems
from planbuilder.cli.settings import known_archive
from planbuilder.cli.values import moment, parsed_day
from planbuilder.errors import UsageWrong, problem
from planbuilder.language import Language

if TYPE_CHECKING:
    from planbuilder.approval.model import Event, Outcome
    from planbuilder.approval.store import SealedVersion

GROUP = "decision_"
SHOWN = 12


def approve_command(words: Words, name: str) -> click.Command:
    """The command `approve`."""
    options = [words.option("--note", default=""), words.day("--date", to="day"), words.file("--profile")]
    return words.command(name, _approve, words.plan(), *options, *words.author())


def _approve(
    language: Language, plan: Path, note: str, day: str | None, profile: Path | None, by: str, role: str
) -> None:
    """Seal a plan as a version to be approved, and print where it is."""
    from planbuilder.usecases.approving import approve

    now = moment()
    chosen = parsed_day(day, language, now.date()) or now.date()
    warn = partial(show_problems, language=language)
    show_sealed(language, approve(plan, language, chosen, now, by, role, note, profile, known_archive(), warn))


def show_sealed(language: Language, sealed: SealedVersion) -> None:
    """Tell where a version is that was just sealed, and its digest."""
    result(str(sealed.folder))
    message(language.text("approval.sealed", number=sealed.manifest.version, digest=sealed.digest))


def versions_command(words: Words, name: str) -> click.Command:
    """The command `versions`."""
    return words.command(name, _versions, words.plan(), words.json())


def _versions(language: Language, plan: Path, as_json: bool) -> None:
    """Show every version of a plan, where it stands, and what has happened to it."""
    from planbuilder.usecases.approving import versions

    found = versions(plan)
    if as_json:
        data = [_data(one, standing.stage) for one, standing in found.versions]
        result_json({"schema": "planbuilder.versions/1", "plan": found.plan_id, "versions": data})
        return
    for one, standing in found.versions:
        day = language.short_day(date.fromisoformat(one.manifest.date))
        stage = language.text(f"approval.stage.{standing.stage}")
        result(language.text("approval.version", number=one.manifest.version, day=day, stage=stage))
        for line in _lines(language, one, standing.waiting):
            result(f"  {line}")
    if not found.versions:
        message(language.text("approval.none"))


def _lines(language: Language, one: SealedVersion, waiting: tuple[str, ...]) -> list[str]:
    """What is to be said of a version beneath its name."""
    told = one.manifest
    lines = [told.note] if told.note else []
    if told.supersedes:
        places = [change.path for change in told.changes]
        shown = ", ".join(places[:SHOWN]) + (" …" if len(places) > SHOWN else "")
        lines.append(language.text("approval.follows", number=told.supersedes, count=len(places), places=shown or "–"))
    lines += _decision_lines(language, one)
    lines += [_event_text(language, event) for event in one.events if event.kind != "decision"]
    if waiting:
        lines.append(language.text("approval.waiting", names=language.sentence_list(told.bodies[id] for id in waiting)))
    return lines


def _decision_lines(language: Language, one: SealedVersion) -> Iterator[str]:
    """Each decision with its number; what has been corrected is said to be, and what corrects it says why and who."""
    from planbuilder.approval.standing import decisions, held
    from planbuilder.cli.outcomes import decision_text

    holding = held(one.events)
    for number, event in decisions(one.events).items():
        facts, words = event.facts, language.text
        text = decision_text(language, facts, one.manifest.bodies.get(facts.get("body", ""), "–"))
        if "corrects" in facts:
            values = {"number": facts["corrects"], "why": facts.get("why", "–"), "by": event.by or "–"}
            text = words("approval.event.corrects", text=text, **values)
        said = text if number in holding else words("approval.event.corrected", text=text)
        yield words("approval.event.numbered", number=number, text=said)


def _event_text(language: Language, event: Event) -> str:
    """What has happened, in one line."""
    facts = {**dict.fromkeys(("confirmed_by", "file", "object", "number"), "–"), **event.facts}
    return language.text(f"approval.event.{_words_of(event)}", **facts)


def _words_of(event: Event) -> str:
    """The key of what is said of a signing or an archiving: of a signing it is said what it rests on."""
    from planbuilder.approval.model import UNCHECKED

    if event.kind == "signed":
        return "signed_unchecked" if event.facts.get("checked") == UNCHECKED else f"signed_{event.facts['evidence']}"
    return event.kind


def _data(one: SealedVersion, stage: str) -> dict[str, object]:
    """A version under stable names."""
    told = one.manifest
    return {
        "version": told.version,
        "stage": stage,
        "sealed": told.sealed,
        "date": told.date,
        "manifest_sha512": one.digest,
        "supersedes": told.supersedes or None,
        "note": told.note,
        "changes": [{"path": c.path, "old": c.old, "new": c.new} for c in told.changes],
        "events": [{"kind": e.kind, "at": e.at, "by": e.by, "role": e.role, **e.facts} for e in one.events],
    }


def decision_commands(words: Words, name: str) -> click.Group:
    """The group `decision`."""
    from planbuilder.cli.outcomes import OutcomeChoice

    made = group(words, name, help=words.language.text("cli.decision"))
    outcomes = OutcomeChoice(words.language)
    options = [
        words.option("--body", required=True),
        words.day("--on", required=True),
        words.option("--item", default=""),
        words.option("--text", default=""),
        words.option("--outcome", type=outcomes, required=True, metavar="|".join(outcomes.choices)),
        words.option("--condition", to="conditions", multiple=True),
        words.option("--responsible", default=""),
        words.day("--deadline"),
        words.file("--minutes"),
        words.option("--minutes-id", default=""),
        words.number("--corrects", 1, 9999),
        words.option("--why", default=""),
        words.sealed(),
    ]
    made.add_command(words.command("add", _decide, words.plan(), *options, *words.author(), group=GROUP))
    return made


def _decide(
    language: Language,
    plan: Path,
    body: str,
    on: str,
    item: str,
    text: str,
    outcome: Outcome,
    conditions: tuple[str, ...],
    responsible: str,
    deadline: str | None,
    minutes: Path | None,
    minutes_id: str,
    corrects: int | None,
    why: str,
    number: int | None,
    by: str,
    role: str,
) -> None:
    """Note a body's decision on a version, and let its conditions become actions of the plan."""
    from planbuilder.usecases.approving import Decision, decide

    now = moment()
    day = parsed_day(on, language)  # what has been decided is not next year's for want of a year
    if day is None:
        raise UsageWrong([problem(codes.NOT_A_LOCAL_DATE, found=on)])
    last = parsed_day(deadline, language, now.date())
    decision = Decision(
        body, day, outcome, item, text, conditions, responsible, last, minutes, minutes_id, corrects or 0, why
    )
    done = decide(plan, decision, now, by, role, number, partial(show_problems, language=language))
    stage = language.text(f"approval.stage.{done.standing.stage}")
    result(language.text("approval.now", number=done.version.manifest.version, stage=stage))
    for id, action in done.actions.items():
        result(language.text("approval.action", id=id, text=action))
