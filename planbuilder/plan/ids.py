"""Ids of records: for a new one a letter and a number that none ever had while something refers to it; the one named.

In: the letter and the data of a plan, the titles of a table's rows and a name, or ids. Out: the number, the id, or
words for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from planbuilder.errors import closest
from planbuilder.plaintext import in_one_line
from planbuilder.yamltext.nodes import Data

# So many ids that follow each other are told by the first and the last.
RUN = 3


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


def in_runs(ids: Iterable[str]) -> list[str]:
    """Ids as people write them: three or more that follow each other as the first and the last of them (`H1–H27`)."""
    runs: list[list[str]] = []
    for id in ids:
        if runs and _next(runs[-1][-1]) == id:
            runs[-1].append(id)
        else:
            runs.append([id])
    return [one for run in runs for one in ([f"{run[0]}–{run[-1]}"] if len(run) >= RUN else run)]


def _next(id: str) -> str:
    """The id whose number comes after that of another; empty for one without a number."""
    letters = id.rstrip("0123456789")
    return f"{letters}{int(id[len(letters) :]) + 1}" if letters != id else ""


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
