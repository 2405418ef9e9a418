"""Where a person or an answer that has left the plan is still named: in sealed versions, in an archive, in packages.

In: whose data are meant, and where to look. Out: each copy by its place. Nothing here is changed: a version that says
less than it did when it was sealed or archived proves nothing. What cannot be looked into is named as such.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Literal

from planbuilder import drive, files, looking
from planbuilder.approval.sealing import DOCUMENTS, FIGURES, PLAN
from planbuilder.approval.store import MANIFEST, RECORD, folders
from planbuilder.archive.store import Archive
from planbuilder.errors import PlanbuilderError
from planbuilder.plan.erasure import Subject
from planbuilder.plan.internal import ANY
from planbuilder.plan.journal import JOURNAL, data_of
from planbuilder.record import record
from planbuilder.yamltext.nodes import Data
from planbuilder.yamltext.reading import read_text

Kind = Literal["version", "archived", "package"]
# What a version holds besides what is made from its plan: files of others, which cannot be searched here.
FOREIGN = ("minutes/", "signed/")


@record
class Copy:
    """A version, archived version or package that names it: where, in which files, and which could not be searched."""

    kind: Kind
    place: str
    number: int
    names: tuple[str, ...]
    unread: tuple[str, ...] = ()


def in_versions(folder: Path, subject: Subject) -> Iterator[Copy]:
    """The sealed versions in a plan's folder that name it."""
    for place in folders(folder):
        yield from _copy("version", str(place), int(place.name), _names(place), _reader(place), subject)


def in_archive(archive: Archive, id: str, subject: Subject) -> Iterator[Copy]:
    """The archived versions of a plan that name it; raises InputInvalid if the archive does not hold the plan."""
    for version in archive.history(id):
        read = partial(archive.read, id, number=version.number)
        # Of contents that were removed only the tombstone is left, which names nobody of the plan.
        if not version.removed:
            yield from _copy("archived", str(archive.root), version.number, version.files, read, subject)


def in_package(bag: Path, subject: Subject) -> Iterator[Copy]:
    """A package for an auditor, if it names it."""
    yield from _copy("package", str(bag), 0, _names(bag), _reader(bag), subject)


def _names(folder: Path) -> list[str]:
    inside = (path for path in looking.own_contents(folder) if looking.is_file(path) and not looking.is_link(path))
    return [drive.name_below(path, folder) for path in inside]


def _reader(folder: Path) -> Callable[[str], bytes]:
    return lambda name: files.contents(folder / drive.named(name), within=folder)


def _copy(
    kind: Kind, place: str, number: int, names: Iterable[str], read: Callable[[str], bytes], subject: Subject
) -> Iterator[Copy]:
    """One place, if any of its files names it, or cannot be searched for it."""
    naming, every = [], sorted(names)
    for name in every:
        known = _READ.get(name.rpartition("/")[2])
        # A file that cannot be read names nobody that could be found; that it is damaged, others tell.
        with suppress(PlanbuilderError, ValueError, KeyError, TypeError, RecursionError):
            if known is not None and known(read(name), subject):
                naming.append(name)
    if any(name.endswith(PLAN) for name in naming):
        naming += [FIGURES, DOCUMENTS]  # which are made from it
    unread = [name for name in every if any(part in name for part in FOREIGN)]
    if naming or unread:
        yield Copy(kind, place, number, tuple(naming), tuple(unread))


def _in_plan(text: bytes, subject: Subject) -> bool:
    return subject.is_in(read_text(text.decode()).data())


def _in_manifest(text: bytes, subject: Subject) -> bool:
    data = data_of(files.json_in(text))
    if not isinstance(data, dict):
        return False
    if not subject.places:
        return subject.is_in(data)
    changes = data.get("changes")
    listed = changes if isinstance(changes, list) else []
    return any(_is_changed(one, subject) for one in listed if isinstance(one, dict))


def _is_changed(change: Mapping[str, Data], subject: Subject) -> bool:
    """Whether a change of the plan may be one of the answer; of a table it is enough that it is the same table."""
    path = str(change.get("path", ""))
    heads = (".".join(place[: place.index(ANY)] if ANY in place else place) for place in subject.places)
    return any(path == head or path.startswith(f"{head}.") for head in heads)


def _in_lines(text: bytes, subject: Subject) -> bool:
    lines = [data_of(files.json_in(line)) for line in text.splitlines() if line]
    return any(subject.without_in_line(line) != line for line in lines if isinstance(line, dict))


def _in_notes(text: bytes, subject: Subject) -> bool:
    return not subject.places and subject.is_in(data_of(files.json_in(text)))


_READ: Mapping[str, Callable[[bytes, Subject], bool]] = {
    PLAN: _in_plan,
    MANIFEST: _in_manifest,
    JOURNAL: _in_lines,
    RECORD: _in_lines,
    "validation.json": _in_notes,
    "inventory.json": _in_notes,
}
