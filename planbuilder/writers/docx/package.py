"""A Word document as bytes that depend on nothing but its content.

In: a python-docx document and the document's facts. Out: bytes. Times in the package and in the properties are the
document's date; parts stand in a fixed order.
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

from docx.document import Document as WordDocument

from planbuilder.document.model import Document

FIRST = "[Content_Types].xml"
EPOCH = (1980, 1, 1, 0, 0, 0)


def packed(word: WordDocument, document: Document) -> bytes:
    """The file of a finished document."""
    _set_properties(word, document)
    loose = io.BytesIO()
    word.save(loose)
    with zipfile.ZipFile(loose) as parts:
        content = {name: parts.read(name) for name in parts.namelist()}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(content, key=lambda name: (name != FIRST, name)):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o600 << 16
            archive.writestr(entry, content[name])
    return file.getvalue()


def _set_properties(word: WordDocument, document: Document) -> None:
    properties, day = word.core_properties, datetime.fromisoformat(document.date)
    properties.title, properties.subject, properties.author = (
        document.title[:255],
        document.subject[:255],
        document.author[:255],
    )
    properties.keywords = ", ".join(word for word in document.keywords if word)[:255]
    properties.comments, properties.category, properties.last_modified_by = "", "", document.author[:255]
    properties.language, properties.revision = document.language, 1
    properties.created = properties.modified = day
    properties.last_printed = day
