"""What a Word document carries along unseen: the answers as they were exported, and which plan they are from.

In: the controls of a finished document. Out: a custom XML part of our own namespace, bound to nothing, and custom
properties. A reader finds the part by its namespace, never by its name, and compares three texts by it: what was
exported, what stands in the file, and what the plan holds now.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
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

from planbuilder.document.model import Document
from planbuilder.record import record
from planbuilder.writers.docx.controls import Control, Options, labelled
from planbuilder.writers.docx.oxml import FORBIDDEN, attribute

NAMESPACE = "urn:planbuilder:answers:1"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
CUSTOM = f"{OFFICE}/custom-properties"
FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
FIRST_PROPERTY = 2  # numbers below are the format's own
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


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
    return escape(FORBIDDEN.sub("", text), quote=False)


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
