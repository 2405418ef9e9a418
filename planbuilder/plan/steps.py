"""What a change of a plan consists of: steps, each at one place, as small as what was done.

In: data before and after. Out: `Step`s, and the same steps made on data that somebody else has changed meanwhile. A
step goes where its place still holds what it was made against; where the place holds something else, it is disputed,
and nothing is overwritten. What is one place, and what is many, is read off the types of the plan: a row that comes,
goes or changes cell by cell, and the order of rows apart from what is in them.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal, cast, get_args, get_origin

from planbuilder.plan.model import Answer, Plan
from planbuilder.record import record
from planbuilder.yamltext.nodes import Data, KeyPath, get, put, same
from planbuilder.yamltext.plain_data import bare, is_register
from planbuilder.yamltext.schema import shape

Edits = Mapping[KeyPath, Data]
Level = Literal["many", "row", "cell"]
# The rows of a question's own table, which have no type: rows of cells.
ROWS, ROW = object(), object()
NOWHERE = object()


@record
class Step:
    """A place, what stood there, and what is to stand there; of an order, the ids of the rows at the place."""

    path: KeyPath
    old: Data
    new: Data
    is_order: bool = False


@record
class Rebased:
    """Data with the steps that could be made, those steps as they were made, and the steps that are disputed."""

    data: Data
    made: tuple[Step, ...]
    disputed: tuple[Step, ...]


# What notes in data who made some steps; and what tells, of data and a step, that nobody can have meant to replace it.
Says = Callable[[Data, Sequence[Step]], Data]
Unseen = Callable[[Data, Step], bool]


def seen(now: Data, step: Step) -> bool:
    """That whoever replaces something has seen it: nothing is unseen."""
    return False


def kind_at(path: KeyPath) -> tuple[Any, bool]:
    """The type of what stands at a path of a plan, NOWHERE for none, and whether the last key is an id."""
    kind: Any = Plan
    is_id = False
    for key in path:
        kind, is_id = _below(kind, key)
    return kind, is_id


def _below(kind: Any, key: str) -> tuple[Any, bool]:
    if kind is ROWS or get_origin(kind) is Mapping:
        return (ROW if kind is ROWS else bare(get_args(kind)[1])), True
    if kind is ROW:
        return object, False
    if not dataclasses.is_dataclass(kind):
        return NOWHERE, False
    field = shape(cast("type[Any]", kind)).get(key)
    if field is None:
        return NOWHERE, False
    return (ROWS if kind is Answer and key == "rows" else bare(field.kind)), False


def level(path: KeyPath) -> Level:
    """Whether a path leads to many places, to a row (which comes and goes whole), or to a single one."""
    kind, is_id = kind_at(path)
    if kind is ROW:
        return "row"
    if get_origin(kind) is Mapping:
        return "many" if is_register(kind) else "cell"
    if dataclasses.is_dataclass(kind):
        return "row" if is_id and kind is not Answer else "many"
    return "many" if kind is ROWS else "cell"


def has_rows(path: KeyPath) -> bool:
    """Whether what stands at a path are rows, whose order says something; that of other keys says nothing."""
    kind, _ = kind_at(path)
    return kind is ROWS or is_register(kind)


def row_of(path: KeyPath) -> KeyPath:
    """The path of the row that a place is in; empty if it is in none."""
    return next((path[:n] for n in range(1, len(path) + 1) if level(path[:n]) == "row"), ())


def is_note(path: KeyPath) -> bool:
    """Whether a place only tells who said what stands elsewhere: it is written with what was said."""
    return path[:1] == ("answers",) and path[2:3] in (("by",), ("role",), ("on",), ("by_row",))


def steps(before: Data, edits: Edits) -> tuple[Data, tuple[Step, ...]]:
    """The data with values put at paths (None takes a key away), and the steps that lead there."""
    after = before
    for path, value in edits.items():
        after = put(after, path, value)
    return after, tuple(differences(before, after, edits))


def differences(before: Data, after: Data, paths: Iterable[KeyPath] = ((),), whole: bool = False) -> Iterator[Step]:
    """The steps from data to other data, at and below some paths; `whole` tells what is noted of an answer at once."""
    asked = dict.fromkeys(paths)
    for path in asked:
        # A place beneath another that is asked for is told with that one, not twice.
        if not any(path[:n] in asked for n in range(len(path))):
            yield from _between(path, get(before, path), get(after, path), whole)


def _between(path: KeyPath, old: Data, new: Data, whole: bool = False) -> Iterator[Step]:
    if old is new:
        return
    one, other = old if isinstance(old, dict) else {}, new if isinstance(new, dict) else {}
    is_answer = whole and path[:-1] == ("answers",) and len({*one, *other}) > 1
    is_new, is_row = old is None or new is None, level(path) == "row" or is_answer
    is_emptied = is_row and not other  # cell by cell, it would go with its last one
    is_divided = level(path) != "cell" and all(isinstance(side, dict | None) for side in (old, new))
    if not is_divided or is_emptied or (is_new and is_row):
        if not same(old, new):
            yield Step(path, old, new)
        return
    for key in (*other, *(key for key in one if key not in other)):  # what comes first, so that nothing is ever empty
        if one.get(key) is not other.get(key):
            yield from _between((*path, key), one.get(key), other.get(key), whole)
    kept = [*(key for key in one if key in other), *(key for key in other if key not in one)]
    if kept != list(other):
        yield Step(path, list(one), list(other), is_order=True)


def made(data: Data, step: Step) -> Data:
    """The data with one step made in it."""
    return _in_order(data, step) if step.is_order else put(data, step.path, step.new)


def _in_order(data: Data, step: Step) -> Data:
    """The data with rows in an order that may name rows that are gone; none goes because it is not named."""
    rows, wanted = get(data, step.path), step.new
    if not isinstance(rows, dict) or not isinstance(wanted, list):
        return data
    return put(data, step.path, {key: rows[key] for key in _ordered(list(rows), wanted)})


def _ordered(current: list[str], wanted: Sequence[Data]) -> list[str]:
    """Rows in a wanted order; one that it does not name stays behind the row it stands behind."""
    order = [key for key in map(str, wanted) if key in current]
    for at, key in enumerate(current):
        if key not in order:
            order.insert(order.index(current[at - 1]) + 1 if at else 0, key)
    return order


def rebased(
    before: Data, after: Data, now: Data, wanted: Iterable[Step], unseen: Callable[[Step], bool] = lambda step: False
) -> Rebased:
    """Steps from `before` to `after`, made on what the plan is now.

    `unseen` tells of a step that would replace what whoever made it cannot have seen.
    """
    data, done, disputed = now, [], []
    for step in _with_rows_that_are_gone(before, after, now, wanted):
        for one in _fitted(data, step):
            if one.is_order or (same(get(data, one.path), one.old) and not unseen(one)):
                data = made(data, one)
                done.append(one)
            elif not is_note(one.path) and one.path[:1] != ("said",):  # what is said is told of places, and is none
                disputed.append(one)
    return Rebased(data, tuple(done), tuple(disputed))


def _with_rows_that_are_gone(before: Data, after: Data, now: Data, wanted: Iterable[Step]) -> Iterator[Step]:
    """The steps, but one for a whole row where somebody has taken away the row that a cell was changed in."""
    told: set[KeyPath] = set()
    for step in wanted:
        row = row_of(step.path)
        # Cells of a row that is gone cannot be put anywhere: the row as a whole is what two people disagree on.
        if row and row != step.path and get(before, row) is not None and get(now, row) is None:
            if row not in told:
                yield Step(row, get(before, row), get(after, row))
            told.add(row)
        else:
            yield step


def _fitted(now: Data, step: Step) -> Iterator[Step]:
    """A step as it fits data that others have changed: nothing where all is as it is to be."""
    if step.is_order:
        yield from _order(now, step)
        return
    current, new = get(now, step.path), step.new
    if same(current, new):
        return
    if not (isinstance(current, dict) and isinstance(new, dict)) or level(step.path) == "cell":
        yield step
        return
    old = step.old if isinstance(step.old, dict) else {}
    for key, value in new.items():
        yield from _fitted(now, Step((*step.path, key), old.get(key), value))


def _order(now: Data, step: Step) -> Iterator[Step]:
    """The wanted order of rows that are still there; one that has come since stays behind the row it stands behind."""
    rows = get(now, step.path)
    current = list(rows) if isinstance(rows, dict) else []
    wanted = _ordered(current, step.new if isinstance(step.new, list) else ())
    if wanted != current:
        yield Step(step.path, list[Data](current), list[Data](wanted), is_order=True)
