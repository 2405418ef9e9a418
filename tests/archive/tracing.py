"""Runs one change of an archive over and over, each time stopped at another of its file operations.

    python tracing.py MODE ARCHIVE FOLDER CHANGE

Operations are not guessed but counted: every event the interpreter reports to an audit hook about files, and every call
of a function in C that opens, writes, flushes, closes, renames, makes or deletes (`sys.setprofile`). MODE is `kill`
(SIGKILL at the k-th), `full` (the k-th operation that needs space finds none) or `small` (no file may grow beyond k
bytes). Each run works on a copy of ARCHIVE in FOLDER/k; how it ended is told as JSON, one line a run.

Most operations find the disk as the one before did, and so would a kill at them leave it: a first run, which nobody
stops, looks which do not, and only at these others are killed.
"""

from __future__ import annotations

import errno
import json
import os
import resource
import shutil
import signal
import sys
from collections.abc import Iterable
from itertools import count
from pathlib import Path

from planbuilder.archive import commit
from planbuilder.archive.store import Archive, initialise
from planbuilder.archive.upkeep import remove
from planbuilder.errors import PlanbuilderError
from tests.archive.conftest import FILES, NOTE, PLAN, lying
from tests.archive.test_upkeep import GROUNDS


def unswapped(archive: Archive) -> None:
    """A new version on a system that cannot swap two folders in one step."""
    commit.swapped = lambda one, other: False
    WORK["version"](archive)


WORK = {
    "begin": lambda archive: initialise(archive.root.parent / f"{archive.root.name}-new"),
    "new": lambda archive: archive.add("urn:uuid:new", {"plan.yaml": b"new", "a/b.txt": b"b" * 2000}, NOTE),
    "version": lambda archive: archive.add(PLAN, {**FILES, "plan.yaml": b"new", "a/b.txt": b"b" * 2000}, NOTE),
    "unswapped": unswapped,
    "removal": lambda archive: remove(archive, PLAN, [2], GROUNDS),
}
CALLS = {"open", "write", "flush", "close", "__exit__", "rename", "replace", "mkdir", "unlink", "rmdir", "remove"}
NEEDS_SPACE = {"os.mkdir", "os.rename", "os.link"}
STEP = 150
ENDED, ONWARDS = 0, 3


class Counter:
    """Counts operations, and strikes at the k-th."""

    def __init__(self, mode: str, k: int, watched: tuple[Path, ...] = (), told: int = 0) -> None:
        self.mode, self.k, self.seen, self.on = mode, k, 0, False
        self.watched, self.told, self.found = watched, told, [()]

    def strike(self) -> None:
        if not self.on:
            return
        self.seen += 1
        self.look()
        if self.seen == self.k and self.mode == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if self.seen == self.k and self.mode == "full":
            raise OSError(errno.ENOSPC, "No space left on device")

    def look(self) -> None:
        """Tell of an operation that finds the disk other than the one before."""
        if self.watched:
            self.on = False
            found = [lying(root) for root in self.watched]
            if found != self.found:
                os.write(self.told, b"%d\n" % self.seen)
            self.found, self.on = found, True

    def audit(self, event: str, arguments: tuple) -> None:
        writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        if self.mode == "kill":
            if event in {"open", "shutil.rmtree"} or (event.startswith("os.") and event != "os.kill"):
                self.strike()
        elif self.mode == "full" and (writes or event in NEEDS_SPACE):
            self.strike()

    def profile(self, frame: object, event: str, function: object) -> None:
        if event == "c_call" and getattr(function, "__name__", "") in CALLS:
            self.strike()


def change(counter: Counter, root: Path, name: str) -> str:
    """Carry the change out in this process, to be stopped on the way; the code of the problem that it ended with."""
    archive = Archive(root)
    if counter.mode == "small":
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (counter.k, counter.k))
    else:
        sys.addaudithook(counter.audit)
        sys.setprofile(counter.profile if counter.mode == "kill" else None)
    # A kill loses nothing that the system was given: flushing would only cost time here.
    os.fsync, counter.on = lambda _: None, True
    try:
        WORK[name](archive)
    except PlanbuilderError as error:
        return error.problems[0].code
    finally:
        counter.on = False
    return ""


def struck(mode: str, source: str, folder: str, name: str) -> Iterable[int]:
    """The operations to stop at, in their order; the last one to be killed at is one more than there are."""
    if mode != "kill":
        return count(STEP, STEP) if mode == "small" else count(1)
    root = Path(folder) / "looked"
    shutil.copytree(source, root)
    heard, told = os.pipe()
    if not os.fork():
        counter = Counter(mode, 0, (root, root.with_name(f"{root.name}-new")), told)
        code = change(counter, root, name)
        os.write(told, b"%d\n" % (counter.seen + 1))
        os._exit(len(code))
    os.close(told)
    with open(heard, encoding="ascii") as lines:
        found = [int(line) for line in lines]
    return found if not os.wait()[1] else sys.exit("the run that was not stopped did not end")


def main(mode: str, source: str, folder: str, name: str) -> None:
    """One run after the other, until one is not stopped any more."""
    for k in struck(mode, source, folder, name):
        root = Path(folder) / str(k)
        shutil.copytree(source, root)
        child = os.fork()
        if not child:
            counter = Counter(mode, k)
            code = change(counter, root, name)
            os.write(1, json.dumps({"k": k, "code": code}).encode() + b"\n")
            os._exit(ONWARDS if code or counter.seen >= k else ENDED)
        status = os.waitpid(child, 0)[1]
        if os.WIFSIGNALED(status):
            os.write(1, json.dumps({"k": k, "code": "killed"}).encode() + b"\n")
        elif os.WEXITSTATUS(status) not in {ENDED, ONWARDS}:
            sys.exit(f"run {k} crashed")
        if os.WIFEXITED(status) and os.WEXITSTATUS(status) == ENDED:
            break


if __name__ == "__main__":
    main(*sys.argv[1:])
