"""A file is whole or not there, and nobody's change is overwritten unseen."""

from __future__ import annotations

import json
import os
import random
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from planbuilder import files
from planbuilder.errors import InputInvalid
from planbuilder.files import append_line, contents, digest, leads_out, write_atomically
from planbuilder.plan import store
from planbuilder.plan.journal import journal
from planbuilder.plan.store import Author

NOBODY = 65534
AUTHOR = Author("Ane", "chef", datetime(2026, 3, 1, 12, 0, 0))
FACTS = {"title": "Pas", "price_base": 2026, "first_year": 2026, "horizon": 3}

KILL_SAVERS = """
import os, random, signal, sys, time
from pathlib import Path
from planbuilder.files import write_atomically
versions = [letter * 40_000 for letter in (b"a", b"b", b"c")]
path = Path(sys.argv[1])
write_atomically(path, versions[0])
moments = random.Random(200)
found = set()
for _ in range(200):
    child = os.fork()
    if not child:
        while True:
            for version in versions:
                write_atomically(path, version)
    time.sleep(moments.randrange(20_000) / 1_000_000)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    found.add(path.read_bytes())
print(len(found) > 1, found <= set(versions))
"""
CHANGE_FOR_EVER = """
import sys
from datetime import datetime
from pathlib import Path
from planbuilder.plan import store
author = store.Author("Bo", "jurist", datetime(2026, 3, 1))
plan = store.open_plan(Path(sys.argv[1]))
print("ready", flush=True)
n = 0
while True:
    n += 1
    plan = plan.with_changes({("title",): f"title {n}"}, author)
"""
SAVE_IN_FULL = """
import resource, signal, sys
from pathlib import Path
from planbuilder.errors import InputInvalid
from planbuilder.files import write_atomically
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_atomically(Path(sys.argv[1]), b"new" * 1000)
except InputInvalid as error:
    print(error.problems[0].code, error.exit_code)
"""
SAVE_UNPRIVILEGED = """
import os, sys
from datetime import datetime
from pathlib import Path
from planbuilder.errors import PlanbuilderError
from planbuilder.files import write_atomically
from planbuilder.plan import store
import encodings.idna, getpass, pwd, socket
os.chdir(sys.argv[1])
plan = store.open_plan(Path("plan.yaml"))
if os.geteuid() == 0:
    os.setresuid({nobody}, {nobody}, {nobody})
try:
    {action}
except PlanbuilderError as error:
    print(error.problems[0].code, error.exit_code)
"""


def run(script: str, *arguments: str) -> str:
    """What a program prints; a crash of it is an error of the test."""
    done = subprocess.run([sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.stdout.strip()


def started(script: str, path: Path) -> subprocess.Popen[str]:
    """A running program that has said it is ready."""
    child = subprocess.Popen(
        [sys.executable, "-c", script, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    return child


def end(child: subprocess.Popen[str]) -> None:
    child.kill()
    child.communicate()


def new_plan(folder: Path) -> store.OpenPlan:
    return store.create(folder, FACTS, AUTHOR)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_digest_is_sha_256() -> None:
    """Known value of the empty text."""
    actual = digest(b"")

    assert actual == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.mark.parametrize("old", [None, b"old"])
def test_what_is_written_stands_at_its_path_and_nothing_beside_it(tmp_path: Path, old: bytes | None) -> None:
    """New and replaced files hold the bytes; folders are made; no temporary file stays."""
    path = tmp_path / "a" / "plan.yaml"
    if old is not None:
        write_atomically(path, old)

    write_atomically(path, "æ\r\n".encode())

    assert (path.read_bytes(), names(path.parent)) == (b"\xc3\xa6\r\n", ["plan.yaml"])


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_a_replaced_file_keeps_its_rights(tmp_path: Path, mode: int) -> None:
    """Who may read a plan does not change by saving it."""
    path = tmp_path / "plan.yaml"
    path.write_bytes(b"old")
    path.chmod(mode)

    write_atomically(path, b"new")

    assert path.stat().st_mode & 0o777 == mode


def test_a_new_file_has_the_rights_of_any_new_file(tmp_path: Path) -> None:
    """The user's mask decides, as with every other program."""
    path, other = tmp_path / "plan.yaml", tmp_path / "other"
    other.write_bytes(b"")

    write_atomically(path, b"new")

    assert path.stat().st_mode == other.stat().st_mode


def test_a_plan_that_is_a_link_stays_a_link(tmp_path: Path) -> None:
    """A plan that is a link to a plan elsewhere was read there, and is saved there."""
    target, link = tmp_path / "share.yaml", tmp_path / "plan.yaml"
    new_plan(tmp_path)
    link.rename(target)
    link.symlink_to(target)

    store.open_plan(link).with_changes({("title",): "Ny"}, AUTHOR)

    assert (link.is_symlink(), store.open_plan(target).plan.title) == (True, "Ny")


@pytest.mark.parametrize("write", [lambda p: write_atomically(p, b"new"), lambda p: append_line(p, "new")])
@pytest.mark.parametrize("target", ["elsewhere", "nowhere"])
def test_nothing_is_written_through_a_link(tmp_path: Path, write: Callable[[Path], None], target: str) -> None:
    """A link that lies in a folder one was sent must not decide which file of one's own is changed, or made."""
    (tmp_path / "elsewhere").write_bytes(b"own")
    link = tmp_path / "plan" / "plan.txt"
    link.parent.mkdir()
    link.symlink_to(tmp_path / target)

    with pytest.raises(InputInvalid) as caught:
        write(link)

    assert [found.code for found in caught.value.problems] == ["PB018"]
    assert ((tmp_path / "elsewhere").read_bytes(), (tmp_path / "nowhere").exists()) == (b"own", False)


def test_a_folder_that_is_a_link_beneath_the_plan_takes_no_file(tmp_path: Path) -> None:
    """`build` may lead anywhere, and the folder that was named by hand may itself be a link."""
    for name in ("elsewhere", "real"):
        (tmp_path / name).mkdir()
    named = tmp_path / "named"
    named.symlink_to(tmp_path / "real")
    (named / "build").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(InputInvalid) as caught:
        write_atomically(named / "build" / "deep" / "plan.pdf", b"x", named)
    write_atomically(named / "other" / "plan.pdf", b"x", named)

    assert [found.code for found in caught.value.problems] == ["PB018"]
    assert (names(tmp_path / "elsewhere"), names(tmp_path / "real" / "other")) == ([], ["plan.pdf"])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="such files are known to Unix alone")
@pytest.mark.parametrize("kind", ["device", "link to a device", "pipe", "socket", "folder"])
def test_only_regular_files_are_read(tmp_path: Path, kind: str) -> None:
    """A device never ends and a pipe may never begin: both are refused at once, whatever link leads to them."""
    path = tmp_path / "x"
    make = {
        "device": lambda: Path("/dev/zero"),
        "link to a device": lambda: path.symlink_to("/dev/zero") or path,
        "pipe": lambda: os.mkfifo(path) or path,
        "socket": lambda: os.mknod(path, stat.S_IFSOCK | 0o600) or path,
        "folder": lambda: path.mkdir() or path,
    }

    with pytest.raises(InputInvalid) as caught:
        contents(make[kind]())

    codes = [found.code for found in caught.value.problems]
    assert codes == [{"socket": "PB004", "folder": "PB004"}.get(kind, "PB013")]


def test_the_device_that_stands_for_nothing_is_an_empty_file() -> None:
    """Whoever wants no configuration names it."""
    assert contents(Path(os.devnull)) == b""


@pytest.mark.parametrize(("size", "fits"), [(10, True), (11, False)])
def test_a_file_is_read_up_to_a_limit(tmp_path: Path, size: int, fits: bool) -> None:
    """As many bytes as allowed are read; one more is refused before anything is."""
    path = tmp_path / "x"
    path.write_bytes(b"x" * size)

    if fits:
        assert len(contents(path, 10)) == size
    else:
        with pytest.raises(InputInvalid, match="PB003"):
            contents(path, 10)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="Linux alone has such a file")
def test_a_file_that_says_it_is_empty_is_read_up_to_the_limit_all_the_same() -> None:
    """What a file says of its size is not believed: files of the system say zero."""
    with pytest.raises(InputInvalid, match="PB003"):
        contents(Path("/proc/self/status"), 10)


@pytest.mark.parametrize("name", ["gone", "a\0b", "x" * 300])
def test_a_name_without_a_file_is_told(tmp_path: Path, name: str) -> None:
    """Whatever a name is, it is a problem and no crash."""
    with pytest.raises(InputInvalid, match="PB004"):
        contents(tmp_path / name)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="such files are known to Unix alone")
def test_a_pipe_is_read_where_it_is_asked_for(tmp_path: Path) -> None:
    """A program may hand on what it made, all of it, if the reader says so."""
    path = tmp_path / "pipe"
    os.mkfifo(path)
    child = subprocess.Popen([sys.executable, "-c", f"open({str(path)!r}, 'wb').write(b'x' * 300_000)"])

    actual = contents(path, pipe=True)

    child.wait()
    assert actual == b"x" * 300_000


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="such files are known to Unix alone")
def test_a_pipe_into_which_nothing_comes_is_not_waited_for_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is a problem with its reason."""
    path = tmp_path / "pipe"
    os.mkfifo(path)
    monkeypatch.setattr(files, "PATIENCE", 0.05)

    with pytest.raises(InputInvalid) as caught:
        contents(path, pipe=True)

    assert [(found.code, found.values["reason"]) for found in caught.value.problems] == [("PB004", "ETIMEDOUT")]


@pytest.mark.parametrize(
    ("name", "expected"),
    [("logo.png", False), ("in/logo.png", False), ("../x", True), ("/dev/zero", True), ("link", True), ("loop", True)],
)
def test_it_is_seen_when_a_name_leads_out_of_its_folder(tmp_path: Path, name: str, expected: bool) -> None:
    """By itself, or by a link that it is."""
    folder = tmp_path / "profile"
    folder.mkdir()
    (folder / "link").symlink_to(tmp_path / "x")
    (folder / "loop").symlink_to(folder / "loop")

    assert leads_out(folder / name, folder) is expected


@pytest.mark.slow
def test_a_kill_at_any_moment_leaves_a_whole_version(tmp_path: Path) -> None:
    """200 times: a program that saves in a loop is killed at a random moment; the file is one of its versions."""
    path = tmp_path / "plan.yaml"

    actual = run(KILL_SAVERS, str(path))

    assert actual == "True True"
    assert len(path.read_bytes()) == 40_000


@pytest.mark.slow
def test_a_kill_while_a_plan_is_changed_leaves_a_plan_that_opens(tmp_path: Path) -> None:
    """Killed at random moments, the plan opens, its journal reads, and the next change is saved and journalled."""
    new_plan(tmp_path)
    moments = random.Random(7)

    for _ in range(12):
        child = started(CHANGE_FOR_EVER, tmp_path)
        time.sleep(moments.randrange(60_000) / 1_000_000)
        end(child)
        title = store.open_plan(tmp_path).plan.title
        assert title == "Pas" or title.startswith("title ") or title == "after"
        store.open_plan(tmp_path).with_changes({("title",): "after"}, AUTHOR)
        store.open_plan(tmp_path).with_changes({("title",): "Pas"}, AUTHOR)

    lines = list(journal(tmp_path))
    assert lines[-1]["plan"] == store.open_plan(tmp_path).digest


def test_a_temporary_file_left_behind_disturbs_nobody(tmp_path: Path) -> None:
    """What a killed program left beside the plan is neither read nor in the way."""
    plan = new_plan(tmp_path)
    (tmp_path / ".plan.yaml.x1y2z3").write_bytes(b"half a pl")

    changed = plan.with_changes({("title",): "Ny"}, AUTHOR)

    assert store.open_plan(tmp_path).plan == changed.plan


def test_a_full_disk_leaves_the_old_file_whole(tmp_path: Path) -> None:
    """No room for the new version: a problem with exit code 4, the old bytes, and no remains."""
    path = tmp_path / "plan.yaml"
    path.write_bytes(b"old")

    actual = run(SAVE_IN_FULL, str(path))

    assert (actual, path.read_bytes(), names(tmp_path)) == ("PB012 4", b"old", ["plan.yaml"])


@pytest.mark.parametrize(
    "action",
    [
        pytest.param("write_atomically(Path('plan.yaml'), b'new')", id="write"),
        pytest.param(
            "plan.with_changes({('title',): 'x'}, store.Author('', '', datetime.now()))",
            id="change",
        ),
        pytest.param(
            "store.create(Path('new'), {'title': 'x', 'price_base': 2026, 'first_year': 2026, 'horizon': 1},"
            " store.Author('', '', datetime.now()))",
            id="create",
        ),
    ],
)
def test_a_read_only_folder_is_told_and_the_old_file_stays(tmp_path: Path, action: str) -> None:
    """Whether a file, a plan or a new plan is saved: PB012 with exit code 4, never a crash."""
    old = new_plan(tmp_path).source.text
    (tmp_path / "plan.yaml").chmod(0o644)
    tmp_path.chmod(0o555)

    actual = run(SAVE_UNPRIVILEGED.format(nobody=NOBODY, action=action), str(tmp_path))

    tmp_path.chmod(0o755)
    assert (actual, (tmp_path / "plan.yaml").read_text(encoding="utf-8")) == ("PB012 4", old)


def test_a_journal_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """A change that cannot be journalled is a problem the user can mend, no crash."""
    plan = new_plan(tmp_path)
    (tmp_path / "journal.jsonl").unlink()
    (tmp_path / "journal.jsonl").mkdir()

    with pytest.raises(InputInvalid) as caught:
        plan.with_changes({("title",): "Ny"}, AUTHOR)

    assert caught.value.problems[0].code == "PB004"


@pytest.mark.parametrize("name", ["file/plan.yaml", "folder"])
def test_a_path_that_takes_no_file_is_told(tmp_path: Path, name: str) -> None:
    """A file where a folder should be, and a folder where the file should be, are problems."""
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "folder").mkdir()

    with pytest.raises(InputInvalid) as caught:
        write_atomically(tmp_path / name, b"x")

    assert [found.code for found in caught.value.problems] == ["PB012"]
    assert names(tmp_path) == ["file", "folder"]


@pytest.mark.parametrize(
    ("before", "expected"),
    [(None, b"x\n"), (b"", b"x\n"), (b"one\n", b"one\nx\n"), (b'{"torn', b'{"torn\nx\n'), (b"\n", b"\nx\n")],
)
def test_a_line_is_added_after_closing_off_a_torn_one(tmp_path: Path, before: bytes | None, expected: bytes) -> None:
    """What a crash left unfinished does not swallow the next line."""
    path = tmp_path / "journal.jsonl"
    if before is not None:
        path.write_bytes(before)

    append_line(path, "x")

    assert path.read_bytes() == expected


@pytest.mark.parametrize(
    "torn",
    [
        pytest.param(b'{"at": "2026-03-', id="torn"),
        pytest.param(b'{"by": "S\xc3', id="torn inside a letter"),
        pytest.param(b'{"by": "Ane"', id="torn before its end"),
        pytest.param(b"\x00\x00\x00", id="zeros after a power cut"),
        pytest.param(b"5", id="a number"),
        pytest.param(b"", id="nothing"),
    ],
)
def test_a_torn_journal_line_is_passed_over(tmp_path: Path, torn: bytes) -> None:
    """All whole lines are read, and the next change is saved and journalled."""
    plan = new_plan(tmp_path)
    path = tmp_path / "journal.jsonl"
    path.write_bytes(path.read_bytes() + torn)

    changed = plan.with_changes({("title",): "Ny"}, AUTHOR)

    lines = [line for line in journal(tmp_path) if isinstance(line, dict)]
    assert lines[0]["new"] == "created"
    assert (lines[-1]["new"], lines[-1]["plan"]) == ("Ny", changed.digest)


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x85", "\x0b", "\r", "\n"], ids=ascii)
def test_any_line_break_in_an_answer_is_one_line_of_the_journal(tmp_path: Path, mark: str) -> None:
    """Text pasted from elsewhere holds odd line breaks; each change is still one line that reads back."""
    changed = new_plan(tmp_path).with_changes({("solution", "description"): f"one{mark}two"}, AUTHOR)

    last = list(journal(tmp_path))[-1]

    assert (last["new"], last["plan"]) == (f"one{mark}two", changed.digest)


def test_the_journal_is_one_json_object_a_line(tmp_path: Path) -> None:
    """Other programs can read it."""
    new_plan(tmp_path).with_changes({("title",): "Æblegrød: »ny«"}, AUTHOR)

    lines = [json.loads(line) for line in (tmp_path / "journal.jsonl").read_text(encoding="utf-8").split("\n") if line]

    assert [sorted(line) for line in lines] == [["at", "by", "key", "new", "old", "plan", "role"]] * 2


def test_writing_flushes_before_it_replaces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bytes are on the disk before the new name is, so that a power cut cannot swap the two."""
    steps: list[str] = []
    flush, replace = os.fsync, os.replace
    monkeypatch.setattr(files.os, "fsync", lambda handle: (steps.append("flush"), flush(handle))[1])
    monkeypatch.setattr(files.os, "replace", lambda a, b: (steps.append("replace"), replace(a, b))[1])

    write_atomically(tmp_path / "plan.yaml", b"x")

    assert steps[:2] == ["flush", "replace"]


@pytest.mark.parametrize("name", ["x" * 255, "æ" * 127, "x" * 250 + ".yaml"])
def test_a_name_as_long_as_the_system_takes_is_written(tmp_path: Path, name: str) -> None:
    """The temporary file's name has room for what makes it one."""
    write_atomically(tmp_path / name, b"old")
    write_atomically(tmp_path / name, b"new")

    assert ((tmp_path / name).read_bytes(), names(tmp_path)) == (b"new", [name])


@pytest.mark.skipif(os.name == "nt", reason="rights of this kind are known to Unix alone")
@pytest.mark.parametrize(("rights", "own"), [(0o700, True), (0o755, True), (0o775, False), (0o777, False)])
def test_a_folder_is_ones_own_if_nobody_else_writes_to_it(tmp_path: Path, rights: int, own: bool) -> None:
    """Or if it is not there yet; a file is none."""
    folder = tmp_path / "figures"
    folder.mkdir()
    folder.chmod(rights)
    (tmp_path / "file").touch()

    assert (files.is_own(folder), files.is_own(tmp_path / "none"), files.is_own(tmp_path / "file")) == (
        own,
        True,
        False,
    )


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000, b"[" * 100_000, "", "x", b"\xff", "[1"])
def test_json_that_cannot_be_read_is_one_error(text: str | bytes) -> None:
    """Brackets without end too."""
    with pytest.raises(ValueError, match=r".*"):
        files.json_in(text)


@pytest.mark.parametrize(
    "text", [b'"\\ud800"', b'["\xed\xa0\x80"]', '{"\\udfff": 1}', "[" * 10_000, b"9" * 5_000, b"\xff"]
)
def test_json_that_no_text_can_hold_is_none(text: bytes | str) -> None:
    """Half a letter can be neither written nor hashed; all of it is a ValueError."""
    with pytest.raises(ValueError, match=r"\w"):
        files.json_in(text)


def test_a_letter_of_two_halves_is_one() -> None:
    """As JSON writes it."""
    assert ["😀"] == files.json_in(b'["\\ud83d\\ude00"]')
