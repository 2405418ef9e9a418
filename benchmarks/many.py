"""Measure many plans at once: the overview of all, and all their documents in processes and on a Dask cluster.

    python benchmarks/many.py portfolio [plans]            cold, nothing changed, one in a hundred changed; memory
    python benchmarks/many.py build [plans [documents]]    with 1 and 2 processes, begun again; memory
    python benchmarks/many.py cluster [plans [documents]]  a local Dask cluster of 2 workers, then one killed midway

Documents are the usual ones, or those that are named.

Each plan is the example with an id, a title and a price of working time of its own; one in ten has a sealed version,
one in fifty is broken. Every run is a process of its own, as a user starts it. Prints Markdown; beside each row stands
the machine's load, which is below 2 on a calm one.
"""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from planbuilder import example, language

PLANS = {"portfolio": 1000, "build": 100, "cluster": 60}
DAY = "2028-03-01"
COMMAND = [sys.executable, "-c", "from planbuilder.cli.main import entry; entry()"]
WORKERS = 2
MEGA = 1_000_000
# Where a version of the example is sealed once, to be laid beside other plans.
SEALED_ON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def laid(root: Path, count: int) -> list[Path]:
    """So many plans beneath a folder, ten to a department."""
    text, sealed = example.text(language.load("da")), _sealed(root / "sealed")
    folders = [root / "plans" / f"department-{n % 10}" / f"plan-{n:04}" for n in range(count)]
    for n, folder in enumerate(folders):
        folder.mkdir(parents=True)
        own = re.sub(r"^plan_id:.*$", f"plan_id: 00000000-0000-4000-8000-{n:012}", text, count=1, flags=re.MULTILINE)
        own = re.sub(r"^title: (.*)$", rf"title: \1 {n}", own, count=1, flags=re.MULTILINE)
        own = re.sub(r"fte_cost: \d+", f"fte_cost: {500_000 + 100 * n}", own, count=1)
        folder.joinpath("plan.yaml").write_text("title: [" if n % 50 == 49 else own, encoding="utf-8")
        if n % 10 == 0:
            shutil.copytree(sealed, folder / "versions")
    return folders


def _sealed(folder: Path) -> Path:
    """The versions of a plan that has one."""
    from planbuilder.usecases.approving import approve
    from planbuilder.usecases.plans import write_example

    danish = language.load("da")
    if not folder.is_dir():
        write_example(folder, danish)
        approve(folder, danish, SEALED_ON.date(), SEALED_ON, "Bente Krogh")
    return folder / "versions"


def run(words: Sequence[str], kept: Path) -> tuple[str, str, str, str]:
    """Seconds of a command, those of processors, megabytes of it and all it begins at most, and its last line."""
    environment = {**os.environ, "PLANBUILDER_CACHE": str(kept), "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    begun, before = time.perf_counter(), _processor()
    child = subprocess.Popen([*COMMAND, *words], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment)
    with watched(child.pid) as most:
        out, _ = child.communicate()
    lines = out.decode().strip().splitlines() or [""]
    assert child.returncode in (0, 4), child.returncode  # 4: the broken plans
    seconds, processor = time.perf_counter() - begun, _processor() - before
    return f"{seconds:.2f}", f"{processor:.2f}", f"{max(most) / MEGA:.0f}", lines[-1]


def _processor() -> float:
    """Seconds that ended children have had of all processors."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@contextmanager
def watched(pid: int) -> Iterator[list[float]]:
    """The bytes that a process and those it begins have in memory, looked at twice a second, what they share twice."""
    seen, stop = [0.0], threading.Event()

    def look() -> None:
        while not stop.wait(0.5):
            seen.append(sum(map(_resident, [pid, *_children(pid)])))

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield seen
    finally:
        stop.set()
        thread.join()


def _children(pid: int) -> list[int]:
    try:
        own = [int(n) for n in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []
    return [one for child in own for one in (child, *_children(child))]


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * resource.getpagesize()
    except (OSError, IndexError):
        return 0


def row(what: str, *cells: object) -> None:
    load = os.getloadavg()[0]
    print("|", " | ".join([what, *map(str, cells), f"{load:.1f}"]), "|", flush=True)


def head(*cells: str) -> None:
    print("|", " | ".join([*cells, "load"]), "|")
    print("|", "---|" * (len(cells) + 1), sep="")


def portfolio(root: Path, count: int, _documents: Sequence[str]) -> None:
    """The overview on the screen: cold with one process and with all, with nothing changed, with some changed."""
    folders, kept = laid(root, count), root / "kept"
    words = ["portfolio", str(root / "plans"), "--date", DAY]
    head(f"overview of {count} plans", "s", "CPU s", "peak MB")
    for what, jobs in (("cold, 1 process", 1), (f"cold, {WORKERS} processes", WORKERS)):
        shutil.rmtree(kept, ignore_errors=True)
        row(what, *run([*words, "--jobs", str(jobs)], kept)[:3])
    for what, some in (("nothing changed", 0), ("1 in 100 changed", max(1, count // 100))):
        for folder in folders[:some]:
            plan = folder / "plan.yaml"
            plan.write_text(plan.read_text("utf-8") + "# rettet\n", encoding="utf-8")
        row(what, *run(words, kept)[:3])
    for format in ("docx", "pdf", "xlsx"):
        row(
            f"written as {format}, nothing changed",
            *run([*words, "--to", str(root / "out"), "--format", format], kept)[:3],
        )


def build(root: Path, count: int, documents: Sequence[str]) -> None:
    """The documents of all plans: with one process and with two, begun again, and how memory grows."""
    laid(root, count)
    words = ["build", str(root / "plans"), "--all", "--date", DAY]
    words += [word for name in documents for word in ("--document", name)]
    head(f"documents of {count} plans", "s", "CPU s", "peak MB", "plans/s")
    for jobs in (1, WORKERS):
        kept = root / f"kept-{jobs}"
        shutil.rmtree(root / "plans")
        laid(root, count)
        *cells, said = run([*words, "--jobs", str(jobs)], kept)
        row(f"{jobs} process{'es' if jobs > 1 else ''}", *cells, f"{count / float(cells[0]):.2f}")
        print(f"<!-- {said} -->")
    *cells, said = run(words, root / f"kept-{WORKERS}")
    row("begun again, nothing changed", *cells, f"{count / float(cells[0]):.1f}")
    print(f"<!-- {said} -->")
    _flat(root, count)


def _flat(root: Path, count: int) -> None:
    """Memory of a run's first and last third."""
    environment = {**os.environ, "PLANBUILDER_CACHE": "", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    words = ["build", str(root / "plans"), "--all", "--date", DAY, "--jobs", str(WORKERS), "--document", "plan"]
    child = subprocess.Popen([*COMMAND, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    with watched(child.pid) as seen:
        child.wait()
    third = max(1, len(seen) // 3)
    first, last = (sum(part) / len(part) / MEGA for part in (seen[1 : third + 1] or seen, seen[-third:]))
    row(f"memory of {WORKERS} processes, mean of first and last third", "", "", f"{first:.0f} → {last:.0f}", "")


def cluster(root: Path, count: int, documents: Sequence[str]) -> None:
    """A local cluster, whole and with a worker that is killed when a third is done."""
    laid(root, count)
    head(f"documents of {count} plans on Dask", "s", "plans/s", "documents missing", "peak MB of this process")
    for kills in (False, True):
        out = root / f"killed-{kills}"
        command = [sys.executable, __file__, "on-cluster", str(root / "plans"), str(out), str(int(kills)), *documents]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        done = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
        found = json.loads(done.stdout.splitlines()[-1])
        name = f"{WORKERS} workers" + (", one killed midway" if kills else "")
        row(name, f"{found['s']:.1f}", f"{count / found['s']:.2f}", found["missing"], f"{found['mb']:.0f}")


def on_cluster(plans: Path, out: Path, kills: bool, documents: Sequence[str]) -> None:
    """Build on a cluster of this machine; print the seconds, what is missing, and this process's memory."""
    from distributed import LocalCluster

    from planbuilder.cluster import Cluster
    from planbuilder.usecases.building import USUAL
    from planbuilder.usecases.building_all import build_all

    from planbuilder.record import replace  # isort: skip

    with LocalCluster(n_workers=WORKERS, threads_per_worker=1, dashboard_address=None, silence_logs=50) as workers:
        pids = [one.pid for one in workers.workers.values()]
        begun, missing, failed = time.perf_counter(), 0, 0
        scheduler = Cluster(workers.scheduler_address)
        wanted = replace(USUAL, to=out, documents=tuple(documents) or USUAL.documents)
        for step in build_all(plans, date.fromisoformat(DAY), scheduler, "", wanted, travels=True):
            if kills and step.number == max(1, step.of // 3):
                os.kill(pids[0], signal.SIGKILL)
            failed += step.state == "failed"
            missing += sum(not (out / step.place / name).is_file() for name in step.names)
            missing += step.state == "built" and not step.names
        seconds = time.perf_counter() - begun
    broken = sum(one.read_text("utf-8").startswith("title: [") for one in plans.rglob("plan.yaml"))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(json.dumps({"s": seconds, "missing": missing + abs(failed - broken), "mb": peak}))


def main() -> None:
    what, *rest = sys.argv[1:]
    if what == "on-cluster":
        on_cluster(Path(rest[0]), Path(rest[1]), rest[2] == "1", rest[3:])
        return
    with tempfile.TemporaryDirectory() as place:
        {"portfolio": portfolio, "build": build, "cluster": cluster}[what](
            Path(place), int(rest[0]) if rest else PLANS[what], rest[1:]
        )


if __name__ == "__main__":
    main()
