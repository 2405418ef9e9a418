"""What is read from an archive is what its log knows; whatever else lies there is named and stops nothing."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder.archive.auditor import INVENTORY, SIDECAR, sidecar
from planbuilder.archive.holdings import folders, holdings
from planbuilder.archive.layout import OWN, key_of, object_path, read_inventory, sha512, written
from planbuilder.archive.store import Archive
from planbuilder.errors import PlanbuilderError
from tests.archive.conftest import OTHER, PLAN

FOREIGN = "urn:uuid:fremmed"
Change = Callable[[dict[str, Any]], object]


def rewritten(archive: Archive, id: str, change: Change, logged: bool = False) -> None:
    """Change the inventory of an object, its digests beside it, and, where `logged`, what the log says of it."""
    folder = archive.root / object_path(id)
    data = json.loads((folder / INVENTORY).read_bytes())
    change(data)
    text = written(data)
    for place in (folder, folder / data["head"]):
        (place / INVENTORY).write_bytes(text)
        (place / SIDECAR).write_bytes(sidecar(sha512(text)))
    if logged:
        (archive.root / OWN / "newest" / key_of(id)).write_text(f"{sha512(text)}\n")


def plant(archive: Archive, change: Change = lambda data: None) -> Path:
    """An object of another program: a copy of ours under an id that the log does not know."""
    folder = archive.root / object_path(FOREIGN)
    shutil.copytree(archive.root / object_path(OTHER), folder)
    rewritten(archive, FOREIGN, lambda data: (data.update(id=FOREIGN), change(data)))
    return folder


def renamed(name: str) -> Change:
    """Call a file of the newest version something else."""

    def change(data: dict[str, Any]) -> None:
        state = data["versions"][data["head"]]["state"]
        digest = next(digest for digest, names in state.items() if "plan.yaml" in names)
        state[digest] = [name]

    return change


def test_ours_are_logged(filled: Archive) -> None:
    """Each object as it was archived."""
    assert {(PLAN, "logged"), (OTHER, "logged")} == {(one.id, one.state) for one in filled.holdings()}


def test_an_object_of_another_program_is_named_and_not_believed(filled: Archive) -> None:
    """It is listed as foreign, the others are there as before, and no file of it is given out."""
    plant(filled)

    assert {(PLAN, "logged"), (OTHER, "logged"), (FOREIGN, "foreign")} == {(h.id, h.state) for h in filled.holdings()}
    assert filled.objects() == sorted([PLAN, OTHER])
    with pytest.raises(PlanbuilderError) as error:
        filled.read(FOREIGN, "plan.yaml")
    assert "PB183" == error.value.problems[0].code


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data["versions"]["v1"].pop("user"),
        lambda data: data["versions"]["v1"].pop("message"),
        lambda data: data["versions"]["v1"]["user"].pop("address", None),
    ],
)
def test_what_ocfl_lets_out_may_be_left_out(filled: Archive, change: Change) -> None:
    """Message and user of a version are optional."""
    plant(filled, change)

    assert "foreign" == next(one.state for one in filled.holdings() if one.id == FOREIGN)


@pytest.mark.parametrize(
    "text",
    [b"", b"{", b"[]", b"null", b"{}", b'{"id": 3}', b"[" * 100_000, b'{"head": "v1", "versions": {}}', b"\xff\xfe"],
)
def test_what_is_no_inventory_is_damaged(filled: Archive, text: bytes) -> None:
    """And stops nothing."""
    (filled.root / object_path(OTHER) / INVENTORY).write_bytes(text)

    assert [("", "damaged"), (PLAN, "logged")] == sorted((one.id, one.state) for one in filled.holdings())


def test_an_inventory_that_was_changed_is_damaged(filled: Archive) -> None:
    """Its digest beside it was changed too; the log was not."""
    rewritten(filled, OTHER, lambda data: data["versions"]["v1"].update(message="Forfalsket"))

    assert ("damaged", [PLAN]) == (next(h.state for h in filled.holdings() if h.id == OTHER), filled.objects())


@pytest.mark.parametrize(
    "name",
    ["../ude.txt", "/tmp/ude.txt", "a/../../ude.txt", "..\\ude.txt", "C:/ude.txt", "a//b", ".", "", "con", "x\0y"],
)
def test_no_name_leads_out_even_where_the_log_was_forged_too(filled: Archive, name: str) -> None:
    """The gate for names that leave is the one for names that come in."""
    rewritten(filled, OTHER, renamed(name), logged=True)

    with pytest.raises(PlanbuilderError) as error:
        filled.history(OTHER)
    assert "PB177" == error.value.problems[0].code


@pytest.mark.parametrize(
    "place", ["../../../../etc/passwd", "/etc/passwd", "v1/content/../../x", "v1/x", "v0/content/x"]
)
def test_no_content_lies_outside_the_object(filled: Archive, place: str) -> None:
    """Whoever forges inventory and log reads no other file through the archive."""

    def change(data: dict[str, Any]) -> None:
        data["manifest"][next(iter(data["manifest"]))] = [place]

    rewritten(filled, OTHER, change, logged=True)

    with pytest.raises(PlanbuilderError):
        filled.read(OTHER, "plan.yaml")


KEYS = st.sampled_from(["id", "head", "manifest", "versions", "v1", "state", "created", "user"])
LEAVES = st.none() | st.booleans() | st.integers() | st.text(max_size=4)
JSON = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5), max_leaves=12
)


@given(JSON)
def test_any_json_is_an_inventory_or_refused(data: object) -> None:
    """Nothing else is raised."""
    try:
        found = read_inventory(json.dumps(data).encode())
    except ValueError:
        return
    assert found["id"]


def test_folders_without_an_object_are_passed_over(tmp_path: Path) -> None:
    """An empty archive holds nothing."""
    assert ([], []) == (list(folders(tmp_path)), list(holdings(tmp_path)))


@pytest.mark.parametrize("head", ["v1000000000", "v-1", "v2"])
def test_an_inventory_with_a_head_that_it_has_not_is_none(filled: Archive, head: str) -> None:
    """And nothing is counted up to it."""
    path = next(filled.root.glob("???/???/???/*")) / "inventory.json"
    found = json.loads(path.read_bytes()) | {"head": head, "versions": {}}

    with pytest.raises(ValueError, match="no inventory"):
        read_inventory(json.dumps(found).encode())
