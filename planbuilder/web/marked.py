"""Markdown of ours as HTML: headings that can be linked to, links that lead where the page does, commands as such.

In: the text of a file of `docs/`, where its links lead, and the words that stand for `{{key}}`. Out: markup, which
needs neither script nor style of its own. No markup of the text itself is let through.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from html import escape
from itertools import pairwise
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from planbuilder.record import record

KEY = re.compile(r"\{\{([\w.+-]+)\}\}")
COMMANDS = "console"
BOX = {"class": "pb-table", "role": "group", "tabindex": "0"}
Words = Callable[[str], str]


@record
class Target:
    """Where a link leads: its address (empty where it leads nowhere here), and the language there if it is another."""

    href: str
    lang: str = ""


@record
class Marked:
    """A page: its title, its markup with that title, and its sections (anchor and heading)."""

    title: str
    body: str
    sections: tuple[tuple[str, str], ...]


@record
class Listed:
    """A link in a list of a page: the heading that the list stands under, its words and where it leads."""

    group: str
    words: str
    href: str
    title: str = ""


Leads = Callable[[str, str], Target]


def marked(text: str, leads: Leads, words: Words) -> Marked:
    """The page of a text; `leads` is asked where an address and title in it lead."""
    tokens = _parsed(text, words)
    headings = list(_anchored(tokens))
    for token in tokens:
        token.children = _linked(token.children or [], leads)
    body = _renderer().renderer.render(_in_boxes(tokens), _renderer().options, {})
    title = next((said for tag, _, said in headings if tag == "h1"), "")
    return Marked(title, body, tuple((anchor, said) for tag, anchor, said in headings if tag == "h2"))


def listed(text: str, words: Words) -> list[Listed]:
    """Every link in the lists of a text, in its order."""
    found, group, depth = [], "", 0
    tokens = _parsed(text, words)
    for before, token in zip([None, *tokens], tokens, strict=False):
        depth += token.nesting if token.type.startswith("bullet_list") else 0
        if before and before.type == "heading_open":
            group = _said(token)
        if depth and token.children and (link := _first_link(token.children)):
            found.append(Listed(group, *link))
    return found


def _first_link(children: Sequence[Token]) -> tuple[str, str, str] | None:
    opening = next((n for n, one in enumerate(children) if one.type == "link_open"), None)
    if opening is None:
        return None
    link, words = children[opening], children[opening + 1].content
    return words, str(link.attrGet("href")), str(link.attrGet("title") or "")


def _parsed(text: str, words: Words) -> list[Token]:
    tokens = _parser().parse(text)
    for token in tokens:
        _fill(token, words)
    return tokens


def _fill(token: Token, words: Words) -> None:
    """Put the program's own words where a text names them."""
    if token.type in ("text", "fence", "code_inline"):
        token.content = KEY.sub(lambda found: words(found[1]), token.content)
    for inner in token.children or ():
        _fill(inner, words)


def _said(token: Token) -> str:
    """The plain words of a line."""
    return "".join(one.content for one in token.children or () if one.type in ("text", "code_inline"))


def _anchored(tokens: Sequence[Token]) -> Iterator[tuple[str, str, str]]:
    """Each heading with its anchor, which is put into it: the tag, the anchor and the words."""
    for opening, line in pairwise(tokens):
        if opening.type == "heading_open":
            said = _said(line)
            opening.attrSet("id", anchor_of(said))
            yield opening.tag, anchor_of(said), said


def anchor_of(heading: str) -> str:
    """The anchor of a heading, as sites that show Markdown make it."""
    return re.sub(r"\s+", "-", re.sub(r"[^\w\s-]", "", heading.casefold()).strip())


def _linked(children: Sequence[Token], leads: Leads) -> list[Token]:
    """A line with its links where they lead; of one that leads nowhere here, the words stay."""
    kept, is_open = [], True
    for token in children:
        if token.type == "link_open":
            is_open = _aim(token, "href", leads)
        elif token.type == "image":
            _aim(token, "src", leads)
        if is_open or not token.type.startswith("link_"):
            kept.append(token)
    return kept


def _aim(token: Token, name: str, leads: Leads) -> bool:
    target = leads(str(token.attrGet(name)), str(token.attrs.pop("title", "")))
    token.attrSet(name, target.href)
    if target.lang:
        token.attrSet("hreflang", target.lang)
    return bool(target.href)


def _in_boxes(tokens: Sequence[Token]) -> list[Token]:
    """Tables in boxes, called by the heading above, which alone are scrolled where a table is too wide."""
    made: list[Token] = []
    heading = ""
    for token in tokens:
        heading = str(token.attrGet("id")) if token.type == "heading_open" else heading
        if token.type == "table_open":
            attrs: dict[str, str | int | float] = {**BOX, "aria-labelledby": heading}
            made.append(Token("box_open", "div", 1, attrs=attrs, block=True))
        made.append(token)
        if token.type == "table_close":
            made.append(Token("box_close", "div", -1, block=True))
    return made


def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def _renderer() -> MarkdownIt:
    made = _parser()
    made.add_render_rule("fence", _fence)
    return made


def _fence(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    """A block as it is typed; in one of commands, what the program answers is told from what is typed."""
    token = tokens[index]
    is_commands = token.info.split(" ")[0] == COMMANDS
    lines = token.content.rstrip("\n").split("\n")
    said = "\n".join(map(_command if is_commands else escape, lines))
    return f'<pre class="pb-code"><code>{said}</code></pre>\n'


def _command(line: str) -> str:
    typed = line.removeprefix("$ ")
    return f"<kbd>{escape(typed)}</kbd>" if typed != line else f"<samp>{escape(line)}</samp>"
