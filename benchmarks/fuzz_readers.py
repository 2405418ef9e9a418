"""Break every file that a command reads, in hundreds of ways, and count what escapes: it must be nothing.

    python benchmarks/fuzz_readers.py [--cuts 200] [--flips 200] [--seconds 0] [--seed 1] [NAME …]

Each kind of file is cut off at random places, has bytes changed, and is taken for every other kind; then its parts are
rearranged, also inside what is packed, until so many seconds are over. Prints for each how many were tried in how many
seconds, how often each exit code came, the slowest by the processor, the process's memory at its peak, and every escape
with what made it. To take more than 10 seconds of the processor is to escape.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import resource
import signal
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from planbuilder import confined
from tests.fuzzing import READERS, SECRET, STRANGERS, Reader, mutations, read, rearranged

ESCAPED = "escaped"
SECONDS = 10


class Hang(BaseException):
    """It took too long; nothing that catches what a library raises may catch this."""


def main() -> None:
    parser = argparse.ArgumentParser()
    for name, usual in (("cuts", 200), ("flips", 200), ("seconds", 0), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    parser.add_argument("names", nargs="*")
    given = parser.parse_args()
    os.environ |= {SECRET: "x", "PLANBUILDER_CACHE": ""}
    signal.signal(signal.SIGPROF, stop)
    confined.child = confined.answer  # thousands of children take hours; only their limits are left out
    escaped = sum(tried(one, given) for one in READERS if not given.names or one.name in given.names)
    print(f"escaped: {escaped}")
    raise SystemExit(bool(escaped))


def stop(signum: int, frame: object) -> None:
    raise Hang(f"more than {SECONDS} s")


def cases(sound: bytes, given: argparse.Namespace) -> Iterator[tuple[str, bytes]]:
    """What a reader is given, each with a name to make it again."""
    end = time.monotonic() + given.seconds
    yield from mutations(sound, given.cuts, given.flips, random.Random(given.seed))
    for name, make in STRANGERS.items():
        yield name, make()
    for number in itertools.count():
        if time.monotonic() > end:
            return
        yield f"rearranged by {given.seed}.{number}", rearranged(sound, random.Random(f"{given.seed}.{number}"))


def tried(reader: Reader, given: argparse.Namespace) -> int:
    """Print what became of a kind of file; how often something escaped."""
    codes: Counter[object] = Counter()
    slowest, slow, began = 0.0, "", time.monotonic()
    for name, data in cases(reader.sound(), given):
        start = time.process_time()
        codes[became(reader, name, data)] += 1
        if time.process_time() - start > slowest:
            slowest, slow = time.process_time() - start, name
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    how_many = f"{codes.total()} in {time.monotonic() - began:.0f} s"
    print(f"{reader.name}: {how_many} {dict(codes)}, slowest {slowest:.1f} s ({slow}), peak {peak} MB", flush=True)
    return codes[ESCAPED]


def became(reader: Reader, name: str, data: bytes) -> object:
    """The exit code of the command, or that something escaped from it, which is printed."""
    with tempfile.TemporaryDirectory() as folder:
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        try:
            return read(reader, data, Path(folder))
        except BaseException as error:  # noqa: BLE001 - to be counted, whatever it is
            last = traceback.extract_tb(error.__traceback__)[-1]
            print(f"  {reader.name}, {name}: {error!r:.120} ({last.filename}:{last.lineno})", flush=True)
            return ESCAPED
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)


if __name__ == "__main__":
    main()
