"""What a type and a value cost in each way to have frozen values, as docs/decisions/005 tells.

    python benchmarks/records.py [rounds]

Types: each way defines 120 types of five fields in a process of its own that has loaded its library before.
Values: making one by keywords, comparing two equal ones, hashing one. CPU time, medians, in turn in one run.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import timeit
from time import process_time

TYPES = 120
FIELDS = "\n".join(f"    {name}: int = 0" for name in "abcde")
WAYS = {
    "record": ("from planbuilder.record import record", f"@record\nclass {{}}:\n{FIELDS}\n"),
    "dataclass(frozen)": ("from dataclasses import dataclass", f"@dataclass(frozen=True)\nclass {{}}:\n{FIELDS}\n"),
    "dataclass(frozen, slots)": (
        "from dataclasses import dataclass",
        f"@dataclass(frozen=True, slots=True)\nclass {{}}:\n{FIELDS}\n",
    ),
    "NamedTuple": ("from typing import NamedTuple", f"class {{}}(NamedTuple):\n{FIELDS}\n"),
}
USES = {"make": "T(a=1, b=2, c=3, d=4, e=5)", "compare": "one == other", "hash": "hash(one)"}
REPEATS = 20_000


def defined(way: str) -> float:
    """The CPU seconds in which a new process defines the types of a way, its library loaded before."""
    start, one = WAYS[way]
    source = "".join(one.format(f"T{n}") for n in range(TYPES))
    timed = f"{start}\nfrom time import process_time\ncode = compile({source!r}, 'types', 'exec')\n"
    timed += "begun = process_time()\nexec(code)\nprint(process_time() - begun)"
    return float(subprocess.run([sys.executable, "-c", timed], check=True, capture_output=True, text=True).stdout)


def used(way: str) -> dict[str, float]:
    """The CPU nanoseconds of each use of a value."""
    start, one = WAYS[way]
    names: dict[str, object] = {"__name__": "types"}
    exec(start + "\n" + one.format("T"), names)
    exec("one, other = T(a=1, b=2, c=3, d=4, e=5), T(a=1, b=2, c=3, d=4, e=5)", names)
    return {
        use: timeit.timeit(code, globals=names, number=REPEATS, timer=process_time) / REPEATS * 1e9
        for use, code in USES.items()
    }


def measure(rounds: int) -> None:
    """Each way in turn, as often as asked."""
    types: dict[str, list[float]] = {way: [] for way in WAYS}
    values: dict[str, dict[str, list[float]]] = {way: {use: [] for use in USES} for way in WAYS}
    for _ in range(rounds):
        for way in WAYS:
            types[way].append(defined(way))
            for use, took in used(way).items():
                values[way][use].append(took)
    print("| | a type, ms | make, ns | compare, ns | hash, ns |\n|---|---|---|---|---|")
    for way in WAYS:
        middle = " | ".join(f"{statistics.median(values[way][use]):.0f}" for use in USES)
        print(f"| {way} | {statistics.median(types[way]) / TYPES * 1000:.3f} | {middle} |")


if __name__ == "__main__":
    measure(int(sys.argv[1]) if sys.argv[1:] else 9)
