"""A plan's folder: `plan.yaml` read and saved, and the journal of every change.

In: a path. Out: an `OpenPlan`, and a new one for each change. A change is made on what the file holds by then
(`steps`), becomes text with everything else left as it stands, is read back as a plan, and only then replaces the file.
The journal is append-only; each line carries the digest of the plan it led to, so that edits by hand show up in it.
"""

from __future__ import annotations

import uuid
from codecs import BOM_UTF8
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path

from planbuilder import codes, drive, files, hold, looking
from planbuilder.errors import Conflict, InputInvalid, Place, Problem, UsageWrong, problem
from planbuilder.locks import locked
from planbuilder.plan.everyday import in_file_form
from planbuilder.plan.internal import Places, is_kept_in, places
from planbuilder.plan.journal import BY_HAND, JOURNAL, WORDS, Told, append, as_it_is, changed_lines, last_line, withhold
from planbuilder.plan.model import FORMAT, Plan
from planbuilder.plan.people import Author as Author  # noqa: PLC0414  # whoever saves imports it from here
from planbuilder.plan.sayings import Late, Note, said_again, said_apart, who_said
from planbuilder.plan.steps import Edits, Says, Step, Unseen, rebased, seen, steps
from planbuilder.questionnaire.definition import Questionnaire
from planbuilder.questionnaire.loading import load
from planbuilder.record import record, replace
from planbuilder.yamltext.editing import change, dump
from planbuilder.yamltext.nodes import Data, KeyPath, Source, put, shared
from planbuilder.yamltext.patching import is_regular, patched
from planbuilder.yamltext.reading import read_file, read_later, read_text
from planbuilder.yamltext.renewing import renewed
from planbuilder.yamltext.schema import examine, read

PLAN = "plan.yaml"
LOCK = ".plan.lock"
# Seconds to wait while others save: each takes a fraction of one, and nobody looks longer at a dead screen.
WAIT = 30
# What makes edits of the newest plan.
Making = Callable[["OpenPlan"], Edits]


@record
class OpenPlan:
    """A plan with the file it was read from.

    `warnings` are about keys nobody reads; `apart` names the places that others had changed when it was saved.
    """

    path: Path
    source: Source
    plan: Plan
    warnings: tuple[Problem, ...]
    apart: tuple[KeyPath, ...] = ()
    held: Data = None

    @property
    def folder(self) -> Path:
        """The plan's folder."""
        return self.path.parent

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the plan's text."""
        return files.digest(self.source.text.encode())

    @cached_property
    def data(self) -> Data:
        """The plan as its file holds it."""
        return self.source.data() if self.held is None else self.held

    @cached_property
    def is_regular(self) -> bool:
        """Whether a change can be made in the lines around it alone."""
        return self.held is not None or is_regular(self.source)

    def with_changes(
        self,
        edits: Edits | Making,
        author: Author,
        questionnaire: Questionnaire | None = None,
        told: Told = as_it_is,
        says: Says | None = None,
        unseen: Unseen = seen,
        base: Data = None,
    ) -> OpenPlan:
        """The plan with values put at paths of keys (None takes a key away), saved and journalled.

        If the file has changed meanwhile, each value goes where its place still holds what it held here; what was put
        at a place that others have changed stands beside theirs under `said` (`apart` names the places). `edits` may be
        made from the newest plan, while nobody else can change it, or on a `base` that is not what is open.

        The questionnaire, by default the bundled one, says what is internal; `says` notes who said it (without it,
        nobody has answered anything), `told` makes of a value at a path what the journal may tell, `unseen` tells of
        what nobody can have meant to replace. Raises InputInvalid if the result would be no plan, Conflict if the file
        is gone, broken or locked.
        """
        if not callable(edits) and base is None and not steps(self.data, edits)[1]:
            return self
        asked = questionnaire or load()
        with locked(self.folder / LOCK, WAIT):
            newest = self._newest()
            made_on = base or (newest if callable(edits) else self).data
            wanted = edits(newest) if callable(edits) else edits
            changed = _changed(self, made_on, newest, wanted, author, asked, says, unseen)
            if changed is not newest:
                _save(self, newest, changed, author, asked, told)
        return changed

    def tried(self, edits: Edits) -> OpenPlan:
        """The plan as `with_changes` would make it here, saved nowhere; itself where nothing changes.

        Raises InputInvalid if the result would be no plan.
        """
        after, found = steps(self.data, edits)
        return self._with(after) if found else self

    def _with(self, data: Data) -> OpenPlan:
        """The plan with other data, read anew only where they differ; raises InputInvalid if that is no plan."""
        text = patched(self.source.text, self.data, data) if self.is_regular else None
        held = shared(self.data, data)
        plan = renewed(self.plan, self.data, held) if text is not None else None
        if text is not None and plan is not None:
            return OpenPlan(self.path, read_later(text, str(self.path)), plan, self.warnings, held=held)
        return _from_source(self.path, read_text(change(self.source, data), str(self.path)))

    def _newest(self) -> OpenPlan:
        """The plan as it is on disk now; raises Conflict if it is gone, or is no plan any more."""
        try:
            raw = files.contents(self.path)
        except InputInvalid as error:
            raise Conflict([problem(codes.PLAN_MOVED, Place(str(self.path)))]) from error
        if raw.removeprefix(BOM_UTF8) == self.source.text.encode():
            return self
        try:
            return _from_source(self.path, read_file(self.path))
        except InputInvalid as error:
            raise Conflict([problem(codes.PLAN_BROKEN, error.problems[0].place), *error.problems]) from error


def _changed(
    known: OpenPlan,
    base: Data,
    newest: OpenPlan,
    edits: Edits,
    author: Author,
    asked: Questionnaire,
    says: Says | None,
    unseen: Unseen,
) -> OpenPlan:
    """The newest plan with edits that were made on another one; itself where nothing changes."""
    after, wanted = steps(base, edits)
    late = Late(base, newest.data, asked)
    wanted = (*wanted, *late.ended(edits))
    found = rebased(base, after, newest.data, wanted, lambda step: late.is_late(step) or unseen(newest.data, step))
    data = says(found.data, late.without_notes(found)) if says else found.data
    for step in found.made if newest.plan.said and says else ():
        data = said_again(data, [step], _whose(data, step, author, asked, says))
    internal = (*places(known.plan, asked), *places(newest.plan, asked)) if found.disputed else ()
    for step in found.disputed:
        note = _whose(newest.data, step, author, asked, says)
        data = said_apart(newest.data, data, [step], note, asked, lambda path: is_kept_in(path, internal))
    if not found.made and not found.disputed:
        return newest
    return replace(newest._with(data), apart=tuple(step.path for step in found.disputed))


def _whose(data: Data, step: Step, author: Author, asked: Questionnaire, says: Says | None) -> Note:
    """Whose answer a step is: what `says` would note of it; who takes something away is whoever saves."""
    noted = says(put(data, step.path, step.new), [step]) if says and step.new and not step.is_order else None
    return who_said(noted, step.path, asked) or author.note


def _save(known: OpenPlan, before: OpenPlan, after: OpenPlan, author: Author, asked: Questionnaire, told: Told) -> None:
    """Put a changed plan in its file, and into the journal what has changed; `known` is what was open."""
    was, now = places(before.plan, asked), places(after.plan, asked)
    files.refuse_links(before.folder / JOURNAL, before.folder)  # before the plan is saved, not half-way
    _note_foreign_change(known, before, author)
    files.write_atomically(_itself(before.path), after.source.text.encode())
    _note(after, author, (*was, *now), *changed_lines(before.data, after.data, told))
    if set(now) - set(was):
        withhold(after.folder, now)


def _itself(path: Path) -> Path:
    """The file that a plan is: a plan may be a link, since what it leads to is read as this very plan."""
    return files.real(path) if looking.is_link(path) else path


def locate(path: Path) -> Path:
    """The plan file that a folder or file name stands for, of a link that it leads to; raises UsageWrong if none.

    One that stepped aside for a save which was interrupted is put back.
    """
    file = _itself(path / PLAN if looking.is_folder(path) else path)
    if drive.stepped_aside(file):
        with locked(file.parent / LOCK), files.telling(file):
            drive.bring_back(file)
    if not looking.is_file(file):
        raise UsageWrong([problem(codes.NO_PLAN, Place(str(path)), file=file.name)])
    return file


def open_plan(path: Path) -> OpenPlan:
    """The plan in a folder or file; raises InputInvalid with every problem, UsageWrong if there is none."""
    file = locate(path)
    hold.clear(file.parent, (file.name, PLAN, JOURNAL, WORDS))
    return _from_source(file, read_file(file))


def open_text(text: str, path: Path) -> OpenPlan:
    """The plan a text holds that came with a file; it can be read and built, and is saved nowhere."""
    return _from_source(path, read_text(text, str(path)))


def from_text(text: str) -> Plan:
    """The plan a text holds; raises InputInvalid."""
    return read(read_text(text), Plan)[0]


def problems_of(path: Path) -> tuple[Problem, ...]:
    """Every problem that keeps a file from being a plan, and every warning; empty for a sound one."""
    try:
        source = read_file(locate(path))
    except InputInvalid as error:
        return error.problems
    return in_file_form(examine(source, Plan)[1])


def create(folder: Path, facts: Mapping[str, Data], author: Author) -> OpenPlan:
    """A new plan in a folder, which must not hold one yet; raises UsageWrong if it does."""
    data: dict[str, Data] = {"format": FORMAT, "plan_id": new_id(), **facts}
    return begin(folder, dump(data), author, "created")


def new_id() -> str:
    """An id that no other plan has."""
    return str(uuid.uuid4())


def begin(folder: Path, text: str, author: Author, origin: str) -> OpenPlan:
    """The plan of a text as a new one in a folder; `origin` is what the journal begins with.

    Raises UsageWrong if the folder has a plan, InputInvalid if the text holds none.
    """
    refuse_existing(folder)
    file = folder / PLAN
    made = _from_source(file, read_text(text, str(file)))
    files.write_atomically(file, made.source.text.encode())
    _note(made, author, (), {"key": [], "old": None, "new": origin})
    return made


def refuse_existing(folder: Path) -> None:
    """Raise UsageWrong if a folder holds a plan already."""
    if looking.is_there(folder / PLAN):
        raise UsageWrong([problem(codes.PLAN_EXISTS, Place(str(folder / PLAN)))])


def keep_internal_words(opened: OpenPlan, questionnaire: Questionnaire) -> None:
    """See to it that the journal, which is about to leave, holds no words that are internal by now."""
    with locked(opened.folder / LOCK):
        withhold(opened.folder, places(opened.plan, questionnaire))


def noted(opened: OpenPlan, author: Author, key: str, text: str) -> None:
    """Note in the journal what happened to a plan without changing it."""
    with locked(opened.folder / LOCK):
        _note(opened, author, (), {"key": [key], "old": None, "new": text})


def noted_apart(opened: OpenPlan, author: Author, key: str, text: str) -> None:
    """Note in the journal what is internal: its digest there, and the words among those that never leave."""
    with locked(opened.folder / LOCK):
        _note(opened, author, ((key,),), {"key": [key], "old": None, "new": text})


def _from_source(path: Path, source: Source) -> OpenPlan:
    try:
        plan, warnings = read(source, Plan)
    except InputInvalid as error:
        raise InputInvalid(in_file_form(error.problems)) from error
    return OpenPlan(path, source, plan, warnings)


def _note_foreign_change(known: OpenPlan, before: OpenPlan, author: Author) -> None:
    """Note that the plan was edited by hand since the journal's last line; what was, if it can be told."""
    last = last_line(before.folder)
    if last is None or last.get("plan") == before.digest:
        return
    nobody = Author("", "", author.at)
    by_hand: dict[str, object] = {"key": [], "old": None, "new": BY_HAND}
    found = changed_lines(known.data, before.data) if last.get("plan") == known.digest else ()
    _note(before, nobody, (), by_hand, *found)


def _note(after: OpenPlan, author: Author, internal: Places = (), *told: Mapping[str, object]) -> None:
    who = {"at": author.at.isoformat(timespec="seconds"), "by": author.name, "role": author.role}
    append(after.folder, [{**who, **one, "plan": after.digest} for one in told], internal)
