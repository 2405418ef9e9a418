"""A plan: found, begun, checked, and taken out of the PDF that carries it.

In: the path of a plan, and facts. Out: an open plan, or every problem it has.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

from planbuilder import codes, example, files, looking
from planbuilder import language as languages
from planbuilder.approval.identity import confusions
from planbuilder.archive.store import Archive
from planbuilder.errors import InputInvalid, Problem, UsageWrong, problem
from planbuilder.figures.review import faults, problems
from planbuilder.language import Language
from planbuilder.plaintext import in_one_line
from planbuilder.plan.anew import begin_from
from planbuilder.plan.answers import Answers
from planbuilder.plan.check import Level
from planbuilder.plan.model import Plan
from planbuilder.plan.people import refuse_name_of_several
from planbuilder.plan.store import PLAN, Author, OpenPlan, create, new_id, open_plan, open_text, refuse_existing
from planbuilder.questionnaire.definition import Questionnaire
from planbuilder.questionnaire.loading import load
from planbuilder.record import record, replace
from planbuilder.usecases.looks import KEPT, profile_files
from planbuilder.usecases.talk import AskFacts, unanswered
from planbuilder.wholeness import DEFAULT
from planbuilder.yamltext.nodes import Data, KeyPath

ASKED = ("title", "solution", "organisation")
REQUIRED = ("title", "organisation")
HORIZON = 10


@record
class Facts:
    """What a new plan begins with; what is empty or None is asked for, taken from another plan, or as usual."""

    title: str = ""
    solution: str = ""
    organisation: str = ""
    price_base: int | None = None
    first_year: int | None = None
    horizon: int | None = None

    def years(self) -> dict[str, int]:
        """The years and the horizon that are given."""
        given = {"price_base": self.price_base, "first_year": self.first_year, "horizon": self.horizon}
        return {name: number for name, number in given.items() if number is not None}


@record
class Begun:
    """A new plan, and the one it was begun from, if any."""

    plan: OpenPlan
    source: OpenPlan | None = None


@record
class PartDone:
    """How many of a part's questions are answered or do not apply, of how many, and the first that is left."""

    title: str
    settled: int
    asked: int
    next: str = ""


@record
class Checked:
    """What a plan lacks at a level: all of it, with codes and places; and how far each of its parts has come."""

    level: Level
    problems: tuple[Problem, ...]
    parts: tuple[PartDone, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong; warnings do not count."""
        return not any(one.severity == "error" for one in self.problems)


def opened(path: Path) -> OpenPlan:
    """The plan in a folder or file, or the one that a PDF of ours carries along."""
    return in_pdf(path) if is_pdf(path) else open_plan(path)


def is_pdf(path: Path) -> bool:
    """Whether a file is a PDF by its name."""
    return path.suffix.casefold() == ".pdf"


def in_pdf(path: Path) -> OpenPlan:
    """The plan that a PDF of ours carries along; raises InputInvalid without one."""
    from planbuilder.plan.attached import attached_plan, read_pdf  # heavy, and seldom needed

    return open_text(attached_plan(read_pdf(path), str(path)), path)


def extract(pdf: Path, folder: Path) -> Path:
    """Where the plan that a PDF carries along was written; raises UsageWrong if the folder has a plan."""
    refuse_existing(folder)
    found = in_pdf(pdf)
    files.write_atomically(folder / PLAN, found.source.text.encode())
    return folder / PLAN


def author_of(plan: Plan, name: str, role: str, at: datetime) -> Author:
    """Who does something to a plan: a name, or the id of one of the plan's people, whose role is then the plan's.

    Raises UsageWrong for the name of several without a role.
    """
    known = plan.people.get(name)
    if known is None:
        if not role:
            refuse_name_of_several(plan, name)
        return Author(in_one_line(name), in_one_line(role), at)
    return Author(known.name, in_one_line(role) or known.role, at)


def new(
    folder: Path,
    facts: Facts,
    language: Language,
    now: datetime,
    source: Path | None = None,
    ask: AskFacts = unanswered,
) -> Begun:
    """A plan begun in a folder, from another one if `source` names it; the case begins the year after `now`.

    What `facts` do not say is asked for. Raises UsageWrong if the folder has a plan, or without title or organisation.
    """
    refuse_existing(folder)
    other = opened(source) if source else None
    whole, author = _whole(facts, other, ask), Author("", "", now)
    if other is None or source is None:
        return Begun(create(folder, _first(language, whole, now), author))
    if not is_pdf(source):
        _take_profile(other.folder, folder)
    return Begun(begin_from(other, folder, _changed(whole), author), other)


def help_with(name: str, language: Language) -> str:
    """What a good answer to a fact of a new plan holds: the same as where the interview asks for it."""
    asked = (question for question in load().by_id.values() if question.path in (name, f"{name}.name"))
    return next((language.pick(question.help or question.hint) for question in asked), "")


def _whole(facts: Facts, other: OpenPlan | None, ask: AskFacts) -> Facts:
    """The facts with what another plan has and what was asked for; raises UsageWrong for one missing."""
    known = {"solution": other.plan.solution.name, "organisation": other.plan.organisation.name} if other else {}
    texts = {name: in_one_line(getattr(facts, name)) or known.get(name, "") for name in ASKED}
    if missing := [name for name in ASKED if not texts[name]]:
        texts |= {name: in_one_line(text) for name, text in ask(missing).items()}
    if missing := [f"--{name}" for name in REQUIRED if not texts[name]]:
        raise UsageWrong([problem(codes.MISSING_FACTS, missing=", ".join(missing))])
    return replace(facts, **texts)


def _first(language: Language, facts: Facts, now: datetime) -> Mapping[str, Data]:
    """What a new plan holds; the case begins next year at this year's prices unless the facts say otherwise."""
    return {
        "title": facts.title,
        "language": language.code,
        "questionnaire": load().name,
        "organisation": {"name": facts.organisation},
        **({"solution": {"name": facts.solution}} if facts.solution else {}),
        "price_base": facts.price_base or now.year,
        "first_year": facts.first_year or now.year + 1,
        "horizon": facts.horizon or HORIZON,
    }


def _changed(facts: Facts) -> dict[KeyPath, Data]:
    """What differs from the plan that a new one is begun from."""
    changed: dict[KeyPath, Data] = {("title",): facts.title, ("organisation", "name"): facts.organisation}
    changed |= {("solution", "name"): facts.solution} if facts.solution else {}
    return changed | {(name,): number for name, number in facts.years().items()}


def _take_profile(source: Path, folder: Path) -> None:
    """Lay the profile beside a plan, with the files it names, beside the new one; what is there stays."""
    for kept, data in profile_files(source, None).items():
        path = folder / kept.removeprefix(KEPT)
        if not looking.is_there(path):
            files.write_atomically(path, data, folder)


def check(
    path: Path,
    language: Language,
    level: Level = "approval",
    archive: Archive | None = None,
    today: date | None = None,
) -> Checked:
    """Every problem of a plan at a level, its place in the file included; raises InputInvalid for what is no plan.

    With an archive, also what would make the plan's next version contradict what is archived under its id. Pages are
    counted by `building.overlong`, which makes the documents. What is overdue is told where `today` is given.
    """
    found = open_plan(path)
    answers = Answers(found.plan, load(), language, today)
    in_plan = placed(found, problems(answers, level))
    return Checked(level, (*found.warnings, *confusions(found, archive), *in_plan), tuple(parts_done(answers)))


def parts_done(answers: Answers) -> Iterator[PartDone]:
    """How far each part of a plan has come, in the words of the screen."""
    pick = answers.context.language.pick
    for part in answers.questionnaire.parts:
        asked = {f"{part.id}.{one.id}": one for one in part.questions if answers.counts(f"{part.id}.{one.id}")}
        left = [one for id, one in asked.items() if answers.state(id) == "unanswered"]
        following = pick(left[0].heading or left[0].label) if left else ""
        yield PartDone(pick(part.title), answers.progress(part).settled, len(asked), following)


def placed(opened: OpenPlan, problems: tuple[Problem, ...]) -> Iterator[Problem]:
    """Problems with the line and column their path stands at."""
    return (replace(found, place=opened.source.place(found.place.path)) for found in problems)


def own_language(found: OpenPlan) -> Language:
    """The plan's own language, which files written of it have unless another is asked for; Danish for one we lack."""
    own = found.plan.language
    return languages.load(own if languages.is_offered(own) else DEFAULT)


def refuse_faults(opened: OpenPlan, questionnaire: Questionnaire, language: Language) -> None:
    """Raise InputInvalid if something in the plan is wrong, not merely missing: nothing is computed from it."""
    found = faults(Answers(opened.plan, questionnaire, language))
    if found:
        raise InputInvalid(placed(opened, found))


def write_example(folder: Path, language: Language) -> Path:
    """Where the example plan is, written if it is not there: a plan of its own in each folder, with its own id.

    Raises UsageWrong if the folder has another plan.
    """
    file = folder / PLAN
    if not looking.is_there(file):
        files.write_atomically(file, example.text(language, new_id()).encode())
    elif not _is_example(file, language):
        raise UsageWrong([problem(codes.PLAN_EXISTS, str(file))])
    return file


def _is_example(file: Path, language: Language) -> bool:
    """Whether a file holds the example in a language, whatever its id, and nothing else."""
    with suppress(InputInvalid):
        opened = open_plan(file)
        return opened.source.text == example.text(language, opened.plan.plan_id)
    return False
