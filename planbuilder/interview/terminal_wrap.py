"""Long texts that are typed wrap between words: prompt_toolkit by itself wraps between letters.

In: a line of a text and the columns there are. Out: the line with blanks filled in where a word would be broken, so
that it begins on the next row. The blanks are shown only: the text and the cursor in it know nothing of them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.layout.processors import Processor, Transformation, TransformationInput
from prompt_toolkit.layout.utils import explode_text_fragments
from prompt_toolkit.utils import get_cwidth

LEAST = 10  # columns; in fewer, words are broken anyhow


class WordWrap(Processor):
    """Fills rows up with blanks; `taken` are the columns that stand in front of each row."""

    def __init__(self, taken: int = 0) -> None:
        self.taken = taken

    def apply_transformation(self, transformation_input: TransformationInput) -> Transformation:
        """The line as it is shown, and where each of its letters is shown."""
        pieces = explode_text_fragments(transformation_input.fragments)
        text = "".join(piece[1] for piece in pieces)
        fills = filled(text, transformation_input.width - self.taken)
        if not fills:
            return Transformation(transformation_input.fragments)
        shown: StyleAndTextTuples = []
        for at, piece in enumerate(pieces):
            shown += [("", " " * fills[at]), piece] if at in fills else [piece]
        starts, sums = list(fills), [0, *accumulate(fills.values())]
        ends = [start + sum_ for start, sum_ in zip(starts, sums[1:], strict=True)]
        return Transformation(
            shown,
            source_to_display=lambda at: at + sums[bisect_right(starts, at)],
            display_to_source=lambda at: _source(at, starts, ends, sums),
        )


def _source(at: int, starts: list[int], ends: list[int], sums: list[int]) -> int:
    """The letter that is shown at a place; of a filled-in blank the one behind it."""
    passed = bisect_right(ends, at)
    found = at - sums[passed]
    return min(found, starts[passed]) if passed < len(starts) else found


def filled(text: str, width: int) -> dict[int, int]:
    """How many blanks to fill in in front of which letters of a line, so that no word goes over a row's end.

    A row keeps a column free for the blank behind a word, or the cursor. A word longer than a row is broken.
    """
    fills: dict[int, int] = {}
    if width < LEAST:
        return fills
    column = 0
    for found in re.finditer(r"\s+|\S+", text):
        taken = get_cwidth(found[0])
        # `>=`, since a row's last column must stay free; `> taken` leaves a word that no row could hold where it is.
        if not found[0].isspace() and column and column + taken >= width > taken:
            fills[found.start()] = width - column
            column = 0
        column = (column + taken) % width
    return {at: count for at, count in fills.items() if count}
