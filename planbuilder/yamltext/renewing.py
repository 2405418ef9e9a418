"""A typed value made anew where its data have changed, at the price of what has changed.

In: a value, the data it was made from, and other data that share with them what is the same. Out: the value of the
other data, None where they must be read as a whole: where anything in them is odd, its place in the file is to be told.
"""

from __future__ import annotations

import dataclasses
from typing import Any, cast, get_args

from planbuilder.errors import InputInvalid
from planbuilder.record import replace
from planbuilder.yamltext.editing import dump
from planbuilder.yamltext.nodes import Data
from planbuilder.yamltext.plain_data import is_register
from planbuilder.yamltext.reading import read_text
from planbuilder.yamltext.schema import read, shape


def renewed(value: Any, before: Data, after: Data) -> Any | None:
    """The value of data that differ from those a value was made from.

    What is the very same object in both is taken for unchanged.
    """
    kind = type(value)
    if not isinstance(before, dict) or not isinstance(after, dict):
        return None
    try:
        # Through text and the usual reader, so that what is read anew obeys every rule that the whole would.
        part, problems = read(read_text(dump(_changed(kind, before, after))), kind)
    except InputInvalid:
        return None
    # Warnings too: they have places, and only a reading of the whole file knows these.
    return None if problems else _joined(kind, value, part, before, after)


def _changed(kind: Any, before: Data, after: Data) -> Data:
    """The data that have changed, with what a record cannot be without."""
    if not isinstance(before, dict) or not isinstance(after, dict):
        return after
    if dataclasses.is_dataclass(kind):
        fields = shape(cast("type[Any]", kind))
        # What a record must have is read along, or it would be missing in a part that is otherwise right.
        needed = {key for key, field in fields.items() if field.required}
        return {
            key: _changed(fields[key].kind if key in fields else object, before.get(key), value)
            for key, value in after.items()
            if key in needed or value is not before.get(key)
        }
    if is_register(kind):
        inner = get_args(kind)[1]
        # A row is made anew as a whole, since its fields are held against each other.
        rows = {key: value for key, value in after.items() if value is not before.get(key)}
        is_row = dataclasses.is_dataclass(inner)
        return rows if is_row else {key: _changed(inner, before.get(key), value) for key, value in rows.items()}
    return after


def _joined(kind: Any, old: Any, part: Any, before: Data, after: Data) -> Any:
    """What has not changed of a value, with what has."""
    if not isinstance(before, dict) or not isinstance(after, dict):
        return part
    if dataclasses.is_dataclass(kind):
        fields = shape(cast("type[Any]", kind))
        return replace(
            old,
            **{
                field.name: _joined(
                    field.kind, getattr(old, field.name), getattr(part, field.name), before.get(key), after.get(key)
                )
                for key, field in fields.items()
                if after.get(key) is not before.get(key)
            },
        )
    if is_register(kind):
        inner = get_args(kind)[1]
        is_row = dataclasses.is_dataclass(inner)
        return {
            key: old[key]
            if key in before and value is before[key]
            else part[key]
            if is_row or key not in before
            else _joined(inner, old[key], part[key], before[key], value)
            for key, value in after.items()
        }
    return part
