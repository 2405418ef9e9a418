"""Kill, crowd, fill and flip what is written to the disk, and count what is lost or not found: it must be nothing.

    python benchmarks/killed.py [--kills 300] [--rounds 30] [--flips 8] [--seed 1] [--clock 600] [NAME …]

A child writes without pause and tells of each write that was acknowledged; it is killed (SIGKILL) at a random moment,
and whatever it told of must be there, whole, and verified. The same for two who write at once, and for a small drive
that is full: a file system of 3 MB where the system lets one mount it without being root, else a limit on the size of
files. At last single bits of every file of an archive and of a sealed version are changed, and files are cut, made
longer and taken away: verification must find each. A name runs that row alone. No row takes longer than the clock says.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from planbuilder import confined, files
from planbuilder.approval.agreement import agrees, compared
from planbuilder.approval.sealing import TO_SIGN
from planbuilder.approval.store import open_version, seal
from planbuilder.archive.store import Archive, initialise
from planbuilder.archive.verification import verify
from planbuilder.errors import PlanbuilderError
from tests.approval.conftest import CONTENTS, manifest
from tests.approval.test_signatures import SIGNERS
from tests.fuzzing import outcome, plan
from tests.hostile.written import (
    ARCHIVE,
    PLAN,
    SEALED,
    Check,
    Store,
    archive_often,
    begin_plan,
    changes_of,
    check_signatures,
    ended,
    killed_once,
    signatures,
    started,
    told_of,
    whole_versions,
)
from tests.signing import world

SMALL, SIZE = "KILLED_ON_A_SMALL_DRIVE", 3_000_000
# What a lock file holds is nobody's data: its name is what counts.
LOCKS = {"lock", ".versions.lock"}


@dataclass
class Count:
    """What a row came to: how often something was done, what was acknowledged or found meanwhile, and every fault."""

    done: int = 0
    good: int = 0
    faults: list[str] = field(default_factory=list)


def main() -> None:
    parser = argparse.ArgumentParser()
    for name, usual in (("kills", 300), ("rounds", 30), ("flips", 8), ("seed", 1), ("clock", 600)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    parser.add_argument("names", nargs="*", help=", ".join(ROWS))
    given = parser.parse_args()
    with_a_small_drive()
    confined.child = confined.answer  # the limits of the child that opens PDFs are tried elsewhere
    print("| row | done | acknowledged or found | lost, or not found | seconds |\n|---|---|---|---|---|")
    faults = [fault for name in given.names or ROWS for fault in row(name, given)]
    print("".join(f"- {fault}\n" for fault in faults), end="")
    raise SystemExit(bool(faults))


def row(name: str, given: argparse.Namespace) -> list[str]:
    """The faults of a row, which is printed."""
    start = time.monotonic()
    given.chance, given.until = random.Random(f"{given.seed} {name}"), start + given.clock
    with tempfile.TemporaryDirectory(prefix="killed-") as folder:
        found = ROWS[name](Path(folder), given)
    spent = time.monotonic() - start
    print(f"| {name} | {found.done} | {found.good} | {len(found.faults)} | {spent:.0f} |", flush=True)
    return [f"{name}: {fault}" for fault in found.faults]


def with_a_small_drive() -> None:
    """Begin again with a small drive mounted, in a space of one's own, where the system allows it."""
    if SMALL in os.environ or sys.platform != "linux":
        return
    drive = tempfile.mkdtemp(prefix="killed-drive-")
    mount = ["unshare", "-rm", "sh", "-c", f'mount -t tmpfs -o size={SIZE} none "$0" && exec "$@"', drive]
    able = shutil.which("unshare") and not subprocess.run([*mount, "true"], capture_output=True, check=False).returncode
    os.environ[SMALL] = drive if able else ""
    code = subprocess.run([*(mount if able else []), sys.executable, *sys.argv], check=False).returncode
    shutil.rmtree(drive, ignore_errors=True)
    raise SystemExit(code)


# What is done to it


def killed(store: Store, renewed: int = 10**6) -> Callable[[Path, argparse.Namespace], Count]:
    """Killed at random moments, going on where it was each time; after so many kills it is begun anew."""

    def run(folder: Path, given: argparse.Namespace) -> Count:
        count, span, told = Count(), 0.0, []
        for number in kills(given.kills, given):
            if number % renewed == 0:
                told, place = [], folder / str(number)
                place.mkdir()
                store.begin(place)
                span = span or pace(store, folder)
            new = killed_once(lambda tell, at=place: told_of(store.steps(at, "1"), tell), given.chance.uniform(0, span))
            told += new
            count.done, count.good = count.done + 1, count.good + len(new)
            count.faults += faults(store.check, place, new if number % 10 else told)
        return count

    return run


def kills(most: int, given: argparse.Namespace) -> Iterator[int]:
    """The numbers of what is to be done, as long as there is time."""
    return (number for number in range(most) if time.monotonic() < given.until)


def pace(store: Store, folder: Path) -> float:
    """How long a child takes for the first six steps by the clock, in seconds."""
    place = folder / "pace"
    place.mkdir()
    store.begin(place)
    start = time.monotonic()
    ended(*started(lambda tell: told_of(islice(store.steps(place, "1"), 6), tell)))
    return time.monotonic() - start


def faults(check: Check, folder: Path, told: list[str]) -> list[str]:
    """What is wrong; that it cannot be read is wrong too."""
    try:
        return list(check(folder, told))
    except PlanbuilderError as error:
        return [f"{one.code} at {one.place.file}" for one in error.problems]


def crowded(store: Store) -> Callable[[Path, argparse.Namespace], Count]:
    """Two who write at once, for as many steps as there are kills."""

    def run(folder: Path, given: argparse.Namespace) -> Count:
        store.begin(folder)
        steps = max(given.kills // 4, 5)
        both = [started(lambda tell, who=who: told_of(islice(store.steps(folder, who), steps), tell)) for who in "12"]
        told = [one for child in both for one in ended(*child)]
        twice = len(told) - len(set(told))
        return Count(2, len(told), [*faults(store.check, folder, told), *["acknowledged twice"] * twice])

    return run


def full(store: Store) -> Callable[[Path, argparse.Namespace], Count]:
    """No room for the next bytes, wherever that is met; once there is room again, it goes on."""

    def run(folder: Path, given: argparse.Namespace) -> Count:
        count, drive = Count(), os.environ[SMALL]
        for number in kills(given.rounds, given):
            place = Path(drive or folder) / str(number)
            place.mkdir()
            store.begin(place)
            told = list(islice(store.steps(place, "1"), 3))
            with filled(place, given.chance.randrange(40_000), bool(drive)):
                told += refused(store.steps(place, "1"), count)
            told += list(islice(store.steps(place, "1"), 2))
            count.done, count.good = count.done + 1, count.good + len(told)
            count.faults += faults(store.check, place, told)
            shutil.rmtree(place)
        return count

    return run


@contextmanager
def filled(folder: Path, left: int, is_small: bool) -> Iterator[None]:
    """A drive with so many bytes left; where none can be mounted, no file can be larger than that."""
    ballast, before = folder.parent / "ballast", resource.getrlimit(resource.RLIMIT_FSIZE)
    if is_small:
        state = os.statvfs(folder)
        ballast.write_bytes(bytes(max(0, state.f_bavail * state.f_frsize - left)))
    else:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (left, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        ballast.unlink(missing_ok=True)


def refused(steps: Iterator[str], count: Count) -> list[str]:
    """What was acknowledged before the drive refused, which is told as a problem."""
    told: list[str] = []
    try:
        told.extend(islice(steps, 4_000))
        count.faults += ["the drive never refused"]
    except PlanbuilderError as error:
        wrong = [one.code for one in error.problems if one.code not in {"PB012", "PB172"}]
        count.faults += [f"a full drive is told as {code}" for code in wrong]
    except OSError as error:
        count.faults += [f"a full drive is told as a bug: {error}"]
    return told


# Whole commands


def approving(folder: Path, given: argparse.Namespace) -> Count:
    """The whole of `approve`, with all that is built for it: the version is whole, or there is none."""
    count, span = Count(), 0.0
    words = ["approve", str(folder), "--date", "2026-11-25"]
    for number in kills(max(given.kills // 25, 3), given):
        files.write_atomically(folder / "plan.yaml", plan().replace(b"title: ", b"title: %d " % number, 1))
        start = time.monotonic()
        if not span:
            code = outcome(words)
            span = time.monotonic() - start
        else:
            told = killed_once(lambda tell: tell(f"ended {outcome(words)}"), given.chance.uniform(0.5 * span, span))
            code = int(told[0].split()[1]) if told else -1
        count.done, count.good = count.done + 1, count.good + (code == 0)
        count.faults += faults(whole_versions, folder, [str(number)] if code == 0 else [])
    return count


def signing_in_turn(folder: Path, given: argparse.Namespace) -> Count:
    """Three sign a version in turn: each signature that was acknowledged is there, and holds."""
    contents = {**CONTENTS, TO_SIGN: world.base()}
    begin_plan(folder / "first")
    seal(folder / "first", manifest(1, contents, signers=SIGNERS), contents)
    count, span = Count(), 0.0
    for number in kills(max(given.kills // 3, 3), given):
        place = folder / str(number)
        shutil.copytree(folder / "first", place)
        start, version = time.monotonic(), place / "versions" / "1"
        if not span:
            told_of(signatures(version), lambda one: None)
            span = time.monotonic() - start
        told = killed_once(lambda tell, at=version: told_of(signatures(at), tell), given.chance.uniform(0, 1.2 * span))
        count.done, count.good = count.done + 1, count.good + len(told)
        count.faults += faults(check_signatures, version, told)
        shutil.rmtree(place)
    return count


# What is changed on the disk


def changed(folder: Path, spared: set[str], flips: int, given: argparse.Namespace, found: Callable[[], bool]) -> Count:
    """Every file with single bits changed, cut, longer and gone, each by itself; whether it is found."""
    count = Count()
    assert not found(), "what nobody changed is found"
    for path in sorted(one for one in folder.rglob("*") if one.is_file() and one.name not in spared):
        data, rights = path.read_bytes(), path.stat().st_mode
        for name, other in changes_of(data, flips, given.chance):
            path.chmod(0o644)
            path.unlink() if other is None else path.write_bytes(other)
            count.done, seen = count.done + 1, found()
            count.good += seen
            count.faults += [] if seen else [f"{path.relative_to(folder)}: {name}"]
            path.write_bytes(data)
            path.chmod(rights)
    return count


def flipped_archive(folder: Path, given: argparse.Namespace) -> Count:
    archive = initialise(folder / "archive")
    list(islice(archive_often(folder, "1"), 7))
    head = archive.head

    def found() -> bool:
        try:
            return not verify(archive, [head]).sound
        except PlanbuilderError:
            return True

    return changed(archive.root, LOCKS, given.flips, given, found)


def flipped_version(folder: Path, given: argparse.Namespace) -> Count:
    """A version of the example that is decided, held against its PDF, the journal and the archive."""
    files.write_atomically(folder / "plan.yaml", plan())
    version, where = folder / "versions" / "1", str(folder)
    assert outcome(["approve", where, "--date", "2026-11-25"]) == 0
    for body in open_version(version).manifest.bodies:
        told = ["--body", body, "--on", "2026-12-01", "--outcome", "godkendt"]
        assert outcome(["decision", "add", where, *told]) == 0
    assert outcome(["archive", "add", where, "--archive", str(folder / "archive")]) == 0
    archive = Archive(folder / "archive")

    def found() -> bool:
        try:
            return not agrees(compared(open_version(version), archive))
        except PlanbuilderError:
            return True

    return changed(version, LOCKS, given.flips, given, found)


ROWS: dict[str, Callable[[Path, argparse.Namespace], Count]] = {
    "a plan, killed": killed(PLAN),
    "an archive, killed": killed(ARCHIVE, 20),
    "sealing and deciding, killed": killed(SEALED, 50),
    "approve, killed": approving,
    "sign apply, killed": signing_in_turn,
    "a plan, two at once": crowded(PLAN),
    "an archive, two at once": crowded(ARCHIVE),
    "sealing and deciding, two at once": crowded(SEALED),
    "a plan on a full drive": full(PLAN),
    "an archive on a full drive": full(ARCHIVE),
    "sealing and deciding on a full drive": full(SEALED),
    "an archive, changed": flipped_archive,
    "a sealed version, changed": flipped_version,
}


if __name__ == "__main__":
    main()
