"""Ids of records: for a new one a letter and a number that none ever had while something refers to it; the one named.

In: the letter and the data of a plan, or the titles of a table's rows and a name. Out: the number, or the id.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from planbuilder.errors import closest
from planbuilder.plaintext import in_one_line
from planbuilder.yamltext.nodes import Data


def next_number(prefix: str, data: Data) -> int:
    """The first number above those of every id that stands in a plan, as a key or as a reference to what is gone."""
    form = re.compile(rf"{re.escape(prefix)}([0-9]+)\Z")
    # Numbers of what is gone count as well: an old paper, or a reference that was left, must not come to mean
    # something new.
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


def row_named(titles: Mapping[str, str], named: str) -> tuple[str, str]:
    """The id of the row that is named by it or by its title, whatever the case, and what was meant if it is empty.

    It is empty where nothing has that name, or several have.
    """
    wanted = in_one_line(named).casefold()
    found = [id for id, title in titles.items() if wanted in (id.casefold(), title.casefold())]
    if len(found) == 1:
        return found[0], ""
    names = {id.casefold(): id for id in titles} | {title.casefold(): title for title in titles.values()}
    return "", names.get(closest(wanted, names), "")
