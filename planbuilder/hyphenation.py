"""Where a word may be broken at the end of a line: by a language's patterns, and by the compounds it names itself.

In: the name of patterns, the parts of words that a language names, and a word. Out: places in the word. Patterns know
nothing of what a word is made of. A language that names its parts has a word broken where two of them meet, behind a
beginning and before an ending, and nowhere else: a line may always be shorter, but not wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from planbuilder.record import record

SOFT_HYPHEN = "\u00ad"
# The fewest letters before and after a hyphen; a part of a compound may be shorter at its end.
BEFORE, AFTER, SHORTEST_PART = 3, 4, 3
# So many letters on either side of where two parts meet are not parted from it.
NEAR = 3
# An ending behind a doubled letter has fewer letters than that.
BENT_PART = 7
# A linking or ending s belongs to what is before it: no word goes on with "st" or "sk" behind a consonant.
CLUSTER = re.compile(r"(?<=[^\W\d_aeiouyæøåäö])s(?=[^\W\d_aeiouyæøåäö])")
LETTERS = re.compile(r"[^\W\d_]+")
# What follows the first part of a compound, and is or begins an ending and no second part.
ENDING = re.compile(
    r"e[nrst]|a(?:ti|to|nt)|al(?:e|t|is)?$|i[aeklstv]|ing(?:en|er|erne)?s?$|r?ne|nt|lse|rer|r?sk(?:e|en|er|erne|t)?s?$"
    r"|tisk|el(?:le)?$|lig(?:e|t|ere|st|vis|hed\w*)?$|hed(?:en|er|erne)?s?$|skab(?:et|er|erne)?s?$"
    r"|(?:som|bar|løs)(?:t|e|me|hed\w*)?$|(?:mæs|vis)$"
)
# What may stand behind an ending.
BENT = r"(?:n|r|rne|en|ens|et|ets|er|ers|erne|ernes)?s?"
# What of two words that are one a linking s ends: “beslutnings-vej”, “sundheds-pleje”.
LINKED = re.compile(r"(?<=..)(?:ing|hed|skab|tion|sion|itet|dom|else)s(?=[^\W\d_]{3})")
Pattern = Callable[[str], list[int]]


@record
class Parts:
    """What a language says of its words: first parts of compounds with the places in them, beginnings and endings."""

    first: dict[str, tuple[int, ...]]
    beginnings: tuple[str, ...]
    ending: re.Pattern[str] | None


def is_known(patterns: str) -> bool:
    """Whether there are patterns of a name, such as `da_DK`; nothing is loaded."""
    found = find_spec("pyphen")
    return found is not None and (Path(found.origin or "").parent / "dictionaries" / f"hyph_{patterns}.dic").is_file()


class Places:
    """What tells the places in a word.

    Only a word of letters has any, and none that is written in capitals: it is an abbreviation or a code.
    """

    def __init__(self, by_pattern: Pattern, parts: Parts) -> None:
        self.by_pattern, self.parts = by_pattern, parts
        self._known = lru_cache(maxsize=20_000)(self._found)

    def __call__(self, word: str) -> tuple[int, ...]:
        """From the first to the last, those where no reader stumbles."""
        return self._known(word, False)

    def in_need(self, word: str) -> tuple[int, ...]:
        """The same of a word that is wider than its line, which is broken in any case: those of the patterns too."""
        return self._known(word, True)

    def _found(self, word: str, in_need: bool) -> tuple[int, ...]:
        if len(word) < BEFORE + AFTER or word.isupper() or not LETTERS.fullmatch(word):
            return ()
        return tuple(sorted(_places(word.lower(), self.parts, self.by_pattern, in_need)))


@lru_cache(maxsize=8)
def places_of(patterns: str, compounds: tuple[str, ...]) -> Places | None:
    """What tells the places in a word, None where no patterns are named."""
    if not patterns:
        return None
    from pyphen import Pyphen  # reads thousands of patterns: only what lays out lines asks

    return Places(Pyphen(lang=patterns, left=1, right=1).positions, parts_of(compounds))


def parts_of(compounds: Iterable[str]) -> Parts:
    """What a language names: `ind-` is a beginning, `-ning` an ending, all else a first part, with places in it."""
    named = tuple(compounds)
    beginnings = sorted((one[:-1] for one in named if one.endswith("-")), key=len, reverse=True)
    endings = "|".join(re.escape(one[1:]) for one in named if one.startswith("-"))
    ending = re.compile(rf"[^\W\d_aeiouyæøå]?(?:{endings}){BENT}") if endings else None
    first = {one.replace("-", ""): _marked(one) for one in named if one.strip("-") == one}
    return Parts(first, tuple(beginnings), ending)


def _marked(part: str) -> tuple[int, ...]:
    """The places that a first part is written with."""
    return tuple(match.start() - n for n, match in enumerate(re.finditer("-", part)))


def _places(word: str, parts: Parts, by_pattern: Pattern, in_need: bool) -> set[int]:
    """The places of a word: where its parts meet, those in a first part, and in the others those that are sure."""
    start, joints, found = 0, set[int](), set[int]()
    while end := _end(word, start, parts):
        sure = set(parts.first.get(word[start:end], ()))
        if word[start:end] not in parts.first or in_need:
            sure |= _sure(word[start:end], parts, by_pattern, in_need)
        found |= {start + at for at in sure}
        joints.add(end)
        start = end
    found |= {start + at for at in _sure(word[start:], parts, by_pattern, in_need)}
    kept = {at for at in found if all(abs(at - joint) > NEAR for joint in joints)}
    whole = {at for at in kept if BEFORE <= at <= len(word) - AFTER}
    return whole | {at for at in joints if BEFORE <= at <= len(word) - SHORTEST_PART}


def _end(word: str, start: int, parts: Parts) -> int:
    """Where the part of a compound that starts there ends; 0 where the rest of the word is one part."""
    # Whether a language knows a part is asked for each that the word may have: there are thousands of others.
    longest = next((one for end in range(len(word), start, -1) if (one := word[start:end]) in parts.first), "")
    if longest:
        end = start + len(longest)
        return end if _goes_on(word, end, parts) else 0
    linked = LINKED.search(word, start + BEFORE) if parts.ending else None
    return linked.end() if linked and _goes_on(word, linked.end(), parts) else 0


def _goes_on(word: str, end: int, parts: Parts) -> bool:
    """Whether a second part begins there, and no ending of the first; a part of three letters is one that is known."""
    rest = word[end:]
    if len(rest) < AFTER:
        return rest in parts.first
    # “kontrol-lere” is one word, “budget-tilpasning” two.
    is_doubled = rest[0] == word[end - 1] and len(rest) < BENT_PART and ENDING.match(rest[1:])
    return not is_doubled and (word[end - 1] == "s" or not ENDING.match(rest))


def _sure(word: str, parts: Parts, by_pattern: Pattern, in_need: bool) -> set[int]:
    """The places in one part of a word that are no guess: behind a beginning and before an ending."""
    found = set(_sensible(word, by_pattern(word))) if len(word) >= BEFORE + AFTER else set()
    ending = parts.ending
    if ending is None or in_need:
        return found
    begun = next((len(one) for one in parts.beginnings if word.startswith(one)), 0)
    return {at for at in found if at == begun or ending.fullmatch(word, at)}


def _sensible(word: str, found: list[int]) -> Iterator[int]:
    """Places without those that part an s from what it ends, and of two with one letter between them the first."""
    clusters = {match.start() for match in CLUSTER.finditer(word)}
    for at in map(int, found):
        is_linking = word[at] == "s" and at + 1 in found
        is_second = at - 1 in found and word[at - 1] != "s"
        if at not in clusters and not is_linking and not is_second:
            yield at


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
