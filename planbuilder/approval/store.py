"""The sealed versions in a plan's folder: written whole or not at all, never changed, and what happens noted beside.

In: a plan's folder. Out: `SealedVersion`s. A version is written in a hidden folder and takes its place by one rename;
its files are write-protected, and their digests are in a manifest, whose digest is in the plan's journal and
begins the chain of the record.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from hashlib import sha512
from pathlib import Path
from typing import Any

from planbuilder import codes, drive, files, hold, looking
from planbuilder.approval.model import (
    BEFORE_CARRIED,
    FORMAT,
    Change,
    Event,
    EventKind,
    Manifest,
    Standing,
    happened,
    standings,
)
from planbuilder.drive import composed_names
from planbuilder.errors import Conflict, InputInvalid, Place, UsageWrong, VerificationFailed, problem
from planbuilder.locks import locked
from planbuilder.machine import whoami
from planbuilder.plan.store import Author
from planbuilder.record import record, replace

VERSIONS, MANIFEST, RECORD, LOCK = "versions", "manifest.json", "record.jsonl", ".versions.lock"
# The key of the journal's line about a version; `sealed_as` begins its text.
SEALED = "sealed"
NUMBER = re.compile(r"[1-9][0-9]*")
# The folders of a version in which something is laid later.
BESIDE = ("minutes", "signed")


@record
class SealedVersion:
    """A version in its folder: the manifest with its digest, and what has happened to it."""

    folder: Path
    manifest: Manifest
    digest: str
    events: tuple[Event, ...]

    @property
    def plan_folder(self) -> Path:
        """The folder of the plan that this is a version of."""
        return self.folder.parent.parent

    def read(self, name: str) -> bytes:
        """A sealed file; raises VerificationFailed if it is not what was sealed."""
        data = files.contents(self.folder / name, within=self.folder)
        if sha512(data).hexdigest() != self.manifest.files.get(name):
            raise VerificationFailed([problem(codes.FROZEN_FILE_CHANGED, Place(str(self.folder / name)))])
        return data

    def contents(self) -> dict[str, bytes]:
        """Everything that is sealed, by name; raises VerificationFailed."""
        return {name: self.read(name) for name in self.manifest.files}

    def added(self) -> dict[str, bytes]:
        """What was laid beside it: the record, minutes, signed files; raises InputInvalid for a link that leads out."""
        found = {name: path for name, path in self.names().items() if name not in self.manifest.files}
        if strays := [path for path in found.values() if files.leads_out(path, self.folder)]:
            raise InputInvalid(problem(codes.LINK_OUT_OF_FOLDER, Place(str(path))) for path in strays)
        return {name: files.contents(path) for name, path in found.items() if looking.is_file(path)}

    def names(self) -> dict[str, Path]:
        """Whatever is in the folder, files and links, by the name that a manifest gives it."""
        names = composed_names(drive.name_below(path, self.folder) for path in looking.own_contents(self.folder))
        return {name: self.folder / drive.named(lying) for name, lying in names.items()}


def versions(plan_folder: Path) -> list[SealedVersion]:
    """The sealed versions of a plan, oldest first; raises VerificationFailed for one that was tampered with."""
    return [open_version(folder) for folder in folders(plan_folder)]


def with_standings(plan_folder: Path, day: date = date.max) -> list[tuple[SealedVersion, Standing]]:
    """Every version that there was on a day with what had happened to it and how far it had come, oldest first."""
    told = day.isoformat()
    there = [one for one in versions(plan_folder) if one.manifest.since <= day]
    known = [replace(one, events=tuple(e for e in one.events if happened(e) <= told)) for one in there]
    return list(zip(known, standings([(one.manifest, one.events) for one in known]), strict=True))


def folders(plan_folder: Path) -> list[Path]:
    """The folders of a plan's versions, in the order of their numbers; raises InputInvalid for one that leads out."""
    found = [path for path in looking.own_entries(plan_folder / VERSIONS) if NUMBER.fullmatch(path.name)]
    for path in found:
        files.refuse_leading_out(path, plan_folder)
    return sorted(found, key=lambda path: int(path.name))


def manifests(plan_folder: Path) -> list[tuple[Manifest, str]]:
    """The manifest of each sealed version with its digest, oldest first, whatever the records beside them say.

    Raises InputInvalid for one that cannot be read, VerificationFailed for one that is none.
    """
    texts = [(place / MANIFEST, files.contents(place / MANIFEST, within=place)) for place in folders(plan_folder)]
    return [(read_manifest(text, str(path)), sha512(text).hexdigest()) for path, text in texts]


def version(plan_folder: Path, number: int | None) -> SealedVersion:
    """A version by its number, the newest without one; raises UsageWrong if there is none."""
    known = versions(plan_folder)
    found = next((one for one in reversed(known) if number in (None, one.manifest.version)), None)
    if found is None:
        listed = ", ".join(str(one.manifest.version) for one in known) or "–"
        raise UsageWrong([problem(codes.UNKNOWN_VERSION, Place(str(plan_folder)), number=number or 1, known=listed)])
    return found


def open_version(folder: Path) -> SealedVersion:
    """The version in a folder; raises VerificationFailed if its record does not hang together."""
    for place in (folder, *(folder / name for name in BESIDE)):
        if not files.leads_out(place, folder):
            hold.clear(place)
    text = files.contents(folder / MANIFEST, within=folder)
    manifest = read_manifest(text, str(folder / MANIFEST))
    # Of the text as it lies there, not as it would be written: the record's first line names these bytes.
    digest = sha512(text).hexdigest()
    return SealedVersion(folder, manifest, digest, tuple(_events(folder, digest)))


def read_manifest(text: bytes, file: str) -> Manifest:
    """The manifest that a file holds; raises VerificationFailed if it is none."""
    try:
        return _manifest(files.json_in(text))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise VerificationFailed([problem(codes.FROZEN_FILE_CHANGED, Place(file))]) from error


def seal(plan_folder: Path, manifest: Manifest, contents: Mapping[str, bytes]) -> SealedVersion:
    """A new version in its place; raises Conflict if another has taken its number meanwhile."""
    target = plan_folder / VERSIONS / str(manifest.version)
    staged = hold.temporary(target)
    # One lock for all versions: two who seal at once would else both become the same number.
    with locked(plan_folder / LOCK), files.telling(target):
        if looking.is_there(target):
            raise Conflict([problem(codes.VERSION_MADE_MEANWHILE, Place(str(target)), number=manifest.version)])
        hold.clear(target.parent)
        try:
            for name, data in {**contents, MANIFEST: manifest_text(manifest)}.items():
                path = staged / drive.named(name)
                files.write_atomically(path, data, plan_folder)
                # No security against who owns the folder; it stops an editor that was opened on the wrong file.
                drive.protect(path)
            staged.rename(target)  # all or nothing: what is killed before leaves a hidden folder, which is cleared
            drive.flush_folder(target.parent)
        except (OSError, InputInvalid):
            shutil.rmtree(staged, ignore_errors=True)
            raise
    return open_version(target)


def add(sealed: SealedVersion, event: Event, beside: Mapping[str, bytes] | None = None) -> SealedVersion:
    """The version with an event noted, and files laid beside it; raises Conflict if one is there and differs.

    Whatever name is given as its author, the event says who was logged in, and on which machine.
    """
    with locked(sealed.plan_folder / LOCK):
        now = open_version(sealed.folder)
        for name, data in (beside or {}).items():
            _lay(sealed.folder, name, data)
        entered = replace(event, facts={**event.facts, "entered_by": whoami()})
        # Under the lock, from the file as it is now: two programs may note something at the same time.
        line = _event_line(entered, _last(sealed.folder, now.digest))
        files.append_line(sealed.folder / RECORD, line)
    return open_version(sealed.folder)


def _lay(folder: Path, name: str, data: bytes) -> None:
    path = folder / name
    if looking.is_there(path) and files.contents(path) != data:
        raise Conflict([problem(codes.OTHER_FILE_IN_PLACE, Place(str(path)))])
    files.write_atomically(path, data, folder.parent.parent)


def sealed_as(number: int) -> str:
    """What the plan's journal says of a version before the digest of its manifest."""
    return f"version {number}: "


def manifest_text(manifest: Manifest) -> bytes:
    """The one text that a manifest has; the tools are left out of one that was sealed before they were noted."""
    # In the order of the fields, and always alike: the digest of this text is in the journal, the record and the PDF.
    data = {name: getattr(manifest, name) for name in manifest.__dict__ if name != "tools" or manifest.tools}
    data["changes"] = [{"path": one.path, "old": one.old, "new": one.new} for one in manifest.changes]
    return (json.dumps({"format": manifest.format, **data}, ensure_ascii=False, indent=1) + "\n").encode()


def _manifest(data: Any) -> Manifest:
    if data["format"] not in (FORMAT, BEFORE_CARRIED):
        raise ValueError("format")
    changes = tuple(Change(**one) for one in data.pop("changes"))
    known: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in data.items()}
    return Manifest(**known, changes=changes)


def _event_line(event: Event, previous: str) -> str:
    told = {"kind": event.kind, "at": event.at, "by": event.by, "role": event.role, "facts": dict(event.facts)}
    # Hashed without `own` and written with it: a last line has no successor that would name its digest.
    told |= {"previous": previous}
    own = sha512(json.dumps(told, ensure_ascii=False).encode()).hexdigest()
    return json.dumps({**told, "own": own}, ensure_ascii=False)


def _lines(folder: Path) -> Sequence[bytes]:
    """The lines of the record; what stands behind the last line break is one that a crash tore."""
    path = folder / RECORD
    return files.contents(path, within=folder).split(b"\n") if looking.is_there(path) else [b""]


def _last(folder: Path, digest: str) -> str:
    """The digest that the next event is to name."""
    # A torn line was never noted: the chain goes on from the last whole one.
    whole = [line for line in _lines(folder) if _event(line) is not None]
    return sha512(whole[-1]).hexdigest() if whole else digest


def _event(line: bytes) -> Event | None:
    """A line of the record, None if it is none."""
    with suppress(ValueError, TypeError):
        return Event(**files.json_in(line))
    return None


def _is_beginning(line: bytes) -> bool:
    """Whether a crash may have left what is no event: it never leaves a whole one with something else behind it."""
    with suppress(ValueError, RecursionError):
        json.JSONDecoder().raw_decode(line.decode("utf-8", "replace"))
        return False
    return True


def _events(folder: Path, digest: str) -> Iterator[Event]:
    """The events, each following on the one before.

    A line torn by a crash is passed over: behind it comes the next one, or nothing, not even a line break. What else is
    no event has decayed.
    """
    *whole, rest = _lines(folder)
    lines = [*whole, rest] if rest else whole
    for number, line in enumerate(lines, 1):
        event = _event(line)
        # Within the file such a line is followed by one that names the digest of the last whole event; that is checked
        # below.
        if event is None and (number < len(lines) or (rest and _is_beginning(rest))):
            continue
        if event is None or event.previous != digest or not _is_as_written(line, event):
            raise VerificationFailed([problem(codes.RECORD_CHANGED, Place(str(folder / RECORD), number))])
        digest = sha512(line).hexdigest()
        yield event


def _is_as_written(line: bytes, event: Event) -> bool:
    """Whether an event is, to the letter, what was noted; one without `own` is from before it could be told."""
    return not event.own or line == _event_line(event, event.previous).encode()


def event(kind: EventKind, author: Author, facts: Mapping[str, str]) -> Event:
    """What an author notes of a version; what is empty is left out."""
    given = {name: fact for name, fact in facts.items() if fact}
    return Event(kind, author.at.isoformat(timespec="seconds"), author.name, author.role, given)


def tampered(sealed: SealedVersion) -> list[str]:
    """The names of sealed files that are gone or are not what was sealed."""
    found = []
    for name in sealed.manifest.files:
        try:
            sealed.read(name)
        except (VerificationFailed, InputInvalid):
            found.append(name)
    return found
