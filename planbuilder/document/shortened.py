"""Lists in documents that keep to their pages: as much of each as there is room for, and how many it is without.

In: what a list holds. Out: what is shown of it, which says what is not. A case shows as many parts in each language; of
other lists lines are reckoned from letters, since nothing is set yet. A PDF's pages are counted when it is there
(`pipeline`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate

from planbuilder.document.amounts import budgets_differ
from planbuilder.document.material import Material
from planbuilder.document.model import Spans, plain, text_of
from planbuilder.figures import lacking

# How many lines a list may take as it is; what it is cut to where it is longer, or where the document must tell more
# (that it is a draft, how far the budgets are from the case, what several bodies have decided); and what there is room
# for where it must tell which figures are missing.
ROOMS: Mapping[str, tuple[int, int, int]] = {
    "asked_now": (13, 13, 13),
    "deviations": (9, 9, 9),
    "board_ideas": (7, 7, 7),
    "board_field": (5, 5, 5),
    "board_actions": (27, 27, 27),
}
# The same in parts of a list, and at last what a longer one is cut to: a case shows as many in each language, however
# long its words are. What the bundled example has fits in the first, and its documents in their pages.
COUNTS: Mapping[str, tuple[int, int, int, int]] = {
    "recommendations": (6, 5, 5, 2),
    "today": (8, 7, 6, 4),
    "heard": (3, 2, 2, 1),
    "decided": (6, 6, 4, 3),
    "stakeholders": (3, 3, 3, 3),
    "budgets": (5, 5, 5, 4),
    "rules": (6, 6, 3, 2),
    "goals": (3, 2, 2, 1),
    "risks": (4, 4, 2, 2),
    "alternatives": (4, 3, 2, 2),
    "consequences": (5, 4, 2, 1),
    "annexes": (6, 4, 3, 2),
}
# So many letters a part may have on average before a list is shown by what there is room for and not by count.
LONG = 330
# So many letters stand on a line of a passage of a form.
LETTERS = 105
# So many names stand in one sentence.
MOST_NAMED = 8
# Who is told that something is left out is not sent to the plan for a single line.
LEAST_LEFT = 2


def shortened(m: Material, name: str, passages: Sequence[Spans]) -> list[Spans]:
    """Passages that run on in one text, as far as there is room; the last one tells how many others the plan has."""
    return _cut(m, passages, counting(m, name, [len(text_of(one)) + 2 for one in passages]))


def shortened_lines(m: Material, name: str, passages: Sequence[Spans]) -> list[Spans]:
    """Passages on lines of their own, as far as there is room; the last one tells how many others the plan has."""
    sizes = [lines(text_of(one), LETTERS) * LETTERS for one in passages]
    return _cut(m, passages, (counting if name in COUNTS else fitting)(m, name, sizes))


def counting(m: Material, name: str, sizes: Sequence[int]) -> int:
    """How many parts of a list of a case are shown, given the letters of each: so many, whatever the language."""
    *rooms, cut = COUNTS[name]
    room = rooms[_pressed(m)]
    fits = sum(end <= room * LONG for end in accumulate(sizes))
    if len(sizes) <= min(room, fits) or len(sizes) <= LEAST_LEFT:
        return len(sizes)
    return max(1, min(cut, fits, len(sizes) - LEAST_LEFT))


def fitting(m: Material, name: str, sizes: Sequence[int], letters: int = LETTERS, least: int = LEAST_LEFT) -> int:
    """How many parts of a list are shown, given the letters each takes: all, or the first and at least so many less."""
    rooms = [room * letters for room in ROOMS[name]]
    pressed = _pressed(m)
    whole, cut = rooms[pressed], rooms[max(1, pressed)]
    ends = list(accumulate(sizes))
    if not ends or ends[-1] <= whole or len(ends) <= least:
        return len(ends)
    fits = sum(end <= cut - letters for end in ends)
    return max(1, min(fits, len(ends) - least))


def named(m: Material, names: Sequence[str]) -> str:
    """Names in one sentence: all of a few, of many the first and how many others there are."""
    return m.language.sentence_list(first(m, names))


def first(m: Material, names: Sequence[str]) -> list[str]:
    """All of a few names; of many the first, and how many others there are."""
    if len(names) <= MOST_NAMED:
        return list(names)
    return [*names[: MOST_NAMED - 1], m.language.count("document.and_others", len(names) - MOST_NAMED + 1)]


def _pressed(m: Material) -> int:
    """How much a document must tell beside its lists: nothing, how the plan stands, or which figures are missing.

    A simulation takes as much room as how the plan stands, and so do budget changes in a second price base.
    """
    stands = m.is_draft or budgets_differ(m.figures) or _is_under_way(m)
    priced = m.figures.budget_prices
    told = int(stands) + bool(m.plan.economy.simulation.draws) + bool(priced and priced.accounts)
    return 2 if lacking.said(m.language, m.figures) else min(2, told)


def _is_under_way(m: Material) -> bool:
    """Whether a case presentation has decisions of several bodies to tell."""
    return sum(one.is_decided for one in m.plan.decisions.values()) > 1


def lines(text: str, letters: int) -> int:
    """How many lines a text takes, about."""
    return sum(max(1, -(-len(line) // letters)) for line in text.split("\n"))


def others(m: Material, count: int) -> str:
    """That there are so many others, and where they are."""
    return m.language.count("document.shortened", count)


def _cut(m: Material, passages: Sequence[Spans], shown: int) -> list[Spans]:
    left = len(passages) - shown
    return [*passages[:shown], *([plain(others(m, left))] if left else [])]
