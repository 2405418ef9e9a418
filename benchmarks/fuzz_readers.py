"""Break every file that a command reads, in hundreds of ways, and count what escapes: it must be nothing.

    python benchmarks/fuzz_readers.py [--cuts 200] [--flips 200] [--seconds 0] [--seed 1] [NAME …]

Each kind of file is cut off at random places, has bytes changed, and is taken for every other kind; then its parts are
rearranged, also inside what is packed, for so many seconds. Prints for each how often each exit code came, the slowest,
and every escape with what made it.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from planbuilder import confined
from tests.fuzzing import READERS, SECRET, STRANGERS, Reader, mutations, read, rearranged

ESCAPED = "escaped"


def main() -> None:
    parser = argparse.ArgumentParser()
    for name, usual in (("cuts", 200), ("flips", 200), ("seconds", 0), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    parser.add_argument("names", nargs="*")
    given = parser.parse_args()
    os.environ |= {SECRET: "x", "PLANBUILDER_CACHE": ""}
    confined.child = confined.answer  # thousands of children take hours; only their limits are left out
    escaped = sum(tried(one, given) for one in READERS if not given.names or one.name in given.names)
    print(f"escaped: {escaped}")
    raise SystemExit(bool(escaped))


def cases(sound: bytes, given: argparse.Namespace) -> Iterator[tuple[str, bytes]]:
    """What a reader is given, each with a name to make it again."""
    yield from mutations(sound, given.cuts, given.flips, random.Random(given.seed))
    for name, make in STRANGERS.items():
        yield name, make()
    end = time.monotonic() + given.seconds
    for number in itertools.count():
        if time.monotonic() > end:
            return
        yield f"rearranged by {given.seed}.{number}", rearranged(sound, random.Random(f"{given.seed}.{number}"))


def tried(reader: Reader, given: argparse.Namespace) -> int:
    """Print what became of a kind of file; how often something escaped."""
    codes: Counter[object] = Counter()
    slowest, slow = 0.0, ""
    for name, data in cases(reader.sound(), given):
        start = time.perf_counter()
        codes[became(reader, name, data)] += 1
        if time.perf_counter() - start > slowest:
            slowest, slow = time.perf_counter() - start, name
    print(f"{reader.name}: {codes.total()} {dict(codes)}, slowest {slowest:.1f} s ({slow})", flush=True)
    return codes[ESCAPED]


def became(reader: Reader, name: str, data: bytes) -> object:
    """The exit code of the command, or that something escaped from it, which is printed."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            return read(reader, data, Path(folder))
        except BaseException as error:  # noqa: BLE001 - to be counted, whatever it is
            last = traceback.extract_tb(error.__traceback__)[-1]
            print(f"  {reader.name}, {name}: {error!r:.120} ({last.filename}:{last.lineno})", flush=True)
            return ESCAPED


if __name__ == "__main__":
    main()
