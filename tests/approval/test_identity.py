"""A plan that was copied is told from the one it was copied from: beside it, in its folder, and in an archive."""

from __future__ import annotations

from pathlib import Path

import pytest

from planbuilder.approval.archiving import archive_version
from planbuilder.approval.identity import confusions, contradictions, object_of, twins
from planbuilder.approval.model import Event
from planbuilder.approval.store import SealedVersion, add, manifests, seal
from planbuilder.archive.store import Archive, initialise
from planbuilder.archive.versions import Retention
from planbuilder.errors import Conflict, Problem
from planbuilder.plan.store import OpenPlan, open_plan
from tests.approval.conftest import AUTHOR, CONTENTS, manifest

TEXT = "format: planbuilder.plan/1\nplan_id: {id}\ntitle: {title}\nprice_base: 2026\nfirst_year: 2027\nhorizon: 4\n"


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return initialise(tmp_path / "arkiv")


def plan(folder: Path, id: str = "p-1", title: str = "Fritidspas") -> OpenPlan:
    folder.mkdir(exist_ok=True)
    (folder / "plan.yaml").write_text(TEXT.format(id=id, title=title), encoding="utf-8")
    return open_plan(folder)


def decided(folder: Path, number: int = 1, **changed: object) -> SealedVersion:
    """A version in a plan's folder that everybody has approved."""
    sealed = seal(folder, manifest(number, **changed), CONTENTS)
    for body in sealed.manifest.bodies:
        sealed = add(
            sealed, Event("decision", "2026-11-23T12:00:00", "Mette", "", {"body": body, "outcome": "approved"})
        )
    return sealed


def put(archive: Archive, sealed: SealedVersion) -> None:
    archive_version(archive, sealed, AUTHOR, Retention(), None, b"")


def told(found: list[Problem]) -> list[tuple[str, str]]:
    return [(one.code, one.severity) for one in found]


def test_a_copy_beside_a_plan_is_named(tmp_path: Path) -> None:
    """Either of them says where the other is; a plan with an id of its own is nobody's copy."""
    first, copy, other = plan(tmp_path / "a"), plan(tmp_path / "b", title="Andet"), plan(tmp_path / "c", "p-2")

    assert [str(tmp_path / "b")] == [one.values["other"] for one in twins(first)]
    assert [("PB310", "warning")] == told(list(twins(copy)))
    assert [] == list(twins(other))


@pytest.mark.parametrize("id", ["'p-1'", '"p-1"', "p-1  # det første"])
def test_an_id_is_known_however_it_is_written(tmp_path: Path, id: str) -> None:
    """In quotes, and before a comment."""
    first = plan(tmp_path / "a")
    plan(tmp_path / "b", id)

    assert [("PB310", "warning")] == told(list(twins(first)))


def test_the_same_folder_by_another_name_is_no_copy(tmp_path: Path) -> None:
    """A link to a plan's folder is that folder, and a folder that cannot be looked into is passed over."""
    first = plan(tmp_path / "a")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "plan.yaml").write_bytes(b"\xff\xfe\x00plan_id: p-1")

    assert [] == list(twins(first))


def test_versions_of_another_plan_are_not_gone_on_from(tmp_path: Path) -> None:
    """A copy whose id was changed by hand would call the other plan's version its own."""
    copy = plan(tmp_path / "b", "p-2")
    seal(copy.folder, manifest(), CONTENTS)
    (found,) = confusions(copy, None)

    assert ("PB311", "error", "1", "Fritidspas") == (
        found.code,
        found.severity,
        found.values["numbers"],
        found.values["title"],
    )


def test_another_plans_version_never_lies_in_ones_object(archive: Archive, tmp_path: Path) -> None:
    """The archive has this plan's version 1: another one is refused, and nothing is archived."""
    first, copy = plan(tmp_path / "a"), plan(tmp_path / "b", title="Andet")
    put(archive, decided(first.folder))
    strange = decided(copy.folder, title="Andet")
    with pytest.raises(Conflict) as refused:
        put(archive, strange)

    assert ["PB312"] == [one.code for one in refused.value.problems]
    assert 1 == len(archive.history(object_of("p-1")))


def test_a_version_may_be_archived_again_and_the_next_one_after_it(archive: Archive, tmp_path: Path) -> None:
    """When it was decided anew, say: it is the same version, with more that came to it."""
    first = plan(tmp_path / "a")
    sealed = decided(first.folder)
    put(archive, sealed)
    put(archive, add(sealed, Event("decision", "2026-11-24T12:00:00", "Mette", "", {"body": "B1"})))
    put(archive, decided(first.folder, 2))

    assert 3 == len(archive.history(object_of("p-1")))
    assert [] == list(contradictions(archive, "p-1", manifests(first.folder)))


def test_it_is_told_before_the_next_version_is_sealed(archive: Archive, tmp_path: Path) -> None:
    """A copy without versions would seal a version 1, which the archive has already."""
    first = plan(tmp_path / "a")
    put(archive, decided(first.folder))
    (tmp_path / "andre").mkdir()
    copy = plan(tmp_path / "andre" / "b")

    assert [("PB312", "error")] == told(list(confusions(copy, archive)))
    assert [] == list(confusions(first, archive))


def test_what_cannot_be_read_is_told(archive: Archive, tmp_path: Path) -> None:
    """A manifest that is none, and an archive whose object was changed: each as itself."""
    first = plan(tmp_path / "a")
    put(archive, decided(first.folder))
    next(archive.root.rglob("inventory.json")).write_text("{}", encoding="utf-8")
    in_archive = told(list(confusions(first, archive)))
    path = first.folder / "versions" / "1" / "manifest.json"
    path.chmod(0o644)
    path.write_text("{}", encoding="utf-8")

    assert 1 == len(in_archive)
    assert [("PB221", "error")] == told(list(confusions(first, None)))
