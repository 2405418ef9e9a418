"""A plan begun from another: what one project has thought of, without what has happened to it.

In: the other plan, and what is to be otherwise. Out: a new plan with an id of its own, in its own folder. What was
decided, measured, logged and sent is the other plan's history; comments and order of its file stay.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from planbuilder.plan.steps import Edits
from planbuilder.plan.store import Author, OpenPlan, begin, new_id
from planbuilder.yamltext.editing import change
from planbuilder.yamltext.nodes import Data, KeyPath, get, put

# What a plan holds of its own past: whole registers, and fields of the records of others.
HISTORY: tuple[str, ...] = ("measurements", "harvests", "meetings", "minutes", "changes_log")
HAPPENED = {
    "decisions": ("on", "item", "outcome", "decision", "conditions"),
    "preconditions": ("expected", "delivered"),
    "distribution": ("version", "on"),
}


def begin_from(other: OpenPlan, folder: Path, changed: Edits, author: Author) -> OpenPlan:
    """A new plan in a folder with all that another holds but its id and its past; `changed` says what else differs.

    Raises UsageWrong if the folder has a plan, InputInvalid if the result would be none.
    """
    before = other.source.data()
    data = before
    for path in _past(before):
        data = put(data, path, None)
    # The id last, so that nothing that is handed in can make the new plan the other one's twin.
    for path, value in {**changed, ("plan_id",): new_id()}.items():
        data = put(data, path, value)
    return begin(folder, change(other.source, data), author, f"created from {other.plan.plan_id}")


def _past(data: Data) -> Iterator[KeyPath]:
    """The places of what has happened to a plan."""
    yield from ((name,) for name in HISTORY)
    for register, fields in HAPPENED.items():
        records = get(data, (register,))
        for id in records if isinstance(records, dict) else ():
            yield from ((register, id, name) for name in fields)
