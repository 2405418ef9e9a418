"""The options beside a plan in words, wherever they are set beside each other.

In: what each option comes to, and a language. Out: final text. Nothing is called best: it is said which NPV is the
highest of those computed, and nothing where something that an option comes to is not known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from planbuilder.figures.options import Compared, highest
from planbuilder.language import Language

NONE = "–"
# The columns of amounts, in the order of every table.
AMOUNTS = ("introduction", "permanent", "npv", "risk_reserve")


def named(language: Language, one: Compared) -> str:
    """What an option is called: by id and title, and the plan as such."""
    return f"{one.id} {one.title}".strip() if one.id else language.text("document.options.plan")


def _within(language: Language, one: Compared) -> str:
    """What an option is called within a sentence."""
    return named(language, one) if one.id else language.text("document.options.plan_within")


def notes(language: Language, found: Sequence[Compared]) -> Iterator[str]:
    """What is to be said beneath the figures of options, in whole sentences."""
    yield language.text("document.options.likely")
    for one in found:
        yield from lacks(language, one)
    yield from _highest(language, found)


def lacks(language: Language, one: Compared) -> Iterator[str]:
    """That nobody has said what an option comes to, or what its figures are without; nothing where they are whole."""
    if not one.is_stated:
        yield language.text("document.options.not_stated", name=named(language, one))
    elif one.lacking:
        names = language.sentence_list(one.lacking)
        yield language.text("document.options.lacking", name=named(language, one), names=names)


def _highest(language: Language, found: Sequence[Compared]) -> Iterator[str]:
    """Which of them has the highest NPV; that it cannot be said where something is not known."""
    most = highest(found)
    if not most:
        yield language.text("document.options.not_comparable")
        return
    names = language.sentence_list(_within(language, one) for one in most)
    values = {"count": len(found), "names": names, "npv": language.money(most[0].npv)}
    yield language.text("document.options.same" if len(most) > 1 else "document.options.highest", **values)


def quality(language: Language, one: Compared) -> str:
    """The benefits of an option that are told rather than counted, and its disbenefits; a dash where there are none."""
    if not one.is_stated:
        return NONE
    told = _listed(language, one.quality)
    lost = language.text("document.options.lost", what=_listed(language, one.disbenefits)) if one.disbenefits else ""
    return "; ".join(filter(None, (told, lost))) or NONE


def _listed(language: Language, titles: Mapping[str, str]) -> str:
    return language.sentence_list(f"{id} {title}".strip() for id, title in titles.items()) if titles else ""
