"""What `approve`, `versions` and `decision add` do, and what `archive add` takes from a version.

In: what was typed. Out: sealed versions, decisions noted on them, and where each version stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from hashlib import sha512
from pathlib import Path
from typing import Any

from planbuilder import codes, drive, files
from planbuilder.approval import decisions
from planbuilder.approval.decisions import Decided, Minutes
from planbuilder.approval.identity import confusions
from planbuilder.approval.model import UNCHECKED, Event
from planbuilder.approval.sealing import PLAN, Sealing, sealed_contents, text_to_seal
from planbuilder.approval.standing import standings
from planbuilder.approval.store import SEALED, SealedVersion, add, seal, sealed_as, version, versions
from planbuilder.cli.branding import asked_look, profile_files
from planbuilder.cli.output import message, result, result_json, show_problems
from planbuilder.cli.reading import placed
from planbuilder.cli.settings import known_archive
from planbuilder.cli.values import author_of, parsed_day
from planbuilder.errors import CheckFailed, UsageWrong, problem
from planbuilder.figures.review import problems
from planbuilder.language import Language
from planbuilder.plan.answers import Answers
from planbuilder.plan.journal import JOURNAL
from planbuilder.plan.people import person_id
from planbuilder.plan.store import Author, OpenPlan, keep_internal_words, noted, open_plan
from planbuilder.questionnaire.loading import load
from planbuilder.yamltext.schema import in_one_line

SHOWN = 12


def approve_plan(language: Language, path: Path, given: Mapping[str, Any], now: datetime) -> SealedVersion:
    """Seal a plan as a version to be approved, and print where it is.

    Raises CheckFailed with everything that stands in the way, UsageWrong if nothing has changed since the last version.
    """
    opened, questionnaire = open_plan(path), load()
    answers = Answers(opened.plan, questionnaire, language)
    of_others = [*confusions(opened, known_archive())]
    found = [*of_others, *placed(opened, problems(answers, "approval"))]
    if wrong := [one for one in found if one.severity == "error"]:
        raise CheckFailed(wrong)
    show_problems(of_others, language)
    sealed, author = versions(opened.folder), author_of(opened.plan, given, now)
    before = sealed[-1].read(PLAN).decode() if sealed else ""
    text = text_to_seal(opened, questionnaire)
    if before == text:
        raise UsageWrong([problem(codes.NOTHING_CHANGED, number=sealed[-1].manifest.version)])
    look = asked_look(language, opened.folder, {"template": None, **given})
    day = parsed_day(given["date"], language, now.date()) or now.date()
    keep_internal_words(opened, questionnaire)
    number = sealed[-1].manifest.version + 1 if sealed else 1
    sealing = Sealing(number, author, day, given["note"], number - 1, before, _journal(opened.folder))
    beside = profile_files(opened.folder, given["profile"])
    done = seal(opened.folder, *sealed_contents(text, questionnaire, look, sealing, beside))
    noted(opened, author, SEALED, f"{sealed_as(number)}{done.digest}")
    result(str(done.folder))
    message(language.text("approval.sealed", number=number, digest=done.digest))
    return done


def _journal(folder: Path) -> str:
    path = folder / JOURNAL
    return sha512(files.contents(path)).hexdigest() if path.exists() else ""


def show_versions(language: Language, path: Path, as_json: bool) -> None:
    """Show every version of a plan, where it stands, and what has happened to it."""
    opened = open_plan(path)
    sealed = versions(opened.folder)
    stages = standings([(one.manifest, one.events) for one in sealed])
    if as_json:
        data = [_data(one, standing.stage) for one, standing in zip(sealed, stages, strict=True)]
        result_json({"schema": "planbuilder.versions/1", "plan": opened.plan.plan_id, "versions": data})
        return
    for one, standing in zip(sealed, stages, strict=True):
        day = language.short_day(date.fromisoformat(one.manifest.date))
        stage = language.text(f"approval.stage.{standing.stage}")
        result(language.text("approval.version", number=one.manifest.version, day=day, stage=stage))
        for line in _lines(language, one, standing.waiting):
            result(f"  {line}")
    if not sealed:
        message(language.text("approval.none"))


def _lines(language: Language, one: SealedVersion, waiting: tuple[str, ...]) -> list[str]:
    """What is to be said of a version beneath its name."""
    told = one.manifest
    lines = [told.note] if told.note else []
    if told.supersedes:
        places = [change.path for change in told.changes]
        shown = ", ".join(places[:SHOWN]) + (" …" if len(places) > SHOWN else "")
        lines.append(language.text("approval.follows", number=told.supersedes, count=len(places), places=shown or "–"))
    for event in one.events:
        facts = {**dict.fromkeys(("body", "on", "item", "decision", "confirmed_by", "file", "object", "number"), "–")}
        facts |= {**event.facts, "body": told.bodies.get(event.facts.get("body", ""), "–")}
        facts |= {"on": language.short_day(date.fromisoformat(facts["on"]))} if "on" in event.facts else {}
        outcome = event.facts.get("outcome", "approved")
        lines.append(language.text(f"approval.event.{_words_of(event, outcome)}", **facts))
    if waiting:
        lines.append(language.text("approval.waiting", names=language.sentence_list(told.bodies[id] for id in waiting)))
    return lines


def _words_of(event: Event, outcome: str) -> str:
    """The key of what is said of an event: of a signing it is said what it rests on."""
    if event.kind == "decision":
        return f"decision_{outcome}"
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


def add_decision(language: Language, path: Path, given: Mapping[str, Any], now: datetime) -> None:
    """Note a body's decision on a version, and let its conditions become actions of the plan."""
    opened = open_plan(path)
    sealed, author = version(opened.folder, given["number"]), author_of(opened.plan, given, now)
    decided = _decided(language, sealed, opened, given, now.date())
    changed, done, new = decide(opened, sealed, decided, author)
    standing = standings([(one.manifest, one.events) for one in versions(changed.folder)])[done.manifest.version - 1]
    result(
        language.text(
            "approval.now", number=done.manifest.version, stage=language.text(f"approval.stage.{standing.stage}")
        )
    )
    for id, text in new.items():
        result(language.text("approval.action", id=id, text=text))


def decide(
    opened: OpenPlan, sealed: SealedVersion, decided: Decided, author: Author
) -> tuple[OpenPlan, SealedVersion, dict[str, str]]:
    """The plan and the version with a decision noted on both, and the new actions by id."""
    new = decisions.actions(decided, opened)
    laid = {decided.minutes.name: decided.minutes.data} if decided.minutes.data else {}
    changed = opened.with_changes(decisions.edits(decided, new), author)
    return changed, add(sealed, decisions.event(decided, new, author), laid), new


def _decided(
    language: Language, sealed: SealedVersion, opened: OpenPlan, given: Mapping[str, Any], today: date
) -> Decided:
    """What was typed as a decision; raises UsageWrong for a body or a person that is not known."""
    minutes, responsible = given["minutes"], given["responsible"]
    on = parsed_day(given["on"], language)  # what has been decided is not next year's for want of a year
    if on is None:
        raise UsageWrong([problem(codes.NOT_A_LOCAL_DATE, found=given["on"])])
    return Decided(
        decisions.body_of(sealed.manifest, given["body"]),
        on,
        in_one_line(given["item"]),
        given["text"],
        given["outcome"],
        tuple(map(in_one_line, given["condition"])),
        responsible and person_id(opened.plan, responsible),
        parsed_day(given["deadline"], language, today),
        Minutes(
            given["minutes_id"],
            drive.legible(minutes.name) if minutes else "",
            files.contents(minutes) if minutes else b"",
        ),
    )
