"""What differs between two plans, place by place.

In: the data of two plan files. Out: `Change`s in the order of the newer file, what is gone at the end. Who said an
answer and when is no change of the plan.
"""

from __future__ import annotations

from collections.abc import Iterator

from planbuilder.approval.model import Change
from planbuilder.yamltext.nodes import Data, leaf_text

STAMPS = ("by", "role", "on")
ANSWERS = "answers"


def changes(old: Data, new: Data) -> tuple[Change, ...]:
    """Every place whose text differs."""
    before, after = dict(_leaves(old, ())), dict(_leaves(new, ()))
    paths = [*after, *(path for path in before if path not in after)]
    pairs = ((path, before.get(path, ""), after.get(path, "")) for path in paths)
    return tuple(Change(".".join(path), was, now) for path, was, now in pairs if was != now)


def _leaves(data: Data, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(data, dict):
        for key, value in data.items():
            if not (path[:1] == (ANSWERS,) and len(path) == len((ANSWERS, "id")) and key in STAMPS):
                yield from _leaves(value, (*path, key))
    elif isinstance(data, list):
        yield path, ", ".join(_text(item) for item in data)
    else:
        yield path, leaf_text(data) or ""


def _text(item: Data) -> str:
    return str(item) if isinstance(item, dict | list) else leaf_text(item) or ""
