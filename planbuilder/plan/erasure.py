"""A person or an answer taken out of a plan and its journal, and found wherever else it is told.

In: a plan, and whose data shall go. Out: a `Subject`, which tells whether it is in some data, the edits that take it
out of the plan, and the journal without it. Ids stay, so that what points to them still does; so do numbers of an
answer that is bound to the plan, from which figures are computed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from planbuilder import codes, files
from planbuilder.errors import UsageWrong, closest, problem
from planbuilder.locks import locked
from planbuilder.plan.answers import Answers
from planbuilder.plan.internal import Places, places_of, said_at, withheld
from planbuilder.plan.journal import (
    DIGEST,
    INVITED,
    JOURNAL,
    UNSAVED,
    VALUES,
    WORDS,
    data_of,
    journal,
    lines_of,
    path_of,
)
from planbuilder.plan.people import person_id
from planbuilder.plan.publish import masked
from planbuilder.plan.sayings import SAID
from planbuilder.plan.steps import Edits
from planbuilder.plan.store import LOCK, OpenPlan
from planbuilder.record import record
from planbuilder.yamltext.nodes import Data, KeyPath, get

# The key of the journal's line that says whose erasure is done; it is written when nothing is left to do.
ERASED = "erased"


@record
class Subject:
    """Whose data are meant: the answer at `places`, or the person called `name`; `gone` stands in its stead."""

    id: str
    gone: str
    name: str = ""
    places: Places = ()

    def is_in(self, data: Data, path: KeyPath = ()) -> bool:
        """Whether data that stand at a path of the plan tell it."""
        return self.without(data, path) != data

    def without(self, data: Data, path: KeyPath = ()) -> Data:
        """The data without it; what is kept as a digest is nothing that tells."""
        if self.places:
            return withheld(data, path, self.places, self._stand_in)
        return self._unnamed(data)

    def _stand_in(self, value: Data) -> Data:
        # A digest is left as it is: taking it away would break what it proves of the lines around it.
        return value if isinstance(value, dict) and DIGEST in value else self.gone

    def _unnamed(self, data: Data) -> Data:
        if isinstance(data, dict):
            return {key: self._unnamed(value) for key, value in data.items()}
        if isinstance(data, list):
            return [self._unnamed(one) for one in data]
        # Without a name nothing is replaced: every text holds the empty one.
        return data.replace(self.name, self.gone) if self.name and isinstance(data, str) else data

    def without_in_line(self, line: Mapping[str, Data]) -> dict[str, Data]:
        """A line of the journal without it: what was changed, and, of a person, who changed it."""
        if not self.places:
            return {name: self._unnamed(value) for name, value in line.items()}
        path = path_of(line)
        return {k: self.without(v, path) if path and k in VALUES else v for k, v in line.items()}


def person(opened: OpenPlan, named: str, gone: str) -> Subject:
    """A person of the plan, by id or name; where an erasure was interrupted, by the name that is left.

    Raises UsageWrong for nobody, or for one who is gone already (PB188).
    """
    id = person_id(opened.plan, named)
    name = opened.plan.people[id].name
    if name != gone:
        return Subject(id, gone, name)
    # The plan is changed first and the journal last: an erasure that was killed goes on by what the journal still
    # says.
    left, is_done = _left(opened.folder, id, gone)
    if is_done and not left:
        raise UsageWrong([problem(codes.PERSON_ALREADY_ERASED, id=id)])
    return Subject(id, gone, left)


def _left(folder: Path, id: str, gone: str) -> tuple[str, bool]:
    """The name that a journal has of somebody who has left the plan, if any, and whether it says that all was done."""
    name, is_done = "", False
    for line in journal(folder):
        path, old = path_of(line), line.get("old")
        is_done = is_done or (path == (ERASED,) and line.get("new") == id)
        if path == ("people", id, "name") and line.get("new") == gone and isinstance(old, str) and old != gone:
            name = old
    return name, is_done


def answer(answers: Answers, id: str, gone: str) -> Subject:
    """The answer to a question; raises UsageWrong for a question that is not known (PB189)."""
    if id not in answers.questionnaire.by_id:
        raise UsageWrong([problem(codes.UNKNOWN_QUESTION, id=id, near=closest(id, answers.questionnaire.by_id))])
    found = places_of(id, answers.questionnaire)
    # What others said to the same question is about the same thing, and goes with it.
    return Subject(id, gone, places=(*found, *said_at(answers.plan, found)))


def edits(subject: Subject, opened: OpenPlan, answers: Answers) -> Edits:
    """What takes it out of the plan: each text that names a person, or all words of an answer."""
    if not subject.places:
        found: dict[KeyPath, Data] = dict(_named(opened.source.data(), subject, ()))
        certificate = ("people", subject.id, "certificate")
        # A fingerprint names a person as surely as a name does.
        return {**found, certificate: None} if get(opened.source.data(), certificate) else found
    note: KeyPath = ("answers", subject.id)
    gone: dict[KeyPath, Data] = {note: None} if subject.id in opened.plan.answers else {}
    said: dict[KeyPath, Data] = {path[:2]: None for path in subject.places if path[0] == SAID}
    return {**dict(masked(answers, subject.id, subject.gone)), **gone, **said}


def _named(data: Data, subject: Subject, path: KeyPath) -> Iterator[tuple[KeyPath, Data]]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _named(value, subject, (*path, key))
    elif subject.is_in(data):
        yield path, subject.without(data)


def scrub(folder: Path, subject: Subject) -> None:
    """Take it out of the journal and of the words beside it, which are written anew.

    Raises InputInvalid if the disk refuses, Conflict if somebody else is writing to the plan.
    """
    with locked(folder / LOCK):
        _scrub(folder, subject)


def _scrub(folder: Path, subject: Subject) -> None:
    told = [{key: data_of(value) for key, value in line.items()} for line in journal(folder)]
    words = list(lines_of(folder / WORDS))
    # Words are found by the digests that lines about this answer name: they have no place of their own.
    gone = {digest for line in told if _is_about(line, subject) for digest in _digests(data_of([*line.values()]))}
    kept = [one for one in words if one[DIGEST] not in gone and not (subject.name and subject.is_in(data_of(one)))]
    if len(kept) < len(words):  # first, while the journal still says which words they are
        _write(folder / WORDS, kept)
    drafts = [{key: data_of(value) for key, value in line.items()} for line in lines_of(folder / UNSAVED)]
    if any(_drafted(one, subject) for one in drafts):
        _write(folder / UNSAVED, [one for one in drafts if not _drafted(one, subject)])
    invited = [{key: data_of(value) for key, value in line.items()} for line in lines_of(folder / INVITED)]
    # Only of a person: an invitation tells no answers.
    if not subject.places and any(map(subject.is_in, invited)):
        _write(folder / INVITED, [*_uninvited(invited, subject)])
    if told:
        _write(folder / JOURNAL, [subject.without_in_line(line) for line in told])


def _uninvited(lines: Iterable[dict[str, Data]], subject: Subject) -> Iterator[dict[str, Data]]:
    """The invitations without a person's name; those in that name let nobody in any more."""
    for line in lines:
        yield {key: subject.without(value) for key, value in line.items()}
        if line.get("event") == "invited" and subject.is_in(line):
            yield {"event": "revoked", "id": line.get("id")}


def _drafted(line: Mapping[str, Data], subject: Subject) -> bool:
    """Whether a line of what could not be saved tells it."""
    places = line.get("places")
    return (not subject.places and subject.is_in(dict(line))) or any(
        subject.is_in(value, tuple(map(str, one[0])))
        for one in (places if isinstance(places, list) else ())
        if isinstance(one, list) and one and isinstance(one[0], list)
        for value in one[1:]
    )


def _is_about(line: Mapping[str, Data], subject: Subject) -> bool:
    """Whether a line of the journal tells, or names by digest, something at a place of the answer."""
    path = path_of(line)
    values = [line.get(name) for name in VALUES]
    return bool(path) and any(withheld(one, path or (), subject.places, lambda _: "") != one for one in values)


def _digests(data: Data) -> Iterator[str]:
    for one in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from _digests(one)
    if isinstance(data, dict) and isinstance(data.get(DIGEST), str):
        yield str(data[DIGEST])


def _write(path: Path, lines: list[dict[str, Any]] | list[dict[str, Data]]) -> None:
    text = "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines)
    files.write_atomically(path, text.encode())
