"""Ids of new records: a letter and a number that no record has, or ever had while something still refers to it.

In: the letter and the data of a plan. Out: the number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from planbuilder.yamltext.nodes import Data


def next_number(prefix: str, data: Data) -> int:
    """The first number above those of every id that stands in a plan, as a key or as a reference to what is gone."""
    form = re.compile(rf"{re.escape(prefix)}([0-9]+)\Z")
    return max((int(found[1]) for word in _words(data) if (found := form.match(word))), default=0) + 1


def _words(data: Data) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield key
            yield from _words(value)
    elif isinstance(data, list):
        for item in data:
            yield from _words(item)
    elif isinstance(data, str):
        yield data
