"""Sealed versions: whole or not there, never changed unseen, with a record from which nothing can be taken."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planbuilder import files
from planbuilder.approval.agreement import unlisted
from planbuilder.approval.model import Event
from planbuilder.approval.store import (
    MANIFEST,
    RECORD,
    SealedVersion,
    add,
    manifests,
    open_version,
    seal,
    tampered,
    version,
    versions,
)
from planbuilder.errors import Conflict, InputInvalid, UsageWrong, VerificationFailed
from planbuilder.hold import temporary
from tests.approval.conftest import CONTENTS, manifest

EVENT = Event("decision", "2026-11-23T12:00:00", "Mette", "", {"body": "B1", "outcome": "approved"})


def test_a_version_reads_back_as_it_was_sealed(sealed: SealedVersion) -> None:
    """Manifest and contents; every file write-protected."""
    modes = {stat.S_IMODE((sealed.folder / name).stat().st_mode) for name in (*CONTENTS, MANIFEST)}

    assert manifest() == sealed.manifest
    assert CONTENTS == sealed.contents()
    assert {0o444} == modes


def test_a_number_is_taken_once(sealed: SealedVersion) -> None:
    """Two that seal at once do not overwrite each other."""
    with pytest.raises(Conflict):
        seal(sealed.folder.parent.parent, manifest(), {**CONTENTS, "plan.yaml": b"other"})

    assert CONTENTS == open_version(sealed.folder).contents()


def test_what_a_crash_leaves_is_no_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that fails at any file leaves nothing, or something hidden that is passed over."""
    written: list[str] = []

    def failing(path: Path, data: bytes, _: Path) -> None:
        if len(written) == 2:
            raise OSError(28, "full")
        written.append(path.name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    monkeypatch.setattr(files, "write_atomically", failing)
    with pytest.raises(InputInvalid):
        seal(tmp_path, manifest(), CONTENTS)

    assert [] == versions(tmp_path)
    assert [] == [path.name for path in (tmp_path / "versions").iterdir()]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_changed_byte_goes_unseen(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Wherever a byte of a sealed file, the manifest or the record is changed, it is found."""
    one = seal(tmp_path_factory.mktemp("plan"), manifest(), CONTENTS)
    for number in range(3):
        one = add(one, Event("decision", str(number), "", "", {"body": "B1"}))
    name = data.draw(st.sampled_from((*CONTENTS, MANIFEST, RECORD)))
    path = one.folder / name
    content = bytearray(path.read_bytes())
    last_line = content.rstrip(b"\n").rfind(b"\n") + 1 if name == RECORD else len(content)
    place = data.draw(st.integers(0, (last_line or len(content)) - 1))
    content[place] ^= data.draw(st.integers(1, 255))
    path.chmod(0o644)
    path.write_bytes(bytes(content))

    try:
        now = open_version(one.folder)
        seen = bool(tampered(now)) or now.digest != one.digest or now.events != one.events
    except VerificationFailed:
        seen = True
    assert seen


def test_a_version_whose_names_were_taken_apart_is_the_same(tmp_path: Path) -> None:
    """As a drive or an archive may do: nothing is gone, strange or another; a second file of that name is strange."""
    contents = {**CONTENTS, "profile/blå.ttf": b"1"}
    one = seal(tmp_path, manifest(contents=contents), contents)
    path = one.folder / "profile/blå.ttf"
    other = path.rename(path.with_name(normalize("NFD", path.name)))
    now = open_version(one.folder)

    assert ([], [], {MANIFEST}) == (tampered(now), list(unlisted(now)), set(now.added()))
    assert contents == now.contents()
    path.write_bytes(b"1")
    assert [f"profile/{other.name}"] == list(unlisted(now))


def test_an_event_cannot_be_taken_out(sealed: SealedVersion) -> None:
    """Each names the one before it."""
    for number in range(3):
        add(sealed, Event("decision", str(number), "", "", {"body": "B1"}))
    record = sealed.folder / RECORD
    lines = record.read_bytes().splitlines(keepends=True)
    record.write_bytes(lines[0] + lines[2])

    with pytest.raises(VerificationFailed):
        open_version(sealed.folder)


def test_a_torn_line_is_passed_over(sealed: SealedVersion) -> None:
    """A crash while noting loses that line and no other; the next event goes on."""
    add(sealed, EVENT)
    with open(sealed.folder / RECORD, "ab") as record:
        record.write(b'{"kind": "dec')
    after = add(open_version(sealed.folder), EVENT)

    assert ["decision", "decision"] == [event.kind for event in after.events]
    assert 2 == len(open_version(sealed.folder).events)


def test_no_changed_bit_of_the_last_event_goes_unseen(sealed: SealedVersion) -> None:
    """The next line would tell; the last has nobody behind it but itself, and is no torn one if it is whole."""
    add(add(sealed, EVENT), EVENT)
    record = sealed.folder / RECORD
    text = record.read_bytes()
    start = text.index(b"\n") + 1
    for place, bit in ((place, 1 << place % 8) for place in range(start, len(text))):
        record.write_bytes(text[:place] + bytes([text[place] ^ bit]) + text[place + 1 :])
        with pytest.raises(VerificationFailed):
            open_version(sealed.folder)


def test_an_event_from_before_it_had_a_digest_of_its_own_is_read(sealed: SealedVersion) -> None:
    """And what comes after it has one."""
    add(sealed, EVENT)
    record = sealed.folder / RECORD
    line = {key: value for key, value in json.loads(record.read_bytes()).items() if key != "own"}
    record.write_text(json.dumps(line, ensure_ascii=False) + "\n", encoding="utf-8")

    assert [False, True] == [bool(one.own) for one in add(open_version(sealed.folder), EVENT).events]


def test_files_laid_beside_are_kept_apart(sealed: SealedVersion) -> None:
    """Minutes are not among what was sealed; another file of the name is refused."""
    after = add(sealed, EVENT, {"minutes/a.pdf": b"referat"})

    assert {"minutes/a.pdf", MANIFEST, RECORD} == set(after.added())
    with pytest.raises(Conflict):
        add(after, EVENT, {"minutes/a.pdf": b"andet"})


def test_versions_come_in_order(tmp_path: Path) -> None:
    """By number, not by letter; the newest unless one is named."""
    for number in (1, 2, 10):
        seal(tmp_path, manifest(number), CONTENTS)
    (tmp_path / "versions" / "notes").mkdir()

    assert [1, 2, 10] == [one.manifest.version for one in versions(tmp_path)]
    assert (10, 2) == (version(tmp_path, None).manifest.version, version(tmp_path, 2).manifest.version)
    with pytest.raises(UsageWrong):
        version(tmp_path, 3)


def test_a_missing_file_is_named(sealed: SealedVersion) -> None:
    """Gone is tampered with, too."""
    os.unlink(sealed.folder / "figures.json")

    assert ["figures.json"] == tampered(sealed)


def test_a_link_to_a_file_elsewhere_is_not_archived(sealed: SealedVersion, tmp_path: Path) -> None:
    """Whoever lays a link beside a version must not have a file of one's own archived."""
    (tmp_path / "own").write_bytes(b"own")
    (sealed.folder / "signed").mkdir()
    (sealed.folder / "signed" / "x.pdf").symlink_to(tmp_path / "own")

    with pytest.raises(InputInvalid, match="PB015"):
        sealed.added()


def test_what_a_killed_command_left_in_a_version_is_no_part_of_it(sealed: SealedVersion) -> None:
    """Neither a file on its way beside it, nor a version that was being written; it is gone when the next one opens."""
    for folder in ("", "minutes", "signed"):
        (sealed.folder / folder).mkdir(exist_ok=True)
        temporary(sealed.folder / folder / "a.pdf").write_bytes(b"half")
    temporary(sealed.folder.parent / "2").mkdir()
    open_version(sealed.folder)
    seal(sealed.folder.parent.parent, manifest(2), CONTENTS)

    assert ["1", "2"] == sorted(path.name for path in sealed.folder.parent.iterdir())
    assert [] == list(sealed.folder.rglob(".*"))


def test_a_version_that_is_a_link_is_refused(sealed: SealedVersion, tmp_path_factory: pytest.TempPathFactory) -> None:
    """What lies elsewhere is no version of this plan, whatever its folder says."""
    plan = sealed.folder.parent.parent
    elsewhere = tmp_path_factory.mktemp("outside") / "elsewhere"
    sealed.folder.rename(elsewhere)
    sealed.folder.symlink_to(elsewhere)

    for read in (versions, manifests):
        with pytest.raises(InputInvalid) as refused:
            read(plan)
        assert ["PB015"] == [one.code for one in refused.value.problems]


@pytest.mark.parametrize("name", ["figures.json", MANIFEST])
def test_a_sealed_file_that_is_a_link_out_is_not_read(
    sealed: SealedVersion, tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    """Not even where the bytes behind it are the very ones that were sealed."""
    outside = tmp_path_factory.mktemp("outside")
    (sealed.folder / name).rename(outside / "own")
    (sealed.folder / name).symlink_to(outside / "own")

    with pytest.raises(InputInvalid) as refused:
        open_version(sealed.folder).contents()

    assert ["PB015"] == [one.code for one in refused.value.problems]


def test_nothing_is_cleared_behind_a_link(sealed: SealedVersion, tmp_path_factory: pytest.TempPathFactory) -> None:
    """What looks left over in a folder elsewhere is not this plan's to remove."""
    elsewhere = tmp_path_factory.mktemp("outside") / "elsewhere"
    elsewhere.mkdir()
    kept = temporary(elsewhere / "file")
    kept.write_bytes(b"")
    (sealed.folder / "minutes").symlink_to(elsewhere)
    open_version(sealed.folder)

    assert kept.exists()
    assert ["minutes"] == list(unlisted(sealed))
