"""How a wish is told to the program: a function key, or a word after a colon.

In: a language. Out: the word of each wish, its key, and the line that reminds of them. Both faces use the same words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from planbuilder.interview.asking import Wish
from planbuilder.language import Language

ASKS = "?"  # asks for help wherever a line is typed
KEYS: Mapping[Wish, str] = {
    Wish.HELP: "f1",
    Wish.BACK: "f2",
    Wish.SKIP: "f3",
    Wish.UNKNOWN: "f4",
    Wish.NOT_RELEVANT: "f5",
    Wish.HOME: "f6",
    Wish.FURTHER: "f7",
    Wish.CLEAR: "f8",
    Wish.NEXT: "f9",
    Wish.DONE: "f10",
    Wish.SEARCH: "c-f",
    Wish.EDITOR: "c-e",
}


def wish_of(text: str, wishes: Collection[Wish], language: Language, standing: str = "") -> tuple[Wish, str] | None:
    """The wish that a typed text ends with (`:tilbage`), and what else was typed; None if it is an ordinary text.

    The word is the whole text, its last line, or follows `standing`, which stood in the field before. A question mark
    alone on a line asks for help.
    """
    for wish in (wish for wish in KEYS if wish in wishes):
        word = rf"\s*:{re.escape(_word(wish, language))}\s*\Z"
        sign = r"|\s*\?\s*\Z" if wish is Wish.HELP else ""
        # On a line of its own only: a text that ends with the word after a colon is still a text.
        found = re.search(rf"(\A|\n)({word}{sign})", text, re.IGNORECASE)
        if found:
            return wish, text[: found.start()]
        # The cursor stands behind what the field holds, so a wish is typed right there, without a line break.
        if standing and text.startswith(standing) and re.match(word, text[len(standing) :], re.IGNORECASE):
            return wish, standing
    return None


def refusal(line: str, wishes: Collection[Wish], language: Language) -> str | None:
    """Why a line that begins like a wish is none, None for any other line; a question mark is never an answer."""
    if line.strip() == ASKS and Wish.HELP not in wishes:
        return language.text("interview.no_help_here")
    if not line.strip().startswith(":") or wish_of(line, wishes, language):
        return None
    if not wishes:
        return language.text("interview.no_wishes")
    return language.text("interview.no_such_wish", wishes=reminder(wishes, language, keys=False))


def reminder(wishes: Collection[Wish], language: Language, keys: bool) -> str:
    """The wishes on one line, each with its key (`tast F2: tilbage`) or its word (`:tilbage`).

    Changes are called F1, F2 too, so a key is always said to be one.
    """
    told = [wish for wish in KEYS if wish in wishes]
    if not keys:
        return " · ".join(f":{_word(wish, language)}" for wish in told)
    return " · ".join(
        language.text("interview.keys.named", key=_key(wish), word=_word(wish, language)) for wish in told
    )


def _key(wish: Wish) -> str:
    """What a wish's key is called: `F1`, `Ctrl-E`."""
    return KEYS[wish].upper().replace("C-", "Ctrl-")


def _word(wish: Wish, language: Language) -> str:
    return language.text(f"interview.wish.{wish.value}")
