"""Answers as content controls: what Word lets people fill in, and how a program finds it again.

In: form fields with the XML that shows them. Out: the same inside a tagged control with a bookmark around it, and the
list of all controls for the part that carries the exported answers. The tag is how Word finds an answer, the bookmark
how it is found in a file that another program has saved, which drops tags. A control is bound to no data: bound ones
have two truths.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from hashlib import sha256

from planbuilder.document.model import FormField
from planbuilder.record import record
from planbuilder.writers.docx import oxml

LONGEST_TAG, LONGEST_BOOKMARK = 64, 40
LONGEST_ALIAS = 64
UNKNOWN = re.compile(r"[^A-Za-z0-9]+")


@record
class Control:
    """A control that was written: its field, tag and bookmark, and the text that is shown in it."""

    field: FormField
    tag: str
    bookmark: str
    shown: str


@record
class Dates:
    """How a control of a date shows it: its language, and the pattern in Word's letters (`dd.MM.yyyy`)."""

    language: str
    form: str


class Controls:
    """Makes the controls of one document; an answer that stands twice is a control where it stands first."""

    def __init__(self, ids: Iterator[int], dates: Dates) -> None:
        self.ids, self.dates = ids, dates
        self.made: dict[str, Control] = {}

    def inline(self, field: FormField, runs: str, shown: str) -> str:
        """Runs of a paragraph as the answer of a field."""
        return self._control(field, runs, shown, KINDS[field.kind] if field.value else _rich)

    def block(self, field: FormField, paragraphs: str, shown: str) -> str:
        """Whole paragraphs as the answer of a field; a single one keeps its control inside."""
        if paragraphs.count("<w:p>") != 1 or "<w:tbl>" in paragraphs:
            return self._control(field, paragraphs, shown, _rich)
        head, mark, rest = paragraphs.partition("</w:pPr>")
        return head + mark + self.inline(field, rest.removesuffix("</w:p>"), shown) + "</w:p>"

    def _control(self, field: FormField, content: str, shown: str, kind: Kind) -> str:
        if field.key in self.made or field.kind == "rows":
            return content
        control = Control(field, tag_of(field.key), bookmark_of(field.key), shown)
        self.made[field.key] = control
        empty = "" if field.value else "<w:showingPlcHdr/>"
        title = oxml.attribute(field.title[:LONGEST_ALIAS])
        properties = (
            f'<w:alias w:val="{title}"/><w:tag w:val="{oxml.attribute(control.tag)}"/>'
            f'<w:id w:val="{next(self.ids)}"/>{empty}{kind(field, self.dates)}'
        )
        made = f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"
        return oxml.bookmark(next(self.ids), control.bookmark, made)


def tag_of(key: str) -> str:
    """The tag of an answer: its key, cut and told apart by a digest where it is too long for Word."""
    tag = f"pb:{key}"
    return tag if len(tag) <= LONGEST_TAG else f"{tag[: LONGEST_TAG - 9]}~{_digest(key)}"


def bookmark_of(key: str) -> str:
    """The bookmark of an answer: letters, digits and underscores, told apart by a digest."""
    return f"pb_{UNKNOWN.sub('_', key)[: LONGEST_BOOKMARK - 12]}_{_digest(key)}"


Options = tuple[tuple[str, str], ...]


def labelled(options: Options) -> list[tuple[str, str]]:
    """Options as Word takes them: no empty label, and no label twice."""
    labels = [label or value for value, label in options]
    twice = {label for label in labels if labels.count(label) > 1}
    return [(v, f"{label} ({v})" if label in twice else label) for (v, _), label in zip(options, labels, strict=True)]


def _digest(key: str) -> str:
    return sha256(key.encode()).hexdigest()[:8]


def _rich(field: FormField, dates: Dates) -> str:
    return "<w:richText/>"


def _text(field: FormField, dates: Dates) -> str:
    return "<w:text/>"


def _long_text(field: FormField, dates: Dates) -> str:
    return '<w:text w:multiLine="1"/>'


def _choice(field: FormField, dates: Dates) -> str:
    return _list(field.options)


@lru_cache(maxsize=500)  # the same people and choices are offered in hundreds of cells
def _list(options: Options) -> str:
    items = (
        f'<w:listItem w:displayText="{oxml.attribute(label)}" w:value="{oxml.attribute(value)}"/>'
        for value, label in labelled(options)
    )
    return f"<w:dropDownList>{''.join(items)}</w:dropDownList>"


def _date(field: FormField, dates: Dates) -> str:
    return (
        f'<w:date w:fullDate="{field.value}T00:00:00Z"><w:dateFormat w:val="{dates.form}"/>'
        f'<w:lid w:val="{dates.language}"/>'
        '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'
    )


Kind = Callable[[FormField, Dates], str]
KINDS: Mapping[str, Kind] = {
    "text": _text,
    "longtext": _long_text,
    "number": _text,
    "many": _text,
    "rows": _rich,
    "choice": _choice,
    "date": _date,
}
