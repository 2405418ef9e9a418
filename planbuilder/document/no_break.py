"""What stands together at the end of a line: a number with its unit, a day with its month, a word with its number.

In: a finished document, its language. Out: the same with no-break spaces in every text that is drawn, whoever wrote it.
What belongs together is a closed list of the language. Keys, references and the values behind answers stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from planbuilder.document.model import Block, Cover, Document, Furniture, Span
from planbuilder.language import Language
from planbuilder.record import replace

NO_BREAK = "\u00a0"
# What of a document nobody reads as text.
UNSEEN = frozenset(("id", "number", "target", "field", "language", "look", "align", "role", "tone"))
# Types, as they are declared, that have no text in them.
NO_TEXT = frozenset(("bool", "int", "float", "Decimal | None"))
Rule = Callable[[str], str]


@cache
def shown_fields(kind: Any, unseen: Collection[str]) -> tuple[str, ...]:
    """The fields of a type of a document's parts that may hold text which somebody sees; none of any other type."""
    shown = fields(kind) if is_dataclass(kind) else ()
    return tuple(one.name for one in shown if one.name not in unseen and one.type not in NO_TEXT)


def kept_together(document: Document, language: Language, units: Iterable[str] = ()) -> Document:
    """A document with what belongs together on one line; `units` are those that a plan measures in."""
    rule = joins(language, frozenset(word for unit in units for word in unit.split()[:1]))
    blocks: tuple[Block, ...] = _joined(document.blocks, rule)
    cover: Cover | None = _joined(document.cover, rule)
    furniture: Furniture = _joined(document.furniture, rule)
    return replace(document, blocks=blocks, cover=cover, furniture=furniture)


@cache
def joins(language: Language, units: frozenset[str] = frozenset()) -> Rule:
    """What puts no-break spaces into a text of a language; it changes spaces alone, and nothing twice."""
    own, others = (language.text(f"language.together.{which}").split(", ") for which in ("behind", "ahead"))
    behind, ahead = _any_of({*own, *units}), _any_of(others)
    unit = re.compile(rf"(?<=\d)\.?[ {NO_BREAK}](?:{behind})(?!\w)", re.IGNORECASE)
    named = re.compile(rf"(?<!\w)(?:{ahead}) (?=\d)", re.IGNORECASE)
    # One after the other: of “2 kr. 3” the word belongs to both numbers.
    return lambda text: named.sub(_without_breaks, unit.sub(_without_breaks, text)) if " " in text else text


def _any_of(listed: Iterable[str]) -> str:
    """What finds any of some words, the longest first, whether they stand together already or not."""
    words = sorted(listed, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", f"[ {NO_BREAK}]") for word in words)


def _without_breaks(found: re.Match[str]) -> str:
    return found[0].replace(" ", NO_BREAK)


def _joined(value: Any, rule: Rule) -> Any:
    """A value with the texts in it joined; the same value where nothing is to be joined."""
    if isinstance(value, str):
        return rule(value)
    if isinstance(value, tuple):
        made = tuple(_joined(one, rule) for one in value)
        return value if all(map(_is, made, value)) else made
    return value if isinstance(value, Span) and value.target else _with(value, rule)


def _with(value: Any, rule: Rule) -> Any:
    """A part of a document with the texts in it joined."""
    changed = {}
    kind: Any = type(value)
    for name in shown_fields(kind, UNSEEN):
        now = getattr(value, name)
        if not _is(made := _joined(now, rule), now):
            changed[name] = made
    return replace(value, **changed) if changed else value


def _is(made: Any, now: Any) -> bool:
    return made is now or (isinstance(now, str) and made == now)
