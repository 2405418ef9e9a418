"""What a drive refuses is noted once, and a name is the same name in either form of its letters."""

from __future__ import annotations

import os
import stat
import sys
from datetime import UTC, datetime
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planbuilder import drive, files
from planbuilder.archive.commit import put
from planbuilder.drive import (
    CODES,
    as_it_lies,
    bring_back,
    composed,
    composed_names,
    create,
    make_folder,
    put_in_place,
    swapped,
)
from planbuilder.errors import InputInvalid
from planbuilder.files import append_line, write_atomically
from planbuilder.plan import store
from planbuilder.plan.store import JOURNAL, PLAN, Author
from tests.shims import WORDS, refusing, told

AUTHOR = Author("Ane", "chef", datetime(2026, 3, 1, 12, 0, tzinfo=UTC))
FACTS = {"title": "Pas", "price_base": 2026, "first_year": 2026, "horizon": 3}
posix = pytest.mark.skipif(os.name != "posix", reason="rights of groups are known to POSIX alone")
NAMES = st.text(st.characters(categories=["L", "M"]), min_size=1, max_size=8)
FORMS = ("NFC", "NFD")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(autouse=True)
def _nothing_told_before() -> None:
    drive.refusals()


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("wish", CODES)
def test_a_plan_is_saved_whatever_its_drive_refuses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wish: drive.Wish, word: str
) -> None:
    """Plan and journal hold both changes, nothing is left beside them, and the refusal is told once."""
    plan = store.create(tmp_path, FACTS, AUTHOR)
    (tmp_path / PLAN).chmod(0o640)
    refusing(monkeypatch, wish, word)

    for title in ("Ny", "Nyere"):
        plan = plan.with_changes({("title",): title}, AUTHOR)

    assert store.open_plan(tmp_path).plan.title == "Nyere"
    assert [line["new"] for line in store.journal(tmp_path)] == ["created", "Ny", "Nyere"]
    assert {path.name for path in tmp_path.iterdir()} == {PLAN, JOURNAL, ".plan.lock"}
    assert told() == [CODES[wish]] * (wish not in ("links", "rights"))


@pytest.mark.parametrize("word", ["EIO", "ENOSPC", "EDQUOT"])
@pytest.mark.parametrize("wish", CODES)
def test_a_drive_that_is_full_or_damaged_does_not_refuse_a_wish(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wish: drive.Wish, word: str
) -> None:
    """That stops the work, with the old plan unchanged."""
    plan = store.create(tmp_path, FACTS, AUTHOR)
    (tmp_path / PLAN).chmod(0o666)
    if wish == "links":
        pytest.skip("a plan is given no second name")
    os.umask(0o022)
    refusing(monkeypatch, wish, word)

    with pytest.raises(InputInvalid) as caught:
        plan.with_changes({("title",): "Ny"}, AUTHOR)

    assert [(found.code, found.values["reason"]) for found in caught.value.problems] == [("PB012", word)]
    assert (store.open_plan(tmp_path).plan.title, told()) == ("Pas", [])


@posix
def test_rights_that_are_right_already_are_not_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A drive that gives every file the same rights has nothing to refuse, and nothing is told."""
    store.create(tmp_path, FACTS, AUTHOR)
    refusing(monkeypatch, "rights", "EPERM")

    write_atomically(tmp_path / PLAN, b"new")

    assert told() == []


@posix
def test_rights_that_are_refused_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that others were let write to is theirs no more: whoever works there has to know."""
    write_atomically(tmp_path / "x", b"old")
    (tmp_path / "x").chmod(0o666)
    mask = os.umask(0o022)
    refusing(monkeypatch, "rights", "EPERM")

    write_atomically(tmp_path / "x", b"new")

    os.umask(mask)
    assert (told(), (tmp_path / "x").read_bytes()) == (["PB300"], b"new")


def test_a_copy_takes_the_place_of_a_link_that_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An archive is as complete without links, and larger, which is told."""
    (tmp_path / "a").write_bytes(b"a")
    refusing(monkeypatch, "links", "EPERM")

    put(tmp_path / "v2" / "a", tmp_path / "a")

    assert ((tmp_path / "v2" / "a").read_bytes(), told()) == (b"a", ["PB302"])


def test_a_plan_that_stepped_aside_is_put_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A crash between the two steps of a drive that replaces nothing loses nothing: the next to open it finds it."""
    store.create(tmp_path, FACTS, AUTHOR)
    (tmp_path / PLAN).rename(tmp_path / f".{PLAN}.before")

    assert store.open_plan(tmp_path).plan.title == "Pas"
    assert (tmp_path / PLAN).exists()


def test_what_cannot_take_a_place_leaves_the_old_file_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the new one cannot come after the old one went, the old one comes back."""
    (tmp_path / "old").write_bytes(b"old")
    refusing(monkeypatch, "replace", "EPERM")

    with pytest.raises(FileNotFoundError):
        put_in_place(tmp_path / "gone", tmp_path / "old")

    assert ((tmp_path / "old").read_bytes(), told()) == (b"old", [])


def test_nothing_is_put_back_over_a_file(tmp_path: Path) -> None:
    """What stepped aside long ago is no reason to lose what is there."""
    (tmp_path / "x").write_bytes(b"new")
    (tmp_path / ".x.before").write_bytes(b"old")

    bring_back(tmp_path / "x")

    assert (tmp_path / "x").read_bytes() == b"new"


@posix
@pytest.mark.parametrize(
    ("folder", "file", "within"),
    [
        pytest.param(0o700, 0o600, 0o700, id="nobody else's"),
        pytest.param(0o755, 0o600, 0o700, id="others may look"),
        pytest.param(0o770, 0o660, 0o770, id="a group's"),
        pytest.param(0o775, 0o660, 0o770, id="a group's, others may look"),
        pytest.param(0o777, 0o666, 0o777, id="everybody's"),
        pytest.param(0o1777, 0o600, 0o700, id="sticky: each has their own"),
    ],
)
def test_what_is_made_belongs_to_those_who_may_write_in_its_folder(
    tmp_path: Path, folder: int, file: int, within: int
) -> None:
    """Whatever the mask of whoever makes it, here the narrowest."""
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared").chmod(folder)
    mask = os.umask(0o077)

    make_folder(tmp_path / "shared" / "in" / "deep")
    os.close(create(tmp_path / "shared" / "file"))
    append_line(tmp_path / "shared" / "line", "x")
    write_atomically(tmp_path / "shared" / "whole", b"x")

    os.umask(mask)
    files = {mode(tmp_path / "shared" / name) for name in ("file", "line", "whole")}
    assert (files, {mode(tmp_path / "shared" / name) for name in ("in", "in/deep")}) == ({file}, {within})


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may give files to a group")
def test_a_group_s_file_stays_the_group_s(tmp_path: Path) -> None:
    """A colleague who saves has another first group: the file keeps the one it is shared by."""
    (tmp_path / "plan").write_bytes(b"old")
    (tmp_path / "plan").chmod(0o664)
    os.chown(tmp_path / "plan", -1, 3000)

    write_atomically(tmp_path / "plan", b"new")

    assert ((tmp_path / "plan").stat().st_gid, mode(tmp_path / "plan")) == (3000, 0o664)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may give files to a group")
def test_another_group_gets_no_more_than_everybody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a file cannot be given its group, what that group might is not what another may."""
    (tmp_path / "plan").write_bytes(b"old")
    (tmp_path / "plan").chmod(0o660)
    os.chown(tmp_path / "plan", -1, 3000)
    monkeypatch.setattr(os, "chown", lambda *_: (_ for _ in ()).throw(PermissionError(1, "no")))

    write_atomically(tmp_path / "plan", b"new")

    assert (mode(tmp_path / "plan"), told()) == (0o600, ["PB300"])


@posix
def test_a_sealed_version_is_read_only_and_no_more_open_than_before(tmp_path: Path) -> None:
    """Protecting a file takes rights away and gives none."""
    (tmp_path / "x").write_bytes(b"")
    (tmp_path / "x").chmod(0o660)

    drive.protect(tmp_path / "x")

    assert mode(tmp_path / "x") == 0o440


def test_a_refusal_is_told_of_a_folder_that_is_still_there(tmp_path: Path) -> None:
    """Work is begun in folders that do not stay; the one above them is what people know."""
    drive.note("flush", tmp_path / "gone" / "deeper" / "x")

    assert [found.place.file for found in drive.refusals()] == [str(tmp_path)]
    assert drive.refusals() == ()


def test_two_folders_change_places(tmp_path: Path) -> None:
    """Each is whole under the other's name; a system that cannot do it says so and changes nothing."""
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).write_bytes(b"")

    done = swapped(tmp_path / "a", tmp_path / "b")

    names = [path.name for folder in ("a", "b") for path in (tmp_path / folder).iterdir()]
    assert names == (["b", "a"] if done else ["a", "b"])
    assert done or not sys.platform.startswith(("linux", "darwin"))


def test_nothing_changes_places_on_a_system_without_that_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says so instead of trying."""
    monkeypatch.setattr(sys, "platform", "win32")

    assert swapped(tmp_path / "a", tmp_path / "b") is False


def test_what_is_not_there_cannot_change_places(tmp_path: Path) -> None:
    """That is the caller's error, told as the system tells it."""
    (tmp_path / "a").mkdir()

    with pytest.raises(FileNotFoundError):
        swapped(tmp_path / "a", tmp_path / "b")


@pytest.fixture(params=FORMS)
def lying(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A file in a folder, both with names in one form."""
    path = tmp_path / normalize(request.param, "På vej") / normalize(request.param, "blå-é.txt")
    path.parent.mkdir()
    path.write_bytes(b"her")
    return path


@pytest.mark.parametrize("form", FORMS)
def test_a_file_is_found_by_either_form_of_its_name(lying: Path, tmp_path: Path, form: str) -> None:
    """And of the names of the folders above it."""
    asked = tmp_path / normalize(form, "På vej") / normalize(form, "blå-é.txt")

    assert lying == as_it_lies(asked)
    assert b"her" == files.contents(asked)


@pytest.mark.parametrize("form", FORMS)
def test_a_file_is_written_where_it_lies(lying: Path, tmp_path: Path, form: str) -> None:
    """There are not two of a name afterwards."""
    files.write_atomically(tmp_path / normalize(form, "På vej") / normalize(form, "blå-é.txt"), b"nyt", tmp_path)

    assert [lying] == [path for path in tmp_path.rglob("*") if path.is_file()]
    assert b"nyt" == lying.read_bytes()


def test_a_link_under_the_other_form_leads_out_too(tmp_path: Path) -> None:
    """No way past the look at links by the form of a name."""
    inside = tmp_path / "plan"
    inside.mkdir()
    (tmp_path / "hemmelig").write_bytes(b"x")
    (inside / normalize("NFD", "blå")).symlink_to(tmp_path / "hemmelig")

    assert files.leads_out(inside / "blå", inside)
    with pytest.raises(InputInvalid):
        files.write_atomically(inside / "blå", b"y", inside)


def test_what_is_not_there_is_asked_for_as_it_was(tmp_path: Path) -> None:
    """In a folder that is not there either."""
    path = tmp_path / "ikke" / "på"

    assert path == as_it_lies(path)


def test_a_second_file_of_the_same_name_is_not_hidden() -> None:
    """It keeps its own form, and so is none that anybody listed."""
    two = {"å", normalize("NFD", "å")}

    assert two == set(composed_names(two))
    assert {"å": normalize("NFD", "å")} == composed_names([normalize("NFD", "å")])


@given(NAMES)
def test_both_forms_are_one_name(name: str) -> None:
    """Whatever letters it has."""
    assert composed(normalize("NFD", name)) == composed(normalize("NFC", name)) == composed(composed(name))


@pytest.mark.parametrize("name", ["x" * 300 + "/æ", "æ/" * 5_000 + "x", "a\0b/æ", "x" * 5_000 + "æ"])
def test_a_name_that_no_file_can_have_is_none_that_is_there(tmp_path: Path, name: str) -> None:
    """It stays as it is, and nothing is raised."""
    assert tmp_path / name == as_it_lies(tmp_path / name)
