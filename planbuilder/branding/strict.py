"""The strict form of the Office format, as the usual one.

In: the tree of a part. Out: the same tree in the namespaces that Word writes unless it is asked for the strict form.
The two forms have the same elements; they differ in namespaces, in how DrawingML writes a percentage, and in one mark.
Source: ISO/IEC 29500-1 and -4, and the list of strict namespaces in ISO/IEC 29500-1 annex A.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

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


def transitional(tree: Any) -> Any:
    """A part's tree in the usual namespaces; the tree itself if it is in them already."""
    plain = bytes(etree.tostring(tree, encoding="UTF-8"))
    if STRICT not in plain:
        return tree
    for strict, usual in OTHERWISE:
        plain = plain.replace(STRICT + strict, USUAL + usual)
    plain = FAMILY.sub(lambda found: USUAL + found[1] + b"/2006/", plain)
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
