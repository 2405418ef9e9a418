"""Whether a Word file may be used as a template, and the file as one that can be written into.

In: the bytes of a `.docx` or `.dotx`. Out: the bytes of an ordinary document. A template is somebody else's file: one
that runs code, fetches something, or is not what it seems is refused with every reason at once; nothing in it is opened
by a program before it is admitted.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from xml.etree import ElementTree

from planbuilder.errors import InputInvalid, Place, Problem, problem

CONTENT_TYPES = "[Content_Types].xml"
TEMPLATE, DOCUMENT = b"wordprocessingml.template.main+xml", b"wordprocessingml.document.main+xml"
MOST_PARTS, LARGEST, STEEPEST = 2_000, 100_000_000, 200
SMALL_ENOUGH = 1_000_000
RUNS_CODE = (b"macroEnabled", b"vbaProject", b"vbaData")
ACTIVE_PARTS = ("word/embeddings/", "word/activeX/", "word/vba", "customUI/")
HARMLESS_OUTSIDE = ("hyperlink",)
FETCHES = re.compile(rb"(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|(?<!HYPER)LINK)\s")
FIELD = re.compile(rb"<w:instrText[^>]*>(.*?)</w:instrText>|w:instr=\"(.*?)\"", re.DOTALL)
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
Parts = Mapping[str, bytes]


def admitted(data: bytes, name: str) -> bytes:
    """The template as an ordinary document; raises InputInvalid with every reason against it."""
    parts = _parts(data, Place(name))
    found = [reason for check in CHECKS for reason in check(parts, Place(name))]
    if found:
        raise InputInvalid(found)
    if TEMPLATE not in parts[CONTENT_TYPES]:
        return data
    return _packed({**parts, CONTENT_TYPES: parts[CONTENT_TYPES].replace(TEMPLATE, DOCUMENT)})


def _parts(data: bytes, place: Place) -> Parts:
    """The parts of the file, sizes and names checked before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            found = [*_sizes(entries, place), *_names(entries, place)]
            if found:
                raise InputInvalid(found)
            return {entry.filename: archive.read(entry) for entry in entries if not entry.is_dir()}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        raise InputInvalid([problem("PB150", place)]) from error


def _sizes(entries: list[zipfile.ZipInfo], place: Place) -> Iterator[Problem]:
    whole = sum(entry.file_size for entry in entries)
    steep = any(e.file_size > SMALL_ENOUGH and e.file_size > STEEPEST * max(1, e.compress_size) for e in entries)
    if len(entries) > MOST_PARTS or whole > LARGEST or steep:
        yield problem("PB153", place, "error", most=LARGEST // 1_000_000)


def _names(entries: list[zipfile.ZipInfo], place: Place) -> Iterator[Problem]:
    names = [entry.filename for entry in entries]
    for name in names:
        if name.startswith("/") or "\\" in name or ".." in name.split("/") or names.count(name) > 1:
            yield problem("PB156", place, "error", part=name[:80])
            return


def _word_file(parts: Parts, place: Place) -> Iterator[Problem]:
    types = parts.get(CONTENT_TYPES, b"")
    is_word = TEMPLATE in types or DOCUMENT in types or any(sign in types for sign in RUNS_CODE)
    if not is_word or "word/document.xml" not in parts or "word/styles.xml" not in parts:
        yield problem("PB150", place)


def _code(parts: Parts, place: Place) -> Iterator[Problem]:
    if any(sign in parts.get(CONTENT_TYPES, b"") for sign in RUNS_CODE) or any("vbaProject" in name for name in parts):
        yield problem("PB151", place)


def _active(parts: Parts, place: Place) -> Iterator[Problem]:
    for name in parts:
        if name.startswith(ACTIVE_PARTS) and not name.startswith("word/vba"):
            yield problem("PB157", place, "error", what=name[:80])


def _doctypes(parts: Parts, place: Place) -> Iterator[Problem]:
    for name, data in parts.items():
        if name.endswith((".xml", ".rels")) and b"<!DOCTYPE" in data.replace(b"\x00", b""):
            yield problem("PB154", place, "error", part=name[:80])


def _outside(parts: Parts, place: Place) -> Iterator[Problem]:
    """Relationships that lead out of the file: anything but a link that a reader clicks."""
    for name in (name for name in parts if name.endswith(".rels")):
        try:
            relations = list(ElementTree.fromstring(parts[name]).iter(RELATIONSHIP))
        except ElementTree.ParseError:
            yield problem("PB150", place)
            continue
        for relation in relations:
            kind = relation.get("Type", "").rsplit("/", 1)[-1]
            if relation.get("TargetMode") == "External" and kind not in HARMLESS_OUTSIDE:
                yield problem("PB152", place, "error", kind=kind, target=relation.get("Target", "")[:120])
            elif kind == "aFChunk":
                yield problem("PB157", place, "error", what=relation.get("Target", "")[:80])


def _fields(parts: Parts, place: Place) -> Iterator[Problem]:
    """Fields that fetch another file when the document is opened; a code may be spread over several runs."""
    for name in (name for name in parts if name.startswith("word/") and name.endswith(".xml")):
        code = b"".join(b"".join(found) for found in FIELD.findall(parts[name]))
        if match := FETCHES.search(code + b" "):
            yield problem("PB157", place, "error", what=match[1].decode())


def _packed(parts: Parts) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


CHECKS: tuple[Callable[[Parts, Place], Iterator[Problem]], ...] = (
    _word_file,
    _code,
    _doctypes,
    _outside,
    _active,
    _fields,
)
