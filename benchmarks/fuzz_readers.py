"""Break every file that a command reads, in hundreds of ways, and count what escapes: it must be nothing.

    python benchmarks/fuzz_readers.py [--cuts 200] [--flips 200] [--seed 1] [NAME …]

Each kind of file is cut off at random places, has bytes changed, and is taken for every other kind. Prints for each how
often each exit code came, the slowest, and every escape with what made it.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path

from planbuilder import confined
from tests.fuzzing import READERS, SECRET, STRANGERS, Reader, mutations, read


def main() -> None:
    parser = argparse.ArgumentParser()
    for name, usual in (("cuts", 200), ("flips", 200), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    parser.add_argument("names", nargs="*")
    given = parser.parse_args()
    os.environ |= {SECRET: "x", "PLANBUILDER_CACHE": ""}
    confined.child = confined.answer  # thousands of children take hours; only their limits are left out
    escaped = sum(tried(one, given) for one in READERS if not given.names or one.name in given.names)
    print(f"escaped: {escaped}")
    raise SystemExit(bool(escaped))


def tried(reader: Reader, given: argparse.Namespace) -> int:
    """Print what became of a kind of file; how often something escaped."""
    codes: Counter[object] = Counter()
    slowest, slow, sound = 0.0, "", reader.sound()
    cases = [*mutations(sound, given.cuts, given.flips, random.Random(given.seed))]
    cases += [(name, make()) for name, make in STRANGERS.items()]
    for name, data in cases:
        with tempfile.TemporaryDirectory() as folder:
            start = time.perf_counter()
            try:
                codes[read(reader, data, Path(folder))] += 1
            except BaseException as error:  # noqa: BLE001 - to be counted, whatever it is
                codes["escaped"] += 1
                last = traceback.extract_tb(error.__traceback__)[-1]
                print(f"  {reader.name}, {name}: {error!r:.120} ({last.filename}:{last.lineno})")
            if time.perf_counter() - start > slowest:
                slowest, slow = time.perf_counter() - start, name
    print(f"{reader.name}: {dict(codes)}, slowest {slowest:.1f} s ({slow})", flush=True)
    return codes["escaped"]


if __name__ == "__main__":
    main()
