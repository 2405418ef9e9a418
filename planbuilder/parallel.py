"""Much work of one kind, done by several processes at once: each takes a piece, does it, and takes the next.

In: a function and what to call it with. Out: each piece with what came of it, as soon as it is done. Whoever has work
asks a `Scheduler`, and knows nothing of who does it: this process, others on this machine, or a cluster (`cluster`).
A process that ends in the middle of its piece costs that piece alone, which another one tries once more; a process is
replaced after some pieces, so that what libraries keep for themselves does not grow. When the one that asks ends, they
all do.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from multiprocessing import connection, get_context
from multiprocessing.connection import Connection
from typing import Any, Literal, Protocol, TypeVar

from planbuilder.record import record

A = TypeVar("A")
B = TypeVar("B")
# So many pieces a process does before another takes its place.
PIECES = 50
# How often a piece is given out of which the process ended.
TRIES = 2


@record
class Lost:
    """Nothing came of a piece: its process ended (`lost`), or the program has a fault (`failed`); `said` names it."""

    why: Literal["lost", "failed"]
    said: str = ""


class Scheduler(Protocol):
    """Who does the pieces of some work."""

    def done(self, work: Callable[[A], B], pieces: Iterable[A]) -> Iterator[tuple[A, B | Lost]]:
        """Each piece with what came of it, in the order in which they are done."""


class Here:
    """One piece after the other, in this process."""

    def done(self, work: Callable[[A], B], pieces: Iterable[A]) -> Iterator[tuple[A, B | Lost]]:
        """Each piece with what came of it."""
        return ((piece, work(piece)) for piece in pieces)


class Processes:
    """Some processes of this machine, begun when there is work and ended when it is done or stopped."""

    def __init__(self, jobs: int, pieces: int = PIECES) -> None:
        self.jobs, self.pieces = jobs, pieces

    def done(self, work: Callable[[A], B], pieces: Iterable[A]) -> Iterator[tuple[A, B | Lost]]:
        """Each piece with what came of it, in the order in which they are done."""
        waiting = _Waiting(pieces)
        crew: list[_Hand] = []
        try:
            while crew or waiting.has_more():
                self._hire(crew, waiting, work)
                yield from self._over(crew, waiting)
        finally:
            for hand in crew:
                hand.stop()

    def _hire(self, crew: list[_Hand], waiting: _Waiting, work: Callable[[Any], Any]) -> None:
        """Begin as many processes as there may be, as long as there is a piece for each."""
        while len(crew) < self.jobs and waiting.has_more():
            crew.append(_Hand(work))
            crew[-1].give(waiting.next())

    def _over(self, crew: list[_Hand], waiting: _Waiting) -> Iterator[tuple[Any, Any]]:
        """The pieces that are over, each with what came of it; those to be tried again wait."""
        for hand in _heard_of(crew):
            piece, tried, found = hand.taken()
            is_over = not (isinstance(found, Lost) and found.why == "lost" and tried < TRIES)
            if not is_over:
                waiting.again((piece, tried + 1))
            # Given more before what came of the last piece is told: whoever hears of it takes time.
            self._give_more(hand, crew, waiting)
            if is_over:
                yield piece, found

    def _give_more(self, hand: _Hand, crew: list[_Hand], waiting: _Waiting) -> None:
        """Let a process do the next piece, or let it go where it has done enough or there is none."""
        if hand.is_at_its_end(self.pieces) or not waiting.has_more():
            crew.remove(hand)
            hand.end()
        else:
            hand.give(waiting.next())


Piece = tuple[Any, int]


class _Waiting:
    """The pieces that nobody has begun, taken from where they come from one by one; those to be tried again first."""

    def __init__(self, pieces: Iterable[Any]) -> None:
        self._rest = iter(pieces)
        self._ready: deque[Piece] = deque()

    def has_more(self) -> bool:
        """Whether there is a piece to be given out."""
        if not self._ready:
            self._ready.extend((piece, 1) for piece in islice(self._rest, 1))
        return bool(self._ready)

    def next(self) -> Piece:
        """A piece, and which try at it this is; `has_more` says whether there is one."""
        return self._ready.popleft()

    def again(self, piece: Piece) -> None:
        """Let a piece be tried again."""
        self._ready.appendleft(piece)


def _heard_of(crew: list[_Hand]) -> list[_Hand]:
    """Those of which something has come, or that have ended."""
    ready = connection.wait([hand.line for hand in crew])
    return [hand for hand in crew if hand.line in ready]


class _Hand:
    """A process that does pieces, one at a time."""

    def __init__(self, work: Callable[[Any], Any]) -> None:
        # Begun anew and not as a copy of this one: a copy would hold its locks, and its ends of the others' lines.
        context = get_context("spawn")
        self.line, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, work), daemon=True)
        with _ctrl_c_later():
            self.process.start()
        theirs.close()
        self.piece: Piece = (None, 0)
        self.count = 0
        self.has_ended = False

    def give(self, piece: Piece) -> None:
        """Let it do a piece, which comes with the number of the try at it."""
        self.piece, self.count = piece, self.count + 1
        with suppress(OSError):  # it has ended; that is heard of when its answer is waited for
            self.line.send(piece[0])

    def taken(self) -> tuple[Any, int, Any]:
        """The piece, which try it was, and what came of it."""
        try:
            found = self.line.recv()
        except (EOFError, OSError):
            self.has_ended = True
            self.process.join()
            found = Lost("lost", _ending(self.process.exitcode))
        return *self.piece, found

    def is_at_its_end(self, pieces: int) -> bool:
        """Whether it has ended, or has done as many pieces as it should."""
        return self.has_ended or self.count >= pieces

    def end(self) -> None:
        """Let it go when it has done what it was given."""
        self.line.close()
        self.process.join()

    def stop(self) -> None:
        """End it now; what it was writing takes no other's place."""
        self.process.terminate()
        self.end()


@contextmanager
def _ctrl_c_later() -> Iterator[None]:
    """A stretch in which Ctrl-C waits; a process that is begun in it does not hear one before it knows what to do."""
    mask = getattr(signal, "pthread_sigmask", None)
    before = mask(signal.SIG_BLOCK, {signal.SIGINT}) if mask else None
    try:
        yield
    finally:
        if mask:
            mask(signal.SIG_SETMASK, before)


def _ending(code: int | None) -> str:
    """How a process ended: by a signal's name, or by its exit code."""
    with suppress(ValueError):
        return signal.Signals(-(code or 0)).name
    return str(code)


def _serve(line: Connection, work: Callable[[Any], Any]) -> None:
    """Do pieces until nobody gives any more; whoever asked for them is told to stop, and stops us."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    with suppress(EOFError, OSError):
        while True:
            line.send(_tried(work, line.recv()))


def _tried(work: Callable[[Any], Any], piece: Any) -> Any:
    try:
        return work(piece)
    except Exception as error:  # noqa: BLE001 - a fault of ours in one piece is told with it, and stops no other
        return Lost("failed", f"{type(error).__name__}: {error}")


def usual_jobs() -> int:
    """As many processes as this one may use processors."""
    allowed = getattr(os, "sched_getaffinity", None)
    return len(allowed(0)) if allowed else os.cpu_count() or 1
