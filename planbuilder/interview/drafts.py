"""What was typed or ticked and not saved: it is there again when its question comes back, or the next interview begins.

In: where an answer would stand, and what is in the field. Out: the same prompt or menu with what was in it before. What
a plan's file could not take, because it was gone or broken, is kept in a file beside it (`Unsaved`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from planbuilder import codes, files, looking
from planbuilder.errors import InputInvalid, Place, Problem, problem
from planbuilder.interview.asking import Entry, Menu, Prompt
from planbuilder.interview.shelf import Shelf
from planbuilder.plan.ids import next_number
from planbuilder.plan.journal import UNSAVED, data_of, entry
from planbuilder.plan.steps import NOWHERE, Edits, kind_at, level, steps
from planbuilder.plan.store import Author, OpenPlan
from planbuilder.record import record, replace
from planbuilder.yamltext.nodes import Data, KeyPath, as_text, get, put, same


@record
class Unsaved:
    """What somebody has answered, and the file could not take: each place with what stood there and what is to."""

    by: str
    role: str
    on: str
    places: tuple[tuple[KeyPath, Data, Data], ...]

    def placed(self, now: Data) -> Edits:
        """What is to stand where in a plan; a new row gets the next id where its own has become another's since."""
        found: dict[KeyPath, Data] = {}
        for path, old, new in self.places:
            # A new row's id was the next one when it was typed. Somebody else's row may have got it since, and would
            # be replaced by another row altogether.
            there = get(now, path)
            is_taken = old is None and level(path) == "row" and there is not None and not same(there, new)
            at = (*path[:-1], _next_id(path[-1], now)) if is_taken and isinstance(new, dict) else path
            found[at] = new
        return found

    def base(self, data: Data) -> Data:
        """The data of a plan with what stood there when it was answered."""
        for path, old, _ in self.places:
            # Saving compares three states: this one shows what each has changed since, so that both answers stand side
            # by side.
            data = put(data, path, old)
        return data


def _next_id(id: str, data: Data) -> str:
    """The next id of the same letters as one."""
    prefix = id.rstrip("0123456789")
    return f"{prefix}{next_number(prefix, data)}"


def keep(opened: OpenPlan, edits: Edits, author: Author) -> None:
    """Keep what could not be saved beside the plan; where even that cannot be, it is told on the screen."""
    found = (step for step in steps(opened.data, edits)[1] if not step.is_order)
    places = [[list(step.path), as_text(step.old), as_text(step.new)] for step in found]
    line = {"by": author.name, "role": author.role, "on": author.at.date().isoformat(), "places": places}
    # The plan could not be saved to, so its drive may well be gone: that this fails too must not hide why.
    with suppress(InputInvalid):
        files.append_line(opened.folder / UNSAVED, json.dumps(line, ensure_ascii=False))


def unsaved(folder: Path) -> Iterator[Unsaved]:
    """What could not be saved in a folder's plan, oldest first; what cannot be read is told by `damage`."""
    yield from (one for _, one in _told(folder) if one is not None)


def damage(folder: Path) -> Iterator[Problem]:
    """A problem for each line that cannot be read, or names no place of a plan; it stays where it is."""
    place = str(folder / UNSAVED)
    for n, (line, one) in enumerate(_told(folder), 1):
        if one is None and line.strip():
            yield problem(codes.UNSAVED_DAMAGED, Place(place, n), line=n)


def _told(folder: Path) -> Iterator[tuple[bytes, Unsaved | None]]:
    """Each line with what it says; None for one that cannot be read."""
    file = folder / UNSAVED
    lines = files.contents(file, within=folder).split(b"\n") if looking.is_there(file) else []
    yield from ((line, _unsaved(line)) for line in lines)


def _unsaved(line: bytes) -> Unsaved | None:
    """What a line says; of several places, those that a plan has."""
    found = entry(line) or {}
    told = data_of(found.get("places"))
    # The file lies beside the plan, where anybody may have edited it: nothing in it is trusted to have the right
    # shape.
    places = [one for one in told if isinstance(one, list) and len(one) == 3] if isinstance(told, list) else []
    read = ((tuple(map(str, path)), old, new) for path, old, new in places if isinstance(path, list))
    kept = tuple(one for one in read if one[0] and kind_at(one[0])[0] is not NOWHERE)
    by, role, on = (str(found.get(name) or "") for name in ("by", "role", "on"))
    return Unsaved(by, role, on, kept) if kept else None


def forget(folder: Path) -> None:
    """Let go of what could not be saved; lines that cannot be read are left, for whoever can."""
    file = folder / UNSAVED
    # A line half written as the machine stopped may still hold somebody's words: only people throw it away.
    left = [line for line, one in _told(folder) if one is None and line.strip()]
    if left:
        files.write_atomically(file, b"".join(line + b"\n" for line in left), within=folder)
    elif looking.is_there(file):
        with files.telling(file):
            file.unlink()


@record
class Draft:
    """What stood in a field: a text, or the values ticked; `shown` is what people see of it."""

    title: str
    shown: str
    text: str = ""
    ticked: tuple[str, ...] = ()


class Drafts:
    """The drafts of an interview, by the place of the answer each would become; `shelf` has those from an editor."""

    def __init__(self, shelf: Shelf | None = None) -> None:
        self.kept: dict[KeyPath, Draft] = {}
        self.shelf = shelf

    def found(self, key: KeyPath, title: str, text: str) -> None:
        """Take up a text that an earlier interview left."""
        self.kept[key] = Draft(title, text, text=text)

    def typing(self, key: KeyPath, prompt: Prompt) -> Prompt:
        """The prompt with its draft in it, which keeps the next one."""
        draft = self.kept.get(key)
        return replace(prompt, draft=draft.text if draft else "", keep=lambda text: self.keep_text(key, prompt, text))

    def ticking(self, key: KeyPath, menu: Menu) -> Menu:
        """The menu of several with the ticks of its draft, which keeps the next ones."""
        draft = self.kept.get(key)
        chosen = draft.ticked if draft else menu.chosen
        return replace(menu, chosen=chosen, keep=lambda values: self.keep_ticks(key, menu, values))

    def pointing(self, key: KeyPath, menu: Menu) -> Menu:
        """The menu of one option with the pointer of its draft, which keeps the next one."""
        draft = self.kept.get(key)
        # A draft points, it does not choose: Enter is still for the user to press.
        default = draft.ticked[0] if draft else menu.default
        return replace(menu, default=default, keep=lambda values: self.keep_ticks(key, menu, values))

    def asking(self, key: KeyPath, ask: Prompt | Menu) -> Prompt | Menu:
        """What asks for an answer, with its draft in it."""
        if isinstance(ask, Prompt):
            return self.typing(key, ask)
        return self.ticking(key, ask) if ask.many else self.pointing(key, ask)

    def keep_entry(self, key: KeyPath, ask: Prompt | Menu, entry: Entry, held: Entry) -> None:
        """Keep what stands in a field of a form, unless it is the present answer."""
        if entry == held:
            self.drop(key)
        elif isinstance(ask, Prompt):
            self.keep_text(key, ask, str(entry))
        elif not isinstance(entry, str):
            self.keep_ticks(key, ask, entry)

    def keep_text(self, key: KeyPath, prompt: Prompt, text: str) -> None:
        """Keep a text, unless it is empty or the present answer."""
        if text.strip() and text != prompt.default:
            self.kept[key] = Draft(prompt.title, text, text=text)
        else:
            self.drop(key)

    def keep_ticks(self, key: KeyPath, menu: Menu, values: tuple[str, ...]) -> None:
        """Keep what is ticked, unless it is the present answer."""
        labels = {option.value: option.label for option in menu.options}
        if values != menu.chosen:
            shown = ", ".join(labels.get(value, menu.blank) for value in values)
            self.kept[key] = Draft(menu.title, shown or "–", ticked=values)
        else:
            self.drop(key)

    def move(self, key: KeyPath, to: KeyPath) -> None:
        """Keep a draft at another place: what was to be a row has become one."""
        if draft := self.kept.pop(key, None):
            self.kept[to] = draft

    def drop(self, key: KeyPath) -> None:
        """Forget a draft: it has become an answer, or has been taken back."""
        self.kept.pop(key, None)
        with suppress(InputInvalid):  # what cannot be taken away is there again the next time
            if self.shelf:
                self.shelf.drop(key)
