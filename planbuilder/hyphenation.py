"""Where a word may be broken at the end of a line: by a language's patterns, and by the compounds it names itself.

In: the name of patterns, the first parts of compounds, and a word. Out: places in the word. Patterns know nothing of
what a word is made of, so what they often get wrong is left out: a line may always be shorter, but not wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

SOFT_HYPHEN = "\u00ad"
# The fewest letters before and after a hyphen.
BEFORE, AFTER = 3, 4
# A linking or ending s belongs to what is before it: no word goes on with "st" or "sk" behind a consonant.
CLUSTER = re.compile(r"(?<=[^\W\d_aeiouyæøåäö])s(?=[^\W\d_aeiouyæøåäö])")
# What follows the first part of a compound and begins an ending, no second part.
ENDING = re.compile(r"e[nrst]|ation|i[klstv]")
LETTERS = re.compile(r"[^\W\d_]+")
Places = Callable[[str], tuple[int, ...]]


def is_known(patterns: str) -> bool:
    """Whether there are patterns of a name, such as `da_DK`; nothing is loaded."""
    found = find_spec("pyphen")
    return found is not None and (Path(found.origin or "").parent / "dictionaries" / f"hyph_{patterns}.dic").is_file()


@lru_cache(maxsize=8)
def places_of(patterns: str, compounds: tuple[str, ...]) -> Places | None:
    """What tells the places in a word, None where no patterns are named.

    Only a word of letters has any, and none that is written in capitals: it is an abbreviation or a code.
    """
    if not patterns:
        return None
    from pyphen import Pyphen  # reads thousands of patterns: only what lays out lines asks

    by_pattern = Pyphen(lang=patterns, left=1, right=1).positions

    @lru_cache(maxsize=20_000)
    def places(word: str) -> tuple[int, ...]:
        """From the first to the last."""
        if len(word) < BEFORE + AFTER or word.isupper() or not LETTERS.fullmatch(word):
            return ()
        small = word.lower()
        found = set(_sensible(small, by_pattern(small)))
        for part in compounds:
            if small.startswith(part) and not ENDING.match(small, len(part)):
                found = _compounded(len(part), found, set(_sensible(part, by_pattern(part))))
                break
        return tuple(sorted(at for at in found if BEFORE <= at <= len(word) - AFTER))

    return places


def _sensible(word: str, found: list[int]) -> Iterator[int]:
    """Places without those that part an s from what it ends, and of two with one letter between them the first."""
    clusters = {match.start() for match in CLUSTER.finditer(word)}
    for at in map(int, found):
        is_linking = word[at] == "s" and at + 1 in found
        is_second = at - 1 in found and word[at - 1] != "s"
        if at not in clusters and not is_linking and not is_second:
            yield at


def _compounded(end: int, found: set[int], inside: set[int]) -> set[int]:
    """The places of a compound whose first part ends there: those of the part, its end, and those well behind it."""
    behind = {at for at in found if at > end + 1}
    return {*(at for at in inside if at < end - 1), end, *behind}


def softened(text: str, places: Places, shortest: int, capitals: bool = False) -> str:
    """A text with a soft hyphen at each place in its words of so many letters, for whoever breaks lines later.

    Words with a capital are left alone, since they may be names, unless `capitals` says that none is.
    """
    return LETTERS.sub(lambda found: _soft(found.group(), places, shortest, capitals), text)


def hardened(text: str) -> str:
    """A text without soft hyphens, nor the line's end behind one: as it was before it was laid out."""
    return re.sub(rf"{SOFT_HYPHEN}\s*", "", text)


def _soft(word: str, places: Places, shortest: int, capitals: bool) -> str:
    if len(word) < shortest or not (capitals or word.islower()):
        return word
    starts = (0, *places(word))
    return SOFT_HYPHEN.join(word[start:end] for start, end in zip(starts, (*starts[1:], len(word)), strict=True))
