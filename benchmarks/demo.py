"""Measure `planbuilder build` of the demo, all documents, each build in a process of its own.

    python benchmarks/demo.py [rounds]      with charts and without, in turn, and where the time goes
    python benchmarks/demo.py against FOLDER [rounds]      CPU time against another tree, in turn in one run

Without charts means: the figures are kept from a build before, and no document is. Against another tree it is also told
what a build costs after which nothing has changed, or one answer. Prints Markdown; figures are medians.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

from planbuilder import example, language

KEPT = "kept"
WAYS = ("drawn", "kept")
PROGRAM = "interpreter and program"
# An answer of the example, of this edition and of the first, and another to the same question.
ANSWERS = ("I forsøget kom hver femte ansøgning", "I forsøget kom hver fjerde ansøgning")
BUILD = ("-m", "planbuilder", "build", "plan", "--lang", "da")
TAKEN: dict[str, float] = defaultdict(float)


@contextmanager
def timed(step: str) -> Iterator[None]:
    """What is done meanwhile counts as a step, and no longer as the step around it."""
    start, inside = time.perf_counter(), sum(TAKEN.values())
    yield
    TAKEN[step] += time.perf_counter() - start - (sum(TAKEN.values()) - inside)


def steps(folder: Path) -> None:
    """Build everything as `build` does, and print what each step took."""
    from planbuilder import look, pipeline
    from planbuilder.drawing.studio import Studio
    from planbuilder.plan.store import open_plan
    from planbuilder.questionnaire.loading import load
    from planbuilder.workbook.build import workbook
    from planbuilder.writers import WRITERS

    class TimedStudio(Studio):
        def drawing(self, *given: Any) -> Any:
            with timed("charts and pictures"):
                return super().drawing(*given)

        def png(self, *given: Any) -> Any:
            with timed("charts and pictures"):
                return super().png(*given)

    with timed("plan, words, figures"):
        plan, danish, looks = open_plan(folder).plan, language.load("da"), look.load()
        material = pipeline.material(plan, load(), danish, date(2026, 11, 23))
    with timed("libraries of DOCX, PDF and XLSX"):
        for format in ("docx", "pdf", "xlsx"):
            import_module(WRITERS[format].module)
    studio = TimedStudio(looks, folder / KEPT)
    for name in pipeline.DOCUMENTS:
        with timed("composing documents"):
            document = pipeline.document(material, name)
        for format in ("docx", "pdf"):
            with timed(f"writing {format.upper()}"):
                WRITERS[format].render(document, looks, studio)
    with timed("workbook"):
        WRITERS["xlsx"].render(workbook(plan, material.figures, danish), looks, studio)
    print(json.dumps(TAKEN))


def wall(command: list[str]) -> tuple[float, str]:
    start = time.perf_counter()
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return time.perf_counter() - start, done.stdout


def measure(rounds: int) -> None:
    """Each way once a round: the program itself, then its steps."""
    builds: dict[str, list[float]] = {way: [] for way in WAYS}
    parts: dict[str, list[dict[str, float]]] = {way: [] for way in WAYS}
    with tempfile.TemporaryDirectory() as path:
        folder = Path(path)
        os.environ["PLANBUILDER_CACHE"] = str(folder / KEPT)
        (folder / "plan.yaml").write_text(example.text(language.load("da")), encoding="utf-8")
        program = [sys.executable, "-m", "planbuilder", "build", path]
        wall(program)
        for _ in range(rounds):
            for way in WAYS:
                for command in (program, [sys.executable, __file__, "steps", path]):
                    shutil.rmtree(folder / "build", ignore_errors=True)
                    if way == "drawn":
                        shutil.rmtree(folder / KEPT)
                    took, told = wall(command)
                    if command is program:
                        builds[way].append(took)
                    else:
                        within = json.loads(told)
                        parts[way].append({PROGRAM: took - sum(within.values()), **within})
    show(builds, parts)


def show(builds: dict[str, list[float]], parts: dict[str, list[dict[str, float]]]) -> None:
    middle = {way: statistics.median(taken) for way, taken in builds.items()}
    print("| | charts drawn, s | figures kept, s |\n|---|---|---|")
    print(f"| **`planbuilder build`, the whole process** | **{middle['drawn']:.2f}** | **{middle['kept']:.2f}** |")
    for step in parts["drawn"][0]:
        cells = (f"{statistics.median(one[step] for one in parts[way]):.2f}" for way in parts)
        print(f"| {step} | {' | '.join(cells)} |")


def cpu(tree: Path, folder: Path, *words: str) -> float:
    """The CPU seconds, user and system, of a call of a tree's Python, and of all that it starts."""
    free = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    free |= {"PYTHONPATH": str(tree), "PLANBUILDER_CACHE": str(folder / KEPT)}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *words], check=True, env=free, cwd=folder, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _round(tree: Path, folder: Path) -> Iterator[tuple[str, float]]:
    """What a tree takes for each case once: what is measured, and its CPU seconds."""
    plan, build = folder / "plan" / "plan.yaml", folder / "plan" / "build"
    shutil.rmtree(folder / KEPT, ignore_errors=True)
    shutil.rmtree(build, ignore_errors=True)
    yield "build, cold: nothing kept, nothing built", cpu(tree, folder, *BUILD)
    # Not what else lies there: the first edition kept its figures in the same folder.
    for file in (one for one in build.iterdir() if one.is_file()):
        file.unlink()
    yield "build, figures kept, every document written", cpu(tree, folder, *BUILD)
    yield "build, nothing changed", cpu(tree, folder, *BUILD)
    text = plan.read_text(encoding="utf-8")
    before, after = ANSWERS if ANSWERS[0] in text else reversed(ANSWERS)
    plan.write_text(text.replace(before, after), encoding="utf-8")
    yield "build, one answer changed", cpu(tree, folder, *BUILD)
    yield "--help", cpu(tree, folder, "-m", "planbuilder", "--help")
    yield "python -c pass", cpu(tree, folder, "-c", "pass")


def measure_against(other: Path, rounds: int) -> None:
    """Each tree builds its own example; the same commands in turn, and the median of the ratios of each pair."""
    trees = {"this": Path(__file__).resolve().parents[1], "other": other.resolve()}
    taken: dict[str, dict[str, list[float]]] = {name: defaultdict(list) for name in trees}
    with tempfile.TemporaryDirectory() as path:
        for name, tree in trees.items():
            (Path(path) / name).mkdir()
            cpu(tree, Path(path) / name, "-m", "planbuilder", "demo", "plan", "--lang", "da")
        for _ in range(rounds):
            for name, tree in trees.items():
                for what, took in _round(tree, Path(path) / name):
                    taken[name][what].append(took)
    print("| CPU s | this | other | this / other |\n|---|---|---|---|")
    for what, ours in taken["this"].items():
        pairs = list(zip(ours, taken["other"][what], strict=True))
        ratio = statistics.median(one / two for one, two in pairs)
        print(
            f"| {what} | {statistics.median(ours):.2f} | {statistics.median(p[1] for p in pairs):.2f} | {ratio:.2f} |"
        )


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["against", other, *rounds]:
            measure_against(Path(other), int(*rounds or ["5"]))
        case ["steps", path]:
            steps(Path(path))
        case [rounds]:
            measure(int(rounds))
        case _:
            measure(9)
