"""Answers in a Word file: what people fill in, and what goes along unseen for a program that reads it again.

In: form fields with the XML that shows them. Out: the same inside a tagged control with a bookmark around it; and at
the end a custom XML part of our own namespace with all of them as they were exported, and custom properties that name
the plan. The tag is how Word finds an answer, the bookmark how it is found in a file that another program has saved,
which drops tags. A control is bound to no data: bound ones have two truths. A reader finds the part by its namespace,
never by its name, and compares three texts by it: what was exported, what is in the file, and what the plan holds
now.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from html import escape
from itertools import count
from typing import Any

from docx.document import Document as WordDocument
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from planbuilder.document.model import Document, FormField
from planbuilder.plaintext import shown
from planbuilder.record import record
from planbuilder.writers.docx import oxml
from planbuilder.writers.docx.oxml import HEAD, attribute

LONGEST_TAG, LONGEST_BOOKMARK = 64, 40
LONGEST_ALIAS = 64
# What parts a table or a note from what follows it; it is no part of an answer.
AFTER_TABLE = oxml.paragraph("AfterTable", "")
LOOKS = ("<w:b/>", "<w:i/>")
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
    """Makes the controls of one document; an answer that is shown twice is a control where it comes first."""

    def __init__(self, ids: Iterator[int], dates: Dates) -> None:
        self.ids, self.dates = ids, dates
        self.made: dict[str, Control] = {}

    def inline(self, field: FormField, runs: str, shown: str) -> str:
        """Runs of a paragraph as the answer of a field."""
        # Some programs gather the line breaks of a control for plain text before its words.
        # They lose the looks of words in it, too.
        is_plain = field.value and "\n" not in shown and not any(look in runs for look in LOOKS)
        return self._control(field, runs, shown, KINDS[field.kind] if is_plain else _rich)

    def block(self, field: FormField, paragraphs: str, shown: str) -> str:
        """Whole paragraphs as the answer of a field; a single one keeps its control inside."""
        one = paragraphs.removesuffix(AFTER_TABLE)
        if one.count("<w:p>") != 1 or "<w:tbl>" in paragraphs:
            return self._control(field, paragraphs, shown, _rich)
        head, mark, rest = one.partition("</w:pPr>")
        after = paragraphs[len(one) :]
        return head + mark + self.inline(field, rest.removesuffix("</w:p>"), shown) + "</w:p>" + after

    def _control(self, field: FormField, content: str, shown: str, kind: Kind) -> str:
        # Two controls of one answer could be filled in differently; rows are filled in cell by cell.
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
    """The tag of an answer: its key, cut, and made unique by a digest where it is too long for Word."""
    tag = f"pb:{key}"
    return tag if len(tag) <= LONGEST_TAG else f"{tag[: LONGEST_TAG - 9]}~{_digest(key)}"


def bookmark_of(key: str) -> str:
    """The bookmark of an answer: letters, digits and underscores, made unique by a digest."""
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


NAMESPACE = "urn:planbuilder:answers:1"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
CUSTOM = f"{OFFICE}/custom-properties"
FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
FIRST_PROPERTY = 2  # numbers below are the format's own


@record
class Origin:
    """Where a document comes from: the plan, the language and the day, and the digest of what was exported."""

    plan: str
    language: str
    date: str
    digest: str


def add_carried(word: WordDocument, document: Document, controls: Iterable[Control]) -> None:
    """Let a Word document carry the answers of its controls, if it comes from a plan."""
    if not document.plan_id:
        return
    answers = "".join(map(_answer, controls))
    digest = sha256(answers.encode()).hexdigest()
    origin = Origin(document.plan_id, document.language, document.date, digest)
    _add_answers(word, origin, answers)
    _add_properties(word, origin)


def _answer(control: Control) -> str:
    field = control.field
    options = _options(field.options)
    names = {
        "key": field.key,
        "tag": control.tag,
        "bookmark": control.bookmark,
        "kind": field.kind,
        "answered": "true" if field.value else "false",
        "sha256": sha256(control.shown.encode("utf-8", "replace")).hexdigest(),
    }
    attributes = "".join(f' {name}="{attribute(value)}"' for name, value in names.items())
    return (
        f"<answer{attributes}><value>{_escaped(field.value)}</value><shown>{_escaped(control.shown)}</shown>"
        f"{options}</answer>\n"
    )


@lru_cache(maxsize=500)
def _options(options: Options) -> str:
    return "".join(
        f'<option value="{attribute(value)}">{_escaped(label)}</option>' for value, label in labelled(options)
    )


def _escaped(text: str) -> str:
    return escape(shown(text), quote=False)


def _add_answers(word: WordDocument, origin: Origin, answers: str) -> None:
    """The part of the answers, and the part that says what its namespace is."""
    package = word.part.package
    facts = {"plan": origin.plan, "language": origin.language, "date": origin.date, "digest": origin.digest}
    attributes = "".join(f' {name}="{attribute(value)}"' for name, value in facts.items())
    content = f'{HEAD}<answers xmlns="{NAMESPACE}"{attributes}>\n{answers}</answers>\n'
    name = package.next_partname("/customXml/item%d.xml")
    part = Part(name, "application/xml", content.encode("utf-8", "replace"), package)
    word.part.relate_to(part, f"{OFFICE}/relationships/customXml")
    store = (
        f'{HEAD}<ds:datastoreItem xmlns:ds="{OFFICE}/customXml" ds:itemID="{_item_id(origin)}"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    about = Part(_free_name(package, name), PROPERTIES_TYPE, store.encode(), package)
    part.relate_to(about, f"{OFFICE}/relationships/customXmlProps")


def _free_name(package: Any, item: PackURI) -> PackURI:
    """The name for what is said of a part: of its own number if that is free."""
    wanted = PackURI(item.replace("/item", "/itemProps"))
    taken = {part.partname for part in package.iter_parts()}
    return package.next_partname("/customXml/itemProps%d.xml") if wanted in taken else wanted


def _item_id(origin: Origin) -> str:
    return f"{{{str(uuid.uuid5(uuid.NAMESPACE_URL, f'{NAMESPACE}#{origin.plan}')).upper()}}}"


def _add_properties(word: WordDocument, origin: Origin) -> None:
    """The plan's id and the digest, where they are cheap to find, beside the properties a template has."""
    facts = {"planbuilder.plan": origin.plan, "planbuilder.answers": NAMESPACE, "planbuilder.digest": origin.digest}
    package, relation = word.part.package, f"{OFFICE}/relationships/custom-properties"
    known = next((r.target_part for r in package.rels.values() if r.reltype == relation), None)
    root = parse_xml(known.blob if known else f'<Properties xmlns="{CUSTOM}"/>')
    for old in [one for one in root if one.get("name") in facts]:
        root.remove(old)
    taken = {one.get("pid") for one in root}
    free = (number for number in count(FIRST_PROPERTY) if str(number) not in taken)
    for name, value in facts.items():
        made = f'<property xmlns="{CUSTOM}" xmlns:vt="{OFFICE}/docPropsVTypes" fmtid="{FORMAT_ID}" pid="{next(free)}"'
        root.append(parse_xml(f'{made} name="{name}"><vt:lpwstr>{_escaped(value)}</vt:lpwstr></property>'))
    if known:
        package.rels.pop(next(id for id, r in package.rels.items() if r.target_part is known))
    part = Part(PackURI("/docProps/custom.xml"), CUSTOM_TYPE, serialize_part_xml(root), package)
    package.relate_to(part, relation)
