"""A task on bytes from outside, done by a process of its own that may take little memory and little time.

In: the name of a function of ours in `foreign/`, and bytes. Out: the bytes it returns, or the reason why it refuses
them. Libraries that read pictures, PDFs and fonts have no limits: two megabytes can become gigabytes, or take hours.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from importlib import import_module

# Bytes of address space, the program itself included, and seconds of the processor.
MEMORY = 500_000_000
SECONDS = 8
# No more bytes are taken back.
MOST = 100_000_000
# Seconds by the clock: on a machine with much else to do the processor is not always ours.
PATIENCE = 4 * SECONDS
CHILD = f"from {__name__} import serve; serve()"
DONE, REFUSED = b"+", b"-"
# Bytes in which the length of each part is given.
LENGTH = 8
# The reason of whatever took too much, and of what a library could not read.
OVERRUN, DAMAGED = "OVERRUN", "DAMAGED"
# Bytes that are too few to take much by themselves, such as the name of an attachment.
SMALL = 100
# The hashes of what took too much in the piece of work at hand, None outside of any. Of several files that took too
# much together it is not known which did: only where all of them are given again is the outcome known beforehand.
_overran: ContextVar[set[frozenset[int]] | None] = ContextVar("overran", default=None)
# A crash by the number that Windows gives it; a signal elsewhere is below zero.
CRASH = 255


class Refused(Exception):
    """The bytes cannot be used; `reason` is its name in the language files."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


@contextmanager
def one_piece_of_work() -> Iterator[None]:
    """A stretch of work in which no file that took too much is tried again: each task would take as long once more.

    A stretch within another belongs to it. What took too much is forgotten at the end: next time it may be another
    file, or a machine with less to do.
    """
    if _overran.get() is not None:
        yield
        return
    token = _overran.set(set())
    try:
        yield
    finally:
        _overran.reset(token)


def confined(task: str, *given: bytes) -> bytes:
    """What the function `module:name` makes of some bytes; raises Refused.

    What is wrong with the task itself, as when a library is missing, is our own bug and raises RuntimeError.
    """
    # By hash: the bytes themselves may be many megabytes, and need not be kept for this.
    seen = frozenset(hash(one) for one in given if len(one) > SMALL)
    overran = _overran.get()
    if any(together <= seen for together in overran or ()):
        raise Refused(OVERRUN)
    answered = child(task, joined(given))
    if answered[:1] == DONE:
        return answered[1:]
    if answered[1:] == OVERRUN.encode() and seen and overran is not None:
        overran.add(seen)
    raise Refused(answered[1:].decode())


def child(task: str, given: bytes) -> bytes:
    """What a process of its own answers when it is asked to do a task; raises RuntimeError for our own bugs."""
    # -P: neither the current folder nor its files are ever imported as a part of the program.
    command = [sys.executable, "-P", "-B", "-c", CHILD, task]
    # The child finds the same packages as we do, wherever they were put on our own path from.
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        done = subprocess.run(command, input=given, capture_output=True, env=environment, timeout=PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        return REFUSED + OVERRUN.encode()
    if done.stdout[:1] in (DONE, REFUSED):
        return done.stdout
    # An exit of Python's own, without an answer, is our bug; a signal (below zero) is what the limits end with.
    if 0 <= done.returncode <= CRASH:
        raise RuntimeError(f"{task}: {done.stderr.decode('utf-8', 'replace').strip()}")
    return REFUSED + OVERRUN.encode()


def serve() -> None:
    """Do the task named on the command line, as a child: bytes from standard input, the answer to standard output."""
    sys.stdout.buffer.write(answer(sys.argv[1], sys.stdin.buffer.read(), _limit))


def answer(task: str, given: bytes, before: Callable[[], None] = lambda: None) -> bytes:
    """What a child answers of a task: that it is done and what came of it, or that it is refused and why.

    The task is loaded before the limits are set by `before`: what is missing in it is no fault of the bytes.
    """
    module, name = task.split(":")
    # Only names that our own code gives come here; no file chooses what is run.
    function = getattr(import_module(module), name)
    before()
    try:
        made = function(*parts(given))
        return DONE + made if len(made) <= MOST else REFUSED + OVERRUN.encode()
    except Refused as refusal:
        return REFUSED + refusal.reason.encode()
    # Apart from the others: it is the limit that was met and not a fault of the file.
    except MemoryError:
        return REFUSED + OVERRUN.encode()
    except Exception:  # noqa: BLE001 - whatever a library raises, it could not read them
        return REFUSED + DAMAGED.encode()


def joined(given: Iterable[bytes]) -> bytes:
    """Some bytes one after the other, each after its length."""
    return b"".join(len(one).to_bytes(LENGTH) + one for one in given)


def parts(given: bytes) -> Iterator[bytes]:
    """The bytes that were joined."""
    place = 0
    while place < len(given):
        start = place + LENGTH
        place = start + int.from_bytes(given[place:start])
        yield given[start:place]


def _limit() -> None:
    """Take no more than is allowed; where the system knows no such limits, only the time by the clock is kept."""
    with suppress(ImportError):
        import resource

        for kind, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_CORE, 0)):
            # A limit that an administrator has set lower stays, and only the soft one is changed.
            hard = resource.getrlimit(kind)[1]
            allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
            # A system may know a limit and refuse to set it; the time by the clock is kept in any case.
            with suppress(ValueError, OSError):
                resource.setrlimit(kind, (allowed, hard))
