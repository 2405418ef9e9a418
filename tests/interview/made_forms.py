"""A form for tests: a title, a number that is refused where it is none, one fruit, and several."""

from __future__ import annotations

from collections.abc import Mapping

from planbuilder.interview.asking import Entry, Form, FormField, Menu, Option, Prompt, Wish

FRUIT = (Option("a", "æble"), Option("b", "blomme"), Option("c", "citron"), Option("k", "citrongræs"))


def number(text: str) -> str | None:
    """Why a text is no number."""
    return None if not text or text.isdigit() else f"»{text}« er ikke et tal."


def made_form(kept: dict[str, Entry] | None = None, **held: Entry) -> Form:
    """The form, with what is held in its fields; the note is asked for once there is a number."""
    asks: dict[str, Prompt | Menu] = {
        "title": Prompt("Titel"),
        "number": Prompt("Antal", check=number),
        "note": Prompt("Note", many_lines=True),
        "one": Menu("Frugt", FRUIT, blank="(ingen)"),
        "many": Menu("Frugter", FRUIT, many=True),
        "more": Prompt("Mere"),
    }
    drafts = {} if kept is None else dict(kept)
    fields = tuple(
        FormField(
            key=key,
            label=ask.title,
            ask=ask,
            held=held.get(key, "" if isinstance(ask, Prompt) else ()),
            draft=drafts.get(key),
            section="Senere" if key == "more" else "",
            helps=lambda key=key: [f"Hjælp til {key}"],
            keep=lambda entry, key=key: None if kept is None else kept.__setitem__(key, entry),
        )
        for key, ask in asks.items()
    )

    def asked(entries: Mapping[str, Entry]) -> frozenset[str]:
        return frozenset(asks) - (frozenset() if entries["number"] else {"note"})

    return Form("Rækken", fields, asked, hint="Om rækken", wishes=frozenset(Wish) - {Wish.UNKNOWN, Wish.NOT_RELEVANT})
