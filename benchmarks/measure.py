"""Measure start-up, and building the example plan at 1, 5 and 20 times its size.

    python benchmarks/measure.py start      ratios against `python -c pass`, in turn in one run
    python benchmarks/measure.py build      cold and warm time and peak memory, DOCX and PDF
    python benchmarks/measure.py figures   a 40-year case of 1,000 lines and 200 benefits, half, twice; simulations
    python benchmarks/measure.py options   800 costs and 200 benefits with five options, beside the same case without
    python benchmarks/measure.py save       what one answer costs in a large plan
    python benchmarks/measure.py archive    200 plans of 10 versions: add, list, verify

Prints Markdown. Figures are medians, or the least of many; ratios hold where absolute times do not.
"""

from __future__ import annotations

import compileall
import json
import os
import pty
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from planbuilder import example, language, look, pipeline
from planbuilder.archive.store import initialise
from planbuilder.archive.verification import verify
from planbuilder.archive.versions import Note
from planbuilder.figures.case import compute, uncertain_case
from planbuilder.figures.options import compared
from planbuilder.figures.simulation import simulate
from planbuilder.plan.store import PLAN, Author, from_text, open_plan
from planbuilder.questionnaire.loading import load
from planbuilder.yamltext.editing import dump
from planbuilder.yamltext.reading import read_text

SCALES = (1, 5, 20)
ROUNDS = 15
REGISTERS = (
    "indicators",
    "measurements",
    "actions",
    "ideas",
    "costs",
    "budget_changes",
    "people",
    "changes_log",
    "distribution",
)


def scaled(scale: int) -> str:
    """The example plan with every register and table that many times as long, and long answers too."""
    data = read_text(example.text(language.load("da"))).data()
    for name in REGISTERS:
        data[name] = repeated(data[name], scale)
    for answer in data["answers"].values():
        if isinstance(answer.get("rows"), dict):
            answer["rows"] = repeated(answer["rows"], scale)
        elif isinstance(answer.get("value"), str) and len(answer["value"]) > 80:
            answer["value"] = "\n".join([answer["value"]] * scale)
    return dump(data)


def repeated(rows: dict, scale: int) -> dict:
    return {key if n == 0 else f"{key}x{n}": row for n in range(scale) for key, row in rows.items()}


def timed(command: list[str], terminal: bool = False) -> float:
    start = time.perf_counter()
    if not terminal:
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return time.perf_counter() - start
    pid, master = pty.fork()
    if pid == 0:
        os.execv(command[0], command)
    seen = b""
    while b"?" not in seen:
        seen += os.read(master, 4096)
    elapsed = time.perf_counter() - start
    os.kill(pid, 9)
    os.waitpid(pid, 0)
    os.close(master)
    return elapsed


def measure_start() -> None:
    # As any installation and any first start do.
    compileall.compile_dir(Path(language.__file__).parent, quiet=1)
    free = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    warm = "from planbuilder import language; from planbuilder.questionnaire.loading import load; load()"
    subprocess.run([sys.executable, "-c", f"{warm}; language.load('da'); language.load('en')"], check=True, env=free)
    program = [str(Path(sys.executable).with_name("planbuilder"))]
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / PLAN).write_text(example.text(language.load("da")), encoding="utf-8")
        commands = {
            "python -c pass": ([sys.executable, "-c", "pass"], False),
            "planbuilder --help": ([*program, "--help"], False),
            "interview, first question (example plan)": ([*program, "interview", folder], True),
            "interview --theme, first question": ([*program, "interview", folder, "--theme", "cover"], True),
        }
        times = {name: [] for name in commands}
        for _ in range(ROUNDS):
            for name, (command, terminal) in commands.items():
                times[name].append(timed(command, terminal))
    print("| what | median ms | ratio |\n|---|---|---|")
    base = statistics.median(times["python -c pass"])
    for name, measured in times.items():
        print(f"| {name} | {statistics.median(measured) * 1000:.0f} | {statistics.median(measured) / base:.1f} |")


def build_once(scale: int, format: str, rounds: int) -> None:
    """In a process of its own: build `rounds` times and print times and peak memory."""
    plan, questionnaire, danish = from_text(scaled(scale)), load(), language.load("da")
    times = []
    for n in range(rounds):
        options = pipeline.BuildOptions(("plan",), (format,), date(2026, 1, 1 + n), danish, look.load())
        start = time.perf_counter()
        size = sum(len(output.data) for output in pipeline.build(plan, questionnaire, options))
        times.append(time.perf_counter() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"times": times, "peak": peak, "size": size}))


def measure_build() -> None:
    print("| format | scale | cold s (process) | warm s | against 1x | peak MB | KB |\n|---|---|---|---|---|---|---|")
    for format in ("docx", "pdf"):
        first = None
        for scale in SCALES:
            rounds = 5 if scale < 20 else 3
            start = time.perf_counter()
            one = child(scale, format, 1)
            cold = time.perf_counter() - start
            many = child(scale, format, rounds)
            warm = statistics.median(many["times"][1:])
            first = first or warm
            times = f"{cold:.2f} | {warm:.2f} | {warm / first:.1f}"
            print(f"| {format} | {scale} | {times} | {one['peak']:.0f} | {one['size'] // 1024} |")


def child(scale: int, format: str, rounds: int) -> dict:
    command = [sys.executable, __file__, "build-once", str(scale), format, str(rounds)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def large_case(lines: int, benefits: int, horizon: int = 40) -> str:
    """A plan of that many costs and benefits, each with a range."""
    costs = {
        f"K{n}": {
            "kind": "running",
            "amount": 1000 + n,
            "range": {"low": 900, "high": 3000 + n},
            "from": 2026 + n % horizon,
        }
        for n in range(lines)
    }
    gains = {
        f"G{n}": {
            "kind": "cashable", "full_effect": {"volume": 1000 + n, "minutes": 12}, "range": {"low": 8, "high": 15},
            "profile": "five_years", "account": "6.45", "use": "x", "use_decided_by": "x", "units": {"A": 1},
        }
        for n in range(benefits)
    }  # fmt: skip
    return dump({
        "format": "planbuilder.plan/1", "plan_id": "p", "title": "T", "price_base": 2026, "first_year": 2026,
        "horizon": horizon, "economy": {"fte_cost": 500000, "effective_hours": 1500}, "costs": costs,
        "benefits_tree": {"benefits": gains},
    })  # fmt: skip


def measure_figures() -> None:
    print("| lines | benefits | all figures s | simulation 10,000 s | simulation 100,000 s |\n|---|---|---|---|---|")
    for lines, benefits in ((250, 50), (500, 100), (1000, 200), (2000, 400)):
        plan = from_text(large_case(lines, benefits))
        took = statistics.median(elapsed(partial(compute, plan)) for _ in range(5))
        drawn = [
            statistics.median(elapsed(partial(simulate, uncertain_case(plan), draws, 1)) for _ in range(3))
            for draws in (10_000, 100_000)
        ]
        print(f"| {lines} | {benefits} | {took:.2f} | {drawn[0]:.2f} | {drawn[1]:.2f} |")


def with_options(text: str) -> str:
    """The same case with five options, in each of which a dozen lines are others."""
    plan = read_text(text).data()
    names = [f"A{n}" for n in range(5)]
    plan["options"] = {
        name: {"title": name, "kind": "other", "without_costs": [f"K{10 * n}"], "without_benefits": [f"G{3 * n}"]}
        for n, name in enumerate(names)
    }
    plan["option_costs"] = {
        f"AK{n}{m}": {"option": name, "instead_of": f"K{10 * n + m + 1}", "amount": 5000 + m}
        for n, name in enumerate(names) for m in range(9)
    }  # fmt: skip
    plan["option_benefits"] = {
        f"AG{n}{m}": {"option": name, "instead_of": f"G{3 * n + m + 1}", "full_effect": {"volume": 900, "minutes": 9}}
        for n, name in enumerate(names) for m in range(2)
    }  # fmt: skip
    return dump(plan)


def measure_options() -> None:
    text = large_case(800, 200)
    alone, beside = from_text(text), from_text(with_options(text))
    # In turn and by the processor, so that both meet the same machine; an option is remembered by its figures.
    took = [
        (busy(partial(compute, alone)), busy(lambda: compared(beside, compute(beside))))
        for _ in range(9)
    ]  # fmt: skip
    without, five = (min(times) for times in zip(*took, strict=True))
    print("| without s | with five options s | ratio |\n|---|---|---|")
    print(f"| {without:.2f} | {five:.2f} | {five / without:.2f} |")


def busy(work: Callable[[], object]) -> float:
    """Seconds of the processor."""
    start = time.process_time()
    work()
    return time.process_time() - start


def elapsed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def measure_save() -> None:
    print("| scale | lines | open ms | save one answer ms |\n|---|---|---|---|")
    for scale in SCALES:
        with tempfile.TemporaryDirectory() as folder:
            text = scaled(scale)
            (Path(folder) / PLAN).write_text(text, encoding="utf-8")
            opens, saves = [], []
            for n in range(7):
                start = time.perf_counter()
                opened = open_plan(Path(folder))
                opens.append(time.perf_counter() - start)
                start = time.perf_counter()
                opened.with_changes({("title",): f"Titel {n}"}, Author("", "", datetime(2026, 1, 1)))
                saves.append(time.perf_counter() - start)
        lines = text.count("\n")
        print(f"| {scale} | {lines} | {statistics.median(opens) * 1000:.0f} | {statistics.median(saves) * 1000:.0f} |")


PLANS, VERSIONS, PDF = 200, 10, 187_000


def measure_archive() -> None:
    """A version is a new PDF, a new plan file and a file that stays the same."""
    with tempfile.TemporaryDirectory() as folder:
        full, alone = initialise(Path(folder) / "full"), initialise(Path(folder) / "alone")
        same, note = os.urandom(100_000), Note("measured", "N", "", datetime(2026, 1, 1, tzinfo=UTC))
        for n in range(PLANS * VERSIONS):
            full.add(f"urn:plan:{n % PLANS}", version(same), note)
        times = {full: [], alone: []}
        for _ in range(40):  # in turn, so that the machine's mood hits both alike
            for archive, taken in times.items():
                taken.append(elapsed(partial(archive.add, "urn:plan:new", version(same), note)))
        listed = statistics.median(elapsed(lambda: [full.history(id) for id in full.objects()]) for _ in range(3))
        verified = statistics.median(elapsed(partial(verify, full)) for _ in range(3))
        size = sum(path.stat().st_size for path in full.root.rglob("*") if path.is_file())
    print("| what | median ms |\n|---|---|")
    print(f"| add, {PLANS} other plans of {VERSIONS} versions there | {statistics.median(times[full]) * 1000:.0f} |")
    print(f"| add, no other plan there | {statistics.median(times[alone]) * 1000:.0f} |")
    print(f"| list with every version's note | {listed * 1000:.0f} |")
    print(f"| verify, {size / 1e6:.0f} MB | {verified * 1000:.0f} |")


def version(same: bytes) -> dict[str, bytes]:
    return {"plan.pdf": os.urandom(PDF), "plan.yaml": os.urandom(20_000), "same.bin": same}


MEASURES = {
    "start": measure_start,
    "build": measure_build,
    "save": measure_save,
    "figures": measure_figures,
    "options": measure_options,
    "archive": measure_archive,
}

if __name__ == "__main__":
    match sys.argv[1:]:
        case ["build-once", scale, format, rounds]:
            build_once(int(scale), format, int(rounds))
        case [name] if name in MEASURES:
            MEASURES[name]()
        case _:
            sys.exit(__doc__)
