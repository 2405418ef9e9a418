"""A plan sealed as a version, what is decided on it, and where each version stands.

In: a plan that is ready, or a decision. Out: sealed versions with what has happened to them.
"""

from __future__ import annotations

from datetime import date, datetime
from hashlib import sha512
from pathlib import Path

from planbuilder import codes, drive, files, looking
from planbuilder.approval import decisions
from planbuilder.approval.decisions import Decided, Minutes
from planbuilder.approval.identity import confusions
from planbuilder.approval.model import Outcome, Standing, held
from planbuilder.approval.sealing import PLAN, Sealing, sealed_contents, text_to_seal
from planbuilder.approval.store import SEALED, SealedVersion, add, seal, sealed_as, version, with_standings
from planbuilder.approval.store import versions as versions_in
from planbuilder.archive.store import Archive
from planbuilder.errors import CheckFailed, UsageWrong, problem
from planbuilder.figures.review import problems
from planbuilder.language import Language
from planbuilder.language import load as language_of
from planbuilder.plaintext import in_one_line
from planbuilder.plan import registers
from planbuilder.plan.answers import Answers
from planbuilder.plan.journal import JOURNAL
from planbuilder.plan.people import person_id
from planbuilder.plan.steps import Edits
from planbuilder.plan.store import Author, OpenPlan, keep_internal_words, noted, noted_apart, open_plan
from planbuilder.questionnaire.loading import load
from planbuilder.record import record
from planbuilder.usecases.looks import look_of, profile_files
from planbuilder.usecases.plans import author_of, placed
from planbuilder.usecases.talk import Warn, unheard

# The key of the journal's line about an internal note to a version.
NOTE = "note"


@record
class Versions:
    """A plan's versions, oldest first, each with where it stands."""

    plan_id: str
    versions: tuple[tuple[SealedVersion, Standing], ...]


@record
class Decision:
    """A body's decision as it is noted in its minutes; people and bodies by name or id.

    The words of an internal one stay in the plan's folder, and so do its minutes.
    """

    body: str
    on: date
    outcome: Outcome
    item: str = ""
    text: str = ""
    conditions: tuple[str, ...] = ()
    responsible: str = ""
    deadline: date | None = None
    minutes: Path | None = None
    minutes_id: str = ""
    corrects: int = 0
    why: str = ""
    internal: bool = False


@record
class Noted:
    """A decision that is noted on the plan and its version, where that now stands, and the new actions by id."""

    opened: OpenPlan
    version: SealedVersion
    standing: Standing
    actions: dict[str, str]


def approve(
    plan: Path,
    language: Language,
    day: date,
    now: datetime,
    by: str = "",
    role: str = "",
    note: str = "",
    profile: Path | None = None,
    archive: Archive | None = None,
    warn: Warn = unheard,
    internal: bool = False,
) -> SealedVersion:
    """The version that a plan was sealed as, to be approved; its documents carry `day`.

    An `internal` note stays in the plan's folder: the version tells that there is one.

    Raises CheckFailed with everything that prevents it, UsageWrong if nothing has changed since the last version.
    """
    opened, questionnaire = open_plan(plan), load()
    _refuse_unready(opened, Answers(opened.plan, questionnaire, language), archive, warn)
    sealed, author = versions_in(opened.folder), author_of(opened.plan, by, role, now)
    before = sealed[-1].read(PLAN).decode() if sealed else ""
    text = text_to_seal(opened, questionnaire)
    if before == text:
        raise UsageWrong([problem(codes.NOTHING_CHANGED, number=sealed[-1].manifest.version)])
    look = look_of(opened.folder, profile, warn=warn)
    keep_internal_words(opened, questionnaire)
    number = sealed[-1].manifest.version + 1 if sealed else 1
    if internal and note:
        noted_apart(opened, author, NOTE, note)
        note = language_of(opened.plan.language).text("words.internal")
    sealing = Sealing(number, author, day, note, number - 1, before, _journal(opened.folder))
    beside = profile_files(opened.folder, profile)
    done = seal(opened.folder, *sealed_contents(text, questionnaire, look, sealing, beside, warn))
    noted(opened, author, SEALED, f"{sealed_as(number)}{done.digest}")
    return done


def _refuse_unready(opened: OpenPlan, answers: Answers, archive: Archive | None, warn: Warn) -> None:
    """Raise CheckFailed with everything that prevents the approval; warnings about other plans are heard."""
    of_others = [*confusions(opened, archive)]
    found = [*of_others, *placed(opened, problems(answers, "approval"))]
    if wrong := [one for one in found if one.severity == "error"]:
        raise CheckFailed(wrong)
    warn(of_others)


def _journal(folder: Path) -> str:
    path = folder / JOURNAL
    return sha512(files.contents(path, within=folder)).hexdigest() if looking.is_there(path) else ""


def versions(plan: Path) -> Versions:
    """Every version of a plan, where it stands, and what has happened to it."""
    opened = open_plan(plan)
    return Versions(opened.plan.plan_id, tuple(with_standings(opened.folder)))


def decide(
    plan: Path,
    decision: Decision,
    now: datetime,
    by: str = "",
    role: str = "",
    number: int | None = None,
    warn: Warn = unheard,
) -> Noted:
    """A body's decision noted on a version, the newest without a number; its conditions become actions of the plan.

    One that was noted wrongly is corrected by a later one, which says why; the record keeps both. Raises UsageWrong for
    a body, a person or a corrected decision that is not known, and for a correction without a reason.
    """
    opened = open_plan(plan)
    sealed, author = version(opened.folder, number), author_of(opened.plan, by, role, now)
    decided = _decided(sealed, opened, decision)
    warn([*decisions.doubts(decided, _known(opened, decided.body), sealed.manifest, now.date())])
    return note(opened, sealed, decided, author)


def _known(opened: OpenPlan, body: str) -> registers.Decision:
    """What the plan says of a body's treatment; nothing if the body has been taken out of it."""
    return opened.plan.decisions.get(body, registers.Decision())


def _back(sealed: SealedVersion, decided: Decided) -> Edits:
    """What a correction takes back in the plan; nothing for any other decision."""
    if not decided.corrects:
        return {}
    holding = held(sealed.events)
    wrong = decisions.corrected(decided, holding, sealed.manifest.bodies)
    return decisions.taken_back(wrong, decided.body, [one for one in holding.values() if one is not wrong])


def note(opened: OpenPlan, sealed: SealedVersion, decided: Decided, author: Author) -> Noted:
    """The plan and the version with a decision noted on both: on the version, what of it may leave the house."""
    questionnaire = load()
    new = decisions.actions(decided, opened, questionnaire)
    told = decisions.edits(decided, new, language_of(sealed.manifest.language))
    changed = opened.with_changes({**_back(sealed, decided), **told}, author)
    shown = decisions.leaving(decided, changed.plan, questionnaire)
    laid = {shown.minutes.name: shown.minutes.data} if shown.minutes.name else {}
    done = add(sealed, decisions.event(shown, new, author), laid)
    standing = next(how for one, how in with_standings(changed.folder) if one.manifest.version == done.manifest.version)
    return Noted(changed, done, standing, new)


def _decided(sealed: SealedVersion, opened: OpenPlan, given: Decision) -> Decided:
    """The decision with people and bodies by id; raises UsageWrong for one that is not known."""
    minutes, body = given.minutes, decisions.body_of(sealed.manifest, given.body)
    return Decided(
        body,
        given.on,
        given.outcome,
        decisions.item_of(_known(opened, body), in_one_line(given.item), given.on),
        given.text,
        tuple(map(in_one_line, given.conditions)),
        given.responsible and person_id(opened.plan, given.responsible),
        given.deadline,
        Minutes(
            given.minutes_id,
            drive.legible(minutes.name) if minutes else "",
            files.contents(minutes) if minutes else b"",
        ),
        given.corrects,
        in_one_line(given.why),
        given.internal,
    )
