"""Change one thing in the code at a time and see whether a test notices.

    python benchmarks/mutants.py [--sample N] [--seed S] [--only WORD] [--done FILE]
    python benchmarks/mutants.py --known        the mutants that once lived

Mutants are made of `figures/`, `signing/` and `document/blocks/` in a copy of the tree: operators are swapped,
comparisons and boundaries moved, conditions negated, constants changed, and functions return None; `strict=True` stays,
since what it asserts never fails. Each meets the tests that mirror its module, then the golden documents and all tests
of its folder; one that takes too long counts as killed. `--done` names a file of what was found: a call that is stopped
goes on from there. Prints a line for each mutant, and the share that was killed.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = "planbuilder"
FOLDERS = ("figures", "signing", "document/blocks")
COPIED = (PACKAGE, "tests", "questionnaires", "templates", "demo", "docs", "pyproject.toml", "README.md")
GOLDEN = ("tests/test_golden.py",)
SECONDS = 900
# Modules whose tests go by another name.
ELSEWHERE = {
    "file_rules": "verdict",
    "signature_rules": "verdict",
    "signed_file": "verdict",
    "explanation": "catalogue",
    "explain_certainty": "catalogue",
    "permanent": "recurring",
    "sums": "economy",
    "exported": "catalogue",
}
NO_TESTS = 5
OPERATORS: dict[type, type] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult,
    ast.And: ast.Or, ast.Or: ast.And, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip


class Mutant(NamedTuple):
    """One change: the file, the number of the node in it as `ast.walk` counts, its line, and what becomes of it."""

    path: str
    node: int
    kind: str
    line: int
    text: str

    @property
    def name(self) -> str:
        """What it is known by in a file of what was found."""
        return f"{self.path}:{self.line}:{self.node}:{self.kind}"


def swapped(node: ast.AST) -> ast.AST:
    """Another operator: the first one of a comparison."""
    if isinstance(node, ast.Compare):
        node.ops[0] = OPERATORS[type(node.ops[0])]()
    elif isinstance(node, ast.BinOp | ast.BoolOp):
        node.op = OPERATORS[type(node.op)]()
    return node


def negated(node: ast.AST) -> ast.AST:
    """A condition that holds when it did not; `not x` becomes `x`."""
    if isinstance(node, ast.UnaryOp):
        return node.operand
    assert isinstance(node, ast.If | ast.IfExp | ast.While)
    node.test = ast.UnaryOp(ast.Not(), node.test)
    return node


def changed(node: ast.AST) -> ast.AST:
    """Another constant: a number is one more, a truth its contrary."""
    assert isinstance(node, ast.Constant)
    return ast.Constant(not node.value if isinstance(node.value, bool) else node.value + 1)


def emptied(node: ast.AST) -> ast.AST:
    """A function that returns None."""
    return ast.Return(ast.Constant(None))


CHANGES: dict[str, Callable[[ast.AST], ast.AST]] = {
    "operator": swapped, "negated": negated, "constant": changed, "none": emptied,
}  # fmt: skip


def kinds(node: ast.AST) -> Iterator[str]:
    """What can be changed about a node."""
    operator = {ast.Compare: lambda n: n.ops[0], ast.BinOp: lambda n: n.op, ast.BoolOp: lambda n: n.op}.get(type(node))
    if operator and type(operator(node)) in OPERATORS:
        yield "operator"
    if isinstance(node, ast.If | ast.IfExp | ast.While) or (
        isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)
    ):
        yield "negated"
    if isinstance(node, ast.Constant) and isinstance(node.value, bool | int):
        yield "constant"
    if isinstance(node, ast.Return) and not (node.value is None or isinstance(node.value, ast.Constant)):
        yield "none"


def mutants(path: str, source: str) -> Iterator[Mutant]:
    """Every mutant of a module; annotations are `from __future__` and never run."""
    tree = ast.parse(source)
    still = {id(inner) for node in ast.walk(tree) for inner in _unrun(node)}
    for number, node in enumerate(ast.walk(tree)):
        if id(node) not in still:
            for kind in kinds(node):
                yield Mutant(path, number, kind, node.lineno, source.splitlines()[node.lineno - 1].strip())


def _unrun(node: ast.AST) -> Iterator[ast.AST]:
    notes = [getattr(node, "annotation", None), getattr(node, "returns", None)]
    if isinstance(node, ast.Assign) and isinstance(node.value, ast.BinOp) and isinstance(node.value.op, ast.BitOr):
        notes.append(node.value)  # a name for a type
    if isinstance(node, ast.keyword) and node.arg == "strict":
        notes.append(node.value)  # an assertion that never fails
    yield from (inner for note in notes if note is not None for inner in ast.walk(note))


class _Turned(ast.NodeTransformer):
    def __init__(self, node: ast.AST, kind: str) -> None:
        self.node, self.kind = node, kind

    def visit(self, node: ast.AST) -> ast.AST:
        return CHANGES[self.kind](node) if node is self.node else self.generic_visit(node)


def mutated(source: str, mutant: Mutant) -> str:
    """The source with one change."""
    tree = ast.parse(source)
    found = next(node for number, node in enumerate(ast.walk(tree)) if number == mutant.node)
    return ast.unparse(ast.fix_missing_locations(_Turned(found, mutant.kind).visit(tree)))


def stages(path: str) -> Iterator[list[str]]:
    """The tests to meet, the nearest first: the module's own, the golden documents, then all of its folder."""
    place = Path(path).relative_to(PACKAGE)
    folder = Path("tests") / place.parent
    own = folder / f"test_{ELSEWHERE.get(place.stem, place.stem)}.py"
    if (ROOT / own).exists():
        yield [str(own)]
    if place.parts[0] != "signing":
        yield list(GOLDEN)
    yield [str(folder)]


def fate(tree: Path, mutant: Mutant) -> str:
    """Killed (by which tests) or survived."""
    file = tree / mutant.path
    whole = file.read_text(encoding="utf-8")
    file.write_text(mutated(whole, mutant), encoding="utf-8")
    try:
        for stage in stages(mutant.path):
            code = tested(tree, stage)
            if code not in (0, NO_TESTS):
                return f"killed by {stage[0]}" if code > 0 else f"killed by the clock in {stage[0]}"
        return "SURVIVED"
    finally:
        file.write_text(whole, encoding="utf-8")


def tested(tree: Path, tests: list[str]) -> int:
    """The exit code of pytest, below zero if it took too long."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-m", "not slow", *tests]
    environment = {**os.environ, "PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(command, check=False, cwd=tree, env=environment, capture_output=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return -1
    return done.returncode


# (file, what is in the line, kind): what once lived through its tests, most of it in version 0.1.0, where it is today.
KNOWN = (
    ("figures/catalogue.py", "if line.fte:", "negated"),
    ("document/blocks/board.py", 'm.words("board.late"), bold=True', "constant"),
    ("document/blocks/board_goals.py", "level=2", "constant"),
    ("document/blocks/themes.py", "len(points) >= FEWEST_POINTS", "operator"),
    ("figures/case.py", "- now", "operator"),
    ("signing/file_rules.py", "one.is_timestamp and not one.is_seen", "operator"),
    ("signing/signature_rules.py", "start - drift", "operator"),
    ("writers/pdf/tables.py", "return cell if n == 0 else Cell", "constant"),
    ("branding/template.py", '"" if said is None', "negated"),
    # These lived through a sample of 116 of today's code.
    ("document/blocks/changes.py", "was.npv_wider != was.npv", "operator"),
    ("document/blocks/economy.py", "lacking.why(m.language, line)", "constant"),
    ("document/blocks/options.py", "heading(m, OPTIONS), bold=True", "constant"),
    ("document/blocks/summary.py", "follow = _are_lowered(f)", "operator"),
    # These through two samples of 120.
    ("document/blocks/committee.py", "day and day < m.day", "operator"),
    ("figures/budget_prices.py", "whole - given", "operator"),
    ("figures/following.py", "how.latest.on >= due", "operator"),
    ("signing/containers.py", "MOST_BYTES = ", "constant"),
    ("document/blocks/sparks.py", "one.on < measured[0].on", "operator"),
    ("figures/chance.py", "luck < below", "operator"),
    ("figures/lacking.py", "len(ids) > LISTED", "operator"),
    ("figures/returns.py", "return middle", "none"),
    ("figures/review.py", "after is not None and abs(after) >= HALF", "operator"),
    ("signing/layout.py", "alone = [fault", "constant"),
    ("signing/signature_rules.py", "found not in STRONG", "operator"),
    ("signing/verdict.py", "time_is_proven", "operator"),
)


def chosen(found: list[Mutant], known: bool, sample: int, seed: int, only: str) -> list[Mutant]:
    """The mutants to try, in an order that a longer sample goes on with."""
    found = [one for one in found if only in one.path]
    if known:
        return [one for path, text, kind in KNOWN for one in like(found, path, text, kind)]
    random.Random(seed).shuffle(found)
    return found[:sample]


def like(found: list[Mutant], path: str, text: str, kind: str) -> list[Mutant]:
    """The mutants of a kind in a line of a file; a line that is no longer there has to be looked for."""
    same = [one for one in found if one.path.endswith(path) and text in one.text and one.kind == kind]
    if not same:
        raise SystemExit(f"{path} has no line with {text!r} any more")
    return same


def every(known: bool) -> list[Mutant]:
    """All mutants of all folders, or of the files in which some once lived."""
    folders = (sorted((ROOT / PACKAGE / folder).glob("*.py")) for folder in FOLDERS)
    files = [ROOT / PACKAGE / path for path, _, _ in KNOWN] if known else [file for one in folders for file in one]
    return [
        one for file in files for one in mutants(str(file.relative_to(ROOT)), file.read_text(encoding="utf-8"))
    ]  # fmt: skip


def run(wanted: list[Mutant], done: Path | None) -> None:
    """Try each, print and note what became of it, and the share."""
    known = {}
    if done is not None and done.exists():
        known = dict(json.loads(line) for line in done.read_text(encoding="utf-8").splitlines())
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder)
        for name in COPIED:
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
            if (ROOT / name).exists():
                copy(ROOT / name, tree / name)
        for one in wanted:
            if one.name not in known:
                known[one.name] = fate(tree, one)
                if done is not None:
                    with done.open("a", encoding="utf-8") as notes:
                        notes.write(json.dumps([one.name, known[one.name]]) + "\n")
            print(f"{one.path}:{one.line} {one.kind}: {known[one.name]}: {one.text}", flush=True)
    killed = sum(known[one.name] != "SURVIVED" for one in wanted)
    print(f"{killed} of {len(wanted)} killed ({killed / max(1, len(wanted)):.0%})")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="a part of the path")
    parser.add_argument("--known", action="store_true")
    parser.add_argument("--done", type=Path)
    asked = parser.parse_args()
    run(chosen(every(asked.known), asked.known, asked.sample, asked.seed, asked.only), asked.done)
