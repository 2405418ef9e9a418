"""A person or an answer taken out of all that can be made anew, and what of it stays where.

In: a plan, whom or what, and where copies may be. Out: the places it is taken out of, and every copy that stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from planbuilder import codes, looking
from planbuilder.approval.copies import Copy, in_archive, in_package, in_versions
from planbuilder.approval.identity import object_of
from planbuilder.archive.store import Archive
from planbuilder.errors import PlanbuilderError, UsageWrong, problem
from planbuilder.language import Language
from planbuilder.plan.answers import Answers
from planbuilder.plan.erasure import ERASED, Subject, answer, edits, person, scrub
from planbuilder.plan.journal import JOURNAL
from planbuilder.plan.store import OpenPlan, noted, open_plan
from planbuilder.questionnaire.loading import load
from planbuilder.record import record
from planbuilder.usecases.building import remade
from planbuilder.usecases.plans import author_of
from planbuilder.usecases.talk import Warn, unheard


@record
class Erasure:
    """Whom or what to take out, one of both, and whether to do so, or only say what it would come to."""

    person: str = ""
    answer: str = ""
    is_confirmed: bool = False


@record
class Erased:
    """What is taken out, place by place, and the plan as it is now; `in_comment` is a name that a comment still has."""

    opened: OpenPlan
    subject: Subject
    places: tuple[str, ...]
    in_comment: bool

    @property
    def object(self) -> str:
        """The plan's name in archives."""
        return object_of(self.opened.plan.plan_id)


def erase(
    path: Path,
    wanted: Erasure,
    language: Language,
    now: datetime,
    by: str = "",
    role: str = "",
    kept_figures: Path | None = None,
) -> Erased:
    """What a person or an answer is taken out of: the plan, its journal, what was built of it, and kept drawings.

    Raises UsageWrong for neither or both, or for what the plan does not know.
    """
    if bool(wanted.person) == bool(wanted.answer):
        raise UsageWrong([problem(codes.NOTHING_OR_BOTH_TO_ERASE)])
    opened, gone = open_plan(path), language.text("erase.gone")
    answers = Answers(opened.plan, load(), language)
    subject = person(opened, wanted.person, gone) if wanted.person else answer(answers, wanted.answer, gone)
    changes, author = edits(subject, opened, answers), author_of(opened.plan, by, role, now)
    built, drawn = remade(opened.folder), tuple(_files_in(kept_figures))
    if wanted.is_confirmed:
        # The plan last: as long as it names whom it is about, the same call finds and finishes what was interrupted.
        scrub(opened.folder, subject)
        for one in (*built, *drawn):
            with suppress(OSError):
                one.unlink()
        opened = opened.with_changes(changes, author, told=subject.without)
        scrub(opened.folder, subject)  # what was written meanwhile, or by a call that was interrupted before
        noted(opened, author, ERASED, subject.id)
    drawings = [str(drawn[0].parent / "*")] if drawn else []
    places = (*(".".join(at) for at in changes), JOURNAL, *map(str, built), *drawings)
    in_comment = bool(subject.name) and subject.name in opened.source.text and wanted.is_confirmed
    return Erased(opened, subject, places, in_comment)


def _files_in(folder: Path | None) -> Iterator[Path]:
    """Drawings that were kept to be made faster; they hold words of plans, and are drawn anew."""
    return (path for path in looking.own_entries(folder) if looking.is_file(path)) if folder else iter(())


def copies(
    erased: Erased,
    packages: tuple[Path, ...] = (),
    archive: Callable[[], Archive | None] = lambda: None,
    warn: Warn = unheard,
) -> Iterator[Copy]:
    """Each copy that stays: in sealed versions, in packages for auditors, and in an archive, opened in its turn.

    What cannot be read of the archive is heard as a warning.
    """
    yield from in_versions(erased.opened.folder, erased.subject)
    for bag in packages:
        yield from in_package(bag, erased.subject)
    found = archive()
    if found is None:
        return
    try:
        yield from in_archive(found, erased.object, erased.subject)
    except PlanbuilderError as error:
        warn(error.problems)
