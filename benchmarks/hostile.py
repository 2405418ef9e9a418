"""Make hostile files of every kind, run the real commands on them, and count what should never happen.

    python benchmarks/hostile.py [--each 6] [--seed 1] [--jobs 2] [--sample N] [ENTRY …]

Every case runs in a process of its own, in a new folder beside canaries: files that nobody may read, change or add to.
An audit hook in the process and in each of its children tells of every file opened outside, every file made or removed
there, and every connection; a file that the command's own words name may be read. Prints a table by entry: how many,
which exit codes, the bugs told, hangs (more than 10 seconds of the processor, or 120 by the clock), peaks over 500 MB,
what was reached outside, and connections.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from tests.fuzzing import SECRET
from tests.hostile.cases import CANARY, SECRET_FILE, SECRET_FOLDER, Case, cases

HOME = Path(__file__).resolve().parent.parent
SECONDS, PATIENCE, MEGABYTES = 10, 120, 500
BUGS = (b"There is a bug in planbuilder", b"Traceback (most recent call last)")
WATCH = """
import os, sys, json
FOLDER, REPORT = os.environ["HOSTILE_FOLDER"], os.environ["HOSTILE_REPORT"]
CANARY = os.path.join(os.path.dirname(FOLDER), "canary")
WRITES = {"os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate", "shutil.rmtree"}
FREE = (FOLDER, "/dev/null", "/dev/tty")
busy = []
def told(*what):
    line = json.dumps(what, default=repr) + "\\n"
    number = os.open(REPORT, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(number, line.encode("utf-8", "replace"))
    os.close(number)
def real(path):
    return os.path.realpath(os.fsdecode(path))
def hook(event, arguments):
    if busy or not (event == "open" or event in WRITES or event.startswith("socket.")):
        return
    busy.append(1)
    try:
        if event in {"socket.connect", "socket.getaddrinfo", "socket.sendto"}:
            told("network", event, arguments[-1] if event == "socket.connect" else arguments)
        elif event == "open" and isinstance(arguments[0], (str, bytes)):
            path, writing = real(arguments[0]), arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
            if path.startswith(CANARY) or (writing and not path.startswith(FREE)):
                told("outside", "writes" if writing else "reads", path)
        elif event in WRITES:
            for path in arguments[:2]:
                if isinstance(path, (str, bytes)) and path and event != "os.symlink":
                    parent = os.path.join(real(os.path.dirname(os.fsdecode(path)) or "."), "")
                    if not parent.startswith(FREE):
                        told("outside", event, parent)
    except ValueError:
        pass
    finally:
        busy.pop()
sys.addaudithook(hook)
"""


# What the system says of the memory of a process counts that of the one that started it: a small one has to.
START = """
import json, os, sys
child = os.fork()
if not child:
    os.execv(sys.executable, [sys.executable, "-P", *sys.argv[2:]])
_, status, used = os.wait4(child, 0)
with open(sys.argv[1], "w") as file:
    json.dump([os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, used.ru_maxrss / 1024], file)
"""


@dataclass(frozen=True)
class Ended:
    """How a case ended: exit code, seconds of the processor and by the clock, megabytes at the peak, what was told."""

    case: Case
    code: int
    seconds: float
    clock: float
    megabytes: float
    is_bug: bool
    reached: tuple[str, ...]
    said: str

    def asked(self) -> bool:
        """Whether the user's own settings name a server, which may then be asked."""
        return b"http:" in self.case.files.get("trust.yaml", b"")

    def faults(self) -> list[str]:
        """What should never happen, by kind."""
        found = ["bug"] * self.is_bug
        found += ["hang"] * (self.seconds > SECONDS or self.clock > PATIENCE)
        found += ["memory"] * (self.megabytes > MEGABYTES)
        found += ["network"] * (not self.asked() and any('"network"' in line for line in self.reached))
        found += ["outside"] * any('"network"' not in line for line in self.reached)
        return found + ["killed"] * (self.code < 0 or self.code not in {0, 2, 3, 4, 5, 6})


def main() -> None:
    parser = argparse.ArgumentParser()
    for name, usual in (("each", 6), ("seed", 1), ("jobs", 2), ("sample", 0)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    parser.add_argument("entries", nargs="*")
    given = parser.parse_args()
    chosen = [case for case in cases(given.each, given.seed) if not given.entries or case.entry in given.entries]
    if given.sample:
        chosen = random.Random(given.seed).sample(chosen, min(given.sample, len(chosen)))
    ended: list[Ended] = []
    pool = ThreadPoolExecutor(given.jobs)
    try:
        for one in as_completed([pool.submit(run, case) for case in chosen]):
            ended.append(reported(one.result()))
    finally:  # also when it is stopped before its end
        pool.shutdown(cancel_futures=True)
        print(f"{len(ended)} of {len(chosen)} cases")
        table(ended)
    raise SystemExit(any(one.faults() for one in ended))


def reported(ended: Ended) -> Ended:
    """The same, printed at once if something is wrong with it."""
    if ended.faults():
        what = f"{', '.join(ended.faults())}: {ended.case.entry} | {ended.case.name!r}"
        figures = f"code {ended.code}, {ended.seconds:.1f} s ({ended.clock:.0f} by the clock), {ended.megabytes:.0f} MB"
        words = f"{' '.join(ended.case.words)!r:.100}"
        print(f"- {what} | {words}\n    {figures} {' '.join(ended.reached)[:400]}\n    {ended.said!r:.300}", flush=True)
    return ended


def run(case: Case) -> Ended:
    """What becomes of a case in a new folder."""
    with tempfile.TemporaryDirectory(prefix="hostile-") as name:
        top = Path(os.path.realpath(name))
        folder = top / "here"
        before = laid_out(case, top, folder)
        (code, seconds, peak), clock, said = carried_out(case, top, folder)
        report = top / "report"
        told = report.read_text(encoding="utf-8").splitlines() if report.exists() else ()
        reached = tuple(line for line in told if not is_asked_for(line, case, folder))
        if canaries(top) != before:
            reached += ("a canary was changed",)
        if CANARY in said or any(CANARY in content(path) for path in folder.rglob("*")):
            reached += ("what a canary holds came out",)
        restore(top)
    is_bug = any(words in said for words in BUGS)
    return Ended(case, int(code), seconds, clock, peak, is_bug, reached, said.decode("utf-8", "replace"))


def is_asked_for(line: str, case: Case, folder: Path) -> bool:
    """Whether a file was read that the one who typed the command named, whole."""
    return json.loads(line)[:2] == ["outside", "reads"] and json.loads(line)[2] in {
        os.path.realpath(folder / word) for word in case.words if word and "\0" not in word and len(word) < 4_000
    }


def content(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() and not path.is_symlink() and path.stat().st_size < 10**7 else b""


def laid_out(case: Case, top: Path, folder: Path) -> object:
    """Write the files of a case, its canaries, and the hook; what the canaries hold."""
    for place, data in {SECRET_FILE: CANARY, f"{SECRET_FOLDER}/kept": CANARY}.items():
        (top / place).parent.mkdir(parents=True, exist_ok=True)
        (top / place).write_bytes(data)
    (top / "watch").mkdir()
    (top / "watch" / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
    for place, data in case.files.items():
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_bytes(data)
    case.prepare(folder)
    return canaries(top)


def canaries(top: Path) -> object:
    return sorted((str(path), path.read_bytes() if path.is_file() else b"") for path in (top / "canary").rglob("*"))


def restore(top: Path) -> None:
    """Give back the right to remove what a case made unreadable."""
    for path in (top, *top.rglob("*")):
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o700)


def carried_out(case: Case, top: Path, folder: Path) -> tuple[list[float], float, bytes]:
    """The command of a case: exit code, seconds of the processor and megabytes; seconds by the clock; what it said."""
    (folder / "tmp").mkdir()
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder / "home"),
        "TMPDIR": str(folder / "tmp"),
        "PYTHONPATH": os.pathsep.join([str(top / "watch"), str(HOME)]),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PLANBUILDER_LANG": "en",
        "HOSTILE_FOLDER": str(folder),
        "HOSTILE_REPORT": str(top / "report"),
        SECRET: "x",
    }
    # A word that no program can be started with is none that an attacker could send.
    words = [word.replace("\0", "") for word in case.words]
    start = time.monotonic()
    with (top / "said").open("wb") as said:
        command = [sys.executable, "-I", "-S", "-c", START, str(top / "used"), *case.program, *words]
        child = subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
        timer = threading.Timer(PATIENCE, os.killpg, (child.pid, signal.SIGKILL))
        timer.start()
        child.wait()
        timer.cancel()
    used = json.loads((top / "used").read_bytes()) if (top / "used").exists() else [-signal.SIGKILL, PATIENCE, 0]
    return used, time.monotonic() - start, (top / "said").read_bytes()[: 10**6]


def table(ended: list[Ended]) -> None:
    """Print a line for each entry, and one for all."""
    by_entry: dict[str, list[Ended]] = defaultdict(list)
    for one in ended:
        by_entry[one.case.entry].append(one)
    by_entry |= {"all": ended} if ended else {}
    kinds = ("bug", "hang", "memory", "outside", "network", "killed")
    print("| entry | cases | exit codes | " + " | ".join(kinds) + " | slowest, s | peak, MB |")
    print("|---" * (5 + len(kinds)) + "|")
    for entry, ones in by_entry.items():
        codes = json.dumps(dict(sorted(Counter(one.code for one in ones).items()))).replace('"', "")
        counts = Counter(fault for one in ones for fault in one.faults())
        slowest, peak = max(one.seconds for one in ones), max(one.megabytes for one in ones)
        cells = [entry, len(ones), codes, *(counts[kind] for kind in kinds), f"{slowest:.1f}", f"{peak:.0f}"]
        print("| " + " | ".join(map(str, cells)) + " |")


if __name__ == "__main__":
    main()
