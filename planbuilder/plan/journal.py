"""The journal of a plan: every change, a line each; and the words of internal answers, apart from it.

In: a plan's folder. Out: lines, oldest first. The journal goes along into archives and to auditors, so it names
internal words by a digest alone. The words stand in a file that never leaves the folder, each with a number drawn for
it that went into the digest: whoever has not got it cannot try out what the words might be, and once their line is
deleted, nothing is left of them anywhere.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from planbuilder import files, looking
from planbuilder.plan.internal import Places, leads, withheld
from planbuilder.plan.steps import NOWHERE, Step, differences, kind_at, level
from planbuilder.yamltext.nodes import Data, KeyPath, as_text, get, same
from planbuilder.yamltext.plain_data import known

JOURNAL = "journal.jsonl"
WORDS = "journal-internal.jsonl"
# What was answered and could not be saved, until the next interview.
UNSAVED = "unsaved.jsonl"
# Who has been invited to answer in a browser, and whose invitation was taken back.
INVITED = ".web.jsonl"
DIGEST = "internal_sha256"
# What a line says, in the place of what was changed, of a plan that was edited by hand since the line before.
BY_HAND = "edited by hand"
TAIL = 4096  # bytes; most lines have less
# The parts of a line that hold words of the plan.
VALUES = ("old", "new")
Line = Mapping[str, object]
# What makes of a value at a path what may be told of it.
Told = Callable[[Data, KeyPath], Data]


def journal(folder: Path) -> Iterator[dict[str, object]]:
    """The lines of a plan's journal, oldest first; a line torn by a crash is passed over."""
    return lines_of(folder / JOURNAL)


def spoken(folder: Path) -> Iterator[dict[str, object]]:
    """The same with the internal words in their places, for whoever may read the plan's folder."""
    known = {str(one[DIGEST]): one["value"] for one in lines_of(folder / WORDS)}

    def back(value: object) -> object:
        if isinstance(value, dict):
            named = value.get(DIGEST)
            # Words that have been erased leave their digest, which is shown as such.
            return known.get(named, value) if isinstance(named, str) else {key: back(one) for key, one in value.items()}
        return value

    return ({key: back(value) if key in VALUES else value for key, value in line.items()} for line in journal(folder))


def last_line(folder: Path) -> dict[str, object] | None:
    """The newest line of a journal, which is read from its end; None if there is none."""
    file, size = folder / JOURNAL, TAIL
    while True:
        raw, is_all = files.tail(file, size, within=folder) if looking.is_there(file) else (b"", True)
        whole = raw.split(b"\n")[0 if is_all else 1 :]  # the first may be the rest of a line
        found = next((one for line in reversed(whole) if (one := entry(line)) is not None), None)
        if found is not None or is_all:
            return found
        # A line may be longer than was read, as after a long answer: then more of the end is read, not all of the
        # file.
        size *= 16


def append(folder: Path, lines: Sequence[Line], internal: Places = ()) -> None:
    """Add lines, of which the words at internal places are kept apart; raises InputInvalid."""
    words: list[str] = []
    told = [_discreet(line, internal, words) for line in lines]
    _add(folder / WORDS, words)  # first, so that no digest is ever without its words
    _add(folder / JOURNAL, [_written(line) for line in told])


def _add(file: Path, lines: Sequence[str]) -> None:
    """Add lines to a file at once, if there are any."""
    if lines:
        files.append_line(file, "\n".join(lines))


def withhold(folder: Path, internal: Places) -> None:
    """Keep apart the words that stand in older lines at places that have become internal since; raises InputInvalid."""
    words: list[str] = []
    lines = list(journal(folder))
    told = [_discreet(line, internal, words) for line in lines]
    # A journal in which nothing has become internal is not written again: its digest stands in manifests.
    if words:
        _add(folder / WORDS, words)
        files.write_atomically(folder / JOURNAL, "".join(f"{_written(line)}\n" for line in told).encode())


def as_it_is(data: Data, path: KeyPath) -> Data:
    """A value as the journal tells it where nothing is to be left out."""
    return data


def changed_lines(before: Data, after: Data, told: Told = as_it_is) -> list[dict[str, object]]:
    """What the journal notes of a change, a line a step; `told` makes of each value what the journal may hold of it."""
    return [_line_of(step, told) for step in _changed_steps(before, after)]


def _changed_steps(before: Data, after: Data) -> Iterator[Step]:
    """The steps that make one plan of the other, without what nothing reads.

    The journal leaves the house, and a key that nothing reads may hold anything.
    """
    found = list(differences(before, after, whole=True))
    for step in (*found, *_places_of_gone_rows(before, after, found)):
        kind, _ = kind_at(step.path)
        old, new = ((value if step.is_order else known(value, kind)) for value in (step.old, step.new))
        if kind is not NOWHERE and not same(as_text(old), as_text(new)):
            yield Step(step.path, old, new, step.is_order)


def _places_of_gone_rows(before: Data, after: Data, found: Sequence[Step]) -> Iterator[Step]:
    """Where rows stood that are gone, as an order of each register: who brings one back can put it in its place."""
    told = {step.path for step in found if step.is_order}
    gone = dict.fromkeys(step.path[:-1] for step in found if step.new is None and level(step.path) == "row")
    for path in gone:
        one, other = get(before, path), get(after, path)
        ids, left = (list(rows) if isinstance(rows, dict) else [] for rows in (one, other))
        # Only where rows that stayed moved up; those that went from the end leave the order as it was.
        if path not in told and left and ids[: len(left)] != left:
            yield Step(path, list[Data](ids), list[Data](left), is_order=True)


def _line_of(step: Step, told: Told) -> dict[str, object]:
    """A step as a line of the journal has it."""
    is_order: dict[str, object] = {"order": True} if step.is_order else {}
    values = {"old": told(as_text(step.old), step.path), "new": told(as_text(step.new), step.path)}
    return {"key": list(step.path), **values, **is_order}


def _discreet(line: Line, internal: Places, words: list[str]) -> Line:
    """A line as it may leave; what is kept apart of it is added to `words`."""
    path = path_of(line)
    if path is None:
        return line
    place = next((one for one in internal if len(one) < len(path) and leads(one, path)), None)
    masked = {name: withheld(data_of(line[name]), path, internal, _keeper(words)) for name in VALUES if name in line}
    # What is amounts by name has words in its keys.
    return {**line, **masked, **({"key": list(path[: len(place)])} if place else {})}


def path_of(line: Line) -> KeyPath | None:
    """The place in the plan that a line is about; None where it is about none."""
    key = line.get("key")
    return tuple(map(str, key)) if isinstance(key, list) else None


def _keeper(words: list[str]) -> Callable[[Data], Data]:
    """What puts a digest in the place of words, and keeps them in a line of their own."""

    def kept(value: Data) -> Data:
        if value in (None, "", [], {}) or (isinstance(value, dict) and DIGEST in value):
            return value
        # 128 bits by chance: without them a short answer, such as a name, could be found by trying all.
        salted: dict[str, Data] = {"number": os.urandom(16).hex(), "value": as_text(value)}
        digest = files.digest(json.dumps(salted, sort_keys=True, ensure_ascii=False).encode())
        words.append(_written({DIGEST: digest, **salted}))
        return {DIGEST: digest}

    return kept


def data_of(value: object) -> Data:
    """The data of a line; JSON holds nothing else."""
    if isinstance(value, dict):
        return {str(key): data_of(one) for key, one in value.items()}
    return [data_of(one) for one in value] if isinstance(value, list) else None if value is None else str(value)


def _written(line: Line) -> str:
    return json.dumps(line, ensure_ascii=False)


def lines_of(file: Path) -> Iterator[dict[str, object]]:
    """The lines of a file such as the journal; none if it is not there."""
    # At line feeds alone, and the torn one last: `entry` passes over what is none.
    lines = (files.contents(file, within=file.parent) if looking.is_there(file) else b"").split(b"\n")
    yield from (found for line in lines if (found := entry(line)) is not None)


def entry(line: bytes) -> dict[str, object] | None:
    """A line of the journal, None if it was torn; a letter torn in two is a ValueError too."""
    with suppress(ValueError):
        found = files.json_in(line)
        return found if isinstance(found, dict) else None
    return None
