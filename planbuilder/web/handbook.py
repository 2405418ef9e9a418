"""The handbook: the pages of `docs/` that come with the program, in the order in which its index lists them.

In: a language, and the name of a page. Out: the page with what stands around it. Every link between pages is relative,
so that they are the same on a server and as files in a folder. A page says nothing of any plan.
"""

from __future__ import annotations

import posixpath
import re
from functools import cache, partial
from itertools import groupby
from pathlib import Path

from planbuilder import files, resources
from planbuilder.language import Language
from planbuilder.language import load as language_of
from planbuilder.questionnaire.loading import load as questionnaire
from planbuilder.record import record
from planbuilder.web.marked import Listed, Marked, Target, listed, marked
from planbuilder.wholeness import DEFAULT

BOOK, INDEX = "handbook", "index"
PICTURES = "pictures"


@record
class Entry:
    """A page: its name, what the index calls it, its group there, its file, and its language if it is another."""

    name: str
    words: str
    group: str
    path: str
    lang: str = ""


@record
class Leaf:
    """A page with what stands around it: the groups of all pages, the pages before and after, and others' languages."""

    page: Marked
    entry: Entry
    groups: tuple[tuple[str, tuple[Entry, ...]], ...]
    before: Entry | None
    after: Entry | None
    other: tuple[tuple[Language, str], ...]


def pictures() -> Path:
    """The folder of the handbook's pictures."""
    return resources.folder("docs") / BOOK / PICTURES


def languages() -> list[str]:
    """The codes of the languages that the handbook is in, the first one first."""
    folder = resources.folder("docs") / BOOK
    found = (one.parent.name for one in folder.glob(f"*/{INDEX}.md"))
    return sorted(found, key=lambda code: (code != DEFAULT, code))


def code_of(language: Language) -> str:
    """The handbook's language for somebody who reads a language: that one, or the first."""
    return language.code if language.code in languages() else DEFAULT


@cache
def entries(code: str) -> tuple[Entry, ...]:
    """Every page of the handbook in a language, its index first."""
    path = f"{BOOK}/{code}/{INDEX}.md"
    links = listed(_text(path), partial(said, language_of(code)))
    first = Entry(INDEX, language_of(code).text("handbook.index"), "", path)
    return (first, *(_entry(code, one) for one in links))


def _entry(code: str, link: Listed) -> Entry:
    path = posixpath.normpath(f"{BOOK}/{code}/{link.href}")
    return Entry(posixpath.basename(path).removesuffix(".md"), link.words, link.group, path, link.title)


@cache
def leaf(code: str, name: str) -> Leaf | None:
    """The page of a name in a language of the handbook; None if there is none."""
    known = entries(code) if code in languages() else ()
    at = next((n for n, one in enumerate(known) if one.name == name), None)
    if at is None:
        return None
    entry = known[at]
    page = marked(_text(entry.path), partial(_leads, code, entry), partial(said, language_of(code)))
    groups = tuple((group, tuple(ones)) for group, ones in groupby(known[1:], key=lambda one: one.group))
    others = tuple((language_of(one), entries(one)[at].name) for one in languages() if one != code)
    return Leaf(page, entry, groups, known[at - 1] if at else None, next(iter(known[at + 1 :]), None), others)


def _leads(code: str, entry: Entry, address: str, title: str) -> Target:
    """Where a link of a page leads: to another page, a picture, a place in the page, or out of the handbook."""
    if address.startswith(("https://", "#")):
        return Target(address)
    path, _, anchor = address.partition("#")
    whole = posixpath.normpath(posixpath.join(posixpath.dirname(entry.path), path))
    if whole.startswith(f"{BOOK}/{PICTURES}/"):
        return Target(f"../{whole.removeprefix(f'{BOOK}/')}")
    found = next((one for one in entries(code) if one.path == whole), None)
    end = f"#{anchor}" if anchor else ""
    return Target(f"{found.name}.html{end}", found.lang) if found else Target("")


def said(language: Language, key: str) -> str:
    """The program's own words that a page names: a text by its key, or what a part or a question is called.

    What a text leaves open is shown as "…".
    """
    kind, _, id = key.partition(".")
    if kind == "part":
        return language.pick(questionnaire().part(id).title)
    if kind == "question":
        return language.pick(questionnaire().by_id[id].heading)
    if kind == "role":
        return next(language.pick(one.name) for one in questionnaire().roles if one.id == id)
    return re.sub(r"\{\w+\}", "…", language.text(key))


def _text(path: str) -> str:
    return files.contents(resources.folder("docs") / path).decode("utf-8")
