"""A change happens or does not happen: killed anywhere, on a full or read-only disk, with others at once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from planbuilder.archive.commit import PENDING, TREE, pending_change, recover
from planbuilder.archive.layout import object_path
from planbuilder.archive.log import read_leaves
from planbuilder.archive.store import Archive, initialise
from planbuilder.archive.verification import verify
from planbuilder.errors import InputInvalid
from planbuilder.record import record
from tests.archive.conftest import FILES, NOTE, PLAN, fill, lying, valid

ROOT = Path(__file__).parent.parent.parent
NOBODY = 65534
CHANGES = ("new", "version", "removal")
WRITE_OFTEN = """
import sys
from pathlib import Path
from planbuilder.archive.store import Archive
from tests.archive.conftest import NOTE, PLAN
archive, own = Archive(Path(sys.argv[1])), sys.argv[2]
for n in range(int(sys.argv[3])):
    for id in (PLAN, f"urn:uuid:{own}"):
        print(id, archive.add(id, {"plan.yaml": f"{own} {n}".encode()}, NOTE).version, f"{own} {n}")
"""
ADD_UNPRIVILEGED = """
import os, sys
from pathlib import Path
import encodings.idna, getpass, pwd, socket
from planbuilder.archive.upkeep import remove
from planbuilder.archive.store import Archive
from planbuilder.errors import PlanbuilderError
from tests.archive.conftest import FILES, NOTE, PLAN
archive = Archive(Path(sys.argv[1]))
os.chdir(sys.argv[1])
if os.geteuid() == 0:
    os.setresuid({nobody}, {nobody}, {nobody})
try:
    Archive(Path(".")).add(PLAN, FILES, NOTE)
except PlanbuilderError as error:
    print(error.problems[0].code, error.exit_code, len(archive.__class__(Path(".")).history(PLAN)))
"""


def start(*words: str) -> subprocess.Popen[str]:
    """A Python of its own that finds the package and the tests."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen([sys.executable, *words], text=True, env=environment, cwd=ROOT, **pipes)


def output(*words: str) -> list[str]:
    """What a program prints; a crash of it is an error of the test."""
    child = start(*words)
    out, err = child.communicate()
    assert (child.returncode, err) == (0, "")
    return out.splitlines()


def runs(mode: str, archive: Archive, folder: Path, change: str) -> dict[Path, str]:
    """How a change ended that was stopped at every operation in turn, by the copy of the archive it was made in."""
    told = output(str(Path(__file__).with_name("tracing.py")), mode, str(archive.root), str(folder), change)
    return {folder / str(run["k"]): run["code"] for run in map(json.loads, told)}


def state(archive: Archive) -> dict[str, object]:
    """All that can be read of an archive: every version of every object with its bytes."""
    return {
        id: [
            (version.removed.get("reason"), {name: archive.read(id, name, version.number) for name in version.files})
            for version in archive.history(id)
        ]
        for id in archive.objects()
    }


@record
class Afterwards:
    """What an archive is that a change was stopped in: whether it is valid as it lies, and after the next start."""

    lies_valid: bool
    holds: dict[str, object]
    is_sound: bool
    is_valid: bool


class Starts:
    """The next start of each archive that a change was stopped in, and a further commit where one is asked for.

    Many operations leave the disk as it was. What a start makes of an archive follows from what lies there, so of those
    in which the very same lies, one is started.
    """

    def __init__(self, filled: Archive, goes_on: bool) -> None:
        self.head, self.goes_on = filled.head, goes_on
        self.known: dict[tuple[object, ...], Afterwards] = {}

    def of(self, root: Path) -> Afterwards:
        found = lying(root)
        if found not in self.known:
            self.known[found] = self._started(root)
        return self.known[found]

    def _started(self, root: Path) -> Afterwards:
        lies_valid, archive = valid(root), Archive(root)
        with archive.writing():
            pass
        after = Afterwards(lies_valid, state(archive), verify(archive, [self.head]).sound, valid(root))
        if self.goes_on:
            archive.add(PLAN, FILES, NOTE)
        return after


@pytest.mark.slow
@pytest.mark.parametrize("change", [*CHANGES, "unswapped"])
def test_killed_at_any_file_operation_it_is_the_old_or_the_new_archive(
    filled: Archive, tmp_path: Path, change: str
) -> None:
    """SIGKILL at every file operation: it is valid OCFL as it lies; after the next start it is old or new, and goes on.

    Of operations that leave the disk as it was, the first is enough. Where the system cannot swap two folders in one
    step, it is valid after the next start.
    """
    old = state(filled)
    ended = runs("kill", filled, tmp_path / "runs", change)
    new = state(Archive(list(ended)[-1]))

    found, starts = {"old": 0, "new": 0}, Starts(filled, goes_on=False)
    for root, code in ended.items():
        after = starts.of(root)
        assert change == "unswapped" or after.lies_valid, root
        assert after.holds in (old, new)
        assert (after.is_sound, after.is_valid) == (True, True), root
        found["new" if after.holds == new else "old"] += 1
        assert code == "killed" or root == list(ended)[-1]
    archive = Archive(list(ended)[-1])
    archive.add(PLAN, FILES, NOTE)

    assert verify(archive).sound
    assert (found["old"] > 30, found["new"] > 8, int(root.name) > 150) == (True, True, True)


@pytest.mark.slow
def test_killed_while_it_is_begun_an_archive_can_be_begun(archive: Archive, tmp_path: Path) -> None:
    """SIGKILL at every file operation of the very first start: the next one makes an empty, valid archive."""
    ended = runs("kill", archive, tmp_path / "runs", "begin")

    for root in ended:
        begun = initialise(root.with_name(f"{root.name}-new"))
        assert (verify(begun).findings, valid(begun.root), begun.add(PLAN, FILES, NOTE).version) == ((), True, 1)
    assert int(root.name) > 50


@pytest.mark.slow
@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("mode", ["full", "small"])
def test_a_full_disk_is_told_and_harms_nothing(filled: Archive, tmp_path: Path, mode: str, change: str) -> None:
    """No space at any operation, or for any byte: a problem, old or new as it says, valid, and going on."""
    old = state(filled)
    ended = runs(mode, filled, tmp_path / "runs", change)
    new = state(Archive(list(ended)[-1]))

    starts = Starts(filled, goes_on=True)
    for root, code in ended.items():
        after = starts.of(root)
        assert after.holds == (old if code in {"PB172", "PB012"} else new), (root, code)
        assert (after.is_sound, after.is_valid) == (True, True), root
    assert {"PB172", ""} <= set(ended.values()) <= {"PB172", "PB012", "PB173", ""}


def test_a_read_only_archive_is_told_and_can_be_read(filled: Archive) -> None:
    """Who may not write gets a problem with exit code 4, and still reads everything."""
    for path in [filled.root, *filled.root.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)

    said = output("-c", ADD_UNPRIVILEGED.format(nobody=NOBODY), str(filled.root))

    assert said == ["PB012 4 3"]
    assert verify(filled).sound


@pytest.mark.slow
@pytest.mark.parametrize(("writers", "rounds"), [(2, 10), (8, 4)])
def test_writers_at_once_lose_nothing(archive: Archive, writers: int, rounds: int) -> None:
    """Everybody writes to the same plan and to an own one: every commit is there, once, in some order."""
    children = [start("-c", WRITE_OFTEN, str(archive.root), str(n), str(rounds)) for n in range(writers)]
    told = [child.communicate() for child in children]
    lines = [line.split(maxsplit=2) for out, _ in told for line in out.splitlines()]

    assert [err for _, err in told] == [""] * writers
    assert all(archive.read(id, "plan.yaml", int(version)).decode() == text for id, version, text in lines)
    assert len({(id, version) for id, version, _ in lines}) == archive.head.size == 2 * writers * rounds
    assert len(archive.history(PLAN)) == writers * rounds
    assert (verify(archive).sound, valid(archive.root)) == (True, True)


@pytest.mark.slow
def test_verification_beside_a_writer_finds_no_damage(archive: Archive) -> None:
    """However often one looks while somebody writes, a commit on its way is at worst pending."""
    archive.add(PLAN, FILES, NOTE)
    child = start("-c", WRITE_OFTEN, str(archive.root), "w", "15")
    found: set[str] = set()
    while child.poll() is None:
        found |= {finding.kind for finding in verify(archive, [archive.head]).findings}

    assert (child.communicate()[1], found - {"pending"}, archive.head.size) == ("", set(), 31)


@pytest.fixture
def interrupted(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """An archive whose fifth commit was stopped before anything took its place."""
    fill(archive)
    with monkeypatch.context() as patched:
        patched.setattr("planbuilder.archive.commit._roll_forward", lambda root: None)
        archive.add(PLAN, {"ny.txt": b"ny"}, NOTE)
    return archive


def test_readers_see_the_archive_while_a_commit_is_pending(interrupted: Archive) -> None:
    """What is committed can be read; verification tells of the pending commit and of no damage."""
    assert len(interrupted.history(PLAN)) == 3
    assert [finding.kind for finding in verify(interrupted).findings] == ["pending"]


def test_what_does_not_belong_to_an_object_stays_to_be_found(filled: Archive) -> None:
    """The object is replaced as a whole, and still a stray file in it does not vanish unseen."""
    (filled.root / object_path(PLAN) / "v1" / "stray").write_bytes(b"?")

    filled.add(PLAN, FILES, NOTE)

    assert [(finding.kind, Path(finding.place).name) for finding in verify(filled).findings] == [("extra", "stray")]


def test_where_files_cannot_have_two_names_they_are_copied(filled: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk without hard links holds the same archive."""
    monkeypatch.setattr(os, "link", refuse)

    assert (filled.add(PLAN, FILES, NOTE).version, verify(filled).sound, valid(filled.root)) == (4, True, True)


def refuse(*_: object, **__: object) -> None:
    raise PermissionError


def test_the_next_writer_finishes_what_is_pending(interrupted: Archive) -> None:
    """The interrupted version is there, and the next one after it."""
    receipt = interrupted.add(PLAN, FILES, NOTE)

    assert (receipt.version, interrupted.read(PLAN, "ny.txt", 4)) == (5, b"ny")
    assert verify(interrupted).sound


def test_recovery_does_nothing_twice(interrupted: Archive) -> None:
    """The second time there is nothing to do."""
    assert (recover(interrupted.root), recover(interrupted.root)) == (True, False)
    assert len(read_leaves(interrupted.own)) == 5


@pytest.mark.parametrize("path", ["../../../../etc", "aaa/bbb/ccc/../x", "/etc", "aaa/bbb/ccc/d/e"])
def test_a_pending_record_leads_nowhere_else(interrupted: Archive, path: str) -> None:
    """An archive from a stranger cannot have its recovery write outside of it."""
    record = interrupted.own / PENDING / "change.json"
    record.write_text(json.dumps({**json.loads(record.read_bytes()), "path": path}), encoding="utf-8")

    with pytest.raises(InputInvalid):
        recover(interrupted.root)
    assert not verify(interrupted).sound


@pytest.mark.parametrize("text", [b"", b"{", b"[]", b'{"kind": "new"}', b"\xff"])
def test_a_damaged_pending_record_is_told(interrupted: Archive, text: bytes) -> None:
    """It is neither finished nor thrown away."""
    (interrupted.own / PENDING / "change.json").write_bytes(text)

    with pytest.raises(InputInvalid):
        interrupted.add(PLAN, FILES, NOTE)

    assert (interrupted.own / PENDING).exists()
    assert not verify(interrupted).sound


def test_a_pending_version_that_decayed_is_not_logged(interrupted: Archive) -> None:
    """Its inventory must have the digest that the record promises."""
    (interrupted.own / PENDING / TREE / "inventory.json").write_bytes(b"{}")

    with pytest.raises(InputInvalid):
        recover(interrupted.root)

    assert len(read_leaves(interrupted.own)) == 4


def test_what_was_staged_and_never_committed_is_cleared_away(filled: Archive) -> None:
    """Leftovers of a killed writer are gone after the next commit."""
    (filled.own / "staging" / "abc" / "v9").mkdir(parents=True)

    filled.add(PLAN, FILES, NOTE)

    assert list((filled.own / "staging").iterdir()) == []


def test_nothing_is_pending_in_a_settled_archive(tmp_path: Path) -> None:
    """No record, no change."""
    assert pending_change(initialise(tmp_path / "a").root) is None


@pytest.mark.parametrize("change", [{"leaf": {"object": "../../../../out"}}, {"tree": -1}, {"tree": 9}, {"tree": "1"}])
def test_a_pending_change_puts_nothing_outside(filled: Archive, change: dict[str, object]) -> None:
    """A commit that somebody laid there is finished only if it is one of ours: its object is no path."""
    leaf = {**read_leaves(filled.own)[-1], **change.get("leaf", {})}
    record = {
        "leaf": leaf,
        "path": object_path(PLAN),
        "tree": 0,
        **change,
        **({"leaf": leaf} if "leaf" in change else {}),
    }
    pending = filled.own / PENDING
    pending.mkdir()
    for name, data in {"change.json": json.dumps(record), "state.json": "{}", "newest": "x"}.items():
        (pending / name).write_text(data, encoding="utf-8")

    with pytest.raises(InputInvalid, match="PB175"):
        recover(filled.root)
    assert [] == list(filled.root.parent.rglob("out*"))
