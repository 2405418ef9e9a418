"""What one answer costs: in plans of 1,800 and 24,000 lines, and with 50,000 lines of journal.

    python benchmarks/saving.py            prints Markdown: medians in ms, and each as a ratio to the first
    python benchmarks/saving.py crowd      8 processes × 100 answers, killed at random: is every answer there?

An answer is saved through `Session`, as every face does it: lock, read, patch, flush, journal, flush.
"""

from __future__ import annotations

import json
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path

from planbuilder import example, language
from planbuilder.interview.session import Session
from planbuilder.plan.store import PLAN, open_plan
from planbuilder.usecases.interviewing import session
from planbuilder.yamltext.editing import dump
from planbuilder.yamltext.nodes import Data
from planbuilder.yamltext.reading import read_text

AT = datetime(2026, 11, 23, 12, 0)
GROWING = ("indicators", "measurements", "actions", "ideas", "costs")
ROUNDS = 41
CASES = ((1, 0), (1, 50_000), (40, 0), (40, 50_000))
QUESTION, TABLE = "channel_strategy.strategy", "goals_followup.indicators"
PROCESSES, ANSWERS = 8, 100


def scaled(times: int) -> str:
    """The example plan with its long registers that many times as long."""
    data = read_text(example.text(language.load("da"))).data()
    assert isinstance(data, dict)
    for name in GROWING:
        rows = data[name]
        assert isinstance(rows, dict)
        grown: dict[str, Data] = {
            f"{key}{'' if n == 0 else f'x{n}'}": row for n in range(times) for key, row in rows.items()
        }
        data[name] = grown
    return dump(data)


def begun(text: str, journal: int) -> Path:
    """A plan in a folder of its own, with a journal of that many lines."""
    folder = Path(tempfile.mkdtemp(prefix="saving-"))
    (folder / PLAN).write_text(text, encoding="utf-8")
    line = {"at": "2026-11-23T12:00:00", "by": "Ane", "role": "", "key": ["title"], "old": "a", "new": "b"}
    last = {**line, "plan": open_plan(folder).digest}
    if journal:
        lines = [json.dumps(line)] * (journal - 1) + [json.dumps(last)]
        (folder / "journal.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def milliseconds(held: Session) -> tuple[float, float]:
    """The median cost of an answer and of a cell, once the plan is open."""
    answers, cells = [], []
    held.record(QUESTION, "first")
    for n in range(ROUNDS):
        began = time.perf_counter()
        held.record(QUESTION, f"answer {n}")
        answers.append(time.perf_counter() - began)
        began = time.perf_counter()
        held.set_cell(TABLE, "I1", "title", f"cell {n}")
        cells.append(time.perf_counter() - began)
    return statistics.median(answers) * 1000, statistics.median(cells) * 1000


def costs() -> None:
    """Print what an answer costs in each case."""
    print("| lines of plan | lines of journal | answer, ms | cell, ms | ratio |\n|---|---|---|---|---|")
    first = 0.0
    for times, journal in CASES:
        text = scaled(times)
        held = session(begun(text, journal), language.load("da"), lambda: AT, "Ane")
        answer, cell = milliseconds(held)
        first = first or answer
        print(f"| {text.count(chr(10)):,} | {journal:,} | {answer:.1f} | {cell:.1f} | {answer / first:.2f} |")


def answer_away(folder: Path, name: str, times: int) -> None:
    """Answer as one process of a crowd; each line printed is an answer that was acknowledged."""
    held = session(folder, language.load("da"), lambda: AT, name)
    for n in range(times):
        key = held.add_row("benefits_tree.changes", {"title": f"{name}-{n}"})
        print(f"{key} {name}-{n}", flush=True)


def crowd(folder: Path, processes: int = PROCESSES, times: int = ANSWERS, seed: int = 1) -> tuple[int, list[str]]:
    """How many answers were acknowledged, and those of them that are not in the plan; half of the crowd is killed."""
    chance = random.Random(seed)
    calls = [[sys.executable, __file__, "answer", str(folder), f"N{n}", str(times)] for n in range(processes)]
    outputs = [tempfile.TemporaryFile("w+") for _ in calls]  # noqa: SIM115 - all are open at once
    running = [subprocess.Popen(call, stdout=out) for call, out in zip(calls, outputs, strict=True)]
    for one in running[: processes // 2]:
        time.sleep(chance.uniform(0.5, 3))
        os.kill(one.pid, signal.SIGKILL)
    for one in running:
        one.wait()
    told = []
    for out in outputs:
        out.seek(0)
        told += [line for line in out.read().split("\n") if " " in line]
    rows = open_plan(folder).plan.benefits_tree.changes
    return len(told), [line for line in told if rows[line.partition(" ")[0]].title != line.partition(" ")[2]]


if __name__ == "__main__":
    match sys.argv[1:]:
        case []:
            costs()
        case ["crowd"]:
            print("{} acknowledged, lost: {}".format(*crowd(begun(scaled(1), 0))))
        case ["answer", folder, name, times]:
            answer_away(Path(folder), name, int(times))
