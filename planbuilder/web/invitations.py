"""Who has been invited to answer a plan in a browser: kept beside the plan, each key as its digest alone.

In: a plan's folder. Out: the invitations as they stand, a new one with the key of its link, one taken back. The file is
a list of what happened, one line each, so that nothing that was acknowledged is lost however a program ends.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path

from planbuilder import codes, drive, files, looking
from planbuilder.errors import UsageWrong, problem
from planbuilder.locks import locked
from planbuilder.plan.journal import INVITED, lines_of
from planbuilder.plan.store import LOCK, OpenPlan
from planbuilder.questionnaire.definition import Questionnaire
from planbuilder.record import record, replace


@record
class Invitation:
    """Somebody who may answer: which parts or questions (else those of the role), and until which day, included.

    `leads` is whoever holds the link that the server itself gave; such a one reaches everything. `digest` is the
    SHA-256 of the key, in hexadecimal. `until` and `at` are as in ISO 8601; an empty `until` has no end.
    """

    id: str
    name: str
    role: str
    at: str
    digest: str
    parts: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    until: str = ""
    leads: bool = False
    revoked: bool = False

    def holds(self, day: date) -> bool:
        """Whether it lets in on a day."""
        return not self.revoked and (not self.until or day.isoformat() <= self.until)

    def reach(self, questionnaire: Questionnaire) -> Callable[[str], bool]:
        """What tells whether a question, by its id, is reached: those named, else those that the role is asked."""
        if self.leads:
            return lambda id: True
        if self.parts or self.questions:
            return lambda id: id in self.questions or id.partition(".")[0] in self.parts
        role = questionnaire.role(self.role)
        asked = frozenset(questionnaire.asked_of(role) if role else ())
        return asked.__contains__


def invitations(folder: Path, plan_id: str) -> tuple[Invitation, ...]:
    """The invitations to the plan of a folder, oldest first; those that came with a copy of another are not."""
    found: dict[str, Invitation] = {}
    for line in lines_of(folder / INVITED):
        id = str(line.get("id", ""))
        if line.get("event") == "invited" and line.get("plan") == plan_id:
            found[id] = _read(id, line)
        elif line.get("event") == "revoked" and id in found:
            found[id] = replace(found[id], revoked=True)
    return tuple(found.values())


def _read(id: str, line: Mapping[str, object]) -> Invitation:
    name, role, at, digest, until = (str(line.get(key) or "") for key in ("name", "role", "at", "digest", "until"))
    return Invitation(
        id=id,
        name=name,
        role=role,
        at=at,
        digest=digest,
        parts=_names(line.get("parts")),
        questions=_names(line.get("questions")),
        until=until,
        leads=line.get("leads") is True,
    )


def _names(found: object) -> tuple[str, ...]:
    return tuple(map(str, found)) if isinstance(found, list) else ()


def digest(key: str) -> str:
    """What is kept of a key."""
    return files.digest(key.encode("utf-8", "replace"))


def invite(opened: OpenPlan, wanted: Invitation, now: datetime, key: str = "") -> tuple[Invitation, str]:
    """An invitation that is now kept, and its key (a new one if none is given), which stands nowhere.

    Raises InputInvalid, Conflict.
    """
    key = key or secrets.token_urlsafe(24)
    plan = opened.plan.plan_id
    with locked(opened.folder / LOCK):
        number = sum(1 for line in lines_of(opened.folder / INVITED) if line.get("event") == "invited") + 1
        at = now.isoformat(timespec="seconds")
        made = replace(wanted, id=f"I{number}", at=at, digest=digest(key))
        said = {name: getattr(made, name) for name in ("id", "name", "role", "at", "digest", "until", "leads")}
        reach = {"parts": list(made.parts), "questions": list(made.questions)}
        _add(opened.folder / INVITED, {"event": "invited", "plan": plan, **said, **reach})
    return made, key


def revoke(opened: OpenPlan, id: str, now: datetime) -> Invitation:
    """An invitation that lets nobody in any more; raises UsageWrong (PB371) if there is none of that id."""
    known = {one.id: one for one in invitations(opened.folder, opened.plan.plan_id)}
    if id not in known:
        raise UsageWrong([problem(codes.NO_INVITATION, name=id, known=", ".join(known) or "–")])
    with locked(opened.folder / LOCK):
        _add(opened.folder / INVITED, {"event": "revoked", "id": id, "at": now.isoformat(timespec="seconds")})
    return replace(known[id], revoked=True)


def _add(path: Path, line: Mapping[str, object]) -> None:
    """Add a line to the file, which those of its folder alone may read: who is asked what is nobody else's."""
    if not looking.is_there(path):
        with files.telling(path):
            os.close(drive.create(path, mode=0o600))
    files.append_line(path, json.dumps(line, ensure_ascii=False))
