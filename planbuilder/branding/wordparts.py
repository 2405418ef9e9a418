"""A Word file as its parts: trees of XML, everything else as bytes, and what refers to what.

In: the bytes of a `.docx` or `.dotx`, unpacked within limits. Out: `Parts`, which can be changed and packed again. A
part in the strict form of the Office format comes as the usual one, in the namespaces that Word writes unless it is
asked for the strict form: the two have the same elements, and differ in namespaces, in how DrawingML writes a
percentage, and in one mark (ISO/IEC 29500-1, annex A; 29500-4). Only this module knows lxml.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from lxml import etree

from planbuilder import codes, hostile
from planbuilder.errors import InputInvalid, Place, Problem, problem
from planbuilder.record import record

STRICT = b"http://purl.oclc.org/ooxml/"
USUAL = b"http://schemas.openxmlformats.org/"
# Most names only get their year; these are written another way as well. Longer ones come first.
OTHERWISE = (
    (b"officeDocument/relationships/extendedProperties", b"officeDocument/2006/relationships/extended-properties"),
    (b"officeDocument/relationships/customProperties", b"officeDocument/2006/relationships/custom-properties"),
    (b"officeDocument/extendedProperties", b"officeDocument/2006/extended-properties"),
    (b"officeDocument/customProperties", b"officeDocument/2006/custom-properties"),
)
FAMILY = re.compile(re.escape(STRICT) + rb"(wordprocessingml|drawingml|officeDocument|schemaLibrary|spreadsheetml)/")
DRAWING = "{http://schemas.openxmlformats.org/drawingml/"
PERCENT = re.compile(r"(-?\d+(?:\.\d+)?)%")
CONFORMANCE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}conformance"
CONTENT_TYPES = "[Content_Types].xml"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
RELATIONS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = f"{{{OFFICE}}}"
# How a file in Word's old format begins, and so does one that is locked with a password.
OLD_FORMAT = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Parts, bytes unpacked, and times as large as packed: no template comes near, and a bomb must pass one of them.
MOST_PARTS, LARGEST, STEEPEST = 2_000, 100_000_000, 200
SMALL_ENOUGH = 1_000_000
# The earliest time that a zip archive can name: the same parts give the same bytes.
EPOCH = (1980, 1, 1, 0, 0, 0)


def transitional(tree: Any) -> Any:
    """A part's tree in the usual namespaces; the tree itself if it is in them already."""
    plain = bytes(etree.tostring(tree, encoding="UTF-8"))
    if STRICT not in plain:
        return tree
    for strict, usual in OTHERWISE:
        plain = plain.replace(STRICT + strict, USUAL + usual)
    plain = FAMILY.sub(lambda found: USUAL + found[1] + b"/2006/", plain)
    # The text was parsed with care before; entities stay unresolved all the same.
    made = etree.fromstring(plain, etree.XMLParser(resolve_entities=False, no_network=True))
    made.attrib.pop(CONFORMANCE, None)
    for element in (one for one in made.iter(etree.Element) if one.tag.startswith(DRAWING)):
        _count_thousandths(element)
    return made


def _count_thousandths(element: Any) -> None:
    """Percentages of a drawing as thousandths, which is all the usual form knows there."""
    for name, value in element.items():
        if found := PERCENT.fullmatch(value):
            element.set(name, str(round(float(found[1]) * 1000)))


@record
class Relation:
    """What a part refers to: the name of another part of the file, empty if it is not there or lies outside.

    `element` is the relationship's own XML, `target` its address as it is written.
    """

    id: str
    type: str
    target: str
    is_external: bool
    part: str
    element: Any

    def drop(self) -> None:
        """Take the relationship away."""
        self.element.getparent().remove(self.element)


class Parts:
    """The parts of a package by name, without a slash in front: `trees` of those in XML, `blobs` of all others."""

    def __init__(self, types: Mapping[str, str], trees: dict[str, Any], blobs: dict[str, bytes]) -> None:
        self.types, self.trees, self.blobs = types, trees, blobs
        self._spelt = {name.casefold(): name for name in (*trees, *blobs)}

    def type_of(self, name: str) -> str:
        """What the package says that a part is; empty if it says nothing."""
        return _type_of(self.types, name)

    def relations(self, source: str = "") -> list[Relation]:
        """What a part refers to, or the package itself."""
        tree = self.trees.get(relations_of(source))
        elements = () if tree is None else tree.iterchildren(f"{RELATIONS}Relationship")
        return [self._relation(source, element) for element in elements]

    def _relation(self, source: str, element: Any) -> Relation:
        target, is_external = element.get("Target", ""), element.get("TargetMode") == "External"
        part = "" if is_external else self._spelt.get(_resolved(source, target).casefold(), "")
        return Relation(element.get("Id", ""), element.get("Type", ""), target, is_external, part, element)

    def related(self, source: str, kind: str) -> str:
        """The name of the part that is another one's `kind` (`styles`, `numbering` …); empty without one."""
        wanted = f"{OFFICE}/{kind}"
        return next((one.part for one in self.relations(source) if one.type == wanted and one.part), "")

    @property
    def main(self) -> str:
        """The name of the document itself, which the package gives; it need not be `document.xml`."""
        return self.related("", "officeDocument")

    def reached(self) -> list[str]:
        """The names of the parts that the package leads to, step by step, in order."""
        found, waiting = dict[str, None](), [""]
        while waiting:
            for part in (one.part for one in self.relations(waiting.pop()) if one.part):
                if part not in found:
                    found[part] = None
                    waiting.append(part)
        return sorted(found)

    def add(self, source: str, kind: str, name: str, type: str, tree: Any) -> None:
        """Add a part, and let another one refer to it."""
        self.trees[name], self.types = tree, {**self.types, name.casefold(): type}
        self._spelt[name.casefold()] = name
        holder = self.trees.setdefault(relations_of(source), parsed(f'<Relationships xmlns="{RELATIONS[1:-1]}"/>'))
        taken = {element.get("Id") for element in holder}
        id = next(f"rIdPb{n}" for n in range(1, len(taken) + 2) if f"rIdPb{n}" not in taken)
        etree.SubElement(holder, f"{RELATIONS}Relationship", Id=id, Type=f"{OFFICE}/{kind}", Target=f"/{name}")

    def rename(self, old: str, new: str, type: str) -> None:
        """Give a part another name and type, unless another part has that name."""
        name = old if new.casefold() in self._spelt else new
        for source in ("", *self.reached()):
            for one in self.relations(source):
                if one.part:
                    one.element.set("Target", f"/{name if one.part == old else one.part}")
        self.trees[name] = self.trees.pop(old)
        if relations_of(old) in self.trees:
            self.trees[relations_of(name)] = self.trees.pop(relations_of(old))
        self.types = {**self.types, name.casefold(): type}
        self._spelt[name.casefold()] = name

    def packed(self) -> bytes:
        """The package of all parts that are reached, each with its type."""
        names, file = self.reached(), io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(zipfile.ZipInfo(CONTENT_TYPES, EPOCH), _types_of(self, names))
            for name in ("", *names):
                if name:
                    archive.writestr(zipfile.ZipInfo(name, EPOCH), self.content(name))
                if relations_of(name) in self.trees:
                    archive.writestr(zipfile.ZipInfo(relations_of(name), EPOCH), self.content(relations_of(name)))
        return file.getvalue()

    def content(self, name: str) -> bytes:
        """The bytes of a part."""
        return written(self.trees[name]) if name in self.trees else self.blobs[name]


def opened(data: bytes, place: Place) -> Parts:
    """The parts of a package; raises InputInvalid with everything that keeps it from being read."""
    files = _unpacked(data, place)
    types = _declared(files, place)
    trees, blobs, wrong = dict[str, Any](), dict[str, bytes](), list[Problem]()
    for name, content in files.items():
        if not _is_xml(types, name):
            blobs[name] = content
        elif isinstance(found := _tree(name, content, place), Problem):
            wrong.append(found)
        else:
            trees[name] = found
    if wrong:
        raise InputInvalid(wrong)
    return Parts(types, trees, blobs)


def relations_of(name: str) -> str:
    """The name of the part that lists what another one refers to; of the package's own for an empty name."""
    folder, _, file = name.rpartition("/")
    return f"{folder}/_rels/{file}.rels".lstrip("/")


def parsed(xml: str | bytes) -> Any:
    """The tree of some XML; raises lxml's XMLSyntaxError. Nothing outside of it is ever read."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(xml.encode() if isinstance(xml, str) else xml, parser)


def written(tree: Any) -> bytes:
    """A tree as a file."""
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))


def _unpacked(data: bytes, place: Place) -> dict[str, bytes]:
    """The files of a package, sizes and names checked before anything is unpacked."""
    # [MS-OFFCRYPTO]: a package with a password is a compound file, as the old format is.
    if data.startswith(OLD_FORMAT):
        raise InputInvalid([problem(codes.OLD_OR_LOCKED_WORD_FILE, place)])
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = hostile.entries(archive)
            found = [*_sizes(entries, place), *_names(entries, place)]
            if found:
                raise InputInvalid(found)
            return {entry.filename: archive.read(entry) for entry in entries if not entry.is_dir()}
    except hostile.BROKEN as error:
        raise InputInvalid([problem(codes.NOT_A_WORD_FILE, place)]) from error


def _sizes(entries: list[zipfile.ZipInfo], place: Place) -> Iterator[Problem]:
    whole = sum(entry.file_size for entry in entries)
    steep = any(e.file_size > SMALL_ENOUGH and e.file_size > STEEPEST * max(1, e.compress_size) for e in entries)
    if len(entries) > MOST_PARTS or whole > LARGEST or steep:
        yield problem(codes.TEMPLATE_TOO_LARGE, place, most=LARGEST // 1_000_000)


def _names(entries: list[zipfile.ZipInfo], place: Place) -> Iterator[Problem]:
    seen = set[str]()
    for name in (entry.filename for entry in entries):
        # Two names that differ in case alone are one file to Windows, and so one hides the other.
        if name.startswith("/") or "\\" in name or ".." in name.split("/") or name.casefold() in seen:
            yield problem(codes.INVALID_PART_NAME, place, part=name[:80])
            return
        seen.add(name.casefold())


def _declared(files: Mapping[str, bytes], place: Place) -> dict[str, str]:
    """What the package says of its parts: a type by name, and by ending with a dot in front."""
    if CONTENT_TYPES not in files:
        raise InputInvalid([problem(codes.NOT_A_WORD_FILE, place)])
    tree = _tree(CONTENT_TYPES, files[CONTENT_TYPES], place)
    if isinstance(tree, Problem):
        raise InputInvalid([tree])
    named: dict[str, Callable[[Any], str]] = {
        f"{TYPES}Default": lambda one: f".{one.get('Extension', '')}",
        f"{TYPES}Override": lambda one: one.get("PartName", "").lstrip("/"),
    }
    return {named[one.tag](one).casefold(): one.get("ContentType", "") for one in tree if one.tag in named}


def _type_of(types: Mapping[str, str], name: str) -> str:
    # ECMA-376, part 2, 10.1.2.4: the part's own type, else that of its ending; names are compared without case.
    own = types.get(name.casefold())
    return types.get(f".{name.rpartition('.')[2].casefold()}", "") if own is None else own


def _is_xml(types: Mapping[str, str], name: str) -> bool:
    said = _type_of(types, name)
    return said.endswith(("+xml", "/xml", "vmlDrawing")) or name.lower().endswith((".xml", ".rels"))


def _tree(name: str, content: bytes, place: Place) -> Any:
    """The tree of a part, or what is wrong with it."""
    # Zeros are taken out to find it in UTF-16 and UTF-32 as well, before any parser sees it.
    if b"<!DOCTYPE" in content.replace(b"\x00", b""):
        return problem(codes.DOCUMENT_TYPE, place, part=name[:80])
    try:
        tree = parsed(content)
    except (etree.XMLSyntaxError, ValueError):
        return problem(codes.PART_UNREADABLE, place, part=name[:80])
    if tree.getroottree().docinfo.doctype:
        return problem(codes.DOCUMENT_TYPE, place, part=name[:80])
    return transitional(tree)


def _types_of(parts: Parts, names: list[str]) -> bytes:
    root = etree.Element(f"{TYPES}Types", nsmap={None: TYPES[1:-1]})
    for ending, type in (("rels", RELATIONS_TYPE), ("xml", "application/xml")):
        etree.SubElement(root, f"{TYPES}Default", Extension=ending, ContentType=type)
    for name in names:
        etree.SubElement(root, f"{TYPES}Override", PartName=f"/{name}", ContentType=parts.type_of(name))
    return written(root)


def _resolved(source: str, target: str) -> str:
    """The name of the part that an address leads to, seen from another part."""
    path = unquote(target.partition("#")[0])
    whole = path if path.startswith("/") else posixpath.join(posixpath.dirname(source), path)
    return posixpath.normpath(whole).lstrip("/")
