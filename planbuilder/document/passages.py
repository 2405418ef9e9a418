"""Passages in another language than the document's: a plan written in one language, its document asked for in another.

In: a document, the texts that somebody wrote, and the language they wrote in. Out: the same document with those texts
marked, so that a program reads them aloud in their own language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from planbuilder.document.model import Block, Cover, Document, Span, Spans
from planbuilder.record import record, replace

SHORTEST = 3


def with_passages(document: Document, texts: Iterable[str], language: str) -> Document:
    """The document with every one of the texts marked as written in a language, a BCP 47 tag."""
    lines = {line.strip() for text in texts for line in text.splitlines()}
    known = sorted((line for line in lines if len(line) >= SHORTEST and any(map(str.isalpha, line))), key=len)
    if not known:
        return document
    longest_first = "|".join(map(re.escape, reversed(known)))
    marker = _Marker(re.compile(rf"(?<!\w)(?:{longest_first})(?!\w)"), language)
    cover = document.cover and marker.inside(document.cover)
    return replace(document, blocks=marker.inside(document.blocks), cover=cover)


@record
class _Marker:
    """Marks what a pattern finds, wherever spans stand."""

    pattern: re.Pattern[str]
    language: str

    def inside(self, value: Any) -> Any:
        """A block, or anything inside one, with its spans marked."""
        if isinstance(value, tuple):
            marked = tuple(self.inside(one) for one in value)
            return self.spans(marked) if marked and isinstance(marked[0], Span) else marked
        if isinstance(value, Block | Cover) or hasattr(value, "spans") or hasattr(value, "cells"):
            named = {name: getattr(value, name) for name in HOLDERS if hasattr(value, name)}
            return replace(value, **{name: self.inside(one) for name, one in named.items()})
        return value

    def spans(self, spans: Spans) -> Spans:
        """Spans cut where the language changes; an answer stays one span."""
        return tuple(part for span in spans for part in self.parts(span))

    def parts(self, span: Span) -> Spans:
        """The parts of a span, each in one language."""
        if span.gap or span.target:
            return (span,)
        if span.field:
            return (replace(span, language=self.language) if self.pattern.search(span.text) else span,)
        found, end = [], 0
        for match in self.pattern.finditer(span.text):
            found += [replace(span, text=span.text[end : match.start()])] if match.start() > end else []
            found.append(replace(span, text=match[0], language=self.language))
            end = match.end()
        rest = [replace(span, text=span.text[end:])] if end < len(span.text) or not found else []
        return (*found, *rest)


HOLDERS = ("blocks", "spans", "items", "children", "rows", "cells", "facts")
