r"""JSON as Python, PHP and .NET write it, made into YAML that libyaml reads.

In: a text. Out: the text to parse, and what brings the parser's places back to those of the text as it was. JSON writes
a character past U+FFFF as two escapes (`\ud83d\ude00`), which YAML knows as one of eight digits.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from typing import TypeVar

from planbuilder.files import json_in
from planbuilder.record import record

T = TypeVar("T")
PAIR = re.compile(r"\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})", re.IGNORECASE)
ESCAPE = re.compile(rf"{PAIR.pattern}|\\.", re.IGNORECASE | re.DOTALL)
# How much shorter one escape of eight digits is than the two it takes the place of.
SAVED = len(r"\ud83d\ude00") - len(r"\U0001f600")


@record
class Point:
    """A place in a text, from 0."""

    index: int
    line: int
    column: int


def joined(text: str) -> tuple[str, Callable[[T], T]]:
    """The text with each pair of escapes as one, and what puts right the marks of an event or an error."""
    # The search first: it is quick, and almost no text has such a pair.
    if not (PAIR.search(text) and _is_json(text)):
        return text, lambda found: found
    ends: list[int] = []
    parts: list[str] = []
    at = length = 0
    # All escapes are gone through, not the pairs alone: in `\\ud83d` the backslash is itself escaped.
    for found in ESCAPE.finditer(text):
        if found[1]:
            parts += [text[at : found.start()], _one_escape(found)]
            length += sum(map(len, parts[-2:]))
            ends.append(length)
            at = found.end()
    return "".join([*parts, text[at:]]), lambda found: _restored(found, ends)


def _is_json(text: str) -> bool:
    """Whether a text is JSON throughout: there alone a backslash is always an escape."""
    try:
        json_in(text)
    except ValueError:
        return False
    return True


def _one_escape(found: re.Match[str]) -> str:
    pair = bytes.fromhex(found[1] + found[2]).decode("utf-16-be")
    return f"\\U{ord(pair):08x}"


def _restored(found: T, ends: list[int]) -> T:
    """An event or error of the parser with its marks moved by what was saved before them."""
    for name in ("start_mark", "end_mark", "context_mark", "problem_mark"):
        mark = getattr(found, name, None)
        if mark is not None:
            before = bisect_right(ends, mark.index)
            # Only what was saved in the mark's own line moves its column.
            in_line = before - bisect_right(ends, mark.index - mark.column)
            # Places are those of the text as it was: problems, and edits of it, count in that.
            setattr(found, name, Point(mark.index + SAVED * before, mark.line, mark.column + SAVED * in_line))
    return found
