"""HTML in small pieces: text, attributes, elements and spans as strings.

In: final text. Out: markup in which every character of the plan is data. What cannot be shown is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from planbuilder.document.model import Span, Spans
from planbuilder.plaintext import shown


def name_of(*texts: str) -> str:
    """The first text of which something can be read, as a name; a dash if there is none."""
    lines = (" ".join(shown(one).split()) for one in texts)
    return next(filter(None, lines), "–")


def text(value: str) -> str:
    """A text as content of an element; its line breaks are kept."""
    return escape(shown(value), quote=False).replace("\n", "<br>")


def attributes(pairs: Mapping[str, str]) -> str:
    """Attributes as they stand in a tag; those without a value are left out."""
    return "".join(f' {name}="{escape(shown(value), quote=True)}"' for name, value in pairs.items() if value)


def element(tag: str, content: str, **pairs: str) -> str:
    """An element around content that is markup already; `_` in a name is `-`, and `class_` is `class`."""
    names = {name.rstrip("_").replace("_", "-"): value for name, value in pairs.items()}
    return f"<{tag}{attributes(names)}>{content}</{tag}>"


def spans(content: Spans, anchors: Mapping[str, str]) -> str:
    """Spans as markup; one that leads somewhere is a link if `anchors` knows the place."""
    return "".join(_span(span, anchors) for span in content)


def _span(span: Span, anchors: Mapping[str, str]) -> str:
    marked = text(span.text)
    if span.bold:
        marked = element("strong", marked)
    if span.italic:
        marked = element("em", marked)
    if span.gap:
        marked = element("mark", marked, class_="gap")
    if span.language:
        marked = element("span", marked, lang=span.language)
    if span.target in anchors:
        marked = element("a", marked, href=f"#{anchors[span.target]}")
    return marked
