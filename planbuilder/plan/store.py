"""A plan's folder: `plan.yaml` read and saved, and the journal of every change.

In: a path. Out: an `OpenPlan`, and a new one for each change. A change goes to a copy of the data, becomes text with
everything else left as it stands, is read back as a plan, and only then replaces the file. The journal is
append-only; each line carries the digest of the plan it led to, so that edits by hand show up in it.
"""

from __future__ import annotations

import uuid
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from planbuilder import codes, drive, files, hold, looking
from planbuilder.errors import Conflict, InputInvalid, Place, Problem, UsageWrong, problem
from planbuilder.locks import locked
from planbuilder.plan.everyday import in_file_form
from planbuilder.plan.internal import Places, places
from planbuilder.plan.journal import JOURNAL, WORDS, append, journal, withhold
from planbuilder.plan.model import FORMAT, Plan
from planbuilder.questionnaire.definition import Questionnaire
from planbuilder.questionnaire.loading import load
from planbuilder.record import record
from planbuilder.yamltext.editing import change, dump
from planbuilder.yamltext.nodes import Data, KeyPath, Source, as_text, get, put, same
from planbuilder.yamltext.plain_data import known
from planbuilder.yamltext.reading import read_file, read_text
from planbuilder.yamltext.schema import examine, read

PLAN = "plan.yaml"
LOCK = ".plan.lock"
Edits = Mapping[KeyPath, Data]


@record
class Author:
    """Who makes a change, in which role, and when."""

    name: str
    role: str
    at: datetime

    @property
    def note(self) -> dict[str, Data]:
        """What an answer records of its author; what is not known is left out."""
        known: dict[str, Data] = {"by": self.name, "role": self.role}
        return {**{key: text for key, text in known.items() if text}, "on": self.at.date()}


@record
class OpenPlan:
    """A plan with the file it was read from; `warnings` are about keys nobody reads."""

    path: Path
    source: Source
    plan: Plan
    warnings: tuple[Problem, ...]

    @property
    def folder(self) -> Path:
        """The plan's folder."""
        return self.path.parent

    @property
    def digest(self) -> str:
        """The SHA-256 of the plan's text."""
        return files.digest(self.source.text.encode())

    def with_changes(
        self,
        edits: Edits,
        author: Author,
        questionnaire: Questionnaire | None = None,
        told: Callable[[Data, KeyPath], Data] = lambda data, _: data,
    ) -> OpenPlan:
        """The plan with values put at paths of keys (None takes a key away), saved and journalled.

        The questionnaire, by default the bundled one, says which of it is internal; `told` makes of a value at a path
        what the journal may tell of it. Raises InputInvalid if the result
        would be no plan, Conflict if the file was changed since it was read.
        """
        changed = self.tried(edits)
        if changed is self:
            return self
        asked = questionnaire or load()
        before, after = places(self.plan, asked), places(changed.plan, asked)
        with locked(self.folder / LOCK):
            self._refuse_if_changed()
            files.refuse_links(self.folder / JOURNAL, self.folder)  # before the plan is saved, not half-way
            _note_foreign_change(self, author)
            files.write_atomically(_itself(self.path), changed.source.text.encode())
            for path, old, new in _differences(_known(self), _known(changed), edits):
                _note(changed, author, (*before, *after), key=list(path), old=told(old, path), new=told(new, path))
            if set(after) - set(before):
                withhold(self.folder, after)
        return changed

    def tried(self, edits: Edits) -> OpenPlan:
        """The plan as `with_changes` would make it, saved nowhere; itself where nothing changes.

        Raises InputInvalid if the result would be no plan.
        """
        before = self.source.data()
        after = before
        for path, value in edits.items():
            after = put(after, path, value)
        if same(after, before):
            return self
        return _from_source(self.path, read_text(change(self.source, after), str(self.path)))

    def _refuse_if_changed(self) -> None:
        try:
            now = files.digest(files.contents(self.path).removeprefix(BOM_UTF8))
        except InputInvalid as error:
            raise Conflict([problem(codes.PLAN_MOVED, Place(str(self.path)))]) from error
        if now != self.digest:
            raise Conflict([problem(codes.PLAN_CHANGED, Place(str(self.path)))])


def _itself(path: Path) -> Path:
    """The file that is saved: a plan may be a link, since what it leads to was read as this very plan."""
    return files.real(path) if looking.is_link(path) else path


def locate(path: Path) -> Path:
    """The plan file that a folder or file name stands for; raises UsageWrong if there is none.

    One that stepped aside for a save which was interrupted is put back.
    """
    file = path / PLAN if looking.is_folder(path) else path
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
    _note(made, author, key=[], old=None, new=origin)
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
        _note(opened, author, key=[key], old=None, new=text)


def noted_apart(opened: OpenPlan, author: Author, key: str, text: str) -> None:
    """Note in the journal what is internal: its digest there, and the words among those that never leave."""
    with locked(opened.folder / LOCK):
        _note(opened, author, ((key,),), key=[key], old=None, new=text)


def _from_source(path: Path, source: Source) -> OpenPlan:
    try:
        plan, warnings = read(source, Plan)
    except InputInvalid as error:
        raise InputInvalid(in_file_form(error.problems)) from error
    return OpenPlan(path, source, plan, warnings)


def _note_foreign_change(before: OpenPlan, author: Author) -> None:
    """Note that the plan was edited by hand since the journal's last line."""
    last = next(reversed(list(journal(before.folder))), None)
    if last is not None and last.get("plan") != before.digest:
        _note(before, Author("", "", author.at), key=[], old=None, new="edited by hand")


def _known(opened: OpenPlan) -> Data:
    """The data of a plan, without keys that nothing reads: the journal leaves the house, and they may hold anything."""
    return known(opened.source.data(), Plan)


def _differences(before: Data, after: Data, edits: Edits) -> Iterator[tuple[KeyPath, Data, Data]]:
    """Each edited path with its old and new value, where they differ: the journal tells changes alone."""
    for path in edits:
        old, new = as_text(get(before, path)), as_text(get(after, path))
        if not same(old, new):
            yield path, old, new


def _note(after: OpenPlan, author: Author, internal: Places = (), **what: object) -> None:
    who = {"at": author.at.isoformat(timespec="seconds"), "by": author.name, "role": author.role}
    append(after.folder, {**who, **what, "plan": after.digest}, internal)
