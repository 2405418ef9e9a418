"""The package of a Word file: pictures that become parts of it, and its bytes, which depend on nothing but its content.

In: figures, a python-docx document and the document's facts. Out: the XML of each figure (a PNG for every program,
and an SVG inside it for those that show one); the bytes of the file. Times in the package and in the properties are
the document's date; parts come in a fixed order.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from docx.document import Document as WordDocument
from docx.opc.package import OpcPackage
from docx.opc.part import Part

from planbuilder.document.figure_model import Chart, Diagram
from planbuilder.document.model import Document
from planbuilder.drawing.studio import Studio
from planbuilder.look import Look
from planbuilder.plaintext import shown
from planbuilder.record import field, record
from planbuilder.writers.docx import oxml
from planbuilder.writers.docx.oxml import HEAD
from planbuilder.writers.shared import drawn, scale_of

DPI = 200
IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"


@record
class Pictures:
    """Puts figures into a document; `ids` numbers them. A drawing that is there already is not put in twice."""

    word: WordDocument
    look: Look
    studio: Studio
    ids: Iterator[int]
    scalable: dict[bytes, str] = field(default_factory=dict)

    def xml(self, figure: Chart | Diagram, width: float, height: float) -> str:
        """A figure that fits a text of so many points, with room for its caption; a sheet's figures are enlarged."""
        drawing = drawn(figure, self.look, self.studio, width)
        relation, _ = self.word.part.get_or_add_image(io.BytesIO(self.studio.png(drawing, DPI)))
        svg = self.studio.picture(drawing, figure.alt)
        scalable = self.scalable.get(svg) or self.scalable.setdefault(svg, self._svg(svg))
        scale = scale_of(drawing, self.look, width, height)
        size = drawing.width * scale, drawing.height * scale
        return oxml.picture(relation, next(self.ids), *size, figure.number, figure.alt, scalable)

    def _svg(self, data: bytes) -> str:
        """The relation of an SVG that is put into the package."""
        package = self.word.part.package
        part = Part(package.next_partname("/word/media/picture%d.svg"), "image/svg+xml", data, package)
        return self.word.part.relate_to(part, IMAGE)


FIRST = "[Content_Types].xml"
EPOCH = (1980, 1, 1, 0, 0, 0)
PACKED = (".png", ".jpg", ".jpeg")
LEVEL = 3  # half the time of the usual 6, for a twentieth more
LEVEL_OF_PICTURES = 1  # numbers of outlines hardly pack better, and take twice the time
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
DEFAULTS = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}


def packed(word: WordDocument, document: Document) -> bytes:
    """The file of a finished document."""
    _set_properties(word, document)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in sorted(_entries(word.part.package), key=lambda one: (one[0] != FIRST, one[0])):
            entry = zipfile.ZipInfo(name, EPOCH)
            packed_already = name.endswith(PACKED)
            entry.compress_type = zipfile.ZIP_STORED if packed_already else zipfile.ZIP_DEFLATED
            # As on Unix, wherever it is made, so that the bytes are the same.
            entry.create_system, entry.external_attr = 3, 0o600 << 16
            archive.writestr(entry, content, compresslevel=LEVEL_OF_PICTURES if name.endswith(".svg") else LEVEL)
    return file.getvalue()


def _entries(package: OpcPackage) -> Iterator[tuple[str, bytes]]:
    """Every file of the package by name; what python-docx's `save` writes, which would pack it all once more."""
    parts: list[Any] = sorted(package.iter_parts(), key=lambda part: part.partname)
    yield "_rels/.rels", package.rels.xml
    types = [f'<Default Extension="{ending}" ContentType="{kind}"/>' for ending, kind in DEFAULTS.items()]
    for part in parts:
        part.before_marshal()
        yield part.partname.lstrip("/"), part.blob
        if len(part.rels):
            yield part.partname.rels_uri.lstrip("/"), part.rels.xml
        types.append(f'<Override PartName="{part.partname}" ContentType="{part.content_type}"/>')
    yield FIRST, f'{HEAD}<Types xmlns="{TYPES}">{"".join(types)}</Types>'.encode()


def _set_properties(word: WordDocument, document: Document) -> None:
    properties, day = word.core_properties, datetime.fromisoformat(document.date)
    properties.title, properties.subject = _said(document.title), _said(document.subject)
    properties.author = properties.last_modified_by = _said(document.author)
    properties.keywords = _said(", ".join(word for word in document.keywords if word))
    properties.comments, properties.category = "", ""
    properties.language, properties.revision = document.language, 1
    properties.created = properties.modified = day
    properties.last_printed = day


def _said(text: str) -> str:
    """A text as a property can hold it: on one line, and no longer than Word takes."""
    return " ".join(shown(text).split())[:255]
