"""What differs between two texts, short enough for a sentence.

In: an old and a new text. Out: both, or what differs in them with a few words around it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from planbuilder.plaintext import CUT, excerpt

SHORT = 60  # letters of a text that is shown whole
LONGEST = 320
AROUND = 4  # words


def excerpts(old: str, new: str) -> tuple[str, str]:
    """Two texts whole where both are short, else what differs in them with a few words before and after."""
    if max(len(old), len(new)) <= SHORT:
        return old, new
    before, after = old.split(), new.split()
    first = _common(before, after)
    shorter = min(len(before), len(after)) - first
    # Not more than what is left: in "a a" against "a" the same word must not count at both ends.
    last = min(shorter, _common(before[::-1], after[::-1]))
    was, now = (excerpt(_part(words, first, last), LONGEST) for words in (before, after))
    return was, now


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words two texts have in common at their beginning."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _part(words: Sequence[str], first: int, last: int) -> str:
    """The words but for those that are the same at both ends, of which a few stay."""
    begin, end = max(0, first - AROUND), min(len(words), len(words) - last + AROUND)
    part = " ".join(words[begin:end])
    return f"{CUT + ' ' if begin else ''}{part}{' ' + CUT if end < len(words) else ''}"
