"""Whether a Word file may be used as a template.

In: the bytes of a `.docx` or `.dotx`. Out: its parts. A template is a file from outside: one that runs code, fetches
something, holds what is not known to be harmless, or is not what it seems is refused with every reason at once.
Nothing in it is opened by a program before it is admitted.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

from planbuilder import codes, hostile
from planbuilder.branding.allowed import (
    ACTIVE_TYPES,
    CODE,
    DANGERS,
    DOCUMENT,
    FETCHING,
    FIELD_NAME,
    FIELDS,
    KNOWN,
    LEFT_OUT,
    LEFT_OUT_TYPES,
    LINK,
    NO_MACRO,
    OFFICE_FILES,
    PACKED_FILE,
    ROOTS,
    SCHEMES,
    TEMPLATE,
    WORKBOOK,
    field_codes,
    fits,
)
from planbuilder.branding.wordparts import CONTENT_TYPES, RELATIONS, RELATIONS_TYPE, Parts, Relation, W, opened
from planbuilder.errors import InputInvalid, Place, Problem, problem

ACTIVE_FOLDERS = ("word/embeddings/", "word/activex/", "customui/")
HARMFUL_IN_A_WORKBOOK = ("vbaproject", "externallinks/", "embeddings/", "activex/", "connections.xml", "macrosheets/")
VML, OLD_OFFICE = "{urn:schemas-microsoft-com:vml}", "{urn:schemas-microsoft-com:office:office}"
DRAWN_FROM = ("src", f"{OLD_OFFICE}href", f"{OLD_OFFICE}althref", f"{OLD_OFFICE}src")
# Where a link field leads to; a switch before the address means a place in the document itself.
ADDRESS = re.compile(r"\s*HYPERLINK\s+\"?([^\\\"\s][^\"\s]*)", re.IGNORECASE)
STYLED_FROM = re.compile(r"(?:url\(|@import)[\s\"']*([^\s\"')]+)", re.IGNORECASE)
SVG, XLINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}"


def admitted(data: bytes, name: str) -> Parts:
    """The parts of a template; raises InputInvalid with every reason against it."""
    place = Place(name)
    parts = opened(data, place)
    # All checks, whatever the first one says: who sends a template back for mending should have to do so once.
    found = [reason for check in CHECKS for reason in check(parts, place)]
    if found:
        raise InputInvalid(found)
    return parts


def _word_file(parts: Parts, place: Place) -> Iterator[Problem]:
    """A document of Word's, by what the package says of its main part."""
    said, tree = parts.type_of(parts.main), parts.trees.get(parts.main)
    if not fits(said, (DOCUMENT, TEMPLATE)) and not any(sign in said.casefold() for sign in CODE):
        yield problem(codes.NOT_A_WORD_FILE, place)
    elif tree is None or tree.find(f"{W}body") is None:
        yield problem(codes.PART_UNREADABLE, place, part=parts.main)


def _whole(parts: Parts, place: Place) -> Iterator[Problem]:
    """Parts that are what the package says they are, and relationships that say where they lead."""
    for name, tree in parts.trees.items():
        relations = tree.findall(f"{RELATIONS}Relationship")
        ids = [one.get("Id") for one in relations]
        is_torn = any(not one.get(said) for one in relations for said in ("Id", "Type", "Target"))
        if is_torn or len(ids) != len(set(ids)) or tree.tag != _root(parts, name, tree.tag):
            yield problem(codes.PART_UNREADABLE, place, part=name[:80])


def _root(parts: Parts, name: str, found: str) -> str:
    """The first element that a part has; a list of relationships is one by its name, whatever its type."""
    said = RELATIONS_TYPE if name.casefold().endswith(".rels") else parts.type_of(name)
    return ROOTS.get(said, found)


def _code(parts: Parts, place: Place) -> Iterator[Problem]:
    names = (*parts.trees, *parts.blobs)
    if any(sign in f"{name} {parts.type_of(name)}".casefold() for name in names for sign in CODE):
        yield problem(codes.MACROS, place)


def _relations(parts: Parts, place: Place) -> Iterator[Problem]:
    for source, relation in _all_relations(parts):
        if relation.is_external:
            yield from _outside(relation, place)
        # By both types at once: a relationship called an image that leads to code is no image.
        elif relation.type not in LEFT_OUT and not _is_known(parts, source, relation):
            what = relation.part or relation.target
            yield problem(_reason(relation, parts.type_of(relation.part)), place, what=what[:80])


def _all_relations(parts: Parts) -> Iterator[tuple[str, Relation]]:
    """Every relationship in the file with the part that has it, whether the package leads there or not."""
    yield from (("", relation) for relation in parts.relations())
    for source in (*parts.trees, *parts.blobs):
        yield from ((source, relation) for relation in parts.relations(source))


def _outside(relation: Relation, place: Place) -> Iterator[Problem]:
    """A reference out of the file: only a link that a reader clicks is one that a template may have."""
    # Everything else is fetched when the document is opened, and tells whoever keeps it who opened it, and from where.
    if relation.type != LINK or _scheme(relation.target) not in SCHEMES:
        kind = relation.type.rpartition("/")[2]
        yield problem(codes.EXTERNAL_REFERENCE, place, kind=kind, target=relation.target[:120])


def _scheme(address: str) -> str:
    """How an address is reached, in small letters; empty for one that only names a place, on a drive or beside it."""
    # One letter before the colon is a drive of Windows (`C:\\...`), no scheme.
    before, colon, _ = address.partition(":")
    before = before.strip()
    return before.casefold() if colon and len(before) > 1 and not {"/", "\\"} & set(before) else ""


def _is_known(parts: Parts, source: str, relation: Relation) -> bool:
    said = parts.type_of(relation.part)
    if relation.type == PACKED_FILE:
        return "chart" in parts.type_of(source) and said == WORKBOOK and _is_plain_workbook(parts.blobs[relation.part])
    allowed = KNOWN.get(relation.type)
    return allowed is not None and (not relation.part or fits(said, allowed))


def _is_plain_workbook(data: bytes) -> bool:
    """Whether the numbers behind a chart are only that: no code, nothing that leads out of the workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as workbook:
            names = " ".join(workbook.namelist()).casefold()
            size = sum(entry.file_size for entry in hostile.entries(workbook))
            # A workbook that would be larger is not unpacked at all, and counts as one with code in it.
            types = workbook.read(CONTENT_TYPES).decode("utf-8", "replace").casefold() if size < 50_000_000 else CODE[0]
    except hostile.BROKEN:
        return False
    return not any(sign in names + types for sign in (*HARMFUL_IN_A_WORKBOOK, *CODE))


def _reason(relation: Relation, said: str) -> codes.Code:
    if relation.type in DANGERS or fits(said, ACTIVE_TYPES):
        return codes.ACTIVE_CONTENT
    return (
        codes.EMBEDDED_OBJECT if relation.type == PACKED_FILE or fits(said, OFFICE_FILES) else codes.NOT_KNOWN_HARMLESS
    )


def _strays(parts: Parts, place: Place) -> Iterator[Problem]:
    """Parts that nothing refers to: they are not written on, but what they are is held against the file."""
    # By any relationship, also of a part that nothing leads to: those were judged with the others.
    used = {relation.part for _, relation in _all_relations(parts)}
    known = tuple(type for types in KNOWN.values() for type in types) + LEFT_OUT_TYPES
    for name in (name for name in (*parts.trees, *parts.blobs) if name not in used and name != CONTENT_TYPES):
        said = parts.type_of(name)
        if said == WORKBOOK:
            continue  # the numbers of a chart that is gone
        if name.casefold().startswith(ACTIVE_FOLDERS) or fits(said, ACTIVE_TYPES):
            yield problem(codes.ACTIVE_CONTENT, place, what=name[:80])
        elif said and not fits(said, known):
            yield problem(
                codes.EMBEDDED_OBJECT if fits(said, OFFICE_FILES) else codes.NOT_KNOWN_HARMLESS, place, what=name[:80]
            )


def _fields(parts: Parts, place: Place) -> Iterator[Problem]:
    """Fields that fetch another file when the document is opened, and those that are not known."""
    for code in (code for tree in parts.trees.values() for code in field_codes(tree) if code.strip()):
        named = FIELD_NAME.match(code)
        name = named[1].upper() if named else ""
        led = ADDRESS.match(code)
        address = led[1] if led else ""
        if name in FETCHING or _scheme(address) not in SCHEMES:
            yield problem(codes.ACTIVE_CONTENT, place, what=f"{name} {address}"[:80].strip())
        elif name not in FIELDS and not NO_MACRO.match(code):
            yield problem(codes.NOT_KNOWN_HARMLESS, place, what=" ".join(code.split())[:80])


def _elements(parts: Parts, place: Place) -> Iterator[Problem]:
    """What fetches without a relationship: a mail merge, and drawings of the old kind that name a file."""
    for name, tree in parts.trees.items():
        for element in tree.iter(f"{W}mailMerge", f"{VML}imagedata", f"{VML}fill", f"{VML}stroke", f"{SVG}*"):
            if what := _fetched(element):
                yield problem(codes.ACTIVE_CONTENT, place, what=f"{what} ({name})"[:120])


def _fetched(element: Any) -> str:
    """What an element fetches by itself, or runs; empty for a harmless one."""
    local = str(element.tag).rpartition("}")[2]
    if local == "mailMerge":
        return local
    if element.tag.startswith(VML):
        return next((element.get(name) for name in DRAWN_FROM if element.get(name)), "")
    if local in ("script", "foreignObject"):
        return local
    # A link in a drawing is clicked by a reader; any other address is fetched to draw it.
    linked = () if local == "a" else (element.get("href"), element.get(f"{XLINK}href"))
    styled = (found[1] for text in (element.text, *element.values()) for found in STYLED_FROM.finditer(text or ""))
    return next((one for one in (*linked, *styled) if one and not one.startswith(("#", "data:"))), "")


CHECKS: tuple[Callable[[Parts, Place], Iterator[Problem]], ...] = (
    _word_file,
    _whole,
    _code,
    _relations,
    _strays,
    _fields,
    _elements,
)
