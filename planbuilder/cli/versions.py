"""The commands `approve`, `versions` and `decision`: from a plan that is ready to a version that is decided.

In: the words of a language; what a body decided, as people write it. Out: click commands, which show each version and
what has happened to it. An outcome is never guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planbuilder import codes
from planbuilder.approval.model import OUTCOMES, outcome_and_wording, outcome_forms, outcome_word
from planbuilder.cli.options import Words, group, known_archive, moment, parsed_day
from planbuilder.cli.output import message, result, result_json, show_problems
from planbuilder.errors import UsageWrong, problem
from planbuilder.language import Language, available, load

GROUP = "decision_"
SHOWN = 12

if TYPE_CHECKING:
    from planbuilder.approval.model import Event, Outcome
    from planbuilder.approval.store import SealedVersion


def approve_command(words: Words, name: str) -> click.Command:
    """The command `approve`."""
    note = (words.option("--note", default=""), words.flag("--internal", "note_internal"))
    options = [*note, words.day("--date", to="day"), words.file("--profile")]
    return words.command(name, _approve, words.plan(), *options, *words.author())


def _approve(
    language: Language,
    plan: Path,
    note: str,
    internal: bool,
    day: str | None,
    profile: Path | None,
    by: str,
    role: str,
) -> None:
    """Seal a plan as a version to be approved, and print where it is."""
    from planbuilder.usecases.approving import approve

    now = moment()
    chosen = parsed_day(day, language, now.date()) or now.date()
    warn = partial(show_problems, language=language)
    sealed = approve(plan, language, chosen, now, by, role, note, profile, known_archive(), warn, internal)
    show_sealed(language, sealed)


def show_sealed(language: Language, sealed: SealedVersion) -> None:
    """Show where a version is that was just sealed, and its digest."""
    result(str(sealed.folder))
    message(language.text("approval.sealed", number=sealed.manifest.version, digest=sealed.digest))


def versions_command(words: Words, name: str) -> click.Command:
    """The command `versions`."""
    return words.command(name, _versions, words.plan(), words.json())


def _versions(language: Language, plan: Path, as_json: bool) -> None:
    """Show every version of a plan, how far it has come, and what has happened to it."""
    from planbuilder.usecases.approving import versions

    found = versions(plan)
    if as_json:
        data = [_data(one, standing.stage) for one, standing in found.versions]
        result_json({"schema": "planbuilder.versions/1", "plan": found.plan_id, "versions": data})
        return
    for one, standing in found.versions:
        day = language.short_day(one.manifest.day)
        stage = language.text(f"approval.stage.{standing.stage}")
        result(language.text("approval.version", number=one.manifest.version, day=day, stage=stage))
        for line in _lines(language, one, standing.waiting):
            result(f"  {line}")
    if not found.versions:
        message(language.text("approval.none"))


def _lines(language: Language, one: SealedVersion, waiting: tuple[str, ...]) -> list[str]:
    """What is to be said of a version beneath its name."""
    manifest = one.manifest
    lines = [manifest.note] if manifest.note else []
    if manifest.supersedes:
        lines += _changes(language, one)
    lines += _decision_lines(language, one)
    lines += [_event_text(language, event) for event in one.events if event.kind != "decision"]
    if waiting:
        lines.append(
            language.text("approval.waiting", names=language.sentence_list(manifest.bodies[id] for id in waiting))
        )
    return lines


def _changes(language: Language, one: SealedVersion) -> Iterator[str]:
    """In how many places a version differs from the one before, and the first of them in words."""
    from planbuilder.usecases.comparing import since_before

    told = since_before(one.plan_folder, one, language)
    count = len(one.manifest.changes if told is None else told)
    yield language.count("approval.follows", count, number=one.manifest.supersedes)
    yield from (f"  {line.whole}" for line in (told or ())[:SHOWN])
    if told and count > SHOWN:
        yield f"  {language.count('changes.more', count - SHOWN)}"


def _decision_lines(language: Language, one: SealedVersion) -> Iterator[str]:
    """Each decision with its number; what has been corrected is said to be, and what corrects it says why and who."""
    from planbuilder.approval.model import decisions, held

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
    manifest = one.manifest
    return {
        "version": manifest.version,
        "stage": stage,
        "sealed": manifest.sealed,
        "date": manifest.date,
        "manifest_sha512": one.digest,
        "supersedes": manifest.supersedes or None,
        "note": manifest.note,
        "changes": [{"path": c.path, "old": c.old, "new": c.new} for c in manifest.changes],
        "events": [{"kind": e.kind, "at": e.at, "by": e.by, "role": e.role, **e.facts} for e in one.events],
    }


def decision_command(words: Words, name: str) -> click.Group:
    """The group `decision`."""
    made = group(words, name, words.language.text("cli.decision"), click.Group)
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
        words.flag("--internal", "decision_internal"),
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
    internal: bool,
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
    told = (body, day, outcome, item, text, conditions, responsible, last, minutes, minutes_id)
    decision = Decision(*told, corrects=corrects or 0, why=why, internal=internal)
    done = decide(plan, decision, now, by, role, number, partial(show_problems, language=language))
    stage = language.text(f"approval.stage.{done.standing.stage}")
    result(language.text("approval.now", number=done.version.manifest.version, stage=stage))
    for id, action in done.actions.items():
        result(language.text("approval.action", id=id, text=action))
    if internal:
        message(language.text("approval.chain_internal"))


class OutcomeChoice(click.Choice[str]):
    """The outcomes of a decision, by their name or by a word for them in any of our languages."""

    def __init__(self, language: Language) -> None:
        super().__init__([outcome_word(language, one) for one in OUTCOMES], case_sensitive=False)

    @cached_property
    def words(self) -> Mapping[str, str]:
        """Each outcome by its words; every start makes this choice, and only a decision needs all languages read."""
        return {form: one for code in available() for one in OUTCOMES for form in outcome_forms(load(code), one)}

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The outcome's stable name."""
        typed = str(value).strip().rstrip(".").casefold()
        if typed in OUTCOMES:
            return typed
        return self.words.get(typed) or super().convert(value, param, ctx)


def decision_text(language: Language, facts: Mapping[str, str], body: str) -> str:
    """A decision in one line: who, when, which item, what came of it, and its wording where that says more."""
    item = language.text("approval.item", item=facts["item"]) if facts.get("item") else ""
    day = language.short_day(date.fromisoformat(facts["on"]))
    return language.text("approval.event.decision", body=body, on=day, item=item, said=_said(language, facts))


def _said(language: Language, facts: Mapping[str, str]) -> str:
    outcome, wording = facts.get("outcome", ""), facts.get("decision", "")
    if outcome not in OUTCOMES:
        return f"{language.text('approval.outcome.untold')}. {wording}".rstrip()
    return outcome_and_wording(language, outcome, wording)
