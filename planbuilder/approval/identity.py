"""Whether a plan is the one that its id says: a folder that was copied for the next project still has the first one's.

In: a plan, its sealed versions, and an archive. Out: problems that name the other plan. Two plans with one id would
come to lie in one object of an archive, as versions of each other, and be removed together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from hashlib import sha512
from pathlib import Path

from planbuilder import codes, files, looking
from planbuilder.approval.model import Manifest
from planbuilder.approval.store import MANIFEST, manifests, read_manifest
from planbuilder.archive.store import Archive
from planbuilder.errors import InputInvalid, Place, PlanbuilderError, Problem, problem
from planbuilder.plan.store import PLAN, OpenPlan

# A plan's id as the first characters of a line, which is where every plan of ours has it.
ID = re.compile(rb"""^plan_id:[ \t]*["']?([^"'\s#]+)""", re.MULTILINE)
# Folders that are looked into, and bytes of a plan beside this one that are read.
MOST_FOLDERS, LARGEST = 1000, 5_000_000


def object_of(plan_id: str) -> str:
    """The name of a plan in archives."""
    return f"urn:uuid:{plan_id}"


def twins(opened: OpenPlan) -> Iterator[Problem]:
    """A warning for each plan in a folder beside this one that has the same id."""
    # By where it really lies: a plan that is reached over a link would else be a twin of itself.
    here = files.real(opened.folder)
    with suppress(InputInvalid):
        # Read by a pattern and not as a plan: a thousand folders are looked into before each approval.
        for folder in looking.own_entries(here.parent)[:MOST_FOLDERS]:
            if files.real(folder) != here and _id_in(folder / PLAN) == opened.plan.plan_id:
                yield problem(codes.SAME_ID_ELSEWHERE, Place(str(opened.path)), other=str(folder))


def confusions(opened: OpenPlan, archive: Archive | None) -> Iterator[Problem]:
    """All that is to be said before a plan gets its next version: of plans beside it, in its folder, in an archive."""
    yield from twins(opened)
    try:
        own = manifests(opened.folder)
        yield from _strange(opened, own)
        if archive is not None:
            number = max((manifest.version for manifest, _ in own), default=0) + 1
            yield from contradictions(archive, opened.plan.plan_id, own, number)
    except PlanbuilderError as error:
        yield from error.problems


def _strange(opened: OpenPlan, own: Sequence[tuple[Manifest, str]]) -> Iterator[Problem]:
    """An error for the sealed versions in a plan's folder that are of another plan."""
    strange = [manifest for manifest, _ in own if manifest.plan != opened.plan.plan_id]
    if strange:
        numbers = ", ".join(str(manifest.version) for manifest in strange)
        yield problem(codes.VERSIONS_OF_ANOTHER_PLAN, Place(str(opened.path)), numbers=numbers, title=strange[-1].title)


def _id_in(file: Path) -> str:
    """The id of the plan in a file, empty where there is none."""
    with suppress(InputInvalid):
        found = ID.search(files.contents(file, LARGEST)) if looking.is_file(file) else None
        return found[1].decode("utf-8", "replace") if found else ""
    return ""


def contradictions(
    archive: Archive, plan_id: str, own: Sequence[tuple[Manifest, str]], next_number: int = 0
) -> Iterator[Problem]:
    """An error for each version in an archive whose number the plan's folder has given, or gives next, to another.

    `own` are the folder's versions (`store.manifests`). Raises InputInvalid or VerificationFailed for an archive that
    cannot be read.
    """
    digests = {manifest.version: digest for manifest, digest in own} | ({next_number: ""} if next_number else {})
    for manifest, digest in _archived(archive, object_of(plan_id)):
        if digests.get(manifest.version, digest) != digest:
            values = {"number": manifest.version, "title": manifest.title, "by": manifest.by or "–"}
            yield problem(codes.ARCHIVE_HOLDS_ANOTHER, Place(str(archive.root)), **values)


def _archived(archive: Archive, id: str) -> Iterator[tuple[Manifest, str]]:
    """The manifest of each version that an archive holds of a plan, with its digest; each once."""
    seen: set[str] = set()
    for version in archive.history(id) if archive.holds(id) else ():
        # A version is archived again when something came to it: its manifest is the same, and told once.
        if MANIFEST not in version.files or version.removed or version.files[MANIFEST] in seen:
            continue
        seen.add(version.files[MANIFEST])
        text = archive.read(id, MANIFEST, version.number)
        yield read_manifest(text, MANIFEST), sha512(text).hexdigest()
