"""Work that several processes do: each piece once, whatever becomes of the process that has it."""

from __future__ import annotations

import multiprocessing
from itertools import count, islice

from planbuilder.parallel import Here, Lost, Processes, usual_jobs

# Each piece is what Python makes of a text, so that a piece can also end its process.
PID, ENDS, FAULT = "__import__('os').getpid()", "__import__('os')._exit(3)", "1 / 0"


def test_each_piece_is_done_once_and_a_fault_or_a_lost_process_costs_its_own_alone() -> None:
    """The process that ends is replaced, its piece tried once more, and told where that ends too."""
    pieces = ["1 + 1", ENDS, "2 + 2", FAULT, "3 + 3", "4 + 4"]
    found = dict(Processes(2).done(eval, pieces))

    assert {
        "1 + 1": 2, "2 + 2": 4, "3 + 3": 6, "4 + 4": 8,
        ENDS: Lost("lost", "3"), FAULT: Lost("failed", "ZeroDivisionError: division by zero"),
    } == found  # fmt: skip


def test_a_process_is_replaced_after_some_pieces() -> None:
    """So that what libraries keep for themselves is let go."""
    pids = [pid for _, pid in Processes(1, pieces=2).done(eval, [PID] * 4)]

    assert [2, 2] == [pids.count(pid) for pid in dict.fromkeys(pids)]


def test_pieces_are_taken_as_they_are_needed_and_an_end_ends_the_processes() -> None:
    """There may be any number of them, and whoever asks may stop."""
    taken = []
    endless = (taken.append(n) or str(n) for n in count())
    work = Processes(1).done(eval, endless)
    begun = list(islice(work, 3))
    work.close()

    assert [("0", 0), ("1", 1), ("2", 2)] == begun
    assert len(taken) <= 5
    assert [] == multiprocessing.active_children()


def test_nothing_to_do_begins_no_process() -> None:
    """And in this process it is the same work."""
    assert [] == list(Processes(2).done(eval, []))
    assert [("1 + 1", 2)] == list(Here().done(eval, ["1 + 1"]))
    assert usual_jobs() >= 1
